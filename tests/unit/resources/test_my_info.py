# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_my_info: what a user can read of himself, without secrets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks
from .own import HIMSELF, SIP, people
from .rooms import ROOM, enter, furnish, kimroom

__all__ = ["kimroom", "people"]

MODULE = "sipx_my_info"
KEY = "private/"


def read(tasks: Tasks, *topics: str, **more: Any) -> dict[str, Any]:
    result = tasks.same(MODULE, **HIMSELF, gather=list(topics), **more)
    assert "n0t-t0-be-seen" not in json.dumps(result)
    found: dict[str, Any] = result["my"]
    assert list(found) == list(topics)
    return found


def contacts(tasks: Tasks, number: int) -> None:
    """So many private entries, and one public one."""
    state = tasks.pbx.state()
    blank: dict[str, Any] = {"internalId": None, "timestamp": None, "info": {"jobTitle": "Buyer"}, "phonebook": 1, "last-name": "Poe"}
    state["tables"].update(
        contacts={str(n): {"id": n, **blank, "first-name": f"P{n:04}", "number": f"55{n:04}"} for n in range(1, number + 1)},
        phonebooks={"1": {"id": 1, "name": "privatePhonebook_37", "user": 37}},
    )
    tasks.pbx.load({**state, "phonebook": {"everyone": True}})


def test_login_details_without_the_password_of_the_telephone(people: Tasks) -> None:
    assert read(people, "login")["login"] == {
        "user_name": "200",
        "im_id": "200",
        "ldap_im_auth": False,
        "sip_password": "********",
        "im_servers": ["pbx1.voice.test"],
        "webrtc_gateways": [],
    }
    assert SIP not in json.dumps(people.run(MODULE, **HIMSELF))


def test_time_and_fax(people: Tasks) -> None:
    people.given("sipx_setting", user="200", settings={"voicemail/fax/extension": "4121"})
    found = read(people, "time", "fax")
    assert found["fax"] == {"extension": "4121", "did_number": None}
    assert found["time"].endswith("M")


def test_calls_in_progress(people: Tasks) -> None:
    people.pbx.add(cdrs=[{"callerAor": "<sip:200@a>", "calleeAor": "<sip:430@a>", "recipient": None, "start": 1700000000000, "end": None}])
    assert read(people, "active_calls")["active_calls"] == [
        {
            "from": "200",
            "from_address": "<sip:200@a>",
            "to": "430",
            "to_address": "<sip:430@a>",
            "recipient": None,
            "start": "2023-11-14T22:13:20Z",
        }
    ]


def test_the_phone_book_is_read_to_its_last_page(people: Tasks) -> None:
    contacts(people, 1100)
    rows = read(people, "phonebook")["phonebook"]
    assert len(people.pbx.requests) == 3
    assert [row["private"] for row in rows].count(True) == 1100
    assert (rows[0]["id"], rows[0]["first_name"], rows[0]["job_title"]) == (1, "P0001", "Buyer")
    (other,) = [row for row in rows if not row["private"]]
    assert (other["id"], other["number"]) == (None, "superadmin")


def test_a_search(people: Tasks) -> None:
    contacts(people, 3)
    found = read(people, "phonebook", search="p0002")["phonebook"]
    assert [(row["number"], row["private"]) for row in found] == [("550002", None)]


@pytest.mark.parametrize(("term", "said"), [("ann poe", "write one word"), (" ", "write one word"), ("", "write one word")])
def test_a_search_that_finds_nothing_is_refused(people: Tasks, term: str, said: str) -> None:
    assert said in people.refused(MODULE, **HIMSELF, gather=["phonebook"], search=term)["msg"]
    assert "write phonebook into gather" in people.refused(MODULE, **HIMSELF, search="ann")["msg"]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_a_release_without_pages_gives_the_phone_book_all_the_same(people: Tasks) -> None:
    contacts(people, 3)
    assert [row["private"] for row in read(people, "phonebook")["phonebook"]] == [None] * 4
    assert "this PBX has no search" in people.refused(MODULE, **HIMSELF, gather=["phonebook"], search="ann")["msg"]


def test_conferences_and_who_is_in_them(kimroom: Tasks) -> None:
    furnish(kimroom, ROOM, {**ROOM, "name": "attic", "extension": "7413"})
    enter(kimroom, 3, locked=True)
    attic, room = read(kimroom, "conferences")["conferences"]
    assert attic == {
        "name": "attic",
        "extension": "7413",
        "description": "Kim's room",
        "enabled": True,
        "participant_pin": "********",
        "running": False,
        "locked": False,
        "members": [],
    }
    assert (room["running"], room["locked"], room["members"][0]["id"], room["members"][0]["number"]) == (True, True, 3, "403")
    assert "770077" not in json.dumps(kimroom.run(MODULE, **HIMSELF, gather=["conferences"]))


def test_a_conference_whose_name_cannot_be_asked_for_is_shown_with_a_warning(kimroom: Tasks) -> None:
    furnish(kimroom, {**ROOM, "name": "Team Room"})
    result = kimroom.same(MODULE, **HIMSELF, gather=["conferences"])
    assert result["my"]["conferences"][0]["running"] is None
    assert result["warnings"] == ["who is in conference 'Team Room' cannot be asked: the API does not decode such a name"]


def test_a_bridge_that_does_not_answer_is_no_idle_conference(kimroom: Tasks) -> None:
    furnish(kimroom, ROOM, bridge={"fault": "unreachable"})
    assert kimroom.refused(MODULE, **HIMSELF, gather=["conferences"])["failure"]["status"] == 500


def test_messages_without_the_private_key(people: Tasks) -> None:
    message: dict[str, Any] = {
        "user": "200",
        "number": "00000012",
        "folder": "inbox",
        "subject": "Call from home",
        "author": "Pat Moe",
        "duration": 9,
    }
    message.update(received=1700000000000, format="wav")
    people.pbx.add(messages=[message, {**message, "folder": "saved", "number": "00000013"}, {**message, "user": "430"}])
    found = read(people, "voicemail", folders=["saved", "inbox"])["voicemail"]
    assert [one["message_id"] for one in found] == ["00000013", "00000012"]
    assert found[1] == {
        "folder": "inbox",
        "message_id": "00000012",
        "subject": "Call from home",
        "caller": "Pat Moe",
        "duration": 9,
        "received": "2023-11-14T22:13:20Z",
    }
    assert KEY not in json.dumps(people.run(MODULE, **HIMSELF, gather=["voicemail"]))
    assert read(people, "voicemail", folders=["deleted"])["voicemail"] == []


def test_each_topic_costs_its_own_request_only(people: Tasks) -> None:
    read(people, "time", "fax", "login")
    assert sorted(one.path.rpartition("/")[2] for one in people.pbx.requests) == ["faxprefs", "logindetailsunite", "time"]
