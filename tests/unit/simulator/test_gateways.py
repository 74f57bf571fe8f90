# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Gateways as records: every documented example, and one test a promise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .clients import AS_XML, Client, gateway_body

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
JSON_IN = {"Content-Type": "application/json"}
XML_IN = {"Content-Type": "application/xml"}
NO_ALIAS = {
    "defaultCallerAlias": None,
    "anonymous": False,
    "ignoreUserInfo": False,
    "transformUserExtension": False,
    "addPrefix": None,
    "keepDigits": 0,
    "displayName": None,
    "urlParameters": None,
}
KEYS = [
    "id",
    "name",
    "serialNo",
    "deviceVersion",
    "description",
    "model",
    "enabled",
    "address",
    "addressPort",
    "outboundAddress",
    "outboundPort",
    "addressTransport",
    "prefix",
    "shared",
    "useInternalBridge",
    "branch",
    "callerAliasInfo",
]
EAST: dict[str, Any] = {
    "name": "pri-east",
    "description": "PRI in the east closet",
    "model": {"modelId": "genericGatewayStandard"},
    "enabled": True,
    "address": "10.20.0.5",
    "addressPort": 5060,
    "outboundAddress": None,
    "outboundPort": 5060,
    "addressTransport": "udp",
    "prefix": None,
    "shared": False,
    "useInternalBridge": False,
    "branch": {"name": "floor1"},
    "callerAliasInfo": {**NO_ALIAS, "defaultCallerAlias": "4235550101", "ignoreUserInfo": True},
}
WEST_XML = (
    "<Gateway><name>pri-west</name><description>west</description><Model><modelId>genericGatewayStandard</modelId></Model>"
    "<enabled>true</enabled><address>10.20.0.6</address><outboundPort>5060</outboundPort>"
    "<addressTransport>none</addressTransport><shared>true</shared><CallerAliasInfo/></Gateway>"
)


def get(client: Client, key: int) -> dict[str, Any]:
    found: dict[str, Any] = client.api("GET", f"/gateways/{key}").json()
    return found


def post(client: Client, body: Any, **headers: str) -> Any:
    return client.api("POST", "/gateways", data=json.dumps(body), headers={**JSON_IN, **headers})


# ---- examples


def test_an_empty_list(client: Client) -> None:
    response = client.api("GET", "/gateways")
    assert (response.status_code, response.text) == (200, '{"gateways":[]}')
    assert response.headers["Content-Type"] == "application/json"
    assert client.api("GET", "/gateways", headers=AS_XML).text == f"{DECLARATION}<Gateways/>"


def test_create_and_get_in_json(client: Client) -> None:
    address = "<street>9 Elm St</street><city>Ooltewah</city><country>US</country><state>TN</state><zip>37363</zip>"
    client.rest(
        "PUT",
        "/branch",
        f"<branch><name>floor1</name><description>first floor</description><address>{address}</address></branch>",
    )
    created = client.api("POST", "/gateways", json=EAST)
    assert (created.status_code, created.text) == (200, "7")
    assert created.headers["Content-Type"] == "application/json"
    assert "Location" not in created.headers
    response = client.api("GET", "/gateways/7")
    expected = {
        "id": 7,
        **EAST,
        "serialNo": None,
        "deviceVersion": None,
        "model": {
            "modelId": "genericGatewayStandard",
            "label": "Unmanaged gateway",
            "vendor": None,
            "versions": None,
        },
        "branch": {
            "name": "floor1",
            "timeZone": None,
            "address": {
                "state": "TN",
                "country": "US",
                "street": "9 Elm St",
                "city": "Ooltewah",
                "zip": "37363",
                "officeDesignation": None,
                "id": 31,
            },
            "description": "first floor",
            "phoneNumber": None,
            "faxNumber": None,
            "entityIdentifier": "floor1",
            "configChangeType": "Branch",
            "routes": {"empty": True, "subnets": [], "domains": []},
            "dataSets": [],
            "locations": [],
            "locationsInbound": [],
            "locationsList": [],
            "locationsInboundList": [],
            "fallbackBranch": None,
            "validUser": False,
            "locationsNamesList": [],
            "locationsInboundNamesList": [],
            "entityName": "BranchBean",
            "replicationEnabled": True,
            "id": -1,
        },
    }
    assert response.json() == expected
    assert list(response.json()) == KEYS
    assert client.api("GET", "/gateways").json() == {"gateways": [expected]}


