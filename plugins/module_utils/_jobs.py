# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each module does: its options, and the work behind them. Private to the collection.

A job joins a description with the engine. Records need no line here: every Resource is a job by itself.
"""

from __future__ import annotations

import dataclasses
import typing as t

from . import _spec
from ._engine import mask
from ._engine.apply import converge
from ._engine.record import Record, wanted_from
from ._engine.world import World
from ._resource import Resource
from ._resources import _all

Params = t.Mapping[str, t.Any]

RESOURCES: dict[str, Resource] = {resource.kind: resource for resource in _all.RESOURCES}


@dataclasses.dataclass
class Report:
    """What a job did: the keys of the result, both sides of the diff (shown on demand), and warnings."""

    changed: bool
    data: dict[str, t.Any]
    diff: t.Any = None
    warnings: list[str] = dataclasses.field(default_factory=list)
    failed: bool = False


@dataclasses.dataclass(frozen=True)
class Job:
    """One module. C(rules) are those of AnsibleModule beside the spec (mutually_exclusive, required_if ...)."""

    spec: dict[str, t.Any]
    work: t.Callable[[Params, Params, World, int], Report]
    secrets: t.Callable[[Params], tuple[set[str], set[str]]] = lambda params: (set(), set())
    shown_args: t.Callable[[Params], dict[str, t.Any]] = dict
    rules: t.Mapping[str, t.Any] = dataclasses.field(default_factory=dict)


def job(module: str) -> Job:
    """The job of a module, by its short name."""
    return JOBS[module]


def _record_job(resource: Resource) -> Job:
    def work(params: Params, given: Params, world: World, retries: int) -> Report:
        wanted = wanted_from(resource, params, given)
        outcome = converge(Record(resource, wanted), world, retries)
        shown = mask.record(resource.fields, outcome.after, outcome.ident)
        title = f"{resource.title} {wanted.key}"
        return Report(
            outcome.changed, {resource.kind: shown}, mask.diff(resource.fields, outcome.before, outcome.after, title), outcome.warnings
        )

    return Job(
        spec=_spec.record(resource),
        work=work,
        secrets=lambda params: mask.secrets_in(resource.fields, params),
        shown_args=lambda params: mask.args(resource.fields, params),
    )


JOBS: dict[str, Job] = {"sipx_" + resource.kind: _record_job(resource) for resource in _all.RESOURCES}
