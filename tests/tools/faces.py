# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the faces of the modules say of themselves: their documentation, examples and return values, as data."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.tools import layout

_PLUGINS = layout.ROOT / "plugins"


@dataclass(frozen=True)
class Face:
    """One module. C(options) are its own and those of its fragments; C(code) is the source below the documentation."""

    name: str
    documentation: dict[str, Any]
    options: dict[str, Any]
    examples: list[dict[str, Any]]
    returns: dict[str, Any]
    code: str


def names() -> list[str]:
    """The names of all modules, sorted."""
    return sorted(path.stem for path in (_PLUGINS / "modules").glob("sipx_*.py"))


def face(name: str) -> Face:
    """The face of a module."""
    path = _PLUGINS / "modules" / f"{name}.py"
    texts = constants(path)
    documentation = yaml.safe_load(texts["DOCUMENTATION"])
    options: dict[str, Any] = {}
    for fragment in documentation.get("extends_documentation_fragment", []):
        file, _dot, part = fragment.removeprefix("sipxcom.pbx.").partition(".")
        words = constants(_PLUGINS / "doc_fragments" / f"{file}.py", "ModuleDocFragment")
        options |= yaml.safe_load(words[part.upper() or "DOCUMENTATION"]).get("options") or {}
    source = path.read_text(encoding="utf-8")
    return Face(
        name,
        documentation,
        {**options, **documentation.get("options", {})},
        yaml.safe_load(texts["EXAMPLES"]) or [],
        yaml.safe_load(texts["RETURN"]) or {},
        source[source.index(texts["RETURN"]) + len(texts["RETURN"]) :],
    )


def constants(path: Path, within: str = "") -> dict[str, str]:
    """The texts that a file (or a class in it) assigns to names, without importing it."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    if within:
        body = next(node.body for node in body if isinstance(node, ast.ClassDef) and node.name == within)
    return {
        target.id: node.value.value
        for node in body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
