# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What README.md and CONTRIBUTING.md promise can be had."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.tools import interpreters, layout

README = (layout.ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (layout.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

# the order of the template for certified collections
HEADINGS = [
    "Description",
    "Requirements",
    "Installation",
    "Use cases",
    "Testing",
    "Contributing",
    "Support",
    "Release notes and roadmap",
    "Related information",
    "License information",
]


def test_headings_in_the_order_of_the_template() -> None:
    assert re.findall(r"^## (.+)$", README, re.MULTILINE) == HEADINGS


def test_only_full_urls() -> None:
    """Galaxy shows the README outside the repository."""
    targets = re.findall(r"\]\(([^)]+)\)", README)
    assert targets
    assert [target for target in targets if not target.startswith("https://")] == []


def test_links_into_the_repository_lead_somewhere() -> None:
    paths = re.findall(r"https://github\.com/sipxcom/ansible-pbx/(?:blob|tree)/main/([^)\s]+)", README + CONTRIBUTING)
    assert paths
    assert [path for path in paths if not (layout.ROOT / path).exists()] == []


def test_the_matrix_is_the_one_that_runs() -> None:
    rows = [f"| {python} | {', '.join(cores)} |" for python, cores in interpreters.MATRIX.items()]
    assert "\n".join(["| --- | --- |", *rows, ""]) in README


@pytest.mark.parametrize("page", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_make_targets_exist(page: str) -> None:
    makefile = (layout.ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"^make ([a-z-]+)", page, re.MULTILINE)) | set(re.findall(r"`make ([a-z-]+)", page))
    assert named
    assert named <= targets


def test_yaml_examples_can_be_read() -> None:
    examples = re.findall(r"^```yaml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert examples
    assert all(yaml.safe_load(example) for example in examples)


def test_modules_and_roles_exist() -> None:
    """Every sipxcom.pbx.NAME of an example is a module or a role of this tree."""
    names = set(re.findall(r"sipxcom\.pbx\.([a-z0-9_]+)", README)) - {"sipx"}  # sipx is the action group
    folders = [layout.ROOT / "roles", layout.ROOT / "plugins" / "modules"]
    assert names
    assert {name for name in names if not any((folder / name).exists() or (folder / f"{name}.py").exists() for folder in folders)} == set()


@pytest.mark.parametrize("role", sorted(path.name for path in (layout.ROOT / "roles").glob("*")))
def test_a_role_says_what_it_is_for(role: str) -> None:
    """Galaxy's importer refuses a role without README.md."""
    folder = layout.ROOT / "roles" / role
    assert (folder / "README.md").is_file()
    assert (folder / "meta" / "argument_specs.yml").is_file()
