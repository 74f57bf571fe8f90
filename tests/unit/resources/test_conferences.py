# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_conference: the settings of a conference by name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks
from .own import HIMSELF
from .rooms import ROOM, conference, furnish, kimroom

__all__ = ["kimroom"]

MODULE = "sipx_conference"
NAME = {"name": "kimroom"}


def sent(tasks: Tasks) -> list[dict[str, Any]]:
    """What the last task put, without the root."""
    return [json.loads(body)["setting"] for body in tasks.bodies]


@pytest.mark.parametrize("login", [{}, HIMSELF])
def test_owner_and_administrator_change_it_by_name(kimroom: Tasks, login: dict[str, str]) -> None:
    done = kimroom.do(MODULE, **login, **NAME, max_members=12, video=True, music_on_hold="none", description="Weekly")
    assert done["conference"] == {
        "name": "kimroom",
        "enabled": True,
        "description": "Weekly",
        "participant_pin": "********",
        "moderator_pin": None,
        "quick_start": True,
        "max_members": 12,
        "auto_record": False,
        "video": True,
        "active_video_only": False,
        "music_on_hold": "none",
        "play_entry_tone": True,
        "play_exit_tone": True,
        "announce_entry": False,
        "announce_exit": False,
    }
    assert conference(kimroom)["moh"] == "NONE"


def test_only_what_differs_is_sent(kimroom: Tasks) -> None:
    kimroom.run(MODULE, **NAME, max_members=12, enabled=True, description="Kim's room")
    assert sent(kimroom) == [{"maxMembers": 12}]


def test_both_pins_go_out_in_one_request(kimroom: Tasks) -> None:
    """A moderator's PIN is refused without one for participants, and without it so is quick_start=false."""
    furnish(kimroom, {**ROOM, "accessCode": None})
    kimroom.do(MODULE, **NAME, participant_pin="7700771", moderator_pin="7700772", quick_start=False)
    kimroom.run(MODULE, **NAME, participant_pin="7700773", moderator_pin="7700774")
    assert sent(kimroom) == [{"accessCode": "7700773", "moderatorCode": "7700774"}]


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_pin_is_removed_and_never_becomes_the_word_null(kimroom: Tasks, nothing: str | None) -> None:
    wish = {"participant_pin": nothing, "description": nothing, "max_members": 0}
    done = kimroom.run(MODULE, **NAME, **wish)
    assert sent(kimroom) == [{"accessCode": "", "description": ""}]
    kimroom.same(MODULE, **NAME, **wish)
    assert (done["conference"]["participant_pin"], done["conference"]["description"]) == (None, None)
    assert (conference(kimroom)["accessCode"], conference(kimroom).get("moderatorCode")) == (None, None)


def test_no_limit_is_null_or_0(kimroom: Tasks) -> None:
    furnish(kimroom, {**ROOM, "maxMembers": 5})
    kimroom.do(MODULE, **NAME, max_members=None)
    kimroom.same(MODULE, **NAME, max_members=0)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"participant_pin": None, "moderator_pin": "7700772"}, "a moderator_pin needs a participant_pin as well"),
        ({"quick_start": False}, "so it needs a moderator_pin"),
        ({"quick_start": False, "moderator_pin": "770077"}, "must differ"),
        ({"moderator_pin": "12 34"}, "moderator_pin: the value given cannot be entered on a telephone: write digits only"),
        ({"participant_pin": "٣٤٥"}, "digits only"),
        ({"max_members": -1}, "write 0 (no limit) or more"),
        ({"enabled": None}, "enabled cannot be empty"),
        ({"name": ""}, "name is empty"),
    ],
)
def test_what_the_server_would_refuse_is_refused_before(kimroom: Tasks, wish: dict[str, Any], said: str) -> None:
    assert said in kimroom.refused(MODULE, **{**NAME, **wish})["msg"]


@pytest.mark.parametrize("name", ["Team Room", "a/b", "Rünk", "a%20b", ".."])
def test_a_name_that_cannot_be_addressed_is_refused_with_the_reason(kimroom: Tasks, name: str) -> None:
    furnish(kimroom, {**ROOM, "name": name})
    said = kimroom.refused(MODULE, name=name, max_members=3)["msg"]
    assert "cannot be addressed" in said or "cannot address" in said or "means another path" in said


def test_a_new_name_must_be_addressable_as_well(kimroom: Tasks) -> None:
    assert "cannot be addressed" in kimroom.refused(MODULE, name="Kim's room", old_name="kimroom")["msg"]


def test_a_rename_is_safe_to_repeat(kimroom: Tasks) -> None:
    done = kimroom.do(MODULE, name="weekly", old_name="kimroom", max_members=3)
    assert (done["diff"]["before"]["name"], done["conference"]["name"]) == ("kimroom", "weekly")
    assert conference(kimroom)["name"] == "weekly"


def test_two_conferences_are_not_made_one(kimroom: Tasks) -> None:
    furnish(kimroom, ROOM, {**ROOM, "name": "weekly", "extension": "7413"})
    assert "cannot be renamed to the other" in kimroom.refused(MODULE, name="weekly", old_name="kimroom")["msg"]


def test_an_unknown_conference_is_told_with_the_nearest_of_the_own(kimroom: Tasks) -> None:
    assert "did you mean 'kimroom'?" in kimroom.refused(MODULE, **HIMSELF, name="kimrom", video=True)["msg"]
    assert "REST makes none, so make it in the web UI first" in kimroom.refused(MODULE, name="kimrom", video=True)["msg"]


def test_what_the_server_drops_is_told(kimroom: Tasks) -> None:
    """Without an owner, recording is accepted and never switched on."""
    furnish(kimroom, {**ROOM, "owner": None})
    result = kimroom.run(MODULE, **NAME, auto_record=True)
    assert "did not keep auto_record (wanted True, kept False)" in result["msg"]


def test_no_pin_is_shown(kimroom: Tasks) -> None:
    result = kimroom.run(MODULE, **NAME, participant_pin="7700779", moderator_pin="7700778")
    assert "77007" not in json.dumps(result)
    assert result["diff"]["after"]["participant_pin"] == "******** (changed)"


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_is_no_different(kimroom: Tasks) -> None:
    kimroom.do(MODULE, **NAME, max_members=12, participant_pin=None)


def test_the_items_of_a_loop_in_check_mode_see_each_other(kimroom: Tasks) -> None:
    items = [{**NAME, "max_members": 3}, {**NAME, "max_members": 3}, {**NAME, "max_members": 4}]
    assert [result["changed"] for result in kimroom.loop(MODULE, items, check=True)] == [True, False, True]
