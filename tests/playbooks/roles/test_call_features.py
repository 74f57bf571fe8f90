# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The role call_features: what it refuses before anything is written, and what one run does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.playbooks.roles.attempts import SUCCEEDED, Attempt, outcomes, seed
from tests.simulator import Simulator

ROLE = "sipxcom.pbx.call_features"
PEOPLE = [{"user_name": name, "portal_password": "x8Kd-portal", "sip_password": "x8Kd-sip"} for name in ("201", "202")]
OFFICE = {"name": "office", "periods": [{"day": "weekdays", "start": "08:00", "stop": "17:30"}]}
SUPPORT: dict[str, Any] = {"extension": "5300", "name": "support", "rings": [{"user": "201"}]}
RECEPTION = {"name": "reception", "extension": "5700", "server": "pbx1.voice.test"}
LOBBY = {"name": "Lobby", "prompt": "lobby.wav", "menu": [{"key": "1", "action": "transfer", "extension": "5300"}]}
NUMBER = {"name": "Main number", "extension": "5000", "schedule": "office", "working_time_attendant": "Lobby"}
ALL = {
    "call_features_schedules": [OFFICE],
    "call_features_hunt_groups": [SUPPORT],
    "call_features_auto_attendants": [LOBBY],
    "call_features_attendant_rules": [NUMBER],
    "call_features_page_groups": [{"number": 21, "sound": "fanfare.wav", "users": ["201"]}],
    "call_features_park_orbits": [RECEPTION],
}
GONE = {name: [{**one, "state": "absent"} for one in records] for name, records in ALL.items()}

#: What is wrong, the variables, and what is said.
REFUSALS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "one number for two features": (
        {"call_features_hunt_groups": [SUPPORT], "call_features_park_orbits": [{**RECEPTION, "extension": "5300"}]},
        ["The number 5300 would be answered by hunt group support and park orbit reception", "a number of its own"],
    ),
    "a did that is an extension": (
        {"call_features_hunt_groups": [SUPPORT], "call_features_attendant_rules": [{**NUMBER, "did": "5300"}]},
        ["The number 5300 would be answered by hunt group support and attendant rule Main number"],
    ),
    "a user who does not exist": (
        {"call_features_hunt_groups": [{**SUPPORT, "rings": [{"user": "210"}]}]},
        ["there is no user '210'; did you mean", "'201'", "Nothing was written"],
    ),
    "a schedule that does not exist": (
        {**ALL, "call_features_schedules": [{**OFFICE, "name": "ofice"}]},
        ["there is no schedule 'office'; did you mean 'ofice'?", "Nothing was written"],
    ),
    "no list": ({"call_features_schedules": "office"}, ["call_features_schedules", "unable to convert to dict"]),
}


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """What all attempts said, on a PBX that nothing may be written to."""
    with Simulator("fork") as pbx:
        seed(pbx, {"users": PEOPLE})
        pbx.read_only = True
        found = outcomes(pbx, [Attempt(name, variables, ROLE) for name, (variables, _ignored) in REFUSALS.items()])
        assert pbx.violations == []
    return found


@pytest.mark.parametrize("name", REFUSALS)
def test_mistakes_are_told_before_anything_is_written(name: str, said: dict[str, str]) -> None:
    for text in REFUSALS[name][1]:
        assert text in said[name]


def test_one_run_makes_all_of_it_a_second_nothing_and_a_third_takes_it_away() -> None:
    with Simulator("fork") as pbx:
        seed(pbx, {"users": PEOPLE})
        before = pbx.state()["tables"]
        attempts = [Attempt("made", ALL, ROLE)]
        assert outcomes(pbx, attempts) == {"made": SUCCEEDED}
        there = pbx.state()["tables"]
        assert [len(there[table]) for table in ("schedules", "callgroups", "pagegroups", "orbits")] == [1, 1, 1, 1]
        assert len(there["attendants"]) == len(before["attendants"]) + 1
        pbx.read_only = True
        assert outcomes(pbx, attempts) == {"made": SUCCEEDED}
        assert pbx.violations == []
        pbx.read_only = False
        assert outcomes(pbx, [Attempt("gone", GONE, ROLE)]) == {"gone": SUCCEEDED}
        left = {table: rows for table, rows in pbx.state()["tables"].items() if rows}
        assert sorted(left) == sorted(table for table, rows in before.items() if rows)


def test_an_older_pbx_is_refused_as_a_whole() -> None:
    with Simulator("sipxcom") as pbx:
        seed(pbx, {"users": PEOPLE})
        pbx.read_only = True
        said = outcomes(pbx, [Attempt("old", ALL, ROLE)])["old"]
        assert "this PBX has no API for hunt groups" in said
        assert "that comes with sipXcom 21.04" in said
        assert "Nothing was written" in said
        assert pbx.violations == []
