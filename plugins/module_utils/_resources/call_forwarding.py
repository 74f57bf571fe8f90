# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's call forwarding: how long his own phone rings, and what rings then. Source of the facts: wire/my_calls.yml.

A write replaces the whole list, and what a ring leaves out becomes 0, false or null: a ring without type makes the server fail
at every read. So all is sent, always, and never to the older resource that drops schedules. Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._document import BySetting, Document, Sheet, put
from .._resource import Field, Raw, Reader, Seen, Values, Wanted
from .._wire import BadInput, unknown_reference
from . import _checks
from ._own_schedules import FORWARDING, SCHEDULES

_TYPES = {"if_no_response": "If no response", "at_the_same_time": "At the same time"}
_NAMES = {word: name for name, word in _TYPES.items()}
_RING: dict[str, dict[str, t.Any]] = {
    "number": {"type": "str", "required": True},
    "ring_time": {"type": "int", "required": True},
    "type": {"type": "str", "choices": list(_TYPES), "default": "if_no_response"},
    "enabled": {"type": "bool", "default": True},
    "schedule": {"type": "str"},
}
_seconds = _checks.in_range(1, 999)


def _bad_rings(value: t.Any) -> str | None:
    for place, ring in enumerate(value, 1):
        number = ring["number"]
        if not number or any(letter.isspace() for letter in number):
            return f"has no number in ring {place}: write an extension, a number or user@domain, without blanks"
        problem = _checks.short_text(number) or _seconds(ring["ring_time"])
        if problem:
            return f"has something in ring {place} that {problem}"
    return None


def _from_wire(rings: t.Any) -> list[Values]:
    return [
        {
            "number": ring["number"],
            "ring_time": ring["expiration"],
            "type": _NAMES.get(ring["type"], ring["type"]),
            "enabled": ring["enabled"],
            "schedule": ring["schedule"],
        }
        for ring in rings
    ]


def _to_wire(rings: t.Any) -> list[Values]:
    """As on the wire, but for the name of the schedule."""
    return [
        {
            "number": ring["number"],
            "expiration": ring["ring_time"],
            "type": _TYPES[ring["type"]],
            "enabled": ring["enabled"],
            "schedule": ring["schedule"] or None,
        }
        for ring in rings
    ]


def _with_names(reader: Reader, raw: Raw, seen: Seen) -> Raw:
    """The rings with the names of their schedules; a schedule that is not the user's has its id as name."""
    if not any(ring.get("scheduleId") for ring in raw["rings"]):
        return {**raw, "rings": [{"schedule": None, **ring} for ring in raw["rings"]]}
    names = {row["scheduleId"]: str(row["name"]) for row in reader.get(SCHEDULES)}
    named = []
    for ring in raw["rings"]:
        ident = ring.get("scheduleId")
        named.append({**ring, "schedule": names.get(ident, f"#{ident}") if ident else ring.get("schedule")})
    return {**raw, "rings": named}


def _examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    """Finds the schedules that the task names. The server takes any id, whoever owns the schedule."""
    names = {ring["schedule"] for ring in wanted.values.get("rings") or () if ring["schedule"]}
    if not names:
        return
    rows: list[Raw] = reader.get(SCHEDULES)
    for name in sorted(names):
        same = [row["scheduleId"] for row in rows if row["name"] == name]
        if not same:
            known = [str(row["name"]) for row in rows]
            raise unknown_reference("rings", "forwarding schedule", "forwarding schedules", name, known, reader.later)
        if len(same) > 1:
            raise BadInput(f"rings: the user has {len(same)} schedules {name!r}, one by himself and one through a group; rename his own")
        seen.facts.setdefault("schedules", {})[name] = same[0]


def _finish(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    """With the ids of the schedules. Rings that stay are sent as they were read, whatever their schedule."""
    if "rings" in wanted.values:
        ids = seen.facts.get("schedules", {})
        rings = [{**ring, "scheduleId": ids.get(ring["schedule"])} for ring in payload["rings"]]
    else:
        rings = list(seen.facts[FORWARDING.path]["rings"])
    return {**payload, "rings": [{name: value for name, value in ring.items() if name != "schedule"} for ring in rings]}


CALL_FORWARDING = Document(
    kind="call_forwarding",
    title="call forwarding",
    sheets=(
        Sheet(
            (
                Field("first_ring_time", "expiration", "int", clearable=False, check=_seconds),
                Field(
                    "rings",
                    "rings",
                    "list",
                    elements="dict",
                    options=_RING,
                    check=_bad_rings,
                    as_stored=lambda rings, values: [{**ring, "schedule": ring["schedule"] or None} for ring in rings],
                    from_wire=_from_wire,
                    to_wire=_to_wire,
                ),
            ),
            FORWARDING,
            put(FORWARDING.path),
            whole=True,
            complete=_with_names,
            finish=_finish,
        ),
    ),
    ways={"first_ring_time": BySetting("callfwd/timer")},
    examine=_examine,
)
