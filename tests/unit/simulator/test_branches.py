# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Branches: every documented example, and one test a promise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .clients import AS_JSON, Client, gateway_body

PROLOG = '<?xml version="1.0" encoding="UTF-8"?>'
JSON_IN = {"Content-Type": "application/json"}
FLOOR1 = (
    "<branch><name>floor1</name><description>first floor</description><address><street>9 Elm St</street>"
    "<city>Ooltewah</city><state>TN</state><zip>37363</zip></address></branch>"
)
ELM = {"street": "9 Elm St", "city": "Ooltewah", "state": "TN", "zip": "37363"}


def answer(code: str, message: str, data: str = "") -> str:
    inner = f"<data>{data}</data>" if data else ""
    return f"{PROLOG}<response><code>{code}</code><message>{message}</message>{inner}</response>"


def listing(client: Client, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = client.rest("GET", f"/branch{query}", headers=AS_JSON).json()["branch"]
    return found


def names(client: Client, query: str) -> list[str]:
    return [branch["name"] for branch in listing(client, query)["branches"]]


# ---- examples


def test_an_empty_list_in_xml(client: Client) -> None:
    assert client.rest("GET", "/branch").text == (
        "<branch>\n  <metadata>\n    <totalResults>0</totalResults>\n    <currentPage>1</currentPage>\n"
        "    <totalPages>1</totalPages>\n    <resultsPerPage>0</resultsPerPage>\n  </metadata>\n"
        "  <branches/>\n</branch>"
    )


def test_a_list_in_xml(client: Client) -> None:
    client.rest("PUT", "/branch", FLOOR1)
    assert client.rest("GET", "/branch").text == (
        "<branch>\n  <metadata>\n    <totalResults>1</totalResults>\n    <currentPage>1</currentPage>\n"
        "    <totalPages>1</totalPages>\n    <resultsPerPage>1</resultsPerPage>\n  </metadata>\n  <branches>\n"
        "    <branch>\n      <id>3</id>\n      <name>floor1</name>\n      <description>first floor</description>\n"
        "      <address>\n        <id>31</id>\n        <street>9 Elm St</street>\n        <city>Ooltewah</city>\n"
        "        <state>TN</state>\n        <zip>37363</zip>\n      </address>\n    </branch>\n  </branches>\n</branch>"
    )


def test_a_list_in_json(client: Client) -> None:
    client.rest("PUT", "/branch", FLOOR1)
    response = client.rest("GET", "/branch", headers=AS_JSON)
    assert response.headers["Content-Type"] == "application/json"
    assert response.json() == {
        "branch": {
            "metadata": {"totalResults": 1, "currentPage": 1, "totalPages": 1, "resultsPerPage": 1},
            "branches": [{"id": 3, "name": "floor1", "description": "first floor", "address": {"id": 31, **ELM}}],
        }
    }


def test_create_with_json(client: Client) -> None:
    body = {"branch": {"name": "floor1", "description": "first floor", "address": ELM}}
    response = client.rest("PUT", "/branch", json.dumps(body), headers=JSON_IN)
    assert response.status_code == 201
    assert response.text == answer("SUCCESS_CREATED", "Created", "<id>3</id>")


def test_create_with_xml_and_an_empty_address(client: Client) -> None:
    client.rest("PUT", "/branch", FLOOR1)
    response = client.rest("PUT", "/branch", "<branch><name>floor2</name><address/></branch>")
    assert (response.status_code, response.text) == (201, answer("SUCCESS_CREATED", "Created", "<id>4</id>"))


def test_get_one_in_json(client: Client) -> None:
    client.rest("PUT", "/branch", FLOOR1.replace("</branch>", "<phoneNumber>4235550100</phoneNumber></branch>"))
    assert client.rest("GET", "/branch/3", headers=AS_JSON).json() == {
        "branch": {
            "id": 3,
            "name": "floor1",
            "description": "first floor",
            "address": {"id": 31, **ELM},
            "phoneNumber": "4235550100",
        }
    }


def test_update(client: Client) -> None:
    client.rest("PUT", "/branch", FLOOR1)
    response = client.rest("PUT", "/branch/3", FLOOR1)
    assert (response.status_code, response.text) == (200, answer("SUCCESS_UPDATED", "Updated", "<id>3</id>"))


def test_an_unknown_id_is_400_and_xml_whatever_was_asked(client: Client) -> None:
    response = client.rest("GET", "/branch/999", headers=AS_JSON)
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "text/xml"
    assert response.text == answer("ERROR_OBJECT_NOT_FOUND", "Could not retrieve object using ID", "<id>999</id>")


@pytest.mark.parametrize("name", ["", "<name></name>", "<name/>"])
def test_a_name_is_needed(client: Client, name: str) -> None:
    response = client.rest("PUT", "/branch", f"<branch>{name}<address/></branch>")
    assert response.status_code == 400
    assert response.text == answer(
        "ERROR_VALIDATION_FAILED",
        "Failed input validation",
        "<additionalMessage>Name: Cannot be empty</additionalMessage>",
    )


def test_a_rename_to_a_taken_name_fails(client: Client) -> None:
    client.branch("floor1")
    client.branch("floor2")
    response = client.rest("PUT", "/branch/3", "<branch><name>floor2</name><address/></branch>")
    assert response.status_code == 500
    assert response.text == answer(
        "ERROR_UPDATE_FAILED",
        "Update failed",
        "<id>3</id><additionalMessage>&amp;duplicate.branchName.error</additionalMessage>",
    )
    assert names(client, "") == ["floor1", "floor2"]


# ---- list


def test_a_list_is_not_paged_by_default(client: Client) -> None:
    for number in range(5):
        client.branch(f"b{number}")
    metadata = {"totalResults": 5, "currentPage": 1, "totalPages": 1, "resultsPerPage": 5}
    assert listing(client)["metadata"] == metadata
    for half in ("?page=1", "?pagesize=2", "?page=0&pagesize=2", "?page=x&pagesize=2", "?page=1&pagesize=-1"):
        assert listing(client, half)["metadata"] == metadata, half


def test_pages(client: Client) -> None:
    for number in range(5):
        client.branch(f"b{number}")
    assert names(client, "?page=2&pagesize=2") == ["b2", "b3"]
    assert listing(client, "?page=2&pagesize=2")["metadata"] == {
        "totalResults": 5,
        "currentPage": 2,
        "totalPages": 3,
        "resultsPerPage": 2,
    }


def test_a_page_past_the_end_is_the_last_one(client: Client) -> None:
    for number in range(5):
        client.branch(f"b{number}")
    found = listing(client, "?page=9&pagesize=2")
    assert found["metadata"]["currentPage"] == 3
    assert [branch["name"] for branch in found["branches"]] == ["b4"]


def test_a_page_size_past_the_end_is_kept(client: Client) -> None:
    client.branch("b")
    assert listing(client, "?page=4&pagesize=50")["metadata"] == {
        "totalResults": 1,
        "currentPage": 1,
        "totalPages": 1,
        "resultsPerPage": 50,
    }


def test_an_empty_list_with_page_size_one_fails(client: Client) -> None:
    response = client.rest("GET", "/branch?page=1&pagesize=1")
    assert response.status_code == 500
    assert "IndexOutOfBounds" in response.text
    assert response.headers["Content-Type"] == "application/json"


def test_sorting_needs_both_parameters_and_ignores_case(client: Client) -> None:
    for name in ("beta", "Alpha", "gamma"):
        client.branch(name)
    assert names(client, "?sortby=name") == ["beta", "Alpha", "gamma"]
    assert names(client, "?sortdir=reverse") == ["beta", "Alpha", "gamma"]
    assert names(client, "?sortby=Name&sortdir=any") == ["Alpha", "beta", "gamma"]
    assert names(client, "?sortby=name&sortdir=REVERSE") == ["gamma", "beta", "Alpha"]
    assert names(client, "?sortby=street&sortdir=forward") == ["beta", "Alpha", "gamma"]
    assert names(client, "?sortby=name&sortdir=forward&page=1&pagesize=1") == ["Alpha"]


@pytest.mark.parametrize("field", ["city", "officeDesignation"])
def test_sorting_by_address_fields(client: Client, field: str) -> None:
    for name, value in (("one", "z"), ("two", "A")):
        client.rest("PUT", "/branch", f"<branch><name>{name}</name><address><{field}>{value}</{field}></address></branch>")
    assert names(client, f"?sortby={field}&sortdir=forward") == ["two", "one"]


def test_application_xml_is_not_offered(client: Client) -> None:
    response = client.rest("GET", "/branch", headers={"Accept": "application/xml"})
    assert response.status_code == 406
    assert response.headers["Content-Type"].startswith("text/html")


def test_fields_without_value_are_absent(client: Client) -> None:
    client.branch("bare")
    assert client.rest("GET", "/branch/3", headers=AS_JSON).json() == {"branch": {"id": 3, "name": "bare", "address": {"id": 31}}}


# ---- create


def test_a_duplicate_name_fails(client: Client) -> None:
    client.branch("floor1")
    response = client.rest("PUT", "/branch", "<branch><name>floor1</name><address/></branch>")
    assert response.status_code == 500
    assert response.text == answer(
        "ERROR_CREATE_FAILED",
        "Create failed",
        "<additionalMessage>&amp;duplicate.branchName.error</additionalMessage>",
    )


def test_names_are_compared_exactly_and_not_trimmed(client: Client) -> None:
    for name in ("floor", "Floor", "floor ", " ", "a/b"):
        client.branch(name)
    assert names(client, "") == ["floor", "Floor", "floor ", " ", "a/b"]


@pytest.mark.parametrize("path", ["/branch", "/branch/3"])
def test_a_missing_address_is_a_null_pointer_without_text(client: Client, path: str) -> None:
    client.branch("old")
    response = client.rest("PUT", path, "<branch><name>new</name></branch>")
    assert response.status_code == 500
    assert response.reason == "An exception occured writing the response entity"
    assert response.headers["Content-Type"].startswith("text/html")
    assert names(client, "") == ["old"]


@pytest.mark.parametrize("address", ["{}", '""'])
def test_an_address_may_be_empty_in_json(client: Client, address: str) -> None:
    response = client.rest("PUT", "/branch", f'{{"branch":{{"name":"x","address":{address}}}}}', headers=JSON_IN)
    assert response.status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        "<branch><name>x</name><address/><timeZone>UTC</timeZone></branch>",
        "<branch><name>x</name><address><planet>Mars</planet></address></branch>",
        "<Branch><name>x</name><address/></Branch>",
        "<branch><name>x</name>",
        "no xml",
        " ",
    ],
)
def test_a_body_that_does_not_fit_is_an_unescaped_json_error(client: Client, body: str) -> None:
    response = client.rest("PUT", "/branch", body)
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/json"
    assert response.text.startswith('{"error":"Internal error: ')
    assert response.text.endswith('"} ')
    assert '","type":"com.thoughtworks.xstream.' in response.text


