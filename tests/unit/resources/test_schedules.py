# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_schedule: names by owner, times that the server does not check, and what happens to those who use one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks

OFFICE = {"day": "weekdays", "start": "08:00", "stop": "17:30"}
SATURDAY = {"day": "saturday", "start": "09:00", "stop": "12:00"}
MORNING = {"day": "every_day", "start": "06:00", "stop": "07:00"}


def table(tasks: Tasks) -> list[dict[str, Any]]:
    return list(tasks.pbx.state()["tables"].get("schedules", {}).values())


def somebody(tasks: Tasks, *names: str) -> None:
    for name in names:
        tasks.given("sipx_user", user_name=name, portal_password="x8Kd-portal", sip_password="x8Kd-sip")


def test_periods_are_written_as_wall_clock_times(tasks: Tasks) -> None:
    made = tasks.do("sipx_schedule", name="office", description="Mon-Fri", periods=[SATURDAY, OFFICE])["schedule"]
    assert made["periods"] == [SATURDAY, OFFICE]
    assert (made["user"], made["user_group"]) == (None, None)
    assert [(one["scheduledDay"], one["start"], one["stop"]) for one in table(tasks)[0]["periods"]] == [
        ("Saturday", 32400000, 43200000),
        ("Weekdays", 28800000, 63000000),
    ]
    tasks.same("sipx_schedule", name="office", periods=[OFFICE, SATURDAY])
    tasks.same("sipx_schedule", name="office", periods=[{**OFFICE, "start": "8:00"}, SATURDAY])


def test_dates_and_switches_of_periods_mean_nothing(tasks: Tasks) -> None:
    tasks.given("sipx_schedule", name="office", periods=[OFFICE])
    state = tasks.pbx.state()
    for one in state["tables"]["schedules"]["1"]["periods"]:
        one["start"] += 1767571200000 + 12345
        one["stop"] += 1767571200000
    tasks.pbx.load(state)
    assert tasks.same("sipx_schedule", name="office", periods=[OFFICE])["schedule"]["periods"] == [OFFICE]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_fewer_periods_are_one_put_of_the_whole_list(tasks: Tasks, number: int) -> None:
    """The server's call to delete one would destroy the others, or refuse the first."""
    hours = [OFFICE, SATURDAY, MORNING | {"day": "sunday"}, {"day": "sunday", "start": "10:00", "stop": "11:00"}]
    tasks.given("sipx_schedule", name="office", periods=hours)
    done = tasks.do("sipx_schedule", name="office", periods=hours[number:])
    assert len(done["schedule"]["periods"]) == 4 - number
    assert not any("/period" in one.path for one in tasks.pbx.requests)


def test_more_periods_are_not_appended_twice(tasks: Tasks) -> None:
    tasks.given("sipx_schedule", name="office", periods=[OFFICE])
    tasks.pbx.add_fault("drop_after", method="PUT", path="/api/schedules/")
    done = tasks.run("sipx_schedule", name="office", periods=[OFFICE, SATURDAY])
    assert (done["changed"], len(done["schedule"]["periods"])) == (True, 2)


def test_what_the_task_leaves_out_stays(tasks: Tasks) -> None:
    tasks.given("sipx_schedule", name="office", description="Mon-Fri", periods=[OFFICE, SATURDAY])
    tasks.do("sipx_schedule", name="shop", old_name="office")
    kept = tasks.do("sipx_schedule", name="shop", description=None)["schedule"]
    assert (kept["description"], kept["periods"]) == (None, [SATURDAY, OFFICE])


@pytest.mark.parametrize(
    ("periods", "message"),
    [
        ([{**OFFICE, "stop": "08:00"}], "starts at 08:00 and stops at 08:00: the stop must be later"),
        ([{**OFFICE, "stop": "07:00"}], "the stop must be later"),
        ([{**OFFICE, "stop": "24:00"}], "write '23:59' for the end of a day"),
        ([{**OFFICE, "stop": 1050}], "has the stop '1050', which is no time of day: write hours and minutes in quotes"),
        ([{**OFFICE, "day": "workdays"}], "must be one of"),
        ([OFFICE, OFFICE], "overlap"),
        ([OFFICE, {**OFFICE, "day": "friday", "start": "17:29", "stop": "18:00"}], "weekdays 08:00 to 17:30 and friday 17:29 to 18:00"),
        ([SATURDAY, {"day": "weekend", "start": "11:00", "stop": "13:00"}], "overlap"),
        ([], "has no period"),
        (None, "periods cannot be empty"),
    ],
)
def test_times_that_the_server_would_take_are_refused(tasks: Tasks, periods: Any, message: str) -> None:
    assert message in tasks.refused("sipx_schedule", name="office", periods=periods)["msg"]


