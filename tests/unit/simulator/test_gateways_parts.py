# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What hangs on a gateway: its settings, its ports, and its place in dial rules."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_XML, TEXT, Client, gateway_body

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TRUNK = {"modelId": "sipTrunkStandard"}
FXO = {"modelId": "audiocodesMP1X4_4_FXO"}
INTERVAL = "/settings/itsp-account/registration-interval"

TRUNK_SETTINGS = [
    ("user-name", "string", None),
    ("authentication-user-name", "string", None),
    ("password", "string", None),
    ("register-on-initialization", "boolean", "false"),
    ("itsp-proxy-address", "string", "10.20.0.5"),
    ("use-global-addressing", "boolean", "true"),
    ("strip-private-headers", "boolean", "false"),
    ("default-asserted-identity", "boolean", "true"),
    ("asserted-identity", "string", None),
    ("is-from-itsp", "boolean", None),
    ("default-preferred-identity", "boolean", "false"),
    ("preferred-identity", "string", None),
    ("is-user-phone", "boolean", "true"),
    ("itsp-registrar-address", "string", None),
    ("itsp-registrar-listening-port", "integer", None),
    ("registration-interval", "integer", "600"),
    ("sip-session-timer-interval-seconds", "integer", "1800"),
    ("sip-keepalive-method", "enum", "CR-LF"),
    ("rtp-keepalive-method", "enum", "NONE"),
    ("route-by-to-header", "boolean", "false"),
    ("always-relay-media", "boolean", "true"),
]


def put(client: Client, path: str, value: str) -> Any:
    return client.api("PUT", path, data=value.encode(), headers=TEXT)


@pytest.fixture
def trunk(client: Client) -> str:
    """The path of a SIP trunk."""
    return f"/gateways/{client.gateway(model=TRUNK)}"


@pytest.fixture
def fxo(client: Client) -> str:
    """The path of a gateway with ports."""
    return f"/gateways/{client.gateway(model=FXO)}"


def value(client: Client, path: str) -> Any:
    return client.api("GET", path).json()["value"]


# ---- settings


def test_all_settings_of_a_trunk(client: Client, trunk: str) -> None:
    settings = client.api("GET", f"{trunk}/settings").json()["settings"]
    found = [(s["path"].removeprefix("itsp-account/"), s["type"], s["defaultValue"]) for s in settings]
    assert found == TRUNK_SETTINGS
    assert list(settings[0]) == ["path", "type", "options", "value", "defaultValue", "label", "description"]
    assert all(s["value"] == s["defaultValue"] for s in settings)
    methods = next(s for s in settings if s["path"].endswith("sip-keepalive-method"))
    assert methods["options"] == {"NONE": None, "CR-LF": None}


def test_a_leaf_in_json(client: Client, trunk: str) -> None:
    response = put(client, trunk + INTERVAL, "300")
    assert (response.status_code, response.text) == (200, "")
    assert client.api("GET", trunk + INTERVAL).json() == {
        "path": "itsp-account/registration-interval",
        "type": "integer",
        "options": None,
        "value": "300",
        "defaultValue": "600",
        "label": None,
        "description": None,
    }


def test_a_leaf_in_xml(client: Client, trunk: str) -> None:
    response = client.api("GET", f"{trunk}/settings/itsp-account/sip-keepalive-method", headers=AS_XML)
    assert response.text == (
        f"{DECLARATION}<Setting><path>itsp-account/sip-keepalive-method</path><type>enum</type><options><entry>"
        "<key>NONE</key></entry><entry><key>CR-LF</key></entry></options><value>CR-LF</value>"
        "<defaultValue>CR-LF</defaultValue></Setting>"
    )


def test_a_group_and_the_root(client: Client, trunk: str) -> None:
    everything = client.api("GET", f"{trunk}/settings").json()
    for path in ("/settings/", "/settings/itsp-account", "/settings/itsp-account/"):
        assert client.api("GET", trunk + path).json() == everything


@pytest.mark.parametrize("name", ["itsp-proxy-domain", "itsp-proxy-listening-port", "itsp-transport", "sipxecs-lineids"])
def test_hidden_settings_cannot_be_read_but_written(client: Client, trunk: str, name: str) -> None:
    path = f"{trunk}/settings/itsp-account/{name}"
    assert client.api("GET", path).status_code == 404
    assert put(client, path, "x").status_code == 200
    assert client.api("GET", path).text == ""


