# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``make demo``: the emergency plan of a four-floor building on a simulated PBX, and the proof that it is done.

Every number it prints was counted in the run. It ends with an error if the second run changes anything.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.tools import layout

layout.link_collection()
sys.path.insert(0, str(layout.COLLECTIONS))

from tests.playbooks import runner  # noqa: E402
from tests.simulator import Simulator  # noqa: E402

HERE = Path(__file__).parent
BUILDING = HERE / "building.yml"
FLOORS = layout.ROOT / "playbooks" / "e911_floors.yml"
REPORT = layout.ROOT / "playbooks" / "e911_report.yml"


class Failed(Exception):
    """The demo did not show what it promises."""


@dataclass
class Step:
    """What one run of Ansible came to: records by outcome, requests to the PBX, those of them that write, and seconds."""

    run: runner.Run
    count: dict[str, int]
    requests: int
    writes: list[str]

    def fact(self, name: str) -> Any:
        """The last value that a role gave to a fact."""
        found = [line.result["ansible_facts"][name] for line in self.run.lines if name in line.result.get("ansible_facts", {})]
        if not found:
            raise Failed(f"no task has set {name}")
        return found[-1]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.demo", description=__doc__)
    parser.add_argument("--report", type=Path, default=layout.BUILD / "demo" / "e911-report.html", help="where the report goes")
    report = parser.parse_args().report.resolve()
    report.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    title = yaml.safe_load(BUILDING.read_text(encoding="utf-8"))["e911_report_title"]
    say(f"\nThe emergency plan of the {title}")
    try:
        with Simulator() as pbx:
            say(f"A simulated sipXcom PBX listens at {pbx.url}. It is as fresh as after its installation.\n")
            plan = show(pbx, report)
            asked = len(pbx.requests)
            if pbx.crashes:
                raise Failed("\n".join(pbx.crashes))
    except Failed as problem:
        say(f"\nThe demo failed: {problem}")
        return 1
    say(summary(plan))
    say(f"\n  The report for the wall:  {shown(report)}")
    say(f"  All of it took {time.monotonic() - began:.0f} seconds and {asked} requests to the PBX.\n")
    return 0


def show(pbx: Simulator, report: Path) -> dict[str, Any]:
    """All steps, each with its line; the plan as it was proven in the end."""
    building = ["-e", f"@{BUILDING}"]
    with line("Put people on the PBX") as tell:
        people = play(pbx, HERE / "people.yml")
        tell(in_words(people.count), people)
    with line("Ask what the plan would change (--check)") as tell:
        foretold = play(pbx, FLOORS, *building, "--check")
        tell(f"foretold: {in_words(foretold.count)}", foretold)
    need(not foretold.writes, f"check mode wrote: {foretold.writes}")
    with line("Make the plan") as tell:
        made = play(pbx, FLOORS, *building)
        tell(in_words(made.count), made)
    need(made.count == foretold.count, f"check mode foretold {foretold.count}, and the run did {made.count}")
    with line("Make it again") as tell:
        again = play(pbx, FLOORS, *building)
        tell(in_words(again.count), again)
    unchanged(again, "the second run")
    with line("Ask again what would change (--check)") as tell:
        at_rest = play(pbx, FLOORS, *building, "--check")
        tell(f"foretold: {in_words(at_rest.count)}", at_rest)
    unchanged(at_rest, "check mode after the second run")
    with line("Read the PBX, write the report") as tell:
        told = play(pbx, REPORT, *building, "-e", f"e911_report_path={report}")
        tell("no error in the plan" if told.fact("e911_report_page")["ok"] else "ERRORS in the plan", told)
    need(report.is_file(), f"{report} was not written")
    need(told.fact("e911_report_page")["ok"], "the report shows errors")
    plan: dict[str, Any] = at_rest.fact("e911_floors_plan")
    return plan


def play(pbx: Simulator, playbook: Path, *arguments: str) -> Step:
    """Runs a playbook against the PBX, as an administrator would."""
    before = len(pbx.requests)
    run = runner.play(playbook, {}, pbx=pbx, arguments=arguments)
    if run.code:
        raise Failed(run.summary)
    requests = pbx.requests[before:]
    sites = [task.result["count"] for task in run.lines if task.action.endswith("sipx_site") and "count" in task.result]
    count = {word: sum(site[word] for site in sites) for word in ("created", "changed", "deleted", "unchanged")}
    return Step(run, count, len(requests), [f"{one.method} {one.path}" for one in requests if one.method not in ("GET", "HEAD")])


def need(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Failed(otherwise)


def unchanged(step: Step, what: str) -> None:
    changed = {word: number for word, number in step.count.items() if word != "unchanged" and number}
    tasks = [task.task for task in step.run.lines if task.result.get("changed")]
    need(not changed and not tasks and not step.writes, f"{what} should change nothing: {changed or ''} {tasks or ''} {step.writes or ''}")


def summary(plan: dict[str, Any]) -> str:
    """Who is where, and what a dispatcher would see for one caller of each floor."""
    rule, failsafe = plan["rule"], plan["failsafe"]
    lines = ["", "  Who is where", ""]
    wide = max(len(floor["description"]) for floor in plan["floors"])
    for floor in plan["floors"]:
        names = ", ".join(user["full_name"] or user["user_name"] for user in floor["users"])
        lines.append(f"    {floor['description']:{wide}}  {names}")
    lines += ["", f"  Somebody dials {rule['number']}. The dispatcher sees", ""]
    for floor in plan["floors"]:
        caller = floor["users"][0]
        who = f"{caller['full_name']} ({caller['user_name']})"
        lines.append(f"    {who:24}  {dashed(floor['elin'])}  {floor['address']}")
    lines.append(
        f"    {'anybody without a floor':24}  {' or '.join(dashed(one['sends']) for one in failsafe)}  (the failsafe {failsafe[0]['name']})"
    )
    lines += ["", f"  {len(plan['findings']) or 'Nothing'} {'things are' if plan['findings'] else 'is'} wrong with the plan."]
    return "\n".join(lines)


def dashed(number: str) -> str:
    """A number of ten digits as people read it."""
    return f"{number[:3]}-{number[3:6]}-{number[6:]}" if len(number) == 10 else number


def in_words(count: dict[str, int]) -> str:
    """What became of the records."""
    parts = [f"{number} {word}" for word, number in count.items() if number]
    return ", ".join(parts)


@contextmanager
def line(title: str) -> Iterator[Any]:
    """One line of the list of steps: its title at once, its outcome when it is there."""
    sys.stdout.write(f"  {title:41}")
    sys.stdout.flush()

    def tell(outcome: str, step: Step) -> None:
        say(f"{outcome:32} {step.requests:4} requests {step.run.seconds:5.1f} s")

    yield tell


def shown(path: Path) -> str:
    return str(path.relative_to(layout.ROOT)) if path.is_relative_to(layout.ROOT) else str(path)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
