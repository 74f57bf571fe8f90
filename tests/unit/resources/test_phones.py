# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_phone: serial numbers, firmware, groups, and the traps of the server around them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._resources import _phone_models

from ..tasks import Tasks
from .phones import MAC, OTHER, PHONE, SIP, groups, people, queue, send, stored

# ---- the record


def test_a_phone_is_created_with_everything_and_deleted(tasks: Tasks) -> None:
    people(tasks, "2301")
    groups(tasks, "lobby", "desks")
    made = tasks.do("sipx_phone", **PHONE, description="Reception", groups=["lobby", "desks"], lines=[{"user": "2301"}])
    assert made["phone"] == {
        "id": 1042,
        **PHONE,
        "description": "Reception",
        "groups": ["desks", "lobby"],
        "lines": [{"user": "2301"}],
    }
    tasks.do("sipx_phone", serial=MAC, state="absent")
    assert tasks.same("sipx_phone", serial=MAC, state="absent")["phone"] is None


def test_what_the_task_leaves_out_stays_although_the_put_clears_it(tasks: Tasks) -> None:
    groups(tasks, "lobby")
    tasks.do("sipx_phone", **PHONE, description="Reception", groups=["lobby"])
    changed = tasks.do("sipx_phone", serial=MAC, firmware="polycom4.1.0")["phone"]
    assert (changed["description"], changed["groups"]) == ("Reception", ["lobby"])
    changed = tasks.do("sipx_phone", serial=MAC, description="Lobby")["phone"]
    assert changed["firmware"] == "polycom4.1.0"


def test_null_clears(tasks: Tasks) -> None:
    groups(tasks, "lobby", "desks")
    people(tasks, "2301")
    tasks.do("sipx_phone", **PHONE, description="Reception", groups=["lobby", "desks"], lines=[{"user": "2301"}])
    cleared = tasks.do("sipx_phone", serial=MAC, description=None, firmware=None, groups=None, lines=None)["phone"]
    assert [cleared[name] for name in ("description", "firmware", "groups", "lines")] == [None, None, [], []]


def test_the_model_cannot_be_changed(tasks: Tasks) -> None:
    """The server takes another model and keeps the old one."""
    tasks.given("sipx_phone", **PHONE)
    assert "cannot be changed to 'snom320'" in tasks.refused("sipx_phone", serial=MAC, model="snom320")["msg"]


def test_a_device_is_replaced_with_all_that_it_has(tasks: Tasks) -> None:
    groups(tasks, "lobby")
    tasks.do("sipx_phone", **PHONE, description="Reception", groups=["lobby"])
    renamed = tasks.do("sipx_phone", serial="00:04:F2:C0:DE:02", old_serial="00-04-F2-C0-DE-01")["phone"]
    assert (renamed["id"], renamed["serial"], renamed["groups"], renamed["firmware"]) == (1042, OTHER, ["lobby"], "polycom4.1.X")
    tasks.given("sipx_phone", **PHONE)
    assert "cannot be renamed to the other" in tasks.refused("sipx_phone", serial=OTHER, old_serial=MAC)["msg"]


# ---- serial numbers


@pytest.mark.parametrize("written", [MAC, "00:04:F2:C0:DE:01", "00-04-f2-c0-de-01", "0004.F2C0.DE01", " 0004F2C0DE01 "])
def test_a_mac_address_in_any_spelling_is_the_same_phone(tasks: Tasks, written: str) -> None:
    """The server stores what it gets, and refuses capitals and separators."""
    tasks.given("sipx_phone", **PHONE)
    assert tasks.same("sipx_phone", **{**PHONE, "serial": written})["phone"]["serial"] == MAC
    assert tasks.run("sipx_info", kind="phone", name=written)["count"] == 1
    refused = tasks.run("sipx_site", phones=[PHONE, {**PHONE, "serial": written}])
    assert "stands twice" in refused["msg"]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("00:04:f2:c0:de", "is neither a MAC address"),
        ("0004f2c0de0g:1", "is neither a MAC address"),
        ("0004f2c0de0", "is no MAC address, and phone model 'polycom550' needs one"),
        (4000013, "YAML reads this as the number 4000013"),
        ("", "serial is empty"),
    ],
)
def test_what_is_no_serial_number_is_refused(tasks: Tasks, written: Any, problem: str) -> None:
    assert problem in tasks.refused("sipx_phone", serial=written, model="polycom550")["msg"]


def test_a_soft_phone_goes_by_a_word(tasks: Tasks) -> None:
    made = tasks.do("sipx_phone", serial="MyLab7", model="zoiperPhoneModel")["phone"]
    assert made["serial"] == "MyLab7"


