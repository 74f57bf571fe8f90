# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Records of any kind, read only: sipx_info. Private to the collection."""

from __future__ import annotations

import fnmatch
import typing as t

from .._engine import mask
from .._engine.record import values_of
from .._engine.world import World
from .._resource import Owner, Raw, Resource, Seen, Values, Wanted
from .._wire import BadInput, nearest
from ._base import RESOURCES, Job, Params, Report

_SPEC = {
    "kind": {"type": "str", "required": True},
    "name": {"type": "str"},
    "filter": {"type": "dict", "default": {}},
    "details": {"type": "bool", "default": False},
}


def job() -> Job:
    return Job(spec=_SPEC, work=_work)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    resource = RESOURCES.get(params["kind"])
    if resource is None:
        raise BadInput(f"kind: there are no records of kind {params['kind']!r}; there are {', '.join(sorted(RESOURCES))}")
    wanted = _flat(params["filter"] or {})
    _check(resource, wanted, params["details"])
    world.begin()
    found = []
    for raw in rows(resource, params["name"], resource.owner_in(wanted), world):
        values = values_with(resource, raw, world, params["details"])
        if all(_matches(values.get(name), pattern) for name, pattern in wanted.items()):
            found.append(mask.record(resource.fields, values, resource.shown_id(raw[resource.ident])))
    return Report(False, {"records": found, "count": len(found)})


def rows(resource: Resource, name: str | None, owner: Owner | None, world: World) -> list[Raw]:
    """The records of an owner, or of nobody: all of them, or the one of that name."""
    if name is None:
        found = world.rows(resource.kind, owner)
    else:
        one = world.find(resource.kind, resource.spell(name), owner)
        found = [] if one is None else [one]
    return [resource.complete(world, raw) for raw in found] if resource.complete else found


def values_with(resource: Resource, raw: Raw, world: World, details: bool) -> Values:
    """The values of a record, flat; with C(details) also those that take requests of their own."""
    values = values_of(resource, raw)
    return values | _beside(resource, raw, values, world) if details else values


def _beside(resource: Resource, raw: Raw, values: Values, world: World) -> Values:
    """What takes requests of its own."""
    options = {name: option.get("default") for name, option in resource.extra.items()}
    has = {field.name for field in resource.fields_of(values)}
    read: Values = {}
    for part in resource.parts:
        if part.read and has.issuperset(part.fields):
            named = part.everything(world) if part.everything else dict.fromkeys(part.fields)
            wanted = Wanted("present", resource.key_of(raw), None, named, options)
            read |= part.read(world, wanted, Seen(raw, raw[resource.ident], dict(values)))
    return read


def _flat(wanted: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """C(address) with a key C(city), or C(address.city): both are the field C(address.city)."""
    flat: dict[str, t.Any] = {}
    for name, value in wanted.items():
        flat.update({f"{name}.{below}": inner for below, inner in value.items()} if isinstance(value, dict) else {name: value})
    return flat


def _check(resource: Resource, wanted: t.Mapping[str, t.Any], details: bool) -> None:
    beside = {name for part in resource.parts if part.read for name in part.fields}
    known = [field.name for field in resource.fields if not field.secret]
    for name in wanted:
        if name not in known:
            near = nearest(name, known)
            hint = (
                f"did you mean {', '.join(near)}?" if near else f"it has {', '.join(known[:15])}" + (" and more" if len(known) > 15 else "")
            )
            raise BadInput(f"filter: {resource.one} has no {name!r} to filter by; {hint}", details={"value": name, "nearest": near})
        if name in beside and not details:
            raise BadInput(f"filter: {name} of {resource.one} is read with details=true only")


def _matches(value: t.Any, pattern: t.Any) -> bool:
    """Texts may have wildcards; a list matches when one of its items does, or when it is the list given."""
    if isinstance(value, list):
        return (
            value == (pattern or []) if isinstance(pattern, list) or pattern in (None, "") else any(_matches(one, pattern) for one in value)
        )
    if pattern is None or value is None:
        return pattern in (None, "") and value is None
    if isinstance(value, str):
        return fnmatch.fnmatchcase(value, str(pattern))
    return str(value).lower() == str(pattern).lower()
