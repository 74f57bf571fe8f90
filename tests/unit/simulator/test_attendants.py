# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Auto attendants: special mode and live mode everywhere, the records on the fork."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_JSON, AS_XML, Client
from .records import EMPTY, made

MODE = "/auto-attendant/specialmode"
STORM: dict[str, Any] = {
    "name": "Storm closing",
    "description": "weather",
    "prompt": "storm.wav",
    "lang": "default",
    "allowDial": "",
    "denyDial": "",
    "locations": [],
    "autoattendantMenus": [
        {"dialPad": "0", "action": "operator", "parameter": None},
        {"dialPad": "5", "action": "transfer_out", "parameter": "2150"},
    ],
    "autoattendantSettings": {
        "dtmfInterTimeout": "3",
        "dtmfOverallTimeout": "7",
        "maxDtmfNumberTones": "10",
        "replayCount": "2",
        "invalidResponseCount": "2",
        "transferOnFailures": False,
        "transferExtension": None,
        "promptToPlay": None,
        "playPromptWhenTransfer": True,
    },
}


def selected(client: Client) -> str | None:
    rows = client.rest("GET", "/auto-attendant", headers=AS_JSON).json()["autoAttendants"]
    return next((row["name"] for row in rows if row["specialSelected"]), None)


def is_on(client: Client) -> bool:
    found: bool = client.rest("GET", MODE, headers=AS_JSON).json()["specialAttendant"]["specialMode"]
    return found


def call(client: Client, method: str, path: str) -> int:
    return client.rest(method, path, " " if method == "PUT" else None).status_code


def with_storm(client: Client) -> None:
    """An attendant that was made in the admin pages."""
    state = client.pbx.state()
    state["tables"]["attendants"]["14"] = {"id": 14, "name": "Storm closing", "systemId": None}
    client.pbx.load(state)


# ---- the list


def test_the_list_in_xml_and_json(client: Client) -> None:
    with_storm(client)
    call(client, "PUT", MODE)
    response = client.rest("GET", "/auto-attendant")
    assert response.headers["Content-Type"].startswith("text/xml")
    assert response.text == (
        "<autoAttendants>\n  <autoAttendant>\n    <name>Operator</name>\n    <systemId>operator</systemId>\n"
        "    <specialSelected>false</specialSelected>\n  </autoAttendant>\n  <autoAttendant>\n    <name>After hours</name>\n"
        "    <systemId>afterhour</systemId>\n    <specialSelected>true</specialSelected>\n  </autoAttendant>\n  <autoAttendant>\n"
        "    <name>Storm closing</name>\n    <specialSelected>false</specialSelected>\n  </autoAttendant>\n</autoAttendants>"
    )
    rows = client.rest("GET", "/auto-attendant", headers=AS_JSON).json()["autoAttendants"]
    assert rows[0] == {"name": "Operator", "systemId": "operator", "specialSelected": False}
    assert rows[2] == {"name": "Storm closing", "specialSelected": False}
    assert client.rest("GET", "/auto-attendant", headers=AS_XML).status_code == 406


def test_methods(client: Client) -> None:
    assert client.rest("POST", "/auto-attendant", " ").status_code == 405
    assert client.rest("POST", MODE, " ").status_code == 500
    assert client.rest("GET", "/auto-attendant/operator/special").status_code == 405
    assert client.rest("GET", "/auto-attendant/livemode/510077").status_code == 404
    assert client.rest("POST", "/auto-attendant/livemode/510077", " ").status_code == 500


# ---- special mode


def test_special_mode_on_and_off(client: Client) -> None:
    assert client.rest("GET", MODE).text == "<specialAttendant>\n  <specialMode>false</specialMode>\n</specialAttendant>"
    assert call(client, "PUT", MODE) == 204
    assert (is_on(client), selected(client)) == (True, "After hours")
    for _ignored in range(2):
        assert call(client, "DELETE", MODE) == 204
        assert (is_on(client), selected(client)) == (False, None)


def test_repeating_it_flips_the_selection_while_the_mode_stays_on(client: Client) -> None:
    found = []
    for _ignored in range(3):
        call(client, "PUT", MODE)
        found.append((is_on(client), selected(client)))
    assert found == [(True, "After hours"), (True, None), (True, "After hours")]


def test_the_body_says_nothing(client: Client) -> None:
    client.rest("PUT", MODE, '{"specialMode":"false"}', headers={"Content-Type": "application/json"})
    assert is_on(client) is True


def test_a_selection_before_switching_on_is_lost(client: Client) -> None:
    assert call(client, "PUT", "/auto-attendant/operator/special") == 204
    assert selected(client) is None
    call(client, "PUT", MODE)
    assert (is_on(client), selected(client)) == (True, None)


def test_with_none_selected_another_comes_up_and_the_second_call_selects(client: Client) -> None:
    call(client, "PUT", MODE)
    call(client, "PUT", MODE)
    found = []
    for _ignored in range(2):
        call(client, "PUT", "/auto-attendant/operator/special")
        found.append(selected(client))
    assert found == ["After hours", "Operator"]


