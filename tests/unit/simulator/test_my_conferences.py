# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Conferences of users: settings, members, commands."""

from __future__ import annotations

from typing import Any

import pytest

from ...simulator import Simulator
from .clients import AS_JSON, AS_XML, Client
from .records import EMPTY, user
from .test_my_calls import LATIN

KIM = 37
ROOM = {"id": 1, "name": "kimroom", "description": "Kim's room", "extension": "7412", "owner": KIM, "accessCode": "4711"}
MEMBER = {
    "id": 3,
    "name": "430",
    "uuid": "0f3c5f6e-0000-4000-8000-1234567890ab",
    "volumeIn": 0,
    "volumeOut": 0,
    "energyLevel": 300,
    "canHear": True,
    "canSpeak": True,
}
SETTINGS = {
    "enabled": True,
    "name": "kimroom",
    "description": "Kim's room",
    "autorecorded": False,
    "accessCode": "4711",
    "quickstart": True,
    "video": False,
    "sendActiveVideoOnly": False,
    "maxMembers": 0,
    "moh": "FILES_SRC",
    "playEntryToneEnabled": True,
    "playExitToneEnabled": True,
    "recordAndPlayNameOnEntryEnabled": False,
    "recordAndPlayNameOnExitEnabled": False,
}


def conferences(pbx: Simulator, *rows: dict[str, Any], **bridge: Any) -> None:
    """Gives the PBX conferences, which REST cannot make, and a state of their bridge."""
    state = pbx.state()
    state["tables"]["conferences"] = {str(row["id"]): row for row in rows}
    state["bridge"] = bridge
    pbx.load(state)


@pytest.fixture
def idle(me: Client, pbx: Simulator) -> Client:
    """Kim, who owns kimroom; nobody is in it."""
    conferences(pbx, ROOM)
    return me


@pytest.fixture
def busy(me: Client, pbx: Simulator) -> Client:
    """Kim, with members 3 and 5 in kimroom."""
    conferences(pbx, ROOM)
    state = pbx.state()
    members = [MEMBER, {**MEMBER, "id": 5, "name": "431"}]
    state["tables"]["rooms"] = {"1": {"id": 1, "name": "kimroom", "locked": False, "members": members}}
    pbx.load(state)
    return me


def settings(me: Client, name: str = "kimroom") -> dict[str, Any]:
    response = me.my("GET", f"/conferences/{name}", headers=AS_JSON)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()["setting"]
    return found


def put(me: Client, conference: str = "kimroom", /, **values: Any) -> Any:
    return me.my("PUT", f"/conferences/{conference}", {"setting": values})


def command(me: Client, text: str) -> str:
    response = me.raw("GET", f"/sipxconfig/rest/my/conference/kimroom/{text}")
    assert (response.status_code, response.headers["Content-Type"]) == (200, LATIN)
    return response.text.removesuffix("\n").removeprefix("<command-response>").removesuffix("</command-response>").strip("\n")


def members(me: Client) -> dict[int, dict[str, Any]]:
    details = me.my("GET", "/conferencedetails/kimroom", headers=AS_JSON).json()["conference"]
    return {member["id"]: member for member in details["members"]}


# ---- settings


def test_the_list_has_the_own_ones_only(idle: Client, client: Client) -> None:
    row = {"enabled": True, "name": "kimroom", "description": "Kim's room", "extension": "7412", "accessCode": "4711"}
    assert idle.my("GET", "/conferences", headers=AS_JSON).json() == {"conferences": [row]}
    assert client.my("GET", "/conferences").text == "<conferences/>"
    assert idle.my("PUT", "/conferences/", {"setting": {}}).status_code == 405


def test_settings_have_no_owner_check(idle: Client, client: Client) -> None:
    assert settings(client) == settings(idle) == SETTINGS
    assert put(client, maxMembers=5).status_code == 200
    assert settings(idle)["maxMembers"] == 5


def test_settings_are_merged(idle: Client) -> None:
    response = put(idle, moderatorCode="8150", video="true", description="")
    assert (response.status_code, response.content) == (200, EMPTY)
    assert settings(idle) == {**SETTINGS, "moderatorCode": "8150", "video": True, "description": ""}


def test_an_empty_text_clears_a_code(idle: Client) -> None:
    put(idle, accessCode="")
    assert "accessCode" not in settings(idle)


def test_null_becomes_a_pin_of_four_letters(idle: Client) -> None:
    put(idle, moderatorCode=None, playEntryToneEnabled=None)
    assert (settings(idle)["moderatorCode"], settings(idle)["playEntryToneEnabled"]) == ("null", False)
    assert put(idle, maxMembers=None).status_code == 500


