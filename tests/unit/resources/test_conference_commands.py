# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_conference_command: what is sent to the bridge, and what its text means."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks
from .own import HIMSELF
from .rooms import ROOM, enter, furnish, kimroom, room

__all__ = ["kimroom"]

MODULE = "sipx_conference_command"
PATH = "GET /rest/my/conference/kimroom/"


@pytest.fixture
def busy(kimroom: Tasks) -> Tasks:
    """Members 3 and 5 are in kimroom."""
    enter(kimroom, 3, 5)
    return kimroom


def run(tasks: Tasks, command: str, *arguments: Any, check: bool = False, **more: Any) -> dict[str, Any]:
    return tasks.run(MODULE, check=check, **HIMSELF, conference="kimroom", command=command, arguments=list(arguments), **more)


def response(tasks: Tasks, command: str, *arguments: Any) -> str:
    result = run(tasks, command, *arguments)
    assert result.get("failed") is None, result
    found: str = result["conference_command"]["response"]
    return found


def refused(tasks: Tasks, command: str, *arguments: Any, **more: Any) -> dict[str, Any]:
    return tasks.refused(MODULE, **{**HIMSELF, "conference": "kimroom", "command": command, "arguments": list(arguments), **more})


def settle(tasks: Tasks, command: str, *arguments: Any) -> dict[str, Any]:
    """A command that brings about a state: foretold without being sent, done, and not sent again."""
    foretold = run(tasks, command, *arguments, check=True)
    assert (foretold["changed"], tasks.writes) == (True, [])
    done = run(tasks, command, *arguments)
    assert (done["changed"], done["diff"], len(tasks.writes)) == (True, foretold["diff"], 1)
    tasks.same(MODULE, **HIMSELF, conference="kimroom", command=command, arguments=list(arguments))
    return done


def answer(tasks: Tasks, body: str, status: int = 200) -> None:
    """What the bridge answers from now on."""
    label = "text/plain; charset=ISO-8859-1"
    tasks.pbx.add_fault("status", status=status, path="/my/conference/", body=body, content_type=label, times=None)


# ---- what is sent


def test_a_command_is_a_get_with_literal_separators(busy: Tasks) -> None:
    assert response(busy, "dtmf", 3, "12#") == "OK sent 12# to 3"
    assert busy.writes == [PATH + "dtmf&3&12%23"]


def test_blanks_and_other_letters_are_encoded(busy: Tasks) -> None:
    assert response(busy, "say", "gleich geht's los, Zoë") == "(say) OK"
    assert busy.writes == [PATH + "say&gleich%20geht%27s%20los%2C%20Zo%C3%AB"]


@pytest.mark.parametrize("command", ["mute", "lock", "kick", "invite", "record", "list", "say"])
def test_check_mode_sends_no_command(busy: Tasks, command: str) -> None:
    """The simulator counts every command as a write, though it is a GET."""
    arguments = {"invite": ["430"], "lock": [], "record": [], "list": []}.get(command, ["3"])
    result = run(busy, command, *arguments, check=True)
    assert (result.get("failed"), result["changed"]) == (None, command != "list")
    assert result["conference_command"]["response"] is None
    assert busy.writes == []


def test_a_command_whose_answer_is_lost_is_not_sent_again(busy: Tasks) -> None:
    busy.pbx.add_fault("drop_after", path="/my/conference/", times=None)
    result = run(busy, "kick", "last")
    assert result["failure"]["code"] == "lost_answer"
    assert [one["id"] for one in room(busy)["members"]] == [3]
    assert len(busy.writes) == 1


# ---- states


@pytest.mark.parametrize(("command", "before"), [("lock", False), ("unlock", True)])
def test_a_lock_looks_first(busy: Tasks, command: str, before: bool) -> None:
    enter(busy, 3, locked=before)
    done = settle(busy, command)
    assert done["diff"]["before"] == {"locked": before}
    assert room(busy)["locked"] is not before


