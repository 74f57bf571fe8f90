# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""User groups: /rest/user-group and /api/userGroups."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_JSON, AS_XML, TEXT, Client
from .records import EMPTY, PROLOG, STANDALONE, answer, get, group, group_branch, made, set_value, user

XML_IN = {"Content-Type": "application/xml"}
ADMINISTRATORS = {
    "id": 6,
    "name": "administrators",
    "description": "Users with superadmin privileges",
    "weight": 1,
    "count": 1,
}
LDIAL = "permission/call-handling/LocalDialing"


def listing(client: Client) -> list[tuple[str | None, int]]:
    return [(row["name"], row["weight"]) for row in client.api("GET", "/userGroups").json()["groups"]]


def branch_of(client: Client, key: int) -> dict[str, Any] | None:
    found: dict[str, Any] | None = client.rest("GET", f"/user-group/{key}", headers=AS_JSON).json()["group"].get("branch")
    return found


# ---- examples


def test_rest_list(client: Client) -> None:
    body = (
        "<branch><name>harbour</name><address><street>Quay 4</street><city>Bergen</city></address>"
        "<phoneNumber>5550100</phoneNumber></branch>"
    )
    client.rest("PUT", "/branch", body)
    group_branch(client, group(client), "frontdesk", 3)
    response = client.rest("GET", "/user-group")
    assert (
        response.text
        == """<user-group>
  <metadata>
    <totalResults>2</totalResults>
    <currentPage>1</currentPage>
    <totalPages>1</totalPages>
    <resultsPerPage>2</resultsPerPage>
  </metadata>
  <groups>
    <group>
      <id>6</id>
      <name>administrators</name>
      <description>Users with superadmin privileges</description>
    </group>
    <group>
      <id>12</id>
      <name>frontdesk</name>
      <branch>
        <id>3</id>
        <name>harbour</name>
        <address>
          <id>31</id>
          <street>Quay 4</street>
          <city>Bergen</city>
        </address>
        <phoneNumber>5550100</phoneNumber>
      </branch>
    </group>
  </groups>
</user-group>"""
    )
    assert list(client.rest("GET", "/user-group", headers=AS_JSON).json()) == ["user-group"]


def test_rest_create(client: Client) -> None:
    client.branch("harbour")
    body = "<group><name>frontdesk</name><description>Reception</description><branch><id>3</id></branch></group>"
    response = client.rest("PUT", "/user-group", body)
    assert (response.status_code, response.text) == (201, answer("SUCCESS_CREATED", "Created", "<id>12</id>"))
    text = "<additionalMessage>A group with name: frontdesk already exists.</additionalMessage>"
    response = client.rest("PUT", "/user-group", body)
    assert (response.status_code, response.text) == (500, answer("ERROR_CREATE_FAILED", "Create failed", text))


def test_api_list(client: Client) -> None:
    group(client)
    frontdesk = {"id": 12, "name": "frontdesk", "description": None, "weight": 4, "count": None}
    assert client.api("GET", "/userGroups").json() == {"groups": [ADMINISTRATORS, frontdesk]}


def test_api_xml(client: Client) -> None:
    group(client, description="Reception")
    inner = "<id>12</id><name>frontdesk</name><description>Reception</description><weight>4</weight>"
    assert client.api("GET", "/userGroups/12", headers=AS_XML).text == f"{STANDALONE}<group>{inner}</group>"
    text = client.api("GET", "/userGroups", headers=AS_XML).text
    assert text.startswith(f"{STANDALONE}<Groups><Group><id>6</id>")
    assert text.endswith(f"<Group>{inner}</Group></Groups>")


def test_api_create(client: Client) -> None:
    body = {"name": "frontdesk", "description": "Reception", "weight": 4}
    assert client.api("POST", "/userGroups", json=body).text == "12"


def test_api_settings_list(client: Client) -> None:
    group(client)
    assert client.api("GET", "/userGroups/frontdesk/settings").json() == {"settings": []}
    path = "permission/call-handling/InternationalDialing"
    set_value(client, f"/userGroups/frontdesk/settings/{path}", "DISABLE")
    setting = {"path": path, "type": None, "options": None, "value": "DISABLE"}
    setting |= {"defaultValue": None, "label": None, "description": None}
    assert client.api("GET", "/userGroups/frontdesk/settings").json() == {"settings": [setting]}


# ---- /rest


def test_rest_name_is_required(client: Client) -> None:
    text = "<additionalMessage>Name: Cannot be empty</additionalMessage>"
    for path in ("/user-group", "/user-group/x", "/user-group/6"):
        response = client.rest("PUT", path, "<group><name/></group>")
        assert response.text == answer("ERROR_VALIDATION_FAILED", "Failed input validation", text)


