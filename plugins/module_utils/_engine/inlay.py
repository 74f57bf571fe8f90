# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The settings of a record as an option of the record itself. Private to the collection.

Which settings there are, and what they inherit, depends on the rest of the record (firmware, groups). So they are looked at
again when the rest is written; until then those of a record that is not there are checked against one like it.
"""

from __future__ import annotations

import typing as t

from .._resource import Inlaid, Resource, Seen, Step, Values, Wanted
from .._wire import BadInput
from .plan import Change, Plan
from .setting_view import Reading
from .settings import Settings, refuse_blank
from .world import World


class Inlay:
    """What the option C(settings) of one record asks for. Part of a Record (see record)."""

    def __init__(self, resource: Resource, wanted: Wanted) -> None:
        self.kind = resource.kind
        self.inlaid = t.cast(Inlaid, resource.settings)
        value: Values = wanted.values.get("settings") or {}
        wishes = value if self.inlaid.by else {"": value}
        self._settings: dict[str, Settings] = {}
        for above, paths in wishes.items():
            if not isinstance(paths, (t.Mapping, type(None))):
                raise BadInput(f"settings: {above!r} is a {self.inlaid.by}, and below it stand values by path, such as group/name: 5")
            if paths:
                refuse_blank(paths)
                target = {self.kind: wanted.key, **({self.inlaid.by: above} if above else {})}
                self._settings[above] = Settings(self.inlaid.tree, target, paths)
        self._seen: list[tuple[Settings, Values, Values]] = []

    def look(self, world: World, seen: Seen, planned: Plan) -> Plan:
        """The plan of the record with that of its settings. Raises what makes the wish impossible."""
        self._seen = []
        if not self._settings:
            return planned
        reshaped = {change.field for change in planned.changes} & {*self.inlaid.shaped_by}
        settled = seen.raw is not None and not world.is_planned(seen.raw) and not reshaped
        before: Values = {}
        after: Values = {}
        steps: list[Step] = []
        for above, settings in self._settings.items():
            if settled:
                at = {self.kind: seen.ident, self.inlaid.by: above}
                made = settings.look_at(world, at)
                self._seen.append((settings, at, made.after or {}))
                steps += made.steps
                before |= self._shown(above, made.before)
            else:
                made = settings.foretell(world, self.inlaid.sample(world, planned.after or {}, above))
                steps += made.steps if world.is_planned(seen.raw) else []
            after |= self._shown(above, made.after)
            planned.warnings = [*planned.warnings, *made.warnings]
            planned.changes = [*planned.changes, *(self._change(above, change) for change in made.changes)]
        planned.open_ended = bool(planned.steps)
        planned.steps = [*planned.steps, *steps]
        if planned.before is not None:
            planned.before = {**planned.before, "settings": before}
        planned.after = {**(planned.after or {}), "settings": after}
        return planned

    def pretend(self, world: World) -> None:
        for settings, at, after in self._seen:
            settings.pretend_at(world, at, after)

    def _shown(self, above: str, readings: Values | None) -> Values:
        values = {path: t.cast(Reading, one).value for path, one in (readings or {}).items()}
        return {above: values} if above else values

    def _change(self, above: str, change: Change) -> Change:
        return Change(f"settings.{above}{'.' if above else ''}{change.field}", change.before, change.after, change.secret, change.provable)
