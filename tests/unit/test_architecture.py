# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports go down only (docs/architecture.md): who may import what, as data, and a walk through every import."""

from __future__ import annotations

import ast
import fnmatch
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import layout

COLLECTION = "ansible_collections.sipxcom.pbx."
MODULE_UTILS = "plugins.module_utils."

#: For files (the first pattern that fits), what they may import: of the collection, of Ansible, or of other libraries.
#: Patterns are names with dots below the root of the collection. The standard library is open to all.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "plugins.module_utils._wire": (),
    "plugins.module_utils._resource": ("_wire",),
    "plugins.module_utils._document": ("_wire", "_resource"),
    "plugins.module_utils._client.session": ("_wire", "_client.*", "requests*", "urllib3*"),
    "plugins.module_utils._client.bodies_xml": ("_wire", "_client.*", "lxml*"),
    "plugins.module_utils._client.*": ("_wire", "_client.*", "ansible.module_utils.*"),
    "plugins.module_utils._resources._all": ("_resource", "_document", "_resources.*"),
    "plugins.module_utils._resources.*": ("_wire", "_resource", "_document", "_resources._*"),
    "plugins.module_utils._engine.*": ("_wire", "_resource", "_document", "_engine.*"),
    "plugins.module_utils._spec": ("_client.settings", "_resource", "_document", "ansible.module_utils.*"),
    "plugins.module_utils._jobs.*": ("_wire", "_resource", "_document", "_resources.*", "_engine.*", "_spec", "_jobs.*"),
    "plugins.module_utils._run": (
        "_wire",
        "_resource",
        "_resources.*",
        "_engine.*",
        "_client.*",
        "_spec",
        "_jobs.*",
        "ansible.module_utils.*",
    ),
    "plugins.modules.*": ("_run",),
    "plugins.doc_fragments.*": (),
    "plugins.plugin_utils.*": ("*", "plugins.plugin_utils.*", "ansible.*"),
    "plugins.action.*": ("plugins.plugin_utils.*", "ansible.*"),
    "plugins.inventory.*": ("plugins.plugin_utils.*", "ansible.*"),
    "plugins.lookup.*": ("plugins.plugin_utils.*", "ansible.*"),
    "plugins.filter.*": ("plugins.plugin_utils.*", "ansible.*"),
}
#: What a line of MAY_IMPORT names without a place is a part of module_utils.
_ELSEWHERE = ("plugins.", "ansible.", "requests", "urllib3", "lxml")


def rule_for(name: str) -> tuple[str, ...]:
    """The patterns of what a file may import, written out."""
    for pattern, allowed in MAY_IMPORT.items():
        if fnmatch.fnmatchcase(name, pattern):
            return tuple(one if one.startswith(_ELSEWHERE) else MODULE_UTILS + one for one in allowed)
    raise AssertionError(f"{name} belongs to no layer: give it one in MAY_IMPORT, or put it elsewhere")


def imported(name: str, source: str) -> Iterator[str]:
    """The dotted names that a file imports, those of the collection below its root. Relative ones are resolved."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.removeprefix(COLLECTION) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(name.split(".")[: -node.level]) if node.level else ""
            base = ".".join(part for part in (above, node.module) if part).removeprefix(COLLECTION)
            for alias in node.names:
                yield f"{base}.{alias.name}" if _is_file(f"{base}.{alias.name}") else base


def _is_file(name: str) -> bool:
    place = layout.ROOT.joinpath(*name.split("."))
    return place.with_suffix(".py").exists() or place.is_dir()


def violations(name: str, source: str) -> list[str]:
    """What a file imports and may not."""
    allowed = rule_for(name)
    found = []
    for one in imported(name, source):
        if one.split(".")[0] in sys.stdlib_module_names:
            if one.split(".")[0] == "importlib" and name.startswith(MODULE_UTILS):
                found.append(f"{name} imports importlib: AnsiballZ packs only what import statements name")
        elif not any(fnmatch.fnmatchcase(one, pattern) for pattern in allowed):
            found.append(f"{name} imports {one}")
    return found


def files(folder: str) -> list[Path]:
    """All Python files below a folder of the collection."""
    return sorted(path for path in (layout.ROOT / folder).rglob("*.py") if path.name != "__init__.py")


def named(path: Path) -> str:
    return ".".join(path.relative_to(layout.ROOT).with_suffix("").parts)


def test_every_import_of_the_plugins_goes_down() -> None:
    found = [text for path in files("plugins") for text in violations(named(path), path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("plugins.module_utils._wire", "from ._client import session"),
        ("plugins.module_utils._resource", "from ._engine.plan import Plan"),
        ("plugins.module_utils._client.session", "from .._resource import Field"),
        ("plugins.module_utils._client.bodies", "import requests"),
        ("plugins.module_utils._client.bodies", "def f():\n    from lxml import etree"),
        ("plugins.module_utils._engine.plan", "from .._client import session"),
        ("plugins.module_utils._engine.plan", "from .._resources.branches import BRANCH"),
        ("plugins.module_utils._engine.plan", "from .. import _run"),
        ("plugins.module_utils._engine.plan", "import importlib"),
        ("plugins.module_utils._resources.branches", "from .gateways import GATEWAY"),
        ("plugins.module_utils._resources.branches", "from ansible.module_utils.basic import AnsibleModule"),
        ("plugins.module_utils._spec", "from ._client import session"),
        ("plugins.module_utils._jobs.site", "from .._client.session import Session"),
        ("plugins.modules.sipx_branch", "from ansible_collections.sipxcom.pbx.plugins.module_utils._engine import plan"),
        ("plugins.modules.sipx_branch", "import yaml"),
        ("plugins.action.sipx_api", "from ansible_collections.sipxcom.pbx.plugins.module_utils import _run"),
        ("plugins.plugin_utils._control", "from tests.simulator import Simulator"),
    ],
)
def test_a_planted_violation_is_found(name: str, source: str) -> None:
    assert len(violations(name, source)) == 1


def test_what_belongs_to_no_layer_is_found() -> None:
    with pytest.raises(AssertionError, match="belongs to no layer"):
        violations("plugins.module_utils.helpers", "")


def test_the_simulator_knows_nothing_of_the_plugins() -> None:
    own = ("tests.simulator", "cheroot", "lxml", "trustme", "werkzeug", *sys.stdlib_module_names)
    found = [
        f"{named(path)} imports {one}"
        for path in files("tests/simulator")
        for one in imported(named(path), path.read_text(encoding="utf-8"))
        if not any(one == name or one.startswith(f"{name}.") for name in own)
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["roles", "playbooks"])
def test_nothing_that_is_released_starts_the_tests(folder: str) -> None:
    """Shipped roles and playbooks need only what is shipped."""
    found = [
        str(path.relative_to(layout.ROOT))
        for path in (layout.ROOT / folder).rglob("*")
        if path.is_file() and path.suffix in (".yml", ".yaml", ".j2", ".py", ".sh") and "tests/" in path.read_text(encoding="utf-8")
    ]
    assert found == []
