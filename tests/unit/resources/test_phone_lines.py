# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lines of phones: a server that only appends, and an order that matters."""

from __future__ import annotations

import json
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies

from ansible_collections.sipxcom.pbx.plugins.module_utils._resources._phone_lines import kept

from ..tasks import Tasks
from .phones import MAC, OTHER, PHONE, people, queue, send, stored

CARRIER = {"user_id": "acme", "registration_server": "sip.carrier.example"}
SECRET = "q5Vt8sKdLw1"
lines = strategies.lists(strategies.sampled_from([{"user": name} for name in "abc"]), max_size=6)


def owners(tasks: Tasks, serial: str = MAC) -> list[str]:
    """Whose lines a phone has on the simulated PBX, in order."""
    users = tasks.pbx.state()["tables"]["users"]
    rows = stored(tasks, serial)["lines"]
    return [users[str(line["user"])]["userName"] if line["user"] else line["settings"]["credential/userId"] for line in rows]


def ids(tasks: Tasks) -> list[int]:
    return [line["id"] for line in stored(tasks)["lines"]]


@hypothesis.given(lines, lines)
def test_any_row_of_lines_becomes_any_other_with_as_many_left_alone_as_can_be(now: list[Any], then: list[Any]) -> None:
    stay = kept(now, then)
    assert [now[place] for place in stay] + then[len(stay) :] == then
    assert stay == sorted(stay)
    longer = then[: len(stay) + 1]
    rest = iter(now)
    assert longer == then[: len(stay)] or not all(line in rest for line in longer)


@pytest.mark.parametrize(
    ("wanted", "writes", "survivors"),
    [
        (["1", "2", "3"], 0, 3),
        (["1", "2", "3", "4"], 1, 3),
        (["1", "3"], 1, 2),
        (["2", "3"], 1, 2),
        (["3"], 2, 1),
        (["4", "1", "2", "3"], 5, 0),
        (["1", "4", "2"], 4, 1),
        (["2", "1"], 3, 1),
        ([], 1, 0),
        (["1", "2", "3", "1"], 1, 3),
    ],
)
def test_the_lines_on_the_pbx_are_those_wanted_in_their_order(tasks: Tasks, wanted: list[str], writes: int, survivors: int) -> None:
    people(tasks, "1001", "1002", "1003", "1004")
    tasks.given("sipx_phone", **PHONE, lines=[{"user": f"100{digit}"} for digit in "123"])
    before = ids(tasks)
    result = tasks.run("sipx_phone", serial=MAC, lines=[{"user": f"100{digit}"} for digit in wanted], send_profile="never")
    assert result["changed"] is bool(writes)
    assert len(tasks.writes) == writes, tasks.writes
    assert owners(tasks) == [f"100{digit}" for digit in wanted]
    assert len(set(before) & set(ids(tasks))) == survivors
    tasks.same("sipx_phone", serial=MAC, lines=[{"user": f"100{digit}"} for digit in wanted])


def test_lines_are_removed_before_new_ones_come_since_there_is_room_for_so_many_only(tasks: Tasks) -> None:
    people(tasks, "1001", "1002")
    tasks.given("sipx_phone", serial=MAC, model="polycomVVX101", lines=[{"user": "1001"}])
    tasks.do("sipx_phone", serial=MAC, lines=[{"user": "1002"}])
    assert owners(tasks) == ["1002"]
    refused = tasks.refused("sipx_phone", serial=MAC, lines=[{"user": "1002"}, {"user": "1001"}])
    assert "would have 2 lines, and phone model 'polycomVVX101' has room for 1" in refused["msg"]
    tasks.refused("sipx_phone", serial=OTHER, model="polycomVVX101", lines=[{"user": "1002"}, {"user": "1001"}])


def test_a_line_that_is_made_anew_is_warned_of(tasks: Tasks) -> None:
    people(tasks, "1001", "1002")
    tasks.given("sipx_phone", **PHONE, lines=[{"user": "1001"}])
    warned = tasks.do("sipx_phone", serial=MAC, lines=[{"user": "1002"}, {"user": "1001"}])["warnings"]
    assert warned == ["line 2 (1001) of phone '0004f2c0de01' must be made anew to stand in this order, and loses its own settings"]
    assert "warnings" not in tasks.do("sipx_phone", serial=MAC, lines=[{"user": "1001"}])


def test_unknown_users_and_aliases_are_told_before_anything_is_written(tasks: Tasks) -> None:
    people(tasks, "1001", "1002")
    refused = tasks.refused("sipx_phone", **PHONE, lines=[{"user": "1001"}, {"user": "1003"}])
    assert "lines: there is no user '1003'; did you mean '100" in refused["msg"]
    refused = tasks.refused("sipx_phone", **PHONE, lines=[{"user": "alias-1002"}])
    assert "'alias-1002' is an alias of user '1002'" in refused["msg"]


