# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_call_forwarding: what rings, in which order."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks
from .own import HIMSELF, USER, ask, of_group, people, stored

__all__ = ["people"]

CALLFWD = "/rest/my/callfwd"
MOBILE = {"number": "4235550142", "ring_time": 20}
DESK = {"number": "412", "ring_time": 30, "type": "at_the_same_time", "enabled": False}
RING = {"type": "if_no_response", "enabled": True, "schedule": None}


def _schedule(tasks: Tasks, name: str) -> None:
    times = {"start": {"hrs": 8, "min": 30}, "end": {"hrs": 17, "min": 0}}
    ask(tasks, "POST", "/rest/my/callfwdsched", {"name": name, "periods": [{"scheduledDay": -1, **times}]})


def _broken(tasks: Tasks) -> None:
    """A ring without a type, as a careless client leaves it: the server fails at every read from then on."""
    ask(tasks, "PUT", CALLFWD, {"rings": [{"number": "412"}], "expiration": 15})


def test_a_list_of_rings_is_kept_in_its_order(people: Tasks) -> None:
    done = people.do("sipx_call_forwarding", **HIMSELF, first_ring_time=15, rings=[MOBILE, DESK])
    assert done["call_forwarding"] == {"user": USER, "first_ring_time": 15, "rings": [{**RING, **MOBILE}, {**RING, **DESK}]}
    done = people.do("sipx_call_forwarding", **HIMSELF, rings=[DESK, MOBILE])
    assert [ring["number"] for ring in done["call_forwarding"]["rings"]] == ["412", "4235550142"]


def test_every_field_of_every_ring_is_sent(people: Tasks) -> None:
    """What is left out becomes 0, false or null."""
    people.run("sipx_call_forwarding", **HIMSELF, first_ring_time=15, rings=[MOBILE])
    assert people.writes == [f"PUT {CALLFWD}"]
    ring = {"number": "4235550142", "expiration": 20, "type": "If no response", "enabled": True, "scheduleId": None}
    assert json.loads(people.bodies[0]) == {"expiration": 15, "rings": [ring]}


def test_rings_that_the_task_leaves_out_stay_with_their_schedule(people: Tasks) -> None:
    _schedule(people, "Office hours")
    people.do("sipx_call_forwarding", **HIMSELF, first_ring_time=15, rings=[{**MOBILE, "schedule": "Office hours"}, DESK])
    before = stored(people)["rings"]
    people.do("sipx_call_forwarding", **HIMSELF, first_ring_time=30)
    assert stored(people)["rings"] == before
    assert before[0]["scheduleId"] is not None


def test_the_first_ring_time_stays_when_the_task_is_about_rings(people: Tasks) -> None:
    people.given("sipx_call_forwarding", **HIMSELF, first_ring_time=15)
    assert people.do("sipx_call_forwarding", **HIMSELF, rings=[MOBILE])["call_forwarding"]["first_ring_time"] == 15


@pytest.mark.parametrize("nothing", [None, []])
def test_all_rings_can_be_taken_away(people: Tasks, nothing: list[Any] | None) -> None:
    """The older resource cannot empty the list in JSON."""
    people.given("sipx_call_forwarding", **HIMSELF, rings=[MOBILE])
    assert people.do("sipx_call_forwarding", **HIMSELF, rings=nothing)["call_forwarding"]["rings"] == []


def test_a_schedule_is_set_changed_and_taken_away_by_its_name(people: Tasks) -> None:
    _schedule(people, "Office hours")
    _schedule(people, "Evenings")
    for name in ("Office hours", "Evenings", None):
        ring = {**MOBILE, "schedule": name}
        done = people.do("sipx_call_forwarding", **HIMSELF, rings=[ring])
        assert done["call_forwarding"]["rings"][0]["schedule"] == name
        assert done["diff"]["after"]["rings"][0]["schedule"] == name


def test_an_unknown_schedule_is_told_with_the_nearest(people: Tasks) -> None:
    _schedule(people, "Office hours")
    failed = people.refused("sipx_call_forwarding", **HIMSELF, rings=[{**MOBILE, "schedule": "Office hour"}])
    assert "rings: there is no forwarding schedule 'Office hour'; did you mean 'Office hours'?" in failed["msg"]
    assert failed["failure"]["code"] == "unknown_reference"


