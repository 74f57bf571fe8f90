# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Call detail records. Source of the facts: wire/cdrs.yml.

The server takes the limits of a time span in a zone of its own, which it does not tell, so more is asked for than is
wanted and the rest is left out here. Whom a call was between is compared here too: the server's search has wildcards and
passes over one of two names. Private to the collection.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t
from datetime import datetime, timedelta

from .._resource import Field, Raw, Reader, Values
from .._wire import BadInput, Call, OddAnswer, Refused, Rejected
from . import _moments

TERMINATIONS = ("unknown", "requested", "in_progress", "completed", "failed", "transfer", "abandoned")
#: How far the clock of a place can be behind UTC, and ahead of it.
_BEHIND, _AHEAD = timedelta(hours=12), timedelta(hours=14)
_PAGE = 1000
_USER = re.compile(r"sips?:([^@;>]+)", re.IGNORECASE)
_NAME = re.compile(r'\s*"?(.*?)"?\s*<')


def user_in(address: str | None) -> str | None:
    """The user part of a SIP address."""
    found = _USER.search(address or "")
    return found.group(1) if found else None


def _display_name(address: str | None) -> str | None:
    found = _NAME.match(address or "")
    return found.group(1).replace('\\"', '"') or None if found else None


def _seconds(clock: str | None) -> int:
    """HH:MM:SS, in which the hours may exceed 23."""
    hours, minutes, seconds = (int(part) for part in (clock or "00:00:00").split(":"))
    return hours * 3600 + minutes * 60 + seconds


# caller and callee may be masked by the privacy setting of the PBX, which leaves the full addresses alone
FIELDS = (
    Field("call_id", "callId"),
    Field("start", "startTime", from_wire=_moments.shown),
    Field("duration", "duration", "int", from_wire=_seconds),
    Field("answered", "connectAt", "bool", from_wire=bool),
    Field("termination", "termination", from_wire=lambda word: str(word or "UNKNOWN").lower()),
    Field("caller", "callerAor", from_wire=user_in),
    Field("caller_name", "callerAor", from_wire=_display_name),
    Field("caller_address", "callerAor"),
    Field("callee", "calleeAor", from_wire=user_in),
    Field("callee_address", "calleeAor"),
    Field("recipient", "recipient"),
)


@dataclasses.dataclass(frozen=True)
class Search:
    """Which calls are wanted. All that is given must be so; times are aware."""

    begin: datetime
    end: datetime
    user: str | None = None
    party: str | None = None
    caller: str | None = None
    callee: str | None = None
    terminations: tuple[str, ...] = ()

    def matches(self, row: Raw, live: bool = False) -> bool:
        names = {"caller": user_in(row.get("callerAor")), "callee": user_in(row.get("calleeAor"))}
        if not live:
            start = row.get("startTime") or 0
            if not self.begin.timestamp() * 1000 <= start <= self.end.timestamp() * 1000:
                return False
        if self.party is not None and self.party not in names.values():
            return False
        if self.terminations and str(row.get("termination")).lower() not in self.terminations:
            return False
        return self.caller in (None, names["caller"]) and self.callee in (None, names["callee"])


def searchable(option: str, value: str | None) -> str | None:
    """The user part of a party. Raises BadInput for what cannot be one: it would break the server's database query."""
    if value is None:
        return None
    text = value.strip()
    if not text or re.search(r"['\s@<>]", text):
        raise BadInput(
            f"{option}: {value!r} is no user part of a SIP address: write an extension or number such as 201, without @ and quotes"
        )
    return text


def history(reader: Reader, search: Search, enough: int | None) -> t.Iterator[Raw]:
    """Finished calls in the order of their start, page by page; stops when C(enough) of them have been found."""
    query: dict[str, t.Any] = {
        "fromDate": f"{search.begin - _BEHIND:%Y%m%d%H%M}",
        "toDate": f"{search.end + _AHEAD + timedelta(minutes=1):%Y%m%d%H%M}",
        **_terms(search),
        "orderBy": "startTime",
        "orderDirection": "asc",  # the fork has the newest first without it; others ignore it
        "limit": _PAGE,
    }
    seen: set[tuple[t.Any, ...]] = set()
    found = offset = 0
    while True:
        rows = _rows(reader, _path(reader, search, "history"), {**query, "offset": offset})
        for row in rows:
            # A call that ends meanwhile moves those that began after it to the next place: they come twice, none is lost.
            mark = tuple(row.get(name) for name in ("callId", "startTime", "callerAor", "calleeAor", "duration"))
            if mark not in seen and search.matches(row):
                yield row
                found += 1
                if found == enough:
                    return
            seen.add(mark)
        if len(rows) < _PAGE or _is_past(rows[-1], search):
            return
        offset += len(rows)


def active(reader: Reader, search: Search) -> list[Raw]:
    """Calls in progress. Raises Refused where the PBX does not keep track of them."""
    path = _path(reader, search, "active")
    call = Call("GET", *path)
    try:
        data = reader.get(call)
    except Rejected as error:
        raise Refused(_NO_RESOLVER, call=call, status=error.status, server_message=error.server_message) from None
    if data is None:
        raise Refused(_NO_RESOLVER, call=call)
    return [row for row in data["cdrs"] or [] if search.matches(row, live=True)]


def own_active(reader: Reader, search: Search) -> list[Raw]:
    """The calls in progress of the user who is logged in, who need not be an administrator (wire/my_calls.yml)."""
    rows: list[Raw] = reader.get(_OWN)["cdrs"] or []
    calls = [
        {
            "callerAor": row.get("from-aor"),
            "calleeAor": row.get("to-aor"),
            "recipient": row.get("recipient"),
            "termination": "IN_PROGRESS",
            "startTime": row.get("start-time"),
            "duration": str(timedelta(seconds=(row.get("duration") or 0) // 1000)),
        }
        for row in rows
    ]
    return [call for call in calls if search.matches(call, live=True)]


_OWN = Call("GET", "/rest/my/activecdrs")
_NO_RESOLVER = "the PBX cannot tell the calls in progress: its call resolver does not run, or the feature sipxcdr is off (see sipx_server)"


def _terms(search: Search) -> Values:
    """What the server can search for without leaving out what is wanted."""
    if search.party is not None:
        return {"from": search.party, "to": search.party}
    if search.caller is not None:
        return {"from": search.caller}
    return {"to": search.callee} if search.callee is not None else {}


def _path(reader: Reader, search: Search, what: str) -> tuple[str, Values]:
    if search.user is None:
        return f"/api/cdrs/{what}", {}
    # A name that is a number would be taken for the internal id of another user.
    return f"/api/cdrs/user/{{id}}/{what}", {"id": reader.need("user", search.user, "user")["id"]}


def _rows(reader: Reader, path: tuple[str, Values], query: Values) -> list[Raw]:
    call = Call("GET", *path, query=query)
    data = reader.get(call)
    rows = data.get("cdrs") if isinstance(data, t.Mapping) else None
    if not isinstance(rows, list):
        raise OddAnswer(f"GET /sipxconfig{call.shown()} was not answered with a list of calls: is url a sipXcom or Uniteme PBX?", call=call)
    return rows


def _is_past(row: Raw, search: Search) -> bool:
    return bool((row.get("startTime") or 0) > search.end.timestamp() * 1000)
