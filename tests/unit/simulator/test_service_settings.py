# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings of services and of users: one scheme, its silent acceptance included."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_JSON, AS_XML, TEXT, Client
from .records import EMPTY, STANDALONE, set_value, value

SERVICES = {
    "dns": 11,
    "ivr": 17,
    "mwi": 9,
    "moh": 1,
    "imbot": 3,
    "pagegroups": 9,
    "proxy": 43,
    "registrar": 38,
    "restserver": 4,
    "saa": 6,
    "ftp": 11,
    "cdrs": 18,
}
LEVEL = "/mwi/settings/status-config/SIP_STATUS_LOG_LEVEL"


def paths(client: Client, where: str) -> list[str]:
    return [row["path"] for row in client.api("GET", where, headers=AS_JSON).json()["settings"]]


def put(client: Client, path: str, text: str = "x", **arguments: Any) -> Any:
    return client.api("PUT", path, data=text.encode(), headers=TEXT, **arguments)


# ---- examples


def test_a_leaf_in_json(client: Client) -> None:
    found = client.api("GET", "/dns/settings/sys/unmanaged").json()
    found.pop("description")
    assert found == {
        "path": "sys/unmanaged",
        "type": "boolean",
        "options": None,
        "value": "0",
        "defaultValue": "0",
        "label": "Unmanaged",
    }
    assert list(client.api("GET", "/dns/settings/sys/unmanaged").json()) == [
        "path",
        "type",
        "options",
        "value",
        "defaultValue",
        "label",
        "description",
    ]


def test_a_group_in_json(client: Client) -> None:
    set_value(client, "/dns/settings/named-config/forwarders/forwarder_0", "192.0.2.53")
    rows = client.api("GET", "/dns/settings/named-config/forwarders").json()["settings"]
    assert [(row["path"][-1], row["value"], row["label"]) for row in rows[:2]] == [
        ("0", "192.0.2.53", "First"),
        ("1", None, "Second"),
    ]
    assert rows[0]["path"] == "named-config/forwarders/forwarder_0"


def test_a_leaf_in_xml(client: Client) -> None:
    text = client.api("GET", "/moh/settings/moh-config/MOH_SOURCE", headers=AS_XML).text
    start = f"{STANDALONE}<Setting><path>moh-config/MOH_SOURCE</path><type>enum</type><options>"
    assert text.startswith(start)
    assert "<entry><key>NONE</key><value>Off</value></entry>" in text
    assert "<value>FILES_SRC</value><defaultValue>FILES_SRC</defaultValue><label>Source</label>" in text


def test_a_list_in_xml(client: Client) -> None:
    text = client.api("GET", "/moh/settings", headers=AS_XML).text
    assert text.startswith(f"{STANDALONE}<Settings><Setting><path>moh-config/MOH_SOURCE</path><type>enum</type>")


def test_set_and_reset(client: Client) -> None:
    set_value(client, LEVEL, "INFO")
    assert value(client, LEVEL) == "INFO"
    set_value(client, "/ftp/settings/vsftp-config/anonymous_enable", "YES")
    path = "/registrar/settings/call-pick-up/SIP_REDIRECT.100-PICKUP.CALL_RETRIEVE_CODE"
    set_value(client, path, "*5")
    for _ignored in range(2):
        response = client.api("DELETE", path)
        assert (response.status_code, response.content) == (200, EMPTY)
    assert value(client, path) == "*4"


# ---- the scheme


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_lists_its_visible_settings(client: Client, service: str) -> None:
    rows = paths(client, f"/{service}/settings")
    assert len(rows) == SERVICES[service]
    assert rows == paths(client, f"/{service}/settings/")


def test_unknown_paths(client: Client) -> None:
    path = "/mwi/settings/status-config/NO_SUCH"
    response = client.api("GET", path)
    assert (response.status_code, response.content) == (404, EMPTY)
    assert (put(client, path).status_code, put(client, path).content) == (200, EMPTY)
    assert client.api("GET", path).status_code == 404
    response = client.api("DELETE", path)
    assert (response.status_code, response.text) == (500, "java.lang.NullPointerException")


