# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The role e911_floors over the life of a building: planned, made, made again, tampered with, mended, changed, given up in part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.playbooks import runner
from tests.playbooks.roles.attempts import changed, seed, writes
from tests.simulator import Simulator
from tests.tools import layout

PLAYBOOK = layout.ROOT / "playbooks" / "e911_floors.yml"
FLOOR1 = {"name": "floor1", "description": "First floor", "elin": "4235550101", "users": ["201"], "address": {"street": "9 Elm St"}}
FLOOR2 = {"name": "floor2", "elin": "4235550102", "users": ["202"], "user_groups": ["front"], "address": {"street": "9 Elm St"}}
BUILDING: dict[str, Any] = {
    "e911_floors_gateway_address": "10.20.0.5",
    "e911_floors_failsafe_number": "4235550100",
    "e911_floors_floors": [FLOOR1, FLOOR2],
}
PEOPLE: dict[str, Any] = {
    "user_groups": [{"name": "front"}],
    "users": [
        {"user_name": name, "portal_password": "x8Kd-portal", "sip_password": "x8Kd-sip", "groups": groups}
        for name, groups in (("201", []), ("202", []), ("203", ["front"]))
    ],
    "gateways": [{"name": "pstn", "address": "10.20.0.6"}],
}


@pytest.fixture
def pbx(simulator: Simulator) -> Simulator:
    """A PBX with people and one ordinary gateway."""
    simulator.reset()
    seed(simulator, PEOPLE)
    simulator.clear_requests()
    return simulator


@pytest.fixture
def built(simulator: Simulator, made: dict[str, Any]) -> Simulator:
    """A PBX on which the plan was made."""
    simulator.reset()
    simulator.load(made)
    simulator.clear_requests()
    return simulator


@pytest.fixture(scope="module")
def made(simulator: Simulator) -> dict[str, Any]:
    simulator.reset()
    seed(simulator, PEOPLE)
    play(simulator).check()
    return simulator.state()


def play(pbx: Simulator, *arguments: str, **variables: Any) -> runner.Run:
    given = json.dumps({**BUILDING, **variables})
    return runner.play(PLAYBOOK, {}, pbx=pbx, arguments=["-e", given, *arguments])


def count(run: runner.Run) -> dict[str, int]:
    found = next(line.result["count"] for line in run.lines if line.action.endswith("sipx_site"))
    return {word: number for word, number in found.items() if number}


def plan(run: runner.Run) -> dict[str, Any]:
    facts: dict[str, Any] = next(line.result["ansible_facts"] for line in run.lines if line.task == "Hand back the plan")
    found: dict[str, Any] = facts["e911_floors_plan"]
    return found


def said(run: runner.Run) -> str:
    """What was shown or why it failed."""
    results = [one for line in run.lines if line.status != "skipped" for one in (line.result, *line.result.get("results", []))]
    return " ".join(str(one.get("msg", "")) for one in results)


def row(state: dict[str, Any], table: str, **wanted: Any) -> dict[str, Any]:
    return next(one for one in state["tables"][table].values() if all(one[name] == value for name, value in wanted.items()))


def members(state: dict[str, Any], rule: str = "Emergency") -> list[str]:
    return [state["tables"]["gateways"][str(key)]["name"] for key in row(state, "rules", name=rule)["gateways"]]


def test_check_mode_foretells_on_an_empty_pbx_what_the_run_does(pbx: Simulator) -> None:
    foretold = play(pbx, "--check", "--diff")
    assert changed(foretold)
    assert writes(pbx) == []
    assert plan(foretold) == {}
    assert "Whether the PBX keeps them is proven when they are written" in said(foretold)
    done = play(pbx)
    assert changed(done)
    assert count(done) == count(foretold) == {"created": 5, "changed": 4}
    shown = plan(done)
    assert shown["ok"]
    assert {floor["branch"]: (floor["elin"], [user["user_name"] for user in floor["users"]]) for floor in shown["floors"]} == {
        "floor1": ("4235550101", ["201"]),
        "floor2": ("4235550102", ["202", "203"]),
    }
    assert members(pbx.state()) == ["e911-floor1", "e911-floor2", "e911-failsafe"]


