# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers, their processes, features and jobs on /api/servers."""

from __future__ import annotations

from typing import Any

import pytest

from ...simulator import Simulator
from .clients import AS_XML, Client
from .records import EMPTY, STANDALONE

SECOND = {"host": "pbx2.voice.test", "ip": "192.0.2.12", "description": "Second"}
INVALID = "org.sipfoundry.sipxconfig.feature.InvalidChangeException: &error."


def second(client: Client) -> int:
    response = client.api("POST", "/servers", json=SECOND)
    assert (response.status_code, response.content) == (200, EMPTY), response.text
    return int(client.api("GET", "/servers/pbx2.voice.test").json()["id"])


def features(client: Client, server: object = "") -> dict[str, bool]:
    path = f"/servers/{server}/features" if server else "/servers/features"
    return {row["name"]: row["enabled"] for row in client.api("GET", path).json()["features"]}


# ---- records


def test_list_and_record(client: Client) -> None:
    primary = {
        "id": 1,
        "host": "pbx1.voice.test",
        "ip": "192.0.2.10",
        "primary": True,
        "registered": True,
        "description": "Primary",
    }
    assert client.api("GET", "/servers/").json() == {"servers": [primary]}
    assert client.api("GET", "/servers/pbx1.voice.test").json() == primary
    text = client.api("GET", "/servers/1", headers=AS_XML).text
    assert text == (
        f"{STANDALONE}<Server><id>1</id><host>pbx1.voice.test</host><ip>192.0.2.10</ip><primary>true</primary>"
        "<registered>true</registered><description>Primary</description></Server>"
    )
    response = client.api("GET", "/servers/nowhere")
    assert (response.status_code, response.text) == (404, "Server not found")
    assert "Location#9" in client.api("GET", "/servers/9").text


def test_create_answers_nothing_and_ignores_what_it_cannot_take(client: Client) -> None:
    response = client.api("POST", "/servers", json={**SECOND, "id": 77, "primary": True, "registered": True})
    assert (response.status_code, response.content) == (200, EMPTY)
    found = client.api("GET", "/servers/pbx2.voice.test").json()
    assert found == {**SECOND, "id": found["id"], "primary": False, "registered": False}
    assert found["id"] != 77


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"host": "pbx1.voice.test"}, "UserException: &error.duplicateFqdnOrIp"),
        ({"ip": "192.0.2.10"}, "UserException: &error.duplicateFqdnOrIp"),
        ({"description": None}, "DataIntegrityViolationException"),
        ({"host": None}, "DataIntegrityViolationException"),
        ({"zone": "x"}, "UnrecognizedPropertyException"),
    ],
)
def test_refusals(client: Client, values: dict[str, Any], text: str) -> None:
    response = client.api("POST", "/servers", json={**SECOND, **values})
    assert response.status_code == 500
    assert text in response.text
    assert len(client.api("GET", "/servers").json()["servers"]) == 1


def test_update_replaces_and_a_missing_address_is_null(client: Client) -> None:
    key = second(client)
    assert client.api("PUT", f"/servers/{key}", json={"host": "new.voice.test", "description": "d"}).content == EMPTY
    assert client.api("GET", f"/servers/{key}").json()["ip"] is None
    assert client.api("PUT", f"/servers/{key}", json={"host": "new.voice.test"}).status_code == 500
    assert client.api("PUT", "/servers/9", json=SECOND).status_code == 404


def test_the_primary_is_not_deleted(client: Client) -> None:
    key = second(client)
    assert client.api("DELETE", "/servers/1").text.endswith("&error.delete.primary")
    assert client.api("DELETE", f"/servers/{key}").status_code == 200
    assert client.api("DELETE", f"/servers/{key}").status_code == 404


def test_profiles(client: Client) -> None:
    assert client.api("PUT", "/servers/profiles").content == EMPTY
    assert client.api("PUT", "/servers/1/profiles").content == EMPTY
    assert client.api("PUT", "/servers/nowhere/profiles").status_code == 404


# ---- processes


