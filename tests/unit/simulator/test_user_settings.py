# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings of users."""

from __future__ import annotations

from typing import Any

from .clients import AS_JSON, TEXT, Client
from .records import EMPTY, group, set_value, user, value

EXTERNAL = "/users/4127/settings/caller-alias/external-number"


def paths(client: Client, where: str) -> list[str]:
    return [row["path"] for row in client.api("GET", where, headers=AS_JSON).json()["settings"]]


def put(client: Client, path: str, text: str = "x", **arguments: Any) -> Any:
    return client.api("PUT", path, data=text.encode(), headers=TEXT, **arguments)


# ---- users


def test_user_settings_examples(client: Client) -> None:
    user(client)
    path = "/users/4127/settings/caller-alias/anonymous-caller-alias"
    set_value(client, path, "1")
    found = client.api("GET", path).json()
    assert (found["value"], found["defaultValue"], found["label"]) == ("1", "0", "Block Caller ID")
    body = {
        "settings": [
            {"path": "caller-alias/external-number", "value": "5550142"},
            {"path": "permission/call-handling/InternationalDialing", "value": "DISABLE"},
        ]
    }
    response = client.api("PUT", "/users/4127/settings", json=body)
    assert (response.status_code, response.content) == (200, EMPTY)
    assert value(client, EXTERNAL) == "5550142"


def test_hidden_parts_of_a_user(client: Client) -> None:
    user(client)
    listed = paths(client, "/users/4127/settings")
    assert len([path for path in listed if path.startswith("permission/")]) == 16
    assert not [path for path in listed if path.startswith(("phantom", "conference", "voicemail/fax", "extcontact"))]
    base = "/users/4127/settings/"
    assert value(client, f"{base}voicemail/mailbox/active-greeting") == "standard"
    assert value(client, f"{base}permission/voicemail-server/FreeswitchVoicemailServer") == "ENABLE"
    assert client.api("GET", f"{base}voicemail/mailbox").status_code == 404
    assert client.api("GET", f"{base}voicemail/security/force-pin-change").status_code == 404
    assert put(client, f"{base}voicemail/security/force-pin-change", "1").status_code == 200


def test_a_user_inherits_from_the_strongest_group(client: Client) -> None:
    user(client)
    for name, weight in (("weak", 2), ("strong", 9)):
        group(client, name, weight)
        client.api("POST", f"/users/4127/groups/{name}")
        set_value(client, f"/userGroups/{name}/settings/caller-alias/external-number", name)
    found = client.api("GET", EXTERNAL).json()
    assert (found["value"], found["defaultValue"]) == ("strong", "strong")
    set_value(client, EXTERNAL, "own")
    found = client.api("GET", EXTERNAL).json()
    assert (found["value"], found["defaultValue"]) == ("own", "strong")
    client.api("DELETE", EXTERNAL)
    assert value(client, EXTERNAL) == "strong"


def test_a_user_value_equal_to_the_inherited_one_is_dropped(client: Client) -> None:
    user(client)
    group(client)
    client.api("POST", "/users/4127/groups/frontdesk")
    set_value(client, "/userGroups/frontdesk/settings/caller-alias/external-number", "555")
    set_value(client, EXTERNAL, "555")
    client.api("DELETE", "/userGroups/frontdesk/settings/caller-alias/external-number")
    assert value(client, EXTERNAL) is None


def test_computed_defaults_of_a_user(client: Client) -> None:
    user(client)
    assert value(client, "/users/4127/settings/callfwd/timer") == "20"
    set_value(client, "/proxy/settings/proxy-configuration/SIPX_PROXY_DEFAULT_SERIAL_EXPIRES", "33")
    assert value(client, "/users/4127/settings/callfwd/timer") == "33"
    assert value(client, "/users/4127/settings/timezone/timezone")


def test_music_of_the_group_wins(client: Client) -> None:
    user(client, groups=[{"name": "a"}])
    path = "/users/4127/settings/moh/audio-source"
    set_value(client, path, "NONE")
    assert value(client, path) == "NONE"
    set_value(client, "/userGroups/a/settings/moh/audio-source", "FILES_SRC")
    assert value(client, path) == "FILES_SRC"
    set_value(client, "/users/4127/settings/permission/application/group-music-on-hold", "ENABLE")
    assert value(client, path) == "NONE"


def test_bulk_of_a_user(client: Client) -> None:
    user(client)

    def many(*items: dict[str, Any]) -> Any:
        return client.api("PUT", "/users/4127/settings", json={"settings": list(items)})

    assert many({"path": "no/such", "value": "x"}).status_code == 200
    assert many({"value": "x"}).status_code == 500
    below = many({"path": "caller-alias/external-number", "value": "1"}, {"path": "callfwd/timer/x", "value": "1"})
    assert below.status_code == 500
    assert value(client, EXTERNAL) is None
    assert many({"path": "callfwd/timer", "value": None}).status_code == 200
    assert value(client, "/users/4127/settings/callfwd/timer") is None
    whole = client.api("GET", "/users/4127/settings").json()
    assert client.api("PUT", "/users/4127/settings", json=whole).status_code == 200
    body = "<Settings><Setting><path>caller-alias/external-number</path><value>7</value></Setting></Settings>"
    headers = {"Content-Type": "application/xml"}
    assert client.api("PUT", "/users/4127/settings", data=body, headers=headers).status_code == 200
    assert value(client, EXTERNAL) == "7"


def test_unknown_user_and_paths(client: Client) -> None:
    user(client)
    path = "/users/4127/settings/no/such"
    assert client.api("GET", path).status_code == 404
    assert put(client, path).status_code == 200
    assert client.api("DELETE", path).status_code == 500
    for method, where in (("GET", ""), ("GET", "/x"), ("PUT", "/x"), ("DELETE", "/x")):
        response = client.api(method, f"/users/nobody/settings{where}", data="x", headers=TEXT)
        assert response.status_code == 404


def test_bulk_upload(client: Client) -> None:
    user(client, "a")
    user(client, "b", aliases=["bob"])
    url = "/users/upload/settings/caller-alias/external-number"
    good = {"file": ("x.csv", b"a,1\nbob,2\nnobody,3\nb,4,5\n")}
    response = client.api("PUT", url, files=good)
    assert (response.status_code, response.text) == (200, "upload success")
    values = [value(client, f"/users/{name}/settings/caller-alias/external-number") for name in ("a", "b")]
    assert values == ["1", "4"]
    response = client.api("PUT", url, files={"file": ("x.csv", b"a,7\nbroken\nb,8\n")})
    assert response.status_code == 417
    values = [value(client, f"/users/{name}/settings/caller-alias/external-number") for name in ("a", "b")]
    assert values == ["7", "4"]
    bad = {"file": ("x.csv", b"a,1\n")}
    assert client.api("PUT", "/users/upload/settings/no/such", files=bad).status_code == 417
