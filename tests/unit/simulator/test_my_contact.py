# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's own contact information."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_JSON, AS_XML, Client
from .records import EMPTY, get
from .user_records import harbour

NAMES = {"firstName": "Kim", "lastName": "Roe"}


def contact(me: Client) -> dict[str, Any]:
    response = me.my("GET", "/contact-information", headers=AS_JSON)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()["contact-information"]
    return found


def put(me: Client, **values: Any) -> None:
    response = me.my("PUT", "/contact-information", {"contact-information": {**NAMES, **values}})
    assert (response.status_code, response.content) == (200, EMPTY), response.text


def test_an_untouched_user(me: Client) -> None:
    found = contact(me)
    found.pop("timestamp")
    assert found == {
        **NAMES,
        "homeAddress": {},
        "officeAddress": {},
        "branchAddress": {},
        "imId": "",
        "imDisplayName": "Kim Roe",
        "useBranchAddress": True,
        "salutation": "None",
        "enabled": True,
        "ldapManaged": False,
    }
    assert "<homeAddress/>" in me.my("GET", "/contact-information").text


def test_it_is_the_profile_of_the_administrator(me: Client, client: Client) -> None:
    put(me, jobTitle="Buyer", emailAddress="Kim@Example.net", officeAddress={"city": "Bergen"})
    profile = get(client, "412")["userProfile"]
    assert (profile["jobTitle"], profile["emailAddress"], profile["officeAddress"]["city"]) == ("Buyer", "kim@example.net", "Bergen")
    body = {"userName": "412", "userProfile": {"jobTitle": "Chief", "enabled": True}}
    assert client.api("PUT", "/users/412", json=body).status_code == 200
    assert contact(me)["jobTitle"] == "Chief"


def test_what_a_write_leaves_out_is_gone(me: Client, client: Client) -> None:
    put(me, jobTitle="Buyer", emailAddress="kim@example.net", custom1="x", homeAddress={"city": "Oslo"})
    put(me)
    found = contact(me)
    assert not {"jobTitle", "emailAddress", "custom1"} & set(found)
    assert found["homeAddress"] == {}


def test_names_are_part_of_it(me: Client, client: Client) -> None:
    put(me, firstName=" Ann ", lastName="Poe")
    assert (get(client, "412")["firstName"], contact(me)["imDisplayName"]) == ("Ann", "Ann Poe")
    response = me.my("PUT", "/contact-information", "<contact-information><firstName>Ann</firstName></contact-information>")
    assert response.status_code == 200
    assert get(client, "412")["lastName"] is None


def test_some_fields_are_never_written(me: Client, client: Client) -> None:
    put(me, manager="Boss", salutation="Dr", imId="other", imDisplayName="Other", employeeId="7", enabled=False)
    found = contact(me)
    assert not {"manager", "employeeId"} & set(found)
    assert (found["salutation"], found["imDisplayName"], found["enabled"]) == ("None", "Kim Roe", True)


def test_null_is_stored_as_a_word(me: Client) -> None:
    put(me, jobTitle=None)
    assert contact(me)["jobTitle"] == "null"


def test_mail_aliases_go_in_and_come_out_in_different_forms(me: Client) -> None:
    put(me, emailAddressAliasesSet={"string": ["a@x", "b@x"]})
    assert contact(me)["emailAddressAliasesSet"] == ["a@x", "b@x"]
    assert contact(me)["emailAddressAliases"] == "a@x;b@x"
    assert '<emailAddressAliasesSet class="linked-hash-set">' in me.my("GET", "/contact-information").text


def test_mail_aliases_are_lost_without_the_set(me: Client) -> None:
    put(me, emailAddressAliasesSet={"string": ["a@x", "b@x"]})
    put(me, emailAddressAliases="a@x;b@x")
    assert "emailAddressAliasesSet" not in contact(me)


def test_what_was_read_as_json_cannot_be_written_back(me: Client) -> None:
    put(me, emailAddressAliasesSet={"string": ["a@x", "b@x"]})
    body = {"contact-information": contact(me)}
    assert me.my("PUT", "/contact-information", body).status_code == 500
    put(me, emailAddressAliasesSet={"string": ["a@x"]})
    assert me.my("PUT", "/contact-information", {"contact-information": contact(me)}).status_code == 200
    assert contact(me)["emailAddressAliasesSet"] == []


def test_what_was_read_as_xml_can_be_written_back(me: Client) -> None:
    put(me, emailAddressAliasesSet={"string": ["a@x", "b@x"]}, jobTitle="Buyer", officeAddress={"city": "Bergen"})
    before = contact(me)
    document = me.my("GET", "/contact-information").text
    assert me.my("PUT", "/contact-information", document).status_code == 200
    assert {**contact(me), "timestamp": 0} == {**before, "timestamp": 0}


def test_the_branch_address_drops_the_office_address(me: Client, client: Client) -> None:
    put(me, officeAddress={"city": "Oslo"}, useBranchAddress=True)
    assert (contact(me)["officeAddress"], contact(me)["useBranchAddress"]) == ({}, False)
    harbour(client)
    assert client.api("PUT", "/users/412", json={"userName": "412", "branchName": "harbour", "aliases": None}).status_code == 200
    put(me, officeAddress={"city": "Oslo"}, useBranchAddress=True)
    assert (contact(me)["officeAddress"]["city"], contact(me)["useBranchAddress"]) == ("Bergen", True)
    put(me, officeAddress={"city": "Oslo"})
    assert contact(me)["officeAddress"] == {"city": "Oslo"}


@pytest.mark.parametrize("body", ["<contact-information><shoe>1</shoe></contact-information>", "<contact/>", " "])
def test_other_bodies_are_refused(me: Client, body: str) -> None:
    response = me.my("PUT", "/contact-information", body)
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")


def test_media_and_methods(me: Client) -> None:
    assert me.my("GET", "/contact-information", headers=AS_XML).status_code == 406
    assert me.my("DELETE", "/contact-information").status_code == 500
