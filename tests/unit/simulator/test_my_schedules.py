# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The schedules of a user's call forwarding."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import Client
from .test_my_calls import RING, forward, forwarding

OFFICE = {"scheduledDay": -1, "start": {"hrs": 8, "min": 30}, "end": {"hrs": 17, "min": 0}}
HOURS: dict[str, Any] = {"name": "Office hours", "description": "desk", "periods": [OFFICE]}


def create(me: Client, **values: Any) -> Any:
    return me.my("POST", "/callfwdsched", {**HOURS, **values})


def schedules(me: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = me.my("GET", "/callfwdsched").json()
    return found


def period(day: int, start: str, end: str) -> dict[str, Any]:
    def time(text: str) -> dict[str, int]:
        hours, minutes = text.split(":")
        return {"hrs": int(hours), "min": int(minutes)}

    return {"scheduledDay": day, "start": time(start), "end": time(end)}


def test_create_tells_no_id(me: Client) -> None:
    response = create(me)
    assert (response.status_code, response.content) == (200, b"")
    assert schedules(me) == [{**HOURS, "scheduleId": 1}]
    assert me.my("GET", "/callfwdsched/1").json() == {**HOURS, "scheduleId": 1}


def test_an_id_in_the_path_of_a_create_is_ignored(me: Client) -> None:
    assert me.my("POST", "/callfwdsched/55", HOURS).status_code == 200
    assert [row["scheduleId"] for row in schedules(me)] == [1]


def test_the_long_spelling_works_by_prefix_only(me: Client, fork_me: Client) -> None:
    assert me.my("GET", "/callfwdschedule").json() == []
    assert fork_me.my("GET", "/callfwdschedule").status_code == 404


def test_own_schedules_come_by_name(me: Client) -> None:
    create(me, name="b")
    create(me, name="a")
    assert [row["name"] for row in schedules(me)] == ["a", "b"]


def test_update_replaces_the_whole(me: Client) -> None:
    create(me)
    evening = period(0, "18:00", "20:00")
    assert me.my("PUT", "/callfwdsched/1", {"name": "Evenings", "periods": [evening], "scheduleId": 7}).status_code == 200
    assert schedules(me) == [{"name": "Evenings", "description": None, "periods": [evening], "scheduleId": 1}]


def test_nobody_checks_the_owner(me: Client, client: Client) -> None:
    create(me)
    assert schedules(client) == []
    assert client.my("GET", "/callfwdsched/1").json()["name"] == "Office hours"
    assert client.my("DELETE", "/callfwdsched/1").status_code == 200
    assert schedules(me) == []


def test_a_missing_part_of_a_time_counts_as_minus_1(me: Client) -> None:
    create(me, periods=[{**OFFICE, "start": {"hrs": 8}}])
    assert schedules(me)[0]["periods"][0]["start"] == {"hrs": 7, "min": 59}


@pytest.mark.parametrize(
    "periods",
    [
        [],
        [period(1, "10:00", "09:00")],
        [period(1, "08:00", "12:00"), period(1, "11:59", "13:00")],
        [period(-1, "08:00", "12:00"), period(3, "09:00", "10:00")],
        [period(0, "08:00", "12:00"), period(-2, "09:00", "10:00")],
    ],
)
def test_bad_periods_are_422(me: Client, periods: list[Any]) -> None:
    response = create(me, periods=periods)
    assert response.status_code == 422
    assert response.reason.startswith("The server understands the content type")


@pytest.mark.parametrize(
    "periods",
    [
        [period(1, "08:00", "12:00"), period(1, "12:00", "13:00")],
        [period(-1, "08:00", "12:00"), period(-2, "09:00", "10:00")],
    ],
)
def test_periods_that_only_touch_are_good(me: Client, periods: list[Any]) -> None:
    assert create(me, periods=periods).status_code == 200
    assert schedules(me)[0]["periods"] == periods


@pytest.mark.parametrize(
    "periods",
    [None, [None], [period(1, "08:00", "08:00")], [period(8, "08:00", "09:00")], [{"scheduledDay": 1, "start": {"hrs": 8, "min": 0}}]],
)
def test_worse_periods_are_500(me: Client, periods: Any) -> None:
    response = create(me, periods=periods)
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")


def test_the_message_of_equal_times_is_a_bare_key(me: Client) -> None:
    assert '"error":"error.sameStartAndStopHoursException"' in create(me, periods=[period(1, "08:00", "08:00")]).text


def test_a_name_is_unique_among_the_users_own(me: Client, client: Client) -> None:
    create(me)
    response = create(me)
    assert (response.status_code, response.reason) == (422, "A schedule with name Office hours is already defined")
    assert create(client).status_code == 200
    assert me.my("PUT", "/callfwdsched/1", HOURS).status_code == 200


def test_a_schedule_needs_a_name(me: Client) -> None:
    response = create(me, name=None)
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("key", ["", "/", "/x"])
def test_writes_without_a_number_are_forbidden(me: Client, method: str, key: str) -> None:
    assert me.my(method, f"/callfwdsched{key}", HOURS).status_code == 403


def test_an_id_that_is_no_number_gives_the_list(me: Client) -> None:
    create(me)
    assert me.my("GET", "/callfwdsched/x").json() == schedules(me)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_an_unknown_id_is_500(me: Client, method: str) -> None:
    response = me.my(method, "/callfwdsched/9", HOURS)
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")


def test_rings_outlive_their_schedule(me: Client) -> None:
    create(me)
    forward(me, {**RING, "scheduleId": 1})
    assert me.my("DELETE", "/callfwdsched/1").status_code == 200
    assert forwarding(me)["rings"] == [RING]


def test_personal_schedules_go_with_the_user(me: Client, client: Client) -> None:
    create(me)
    assert client.api("DELETE", "/users/412").status_code == 200
    assert client.my("GET", "/callfwdsched/1").status_code == 500
