# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looking at one record: what the task wants, what the PBX has, and whether that can be brought together.

All reads of a run happen here. Private to the collection.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._resource import Field, Raw, Resource, Seen, Step, Values, Wanted, Yielding
from .._wire import BadInput, Call, NotKept, Refused
from .inlay import Inlay
from .plan import Plan, combined, nothing, plan
from .world import Planned, World


class Record:
    """One record of a resource, as converge() (see apply) handles it."""

    def __init__(self, resource: Resource, wanted: Wanted) -> None:
        self.resource = resource
        self.wanted = wanted
        self.title = resource.called(wanted.key, wanted.owner)
        self.gone = wanted.state == "absent"
        self._former: list[Raw] = []
        self._given = wanted
        self._inlay = Inlay(resource, wanted) if resource.settings and "settings" in wanted.values else None

    def look(self, world: World) -> Plan:
        """What is there now, and the plan from there. Raises what makes the wish impossible."""
        resource = self.resource
        if resource.spread and not self.gone and not world.tried:
            self.wanted = resource.spread(world, self._given)
        wanted = self.wanted
        seen = _observe(resource, wanted, world)
        if resource.restore:
            self._watch_others(world, resource.restore)
        if self.gone:
            unlink = resource.unlink(world, wanted, seen) if resource.unlink and seen.raw is not None else []
            return plan(resource, wanted, seen, unlink)
        if seen.raw is None and wanted.options.get("must_exist"):
            raise world.unknown(resource.kind, wanted.key, resource.key, wanted.owner)
        effective = combined(resource, _without_kept_secrets(resource, wanted, seen), seen)
        effective = _without_foreign(resource, effective, seen)
        _need_references(resource, wanted, world)
        if resource.examine:
            resource.examine(world, effective, seen)
        renaming = _written_again(resource, wanted, seen, world) if seen.raw is not None and resource.carried_by else []
        if self._inlay is None:
            return self._followed(plan(resource, effective, seen), renaming)
        main = dataclasses.replace(
            effective, values={name: value for name, value in effective.values.items() if name not in resource.apart}
        )
        return self._followed(self._inlay.look(world, seen, plan(resource, main, seen)), renaming)

    def _followed(self, planned: Plan, renaming: list[Step]) -> Plan:
        follow = self.resource.follow
        told = follow.steps(self.wanted, changed=bool(planned.steps)) if follow else []
        planned.follow = renaming + told
        return planned

    def wrote(self, world: World, ident: t.Any) -> None:
        world.wrote(self.resource, ident, made=ident is None and not self.gone)

    def _watch_others(self, world: World, restore: t.Callable[[list[Raw]], Call]) -> None:
        """Where a write has wiped other records: writes them back, and stops. Also after a write whose answer was lost."""
        resource = self.resource
        if not world.tried:
            self._former = world.rows(resource.kind)
            return
        left = {resource.key_of(row) for row in world.rows(resource.kind)}
        others = [row for row in self._former if resource.key_of(row) != self.wanted.key]
        lost = [resource.key_of(row) for row in others if resource.key_of(row) not in left]
        if not lost:
            return
        call = restore(others if self.gone else self._former)
        world.send(call)
        world.wrote(resource, None)
        left = {resource.key_of(row) for row in world.rows(resource.kind)}
        still = [name for name in lost if name not in left]
        outcome = f"; writing them back did not help for {', '.join(still)}" if still else "; they have been written back"
        raise NotKept(
            f"the write for {self.title} made the server drop the other {resource.plural} {', '.join(lost)}{outcome}."
            " This server takes one entry for the whole list: use its web UI, and please report it",
            call=call,
            details={"dropped": lost, "still_missing": still},
        )

    def pretend(self, world: World, planned: Plan) -> None:
        """Check mode: later items of this run see the record as it would be."""
        key, owner = self.wanted.key, self.wanted.owner
        if self._inlay:
            self._inlay.pretend(world)
        if self.gone:
            world.pretend(self.resource, key, None, owner)
        elif planned.before is None:
            payload = planned.payload or {}
            ident = self.resource.ident if self.resource.ident not in payload else "planned"  # a key that is its own id stays
            world.pretend(self.resource, key, {**payload, ident: Planned()}, owner)
        elif planned.payload is not None:
            old_key = str(planned.before[self.resource.key])
            raw = t.cast(Raw, world.find(self.resource.kind, old_key, owner))
            world.pretend(self.resource, old_key, None, owner)
            world.pretend(self.resource, key, _merged(raw, planned.payload), owner)
            if old_key != key and owner is None:
                world.pretend_rename(self.resource.kind, old_key, key)


