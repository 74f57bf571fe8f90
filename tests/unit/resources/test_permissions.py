# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_permission: custom permissions, found by label."""

from __future__ import annotations

import pytest

from ..tasks import Tasks

NIGHT = {"label": "NightCalls", "description": "Calls after 22", "default": False}


def test_a_permission_is_created_changed_and_deleted(tasks: Tasks) -> None:
    made = tasks.do("sipx_permission", **NIGHT)["permission"]
    assert made == {**NIGHT, "id": "perm_1004", "name": "perm_1004", "type": "CALL", "built_in": False}
    changed = tasks.do("sipx_permission", label="NightCalls", default=True)["permission"]
    assert changed == {**made, "default": True}
    cleared = tasks.do("sipx_permission", label="NightCalls", description=None)["permission"]
    assert cleared == {**made, "default": True, "description": None}
    gone = tasks.do("sipx_permission", label="NightCalls", state="absent")
    assert gone["permission"] is None
    assert "dial rule" in gone["warnings"][0]


def test_a_renamed_permission_keeps_its_name(tasks: Tasks) -> None:
    tasks.do("sipx_permission", **NIGHT)
    renamed = tasks.do("sipx_permission", label="AfterHours", old_label="NightCalls")["permission"]
    assert renamed["name"] == "perm_1004"
    assert renamed["description"] == "Calls after 22"


@pytest.mark.parametrize("state", ["present", "absent"])
def test_what_is_built_in_is_never_touched(tasks: Tasks, state: str) -> None:
    refused = tasks.refused("sipx_permission", label="LocalDialing", state=state, default=False)
    assert "is built in" in refused["msg"]
    tasks.same("sipx_permission", label="LocalDialing", default=True)


def test_a_permission_is_not_renamed_to_a_built_in_one(tasks: Tasks) -> None:
    tasks.do("sipx_permission", **NIGHT)
    refused = tasks.refused("sipx_permission", label="LocalDialing", old_label="NightCalls")
    assert "one cannot be renamed to the other" in refused["msg"]


def test_what_a_refused_change_left_in_memory_is_not_believed(tasks: Tasks) -> None:
    tasks.do("sipx_permission", **NIGHT)
    tasks.do("sipx_permission", label="Fax")
    state = tasks.pbx.state()
    state["permission_cache"] = {"perm_1005": {"label": "NightCalls", "description": None, "defaultValue": False}}
    tasks.pbx.load(state)
    refused = tasks.refused("sipx_permission", **NIGHT)
    assert "perm_1004, perm_1005" in refused["msg"]


def test_a_whole_loop_reads_the_list_once(tasks: Tasks) -> None:
    items = [{"label": f"Zone{number}"} for number in range(5)]
    tasks.loop("sipx_permission", items)
    again = tasks.loop("sipx_permission", items)
    assert [result["changed"] for result in again] == [False] * 5
    assert len(tasks.pbx.requests) == 1
