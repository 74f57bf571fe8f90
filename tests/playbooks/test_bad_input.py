# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What bad input gets: one sentence that names the value and what to do, with the server's own words where it had any.

All attempts are one run of Ansible. While REFUSALS are made the PBX allows no write, and none is attempted; after each of
HALVES a second run, with the mistake corrected, finishes what the first left. What the roles refuse beyond this stands in
roles/test_refusals.py, what each module refuses in its own playbook.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control
from tests.playbooks import secrets
from tests.playbooks.roles.attempts import SUCCEEDED, Attempt, outcomes, seed
from tests.simulator import Simulator

WRONG = f"{secrets.MARK}-wrong"
PORTAL = f"{secrets.MARK}-portal"
CONNECTION = ("url", "username", "password", "ca_path")
#: Nothing listens there.
CLOSED = "https://127.0.0.1:9"
FOREIGN_JSON = {"action": "status", "status": 200, "content_type": "application/json", "body": '{"status": "green", "items": []}'}
FOREIGN_404 = {"action": "status", "status": 404, "body": "<html><head><title>404 Not Found</title></head><body>nginx</body></html>"}
BAD_GATEWAY = {"action": "status", "status": 502, "body": "<html><head><title>502 Bad Gateway</title></head></html>"}
FLOORS = {
    "e911_floors_gateway_address": "10.20.0.5",
    "e911_floors_failsafe_number": "4235550100",
    "e911_floors_floors": [{"name": "floor1", "elin": "4235550101", "users": ["201"]}],
}
THERE: dict[str, Any] = {
    "branches": [{"name": "floor1"}, {"name": "floor2"}],
    "gateways": [{"name": "gw1", "branch": "floor1", "shared": False}, {"name": "trunk", "model": "sipTrunkStandard"}],
    "user_groups": [{"name": "front", "branch": "floor1"}],
    "users": [
        {"user_name": "201", "aliases": ["4235550201"], "portal_password": PORTAL, "sip_password": PORTAL},
        {"user_name": "202", "portal_password": PORTAL, "sip_password": PORTAL},
    ],
}


ORBIT = {"name": "lobby", "extension": "5001", "enabled": True, "server": "pbx1.voice.test"}


