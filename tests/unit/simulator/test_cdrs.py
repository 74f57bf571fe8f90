# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Call detail records on /api/cdrs, and the calls in progress."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Any

import pytest

from ...simulator import Simulator
from .clients import AS_XML, Client
from .records import EMPTY, STANDALONE, user

MARCH = int(datetime(2025, 3, 14, 10, 6, tzinfo=timezone.utc).timestamp() * 1000)
MINUTE = 60_000
WINDOW = "fromDate=202503140000&toDate=202503150000"


def cdr(minutes: int, caller: str = "4021", callee: str = "4022", **values: Any) -> dict[str, Any]:
    start = MARCH + minutes * MINUTE
    return {
        "callId": f"c{minutes}",
        "callerAor": f"<sip:{caller}@voice.test>",
        "calleeAor": f"<sip:{callee}@voice.test>",
        "recipient": callee,
        "start": start,
        "connect": start + 1000,
        "end": start + 1000 + 197_000,
        **values,
    }


def ids(client: Client, query: str = WINDOW, path: str = "history") -> list[str]:
    response = client.api("GET", f"/cdrs/{path}?{query}")
    assert response.status_code == 200, response.text
    return [one["callId"] for one in response.json()["cdrs"]]


def test_shape(client: Client, pbx: Simulator) -> None:
    pbx.add(cdrs=[cdr(0, callerAor='"Ada Field"<sip:4021@voice.test>')])
    (found,) = client.api("GET", f"/cdrs/history?{WINDOW}").json()["cdrs"]
    assert found == {
        "callId": "c0",
        "caller": "Ada Field - 4021",
        "callerAor": '"Ada Field"<sip:4021@voice.test>',
        "callee": "4022",
        "calleeAor": "<sip:4022@voice.test>",
        "recipient": "4022",
        "termination": "COMPLETED",
        "duration": "00:03:17",
        "startTime": MARCH,
        "startAt": "3/14/25 10:06 AM",
        "connectAt": "3/14/25 10:06 AM",
    }
    text = client.api("GET", f"/cdrs/history?{WINDOW}", headers=AS_XML).text
    assert text.startswith(f"{STANDALONE}<Cdrs><Cdr><callId>c0</callId><callee>4022</callee><calleeAor>")
    assert "startTime" not in text


def test_the_fork_has_more_keys_and_the_newest_first(fork: Client) -> None:
    fork.pbx.add(cdrs=[cdr(0), cdr(5)])
    data = fork.api("GET", f"/cdrs/history?{WINDOW}").json()
    assert (data["total"], data["cdrs"][0]["extendedCdrY"], data["cdrs"][0]["callId"]) == (None, None, "c5")
    assert ids(fork, f"{WINDOW}&orderDirection=asc") == ["c0", "c5"]
    assert ids(fork, f"{WINDOW}&orderBy=recipient&orderDirection=asc") == ["c0", "c5"]


def test_only_today_without_dates(client: Client, pbx: Simulator) -> None:
    now = int(time.time() * 1000)
    pbx.add(cdrs=[cdr(0), cdr(0, callId="now", start=now, connect=now, end=now)])
    assert ids(client, "") == ["now"]


def test_dates_are_in_the_servers_zone(client: Client, pbx: Simulator) -> None:
    pbx.add(cdrs=[cdr(0)])
    assert ids(client, "fromDate=202503141006&toDate=202503141006") == ["c0"]
    assert ids(client, "fromDate=202503141007&toDate=202503150000") == []
    state = pbx.state()
    pbx.load({**state, "resolver": {"zone": 2}})
    assert ids(client, "fromDate=202503141206&toDate=202503141206") == ["c0"]
    assert client.api("GET", f"/cdrs/history?{WINDOW}").json()["cdrs"][0]["startAt"] == "3/14/25 12:06 PM"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("fromDate=2025", "Bad date format"),
        ("toDate=tomorrow", "Bad date format"),
        (f"{WINDOW}&orderBy=callId", "Unknown order by criteria"),
    ],
)
def test_what_is_refused(client: Client, query: str, text: str) -> None:
    response = client.api("GET", f"/cdrs/history?{query}")
    assert (response.status_code, response.text) == (400, text)


