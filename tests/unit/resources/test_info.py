# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_info: what it keeps, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._jobs._base import RESOURCES
from ansible_collections.sipxcom.pbx.plugins.module_utils._jobs.info import _flat, _matches

from ..tasks import Tasks

#: Each kind on a PBX that has it.
WHERE = [("fork" if kind == "hunt_group" else "uniteme", kind) for kind in sorted(RESOURCES)]
#: Kinds without a module, and those of which a fresh PBX has no records.
NOT_WRITTEN = ("branch", "erl", "gateway", "hunt_group", "phone_model", "schedule")


@pytest.mark.parametrize("details", [False, True])
@pytest.mark.parametrize(("tasks", "kind"), WHERE, indirect=["tasks"])
def test_every_kind_can_be_read(tasks: Tasks, kind: str, details: bool) -> None:
    result = tasks.run("sipx_info", kind=kind, details=details)
    assert result.get("failed") is None, result
    assert result["count"] == len(result["records"])
    assert result["changed"] is False


@pytest.mark.parametrize(
    ("tasks", "kind"), [("fork", "auto_attendant"), *(one for one in WHERE if one[1] not in NOT_WRITTEN)], indirect=["tasks"]
)
def test_what_is_read_can_be_written_back(tasks: Tasks, kind: str) -> None:
    """The keys of a record are options of its module: without the read-only ones and secrets, it changes nothing."""
    resource = RESOURCES[kind]
    for record in tasks.run("sipx_info", kind=kind)["records"]:
        named = {field.name.partition(".")[0]: field for field in resource.fields}
        args = {name: record[name] for name, field in named.items() if name in record and not field.read_only and not field.secret}
        tasks.same(f"sipx_{kind}", **args)


def test_a_list_costs_one_request_for_a_whole_loop(tasks: Tasks) -> None:
    tasks.loop("sipx_info", [{"kind": "dial_rule", "name": name} for name in ("Emergency", "Local", "nobody")])
    assert len(tasks.pbx.requests) == 1


@pytest.mark.parametrize(
    ("value", "pattern", "kept"),
    [
        ("floor1", "floor1", True),
        ("floor1", "FLOOR1", False),
        ("floor1", "floor?", True),
        ("floor1", "f*r[0-9]", True),
        ("5060", 5060, True),
        (5060, "5060", True),
        (5060, 5061, False),
        (True, True, True),
        (True, "True", True),
        (False, True, False),
        (None, None, True),
        (None, "", True),
        (None, "*", False),
        ("", None, False),
        (["a", "b"], "b", True),
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["b"], False),
        ([], None, True),
        (["a"], None, False),
    ],
)
def test_what_matches(value: Any, pattern: Any, kept: bool) -> None:
    assert _matches(value, pattern) is kept


def test_both_ways_to_name_a_part() -> None:
    assert _flat({"address": {"city": "x"}, "address.zip": 1, "name": None}) == {"address.city": "x", "address.zip": 1, "name": None}
