# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory plugin: its connection options are those of the modules, and only an address becomes one."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from ansible_collections.sipxcom.pbx.plugins.module_utils._client.settings import OPTIONS
from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _inventory
from tests.tools import faces, layout


def _options(file: str, within: str) -> dict[str, Any]:
    options: dict[str, Any] = yaml.safe_load(faces.constants(layout.ROOT / "plugins" / file, within)["DOCUMENTATION"])["options"]
    return options


def test_the_connection_options_are_those_of_the_modules() -> None:
    documented = _options("doc_fragments/_inventory.py", "ModuleDocFragment")
    assert set(documented) == set(OPTIONS)
    for name, option in OPTIONS.items():
        words = documented[name]
        assert (words["type"], words.get("default"), words["env"]) == (option["type"], option.get("default"), [{"name": option["env"]}])


def test_an_entry_of_several_pbxs_has_the_same_options() -> None:
    suboptions = _options("inventory/sipx.py", "")["pbxs"]["suboptions"]
    assert {name: words["type"] for name, words in suboptions.items()} == {
        "name": "str",
        **{name: option["type"] for name, option in OPTIONS.items()},
    }


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("198.51.100.1", True),
        ("2001:db8::1", True),
        ("phone.example.org", True),
        ("-oProxyCommand=x", False),
        ("a b", False),
        ("{{ x }}", False),
        ("a/b", False),
        ("", False),
        (None, False),
    ],
)
def test_only_an_address_becomes_one(address: str | None, taken: bool) -> None:
    device = {"user": "201", "phone": None, "address": address, "active": True}
    (host,) = _inventory.hosts("north", {"phones": [], "registrations": [device], "servers": []})
    assert host.variables.get("ansible_host") == (address if taken else None)
    assert host.groups == ["sipx_registrations", "sipx_pbx_north", "sipx_registered"]
