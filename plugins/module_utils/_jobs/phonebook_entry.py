# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One entry of the private phone book of the user who is logged in: sipx_phonebook_entry. Private to the collection."""

from __future__ import annotations

import copy
import typing as t

from .. import _spec
from .._engine import fields, mask
from .._engine.apply import converge
from .._engine.plan import Plan
from .._engine.record import given_values
from .._engine.world import Planned, World
from .._resource import Raw, Step, Values
from .._resources import _phonebook_entries as book
from .._wire import BadInput, NotFound, OddAnswer, Refused
from ._base import Job, Params, Report


def job() -> Job:
    spec = _spec.fields(book.FIELDS)
    for name in book.IDENTITY:
        spec[name]["required"] = True
    return Job(spec={"state": dict(_spec.STATE), **spec}, work=_work)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    for name in book.IDENTITY:
        if not str(params[name]).strip():
            raise BadInput(f"{name} is empty: first name, last name and number together tell which entry is meant")
    entry = Entry(params["state"] == "absent", given_values(book.FIELDS, params, given))
    outcome = converge(entry, world, retries)
    shown = mask.record(book.FIELDS, outcome.after, None if isinstance(outcome.ident, Planned) else outcome.ident)
    diff = mask.diff(book.FIELDS, outcome.before, outcome.after, entry.title)
    return Report(outcome.changed, {"phonebook_entry": shown}, diff, outcome.warnings)


class Entry:
    """A private entry as converge() (see apply) handles it. C(values) are those that the task gives."""

    def __init__(self, gone: bool, values: Values) -> None:
        self.gone = gone
        self.values = values
        self.title = f"phone book entry '{values['first_name']} {values['last_name']}, {values['number']}'"

    def look(self, world: World) -> Plan:
        pretended = world.pretended_settings.get(self._place)
        if pretended is not None:
            raw, ident = pretended["raw"], pretended["id"]
        else:
            ident = self._find(world)
            raw = None if ident is None else _document(world, ident)
        return self._removal(ident, raw) if self.gone else self._change(ident, raw)

    def wrote(self, world: World, ident: t.Any) -> None:
        world.renew()

    def pretend(self, world: World, planned: Plan) -> None:
        raw = None if planned.after is None else fields.put(book.FIELDS, {}, planned.after, planned.after)
        world.pretended_settings[self._place] = {"raw": raw, "id": planned.ident or Planned()}

    @property
    def _place(self) -> tuple[t.Any, ...]:
        return ("phonebook_entry", *(self.values[name] for name in book.IDENTITY))

    def _find(self, world: World) -> int | None:
        """The id of the entry, or None. Raises Refused where others have it, so that it can never be a private one."""
        try:
            row = next((row for row in book.rows(world, self.values["number"]) if book.same(row, self.values)), None)
        except NotFound as error:
            raise Refused(
                "this PBX does not tell which entries of the phone book are private (its release lacks the paged list):"
                " use the user portal",
                call=error.call,
                status=error.status,
            ) from None
        ident = None if row is None else book.private_id(row)
        if row is not None and ident is None and not self.gone:
            raise Refused(
                f"{self.title} is in the user's phone book already, as a user or in a public phone book:"
                " the server takes no private entry with the same names and number"
            )
        return ident

    def _removal(self, ident: t.Any, raw: Raw | None) -> Plan:
        if raw is None:
            return Plan([], [], None, None)
        return Plan([Step(book.delete(ident), f"delete {self.title}")], [], _values(raw), None, ident)

    def _change(self, ident: t.Any, raw: Raw | None) -> Plan:
        before = None if raw is None else _values(raw)
        after = fields.after(book.FIELDS, before, self.values)
        changes = fields.changes(book.FIELDS, before, self.values, after)
        if not changes:
            return Plan([], [], before, before, ident)
        payload = fields.put(book.FIELDS, copy.deepcopy(dict(raw or {})), self.values, after)
        if raw is None:
            return Plan([Step(book.create(payload), f"create {self.title}", creates=True)], changes, before, after)
        names = ", ".join(change.field for change in changes)
        return Plan([Step(book.update(ident, payload), f"change {names} of {self.title}")], changes, before, after, ident)


def _document(world: World, ident: int) -> Raw | None:
    """The entry of that id; None when it has gone meanwhile."""
    call = book.read(ident)
    try:
        root, raw = next(iter(world.get(call).items()))
    except NotFound:
        return None
    if root != "entry":
        raise Refused(f"phone book entry {ident} was imported ({root.rpartition('.')[2]}): change it where it comes from", call=call)
    if not isinstance(raw, t.Mapping):
        raise OddAnswer(f"GET /sipxconfig{call.shown()} was not answered with an entry", call=call)
    return raw


def _values(raw: Raw) -> Values:
    return {field.name: field.read(raw) for field in book.FIELDS}
