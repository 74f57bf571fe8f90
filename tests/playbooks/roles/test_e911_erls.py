# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The role e911_erls: locations are of no use to a call that does not get out, so it says what keeps it from its route."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.playbooks import secrets
from tests.playbooks.roles.attempts import SUCCEEDED, Attempt, outcomes, seed
from tests.simulator import Simulator

PEOPLE: dict[str, Any] = {
    "users": [{"user_name": "201", "portal_password": f"{secrets.MARK}-portal", "sip_password": f"{secrets.MARK}-sip"}],
    "gateways": [{"name": "pstn", "address": "10.20.0.6"}],
    "schedules": [{"name": "Hours", "periods": [{"day": "weekdays", "start": "08:00", "stop": "17:00"}]}],
}
FLOOR = {"e911_erls_floors": [{"name": "floor1", "elin": "4235550101", "address": {"street": "9 Elm St"}, "users": ["201"]}]}
#: What the PBX has in addition, and what the role says of it when it is strict.
WAYS: dict[str, tuple[dict[str, Any], str]] = {
    "a rule that is off": ({}, "The rule Emergency is switched off: emergency calls have no route."),
    "a rule that is on": ({"dial_rules": [{"name": "Emergency", "enabled": True, "gateways": ["pstn"]}]}, SUCCEEDED),
    "a rule with a schedule": (
        {"dial_rules": [{"name": "Emergency", "schedule": "Hours"}]},
        "The rule Emergency has a schedule: it works at those times only.",
    ),
    "a user with the number": (
        {"dial_rules": [{"name": "Emergency", "schedule": None}], "users": [{"user_name": "201", "aliases": ["911"]}]},
        "The user 201 can be called by 911: an emergency call may ring there.",
    ),
}


@pytest.fixture(scope="module")
def said() -> Iterator[dict[str, str]]:
    """What a strict run says as the PBX changes, and that one which is not strict ends well nevertheless."""
    found: dict[str, str] = {}
    with Simulator("uniteme") as pbx:
        seed(pbx, PEOPLE)
        for name, (document, _text) in WAYS.items():
            seed(pbx, document)
            strict = Attempt(name, {**FLOOR, "e911_erls_strict": True}, "sipxcom.pbx.e911_erls")
            lenient = Attempt(f"{name}, shown only", FLOOR, "sipxcom.pbx.e911_erls")
            found |= outcomes(pbx, [strict, lenient])
        yield found
        assert pbx.crashes == []


@pytest.mark.parametrize("name", WAYS)
def test_what_keeps_an_emergency_call_from_its_route_is_told(said: dict[str, str], name: str) -> None:
    assert WAYS[name][1] in said[name]
    assert said[f"{name}, shown only"] == SUCCEEDED