@pytest.mark.parametrize(
    "body",
    ['{"name":"x","address":{}}', '{"Branch":{"name":"x","address":{}}}', "[]", "{}", "{", '{"branch":{"nam":1}}'],
)
def test_a_json_body_that_does_not_fit(client: Client, body: str) -> None:
    response = client.rest("PUT", "/branch", body, headers=JSON_IN)
    assert response.status_code == 500
    assert response.text.startswith('{"error":"Internal error: ')


def test_json_errors_are_not_valid_json(client: Client) -> None:
    response = client.rest("PUT", "/branch", "[]", headers=JSON_IN)
    with pytest.raises(ValueError):
        json.loads(response.text)


def test_only_the_first_root_key_counts(client: Client) -> None:
    good = '{"branch":{"name":"x","address":{}},"other":{"a":1}}'
    assert client.rest("PUT", "/branch", good, headers=JSON_IN).status_code == 201
    bad = '{"other":{"a":1},"branch":{"name":"y","address":{}}}'
    assert client.rest("PUT", "/branch", bad, headers=JSON_IN).status_code == 500


def test_json_null_is_stored_as_a_word(client: Client, fork: Client) -> None:
    body = '{"branch":{"name":"x","description":null,"address":{"city":null}}}'
    client.rest("PUT", "/branch", body, headers=JSON_IN)
    stored = client.rest("GET", "/branch/3", headers=AS_JSON).json()["branch"]
    assert (stored["description"], stored["address"]["city"]) == ("null", "null")
    fork.rest("PUT", "/branch", body, headers=JSON_IN)
    assert fork.rest("GET", "/branch/3", headers=AS_JSON).json()["branch"]["description"] == ""


