# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The EXAMPLES of every module run as they stand, and each of them changes nothing when it is run again.

One run of ansible-playbook for all: a play for each module, on a host with a simulator of its own.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.playbooks import runner
from tests.simulator import Simulator
from tests.tools import faces

MODULES = faces.names()
AGAIN = "Again: "
#: A secret that an example may spell out.
PLAIN_SECRET = "change-me-please"


def is_idempotent(task: dict[str, Any]) -> bool:
    """Whether a task is one of ours whose module promises to change nothing when run again."""
    called = next((key for key in task if key.startswith("sipxcom.pbx.")), None)
    if called is None or called == "sipxcom.pbx.sipx_api":
        return False
    return called != "sipxcom.pbx.sipx_phone_profile" or "dest" in task[called]  # sending is an action


def play_of(module: str) -> dict[str, Any]:
    """The play that runs a module's examples, each at once again in check mode."""
    prepared = runner.HERE / "examples" / f"{module}.yml"
    tasks: list[dict[str, Any]] = []
    if prepared.exists():
        tasks.append({"name": "Prepare", "ansible.builtin.include_tasks": str(prepared)})
    for task in faces.face(module).examples:
        tasks.append(task)
        if is_idempotent(task):
            repeated = {key: value for key, value in task.items() if key != "register"}
            tasks.append({**repeated, "name": AGAIN + task["name"], "check_mode": True})
    where = {f"SIPX_{name.upper()}": f"{{{{ simulator.{name} }}}}" for name in ("url", "ca_path", "username", "password")}
    return {"name": module, "hosts": module, "gather_facts": False, "environment": where, "tasks": tasks}


@pytest.fixture(scope="module")
def all_examples(tmp_path_factory: pytest.TempPathFactory) -> runner.Run:
    playbook: Path = tmp_path_factory.mktemp("examples") / "examples.yml"
    playbook.write_text(yaml.safe_dump([play_of(module) for module in MODULES], sort_keys=False), encoding="utf-8")
    with contextlib.ExitStack() as stack:
        hosts = {}
        for module in MODULES:
            pbx = stack.enter_context(Simulator(runner.edition_of(runner.HERE / f"{module}.yml")))
            hosts[module] = runner.host(pbx)
        return runner.play(playbook, hosts, limit=900)


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_run_and_change_nothing_again(module: str, all_examples: runner.Run) -> None:
    lines = {line.task: line for line in all_examples.lines if line.host == module}
    assert lines, all_examples.summary
    failed = {name: line.result.get("msg") for name, line in lines.items() if line.status != "ok"}
    assert failed == {}
    for task in faces.face(module).examples:
        assert task["name"] in lines, f"{task['name']} did not run"
        if is_idempotent(task):
            again = lines[AGAIN + task["name"]].result
            assert not again["changed"], f"{task['name']} would change something again: {again.get('diff') or again}"


def test_the_examples_tell_no_secret(all_examples: runner.Run) -> None:
    all_examples.check()
    assert PLAIN_SECRET not in all_examples.output
    assert PLAIN_SECRET not in json.dumps([line.result for line in all_examples.lines])
