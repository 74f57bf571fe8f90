# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings as an option of their record, and profiles that follow a change."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks
from .phones import MAC, OTHER, PHONE, groups, people, queue, stored

VOLUME = {"voice/volume": 7}

# ---- settings of a phone


def test_settings_are_set_compared_and_reset(tasks: Tasks) -> None:
    made = tasks.do("sipx_phone", **PHONE, settings={**VOLUME, "call/waiting": False})
    assert made["phone"]["settings"] == {"voice/volume": "7", "call/waiting": "0"}
    assert stored(tasks)["settings"] == {"voice/volume": "7", "call/waiting": "0"}
    changed = tasks.do("sipx_phone", serial=MAC, settings={"call/waiting": None})
    assert changed["phone"]["settings"] == {"call/waiting": "1"}
    assert changed["diff"]["before"]["settings"] == {"call/waiting": "0"}
    assert stored(tasks)["settings"] == {"voice/volume": "7"}
    tasks.same("sipx_phone", serial=MAC, settings={})
    tasks.same("sipx_setting", phone=MAC, settings=VOLUME)


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"voice/vol": 7}, "have no setting 'voice/vol'; did you mean 'voice/volume'"),
        ({"voice": 7}, "'voice' is a group of settings"),
        ({"voice/codec": "G711"}, "is not among its options"),
        ({"voice/volume": "loud"}, "is no whole number"),
        ({"call/waiting": "perhaps"}, "write true or false"),
        ({" ": 1}, "is no path of a setting"),
        ({"provisioning/url": "x"}, "have no setting 'provisioning/url'"),
    ],
)
def test_settings_are_checked_as_sipx_setting_checks_them(tasks: Tasks, settings: dict[str, Any], problem: str) -> None:
    """The server drops a wrong path with status 200, and stores any text."""
    tasks.given("sipx_phone", **PHONE)
    assert problem in tasks.refused("sipx_phone", serial=MAC, description="x", settings=settings)["msg"]
    assert problem in tasks.refused("sipx_setting", phone=MAC, settings=settings)["msg"]
    new = {**PHONE, "serial": OTHER}
    assert problem in tasks.refused("sipx_phone", **new, settings=settings)["msg"], "a phone like it tells before it is there"
    assert "Nothing was written" in tasks.refused("sipx_site", phones=[{**new, "settings": settings}])["msg"]


def test_without_a_phone_like_it_the_model_tells_what_is_certainly_wrong(tasks: Tasks) -> None:
    assert "is not among its options" in tasks.refused("sipx_phone", **PHONE, settings={"voice/codec": "G711"})["msg"]
    foretold = tasks.run("sipx_phone", check=True, **PHONE, settings={**VOLUME, "voice/vol": True})
    assert foretold["warnings"] == ["whether the settings of phone '0004f2c0de01' have voice/vol shows only when it is there"]
    done = tasks.run("sipx_phone", **PHONE, settings={**VOLUME, "voice/vol": True})
    assert "have no setting 'voice/vol'" in done["msg"]
    assert done["failure"]["details"]["done"] == ["create phone '0004f2c0de01'"]


def test_a_firmware_brings_settings_of_its_own(tasks: Tasks) -> None:
    """They are looked at when the phone has it, not before."""
    tasks.given("sipx_phone", **{**PHONE, "firmware": "polycom3.2.X"})
    tasks.refused("sipx_phone", serial=MAC, settings={"feature/presence": True})
    tasks.do("sipx_phone", serial=MAC, firmware="polycom4.1.X", settings={"feature/presence": True})
    assert stored(tasks)["settings"] == {"feature/presence": "1"}


def test_a_value_that_came_from_a_group_is_set_when_the_group_is_left(tasks: Tasks) -> None:
    groups(tasks, "loud")
    tasks.given("sipx_phone_group", name="loud", settings={"polycom550": VOLUME})
    tasks.given("sipx_phone", **PHONE, groups=["loud"], settings=VOLUME)
    assert stored(tasks)["settings"] == {}, "the server stores nothing that the group says already"
    left = tasks.run("sipx_phone", serial=MAC, groups=[], settings=VOLUME)
    assert left["changed"] is True, left
    assert stored(tasks)["settings"] == {"voice/volume": "7"}


def test_secret_settings_are_masked(tasks: Tasks) -> None:
    result = tasks.refused("sipx_phone", **PHONE, settings={"voice/volume": "x", "provisioning/password": "q5Vt8sKdLw1"})
    assert "q5Vt8sKdLw1" not in json.dumps(result)


def test_a_setting_that_the_server_drops_is_found_out(tasks: Tasks) -> None:
    tasks.given("sipx_phone", **PHONE)
    tasks.pbx.add_fault("status", method="PUT", path="/api/phones/", status=200, body="", content_type="text/plain")
    result = tasks.run("sipx_phone", serial=MAC, settings=VOLUME)
    assert "did not keep settings.voice/volume (wanted '7', kept '5')" in result["msg"]


