# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Gateways in a dial rule: every change of members, and every interruption of it, ends in the order wanted."""

from __future__ import annotations

import itertools
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies

from ansible_collections.sipxcom.pbx.plugins.module_utils._resources._membership import moves

from ..tasks import Tasks

NAMES = ["a", "b", "c", "d"]
LISTS = [list(names) for size in range(4) for names in itertools.permutations(NAMES, size)]
members = strategies.lists(strategies.sampled_from("abcdefgh"), unique=True, max_size=8)


def applied(rule: list[str], steps: list[tuple[bool, str]]) -> list[list[str]]:
    """The rule after each step, as the server has it: what is put in stands last, unless it is in."""
    states = [list(rule)]
    for put, name in steps:
        now = [one for one in states[-1] if put or one != name]
        states.append([*now, name] if put and name not in now else now)
    return states


def wrong(rule: list[str], wanted: list[str]) -> bool:
    """Whether the order differs from the one wanted where a change of members promises it."""
    missing = [name for name in wanted if name not in rule]
    start = wanted.index(missing[0]) if missing else len(wanted)
    end = applied(rule, moves(rule, wanted))[-1]
    stays = [name for name in end if name in wanted[:start]]
    return sorted(end) != sorted(wanted) or end[len(stays) :] != wanted[start:]


@pytest.mark.parametrize("rule", LISTS)
def test_every_change_of_members_ends_in_order(rule: list[str]) -> None:
    for wanted in LISTS:
        assert not wrong(rule, wanted), (rule, wanted)
        states = applied(rule, moves(rule, wanted))
        assert all(states[1:-1]), "never empty on the way"


@hypothesis.given(members, members)
def test_large_rules_too(rule: list[str], wanted: list[str]) -> None:
    assert not wrong(rule, wanted)
    assert all(applied(rule, moves(rule, wanted))[1:-1])


@hypothesis.given(members, members)
def test_reorder_makes_the_whole_order(rule: list[str], wanted: list[str]) -> None:
    states = applied(rule, moves(rule, wanted, reorder=True))
    assert states[-1] == wanted
    assert all(states[1:-1])


@hypothesis.given(members, members)
def test_an_interrupted_change_is_finished_by_the_next(rule: list[str], wanted: list[str]) -> None:
    """Of those that were members before, the kept ones in front have the order that they had."""
    whole = applied(rule, moves(rule, wanted))
    for state in whole[1:-1]:
        if set(state) == set(wanted) and state != whole[-1]:
            assert len(wanted) == 2, "only one member behind one new member cannot be done safely"
            continue
        assert applied(state, moves(state, wanted))[-1] == whole[-1]


def test_the_same_members_are_left_alone() -> None:
    assert moves(["b", "a"], ["a", "b"]) == []


def order(tasks: Tasks, name: str) -> list[str]:
    """The gateways of a rule in the order in which the simulated PBX has them."""
    tables = tasks.pbx.state()["tables"]
    rule = next(rule for rule in tables["rules"].values() if rule["name"] == name)
    return [tables["gateways"][str(key)]["name"] for key in rule["gateways"]]


def ready(tasks: Tasks, *gateways: str) -> None:
    tasks.loop("sipx_gateway", [{"name": name, "address": "192.0.2.5"} for name in NAMES])
    tasks.run("sipx_dial_rule", name="Emergency", gateways=list(gateways), enabled=True)


def test_the_order_on_the_pbx_is_the_one_wanted(tasks: Tasks) -> None:
    ready(tasks, "d")
    tasks.do("sipx_dial_rule", name="Emergency", gateways=["a", "b", "d"])
    assert order(tasks, "Emergency") == ["a", "b", "d"]
    tasks.do("sipx_dial_rule", name="Emergency", gateways=["b", "c"])
    assert order(tasks, "Emergency") == ["b", "c"]
    tasks.run("sipx_dial_rule", name="Emergency", gateways=["c", "b"], reorder=True)
    assert order(tasks, "Emergency") == ["c", "b"]


@pytest.mark.parametrize("action", ["drop_before", "drop_after"])
def test_a_task_that_dies_at_any_request_is_finished_by_the_next(tasks: Tasks, action: str) -> None:
    ready(tasks, "a", "d")
    start = tasks.pbx.state()
    wish: dict[str, Any] = {"name": "Emergency", "gateways": ["a", "b", "c", "d"], "description": "All floors", "emergency_number": "112"}
    tasks.run("sipx_dial_rule", **wish)
    end, count = tasks.pbx.state()["tables"], len(tasks.pbx.requests)
    for number in range(count):
        tasks.pbx.load(start)
        tasks.pbx.add_fault(action, after=number)
        tasks.run("sipx_dial_rule", retries=0, **wish)
        tasks.pbx.clear_faults()
        tasks.run("sipx_dial_rule", **wish)
        assert tasks.pbx.state()["tables"] == end, (action, number)
