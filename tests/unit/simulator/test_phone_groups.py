# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phone groups: /api/phoneGroups."""

from __future__ import annotations

from typing import Any

from .clients import AS_XML, TEXT, Client
from .records import EMPTY, STANDALONE, made, set_value, user, value

SERIAL = "0004f2c0de02"
XML_IN = {"Content-Type": "application/xml"}
PROXY = "model/polycom550/settings/server/outboundProxy"


def group(client: Client, name: str = "Warehouse", weight: int = 7, **values: Any) -> int:
    return made(client.api("POST", "/phoneGroups", json={"name": name, "weight": weight, **values}))


def phone(client: Client, version: str | None = "polycom4.1.X", serial: str = SERIAL, names: tuple[str, ...] = ()) -> int:
    body = {"serialNo": serial, "model": {"modelId": "polycom550"}, "deviceVersion": version}
    return made(client.api("POST", "/phones", json={**body, "groups": [{"name": name} for name in names]}))


def listing(client: Client) -> list[tuple[str, int]]:
    return [(row["name"], row["weight"]) for row in client.api("GET", "/phoneGroups").json()["groups"]]


def version(client: Client, serial: str = SERIAL) -> str | None:
    found: str | None = client.api("GET", f"/phones/{serial}").json()["deviceVersion"]
    return found


# ---- examples


def test_lists(client: Client) -> None:
    assert client.api("GET", "/phoneGroups").json() == {"groups": []}
    assert client.api("GET", "/phoneGroups", headers=AS_XML).text == f"{STANDALONE}<Groups/>"
    group(client, "default-desk", 1, description="All desks")
    group(client, "Lobby", 4, description="Front")
    phone(client, names=("default-desk",))
    assert client.api("GET", "/phoneGroups").json() == {
        "groups": [
            {"id": 12, "name": "default-desk", "description": "All desks", "weight": 1, "count": 1},
            {"id": 13, "name": "Lobby", "description": "Front", "weight": 4, "count": None},
        ]
    }
    assert client.api("GET", "/phoneGroups", headers=AS_XML).text.endswith(
        "<Group><id>13</id><name>Lobby</name><description>Front</description><weight>4</weight></Group></Groups>"
    )


def test_create_get_and_update(client: Client) -> None:
    body = {"name": "Warehouse", "description": "Handhelds", "weight": 7, "count": None}
    assert client.api("POST", "/phoneGroups", json=body).text == "12"
    assert client.api("GET", "/phoneGroups/12").json() == {"id": 12, **body}
    inner = "<name>Warehouse</name><description>Handhelds</description><weight>7</weight>"
    assert client.api("GET", "/phoneGroups/12", headers=AS_XML).text == f"{STANDALONE}<group><id>12</id>{inner}</group>"
    body = {"name": "Warehouse", "description": "Handhelds west", "weight": 7}
    assert client.api("PUT", "/phoneGroups/Warehouse", json=body).text == "12"
    text = f"{STANDALONE}<group>{inner.replace('Warehouse', 'Lab')}</group>"
    assert client.api("POST", "/phoneGroups", data=text, headers=XML_IN).text == "13"


def test_one_setting(client: Client) -> None:
    group(client)
    set_value(client, f"/phoneGroups/12/{PROXY}", "edge.example.net")
    assert client.api("GET", f"/phoneGroups/Warehouse/{PROXY}").json() == {
        "path": "server/outboundProxy",
        "type": "string",
        "options": None,
        "value": "edge.example.net",
        "defaultValue": None,
        "label": None,
        "description": None,
    }


def test_many_settings(client: Client) -> None:
    group(client)
    path = "/phoneGroups/12/model/polycom550/settings"
    items = [{"path": "server/outboundProxy", "value": "a"}, {"path": "server/outboundProxyPort", "value": "5061"}]
    response = client.api("PUT", path, json={"settings": items})
    assert (response.status_code, response.content) == (200, EMPTY)
    text = "<Settings><Setting><path>server/outboundProxy</path><value>b</value></Setting></Settings>"
    assert client.api("PUT", path, data=text, headers=XML_IN).status_code == 200
    assert value(client, f"{path}/server/outboundProxy") == "b"
    assert value(client, f"{path}/server/outboundProxyPort") == "5061"