def test_a_second_run_and_check_mode_change_nothing(built: Simulator) -> None:
    before = built.state()
    for arguments in ((), ("--check",)):
        again = play(built, *arguments)
        assert not changed(again)
        assert plan(again)["ok"]
    assert writes(built) == []
    assert built.state() == before


def test_what_somebody_changed_is_put_right(built: Simulator, made: dict[str, Any]) -> None:
    state = built.state()
    floor1, floor2 = row(state, "gateways", name="e911-floor1"), row(state, "gateways", name="e911-floor2")
    floor1.update(branch=None, shared=True)
    floor2["callerAliasInfo"].update(ignoreUserInfo=False, defaultCallerAlias="4235550199")
    rule = row(state, "rules", name="Emergency")
    rule.update(enabled=False, gateways=[floor2["id"]])
    row(state, "users", userName="201")["branch"] = None
    built.load(state)
    mended = play(built)
    assert changed(mended)
    assert count(mended) == {"changed": 4, "unchanged": 5}
    assert plan(mended)["ok"]
    now = built.state()
    assert sorted(members(now)) == sorted(members(made))
    assert now["tables"]["gateways"] == made["tables"]["gateways"]
    assert row(now, "users", userName="201")["branch"] == row(made, "users", userName="201")["branch"]
    assert row(now, "rules", name="Emergency")["enabled"]


def test_a_floor_is_given_up(built: Simulator) -> None:
    floor1 = {**FLOOR1, "users": ["201", "202"], "user_groups": ["front"]}
    done = play(built, e911_floors_floors=[floor1], e911_floors_absent_floors=[FLOOR2])
    assert changed(done)
    assert count(done)["deleted"] == 2
    state = built.state()
    assert members(state) == ["e911-floor1", "e911-failsafe"]
    assert [branch["name"] for branch in state["tables"]["branches"].values()] == ["floor1"]
    assert not changed(play(built, e911_floors_floors=[floor1], e911_floors_absent_floors=[FLOOR2]))


def test_other_gateways_stay_and_are_named_unless_told_otherwise(built: Simulator) -> None:
    seed(built, {"dial_rules": [{"name": "Emergency", "gateways": ["pstn"], "gateways_mode": "add"}]})
    kept = play(built)
    assert not changed(kept)
    assert "Gateway pstn is in the dial rule Emergency too, and serves callers of every branch" in said(kept)
    assert "ERROR: Gateway pstn does not force an emergency number" in said(kept)
    strict = play(built, e911_floors_strict=True)
    assert strict.code
    assert "Gateway pstn does not force an emergency number" in said(strict)
    alone = play(built, e911_floors_exclusive=True, e911_floors_strict=True)
    assert changed(alone)
    assert sorted(members(built.state())) == ["e911-failsafe", "e911-floor1", "e911-floor2"]


def test_a_gateway_that_is_there_is_the_failsafe(pbx: Simulator) -> None:
    before = row(pbx.state(), "gateways", name="pstn")
    done = play(pbx, e911_floors_failsafe_number="", e911_floors_failsafe_existing="pstn")
    done.check()
    assert members(pbx.state()) == ["e911-floor1", "e911-floor2", "pstn"]
    assert row(pbx.state(), "gateways", name="pstn") == before


def test_without_a_failsafe_if_that_is_meant(pbx: Simulator) -> None:
    done = play(pbx, e911_floors_failsafe_number="", e911_floors_allow_no_failsafe=True)
    assert changed(done)
    assert "There is no failsafe" in said(done)
    assert not plan(done)["ok"]


def test_the_test_number_takes_the_same_path(pbx: Simulator) -> None:
    play(pbx, e911_floors_test_number="933").check()
    state = pbx.state()
    rule = row(state, "rules", name="Emergency test")
    assert rule["enabled"]
    assert rule["emergencyNumber"] == "933"
    assert members(state, "Emergency test") == members(state)


