# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings of services, gateways, phones, people and orbits: sipx_setting. Private to the collection."""

from __future__ import annotations

import typing as t

from .._engine import setting_view, settings
from .._engine.apply import converge
from .._engine.world import World
from .._resource import Known
from .._resources._settings_services import SERVICES
from .._resources.setting_trees import TREES
from ._base import Job, Params, Report

#: Options of which a task gives exactly one.
_TARGETS = ("service", "gateway", "phone", "phone_group", "user", "user_group", "park_orbit")


def job() -> Job:
    return Job(
        spec={
            "service": {"type": "str", "choices": list(SERVICES)},
            "gateway": {"type": "str"},
            "port": {"type": "int"},
            "phone": {"type": "str"},
            "line": {"type": "int"},
            "line_user": {"type": "str"},
            "phone_group": {"type": "str"},
            "model": {"type": "str"},
            "user": {"type": "str"},
            "user_group": {"type": "str"},
            "park_orbit": {"type": "str"},
            "settings": {"type": "dict"},
            "paths": {"type": "list", "elements": "str"},
            "state": {"type": "str", "choices": ["present", "default"], "default": "present"},
        },
        work=_work,
        secrets=lambda params: setting_view.secrets_in(_known(params), params.get("settings")),
        shown_args=_shown_args,
        rules={
            "required_one_of": [_TARGETS],
            "mutually_exclusive": [_TARGETS, ("line", "line_user"), ("settings", "paths")],
            "required_by": {"port": ["gateway"], "line": ["phone"], "line_user": ["phone"]},
            "required_together": [("phone_group", "model")],
            "required_if": [("state", "present", ["settings"]), ("state", "default", ["settings", "paths"], True)],
        },
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    subject = settings.subject(TREES, params)
    outcome = converge(subject, world, retries)
    diff = setting_view.diff(outcome.before, outcome.after, subject.title)
    return Report(outcome.changed, {"settings": setting_view.shown(outcome.after)}, diff, outcome.warnings)


def _shown_args(params: Params) -> dict[str, t.Any]:
    return {**params, "settings": setting_view.args(_known(params), params.get("settings"))}


def _known(params: Params) -> t.Mapping[str, Known]:
    """What is known of the settings named, even in a task that is refused."""
    tree = max((tree for tree in TREES if tree.fits(params)), key=lambda tree: tree.weight, default=None)
    try:
        return tree.known(params) if tree else {}
    except KeyError:
        return {}
