# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Points in time: ISO 8601 with a zone for people, milliseconds on the wire. Private to the collection."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from .._wire import BadInput

#: Releases of 2014 gave seconds where later ones give milliseconds (wire/registrations.yml).
_SECONDS = 100_000_000_000
_RELATIVE = re.compile(r"now(?:-(\d{1,6})([mhdw]))?")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def shown(milliseconds: int | None) -> str | None:
    """A time of the wire in ISO 8601, UTC; None for none."""
    if not milliseconds:
        return None
    seconds = milliseconds if milliseconds < _SECONDS else milliseconds // 1000
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat().replace("+00:00", "Z")


def moment(option: str, text: str, now: datetime) -> datetime:
    """What a task wrote: ISO 8601 with a zone, or relative such as now-24h. Raises BadInput."""
    word = text.strip()
    relative = _RELATIVE.fullmatch(word)
    try:
        if relative:
            number, unit = relative.groups()
            return now - timedelta(**{_UNITS[unit]: int(number)}) if unit else now
        then = datetime.fromisoformat(re.sub(r"[Zz]$", "+00:00", word))
        if then.tzinfo is None:
            raise BadInput(
                f"{option}: {text!r} has no zone, and the PBX may be in another one: end it with Z (UTC) or an offset such as +02:00"
            )
        return then.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        raise BadInput(f"{option}: {text!r} is no time: write 2026-03-14T08:00:00Z, 2026-03-14T08:00:00+02:00, or now-24h") from None
