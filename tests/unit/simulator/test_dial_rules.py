# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The dial plan: every documented example, and one test a promise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .clients import AS_XML, TEXT, Client

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
XML_IN = {"Content-Type": "application/xml"}
JSON_IN = {"Content-Type": "application/json"}
COMMON = "org.sipfoundry.sipxconfig.common."
EMPTY: dict[str, Any] = {
    "id": None,
    "name": None,
    "enabled": False,
    "type": None,
    "description": None,
    "scheduleId": None,
    "permissions": {"names": []},
    "gatewayAware": False,
    "authorizationChecked": True,
    "internal": False,
    "mediaServerHostname": None,
    "mediaServerType": None,
    "dialPatterns": None,
    "callPattern": None,
    "pstnPrefix": None,
    "pstnPrefixOptional": False,
    "longDistancePrefix": None,
    "longDistancePrefixOptional": False,
    "areaCodes": None,
    "externalLen": 0,
    "optionalPrefix": None,
    "emergencyNumber": None,
    "afterHoursAttendant": None,
    "afterHoursAttendantEnabled": False,
    "holidayAttendant": None,
    "workingTimeAttendant": None,
    "holidayAttendantPeriods": None,
    "workingTimeAttendantPeriods": None,
    "extension": None,
    "attendantAliases": None,
    "did": None,
    "enableLiveAttendant": False,
}
EMERGENCY = {
    **EMPTY,
    "id": 1,
    "name": "Emergency",
    "type": "Emergency",
    "description": "Emergency dialing plan",
    "gatewayAware": True,
    "optionalPrefix": "9",
    "emergencyNumber": "911",
}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
HOURS = {"workingHours": [{"enabled": not day.startswith("S"), "start": 32400000, "stop": 64800000, "scheduledDay": day} for day in DAYS]}
NIGHT_DESK: dict[str, Any] = {
    "type": "Attendant",
    "name": "Night desk",
    "enabled": True,
    "description": "after six",
    "extension": "1450",
    "attendantAliases": "desk night",
    "did": None,
    "enableLiveAttendant": True,
    "afterHoursAttendant": None,
    "holidayAttendant": "After hours",
    "workingTimeAttendant": "Operator",
    "holidayAttendantPeriods": {"holidayPeriods": [{"startDate": 1735689600000, "endDate": 1735776000000}]},
    "workingTimeAttendantPeriods": HOURS,
}
CUSTOM = {
    "id": 21,
    "type": "Custom",
    "name": "Warehouse",
    "enabled": True,
    "description": None,
    "scheduleId": None,
    "permissions": ["LocalDialing"],
    "gateways": [7],
    "dialPatterns": {"patterns": [{"prefix": "7", "digits": 4}]},
    "callPattern": {"prefix": "", "callDigits": "digits"},
}


