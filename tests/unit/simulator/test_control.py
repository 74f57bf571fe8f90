# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The control plane, the recorder, read-only mode, saving and loading, the command line, and the transport."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import requests

from ...simulator import Simulator
from .clients import Client

ROOT = Path(__file__).resolve().parents[3]
BRANCH = "<branch><name>x</name><address/></branch>"


# ---- requests


def test_requests_are_recorded(pbx: Simulator, client: Client) -> None:
    client.rest("GET", "/branch?page=1")
    client.rest("PUT", "/branch", BRANCH)
    Client(pbx, "nobody", "x").api("GET", "/gateways")
    first, second, third = pbx.requests
    assert (first.method, first.path, first.query) == ("GET", "/sipxconfig/rest/branch", "page=1")
    assert (first.username, first.body, first.status) == ("superadmin", "", 200)
    assert (second.body, second.content_type, second.status) == (BRANCH, "text/xml", 201)
    assert (third.username, third.status) == ("nobody", 401)
    assert first.sequence < second.sequence < third.sequence
    assert first.connection == second.connection != third.connection


def test_requests_over_http_are_the_same(pbx: Simulator, client: Client) -> None:
    client.rest("GET", "/branch")
    found = client.control("GET", "requests").json()["requests"]
    assert found == [record.to_json() for record in pbx.requests]
    assert client.control("DELETE", "requests").status_code == 200
    assert pbx.requests == []


def test_records_can_be_added_that_no_call_makes(pbx: Simulator, client: Client) -> None:
    pbx.add(registrations=[{"regCallId": "a"}])
    assert client.control("POST", "records", json={"registrations": [{"regCallId": "b"}]}).status_code == 200
    found = client.api("GET", "/registrations/callid/b").json()["registrations"]
    assert [one["regCallId"] for one in found] == ["b"]
    assert len(pbx.state()["tables"]["registrations"]) == 2


def test_connections_are_counted(pbx: Simulator, client: Client) -> None:
    client.rest("GET", "/branch")
    before = pbx.logins
    for _ignored in range(20):
        client.rest("GET", "/branch")
    assert pbx.logins == before
    Client(pbx).rest("GET", "/branch")
    assert pbx.logins == before + 1
    assert client.control("GET", "connections").json() == {"connections": before + 1}


# ---- state


def test_state_is_a_copy_that_json_can_hold(pbx: Simulator, client: Client) -> None:
    state = pbx.state()
    assert json.loads(json.dumps(state)) == state
    state["tables"]["users"].clear()
    assert client.rest("GET", "/branch").status_code == 200


def test_load_goes_back(pbx: Simulator, client: Client) -> None:
    before = pbx.state()
    client.branch("x")
    after = pbx.state()
    assert after != before
    pbx.load(before)
    assert pbx.state() == before
    assert client.branch("y") == 3
    pbx.load(json.loads(json.dumps(after)))
    assert pbx.state() == after


def test_state_over_http(pbx: Simulator, client: Client) -> None:
    before = client.control("GET", "state").json()
    client.branch("x")
    assert client.control("PUT", "state", json=before).status_code == 200
    assert pbx.state() == before
    assert client.control("PUT", "state", json={"tables": 1}).status_code == 400
    assert client.control("PUT", "state", data="{").status_code == 400
    assert pbx.state() == before


def test_a_partial_state_keeps_the_seed(pbx: Simulator, client: Client) -> None:
    pbx.load({"tables": {"branches": {}}, "sequences": {}})
    assert client.rest("GET", "/branch").status_code == 200


def test_reading_leaves_no_trace_in_the_state(pbx: Simulator, client: Client) -> None:
    before = pbx.state()
    for path in ("/gateways", "/rules", "/rules/1", "/gateways/7", "/orbits", "/dns/settings", "/users", "/phones"):
        client.api("GET", path)
    assert client.rest("GET", "/branch").status_code == 200
    assert pbx.state() == before