@pytest.mark.parametrize("command", ["mute", "deaf"])
@pytest.mark.parametrize(("who", "whom"), [("all", {3, 5}), ("last", {5}), ("3", {3})])
def test_muting_looks_first(busy: Tasks, command: str, who: str, whom: set[int]) -> None:
    key = {"mute": "canSpeak", "deaf": "canHear"}[command]
    settle(busy, command, who)
    assert {one["id"] for one in room(busy)["members"] if not one[key]} == whom
    settle(busy, f"un{command}", who)
    assert all(one[key] for one in room(busy)["members"])


def test_a_member_who_is_not_there_is_told_with_those_who_are(busy: Tasks) -> None:
    assert "there is no member 9 in conference 'kimroom'; there are 3 (403), 5 (405)" in refused(busy, "mute", 9)["msg"]


def test_an_idle_conference_is_no_error_and_has_nothing_to_lock(kimroom: Tasks) -> None:
    """406 means that nobody is in it."""
    assert "nobody is in conference 'kimroom', so there is nothing to lock" in refused(kimroom, "lock")["msg"]
    assert run(kimroom, "unlock")["changed"] is False
    assert run(kimroom, "mute", "all")["changed"] is False
    assert "there is no member '3'" in refused(kimroom, "mute", "3")["msg"]


def test_a_lock_that_did_not_hold_is_told(busy: Tasks) -> None:
    answer(busy, "<command-response>OK kimroom locked</command-response>\n")
    assert "the bridge accepted lock, and the conference is still unlocked" in run(busy, "lock")["msg"]


# ---- the text is judged


def test_recording(busy: Tasks) -> None:
    assert response(busy, "record").startswith("Record file")
    assert run(busy, "record", "start")["changed"] is False
    asked = run(busy, "record", "status")
    assert (asked["changed"], asked["conference_command"]["response"]) == (False, "IN_PROGRESS")
    assert run(busy, "record", "stop")["changed"] is True
    assert response(busy, "record", "status") == "NO_RECORDING"


def test_questions_change_nothing(busy: Tasks) -> None:
    for line in ("list", "list delim |", "xml_list", "energy 3", "volume_in all"):
        assert run(busy, *line.split())["changed"] is False
    assert run(busy, "volume_in", 3, 2)["changed"] is True


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ("<command-response>Conference command 'lock' not found.\n</command-response>\n", "rejected", "did not do nopin; it says"),
        ("<command-response>Non-Existant ID 9</command-response>", "rejected", "it says: Non-Existant ID 9"),
        ("<command-response>-ERR no</command-response>", "rejected", "it says: -ERR no"),
        ("<command-response>ERROR: Incorect</command-response>", "rejected", "it says: ERROR: Incorect"),
        ("ERROR: Connection refused", "rejected", "the conference bridge cannot be reached: Connection refused"),
        ("", "rejected", "refused the command (an empty answer)"),
        ("<command-exception>Read timed out</command-exception>", "rejected", "whether it did what was asked is not known"),
        ("good morning", "odd_answer", "is none of a conference bridge"),
    ],
)
def test_a_200_proves_nothing(busy: Tasks, body: str, code: str, said: str) -> None:
    answer(busy, body)
    result = run(busy, "nopin")
    assert (result["failed"], result["failure"]["code"]) == (True, code)
    assert said in result["msg"]


def test_an_answer_that_is_not_known_is_a_warning(busy: Tasks) -> None:
    answer(busy, "<command-response>as you like</command-response>")
    result = run(busy, "kick", "3")
    assert (result["changed"], result["warnings"]) == (True, ["whether the bridge did kick is not known; it says: as you like"])


def test_the_bridge_finds_no_idle_conference(kimroom: Tasks) -> None:
    assert "it says: Conference kimroom not found" in run(kimroom, "nopin")["msg"]


def test_an_invitation(kimroom: Tasks) -> None:
    assert response(kimroom, "invite", "+15550142") == "Invitation sent"
    assert [row["to"] for row in kimroom.pbx.state()["tables"]["placed_calls"].values()] == ["+15550142"]


# ---- refused before anything is sent


