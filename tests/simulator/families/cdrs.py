# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Call detail records: /api/cdrs and the calls in progress. Tests put calls into the table "cdrs" (see NOTHING).

The section "resolver" may hold "down" (the call resolver does not run) and "zone" (hours that the server's clock is
ahead of UTC).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from werkzeug.wrappers import Response

from ..api_engine import ApiRoute
from ..beans import Bean, Enum, Field, Int, Listing, Nested, Opaque
from ..calls import Call, empty
from ..errors import JavaError, Refused
from ..family import Family
from ..world import Record, World
from .registrations import find_user

TERMINATIONS = ("UNKNOWN", "REQUESTED", "IN_PROGRESS", "COMPLETED", "FAILED", "TRANSFER", "ABANDONED")
CDR = Bean(
    "Cdr",
    (
        Field("callId"),
        Field("callee"),
        Field("calleeAor"),
        Field("caller"),
        Field("callerAor"),
        Field("connectAt"),
        Field("duration"),
        Field("recipient"),
        Field("startAt"),
        Field("startTime", Opaque()),
        Field("termination", Enum(TERMINATIONS)),
    ),
)
CDR_LIST = Bean("Cdrs", (Field("cdrs", Listing(Nested(CDR), "Cdr")),))
FORK_CDR = Bean("Cdr", (*CDR.fields, Field("extendedCdrY", Opaque()), Field("extendedCdrN", Opaque())))
FORK_CDR_LIST = Bean("Cdrs", (Field("cdrs", Listing(Nested(FORK_CDR), "Cdr")), Field("total", Int(nullable=True))))
NOTHING: Record = {
    "callId": None,
    "callerAor": None,
    "calleeAor": None,
    "recipient": None,
    "termination": "COMPLETED",
    "start": 0,
    "connect": None,
    "end": None,
}
"""A call without anything in it; times are in milliseconds, end is None while it lasts."""
_USER = re.compile(r"sips?:([^@;>]+)")


def _length(row: Record) -> int:
    """Milliseconds of the connected time."""
    if row["connect"] is None:
        return 0
    end = int(time.time() * 1000) if row["end"] is None else row["end"]
    return max(int(end) - int(row["connect"]), 0)


_COLUMNS: dict[str, Callable[[Record], str | int]] = {
    "caller": lambda row: _user(row["callerAor"]),
    "callee": lambda row: _user(row["calleeAor"]),
    "startTime": lambda row: int(row["start"]),
    "duration": _length,
    "termination": lambda row: str(row["termination"]),
}


def _user(aor: str | None) -> str:
    found = _USER.search(aor or "")
    return found.group(1) if found else ""


def _caller(aor: str | None) -> str:
    name = (aor or "").partition("<")[0].strip().strip('"')
    return f"{name} - {_user(aor)}" if name and "<" in (aor or "") else _user(aor)


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _stored(world: World) -> list[Record]:
    return [{**NOTHING, **row} for row in world.table("cdrs")]


def _zone(world: World) -> timezone:
    return timezone(timedelta(hours=world.section("resolver").get("zone", 0)))


def _short(call: Call, moment: int | None) -> str | None:
    if moment is None:
        return None
    then = datetime.fromtimestamp(moment / 1000, _zone(call.world))
    return f"{then.month}/{then.day}/{then:%y} {then.hour % 12 or 12}:{then:%M} {'AM' if then.hour < 12 else 'PM'}"


def _show(call: Call, row: Record) -> Record:
    live = row["end"] is None
    return {
        "callId": None if live else row["callId"],
        "caller": _caller(row["callerAor"]),
        "callerAor": row["callerAor"],
        "callee": _user(row["calleeAor"]),
        "calleeAor": row["calleeAor"],
        "recipient": row["recipient"],
        "termination": "IN_PROGRESS" if live else row["termination"],
        "duration": _clock(_length(row)),
        "startTime": row["start"],
        "startAt": _short(call, row["start"]),
        "connectAt": None if live else _short(call, row["connect"]),
    }


def _answer(call: Call, rows: list[Record]) -> Response:
    bean = FORK_CDR_LIST if call.edition.name == "fork" else CDR_LIST
    return call.show(bean, {"cdrs": [_show(call, row) for row in rows]})