# ---- profiles


def test_a_profile_follows_a_change_and_only_a_change(tasks: Tasks) -> None:
    people(tasks, "2301")
    made = tasks.do("sipx_phone", **PHONE, lines=[{"user": "2301"}], settings=VOLUME)
    assert made["profile_sent"] is True
    assert queue(tasks) == {"1042": False}
    assert tasks.same("sipx_phone", **PHONE, settings=VOLUME)["profile_sent"] is False
    changes: list[dict[str, Any]] = [{"description": "x"}, {"lines": []}, {"settings": {"voice/volume": 6}}]
    for change in changes:
        tasks.run("sipx_phone", serial=MAC, **change)
        assert tasks.writes[-1] == "PUT /api/phones/1042/sendProfile", "after all else"
        assert sum("sendProfile" in one for one in tasks.writes) == 1


def test_a_profile_is_sent_once_when_the_settings_of_a_new_phone_come_second(tasks: Tasks) -> None:
    tasks.given("sipx_phone", **PHONE, settings=VOLUME)
    assert [one.rpartition("/")[2] for one in tasks.writes] == ["phones", "volume", "sendProfile"]


def test_never_and_always(tasks: Tasks) -> None:
    assert tasks.do("sipx_phone", **PHONE, send_profile="never")["profile_sent"] is False
    assert queue(tasks) == {}
    sent = tasks.run("sipx_phone", serial=MAC, send_profile="always", restart=True)
    assert (sent["changed"], sent["profile_sent"], queue(tasks)) == (True, True, {"1042": True})
    assert (sent["diff"]["before"]["profile_sent"], sent["diff"]["after"]["profile_sent"]) == (False, True)
    foretold = tasks.run("sipx_phone", check=True, serial=MAC, send_profile="always")
    assert (foretold["changed"], foretold["profile_sent"]) == (True, True)
    tasks.do("sipx_phone", serial=MAC, state="absent", send_profile="always")
    assert "PUT" not in str(tasks.writes)


def test_a_profile_that_cannot_be_sent_is_told_with_what_is_done(tasks: Tasks) -> None:
    """The next run has no change to send."""
    tasks.pbx.add_fault("status", method="PUT", path="/sendProfile", status=500, body="no", content_type="text/plain")
    result = tasks.run("sipx_phone", **PHONE)
    assert "could not send the profile of phone '0004f2c0de01', which is as wanted otherwise" in result["msg"]
    assert (result["changed"], result["failure"]["details"]["done"]) == (True, ["create phone '0004f2c0de01'"])
    assert tasks.same("sipx_phone", **PHONE)["profile_sent"] is False


@pytest.mark.parametrize("action", ["drop_before", "drop_after"])
def test_a_profile_whose_answer_is_lost_is_sent_again(tasks: Tasks, action: str) -> None:
    tasks.pbx.add_fault(action, method="PUT", path="/sendProfile")
    assert tasks.given("sipx_phone", **PHONE)["profile_sent"] is True
    assert queue(tasks) == {"1042": False}


def test_a_model_that_the_pbx_cannot_restart_is_warned_of(tasks: Tasks) -> None:
    warned = tasks.do("sipx_phone", serial=MAC, model="acmePhoneStandard", restart=True)["warnings"]
    assert "the PBX cannot restart model 'acmePhoneStandard'" in warned[0]
    assert "warnings" not in tasks.do("sipx_phone", serial=OTHER, model="polycom550", restart=True)


# ---- settings of a group


def test_settings_of_a_group_go_by_model(tasks: Tasks) -> None:
    made = tasks.do("sipx_phone_group", name="desks", settings={"polycom550": VOLUME, "snom320": {"call/answerAfter": 3}})
    assert made["phone_group"]["settings"] == {"polycom550": {"voice/volume": "7"}, "snom320": {"call/answerAfter": "3"}}
    unset = tasks.do("sipx_phone_group", name="desks", settings={"polycom550": {"voice/volume": None}})
    assert unset["phone_group"]["settings"] == {"polycom550": {"voice/volume": None}}
    tasks.same("sipx_setting", phone_group="desks", model="snom320", settings={"call/answerAfter": 3})
    tasks.do("sipx_phone_group", name="desks", settings={"polycom550": {"voice/volume": 5}})
    assert "is a model, and below it stand values" in tasks.refused("sipx_phone_group", name="desks", settings=VOLUME)["msg"]


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"polycom551": VOLUME}, "there is no phone model 'polycom551'"),
        ({"polycom550": {"voice/vol": 7}}, "have no setting 'voice/vol'"),
        ({"polycom550": {"voice/codec": "G711"}}, "is not among its options"),
        ({"polycom550": {"server/outboundProxy": ""}}, "write null to unset it"),
    ],
)
def test_a_new_group_is_checked_before_it_is_there(tasks: Tasks, settings: dict[str, Any], problem: str) -> None:
    assert problem in tasks.refused("sipx_phone_group", name="desks", settings=settings)["msg"]
