# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the project's gates: ``python -m tests.tools.gates --all`` or ``... lint unit`` (``make test``, ``make lint`` ...).

One gate alone shows its output as it comes. Several run two at a time, show the output only of what fails, and end with a
table. What each gate said stands in build/logs/GATE.log. The last line is ``N passed, N failed``, counting gates.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from tests.tools import layout

LOGS = layout.BUILD / "logs"
BIN = Path(sys.executable).parent
PYTHON = str(BIN / "python")


@dataclass(frozen=True)
class Gate:
    """One check: the make target it belongs to, what it checks, and the command that exits with 0 if all is well."""

    name: str
    target: str
    checks: str
    command: tuple[str, ...]
    limit: int = 600  # seconds; a gate that hangs is stopped and has failed


@dataclass(frozen=True)
class Outcome:
    """How a gate ended."""

    gate: Gate
    passed: bool
    seconds: float
    said: str

    @property
    def verdict(self) -> str:
        """Return the word for the table."""
        return "ok" if self.passed else "FAILED"


def _pytest(*what: str) -> tuple[str, ...]:
    return (PYTHON, "-m", "pytest", "-q", *what)


# default is no scenario: it holds what the others share
_MOLECULE = ("molecule", "test", "--no-command-borders")

# The longest first, so that two at a time end together.
GATES = (
    Gate("playbooks", "playbooks", "every module against the simulator", _pytest("tests/playbooks/test_playbooks.py"), 3600),
    Gate("scenes", "scenes", "examples, roles, keywords, bad input, inventory",
         _pytest("tests/playbooks", "--ignore=tests/playbooks/test_playbooks.py"), 2400),
    Gate("sanity", "sanity", "ansible-test sanity, no ignores", (PYTHON, "-m", "tests.tools.ansible_test", "sanity"), 1200),
    Gate("molecule", "molecule", "molecule scenarios", (*_MOLECULE, "--all", "--exclude", "default"), 2400),
    Gate("crash", "crash", "the emergency plan survives a death at any request", _pytest("tests/crash"), 7200),
    Gate("unit", "unit", "unit tests", _pytest("tests/unit"), 2400),
    Gate("ansible-lint", "lint", "playbooks and roles, profile production", ("ansible-lint", "-q", "--offline", "--strict")),
    Gate("mypy", "lint", "types", ("mypy", "-p", "ansible_collections.sipxcom.pbx.plugins", "-p", "tests", "-m", "noxfile")),
    Gate("plugin-docs", "docs", "documentation of plugins and roles",
         ("antsibull-docs", "lint-collection-docs", "--plugin-docs", "--validate-collection-refs=self", "--check-extra-docs-refs", ".")),
    Gate("reuse", "lint", "a licence for each file", ("reuse", "lint", "--lines")),
    Gate("yamllint", "lint", "YAML style", ("yamllint", "--strict", ".")),
    Gate("changelog", "lint", "changelog fragments", ("antsibull-changelog", "lint")),
    Gate("generated", "lint", "generated files are in step", (PYTHON, "-m", "tests.tools.generate", "--check")),
    Gate("coverage", "lint", "docs/coverage.md is in step with its data", (PYTHON, "-m", "tests.tools.coverage", "--check")),
    Gate("ruff", "lint", "Python lint", ("ruff", "check", "--quiet", ".")),
    Gate("format", "lint", "Python format (make format mends it)", ("ruff", "format", "--quiet", "--check", ".")),
)  # fmt: skip

_running: set[subprocess.Popen[bytes]] = set()
_printing = threading.Lock()


def say(text: str) -> None:
    """Print whole lines at once, from whichever thread."""
    with _printing:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def environment() -> dict[str, str]:
    """Return the environment of the gates: the tools of .venv first, this collection found, no colours in the logs."""
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)]),
        "ANSIBLE_COLLECTIONS_PATH": str(layout.link_collection()),
        "ANSIBLE_CONFIG": str(layout.ROOT / "ansible.cfg"),
        "NO_COLOR": "1",
        "ANSIBLE_FORCE_COLOR": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(gate: Gate, alone: bool) -> Outcome:
    """Run one gate; its output goes to its log, and on to the terminal if it runs alone."""
    log = LOGS / f"{gate.name}.log"
    began = time.monotonic()
    try:
        process = subprocess.Popen(
            gate.command,
            cwd=layout.ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        return Outcome(gate, False, 0.0, f"cannot start {gate.command[0]}: {error}")
    _running.add(process)
    alarm = threading.Timer(gate.limit, stop, [process])
    alarm.start()
    said = []
    assert process.stdout is not None
    with log.open("wb") as file:
        for line in process.stdout:
            file.write(line)
            said.append(line)
            if alone:
                sys.stdout.buffer.write(line)
                sys.stdout.flush()
    code = process.wait()
    overdue = not alarm.is_alive()
    alarm.cancel()
    _running.discard(process)
    if overdue:
        said.append(f"stopped after {gate.limit} s\n".encode())
    return Outcome(gate, code == 0, time.monotonic() - began, b"".join(said).decode(errors="replace").rstrip())


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a gate and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)


