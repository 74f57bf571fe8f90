# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What users and groups have of the permissions."""

from __future__ import annotations

import json

import pytest

from .clients import AS_JSON, Client
from .permission_records import ON, night, put, setting, values
from .records import answer, group, made, set_value, user, value

JSON_IN = {"Content-Type": "application/json"}
LDIAL = "permission/call-handling/LocalDialing"


# ---- users


def test_user_list_leaves_out_the_lowest_id(client: Client) -> None:
    user(client, lastName="Ortega")
    rows = client.rest("GET", "/user-permission", headers=AS_JSON).json()["user-permission"]["users"]
    assert [(row["id"], row["lastName"]) for row in rows] == [(37, "Ortega")]
    assert "userName" not in rows[0]
    rows = client.rest("GET", "/user-permission?ids=1", headers=AS_JSON).json()["user-permission"]["users"]
    assert rows[0]["id"] == 1
    assert client.rest("GET", "/user-permission?branch=x").status_code == 400


def test_the_slash_that_the_reference_lost(client: Client) -> None:
    assert client.rest("GET", "/user-permission1").text.startswith("<user-permission>")


def test_keys_and_methods(client: Client) -> None:
    for path, kind in (("/user-permission", "user"), ("/user-group-permission", "group")):
        assert client.rest("PUT", path, f"<{kind}/>").text == answer("ERROR_MISSING_ID", "ID value missing from request")
        assert client.rest("DELETE", path).status_code == 405
        assert client.rest("DELETE", f"{path}/6").status_code == 405
        assert client.rest("POST", path, "x").status_code == 500
        assert "ERROR_ID_INVALID" in client.rest("GET", f"{path}/x").text
        assert "ERROR_OBJECT_NOT_FOUND" in client.rest("GET", f"{path}/77").text


def test_inheritance_own_group_default(client: Client) -> None:
    group(client, "weak", 2)
    group(client, "strong", 9)
    user(client, groups=[{"name": "weak"}, {"name": "strong"}])

    def effective() -> str | None:
        return values(client, "/user-permission/37")["LocalDialing"]

    assert effective() == "ENABLE"
    set_value(client, f"/userGroups/weak/settings/{LDIAL}", "DISABLE")
    assert effective() == "DISABLE"
    set_value(client, f"/userGroups/strong/settings/{LDIAL}", "ENABLE")
    assert effective() == "ENABLE"
    put(client, 37, setting("LocalDialing"))
    assert effective() == "DISABLE"


def test_a_value_equal_to_the_inherited_one_removes_the_own_value(client: Client) -> None:
    group(client)
    user(client, groups=[{"name": "frontdesk"}])
    put(client, 37, setting("LocalDialing"))
    put(client, 37, setting("LocalDialing", "<value>ENABLE</value>"))
    set_value(client, f"/userGroups/frontdesk/settings/{LDIAL}", "DISABLE")
    assert values(client, "/user-permission/37")["LocalDialing"] == "DISABLE"


def test_values_are_not_checked(client: Client) -> None:
    user(client)
    put(client, 37, setting("LocalDialing", "<value>enable</value>"))
    assert values(client, "/user-permission/37")["LocalDialing"] == "enable"


def test_a_missing_value_hides_the_inherited_one(client: Client) -> None:
    user(client)
    for text in ("", "<value/>"):
        put(client, 37, setting("LocalDialing", "<value>DISABLE</value>"))
        put(client, 37, setting("LocalDialing", text))
        assert values(client, "/user-permission/37")["LocalDialing"] is None


@pytest.mark.parametrize("kind", ["user", "group"])
def test_all_or_nothing(client: Client, kind: str) -> None:
    key = user(client) if kind == "user" else group(client)
    path = f"/user-permission/{key}" if kind == "user" else f"/user-group-permission/{key}"
    response = put(client, key, setting("LocalDialing"), setting("NoSuch"), kind=kind)
    assert response.status_code == 500
    assert "An exception occured writing the response entity" in response.text
    assert values(client, path)["LocalDialing"] == "ENABLE"
    assert client.rest("PUT", path, f"<{kind}/>").status_code == 500


def test_json_in(client: Client) -> None:
    user(client)
    good = {"user": {"permissions": {"setting": [{"name": "Mobile", "value": "DISABLE"}]}}}
    assert client.rest("PUT", "/user-permission/37", json.dumps(good), headers=JSON_IN).status_code == 200
    assert values(client, "/user-permission/37")["Mobile"] == "DISABLE"
    bad = {"user": {"permissions": [{"name": "Mobile", "value": "ENABLE"}]}}
    assert client.rest("PUT", "/user-permission/37", json.dumps(bad), headers=JSON_IN).status_code == 500


def test_custom_permissions_are_settings(client: Client) -> None:
    name = night(client)
    user(client)
    path = f"/users/4127/settings/permission/call-handling/{name}"
    found = client.api("GET", path).json()
    assert (found["value"], found["defaultValue"], found["label"], found["type"]) == (
        "DISABLE",
        "DISABLE",
        None,
        "boolean",
    )
    set_value(client, path, "ENABLE")
    assert values(client, "/user-permission/37")[name] == "ENABLE"
    assert client.api("DELETE", path).status_code == 200
    assert value(client, path) == "DISABLE"


# ---- groups


def test_group_list_and_order(client: Client) -> None:
    group(client)
    rows = client.rest("GET", "/user-group-permission", headers=AS_JSON).json()["user-group-permission"]["groups"]
    assert [row["name"] for row in rows] == ["administrators", "frontdesk"]
    assert values(client, "/user-group-permission/6")["superadmin"] == "ENABLE"


def test_unset_values_show_the_default(client: Client) -> None:
    key = group(client)
    found = values(client, f"/user-group-permission/{key}")
    assert {name for name, one in found.items() if one == "ENABLE"} == ON
    assert client.api("GET", "/userGroups/frontdesk/settings").json() == {"settings": []}


def test_every_listed_value_is_stored(client: Client) -> None:
    key = group(client)
    put(client, key, setting("LocalDialing", "<value>ENABLE</value>"), kind="group")
    rows = client.api("GET", "/userGroups/frontdesk/settings").json()["settings"]
    assert [(row["path"], row["value"]) for row in rows] == [(LDIAL, "ENABLE")]


@pytest.mark.parametrize(("text", "stored"), [("", "DISABLE"), ("<defaultValue>true</defaultValue>", "ENABLE"), ("<value/>", "")])
def test_missing_values_of_a_group(client: Client, text: str, stored: str) -> None:
    key = group(client)
    put(client, key, setting("LocalDialing", text), kind="group")
    assert value(client, f"/userGroups/frontdesk/settings/{LDIAL}") == stored


def test_an_empty_value_counts_as_missing_in_the_fork(fork: Client) -> None:
    key = group(fork)
    put(fork, key, setting("LocalDialing", "<value/>"), kind="group")
    assert value(fork, f"/userGroups/frontdesk/settings/{LDIAL}") == "DISABLE"


def test_a_phone_group_is_taken_too(client: Client) -> None:
    key = made(client.api("POST", "/phoneGroups", json={"name": "Lobby", "weight": 4}))
    assert client.rest("GET", f"/user-group-permission/{key}").status_code == 200