@pytest.mark.parametrize(
    "body",
    [
        "<userGroup><name>x</name></userGroup>",
        "<user-group><name>x</name></user-group>",
        "<group><name>x</name><weight>3</weight></group>",
        "<group><id>x</id><name>x</name></group>",
    ],
)
def test_rest_bodies_that_do_not_parse(client: Client, body: str) -> None:
    response = client.rest("PUT", "/user-group", body)
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")


def test_rest_create_goes_last(client: Client) -> None:
    client.rest("PUT", "/user-group", "<group><id>99</id><name>one</name></group>")
    client.rest("PUT", "/user-group", '{"group":{"name":"two"}}', headers={"Content-Type": "application/json"})
    assert [name for name, _weight in listing(client)] == ["administrators", "one", "two"]


def test_rest_update_replaces_but_keeps_weight_and_settings(client: Client) -> None:
    client.branch("harbour")
    key = group(client, description="Reception")
    set_value(client, f"/userGroups/frontdesk/settings/{LDIAL}", "DISABLE")
    group_branch(client, key, "frontdesk", 3)
    assert branch_of(client, key) is not None
    response = client.rest("PUT", f"/user-group/{key}", "<group><name>desk</name></group>")
    assert response.text == answer("SUCCESS_UPDATED", "Updated", "<id>12</id>")
    found = client.api("GET", "/userGroups/desk").json()
    assert found == {"id": 12, "name": "desk", "description": None, "weight": 4, "count": None}
    assert branch_of(client, key) is None
    assert len(client.api("GET", "/userGroups/desk/settings").json()["settings"]) == 1


def test_a_json_group_can_be_put_back(client: Client) -> None:
    client.branch("harbour")
    key = group(client, description="Reception")
    group_branch(client, key, "frontdesk", 3)
    before = client.rest("GET", f"/user-group/{key}", headers=AS_JSON)
    response = client.rest("PUT", f"/user-group/{key}", before.content, headers={"Content-Type": "application/json"})
    assert response.status_code == 200, response.text
    assert client.rest("GET", f"/user-group/{key}", headers=AS_JSON).json() == before.json()


def test_a_branch_that_differs_from_a_member(client: Client) -> None:
    client.branch("harbour")
    client.branch("hills")
    key = group(client)
    user(client, branchName="hills", groups=[{"name": "frontdesk"}])
    response = group_branch(client, key, "frontdesk", 3)
    data = "<id>12</id><additionalMessage>&amp;branch.validity.error</additionalMessage>"
    assert (response.status_code, response.text) == (500, answer("ERROR_UPDATE_FAILED", "Update failed", data))
    assert group_branch(client, key, "frontdesk", 4).status_code == 200
    assert "ERROR_UPDATE_FAILED" in group_branch(client, key, "frontdesk", 99).text


def test_administrators_on_rest(client: Client) -> None:
    response = client.rest("PUT", "/user-group/6", "<group><name>bosses</name></group>")
    assert (response.status_code, "&amp;msg.error.renameAdminGroup" in response.text) == (500, True)
    assert client.rest("DELETE", "/user-group/6").text == answer("SUCCESS_DELETED", "Deleted", "<id>6</id>")
    assert client.api("GET", "/userGroups/administrators").status_code == 200


def test_rest_delete_takes_members_out(client: Client) -> None:
    key = group(client)
    user(client, groups=[{"name": "frontdesk"}])
    assert client.rest("DELETE", f"/user-group/{key}").status_code == 200
    assert get(client)["groups"] is None


def test_rest_takes_the_id_of_a_phone_group(client: Client) -> None:
    key = made(client.api("POST", "/phoneGroups", json={"name": "Lobby", "weight": 4}))
    assert "<name>Lobby</name>" in client.rest("GET", f"/user-group/{key}").text
    assert "Lobby" not in client.rest("GET", "/user-group").text


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_rest_bad_keys(client: Client, method: str) -> None:
    for key, code in (("x", "ERROR_ID_INVALID"), ("77", "ERROR_OBJECT_NOT_FOUND")):
        body = "<group><name>x</name></group>" if method == "PUT" else None
        response = client.rest(method, f"/user-group/{key}", body)
        assert (response.status_code, f"<code>{code}</code>" in response.text) == (400, True)


def test_rest_methods_without_code(client: Client) -> None:
    assert client.rest("POST", "/user-group", "<group/>").status_code == 500
    assert client.rest("DELETE", "/user-group").text == answer("ERROR_MISSING_ID", "ID value missing from request")


