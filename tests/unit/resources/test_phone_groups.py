# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_phone_group: weights, places, and firmware that cannot be read."""

from __future__ import annotations

from typing import Any

import pytest

from ..tasks import Tasks
from .phones import MAC, OTHER, PHONE, groups, send, stored


def listed(tasks: Tasks) -> list[tuple[str, int]]:
    """The phone groups on the simulated PBX, by weight."""
    rows = [row for row in tasks.pbx.state()["tables"]["groups"].values() if row["resource"] == "phone"]
    return [(row["name"], row["weight"]) for row in sorted(rows, key=lambda row: int(row["weight"]))]


def names(tasks: Tasks) -> list[str]:
    return [name for name, ignored in listed(tasks)]


# ---- the record


def test_a_new_group_goes_last_and_what_is_left_out_stays(tasks: Tasks) -> None:
    made = tasks.do("sipx_phone_group", name="desks", description="All desks")["phone_group"]
    assert made == {"id": 12, "name": "desks", "description": "All desks", "weight": 1}
    assert tasks.do("sipx_phone_group", name="lobby")["phone_group"]["weight"] == 2
    changed = tasks.do("sipx_phone_group", name="desks", weight=9)["phone_group"]
    assert (changed["description"], changed["weight"]) == ("All desks", 9)
    assert tasks.do("sipx_phone_group", name="desks", description=None)["phone_group"]["weight"] == 9


def test_a_group_that_came_into_being_by_name_is_taken_over(tasks: Tasks) -> None:
    send(tasks, "POST", "phones", {"serialNo": MAC, "model": {"modelId": "polycom550"}, "groups": [{"name": "desks"}]})
    tasks.do("sipx_phone_group", name="desks", description="All desks")


@pytest.mark.parametrize("change", [{"description": "x"}, {"state": "absent"}, {"name": "front", "old_name": "administrators"}])
def test_the_id_of_a_user_group_is_never_used(tasks: Tasks, change: dict[str, Any]) -> None:
    """A call with it would turn the user group into a phone group, or delete it."""
    users = {key: row for key, row in tasks.pbx.state()["tables"]["groups"].items() if row["resource"] == "user"}
    assert "administrators" in [row["name"] for row in users.values()]
    for name in ("administrators", next(iter(users))):
        tasks.run("sipx_phone_group", **{"name": name, **change})
    now = tasks.pbx.state()["tables"]["groups"]
    assert {key: now.get(key) for key in users} == users


def test_a_name_of_digits_is_no_id(tasks: Tasks) -> None:
    groups(tasks, "desks")
    tasks.do("sipx_phone_group", name="12", description="Twelve")
    tasks.do("sipx_phone_group", name="12", settings={"polycom550": {"voice/volume": 3}})
    tasks.do("sipx_phone_group", name="12", state="absent")
    assert names(tasks) == ["desks"]


@pytest.mark.parametrize("name", ["a/b", "x.json", " desk", ""])
def test_names_that_cannot_be_used_are_refused(tasks: Tasks, name: str) -> None:
    tasks.refused("sipx_phone_group", name=name)


def test_a_group_with_phones_is_deleted_only_by_force(tasks: Tasks) -> None:
    groups(tasks, "desks")
    tasks.given("sipx_phone", **PHONE, groups=["desks"])
    assert "has 1 phone (0004f2c0de01)" in tasks.refused("sipx_phone_group", name="desks", state="absent")["msg"]
    tasks.do("sipx_phone_group", name="desks", state="absent", force=True)
    assert tasks.run("sipx_phone", serial=MAC)["phone"]["groups"] == []


def test_renaming_a_group_keeps_its_phones(tasks: Tasks) -> None:
    groups(tasks, "desks")
    tasks.given("sipx_phone", **PHONE, groups=["desks"])
    tasks.do("sipx_phone_group", name="tables", old_name="desks")
    assert tasks.same("sipx_phone", serial=MAC, groups=["tables"])["phone"]["groups"] == ["tables"]


def test_a_blank_in_a_name_is_warned_of(tasks: Tasks) -> None:
    assert "blank in its name" in tasks.do("sipx_phone_group", name="front desk")["warnings"][0]


# ---- the place


@pytest.mark.parametrize(
    ("where", "order"),
    [
        ({"before": "a"}, "dabc"),
        ({"before": "c"}, "abdc"),
        ({"after": "a"}, None),
        ({"position": 2}, "adbc"),
        ({"position": 4}, None),
        ({"name": "a", "after": "c"}, "bcad"),
        ({"name": "a", "after": "d"}, "bcda"),
        ({"name": "a", "before": "b"}, None),
        ({"name": "b", "before": "a"}, "bacd"),
        ({"name": "a", "position": 3}, "bcad"),
    ],
)
def test_a_group_is_moved_to_its_place_unless_it_stands_there(tasks: Tasks, where: dict[str, Any], order: str | None) -> None:
    groups(tasks, *"abcd")
    task = {"name": "d", **where}
    if order is None:
        tasks.same("sipx_phone_group", **task)
    else:
        moved = tasks.do("sipx_phone_group", **task)["phone_group"]
        assert "".join(names(tasks)) == order
        assert moved["weight"] == order.index(task["name"]) + 1