def test_a_name_that_the_user_and_his_group_both_have_is_refused(people: Tasks) -> None:
    """Nothing tells the two apart; the server would take either id."""
    people.given("sipx_user_group", name="sales")
    people.given("sipx_user", user_name=USER, groups=["sales"])
    _schedule(people, "Office hours")
    of_group(people, "Office hours", "sales")
    said = people.refused("sipx_call_forwarding", **HIMSELF, rings=[{**MOBILE, "schedule": "Office hours"}])["msg"]
    assert "the user has 2 schedules 'Office hours', one by himself and one through a group" in said


@pytest.mark.parametrize(
    ("ring", "said"),
    [
        ({"number": "", "ring_time": 20}, "has no number in ring 1"),
        ({"number": "42 35", "ring_time": 20}, "without blanks"),
        ({"number": "412", "ring_time": 0}, "in ring 1 that is out of range: write 1 to 999"),
        ({"number": "412"}, "missing required arguments: ring_time"),
        ({"number": "412", "ring_time": 20, "type": "If no response"}, "if_no_response, at_the_same_time"),
        ({"number": "Ł@example.net", "ring_time": 20}, "question marks"),
    ],
)
def test_a_ring_that_cannot_be_is_refused(people: Tasks, ring: dict[str, Any], said: str) -> None:
    assert said in people.refused("sipx_call_forwarding", **HIMSELF, rings=[ring])["msg"]


def test_a_time_out_of_range_is_refused(people: Tasks) -> None:
    assert "write 1 to 999" in people.refused("sipx_call_forwarding", **HIMSELF, first_ring_time=1000)["msg"]


def test_what_a_careless_client_broke_is_mended_by_a_complete_list(people: Tasks) -> None:
    _broken(people)
    assert people.run("sipx_call_forwarding", **HIMSELF, first_ring_time=20)["failed"] is True
    done = people.run("sipx_call_forwarding", **HIMSELF, first_ring_time=20, rings=[MOBILE])
    assert done["warnings"] == ["the PBX cannot read the call forwarding of user '200'; it is replaced by what the task says"]
    people.same("sipx_call_forwarding", **HIMSELF, first_ring_time=20, rings=[MOBILE])


def test_an_administrator_sets_the_first_ring_time_of_another_user(people: Tasks) -> None:
    people.given("sipx_call_forwarding", **HIMSELF, rings=[MOBILE])
    done = people.do("sipx_call_forwarding", user=USER, first_ring_time=40)
    assert done["call_forwarding"] == {"user": USER, "first_ring_time": 40}
    seen = people.same("sipx_call_forwarding", **HIMSELF, first_ring_time=40)["call_forwarding"]
    assert [ring["number"] for ring in seen["rings"]] == ["4235550142"]


def test_rings_of_another_user_are_refused(people: Tasks) -> None:
    said = people.refused("sipx_call_forwarding", user=USER, first_ring_time=15, rings=[MOBILE])["msg"]
    assert "rings: the API has no way to change this for another user (there is one for first_ring_time)" in said


def test_later_items_of_a_loop_see_the_rings_that_would_be(people: Tasks) -> None:
    _schedule(people, "Office hours")
    items: list[dict[str, Any]] = [
        {**HIMSELF, "rings": [{**MOBILE, "schedule": "Office hours"}]},
        {**HIMSELF, "first_ring_time": 15},
        {**HIMSELF, "first_ring_time": 15, "rings": [{**MOBILE, "schedule": "Office hours"}]},
    ]
    assert [one["changed"] for one in people.loop("sipx_call_forwarding", items, check=True)] == [True, True, False]
    assert [one["changed"] for one in people.loop("sipx_call_forwarding", items)] == [True, True, False]


@pytest.mark.parametrize("action", ["drop_before", "drop_after"])
def test_a_lost_answer_does_no_harm(people: Tasks, action: str) -> None:
    people.pbx.add_fault(action, method="PUT", path=CALLFWD)
    done = people.run("sipx_call_forwarding", **HIMSELF, first_ring_time=15, rings=[MOBILE])
    assert done["changed"] is True
    people.same("sipx_call_forwarding", **HIMSELF, first_ring_time=15, rings=[MOBILE])


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_is_no_different(people: Tasks) -> None:
    _schedule(people, "Office hours")
    people.do("sipx_call_forwarding", **HIMSELF, first_ring_time=15, rings=[{**MOBILE, "schedule": "Office hours"}, DESK])
