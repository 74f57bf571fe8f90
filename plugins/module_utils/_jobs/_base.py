# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a job is: one module's options, and the work behind them. Private to the collection."""

from __future__ import annotations

import dataclasses
import typing as t

from .._engine import mask
from .._engine.world import World
from .._resource import Resource
from .._resources import _all

Params = t.Mapping[str, t.Any]

#: All kinds of records, by kind.
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
    """One module. C(rules) are those of AnsibleModule beside the spec (mutually_exclusive, required_if ...).

    C(work) gets the validated options, the options as the task wrote them, the PBX, and how often to try again.
    C(secrets) gives the secret texts among the options: those to blot out everywhere, and those in messages only.
    """

    spec: dict[str, t.Any]
    work: t.Callable[[Params, Params, World, int], Report]
    secrets: t.Callable[[Params], tuple[set[str], set[str]]] = lambda params: (set(), set())
    shown_args: t.Callable[[Params], dict[str, t.Any]] = dict
    rules: t.Mapping[str, t.Any] = dataclasses.field(default_factory=dict)


def hiding(option: str) -> dict[str, t.Any]:
    """The part of a Job that keeps its one secret option from being shown."""
    return {
        "secrets": lambda params: ({str(params.get(option) or "")} - {""}, set()),
        "shown_args": lambda params: {**params, option: mask.HIDDEN},
    }