def test_processes_are_those_of_the_features(client: Client) -> None:
    listed = {row["serviceId"]: row["status"] for row in client.api("GET", "/servers/1/service/").json()["services"]}
    assert {"sipxconfig", "cf-serverd", "sipXproxy", "snmpd"} <= set(listed)
    assert set(listed.values()) == {"Running"}
    key = second(client)
    names = [row["serviceId"] for row in client.api("GET", f"/servers/{key}/service").json()["services"]]
    assert "sipxconfig" not in names
    assert client.api("GET", "/servers/1/service/named").json() == {"serviceId": "named", "status": "Running"}
    response = client.api("GET", "/servers/1/service/nothing")
    assert (response.status_code, response.text) == (404, "Server not found")


def test_no_snmp_no_processes(client: Client) -> None:
    assert client.api("DELETE", "/servers/features/alarms").status_code == 200
    assert client.api("DELETE", "/servers/features/snmp").status_code == 200
    assert client.api("GET", "/servers/1/service").text.endswith("Could not get SNMP data")


def test_a_get_restarts(client: Client) -> None:
    assert client.api("GET", "/servers/1/service/named/restart").content == EMPTY
    job = client.api("GET", "/servers/jobs").json()["jobs"][-1]
    assert (job["name"], job["status"], job["server"]["host"]) == ("restart services", "COMPLETED", "pbx1.voice.test")
    assert "HTTP 405" in client.api("PUT", "/servers/1/service/named/restart").text
    response = client.api("GET", "/servers/1/service/nothing/restart")
    assert response.text.endswith("Could not find process definitions for nothing")
    assert client.api("GET", "/servers/9/service/named/restart").status_code == 404


# ---- features


def test_lists_of_features(client: Client) -> None:
    rows = client.api("GET", "/servers/features").json()["features"]
    assert rows[0] == {"name": "snmp", "bundle": "core", "type": "global", "enabled": True}
    assert [row["bundle"] for row in rows if row["name"] == "dhcpd"] == ["core", "provision"]
    assert not [row for row in rows if row["name"] in ("natTraversal", "mongo")]
    here = client.api("GET", "/servers/1/features").json()["features"]
    assert {row["type"] for row in here} == {"location"}
    text = client.api("GET", "/servers/features", headers=AS_XML).text
    assert text.startswith(f"{STANDALONE}<Features><features><name>snmp</name><bundle>core</bundle><type>global</type><enabled>true")
    assert client.api("GET", "/servers/nowhere/features").status_code == 404


def test_a_location_feature_is_on_when_it_is_on_anywhere(client: Client) -> None:
    key = second(client)
    assert features(client, key)["ftp"] is False
    client.api("PUT", f"/servers/{key}/features/ftp")
    assert (features(client)["ftp"], features(client, key)["ftp"], features(client, 1)["ftp"]) == (True, True, False)


def test_bundles(client: Client) -> None:
    found = client.api("GET", "/servers/bundles").json()["bundles"]
    assert found[2] == {"name": "callCenter", "globalFeatures": [], "locationFeatures": []}
    text = client.api("GET", "/servers/bundles/utility", headers=AS_XML).text
    assert text.endswith(
        "<Bundle><name>utility</name><GlobalFeatures/><LocationFeatures><Feature>tcpdump</Feature></LocationFeatures></Bundle>"
    )
    response = client.api("GET", "/servers/bundles/nothing")
    assert (response.status_code, response.text) == (404, "Bundle not found")


@pytest.mark.parametrize("path", ["/servers/features/whatever", "/servers/features/ftp", "/servers/1/features/snmp"])
def test_ids_of_features_are_not_checked(client: Client, path: str) -> None:
    before = features(client), features(client, 1)
    assert client.api("PUT", path).status_code == 200
    assert (features(client), features(client, 1)) == before


def test_the_primary_gets_what_a_feature_needs(client: Client) -> None:
    for name in ("moh", "ivr"):
        response = client.api("DELETE", f"/servers/1/features/{name}")
    assert response.text == f"{INVALID}requiredFeature.mwi.ivr"
    assert client.api("PUT", "/servers/1/features/rls").status_code == 200
    assert client.api("PUT", "/servers/1/features/recording").status_code == 200
    assert client.api("PUT", "/servers/1/features/systemaudit").status_code == 200
    assert features(client, 1)["elasticsearch"] is True
    for name in ("alarms", "snmp"):
        client.api("DELETE", f"/servers/features/{name}")
    assert client.api("PUT", "/servers/features/alarms").status_code == 200
    assert features(client)["snmp"] is True


