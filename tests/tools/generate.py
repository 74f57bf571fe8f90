# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the files that follow from others: ``make generate``, or ``python -m tests.tools.generate [--check]``.

``--check`` writes nothing and fails, with the names, where a file is not what it would become.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.tools import layout

_HEADER = """\
---
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Made by `make generate` from the files in plugins/modules.

"""


def modules() -> list[str]:
    """Return the names of all modules, sorted."""
    return sorted(path.stem for path in (layout.ROOT / "plugins" / "modules").glob("sipx_*.py"))


def runtime() -> str:
    """Return meta/runtime.yml: the action group of all modules, and for each the route to the in-process face."""
    names = modules()
    lines = ['requires_ansible: ">=2.16.0"', "action_groups:", "  sipx:", *(f"    - {name}" for name in names)]
    lines += ["plugin_routing:", "  modules:"]
    for name in names:
        lines += [f"    {name}:", "      action_plugin: sipxcom.pbx.sipx_api"]
    return _HEADER + "\n".join(lines) + "\n"


def _site_fragment() -> str:
    layout.link_collection()
    sys.path.insert(0, str(layout.COLLECTIONS))
    from tests.tools import site_docs  # it imports the collection, which must be in place first

    return site_docs.fragment()


#: Path below the root, and what makes its text.
GENERATED: dict[str, Callable[[], str]] = {
    "meta/runtime.yml": runtime,
    "plugins/doc_fragments/_site.py": _site_fragment,
}


def outdated() -> list[str]:
    """Return the names of the files that are not what they would become."""
    return [name for name, make in GENERATED.items() if _read(layout.ROOT / name) != make()]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main() -> int:
    """Write, or check."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is out of step")
    options = parser.parse_args()
    names = outdated()
    for name in names:
        if not options.check:
            (layout.ROOT / name).write_text(GENERATED[name](), encoding="utf-8")
        print(f"{name} is {'out of step: run make generate' if options.check else 'written'}")
    return 1 if names and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
