# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Periods of a week: a day word with a start and a stop by the wall clock. Source of the facts: wire/schedules.yml.

The server validates nothing of it. Private to the collection.
"""

from __future__ import annotations

import itertools
import typing as t

from .._resource import Field
from . import _clock

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEVERAL = {"weekdays": WEEK[:5], "weekend": WEEK[5:], "every_day": WEEK}
DAYS = (*WEEK, *_SEVERAL)
OPTIONS: dict[str, dict[str, t.Any]] = {
    "day": {"type": "str", "required": True, "choices": list(DAYS)},
    "start": {"type": "str", "required": True},
    "stop": {"type": "str", "required": True},
}

Period = t.Mapping[str, t.Any]


def field(wire: str, none: str, read: t.Callable[[t.Any], list[dict[str, t.Any]]], write: t.Callable[[t.Any], t.Any]) -> Field:
    """The option C(periods) of a schedule, which has one at least. C(none) tells why, in words that follow "has no period"."""

    def check(periods: t.Sequence[Period]) -> str | None:
        return bad(periods) or overlapping(periods) if periods else f"has no period, {none}"

    return Field(
        "periods",
        wire,
        "list",
        elements="dict",
        options=OPTIONS,
        required=True,
        clearable=False,
        check=check,
        as_stored=lambda periods, values: read(write(periods)),
        from_wire=read,
        to_wire=write,
    )


def bad(periods: t.Sequence[Period]) -> str | None:
    """What is wrong with the times of periods, in words that follow them."""
    for period in periods:
        for end in ("start", "stop"):
            problem = _clock.bad_time(period[end])
            if problem:
                return f"has the {end} {period[end]!r}, which {problem}"
        if _minutes(period["start"]) >= _minutes(period["stop"]):
            return f"has a {period['day']} that starts at {period['start']} and stops at {period['stop']}: the stop must be later"
    return None


def overlapping(periods: t.Sequence[Period]) -> str | None:
    """What overlaps among periods whose times are good, in words that follow them."""
    for one, other in itertools.combinations(periods, 2):
        same_day = set(_days(one)) & set(_days(other))
        if same_day and _minutes(one["start"]) < _minutes(other["stop"]) and _minutes(other["start"]) < _minutes(one["stop"]):
            return f"has periods that overlap ({shown(one)} and {shown(other)}): make them one, or change their times"
    return None


def to_wire(period: Period, enabled: bool) -> dict[str, t.Any]:
    """A period as the server takes it in JSON."""
    return {
        "enabled": enabled,
        "start": _clock.time_to_wire(period["start"]),
        "stop": _clock.time_to_wire(period["stop"]),
        "scheduledDay": period["day"].capitalize(),
    }


def from_wire(period: Period) -> dict[str, t.Any]:
    """A period of the server, without its switch."""
    return {
        "day": str(period["scheduledDay"]).lower(),
        "start": _clock.time_from_wire(period["start"]),
        "stop": _clock.time_from_wire(period["stop"]),
    }


def in_order(periods: t.Iterable[Period]) -> list[dict[str, t.Any]]:
    """Periods by day and start: their order means nothing to the server."""
    places = {day: place for place, day in enumerate(DAYS)}
    return [dict(one) for one in sorted(periods, key=lambda one: (places.get(one["day"], -1), one["start"] or "", one["stop"] or ""))]


def shown(period: Period) -> str:
    """A period in words."""
    return f"{period['day']} {period['start']} to {period['stop']}"


def _days(period: Period) -> tuple[str, ...]:
    return _SEVERAL.get(period["day"], (period["day"],))


def _minutes(time: str) -> int:
    return _clock.time_to_wire(time)
