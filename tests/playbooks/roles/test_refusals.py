# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the emergency roles refuse: in one sentence that names the value and what to do, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.playbooks.roles.attempts import Attempt, outcomes, seed
from tests.simulator import Simulator

BUILDING: dict[str, Any] = {
    "e911_floors_gateway_address": "10.20.0.5",
    "e911_floors_failsafe_number": "4235550100",
    "e911_floors_floors": [
        {"name": "floor1", "elin": "4235550101", "users": ["201"]},
        {"name": "floor2", "elin": "4235550102", "users": ["202"], "user_groups": ["front"]},
    ],
}
ERLS = {"e911_erls_floors": BUILDING["e911_floors_floors"]}
PEOPLE: dict[str, Any] = {
    "user_groups": [{"name": "front"}],
    "users": [{"user_name": name, "portal_password": "x8Kd-portal", "sip_password": "x8Kd-sip"} for name in ("201", "202", "203")],
}
THERE: dict[str, Any] = {
    **PEOPLE,
    "branches": [{"name": "annex"}, {"name": "attic"}],
    "gateways": [
        {"name": "trunk", "model": "sipTrunkStandard", "address": "10.20.0.9"},
        {"name": "only-annex", "branch": "annex", "shared": False},
        {"name": "switched-off", "enabled": False},
    ],
}
THERE["users"] = [*PEOPLE["users"], {"user_name": "204", "branch": "attic", "portal_password": "x8Kd-portal", "sip_password": "x8Kd-sip"}]


def floors(*given: dict[str, Any]) -> dict[str, Any]:
    return {"e911_floors_floors": list(given)}


def one(**more: Any) -> dict[str, Any]:
    return {"name": "floor1", "elin": "4235550101", **more}