@pytest.mark.parametrize(
    ("command", "arguments", "said"),
    [
        ("play", ["a.wav"], "play does not work through this API: the path of a file has slashes"),
        ("dial", ["sofia/internal/430"], "use invite"),
        ("bgdial", [], "use invite"),
        ("record", ["/tmp/x.wav"], "has a /, which the server cannot carry"),
        ("record", ["now"], "ACTION of record must be start, stop, status or duration; 'now' is not"),
        ("norecord", ["x.wav"], "WHAT of norecord must be all"),
        ("say", ["you & me"], "has a &, which the server cannot carry"),
        ("say", [""], "is empty or not printable"),
        ("saymember", ["3", " "], "is empty or not printable"),
        ("say", ["one\ntwo"], "is empty or not printable"),
        ("mute", [], "mute takes MEMBER; it was given 0 arguments"),
        ("mute", ["3", "5"], "mute takes MEMBER; it was given 2 arguments"),
        ("mute", ["kim"], "MEMBER of mute must be a member id, all or last; 'kim' is not"),
        ("lock", ["3"], "lock takes no arguments"),
        ("invite", [], "invite takes NUMBER"),
        ("invite", ["430", "431"], "invite takes NUMBER"),
        ("invite", ["sip:430"], "NUMBER of invite must be an extension or telephone number"),
        ("pin", ["12ab"], "PIN of pin must be digits; the value given is not"),
        ("dtmf", ["3"], "dtmf takes MEMBER, DIGITS"),
        ("volume_in", ["3", "loud"], "LEVEL of volume_in must be a whole number"),
        ("relate", ["3", "all"], "MEMBER of relate must be a member id"),
        ("relate", ["3", "5", "mute"], "HOW of relate must be nospeak, nohear or clear"),
        ("transfer", ["other"], "transfer takes CONFERENCE, MEMBER, and more of the last"),
        ("transfer", ["other", "3", "kim"], "MEMBER of transfer must be a member id"),
        ("list", ["delim"], "the text that separates is missing"),
        ("stop", ["now"], "WHAT of stop must be current, all, async or last"),
    ],
)
def test_the_grammar_is_checked_before_anything_is_sent(busy: Tasks, command: str, arguments: list[str], said: str) -> None:
    assert said in refused(busy, command, *arguments)["msg"]
    assert busy.pbx.requests == []


def test_several_members_are_moved_at_once(busy: Tasks) -> None:
    assert response(busy, "transfer", "other", 3, 5).count("OK Member") == 2


def test_only_the_owner_commands(busy: Tasks) -> None:
    said = busy.refused(MODULE, conference="kimroom", command="lock")["msg"]
    assert "user 'superadmin' does not own conference 'kimroom'" in said
    assert "run the task with the owner's username and password" in said
    result = busy.run(MODULE, conference="kimroom", command="nopin")
    assert "does not own conference" in result["msg"]


def test_an_unknown_conference_is_told_with_the_nearest(busy: Tasks) -> None:
    for command in ("lock", "nopin"):
        result = busy.run(MODULE, **HIMSELF, conference="kimrom", command=command)
        assert "conference: there is no conference 'kimrom'; did you mean 'kimroom'?" in result["msg"]


@pytest.mark.parametrize("name", ["Team Room", "a/b", "Rünk", ""])
def test_a_name_that_cannot_be_addressed_is_refused(kimroom: Tasks, name: str) -> None:
    furnish(kimroom, {**ROOM, "name": name})
    said = kimroom.run(MODULE, **HIMSELF, conference=name, command="nopin")["msg"]
    assert "cannot be addressed" in said or "cannot address" in said or "conference is empty" in said
    assert kimroom.writes == []


def test_no_pin_is_shown(busy: Tasks) -> None:
    result = run(busy, "pin", "7700779")
    assert result["conference_command"] == {
        "conference": "kimroom",
        "command": "pin",
        "arguments": ["********"],
        "response": "Pin for conference kimroom set to ********",
    }
    answer(busy, "<command-response>-ERR 7700779</command-response>")
    failed = run(busy, "pin", "7700779")
    assert "7700779" not in json.dumps([result, failed])


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_is_no_different(busy: Tasks) -> None:
    settle(busy, "mute", "3")