def test_an_id_is_no_user(tasks: Tasks) -> None:
    people(tasks, "1001")
    number = next(row["id"] for row in tasks.pbx.state()["tables"]["users"].values() if row["userName"] == "1001")
    assert "there is no user" in tasks.refused("sipx_phone", **PHONE, lines=[{"user": str(number)}])["msg"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({}, "line 1 needs a user of this PBX"),
        ({"user": ""}, "line 1 names a user"),
        ({"user": "1001", "display_name": "x"}, "it takes user alone"),
        ({"user_id": "acme"}, "needs a user of this PBX, or for an account of another server registration_server"),
        ({**CARRIER, "registration_port": 0}, "registration_port is no port"),
        ({**CARRIER, "display_name": "a\nb"}, "display_name holds a line break"),
    ],
)
def test_a_line_that_cannot_be_is_refused(tasks: Tasks, line: dict[str, Any], problem: str) -> None:
    result = tasks.refused("sipx_phone", **PHONE, lines=[{**line, "password": SECRET} if "user_id" in line else line])
    assert problem in result["msg"]
    assert SECRET not in json.dumps(result)


def test_a_line_of_another_server(tasks: Tasks) -> None:
    people(tasks, "1001")
    full = {**CARRIER, "registration_port": 5080, "display_name": "Acme", "password": SECRET}
    made = tasks.do("sipx_phone", **PHONE, lines=[full, {"user": "1001"}])
    assert made["phone"]["lines"] == [{**full, "password": "********"}, {"user": "1001"}]
    assert SECRET not in json.dumps(made)
    kept_line = tasks.same("sipx_phone", serial=MAC, lines=[CARRIER, {"user": "1001"}])["phone"]["lines"][0]
    assert (kept_line["registration_port"], kept_line["display_name"]) == (5080, "Acme")


def test_another_password_shows_only_that_it_differs(tasks: Tasks) -> None:
    tasks.given("sipx_phone", **PHONE, lines=[{**CARRIER, "password": "former-one", "display_name": "Acme"}])
    changed = tasks.do("sipx_phone", serial=MAC, lines=[{**CARRIER, "password": SECRET}])
    assert changed["diff"]["after"]["lines"][0]["password"] == "******** (changed)"
    assert changed["phone"]["lines"][0]["display_name"] == "Acme", "what the line leaves out stays, though it is made anew"
    assert SECRET not in json.dumps(changed)
    assert stored(tasks)["lines"][0]["settings"]["credential/password"] == SECRET
    cleared = tasks.do("sipx_phone", serial=MAC, lines=[{**CARRIER, "display_name": ""}])
    assert cleared["phone"]["lines"][0]["display_name"] is None
    assert stored(tasks)["lines"][0]["settings"]["credential/password"] == SECRET


def test_a_line_that_moves_keeps_the_password_that_the_task_does_not_know(tasks: Tasks) -> None:
    people(tasks, "1001")
    tasks.given("sipx_phone", **PHONE, lines=[{**CARRIER, "password": SECRET}])
    tasks.do("sipx_phone", serial=MAC, lines=[{"user": "1001"}, CARRIER])
    assert stored(tasks)["lines"][1]["settings"]["credential/password"] == SECRET


def test_a_line_whose_answer_is_lost_is_not_added_twice(tasks: Tasks) -> None:
    """The server notices no duplicate."""
    people(tasks, "1001", "1002")
    tasks.given("sipx_phone", **PHONE)
    tasks.pbx.add_fault("drop_after", method="POST", path="/api/phones/")
    tasks.given("sipx_phone", serial=MAC, lines=[{"user": "1001"}, {"user": "1002"}])
    assert owners(tasks) == ["1001", "1002"]


def test_a_line_is_removed_from_the_phone_as_it_is_now(tasks: Tasks) -> None:
    """A wrong pair of phone and line is answered with 200 and does nothing: ids of an earlier item's list will not do."""
    people(tasks, "1001", "1002")
    for serial in (MAC, OTHER):
        tasks.given("sipx_phone", **{**PHONE, "serial": serial}, lines=[{"user": "1001"}, {"user": "1002"}])
    tasks.pbx.add_fault("drop_after", method="DELETE", path="/api/phones/", times=1)
    done = tasks.loop("sipx_phone", [{"serial": serial, "lines": [{"user": "1002"}]} for serial in (MAC, OTHER)])
    assert [result["changed"] for result in done] == [True, True]
    assert owners(tasks) == owners(tasks, OTHER) == ["1002"]


def test_a_server_that_keeps_no_line_is_found_out(tasks: Tasks) -> None:
    people(tasks, "1001")
    tasks.given("sipx_phone", **PHONE)
    tasks.pbx.add_fault("status", method="POST", path="/api/phones/", status=200, body="", content_type="text/plain")
    result = tasks.run("sipx_phone", serial=MAC, lines=[{"user": "1001"}])
    assert "did not keep lines" in result["msg"]
    assert queue(tasks) == {"1042": False}, "only the first task has sent the profile"


def test_lines_of_another_client_are_seen(tasks: Tasks) -> None:
    people(tasks, "1001")
    tasks.given("sipx_phone", **PHONE)
    send(tasks, "POST", f"phones/{MAC}/lines", {"user": "alias-1001"})
    assert tasks.same("sipx_phone", serial=MAC, lines=[{"user": "1001"}])["phone"]["lines"] == [{"user": "1001"}]
