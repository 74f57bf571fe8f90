# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_call: every run makes telephones ring, and check mode never does."""

from __future__ import annotations

from typing import Any

import pytest

from ..tasks import Tasks
from .own import HIMSELF, people

__all__ = ["people"]

MODULE = "sipx_call"


def placed(tasks: Tasks) -> list[tuple[str, str]]:
    return [(row["from"], row["to"]) for row in tasks.pbx.state()["tables"].get("placed_calls", {}).values()]


@pytest.mark.parametrize(("to", "number"), [("430", "430"), ("(555)012-3.4", "55501234"), ("+15550142", "+15550142"), ("*78", "*78")])
def test_a_call_is_placed(people: Tasks, to: str, number: str) -> None:
    result = people.run(MODULE, **HIMSELF, to=to)
    assert (result["changed"], result["call"]) == (True, {"from": "200", "to": number})
    assert placed(people) == [("200", number)]


def test_each_run_is_a_call_and_check_mode_is_none(people: Tasks) -> None:
    foretold = people.run(MODULE, check=True, **HIMSELF, to="430")
    assert (foretold["changed"], placed(people)) == (True, [])
    for _time in range(2):
        people.given(MODULE, **HIMSELF, to="430")
    assert placed(people) == [("200", "430")] * 2


def test_a_lost_answer_places_no_second_call(people: Tasks) -> None:
    people.pbx.add_fault("drop_after", method="PUT", times=None)
    result = people.run(MODULE, **HIMSELF, to="430")
    people.pbx.clear_faults()
    assert result["failure"]["code"] == "lost_answer"
    assert placed(people) == [("200", "430")]


@pytest.mark.parametrize("to", ["", " ", "()", "sip:201", "201@example.org", "(555) 123", "a/b", "Kö", "4\n3", "%34"])
def test_what_cannot_be_dialled_is_refused(people: Tasks, to: Any) -> None:
    said = people.refused(MODULE, **HIMSELF, to=to)["msg"]
    assert "cannot be dialled by this call" in said or "to is empty" in said