#: What is given, and what the refusal says of it.
REFUSALS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "no floors": (floors(), ("e911_floors_floors is empty: describe at least one floor",)),
    "a floor without a name": (floors(one(name="")), ("Floor 1 of e911_floors_floors has an empty name: name it.",)),
    "a floor without the key name": (floors({"elin": "4235550101"}), ("missing required arguments: name", "e911_floors_floors")),
    "a misspelt key": (floors(one(elinn="4235550102")), ("elinn", "e911_floors_floors")),
    "a floor without branch": (floors(one(branch="")), ("Floor 'floor1' has an empty branch: name it, or leave it out",)),
    "two floors with one name": (floors(one(), one(elin="4235550102")), ("The name 'floor1' stands for 2 floors",)),
    "two floors with one branch": (
        floors(one(), {"name": "floor2", "elin": "4235550102", "branch": "floor1"}),
        ("The branch 'floor1' stands for 2 floors in e911_floors_floors: give each floor its own.",),
    ),
    "two floors with one gateway": (
        floors(one(gateway="gw"), {"name": "floor2", "elin": "4235550102", "gateway": "gw"}),
        ("The gateway 'gw' stands for 2 floors",),
    ),
    "two floors with one ELIN": (
        floors(one(), {"name": "floor2", "elin": "4235550101"}),
        ("The floors 'floor1' and 'floor2' have the same ELIN 4235550101", "or set e911_floors_allow_shared_elin"),
    ),
    "no ELIN": (floors({"name": "floor1"}), ("Floor 'floor1' has no ELIN: give it the telephone number",)),
    "an ELIN that is no number": (floors(one(elin="423-555-0101")), ("The ELIN '423-555-0101' of floor 'floor1' is no telephone number",)),
    "an ELIN that is an extension": (floors(one(elin="911")), ("The ELIN '911' of floor 'floor1' is no telephone number",)),
    "an ELIN that YAML took for a number": (floors(one(elin=4235550101)), ("The ELIN 4235550101 of floor 'floor1' is not in quotes",)),
    "a user on two floors": (
        floors(one(users=["201"]), {"name": "floor2", "elin": "4235550102", "users": ["201"]}),
        ("User '201' is on floor 'floor1' and on floor 'floor2': leave one of the two out.",),
    ),
    "a user group on two floors": (
        floors(one(user_groups=["front"]), {"name": "floor2", "elin": "4235550102", "user_groups": ["front"]}),
        ("User group 'front' is on floor 'floor1' and on floor 'floor2'",),
    ),
    "a floor that shall stay and go": (
        {"e911_floors_absent_floors": [{"name": "floor1"}]},
        ("The name 'floor1' stands in e911_floors_floors and in e911_floors_absent_floors: take it out of one of them.",),
    ),
    "no gateway address": ({"e911_floors_gateway_address": ""}, ("e911_floors_gateway_address is empty: give the IP address",)),
    "a transport that does not exist": ({"e911_floors_gateway_transport": "upd"}, ("e911_floors_gateway_transport", "upd")),
    "a port out of range": ({"e911_floors_gateway_port": 70000}, ("port: 70000 is no port", "Nothing was written")),
    "a SIP trunk model": (
        {"e911_floors_gateway_model": "sipTrunkStandard"},
        ("The model 'sipTrunkStandard' in e911_floors_gateway_model is a SIP trunk", "leave it at genericGatewayStandard"),
    ),
    "a template of a SIP trunk": ({"e911_floors_gateway_model": "itspACME"}, ("'itspACME'", "is a SIP trunk")),
    "an unknown model": (
        {"e911_floors_gateway_model": "genericGateway"},
        ("'genericGateway'", "genericGatewayStandard", "Nothing was written"),
    ),
    "a floor's gateway that is a trunk on the PBX": (
        floors(one(gateway="trunk")),
        ("The gateway 'trunk' on the PBX is a SIP trunk", "delete or rename it there, or give yours another name"),
    ),
    "a failsafe that is a trunk on the PBX": (
        {"e911_floors_failsafe_gateway": "trunk"},
        ("The gateway 'trunk' on the PBX is a SIP trunk",),
    ),
    "no emergency number": ({"e911_floors_number": ""}, ("e911_floors_number is empty: give the emergency number, such as 911.",)),
    "an emergency number that nobody can dial": ({"e911_floors_number": "nine"}, ("e911_floors_number is 'nine', which nobody can dial",)),
    "a test number that is the real one": (
        {"e911_floors_test_number": "9911"},
        ("e911_floors_test_number is the emergency number 911 itself: give the test number of your carrier, or none.",),
    ),
    "a test rule that is the real one": (
        {"e911_floors_test_number": "933", "e911_floors_test_rule": "Emergency"},
        ("e911_floors_test_rule and e911_floors_rule are both 'Emergency'",),
    ),
    "no failsafe": ({"e911_floors_failsafe_number": ""}, ("There is no failsafe", "set e911_floors_failsafe_number")),
    "two failsafes": (
        {"e911_floors_failsafe_existing": "pstn"},
        ("e911_floors_failsafe_number (4235550100) and e911_floors_failsafe_existing (pstn) exclude each other",),
    ),
    "a failsafe number that is none": (
        {"e911_floors_failsafe_number": "main"},
        ("e911_floors_failsafe_number 'main' is no telephone number",),
    ),
    "a failsafe number that YAML took for one": (
        {"e911_floors_failsafe_number": 4235550100},
        ("e911_floors_failsafe_number is 4235550100 and not in quotes",),
    ),
    "a failsafe with a floor's number": (
        {"e911_floors_failsafe_number": "4235550102"},
        ("The failsafe and floor 'floor2' have the same number 4235550102", "give the failsafe another"),
    ),
    "a failsafe with a floor's gateway": (
        {"e911_floors_failsafe_gateway": "e911-floor2"},
        ("The gateway 'e911-floor2' is that of the failsafe and that of floor 'floor2': give each its own.",),
    ),
    "an existing failsafe that does not exist": (
        {"e911_floors_failsafe_number": "", "e911_floors_failsafe_existing": "pstn"},
        ("e911_floors_failsafe_existing: the PBX has no gateway 'pstn', only only-annex, switched-off, trunk",),
    ),
    "an existing failsafe that is a trunk": (
        {"e911_floors_failsafe_number": "", "e911_floors_failsafe_existing": "trunk"},
        ("The gateway 'trunk' in e911_floors_failsafe_existing is a SIP trunk",),
    ),
    "an existing failsafe for one branch": (
        {"e911_floors_failsafe_number": "", "e911_floors_failsafe_existing": "only-annex"},
        ("'only-annex' in e911_floors_failsafe_existing serves callers of branch 'annex' only: name one that is shared",),
    ),
    "an existing failsafe that is off": (
        {"e911_floors_failsafe_number": "", "e911_floors_failsafe_existing": "switched-off"},
        ("'switched-off' in e911_floors_failsafe_existing is switched off: switch it on, or name another.",),
    ),
    "a user that does not exist": (floors(one(users=["2o1"])), ("there is no user '2o1'", "did you mean '201'", "Nothing was written")),
    "a user group that does not exist": (
        floors(one(user_groups=["frnt"])),
        ("there is no user group 'frnt'; did you mean 'front'", "Nothing was written"),
    ),
    "a floor to give up that has users": (
        {"e911_floors_absent_floors": [{"name": "attic"}]},
        ("branch 'attic' is still used by user 204", "move them first", "Nothing was written"),
    ),
}
#: Ways in which a PBX cannot be reached; test_bad_input.py has all of them.
CONNECTIONS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "no URL": ({"SIPX_URL": ""}, ("url is not set: give the option url, or set SIPX_URL in the environment",)),
    "a wrong password": (
        {"SIPX_PASSWORD": "not-the-password"},
        ("the PBX did not accept the login of superadmin: check username and password",),
    ),
    "an unreachable host": ({"SIPX_URL": "https://127.0.0.1:9", "SIPX_RETRIES": "0"}, ("127.0.0.1:9",)),
}
#: What is told of erls where floors have the same problem in other words, or have it not at all.
ERL_REFUSALS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "no floors": ({"e911_erls_floors": []}, ("e911_erls_floors is empty: describe at least one floor",)),
    "two floors with one ELIN": (
        {"e911_erls_floors": [one(), {"name": "floor2", "elin": "4235550101"}]},
        ("The floors 'floor1' and 'floor2' have the same ELIN 4235550101", "give each its own."),
    ),
    "a user that does not exist": (
        {"e911_erls_floors": [one(users=["2o1"])]},
        ("there is no user '2o1'", "did you mean '201'", "Nothing was written"),
    ),
    "a floor to give up without an ELIN": (
        {"e911_erls_absent_floors": [{"name": "attic"}]},
        ("Floor 'attic' in e911_erls_absent_floors has no ELIN in quotes: name the location that shall go.",),
    ),
}


