# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Times of day and dates as people write them, and as the server keeps them. Private to the collection.

The server keeps the wall clock as if it were UTC, in milliseconds since 1970 (wire/schedules.yml, time_encoding). The
date of a time of day means nothing: a fresh PBX has the day of its installation there.
"""

from __future__ import annotations

import datetime
import re
import typing as t

_DAY = 24 * 60 * 60 * 1000
_MINUTE = 60 * 1000
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?")
_EPOCH = datetime.datetime(1970, 1, 1)


def bad_time(value: t.Any) -> str | None:
    """What is wrong with a time of day, in words that follow it."""
    if _TIME.fullmatch(str(value)):
        return None
    if str(value).startswith("24:"):
        return "the server cannot keep: write '23:59' for the end of a day"
    return "is no time of day: write hours and minutes in quotes, such as '18:00'"


def time_to_wire(value: str) -> int:
    """Milliseconds of C(HH:MM)."""
    match = t.cast("re.Match[str]", _TIME.fullmatch(value))
    return (int(match.group(1)) * 60 + int(match.group(2))) * _MINUTE


def time_from_wire(value: int | None) -> str | None:
    """C(HH:MM) of milliseconds, whatever the date."""
    if value is None:
        return None
    minutes = value % _DAY // _MINUTE
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def bad_moment(value: t.Any) -> str | None:
    """What is wrong with a date (and time), in words that follow it."""
    try:
        _moment(str(value))
    except ValueError:
        return "is no date: write '2026-12-25' or '2026-12-25 18:00'"
    return None


def moment_to_wire(value: str) -> int:
    """Milliseconds of C(YYYY-MM-DD) or C(YYYY-MM-DD HH:MM)."""
    return int((_moment(value) - _EPOCH).total_seconds() * 1000)


def moment_from_wire(value: int | None) -> str | None:
    """A date, with the time where it is not midnight."""
    if value is None:
        return None
    moment = _EPOCH + datetime.timedelta(milliseconds=value)
    return moment.strftime("%Y-%m-%d" if not value % _DAY else "%Y-%m-%d %H:%M")


def _moment(value: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(value.strip())
    if moment.tzinfo:
        raise ValueError("a wall clock has no offset")
    return moment