def test_every_word_but_true_is_off(idle: Client) -> None:
    put(idle, quickstart="TRUE", enabled="yes")
    assert (settings(idle)["quickstart"], settings(idle)["enabled"]) == (True, False)


def test_an_unknown_music_is_unset(idle: Client) -> None:
    put(idle, moh="PERSONAL_FILES_SRC")
    assert "moh" not in settings(idle)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"accessCode": "", "moderatorCode": "8150"}, "error.moderator.and.participant.pin"),
        ({"quickstart": False}, "error.non.qs.no.mod"),
        ({"quickstart": False, "moderatorCode": "4711"}, "error.moderator.eq.participant"),
        ({"name": "superadmin"}, "error.nameInUse"),
    ],
)
def test_bad_settings_store_nothing(idle: Client, values: dict[str, Any], key: str) -> None:
    response = put(idle, **values)
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")
    assert response.json()["error"] == key
    assert settings(idle) == SETTINGS


@pytest.mark.parametrize("field", ["extension", "moderatedRoom", "publicRoom", "autoRecord"])
def test_unknown_fields_are_refused(idle: Client, field: str) -> None:
    assert put(idle, **{field: "1"}).status_code == 500


def test_a_rename_moves_the_path(idle: Client) -> None:
    assert put(idle, name="kims").status_code == 200
    assert settings(idle, "kims")["name"] == "kims"
    assert idle.my("GET", "/conferences/kimroom").status_code == 404


def test_an_unknown_conference_is_404_to_read_and_500_to_write(idle: Client) -> None:
    assert idle.my("GET", "/conferences/none").status_code == 404
    assert put(idle, "none", video=True).status_code == 500


def test_a_name_with_a_blank_cannot_be_reached(me: Client, pbx: Simulator) -> None:
    conferences(pbx, {**ROOM, "name": "Team Room"})
    assert me.my("GET", "/conferences/Team%20Room").status_code == 404


def test_a_conference_without_owner_is_never_recorded(me: Client, pbx: Simulator) -> None:
    conferences(pbx, {**ROOM, "owner": None, "autorecorded": True})
    assert settings(me)["autorecorded"] is False


def test_conferences_share_the_space_of_names_and_go_with_their_owner(idle: Client, client: Client) -> None:
    taken = client.api("POST", "/users", json={"userName": "7412"})
    assert taken.status_code == 500
    assert client.api("DELETE", "/users/412").status_code == 200
    assert client.my("GET", "/conferences/kimroom").status_code == 404


# ---- members


def test_details_of_a_running_conference(busy: Client, client: Client) -> None:
    user(client, "430", userProfile={"imId": "pat.moe", "enabled": True})
    response = busy.my("GET", "/conferencedetails/kimroom", headers=AS_JSON)
    first = {**MEMBER, "imId": "pat.moe"}
    second = {**MEMBER, "id": 5, "name": "431"}
    assert response.json() == {
        "conference": {"extension": "7412", "description": "Kim's room", "locked": False, "members": [first, second]}
    }
    assert "<members>\n    <member>\n      <id>3</id>" in busy.my("GET", "/conferencedetails/kimroom").text


def test_details_of_an_idle_conference_are_406(idle: Client) -> None:
    response = idle.my("GET", "/conferencedetails/kimroom")
    assert (response.status_code, response.reason) == (406, "Conference found, but not active")
    wrong = idle.my("GET", "/conferencedetails/kimroom", headers=AS_XML)
    assert (wrong.status_code, wrong.reason == response.reason) == (406, False)


def test_details_are_for_the_owner(idle: Client, client: Client) -> None:
    response = client.my("GET", "/conferencedetails/kimroom")
    assert (response.status_code, response.reason) == (403, "User is not owner of this conference")
    response = idle.my("GET", "/conferencedetails/none")
    assert (response.status_code, response.reason) == (404, "Conference not found")


def test_details_without_a_bridge(me: Client, pbx: Simulator) -> None:
    conferences(pbx, ROOM, fault="unreachable")
    assert me.my("GET", "/conferencedetails/kimroom").headers["Content-Type"] == "application/json"


# ---- commands


def test_a_command_runs_on_get_and_not_on_put(busy: Client) -> None:
    assert busy.my("PUT", "/conference/kimroom/mute&3", b" ").status_code == 405
    assert command(busy, "mute&3") == "OK mute 3"
    assert (members(busy)[3]["canSpeak"], members(busy)[5]["canSpeak"]) == (False, True)
    assert busy.my("GET", "/conference/kimroom/mute&3").text == "<command-response>OK mute 3\n</command-response>\n"