def test_with_one_selected_the_first_call_selects(client: Client) -> None:
    call(client, "PUT", MODE)
    call(client, "PUT", "/auto-attendant/operator/special")
    assert selected(client) == "Operator"


@pytest.mark.parametrize(
    ("text", "status", "name"),
    [
        ("xcf-14", 204, "Storm closing"),
        ("xcf14", 500, None),
        ("xcf12", 204, "After hours"),
        ("xcf7", 500, None),
        ("xcf-99", 500, None),
        ("storm", 400, None),
    ],
)
def test_how_an_attendant_is_addressed(client: Client, text: str, status: int, name: str | None) -> None:
    with_storm(client)
    call(client, "PUT", MODE)
    call(client, "PUT", "/auto-attendant/operator/special")
    assert call(client, "PUT", f"/auto-attendant/{text}/special") == status
    assert selected(client) == (name or "Operator")


def test_deselecting(client: Client) -> None:
    call(client, "PUT", "/auto-attendant/operator/special")
    assert call(client, "DELETE", "/auto-attendant/afterhour/special") == 204
    call(client, "PUT", MODE)
    assert selected(client) == "After hours"
    assert call(client, "DELETE", "/auto-attendant/nobody/special") == 400
    assert call(client, "DELETE", "/auto-attendant/operator/special") == 409


# ---- live mode


def with_code(client: Client, *rules: str) -> None:
    state = client.pbx.state()
    for key in rules:
        state["tables"]["rules"][key].update(type="Attendant", extension="100", liveCode="77")
    client.pbx.load(state)


def test_live_mode_goes_by_extension_and_code(client: Client) -> None:
    assert call(client, "PUT", "/auto-attendant/livemode/10077") == 404
    with_code(client, "7")
    for method, state in (("DELETE", False), ("PUT", True)):
        for _ignored in range(2):
            response = client.rest(method, "/auto-attendant/livemode/10077", " ")
            assert (response.status_code, response.content) == (200, EMPTY)
            assert client.api("GET", "/rules/7").json()["enableLiveAttendant"] is state
    assert call(client, "PUT", "/auto-attendant/livemode/100") == 404


def test_each_live_mode_off_restarts_the_clock(client: Client) -> None:
    with_code(client, "7")
    times = []
    for _ignored in range(2):
        call(client, "DELETE", "/auto-attendant/livemode/10077")
        times.append(client.pbx.state()["tables"]["rules"]["7"]["liveOffSince"])
    assert times[0] < times[1]
    call(client, "PUT", "/auto-attendant/livemode/10077")
    assert "liveOffSince" not in client.pbx.state()["tables"]["rules"]["7"]


# ---- the records of the fork


def storm(client: Client, **values: Any) -> int:
    return made(client.api("POST", "/autoattendant", json={**STORM, **values}))


def get(client: Client, name: str = "Storm%20closing") -> dict[str, Any]:
    response = client.api("GET", f"/autoattendant/{name}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def put(client: Client, path: str = "Storm%20closing", **body: Any) -> Any:
    return client.api("PUT", f"/autoattendant/{path}", json=body)


def test_create_and_list(fork: Client) -> None:
    assert storm(fork) == 14
    made_up = {"id": 14, "systemId": None, "promptsDirectory": "/srv/pbx/prompts", "sysDirectory": None, "systemName": "xcf14"}
    assert get(fork) == {**STORM, **made_up}
    rows = fork.api("GET", "/autoattendant").json()["autoAttendands"]
    assert [row["name"] for row in rows] == ["Operator", "After hours", "Storm closing"]
    assert [row["systemName"] for row in rows] == ["operator", "afterhour", "xcf14"]
    assert get(fork, "After%20hours")["prompt"] == "afterhours.wav"
    assert fork.api("GET", "/autoattendant/nobody").status_code == 404


def test_the_public_server_has_no_records(client: Client) -> None:
    response = client.api("GET", "/autoattendant")
    assert (response.status_code, "HTTP 404" in response.text) == (500, True)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"name": "Operator"}, "org.sipfoundry.sipxconfig.common.NameInUseException: &error.nameInUse.long"),
        ({"allowDial": "("}, "org.sipfoundry.sipxconfig.common.UserException: &error.invalid.allowDialExpression"),
        ({"denyDial": "["}, "org.sipfoundry.sipxconfig.common.UserException: &error.invalid.denyDialExpression"),
        ({"autoattendantMenus": [{"dialPad": "1"}]}, "java.lang.NullPointerException"),
        ({"autoattendantMenus": [{"action": "operator"}]}, "java.lang.NullPointerException"),
        ({"locations": None}, "java.lang.NullPointerException"),
        ({"autoattendantMenus": None}, "java.lang.NullPointerException"),
        ({"autoattendantSettings": None}, "java.lang.NullPointerException"),
    ],
)
def test_bodies_that_fail(fork: Client, values: dict[str, Any], text: str) -> None:
    response = fork.api("POST", "/autoattendant", json={**STORM, **values})
    assert (response.status_code, response.text) == (500, text)


