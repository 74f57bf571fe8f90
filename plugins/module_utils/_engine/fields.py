# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Fields of something that is neither a record of a list nor a document of a user: what a task would make of them. Pure.

Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Field, Values
from .plan import Change, changed


def after(fields: t.Sequence[Field], before: Values | None, given: Values) -> Values:
    """The values that there would be: what is there, or nothing, with what the task gives laid over it."""
    values = {**{field.name: None for field in fields}, **(before or {}), **given}
    return {field.name: field.stored(values[field.name], values) for field in fields}


def changes(fields: t.Sequence[Field], before: Values | None, given: Values, then: Values) -> list[Change]:
    """The given fields that differ; all of them where there is nothing yet."""
    return [
        changed(field, (before or {}).get(field.name), then[field.name])
        for field in fields
        if field.name in given and (before is None or not field.same(before[field.name], then[field.name]))
    ]


def put(fields: t.Sequence[Field], payload: Values, names: t.Container[str], values: Values) -> Values:
    """The payload with these fields put into it."""
    for field in fields:
        if field.name in names:
            field.put(payload, values[field.name])
    return payload
