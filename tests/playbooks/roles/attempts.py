# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many attempts at a role or a module in one run of Ansible: each in a play of its own, and what came of each."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control
from tests.playbooks import runner
from tests.simulator import Simulator

SUCCEEDED = "it ended well"


@dataclass(frozen=True)
class Attempt:
    """One use of a role, or of a module: what it is given, and the environment in addition to that of the simulator.

    C(face) is that of runner.FACES. C(simulator) are arguments of the action simulator, which runs first.
    """

    name: str
    variables: Mapping[str, Any]
    role: str = "sipxcom.pbx.e911_floors"
    module: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    face: str = "in_process"
    simulator: Mapping[str, Any] = field(default_factory=dict)


def _play(attempt: Attempt) -> dict[str, Any]:
    role = {"name": "Role", "ansible.builtin.include_role": {"name": attempt.role}, "vars": dict(attempt.variables)}
    module = {"name": "Module", attempt.module: dict(attempt.variables)}
    return {
        "name": attempt.name,
        "hosts": attempt.face,
        "gather_facts": False,
        "environment": dict(attempt.environment),
        "tasks": [
            *([{"name": "Prepare", "simulator": dict(attempt.simulator)}] if attempt.simulator else []),
            {
                "name": "Attempt",
                "block": [
                    module if attempt.module else role,
                    {"name": "Outcome", "ansible.builtin.debug": {"msg": SUCCEEDED}},
                ],
                "rescue": [{"name": "Outcome", "ansible.builtin.debug": {"msg": "{{ ansible_failed_result.msg }}"}}],
            },
        ],
    }


def outcomes(pbx: Simulator, attempts: list[Attempt], *arguments: str) -> dict[str, str]:
    """What each attempt said at its end, by its name."""
    with tempfile.TemporaryDirectory(prefix="attempts-") as folder:
        playbook = Path(folder) / "attempts.yml"
        playbook.write_text(yaml.safe_dump([_play(attempt) for attempt in attempts], sort_keys=False), encoding="utf-8")
        hosts = {face: runner.host(pbx, face) for face in runner.FACES}
        done = runner.play(playbook, hosts, pbx=pbx, arguments=arguments, limit=900)
    done.check()
    said = {line.play: str(line.result["msg"]) for line in done.lines if line.task == "Outcome" and line.status == "ok"}
    assert sorted(said) == sorted(attempt.name for attempt in attempts), done.summary
    return said


def seed(pbx: Simulator, document: Mapping[str, Any]) -> None:
    """Makes records as an administrator would."""
    connection = {"url": pbx.url, "username": pbx.username, "password": pbx.password, "ca_path": pbx.ca_path}
    _control._LINKS.clear()
    done = _control.run("sipx_site", {**connection, **document}, {}, check=False, diff=False)
    assert not done.get("failed"), done.get("msg")


def changed(run: runner.Run) -> bool:
    """Whether any task of a run that went well changed something."""
    run.check()
    return any(line.result.get("changed") for line in run.lines)


def writes(pbx: Simulator) -> list[str]:
    """What was written to the PBX, as method and path below the mount of most resources."""
    return [f"{one.method} {one.path.removeprefix('/sipxconfig/api')}" for one in pbx.requests if one.method != "GET"]