def test_json_numbers_and_truth_values_become_text(client: Client) -> None:
    client.rest("PUT", "/branch", '{"branch":{"name":12,"description":true,"address":{}}}', headers=JSON_IN)
    stored = client.rest("GET", "/branch/3", headers=AS_JSON).json()["branch"]
    assert (stored["name"], stored["description"]) == ("12", "true")


def test_ids_in_a_body_are_ignored_but_must_be_numbers(client: Client) -> None:
    body = "<branch><id>99</id><name>x</name><address><id>98</id></address></branch>"
    assert client.rest("PUT", "/branch", body).text == answer("SUCCESS_CREATED", "Created", "<id>3</id>")
    assert client.rest("GET", "/branch/3", headers=AS_JSON).json()["branch"]["address"]["id"] == 31
    assert client.rest("PUT", "/branch", "<branch><id/><name>y</name><address/></branch>").status_code == 500


def test_no_body_is_a_page_of_the_container(client: Client) -> None:
    response = client.rest("PUT", "/branch", b"")
    assert (response.status_code, response.reason) == (400, "Missing request entity")
    assert response.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("kind", ["application/xml", "application/x-www-form-urlencoded", "text/plain"])
def test_every_type_that_is_not_json_is_read_as_xml(client: Client, kind: str) -> None:
    response = client.rest("PUT", "/branch", "<branch><name>x</name><address/></branch>", headers={"Content-Type": kind})
    assert response.status_code == 201


