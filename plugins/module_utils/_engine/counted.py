# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""So many nameless things in a row: how many there are, how many there shall be. Private to the collection."""

from __future__ import annotations

import dataclasses
import typing as t

from .._resource import Counted, Raw, Step, Values
from .._wire import BadInput, Call
from .plan import Change, Plan
from .world import Planned, World


class Row:
    """The row of things of one record, as converge() (see apply) handles it. C(target) has the option that names the record."""

    gone = False

    def __init__(self, counted: Counted, target: Raw, count: int) -> None:
        if count < 0:
            raise BadInput(f"count: {count} is no number of {counted.word}s; write 0 or more")
        self.counted = counted
        self.target = target
        self.count = count
        self.owner = counted.owner.format_map({name: repr(value) for name, value in target.items()})
        self.title = f"the {counted.word}s of {self.owner}"

    def look(self, world: World) -> Plan:
        at = self.counted.place(world, self.target, self.count)
        ids = self._ids(world, at)
        return self._plan(at, ids)

    def wrote(self, world: World, ident: t.Any) -> None:
        """Nothing to tell: writing forgets what was read, and the record does not show them."""

    def pretend(self, world: World, planned: Plan) -> None:
        at = self.counted.place(world, self.target, self.count)
        world.pretended_settings[self._call(self.counted.rows, at).key] = dict(planned.after or {})

    def _ids(self, world: World, at: Values) -> list[t.Any]:
        call = self._call(self.counted.rows, at)
        pretended = world.pretended_settings.get(call.key)
        if pretended:
            return list(pretended["ids"])
        if any(isinstance(value, Planned) for value in at.values()):
            return []
        return [row["id"] for row in self.counted.rows_of(world.get(call))]

    def _plan(self, at: Values, ids: list[t.Any]) -> Plan:
        """Pure: adds at the end, removes from the end."""
        there, word = len(ids), self.counted.word
        steps = [
            Step(self._call(self.counted.create, at), f"add {word} {number} to {self.owner}") for number in range(there + 1, self.count + 1)
        ]
        surplus = ids[self.count :]
        for number, one in reversed(list(enumerate(surplus, self.count + 1))):
            steps.append(Step(self._call(self.counted.delete, {**at, "one": one}), f"remove {word} {number} from {self.owner}"))
        after = ids[: self.count] + [None] * (self.count - there)
        changes = [Change("count", there, self.count)] if steps else []
        return Plan(steps, changes, {"count": there, "ids": ids}, {"count": self.count, "ids": after}, None, self._warnings(there))

    def _warnings(self, there: int) -> list[str]:
        if self.count >= there:
            return []
        first, word, loses = self.count + 1, self.counted.word, self.counted.loses
        if first == there:
            return [f"{word} {there} of {self.owner} is removed, with {loses}"]
        return [f"{word}s {first} to {there} of {self.owner} are removed, each with {loses}"]

    def _call(self, call: Call, at: Values) -> Call:
        return dataclasses.replace(call, at=at)


def shown(values: Values | None) -> list[dict[str, t.Any]]:
    """The things in their order, with position (from 1) and id (null where check mode cannot know it)."""
    return [{"position": number, "id": one} for number, one in enumerate((values or {}).get("ids", ()), 1)]
