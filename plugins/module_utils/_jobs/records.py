# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One record of a kind: the job of every module that has a Resource. Private to the collection."""

from __future__ import annotations

import typing as t

from .. import _spec
from .._engine import mask
from .._engine.apply import converge
from .._engine.record import Record, wanted_from
from .._engine.world import World
from .._resource import Resource
from ._base import Job, Params, Report


def job(resource: Resource) -> Job:
    """The job of the module sipx_KIND. Its result has the record under KIND, null when it is absent."""

    def work(params: Params, given: Params, world: World, retries: int) -> Report:
        wanted = wanted_from(resource, params, given)
        outcome = converge(Record(resource, wanted), world, retries)
        shown = mask.record(resource.fields, outcome.after, resource.shown_id(outcome.ident))
        diff = mask.diff(resource.fields, outcome.before, outcome.after, f"{resource.title} {wanted.key}")
        data: dict[str, t.Any] = {resource.kind: shown}
        if resource.follow:
            data[resource.follow.told_as] = outcome.followed
            if outcome.followed:
                diff["before"][resource.follow.told_as], diff["after"][resource.follow.told_as] = False, True
        return Report(outcome.changed, data, diff, outcome.warnings)

    return Job(
        spec=_spec.record(resource),
        work=work,
        secrets=lambda params: mask.secrets_in(resource.fields, params),
        shown_args=lambda params: mask.args(resource.fields, params),
    )