def rules(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.api("GET", "/rules").json()["rules"]
    return found


def rule(client: Client, key: int) -> dict[str, Any]:
    found: dict[str, Any] = client.api("GET", f"/rules/{key}").json()
    return found


def post(client: Client, **body: Any) -> Any:
    return client.api("POST", "/rules", json=body)


def put(client: Client, key: int, **body: Any) -> Any:
    return client.api("PUT", f"/rules/{key}", json=body)


def with_custom(client: Client, **change: Any) -> None:
    state = client.pbx.state()
    state["tables"]["rules"]["21"] = {**CUSTOM, **change}
    client.pbx.load(state)


# ---- examples


def test_the_first_rule_of_the_list(client: Client) -> None:
    response = client.api("GET", "/rules")
    assert response.json()["rules"][0] == EMERGENCY
    assert list(response.json()["rules"][0]) == list(EMPTY)


def test_a_rule_in_xml(client: Client) -> None:
    put(client, 1, **{**EMERGENCY, "enabled": True})
    assert client.api("GET", "/rules/1", headers=AS_XML).text == (
        f"{DECLARATION}<Rule><id>1</id><name>Emergency</name><enabled>true</enabled><type>Emergency</type>"
        "<description>Emergency dialing plan</description><permissions/><gatewayAware>true</gatewayAware>"
        "<authorizationChecked>true</authorizationChecked><internal>false</internal>"
        "<pstnPrefixOptional>false</pstnPrefixOptional><longDistancePrefixOptional>false</longDistancePrefixOptional>"
        "<externalLen>0</externalLen><optionalPrefix>9</optionalPrefix><emergencyNumber>911</emergencyNumber>"
        "<afterHoursAttendantEnabled>false</afterHoursAttendantEnabled>"
        "<enableLiveAttendant>false</enableLiveAttendant></Rule>"
    )


def test_switching_the_emergency_rule_on(client: Client) -> None:
    response = put(
        client,
        1,
        name="Emergency",
        enabled=True,
        type="Emergency",
        description="Emergency dialing plan",
        scheduleId=None,
        optionalPrefix="9",
        emergencyNumber="911",
    )
    assert (response.status_code, response.text) == (200, "1")
    assert rule(client, 1) == {**EMERGENCY, "enabled": True}


def test_a_second_emergency_rule(client: Client) -> None:
    body = {
        "name": "Emergency test",
        "enabled": False,
        "type": "Emergency",
        "emergencyNumber": "933",
        "optionalPrefix": "9",
    }
    response = post(client, **body)
    assert (response.status_code, response.text) == (200, "14")
    assert response.headers["Content-Type"] == "application/json"
    assert rule(client, 14) == {**EMPTY, **body, "id": 14, "gatewayAware": True}
    assert rules(client)[-1]["id"] == 14


def test_a_duplicate_name_is_409(client: Client) -> None:
    response = post(client, name="Emergency", type="Emergency", emergencyNumber="1")
    assert response.status_code == 409
    assert response.text == f"User exception during creation {COMMON}NameInUseException"


def test_a_custom_rule_with_one_gateway(client: Client) -> None:
    with_custom(client)
    assert rule(client, 21) == {
        **EMPTY,
        "id": 21,
        "name": "Warehouse",
        "enabled": True,
        "type": "Custom",
        "permissions": {"names": ["LocalDialing"]},
        "gatewayAware": True,
        "dialPatterns": {"patterns": [{"prefix": "7", "digits": 4}]},
        "callPattern": {"prefix": "", "callDigits": "digits"},
    }
    xml = client.api("GET", "/rules/21", headers=AS_XML).text
    assert "<permissions><Name>LocalDialing</Name></permissions>" in xml
    assert "<dialPatterns><DialPatterns><prefix>7</prefix><digits>4</digits></DialPatterns></dialPatterns>" in xml
    assert "<callPattern><prefix></prefix><callDigits>digits</callDigits></callPattern>" in xml


def test_an_attendant_rule(client: Client) -> None:
    post(client, name="first", type="Emergency")
    response = post(client, **NIGHT_DESK)
    assert (response.status_code, response.text) == (200, "15")
    assert rule(client, 15) == {**EMPTY, **NIGHT_DESK, "id": 15, "internal": True}


def test_the_template_names(client: Client) -> None:
    names = [
        "internalRule",
        "defaultCustomRule",
        "longDistanceRule",
        "localRule",
        "emergencyRule",
        "internationalRule",
        "attendantRule",
        "siteToSiteRule",
    ]
    assert client.api("GET", "/rules/raw").json() == {"names": names}
    assert client.api("GET", "/rules/raw", headers=AS_XML).text.startswith(f"{DECLARATION}<Names><Name>internalRule</Name>")


# ---- the default plan


def test_the_default_plan(client: Client) -> None:
    found = [(r["name"], r["type"], r["enabled"], r["description"]) for r in rules(client)]
    assert found == [
        ("Emergency", "Emergency", False, "Emergency dialing plan"),
        ("International", "Long_Distance", False, "International dialing"),
        ("Local", "Long_Distance", False, "Local dialing"),
        ("Long Distance", "Long_Distance", False, "Long distance dialing plan"),
        ("Restricted", "Long_Distance", False, "Restricted dialing"),
        ("Toll free", "Long_Distance", False, "Toll free dialing"),
        ("AutoAttendant", "Attendant", True, "Default autoattendant dialing plan"),
        ("Voicemail", "Internal", True, "Default voicemail dialing plan"),
    ]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("International", ("", False, "011", False, "", -1)),
        ("Local", ("9", False, "", True, "", 7)),
        ("Long Distance", ("9", True, "1", False, "", 10)),
        ("Restricted", ("", False, "", False, "900", 0)),
        ("Toll free", ("", False, "", False, "800, 866, 877, 888", 0)),
    ],
)
def test_the_default_long_distance_rules(client: Client, name: str, values: tuple[Any, ...]) -> None:
    found = next(r for r in rules(client) if r["name"] == name)
    keys = (
        "pstnPrefix",
        "pstnPrefixOptional",
        "longDistancePrefix",
        "longDistancePrefixOptional",
        "areaCodes",
        "externalLen",
    )
    assert tuple(found[key] for key in keys) == values
    assert found["permissions"] == {"names": []}


