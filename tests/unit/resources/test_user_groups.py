# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_user_group: two APIs, one record."""

from __future__ import annotations

from typing import Any

import pytest

from ..tasks import Tasks


def test_a_new_group_goes_last_and_so_is_the_strongest(tasks: Tasks) -> None:
    made = tasks.do("sipx_user_group", name="desk", description="Reception")["user_group"]
    assert made == {"id": 12, "name": "desk", "description": "Reception", "weight": 2, "branch": None}
    assert tasks.do("sipx_user_group", name="late")["user_group"]["weight"] == 3
    assert tasks.do("sipx_user_group", name="late", weight=7)["user_group"]["weight"] == 7


def test_what_the_task_leaves_out_stays(tasks: Tasks) -> None:
    tasks.do("sipx_branch", name="floor1")
    tasks.do("sipx_user_group", name="desk", description="Reception", weight=4, branch="floor1")
    changed = tasks.do("sipx_user_group", name="desk", description="Front")["user_group"]
    assert (changed["branch"], changed["weight"]) == ("floor1", 4)
    cleared = tasks.do("sipx_user_group", name="desk", branch=None)["user_group"]
    assert (cleared["branch"], cleared["description"]) == (None, "Front")
    cleared = tasks.do("sipx_user_group", name="desk", description=None, branch="floor1")["user_group"]
    assert (cleared["branch"], cleared["description"]) == ("floor1", None)


def test_a_group_is_renamed_with_everything_it_has(tasks: Tasks) -> None:
    tasks.do("sipx_branch", name="floor1")
    tasks.do("sipx_branch", name="floor2")
    tasks.do("sipx_user_group", name="desk", branch="floor1", permissions={"Mobile": False})
    renamed = tasks.do("sipx_user_group", name="front", old_name="desk", branch="floor2", permissions={"Mobile": True, "TollFree": False})
    assert renamed["user_group"]["id"] == 12
    assert renamed["user_group"]["branch"] == "floor2"
    assert renamed["user_group"]["permissions"] == {"Mobile": True, "TollFree": False}


def test_a_name_of_digits_is_no_id(tasks: Tasks) -> None:
    tasks.do("sipx_user_group", name="6", permissions={"Mobile": False})
    tasks.do("sipx_user_group", name="6", description="Six")
    tasks.do("sipx_user_group", name="6", state="absent")
    assert tasks.run("sipx_user_group", name="administrators")["user_group"]["description"] == "Users with superadmin privileges"


def test_a_permission_named_twice_is_refused(tasks: Tasks) -> None:
    tasks.do("sipx_permission", label="NightCalls")
    refused = tasks.refused("sipx_user_group", name="desk", permissions={"NightCalls": True, "perm_1004": False})
    assert "stands there twice" in refused["msg"]


@pytest.mark.parametrize(("value", "stored"), [(True, "ENABLE"), (False, "DISABLE"), ("enable", "ENABLE"), ("no", "DISABLE")])
def test_a_permission_equal_to_the_default_is_set_as_well(tasks: Tasks, value: Any, stored: str) -> None:
    tasks.do("sipx_user_group", name="desk", permissions={"LocalDialing": value})
    group = next(row for row in tasks.pbx.state()["tables"]["groups"].values() if row["name"] == "desk")
    assert group["settings"] == {"permission/call-handling/LocalDialing": stored}
    unset = tasks.do("sipx_user_group", name="desk", permissions={"LocalDialing": None})["user_group"]
    assert unset["permissions"] == {"LocalDialing": None}


def test_unknown_names_are_told_with_the_nearest(tasks: Tasks) -> None:
    refused = tasks.refused("sipx_user_group", name="desk", permissions={"LocalDailing": True})
    assert "did you mean 'LocalDialing'" in refused["msg"]
    tasks.do("sipx_branch", name="floor1")
    refused = tasks.refused("sipx_user_group", name="desk", branch="flor1")
    assert "did you mean 'floor1'" in refused["msg"]
    refused = tasks.refused("sipx_user_group", name="desk", permissions={"Mobile": "perhaps"})
    assert "no switch for Mobile" in refused["msg"]


def test_the_administrators_are_guarded(tasks: Tasks) -> None:
    assert "built in" in tasks.refused("sipx_user_group", name="administrators", state="absent", force=True)["msg"]
    assert "built in" in tasks.refused("sipx_user_group", name="admins", old_name="administrators")["msg"]
    for value in (False, None):
        refused = tasks.refused("sipx_user_group", name="administrators", permissions={"superadmin": value})
        assert "lock every administrator out" in refused["msg"]


def test_a_group_with_members_is_deleted_only_by_force(tasks: Tasks) -> None:
    tasks.do("sipx_user_group", name="desk")
    tasks.do("sipx_user", user_name="4127", portal_password="kV82mmQx", sip_password="r7Tq0z9LbW4d", groups=["desk"])
    refused = tasks.refused("sipx_user_group", name="desk", state="absent")
    assert "has 1 member (4127)" in refused["msg"]
    tasks.do("sipx_user_group", name="desk", state="absent", force=True)
    assert tasks.run("sipx_user", user_name="4127")["user"]["groups"] == []


def test_a_branch_against_a_members_own_is_told_before(tasks: Tasks) -> None:
    for name in ("floor1", "floor2"):
        tasks.do("sipx_branch", name=name)
    tasks.do("sipx_user_group", name="desk")
    tasks.do("sipx_user", user_name="4127", portal_password="kV82mmQx", sip_password="r7Tq0z9LbW4d", groups=["desk"], branch="floor1")
    refused = tasks.refused("sipx_user_group", name="desk", branch="floor2")
    assert "4127 (floor1)" in refused["msg"]
    tasks.do("sipx_user_group", name="desk", branch="floor1")


def test_a_blank_in_a_name_is_warned_of(tasks: Tasks) -> None:
    assert "blank in its name" in tasks.do("sipx_user_group", name="front desk")["warnings"][0]


@pytest.mark.parametrize("name", ["a/b", "x.json", " desk", ""])
def test_names_that_cannot_be_used_are_refused(tasks: Tasks, name: str) -> None:
    tasks.refused("sipx_user_group", name=name)


def test_a_branch_used_by_a_group_is_not_deleted(tasks: Tasks) -> None:
    tasks.do("sipx_branch", name="floor1")
    tasks.do("sipx_user_group", name="desk", branch="floor1")
    assert "user group desk" in tasks.refused("sipx_branch", name="floor1", state="absent")["msg"]


def test_a_whole_loop_reads_each_list_once(tasks: Tasks) -> None:
    items = [{"name": f"group{number}"} for number in range(5)]
    tasks.loop("sipx_user_group", items)
    again = tasks.loop("sipx_user_group", items)
    assert [result["changed"] for result in again] == [False] * 5
    assert len(tasks.pbx.requests) == 2


def test_a_lost_answer_makes_no_second_group(tasks: Tasks) -> None:
    tasks.pbx.add_fault("drop_after", method="POST", path="/api/userGroups")
    done = tasks.run("sipx_user_group", name="desk", permissions={"Mobile": False})
    assert done["changed"] is True, done
    assert done["user_group"]["permissions"] == {"Mobile": False}
    names = [row["name"] for row in tasks.pbx.state()["tables"]["groups"].values()]
    assert names.count("desk") == 1