def test_a_body_without_type_is_read_as_json(client: Client) -> None:
    response = client.send("PUT", "/sipxconfig/rest/branch", data=b'{"branch":{"name":"x","address":{}}}')
    assert "Content-Type" not in response.request.headers
    assert response.status_code == 201


def test_writes_answer_xml_even_if_json_is_asked_for(client: Client) -> None:
    response = client.rest("PUT", "/branch", FLOOR1, headers=AS_JSON)
    assert response.headers["Content-Type"] == "text/xml"
    assert response.text.startswith(PROLOG)


def test_white_space_and_accents_survive(client: Client) -> None:
    client.rest("PUT", "/branch", "<branch><name> Größe\n &amp; Łódź </name><address/></branch>")
    assert names(client, "") == [" Größe\n & Łódź "]


# ---- one record


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_an_id_that_is_no_number(client: Client, method: str) -> None:
    response = client.rest(method, "/branch/floor1")
    assert response.status_code == 400
    assert response.text == answer("ERROR_ID_INVALID", "ID value is invalid", "<additionalMessage>floor1</additionalMessage>")


def test_an_encoded_digit_is_no_number(client: Client) -> None:
    client.branch("x")
    assert "<additionalMessage>%33</additionalMessage>" in client.raw("GET", "/sipxconfig/rest/branch/%33").text


def test_an_update_checks_the_name_before_the_id(client: Client) -> None:
    assert "ERROR_VALIDATION_FAILED" in client.rest("PUT", "/branch/999", "<branch><address/></branch>").text
    assert "ERROR_OBJECT_NOT_FOUND" in client.rest("PUT", "/branch/999", FLOOR1).text


