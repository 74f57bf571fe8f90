# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_special_mode and sipx_live_attendant: calls that turn over what they do not name."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from ..tasks import Tasks

EDITIONS = pytest.mark.parametrize("tasks", ["sipxcom", "fork"], indirect=True)
MODE = "/rest/auto-attendant/specialmode"
#: Operator, After hours, and one that was made in the web UI.
IDS = {"Operator": 1, "After hours": 2, "Storm closing": 14}


def with_storm(tasks: Tasks, on: bool = False, selected: str | None = None) -> None:
    state = tasks.pbx.state()
    state["tables"]["attendants"]["14"] = {"id": 14, "name": "Storm closing", "systemId": None}
    state["special_mode"] = {"on": on, "selected": IDS.get(selected or "")}
    tasks.pbx.load(state)


def mode(tasks: Tasks) -> dict[str, Any]:
    found: dict[str, Any] = tasks.run("sipx_special_mode")["special_mode"]
    return found


@EDITIONS
@pytest.mark.parametrize(
    ("on", "selected", "wanted"),
    [case for case in itertools.product([True, False], [*IDS, None], IDS) if case[:2] != (True, case[2])],
)
def test_the_wanted_attendant_comes_up_from_any_state(tasks: Tasks, on: bool, selected: str | None, wanted: str) -> None:
    with_storm(tasks, on, selected)
    done = tasks.run("sipx_special_mode", enabled=True, attendant=wanted, attendant_id=IDS[wanted])
    assert (done["changed"], done["special_mode"]) == (True, {"enabled": True, "attendant": wanted})
    assert tasks.writes.count(f"PUT {MODE}") == (0 if on else 1)
    assert len(tasks.writes) <= 3
    assert mode(tasks) == {"enabled": True, "attendant": wanted}
    tasks.same("sipx_special_mode", enabled=True, attendant=wanted, attendant_id=IDS[wanted])


def test_on_and_off_is_foretold(tasks: Tasks) -> None:
    tasks.do("sipx_special_mode", enabled=True, attendant="Operator")
    off = tasks.do("sipx_special_mode", enabled=False)
    assert off["special_mode"] == {"enabled": False, "attendant": None}
    assert off["diff"]["before"] == {"enabled": True, "attendant": "Operator"}


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
@pytest.mark.parametrize("path", [MODE, "/rest/auto-attendant/operator/special"])
def test_a_lost_answer_never_switches_on_twice(tasks: Tasks, fault: str, path: str) -> None:
    """A second call would clear the attendant."""
    tasks.pbx.add_fault(fault, method="PUT", path=path)
    done = tasks.run("sipx_special_mode", enabled=True, attendant="Operator")
    assert (done["changed"], done["special_mode"]) == (True, {"enabled": True, "attendant": "Operator"})
    assert mode(tasks)["attendant"] == "Operator"


def test_reading_only(tasks: Tasks) -> None:
    assert tasks.same("sipx_special_mode")["special_mode"] == {"enabled": False, "attendant": None}


def test_an_attendant_of_ones_own_needs_its_number_on_the_public_server(tasks: Tasks) -> None:
    with_storm(tasks)
    refused = tasks.refused("sipx_special_mode", enabled=True, attendant="Storm closing")
    assert "attendant_id is missing" in refused["msg"]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_tells_the_number(tasks: Tasks) -> None:
    with_storm(tasks)
    tasks.do("sipx_special_mode", enabled=True, attendant="Storm closing")


def test_a_wrong_number_is_found_out(tasks: Tasks) -> None:
    with_storm(tasks)
    failed = tasks.run("sipx_special_mode", enabled=True, attendant="Storm closing", attendant_id=1)
    assert "attendant (wanted 'Storm closing', kept 'Operator')" in failed["msg"]
    assert failed["failure"]["code"] == "not_kept"


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"enabled": True}, "attendant is missing"),
        ({"enabled": False, "attendant": "Operator"}, "attendant counts only while special mode is on"),
        ({"attendant": "Operator"}, "enabled"),
        ({"enabled": True, "attendant": "Operater"}, "there is no auto attendant 'Operater'; did you mean 'Operator'?"),
    ],
)
def test_what_is_refused(tasks: Tasks, wish: dict[str, Any], message: str) -> None:
    assert message in tasks.refused("sipx_special_mode", **wish)["msg"]


# ---- the live attendant


@pytest.fixture
def live(tasks: Tasks) -> Tasks:
    state = tasks.pbx.state()
    state["tables"]["rules"]["7"]["liveCode"] = "77"
    tasks.pbx.load(state)
    return tasks


def off_since(tasks: Tasks) -> int:
    since: int = tasks.pbx.state()["tables"]["rules"]["7"]["liveOffSince"]
    return since


@EDITIONS
def test_the_live_attendant_goes_off_and_on(live: Tasks) -> None:
    off = live.do("sipx_live_attendant", extension="100", code="77", enabled=False)
    assert off["live_attendant"] == {"extension": "100", "rule": "AutoAttendant", "enabled": False}
    since = off_since(live)
    live.same("sipx_live_attendant", extension="100", code="77", enabled=False)
    assert off_since(live) == since
    live.do("sipx_live_attendant", extension="100", code="77", enabled=True)
    assert live.same("sipx_live_attendant", extension="100")["live_attendant"]["enabled"] is True


def test_a_wrong_code_is_told(live: Tasks) -> None:
    failed = live.run("sipx_live_attendant", extension="100", code="78", enabled=False)
    assert "code: '78' is not the live attendant code of the dial rule with extension '100'" in failed["msg"]
    assert (failed["failure"]["code"], failed["failure"]["status"]) == ("bad_input", 404)


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (
            {"extension": "101", "code": "77", "enabled": False},
            "there is no dial rule of type attendant with extension '101'; did you mean '100'?",
        ),
        ({"extension": "100", "enabled": False}, "code"),
        ({"extension": "100", "code": "7/7", "enabled": False}, "is no live attendant code"),
    ],
)
def test_what_the_live_attendant_refuses(live: Tasks, wish: dict[str, Any], message: str) -> None:
    assert message in live.refused("sipx_live_attendant", **wish)["msg"]