def test_two_floors_may_share_a_number_if_that_is_meant(pbx: Simulator) -> None:
    done = play(pbx, e911_floors_floors=[FLOOR1, {**FLOOR2, "elin": "4235550101"}], e911_floors_allow_shared_elin=True)
    assert changed(done)
    assert "The number 4235550101 stands for floor1 and floor2" in said(done)


def test_names_and_texts_are_taken_as_they_are(pbx: Simulator) -> None:
    """Nothing in a value is YAML, or a template, of ours."""
    text = 'Fl. #1: "quoted", \\back, {braces} & <tags>, é 楼'
    floor = {**FLOOR1, "name": "a: b # c", "description": text}
    done = play(pbx, e911_floors_floors=[floor])
    assert changed(done)
    assert row(pbx.state(), "branches", name="a: b # c")["description"] == text
    assert plan(done)["floors"][0]["description"] == text


def test_a_run_that_the_pbx_undoes_behind_its_back_fails(pbx: Simulator, tmp_path: Path) -> None:
    """The proof at the end is a real one: a PBX that switches the rule off again is found out."""
    playbook = tmp_path / "undone.yml"
    playbook.write_text(
        """
- hosts: localhost
  connection: local
  gather_facts: false
  roles:
    - role: sipxcom.pbx.e911_floors
  post_tasks:
    - name: Somebody switches the rule off
      sipxcom.pbx.sipx_dial_rule: {name: Emergency, type: emergency, enabled: false}
    - name: Prove it again
      ansible.builtin.include_role: {name: sipxcom.pbx.e911_floors, tasks_from: prove}
""",
        encoding="utf-8",
    )
    done = runner.play(playbook, {}, pbx=pbx, arguments=["-e", json.dumps(BUILDING)])
    assert done.code
    assert "The dial rule 'Emergency' should be on for 911 at all times, and is off for 911 with the prefix 9." in said(done)


# ---- calls that do not get to the rule

#: A rule that is made anew stands at the end of the dial plan, behind one that fits 911 as well.
BEHIND: list[dict[str, Any]] = [
    {"dial_rules": [{"name": "Emergency", "state": "absent", "force": True}, {"name": "Local", "enabled": True, "external_length": 0}]},
    {"dial_rules": [{"name": "Emergency", "type": "emergency", "emergency_number": "911", "emergency_prefix": "9"}]},
]
OVERTAKEN = "The rule Local comes before the rule Emergency and takes 911 and 9911 as well: such calls go its way."


@pytest.mark.parametrize("arguments", [("--check",), ()])
def test_a_rule_that_gets_the_calls_first_is_refused_before_anything_is_written(pbx: Simulator, arguments: tuple[str, ...]) -> None:
    for document in BEHIND:
        seed(pbx, document)
    pbx.clear_requests()
    run = play(pbx, *arguments)
    assert run.code != 0
    assert f"{OVERTAKEN} Move such a rule behind the emergency rule in the web UI" in said(run)
    assert writes(pbx) == []


def test_a_user_with_the_number_is_refused_before_anything_is_written(pbx: Simulator) -> None:
    seed(pbx, {"users": [{"user_name": "202", "aliases": ["911"]}]})
    pbx.clear_requests()
    run = play(pbx)
    assert run.code != 0
    assert "The user 202 can be called by 911: an emergency call may ring there." in said(run)
    assert writes(pbx) == []


def test_where_the_rule_has_to_be_made_behind_such_a_one_the_run_fails_in_the_end(pbx: Simulator) -> None:
    seed(pbx, BEHIND[0])
    run = play(pbx)
    assert run.code != 0
    assert OVERTAKEN in said(run)
    seed(pbx, {"dial_rules": [{"name": "Local", "enabled": False}]})
    again = play(pbx)
    assert not changed(again)
    assert plan(again)["ok"]
