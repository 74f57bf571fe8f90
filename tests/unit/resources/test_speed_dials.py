# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_speed_dial: the buttons of a user's phones, his own or his group's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks
from .own import HIMSELF, USER, people, stored

__all__ = ["people"]

SPEED_DIAL = "PUT /rest/my/speeddial"
DESK = {"number": "superadmin", "label": "Front desk", "presence": True}
LAB = {"number": "sip:lab@example.net", "label": "Lab", "presence": False}


def _of_group(tasks: Tasks) -> None:
    """The user in a group with a button, which only the web pages can give it."""
    tasks.given("sipx_user_group", name="sales")
    tasks.given("sipx_user", user_name=USER, groups=["sales"])
    state = tasks.pbx.state()
    group = next(row for row in state["tables"]["groups"].values() if row["name"] == "sales")
    group["speed_dials"] = [{"number": "430", "label": "Reception", "blf": False}]
    tasks.pbx.load(state)


def _without_permission(tasks: Tasks) -> None:
    tasks.given("sipx_user", user_name=USER, permissions={"subscribe-to-presence": False})


def _labels(result: dict[str, Any]) -> list[str]:
    return [one["label"] for one in result["speed_dial"]["buttons"]]


def test_buttons_are_kept_in_their_order(people: Tasks) -> None:
    done = people.do("sipx_speed_dial", **HIMSELF, buttons=[DESK, LAB])
    assert done["speed_dial"] == {"user": USER, "inherit": False, "buttons": [DESK, LAB], "may_subscribe_to_presence": True}
    assert _labels(people.do("sipx_speed_dial", **HIMSELF, buttons=[LAB, DESK])) == ["Lab", "Front desk"]


def test_a_button_may_have_no_label(people: Tasks) -> None:
    people.do("sipx_speed_dial", **HIMSELF, buttons=[{"number": "430"}])
    people.same("sipx_speed_dial", **HIMSELF, buttons=[{"number": "430", "label": ""}])


@pytest.mark.parametrize("nothing", [None, []])
def test_an_empty_list_of_ones_own_is_not_the_groups(people: Tasks, nothing: list[Any] | None) -> None:
    _of_group(people)
    done = people.do("sipx_speed_dial", **HIMSELF, buttons=nothing)
    assert (done["speed_dial"]["inherit"], stored(people)["speed_dials"]) == (False, [])
    done = people.do("sipx_speed_dial", **HIMSELF, inherit=True)
    assert done["speed_dial"]["inherit"] is True
    assert "speed_dials" not in stored(people)


def test_the_buttons_of_the_group_are_not_taken_for_ones_own(people: Tasks) -> None:
    """Reading shows those of the group while the user has none, so they would seem to be there already."""
    _of_group(people)
    same = {"number": "430", "label": "Reception", "presence": False}
    assert people.same("sipx_speed_dial", **HIMSELF, inherit=True)["speed_dial"]["buttons"] == []
    people.do("sipx_speed_dial", **HIMSELF, buttons=[same])
    assert len(stored(people)["speed_dials"]) == 1


def test_own_buttons_go_when_the_groups_are_taken(people: Tasks) -> None:
    people.given("sipx_speed_dial", **HIMSELF, buttons=[DESK])
    done = people.do("sipx_speed_dial", **HIMSELF, inherit=True)
    assert (done["diff"]["before"]["buttons"], done["diff"]["after"]["buttons"]) == ([DESK], [])


def test_buttons_beside_the_groups_are_refused(people: Tasks) -> None:
    assert "leave one of the two out" in people.refused("sipx_speed_dial", **HIMSELF, inherit=True, buttons=[DESK])["msg"]


def test_phones_restart_only_on_request_and_only_for_a_change(people: Tasks) -> None:
    people.run("sipx_speed_dial", **HIMSELF, buttons=[LAB])
    assert "updatePhones" not in people.bodies[0]
    people.same("sipx_speed_dial", **HIMSELF, buttons=[LAB], update_phones=True)
    people.run("sipx_speed_dial", **HIMSELF, buttons=[], update_phones=True)
    assert json.loads(people.bodies[0])["updatePhones"] is True


def test_presence_without_the_permission_settles_with_a_warning(people: Tasks) -> None:
    """The server keeps it where it was, drops it elsewhere, and says 200."""
    people.given("sipx_speed_dial", **HIMSELF, buttons=[DESK])
    _without_permission(people)
    sip = {"number": "sip:a@example.net", "label": "A", "presence": True}
    done = people.do("sipx_speed_dial", **HIMSELF, buttons=[sip, DESK])
    assert [one["presence"] for one in done["speed_dial"]["buttons"]] == [False, True]
    warning = "user '200' lacks the permission subscribe-to-presence, so the buttons for sip:a@example.net show no presence"
    assert done["warnings"] == [warning]


def test_presence_of_what_has_none_is_told_by_name(people: Tasks) -> None:
    failed = people.run("sipx_speed_dial", **HIMSELF, buttons=[{"number": "999", "presence": True}])
    assert "999 is not a valid extension to subscribe for presence" in failed["msg"]
    assert "speed_dials" not in stored(people)


def test_a_label_with_a_lost_letter_is_not_written_back(people: Tasks) -> None:
    """The web pages store any letter; reading shows a question mark, and writing that would lose the letter."""
    state = people.pbx.state()
    user = next(row for row in state["tables"]["users"].values() if row["userName"] == USER)
    user["speed_dials"] = [{"number": "430", "label": "Łukasz", "blf": False}]
    people.pbx.load(state)
    people.same("sipx_speed_dial", **HIMSELF, inherit=False)
    assert (
        "would turn 'Ł' into question marks" in people.refused("sipx_speed_dial", **HIMSELF, buttons=[{"number": "1", "label": "Ł"}])["msg"]
    )
    assert people.do("sipx_speed_dial", **HIMSELF, buttons=[LAB])["diff"]["before"]["buttons"][0]["label"] == "?ukasz"


@pytest.mark.parametrize("button", [{"number": ""}, {"number": "4 30"}, {"number": "430", "label": "a\nb"}])
def test_a_button_that_cannot_be_is_refused(people: Tasks, button: dict[str, Any]) -> None:
    assert "button 1" in people.refused("sipx_speed_dial", **HIMSELF, buttons=[button])["msg"]


def test_nobody_changes_those_of_another_user(people: Tasks) -> None:
    said = people.refused("sipx_speed_dial", user=USER, buttons=[DESK])["msg"]
    assert ": buttons: the API has no way to change this for another user" in said


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_is_no_different(people: Tasks) -> None:
    people.do("sipx_speed_dial", **HIMSELF, buttons=[DESK, LAB])
    people.do("sipx_speed_dial", **HIMSELF, inherit=True)