def test_rest_sorting(client: Client) -> None:
    group(client, "b", 2, description="x")
    group(client, "C", 3)

    def order(query: str) -> list[str]:
        rows = client.rest("GET", f"/user-group{query}", headers=AS_JSON).json()["user-group"]["groups"]
        return [row["name"] for row in rows]

    assert order("") == ["administrators", "b", "C"]
    assert order("?sortby=name&sortdir=reverse") == ["C", "b", "administrators"]
    assert order("?sortby=description&sortdir=forward") == ["C", "administrators", "b"]


# ---- /api


def test_api_weight_must_be_there(client: Client) -> None:
    response = client.api("POST", "/userGroups", json={"name": "x"})
    assert (response.status_code, response.text) == (500, "java.lang.NullPointerException")
    made(client.api("POST", "/userGroups", json={"name": "x", "weight": None}))
    assert ("x", 0) in listing(client)
    assert client.api("PUT", "/userGroups/x", json={"name": "x"}).status_code == 500


@pytest.mark.parametrize(("weight", "stored"), [(3.7, 3), ("3", 3), (-2, -2)])
def test_api_weights_in_json(client: Client, weight: Any, stored: int) -> None:
    made(client.api("POST", "/userGroups", json={"name": "x", "weight": weight}))
    assert ("x", stored) in listing(client)


def test_api_weights_that_are_no_numbers(client: Client) -> None:
    assert client.api("POST", "/userGroups", json={"name": "x", "weight": "many"}).status_code == 500
    body = "<group><name>x</name><weight>many</weight></group>"
    assert client.api("POST", "/userGroups", data=body, headers=XML_IN).status_code == 200
    assert ("x", 0) in listing(client)


def test_api_names(client: Client) -> None:
    group(client)
    response = client.api("POST", "/userGroups", json={"name": "frontdesk", "weight": 1})
    assert response.status_code == 500
    assert response.text.endswith("DuplicateGroupException: A group with name: frontdesk already exists.")
    assert client.api("POST", "/phoneGroups", json={"name": "frontdesk", "weight": 1}).status_code == 200
    assert client.api("POST", "/userGroups", json={"weight": 9}).status_code == 200
    assert listing(client)[-1] == (None, 9)


def test_api_bodies(client: Client) -> None:
    assert client.api("POST", "/userGroups", json={"name": "x", "weight": 1, "branch": 3}).status_code == 500
    body = "<Group><name>x</name><weight>1</weight></Group>"
    assert "HTTP 400" in client.api("POST", "/userGroups", data=body, headers=XML_IN).text
    body = "<group><name>x</name><weight>1</weight><what/></group>"
    assert client.api("POST", "/userGroups", data=body, headers=XML_IN).text == "12"


def test_api_by_id_or_name(client: Client) -> None:
    group(client, "77")
    assert client.api("GET", "/userGroups/12").json()["name"] == "77"
    response = client.api("GET", "/userGroups/77")
    assert response.status_code == 404
    assert "No row with the given identifier exists: [org.sipfoundry.sipxconfig.setting.Group#77]" in response.text
    response = client.api("GET", "/userGroups/none")
    assert (response.status_code, response.content) == (404, EMPTY)


def test_api_update_replaces(client: Client) -> None:
    client.branch("harbour")
    key = group(client, description="Reception")
    group_branch(client, key, "frontdesk", 3)
    assert client.api("PUT", "/userGroups/frontdesk", json={"name": "desk", "weight": 8}).text == "12"
    found = client.api("GET", f"/userGroups/{key}").json()
    assert found == {"id": 12, "name": "desk", "description": None, "weight": 8, "count": None}
    assert branch_of(client, key) is not None
    group(client, "other")
    assert client.api("PUT", "/userGroups/other", json={"name": "desk", "weight": 1}).status_code == 500
    assert client.api("PUT", "/userGroups/none", json={"name": "x", "weight": 1}).status_code == 404
    response = client.api("PUT", "/userGroups/6", json={"name": "bosses", "weight": 1})
    assert response.text == "org.sipfoundry.sipxconfig.common.UserException: &msg.error.renameAdminGroup"


def test_api_update_turns_a_phone_group_into_a_user_group(client: Client) -> None:
    key = made(client.api("POST", "/phoneGroups", json={"name": "Lobby", "weight": 4}))
    assert client.api("PUT", f"/userGroups/{key}", json={"name": "Lobby", "weight": 4}).status_code == 200
    assert client.api("GET", "/phoneGroups").json() == {"groups": []}
    assert ("Lobby", 4) in listing(client)


def test_api_delete(client: Client) -> None:
    group(client)
    response = client.api("DELETE", "/userGroups/administrators")
    assert (response.status_code, response.content) == (403, EMPTY)
    assert client.api("DELETE", "/userGroups/frontdesk").status_code == 200
    assert client.api("DELETE", "/userGroups/frontdesk").status_code == 404


