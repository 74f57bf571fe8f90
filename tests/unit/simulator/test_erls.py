# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Emergency response locations. Only the list document and a few words are documented: the rest is assumed."""

from __future__ import annotations

import pytest

from .clients import AS_JSON, TEXT, Client

PROLOG = '<?xml version="1.0" encoding="UTF-8"?>'
FLOOR1 = (
    "<e911Location><location>9 Elm St, Ooltewah, TN, 37363</location><elin>4235550101</elin>"
    "<addressInfo>9 Elm St, floor 1, Ooltewah, TN, 37363</addressInfo>"
    "<description>first floor</description></e911Location>"
)
FLOOR2 = FLOOR1.replace("50101", "50102").replace("floor 1", "floor 2").replace("first", "second")


def listing(*entries: str) -> str:
    inner = "".join(entries)
    return f"{PROLOG}<e911Locations>{inner}</e911Locations>" if inner else f"{PROLOG}<e911Locations/>"


@pytest.fixture
def table(uniteme: Client) -> Client:
    """A server with two locations, a user, a user group, a phone and a phone group."""
    assert uniteme.rest("PUT", "/erls", listing(FLOOR1, FLOOR2)).status_code == 200
    state = uniteme.pbx.state()
    tables = state["tables"]
    tables["users"]["37"] = {**tables["users"]["1"], "id": 37, "userName": "4127", "aliases": ["lena"], "groups": []}
    group = {**tables["groups"]["6"], "settings": {}}
    tables["groups"]["12"] = {**group, "id": 12, "name": "front desk"}
    tables["groups"]["13"] = {**group, "id": 13, "name": "lobby", "resource": "phone"}
    tables["phones"] = {"50": {"id": 50, "serialNo": "0004f2a1b2c3", "lines": [], "groups": [], "settings": {}}}
    uniteme.pbx.load(state)
    return uniteme


def elin(client: Client, path: str) -> str:
    response = client.rest("GET", path)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/plain")
    return response.text


def link(client: Client, path: str, number: str) -> int:
    return client.rest("PUT", path, number, headers=TEXT).status_code


# ---- documented


@pytest.mark.parametrize("path", ["/erls", "/erl/elin/4235550101", "/erl/user/superadmin", "/erl/phones"])
def test_the_public_server_does_not_have_them(client: Client, fork: Client, path: str) -> None:
    for server in (client, fork):
        response = server.rest("GET", path)
        assert response.status_code == 404
        assert response.headers["Content-Type"].startswith("text/html")


def test_the_list_is_one_line_in_documented_order(table: Client) -> None:
    response = table.rest("GET", "/erls")
    assert response.text == listing(FLOOR1, FLOOR2)
    assert response.headers["Content-Type"] == "text/xml"


def test_post_is_nowhere_supported(table: Client) -> None:
    for path in ("/erls", "/erl/elin/4235550101", "/erl/user/4127", "/erl/group/x", "/erl/phone/x", "/erl/phones"):
        assert table.rest("POST", path, "x").status_code == 405


def test_the_link_of_a_user_is_plain_text(table: Client) -> None:
    assert link(table, "/erl/user/4127", "4235550102") == 200
    assert elin(table, "/erl/user/4127") == "4235550102"
    assert table.rest("DELETE", "/erl/user/4127").status_code == 200
    assert elin(table, "/erl/user/4127") == ""
    assert table.rest("GET", "/erls").text == listing(FLOOR1, FLOOR2)


def test_the_link_of_a_user_group(table: Client) -> None:
    assert link(table, "/erl/group/front%20desk", "4235550101") == 200
    assert elin(table, "/erl/group/front%20desk") == "4235550101"


def test_the_link_of_a_phone_group(table: Client) -> None:
    assert link(table, "/erl/phonegroup/lobby", "4235550101") == 200
    assert elin(table, "/erl/phonegroup/lobby") == "4235550101"
    assert table.rest("DELETE", "/erl/phonegroup/lobby").status_code == 200
    assert elin(table, "/erl/phonegroup/lobby") == ""


def test_phones_are_linked_by_a_list(table: Client) -> None:
    entry = "<e911Location><serial>0004f2a1b2c3</serial><elin>4235550102</elin></e911Location>"
    assert table.rest("PUT", "/erl/phones", f"<e911Locations>{entry}</e911Locations>").status_code == 200
    found = table.rest("GET", "/erl/phone/0004f2a1b2c3")
    assert "<elin>4235550102</elin>" in found.text
    assert "<serial>0004f2a1b2c3</serial>" in found.text


@pytest.mark.parametrize(
    "entry",
    [
        "<serial>0004f2a1b2c3</serial><elin>1</elin>",
        "<serial>ffffffffffff</serial><elin>4235550101</elin>",
        "<elin>4235550101</elin>",
    ],
)
def test_a_wrong_elin_or_serial_is_400(table: Client, entry: str) -> None:
    body = f"<e911Locations><e911Location>{entry}</e911Location></e911Locations>"
    assert table.rest("PUT", "/erl/phones", body).status_code == 400


