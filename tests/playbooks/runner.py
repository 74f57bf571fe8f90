# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs playbooks against simulators of their own, on either face of the modules.

``python -m tests.playbooks.runner tests/playbooks/sipx_branch.yml`` runs one by hand (``--help`` tells the rest).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.playbooks import secrets
from tests.playbooks.connection_plugins.elsewhere import MARK
from tests.simulator import Simulator
from tests.tools import layout

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
#: The connection that leads to each face, and how thorough a run on it is (see tasks/step.yml).
FACES = {"in_process": ("local", True), "ordinary": ("elsewhere", False)}
#: What a run inherits; everything else could change what it does.
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "COVERAGE_PROCESS_START")


@dataclass(frozen=True)
class Line:
    """What one task came to on one host, as the callbacks were told."""

    play: str
    task: str
    action: str
    host: str
    status: str
    result: dict[str, Any]


@dataclass
class Run:
    """What a run of ansible-playbook came to. C(output) is that of -vvv."""

    code: int
    output: str
    lines: list[Line]
    seconds: float
    face: str = ""
    crashes: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """The end of the output, for a failing test."""
        failed = [f"{line.task} [{line.host}]: {line.result.get('msg', line.result)}" for line in self.lines if line.status == "failed"]
        return "\n".join([*failed[-5:], *self.crashes, f"exit {self.code}", *self.output.splitlines()[-30:]])

    def check(self) -> None:
        """Raises AssertionError unless the run went well, on the face it was meant for, and told no secret."""
        assert self.code == 0, self.summary
        assert not self.crashes, self.crashes
        secrets.check(self.output)
        secrets.check(json.dumps([line.result for line in self.lines], ensure_ascii=False))
        if self.face:
            assert (MARK in self.output) is (self.face == "ordinary"), f"the run did not use the face {self.face}"


def edition_of(playbook: Path) -> str:
    """The edition that a playbook is for: the variable C(edition) of its first play."""
    if not playbook.exists():
        return "sipxcom"
    plays = yaml.safe_load(playbook.read_text(encoding="utf-8"))
    return str(plays[0].get("vars", {}).get("edition", "sipxcom"))


def host(pbx: Simulator, face: str = "in_process", **more: Any) -> dict[str, Any]:
    """The variables of a host that stands for a simulator."""
    connection, thorough = FACES[face]
    return {
        "ansible_connection": connection,
        "ansible_python_interpreter": sys.executable,
        "simulator": {"url": pbx.url, "ca_path": pbx.ca_path, "username": pbx.username, "password": pbx.password},
        "thorough": thorough,
        **more,
    }


def environment(folder: Path, pbx: Simulator | None) -> dict[str, str]:
    """The environment of a run. With a simulator, SIPX_* lead to it."""
    connection = {
        "SIPX_URL": pbx.url,
        "SIPX_USERNAME": pbx.username,
        "SIPX_PASSWORD": pbx.password,
        "SIPX_CA_PATH": pbx.ca_path,
    } if pbx else {}  # fmt: skip
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        "HOME": str(folder),
        "PYTHONPATH": str(layout.ROOT),
        "ANSIBLE_CONFIG": str(HERE / "ansible.cfg"),
        "ANSIBLE_HOME": str(folder / "ansible"),
        "ANSIBLE_LOCAL_TEMP": str(folder / "local"),
        "ANSIBLE_REMOTE_TEMP": str(folder / "remote"),
        "ANSIBLE_ASYNC_DIR": str(folder / "async"),
        "PLAYBOOK_RECORD": str(folder / "record.jsonl"),
        **connection,
    }


def play(
    playbook: Path,
    hosts: Mapping[str, Mapping[str, Any]],
    *,
    pbx: Simulator | None = None,
    arguments: Sequence[str] = (),
    extra: Mapping[str, str] | None = None,
    face: str = "",
    limit: int = 300,
) -> Run:
    """Runs a playbook. C(extra) is added to its environment; an empty C(face) means that it may use both."""
    with tempfile.TemporaryDirectory(prefix="playbook-") as name:
        folder = Path(name)
        for below in ("local", "remote", "async"):
            (folder / below).mkdir()
        inventory = folder / "inventory.json"
        inventory.write_text(json.dumps({"all": {"hosts": hosts}}), encoding="utf-8")
        began = time.monotonic()
        done = subprocess.run(
            [str(BIN / "ansible-playbook"), "-vvv", "-i", str(inventory), *arguments, str(playbook)],
            cwd=HERE,
            env={**environment(folder, pbx), **(extra or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=limit,
            check=False,
        )
        seconds = time.monotonic() - began
        record = folder / "record.jsonl"
        lines = [Line(**json.loads(text)) for text in record.read_text(encoding="utf-8").splitlines()] if record.exists() else []
    return Run(done.returncode, done.stdout.decode("utf-8", "replace"), lines, seconds, face)


def run(playbook: Path, faces: Sequence[str]) -> dict[str, Run]:
    """Runs a module's playbook on each face, each time on the fresh state of one simulator of the edition that it names.

    The variable C(scratch) is a folder for the files of the playbook, the same on each face.
    """
    runs = {}
    with Simulator(edition_of(playbook)) as pbx, tempfile.TemporaryDirectory(prefix="scratch-") as scratch:
        for face in faces:
            pbx.reset()
            runs[face] = play(playbook, {"pbx": host(pbx, face, scratch=scratch)}, pbx=pbx, face=face)
            runs[face].crashes = pbx.crashes
    return runs


def main() -> int:
    """The command line."""
    options = argparse.ArgumentParser(prog="python -m tests.playbooks.runner", description="Runs one playbook against a fresh simulator.")
    options.add_argument("playbook", type=Path)
    options.add_argument("--face", choices=list(FACES), default="in_process")
    options.add_argument("--output", action="store_true", help="show all that ansible-playbook -vvv says")
    chosen = options.parse_args()
    done = run(chosen.playbook.resolve(), [chosen.face])[chosen.face]
    for line in done.lines:
        if line.task.startswith(("Judge:", "Do:")) or line.status != "ok":
            print(f"{line.status:8} {line.task}  {line.result.get('msg', '')}")
    if chosen.output:
        print(done.output)
    print(f"{chosen.playbook.name}, {chosen.face}: exit {done.code} after {done.seconds:.1f} s")
    try:
        done.check()
    except AssertionError as problem:
        print(problem)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
