# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The emergency plan survives a death at any request: run again, it is what an undisturbed run makes, without duplicates.

Both ways to plan it are tried: floors with branches and gateways, and ERLs. The document is the one that the role makes.
Every request is tried with the engine alone (seconds); a few with real runs of ansible-playbook, and all of them with
C(make crash).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.simulator import Simulator

from . import building

FAULTS = ("drop_before", "drop_after")


@pytest.fixture(scope="module", params=building.BUILDINGS, ids=lambda one: one.role)
def planned(request: pytest.FixtureRequest) -> building.Building:
    one: building.Building = request.param
    return one


@pytest.fixture(scope="module")
def pbx(planned: building.Building) -> Iterator[Simulator]:
    with Simulator(planned.edition) as simulator:
        assert building.site(simulator, building.PEOPLE).get("failed") is None
        yield simulator


@pytest.fixture(scope="module")
def people(pbx: Simulator) -> dict[str, Any]:
    """The PBX with its people and no plan yet."""
    return pbx.state()


@pytest.fixture(scope="module")
def document(
    planned: building.Building, pbx: Simulator, people: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What the role hands to sipx_site."""
    path: Path = tmp_path_factory.mktemp("role") / "document.json"
    done = building.play(
        pbx, building.HERE / "document.yml", {**planned.variables, "role": planned.role, "document_path": str(path)}, "--check"
    )
    assert done.returncode == 0, done.stdout
    sections: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {name: records for name, records in sections.items() if records}


@pytest.fixture(scope="module")
def undisturbed(pbx: Simulator, people: dict[str, Any], document: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """The plan of a run without faults, and how many requests it took."""
    fresh(pbx, people)
    assert building.site(pbx, document)["changed"] is True
    return building.plan_of(pbx.state()), len(pbx.requests)


def fresh(pbx: Simulator, people: dict[str, Any]) -> None:
    pbx.load(people)
    pbx.clear_faults()
    pbx.clear_requests()


@pytest.mark.parametrize("fault", FAULTS)
def test_the_plan_survives_a_death_at_every_request(
    pbx: Simulator, people: dict[str, Any], document: dict[str, Any], undisturbed: tuple[dict[str, Any], int], fault: str
) -> None:
    plan, requests = undisturbed
    assert requests > 20
    died = 0
    got_over: list[dict[str, Any]] = []
    for number in range(requests):
        fresh(pbx, people)
        pbx.add_fault(fault, after=number, times=None)
        first = building.site(pbx, document, retries=0)
        died += bool(first.get("failed"))
        pbx.clear_faults()
        left = pbx.state()
        if left in got_over:
            continue  # a death at a read leaves what the death before it left
        got_over.append(left)
        second = building.site(pbx, document)
        assert second.get("failed") is None, (number, second["msg"])
        assert building.plan_of(pbx.state()) == plan, number
        assert building.site(pbx, document)["changed"] is False, number
    assert died == requests
    assert len(got_over) > 10


@pytest.mark.parametrize("fault", FAULTS)
def test_a_single_lost_connection_is_got_over_within_the_run(
    pbx: Simulator, people: dict[str, Any], document: dict[str, Any], undisturbed: tuple[dict[str, Any], int], fault: str
) -> None:
    plan, requests = undisturbed
    for number in range(0, requests, 3):
        fresh(pbx, people)
        pbx.add_fault(fault, after=number)
        result = building.site(pbx, document)
        assert result.get("failed") is None, (number, result["msg"])
        assert building.plan_of(pbx.state()) == plan, number


@pytest.fixture(scope="module")
def calm(planned: building.Building, pbx: Simulator, people: dict[str, Any], undisturbed: tuple[dict[str, Any], int]) -> int:
    """How many requests a playbook run takes that nothing disturbs; it makes the same plan."""
    fresh(pbx, people)
    done = building.play(pbx, planned.playbook, planned.variables)
    assert done.returncode == 0, done.stdout
    assert building.plan_of(pbx.state()) == undisturbed[0]
    return len(pbx.requests)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_playbook_survives_a_death(
    planned: building.Building, pbx: Simulator, people: dict[str, Any], undisturbed: tuple[dict[str, Any], int], calm: int, fault: str
) -> None:
    plan, _requests = undisturbed
    got_over: list[dict[str, Any]] = []
    for number in range(calm) if os.environ.get("CRASH_EVERY") else planned.sample:
        fresh(pbx, people)
        pbx.add_fault(fault, after=number, times=None)
        first = building.play(pbx, planned.playbook, planned.variables, **building.IMPATIENT)
        assert first.returncode != 0, number
        assert "Traceback" not in first.stdout + first.stderr
        pbx.clear_faults()
        left = pbx.state()
        if left in got_over:
            continue
        got_over.append(left)
        second = building.play(pbx, planned.playbook, planned.variables)
        assert second.returncode == 0, (number, second.stdout)
        assert building.plan_of(pbx.state()) == plan, number