def test_the_proxy_follows_the_address(client: Client, trunk: str) -> None:
    path = f"{trunk}/settings/itsp-account/itsp-proxy-address"
    assert value(client, path) == "10.20.0.5"
    client.api("PUT", trunk, json=gateway_body(model=TRUNK, address="10.9.9.9"))
    assert value(client, path) == "10.9.9.9"


def test_an_unknown_path(client: Client, trunk: str) -> None:
    path = f"{trunk}/settings/itsp-account/no-such"
    response = client.api("GET", path)
    assert (response.status_code, response.text) == (404, "")
    assert put(client, path, "1").status_code == 200
    assert client.api("GET", path).status_code == 404
    response = client.api("DELETE", path)
    assert (response.status_code, response.text) == (500, "java.lang.NullPointerException")


def test_a_group_cannot_be_written(client: Client, trunk: str) -> None:
    for method, arguments in (("PUT", {"data": "x", "headers": TEXT}), ("DELETE", {})):
        response = client.api(method, f"{trunk}/settings/itsp-account", **arguments)
        assert response.status_code == 500
        assert response.text == "java.lang.UnsupportedOperationException: itsp-account"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_path_below_a_leaf(client: Client, trunk: str, method: str) -> None:
    arguments: dict[str, Any] = {"data": "x", "headers": TEXT} if method == "PUT" else {}
    response = client.api(method, f"{trunk}{INTERVAL}/more", **arguments)
    assert response.status_code == 500
    assert response.text == ("java.lang.UnsupportedOperationException: Cannot get settings from another setting, only groups")


def test_nothing_is_validated(client: Client, trunk: str) -> None:
    for name, text in (("sip-keepalive-method", "BOGUS"), ("is-user-phone", "True"), ("registration-interval", "abc")):
        path = f"{trunk}/settings/itsp-account/{name}"
        assert put(client, path, text).status_code == 200
        assert value(client, path) == text


def test_the_body_is_stored_byte_for_byte(client: Client, trunk: str) -> None:
    put(client, trunk + INTERVAL, "300\n")
    assert value(client, trunk + INTERVAL) == "300\n"
    put(client, f"{trunk}/settings/itsp-account/password", " Größe€ ")
    assert value(client, f"{trunk}/settings/itsp-account/password") == " Größe€ "


def test_an_empty_value_reads_as_null(client: Client, trunk: str) -> None:
    put(client, trunk + INTERVAL, "")
    assert client.api("GET", trunk + INTERVAL).json()["value"] is None
    assert client.api("GET", trunk + INTERVAL).json()["defaultValue"] == "600"
    assert "<value>" not in client.api("GET", trunk + INTERVAL, headers=AS_XML).text


def test_a_value_equal_to_the_default_follows_it(client: Client, trunk: str) -> None:
    path = f"{trunk}/settings/itsp-account/itsp-proxy-address"
    put(client, path, "10.1.1.1")
    put(client, path, "10.20.0.5")
    client.api("PUT", trunk, json=gateway_body(model=TRUNK, address="10.9.9.9"))
    assert value(client, path) == "10.9.9.9"


def test_reset(client: Client, trunk: str) -> None:
    put(client, trunk + INTERVAL, "300")
    for _ignored in range(2):
        response = client.api("DELETE", trunk + INTERVAL)
        assert (response.status_code, response.text) == (200, "")
        assert value(client, trunk + INTERVAL) == "600"


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("application/json", "ClientErrorException"),
        ("application/x-www-form-urlencoded", "ClientErrorException"),
        (None, "WebApplicationException"),
    ],
)
def test_values_are_plain_text(client: Client, trunk: str, kind: str | None, error: str) -> None:
    headers = {"Content-Type": kind} if kind else {}
    response = client.api("PUT", trunk + INTERVAL, data=b"300", headers=headers)
    assert response.status_code == 500
    assert response.text == f"javax.ws.rs.{error}: HTTP 415 Unsupported Media Type"
    charset = {"Content-Type": "text/plain; charset=utf-8"}
    assert client.api("PUT", trunk + INTERVAL, data=b"300", headers=charset).status_code == 200


def test_an_unmanaged_gateway_has_no_settings(client: Client) -> None:
    path = f"/gateways/{client.gateway()}/settings"
    response = client.api("GET", path)
    assert (response.status_code, response.text) == (404, "")
    assert client.api("GET", f"{path}/a/b").status_code == 500
    assert put(client, f"{path}/a/b", "x").status_code == 404
    assert client.api("DELETE", f"{path}/a/b").status_code == 404


