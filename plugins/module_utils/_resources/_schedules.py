# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""General schedules by name: dial rules refer to them by id. Source of the facts: wire/schedules.yml.

Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Raw, Reader
from .._wire import Call, unknown_reference

GENERAL = Call("GET", "/api/schedules/general")


def _general(reader: Reader) -> list[Raw]:
    return t.cast("list[Raw]", reader.get(GENERAL)["schedules"])


def name_of(reader: Reader, ident: object) -> str | None:
    """The name of the schedule with that id; None for no id, or one that is no general schedule."""
    if ident is None:
        return None
    return next((str(row["name"]) for row in _general(reader) if row["id"] == ident), None)


def id_of(reader: Reader, name: str, option: str) -> t.Any:
    """The id of the schedule of that name. Raises UnknownReference: the server would drop an unknown one without a word."""
    rows = _general(reader)
    found = next((row["id"] for row in rows if row["name"] == name), None)
    if found is None:
        raise unknown_reference(option, "general schedule", "general schedules", name, [str(row["name"]) for row in rows])
    return found
