# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phones, lines, profiles: /api/phones and /rest/phone."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_XML, TEXT, Client
from .phone_records import DOMAIN, SERIAL, XML_IN, get, line, phone
from .records import EMPTY, STANDALONE, set_value, user, value

VERSIONS = ["polycom3.2.X", "polycom4.0.X", "polycom4.1.X", "polycom4.1.0"]
MODEL = {"modelId": "polycom550", "label": "Polycom SoundPoint IP 550", "vendor": "Polycom", "versions": VERSIONS}


def groups(client: Client, key: int | str = SERIAL) -> list[str]:
    return [row["name"] for row in get(client, key)["groups"] or []]


# ---- examples


def test_empty_lists(client: Client) -> None:
    assert client.api("GET", "/phones").json() == {"phones": []}
    assert client.api("GET", "/phones", headers=AS_XML).text == f"{STANDALONE}<Phones/>"


def test_list(client: Client) -> None:
    user(client, "2301", firstName="Ada", lastName="Lopez", sipPassword="s3cr3tSip")
    body: dict[str, Any] = {"deviceVersion": "polycom4.1.X", "description": "Reception", "groups": [{"name": "Lobby"}]}
    key = phone(client, "0004f2c0de01", **body)
    number = line(client, key, user="2301")
    assert client.api("GET", "/phones").json() == {
        "phones": [
            {
                "id": 1042,
                "serialNo": "0004f2c0de01",
                "deviceVersion": "polycom4.1.X",
                "description": "Reception",
                "model": MODEL,
                "lines": [
                    {
                        "id": number,
                        "uri": f'"Ada Lopez"<sip:2301@{DOMAIN}>',
                        "user": "2301",
                        "userId": "2301",
                        "extension": None,
                        "displayName": "Ada Lopez",
                        "password": "s3cr3tSip",
                        "registrationServer": DOMAIN,
                        "registrationServerPort": None,
                        "voicemail": None,
                    }
                ],
                "groups": [{"id": 12, "name": "Lobby", "description": None, "weight": 2, "count": None}],
            }
        ]
    }
    assert client.api("GET", f"/phones/{key}/lines", headers=AS_XML).text == (
        f'{STANDALONE}<Lines><Line><id>{number}</id><uri>"Ada Lopez"&lt;sip:2301@{DOMAIN}&gt;</uri><user>2301</user>'
        "<userId>2301</userId><displayName>Ada Lopez</displayName><password>s3cr3tSip</password>"
        f"<registrationServer>{DOMAIN}</registrationServer></Line></Lines>"
    )


def test_create_in_json_and_xml(client: Client) -> None:
    body = {
        "serialNo": SERIAL,
        "deviceVersion": "polycom4.1.X",
        "description": "Warehouse",
        "model": {"modelId": "polycom550"},
        "groups": [{"name": "Lobby"}],
        "lines": None,
    }
    assert client.api("POST", "/phones", json=body).text == "1042"
    text = (
        f"{STANDALONE}<Phone><serialNo>0004f2c0de03</serialNo><deviceVersion>polycom4.1.X</deviceVersion>"
        "<description>Warehouse</description><Model><modelId>polycom550</modelId></Model></Phone>"
    )
    assert client.api("POST", "/phones", data=text, headers=XML_IN).text == "1043"
    assert get(client, 1043) == {
        "id": 1043,
        "serialNo": "0004f2c0de03",
        "deviceVersion": "polycom4.1.X",
        "description": "Warehouse",
        "model": MODEL,
        "lines": None,
        "groups": None,
    }


def test_get_in_xml(client: Client) -> None:
    body: dict[str, Any] = {"deviceVersion": "acmePhone2", "description": "Warehouse", "groups": [{"name": "Lobby"}]}
    phone(client, model="acmePhoneStandard", **body)
    assert client.api("GET", f"/phones/{SERIAL}", headers=AS_XML).text == (
        f"{STANDALONE}<Phone><id>1042</id><serialNo>{SERIAL}</serialNo><deviceVersion>acmePhone2</deviceVersion>"
        "<description>Warehouse</description><Model><modelId>acmePhoneStandard</modelId><label>Acme</label>"
        "<Versions><Version>acmePhone1</Version><Version>acmePhone2</Version></Versions></Model>"
        "<Groups><Group><id>12</id><name>Lobby</name><weight>2</weight></Group></Groups></Phone>"
    )