@pytest.mark.parametrize("word", ["models", "line", "sendProfile", "1042"])
def test_a_serial_number_that_the_server_takes_for_something_else(tasks: Tasks, word: str) -> None:
    """1042 is the id of the first phone; the others are paths of their own."""
    tasks.given("sipx_phone", **PHONE)
    tasks.do("sipx_phone", serial=word, model="zoiperPhoneModel", description="soft")
    tasks.do("sipx_phone", serial=word, description="still soft")
    tasks.do("sipx_phone", serial=word, state="absent")
    assert stored(tasks)["description"] is None


def test_a_mac_address_of_digits_is_not_taken_for_an_id(tasks: Tasks) -> None:
    tasks.given("sipx_phone", **PHONE)
    assert stored(tasks)["id"] == 1042
    assert tasks.same("sipx_phone", serial="000000001042", state="absent")["phone"] is None
    tasks.do("sipx_phone", serial="00:00:00:00:10:42", model="snom320", description="digits")
    tasks.do("sipx_phone", serial="000000001042", description="more digits")
    assert stored(tasks)["description"] is None
    tasks.do("sipx_phone", serial="000000001042", state="absent")
    assert stored(tasks)["serialNo"] == MAC


# ---- model and firmware


def test_an_unknown_model_is_told_with_the_nearest(tasks: Tasks) -> None:
    refused = tasks.refused("sipx_phone", serial=MAC, model="polycom551")
    assert "there is no phone model 'polycom551'; did you mean 'polycom550'" in refused["msg"]


@pytest.mark.parametrize(
    ("model", "firmware", "problem"),
    [
        ("polycom550", "polycom4.1.Y", "did you mean 'polycom4.1.X'"),
        ("polycom550", "4.1.0", "did you mean 'polycom4.1.0'"),
        ("polycom550", "yealink8X", "has no firmware 'yealink8X'; it has polycom3.2.X"),
        ("snom320", "polycom4.1.X", "knows no firmware of phone model 'snom320'"),
    ],
)
def test_a_firmware_that_the_model_has_not_is_refused(tasks: Tasks, model: str, firmware: str, problem: str) -> None:
    """The server stores none for a name that it does not know, and takes those of other models."""
    assert problem in tasks.refused("sipx_phone", serial=MAC, model=model, firmware=firmware)["msg"]
    tasks.given("sipx_phone", serial=MAC, model=model)
    assert problem in tasks.refused("sipx_phone", serial=MAC, firmware=firmware)["msg"]