def test_an_update_replaces_everything(client: Client) -> None:
    client.rest("PUT", "/branch", FLOOR1)
    client.rest("PUT", "/branch/3", "<branch><name>floor1</name><address><zip>1</zip></address></branch>")
    assert client.rest("GET", "/branch/3", headers=AS_JSON).json()["branch"] == {
        "id": 3,
        "name": "floor1",
        "address": {"id": 32, "zip": "1"},
    }


def test_each_update_makes_a_new_address(client: Client) -> None:
    client.rest("PUT", "/branch", FLOOR1)
    seen = []
    for _ignored in range(3):
        seen.append(client.rest("GET", "/branch/3", headers=AS_JSON).json()["branch"]["address"]["id"])
        client.rest("PUT", "/branch/3", FLOOR1)
    assert seen == [31, 32, 33]


def test_what_get_gives_in_xml_can_be_put_back(client: Client) -> None:
    client.rest("PUT", "/branch", FLOOR1)
    body = client.rest("GET", "/branch/3").content
    assert client.rest("PUT", "/branch/3", body).status_code == 200


# ---- delete


def test_delete_and_delete_again(client: Client) -> None:
    client.branch("x")
    assert client.rest("DELETE", "/branch/3").text == answer("SUCCESS_DELETED", "Deleted", "<id>3</id>")
    again = client.rest("DELETE", "/branch/3")
    assert again.status_code == 400
    assert "ERROR_OBJECT_NOT_FOUND" in again.text


def test_delete_without_an_id(client: Client) -> None:
    response = client.rest("DELETE", "/branch")
    assert (response.status_code, response.text) == (
        400,
        answer("ERROR_MISSING_ID", "ID value missing from request"),
    )


def test_delete_clears_the_branch_of_members_without_a_word(client: Client) -> None:
    key = client.branch("floor1")
    gateway = client.gateway(branch={"name": "floor1"})
    state = client.pbx.state()
    state["tables"]["users"]["1"]["branch"] = key
    state["tables"]["groups"]["6"]["branch"] = key
    client.pbx.load(state)
    assert client.rest("DELETE", f"/branch/{key}").status_code == 200
    assert client.api("GET", f"/gateways/{gateway}").json()["branch"] is None
    tables = client.pbx.state()["tables"]
    assert tables["users"]["1"]["branch"] is None
    assert tables["groups"]["6"]["branch"] is None


def test_a_renamed_branch_keeps_its_gateways(client: Client) -> None:
    client.branch("floor1")
    key = int(client.api("POST", "/gateways", json=gateway_body(branch={"name": "floor1"})).text)
    client.rest("PUT", "/branch/3", "<branch><name>ground</name><address/></branch>")
    assert client.api("GET", f"/gateways/{key}").json()["branch"]["name"] == "ground"


def test_ids_are_never_used_again(client: Client) -> None:
    assert client.branch("a") == 3
    client.rest("DELETE", "/branch/3")
    assert client.branch("a") == 4


# ---- methods


@pytest.mark.parametrize("path", ["/branch", "/branch/3"])
def test_post_is_500_and_a_page(client: Client, path: str) -> None:
    response = client.rest("POST", path, FLOOR1)
    assert response.status_code == 500
    assert response.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/branch", "/branch/3"])
def test_post_is_405_on_the_fork(fork: Client, path: str) -> None:
    assert fork.rest("POST", path, FLOOR1).status_code == 405


def test_patch_is_405_with_allow(client: Client) -> None:
    response = client.rest("PATCH", "/branch/3", "x")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, PUT, POST, DELETE, HEAD, OPTIONS"


def test_a_misspelt_path_reaches_branches(client: Client) -> None:
    client.branch("x")
    assert client.rest("GET", "/branches").text == client.rest("GET", "/branch").text
    assert client.rest("GET", "/branch/").text == client.rest("GET", "/branch").text
    assert client.rest("GET", "/branch/3/x").text == client.rest("GET", "/branch/3").text


def test_the_fork_matches_whole_paths(fork: Client) -> None:
    assert fork.rest("GET", "/branch").status_code == 200
    assert fork.rest("GET", "/branches").status_code == 404