@pytest.mark.parametrize("accept", ["text/plain", "application/json", "text/xml"])
def test_a_command_wants_accept_anything(busy: Client, accept: str) -> None:
    assert busy.my("GET", "/conference/kimroom/mute&3", headers={"Accept": accept}).status_code == 406
    assert busy.my("GET", "/conference/kimroom/mute&3", headers={"Accept": "text/*"}).status_code == 200


def test_read_only_mode_counts_a_command_as_a_write(busy: Client, pbx: Simulator) -> None:
    pbx.read_only = True
    assert busy.my("GET", "/conference/kimroom/lock").status_code == 403
    assert [row.path for row in pbx.violations] == ["/sipxconfig/rest/my/conference/kimroom/lock"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wrong", "Conference command 'wrong' not found."),
        ("mute&9", "Non-Existant ID 9"),
        ("mute%263", "Conference command 'mute&3' not found."),
        ("mute&&3", "OK mute 3"),
        ("deaf&all", "OK deaf 3\nOK deaf 5"),
        ("kick&last", "OK kicked 5"),
        ("volume_in&3&2", "Volume IN 3 = 2"),
        ("lock", "OK kimroom locked"),
        ("say&good%20day", "(say) OK"),
        ("play&a%2Fb.wav", "(play) File: a b.wav not found."),
        ("play&a/b.wav", "(play) File: a not found."),
        ("record&status", "NO_RECORDING"),
        ("record&now", 'ERROR: Incorect "action" parameter'),
    ],
)
def test_the_text_alone_tells_what_came_of_it(busy: Client, text: str, said: str) -> None:
    assert command(busy, text) == said


def test_lock_shows_in_the_details(busy: Client) -> None:
    command(busy, "lock")
    assert busy.my("GET", "/conferencedetails/kimroom", headers=AS_JSON).json()["conference"]["locked"] is True
    command(busy, "unlock")
    assert busy.my("GET", "/conferencedetails/kimroom", headers=AS_JSON).json()["conference"]["locked"] is False


def test_recording(busy: Client) -> None:
    assert command(busy, "record").startswith("Record file")
    assert command(busy, "record&start") == "IN_PROGRESS"
    assert command(busy, "record&status") == "IN_PROGRESS"
    command(busy, "record&stop")
    assert command(busy, "record&status") == "NO_RECORDING"


def test_invitations_are_always_sent(idle: Client, client: Client, pbx: Simulator) -> None:
    assert idle.my("GET", "/conference/kimroom/invite&430").text == "<command-response>Invitation sent</command-response>"
    assert command(idle, "inviteim&412") == "Invitation sent"
    assert [row["to"] for row in pbx.state()["tables"]["placed_calls"].values()] == ["430", "412"]
    assert idle.my("GET", "/conference/kimroom/inviteim&nobody").status_code == 500


@pytest.mark.parametrize("text", ["invite", "invite&1&2", "inviteim"])
def test_an_invitation_has_one_argument(idle: Client, text: str) -> None:
    response = idle.my("GET", f"/conference/kimroom/{text}")
    assert (response.status_code, response.reason) == (400, "Incorect invite command")


def test_a_command_of_separators_only(idle: Client) -> None:
    response = idle.my("GET", "/conference/kimroom/&&")
    assert (response.status_code, response.reason) == (400, "No conference command specified")
    assert idle.my("GET", "/conference/kimroom/").status_code == 404


def test_commands_are_for_the_owner(busy: Client, client: Client) -> None:
    assert client.my("GET", "/conference/kimroom/lock").status_code == 403
    assert busy.my("GET", "/conference/none/lock").status_code == 404
    assert busy.my("GET", "/conferencedetails/kimroom", headers=AS_JSON).json()["conference"]["locked"] is False


def test_an_idle_conference_is_not_found_by_the_bridge(idle: Client) -> None:
    assert command(idle, "lock") == "Conference kimroom not found"


@pytest.mark.parametrize(
    ("fault", "body"),
    [
        ("unreachable", "ERROR: Connection refused"),
        ("refusing", ""),
        ("slow", "<command-exception>Read timed out</command-exception>\n"),
    ],
)
def test_a_bridge_in_trouble_is_200(me: Client, pbx: Simulator, fault: str, body: str) -> None:
    conferences(pbx, ROOM, fault=fault)
    response = me.my("GET", "/conference/kimroom/lock")
    assert (response.status_code, response.text) == (200, body)
