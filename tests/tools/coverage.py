# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write docs/coverage.md from docs/coverage.yml: ``python -m tests.tools.coverage``, with ``--check`` only compare."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass

import yaml

from tests.tools import layout

DATA = layout.ROOT / "docs" / "coverage.yml"
PAGE = layout.ROOT / "docs" / "coverage.md"
LATER = " (later)"

HEAD = """\
# What the collection covers

Every call of the published REST reference of the server, in its order, with the module that makes it, or that does what
the call was meant for.

- **documented path**: as the reference prints it, slips included;
- **real path**: what answers, below `https://HOST/sipxconfig`, with a word in brackets where the two differ in more than
  the mount; "none" where the call exists nowhere, with what to use instead;
- **(later)**: the module, or its part for this kind of record, is not there yet; `sipx_api` makes any of these calls.

{covered} of {calls} calls have their module; {later} come later. `sipx_info` reads any kind of record.

This page is made from [coverage.yml](coverage.yml) by `make generate`; `make lint` fails where the two differ.

| method | documented path | real path | module | test |
| --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Call:
    """One call of the reference, and the module that stands for it."""

    method: str
    documented: str
    real: str | None
    module: str
    later: bool = False
    note: str = ""

    @property
    def module_file(self) -> str:
        """Return the module's file, relative to the root of the repository."""
        return f"plugins/modules/{self.module}.py"

    @property
    def test_file(self) -> str:
        """Return the playbook that tests the module, relative to the root of the repository."""
        return f"tests/playbooks/{self.module}.yml"

    def row(self) -> str:
        """Return the call as a row of the table."""
        note = f" ({self.note})" if self.note else ""
        real = f"none{note}" if self.real is None else f"{self.real}{note}"
        later = LATER if self.later else ""
        cells = (self.method, self.documented, real, f"{self.module}{later}", f"{self.test_file}{later}")
        return f"| {' | '.join(cells)} |"


def read_calls() -> list[Call]:
    """Return the calls of docs/coverage.yml."""
    return [Call(**call) for call in yaml.safe_load(DATA.read_text(encoding="utf-8"))["calls"]]


def page(calls: list[Call]) -> str:
    """Return the whole page."""
    later = sum(call.later for call in calls)
    head = HEAD.format(calls=len(calls), covered=len(calls) - later, later=later)
    return head + "".join(f"{call.row()}\n" for call in calls)


def main() -> int:
    """Write the page, or say that it is out of step."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.coverage", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the page is out of step")
    options = parser.parse_args()
    wanted = page(read_calls())
    name = PAGE.relative_to(layout.ROOT)
    if not options.check:
        PAGE.write_text(wanted, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != wanted:
        sys.stdout.write(f"{name} is out of step with {DATA.name}: run make generate\n")
        return 1
    sys.stdout.write(f"{name}: {len(wanted.splitlines()) - len(HEAD.splitlines())} calls\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