def test_what_was_deleted_stays_away(pbx: Simulator, client: Client) -> None:
    for rule in client.api("GET", "/rules").json()["rules"]:
        client.api("DELETE", f"/rules/{rule['id']}")
    state = json.loads(json.dumps(pbx.state()))
    pbx.reset()
    pbx.load(state)
    assert client.api("GET", "/rules").json() == {"rules": []}
    assert pbx.state() == state


def test_reset_forgets_everything(pbx: Simulator, client: Client) -> None:
    start = pbx.state()
    client.branch("x")
    pbx.add_fault("status", times=None)
    pbx.read_only = True
    client.rest("PUT", "/branch", BRANCH)
    pbx.read_only = False
    assert client.control("POST", "reset").status_code == 200
    assert (pbx.state(), pbx.requests, pbx.violations) == (start, [], [])
    assert client.rest("GET", "/branch").status_code == 200


def test_refused_writes_change_nothing(pbx: Simulator, client: Client) -> None:
    client.branch("x")
    client.gateway("one")
    tables = pbx.state()["tables"]
    for method, path, body in (
        ("PUT", "/branch", BRANCH),
        ("PUT", "/branch/3", "<branch><address/></branch>"),
        ("POST", "/branch", BRANCH),
    ):
        assert client.rest(method, path, body).status_code >= 400
    assert client.api("POST", "/gateways", json={"name": "one"}).status_code >= 400
    assert client.api("PUT", "/rules/1", json={"name": "Local", "type": "Emergency"}).status_code == 409
    assert pbx.state()["tables"] == tables


# ---- read-only mode


def test_read_only_refuses_and_notes_writes(pbx: Simulator, client: Client) -> None:
    pbx.read_only = True
    assert client.rest("GET", "/branch").status_code == 200
    response = client.rest("PUT", "/branch", BRANCH)
    assert (response.status_code, response.reason) == (403, "The simulator is read-only")
    client.api("DELETE", "/gateways/7")
    assert [(v.method, v.path) for v in pbx.violations] == [
        ("PUT", "/sipxconfig/rest/branch"),
        ("DELETE", "/sipxconfig/api/gateways/7"),
    ]
    assert client.control("GET", "violations").json()["violations"] == [v.to_json() for v in pbx.violations]


def test_read_only_over_http(pbx: Simulator, client: Client) -> None:
    assert client.control("GET", "read_only").json() == {"read_only": False}
    assert client.control("PUT", "read_only", json={"read_only": True}).json() == {"read_only": True}
    assert client.rest("PUT", "/branch", BRANCH).status_code == 403
    client.control("PUT", "read_only", json=False)
    assert client.rest("PUT", "/branch", BRANCH).status_code == 201


def test_health(client: Client) -> None:
    assert client.control("GET", "health").json() == {"ok": True, "edition": "sipxcom", "crashes": []}
    assert client.control("GET", "nothing").status_code == 404
    assert client.control("DELETE", "state").status_code == 404


# ---- transport


def test_the_certificate_is_checked(pbx: Simulator) -> None:
    session = requests.Session()
    session.trust_env = False
    with pytest.raises(requests.exceptions.SSLError):
        session.get(pbx.url, timeout=5)
    port = pbx.url.rpartition(":")[2]
    assert session.get(f"https://localhost:{port}/", verify=pbx.ca_path, timeout=5).status_code == 404


def test_junk_and_silence_do_no_harm(pbx: Simulator, client: Client) -> None:
    port = int(pbx.url.rpartition(":")[2])
    silent = [socket.create_connection(("127.0.0.1", port)) for ignored in range(5)]
    for junk in (b"GET / HTTP/1.1\r\n\r\n", b"\x00\xff" * 100):
        with socket.create_connection(("127.0.0.1", port)) as sock:
            sock.settimeout(5)
            sock.sendall(junk)
            while sock.recv(1000):
                pass
    assert client.rest("GET", "/branch").status_code == 200
    for sock in silent:
        sock.close()