def test_settings_of_an_unknown_gateway(client: Client) -> None:
    assert client.api("GET", "/gateways/999/settings").status_code == 404
    assert put(client, "/gateways/999/settings/a/b", "x").status_code == 404


def test_the_demonstration_model(client: Client) -> None:
    key = client.gateway(model={"modelId": "acmeGatewayStandard"})
    settings = client.api("GET", f"/gateways/{key}/settings").json()["settings"]
    assert [(s["path"], s["type"], s["options"]) for s in settings] == [
        ("basic/proxyAddress", "string", None),
        ("basic/displayColor", "enum", {"1": None, "2": None}),
    ]


def test_a_setting_whose_name_ends_like_a_format_needs_a_second_ending(client: Client, trunk: str) -> None:
    assert client.api("GET", f"{trunk}{INTERVAL}.xml").text.startswith(DECLARATION)
    assert client.api("GET", f"{trunk}{INTERVAL}.json").json()["value"] == "600"


# ---- ports


def ports(client: Client, path: str) -> list[int]:
    return [port["id"] for port in client.api("GET", f"{path}/ports").json()["ports"]]


def test_ports_are_added_and_listed(client: Client, fxo: str) -> None:
    for _ignored in range(2):
        response = client.api("POST", f"{fxo}/ports")
        assert (response.status_code, response.text) == (200, "")
    assert client.api("GET", f"{fxo}/ports").text == '{"ports":[{"id":4},{"id":5}]}'
    xml = client.api("GET", f"{fxo}/ports", headers=AS_XML).text
    assert xml == f"{DECLARATION}<Ports><Port><id>4</id></Port><Port><id>5</id></Port></Ports>"


def test_a_body_of_a_new_port_does_not_matter(client: Client, fxo: str) -> None:
    assert client.api("POST", f"{fxo}/ports", data=b"x", headers=TEXT).status_code == 200


@pytest.mark.parametrize(("model", "limit"), [(FXO, 4), (TRUNK, 0), ({"modelId": "genericGatewayStandard"}, 0)])
def test_the_number_of_ports_is_limited(client: Client, model: dict[str, str], limit: int) -> None:
    path = f"/gateways/{client.gateway(model=model)}"
    for _ignored in range(limit):
        assert client.api("POST", f"{path}/ports").status_code == 200
    response = client.api("POST", f"{path}/ports")
    assert response.status_code == 500
    assert response.text == (f"org.sipfoundry.sipxconfig.gateway.Gateway$MaxPortsException: Maximum number of ports is {limit}")
    assert len(ports(client, path)) == limit


def test_ports_are_removed(client: Client, fxo: str) -> None:
    client.api("POST", f"{fxo}/ports")
    other = f"/gateways/{client.gateway('other', model=FXO)}"
    response = client.api("DELETE", f"{other}/ports/4")
    assert (response.status_code, response.text) == (200, "")
    assert ports(client, fxo) == [4]
    assert client.api("DELETE", f"{fxo}/ports/4").status_code == 200
    assert ports(client, fxo) == []
    assert client.api("DELETE", f"{fxo}/ports/4").status_code == 404
    assert client.api("DELETE", "/gateways/999/ports/4").status_code == 404


def test_settings_of_a_port(client: Client, fxo: str) -> None:
    client.api("POST", f"{fxo}/ports")
    path = f"{fxo}/ports/4/settings"
    settings = client.api("GET", path).json()["settings"]
    assert [(s["path"], s["type"], s["value"]) for s in settings] == [
        ("Port/AutomaticDialing", "boolean", "1"),
        ("Port/Extension", "string", "operator"),
    ]
    assert put(client, f"{path}/Port/Extension", "200").status_code == 200
    assert value(client, f"{path}/Port/Extension") == "200"
    assert client.api("GET", f"{path}/Port").json()["settings"][1]["value"] == "200"
    assert client.api("DELETE", f"{path}/Port/Extension").status_code == 200
    assert value(client, f"{path}/Port/Extension") == "operator"


def test_unknown_settings_of_a_port_are_ignored_by_reset_too(client: Client, fxo: str) -> None:
    client.api("POST", f"{fxo}/ports")
    path = f"{fxo}/ports/4/settings/Port/Nothing"
    assert client.api("GET", path).status_code == 404
    assert put(client, path, "x").status_code == 200
    assert client.api("DELETE", path).status_code == 200