@contextlib.contextmanager
def stopping(pool: ThreadPoolExecutor) -> Iterator[None]:
    """Where the work is interrupted, start no further gate and stop those that run."""
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        stop_all()
        raise


def stop_all() -> None:
    """Stop every gate that runs."""
    for process in list(_running):
        stop(process)


def detail(outcome: Outcome) -> str:
    """Return what the table says beside a verdict: what a test run counted, or what the gate checks."""
    counted = re.findall(r"^=*\s*(\d+ (?:passed|failed|error|skipped).*?) in [\d.]+s", outcome.said, re.MULTILINE)
    return counted[-1] if counted else outcome.gate.checks


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the summary, in the order of the gates."""
    rows = [("gate", "result", "seconds", "")]
    order = {gate.name: number for number, gate in enumerate(GATES)}
    for outcome in sorted(outcomes, key=lambda outcome: order[outcome.gate.name]):
        rows.append((outcome.gate.name, outcome.verdict, f"{outcome.seconds:.1f}", detail(outcome)))
    wide = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [f"{row[0]:{wide[0]}}  {row[1]:{wide[1]}}  {row[2]:>{wide[2]}}  {row[3]}".rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in wide))
    return "\n".join(lines)


def run_many(gates: Sequence[Gate], workers: int) -> list[Outcome]:
    """Run gates side by side; say how each ended as it ends, with its output if it failed."""
    outcomes = []
    with ThreadPoolExecutor(max_workers=workers) as pool, stopping(pool):
        for future in as_completed([pool.submit(run, gate, False) for gate in gates]):
            outcome = future.result()
            outcomes.append(outcome)
            line = f"  {outcome.verdict:6}  {outcome.gate.name:12}  {outcome.seconds:6.1f} s  {detail(outcome)}"
            if not outcome.passed:
                tail = outcome.said.splitlines()[-200:]
                line += f"\n---- {outcome.gate.name} said:\n" + "\n".join(tail) + f"\n---- end of {outcome.gate.name}"
            say(line)
    return outcomes


def main() -> int:
    """Run what the command line asks for."""
    targets = sorted({gate.target for gate in GATES})
    parser = argparse.ArgumentParser(prog="python -m tests.tools.gates", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"{', '.join(targets)}, or the name of a gate")
    parser.add_argument("--all", action="store_true", help="every gate")
    parser.add_argument("--workers", type=int, default=2, help="how many run at a time (default: 2)")
    parser.add_argument("--args", default="", help="further arguments for the command of one gate")
    options = parser.parse_args()
    known = {*targets, *(gate.name for gate in GATES)}
    unknown = [target for target in options.targets if target not in known]
    if unknown or bool(options.targets) == options.all:
        parser.error(f"unknown: {', '.join(unknown)}" if unknown else "name targets, or --all")
    gates = [gate for gate in GATES if options.all or {gate.name, gate.target} & set(options.targets)]
    extra = tuple(shlex.split(options.args))
    if extra and len(gates) > 1:
        parser.error("--args goes with one gate only")
    gates = [replace(gate, command=gate.command + extra) for gate in gates]

    LOGS.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if len(gates) == 1:
            say(f"{gates[0].name}: {gates[0].checks}")
            outcomes = [run(gates[0], True)]
        else:
            say(f"{' '.join(options.targets) or 'test'}: {len(gates)} gates, {options.workers} at a time")
            outcomes = run_many(gates, options.workers)
            say(f"\n{table(outcomes)}\n")
    except KeyboardInterrupt:
        stop_all()
        say("interrupted")
        return 130
    failed = [outcome for outcome in outcomes if not outcome.passed]
    name = gates[0].name if len(gates) == 1 else " ".join(options.targets) or "test"
    say(f"{name}: {'failed' if failed else 'done'} in {time.monotonic() - began:.0f} s")
    say(f"{len(outcomes) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