def test_count_is_in_the_list_only(client: Client) -> None:
    user(client, groups=[{"name": "a"}])
    assert client.api("GET", "/userGroups").json()["groups"][-1]["count"] == 1
    assert client.api("GET", "/userGroups/a").json()["count"] is None


def test_moves_renumber_everything(client: Client) -> None:
    for name, weight in (("a", 10), ("b", 20)):
        group(client, name, weight)
    assert client.api("PUT", "/userGroups/b/up").text == "13"
    assert listing(client) == [("administrators", 1), ("b", 2), ("a", 3)]
    client.api("PUT", "/userGroups/12/down")
    assert listing(client) == [("administrators", 1), ("b", 2), ("a", 3)]
    client.api("PUT", "/userGroups/b/down")
    assert listing(client) == [("administrators", 1), ("a", 2), ("b", 3)]
    assert client.api("PUT", "/userGroups/none/up").status_code == 404


def test_moving_the_first_one_up_renumbers_too(client: Client) -> None:
    group(client, "a", 10)
    assert client.api("PUT", "/userGroups/administrators/up").status_code == 200
    assert listing(client) == [("administrators", 1), ("a", 2)]


# ---- settings of a group


def test_settings_are_by_name_only(client: Client) -> None:
    group(client)
    assert client.api("GET", "/userGroups/12/settings").status_code == 404
    path = f"/userGroups/12/settings/{LDIAL}"
    response = client.api("GET", path)
    assert (response.status_code, response.text) == (500, "java.lang.NullPointerException")
    assert client.api("PUT", path, data="x", headers=TEXT).status_code == 404
    assert client.api("DELETE", path).status_code == 404


def test_nothing_is_checked(client: Client) -> None:
    group(client)
    path = "/userGroups/frontdesk/settings"
    set_value(client, f"{path}/no/such/path", "rubbish")
    set_value(client, f"{path}/{LDIAL}", "ENABLE")
    set_value(client, f"{path}/empty", "")
    values = {row["path"]: row["value"] for row in client.api("GET", path).json()["settings"]}
    assert values == {"no/such/path": "rubbish", LDIAL: "ENABLE", "empty": ""}
    assert client.api("GET", f"{path}/empty").json()["value"] == ""
    assert client.api("GET", f"{path}/unset").json()["value"] is None


def test_set_many_is_sparse(client: Client) -> None:
    group(client)
    path = "/userGroups/frontdesk/settings"
    set_value(client, f"{path}/a", "1")
    response = client.api("PUT", path, json={"settings": [{"path": "b", "value": "2"}, {"path": "c", "value": None}]})
    assert (response.status_code, response.content) == (200, EMPTY)
    values = {row["path"]: row["value"] for row in client.api("GET", path).json()["settings"]}
    assert values == {"a": "1", "b": "2", "c": ""}
    body = "<Settings><Setting><path>a</path><value>9</value></Setting></Settings>"
    assert client.api("PUT", path, data=body, headers=XML_IN).status_code == 200
    assert client.api("GET", f"{path}/a").json()["value"] == "9"
    assert client.api("PUT", "/userGroups/none/settings", json={"settings": []}).status_code == 404


def test_reset_is_idempotent(client: Client) -> None:
    group(client)
    path = f"/userGroups/frontdesk/settings/{LDIAL}"
    set_value(client, path, "DISABLE")
    for _ignored in range(2):
        assert client.api("DELETE", path).status_code == 200
    assert client.api("GET", path).json()["value"] is None
    assert "HTTP 415" in client.api("PUT", path, json={}).text


# ---- the fork


def test_delete_if_empty(fork: Client, client: Client) -> None:
    user(fork, groups=[{"name": "a"}])
    assert fork.api("DELETE", "/userGroups/a/empty").status_code == 409
    assert fork.api("DELETE", "/userGroups/none/empty").status_code == 204
    fork.api("DELETE", "/users/4127/groups")
    assert fork.api("DELETE", "/userGroups/a/empty").status_code == 200
    assert fork.api("GET", "/userGroups/a").status_code == 404
    fork.api("DELETE", "/userGroups/6/empty")
    assert fork.api("GET", "/userGroups/6").status_code == 200
    assert client.api("DELETE", "/userGroups/administrators/empty").status_code == 500


def test_delete_with_members_keeps_the_users(fork: Client) -> None:
    user(fork, groups=[{"name": "a"}])
    assert fork.api("DELETE", "/userGroups/a/all").status_code == 200
    assert get(fork)["groups"] is None
    assert fork.api("DELETE", "/userGroups/a/all").status_code == 204


def test_prolog_of_write_answers(client: Client) -> None:
    response = client.rest("PUT", "/user-group", "<group><name>x</name></group>", headers=AS_JSON)
    assert response.headers["Content-Type"] == "text/xml"
    assert response.text.startswith(PROLOG)
