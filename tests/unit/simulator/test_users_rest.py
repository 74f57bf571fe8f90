# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Users by number on /rest/user, and their pictures."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .clients import AS_JSON, AS_XML, Client
from .records import answer, get, group, group_branch, rest_user, user

JSON_IN = {"Content-Type": "application/json"}
LENA = (
    "<user><userName>4127</userName><lastName>Ortega</lastName><firstName>Lena</firstName><pin>kV82mmQx</pin>"
    "<sipPassword>r7Tq0z9LbW4d</sipPassword><emailAddress>lena@pbx.example</emailAddress><groups><group><id>12</id>"
    "</group></groups><branch><id>3</id></branch><aliases><alias><alias>lortega</alias></alias></aliases></user>"
)


def seeded(client: Client) -> None:
    client.branch("harbour")
    group(client, description="Reception")
    assert client.rest("PUT", "/user", LENA).status_code == 201
    assert client.rest("PUT", "/user", rest_user("4128")).status_code == 201


def names(client: Client, query: str = "") -> list[str]:
    response = client.rest("GET", f"/user{query}", headers=AS_JSON)
    assert response.status_code == 200, response.text
    return [row["userName"] for row in response.json()["user"]["users"]]


# ---- examples


def test_list_as_xml(client: Client) -> None:
    seeded(client)
    response = client.rest("GET", "/user")
    assert response.headers["Content-Type"] == "text/xml"
    assert (
        response.text
        == """<user>
  <metadata>
    <totalResults>2</totalResults>
    <currentPage>1</currentPage>
    <totalPages>1</totalPages>
    <resultsPerPage>2</resultsPerPage>
  </metadata>
  <users>
    <user>
      <id>37</id>
      <lastName>Ortega</lastName>
      <firstName>Lena</firstName>
      <userName>4127</userName>
      <pin></pin>
      <sipPassword></sipPassword>
      <emailAddress>lena@pbx.example</emailAddress>
      <groups>
        <group>
          <id>12</id>
          <name>frontdesk</name>
          <description>Reception</description>
        </group>
      </groups>
      <branch>
        <id>3</id>
        <name>harbour</name>
      </branch>
      <aliases>
        <alias>
          <alias>lortega</alias>
        </alias>
      </aliases>
    </user>
    <user>
      <id>38</id>
      <userName>4128</userName>
      <pin></pin>
      <sipPassword></sipPassword>
      <groups/>
      <aliases/>
    </user>
  </users>
</user>"""
    )


def test_list_as_json(client: Client) -> None:
    seeded(client)
    body = client.rest("GET", "/user?page=1&pagesize=1", headers=AS_JSON).json()
    assert body == {
        "user": {
            "metadata": {"totalResults": 2, "currentPage": 1, "totalPages": 2, "resultsPerPage": 1},
            "users": [
                {
                    "id": 37,
                    "lastName": "Ortega",
                    "firstName": "Lena",
                    "userName": "4127",
                    "pin": "",
                    "sipPassword": "",
                    "emailAddress": "lena@pbx.example",
                    "groups": [{"id": 12, "name": "frontdesk", "description": "Reception"}],
                    "branch": {"id": 3, "name": "harbour"},
                    "aliases": [{"alias": "lortega"}],
                }
            ],
        }
    }


def test_create(client: Client) -> None:
    client.branch("harbour")
    group(client)
    response = client.rest("PUT", "/user", LENA)
    assert (response.status_code, response.text) == (201, answer("SUCCESS_CREATED", "Created", "<id>37</id>"))


def test_create_with_a_name_in_use(client: Client) -> None:
    seeded(client)
    response = client.rest("PUT", "/user", rest_user("lortega"))
    data = "<additionalMessage>&amp;error.nameInUse.short</additionalMessage>"
    assert (response.status_code, response.text) == (500, answer("ERROR_CREATE_FAILED", "Create failed", data))


def test_update_with_the_wrong_branch(client: Client) -> None:
    seeded(client)
    other = client.branch("hills")
    client.api("DELETE", "/users/4127/groups")
    group_branch(client, 12, "frontdesk", other)
    body = LENA.replace("kV82mmQx", "")
    response = client.rest("PUT", "/user/37", body)
    data = "<id>37</id><additionalMessage>&amp;invalid.branch</additionalMessage>"
    assert (response.status_code, response.text) == (500, answer("ERROR_UPDATE_FAILED", "Update failed", data))