def test_what_the_server_refuses_is_a_failure(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    """The older call for making phones answers 200 and drops the phone; this one does not hide it."""
    monkeypatch.setattr(_phone_models, "LINES", {})
    result = tasks.run("sipx_phone", serial="nomac", model="polycom550")
    assert "invalidSerialNumber" in result["msg"]
    assert tasks.writes == ["POST /api/phones"]


# ---- groups


def test_a_group_whose_name_is_part_of_anothers_is_joined(tasks: Tasks) -> None:
    """With groups in the record itself the server would skip it without a word."""
    groups(tasks, "engineering", "eng")
    tasks.do("sipx_phone", **PHONE, groups=["engineering"])
    assert tasks.do("sipx_phone", serial=MAC, groups=["eng", "engineering"])["phone"]["groups"] == ["eng", "engineering"]


def test_groups_are_set_added_and_removed(tasks: Tasks) -> None:
    groups(tasks, "a", "b", "c")
    tasks.do("sipx_phone", **PHONE, groups=["a", "b"])
    assert tasks.do("sipx_phone", serial=MAC, groups=["c"], groups_mode="add")["phone"]["groups"] == ["a", "b", "c"]
    assert tasks.do("sipx_phone", serial=MAC, groups=["a", "b"], groups_mode="remove")["phone"]["groups"] == ["c"]
    assert tasks.do("sipx_phone", serial=MAC, groups=["b"])["phone"]["groups"] == ["b"]


def test_a_misspelt_group_is_not_made(tasks: Tasks) -> None:
    groups(tasks, "desks")
    refused = tasks.refused("sipx_phone", **PHONE, groups=["desk"])
    assert "groups: there is no phone group 'desk'; did you mean 'desks'?" in refused["msg"]
    tasks.given("sipx_phone", **PHONE)
    tasks.refused("sipx_phone", serial=MAC, groups=["desk"])
    tasks.refused("sipx_phone", serial=MAC, groups=["desk"], groups_mode="add")


def test_a_group_that_a_path_cannot_name_is_refused_before_the_phone_is_made(tasks: Tasks) -> None:
    """The ending would be cut off, and another group made."""
    send(tasks, "POST", "phoneGroups", {"name": "x.json", "weight": 1})
    assert "choose another" in tasks.refused("sipx_phone", **PHONE, groups=["x.json"])["msg"]


# ---- what is odd on the PBX


def test_one_odd_phone_does_not_stop_the_others(tasks: Tasks) -> None:
    """A port that is no number makes the server fail at the whole list of phones."""
    tasks.given("sipx_phone", **PHONE)
    tasks.given("sipx_phone", **{**PHONE, "serial": OTHER})
    send(tasks, "POST", f"phones/{OTHER}/lines", {"userId": "a", "registrationServer": "b", "registrationServerPort": "http"})
    items = [{"serial": f"0004f2c0df{number:02d}", "model": "snom320"} for number in range(6)]
    assert all(result["changed"] for result in tasks.loop("sipx_phone", items))
    tasks.do("sipx_phone", serial=MAC, description="Reception", settings={"voice/volume": 7})
    assert tasks.run("sipx_phone", serial=OTHER)["failed"] is True


def test_no_sip_password_of_a_user_is_told(tasks: Tasks) -> None:
    """The server shows it in every list of phones."""
    people(tasks, "2301")
    shown = json.dumps(tasks.do("sipx_phone", **PHONE, lines=[{"user": "2301"}]))
    shown += json.dumps(tasks.run("sipx_info", kind="phone", details=True))
    assert '"user": "2301"' in shown
    assert SIP not in shown


def test_a_task_that_dies_at_any_request_is_finished_by_the_next(tasks: Tasks) -> None:
    people(tasks, "2301", "2302")
    groups(tasks, "lobby")
    wish = {**PHONE, "groups": ["lobby"], "lines": [{"user": "2301"}, {"user": "2302"}], "settings": {"voice/volume": 7}}
    start = tasks.pbx.state()
    tasks.given("sipx_phone", **wish)
    count = len(tasks.pbx.requests)
    end = {**stored(tasks), "lines": len(stored(tasks)["lines"])}
    for action in ("drop_before", "drop_after"):
        for number in range(count):
            tasks.pbx.load(start)
            tasks.pbx.add_fault(action, after=number)
            tasks.run("sipx_phone", retries=0, **wish)
            tasks.pbx.clear_faults()
            tasks.given("sipx_phone", **wish)
            now = stored(tasks)
            assert {**now, "lines": len(now["lines"])} == end, (action, number)


# ---- what it costs


def test_a_loop_over_unchanged_phones_costs_a_handful_of_requests(tasks: Tasks) -> None:
    people(tasks, "2301", "2302")
    groups(tasks, "lobby")
    items = [
        {**PHONE, "serial": f"0004f2c0df{number:02d}", "groups": ["lobby"], "lines": [{"user": "2301"}, {"user": "2302"}]}
        for number in range(20)
    ]
    tasks.loop("sipx_phone", items)
    assert [result["changed"] for result in tasks.loop("sipx_phone", items)] == [False] * 20
    assert len(tasks.pbx.requests) <= 6, [one.path for one in tasks.pbx.requests]
    assert tasks.run("sipx_site", phones=items)["count"]["unchanged"] == 20
    assert len(tasks.pbx.requests) <= 6, [one.path for one in tasks.pbx.requests]


def test_a_single_phone_does_not_cost_the_list_of_all(tasks: Tasks) -> None:
    tasks.given("sipx_phone", **PHONE)
    tasks.same("sipx_phone", serial=MAC, description=None)
    assert [one.path for one in tasks.pbx.requests] == [f"/sipxconfig/api/phones/{MAC}"]


def test_a_site_plans_users_groups_and_phones_in_their_order(tasks: Tasks) -> None:
    document = {
        "phones": [{**PHONE, "groups": ["lobby"], "lines": [{"user": "2301"}], "settings": {"voice/volume": 7}}],
        "phone_groups": [{"name": "lobby", "after": "desks"}, {"name": "desks", "state": "present"}][::-1],
        "users": [{"user_name": "2301", "portal_password": "kV82mmQx", "sip_password": SIP}],
    }
    assert tasks.do("sipx_site", **document)["count"]["created"] == 4
    gone = {name: [{**entry, "state": "absent"} for entry in entries] for name, entries in document.items()}
    assert tasks.do("sipx_site", **gone)["count"]["deleted"] == 4
    assert queue(tasks) == {"1042": False}
