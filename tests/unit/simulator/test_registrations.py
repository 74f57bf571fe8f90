# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Live registrations on /api/registrations."""

from __future__ import annotations

import time
from typing import Any

import pytest

from ...simulator import Simulator
from .clients import AS_XML, Client
from .records import EMPTY, STANDALONE, group, made, user

HOUR = 3600 * 1000


def registration(name: str, host: str, seconds: int = 3000, **values: Any) -> dict[str, Any]:
    return {
        "uri": f"sip:{name}@voice.test",
        "contact": f"<sip:{name}@{host}:5060>",
        "expires": int(time.time() * 1000) + seconds * 1000 + 500,
        "primary": "192.0.2.10",
        "regCallId": f"c-{name}@{host}",
        "identity": f"{name}@voice.test",
        **values,
    }


def ids(client: Client, path: str = "") -> list[str]:
    response = client.api("GET", f"/registrations{path}")
    assert response.status_code == 200, response.text
    return [one["regCallId"] for one in response.json()["registrations"]]


# ---- shapes


def test_shape(client: Client, pbx: Simulator) -> None:
    assert client.api("GET", "/registrations").text == '{"registrations":[]}'
    assert client.api("GET", "/registrations", headers=AS_XML).text == f"{STANDALONE}<Registrations/>"
    row = registration("201", "10.0.0.1")
    pbx.add(registrations=[row])
    (found,) = client.api("GET", "/registrations").json()["registrations"]
    assert found == {
        "uri": "sip:201@voice.test",
        "contact": "<sip:201@10.0.0.1:5060>",
        "expires": row["expires"],
        "primary": "192.0.2.10",
        "instrument": None,
        "regCallId": "c-201@10.0.0.1",
        "identity": "201@voice.test",
        "secondsToExpire": 3000,
        "status": "active",
    }
    text = client.api("GET", "/registrations", headers=AS_XML).text
    assert "<Registrations><Registration><uri>sip:201@voice.test</uri><contact>&lt;sip:201@10.0.0.1:5060&gt;" in text
    assert "<instrument>" not in text
    assert "Z</expires>" in text


def test_the_fork_has_empty_texts(fork: Client) -> None:
    fork.pbx.add(registrations=[registration("201", "10.0.0.1", primary=None)])
    assert fork.api("GET", "/registrations").json()["registrations"][0]["primary"] == ""


def test_passed_but_not_flagged_is_shown_as_expired(client: Client, pbx: Simulator) -> None:
    pbx.add(registrations=[registration("201", "10.0.0.1", -60), registration("202", "10.0.0.2", expired=True)])
    (found,) = client.api("GET", "/registrations").json()["registrations"]
    assert (found["identity"], found["status"], found["secondsToExpire"]) == ("201@voice.test", "expired", 0)


def test_paging_needs_both_and_drops_duplicates_afterwards(client: Client, pbx: Simulator) -> None:
    same: dict[str, Any] = {"contact": "<sip:x@10.0.0.9>"}
    pbx.add(
        registrations=[
            registration("201", "10.0.0.1", 100),
            registration("202", "10.0.0.2", 400, **same),
            registration("203", "10.0.0.3", 300, **same),
            registration("204", "10.0.0.4", 200),
        ]
    )
    assert ids(client) == ["c-201@10.0.0.1", "c-202@10.0.0.2", "c-204@10.0.0.4"]
    assert len(ids(client, "?start=1")) == 3
    assert ids(client, "?start=0&limit=2") == ["c-202@10.0.0.2"]
    assert ids(client, "?start=2&limit=2") == ["c-204@10.0.0.4", "c-201@10.0.0.1"]
    assert ids(client, "?start=4&limit=2") == []
    assert ids(client, "?start=2&limit=0") == ["c-204@10.0.0.4", "c-201@10.0.0.1"]
    assert client.api("GET", "/registrations?start=-1&limit=2").status_code == 500
    assert "HTTP 404" in client.api("GET", "/registrations?start=x&limit=2").text


def test_the_fork_keeps_duplicates(fork: Client) -> None:
    same: dict[str, Any] = {"contact": "<sip:x@10.0.0.9>"}
    fork.pbx.add(registrations=[registration("202", "10.0.0.2", **same), registration("203", "10.0.0.3", **same)])
    assert len(ids(fork)) == 2


# ---- filters