def test_update(client: Client) -> None:
    phone(client, deviceVersion="polycom4.1.X")
    body = {"serialNo": SERIAL, "deviceVersion": "polycom4.1.0", "description": "Warehouse north", "model": MODEL}
    response = client.api("PUT", f"/phones/{SERIAL}", json={**body, "groups": None, "lines": None})
    assert (response.status_code, response.text) == (200, "1042")
    assert (get(client)["deviceVersion"], get(client)["description"]) == ("polycom4.1.0", "Warehouse north")


def test_models(client: Client) -> None:
    rows = client.api("GET", "/phones/models").json()["models"]
    assert {
        "modelId": "acmePhoneStandard",
        "label": "Acme",
        "vendor": None,
        "versions": ["acmePhone1", "acmePhone2"],
    } in rows
    assert {"modelId": "snom320", "label": "Snom 320", "vendor": "SNOM", "versions": None} in rows
    assert [row["modelId"] for row in rows] == sorted(row["modelId"] for row in rows)
    text = client.api("GET", "/phones/models", headers=AS_XML).text
    assert "<Model><modelId>snom320</modelId><label>Snom 320</label><vendor>SNOM</vendor></Model>" in text


def test_groups_of_a_phone(client: Client) -> None:
    phone(client, groups=[{"name": "Lobby"}])
    lobby = {"id": 12, "name": "Lobby", "description": None, "weight": 2, "count": None}
    assert client.api("GET", f"/phones/{SERIAL}/groups").json() == {"groups": [lobby]}


def test_setting_examples(client: Client) -> None:
    phone(client)
    path = f"/phones/{SERIAL}/settings/server/outboundProxy"
    set_value(client, path, "edge.example.net")
    assert client.api("GET", path).json() == {
        "path": "server/outboundProxy",
        "type": "string",
        "options": None,
        "value": "edge.example.net",
        "defaultValue": None,
        "label": None,
        "description": None,
    }
    assert client.api("GET", path, headers=AS_XML).text == (
        f"{STANDALONE}<Setting><path>server/outboundProxy</path><type>string</type><value>edge.example.net</value></Setting>"
    )


# ---- create


@pytest.mark.parametrize(
    ("body", "status", "text"),
    [
        ({"serialNo": SERIAL}, 404, "No such phone model defined"),
        (
            {"serialNo": SERIAL, "model": {"modelId": "xyz"}},
            500,
            "java.lang.IllegalArgumentException: No such model with id 'xyz'",
        ),
        ({"serialNo": SERIAL, "model": {}}, 500, "java.lang.NullPointerException"),
        ({"model": {"modelId": "snom320"}}, 500, "java.lang.NullPointerException"),
    ],
)
def test_create_refusals(client: Client, body: dict[str, Any], status: int, text: str) -> None:
    response = client.api("POST", "/phones", json=body)
    assert (response.status_code, response.text) == (status, text)


@pytest.mark.parametrize("serial", ["0004F2C0DE02", "00:04:f2:c0:de:02", "0004f2c0de0", "", "lab"])
def test_serials_are_not_normalised(client: Client, serial: str) -> None:
    response = client.api("POST", "/phones", json={"serialNo": serial, "model": {"modelId": "snom320"}})
    assert response.status_code == 500
    assert response.text.endswith("InvalidSerialNumberException: &error.invalidSerialNumberException")


def test_soft_phones_take_letters_and_digits(client: Client) -> None:
    phone(client, "MyLab7", "zoiperPhoneModel")
    response = client.api("POST", "/phones", json={"serialNo": "my-lab", "model": {"modelId": "zoiperPhoneModel"}})
    assert response.status_code == 500


def test_serials_are_unique(client: Client) -> None:
    phone(client)
    other = phone(client, "0004f2c0de03")
    body = {"serialNo": SERIAL, "model": {"modelId": "snom320"}}
    for response in (client.api("POST", "/phones", json=body), client.api("PUT", f"/phones/{other}", json=body)):
        assert response.status_code == 500
        assert response.text.endswith("DuplicateSerialNumberException: &error.duplicateSerialNumberException")


def test_a_body_never_makes_lines(client: Client) -> None:
    user(client)
    phone(client, lines=[{"user": "4127"}])
    assert get(client)["lines"] is None


