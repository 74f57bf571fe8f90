# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Page groups on /api/pagegroups, and the audio files of all three directories."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_JSON, AS_XML, Client
from .records import EMPTY, STANDALONE, get, set_value, user

NIGHT = {
    "enabled": True,
    "pageGroupNumber": 23,
    "timeout": 30,
    "sound": "fanfare.wav",
    "description": "Night crew",
    "users": [],
}
SOUND = b"RIFF0000WAVE"


def post(client: Client, **values: Any) -> Any:
    return client.api("POST", "/pagegroups", json={**NIGHT, **values})


def make(client: Client, **values: Any) -> dict[str, Any]:
    response = post(client, **values)
    assert (response.status_code, response.content) == (200, EMPTY), response.text
    return groups(client)[-1]


def groups(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.api("GET", "/pagegroups").json()["groups"]
    return found


# ---- examples


def test_lists(client: Client) -> None:
    assert groups(client) == []
    user(client, "2101", firstName="Dock", aliases=["z", "a"])
    post(client, pageGroupNumber=21, description="Warehouse", timeout=45, users=[{"id": 37}])
    post(client, pageGroupNumber=22, enabled=False, description=None, sound="TadaTada.wav", timeout=60)
    member = {"id": 37, "userName": "2101", "lastName": None, "firstName": "Dock", "aliases": ["a", "z"]}
    for key in ("sipPassword", "pintoken", "voicemailPin", "branchName", "userProfile", "notified", "groups"):
        member[key] = None
    assert groups(client) == [
        {
            "id": 7,
            "enabled": True,
            "description": "Warehouse",
            "pageGroupNumber": 21,
            "sound": "fanfare.wav",
            "users": [member],
            "timeout": 45,
        },
        {
            "id": 8,
            "enabled": False,
            "description": None,
            "pageGroupNumber": 22,
            "sound": "TadaTada.wav",
            "users": None,
            "timeout": 60,
        },
    ]


def test_create_by_id_name_or_alias(client: Client) -> None:
    for name in ("2101", "2102", "2103"):
        user(client, name, aliases=[f"a{name}"])
    found = make(client, users=[{"id": 37, "userName": "ignored"}, {"userName": "2102"}, {"userName": "a2103"}, {"id": 37}])
    assert sorted(one["userName"] for one in found["users"]) == ["2101", "2102", "2103"]


def test_members_are_a_set_in_no_order_to_rely_on(client: Client) -> None:
    for name in ("2101", "2102"):
        user(client, name)
    listed = make(client, users=[{"userName": "2101"}, {"userName": "2102"}])
    alone = client.api("GET", f"/pagegroups/{listed['id']}").json()
    assert [one["userName"] for one in listed["users"]] != [one["userName"] for one in alone["users"]]
    assert {one["userName"] for one in listed["users"]} == {one["userName"] for one in alone["users"]}


def test_prompt_list(client: Client) -> None:
    files = client.api("GET", "/pagegroups/prompts").json()["files"]
    assert [(one["name"], one["type"]) for one in files] == [
        ("TadaTada.wav", "audio/x-wav"),
        ("fanfare.wav", "audio/x-wav"),
    ]
    assert list(files[0]) == ["name", "type", "size", "path"]
    text = client.api("GET", "/moh/prompts", headers=AS_XML).text
    assert text.startswith(f"{STANDALONE}<Files><File><name>default.wav</name><type>audio/x-wav</type><size>44</size><path>")


# ---- records


def test_xml_does_not_work(client: Client) -> None:
    response = client.api("GET", "/pagegroups", headers=AS_XML)
    assert response.text == "javax.ws.rs.InternalServerErrorException: HTTP 500 Internal Server Error"
    response = client.api("POST", "/pagegroups", data="<Group/>", headers={"Content-Type": "application/xml"})
    assert response.text == "javax.ws.rs.BadRequestException: HTTP 400 Bad Request"


def test_what_is_left_out_is_nothing(client: Client) -> None:
    response = client.api("POST", "/pagegroups", json={"sound": "fanfare.wav", "users": []})
    assert response.status_code == 200
    found = groups(client)[0]
    assert (found["enabled"], found["timeout"], found["pageGroupNumber"]) == (False, 0, 0)


@pytest.mark.parametrize(
    ("values", "status", "text"),
    [
        ({"sound": "none.wav"}, 404, "Prompt not found"),
        ({"users": [{"id": 99}]}, 404, "Paging group not found."),
        ({"users": [{"userName": "nobody"}]}, 404, "Paging group not found."),
        ({"users": [{}]}, 404, "Paging group not found."),
        ({"users": None}, 500, "java.lang.NullPointerException"),
    ],
)
def test_refusals(client: Client, values: dict[str, Any], status: int, text: str) -> None:
    response = post(client, **values)
    assert (response.status_code, response.text) == (status, text)
    assert groups(client) == []


def test_more_refusals(client: Client) -> None:
    assert post(client, sound=None).status_code == 500
    assert post(client, sound="").status_code == 200
    assert "UnrecognizedPropertyException" in post(client, users=[{"name": "x"}]).text
    response = client.api("POST", "/pagegroups", data="x", headers={"Content-Type": "text/plain"})
    assert response.text == "javax.ws.rs.WebApplicationException: HTTP 415 Unsupported Media Type"
    response = client.api("GET", "/pagegroups/99")
    assert (response.status_code, "PagingGroup#99" in response.text) == (404, True)
    assert "HTTP 404" in client.api("GET", "/pagegroups/x").text
    assert "HTTP 405" in client.api("PUT", "/pagegroups", json={}).text
    assert "HTTP 405" in client.api("POST", "/pagegroups/7", json={}).text


def test_numbers_are_dialled_names(client: Client) -> None:
    make(client)
    text = "org.sipfoundry.sipxconfig.common.UserException: &error.aliasinuse"
    assert (post(client).status_code, post(client).text) == (500, text)
    user(client, "*7724")
    assert post(client, pageGroupNumber=24).text == text
    set_value(client, "/pagegroups/settings/page-config/prefix", "*79")
    assert post(client, pageGroupNumber=24).status_code == 200
    assert client.api("POST", "/users", json={"userName": "*7924"}).status_code == 500


def test_update_replaces(client: Client) -> None:
    user(client)
    key = make(client, users=[{"userName": "4127"}])["id"]
    response = client.api("PUT", f"/pagegroups/{key}", json={"pageGroupNumber": 23, "sound": "fanfare.wav", "users": []})
    assert (response.status_code, response.content) == (200, EMPTY)
    found = client.api("GET", f"/pagegroups/{key}").json()
    assert (found["enabled"], found["timeout"], found["description"], found["users"]) == (False, 0, None, None)
    response = client.api("PUT", f"/pagegroups/{key}", json=found)
    assert (response.status_code, response.text) == (500, "java.lang.NullPointerException")


def test_update_checks_the_sound_before_the_id(client: Client) -> None:
    response = client.api("PUT", "/pagegroups/99", json={**NIGHT, "sound": "none.wav"})
    assert response.text == "Prompt not found"
    assert "PagingGroup#99" in client.api("PUT", "/pagegroups/99", json=NIGHT).text


def test_the_fork_says_it_in_words(fork: Client) -> None:
    response = fork.api("DELETE", "/pagegroups/99")
    assert (response.status_code, response.text) == (404, "Paging group not found.")


def test_delete(client: Client) -> None:
    user(client)
    key = make(client, users=[{"userName": "4127"}])["id"]
    assert client.api("DELETE", f"/pagegroups/{key}").status_code == 200
    assert client.api("DELETE", f"/pagegroups/{key}").status_code == 404
    assert get(client)["userName"] == "4127"


def test_a_deleted_user_leaves_his_page_groups(client: Client) -> None:
    user(client)
    make(client, users=[{"userName": "4127"}])
    client.api("DELETE", "/users/4127")
    assert groups(client)[0]["users"] is None


def test_settings_and_prompts_beat_the_id(client: Client) -> None:
    assert client.api("GET", "/pagegroups/settings").json()["settings"][0]["path"] == "page-config/prefix"
    assert "files" in client.api("GET", "/pagegroups/prompts").json()


# ---- audio files


@pytest.mark.parametrize("service", ["moh", "orbits", "pagegroups"])
def test_upload_download_stream_delete(client: Client, service: str) -> None:
    root = f"/{service}/prompts"
    response = client.api("POST", root, files=[("a", ("a b.wav", SOUND)), ("b", ("b.mp3", b"ID3"))])
    assert (response.status_code, response.content) == (200, EMPTY)
    response = client.api("GET", f"{root}/a%20b.wav")
    assert (response.content, response.headers["Content-Type"]) == (SOUND, "audio/x-wav")
    assert response.headers["Content-Disposition"] == "attachment; filename=a b.wav"
    response = client.api("GET", f"{root}/b.mp3/stream")
    assert (response.content, response.headers["Content-Type"]) == (b"ID3", "audio/mpeg")
    assert "Content-Disposition" not in response.headers
    assert client.api("DELETE", f"{root}/b.mp3").status_code == 200
    for method, path in (("GET", ""), ("GET", "/stream"), ("DELETE", "")):
        response = client.api(method, f"{root}/b.mp3{path}")
        assert (response.status_code, response.text) == (404, "Prompt not found")


def test_nothing_is_overwritten(client: Client) -> None:
    files = [("a", ("fanfare.wav", SOUND)), ("b", ("new.wav", SOUND)), ("c", ("TadaTada.wav", SOUND))]
    response = client.api("POST", "/pagegroups/prompts", files=files)
    assert (response.status_code, response.text) == (500, "fanfare.wav,TadaTada.wav")
    assert client.api("GET", "/pagegroups/prompts/new.wav").content == SOUND
    assert client.api("GET", "/pagegroups/prompts/fanfare.wav").content != SOUND


def test_only_audio_is_listed_by_some(client: Client) -> None:
    for service, shown in (("moh", True), ("orbits", False), ("pagegroups", False)):
        client.api("POST", f"/{service}/prompts", files={"f": ("note.txt", b"x")})
        names = [one["name"] for one in client.api("GET", f"/{service}/prompts").json()["files"]]
        assert ("note.txt" in names) is shown
        assert client.api("GET", f"/{service}/prompts/note.txt").status_code == 200


def test_personal_music_is_listed_with_the_rest_and_differs_by_path_only(client: Client) -> None:
    state = client.pbx.state()
    state["prompts"]["moh/4021"] = {"default.wav": "", "mine.mp3": ""}
    client.pbx.load(state)
    listed = client.api("GET", "/moh/prompts").json()["files"]
    assert [(one["name"], one["path"].split("/", 4)[4], one["size"]) for one in listed] == [
        ("default.wav", "moh/default.wav", 44),
        ("default.wav", "moh/4021/default.wav", 0),
        ("mine.mp3", "moh/4021/mine.mp3", 0),
    ]
    assert client.api("GET", "/moh/prompts/mine.mp3").status_code == 404
    assert len(client.api("GET", "/moh/prompts/default.wav").content) == 44


def test_an_ending_that_names_a_media_type_is_cut_off(client: Client) -> None:
    client.api("POST", "/moh/prompts", files={"f": ("a.xml", b"x")})
    assert "HTTP 406" in client.api("GET", "/moh/prompts/a.xml").text
    assert client.api("DELETE", "/moh/prompts/a.xml").status_code == 404
    assert client.api("DELETE", "/moh/prompts/a.xml.json").status_code == 200


def test_refused_uploads(client: Client) -> None:
    form = {"Content-Type": "multipart/form-data; boundary=X"}
    body = b'--X\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n--X--\r\n'
    assert client.api("POST", "/moh/prompts", data=body, headers=form).text == "java.lang.NullPointerException"
    body = b'--X\r\nContent-Disposition: form-data; name="f"; filename=a.wav\r\n\r\nx\r\n--X--\r\n'
    assert client.api("POST", "/moh/prompts", data=body, headers=form).text == "java.lang.NullPointerException"
    assert "HTTP 415" in client.api("POST", "/moh/prompts", json={}).text
    assert "HTTP 406" in client.api("GET", "/moh/prompts/default.wav", headers=AS_JSON).text


def test_a_used_file_can_be_deleted(client: Client) -> None:
    key = make(client)["id"]
    assert client.api("DELETE", "/pagegroups/prompts/fanfare.wav").status_code == 200
    response = client.api("PUT", f"/pagegroups/{key}", json=NIGHT)
    assert (response.status_code, response.text) == (404, "Prompt not found")