def test_a_user_is_an_id_before_he_is_a_name(client: Client, pbx: Simulator) -> None:
    key = user(client, "4127", aliases=["dock"])
    user(client, str(key))
    pbx.add(registrations=[registration("4127", "10.0.0.1"), registration(str(key), "10.0.0.2")])
    for text in ("4127", "dock", str(key)):
        assert ids(client, f"/user/{text}") == ["c-4127@10.0.0.1"]
    response = client.api("GET", "/registrations/user/nobody")
    assert (response.status_code, response.text) == (404, "User  not found")
    assert client.api("DELETE", f"/registrations/user/{key}").status_code == 200
    assert ids(client) == [f"c-{key}@10.0.0.2"]


def test_by_serial_needs_a_phone_record(client: Client, pbx: Simulator) -> None:
    pbx.add(registrations=[registration("201", "10.0.0.1", instrument="0004f2000001")])
    response = client.api("GET", "/registrations/serialNo/0004f2000001")
    assert (response.status_code, response.text) == (404, "Phone not found")
    made(client.api("POST", "/phones", json={"serialNo": "0004f2000001", "model": {"modelId": "polycom331"}}))
    assert ids(client, "/serialNo/0004f2000001") == ["c-201@10.0.0.1"]
    assert client.api("DELETE", "/registrations/serialNo/0004f2000001").content == EMPTY
    assert ids(client) == []


def test_an_address_is_a_loose_expression(client: Client, pbx: Simulator, fork: Client) -> None:
    rows = [registration("201", "10.0.0.1"), registration("202", "10.0.0.12"), registration("203", "10.9.0.3", regCallId="none")]
    for one in (client, fork):
        one.pbx.add(registrations=rows)
        assert ids(one, "/ip/10.0.0.1") == ["c-201@10.0.0.1", "c-202@10.0.0.12"]
        assert client.api("GET", "/registrations/ip/(").status_code == 500
    assert ids(client, "/ip/10.9.0.3") == []
    assert ids(fork, "/ip/10.9.0.3") == ["none"]
    assert client.api("DELETE", "/registrations/ip/.*").status_code == 200
    assert ids(client) == []


def test_by_call_id_is_exact_and_finds_flagged_ones(client: Client, pbx: Simulator) -> None:
    pbx.add(registrations=[registration("201", "10.0.0.1", expired=True), registration("201", "10.0.0.11")])
    assert ids(client, "/callid/c-201@10.0.0.1") == ["c-201@10.0.0.1"]
    assert ids(client, "/callid/nothing") == []
    assert "HTTP 404" in client.api("GET", "/registrations/callId/x").text
    assert client.api("DELETE", "/registrations/callid/c-201@10.0.0.1").status_code == 200
    assert client.api("DELETE", "/registrations/callid/c-201@10.0.0.1").status_code == 200
    assert ids(client) == ["c-201@10.0.0.11"]


def test_by_server_its_address_is_a_loose_expression(client: Client, pbx: Simulator) -> None:
    pbx.add(registrations=[registration("201", "a", primary="192.0.2.10"), registration("202", "b", primary="192.0.2.101")])
    for text in ("1", "pbx1.voice.test"):
        assert len(ids(client, f"/server/{text}")) == 2
    response = client.api("GET", "/registrations/server/192.0.2.10")
    assert (response.status_code, response.text) == (404, "Server not found")
    assert client.api("DELETE", "/registrations/server/99").status_code == 404
    assert client.api("DELETE", "/registrations/server/1").status_code == 200
    assert ids(client) == []


def test_what_is_not_offered(client: Client) -> None:
    assert "HTTP 405" in client.api("DELETE", "/registrations").text
    assert "HTTP 405" in client.api("PUT", "/registrations/user/1").text
    assert "HTTP 404" in client.api("GET", "/registrations/group/administrators").text


@pytest.mark.parametrize("name", ["crew", "Crew"])
def test_the_fork_knows_user_groups(fork: Client, name: str) -> None:
    group(fork, "crew")
    user(fork, "4127")
    fork.api("POST", "/users/4127/groups/crew")
    fork.pbx.add(registrations=[registration("4127", "10.0.0.1"), registration("4128", "10.0.0.2")])
    response = fork.api("GET", f"/registrations/group/{name}")
    assert response.status_code == (200 if name == "crew" else 404)
    if name == "crew":
        assert [one["identity"] for one in response.json()["registrations"]] == ["4127@voice.test"]