@pytest.mark.parametrize(("version", "stored"), [("nonsense", None), (None, None), ("yealink8X", "yealink8X")])
def test_versions(client: Client, version: str | None, stored: str | None) -> None:
    phone(client, deviceVersion=version)
    assert get(client)["deviceVersion"] == stored


def test_groups_are_made_even_if_the_phone_is_refused(client: Client) -> None:
    body = {"serialNo": "x-y", "model": {"modelId": "snom320"}, "groups": [{"name": "fresh"}]}
    assert client.api("POST", "/phones", json=body).status_code == 500
    assert client.api("GET", "/phoneGroups/fresh").status_code == 200


def test_unknown_keys(client: Client) -> None:
    body = {"serialNo": SERIAL, "model": {"modelId": "snom320"}, "serialNumber": "x"}
    assert "UnrecognizedPropertyException" in client.api("POST", "/phones", json=body).text
    text = f"<Phone><what/><serialNo>{SERIAL}</serialNo><Model><modelId>snom320</modelId></Model></Phone>"
    assert client.api("POST", "/phones", data=text, headers=XML_IN).status_code == 200
    assert "HTTP 400" in client.api("POST", "/phones", data="<phone/>", headers=XML_IN).text


# ---- find


def test_numbers_are_ids(client: Client) -> None:
    phone(client, "000413123456")
    assert client.api("GET", "/phones/000413123456").status_code == 404
    assert "No row with the given identifier exists" in client.api("GET", "/phones/99").text
    phone(client, "999913123456")
    assert get(client, "999913123456")["id"] == 1043
    response = client.api("GET", "/phones/aaaaaaaaaaaa")
    assert (response.status_code, response.content) == (404, EMPTY)


def test_the_fork_has_empty_404s(fork: Client) -> None:
    response = fork.api("GET", "/phones/99")
    assert (response.status_code, response.content) == (404, EMPTY)
    assert fork.api("GET", "/phones/99/lines").text == "Phone not found"


def test_paging(client: Client, fork: Client) -> None:
    for side in (client, fork):
        for digit in "123":
            phone(side, f"0004f2c0de0{digit}")

    def serials(side: Client, query: str) -> list[str]:
        return [row["serialNo"][-1] for row in side.api("GET", f"/phones{query}").json()["phones"]]

    assert serials(client, "?start=1&limit=1") == ["2"]
    assert serials(client, "?start=1") == ["1", "2", "3"]
    assert serials(client, "?start=1&limit=0") == ["2", "3"]
    assert serials(fork, "?start=1&limit=0") == []
    assert fork.api("GET", "/phones?start=0&limit=-1").status_code == 500
    assert "HTTP 404" in client.api("GET", "/phones?start=a&limit=1").text


def test_find_by_line(client: Client) -> None:
    user(client, "2301", aliases=["ada"])
    phone(client)
    line(client, user="2301")
    line(client, user="2301")
    phone(client, "0004f2c0de03")
    line(client, "0004f2c0de03", userId="trunk23")

    def serials(query: str) -> list[str]:
        return [row["serialNo"] for row in client.api("GET", f"/phones/line{query}").json()["phones"]]

    assert serials("?lineFilter=23") == [SERIAL, SERIAL, "0004f2c0de03"]
    assert serials("?lineFilter=2_01") == [SERIAL, SERIAL]
    assert serials("?lineFilter=ada") == []
    assert serials("") == []


# ---- update


def test_update_replaces_three_fields(client: Client) -> None:
    phone(client, deviceVersion="polycom4.1.X", description="x", groups=[{"name": "a"}])
    assert client.api("PUT", f"/phones/{SERIAL}", json={"serialNo": "0004f2c0de09", "model": {"modelId": "snom320"}}).text == "1042"
    found = get(client, "0004f2c0de09")
    assert (found["deviceVersion"], found["description"], found["model"]["modelId"]) == (None, None, "polycom550")
    assert groups(client, "0004f2c0de09") == ["a"]
    assert client.api("PUT", "/phones/1042", json={"description": "x"}).text == "java.lang.NullPointerException"
    assert client.api("PUT", "/phones/none", json={"serialNo": SERIAL}).status_code == 404


def test_a_record_can_be_put_back(client: Client) -> None:
    user(client)
    phone(client, deviceVersion="polycom4.1.X", description="", groups=[{"name": "a"}])
    line(client, user="4127")
    before = get(client)
    assert client.api("PUT", f"/phones/{SERIAL}", json=before).status_code == 200
    assert get(client) == before


