# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a PBX has, as the document that sipx_site takes: sipx_site_info. Private to the collection."""

from __future__ import annotations

import typing as t

from .._engine import mask
from .._engine.world import World
from .._resource import Field, Raw, Resource, Values, is_blank
from .._wire import Refused, unknown_reference
from . import info
from ._base import RESOURCES, Job, Params, Report
from .site import SECTIONS


def job() -> Job:
    return Job(spec={"sections": {"type": "list", "elements": "str"}, "details": {"type": "bool", "default": True}}, work=_work)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    for name in params["sections"] or []:
        if name not in SECTIONS:
            raise unknown_reference("sections", "section", "sections", name, SECTIONS, "")
    world.begin()
    site: dict[str, list[t.Any]] = {}
    left_out: dict[str, str] = {}
    for name in (name for name in SECTIONS if params["sections"] is None or name in params["sections"]):
        resource = SECTIONS[name]
        try:
            site[name] = [_entry(resource, info.values_with(resource, raw, world, params["details"])) for raw in _rows(resource, world)]
        except Refused as error:
            if not resource.absent:
                raise
            left_out[name] = error.message
    return Report(False, {"site": site, "left_out": left_out})


def _rows(resource: Resource, world: World) -> list[Raw]:
    """All records, those that belong to somebody included."""
    rows = list(info.rows(resource, None, None, world))
    for field in resource.owners:
        kind = RESOURCES[str(resource.field(field).ref)]
        for owner in world.rows(kind.kind):
            rows += info.rows(resource, None, (field, kind.key_of(owner)), world)
    return rows


def _entry(resource: Resource, values: Values) -> dict[str, t.Any]:
    """What a task would write down to have this record: without secrets, and without what is empty."""
    told = {field.name: _told(field, values.get(field.name)) for field in resource.fields_of(values) if _belongs(field)}
    return mask.nested({name: value for name, value in told.items() if not is_blank(value) and value != {}})


def _belongs(field: Field) -> bool:
    return not (field.read_only or field.secret or field.restates)


def _told(field: Field, value: t.Any) -> t.Any:
    if isinstance(value, list):
        return [_told(field, one) for one in value]
    if not isinstance(value, t.Mapping):
        return value
    shown = {key: _told(field, inner) for key, inner in value.items() if not (field.hides and field.hides(str(key)))}
    return {key: inner for key, inner in shown.items() if inner is not None}
