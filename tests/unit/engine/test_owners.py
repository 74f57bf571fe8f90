# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Words of a description that more than one family needs: owners, and names inside lists of mappings."""

from __future__ import annotations

import dataclasses

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.world import World
from ansible_collections.sipxcom.pbx.plugins.module_utils._jobs._base import RESOURCES
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import Answer, Call

SCHEDULE = RESOURCES["schedule"]


class Nothing:
    """A PBX without any record, for one administrator."""

    def send(self, call: Call) -> Answer:
        return Answer(200, {"schedules": []})

    def pause(self, tries: int) -> None:
        raise AssertionError("nothing is tried again")

    def with_password(self, password: str) -> Nothing:
        return self


def test_an_owner_is_named_by_a_field_that_refers_to_a_kind() -> None:
    with pytest.raises(TypeError, match="an owner is named by a field"):
        dataclasses.replace(SCHEDULE, owners={"description": lambda reader, name: []})


def test_what_a_record_is_called() -> None:
    assert SCHEDULE.called("office") == "schedule 'office'"
    assert SCHEDULE.called("office", ("user_group", "night")) == "schedule 'office' of user group 'night'"
    assert [RESOURCES[kind].one for kind in ("schedule", "user_group", "auto_attendant", "erl")] == [
        "a schedule",
        "a user group",
        "an auto attendant",
        "an ERL",
    ]


def test_planned_records_of_owners_do_not_mix() -> None:
    world = World(
        Nothing(), {**RESOURCES, "schedule": dataclasses.replace(SCHEDULE, owners={"user": lambda reader, name: []})}, checking=True
    )
    mine = {"id": 1, "name": "office", "user": "201"}
    world.pretend(SCHEDULE, "office", mine, ("user", "201"))
    assert world.rows("schedule", ("user", "201")) == [mine]
    assert world.rows("schedule", ("user", "202")) == world.rows("schedule") == []
    assert world.find("schedule", "office", ("user", "201")) == mine
    assert world.find("schedule", "office") is None


def test_a_planned_name_is_seen_inside_mappings() -> None:
    world = World(Nothing(), RESOURCES, checking=True)
    world.pretend_rename("user", "201", "211")
    assert world.renamed("user", [{"user": "201", "expiration": 5}, {"user": "202"}], "user") == [
        {"user": "211", "expiration": 5},
        {"user": "202"},
    ]