def test_periods_may_follow_each_other(tasks: Tasks) -> None:
    tasks.do("sipx_schedule", name="office", periods=[OFFICE, {**OFFICE, "start": "17:30", "stop": "18:00"}, SATURDAY])


def test_a_new_schedule_needs_periods(tasks: Tasks) -> None:
    assert "a new one needs periods" in tasks.refused("sipx_schedule", name="office")["msg"]


def test_one_name_for_three_owners(tasks: Tasks) -> None:
    somebody(tasks, "201", "202")
    tasks.given("sipx_user_group", name="night")
    owners: list[dict[str, Any]] = [{}, {"user": "201"}, {"user": "202"}, {"user_group": "night"}]
    for owner in owners:
        done = tasks.do("sipx_schedule", name="office", periods=[OFFICE], **owner)
        assert {name: done["schedule"][name] for name in ("user", "user_group")} == {"user": None, "user_group": None, **owner}
    assert len(table(tasks)) == 4
    for owner in owners[1:]:
        tasks.do("sipx_schedule", name="office", periods=[SATURDAY], **owner)
    assert [one["periods"][0]["scheduledDay"] for one in table(tasks)] == ["Weekdays", "Saturday", "Saturday", "Saturday"]
    for owner in owners:
        tasks.do("sipx_schedule", name="office", state="absent", **owner)
    assert table(tasks) == []


def test_the_owner_is_always_sent(tasks: Tasks) -> None:
    """A body without it loses the schedule, and breaks the list of all groups."""
    somebody(tasks, "201")
    tasks.given("sipx_user_group", name="night")
    for owner in ({"user": "201"}, {"user_group": "night"}):
        tasks.given("sipx_schedule", name="office", periods=[OFFICE], **owner)
        tasks.do("sipx_schedule", name="office", description="text", **owner)
    assert [(one["type"], one["userId"] or one["groupId"]) for one in table(tasks)] == [("S", 37), ("U", 12)]


def test_owners_that_do_not_exist(tasks: Tasks) -> None:
    somebody(tasks, "201")
    refused = tasks.refused("sipx_schedule", name="office", user="210", periods=[OFFICE])
    assert "user: there is no user '210'; did you mean '201'?" in refused["msg"]
    refused = tasks.refused("sipx_schedule", name="office", user_group="night", periods=[OFFICE])
    assert "user_group: there is no user group 'night'" in refused["msg"]
    tasks.same("sipx_schedule", name="office", user="210", state="absent")


def test_one_owner_at_the_most(tasks: Tasks) -> None:
    refused = tasks.refused("sipx_schedule", name="office", user="superadmin", user_group="administrators", periods=[OFFICE])
    assert "give user or user_group, not both" in refused["msg"]


def test_messages_name_the_owner(tasks: Tasks) -> None:
    result = tasks.refused("sipx_schedule", name="office", user="superadmin")
    assert "there is no schedule 'office' of user 'superadmin' yet" in result["msg"]
    assert tasks.refused("sipx_schedule", name="office", user="superadmin", must_exist=True)["failure"]["code"] == "unknown_reference"


def test_a_schedule_in_use_is_not_deleted(tasks: Tasks) -> None:
    tasks.given("sipx_schedule", name="office", periods=[OFFICE])
    tasks.do("sipx_dial_rule", name="Local", schedule="office")
    refused = tasks.refused("sipx_schedule", name="office", state="absent")
    assert "schedule 'office' is used by dial rule 'Local': without it they would work at all times" in refused["msg"]
    assert refused["failure"]["details"]["dial_rules"] == ["Local"]
    tasks.do("sipx_schedule", name="office", state="absent", force=True)
    assert tasks.run("sipx_info", kind="dial_rule", name="Local")["records"][0]["schedule"] is None


def test_deleting_a_personal_schedule_warns_of_what_cannot_be_seen(tasks: Tasks) -> None:
    tasks.given("sipx_schedule", name="office", user="superadmin", periods=[OFFICE])
    done = tasks.do("sipx_schedule", name="office", user="superadmin", state="absent")
    assert "call forwarding that uses schedule 'office' of user 'superadmin' applies at all times from now on" in done["warnings"][0]


