# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_forwarding_schedule: when the rings of one's own call forwarding apply."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks
from .own import HIMSELF, USER, ask, of_group, people, stored

__all__ = ["people"]

SCHEDULES = "/rest/my/callfwdsched"
MORNING = {"day": "weekdays", "start": "08:30", "stop": "12:00"}
EVENING = {"day": "every_day", "start": "18:00", "stop": "23:59"}
OFFICE: dict[str, Any] = {"name": "Office hours", "periods": [MORNING]}


def _in_group(tasks: Tasks) -> None:
    tasks.given("sipx_user_group", name="sales")
    tasks.given("sipx_user", user_name=USER, groups=["sales"])


def test_a_schedule_is_made_changed_renamed_and_deleted(people: Tasks) -> None:
    done = people.do("sipx_forwarding_schedule", **HIMSELF, **OFFICE, description="desk")
    assert {**done["forwarding_schedule"], "id": 0} == {"id": 0, "name": "Office hours", "description": "desk", "periods": [MORNING]}
    people.do("sipx_forwarding_schedule", **HIMSELF, name="Office hours", periods=[EVENING, {**MORNING, "start": "8:00"}])
    people.do("sipx_forwarding_schedule", **HIMSELF, name="Work", old_name="Office hours")
    people.same("sipx_forwarding_schedule", **HIMSELF, name="Work", old_name="Office hours")
    people.do("sipx_forwarding_schedule", **HIMSELF, name="Work", state="absent")
    people.same("sipx_forwarding_schedule", **HIMSELF, name="Work", state="absent")


@pytest.mark.parametrize(
    ("day", "number"),
    [("weekend", -2), ("weekdays", -1), ("every_day", 0), ("sunday", 1), ("monday", 2), ("saturday", 7)],
)
def test_days_are_numbers_and_both_parts_of_a_time_are_sent(people: Tasks, day: str, number: int) -> None:
    """A missing minute counts as -1."""
    people.run("sipx_forwarding_schedule", **HIMSELF, name="a", periods=[{"day": day, "start": "8:00", "stop": "17:30"}])
    assert people.writes == [f"POST {SCHEDULES}"]
    period = {"scheduledDay": number, "start": {"hrs": 8, "min": 0}, "end": {"hrs": 17, "min": 30}}
    assert json.loads(people.bodies[0])["periods"] == [period]
    people.same("sipx_forwarding_schedule", **HIMSELF, name="a", periods=[{"day": day, "start": "08:00", "stop": "17:30"}])


def test_what_the_task_leaves_out_stays(people: Tasks) -> None:
    people.given("sipx_forwarding_schedule", **HIMSELF, **OFFICE, description="desk")
    done = people.do("sipx_forwarding_schedule", **HIMSELF, name="Office hours", periods=[EVENING])
    assert done["forwarding_schedule"]["description"] == "desk"
    done = people.do("sipx_forwarding_schedule", **HIMSELF, name="Office hours", description=None)
    assert done["forwarding_schedule"]["periods"] == [EVENING]


def test_the_order_of_periods_does_not_matter(people: Tasks) -> None:
    two = [{**MORNING, "day": "monday"}, {**MORNING, "day": "sunday"}]
    people.given("sipx_forwarding_schedule", **HIMSELF, name="a", periods=two)
    people.same("sipx_forwarding_schedule", **HIMSELF, name="a", periods=two[::-1])


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        ([], "has no period"),
        ([{**MORNING, "stop": "08:30"}], "the stop must be later"),
        ([{**MORNING, "stop": "07:00"}], "the stop must be later"),
        ([{**MORNING, "start": "8"}], "is no time of day"),
        ([MORNING, {**MORNING, "day": "monday"}], "overlap"),
        ([{**MORNING, "day": "Monday"}], "value of day must be one of"),
    ],
)
def test_periods_that_cannot_be_are_refused(people: Tasks, periods: list[dict[str, Any]], said: str) -> None:
    assert said in people.refused("sipx_forwarding_schedule", **HIMSELF, name="a", periods=periods)["msg"]


def test_a_new_one_needs_periods(people: Tasks) -> None:
    assert "a new one needs periods" in people.refused("sipx_forwarding_schedule", **HIMSELF, name="a")["msg"]


def test_letters_that_would_be_lost_are_refused(people: Tasks) -> None:
    for bad in ({"name": "Łódź"}, {"name": "a", "description": "Łódź"}):
        said = people.refused("sipx_forwarding_schedule", **HIMSELF, **bad, periods=[MORNING])["msg"]
        assert "which the server would turn into question marks" in said
    people.do("sipx_forwarding_schedule", **HIMSELF, name="Bürozeit", periods=[MORNING])


