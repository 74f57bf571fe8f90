# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The paging of the lists of users and phones on /api."""

from __future__ import annotations

from ..calls import Call
from ..errors import JavaError
from ..world import Record


def page(call: Call, rows: list[Record]) -> list[Record]:
    """Rows by id from start, at most limit, when the query has both; else all rows.

    A limit below one is no limit, but in the fork 0 gives nothing and less is an error.
    """
    start, limit = call.query_int("start"), call.query_int("limit")
    if start is None or limit is None:
        return rows
    rows = sorted(rows, key=lambda row: int(row["id"]))[max(start, 0) :]
    if limit > 0:
        return rows[:limit]
    if call.edition.name != "fork":
        return rows
    if limit < 0:
        raise JavaError("java.lang.IllegalArgumentException", "max-results cannot be negative")
    return []
