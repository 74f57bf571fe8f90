# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The order of phone groups, which is that of their weights. Source of the facts: wire/phone_groups.yml, move_up and move_down.

The server moves a group by one place at a time, and numbers all groups from 1 whenever it does. So a place is only asked for,
never a move: what stands there already is left alone. Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Field, Part, Raw, Reader, Seen, Step, Values, Wanted
from .._wire import SELF, BadInput, Call

_OPTIONS = ("before", "after", "position")
_NOTHING: Values = dict.fromkeys(_OPTIONS)
FIELDS = (
    Field("before", ref="phone_group", clearable=False),
    Field("after", ref="phone_group", clearable=False),
    Field("position", type="int", clearable=False, restates="weight"),
)


def _read(reader: Reader, wanted: Wanted, seen: Seen) -> Values:
    """What the task says of the place, as far as it is so already; and in the facts the moves that make it so."""
    groups = sorted(reader.rows("phone_group"), key=_weight)
    others = [row for row in groups if seen.raw is None or row["id"] != seen.ident]
    here = next((place for place, row in enumerate(groups) if seen.raw is not None and row["id"] == seen.ident), len(others))
    option = _asked(wanted)
    if option is None:  # somebody only looks
        return {**_NOTHING, "position": here + 1}
    value = wanted.values[option]
    place = _place(option, value, wanted, others)
    if place is None:  # an unknown group, of which the engine tells next
        return _NOTHING
    own = _weight(seen.raw) if seen.raw is not None else 1 + max(map(_weight, others), default=0)
    if _stands(option, place, own, others):
        return {**_NOTHING, option: value}
    target = place - 1 if option == "before" and here < place and seen.raw is not None else place
    seen.facts["moves"], seen.facts["place"] = _moves(here, min(target, len(others))), min(target, len(others))
    return {**_NOTHING, "position": here + 1} if option == "position" and here != place else _NOTHING


def _asked(wanted: Wanted) -> str | None:
    asked = [name for name in (*_OPTIONS, "weight") if wanted.values.get(name) is not None]
    if len(asked) > 1:
        raise BadInput(f"{' and '.join(asked)} are given, and both say where the group stands: give one of them")
    return asked[0] if asked and asked[0] in _OPTIONS else None


def _place(option: str, value: t.Any, wanted: Wanted, others: list[Raw]) -> int | None:
    """How many of the other groups shall stand before this one, at the least or at the most."""
    if option == "position":
        if not 1 <= value <= len(others) + 1:
            raise BadInput(f"position: {value} is no place of a phone group; there are places 1 to {len(others) + 1}")
        return int(value) - 1
    if value == wanted.key:
        raise BadInput(f"{option}: phone group {value!r} cannot stand {option} itself")
    found = next((place for place, row in enumerate(others) if row["name"] == value), None)
    return found if found is None or option == "before" else found + 1


def _stands(option: str, place: int, own: int, others: list[Raw]) -> bool:
    """Whether it stands there whatever the server makes of equal weights, whose order is not defined."""
    if option == "before":
        return own < _weight(others[place])
    if option == "after":
        return own > _weight(others[place - 1])
    return all(_weight(row) < own for row in others[:place]) and all(_weight(row) > own for row in others[place:])


def _moves(here: int, target: int) -> list[str]:
    if here == target:  # only equal weights are wrong, and any move numbers them anew
        return ["up", "down"] if here else ["up"]
    return ["up"] * (here - target) if here > target else ["down"] * (target - here)


def _steps(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    return [
        Step(Call("PUT", "/api/phoneGroups/{id}/" + way, {"id": SELF}), f"move phone group {wanted.key!r} {way}")
        for way in seen.facts.get("moves", ())
    ]


def weight(seen: Seen) -> Values:
    """The weight that the moves make."""
    return {"weight": seen.facts["place"] + 1} if seen.facts.get("moves") else {}


def _weight(row: Raw) -> int:
    return int(row["weight"] or 0)


PART = Part(_OPTIONS, _read, _steps)
