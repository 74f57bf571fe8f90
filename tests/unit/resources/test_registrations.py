# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_registration and sipx_registration_info: exactly what is meant, nothing that looks like it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from ..tasks import Tasks

MODULES = ("sipx_registration", "sipx_registration_info")


def registration(name: str, host: str, **values: Any) -> dict[str, Any]:
    return {
        "uri": f"sip:{name}@voice.test",
        "contact": f'"A <b>"<sip:{name}@{host}:5060;transport=udp>',
        "expires": int(time.time()) * 1000 + 3_600_000,
        "primary": "192.0.2.10",
        "instrument": None,
        "regCallId": f"c-{name}@{host}",
        "identity": f"{name}@voice.test",
        **values,
    }


@pytest.fixture
def here(tasks: Tasks) -> Tasks:
    """A PBX on which the extension of one user is the internal id of another."""
    tasks.given("sipx_user", user_name="4127", portal_password="n0t-t0-be-seen")
    tasks.given("sipx_user", user_name="37", portal_password="n0t-t0-be-seen")
    tasks.given("sipx_user", user_name="4128", portal_password="n0t-t0-be-seen")
    tasks.pbx.add(
        registrations=[
            registration("4127", "10.0.0.1", instrument="0004f2000001"),
            registration("37", "10.0.0.12"),
            registration("4128", "10.0.0.1", instrument="0004f2000001", primary="192.0.2.101"),
        ]
    )
    return tasks


def names(result: dict[str, Any]) -> list[str]:
    return [one["user"] for one in result["registrations"]]


def left(tasks: Tasks) -> list[str]:
    return names(tasks.run("sipx_registration_info"))


def test_all_are_shown_with_times_and_addresses(here: Tasks) -> None:
    here.pbx.add(registrations=[registration("x", "10.0.0.9", expires=1_767_225_600)])
    result = here.run("sipx_registration_info")
    assert names(result) == ["37", "4127", "4128", "x"]
    assert (result["count"], result["changed"], len(here.pbx.requests)) == (4, False, 1)
    first, old = result["registrations"][1], result["registrations"][3]
    assert (first["address"], first["phone"], first["call_id"], first["active"]) == ("10.0.0.1", "0004f2000001", "c-4127@10.0.0.1", True)
    assert (old["expires"], old["active"]) == ("2026-01-01T00:00:00Z", False)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"user": "37"}, ["37"]),
        ({"user": "4127"}, ["4127"]),
        ({"address": "10.0.0.1"}, ["4127", "4128"]),
        ({"address": "10.0.0"}, []),
        ({"phone": "00:04:F2:00:00:01"}, ["4127", "4128"]),
        ({"call_id": "c-37@10.0.0.12"}, ["37"]),
        ({"call_id": "c-37@10.0.0"}, []),
        ({"server": "pbx1.voice.test"}, ["37", "4127"]),
        ({"server": "pbx1.voice.test", "address": "10.0.0.1"}, ["4127"]),
        ({"user": "4127", "address": "10.0.0.12"}, []),
        ({"contact": '"A <b>"<sip:37@10.0.0.12:5060;transport=udp>'}, ["37"]),
    ],
)
def test_filters_are_exact(here: Tasks, filters: dict[str, str], found: list[str]) -> None:
    assert names(here.run("sipx_registration_info", **filters)) == found


@pytest.mark.parametrize(
    ("filters", "dropped"),
    [
        ({"user": "37"}, ["37"]),
        ({"address": "10.0.0.1"}, ["4127", "4128"]),
        ({"call_id": "c-4127@10.0.0.1"}, ["4127"]),
        ({"server": "pbx1.voice.test"}, ["37", "4127"]),
        ({"phone": "0004f2000001", "user": "4127"}, ["4127"]),
    ],
)
def test_only_what_is_meant_is_dropped(here: Tasks, filters: dict[str, str], dropped: list[str]) -> None:
    before = left(here)
    done = here.do("sipx_registration", **filters)
    assert names(done) == dropped
    assert done["diff"]["after"] == {"registrations": []}
    assert left(here) == [name for name in before if name not in dropped]


def test_a_user_is_dropped_by_his_internal_id(here: Tasks) -> None:
    here.run("sipx_registration", user="37")
    (write,) = here.writes
    assert write == "DELETE /api/registrations/user/38"


def test_nothing_to_drop_is_no_change(here: Tasks) -> None:
    assert here.same("sipx_registration", address="10.0.0.99")["registrations"] == []


def test_a_shared_call_id_is_refused_and_a_way_named(here: Tasks) -> None:
    here.pbx.add(registrations=[registration("4127", "10.0.0.5", regCallId="one"), registration("4128", "10.0.0.5", regCallId="one")])
    failed = here.refused("sipx_registration", user="4128", address="10.0.0.5")
    assert "4127@voice.test would be dropped as well" in failed["msg"]
    assert failed["failure"]["details"]["others"] == ["4127@voice.test"]
    assert names(here.do("sipx_registration", call_id="one")) == ["4127", "4128"]


def test_one_without_call_id_goes_with_its_user_only(here: Tasks) -> None:
    here.pbx.add(registrations=[registration("4127", "10.0.0.5", regCallId=None)])
    assert "has no Call-ID" in here.refused("sipx_registration", address="10.0.0.5")["msg"]
    assert names(here.do("sipx_registration", user="4127")) == ["4127", "4127"]


@pytest.mark.parametrize("name", ["user", "phone", "call_id", "contact", "address", "server"])
@pytest.mark.parametrize("value", ["", " "])
def test_an_empty_filter_is_refused(here: Tasks, name: str, value: str) -> None:
    """Taken for none it would match them all."""
    for module in MODULES:
        assert f"{name} is empty" in here.refused(module, **{name: value})["msg"]
    assert f"{name} is empty" in here.refused("sipx_registration_info", **{name: None})["msg"]


def test_without_a_filter_nothing_is_dropped(here: Tasks) -> None:
    assert "one of the following is required" in here.refused("sipx_registration")["msg"]


@pytest.mark.parametrize("module", MODULES)
def test_unknown_names_are_told(here: Tasks, module: str) -> None:
    assert "did you mean '4127'" in here.refused(module, user="41277")["msg"]
    assert "did you mean 'pbx1.voice.test'" in here.refused(module, server="pbx2.voice.test")["msg"]


@pytest.mark.parametrize("action", ["drop_before", "drop_after"])
def test_a_lost_answer_is_looked_after(here: Tasks, action: str) -> None:
    here.pbx.add_fault(action, method="DELETE", path="/api/registrations")
    assert names(here.run("sipx_registration", address="10.0.0.12")) == ["37"]
    assert left(here) == ["4127", "4128"]


def test_a_device_that_comes_back_at_once_is_no_failure(here: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    from ansible_collections.sipxcom.pbx.plugins.module_utils._jobs import registrations

    wrote = registrations.Drop.wrote

    def come_back(self: Any, world: Any, ident: Any) -> None:
        here.pbx.add(registrations=[registration("37", "10.0.0.12", expires=int(time.time()) * 1000 + 7_200_000)])
        wrote(self, world, ident)

    monkeypatch.setattr(registrations.Drop, "wrote", come_back)
    assert names(here.run("sipx_registration", user="37")) == ["37"]
    assert left(here) == ["37", "4127", "4128"]


def test_what_the_server_keeps_is_a_failure(here: Tasks) -> None:
    here.pbx.add_fault("status", method="DELETE", status=200, content_type="application/json", times=None)
    failed = here.run("sipx_registration", user="37")
    assert (failed["failed"], failed["failure"]["code"]) == (True, "not_kept")