def test_get_of_an_unknown_id(client: Client) -> None:
    response = client.rest("GET", "/user/9999")
    text = answer("ERROR_OBJECT_NOT_FOUND", "Could not retrieve object using ID", "<id>9999</id>")
    assert (response.status_code, response.text) == (400, text)


# ---- lists


def test_the_lowest_id_is_left_out_of_the_list(client: Client) -> None:
    assert names(client) == []
    seeded(client)
    assert names(client) == ["4127", "4128"]
    client.api("DELETE", "/users/superadmin")


def test_lists_by_ids_and_branch_are_complete(client: Client) -> None:
    seeded(client)
    assert names(client, "?ids=1,38") == ["superadmin", "4128"]
    assert names(client, "?branch=3") == ["4127"]
    assert names(client, "?branch=3&ids=38") == ["4127"]


def test_branch_list_repeats_who_is_in_several_groups(client: Client) -> None:
    branch = client.branch("harbour")
    for key, name in ((group(client, "a"), "a"), (group(client, "b"), "b")):
        group_branch(client, key, name, branch)
    user(client, "4127", groups=[{"name": "a"}, {"name": "b"}])
    assert names(client, f"?branch={branch}") == ["4127", "4127"]
    assert names(client, "?branch=99") == []


@pytest.mark.parametrize(("query", "text"), [("branch=x", "Branch:x"), ("ids=1,x", "1,x"), ("ids=1,", "1,")])
def test_filters_that_are_no_numbers(client: Client, query: str, text: str) -> None:
    response = client.rest("GET", f"/user?{query}")
    data = f"<additionalMessage>{text}</additionalMessage>"
    assert (response.status_code, response.text) == (400, answer("ERROR_ID_INVALID", "ID value is invalid", data))


def test_ids_with_an_unknown_user(client: Client) -> None:
    response = client.rest("GET", "/user?ids=1,77")
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/json"
    assert response.text.startswith('{"error":"Internal error: ')


def test_sorting_needs_both_parameters(client: Client) -> None:
    for name, last in (("b", "Zed"), ("A", "abe"), ("c", None)):
        user(client, name, lastName=last)
    assert names(client, "?sortby=username") == ["b", "A", "c"]
    assert names(client, "?sortdir=reverse") == ["b", "A", "c"]
    assert names(client, "?sortby=username&sortdir=forward") == ["A", "b", "c"]
    assert names(client, "?sortby=userName&sortdir=REVERSE") == ["c", "b", "A"]
    assert names(client, "?sortby=lastname&sortdir=x") == ["c", "A", "b"]
    assert names(client, "?sortby=name&sortdir=x") == ["b", "A", "c"]


def test_a_page_beyond_the_end_is_the_last_one(client: Client) -> None:
    seeded(client)
    metadata = client.rest("GET", "/user?page=9&pagesize=1", headers=AS_JSON).json()["user"]["metadata"]
    assert metadata == {"totalResults": 2, "currentPage": 2, "totalPages": 2, "resultsPerPage": 1}
    assert names(client, "?page=0&pagesize=1") == ["4127", "4128"]
    assert names(client, "?page=1") == ["4127", "4128"]


def test_one_row_a_page_of_nothing_is_an_error(client: Client) -> None:
    assert client.rest("GET", "/user?page=1&pagesize=1").status_code == 500


def test_application_xml_is_not_acceptable(client: Client) -> None:
    assert client.rest("GET", "/user", headers=AS_XML).status_code == 406


def test_prefix_routes(client: Client) -> None:
    assert client.rest("GET", "/users").status_code == 200
    assert client.rest("GET", "/userx/5").status_code == 200


def test_methods_without_code(client: Client, fork: Client) -> None:
    assert client.rest("POST", "/user", rest_user()).status_code == 500
    assert client.rest("DELETE", "/user").text == answer("ERROR_MISSING_ID", "ID value missing from request")
    assert fork.rest("POST", "/user", rest_user()).status_code == 405


# ---- create


def test_an_empty_user_name_is_refused_before_the_id(client: Client) -> None:
    text = answer(
        "ERROR_VALIDATION_FAILED",
        "Failed input validation",
        "<additionalMessage>UserName: Cannot be empty</additionalMessage>",
    )
    for path in ("/user", "/user/x", "/user/99"):
        response = client.rest("PUT", path, "<user><lastName>x</lastName></user>")
        assert (response.status_code, response.text) == (400, text)


