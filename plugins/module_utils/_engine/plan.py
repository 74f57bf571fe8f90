# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What differs, and which writes lead from what is there to what is wanted. Pure: a plan opens no socket.

Private to the collection.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._document import Document
from .._resource import Field, Part, Resource, Seen, Step, Values, Wanted, is_blank
from .._wire import SELF, BadInput, Call, Refused


@dataclasses.dataclass(frozen=True)
class Change:
    """One field that differs, with the values as the server stores them."""

    field: str
    before: t.Any
    after: t.Any
    secret: bool = False
    provable: bool = True
    """Whether reading back can show it: not so for a secret that the server never tells."""


@dataclasses.dataclass
class Plan:
    """The writes in their order, and what is there before and after them (None where there is nothing), flat by field."""

    steps: list[Step]
    changes: list[Change]
    before: Values | None
    after: Values | None
    ident: t.Any = None
    warnings: list[str] = dataclasses.field(default_factory=list)
    payload: Values | None = None
    """The main record as it would be on the wire, for later items of a check mode run."""
    open_ended: bool = False
    """Whether more to write may show when these writes are done."""
    follow: list[Step] = dataclasses.field(default_factory=list)
    """What comes when all is written and proven, see Follow. SELF is the record."""


def nothing(seen: Seen) -> Plan:
    """The plan that leaves everything as it is."""
    values = None if seen.raw is None else seen.values
    return Plan([], [], values, values, seen.ident, seen.warnings)


def combined(resource: Resource | Document, wanted: Wanted, seen: Seen) -> Wanted:
    """The wish with what is there taken into account: what the fields shall be in the end."""
    values = {
        name: combine(value, wanted, seen) if (combine := resource.field(name).combine) else value for name, value in wanted.values.items()
    }
    return dataclasses.replace(wanted, values=values)


def plan(resource: Resource, wanted: Wanted, seen: Seen, unlink: t.Sequence[Step] = ()) -> Plan:
    """The plan for one record. Raises BadInput or Refused for what cannot be reached."""
    if wanted.state == "absent":
        return _removal(resource, wanted, seen, unlink)
    if seen.raw is None:
        return _creation(resource, wanted, seen)
    return _change(resource, wanted, seen)


def _removal(resource: Resource, wanted: Wanted, seen: Seen, unlink: t.Sequence[Step]) -> Plan:
    if seen.raw is None:
        return nothing(seen)
    step = Step(t.cast(Call, resource.delete).with_id(_address(resource, seen)), f"delete {resource.called(wanted.key, wanted.owner)}")
    return Plan([*unlink, step], [], seen.values, None, seen.ident, seen.warnings)


def _creation(resource: Resource, wanted: Wanted, seen: Seen) -> Plan:
    missing = [field.name for field in resource.fields if field.required and is_blank(wanted.values.get(field.name))]
    if missing:
        raise BadInput(f"there is no {resource.called(wanted.key, wanted.owner)} yet, and a new one needs {', '.join(missing)}")
    has = resource.fields_of(wanted.values)
    unasked = {name for part in resource.parts if part.read and not _asked(part, wanted) for name in part.fields} | {*resource.apart}
    blank: Values = {field.name: field.empty for field in has if not field.read_only and field.readable and field.name not in unasked}
    defaults = {field.name: field.create for field in has if field.create is not None}
    given = {**defaults, **wanted.values}
    after = _foretold(resource, {**blank, **_as_stored(resource, given, {**blank, **given})}, wanted, seen)
    changes = [changed(resource.field(name), None, after.get(name)) for name in given]
    names = list(given) if resource.sparse else [field.name for field in resource.fields]
    payload = _payload(resource, {**blank, **given}, names)
    payload = resource.finish(payload, wanted, seen, after) if resource.finish else payload
    create = dataclasses.replace(t.cast(Call, resource.create), body=resource.body(payload))
    steps = [Step(create, f"create {resource.called(wanted.key, wanted.owner)}", creates=True)]
    steps += _part_steps(resource, wanted, seen, after, first=True) + _part_steps(resource, wanted, seen, after, first=False)
    return Plan(steps, changes, None, after, None, seen.warnings, _with_beside(resource, payload, after, given))


