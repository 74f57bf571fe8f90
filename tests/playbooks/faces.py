# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compares what both faces of the modules said in the same playbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tests.playbooks.action_plugins.judge import unlike
from tests.playbooks.runner import Line, Run

#: What Ansible itself adds on the way; no module says it.
_ADDED = ("_ansible_", "ansible_facts")


def of_modules(run: Run) -> dict[tuple[str, int], Line]:
    """The results of the collection's modules, by the task's name and how often that name came before."""
    seen: dict[str, int] = defaultdict(int)
    lines: dict[tuple[str, int], Line] = {}
    for line in run.lines:
        if line.status == "skipped" or line.action.rpartition(".")[0] not in ("", "sipxcom.pbx") or not _is_ours(line):
            continue
        lines[(line.task, seen[line.task])] = line
        seen[line.task] += 1
    return lines


def _is_ours(line: Line) -> bool:
    return line.action.rpartition(".")[2].startswith("sipx_")


def differing(one: Run, other: Run) -> Iterator[str]:
    """Every difference between the results of two runs, where both have the task."""
    here, there = of_modules(one), of_modules(other)
    assert set(there) <= set(here), f"only one face ran {sorted(set(there) - set(here))}"
    assert there, "no task of the collection ran"
    for key, line in there.items():
        if here[key].status != line.status:
            yield f"{key[0]}: {one.face} {here[key].status}, {other.face} {line.status}"
        yield from unlike(f"{key[0]}: result", said(here[key]), said(line))


def said(line: Line) -> Any:
    """A result without what Ansible adds."""
    return {name: value for name, value in line.result.items() if not name.startswith(_ADDED)}