def test_groups_are_only_added_and_compared_by_substring(client: Client) -> None:
    phone(client, groups=[{"name": "engineering"}])
    client.api("PUT", f"/phones/{SERIAL}", json={"serialNo": SERIAL, "groups": [{"name": "eng"}, {"name": "lab"}]})
    assert groups(client) == ["engineering", "lab"]


def test_delete(client: Client) -> None:
    phone(client)
    response = client.api("DELETE", f"/phones/{SERIAL}")
    assert (response.status_code, response.content) == (200, EMPTY)
    assert client.api("DELETE", f"/phones/{SERIAL}").status_code == 404
    assert client.api("PUT", "/phones/models", json={"serialNo": "x"}).status_code == 404


# ---- membership


def test_membership(client: Client) -> None:
    phone(client)
    for _ignored in range(2):
        assert client.api("POST", f"/phones/{SERIAL}/groups/77").status_code == 200
    assert groups(client) == ["77"]
    client.api("POST", "/phoneGroups", json={"name": "other", "weight": 9})
    assert client.api("DELETE", f"/phones/{SERIAL}/groups/other").status_code == 200
    assert client.api("DELETE", f"/phones/{SERIAL}/groups/none").status_code == 404
    for _ignored in range(2):
        assert client.api("DELETE", f"/phones/{SERIAL}/groups").status_code == 200
    assert groups(client) == []
    assert client.api("GET", f"/phones/{SERIAL}/groups", headers=AS_XML).text == f"{STANDALONE}<Groups/>"
    assert client.api("POST", "/phones/none/groups/a").status_code == 404
    assert "HTTP 405" in client.api("PUT", f"/phones/{SERIAL}/groups/a").text


# ---- settings


def test_settings_of_a_phone(client: Client) -> None:
    phone(client, deviceVersion="polycom4.1.X")
    base = f"/phones/{SERIAL}/settings"
    listed = [row["path"] for row in client.api("GET", base).json()["settings"]]
    assert "server/outboundProxy" in listed
    assert "feature/presence" in listed
    assert not {"e911/location", "provisioning/url"} & set(listed)
    assert client.api("GET", f"{base}/e911/location").status_code == 200
    assert client.api("GET", f"{base}/e911").status_code == 404
    assert client.api("GET", f"{base}/provisioning/url").status_code == 404
    for path in ("keys/speedDial[0]/number", "keys/speedDial%5B0%5D/number"):
        assert client.api("GET", f"{base}/{path}").json()["path"] == "keys/speedDial[0]/number"
    assert "HTTP 405" in client.api("PUT", base, data="x", headers=TEXT).text


def test_firmware_decides_on_the_settings(client: Client) -> None:
    phone(client, deviceVersion="polycom3.2.X")
    assert client.api("GET", f"/phones/{SERIAL}/settings/feature/presence").status_code == 404


def test_unknown_setting_paths(client: Client) -> None:
    phone(client)
    path = f"/phones/{SERIAL}/settings/no/such"
    assert client.api("PUT", path, data="x", headers=TEXT).status_code == 200
    assert client.api("GET", path).status_code == 404
    assert client.api("DELETE", path).text == "java.lang.NullPointerException"
    for method in ("PUT", "DELETE"):
        response = client.api(method, f"/phones/{SERIAL}/settings/server", data="x", headers=TEXT)
        assert response.text == "java.lang.UnsupportedOperationException: server"


def test_the_strongest_phone_group_wins(client: Client) -> None:
    phone(client)
    for name, weight in (("weak", 1), ("strong", 9)):
        client.api("POST", "/phoneGroups", json={"name": name, "weight": weight})
        client.api("POST", f"/phones/{SERIAL}/groups/{name}")
        set_value(client, f"/phoneGroups/{name}/model/polycom550/settings/voice/volume", name)
    found = client.api("GET", f"/phones/{SERIAL}/settings/voice/volume").json()
    assert (found["value"], found["defaultValue"]) == ("strong", "strong")
    set_value(client, f"/phones/{SERIAL}/settings/voice/volume", "8")
    set_value(client, f"/phones/{SERIAL}/settings/voice/volume", "strong")
    client.api("DELETE", f"/phones/{SERIAL}/groups")
    assert value(client, f"/phones/{SERIAL}/settings/voice/volume") == "5"