def test_a_description_with_a_lost_letter_is_not_written_back(people: Tasks) -> None:
    times = {"start": {"hrs": 8, "min": 30}, "end": {"hrs": 12, "min": 0}}
    ask(people, "POST", SCHEDULES, {"name": "a", "description": "Łódź", "periods": [{"scheduledDay": -1, **times}]})
    said = people.refused("sipx_forwarding_schedule", **HIMSELF, name="a", periods=[EVENING])["msg"]
    assert "Give description as well" in said
    people.do("sipx_forwarding_schedule", **HIMSELF, name="a", periods=[EVENING], description="Lodz")


def test_one_that_may_be_the_groups_is_not_touched_unasked(people: Tasks) -> None:
    """The list does not tell whose it is, and the calls take any id: all members of the group would be hit."""
    people.given("sipx_forwarding_schedule", **HIMSELF, **OFFICE)
    _in_group(people)
    of_group(people, "Sales hours", "sales")
    people.same("sipx_forwarding_schedule", **HIMSELF, name="Sales hours", periods=[MORNING])
    for wish in ({"periods": [EVENING]}, {"state": "absent"}):
        said = people.refused("sipx_forwarding_schedule", **HIMSELF, name="Sales hours", **wish)["msg"]
        assert "may belong to a group of the user (sales)" in said
    people.do("sipx_forwarding_schedule", **HIMSELF, name="Sales hours", periods=[EVENING], force=True)
    people.do("sipx_forwarding_schedule", **HIMSELF, name="New", periods=[EVENING])


def test_a_name_that_the_user_and_his_group_both_have_is_refused(people: Tasks) -> None:
    people.given("sipx_forwarding_schedule", **HIMSELF, **OFFICE)
    _in_group(people)
    of_group(people, "Office hours", "sales")
    for wish in ({"periods": [EVENING]}, {"state": "absent", "force": True}):
        said = people.refused("sipx_forwarding_schedule", **HIMSELF, name="Office hours", **wish)["msg"]
        assert "there are 2 schedules 'Office hours'" in said


def test_one_that_rings_use_is_not_deleted_unasked(people: Tasks) -> None:
    """They would silently ring at all times."""
    people.given("sipx_forwarding_schedule", **HIMSELF, **OFFICE)
    people.given("sipx_call_forwarding", **HIMSELF, rings=[{"number": "412", "ring_time": 20, "schedule": "Office hours"}])
    said = people.refused("sipx_forwarding_schedule", **HIMSELF, name="Office hours", state="absent")["msg"]
    assert "is used by the rings for 412, which would ring at all times without it" in said
    people.do("sipx_forwarding_schedule", **HIMSELF, name="Office hours", state="absent", force=True)
    assert stored(people)["rings"][0]["scheduleId"] is None


def test_a_name_with_a_typo_may_be_refused(people: Tasks) -> None:
    people.given("sipx_forwarding_schedule", **HIMSELF, **OFFICE)
    said = people.refused("sipx_forwarding_schedule", **HIMSELF, name="Office hour", periods=[MORNING], must_exist=True)["msg"]
    assert "did you mean 'Office hours'?" in said


@pytest.mark.parametrize("action", ["drop_before", "drop_after"])
def test_a_lost_answer_makes_no_schedule_twice(people: Tasks, action: str) -> None:
    """A creation tells no id, so the list is looked at."""
    people.pbx.add_fault(action, method="POST", path=SCHEDULES)
    assert people.run("sipx_forwarding_schedule", **HIMSELF, **OFFICE)["changed"] is True
    assert [one["name"] for one in ask(people, "GET", SCHEDULES)] == ["Office hours"]


def test_they_can_be_read_and_are_no_part_of_a_site(people: Tasks) -> None:
    people.given("sipx_forwarding_schedule", **HIMSELF, **OFFICE)
    assert people.run("sipx_info", **HIMSELF, kind="forwarding_schedule")["count"] == 1
    assert "Unsupported parameters" in people.run("sipx_site", forwarding_schedules=[])["msg"]


def test_a_later_item_of_a_loop_sees_what_would_be(people: Tasks) -> None:
    items: list[dict[str, Any]] = [{**HIMSELF, **OFFICE}, {**HIMSELF, **OFFICE}, {**HIMSELF, "name": "Office hours", "state": "absent"}]
    assert [one["changed"] for one in people.loop("sipx_forwarding_schedule", items, check=True)] == [True, False, True]
    assert [one["changed"] for one in people.loop("sipx_forwarding_schedule", items)] == [True, False, True]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_is_no_different(people: Tasks) -> None:
    people.do("sipx_forwarding_schedule", **HIMSELF, **OFFICE)
    people.do("sipx_forwarding_schedule", **HIMSELF, name="Office hours", periods=[EVENING])
    people.do("sipx_forwarding_schedule", **HIMSELF, name="Office hours", state="absent")