def test_hidden_settings_are_write_only(client: Client) -> None:
    path = "/mwi/settings/status-config/SIP_STATUS_HTTPS_PORT"
    assert path.split("settings/")[1] not in paths(client, "/mwi/settings")
    assert client.api("GET", path).status_code == 404
    assert put(client, path, "8101").status_code == 200


def test_groups_cannot_be_written(client: Client) -> None:
    for response in (put(client, "/mwi/settings/status-config"), client.api("DELETE", "/mwi/settings/status-config")):
        assert (response.status_code, response.text) == (500, "java.lang.UnsupportedOperationException: status-config")


def test_a_path_below_a_leaf(client: Client) -> None:
    text = "java.lang.UnsupportedOperationException: Cannot get settings from another setting, only groups"
    assert client.api("GET", f"{LEVEL}/more").text == text
    assert put(client, f"{LEVEL}/more").status_code == 500


@pytest.mark.parametrize("text", ["BOGUS", "INFO\n", " INFO", "æøå", "x" * 3000])
def test_values_are_stored_verbatim(client: Client, text: str) -> None:
    set_value(client, LEVEL, text)
    assert value(client, LEVEL) == text


def test_an_empty_body_stores_empty(client: Client) -> None:
    assert put(client, LEVEL, "").status_code == 200
    found = client.api("GET", LEVEL).json()
    assert (found["value"], found["defaultValue"]) == (None, "NOTICE")
    assert "<value>" not in client.api("GET", LEVEL, headers=AS_XML).text


def test_a_value_equal_to_the_default_is_not_stored(client: Client) -> None:
    set_value(client, LEVEL, "INFO")
    set_value(client, LEVEL, "NOTICE")
    assert "services" not in client.pbx.state()


