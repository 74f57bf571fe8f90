# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Branches: a new name reaches what the server has generated with the old one (wire/branches.yml, branches.update)."""

from __future__ import annotations

import json

import pytest

from ..tasks import Tasks


@pytest.fixture
def floors(tasks: Tasks) -> Tasks:
    for name in ("floor1", "floor2"):
        tasks.given("sipx_branch", name=name)
        tasks.given("sipx_gateway", name=f"e911-{name}", branch=name, shared=False, address="10.20.0.5", caller_id={"number": "4235550101"})
    tasks.given("sipx_dial_rule", name="Emergency", gateways=["e911-floor1", "e911-floor2"])
    return tasks


def writes(tasks: Tasks) -> list[tuple[str, str]]:
    return [(request.method, request.path.removeprefix("/sipxconfig")) for request in tasks.pbx.requests if request.writes]


def test_after_a_rename_its_gateways_and_their_rules_are_written_again(floors: Tasks) -> None:
    floors.do("sipx_branch", name="ground", old_name="floor1")
    floors.given("sipx_branch", name="floor1", old_name="ground")
    (branch, gateway, rule) = [request for request in floors.pbx.requests if request.writes]
    assert branch.path.startswith("/sipxconfig/rest/branch/")
    sent = json.loads(gateway.body)
    assert (sent["name"], sent["branch"], sent["shared"]) == ("e911-floor1", {"name": "floor1"}, False)
    assert sent["callerAliasInfo"]["defaultCallerAlias"] == "4235550101"
    assert rule.path.startswith(f"{gateway.path}/rules/")


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
@pytest.mark.parametrize("path", ["/rest/branch/", "/api/gateways/"])
def test_they_are_written_again_although_an_answer_is_lost(floors: Tasks, fault: str, path: str) -> None:
    floors.pbx.add_fault(fault, method="PUT", path=path)
    assert floors.run("sipx_branch", name="ground", old_name="floor1")["changed"] is True
    done = [path.split("/")[2] for _method, path in writes(floors)]
    assert done[0] == "branch"
    assert done[-2:] == ["gateways", "gateways"]
    assert writes(floors)[-1][1].split("/")[4] == "rules"


def test_a_change_that_keeps_the_name_writes_nothing_else(floors: Tasks) -> None:
    floors.given("sipx_branch", name="floor1", description="First floor")
    assert len(writes(floors)) == 1