# ---- records


def test_refusals(client: Client) -> None:
    group(client)
    assert client.api("POST", "/phoneGroups", json={"name": "x"}).text == "java.lang.NullPointerException"
    response = client.api("POST", "/phoneGroups", json={"name": "Warehouse", "weight": 1})
    assert response.text.endswith("DuplicateGroupException: A group with name: Warehouse already exists.")
    assert "HTTP 415" in client.api("PUT", "/phoneGroups/12", data="x", headers=TEXT).text
    response = client.api("GET", "/phoneGroups/none")
    assert (response.status_code, response.content) == (404, EMPTY)
    assert "Group#99" in client.api("GET", "/phoneGroups/99").text


def test_an_unknown_id_in_the_fork(fork: Client) -> None:
    response = fork.api("GET", "/phoneGroups/99")
    assert (response.status_code, response.content) == (404, EMPTY)


def test_update_replaces_and_keeps_values_and_members(client: Client) -> None:
    group(client, description="x")
    phone(client, names=("Warehouse",))
    set_value(client, f"/phoneGroups/12/{PROXY}", "edge")
    assert client.api("PUT", "/phoneGroups/12", json={"name": "Shed", "weight": None}).text == "12"
    found = client.api("GET", "/phoneGroups").json()["groups"]
    assert found == [{"id": 12, "name": "Shed", "description": None, "weight": 0, "count": 1}]
    assert value(client, f"/phoneGroups/Shed/{PROXY}") == "edge"


def test_the_id_of_a_user_group_is_taken(client: Client) -> None:
    user(client, groups=[{"name": "people"}])
    assert client.api("GET", "/phoneGroups/12").json()["name"] == "people"
    assert client.api("DELETE", "/phoneGroups/6").status_code == 403
    assert client.api("PUT", "/phoneGroups/12", json={"name": "people", "weight": 1}).status_code == 200
    assert client.api("GET", "/userGroups/people").status_code == 404
    assert listing(client) == [("people", 1)]


def test_delete_leaves_the_phones(client: Client) -> None:
    group(client)
    phone(client, names=("Warehouse",))
    response = client.api("DELETE", "/phoneGroups/Warehouse")
    assert (response.status_code, response.content) == (200, EMPTY)
    assert client.api("DELETE", "/phoneGroups/Warehouse").status_code == 404
    assert client.api("GET", f"/phones/{SERIAL}").json()["groups"] is None


def test_moves(client: Client) -> None:
    for name, weight in (("a", 10), ("b", 10), ("c", 30)):
        group(client, name, weight)
    assert client.api("PUT", "/phoneGroups/c/up").text == "14"
    assert listing(client) == [("a", 1), ("c", 2), ("b", 3)]
    assert client.api("PUT", "/phoneGroups/b/down").text == "13"
    assert client.api("PUT", "/phoneGroups/a/up").text == "12"
    assert listing(client) == [("a", 1), ("c", 2), ("b", 3)]
    assert client.api("PUT", "/phoneGroups/none/up").status_code == 404


# ---- settings


def test_the_list_shows_defaults_of_the_model_only(client: Client) -> None:
    group(client)
    set_value(client, "/phoneGroups/12/model/polycom550/settings/voice/volume", "9")
    for key in ("12", "99", "none"):
        rows = client.api("GET", f"/phoneGroups/{key}/model/polycom550/settings").json()["settings"]
        assert {row["path"]: row["value"] for row in rows}["voice/volume"] == "5"
    response = client.api("GET", "/phoneGroups/12/model/xyz/settings")
    assert response.text == "java.lang.IllegalArgumentException: No such model with id 'xyz'"
    assert client.api("GET", "/phoneGroups/none/models").json() == client.api("GET", "/phones/models").json()