# ---- history


def _date(call: Call, name: str, days: int) -> int:
    """A time of the query in the server's own zone, midnight so many days ahead without it."""
    zone, text = _zone(call.world), call.query(name)
    if text is None:
        midnight = datetime.now(zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)
        return int(midnight.timestamp() * 1000)
    if not re.match(r"\d{12}", text, re.ASCII):
        raise Refused(400, "Bad date format")
    year, month, day, hour, minute = (int(text[a:b]) for a, b in ((0, 4), (4, 6), (6, 8), (8, 10), (10, 12)))
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = datetime(year, month, 1, tzinfo=zone)
    return int((first + timedelta(days=day - 1, hours=hour, minutes=minute)).timestamp() * 1000)


def _like(pattern: str) -> Callable[[str], bool]:
    """The text stands in a database query as it is."""
    if "'" in pattern:
        raise JavaError("org.springframework.jdbc.BadSqlGrammarException", "unterminated quoted string")
    regex = "".join({"%": ".*", "_": "."}.get(letter, re.escape(letter)) for letter in pattern)
    return lambda text: re.fullmatch(regex, text) is not None


def _searched(call: Call, rows: list[Record]) -> list[Record]:
    caller, callee = ((call.query(name) or "").strip() for name in ("from", "to"))
    if not caller and not callee:
        return rows
    matches = _like(caller or callee)
    if caller == callee:
        return [row for row in rows if matches(_user(row["callerAor"])) or matches(_user(row["calleeAor"]))]
    return [row for row in rows if matches(_user(row["callerAor" if caller else "calleeAor"]))]


def _history(call: Call, rows: list[Record]) -> Response:
    begin, end = _date(call, "fromDate", 0), _date(call, "toDate", 1)
    limit, offset = call.query_int("limit") or 0, call.query_int("offset") or 0
    fork = call.edition.name == "fork"
    column = call.query("orderBy") or "startTime"
    if column not in _COLUMNS and not (fork and column == "recipient"):
        raise Refused(400, "Unknown order by criteria")
    rows = [row for row in _searched(call, rows) if row["end"] is not None and begin <= row["start"] <= end]
    rows.sort(key=_COLUMNS.get(column, lambda row: str(row["recipient"])), reverse=fork and call.query("orderDirection") != "asc")
    rows = rows[offset:]
    return _answer(call, rows[:limit] if limit > 0 else rows)


def _of_user(call: Call) -> list[Record]:
    user = find_user(call)
    if user is None:
        raise Refused(404)
    names = {user["userName"], *user["aliases"]}
    return [row for row in _stored(call.world) if {_user(row["callerAor"]), _user(row["calleeAor"])} & names]


# ---- calls in progress


def _active(call: Call, rows: list[Record], text: str) -> Response:
    if not call.world.section("resolver").get("down"):
        return _answer(call, [row for row in rows if row["end"] is None])
    if call.edition.name == "fork":
        return empty(204)
    return call.say(text, 500)


def in_progress(world: World, user: str) -> list[Record]:
    """The calls in progress of a user by user name, in the words of the older interface (see my_calls.py)."""
    return [
        {
            "from": _user(row["callerAor"]),
            "from-aor": row["callerAor"],
            "to": _user(row["calleeAor"]),
            "to-aor": row["calleeAor"],
            "direction": "INCOMING",
            "recipient": row["recipient"],
            "internal": False,
            "type": "Unknown",
            "start-time": row["start"],
            "duration": _length(row),
        }
        for row in _stored(world)
        if row["end"] is None and user in (_user(row["callerAor"]), _user(row["calleeAor"]))
    ]


FAMILY = Family(
    "cdrs",
    api=(
        ApiRoute("GET", "/cdrs/active", lambda call: _active(call, _stored(call.world), "Connection refused")),
        ApiRoute("GET", "/cdrs/history", lambda call: _history(call, _stored(call.world))),
        ApiRoute("GET", "/cdrs/user/{user}/active", lambda call: _active(call, _of_user(call), call.params["user"])),
        ApiRoute("GET", "/cdrs/user/{user}/history", lambda call: _history(call, _of_user(call))),
    ),
)
