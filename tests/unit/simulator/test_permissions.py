# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Permissions: the catalogue, and the values of users and groups."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_JSON, AS_XML, Client
from .permission_records import ON, night, put, setting, values
from .records import answer, group, user

NIGHT = "<permission><label>NightCalls</label><description>Calls after 22</description><defaultValue>false</defaultValue></permission>"
BUILT_IN = [
    "900Dialing",
    "AutoAttendant",
    "ExchangeUMVoicemailServer",
    "FreeswitchVoicemailServer",
    "InternationalDialing",
    "LocalDialing",
    "LongDistanceDialing",
    "Mobile",
    "RecordSystemPrompts",
    "TollFree",
    "Voicemail",
    "dbauth-only",
    "group-music-on-hold",
    "music-on-hold",
    "personal-auto-attendant",
    "subscribe-to-presence",
    "superadmin",
    "tui-change-pin",
]


def catalogue(client: Client, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.rest("GET", f"/permission{query}", headers=AS_JSON).json()["permissions"]["permissions"]
    return found


def get(client: Client, name: str) -> dict[str, Any]:
    found: dict[str, Any] = client.rest("GET", f"/permission/{name}", headers=AS_JSON).json()["permission"]
    return found


# ---- examples


def test_list(client: Client) -> None:
    night(client)
    assert (
        client.rest("GET", "/permission?page=1&pagesize=2").text
        == """<permissions>
  <metadata>
    <totalResults>19</totalResults>
    <currentPage>1</currentPage>
    <totalPages>10</totalPages>
    <resultsPerPage>2</resultsPerPage>
  </metadata>
  <permissions>
    <permission>
      <name>900Dialing</name>
      <label>900Dialing</label>
      <defaultValue>false</defaultValue>
      <type>CALL</type>
      <builtIn>true</builtIn>
    </permission>
    <permission>
      <name>AutoAttendant</name>
      <label>AutoAttendant</label>
      <defaultValue>false</defaultValue>
      <type>CALL</type>
      <builtIn>true</builtIn>
    </permission>
  </permissions>
</permissions>"""
    )


def test_create(client: Client) -> None:
    response = client.rest("PUT", "/permission", NIGHT)
    data = "<additionalMessage>perm_1004</additionalMessage>"
    assert (response.status_code, response.text) == (201, answer("SUCCESS_CREATED", "Created", data))
    assert client.rest("GET", "/permission/perm_1004", headers=AS_JSON).json() == {
        "permission": {
            "name": "perm_1004",
            "label": "NightCalls",
            "description": "Calls after 22",
            "defaultValue": False,
            "type": "CALL",
            "builtIn": False,
        }
    }


def test_update_with_a_label_in_use(client: Client) -> None:
    night(client)
    night(client, "DayCalls")
    response = client.rest("PUT", "/permission/perm_1005", NIGHT)
    data = "<string>perm_1005</string><additionalMessage>&amp;message.duplicatePermission</additionalMessage>"
    assert (response.status_code, response.text) == (500, answer("ERROR_UPDATE_FAILED", "Update failed", data))


def test_permissions_of_a_user(client: Client) -> None:
    name = night(client)
    user(client, firstName="Lena", lastName="Ortega")
    put(client, 37, setting(name, "<value>ENABLE</value>"))
    text = client.rest("GET", "/user-permission/37").text
    assert text.startswith(
        "<user>\n  <id>37</id>\n  <lastName>Ortega</lastName>\n  <firstName>Lena</firstName>\n  <permissions>\n"
        "    <setting>\n      <name>900Dialing</name>\n      <label>900Dialing</label>\n      <value>DISABLE</value>\n"
        "      <defaultValue>false</defaultValue>\n    </setting>\n"
    )
    assert (
        "    <setting>\n      <name>perm_1004</name>\n      <label>NightCalls</label>\n      <value>ENABLE</value>\n"
        "      <defaultValue>false</defaultValue>\n    </setting>\n" in text
    )


def test_update_of_a_user(client: Client) -> None:
    user(client)
    response = put(client, 37, setting("InternationalDialing"))
    assert response.text == answer("SUCCESS_UPDATED", "Updated", "<id>37</id>")
    assert values(client, "/user-permission/37")["InternationalDialing"] == "DISABLE"


def test_update_of_a_group(client: Client) -> None:
    name = night(client)
    group(client)
    response = put(client, 12, setting(name, "<value>ENABLE</value>"), kind="group")
    assert response.text == answer("SUCCESS_UPDATED", "Updated", "<id>12</id>")
    assert values(client, "/user-group-permission/12")[name] == "ENABLE"


# ---- the catalogue


def test_what_is_built_in(client: Client) -> None:
    rows = catalogue(client)
    assert [row["name"] for row in rows] == BUILT_IN
    assert {row["name"] for row in rows if row["defaultValue"]} == ON
    assert all(row["builtIn"] and row["label"] == row["name"] and "description" not in row for row in rows)
    kinds = {row["name"]: row["type"] for row in rows}
    assert (kinds["superadmin"], kinds["Mobile"]) == ("APPLICATION", "CALL")
    assert kinds["ExchangeUMVoicemailServer"] == "VOICEMAIL_SERVER"


def test_the_fork_has_one_more(fork: Client) -> None:
    assert get(fork, "rest")["type"] == "APPLICATION"


def test_custom_names_stand_in_their_place(client: Client) -> None:
    night(client)
    names = [row["name"] for row in catalogue(client)]
    assert names.index("perm_1004") == names.index("music-on-hold") + 1 == names.index("personal-auto-attendant") - 1


def test_sorting(client: Client) -> None:
    night(client, "aaa", "<description>first</description>")
    assert catalogue(client, "?sortby=label&sortdir=x")[1]["label"] == "aaa"
    assert catalogue(client, "?sortby=description&sortdir=reverse")[0]["label"] == "aaa"
    assert catalogue(client, "?sortby=defaultValue&sortdir=reverse")[0]["defaultValue"] is True


def test_methods_without_code(client: Client) -> None:
    assert client.rest("POST", "/permission", NIGHT).status_code == 500
    assert client.rest("DELETE", "/permission").text == answer("ERROR_MISSING_ID", "ID value missing from request")
    assert client.rest("GET", "/permission", headers=AS_XML).status_code == 406


def test_label_is_required(client: Client) -> None:
    text = "<additionalMessage>Label: Cannot be empty</additionalMessage>"
    for path in ("/permission", "/permission/none", "/permission/Mobile"):
        response = client.rest("PUT", path, "<permission><name>x</name></permission>")
        assert response.text == answer("ERROR_VALIDATION_FAILED", "Failed input validation", text)


def test_labels_are_unique_among_custom_ones(client: Client) -> None:
    night(client)
    response = client.rest("PUT", "/permission", NIGHT)
    data = "<additionalMessage>&amp;message.duplicatePermission</additionalMessage>"
    assert (response.status_code, response.text) == (500, answer("ERROR_CREATE_FAILED", "Create failed", data))
    night(client, "nightcalls")
    night(client, "Mobile")


def test_name_type_and_built_in_are_ignored(client: Client) -> None:
    extra = "<name>perm_7</name><type>APPLICATION</type><builtIn>true</builtIn>"
    found = get(client, night(client, extra=extra))
    assert (found["name"], found["type"], found["builtIn"]) == ("perm_1004", "CALL", False)
    response = client.rest("PUT", "/permission", "<permission><label>x</label><type>OTHER</type></permission>")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")
    assert client.rest("PUT", "/permission", "<permission><label>x</label><what/></permission>").status_code == 500


@pytest.mark.parametrize(("text", "stored"), [("TRUE", True), ("true", True), ("enable", False), ("1", False), ("", False)])
def test_default_values(client: Client, text: str, stored: bool) -> None:
    assert get(client, night(client, extra=f"<defaultValue>{text}</defaultValue>"))["defaultValue"] is stored


def test_get_is_by_name_only(client: Client) -> None:
    night(client)
    for name in ("NightCalls", "1004", "NoAccess"):
        response = client.rest("GET", f"/permission/{name}")
        data = f"<additionalMessage>{name}</additionalMessage>"
        text = answer("ERROR_OBJECT_NOT_FOUND", "Could not retrieve object using ID", data)
        assert (response.status_code, response.text) == (400, text)


def test_update_replaces(client: Client) -> None:
    name = night(client, extra="<description>d</description><defaultValue>true</defaultValue>")
    response = client.rest("PUT", f"/permission/{name}", "<permission><label>Late</label></permission>")
    data = f"<additionalMessage>{name}</additionalMessage>"
    assert (response.status_code, response.text) == (200, answer("SUCCESS_UPDATED", "Updated", data))
    found = get(client, name)
    assert (found["label"], found.get("description"), found["defaultValue"]) == ("Late", None, False)


def test_built_in_ones_cannot_be_changed(client: Client) -> None:
    response = client.rest("PUT", "/permission/Mobile", "<permission><label>Mobile</label></permission>")
    assert (response.status_code, "<string>Mobile</string>" in response.text) == (500, True)


def test_a_refused_update_stays_visible_until_the_next_save(client: Client) -> None:
    night(client)
    name = night(client, "DayCalls")
    assert client.rest("PUT", f"/permission/{name}", NIGHT).status_code == 500
    assert get(client, name)["label"] == "NightCalls"
    night(client, "third")
    assert get(client, name)["label"] == "DayCalls"


def test_delete(client: Client) -> None:
    name = night(client)
    response = client.rest("DELETE", f"/permission/{name}")
    data = f"<additionalMessage>{name}</additionalMessage>"
    assert response.text == answer("SUCCESS_DELETED", "Deleted", data)
    assert client.rest("DELETE", f"/permission/{name}").status_code == 400
    assert night(client) == "perm_1005"


def test_deleting_a_built_in_one_fails_and_does_damage(client: Client) -> None:
    response = client.rest("DELETE", "/permission/Mobile")
    assert response.status_code == 500
    assert "<code>ERROR_DELETE_FAILED</code>" in response.text
    assert "<string>Mobile</string>" in response.text
    assert client.pbx.state()["routing"]["lost_permissions"] == ["Mobile"]
    assert get(client, "Mobile")["name"] == "Mobile"
