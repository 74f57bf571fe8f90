# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Park orbits: /api/orbits."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_XML, TEXT, Client
from .records import EMPTY, STANDALONE, made, set_value, user, value

SERVER = "pbx1.voice.test"
XML_IN = {"Content-Type": "application/xml"}
DOCK = {
    "name": "dockpark",
    "enabled": True,
    "extension": "7702",
    "description": "Dock",
    "music": "default.wav",
    "server": SERVER,
}


def orbit(client: Client, **values: Any) -> int:
    return made(client.api("POST", "/orbits", json={**DOCK, **values}))


def put(client: Client, key: int, **values: Any) -> Any:
    return client.api("PUT", f"/orbits/{key}", json=values)


# ---- examples


def test_lists(client: Client) -> None:
    assert client.api("GET", "/orbits").json() == {"orbits": []}
    assert client.api("GET", "/orbits", headers=AS_XML).text == f"{STANDALONE}<Orbits/>"
    assert orbit(client) == 12
    assert client.api("GET", "/orbits").json() == {"orbits": [{"id": 12, **DOCK}]}
    assert client.api("GET", "/orbits", headers=AS_XML).text == (
        f"{STANDALONE}<Orbits><Orbit><id>12</id><name>dockpark</name><enabled>true</enabled>"
        "<extension>7702</extension><description>Dock</description><music>default.wav</music>"
        f"<server>{SERVER}</server></Orbit></Orbits>"
    )


def test_create_on_a_server_in_xml(client: Client) -> None:
    text = f"{STANDALONE}<Orbit><name>branchpark</name><enabled>true</enabled><extension>7703</extension><music>default.wav</music></Orbit>"
    for server, body in ((SERVER, text), ("1", text.replace("branchpark", "other").replace("7703", "7704"))):
        response = client.api("POST", f"/orbits/servers/{server}", data=body, headers={**XML_IN, **AS_XML})
        assert (response.status_code, response.text.isdigit()) == (200, True)
        assert response.headers["Content-Type"] == "application/xml"
    assert client.api("GET", "/orbits/12").json()["server"] == SERVER


def test_setting(client: Client) -> None:
    key = orbit(client)
    path = f"/orbits/{key}/settings/general/parkTimeout"
    set_value(client, path, "90")
    found = client.api("GET", path).json()
    assert (found["type"], found["value"], found["defaultValue"]) == ("integer", "90", "120")


# ---- create


def test_the_server_is_checked_first(client: Client) -> None:
    body = {**DOCK, "music": "none.wav", "name": None}
    for server in (None, "nowhere.example"):
        response = client.api("POST", "/orbits", json={**body, "server": server})
        assert (response.status_code, response.content) == (404, EMPTY)
    response = client.api("POST", "/orbits", json={**body, "server": "99"})
    assert (response.status_code, "Location#99" in response.text) == (404, True)
    response = client.api("POST", "/orbits", json=body)
    assert (response.status_code, response.text) == (404, "Prompt not found")
    response = client.api("POST", "/orbits", json={**body, "music": None})
    assert (response.status_code, response.text) == (500, "java.lang.NullPointerException")


def test_names_and_extensions_are_unique(client: Client) -> None:
    user(client, "4127")
    orbit(client)
    name = "org.sipfoundry.sipxconfig.common.NameInUseException: &error.nameInUse.long"
    extension = "org.sipfoundry.sipxconfig.common.ExtensionInUseException: &error.extensionInUse"
    for values, text in (
        ({"extension": "7709"}, name),
        ({"name": "x", "extension": "x"}, name),
        ({"name": "4127", "extension": "7709"}, name),
        ({"name": "x"}, extension),
        ({"name": "x", "extension": "4127"}, extension),
    ):
        response = client.api("POST", "/orbits", json={**DOCK, **values})
        assert (response.status_code, response.text) == (500, text)


