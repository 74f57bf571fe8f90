# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Schedules: /api/schedules."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_XML, TEXT, Client
from .records import EMPTY, STANDALONE, group, made, user

XML_IN = {"Content-Type": "application/xml"}
WEEKDAYS = {"enabled": False, "start": 28800000, "stop": 61200000, "scheduledDay": "Weekdays"}
EVENINGS = {"enabled": False, "start": 64800000, "stop": 79200000, "scheduledDay": "Every_day"}
SATURDAY = {"enabled": False, "start": 32400000, "stop": 43200000, "scheduledDay": "Saturday"}
OFFICE: dict[str, Any] = {"name": "Office", "description": "Mon-Fri", "type": "G", "workingTime": {"workingHours": [WEEKDAYS]}}
TAKEN = "org.sipfoundry.sipxconfig.common.UserException: A schedule with name Office is already defined"
NULL_POINTER = "java.lang.NullPointerException"


def schedule(client: Client, **values: Any) -> int:
    return made(client.api("POST", "/schedules", json={**OFFICE, **values}))


def get(client: Client, key: int) -> dict[str, Any]:
    response = client.api("GET", f"/schedules/{key}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def periods(client: Client, key: int) -> list[Any]:
    found: list[Any] = get(client, key)["workingTime"]["workingHours"]
    return found


def names(client: Client, path: str) -> list[str]:
    return [row["name"] for row in client.api("GET", f"/schedules/{path}").json()["schedules"]]


# ---- examples


def test_create_and_get(client: Client) -> None:
    assert client.api("GET", "/schedules/general").text == '{"schedules":[]}'
    assert client.api("GET", "/schedules/general", headers=AS_XML).text == f"{STANDALONE}<Schedules/>"
    assert schedule(client) == 1
    assert client.api("GET", "/schedules/1").text == (
        '{"id":1,"name":"Office","description":"Mon-Fri","userId":-1,"groupId":-1,"type":"G","workingTime":'
        '{"workingHours":[{"enabled":false,"start":28800000,"stop":61200000,"scheduledDay":"Weekdays"}]}}'
    )
    assert client.api("GET", "/schedules/1", headers=AS_XML).text == (
        f"{STANDALONE}<Schedule><id>1</id><name>Office</name><description>Mon-Fri</description><userId>-1</userId><groupId>-1</groupId>"
        "<type>general</type><workingTime><workingHours><enabled>false</enabled><start>1970-01-01T08:00:00Z</start>"
        "<stop>1970-01-01T17:00:00Z</stop><scheduledDay>WEEKDAYS</scheduledDay></workingHours></workingTime></Schedule>"
    )


def test_the_three_kinds_and_their_lists(client: Client) -> None:
    night, mine = group(client, "night"), user(client, groups=[{"name": "night"}])
    schedule(client)
    for name in ("B", "A"):
        schedule(client, name=name, type="S", userId=mine)
        schedule(client, name=f"{name} of all", type="U", groupId=night)
    assert names(client, "general") == ["Office"]
    assert names(client, "group") == ["B of all", "A of all"]
    assert names(client, f"user/{mine}/personal") == ["A", "B"]
    assert names(client, f"user/{mine}/all") == ["A", "B", "A of all", "B of all"]


def test_a_group_never_has_schedules_by_its_own_list(client: Client) -> None:
    night = group(client, "night")
    schedule(client, type="U", groupId=night)
    for path in (f"group/{night}", "group/nobody"):
        assert names(client, path) == []


def test_users_that_do_not_exist(client: Client, fork: Client) -> None:
    assert client.api("GET", "/schedules/user/99/personal").json() == {"schedules": []}
    response = client.api("GET", "/schedules/user/99/all")
    assert (response.status_code, "User#99" in response.text) == (404, True)
    assert fork.api("GET", "/schedules/user/99/all").status_code == 500
    assert fork.api("GET", "/schedules/user/99/personal").json() == {"schedules": []}


# ---- create


def test_a_name_is_unique_in_its_scope_only(client: Client) -> None:
    mine, other = user(client), user(client, "4128")
    schedule(client)
    schedule(client, type="S", userId=mine)
    schedule(client, type="S", userId=other)
    for values in ({}, {"type": "S", "userId": mine}):
        response = client.api("POST", "/schedules", json={**OFFICE, **values})
        assert (response.status_code, response.text) == (500, TAKEN)
    schedule(client, name="office")


@pytest.mark.parametrize(
    "values",
    [
        {"workingTime": None},
        {"workingTime": {"workingHours": [{"start": 1, "stop": 2}]}},
        {"type": "S"},
        {"type": "S", "userId": 99},
        {"type": "U"},
        {"type": "U", "groupId": 99},
        {"name": None},
        {"type": "user"},
        {"workingTime": {"workingHours": [{**WEEKDAYS, "scheduledDay": "weekdays"}]}},
        {"workingTimeAttendant": None},
    ],
)
def test_bodies_that_fail(client: Client, values: dict[str, Any]) -> None:
    assert client.api("POST", "/schedules", json={**OFFICE, **values}).status_code == 500
    assert names(client, "general") == []


def test_a_body_without_a_type_makes_a_general_one(client: Client) -> None:
    body = {name: value for name, value in OFFICE.items() if name != "type"}
    assert get(client, made(client.api("POST", "/schedules", json=body)))["type"] == "G"
    text = "<Schedule><name>X</name><type>S</type><workingTime/></Schedule>"
    assert get(client, made(client.api("POST", "/schedules", data=text, headers=XML_IN)))["type"] == "G"


@pytest.mark.parametrize(
    "hours",
    [
        [],
        [{**WEEKDAYS, "start": 61200000, "stop": 28800000}],
        [WEEKDAYS, WEEKDAYS],
        [{"enabled": False, "start": None, "stop": None, "scheduledDay": "Monday"}],
    ],
)
def test_periods_are_not_validated(client: Client, hours: list[Any]) -> None:
    assert periods(client, schedule(client, workingTime={"workingHours": hours})) == hours


def test_the_switch_of_a_period_is_not_stored(client: Client) -> None:
    assert periods(client, schedule(client, workingTime={"workingHours": [{**WEEKDAYS, "enabled": True}]})) == [WEEKDAYS]


def test_there_is_no_list_of_everything(client: Client, fork: Client) -> None:
    assert "HTTP 405" in client.api("GET", "/schedules").text
    assert fork.api("GET", "/schedules").status_code == 405
    assert "HTTP 405" in client.api("POST", "/schedules/user/1/personal", json=OFFICE).text


# ---- update and delete


def test_update_replaces(client: Client) -> None:
    key = schedule(client)
    response = client.api("PUT", f"/schedules/{key}", json={"name": "Shop", "type": "S", "workingTime": {"workingHours": [SATURDAY]}})
    assert response.text == str(key)
    assert get(client, key) == {**OFFICE, "id": key, "name": "Shop", "description": None, "userId": -1, "groupId": -1} | {
        "workingTime": {"workingHours": [SATURDAY]}
    }
    schedule(client)
    response = client.api("PUT", f"/schedules/{key}", json=OFFICE)
    assert (response.status_code, response.text) == (500, TAKEN)
    assert client.api("PUT", f"/schedules/{key}", json={"name": "Shop"}).text == NULL_POINTER


def test_an_update_without_the_owner_loses_the_schedule(client: Client) -> None:
    mine, night = user(client), group(client, "night")
    own = schedule(client, type="S", userId=mine)
    theirs = schedule(client, type="U", groupId=night)
    assert client.api("PUT", f"/schedules/{own}", json={**OFFICE, "name": "New"}).status_code == 500
    for key in (own, theirs):
        assert client.api("PUT", f"/schedules/{key}", json=OFFICE).status_code == 200
        assert client.api("GET", f"/schedules/{key}").status_code == 500
    assert names(client, f"user/{mine}/personal") == []
    assert client.api("GET", "/schedules/group").status_code == 500


def test_an_update_with_another_owner_moves_the_schedule(client: Client) -> None:
    mine, other = user(client), user(client, "4128")
    key = schedule(client, type="S", userId=mine)
    client.api("PUT", f"/schedules/{key}", json={**OFFICE, "userId": other})
    assert names(client, f"user/{other}/personal") == ["Office"]


def test_unknown_ids(client: Client, fork: Client) -> None:
    for method, path in (("GET", ""), ("PUT", ""), ("DELETE", ""), ("POST", "/period")):
        body = {"json": SATURDAY if path else OFFICE} if method in ("PUT", "POST") else {}
        response = client.api(method, f"/schedules/99{path}", **body)
        assert (response.status_code, "Schedule#99" in response.text) == (404, True)
        response = fork.api(method, f"/schedules/99{path}", **body)
        assert (response.status_code, response.content) == (404, EMPTY)


def test_a_rule_loses_a_deleted_schedule_and_works_always(client: Client) -> None:
    key = schedule(client)
    rule = {"name": "Emergency", "enabled": True, "type": "Emergency", "emergencyNumber": "911", "scheduleId": key}
    client.api("PUT", "/rules/1", json=rule)
    assert client.api("GET", "/rules/1").json()["scheduleId"] == key
    response = client.api("DELETE", f"/schedules/{key}")
    assert (response.status_code, response.content) == (200, EMPTY)
    assert client.api("GET", "/rules/1").json()["scheduleId"] is None


def test_a_rule_takes_general_schedules_only(client: Client) -> None:
    key = schedule(client, type="S", userId=user(client))
    client.api("PUT", "/rules/1", json={"name": "Emergency", "type": "Emergency", "emergencyNumber": "911", "scheduleId": key})
    assert client.api("GET", "/rules/1").json()["scheduleId"] is None


def test_the_schedules_of_a_user_go_with_the_user(client: Client) -> None:
    key = schedule(client, type="S", userId=user(client))
    client.api("DELETE", "/users/4127")
    assert client.api("GET", f"/schedules/{key}").status_code == 404


# ---- periods


def test_a_period_is_appended_each_time(client: Client) -> None:
    key = schedule(client)
    for _ignored in range(2):
        response = client.api("POST", f"/schedules/{key}/period", json=SATURDAY)
        assert (response.status_code, response.content) == (200, EMPTY)
    assert periods(client, key) == [WEEKDAYS, SATURDAY, SATURDAY]
    assert client.api("POST", f"/schedules/{key}/period", json={"start": 1}).status_code == 500
    assert "HTTP 405" in client.api("POST", f"/schedules/{key}/period/1", json=SATURDAY).text


@pytest.mark.parametrize(
    ("number", "index", "left"),
    [(2, 1, [0]), (3, 1, [2]), (3, 2, [1]), (4, 3, [2])],
)
def test_deleting_one_of_many_periods_loses_all_but_one(client: Client, number: int, index: int, left: list[int]) -> None:
    hours = [WEEKDAYS, EVENINGS, SATURDAY, {**SATURDAY, "scheduledDay": "Sunday"}][:number]
    key = schedule(client, workingTime={"workingHours": hours})
    assert client.api("DELETE", f"/schedules/{key}/period/{index}").status_code == 200
    assert periods(client, key) == [hours[place] for place in left]


def test_periods_that_cannot_be_deleted(client: Client, fork: Client) -> None:
    key = schedule(client)
    for index in ("0", "1", "-1"):
        assert client.api("DELETE", f"/schedules/{key}/period/{index}").status_code == 404
    client.api("PUT", f"/schedules/{key}", json={**OFFICE, "workingTime": {}})
    assert client.api("DELETE", f"/schedules/{key}/period/1").text == "java.lang.NegativeArraySizeException: -1"
    assert "HTTP 415" in client.api("DELETE", f"/schedules/{key}/period/1", headers=TEXT).text
    assert client.api("DELETE", "/schedules/99/period/1").status_code == 404
    assert fork.api("DELETE", "/schedules/99/period/1").status_code == 500
