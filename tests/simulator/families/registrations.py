# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Live registrations: /api/registrations. Tests put them into the table "registrations" (see NOTHING for the keys)."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable

from werkzeug.wrappers import Response

from .. import auth, people
from ..api_engine import ApiRoute
from ..beans import Bean, Enum, Field, Int, Listing, Nested, Time, java_int
from ..calls import Call
from ..editions import Edition
from ..errors import JavaError, Refused
from ..family import Family
from ..world import Record, World
from .locations import find_server

REGISTRATION = Bean(
    "Registration",
    (
        Field("uri"),
        Field("contact"),
        Field("expires", Time()),
        Field("primary"),
        Field("instrument"),
        Field("regCallId"),
        Field("identity"),
        Field("secondsToExpire", Int()),
        Field("status", Enum(("active", "expired"))),
    ),
)
REGISTRATION_LIST = Bean("Registrations", (Field("registrations", Listing(Nested(REGISTRATION), "Registration")),))
NOTHING: Record = {
    "uri": None,
    "contact": None,
    "expires": 0,
    "primary": None,
    "instrument": None,
    "regCallId": None,
    "identity": None,
    "expired": False,
}
"""A registration without anything in it. expires is in milliseconds; expired is the flag of the registrar's database."""
NO_USER = "User  not found"


def find_user(call: Call) -> Record | None:
    """The user of the path: a number is tried as an id first, then everything as a user name or alias."""
    text = call.params["user"]
    found = call.world.table("users").get(java_int(text))
    return found if found is not None else people.find_user(call.world, text)


def _stored(world: World) -> list[Record]:
    return [{**NOTHING, **row} for row in world.table("registrations")]


def _rows(world: World) -> list[Record]:
    return [row for row in _stored(world) if not row["expired"]]


def _search(pattern: str, key: str) -> Callable[[Record], bool]:
    try:
        regex = re.compile(pattern)
    except re.error as error:
        raise JavaError("java.util.regex.PatternSyntaxException", str(error)) from None
    return lambda row: bool(regex.search(row[key] or ""))


def _all(call: Call) -> list[Record]:
    return _rows(call.world)


def _of_user(call: Call) -> list[Record]:
    user = find_user(call)
    if user is None:
        raise Refused(404, NO_USER)
    return [row for row in _rows(call.world) if row["identity"] == f"{user['userName']}@{auth.REALM}"]


def _of_group(call: Call) -> list[Record]:
    group = people.find_group(call.world, people.USERS, call.params["group"])
    if group is None:
        raise Refused(404, NO_USER)
    names = {f"{user['userName']}@{auth.REALM}" for user in people.members(call.world, group)}
    return [row for row in _rows(call.world) if row["identity"] in names]


def _of_serial(call: Call) -> list[Record]:
    if call.world.table("phones").find(serialNo=call.params["serial"]) is None:
        raise Refused(404, "Phone not found")
    return [row for row in _rows(call.world) if row["instrument"] == call.params["serial"]]


def _of_ip(call: Call) -> list[Record]:
    """The value is a regular expression that may match anywhere."""
    matches = _search(call.params["ip"], "contact" if call.edition.name == "fork" else "regCallId")
    return [row for row in _rows(call.world) if matches(row)]


def _of_callid(call: Call) -> list[Record]:
    """Those that are flagged as expired, too."""
    return [row for row in _stored(call.world) if row["regCallId"] == call.params["callid"]]


def _of_server(call: Call) -> list[Record]:
    server = find_server(call, call.params["server"])
    if server is None:
        raise Refused(404, "Server not found")
    matches = _search(server["ip"] or "", "primary")
    return [row for row in _rows(call.world) if matches(row)]


def _show(call: Call, row: Record) -> Record:
    left = 0 if row["expired"] else max((row["expires"] - int(time.time() * 1000)) // 1000, 0)
    empty = "" if call.edition.name == "fork" else None
    return {**row, "primary": row["primary"] or empty, "secondsToExpire": left, "status": "active" if left else "expired"}


def _paged(call: Call, rows: list[Record]) -> list[Record]:
    start, limit = call.query_int("start"), call.query_int("limit")
    if start is None or limit is None:
        return rows
    if start < 0:
        raise JavaError("java.lang.IllegalArgumentException", "skip cannot be negative")
    rows = sorted(rows, key=lambda row: -int(row["expires"]))[start:]
    return rows[:limit] if limit > 0 else rows


def _without_duplicates(call: Call, rows: Iterable[Record]) -> list[Record]:
    """One for each contact, the one that expires last (not in the fork)."""
    if call.edition.name == "fork":
        return list(rows)
    last: dict[str | None, Record] = {}
    for row in rows:
        other = last.get(row["contact"])
        if other is None or row["expires"] > other["expires"]:
            last[row["contact"]] = row
    return list(last.values())


def _shown(find: Callable[[Call], list[Record]], paged: bool = False) -> Callable[[Call], Response]:
    def handler(call: Call) -> Response:
        rows = find(call)
        rows = _without_duplicates(call, _paged(call, rows) if paged else rows)
        return call.show(REGISTRATION_LIST, {"registrations": [_show(call, row) for row in rows]})

    return handler


def _dropped(find: Callable[[Call], list[Record]]) -> Callable[[Call], None]:
    def handler(call: Call) -> None:
        for row in find(call):
            call.world.table("registrations").remove(row["id"])

    return handler


def _routes(template: str, find: Callable[[Call], list[Record]], paged: bool = False) -> tuple[ApiRoute, ApiRoute]:
    path = f"/registrations/{template}"
    return ApiRoute("GET", path, _shown(find, paged)), ApiRoute("DELETE", path, _dropped(find))


def _is_fork(edition: Edition) -> bool:
    return edition.name == "fork"


FAMILY = Family(
    "registrations",
    api=(
        ApiRoute("GET", "/registrations", _shown(_all, True)),
        *_routes("user/{user}", _of_user, True),
        *_routes("serialNo/{serial}", _of_serial),
        *_routes("ip/{ip}", _of_ip),
        *_routes("callid/{callid}", _of_callid),
        *_routes("server/{server}", _of_server, True),
    ),
)
FORK = Family("registrations_fork", api=(ApiRoute("GET", "/registrations/group/{group}", _shown(_of_group, True)),), only=_is_fork)
