# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_cdr_info: the calls that are meant, all of them, whatever the zone of the PBX."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._resources import _calls, _moments
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import BadInput

from ..tasks import Tasks

BEGIN = datetime(2025, 3, 14, 10, 0, tzinfo=timezone.utc)
MARCH = {"begin": "2025-03-14T10:00:00Z", "end": "2025-03-14T11:00:00Z"}


def cdr(minutes: int, caller: str = "4021", callee: str = "4022", **values: Any) -> dict[str, Any]:
    start = int((BEGIN + timedelta(minutes=minutes)).timestamp() * 1000)
    return {
        "callId": f"c{minutes}",
        "callerAor": f'"Ada Field"<sip:{caller}@voice.test>',
        "calleeAor": f"<sip:{callee}@voice.test>",
        "recipient": callee,
        "start": start,
        "connect": start + 1000,
        "end": start + 198_000,
        **values,
    }


def ids(result: dict[str, Any]) -> list[str]:
    assert result.get("failed") is None, result
    assert result["changed"] is False
    return [one["call_id"] for one in result["calls"]]


def test_a_call_is_shown_with_zone_and_seconds(tasks: Tasks) -> None:
    tasks.pbx.add(cdrs=[cdr(6)])
    (call,) = tasks.run("sipx_cdr_info", **MARCH)["calls"]
    assert call == {
        "call_id": "c6",
        "start": "2025-03-14T10:06:00Z",
        "duration": 197,
        "answered": True,
        "termination": "completed",
        "caller": "4021",
        "caller_name": "Ada Field",
        "caller_address": '"Ada Field"<sip:4021@voice.test>',
        "callee": "4022",
        "callee_address": "<sip:4022@voice.test>",
        "recipient": "4022",
    }


@pytest.mark.parametrize("tasks", ["sipxcom", "fork"], indirect=True)
@pytest.mark.parametrize("zone", [-12, -5, 0, 2, 14])
def test_the_zone_of_the_pbx_does_not_matter(tasks: Tasks, zone: int) -> None:
    tasks.pbx.add(cdrs=[cdr(minutes) for minutes in (-900, -1, 0, 30, 60, 61, 900)])
    tasks.pbx.load({**tasks.pbx.state(), "resolver": {"zone": zone}})
    assert ids(tasks.run("sipx_cdr_info", **MARCH)) == ["c0", "c30", "c60"]
    assert ids(tasks.run("sipx_cdr_info", begin="2025-03-14T12:00:00+02:00", end="2025-03-14T06:30:00-04:00")) == ["c0", "c30"]


@pytest.mark.parametrize("tasks", ["sipxcom", "fork"], indirect=True)
def test_all_pages_are_read_in_order(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_calls, "_PAGE", 3)
    tasks.pbx.add(cdrs=[cdr(minutes) for minutes in (5, 1, 9, 3, 7, 2, 8)])
    assert ids(tasks.run("sipx_cdr_info", **MARCH)) == ["c1", "c2", "c3", "c5", "c7", "c8", "c9"]
    assert len(tasks.pbx.requests) == 3
    assert ids(tasks.run("sipx_cdr_info", **MARCH, order="newest_first", limit=2)) == ["c9", "c8"]


def test_the_first_ones_cost_no_more_pages_than_needed(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_calls, "_PAGE", 3)
    tasks.pbx.add(cdrs=[cdr(minutes) for minutes in range(9)])
    result = tasks.run("sipx_cdr_info", **MARCH, limit=2)
    assert (ids(result), result["complete"], len(tasks.pbx.requests)) == (["c0", "c1"], False, 1)
    result = tasks.run("sipx_cdr_info", **MARCH, limit=9)
    assert (result["count"], result["complete"]) == (9, True)


