# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One value that one record has at a place of its own: read, written and cleared by calls of its own.

Private to the collection.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._resource import Reader, Step, Values
from .._wire import Call, Refused
from .plan import Change, Plan
from .world import World


@dataclasses.dataclass
class Link:
    """What converge() (see apply) handles for such a value. C(wanted) None means that there shall be none.

    C(values) stand beside the value in the result (whose value it is). C(clear) None means that the server cannot.
    """

    title: str
    name: str
    wanted: str | None
    values: Values
    check: t.Callable[[World], None]
    """Raises what makes the wish impossible, before the value is read."""
    read: t.Callable[[Reader], str | None]
    write: t.Callable[[str], Call]
    clear: Call | None
    place: Call | None = None
    """The read that gives the value as plain text, for others who ask in check mode."""
    gone: bool = False

    def look(self, world: World) -> Plan:
        self.check(world)
        now = self.read(world)
        before, after = {**self.values, self.name: now}, {**self.values, self.name: self.wanted}
        if now == self.wanted:
            return Plan([], [], before, before)
        return Plan([Step(self._call(now), self._does())], [Change(self.name, now, self.wanted)], before, after)

    def _does(self) -> str:
        return f"set {self.name} of {self.title} to {self.wanted!r}" if self.wanted else f"clear {self.name} of {self.title}"

    def _call(self, now: str | None) -> Call:
        if self.wanted is not None:
            return self.write(self.wanted)
        if self.clear is None:
            raise Refused(
                f"{self.title} has {self.name} {now!r}, and the API has no documented way to clear it: set another, or use the web UI"
            )
        return self.clear

    def wrote(self, world: World, ident: t.Any) -> None:
        world.renew()

    def pretend(self, world: World, planned: Plan) -> None:
        if self.place is not None:
            world.pretend_answer(self.place, self.wanted or "")