class Before(Record):
    """What a record lets go of before others of a document can change (see Yielding). Nothing, as a rule."""

    def __init__(self, resource: Resource, wanted: Wanted, yields: Yielding, others: t.Mapping[str, Wanted]) -> None:
        super().__init__(resource, wanted)
        values = {name: value for name, value in wanted.values.items() if name in yields.fields}
        self._wish = dataclasses.replace(wanted, values=values)
        self._yields = yields
        self._others = others

    def look(self, world: World) -> Plan:
        resource, wish = self.resource, self._wish
        listed = {resource.key_of(row): row for row in world.rows(resource.kind)}
        raw = listed.get(wish.key) or listed.get(wish.old_key or "")
        seen = Seen(raw, None, values_of(resource, raw) if raw else {})
        values = self._yields.values(world, combined(resource, wish, seen), seen, self._others) if raw else {}
        if raw is None or not values:
            return nothing(seen)
        self.wanted = Wanted("present", resource.key_of(raw), None, values, dict.fromkeys(wish.options))
        return super().look(world)


def wanted_from(resource: Resource, params: t.Mapping[str, t.Any], given: t.Mapping[str, t.Any]) -> Wanted:
    """The wish in C(params) (validated), reduced to what the task wrote (C(given), as it stood there).

    Omitted and null differ: null (or an empty string) clears a field. Raises BadInput for a value that cannot be.
    """
    key = params[resource.key]
    if _missing(key) or not str(key).strip():
        raise BadInput(f"{resource.key} is empty: name the {resource.title}")
    key = _spelled(resource.field(resource.key), key, given.get(resource.key, key))
    owners = [name for name in resource.owners if params.get(name)]
    if len(owners) > 1:
        raise BadInput(f"{resource.one} belongs to one owner at the most: give {' or '.join(owners)}, not both")
    state = params.get("state", "present")
    values = given_values(resource.fields, params, given) if state == "present" else {}
    options = {name: params.get(name) for name in (*resource.extra, "must_exist", "update_password")}
    old_key = params.get(resource.old_key) if resource.rename else None
    if not _missing(old_key):
        old_key = _spelled(resource.field(resource.key), old_key, given.get(resource.old_key, old_key), resource.old_key)
    return Wanted(state, str(key), None if old_key is None else str(old_key), values, options, resource.owner_in(params))


def given_values(fields: t.Sequence[Field], params: t.Mapping[str, t.Any], given: t.Mapping[str, t.Any]) -> Values:
    """What the task wrote of these fields, flat. Raises BadInput for a value that cannot be."""
    written = [field for field in fields if _is_given(field, params, given)]
    values = {field.name: _value(field, params, given) for field in written}
    for field in written:
        _check(field, values[field.name])
    return values


def values_of(resource: Resource, raw: t.Mapping[str, t.Any]) -> Values:
    """The values of a record on the wire that are the record's own (not those of its parts)."""
    values = {field.name: field.read(raw) for field in resource.fields if field.wire and field.readable}
    has = {field.name for field in resource.fields_of(values)}
    return {name: value for name, value in values.items() if name in has}


def _observe(resource: Resource, wanted: Wanted, world: World) -> Seen:
    raw = world.find(resource.kind, wanted.key, wanted.owner)
    if wanted.old_key and wanted.old_key != wanted.key:
        old = world.find(resource.kind, wanted.old_key, wanted.owner)
        if raw is not None and old is not None:
            one, other = (f"{resource.article} {resource.called(key, wanted.owner)}" for key in (wanted.key, wanted.old_key))
            raise Refused(f"there is {one} and {other}: one cannot be renamed to the other. Delete one of them, or drop {resource.old_key}")
        raw = raw if raw is not None else old
    if raw is not None and resource.complete:
        raw = resource.complete(world, raw)
    values = values_of(resource, raw) if raw is not None else {}
    seen = Seen(raw, raw[resource.ident] if raw is not None else None, values)
    for part in resource.parts:
        if part.read and any(name in wanted.values for name in part.fields):
            seen.values.update(part.read(world, wanted, seen))
    fields = {name: resource.field(name) for name in seen.values}
    seen.values = {name: world.renamed(fields[name].ref, value, fields[name].ref_at) for name, value in seen.values.items()}
    return seen


