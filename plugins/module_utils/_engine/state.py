# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A state that a PBX has one of, such as a mode, its licence or its language: read as values, reached by steps from what it is.

Private to the collection.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._resource import Step, Values
from .plan import Change, Plan
from .world import World


@dataclasses.dataclass
class State:
    """What converge() (see apply) handles for such a state. C(wanted) empty means that it is only looked at."""

    title: str
    wanted: Values
    read: t.Callable[[World], Values]
    """The values as they are. Raises what makes the wish impossible."""
    steps: t.Callable[[Values], list[Step]]
    """Pure: the writes that lead from these values to the wanted ones."""
    gone: bool = False

    def look(self, world: World) -> Plan:
        before = {**self.read(world), **world.pretended_settings.get((self.title,), {})}
        changes = [Change(name, before.get(name), value) for name, value in self.wanted.items() if before.get(name) != value]
        if not changes:
            return Plan([], [], before, before)
        return Plan(self.steps(before), changes, before, {**before, **self.wanted})

    def wrote(self, world: World, ident: t.Any) -> None:
        """Lists of records show such states, too."""
        world.forget()

    def pretend(self, world: World, planned: Plan) -> None:
        world.pretended_settings[self.title,] = dict(planned.after or {})