def test_create_and_get_in_xml(client: Client) -> None:
    client.gateway()
    created = client.api("POST", "/gateways", data=WEST_XML, headers={**XML_IN, **AS_XML})
    assert (created.status_code, created.text) == (200, "8")
    assert created.headers["Content-Type"] == "application/xml"
    assert client.api("GET", "/gateways/8", headers=AS_XML).text == (
        f"{DECLARATION}<Gateway><id>8</id><name>pri-west</name><description>west</description><Model>"
        "<modelId>genericGatewayStandard</modelId><label>Unmanaged gateway</label></Model><enabled>true</enabled>"
        "<address>10.20.0.6</address><addressPort>0</addressPort><outboundPort>5060</outboundPort>"
        "<addressTransport>none</addressTransport><shared>true</shared><useInternalBridge>false</useInternalBridge>"
        "<CallerAliasInfo><anonymous>false</anonymous><ignoreUserInfo>false</ignoreUserInfo>"
        "<transformUserExtension>false</transformUserExtension><keepDigits>0</keepDigits></CallerAliasInfo></Gateway>"
    )


def test_models(client: Client) -> None:
    models = client.api("GET", "/gateways/models").json()["models"]
    ids = [model["modelId"] for model in models]
    assert ids == sorted(ids)
    assert {"modelId": "sipTrunkStandard", "label": "SIP trunk", "vendor": None, "versions": None} in models
    assert {
        "modelId": "genericGatewayStandard",
        "label": "Unmanaged gateway",
        "vendor": None,
        "versions": None,
    } in models
    assert not any(key.startswith("itsp") for key in ids)
    audiocodes = next(model for model in models if model["modelId"] == "audiocodesMP1X4_4_FXO")
    assert audiocodes["versions"][0] == "audiocodes6.0"
    assert audiocodes["versions"][-1] == "audiocodes5.0"
    xml = client.api("GET", "/gateways/models", headers=AS_XML).text
    assert "<Model><modelId>sipTrunkStandard</modelId><label>SIP trunk</label></Model>" in xml
    assert "<Versions><Version>audiocodes6.0</Version>" in xml


def test_an_unknown_number_is_404_with_the_exception(client: Client) -> None:
    row = "No row with the given identifier exists: [org.sipfoundry.sipxconfig.gateway.Gateway#999]"
    response = client.api("GET", "/gateways/999")
    assert response.status_code == 404
    assert response.text == (
        "org.springframework.orm.hibernate3.HibernateObjectRetrievalFailureException: "
        f"{row}; nested exception is org.hibernate.ObjectNotFoundException: {row}"
    )
    assert response.headers["Content-Type"] == "application/json"


# ---- list and paths


def test_a_path_extension_picks_the_format(client: Client) -> None:
    key = client.gateway()
    assert client.api("GET", "/gateways.json").headers["Content-Type"] == "application/json"
    assert client.api("GET", "/gateways.xml").text.startswith(DECLARATION + "<Gateways>")
    assert client.api("GET", f"/gateways/{key}.xml").text.startswith(DECLARATION + "<Gateway>")
    assert client.api("GET", "/gateways/").json() == client.api("GET", "/gateways").json()


def test_one_gateway_that_cannot_be_shown_spoils_the_list(client: Client) -> None:
    client.gateway("good")
    state = client.pbx.state()
    state["tables"]["gateways"]["7"]["model"] = "removedModel"
    client.pbx.load(state)
    assert client.api("GET", "/gateways").status_code == 500
    state["tables"]["gateways"]["7"].update(model="genericGatewayStandard", addressTransport=None)
    client.pbx.load(state)
    assert client.api("GET", "/gateways").status_code == 500


def test_a_serial_number_finds_a_gateway(client: Client) -> None:
    client.gateway()
    response = client.api("GET", "/gateways/001122aabbcc")
    assert response.status_code == 500
    assert response.text == "java.lang.IllegalArgumentException: id to load is required for loading"
    state = client.pbx.state()
    for serial in ("001122aabbcc", "123456789012"):
        state["tables"]["gateways"]["7"]["serialNo"] = serial
        client.pbx.load(state)
        assert client.api("GET", f"/gateways/{serial}").json()["serialNo"] is None
    state["tables"]["gateways"]["7"]["serialNo"] = "4711"
    client.pbx.load(state)
    assert client.api("GET", "/gateways/4711").status_code == 404


# ---- create


