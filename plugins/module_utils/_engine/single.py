# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a PBX has exactly once: its licence, its language. Neither listed nor created nor deleted. Private to the collection."""

from __future__ import annotations

import dataclasses
import typing as t

from .._resource import Field, Reader, Step, Values
from .plan import Plan, changed
from .world import World


@dataclasses.dataclass
class Single:
    """What converge() (see apply) handles for it. C(wanted) is what the task wrote, by field."""

    title: str
    fields: tuple[Field, ...]
    wanted: Values
    read: t.Callable[[Reader, Values], Values]
    """All values, given what is wanted. Raises what makes the wish impossible."""
    steps: t.Callable[[Values, Values], list[Step]]
    """The writes that lead from the values before to those after. Pure; may refuse."""
    gone: bool = False

    def look(self, world: World) -> Plan:
        before = self.read(world, self.wanted)
        after = {**before, **self.wanted}
        differing = [field for field in self.fields if field.name in self.wanted and not field.same(before[field.name], after[field.name])]
        if not differing:
            return Plan([], [], before, before)
        changes = [changed(field, before[field.name], after[field.name]) for field in differing]
        return Plan(self.steps(before, after), changes, before, after)

    def wrote(self, world: World, ident: t.Any) -> None:
        world.forget()

    def pretend(self, world: World, planned: Plan) -> None:
        """Nothing to remember: each has one value, which the next item says anew."""