def test_elsewhere_it_is_refused(client: Client) -> None:
    key = second(client)
    response = client.api("PUT", f"/servers/{key}/features/conference")
    assert (response.status_code, response.text) == (500, f"{INVALID}requiredFeatureAtLocation.conference.freeSwitch.pbx2.voice.test")
    assert client.api("PUT", f"/servers/{key}/features/freeSwitch").status_code == 200
    assert client.api("PUT", f"/servers/{key}/features/conference").status_code == 200
    assert client.api("PUT", f"/servers/{key}/features/saa").text == f"{INVALID}singleLocationOnly.saa"
    assert client.api("PUT", f"/servers/{key}/features/sipxcdr").text == f"{INVALID}primaryLocationOnly.sipxcdr"


def test_what_is_needed_stays(client: Client) -> None:
    response = client.api("DELETE", "/servers/1/features/freeSwitch")
    assert response.status_code == 500
    assert response.text.startswith(f"{INVALID}requiredFeatureAtLocation.")
    assert client.api("DELETE", "/servers/1/features/mongo").text == f"{INVALID}mongoOnPrimaryRequired"
    assert client.api("DELETE", "/servers/features/mail").text == f"{INVALID}requiredFeature.alarms.mail"
    assert client.api("DELETE", "/servers/1/features/never").status_code == 200


def test_methods_and_types_of_features(client: Client) -> None:
    assert "HTTP 405" in client.api("GET", "/servers/features/snmp").text
    assert "HTTP 415" in client.api("PUT", "/servers/features/snmp", data={"a": "b"}).text


def test_a_server_goes_with_its_features(client: Client) -> None:
    key = second(client)
    client.api("PUT", f"/servers/{key}/features/ftp")
    assert client.api("DELETE", f"/servers/{key}").status_code == 200
    assert features(client)["ftp"] is False


# ---- jobs


def test_jobs(client: Client, pbx: Simulator) -> None:
    assert client.api("GET", "/servers/jobs").json() == {"jobs": []}
    state = pbx.state()
    started = 1741944360000
    state["jobs"] = {
        "list": [
            {"name": "Configuration generation", "status": "COMPLETED", "start": started, "end": started, "server": None, "errMsg": ""},
            {"name": "a", "status": "FAILED", "start": started, "end": started, "server": 1, "errMsg": "agent stopped"},
            {"name": "b", "status": "IN_PROGRESS", "start": started, "end": None, "server": 1, "errMsg": "", "polls": 3},
        ]
    }
    pbx.load(state)
    first, second, third = client.api("GET", "/servers/jobs").json()["jobs"]
    assert (first["server"], first["start"]) == (None, "3/14/25 9:26 AM")
    assert (second["errMsg"], second["server"]["registered"]) == ("agent stopped", True)
    assert (third["status"], third["end"]) == ("IN_PROGRESS", None)
    assert [job["name"] for job in client.api("GET", "/servers/jobs/failed").json()["jobs"]] == ["a"]
    assert client.api("GET", "/servers/1/jobs").text == "java.lang.NullPointerException"
    assert [job["name"] for job in client.api("GET", "/servers/1/jobs/failed").json()["jobs"]] == ["a"]
    assert client.api("GET", "/servers/nowhere/jobs").content == EMPTY
    assert client.api("GET", "/servers/jobs").json()["jobs"][2]["status"] == "COMPLETED"
    assert client.api("DELETE", "/servers/jobs/completed").status_code == 200
    assert [job["name"] for job in client.api("GET", "/servers/jobs").json()["jobs"]] == ["a"]
    client.api("DELETE", "/servers/jobs")
    assert len(client.api("GET", "/servers/jobs").json()["jobs"]) == 1
    client.api("DELETE", "/servers/jobs/failed")
    assert client.api("GET", "/servers/jobs").json() == {"jobs": []}


def test_a_change_leaves_a_job(client: Client) -> None:
    second(client)
    assert client.api("GET", "/servers/jobs/completed").json()["jobs"][-1]["name"] == "Configuration generation"