@pytest.mark.parametrize(("where", "order"), [({"before": "a"}, "nab"), ({"after": "a"}, "abn"), ({"position": 2}, "anb")])
def test_a_new_group_takes_its_place(tasks: Tasks, where: dict[str, Any], order: str) -> None:
    groups(tasks, *"ab")
    made = tasks.do("sipx_phone_group", name="n", **where)["phone_group"]
    assert "".join(names(tasks)) == order
    assert made["weight"] == order.index("n") + 1


def test_equal_weights_are_no_order(tasks: Tasks) -> None:
    """Which of them the server lists first is not defined, so it is settled by numbering all anew."""
    for name in "ab":
        tasks.given("sipx_phone_group", name=name, weight=5)
    tasks.do("sipx_phone_group", name="a", before="b")
    assert listed(tasks) == [("a", 1), ("b", 2)]
    for name in "ab":
        tasks.given("sipx_phone_group", name=name, weight=5)
    tasks.do("sipx_phone_group", name="b", position=2)
    assert listed(tasks) == [("a", 1), ("b", 2)]


def test_a_move_whose_answer_is_lost_is_not_made_twice(tasks: Tasks) -> None:
    groups(tasks, *"abcd")
    tasks.pbx.add_fault("drop_after", method="PUT", path="/up")
    tasks.given("sipx_phone_group", name="d", before="b")
    assert "".join(names(tasks)) == "adbc"


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        ({"before": "x"}, "before: there is no phone group 'x'"),
        ({"after": "a"}, "cannot stand after itself"),
        ({"position": 0}, "there are places 1 to 2"),
        ({"position": 3}, "there are places 1 to 2"),
        ({"before": "b", "after": "b"}, "before and after are given"),
        ({"position": 1, "weight": 3}, "position and weight are given"),
        ({"before": None}, "before cannot be empty"),
    ],
)
def test_a_place_that_cannot_be_is_refused(tasks: Tasks, where: dict[str, Any], problem: str) -> None:
    groups(tasks, "a", "b")
    assert problem in tasks.refused("sipx_phone_group", name="a", **where)["msg"]


# ---- firmware


def test_firmware_is_switched_where_a_phone_differs(tasks: Tasks) -> None:
    """What the group was told before cannot be read."""
    groups(tasks, "desks")
    tasks.given("sipx_phone", **PHONE, groups=["desks"])
    tasks.do("sipx_phone_group", name="desks", firmware={"polycom550": "polycom4.1.0"})
    assert stored(tasks)["deviceVersion"] == "polycom4.1.0"


def test_phones_that_the_group_does_not_decide_on_are_named(tasks: Tasks) -> None:
    """The server leaves them alone without a word."""
    groups(tasks, "desks", "lobby")
    tasks.given("sipx_phone", **PHONE, groups=["desks", "lobby"])
    tasks.given("sipx_phone", serial=OTHER, model="polycom550", groups=["desks"])
    result = tasks.same("sipx_phone_group", name="desks", firmware={"polycom550": "polycom4.1.0"})
    assert "does not decide on the firmware of 0004f2c0de01, 0004f2c0de02" in result["warnings"][0]
    tasks.do("sipx_phone_group", name="lobby", firmware={"polycom550": "polycom4.1.0"})


def test_a_group_without_such_phones_is_told_nothing(tasks: Tasks) -> None:
    made = tasks.do("sipx_phone_group", name="desks", firmware={"polycom550": "polycom4.1.0"})
    assert "has no phone of model 'polycom550'" in made["warnings"][0]


@pytest.mark.parametrize(
    ("firmware", "problem"),
    [
        ({"polycom551": "polycom4.1.0"}, "there is no phone model 'polycom551'"),
        ({"polycom550": "polycom4.1.Y"}, "did you mean 'polycom4.1.X'"),
        ({"polycom550": None}, "cannot be taken back"),
        ({"nortel11xx": "nortelPhone3.2"}, "set the firmware of each phone with sipx_phone"),
    ],
)
def test_a_firmware_that_cannot_be_is_refused(tasks: Tasks, firmware: dict[str, Any], problem: str) -> None:
    groups(tasks, "desks")
    assert problem in tasks.refused("sipx_phone_group", name="desks", firmware=firmware)["msg"]
