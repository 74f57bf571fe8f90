# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_page_group: a record that the server empties where a request leaves something out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks

DOCK = {"number": 21, "description": "Dock", "sound": "fanfare.wav", "time_limit": 45, "users": ["2101", "2102"]}


@pytest.fixture
def dock(tasks: Tasks) -> Tasks:
    for name in ("2101", "2102", "2103"):
        tasks.given("sipx_user", user_name=name, sip_password="r7Tq0z9LbW4d", portal_password="kV82mmQx")
    tasks.do("sipx_page_group", **DOCK)
    return tasks


def stored(tasks: Tasks) -> dict[int, dict[str, Any]]:
    return {row["pageGroupNumber"]: row for row in tasks.pbx.state()["tables"]["pagegroups"].values()}


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"time_limit": 0}, {"enabled": True, "description": "Dock", "sound": "fanfare.wav"}),
        ({"enabled": False}, {"timeout": 45, "description": "Dock", "sound": "fanfare.wav"}),
        ({"description": None}, {"enabled": True, "timeout": 45}),
        ({"sound": "TadaTada.wav"}, {"enabled": True, "timeout": 45, "description": "Dock"}),
        ({"number": 22, "old_number": 21}, {"enabled": True, "timeout": 45, "description": "Dock", "sound": "fanfare.wav"}),
    ],
)
def test_what_the_task_leaves_out_stays_although_the_server_clears_it(dock: Tasks, change: dict[str, Any], kept: dict[str, Any]) -> None:
    changed = dock.do("sipx_page_group", **{"number": 21, **change})["page_group"]
    assert changed["users"] == ["2101", "2102"]
    row = stored(dock)[changed["number"]]
    assert {name: row[name] for name in kept} == kept
    assert len(row["users"]) == 2


def test_an_empty_group_can_be_changed_although_the_server_fails_at_what_it_shows_of_it(dock: Tasks) -> None:
    dock.do("sipx_page_group", number=21, users=[])
    assert dock.do("sipx_page_group", number=21, time_limit=10)["page_group"]["users"] == []
    assert dock.run("sipx_page_group", number=21, time_limit=11)["changed"] is True
    assert json.loads(dock.bodies[0])["users"] == []


@pytest.mark.parametrize("check", [True, False])
def test_the_order_of_members_is_no_difference(dock: Tasks, check: bool) -> None:
    for users in (["2102", "2101"], ["2101", "2102", "2101"]):
        assert dock.run("sipx_page_group", check=check, number=21, users=users)["changed"] is False


def test_a_new_group_is_found_although_the_server_does_not_tell_its_id(dock: Tasks) -> None:
    made = dock.do("sipx_page_group", number=30, sound="fanfare.wav")["page_group"]
    assert made["id"] == next(int(key) for key, row in dock.pbx.state()["tables"]["pagegroups"].items() if row["pageGroupNumber"] == 30)
    assert made["time_limit"] == 60


def test_a_loop_makes_each_group_once_and_then_reads_two_lists(dock: Tasks) -> None:
    items = [{"number": number, "sound": "fanfare.wav"} for number in range(40, 45)]
    assert [one["page_group"]["number"] for one in dock.loop("sipx_page_group", items)] == [40, 41, 42, 43, 44]
    assert [one["changed"] for one in dock.loop("sipx_page_group", items)] == [False] * 5
    assert len(dock.pbx.requests) == 2


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_a_lost_answer_makes_no_second_group(dock: Tasks, fault: str) -> None:
    dock.pbx.add_fault(fault, method="POST", path="/api/pagegroups")
    assert dock.run("sipx_page_group", number=30, sound="fanfare.wav")["changed"] is True
    assert sorted(stored(dock)) == [21, 30]


def test_zero_is_a_number(tasks: Tasks) -> None:
    tasks.do("sipx_page_group", number=0, sound="fanfare.wav", time_limit=0)
    tasks.do("sipx_page_group", number=1, old_number=0)
    tasks.do("sipx_page_group", number=1, state="absent")


def test_an_unknown_sound_is_told_with_the_nearest(dock: Tasks) -> None:
    refused = dock.refused("sipx_page_group", number=21, sound="fanfaire.wav")
    assert "there is no audio file for the page groups named 'fanfaire.wav'; did you mean 'fanfare.wav'?" in refused["msg"]
    assert refused["failure"]["code"] == "unknown_reference"


def test_an_unknown_user_is_named_which_the_server_does_not(dock: Tasks) -> None:
    refused = dock.refused("sipx_page_group", number=21, users=["2101", "2109"])
    assert "users: there is no user '2109'" in refused["msg"]


def test_a_group_whose_sound_is_gone_is_not_changed_before_it_has_another(dock: Tasks) -> None:
    gone = dock.pbx.state()
    del gone["prompts"]["pagegroups"]["fanfare.wav"]
    dock.pbx.load(gone)
    refused = dock.refused("sipx_page_group", number=21, time_limit=10)
    assert "has the sound 'fanfare.wav', which is not among the audio files for page groups any more" in refused["msg"]
    dock.same("sipx_page_group", number=21, time_limit=45)
    dock.do("sipx_page_group", number=21, time_limit=10, sound="TadaTada.wav")


def test_a_deleted_user_leaves_his_page_groups_and_the_next_item_sees_it(dock: Tasks) -> None:
    document = {"users": [{"user_name": "2102", "state": "absent"}], "page_groups": [{"number": 21, "users": ["2101"]}]}
    assert dock.run("sipx_site", **document)["count"] == {
        "created": 0, "changed": 1, "deleted": 1, "unchanged": 0, "failed": 0, "not_tried": 0
    }  # fmt: skip
    assert dock.run("sipx_site", **document)["changed"] is False


def test_a_group_of_another_making_can_be_renumbered_and_deleted(dock: Tasks) -> None:
    odd = dock.pbx.state()
    row = next(row for row in odd["tables"]["pagegroups"].values() if row["pageGroupNumber"] == 21)
    row["pageGroupNumber"] = 1234
    dock.pbx.load(odd)
    dock.do("sipx_page_group", number=21, old_number=1234)
    assert "out of range" in dock.refused("sipx_page_group", number=1234, sound="fanfare.wav")["msg"]


def test_a_page_group_is_made_after_its_users(tasks: Tasks) -> None:
    document = {
        "page_groups": [{"number": 21, "sound": "fanfare.wav", "users": ["2101"]}],
        "users": [{"user_name": "2101", "sip_password": "r7Tq0z9LbW4d", "portal_password": "kV82mmQx"}],
    }
    assert tasks.run("sipx_site", check=True, **document)["count"]["created"] == 2
    assert [line["kind"] for line in tasks.run("sipx_site", **document)["records"]] == ["user", "page_group"]


@pytest.mark.parametrize("tasks", ["fork", "uniteme"], indirect=True)
def test_other_editions_do_the_same(tasks: Tasks) -> None:
    tasks.do("sipx_page_group", number=21, sound="fanfare.wav")
    tasks.do("sipx_page_group", number=21, description="Dock")
    tasks.do("sipx_page_group", number=21, state="absent")
