# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The role user_services: what it refuses before anything is written, and that check mode gets to its end and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.playbooks import secrets
from tests.playbooks.roles.attempts import SUCCEEDED, Attempt, outcomes, seed
from tests.simulator import Simulator

ROLE = "sipxcom.pbx.user_services"
PASSWORD = f"{secrets.MARK}-portal"
PEOPLE: dict[str, Any] = {
    "user_groups": [{"name": "sales"}, {"name": "empty"}],
    "users": [
        {"user_name": name, "groups": groups, "portal_password": PASSWORD, "sip_password": f"{secrets.MARK}-sip"}
        for name, groups in (("201", ["sales"]), ("202", ["sales"]), ("203", []))
    ],
}
RINGS = {"call_forwarding": {"rings": [{"number": "430", "ring_time": 20, "schedule": "Evenings"}], "first_ring_time": 20}}
STANDARD: dict[str, Any] = {
    **RINGS,
    "forwarding_schedules": [{"name": "Evenings", "periods": [{"day": "weekdays", "start": "18:00", "stop": "23:00"}]}],
    "voicemail": {"greeting": "none"},
    "personal_attendant": {"operator": "430"},
}


def users(*given: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"user_services_users": list(given), **more}


#: What is given, and what the refusal says of it.
REFUSALS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "nobody": (users(), ("There is nobody: name users in user_services_users, or a user group with members",)),
    "a group without members": ({"user_services_group": "empty"}, ("There is nobody",)),
    "a group that is not there": ({"user_services_group": "slaes"}, ("there is no user group 'slaes' on the PBX",)),
    "a user twice": (
        users({"user": "201"}, {"user": "201"}),
        ("User '201' stands 2 times in user_services_users: give each user one entry.",),
    ),
    "an empty name": (users({"user": ""}), ("Entry 1 of user_services_users has no user name in quotes",)),
    "a misspelt service": (users({"user": "201", "voicemial": {}}), ("voicemial", "user_services_users")),
    "a misspelt option": (users({"user": "201", "voicemail": {"greting": "none"}}), ("greting", "user_services_users")),
    "rings without the password": (
        users({"user": "201", **RINGS}, {"user": "203", "speed_dial": {"inherit": True}, "personal_attendant": {"menu": {}}}),
        (
            "Only user '201' himself can change rings, and his portal password is not in user_services_passwords: add it",
            "Only user '203' himself can change menu, inherit",
        ),
    ),
    "a PIN for somebody else": (
        users({"user": "201"}, user_services_pins={"299": f"{secrets.PIN}1"}),
        ("There is a PIN for '299' in user_services_pins, who is not among the users: correct the name",),
    ),
    "PINs for another conference": (
        users({"user": "201"}, user_services_conference_pins={"room": {"participant": f"{secrets.PIN}2"}}),
        ("There are PINs for the conference 'room' in user_services_conference_pins, which no user has here",),
    ),
    "a user that does not exist": (
        users({"user": "2o1", "voicemail": {"greeting": "none"}}),
        ("One or more items failed",),
    ),
}
#: What ends well in check mode.
FORETOLD: dict[str, dict[str, Any]] = {
    "a standard for a group": {
        "user_services_group": "sales",
        "user_services_standard": STANDARD,
        "user_services_passwords": {"201": PASSWORD, "202": PASSWORD},
        "user_services_pins": {"201": f"{secrets.PIN}3"},
    },
    "one without password": {
        "user_services_group": "sales",
        "user_services_standard": STANDARD,
        "user_services_passwords": {"201": PASSWORD},
        "user_services_skip_without_password": True,
    },
}


@pytest.fixture(scope="module")
def said() -> Iterator[dict[str, str]]:
    attempts = [Attempt(name, given, ROLE) for name, (given, _texts) in REFUSALS.items()]
    attempts += [Attempt(name, given, ROLE) for name, given in FORETOLD.items()]
    with Simulator() as pbx:
        seed(pbx, PEOPLE)
        before = pbx.state()
        pbx.read_only = True
        yield outcomes(pbx, attempts, "--check")
        assert pbx.violations == []
        assert pbx.state()["tables"]["users"].keys() == before["tables"]["users"].keys()
        assert pbx.crashes == []


@pytest.mark.parametrize("name", REFUSALS)
def test_the_role_refuses(said: dict[str, str], name: str) -> None:
    assert [text for text in REFUSALS[name][1] if text not in said[name]] == [], said[name]


@pytest.mark.parametrize("name", FORETOLD)
def test_check_mode_gets_to_its_end(said: dict[str, str], name: str) -> None:
    assert said[name] == SUCCEEDED