def _written_again(resource: Resource, wanted: Wanted, seen: Seen, world: World) -> list[Step]:
    """Where the record gets another name: the writes that bring it into what the server has generated from other records."""
    old = resource.key_of(t.cast(Raw, seen.raw))
    steps: list[Step] = []
    for other in (world.resources[kind] for kind in resource.carried_by if old != wanted.key):
        names = [field.name for field in other.fields if field.ref == resource.kind]
        for raw in world.rows(other.kind):
            values = values_of(other, raw)
            new = {name: wanted.key for name in names if values.get(name) == old}
            if new and not world.is_planned(raw):
                wish = Wanted("present", other.key_of(raw), None, new, dict.fromkeys(other.extra))
                steps += plan(other, wish, Seen(raw, raw[other.ident], values)).steps
                steps += other.again(world, raw) if other.again else []
    return steps


def _without_kept_secrets(resource: Resource, wanted: Wanted, seen: Seen) -> Wanted:
    """With update_password=on_create, the secrets of a record that exists stay as they are."""
    if seen.raw is None or wanted.options.get("update_password") != "on_create":
        return wanted
    values = {name: value for name, value in wanted.values.items() if not resource.field(name).secret}
    return dataclasses.replace(wanted, values=values)


def _without_foreign(resource: Resource, wanted: Wanted, seen: Seen) -> Wanted:
    """Without the options that such a record does not have: a value is an error, null says nothing."""
    values = {**seen.values, **wanted.values}
    has = [field.name for field in resource.fields_of(values)]
    foreign = [name for name in wanted.values if name not in has]
    for name in foreign:
        if not resource.field(name).same(wanted.values[name], None):
            type_of = f" of type {values['type']}" if values.get("type") else ""
            options = ", ".join(name for name in has if not resource.field(name).read_only)
            raise BadInput(f"{name} does not belong to {resource.one}{type_of}, which has: {options}", details={"option": name})
    return dataclasses.replace(wanted, values={name: value for name, value in wanted.values.items() if name not in foreign})


def _need_references(resource: Resource, wanted: Wanted, world: World) -> None:
    for name, value in wanted.values.items():
        kind, at = resource.field(name).ref, resource.field(name).ref_at
        if not kind or _missing(value) or wanted.options.get(f"{name}_mode") == "remove":
            continue
        for one in value if isinstance(value, list) else [value]:
            if not at or one.get(at):
                world.need(kind, one[at] if at else one, name)


def _is_given(field: Field, params: t.Mapping[str, t.Any], given: t.Mapping[str, t.Any]) -> bool:
    if field.read_only:
        return False
    top, dot, below = field.name.partition(".")
    if top not in given:
        return False
    inside = given[top]
    if not dot or _missing(inside):
        return True
    if isinstance(inside, t.Mapping):
        return below in inside
    return (params[top] or {}).get(below) is not None  # a mapping written as text: what it left out is null


def _value(field: Field, params: t.Mapping[str, t.Any], given: t.Mapping[str, t.Any]) -> t.Any:
    top, dot, below = field.name.partition(".")
    value = params.get(top)
    return (value or {}).get(below) if dot else _spelled(field, value, given[top])


def _spelled(field: Field, value: t.Any, given: t.Any, option: str = "") -> t.Any:
    """The value in its one spelling. A name is told as the task wrote it, before it was made text; other values as they were validated."""
    if field.spelled is None or _missing(value):
        return value
    try:
        return field.spelled(given if field.type == "str" else value)
    except BadInput as error:
        raise BadInput(f"{option or field.name}: {error.message}", details=error.details) from None


def _check(field: Field, value: t.Any) -> None:
    if _missing(value):
        if not field.clearable:
            raise BadInput(f"{field.name} cannot be empty; leave it out to keep what the PBX has")
        return
    problem = field.check(value) if field.check else None
    if problem:
        shown = "the value given" if field.discreet else repr(value)
        raise BadInput(f"{field.name}: {shown} {problem}")


def _missing(value: t.Any) -> bool:
    return value is None or value == ""


def _merged(raw: Raw, payload: Raw) -> Raw:
    """A record with a payload laid over it, at any depth."""
    merged = dict(raw)
    for name, value in payload.items():
        below = merged.get(name)
        merged[name] = _merged(below, value) if isinstance(below, t.Mapping) and isinstance(value, t.Mapping) else value
    return merged