def test_bodies_that_do_not_parse(client: Client) -> None:
    assert "UnrecognizedPropertyException" in client.api("POST", "/orbits", json={**DOCK, "location": 1}).text
    response = client.api("POST", "/orbits", data="", headers={"Content-Type": "application/json"})
    assert response.text == "java.io.EOFException: No content to map to Object due to end of input"
    response = client.api("POST", "/orbits", data="x", headers=TEXT)
    assert response.text == "javax.ws.rs.WebApplicationException: HTTP 415 Unsupported Media Type"
    assert "HTTP 400" in client.api("POST", "/orbits", data="<orbit/>", headers=XML_IN).text


def test_a_server_may_be_given_by_id(client: Client) -> None:
    key = orbit(client, server="1")
    assert client.api("GET", f"/orbits/{key}").json()["server"] == SERVER


# ---- update and delete


def test_update_replaces(client: Client) -> None:
    key = orbit(client)
    set_value(client, f"/orbits/{key}/settings/general/parkTimeout", "90")
    response = put(client, key, name="dockpark", server=SERVER)
    assert (response.status_code, response.content) == (200, EMPTY)
    found = client.api("GET", f"/orbits/{key}").json()
    assert (found["enabled"], found["extension"], found["music"], found["description"]) == (False, None, None, None)
    assert value(client, f"/orbits/{key}/settings/general/parkTimeout") == "90"


def test_update_refusals(client: Client) -> None:
    key = orbit(client)
    response = put(client, 99, **DOCK)
    assert (response.status_code, "ParkOrbit#99" in response.text) == (404, True)
    response = put(client, key, **{**DOCK, "music": "none.wav"})
    assert (response.status_code, response.text) == (404, "Prompt not found")
    for server in (None, "nowhere.example"):
        response = put(client, key, **{**DOCK, "server": server})
        assert (response.status_code, response.text) == (404, "No such server")
    assert put(client, key, **{**DOCK, "name": None}).status_code == 500


def test_the_fork_has_empty_404s(fork: Client) -> None:
    response = fork.api("GET", "/orbits/99")
    assert (response.status_code, response.content) == (404, EMPTY)


def test_delete(client: Client) -> None:
    key = orbit(client)
    response = client.api("DELETE", f"/orbits/{key}")
    assert (response.status_code, response.content) == (200, EMPTY)
    assert client.api("DELETE", f"/orbits/{key}").status_code == 404
    assert "HTTP 405" in client.api("POST", f"/orbits/{key}", json=DOCK).text
    assert "HTTP 404" in client.api("GET", "/orbits/x").text


def test_by_server(client: Client) -> None:
    orbit(client)
    for server in ("1", SERVER):
        assert len(client.api("GET", f"/orbits/servers/{server}").json()["orbits"]) == 1
    for method in ("GET", "DELETE"):
        assert client.api(method, "/orbits/servers/nowhere").status_code == 404
    for _ignored in range(2):
        assert client.api("DELETE", "/orbits/servers/1").status_code == 200
    assert client.api("GET", "/orbits").json() == {"orbits": []}


# ---- settings


def test_settings(client: Client) -> None:
    key = orbit(client)
    rows = client.api("GET", f"/orbits/{key}/settings").json()["settings"]
    assert [(row["path"], row["value"]) for row in rows] == [
        ("general/enableTimeout", "0"),
        ("general/parkTimeout", "120"),
        ("general/multipleCalls", "0"),
        ("general/allowTransfer", "0"),
        ("general/transferKey", "0"),
    ]
    assert len(client.api("GET", f"/orbits/{key}/settings/general").json()["settings"]) == 5
    path = f"/orbits/{key}/settings/general/nothing"
    statuses = [client.api(m, path, data="x", headers=TEXT).status_code for m in ("GET", "PUT", "DELETE")]
    assert statuses == [404, 200, 500]
    for method in ("PUT", "DELETE"):
        assert "HTTP 405" in client.api(method, f"/orbits/{key}/settings", data="x", headers=TEXT).text
    assert client.api("GET", "/orbits/99/settings").status_code == 404


@pytest.mark.parametrize("text", ["999", "soon"])
def test_values_are_not_checked(client: Client, text: str) -> None:
    key = orbit(client)
    set_value(client, f"/orbits/{key}/settings/general/parkTimeout", text)
    assert value(client, f"/orbits/{key}/settings/general/parkTimeout") == text
