# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The judge of the playbook tests finds what is wrong with a step: each promise broken once."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.playbooks.action_plugins.judge import judge

STEP: dict[str, Any] = {"name": "create", "args": {}, "changed": True, "expect": {"branch": {"name": "floor1"}}}
REFUSAL: dict[str, Any] = {"name": "refuse", "args": {}, "fails_with": "no branch"}
NOTHING: dict[str, Any] = {"writes": [], "requests": ["GET /x"]}


def good() -> dict[str, Any]:
    """The runs of a step at which nothing is wrong."""
    diff = {"before": {}, "after": {"name": "floor1"}}
    same = {"before": {"name": "floor1"}, "after": {"name": "floor1"}}
    return {
        "foretold": {"changed": True, "failed": False, "branch": {"name": "floor1"}, "diff": diff},
        "rehearsed": NOTHING,
        "done": {"changed": True, "failed": False, "branch": {"name": "floor1", "id": 3}, "diff": diff},
        "asked": {"writes": ["PUT /x"], "requests": ["GET /x", "PUT /x", "GET /x"]},
        "again": {"changed": False, "branch": {"name": "floor1", "id": 3}, "diff": same},
        "foretold_again": {"changed": False, "branch": {"name": "floor1", "id": 3}, "diff": same},
        "idled": NOTHING,
    }


def refused() -> dict[str, Any]:
    """The runs of a step that is refused as it should be."""
    failure = {"changed": False, "failed": True, "msg": "there is no branch 'x'", "failure": {"code": "unknown_reference"}}
    return {"foretold": dict(failure), "rehearsed": NOTHING, "done": failure, "asked": NOTHING, "idled": NOTHING}


def test_nothing_is_wrong() -> None:
    assert list(judge(STEP, good())) == []
    assert list(judge(REFUSAL, refused())) == []


@pytest.mark.parametrize(
    ("run", "put", "complaint"),
    [
        ("rehearsed", {"writes": ["PUT /x"]}, "check mode wrote: PUT /x"),
        ("done", {"failed": True, "msg": "no"}, "it failed: no"),
        ("done", {"changed": False}, "changed should be True, is False"),
        ("done", {"branch": {"name": "floor2"}}, "result.branch.name should be 'floor1', is 'floor2'"),
        ("done", {"branch": None}, "result.branch should be"),
        ("done", {"diff": {"before": {}, "after": {}}}, "but the diff is"),
        ("done", {"diff": None}, "there is no diff"),
        ("done", {"warnings": ["odd"]}, "it warned: ['odd']"),
        ("done", {"exception": "Traceback (most recent call last)"}, "met a defect"),
        ("foretold", {"changed": False}, "check mode foretold changed False"),
        ("foretold", {"branch": {"name": "floor1", "more": 1}}, "foretold.more"),
        ("foretold", {"diff": {"before": {"name": "x"}, "after": {"name": "floor1"}}}, "foretold diff"),
        ("foretold", {"failed": True, "msg": "no"}, "check mode failed: no"),
        ("again", {"changed": True}, "again: changed should be False"),
        ("again", {"branch": {"name": "other"}}, "again.branch.name"),
        ("foretold_again", {"changed": True}, "foretold_again: changed should be False"),
        ("idled", {"writes": ["PUT /x"]}, "nothing was to change, but it wrote: PUT /x"),
    ],
)
def test_a_broken_promise_is_found(run: str, put: dict[str, Any], complaint: str) -> None:
    runs = copy.deepcopy(good())
    runs[run].update(put)
    found = list(judge(STEP, runs))
    assert any(complaint.replace("foretold.more", "more") in text for text in found), found


@pytest.mark.parametrize(
    ("run", "put", "complaint"),
    [
        ("done", {"failed": False}, "it should fail and did not"),
        ("done", {"msg": "another"}, "its message lacks 'no branch'"),
        ("foretold", {"failed": False}, "check mode did not foretell the failure"),
        ("foretold", {"msg": "something else"}, "check mode failed with other words"),
        ("asked", {"writes": ["PUT /x"]}, "it should write 0 times"),
    ],
)
def test_a_bad_refusal_is_found(run: str, put: dict[str, Any], complaint: str) -> None:
    runs = copy.deepcopy(refused())
    runs[run].update(put)
    assert any(complaint in text for text in judge(REFUSAL, runs))


def test_a_step_with_a_misspelt_word_is_found() -> None:
    assert "a step has no chnaged" in next(judge({**STEP, "chnaged": True}, good()))
    assert "either changed or fails_with" in next(judge({"name": "x", "args": {}}, good()))


def test_the_number_of_writes_and_requests_is_counted() -> None:
    assert list(judge({**STEP, "writes": 1, "requests": 3}, good())) == []
    assert "it should write 2 times" in next(judge({**STEP, "writes": 2}, good()))
    assert "it should ask 2 times at the most" in next(judge({**STEP, "requests": 2}, good()))