@pytest.mark.parametrize("element", ["pin", "sipPassword"])
def test_a_missing_secret_is_a_null_pointer(client: Client, element: str) -> None:
    body = rest_user(pin="").replace(f"<{element}></{element}>", "")
    response = client.rest("PUT", "/user", body)
    assert response.status_code == 500
    assert "An exception occured writing the response entity" in response.text


@pytest.mark.parametrize("element", ["<groups/>", "<aliases/>"])
def test_missing_groups_or_aliases(client: Client, element: str) -> None:
    text = "<additionalMessage>&amp;err.msg.checkUserIdAliasFailed</additionalMessage>"
    response = client.rest("PUT", "/user", rest_user().replace(element, ""))
    assert (response.status_code, text in response.text) == (500, True)
    user(client)
    response = client.rest("PUT", "/user/37", rest_user().replace(element, ""))
    assert (response.status_code, text in response.text) == (500, True)


def test_nothing_is_generated_for_empty_secrets(client: Client) -> None:
    client.rest("PUT", "/user", rest_user(pin=""))
    assert (get(client)["pintoken"], get(client)["sipPassword"], get(client)["voicemailPin"]) == ("", "", "")


@pytest.mark.parametrize(
    "change",
    [
        ("<aliases/>", "<aliases><alias>flat</alias></aliases>"),
        ("<groups/>", "<groups><group><id>99</id></group></groups>"),
        ("<groups/>", "<groups><group><name>x</name></group></groups>"),
        ("<aliases/>", "<aliases/><branch><id>99</id></branch>"),
        ("<aliases/>", "<aliases/><branch/>"),
    ],
)
def test_references_that_fail(client: Client, change: tuple[str, str]) -> None:
    response = client.rest("PUT", "/user", rest_user().replace(*change))
    assert (response.status_code, "ERROR_CREATE_FAILED" in response.text) == (500, True)


@pytest.mark.parametrize(
    "body",
    [
        "<user><userName>x</userName><what/></user>",
        "<User><userName>x</userName></User>",
        "<user><userName>x</userName><userName>y</userName></user>",
        "<user><id>x</id><userName>x</userName></user>",
        "<user><id/><userName>x</userName></user>",
        "<user>",
        " ",
    ],
)
def test_bodies_that_do_not_parse(client: Client, body: str) -> None:
    response = client.rest("PUT", "/user", body)
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")
    assert response.text.startswith('{"error":"Internal error: ')


def test_names_are_trimmed_and_mail_is_lowered(client: Client) -> None:
    extra = "<firstName> Lena </firstName><lastName>\tOrtega</lastName><emailAddress>Lena@PBX.example</emailAddress>"
    client.rest("PUT", "/user", rest_user(" 4127 ", extra))
    found = get(client)
    assert (found["userName"], found["firstName"], found["lastName"]) == ("4127", "Lena", "Ortega")
    assert found["userProfile"]["emailAddress"] == "lena@pbx.example"


def test_a_new_user_is_enabled_and_gets_an_im_id(client: Client) -> None:
    client.rest("PUT", "/user", LENA.replace("<group><id>12</id></group>", "").replace("<branch><id>3</id></branch>", ""))
    profile = get(client)["userProfile"]
    assert (profile["enabled"], profile["imId"], profile["imDisplayName"]) == (True, "lortega", "Lena Ortega")
    client.rest("PUT", "/user", rest_user("Bob"))
    assert get(client, "Bob")["userProfile"]["imId"] == "bob"
    client.rest("PUT", "/user", rest_user("4200"))
    assert get(client, "4200")["userProfile"]["imId"] == "4200"


def test_json_in_has_another_shape_than_json_out(client: Client) -> None:
    group(client)
    record = {"userName": "4127", "pin": "x", "sipPassword": "y", "groups": {"group": [{"id": 12}]}}
    good = {"user": {**record, "aliases": {"alias": [{"alias": "lena"}, {"alias": "lo"}]}}}
    response = client.rest("PUT", "/user", json.dumps(good), headers=JSON_IN)
    assert response.status_code == 201, response.text
    assert sorted(get(client)["aliases"]) == ["lena", "lo"]
    assert [one["name"] for one in get(client)["groups"]] == ["frontdesk"]
    bad: dict[str, Any] = {"user": {**record, "userName": "5", "groups": [{"id": 12}], "aliases": ""}}
    assert client.rest("PUT", "/user", json.dumps(bad), headers=JSON_IN).status_code == 500
    bad = {"user": {**record, "userName": "5", "groups": "", "aliases": []}}
    assert "checkUserIdAliasFailed" in client.rest("PUT", "/user", json.dumps(bad), headers=JSON_IN).text


