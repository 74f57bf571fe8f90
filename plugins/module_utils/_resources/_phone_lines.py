# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lines of phones: whose they are, and what leads from one row of lines to another. Source of the facts: wire/phones.yml.

A line has no name. The server appends lines, notices no duplicate, changes none and moves none: what shall stand before a line
that is there needs that line to be made anew. Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Raw, Reader, Seen, Step, Values, Wanted
from .._wire import SELF, BadInput, Call, Json, UnknownReference
from . import _checks

Line = t.Mapping[str, t.Any]

#: Options of a line of another server, with their names on the wire.
_EXTERNAL = {
    "user_id": "userId",
    "display_name": "displayName",
    "password": "password",
    "registration_server": "registrationServer",
    "registration_port": "registrationServerPort",
}
#: What tells one account of another server from the next.
_ACCOUNT = ("user_id", "registration_server", "registration_port")
OPTIONS: dict[str, dict[str, t.Any]] = {
    "user": {"type": "str"},
    "user_id": {"type": "str"},
    "display_name": {"type": "str"},
    "password": {"type": "str", "no_log": True},
    "registration_server": {"type": "str"},
    "registration_port": {"type": "int"},
}


def is_secret(key: str) -> bool:
    return key == "password"


def spelled(lines: list[Line]) -> list[Values]:
    """The lines that a task wrote, without what it left out. Raises BadInput for a line that cannot be."""
    return [_spelled(line, f"line {place}") for place, line in enumerate(lines, 1)]


def _spelled(line: Line, title: str) -> Values:
    given = {name: value for name, value in line.items() if value is not None}
    if "user" in given:
        if len(given) > 1 or not given["user"]:
            raise BadInput(f"{title} names a user of this PBX: it takes user alone, all else comes from the user")
        return given
    missing = [name for name in ("user_id", "registration_server") if not given.get(name)]
    if missing:
        raise BadInput(f"{title} needs a user of this PBX, or for an account of another server {' and '.join(missing)}")
    if not 1 <= given.get("registration_port", 5060) <= 65535:
        raise BadInput(f"{title}: registration_port is no port: write 1 to 65535")
    for name in ("user_id", "registration_server", "display_name"):
        problem = _checks.short_text(given.get(name, ""))
        if problem:
            raise BadInput(f"{title}: {name} {problem}")
    return {name: None if value == "" else value for name, value in given.items()}


def from_wire(rows: t.Any) -> list[Values]:
    """Of a line of a user only whose it is: its password and the rest are the user's."""
    return [_from_wire(row) for row in rows or []]


def _from_wire(row: Raw) -> Values:
    if row.get("user"):
        return {"user": str(row["user"])}
    values = {name: row.get(wire) or None for name, wire in _EXTERNAL.items()}
    port = values["registration_port"]
    return {**values, "registration_port": int(port) if port else None}


def to_wire(lines: t.Iterable[Line]) -> list[Values]:
    return [_to_wire(line) for line in lines]


def _to_wire(line: Line) -> Values:
    if "user" in line:
        return {"user": line["user"]}
    port = line["registration_port"]
    return {**{wire: line[name] for name, wire in _EXTERNAL.items()}, "registrationServerPort": str(port) if port else None}


def combined(given: list[Values] | None, wanted: Wanted, seen: Seen) -> list[Values]:
    """The lines that there shall be: what the task leaves out of one stays as it is, also where the line must be made anew."""
    left = list(seen.values.get("lines") or [])
    result = []
    for line in given or []:
        now = next((one for one in left if _fits(line, one)), None)
        if now is None and "user" not in line:
            now = next((one for one in left if _fits({name: line[name] for name in _ACCOUNT if name in line}, one)), None)
        if now is not None:
            left.remove(now)
        result.append({**now, **line} if now is not None else line if "user" in line else {**dict.fromkeys(_EXTERNAL), **line})
    return result


def _fits(line: Line, now: Line) -> bool:
    return all(name in now and now[name] == value for name, value in line.items())


def kept(now: list[Line], then: list[Line]) -> list[int]:
    """The places of those lines that can stay: the first ones of C(then), in this order. All others go, and the rest is appended."""
    places: list[int] = []
    for line in then:
        start = places[-1] + 1 if places else 0
        place = next((place for place in range(start, len(now)) if now[place] == line), None)
        if place is None:
            break
        places.append(place)
    return places


def steps(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    """First out, since a phone has room for so many lines only. Ids are those of this very phone: another's would be answered alike."""
    now, then = before["lines"] or [], after["lines"] or []
    stay = kept(now, then)
    rows = (seen.raw or {}).get("lines") or []
    gone = [place for place in range(len(now)) if place not in stay]
    title = f"phone {wanted.key!r}"
    if len(gone) > 1 and not stay:
        out = [Step(Call("DELETE", "/api/phones/{id}/lines", {"id": SELF}), f"remove the lines of {title}")]
    else:
        call = "/api/phones/{id}/lines/{line}"
        out = [
            Step(Call("DELETE", call, {"id": SELF, "line": rows[place].get("id")}), f"remove line {place + 1} of {title}")
            for place in reversed(gone)
        ]
    add = Call("POST", "/api/phones/{id}/lines", {"id": SELF})
    return out + [
        Step(Call(add.method, add.path, add.at, body=Json(_to_wire(line))), f"add line {place} ({_owner(line)}) to {title}")
        for place, line in enumerate(then[len(stay) :], len(stay) + 1)
    ]


def examine(reader: Reader, wanted: Wanted, seen: Seen, room: int | None) -> None:
    """Refuses lines of unknown users and lines without room before anything is written; warns of what a new order costs."""
    now, then = seen.values.get("lines") or [], wanted.values["lines"] or []
    if room is not None and len(then) > room and len(then) > len(now):
        model = wanted.values.get("model") or seen.values["model"]
        raise BadInput(f"lines: phone {wanted.key!r} would have {len(then)} lines, and phone model {model!r} has room for {room}")
    there = [line.get("user") for line in now]
    for line in then:
        if "user" in line and line["user"] not in there:
            _need_user(reader, line["user"])
    stay = len(kept(now, then))
    anew = [f"{place} ({_owner(line)})" for place, line in enumerate(then, 1) if place > stay and line in now]
    if anew:
        many = len(anew) > 1
        seen.warnings.append(
            f"line{'s' if many else ''} {', '.join(anew)} of phone {wanted.key!r} must be made anew to stand in this order,"
            f" and lose{'' if many else 's'} {'their' if many else 'its'} own settings"
        )


def _need_user(reader: Reader, name: str) -> None:
    try:
        reader.need("user", name, "lines")
    except UnknownReference:
        owner = next((row["userName"] for row in reader.rows("user") if name in (row.get("aliases") or ())), None)
        if owner is None:
            raise
        raise BadInput(f"lines: {name!r} is an alias of user {owner!r}: write the user name, which the PBX shows") from None


def _owner(line: Line) -> str:
    return str(line.get("user") or f"{line['user_id']} at {line['registration_server']}")