def test_settings_of_an_unknown_port(client: Client, fxo: str) -> None:
    for path in (f"{fxo}/ports/9/settings", "/gateways/999/ports/4/settings"):
        assert client.api("GET", path).status_code == 404
        assert put(client, f"{path}/Port/Extension", "x").status_code == 404
        assert client.api("DELETE", f"{path}/Port/Extension").status_code == 404


# ---- dial rules


def available(client: Client, key: int) -> list[str]:
    return [rule["name"] for rule in client.api("GET", f"/gateways/{key}/availablerules").json()["rules"]]


def members(client: Client, rule: int = 1) -> list[int]:
    found: list[int] = client.pbx.state()["tables"]["rules"][str(rule)]["gateways"]
    return found


def test_membership_shows_by_what_is_no_longer_available(client: Client) -> None:
    key = client.gateway()
    response = client.api("PUT", f"/gateways/{key}/rules/1")
    assert (response.status_code, response.text) == (200, "")
    assert "Emergency" not in available(client, key)
    assert client.api("DELETE", f"/gateways/{key}/rules/1").text == ""
    assert "Emergency" in available(client, key)


def test_a_gateway_is_added_at_the_end_and_keeps_its_place(client: Client) -> None:
    one, two = client.gateway("one"), client.gateway("two")
    for key in (one, two, one):
        client.api("PUT", f"/gateways/{key}/rules/1")
    assert members(client) == [one, two]


def test_adding_does_not_enable_and_taking_the_last_disables(client: Client) -> None:
    one, two = client.gateway("one"), client.gateway("two")
    client.api("PUT", f"/gateways/{one}/rules/1")
    rule = client.api("GET", "/rules/1").json()
    assert rule["enabled"] is False
    client.api("PUT", "/rules/1", json={**rule, "enabled": True})
    client.api("PUT", f"/gateways/{two}/rules/1")
    client.api("DELETE", f"/gateways/{one}/rules/1")
    assert client.api("GET", "/rules/1").json()["enabled"] is True
    client.api("DELETE", f"/gateways/{two}/rules/1")
    assert client.api("GET", "/rules/1").json()["enabled"] is False
    client.api("PUT", f"/gateways/{one}/rules/1")
    assert client.api("GET", "/rules/1").json()["enabled"] is False


def test_removing_what_is_not_in_is_no_error(client: Client) -> None:
    assert client.api("DELETE", f"/gateways/{client.gateway()}/rules/1").status_code == 200


def test_a_custom_rule_without_gateways_stays_on(client: Client) -> None:
    key = client.gateway()
    state = client.pbx.state()
    state["tables"]["rules"]["21"] = {
        "id": 21,
        "type": "Custom",
        "name": "Warehouse",
        "enabled": True,
        "description": None,
        "scheduleId": None,
        "permissions": ["LocalDialing"],
        "gateways": [key],
        "dialPatterns": {"patterns": [{"prefix": "7", "digits": 4}]},
        "callPattern": {"prefix": "", "callDigits": "digits"},
    }
    client.pbx.load(state)
    client.api("DELETE", f"/gateways/{key}/rules/21")
    rule = client.api("GET", "/rules/21").json()
    assert (rule["enabled"], rule["internal"]) == (True, True)


def test_rules_that_know_no_gateways_take_them_all_the_same(client: Client) -> None:
    key = client.gateway()
    assert client.api("PUT", f"/gateways/{key}/rules/8").status_code == 200
    assert members(client, 8) == [key]


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("path", ["/gateways/999/rules/1", "/gateways/7/rules/999"])
def test_unknown_gateways_and_rules(client: Client, method: str, path: str) -> None:
    client.gateway()
    assert client.api(method, path).status_code == 404


def test_a_rule_that_is_no_number(client: Client) -> None:
    response = client.api("PUT", f"/gateways/{client.gateway()}/rules/Emergency")
    assert (response.status_code, response.text) == (500, "javax.ws.rs.ClientErrorException: HTTP 404 Not Found")


def test_the_body_of_an_addition_is_ignored_but_its_type_is_not(client: Client) -> None:
    path = f"/gateways/{client.gateway()}/rules/1"
    assert client.api("PUT", path, data=b"{", headers={"Content-Type": "application/json"}).status_code == 200
    response = client.api("PUT", path, data=b"x", headers=TEXT)
    assert (response.status_code, "HTTP 415" in response.text) == (500, True)


def test_available_rules_of_an_unknown_gateway(client: Client) -> None:
    assert client.api("GET", "/gateways/999/availablerules").status_code == 404