def test_an_unverified_client_is_possible(pbx: Simulator) -> None:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    port = int(pbx.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as raw, context.wrap_socket(raw) as sock:
        sock.sendall(b"GET /_simulator/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert sock.recv(15) == b"HTTP/1.1 200 OK"


def test_sixteen_clients_at_once(pbx: Simulator, client: Client) -> None:
    failures: list[object] = []

    def work(number: int) -> None:
        mine = Client(pbx)
        for step in range(5):
            answer = mine.rest("PUT", "/branch", f"<branch><name>{number}-{step}</name><address/></branch>")
            if answer.status_code != 201:
                failures.append(answer.text)
        mine.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    found = client.rest("GET", "/branch", headers={"Accept": "application/json"}).json()["branch"]["branches"]
    assert len({branch["id"] for branch in found}) == len(found) == 80


def test_an_unknown_edition_is_refused() -> None:
    with pytest.raises(ValueError, match="there are: sipxcom"):
        Simulator("asterisk")


# ---- the command line


def start(*arguments: str, program: tuple[str, ...] = ("-m", "tests.simulator"), cwd: Path = ROOT) -> Any:
    return subprocess.Popen(
        [sys.executable, *program, *arguments],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
    )


def finish(process: Any, number: int = signal.SIGTERM) -> tuple[str, str]:
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0, err
    return out, err


def call(ready: dict[str, str], method: str, path: str, **arguments: Any) -> requests.Response:
    session = requests.Session()
    session.trust_env = False
    session.auth = (ready["username"], ready["password"])
    return session.request(method, ready["url"] + path, verify=ready["ca_path"], timeout=10, **arguments)


def test_the_ready_line_and_saving(tmp_path: Path) -> None:
    saved, ready_file, tls = tmp_path / "state.json", tmp_path / "ready.json", tmp_path / "tls"
    process = start("--save", str(saved), "--ready-file", str(ready_file), "--tls-dir", str(tls), "--lifetime", "60")
    line = process.stdout.readline()
    ready = json.loads(line)
    assert (ready["username"], ready["edition"]) == ("superadmin", "sipxcom")
    assert ready["password"] not in ("", "password")
    assert ready["ca_path"] == str(tls / "ca.pem")
    assert json.loads(ready_file.read_text()) == ready
    headers = {"Content-Type": "text/xml"}
    assert call(ready, "PUT", "/sipxconfig/rest/branch", data=BRANCH, headers=headers).status_code == 201
    state = call(ready, "GET", "/_simulator/state").json()
    out, _err = finish(process)
    assert out == ""
    assert json.loads(saved.read_text()) == state

    process = start("--load", str(saved), "--edition", "uniteme", "--read-only", "--lifetime", "60")
    ready = json.loads(process.stdout.readline())
    assert ready["edition"] == "uniteme"
    assert "<name>x</name>" in call(ready, "GET", "/sipxconfig/rest/branch").text
    assert call(ready, "GET", "/sipxconfig/rest/erls").status_code == 200
    assert call(ready, "PUT", "/sipxconfig/rest/branch", data=BRANCH, headers=headers).status_code == 403
    finish(process, signal.SIGINT)
    assert not Path(ready["ca_path"]).exists()


def test_it_runs_from_anywhere_and_ends_by_itself(tmp_path: Path) -> None:
    begin = time.monotonic()
    process = start("--lifetime", "0.5", program=(str(ROOT / "tests" / "simulator"),), cwd=tmp_path)
    ready = json.loads(process.stdout.readline())
    assert call(ready, "GET", "/_simulator/health").json()["ok"] is True
    assert process.wait(timeout=20) == 0
    assert time.monotonic() - begin < 15
    process.communicate()


def test_help_tells_all() -> None:
    process = start("--help")
    out, _err = process.communicate(timeout=20)
    assert process.returncode == 0
    for option in ("--port", "--host", "--edition", "--load", "--save", "--read-only", "--tls-dir", "--lifetime"):
        assert option in out
    assert "--ready-file" in out