def test_omitted_fields_are_false_zero_and_null(client: Client) -> None:
    body = {
        "name": "bare",
        "model": {"modelId": "sipTrunkStandard"},
        "addressTransport": "tls",
        "callerAliasInfo": {},
    }
    key = int(client.api("POST", "/gateways", json=body).text)
    stored = get(client, key)
    assert stored == {
        **dict.fromkeys(KEYS),
        "id": key,
        "name": "bare",
        "model": {"modelId": "sipTrunkStandard", "label": "SIP trunk", "vendor": None, "versions": None},
        "enabled": False,
        "addressPort": 0,
        "outboundPort": 0,
        "addressTransport": "tls",
        "shared": False,
        "useInternalBridge": False,
        "callerAliasInfo": NO_ALIAS,
    }


@pytest.mark.parametrize("model", [{}, {"model": None}])
def test_create_without_a_model(client: Client, model: dict[str, Any]) -> None:
    body = {**gateway_body(), **model}
    if not model:
        del body["model"]
    response = post(client, body)
    assert (response.status_code, response.text) == (404, "No such phone model defined")


def test_create_with_an_unknown_model(client: Client) -> None:
    response = client.api("POST", "/gateways", json=gateway_body(model={"modelId": "X"}))
    assert response.status_code == 500
    assert response.text == "java.lang.IllegalArgumentException: No such model with id 'X'"


def test_create_with_an_empty_model(client: Client) -> None:
    response = client.api("POST", "/gateways", json=gateway_body(model={}))
    assert (response.status_code, response.text) == (500, "java.lang.NullPointerException")


def test_provider_templates_are_models_too(client: Client) -> None:
    key = client.gateway(model={"modelId": "itspBandwidth"})
    assert client.api("GET", f"/gateways/{key}/settings").json()["settings"]


def test_a_duplicate_name(client: Client) -> None:
    client.gateway("one")
    response = client.api("POST", "/gateways", json=gateway_body("one"))
    assert response.status_code == 500
    assert response.text == ("org.sipfoundry.sipxconfig.gateway.GatewayContextImpl$DuplicateNameException: &error.duplicateNameException")
    assert response.headers["Content-Type"] == "application/json"
    client.gateway("One")


def test_two_gateways_may_share_address_and_port(client: Client) -> None:
    client.gateway("one")
    client.gateway("two")


@pytest.mark.parametrize(
    "change",
    [
        {"addressTransport": None},
        {"addressTransport": "UDP"},
        {"addressTransport": "sctp"},
        {"callerAliasInfo": None},
    ],
)
def test_the_database_refuses_nulls(client: Client, change: dict[str, Any]) -> None:
    response = client.api("POST", "/gateways", json=gateway_body(**change))
    assert response.status_code == 500
    assert response.text.startswith("org.springframework.dao.DataIntegrityViolationException: ")
    assert client.api("GET", "/gateways").json() == {"gateways": []}


def test_an_id_in_the_body_is_ignored(client: Client) -> None:
    assert client.gateway(id=99) == 7


def test_an_unknown_key_is_refused_in_json_and_ignored_in_xml(client: Client) -> None:
    response = client.api("POST", "/gateways", json=gateway_body(colour="red"))
    assert response.status_code == 500
    assert response.text.startswith("org.codehaus.jackson.map.exc.UnrecognizedPropertyException: Unrecognized field")
    assert response.headers["Content-Type"] == "text/xml"
    body = WEST_XML.replace("<name>", "<colour>red</colour><name>")
    assert client.api("POST", "/gateways", data=body, headers=XML_IN).status_code == 200


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("", "java.io.EOFException: No content to map to Object due to end of input"),
        ("{", "org.codehaus.jackson.JsonParseException: "),
        ("[]", "org.codehaus.jackson.map.JsonMappingException: "),
        ('"x"', "org.codehaus.jackson.map.JsonMappingException: "),
        ('{"branch":"floor1"}', "org.codehaus.jackson.map.JsonMappingException: "),
        ('{"name":{}}', "org.codehaus.jackson.map.JsonMappingException: "),
        ('{"addressPort":"x"}', "org.codehaus.jackson.map.JsonMappingException: "),
    ],
)
def test_bad_json(client: Client, body: str, text: str) -> None:
    response = client.api("POST", "/gateways", data=body, headers=JSON_IN)
    assert response.status_code == 500
    assert response.text.startswith(text)