def test_the_model_in_the_path_scopes_nothing(client: Client) -> None:
    group(client)
    set_value(client, "/phoneGroups/12/model/nonsense/settings/server/outboundProxy", "edge")
    assert value(client, f"/phoneGroups/12/{PROXY}") == "edge"
    assert client.api("GET", "/phoneGroups/12/model/nonsense/settings/server/outboundProxy").status_code == 500
    for _ignored in range(2):
        assert client.api("DELETE", "/phoneGroups/12/model/snom320/settings/server/outboundProxy").status_code == 200
    assert value(client, f"/phoneGroups/12/{PROXY}") is None


def test_reading_one_setting(client: Client) -> None:
    group(client)
    base = "/phoneGroups/12/model/polycom550/settings"
    found = client.api("GET", f"{base}/voice/volume").json()
    assert (found["value"], found["defaultValue"]) == (None, "5")
    set_value(client, f"{base}/voice/volume", "5")
    assert value(client, f"{base}/voice/volume") == "5"
    set_value(client, f"{base}/voice/volume", "")
    assert value(client, f"{base}/voice/volume") is None
    assert client.api("GET", f"{base}/no/such").status_code == 404
    assert client.api("GET", f"{base}/voice").text == "java.lang.UnsupportedOperationException: voice"
    assert client.api("GET", f"/phoneGroups/none/{PROXY}").status_code == 404


def test_unknown_paths_are_stored_and_stay_invisible(client: Client) -> None:
    group(client)
    path = "/phoneGroups/12/model/polycom550/settings/no/such"
    set_value(client, path, "x")
    assert client.api("GET", path).status_code == 404
    assert client.pbx.state()["tables"]["groups"]["12"]["settings"] == {"no/such": "x"}


def test_writes_that_are_refused(client: Client) -> None:
    group(client)
    base = "/phoneGroups/12/model/polycom550/settings"
    assert "HTTP 415" in client.api("PUT", base, data="x", headers=TEXT).text
    assert "HTTP 405" in client.api("DELETE", base).text
    assert "HTTP 415" in client.api("PUT", f"{base}/voice/volume", json={}).text
    assert client.api("PUT", base, json={"settings": [{"value": "x"}]}).status_code == 500
    assert client.api("PUT", "/phoneGroups/none/model/x/settings", json={"settings": []}).status_code == 404


# ---- firmware


def test_firmware_of_a_group(client: Client) -> None:
    group(client, "weak", 1)
    group(client, "strong", 9)
    phone(client, "polycom4.1.X", names=("weak",))
    phone(client, None, "0004f2c0de03", ("weak",))
    phone(client, "polycom4.1.X", "0004f2c0de04", ("weak", "strong"))
    assert client.api("PUT", "/phoneGroups/weak/model/polycom550/firmware/4.0.X").text == "12"
    versions = [version(client, serial) for serial in (SERIAL, "0004f2c0de03", "0004f2c0de04")]
    assert versions == ["polycom4.0.X", None, "polycom4.1.X"]
    stored = client.pbx.state()["tables"]["groups"]["12"]["settings"]
    assert stored == {"group.version/firmware.version/polycom550": "polycom4.0.X"}
    assert client.api("PUT", "/phoneGroups/weak/model/polycom550/firmware/5.5.2").status_code == 200
    assert version(client) == "polycom4.0.X"


def test_firmware_refusals(client: Client, fork: Client) -> None:
    group(client)
    base = "/phoneGroups/Warehouse/model"
    assert "No such model with id 'xyz'" in client.api("PUT", f"{base}/xyz/firmware/1").text
    for model, number in (("polycom550", "polycom4.1.X"), ("nortel11xx", "2.2"), ("audiocodesMP112_FXS", "6.0")):
        assert client.api("PUT", f"{base}/{model}/firmware/{number}").text == "java.lang.NullPointerException"
    assert client.api("PUT", "/phoneGroups/none/model/polycom550/firmware/4.1.X").status_code == 500
    assert client.api("PUT", "/phoneGroups/99/model/polycom550/firmware/4.1.X").status_code == 404
    assert fork.api("PUT", "/phoneGroups/99/model/polycom550/firmware/4.1.X").status_code == 500