def test_the_default_attendant_and_voicemail(client: Client) -> None:
    attendant, voicemail = rules(client)[-2:]
    assert (attendant["extension"], attendant["attendantAliases"]) == ("100", "operator 0")
    assert (attendant["afterHoursAttendant"], attendant["afterHoursAttendantEnabled"]) == ("Operator", True)
    assert attendant["enableLiveAttendant"] is True
    assert attendant["holidayAttendantPeriods"] == {"holidayPeriods": []}
    hours = attendant["workingTimeAttendantPeriods"]["workingHours"]
    assert [(h["scheduledDay"], h["enabled"]) for h in hours] == [(d, not d.startswith("S")) for d in DAYS]
    assert all((h["start"] % 86400000, h["stop"] % 86400000) == (32400000, 64800000) for h in hours)
    assert voicemail["mediaServerType"] == "freeswitchMediaServer"
    assert (voicemail["internal"], voicemail["gatewayAware"]) == (True, False)


# ---- get


def test_an_unknown_rule(client: Client) -> None:
    for method in ("GET", "DELETE"):
        response = client.api(method, "/rules/99")
        assert response.status_code == 404
        assert response.text.endswith("[org.sipfoundry.sipxconfig.dialplan.DialingRule#99]")


def test_a_rule_that_is_no_number(client: Client) -> None:
    response = client.api("GET", "/rules/Emergency")
    assert (response.status_code, response.text) == (500, "javax.ws.rs.ClientErrorException: HTTP 404 Not Found")


# ---- create


@pytest.mark.parametrize("kind", [None, "International", "Local", "Mapping_Rule", "Intercom", "Paging", "Authorization_Code"])
def test_types_that_cannot_be_made(client: Client, kind: str | None) -> None:
    response = post(client, name="x", type=kind)
    assert (response.status_code, response.text) == (500, "java.lang.NullPointerException")
    assert len(rules(client)) == 8


@pytest.mark.parametrize("kind", ["emergency", "LongDistance", "x"])
def test_words_that_are_no_type(client: Client, kind: str) -> None:
    response = post(client, name="x", type=kind)
    assert response.status_code == 500
    assert response.text.startswith("org.codehaus.jackson.map.JsonMappingException: ")
    xml = client.api("POST", "/rules", data=f"<Rule><name>x</name><type>{kind}</type></Rule>", headers=XML_IN)
    assert xml.text == "java.lang.NullPointerException"


@pytest.mark.parametrize("kind", ["Custom", "Site_To_Site"])
def test_custom_rules_can_never_be_made(client: Client, kind: str) -> None:
    patterns = {"patterns": [{"prefix": "7", "digits": 4}]}
    call = {"prefix": "", "callDigits": "vdigits"}
    response = post(client, name="x", type=kind, dialPatterns=patterns, callPattern=call)
    assert response.status_code == 500
    assert response.text == ("java.lang.IllegalArgumentException: The Enum name must be unique, 'vdigits' has already been added")
    for half in ({"dialPatterns": patterns}, {"callPattern": call}):
        assert post(client, name="x", type=kind, **half).text == "java.lang.NullPointerException"


def test_an_attendant_needs_working_hours(client: Client) -> None:
    response = post(client, **{**NIGHT_DESK, "workingTimeAttendantPeriods": None})
    assert (response.status_code, response.text) == (500, "java.lang.NullPointerException")


def test_a_working_day_needs_its_name(client: Client) -> None:
    hours = {"workingHours": [{"enabled": True, "start": 0, "stop": 1}]}
    assert post(client, **{**NIGHT_DESK, "workingTimeAttendantPeriods": hours}).status_code == 500


@pytest.mark.parametrize("body", ['{"name":"x","type":"Emergency","permissionNames":[]}', "{", ""])
def test_bad_json(client: Client, body: str) -> None:
    assert client.api("POST", "/rules", data=body, headers=JSON_IN).status_code == 500


def test_wrong_content_type(client: Client) -> None:
    response = client.api("POST", "/rules", data="x", headers=TEXT)
    assert response.text == "javax.ws.rs.ClientErrorException: HTTP 415 Unsupported Media Type"