@pytest.mark.parametrize(("method", "path"), [("PUT", "/erl/phone/x"), ("DELETE", "/erl/phone/x"), ("GET", "/erl/phones")])
def test_methods_that_are_not_supported(table: Client, method: str, path: str) -> None:
    assert table.rest(method, path, "x" if method == "PUT" else None).status_code == 405


def test_only_administrators_may(table: Client) -> None:
    state = table.pbx.state()
    assert state["tables"]["users"]["37"]["groups"] == []
    user = Client(table.pbx, "4127", table.pbx.password)
    assert user.rest("GET", "/erls").status_code == 403
    user.close()


# ---- assumed (one place to change them: the class Assumed of the family)


def test_an_empty_table(uniteme: Client) -> None:
    assert uniteme.rest("GET", "/erls").text == listing()


def test_json_is_not_offered(uniteme: Client) -> None:
    assert uniteme.rest("GET", "/erls", headers=AS_JSON).status_code == 406


def test_a_list_is_merged_by_elin(table: Client) -> None:
    changed = FLOOR2.replace("second floor", "upstairs")
    new = FLOOR1.replace("50101", "50103")
    response = table.rest("PUT", "/erls", listing(changed, new))
    assert (response.status_code, response.text) == (200, "")
    assert table.rest("GET", "/erls").text == listing(FLOOR1, changed, new)


@pytest.mark.parametrize(
    "body",
    [
        "x",
        "<e911Locations>",
        "<other/>",
        FLOOR1,
        "<e911Locations><e911Location/></e911Locations>",
        listing(FLOOR1 + FLOOR1.replace("4235550101", "x")),
    ],
)
def test_bodies_that_cannot_be_saved(uniteme: Client, body: str) -> None:
    assert uniteme.rest("PUT", "/erls", body).status_code == 400
    assert uniteme.rest("GET", "/erls").text == listing()


def test_the_whole_list_cannot_be_deleted(table: Client) -> None:
    assert table.rest("DELETE", "/erls").status_code == 400
    assert table.rest("GET", "/erls").text == listing(FLOOR1, FLOOR2)


def test_one_location_by_elin(table: Client) -> None:
    assert table.rest("GET", "/erl/elin/4235550101").text == listing(FLOOR1)
    assert table.rest("GET", "/erl/elin/1").status_code == 404


def test_an_update_by_elin_neither_makes_nor_renames(table: Client) -> None:
    body = FLOOR1.replace("first floor", "ground").replace("50101", "50109")
    assert table.rest("PUT", "/erl/elin/4235550101", body).status_code == 200
    assert table.rest("GET", "/erls").text == listing(FLOOR1.replace("first floor", "ground"), FLOOR2)
    assert table.rest("PUT", "/erl/elin/1", body).status_code == 404


def test_an_update_replaces(table: Client) -> None:
    table.rest("PUT", "/erl/elin/4235550101", "<e911Location><elin>4235550101</elin></e911Location>")
    assert table.rest("GET", "/erl/elin/4235550101").text == listing(
        "<e911Location><location></location><elin>4235550101</elin><addressInfo></addressInfo><description></description></e911Location>"
    )


def test_deleting_a_location_clears_its_links(table: Client) -> None:
    link(table, "/erl/user/4127", "4235550101")
    link(table, "/erl/group/front%20desk", "4235550101")
    assert table.rest("DELETE", "/erl/elin/4235550101").status_code == 200
    assert elin(table, "/erl/user/4127") == ""
    assert elin(table, "/erl/group/front%20desk") == ""
    assert table.rest("DELETE", "/erl/elin/4235550101").status_code == 404


def test_links_of_unknown_records(table: Client) -> None:
    for path in ("/erl/user/9", "/erl/user/lena", "/erl/group/lobby", "/erl/phonegroup/front%20desk", "/erl/phone/x"):
        assert table.rest("GET", path).status_code == 404, path
    for path in ("/erl/user/9", "/erl/group/9", "/erl/phonegroup/9"):
        assert link(table, path, "4235550101") == 404


def test_links_to_unknown_locations(table: Client) -> None:
    for path in ("/erl/user/4127", "/erl/group/front%20desk", "/erl/phonegroup/lobby"):
        assert link(table, path, "1") == 400
        assert link(table, path, "4235550101\n") == 400
        assert elin(table, path) == ""


def test_a_list_of_phones_is_all_or_nothing(table: Client) -> None:
    good = "<e911Location><serial>0004f2a1b2c3</serial><elin>4235550102</elin></e911Location>"
    bad = "<e911Location><serial>x</serial><elin>4235550102</elin></e911Location>"
    assert table.rest("PUT", "/erl/phones", f"<e911Locations>{good}{bad}</e911Locations>").status_code == 400
    assert table.rest("GET", "/erl/phone/0004f2a1b2c3").text == listing()


def test_an_empty_elin_clears_a_phone(table: Client) -> None:
    for number in ("4235550102", ""):
        entry = f"<e911Location><serial>0004f2a1b2c3</serial><elin>{number}</elin></e911Location>"
        assert table.rest("PUT", "/erl/phones", f"<e911Locations>{entry}</e911Locations>").status_code == 200
    assert table.rest("GET", "/erl/phone/0004f2a1b2c3").text == listing()