@pytest.fixture(scope="module")
def said() -> Iterator[dict[str, str]]:
    attempts = [Attempt(name, {**BUILDING, **given}) for name, (given, _texts) in REFUSALS.items()]
    attempts += [Attempt(name, BUILDING, environment=given) for name, (given, _texts) in CONNECTIONS.items()]
    attempts.append(Attempt("the wrong edition", ERLS, "sipxcom.pbx.e911_erls"))
    with Simulator() as pbx:
        seed(pbx, THERE)
        before = pbx.state()
        pbx.read_only = True
        yield outcomes(pbx, attempts)
        assert pbx.violations == []
        assert pbx.state() == before
        assert pbx.crashes == []


@pytest.mark.parametrize("name", REFUSALS)
def test_the_role_refuses(said: dict[str, str], name: str) -> None:
    assert [text for text in REFUSALS[name][1] if text not in said[name]] == [], said[name]


@pytest.mark.parametrize("name", CONNECTIONS)
def test_the_role_says_why_it_cannot_talk_to_the_pbx(said: dict[str, str], name: str) -> None:
    assert [text for text in CONNECTIONS[name][1] if text not in said[name]] == [], said[name]
    assert said[name].count(". ") <= 1, said[name]
    assert "not-the-password" not in said[name]


def test_erls_are_refused_where_the_pbx_has_none(said: dict[str, str]) -> None:
    assert "on sipXcom use the role sipxcom.pbx.e911_floors" in said["the wrong edition"]
    assert said["the wrong edition"].count("no emergency response locations") == 1


def test_the_erl_role_refuses() -> None:
    attempts = [Attempt(name, {**ERLS, **given}, "sipxcom.pbx.e911_erls") for name, (given, _texts) in ERL_REFUSALS.items()]
    with Simulator("uniteme") as pbx:
        seed(pbx, PEOPLE)
        pbx.read_only = True
        said = outcomes(pbx, attempts)
        assert pbx.violations == []
    for name, (_given, texts) in ERL_REFUSALS.items():
        assert [text for text in texts if text not in said[name]] == [], said[name]


@pytest.mark.parametrize("action", ["html_page", "redirect", "broken_xml", "status"])
def test_a_server_of_another_kind_ends_in_one_sentence(action: str) -> None:
    with Simulator() as pbx:
        pbx.add_fault(action, times=None, **({"status": 418, "body": "<h1>teapot</h1>"} if action == "status" else {}))
        said = outcomes(pbx, [Attempt("other", BUILDING, environment={"SIPX_RETRIES": "0"})])["other"]
    assert "met what it was not made for" not in said
    assert any(word in said for word in (pbx.url, "PBX", "server", "url")), said
    assert len(said) < 600, said