@pytest.mark.parametrize("kind", ["Long_Distance", "Restricted", "Toll_free"])
def test_three_types_are_one(client: Client, kind: str) -> None:
    key = int(post(client, name="far", type=kind, externalLen="10", areaCodes="423").text)
    stored = rule(client, key)
    assert (stored["type"], stored["externalLen"], stored["areaCodes"]) == ("Long_Distance", 10, "423")
    assert (stored["pstnPrefix"], stored["permissions"]) == (None, {"names": []})


def test_a_rule_without_name_is_409(client: Client) -> None:
    response = post(client, type="Emergency")
    assert response.status_code == 409
    assert response.text.startswith("User exception during creation org.springframework.dao.")


def test_a_second_voicemail_rule_clashes_while_101_is_taken(client: Client) -> None:
    response = post(client, name="vm2", type="Internal")
    assert (response.status_code, response.text.split()[-1]) == (409, f"{COMMON}ExtensionInUseException")
    client.api("DELETE", "/rules/8")
    assert post(client, name="vm2", type="Internal", mediaServerType="exchangeUmMediaServer").status_code == 200


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"extension": "100"}, "ExtensionInUseException"),
        ({"extension": "superadmin"}, "ExtensionInUseException"),
        ({"attendantAliases": "desk operator"}, "ExtensionInUseException"),
        ({"did": "101"}, "DidInUseException"),
        ({"did": "1450"}, "UserException"),
        ({"name": "Voicemail"}, "NameInUseException"),
    ],
)
def test_names_that_are_taken(client: Client, change: dict[str, str], error: str) -> None:
    response = post(client, **{**NIGHT_DESK, **change})
    assert (response.status_code, response.text) == (409, f"User exception during creation {COMMON}{error}")


def test_an_attendant_that_does_not_exist_is_made(client: Client) -> None:
    post(client, **{**NIGHT_DESK, "workingTimeAttendant": "Nobody"})
    attendants = client.pbx.state()["tables"]["attendants"].values()
    assert [a["name"] for a in attendants] == ["Operator", "After hours", "Nobody"]


def test_what_is_read_only_is_accepted_and_ignored(client: Client) -> None:
    key = int(
        post(
            client,
            id=77,
            name="x",
            type="Emergency",
            permissions={"names": ["LocalDialing"]},
            gatewayAware=False,
            authorizationChecked=False,
            internal=True,
        ).text
    )
    assert key == 14
    stored = rule(client, key)
    assert (stored["permissions"], stored["gatewayAware"], stored["internal"]) == ({"names": []}, True, False)


def test_enabled_without_gateways_is_accepted(client: Client) -> None:
    key = int(post(client, name="x", type="Emergency", enabled=True).text)
    assert rule(client, key)["enabled"] is True


# ---- update


def test_an_update_replaces_the_fields_of_the_type(client: Client) -> None:
    assert put(client, 1, name="Emergency", type="Emergency").text == "1"
    assert rule(client, 1) == {
        **EMERGENCY,
        "description": None,
        "optionalPrefix": None,
        "emergencyNumber": None,
    }


def test_an_update_without_enabled_switches_off(client: Client) -> None:
    put(client, 1, **{**EMERGENCY, "enabled": True})
    body = {key: value for key, value in EMERGENCY.items() if key != "enabled"}
    put(client, 1, **body)
    assert rule(client, 1)["enabled"] is False


def test_an_update_keeps_gateways_and_place(client: Client) -> None:
    key = client.gateway()
    client.api("PUT", f"/gateways/{key}/rules/1")
    put(client, 1, **{**EMERGENCY, "name": "911"})
    assert rules(client)[0]["name"] == "911"
    assert client.pbx.state()["tables"]["rules"]["1"]["gateways"] == [key]


def test_an_update_without_type_writes_the_common_fields_only(client: Client) -> None:
    with_custom(client)
    assert put(client, 21, name="Store", description="d", enabled=False).text == "21"
    stored = rule(client, 21)
    assert (stored["name"], stored["description"], stored["enabled"]) == ("Store", "d", False)
    assert stored["dialPatterns"] == {"patterns": [{"prefix": "7", "digits": 4}]}
    assert put(client, 1, name="E", enabled=True).status_code == 200
    assert rule(client, 1)["emergencyNumber"] == "911"


def test_a_custom_rule_cannot_be_put_back(client: Client) -> None:
    with_custom(client)
    response = put(client, 21, **rule(client, 21))
    assert response.status_code == 500
    assert "The Enum name must be unique, 'digits'" in response.text


