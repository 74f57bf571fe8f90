# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Faults on demand, and that they strike the right request."""

from __future__ import annotations

import time

import pytest
import requests

from ...simulator import Simulator
from .clients import Client

BRANCH = "<branch><name>x</name><address/></branch>"


def branches(pbx: Simulator) -> int:
    return len(pbx.state()["tables"].get("branches", {}))


def test_drop_before(pbx: Simulator, client: Client) -> None:
    pbx.add_fault("drop_before", method="PUT")
    assert client.rest("GET", "/branch").status_code == 200
    with pytest.raises(requests.ConnectionError):
        client.rest("PUT", "/branch", BRANCH)
    assert branches(pbx) == 0
    assert pbx.requests[-1].status is None
    assert client.rest("PUT", "/branch", BRANCH).status_code == 201


def test_drop_after(pbx: Simulator, client: Client) -> None:
    pbx.add_fault("drop_after", method="PUT")
    with pytest.raises(requests.ConnectionError):
        client.rest("PUT", "/branch", BRANCH)
    assert branches(pbx) == 1


def test_status_instead_of_the_work(pbx: Simulator, client: Client) -> None:
    pbx.add_fault("status", status=503, headers={"Retry-After": "1"}, body="<h1>busy</h1>", content_type="text/html")
    response = client.rest("PUT", "/branch", BRANCH)
    assert (response.status_code, response.text) == (503, "<h1>busy</h1>")
    assert response.headers["Retry-After"] == "1"
    assert response.headers["Content-Type"].startswith("text/html")
    assert branches(pbx) == 0
    assert pbx.requests[-1].status == 503


def test_status_after_the_work(pbx: Simulator, client: Client) -> None:
    pbx.add_fault("status_after", status=502)
    assert client.rest("PUT", "/branch", BRANCH).status_code == 502
    assert branches(pbx) == 1


def test_delay(pbx: Simulator, client: Client) -> None:
    client.rest("GET", "/branch")
    pbx.add_fault("delay", seconds=0.3)
    begin = time.monotonic()
    assert client.rest("GET", "/branch").status_code == 200
    assert time.monotonic() - begin >= 0.3


def test_a_delay_does_not_hold_up_others(pbx: Simulator, client: Client) -> None:
    pbx.add_fault("delay", seconds=1.5, path="/api/")
    with pytest.raises(requests.ReadTimeout):
        client.session.get(f"{pbx.url}/sipxconfig/api/gateways", timeout=0.2)
    begin = time.monotonic()
    assert client.rest("GET", "/branch").status_code == 200
    assert time.monotonic() - begin < 1


def test_cut_body(pbx: Simulator, client: Client) -> None:
    whole = client.rest("GET", "/branch")
    pbx.add_fault("cut_body")
    with client.session.get(f"{pbx.url}/sipxconfig/rest/branch", stream=True, timeout=5) as response:
        assert response.headers["Content-Length"] == str(len(whole.content))
        with pytest.raises(requests.RequestException):
            response.content  # noqa: B018 (reads the body)


def test_cut_body_of_an_empty_answer(pbx: Simulator, client: Client) -> None:
    client.gateway()
    pbx.add_fault("cut_body", method="DELETE")
    with pytest.raises(requests.ConnectionError):
        client.api("DELETE", "/gateways/7")
    assert client.api("GET", "/gateways").json() == {"gateways": []}


def test_broken_xml(pbx: Simulator, client: Client) -> None:
    pbx.add_fault("broken_xml")
    response = client.rest("PUT", "/branch", BRANCH)
    assert response.status_code == 201
    assert response.headers["Content-Type"] == "text/xml"
    assert not response.text.endswith(">")
    assert branches(pbx) == 1


def test_html_page(pbx: Simulator, client: Client) -> None:
    pbx.add_fault("html_page")
    response = client.rest("PUT", "/branch", BRANCH)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert branches(pbx) == 0


def test_redirect(pbx: Simulator, client: Client) -> None:
    pbx.add_fault("redirect", location="https://elsewhere.test/login")
    response = client.rest("GET", "/branch")
    assert (response.status_code, response.headers["Location"]) == (302, "https://elsewhere.test/login")


def test_after_and_times(pbx: Simulator, client: Client) -> None:
    pbx.add_fault("status", method="get", path=r"/branch$", after=1, times=2)
    found = [client.rest("GET", "/branch").status_code for ignored in range(5)]
    assert found == [200, 503, 503, 200, 200]
    pbx.clear_faults()
    pbx.add_fault("status", times=None)
    assert [client.rest("GET", "/branch").status_code for ignored in range(3)] == [503] * 3


def test_only_matching_requests_count(pbx: Simulator, client: Client) -> None:
    pbx.add_fault("status", method="PUT|POST", path="page=2", after=0)
    assert client.rest("GET", "/branch?page=2").status_code == 200
    assert client.rest("PUT", "/branch", BRANCH).status_code == 201
    assert client.rest("PUT", "/branch?page=2", BRANCH).status_code == 503


def test_the_control_plane_is_never_struck(pbx: Simulator, client: Client) -> None:
    pbx.add_fault("drop_before", times=None)
    assert client.control("GET", "health").status_code == 200
    assert client.control("GET", "faults").json()["faults"][0]["seen"] == 0
    with pytest.raises(requests.ConnectionError):
        client.rest("GET", "/branch")


def test_faults_strike_before_the_login(pbx: Simulator) -> None:
    pbx.add_fault("status", status=502)
    assert Client(pbx, "").rest("GET", "/branch").status_code == 502


def test_faults_over_http(pbx: Simulator, client: Client) -> None:
    made = client.control("POST", "faults", json={"action": "status", "status": 504, "times": None})
    key = made.json()["id"]
    assert client.rest("GET", "/branch").status_code == 504
    fault = client.control("GET", "faults").json()["faults"][0]
    assert (fault["id"], fault["struck"]) == (key, 1)
    assert client.control("DELETE", f"faults/{key}").status_code == 200
    assert client.rest("GET", "/branch").status_code == 200


@pytest.mark.parametrize("spec", [{"action": "explode"}, {"action": "status", "path": "("}, {"actoin": "status"}, {}])
def test_bad_faults_are_refused(pbx: Simulator, client: Client, spec: dict[str, str]) -> None:
    response = client.control("POST", "faults", json=spec)
    assert response.status_code == 400
    assert response.json()["error"]
    assert client.control("GET", "faults").json() == {"faults": []}
