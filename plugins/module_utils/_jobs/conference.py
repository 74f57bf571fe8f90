# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The settings of one conference: sipx_conference. Private to the collection."""

from __future__ import annotations

import typing as t

from .. import _spec
from .._engine import fields, mask
from .._engine.apply import converge
from .._engine.plan import Plan
from .._engine.record import given_values
from .._engine.world import World
from .._resource import Raw, Step, Values
from .._resources import _conferences as conferences
from .._wire import BadInput, NotFound, Refused
from ._base import Job, Params, Report


def job() -> Job:
    spec = {**_spec.fields(conferences.FIELDS), "old_name": {"type": "str"}}
    spec["name"]["required"] = True
    return Job(
        spec=spec,
        work=_work,
        secrets=lambda params: mask.secrets_in(conferences.FIELDS, params),
        shown_args=lambda params: mask.args(conferences.FIELDS, params),
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    if not params["name"].strip():
        raise BadInput("name is empty: name the conference")
    conference = Conference(given_values(conferences.FIELDS, params, given), params["old_name"])
    outcome = converge(conference, world, retries)
    diff = mask.diff(conferences.FIELDS, outcome.before, outcome.after, conference.title)
    return Report(outcome.changed, {"conference": mask.record(conferences.FIELDS, outcome.after)}, diff, outcome.warnings)


class Conference:
    """The settings of a conference as converge() (see apply) handles them. C(values) are those that the task gives."""

    gone = False

    def __init__(self, values: Values, old_name: str | None) -> None:
        self.values = values
        self.name: str = values["name"]
        self.old_name = old_name if old_name != self.name else None
        self.title = f"conference {self.name!r}"

    def look(self, world: World) -> Plan:
        raw = self._find(world)
        before = {field.name: field.read(raw) for field in conferences.FIELDS}
        after = fields.after(conferences.FIELDS, before, self.values)
        changes = fields.changes(conferences.FIELDS, before, self.values, after)
        if not changes:
            return Plan([], [], before, before)
        problem = conferences.unmet(after)
        if problem:
            raise BadInput(problem)
        names = [change.field for change in changes]
        payload = fields.put(conferences.FIELDS, {}, names, after)
        step = Step(conferences.update(before["name"], payload), f"change {', '.join(names)} of conference {before['name']!r}")
        return Plan([step], changes, before, after)

    def wrote(self, world: World, ident: t.Any) -> None:
        world.renew()

    def pretend(self, world: World, planned: Plan) -> None:
        after = planned.after or {}
        setting = fields.put(conferences.FIELDS, {}, after, after)
        world.pretend_answer(conferences.read(self.name), {"setting": setting})

    def _find(self, world: World) -> Raw:
        """The settings as they are, under the new name or the old one. An unknown conference is a 404 here, and a 500 to a write."""
        found = _read(world, self.name)
        old = _read(world, self.old_name) if self.old_name else None
        if found is not None and old is not None:
            raise Refused(
                f"there is a conference {self.name!r} and a conference {self.old_name!r}: one cannot be renamed to the other. Drop old_name"
            )
        found = found if found is not None else old
        if found is None:
            raise conferences.unknown(world, "old_name" if self.old_name else "name", self.old_name or self.name)
        return found


def _read(world: World, name: str) -> Raw | None:
    try:
        return t.cast(Raw, world.get(conferences.read(name))["setting"])
    except NotFound:
        return None