# ---- update


def test_what_xml_gives_can_be_put_back(client: Client) -> None:
    seeded(client)
    before = get(client)
    assert client.rest("PUT", "/user/37", client.rest("GET", "/user/37").content).status_code == 200
    after = get(client)
    for one in (before, after):
        one["userProfile"].pop("timestamp")
    assert after == before


def test_an_update_clears_what_is_left_out(client: Client) -> None:
    seeded(client)
    response = client.rest("PUT", "/user/37", rest_user(pin=""))
    assert response.text == answer("SUCCESS_UPDATED", "Updated", "<id>37</id>")
    found = get(client)
    assert (found["firstName"], found["lastName"], found["branchName"], found["groups"]) == (None, None, None, None)
    assert (found["aliases"], found["userProfile"]["emailAddress"]) == ([], None)
    assert (found["pintoken"], found["sipPassword"]) == ("kV82mmQx", "r7Tq0z9LbW4d")


def test_an_update_keeps_what_the_api_does_not_know(client: Client) -> None:
    user(client, voicemailPin="1234", userProfile={"jobTitle": "clerk", "enabled": False})
    client.rest("PUT", "/user/37", rest_user())
    found = get(client)
    assert (found["voicemailPin"] != "", found["userProfile"]["jobTitle"]) == (True, "clerk")
    assert found["userProfile"]["enabled"] is False


def test_a_new_name_needs_a_new_pin(client: Client) -> None:
    user(client, pintoken="old")
    for pin in ("", "old"):
        response = client.rest("PUT", "/user/37", rest_user("4999", pin=pin))
        assert "&amp;error.changePintokenRequiredException" in response.text
    assert client.rest("PUT", "/user/37", rest_user("4999", pin="new")).status_code == 200


def test_superadmin_cannot_be_renamed(client: Client) -> None:
    response = client.rest("PUT", "/user/1", rest_user("root"))
    assert (response.status_code, "&amp;msg.error.renameAdminUser" in response.text) == (500, True)


def test_an_update_resets_the_display_name(client: Client) -> None:
    user(client, userProfile={"imDisplayName": "The Desk"})
    client.rest("PUT", "/user/37", rest_user(extra="<firstName>Lena</firstName><lastName>Ortega</lastName>"))
    assert get(client)["userProfile"]["imDisplayName"] == "Lena Ortega"


def test_a_failed_save_changes_nothing(client: Client) -> None:
    seeded(client)
    before = get(client, "4128")
    body = rest_user("4128", "<firstName>Max</firstName>", pin="").replace("<groups/>", "<groups><group><id>12</id></group></groups>")
    response = client.rest("PUT", "/user/38", body.replace("<aliases/>", "<aliases><alias><alias>4127</alias></alias></aliases>"))
    assert response.status_code == 500
    assert get(client, "4128") == before


@pytest.mark.parametrize(("path", "code"), [("/user/x", "ERROR_ID_INVALID"), ("/user/77", "ERROR_OBJECT_NOT_FOUND")])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_bad_keys(client: Client, method: str, path: str, code: str) -> None:
    response = client.rest(method, path, rest_user() if method == "PUT" else None)
    assert (response.status_code, f"<code>{code}</code>" in response.text) == (400, True)


# ---- delete


def test_delete(client: Client) -> None:
    user(client)
    assert client.rest("DELETE", "/user/37").text == answer("SUCCESS_DELETED", "Deleted", "<id>37</id>")
    assert client.api("GET", "/users/4127").status_code == 404


def test_superadmin_is_spared_silently(client: Client) -> None:
    response = client.rest("DELETE", "/user/1")
    assert (response.status_code, response.text) == (200, answer("SUCCESS_DELETED", "Deleted", "<id>1</id>"))
    assert get(client, "superadmin")["id"] == 1


def test_ids_are_never_used_again(client: Client) -> None:
    user(client)
    client.rest("DELETE", "/user/37")
    assert user(client) == 38