def test_what_is_dropped_from_a_menu(fork: Client) -> None:
    menu = [("9", "operator"), ("12", "operator"), ("1", "sing"), ("9", "disconnect")]
    storm(fork, autoattendantMenus=[{"dialPad": key, "action": action} for key, action in menu])
    assert get(fork)["autoattendantMenus"] == [
        {"dialPad": "1", "action": None, "parameter": None},
        {"dialPad": "9", "action": "disconnect", "parameter": None},
    ]


def test_unknown_branches_are_dropped(fork: Client) -> None:
    fork.branch("floor1")
    storm(fork, locations=["floor1", "flor2"])
    assert get(fork)["locations"] == ["floor1"]


def test_an_update_resets_what_it_leaves_out_and_keeps_some(fork: Client) -> None:
    fork.branch("floor1")
    storm(fork, lang="de", allowDial="2..", locations=["floor1"])
    assert put(fork, autoattendantSettings={}).text == "14"
    found = get(fork)
    kept = ("name", "description", "prompt")
    assert [found[name] for name in kept] == [STORM[name] for name in kept]
    assert (found["lang"], found["allowDial"], found["locations"], found["autoattendantMenus"]) == ("default", "", [], [])
    blank = {name: False if isinstance(value, bool) else "" for name, value in STORM["autoattendantSettings"].items()}
    assert found["autoattendantSettings"] == blank
    put(fork, **{**STORM, "lang": "de"})
    put(fork, **{**STORM, "lang": None, "description": None})
    assert (get(fork)["lang"], get(fork)["description"]) == ("de", "weather")


def test_a_renamed_attendant_is_still_the_one_of_its_rules(fork: Client) -> None:
    storm(fork)
    rule = fork.api("GET", "/rules/7").json()
    fork.api("PUT", "/rules/7", json={**rule, "holidayAttendant": "Storm closing"})
    assert put(fork, **{**STORM, "name": "Snow"}).status_code == 200
    assert fork.api("GET", "/rules/7").json()["holidayAttendant"] == "Snow"


def test_deleting(fork: Client) -> None:
    storm(fork)
    in_use = "org.sipfoundry.sipxconfig.dialplan.AttendantInUseException: &error."
    assert fork.api("DELETE", "/autoattendant/nobody").text == "java.lang.NullPointerException"
    assert fork.api("DELETE", "/autoattendant/Operator").text == f"{in_use}operatorDelete"
    rule = fork.api("GET", "/rules/7").json()
    fork.api("PUT", "/rules/7", json={**rule, "holidayAttendant": "Storm closing"})
    assert fork.api("DELETE", "/autoattendant/Storm%20closing").text == f"{in_use}attendantInUse"
    fork.api("PUT", "/rules/7", json=rule)
    fork.api("PUT", "/autoattendant/specialmode", json={"useSpecialAa": False, "specialAaName": "Storm closing"})
    fork.api("PUT", "/autoattendant/specialmode", json={"useSpecialAa": True, "specialAaName": "Storm closing"})
    assert selected(fork) == "Storm closing"
    assert fork.api("DELETE", "/autoattendant/Storm%20closing").status_code == 200
    assert (is_on(fork), selected(fork)) == (False, None)


def test_general_settings(fork: Client) -> None:
    found = fork.api("GET", "/autoattendant/settings").json()
    assert (found["enablePrefix"], found["expireTime"], found["maxDigits"]) == ("*67", None, "20")
    assert fork.api("PUT", "/autoattendant/settings", json={**found, "expireTime": "8"}).text == "1"
    assert fork.api("GET", "/autoattendant/settings").json() == {**found, "expireTime": "8"}
    fork.api("PUT", "/autoattendant/settings", json={"expireTime": "8"})
    assert fork.api("GET", "/autoattendant/settings").json()["enablePrefix"] is None
    assert "NameInUse" in fork.api("PUT", "/autoattendant/settings", json={"liveDid": "100"}).text


def test_special_mode_of_the_fork(fork: Client) -> None:
    def state() -> tuple[bool, str | None]:
        found = fork.api("GET", "/autoattendant/specialmode").json()
        return found["useSpecialAa"], found["specialAaName"]

    def send(on: bool, name: str | None) -> str:
        return fork.api("PUT", "/autoattendant/specialmode", json={"useSpecialAa": on, "specialAaName": name}).text

    assert state() == (False, None)
    assert send(True, "Operator") == "Operator"
    assert state() == (True, "After hours")
    send(True, "Operator")
    assert state() == (True, "Operator")
    send(False, "Operator")
    assert state() == (False, "Operator")
    send(True, None)
    assert state() == (True, None)
    send(False, "Nobody")
    assert state() == (False, None)