def test_a_rule_and_its_schedule_go_in_one_document(tasks: Tasks) -> None:
    rule = {"name": "Test", "type": "emergency", "emergency_number": "933", "enabled": False, "schedule": "office"}
    document = {"dial_rules": [rule], "schedules": [{"name": "office", "periods": [OFFICE]}]}
    done = tasks.run("sipx_site", check=True, **document)
    assert [(line["kind"], line["outcome"]) for line in done["records"]] == [("schedule", "created"), ("dial_rule", "created")]
    assert tasks.run("sipx_site", **document)["count"]["created"] == 2
    assert tasks.run("sipx_site", **document)["changed"] is False
    gone = {"dial_rules": [{"name": "Test", "state": "absent"}], "schedules": [{"name": "office", "state": "absent"}]}
    assert tasks.run("sipx_site", check=True, **gone)["count"]["deleted"] == 2
    assert tasks.run("sipx_site", **gone)["count"]["deleted"] == 2


def test_a_schedule_taken_out_of_its_rule_can_go_in_the_same_document(tasks: Tasks) -> None:
    tasks.given("sipx_schedule", name="office", periods=[OFFICE])
    tasks.given("sipx_dial_rule", name="Local", schedule="office")
    document = {"dial_rules": [{"name": "Local", "schedule": None}], "schedules": [{"name": "office", "state": "absent"}]}
    assert tasks.run("sipx_site", check=True, **document)["count"]["deleted"] == 1
    assert tasks.run("sipx_site", **document)["count"]["deleted"] == 1


def test_owners_and_their_schedules_in_one_document(tasks: Tasks) -> None:
    user = {"user_name": "201", "portal_password": "x8Kd-portal", "sip_password": "x8Kd-sip"}
    own = {"name": "office", "periods": [OFFICE]}
    document: dict[str, Any] = {
        "schedules": [own, {**own, "user": "201"}, {**own, "user_group": "night"}],
        "user_groups": [{"name": "night"}],
        "users": [user],
    }
    assert tasks.run("sipx_site", check=True, **document)["count"]["created"] == 5
    done = tasks.run("sipx_site", **document)
    assert [line["name"] for line in done["records"] if line["kind"] == "schedule"] == [
        "office",
        "office (user 201)",
        "office (user group night)",
    ]
    assert tasks.run("sipx_site", **document)["changed"] is False
    twice = tasks.run("sipx_site", schedules=[{**own, "user": "201"}, {**own, "user": "201"}])
    assert "name 'office (user 201)' stands twice" in twice["msg"]
    gone = {name: [{**one, "state": "absent"} for one in entries] for name, entries in document.items()}
    assert tasks.run("sipx_site", **gone)["count"]["deleted"] == 5
    assert tasks.run("sipx_site", **gone)["changed"] is False


def test_info_lists_the_general_ones_or_those_of_an_owner(tasks: Tasks) -> None:
    for owner in ({}, {"user": "superadmin"}, {"user_group": "administrators"}):
        tasks.given("sipx_schedule", name="office", periods=[OFFICE], **owner)
        found = tasks.run("sipx_info", kind="schedule", filter=owner)["records"]
        assert [(one["name"], one["user"], one["user_group"]) for one in found] == [("office", owner.get("user"), owner.get("user_group"))]
        assert tasks.run("sipx_info", kind="schedule", name="office", filter=owner)["count"] == 1
    assert tasks.run("sipx_info", kind="schedule", name="office", filter={"user": "nobody"})["count"] == 0


@pytest.mark.parametrize("word", ["workingTime", "workingTimeAttendant", "scheduledAttendant"])
def test_the_periods_are_sent_back_under_the_name_that_the_server_gave_them(tasks: Tasks, word: str) -> None:
    """Revisions of the fork have renamed it."""
    hours = [{"enabled": False, "start": 28800000, "stop": 63000000, "scheduledDay": "Weekdays"}]
    row = {"id": 5, "name": "office", "description": None, "userId": -1, "groupId": -1, "type": "G", word: {"workingHours": hours}}
    told = {"status": 200, "body": json.dumps({"schedules": [row]}), "content_type": "application/json", "times": None}
    tasks.pbx.add_fault("status", method="GET", path="/api/schedules/general", **told)
    tasks.same("sipx_schedule", name="office", periods=[OFFICE])
    tasks.pbx.add_fault("status", method="GET", path="/api/schedules/general", **told)
    for name, path in (("office", "/api/schedules/5"), ("other", "/api/schedules")):
        tasks.run("sipx_schedule", name=name, periods=[SATURDAY])
        assert [write.split(" ")[1] for write in tasks.writes] == [path]
        assert json.loads(tasks.bodies[0])[word]["workingHours"][0]["scheduledDay"] == "Saturday"
    tasks.pbx.clear_faults()