@pytest.mark.parametrize("key", [1, 3, 7, 8])
def test_other_rules_can_be_put_back_as_they_are(client: Client, key: int) -> None:
    before = rule(client, key)
    assert put(client, key, **before).status_code == 200
    assert rule(client, key) == before


def test_the_type_cannot_change(client: Client) -> None:
    response = put(client, 1, name="Emergency", type="Long_Distance")
    assert response.status_code == 500
    assert response.text.startswith("java.lang.ClassCastException")
    for kind in ("Long_Distance", "Restricted", "Toll_free"):
        assert put(client, 3, name="Local", type=kind).status_code == 200


def test_an_update_to_a_taken_name(client: Client) -> None:
    response = put(client, 1, **{**EMERGENCY, "name": "Local"})
    assert (response.status_code, response.text) == (409, f"User exception during update {COMMON}NameInUseException")
    assert rule(client, 1) == EMERGENCY


def test_an_update_of_an_unknown_rule(client: Client) -> None:
    assert put(client, 99, **EMERGENCY).status_code == 404


def test_an_unknown_schedule_is_cleared_without_a_word(client: Client) -> None:
    state = client.pbx.state()
    state["tables"]["schedules"] = {"5": {"id": 5, "type": "G", "name": "day"}, "6": {"id": 6, "type": "S"}}
    client.pbx.load(state)
    for wanted, kept in ((5, 5), (6, None), (99, None)):
        assert put(client, 1, **{**EMERGENCY, "scheduleId": wanted}).status_code == 200
        assert rule(client, 1)["scheduleId"] == kept


def test_holidays_are_lost_in_xml(client: Client) -> None:
    key = int(post(client, **NIGHT_DESK).text)
    xml = client.api("GET", f"/rules/{key}", headers=AS_XML).text
    assert (
        "<holidayAttendantPeriods><holidayPeriods><startDate>2025-01-01T00:00:00Z</startDate>"
        "<endDate>2025-01-02T00:00:00Z</endDate></holidayPeriods></holidayAttendantPeriods>"
    ) in xml
    assert "<stop>1970-01-01T18:00:00Z</stop><scheduledDay>MONDAY</scheduledDay></workingHours>" in xml
    assert client.api("PUT", f"/rules/{key}", data=xml, headers=XML_IN).text == str(key)
    stored = rule(client, key)
    assert stored["holidayAttendantPeriods"] == {"holidayPeriods": []}
    assert stored["workingTimeAttendantPeriods"] == HOURS


@pytest.mark.parametrize("day", ["MONDAY", "Every_Day", "everyday"])
def test_days_are_spelt_in_their_own_way_in_json(client: Client, day: str) -> None:
    hours = {"workingHours": [{"enabled": True, "start": 0, "stop": 1, "scheduledDay": day}]}
    assert post(client, **{**NIGHT_DESK, "workingTimeAttendantPeriods": hours}).status_code == 500


def test_the_list_of_working_hours_replaces_the_stored_one(client: Client) -> None:
    hours = {"workingHours": [{"enabled": True, "start": 0, "stop": 1, "scheduledDay": "Every_day"}]}
    key = int(post(client, **NIGHT_DESK).text)
    put(client, key, **{**NIGHT_DESK, "workingTimeAttendantPeriods": hours, "holidayAttendantPeriods": None})
    stored = rule(client, key)
    assert stored["workingTimeAttendantPeriods"] == hours
    assert stored["holidayAttendantPeriods"] == {"holidayPeriods": []}


# ---- delete and methods


def test_any_rule_can_be_deleted(client: Client) -> None:
    key = client.gateway()
    client.api("PUT", f"/gateways/{key}/rules/1")
    response = client.api("DELETE", "/rules/1")
    assert (response.status_code, response.text) == (200, "")
    assert client.api("DELETE", "/rules/1").status_code == 404
    assert client.api("DELETE", f"/gateways/{key}").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "real"),
    [
        ("PUT", "/rules", 405),
        ("DELETE", "/rules", 405),
        ("POST", "/rules/1", 405),
        ("POST", "/rules/raw", 405),
        ("PUT", "/rules/raw", 404),
        ("DELETE", "/rules/raw", 404),
    ],
)
def test_methods_that_are_not_routed(client: Client, method: str, path: str, real: int) -> None:
    response = client.api(method, path, data=json.dumps(EMERGENCY), headers=JSON_IN)
    assert response.status_code == 500
    assert f"HTTP {real} " in response.text