def test_dates_roll_over_and_their_end_is_ignored(client: Client, pbx: Simulator) -> None:
    pbx.add(cdrs=[cdr(0)])
    assert ids(client, "fromDate=202502420000zzz&toDate=209999990000") == ["c0"]
    assert "HTTP 404" in client.api("GET", f"/cdrs/history?{WINDOW}&limit=x").text


def test_search_is_exact_with_wildcards_of_the_database(client: Client, pbx: Simulator) -> None:
    pbx.add(cdrs=[cdr(0, "4021", "4022"), cdr(1, "4022", "4021"), cdr(2, "4021", "95550100"), cdr(3, "40", "9")])
    assert ids(client, f"{WINDOW}&from=4021") == ["c0", "c2"]
    assert ids(client, f"{WINDOW}&to=4021") == ["c1"]
    assert ids(client, f"{WINDOW}&from=4021&to=4021") == ["c0", "c1", "c2"]
    assert ids(client, f"{WINDOW}&from=4021&to=4022") == ["c0", "c2"]
    assert ids(client, f"{WINDOW}&from=402_") == ["c0", "c1", "c2"]
    assert ids(client, f"{WINDOW}&from=4%25") == ["c0", "c1", "c2", "c3"]
    assert client.api("GET", f"/cdrs/history?{WINDOW}&from=o'neil").status_code == 500


def test_order_and_paging(client: Client, pbx: Simulator) -> None:
    pbx.add(cdrs=[cdr(5, "a", "z"), cdr(1, "c", "y"), cdr(3, "b", "x")])
    assert ids(client) == ["c1", "c3", "c5"]
    assert ids(client, f"{WINDOW}&orderBy=caller") == ["c5", "c3", "c1"]
    assert ids(client, f"{WINDOW}&orderBy=callee&orderDirection=desc") == ["c3", "c1", "c5"]
    assert ids(client, f"{WINDOW}&limit=2&offset=1") == ["c3", "c5"]
    assert ids(client, f"{WINDOW}&limit=2&offset=3") == []
    assert ids(client, f"{WINDOW}&limit=0") == ["c1", "c3", "c5"]


def test_a_user_with_all_his_names_and_an_id_first(client: Client, pbx: Simulator) -> None:
    key = user(client, "4127", aliases=["dock"])
    user(client, str(key))
    pbx.add(cdrs=[cdr(0, "4127", "9"), cdr(1, "9", "dock"), cdr(2, str(key), "9")])
    for text in ("4127", "dock", str(key)):
        assert ids(client, path=f"user/{text}/history") == ["c0", "c1"]
    response = client.api("GET", "/cdrs/user/nobody/history")
    assert (response.status_code, response.content) == (404, EMPTY)


def test_calls_in_progress(client: Client, pbx: Simulator) -> None:
    user(client, "4021")
    now = int(time.time() * 1000)
    pbx.add(cdrs=[cdr(0), cdr(1, start=now - 9000, connect=now - 5000, end=None)])
    for path in ("active", "user/4021/active"):
        (found,) = client.api("GET", f"/cdrs/{path}").json()["cdrs"]
        assert (found["callId"], found["connectAt"], found["termination"]) == (None, None, "IN_PROGRESS")
        assert found["duration"].startswith("00:00:0")
    assert client.api("GET", "/cdrs/user/nobody/active").status_code == 404
    assert ids(client) == ["c0"]


def test_the_call_resolver_may_be_down(client: Client, pbx: Simulator, fork: Client) -> None:
    for one in (client, fork):
        user(one, "4021")
        one.pbx.load({**one.pbx.state(), "resolver": {"down": True}})
    assert client.api("GET", "/cdrs/active").status_code == 500
    response = client.api("GET", "/cdrs/user/4021/active")
    assert (response.status_code, response.text) == (500, "4021")
    response = fork.api("GET", "/cdrs/active")
    assert (response.status_code, response.content) == (204, EMPTY)