@pytest.mark.parametrize("body", [WEST_XML.replace("Gateway>", "gateway>"), "<Gateway>", "x"])
def test_bad_xml_is_a_400_shown_as_500(client: Client, body: str) -> None:
    response = client.api("POST", "/gateways", data=body, headers=XML_IN)
    assert (response.status_code, response.text) == (500, "javax.ws.rs.BadRequestException: HTTP 400 Bad Request")


def test_xml_in_answers_json_by_default(client: Client) -> None:
    response = client.api("POST", "/gateways", data=WEST_XML, headers={"Content-Type": "text/xml"})
    assert (response.text, response.headers["Content-Type"]) == ("7", "application/json")


def test_coercions(client: Client) -> None:
    body = gateway_body(prefix=9, addressPort="5070", outboundPort=None, shared=1, enabled="true", useInternalBridge=None)
    stored = get(client, int(post(client, body).text))
    assert [stored[k] for k in ("prefix", "addressPort", "outboundPort", "shared", "enabled", "useInternalBridge")] == [
        "9",
        5070,
        0,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("word", ["yes", "True", "1"])
def test_other_words_are_no_truth_values(client: Client, word: str) -> None:
    assert client.api("POST", "/gateways", json=gateway_body(shared=word)).status_code == 500


def test_nothing_is_checked_or_normalised(client: Client) -> None:
    values: dict[str, Any] = {"address": " not an address ", "addressPort": 99999, "name": " pri ", "description": ""}
    stored = get(client, int(client.api("POST", "/gateways", json=gateway_body(**values)).text))
    assert {key: stored[key] for key in values} == values


def test_an_unknown_branch_is_dropped_without_a_word(client: Client) -> None:
    client.branch("floor1")
    for branch in ({"name": "flor1"}, {"id": 3}, {}, None):
        key = client.gateway(f"gw {branch}", branch=branch)
        assert get(client, key)["branch"] is None


def test_a_new_gateway_is_in_no_rule(client: Client) -> None:
    key = client.gateway()
    rules = client.api("GET", f"/gateways/{key}/availablerules").json()["rules"]
    assert [rule["name"] for rule in rules] == [
        "Emergency",
        "International",
        "Local",
        "Long Distance",
        "Restricted",
        "Toll free",
    ]


# ---- update


def test_an_update_replaces_everything_but_settings_ports_and_rules(client: Client) -> None:
    client.branch("floor1")
    key = client.gateway("one", model={"modelId": "audiocodesMP1X4_4_FXO"}, branch={"name": "floor1"}, shared=True)
    client.api("POST", f"/gateways/{key}/ports")
    client.api("PUT", f"/gateways/{key}/rules/1")
    client.api("PUT", f"/gateways/{key}/settings/SIP_general/MaxActiveCalls", data="7", headers={"Content-Type": "text/plain"})
    before = client.pbx.state()["tables"]["gateways"][str(key)]
    body = {
        "name": "two",
        "model": {"modelId": "audiocodesMP1X4_4_FXO"},
        "addressTransport": "tcp",
        "callerAliasInfo": {"keepDigits": 4},
    }
    response = client.api("PUT", f"/gateways/{key}", json=body)
    assert (response.status_code, response.text) == (200, str(key))
    stored = get(client, key)
    assert stored["branch"] is None
    assert (stored["enabled"], stored["shared"], stored["address"], stored["addressPort"]) == (False, False, None, 0)
    assert stored["callerAliasInfo"] == {**NO_ALIAS, "keepDigits": 4}
    assert stored["deviceVersion"] == "audiocodes6.0"
    after = client.pbx.state()["tables"]["gateways"][str(key)]
    assert (after["settings"], after["ports"]) == (before["settings"], before["ports"])
    assert client.pbx.state()["tables"]["rules"]["1"]["gateways"] == [key]


@pytest.mark.parametrize("model", [None, {}, {"modelId": "X"}])
def test_an_update_needs_a_known_model(client: Client, model: Any) -> None:
    key = client.gateway()
    assert client.api("PUT", f"/gateways/{key}", json=gateway_body(model=model)).status_code == 500


def test_an_update_of_an_unknown_gateway(client: Client) -> None:
    assert client.api("PUT", "/gateways/999", json=gateway_body()).status_code == 404


def test_a_rename_to_a_taken_name(client: Client) -> None:
    client.gateway("one")
    key = client.gateway("two")
    assert client.api("PUT", f"/gateways/{key}", json=gateway_body("one")).status_code == 500
    assert client.api("PUT", f"/gateways/{key}", json=gateway_body("two")).status_code == 200


def test_the_branch_of_an_answer_cannot_be_sent_back(client: Client) -> None:
    client.branch("floor1")
    key = client.gateway(branch={"name": "floor1"})
    stored = get(client, key)
    assert client.api("PUT", f"/gateways/{key}", json=stored).status_code == 500
    for refused in ("entityIdentifier", "configChangeType", "entityName", "validUser", "replicationEnabled"):
        body = gateway_body(branch={"name": "floor1", refused: stored["branch"][refused]})
        assert client.api("PUT", f"/gateways/{key}", json=body).status_code == 500
    body = gateway_body(branch={"name": "floor1", "routes": {"empty": True}})
    assert client.api("PUT", f"/gateways/{key}", json=body).status_code == 500
    accepted = {k: stored["branch"][k] for k in ("id", "description", "address", "locations", "timeZone")}
    body = gateway_body(branch={**accepted, "name": "floor1"})
    assert client.api("PUT", f"/gateways/{key}", json=body).status_code == 200
    assert get(client, key)["branch"]["name"] == "floor1"


def test_a_device_version_that_is_sent_is_spoilt(client: Client) -> None:
    key = client.gateway(model={"modelId": "audiocodesTP260"})
    assert get(client, key)["deviceVersion"] == "audiocodes6.0"
    body = gateway_body(model={"modelId": "audiocodesTP260"}, deviceVersion="audiocodes6.0")
    assert client.api("PUT", f"/gateways/{key}", json=body).status_code == 200
    assert get(client, key)["deviceVersion"] == "nullaudiocodes6.0"
    again = client.api("PUT", f"/gateways/{key}", json=body)
    assert again.status_code == 500
    assert "The Enum name must be unique" in again.text
    body["deviceVersion"] = None
    assert client.api("PUT", f"/gateways/{key}", json=body).status_code == 200
    assert get(client, key)["deviceVersion"] == "nullaudiocodes6.0"


# ---- delete


def test_delete_and_delete_again(client: Client) -> None:
    key = client.gateway()
    response = client.api("DELETE", f"/gateways/{key}")
    assert (response.status_code, response.text, response.headers["Content-Length"]) == (200, "", "0")
    assert "Content-Type" not in response.headers
    assert client.api("DELETE", f"/gateways/{key}").status_code == 404


def test_a_gateway_in_a_rule_cannot_be_deleted(client: Client) -> None:
    key = client.gateway()
    client.api("PUT", f"/gateways/{key}/rules/1")
    assert client.api("DELETE", f"/gateways/{key}").status_code == 500
    assert get(client, key)["id"] == key
    client.api("DELETE", f"/gateways/{key}/rules/1")
    assert client.api("DELETE", f"/gateways/{key}").status_code == 200


# ---- methods


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/gateways"),
        ("DELETE", "/gateways"),
        ("POST", "/gateways/7"),
        ("PATCH", "/gateways/7"),
        ("POST", "/gateways/models"),
        ("PUT", "/gateways/7/settings"),
        ("POST", "/gateways/7/settings"),
        ("DELETE", "/gateways/7/settings"),
        ("PUT", "/gateways/7/ports/4/settings"),
        ("DELETE", "/gateways/7/ports/4/settings"),
        ("GET", "/gateways/7/ports/4"),
        ("PUT", "/gateways/7/ports/4"),
        ("GET", "/gateways/7/rules/1"),
        ("POST", "/gateways/7/rules/1"),
    ],
)
def test_methods_that_are_not_routed(client: Client, fork: Client, method: str, path: str) -> None:
    response = client.api(method, path)
    assert response.status_code == 500
    assert response.text == "javax.ws.rs.ClientErrorException: HTTP 405 Method Not Allowed"
    assert response.headers["Content-Type"] == "text/xml"
    assert fork.api(method, path).status_code == 405


def test_delete_of_the_models_is_a_bad_id(client: Client) -> None:
    assert "id to load is required" in client.api("DELETE", "/gateways/models").text


def test_head_works_as_get(client: Client) -> None:
    response = client.api("HEAD", "/gateways")
    assert (response.status_code, response.text) == (200, "")
    assert response.headers["Content-Length"] == str(len('{"gateways":[]}'))


def test_a_singular_port_is_not_routed(client: Client) -> None:
    key = client.gateway()
    assert client.api("GET", f"/gateways/{key}/port/4/settings").text == ("javax.ws.rs.ClientErrorException: HTTP 404 Not Found")