def test_only_text_is_taken(client: Client) -> None:
    response = client.api("PUT", LEVEL, data="INFO", headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert response.text == "javax.ws.rs.ClientErrorException: HTTP 415 Unsupported Media Type"
    response = client.api("PUT", LEVEL, data=b"INFO")
    assert response.text == "javax.ws.rs.WebApplicationException: HTTP 415 Unsupported Media Type"
    charset = {"Content-Type": "text/plain; charset=UTF-8"}
    assert client.api("PUT", LEVEL, data="INFO", headers=charset).status_code == 200


def test_methods(client: Client, fork: Client) -> None:
    for method, path in (("POST", LEVEL), ("PUT", "/mwi/settings"), ("DELETE", "/mwi/settings"), ("PATCH", LEVEL)):
        response = client.api(method, path, data="x", headers=TEXT)
        text = "javax.ws.rs.ClientErrorException: HTTP 405 Method Not Allowed"
        assert (response.status_code, response.text) == (500, text)
        assert fork.api(method, path, data="x", headers=TEXT).status_code == 405
    assert "UnsupportedOperationException" in put(client, "/mwi/settings/").text


def test_suffix_and_encoded_slash(client: Client) -> None:
    path = "/moh/settings/moh-config/MOH_SOURCE"
    assert client.api("GET", f"{path}.xml").headers["Content-Type"] == "application/xml"
    assert client.api("GET", f"{path}?_type=xml").text.startswith("<?xml")
    assert client.api("GET", "/moh/settings/moh-config%2FMOH_SOURCE").json()["value"] == "FILES_SRC"


def test_paths_are_case_sensitive(client: Client) -> None:
    assert client.api("GET", "/moh/settings/moh-config/moh_source").status_code == 404
    assert "HTTP 404" in client.api("GET", "/Moh/settings").text


def test_cdrs_answer_xml_by_default(client: Client) -> None:
    assert client.api("GET", "/cdrs/settings").headers["Content-Type"] == "application/xml"
    assert client.api("GET", "/dns/settings").headers["Content-Type"] == "application/json"


def test_accidental_prompts(client: Client) -> None:
    assert client.api("GET", "/proxy/prompts").text == "java.lang.NullPointerException"
    response = client.api("GET", "/proxy/prompts/x.wav")
    assert (response.status_code, response.text) == (404, "Prompt not found")


def test_park_orbits_have_no_service_settings(client: Client) -> None:
    response = client.api("GET", "/orbits/settings")
    assert (response.status_code, response.text) == (500, "javax.ws.rs.ClientErrorException: HTTP 404 Not Found")


# ---- single services


def test_dns_computes_its_acl(client: Client) -> None:
    text = "192.0.2.10,172.16.0.0/12,192.168.0.0/16,10.0.0.0/8,127.0.0.0/8"
    assert value(client, "/dns/settings/acl/ips") == text


@pytest.mark.parametrize("text", ["10.0.0.0/99", "10/8", "1.2.3.4 , 5.6.7.8", ""])
def test_acls_that_pass(client: Client, text: str) -> None:
    assert put(client, "/dns/settings/acl/ips", text).status_code == 200


@pytest.mark.parametrize("text", ["fe80::1", "host.example", "1.2.3.4;5.6.7.8", "1.2.3"])
def test_acls_that_do_not(client: Client, text: str) -> None:
    response = put(client, "/dns/settings/acl/ips", text)
    error = "org.sipfoundry.sipxconfig.common.UserException: &msg.invalidcidr"
    assert (response.status_code, response.text) == (500, error)
    assert (value(client, "/dns/settings/acl/ips") or "").startswith("192.0.2.10,")


@pytest.mark.parametrize(("text", "key"), [("", "blank"), ("  ", "blank"), ("a b", "invalid"), ("#1", "invalid")])
def test_page_prefix_is_checked(client: Client, text: str, key: str) -> None:
    response = put(client, "/pagegroups/settings/page-config/prefix", text)
    error = f"org.sipfoundry.sipxconfig.common.UserException: &error.{key}.prefix"
    assert (response.status_code, response.text) == (500, error)
    assert value(client, "/pagegroups/settings/page-config/prefix") == "*77"


def test_ftp_address_defaults_to_empty_text(client: Client) -> None:
    assert client.api("GET", "/ftp/settings/vsftp-config/pasv_address").json()["defaultValue"] == ""


def test_an_option_with_an_empty_key(client: Client) -> None:
    path = "/proxy/settings/subscriptionauth/PACKAGES_REQUIRING_AUTHENTICATION"
    assert client.api("GET", path).json()["options"] == {"dialog": None, "": None}
    set_value(client, path, "")
    assert value(client, path) is None


def test_options_without_a_server(client: Client) -> None:
    assert client.api("GET", "/ivr/settings/ivr/ivr.backup_host").json()["options"] == {}


def test_what_the_fork_changed(client: Client, fork: Client) -> None:
    assert client.api("GET", "/ivr/settings/ivr/tts").status_code == 404
    assert value(fork, "/ivr/settings/ivr/tts") == "1"
    path = "/registrar/settings/other/SIP_REGISTRAR_EXPIRE_GRACE_PERIOD"
    assert (value(client, path), value(fork, path)) == ("0", "60")
    path = "/registrar/settings/registrar-config/SIP_REGISTRAR_LOG_CONSOLE"
    assert (client.api("GET", path).status_code, fork.api("GET", path).status_code) == (200, 404)


def test_time_servers_of_the_fork_are_a_list_that_is_merged(client: Client, fork: Client) -> None:
    def values() -> dict[str, str | None]:
        return {row["path"]: row["value"] for row in fork.api("GET", "/timezone/settings").json()["settings"]}

    assert client.api("GET", "/timezone/settings").status_code == 500
    assert values()["ntp-config/server-0"] == "0.pool.ntp.org"
    assert "ntp-sysconfig/timezone" not in values()
    items = [{"path": "ntp-config/server-0", "value": "a"}, {"path": "ntp-config/none", "value": "b"}, {"path": "ntp-config/server-1"}]
    assert fork.api("PUT", "/timezone/settings", json={"settings": items}).status_code == 200
    assert [values()[f"ntp-config/server-{number}"] for number in range(3)] == ["a", None, "2.pool.ntp.org"]
    items = [{"path": "ntp-config/server-0", "value": "b"}, {"path": "ntp-config", "value": "b"}]
    assert fork.api("PUT", "/timezone/settings", json={"settings": items}).status_code == 500
    assert values()["ntp-config/server-0"] == "a"
    assert fork.api("GET", "/timezone/settings/ntp-config/server-0").status_code in (404, 405)