@dataclass(frozen=True)
class Case:
    """A task that must fail, and all that its sentence must hold. C(answers) are faults of the simulator.

    Without a module it is the role e911_floors. C({plain}) and C({other_ca}) stand for places that only a run knows.
    """

    texts: tuple[str, ...]
    args: dict[str, Any]
    module: str = "sipx_branch"
    answers: tuple[dict[str, Any], ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    ordinary: bool = False
    """Whether the ordinary face is asked as well."""


def branch(*texts: str, ordinary: bool = False, answers: tuple[dict[str, Any], ...] = (), **args: Any) -> Case:
    """A task that would find nothing to do, were its PBX the right one."""
    return Case(texts, {"name": "floor1", "retries": 0, **args}, answers=answers, ordinary=ordinary)


def user(*texts: str, **args: Any) -> Case:
    return Case(texts, {"portal_password": PORTAL, "sip_password": PORTAL, **args}, "sipx_user")


REFUSALS: dict[str, Case] = {
    "no url": Case(
        ("url is not set: give the option url, or set SIPX_URL in the environment",),
        {"name": "floor1"},
        environment={"SIPX_URL": ""},
        ordinary=True,
    ),
    "no password": Case(("password is not set: give the option", "SIPX_PASSWORD"), {"name": "floor1"}, environment={"SIPX_PASSWORD": ""}),
    "a wrong password": branch("did not accept the login of superadmin", "check username and password", password=WRONG, ordinary=True),
    "a user who does not exist": branch("did not accept the login of 299", "check username and password", username="299", password=WRONG),
    "a user without admin rights": branch(
        "user 202 may not GET /sipxconfig/rest/branch",
        "give it to this user, or set username",
        username="202",
        password=PORTAL,
        ordinary=True,
    ),
    "a port that is closed": branch(f"cannot reach {CLOSED} (", "refused", "check url, name, port and network", url=CLOSED),
    "a name without an address": branch("cannot reach https://pbx.invalid (", "check url, name, port", url="https://pbx.invalid"),
    "plain http": branch("url 'http://pbx.example.org' is not https", "write https://", url="http://pbx.example.org"),
    "a port that speaks plain http": branch("no TLS connection with {plain}", "is this its HTTPS port", url="{plain}"),
    "no certificate authority": Case(
        ("is not trusted", "set ca_path to the PEM file of its authority"), {"name": "floor1"}, environment={"SIPX_CA_PATH": ""}
    ),
    "the wrong certificate authority": branch(
        "is not trusted", "set ca_path, which is {other_ca}, to the PEM file of its authority", ca_path="{other_ca}", ordinary=True
    ),
    "a certificate authority that is no file": branch(
        "ca_path: there is no file /nowhere/ca.pem; name a PEM file", ca_path="/nowhere/ca.pem"
    ),
    "a proxy's HTML page": branch(
        "answered with a web page titled 'Notice'", "is url the PBX, or does a proxy", answers=({"action": "html_page", "times": None},)
    ),
    "a proxy that gave up": branch("the proxy in front of the PBX gave up waiting", "try again", answers=(BAD_GATEWAY,)),
    "a proxy that cannot be reached": Case(
        ("the proxy on the way to https://", "check https_proxy and no_proxy"),
        {"name": "floor1", "retries": 0},
        environment={"https_proxy": "http://127.0.0.1:9", "no_proxy": ""},
    ),
    "a web server": branch("GET /sipxconfig/rest/branch", "404 Not Found", "is url the PBX", answers=(FOREIGN_404,)),
    "a server that redirects": branch(
        "answered with a redirect to https://sso.example.org/login, which is not followed",
        "correct the option url",
        answers=({"action": "redirect", "location": "https://sso.example.org/login?token=n0t-t0-be-seen"},),
    ),
    "an API of another kind": branch("GET /sipxconfig/rest/branch", "is url a sipXcom or Uniteme PBX?", answers=(FOREIGN_JSON,)),
    "a branch that does not exist": Case(
        ("branch: there is no branch 'flor1'; did you mean 'floor1'",), {"name": "gw2", "branch": "flor1"}, "sipx_gateway", ordinary=True
    ),
    "a user's branch that does not exist": user(
        "branch: there is no branch 'flor2'; did you mean 'floor2'", user_name="203", branch="flor2"
    ),
    "a group's branch that does not exist": Case(
        ("there is no branch 'annex'", "'floor1', 'floor2'"), {"name": "front", "branch": "annex"}, "sipx_user_group"
    ),
    "a name that another gateway has": Case(
        ("there is a gateway 'gw1' and a gateway 'trunk'", "Delete one of them, or drop old_name"),
        {"name": "gw1", "old_name": "trunk"},
        "sipx_gateway",
    ),
    "a name that stands twice in a document": Case(
        ("branches[1]: name 'attic' stands twice in branches; write it once", "Nothing was written"),
        {"branches": [{"name": "attic"}, {"name": "attic"}]},
        "sipx_site",
    ),
    "an extension that is another's alias": user(
        "user_name: '4235550201' is an alias of user '201'; choose another, or take it from him first", user_name="4235550201"
    ),
    "an alias that is another's extension": user(
        "aliases: '202' is the user name of user '202'", "choose another", user_name="203", aliases=["202"]
    ),
    "a user of another branch than his group": user(
        "cannot be in branch 'floor2' and in user group 'front', which is in branch 'floor1'",
        "give both the same branch",
        user_name="203",
        branch="floor2",
        groups=["front"],
    ),
    "an ELIN that is no number": Case(
        ("The ELIN '423-555-0101' of floor 'floor1' is no telephone number", "such as 4235550101"),
        {**FLOORS, "e911_floors_floors": [{"name": "floor1", "elin": "423-555-0101"}]},
        "",
    ),
    "an ERL whose ELIN is no number": Case(
        ("elin: '423-555-0101' is no number: an ELIN has digits only, such as 4235550101",),
        {"elin": "423-555-0101", "location": "1"},
        "sipx_erl",
    ),
    "a SIP trunk for the emergency plan": Case(
        ("The model 'sipTrunkStandard' in e911_floors_gateway_model is a SIP trunk", "leave it at genericGatewayStandard"),
        {**FLOORS, "e911_floors_gateway_model": "sipTrunkStandard"},
        "",
    ),
    "a gateway that is a SIP trunk already": Case(
        ("The gateway 'trunk' on the PBX is a SIP trunk", "or give yours another name"),
        {**FLOORS, "e911_floors_floors": [{"name": "floor1", "elin": "4235550101", "gateway": "trunk"}]},
        "",
    ),
    "a gateway that shall become one": Case(
        ("gateway 'gw1' has model 'genericGatewayStandard' and cannot be changed to 'sipTrunkStandard'", "delete it and create it anew"),
        {"name": "gw1", "model": "sipTrunkStandard"},
        "sipx_gateway",
    ),
    "a setting path with a typo": Case(
        ("moh-config/MOH_SORCE", "did you mean 'moh-config/MOH_SOURCE'"),
        {"service": "moh", "settings": {"moh-config/MOH_SORCE": "NONE"}},
        "sipx_setting",
        ordinary=True,
    ),
    "an option with a typo": Case(
        ("Unsupported parameters for (sipxcom.pbx.sipx_branch) module: adress", "address"), {"name": "floor1", "adress": {}}, ordinary=True
    ),
    "a value outside a setting's choices": Case(
        ("moh-config/MOH_SOURCE", "'NOISE'", "'NONE'"), {"service": "moh", "settings": {"moh-config/MOH_SOURCE": "NOISE"}}, "sipx_setting"
    ),
}


@dataclass(frozen=True)
class Half:
    """A task that fails after it has written or because the server finds the mistake; and C(then), what finishes it."""

    texts: tuple[str, ...]
    module: str
    args: dict[str, Any]
    then: dict[str, Any]
    answers: tuple[dict[str, Any], ...] = ()


SAVED: dict[str, Any] = {"portal_password": PORTAL, "sip_password": PORTAL}
#: The server's words for what only it can know. Nobody but the server knows all names that can be dialled.
FULL = {"action": "status", "status": 500, "method": "PUT", "content_type": "text/plain", "body": "disk quota exceeded"}
HALVES: dict[str, Half] = {
    "an extension that an orbit has": Half(
        (
            "could not create user '5001'",
            "the server says: the name or an alias is in use already",
            "orbit, conference or attendant; choose another",
        ),
        "sipx_user",
        {"user_name": "5001", **SAVED},
        {"user_name": "5002", **SAVED},
    ),
    "a document of which the server refuses one record": Half(
        (
            "user '5001'",
            "the server says: the name or an alias is in use already",
            "attendant; choose another",
            "1 record was written, 0 not tried: mend that and run it again",
        ),
        "sipx_site",
        {"branches": [{"name": "annex"}], "users": [{"user_name": "5001", "branch": "annex", **SAVED}]},
        {"branches": [{"name": "annex"}], "users": [{"user_name": "5003", "branch": "annex", **SAVED}]},
    ),
    "a document with one mistake": Half(
        ("there is no branch 'anex'; did you mean 'annex'? Nothing was written",),
        "sipx_site",
        {"branches": [{"name": "attic"}], "user_groups": [{"name": "night", "branch": "anex"}]},
        {"branches": [{"name": "attic"}], "user_groups": [{"name": "night", "branch": "annex"}]},
    ),
    "a record that the server takes by halves": Half(
        ("could not put user group 'late' into branch 'floor1'", "the server says: disk quota exceeded"),
        "sipx_user_group",
        {"name": "late", "branch": "floor1"},
        {"name": "late", "branch": "floor1"},
        answers=(FULL, FULL),
    ),
}


class _Plain(BaseHTTPRequestHandler):
    """A web server without TLS."""

    def do_GET(self) -> None:
        self.send_response(200)

    def log_message(self, *_ignored: Any) -> None:
        pass


@pytest.fixture(scope="module")
def plain() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Plain)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def attempts(places: dict[str, str], uniteme: Simulator) -> Iterator[Attempt]:
    """Every case, on each face that it asks for, and every half with what finishes it."""

    def placed(value: Any) -> Any:
        return value.format(**places) if isinstance(value, str) and value.startswith("{") else value

    elsewhere = {f"SIPX_{name.upper()}": str(getattr(uniteme, name)) for name in CONNECTION}
    for name, case in REFUSALS.items():
        args = {option: placed(value) for option, value in case.args.items()}
        for face in ("in_process", "ordinary") if case.ordinary else ("in_process",):
            yield Attempt(
                f"{name}, {face}",
                args,
                module=case.module and f"sipxcom.pbx.{case.module}",
                environment=elsewhere if case.module == "sipx_erl" else case.environment,
                face=face,
                simulator={"read_only": True, "faults": list(case.answers)},
            )
    for name, half in HALVES.items():
        for step, args, answers in (("first", half.args, half.answers), ("then", half.then, ())):
            simulator = {"read_only": False, "faults": list(answers)}
            yield Attempt(f"{name}, {step}", {**args, "retries": 0}, module=f"sipxcom.pbx.{half.module}", simulator=simulator)