def _change(resource: Resource, wanted: Wanted, seen: Seen) -> Plan:
    before = seen.values
    stored = _as_stored(resource, wanted.values, {**before, **wanted.values})
    after = _foretold(resource, {**before, **stored}, wanted, seen)
    changes = [
        changed(resource.field(name), before.get(name), stored[name])
        for name in wanted.values
        if not (resource.field(name).readable and resource.field(name).same(before.get(name), stored[name]))
    ]
    if not changes and not any(_forced(part, wanted) for part in resource.parts):
        return nothing(seen)
    _refuse_fixed(resource, wanted, changes)
    names = [change.field for change in changes]
    main = [name for name in names if resource.field(name).wire and name not in resource.beside]
    steps = _part_steps(resource, wanted, seen, after, first=True)
    payload = None
    if main:
        if resource.update is None:
            raise Refused(
                f"{resource.called(wanted.key, wanted.owner)} cannot be changed, only deleted and made anew: {', '.join(main)} differs"
            )
        payload = _update_payload(resource, wanted, seen, after, main)
        update = dataclasses.replace(resource.update.with_id(_address(resource, seen)), body=resource.body(payload))
        steps.append(Step(update, f"change {', '.join(main)} of {resource.called(wanted.key, wanted.owner)}"))
    steps += _part_steps(resource, wanted, seen, after, first=False)
    return Plan(steps, changes, before, after, seen.ident, seen.warnings, _with_beside(resource, payload, after, names))


def changed(field: Field, before: t.Any, after: t.Any) -> Change:
    """The change of one field, with the values as the server stores them."""
    return Change(field.name, before, after, field.discreet, field.readable)


def _update_payload(resource: Resource, wanted: Wanted, seen: Seen, after: Values, main: list[str]) -> Values:
    """The sparse or whole record; what the task gave goes out as given, the rest as it was read."""
    values = {**after, **{name: wanted.values[name] for name in main}}
    names = main if resource.sparse else [field.name for field in resource.fields if field.readable or field.name in main]
    payload = _payload(resource, values, names, resource.base(t.cast(t.Any, seen.raw)) if resource.base else None)
    return resource.finish(payload, wanted, seen, after) if resource.finish else payload


def _payload(resource: Resource, values: Values, names: t.Iterable[str], base: Values | None = None) -> Values:
    payload: Values = dict(base or {})
    for name in names:
        field = resource.field(name)
        if field.wire and not field.read_only and name in values and name not in resource.beside:
            field.put(payload, values[name])
    return payload


def _with_beside(resource: Resource, payload: Values | None, after: Values, names: t.Iterable[str]) -> Values | None:
    """The payload with those changed fields that a part writes, as the record will show them."""
    beside = [resource.field(name) for name in names if name in resource.beside and resource.field(name).wire]
    if not beside:
        return payload
    shown = dict(payload or {})
    for field in beside:
        field.put(shown, after[field.name])
    return shown


def _part_steps(resource: Resource, wanted: Wanted, seen: Seen, after: Values, first: bool) -> list[Step]:
    steps: list[Step] = []
    for part in resource.parts:
        if part.first is not first or not _asked(part, wanted):
            continue
        before = {name: seen.values.get(name) for name in part.fields}
        then = {name: after.get(name) for name in part.fields}
        differs = any(not resource.field(name).same(before[name], then[name]) for name in part.fields)
        if seen.raw is None or differs or _forced(part, wanted):
            steps += part.steps(wanted, seen, before, then)
    if resource.by_key and (seen.raw is None or not first):
        ident: t.Any = wanted.key
    else:
        ident = SELF if seen.raw is None else _address(resource, seen)
    return [dataclasses.replace(step, call=step.call.with_id(ident)) for step in steps]


def _asked(part: Part, wanted: Wanted) -> bool:
    return any(name in wanted.values for name in part.fields)


def _forced(part: Part, wanted: Wanted) -> bool:
    return part.forced is not None and _asked(part, wanted) and part.forced(wanted)


def _address(resource: Resource, seen: Seen) -> t.Any:
    """What SELF stands for in the calls to a record that is there."""
    return resource.key_of(seen.raw) if resource.by_key and seen.raw is not None else seen.ident


def _foretold(resource: Resource, after: Values, wanted: Wanted, seen: Seen) -> Values:
    """The values with what the server will make of those that the task does not give."""
    told = resource.foretell(after, wanted, seen) if resource.foretell else {}
    return {**after, **{name: value for name, value in told.items() if name not in wanted.values}}


def _as_stored(resource: Resource, given: Values, values: Values) -> Values:
    return {name: resource.field(name).stored(value, values) for name, value in given.items()}


def _refuse_fixed(resource: Resource, wanted: Wanted, changes: list[Change]) -> None:
    for change in changes:
        if resource.field(change.field).fixed:
            raise Refused(
                f"{resource.called(wanted.key, wanted.owner)} has {change.field} {change.before!r} and cannot be changed to"
                f" {change.after!r}: delete it and create it anew, or correct {change.field}"
            )
