# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Small families: phone books, the DNS advisor, the licence, language and time zone."""

from __future__ import annotations

import pytest

from ...simulator import Simulator
from .clients import AS_JSON, AS_XML, Client
from .records import PROLOG, group, user

CSV = "text/comma-separated-values"


# ---- phone books


def test_list_of_phone_books(client: Client, pbx: Simulator) -> None:
    response = client.rest("GET", "/phonebook")
    assert (response.text, response.headers["Content-Type"]) == (f"{PROLOG}<phonebooks/>", "text/xml")
    pbx.add(phonebooks=[{"name": "support"}, {"name": "sales & more"}, {"name": "privatePhonebook_1", "user": 1}])
    expected = f'{PROLOG}<phonebooks><phonebook name="support"/><phonebook name="sales &amp; more"/></phonebooks>'
    assert client.rest("GET", "/phonebook").text == expected
    assert client.rest("GET", "/phonebook", headers=AS_JSON).status_code == 406
    for method in ("POST", "PUT", "DELETE"):
        assert client.rest(method, "/phonebook", "x").status_code == 405
        assert client.rest(method, "/phonebook/none", "x").status_code == 405


def test_csv_is_the_default_with_quotes_of_its_own(client: Client, pbx: Simulator) -> None:
    pbx.add(
        phonebooks=[{"name": "support", "entries": [["Ada", "Lopez", "2301"], [None, 'Night "late", desk', "+1555"], ["a\\", "z", ""]]}]
    )
    response = client.rest("GET", "/phonebook/support")
    assert response.headers["Content-Type"].startswith(CSV)
    assert response.text == ('"First name","Last name","Number"\n"Ada","Lopez","2301"\n"","Night \\"late\\", desk","+1555"\n"a\\","z",""\n')
    assert client.rest("GET", "/phonebook/support", headers={"Accept": "text/xml"}).status_code == 500
    assert client.rest("GET", "/phonebook/support", headers=AS_JSON).status_code == 406


def test_xml_when_asked_for(client: Client, pbx: Simulator) -> None:
    pbx.add(phonebooks=[{"name": "support", "entries": [["Ada", "Lopez", "2301"]]}])
    text = client.rest("GET", "/phonebook/support", headers={"Accept": "text/xml"}).text
    assert text == (
        f"{PROLOG}<phonebook><entry><first-name>Ada</first-name><last-name>Lopez</last-name><number>2301</number></entry></phonebook>"
    )


def test_members_of_groups_are_entries_once_and_sorted(client: Client, pbx: Simulator) -> None:
    key = group(client, "crew")
    user(client, "4127", firstName="Bo", lastName="Dock")
    client.api("POST", "/users/4127/groups/crew")
    pbx.add(phonebooks=[{"name": "p", "groups": [key], "entries": [["Bo", "Dock", "4127"], ["Al", "Dock", "9"]]}])
    assert client.rest("GET", "/phonebook/p").text.splitlines()[1:] == ['"Al","Dock","9"', '"Bo","Dock","4127"']


def test_names_are_not_decoded(client: Client, pbx: Simulator, fork: Client) -> None:
    pbx.add(phonebooks=[{"name": "front desk"}])
    assert client.rest("GET", "/phonebook/front%20desk").status_code == 404
    assert fork.rest("GET", "/phonebook/nothing").status_code == 500


# ---- DNS advisor


def test_the_advisor_of_a_server_where_all_is_well(client: Client) -> None:
    response = client.api("GET", "/dns/advisor/server/pbx1.voice.test")
    assert (response.status_code, response.text, response.headers["Content-Type"]) == (200, "", "text/plain")


def test_the_id_of_a_server_is_no_name_server(client: Client) -> None:
    text = client.api("GET", "/dns/advisor/server/1").text
    assert text.startswith("\n;; Missing naptr records\nvoice.test. IN NAPTR \\d 0 ")
    assert "\n\n;; Missing a records\npbx1.voice.test IN A 192.0.2.10\n" in text


def test_the_advisor_speaks_plain_text_only(client: Client) -> None:
    assert "HTTP 406" in client.api("GET", "/dns/advisor/server/x", headers=AS_JSON).text
    assert client.api("GET", "/dns/advisor/server/x", headers={"Accept": "*/*"}).status_code == 200


# ---- licence


def test_licence(uniteme: Client) -> None:
    found = uniteme.api("GET", "/license/").json()
    assert list(found) == [
        "uid",
        "domain",
        "version",
        "expire",
        "support",
        "licenseType",
        "users",
        "mobileDevices",
        "company",
        "contactEmail",
        "contactName",
        "contactPhone",
    ]
    assert (found["uid"], found["users"], found["contactName"]) == ("", -1, "")
    found = uniteme.api("POST", "/license/100200300400500").json()
    assert (found["uid"], found["expire"], found["users"]) == ("100200300400500", "31-Dec-2030", 250)
    assert uniteme.api("GET", "/license").json() == found
    assert uniteme.api("POST", "/license/999").status_code == 500


def test_other_editions_have_no_licence(client: Client) -> None:
    assert "HTTP 404" in client.api("GET", "/license").text


# ---- language, region, time zone


def test_localization(fork: Client) -> None:
    assert fork.api("GET", "/localization").json() == {"id": 1, "language": "en", "region": "na"}
    assert fork.api("GET", "/localization", headers=AS_XML).text.endswith(
        "<localization><id>1</id><language>en</language><region>na</region></localization>"
    )
    response = fork.api("PUT", "/localization", json={"language": "fr", "region": "na"})
    assert (response.status_code, response.text) == (200, "1")
    assert len(fork.api("GET", "/rules").json()["rules"]) > 3


@pytest.mark.parametrize("region", ["na.dialPlan", "xx.dialPlan", None])
def test_another_region_wipes_the_dial_plan(fork: Client, region: str | None) -> None:
    def rules() -> list[int]:
        return [rule["id"] for rule in fork.api("GET", "/rules").json()["rules"]]

    factory = rules()
    assert fork.api("DELETE", f"/rules/{factory[0]}").status_code == 200
    response = fork.api("PUT", "/localization", json={"language": "en", "region": region})
    assert response.status_code == (200 if region == "na.dialPlan" else 500)
    assert rules() == (factory if region == "na.dialPlan" else factory[1:])


def test_time_zone(fork: Client) -> None:
    found = fork.api("GET", "/timezone").json()
    assert found["selectedTimezone"] == "Europe/Prague"
    response = fork.api("PUT", "/timezone", json={"selectedTimezone": "Etc/UTC"})
    assert (response.status_code, response.text) == (200, "Etc/UTC")
    assert "Etc/UTC" in fork.api("GET", "/timezone").json()["availableTimezones"]
    assert fork.api("PUT", "/timezone", json={"selectedTimezone": "X", "availableTimezones": []}).status_code == 500
    assert fork.api("PUT", "/timezone", json={}).status_code == 500


@pytest.mark.parametrize("path", ["/localization", "/timezone"])
def test_the_public_server_has_neither(client: Client, path: str) -> None:
    assert "HTTP 404" in client.api("GET", path).text