@pytest.fixture(scope="module")
def places(plain: str, uniteme: Simulator) -> dict[str, str]:
    return {"plain": plain, "other_ca": uniteme.ca_path}


@pytest.fixture(scope="module")
def uniteme() -> Iterator[Simulator]:
    with Simulator("uniteme") as pbx:
        pbx.read_only = True
        yield pbx


@pytest.fixture(scope="module")
def pbx() -> Iterator[Simulator]:
    with Simulator() as simulator:
        seed(simulator, THERE)
        run(simulator, "sipx_api", method="POST", path="/api/orbits", body=ORBIT)
        yield simulator


def run(pbx: Simulator, module: str, *, check: bool = False, **args: Any) -> dict[str, Any]:
    """The result of a task that must go well, as the controller runs it."""
    _control._LINKS.clear()
    connection = {name: getattr(pbx, name) for name in CONNECTION}
    done = _control.run(module, {**connection, **args}, {}, check=check, diff=False)
    assert done.get("failed") is None, done
    return done


@pytest.fixture(scope="module")
def said(pbx: Simulator, places: dict[str, str], uniteme: Simulator) -> dict[str, str]:
    """What every attempt said at its end."""
    said = outcomes(pbx, list(attempts(places, uniteme)))
    for simulator in (pbx, uniteme):
        assert simulator.violations == [], "a refused task has tried to write"
        assert simulator.crashes == []
    return said


def judge(message: str, texts: tuple[str, ...], places: dict[str, str]) -> None:
    """One line in an administrator's words, which holds all the texts."""
    missing = [text for text in texts if text.format(**places) not in message]
    assert missing == [], message
    assert "\n" not in message
    assert "Traceback" not in message
    assert "met what it was not made for" not in message
    assert len(message) < 500, message


@pytest.mark.parametrize("name", REFUSALS)
def test_bad_input_gets_a_sentence_before_anything_is_written(said: dict[str, str], places: dict[str, str], name: str) -> None:
    judge(said[f"{name}, in_process"], REFUSALS[name].texts, places)
    if REFUSALS[name].ordinary:
        assert said[f"{name}, ordinary"] == said[f"{name}, in_process"]


@pytest.mark.parametrize("name", HALVES)
def test_what_stopped_half_way_is_told_and_a_second_run_finishes_it(
    pbx: Simulator, said: dict[str, str], places: dict[str, str], name: str
) -> None:
    half = HALVES[name]
    judge(said[f"{name}, first"], half.texts, places)
    assert said[f"{name}, then"] == SUCCEEDED
    assert run(pbx, half.module, check=True, **half.then)["changed"] is False
