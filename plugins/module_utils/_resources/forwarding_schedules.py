# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The schedules of a user's call forwarding, by his own calls. Source of the facts: wire/my_calls.yml.

The list has those of his groups as well, and nothing tells which is which; the calls take any id. So one that may belong to a
group is not touched unasked. An administrator's calls know the owner (kind schedule). Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Field, Raw, Reader, Resource, Seen, Step, Values, Wanted
from .._wire import SELF, BadInput, Call, Latin1Json, Refused, outside_latin1
from . import _checks, _clock, _hours
from ._own_schedules import FORWARDING, SCHEDULES

_ME = Call("GET", "/api/my/user")
#: Days are numbers here.
_DAYS = {
    "weekend": -2,
    "weekdays": -1,
    "every_day": 0,
    "sunday": 1,
    "monday": 2,
    "tuesday": 3,
    "wednesday": 4,
    "thursday": 5,
    "friday": 6,
    "saturday": 7,
}
_NAMES = {number: name for name, number in _DAYS.items()}
_HOUR = 60


def _text(value: t.Any) -> str | None:
    lost = outside_latin1(value)
    if lost:
        return f"has {lost!r}, which the server would turn into question marks: only Western European letters are kept here"
    return _checks.short_text(value)


def _name(value: t.Any) -> str | None:
    return _checks.name(value) or _text(value)


def _time_to_wire(text: str) -> dict[str, int]:
    """Both parts, always: a missing one counts as -1."""
    hours, minutes = divmod(_clock.time_to_wire(text) // 60_000, _HOUR)
    return {"hrs": hours, "min": minutes}


def _time_from_wire(time: Raw) -> str:
    return f"{time['hrs']:02d}:{time['min']:02d}"


def _to_wire(periods: t.Any) -> list[Values]:
    return [{"scheduledDay": _DAYS[one["day"]], "start": _time_to_wire(one["start"]), "end": _time_to_wire(one["stop"])} for one in periods]


def _from_wire(periods: t.Any) -> list[Values]:
    return _hours.in_order(
        {"day": _NAMES[one["scheduledDay"]], "start": _time_from_wire(one["start"]), "stop": _time_from_wire(one["end"])}
        for one in periods or ()
    )


def _examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    if seen.raw is None:
        return
    same = [row for row in reader.rows("forwarding_schedule") if row["name"] == seen.raw["name"]]
    if len(same) > 1:
        raise BadInput(
            f"there are {len(same)} schedules {seen.raw['name']!r}, one by the user and one through a group; rename the user's own"
        )
    seen.facts["groups"] = [] if reader.is_planned(seen.raw) else [str(group["name"]) for group in reader.get(_ME).get("groups") or ()]


def _finish(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    if seen.raw is not None:
        _refuse_foreign(wanted, seen)
        if "description" not in wanted.values and "?" in str(payload["description"]):
            raise Refused(
                f"the description of forwarding schedule {wanted.key!r} has a question mark, which may stand for a letter that the server"
                " cannot tell; the change would make it a real one. Give description as well, as it shall be"
            )
    return payload


def _refuse_foreign(wanted: Wanted, seen: Seen) -> None:
    if seen.facts["groups"] and not wanted.options["force"]:
        raise Refused(
            f"forwarding schedule {wanted.key!r} may belong to a group of the user ({', '.join(seen.facts['groups'])}), for all of whose"
            " members it would change; his own calls do not tell. Let an administrator do it (sipx_schedule with user), or set force=true"
        )


def _refuse_used(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    _examine(reader, wanted, seen)
    _refuse_foreign(wanted, seen)
    if reader.is_planned(seen.raw):
        return []
    numbers = [str(ring["number"]) for ring in reader.get(FORWARDING)["rings"] if ring.get("scheduleId") == seen.ident]
    if numbers and not wanted.options["force"]:
        raise Refused(
            f"forwarding schedule {wanted.key!r} is used by the rings for {', '.join(numbers)}, which would ring at all times without it:"
            " give them another first (sipx_call_forwarding), or set force=true",
            details={"rings": numbers},
        )
    return []


FORWARDING_SCHEDULE = Resource(
    kind="forwarding_schedule",
    title="forwarding schedule",
    plural="forwarding schedules",
    key="name",
    fields=(
        Field("name", "name", required=True, clearable=False, check=_name),
        Field("description", "description", check=_text),
        _hours.field("periods", "and the PBX wants one at least; delete the schedule with state=absent", _from_wire, _to_wire),
    ),
    rows_call=SCHEDULES,
    rows_at=(),
    ident="scheduleId",
    item=None,
    create=Call("POST", SCHEDULES.path),
    update=Call("PUT", SCHEDULES.path + "/{id}", {"id": SELF}),
    delete=Call("DELETE", SCHEDULES.path + "/{id}", {"id": SELF}),
    body=Latin1Json,
    examine=_examine,
    finish=_finish,
    unlink=_refuse_used,
    extra={"force": {"type": "bool", "default": False}},
    personal=True,
)