def test_a_call_that_comes_in_between_makes_none_twice_or_lost(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call is recorded when it ends, in the place of its start: what began after it moves on by one."""
    monkeypatch.setattr(_calls, "_PAGE", 3)
    tasks.pbx.add(cdrs=[cdr(minutes) for minutes in range(1, 8)])
    rows = _calls._rows

    def with_another(*args: Any) -> Any:
        found = rows(*args)
        tasks.pbx.add(cdrs=[cdr(0, callId=f"late{len(tasks.pbx.requests)}")])
        return found

    monkeypatch.setattr(_calls, "_rows", with_another)
    assert ids(tasks.run("sipx_cdr_info", **MARCH)) == [f"c{minutes}" for minutes in range(1, 8)]


@pytest.mark.parametrize(
    ("args", "found"),
    [
        ({"party": "4021"}, ["c0", "c1", "c2"]),
        ({"caller": "4021"}, ["c0", "c2"]),
        ({"callee": "4021"}, ["c1"]),
        ({"caller": "4021", "callee": "4022"}, ["c0"]),
        ({"caller": "4021", "callee": "4021"}, []),
        ({"caller": "402_"}, []),
        ({"caller": "40%"}, []),
        ({"party": "4021", "callee": "9"}, ["c2"]),
        ({"termination": ["failed", "abandoned"]}, ["c3"]),
        ({"user": "4021"}, ["c0", "c1", "c2"]),
        ({"user": "4021", "caller": "4022"}, ["c1"]),
    ],
)
def test_filters_are_exact_and_all_must_match(tasks: Tasks, args: dict[str, Any], found: list[str]) -> None:
    tasks.given("sipx_user", user_name="4021", portal_password="n0t-t0-be-seen")
    tasks.pbx.add(cdrs=[cdr(0), cdr(1, "4022", "4021"), cdr(2, "4021", "9"), cdr(3, "40", "4", termination="FAILED", connect=None)])
    assert ids(tasks.run("sipx_cdr_info", **MARCH, **args)) == found


def test_an_extension_is_not_taken_for_the_id_of_another_user(tasks: Tasks) -> None:
    for name in ("4127", "37"):
        tasks.given("sipx_user", user_name=name, portal_password="n0t-t0-be-seen")
    tasks.pbx.add(cdrs=[cdr(0, "4127"), cdr(1, "37")])
    assert ids(tasks.run("sipx_cdr_info", **MARCH, user="37")) == ["c1"]
    assert "there is no user '38'" in tasks.refused("sipx_cdr_info", user="38")["msg"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"begin": "2025-03-14T10:00:00"}, "has no zone"),
        ({"begin": "yesterday"}, "is no time: write"),
        ({"begin": ""}, "is no time: write"),
        ({"end": "now-2y"}, "is no time: write"),
        ({"begin": "now-999999w"}, "is no time: write"),
        ({"begin": "now", "end": "now-1h"}, "is before begin"),
        ({"caller": "o'neil"}, "is no user part"),
        ({"party": "201@voice.test"}, "is no user part"),
        ({"callee": ""}, "is no user part"),
        ({"user": " "}, "user is empty"),
        ({"limit": 0}, "write 1 or more"),
        ({"calls": "active", "begin": "now-1h"}, "belong to finished calls"),
        ({"calls": "own_active", "user": "superadmin"}, "take calls=active for those of another"),
    ],
)
def test_what_makes_no_sense_is_refused(tasks: Tasks, args: dict[str, Any], said: str) -> None:
    assert said in tasks.refused("sipx_cdr_info", **args)["msg"]
    assert tasks.pbx.requests == []


def test_the_last_day_without_times(tasks: Tasks) -> None:
    now = int(time.time() * 1000)
    late: dict[str, Any] = {"start": now - 3_600_000, "connect": None, "end": now - 3_500_000}
    tasks.pbx.add(cdrs=[cdr(0), cdr(1, **late), cdr(2, start=now - 90_000_000, connect=None, end=now - 89_000_000)])
    assert ids(tasks.run("sipx_cdr_info")) == ["c1"]
    assert ids(tasks.run("sipx_cdr_info", begin="now-2d")) == ["c2", "c1"]


@pytest.mark.parametrize("tasks", ["sipxcom", "fork"], indirect=True)
def test_calls_in_progress(tasks: Tasks) -> None:
    tasks.given("sipx_user", user_name="4021", portal_password="n0t-t0-be-seen")
    now = int(time.time() * 1000)
    tasks.pbx.add(cdrs=[cdr(0), cdr(1, start=now - 9000, connect=now - 5000, end=None), cdr(2, "1", "2", start=now, end=None)])
    found = tasks.run("sipx_cdr_info", calls="active")["calls"]
    assert [(one["caller"], one["call_id"], one["termination"]) for one in found] == [
        ("4021", None, "in_progress"),
        ("1", None, "in_progress"),
    ]
    assert tasks.run("sipx_cdr_info", calls="active", user="4021")["count"] == 1
    assert tasks.run("sipx_cdr_info", calls="active", party="2", order="newest_first")["count"] == 1
    tasks.pbx.load({**tasks.pbx.state(), "resolver": {"down": True}})
    assert "its call resolver does not run" in tasks.refused("sipx_cdr_info", calls="active")["msg"]


def test_ones_own_calls_in_progress_need_no_administrator(tasks: Tasks) -> None:
    tasks.given("sipx_user", user_name="4021", portal_password="n0t-t0-be-seen")
    now = int(time.time() * 1000)
    tasks.pbx.add(cdrs=[cdr(0, callee="9", start=now - 61_000, connect=now - 60_000, end=None)])
    login = {"username": "4021", "password": "n0t-t0-be-seen"}
    (found,) = tasks.run("sipx_cdr_info", calls="own_active", **login)["calls"]
    assert (found["caller"], found["callee"]) == ("4021", "9")
    assert found["start"] == _moments.shown(now - 61_000)
    assert 60 <= found["duration"] <= 90
    assert tasks.run("sipx_cdr_info", calls="own_active", callee="8", **login)["calls"] == []
    assert tasks.refused("sipx_cdr_info", calls="active", **login)["failure"]["code"] == "forbidden"


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("2025-03-14T10:00:00Z", BEGIN),
        ("2025-03-14T10:00:00z", BEGIN),
        (" 2025-03-14T12:00+02:00", BEGIN),
        ("now", BEGIN),
        ("now-90m", BEGIN - timedelta(minutes=90)),
        ("now-4w", BEGIN - timedelta(weeks=4)),
    ],
)
def test_times_in_words(text: str, then: datetime) -> None:
    assert _moments.moment("begin", text, BEGIN) == then


@pytest.mark.parametrize("text", ["-1h", "now+1h", "now - 1h", "2025", "12:00Z", "now-1H"])
def test_no_times(text: str) -> None:
    with pytest.raises(BadInput, match="begin: "):
        _moments.moment("begin", text, BEGIN)
