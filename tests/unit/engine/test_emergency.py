# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an emergency call does and what is wrong with it: every finding, and the path of every kind of caller."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.emergency import Branch, Gateway, Rival, Rule, Site, User, judge, path_of

RULE = Rule("Emergency", True, "911", "9", False)
FLOOR1 = Gateway("gw1", "genericGatewayStandard", True, "10.20.0.5", 5060, "floor1", False, "4235550101", False, True, False)
FLOOR2 = dataclasses.replace(FLOOR1, name="gw2", branch="floor2", number="4235550102")
FAILSAFE = dataclasses.replace(FLOOR1, name="failsafe", branch=None, shared=True, number="4235550100")
BRANCHES = [Branch("floor1", "First floor", "9 Elm St"), Branch("floor2", "Second floor", "9 Elm St")]
USERS = [User("1101", "Maria Delgado", "floor1"), User("1201", "", "floor2")]


def site(**other: Any) -> Site:
    """A plan in order, with some parts replaced."""
    return Site(**{"rule": RULE, "gateways": [FLOOR1, FLOOR2, FAILSAFE], "branches": BRANCHES, "users": USERS, **other})


def codes(plan: Site) -> set[tuple[str, str]]:
    return {(finding["code"], finding["subject"]) for finding in judge(plan)["findings"]}


def test_a_plan_in_order_has_no_finding_and_tells_each_floors_number() -> None:
    plan = judge(site())
    assert (plan["ok"], plan["findings"], plan["users_without_floor"]) == (True, [], [])
    assert {floor["branch"]: floor["elin"] for floor in plan["floors"]} == {"floor1": "4235550101", "floor2": "4235550102"}
    assert [step["gateway"] for step in plan["floors"][0]["path"]] == ["gw1", "failsafe"]
    assert [step["failsafe"] for step in plan["floors"][0]["path"]] == [False, True]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"rule": None}, ("rule_missing", "")),
        ({"rule": dataclasses.replace(RULE, enabled=False)}, ("rule_disabled", "Emergency")),
        ({"rule": dataclasses.replace(RULE, number="")}, ("number_missing", "Emergency")),
        ({"rule": dataclasses.replace(RULE, scheduled=True)}, ("rule_scheduled", "Emergency")),
        ({"ahead": [Rival("rule", "Local", ("9911",))]}, ("rule_overtaken", "Local")),
        ({"namesakes": [Rival("user", "1101", ("911",))]}, ("number_taken", "1101")),
        ({"gateways": []}, ("rule_empty", "Emergency")),
        ({"gateways": [FLOOR1, FLOOR2]}, ("failsafe_missing", "Emergency")),
        ({"gateways": [FLOOR1, FLOOR2, dataclasses.replace(FAILSAFE, enabled=False)]}, ("failsafe_missing", "Emergency")),
        ({"gateways": [FLOOR1, FLOOR2, dataclasses.replace(FAILSAFE, shared=False)]}, ("gateway_without_branch", "failsafe")),
        ({"gateways": [FLOOR1, dataclasses.replace(FLOOR2, shared=True), FAILSAFE]}, ("floor_gateway_shared", "gw2")),
        ({"gateways": [FLOOR1, dataclasses.replace(FLOOR2, ignores_user=False), FAILSAFE]}, ("caller_id_not_forced", "gw2")),
        ({"gateways": [FLOOR1, dataclasses.replace(FLOOR2, transforms=True), FAILSAFE]}, ("caller_id_not_forced", "gw2")),
        ({"gateways": [FLOOR1, dataclasses.replace(FLOOR2, blocks=True), FAILSAFE]}, ("caller_id_not_forced", "gw2")),
        ({"gateways": [FLOOR1, dataclasses.replace(FLOOR2, number=""), FAILSAFE]}, ("caller_id_not_forced", "gw2")),
        ({"gateways": [FLOOR1, dataclasses.replace(FLOOR2, enabled=False), FAILSAFE]}, ("gateway_disabled", "gw2")),
        ({"gateways": [FLOOR1, dataclasses.replace(FLOOR2, enabled=False), FAILSAFE]}, ("floor_without_gateway", "floor2")),
        ({"gateways": [FLOOR1, dataclasses.replace(FLOOR2, model="sipTrunkStandard"), FAILSAFE]}, ("sip_trunk", "gw2")),
        ({"gateways": [FLOOR1, dataclasses.replace(FLOOR2, model="itspBandwidth"), FAILSAFE]}, ("sip_trunk", "gw2")),
        ({"gateways": [FLOOR1, dataclasses.replace(FLOOR2, number="4235550101"), FAILSAFE]}, ("elin_shared", "4235550101")),
        ({"gateways": [FLOOR1, FLOOR2, dataclasses.replace(FAILSAFE, number="4235550101")]}, ("elin_shared", "4235550101")),
        ({"users": [*USERS, User("1301", "", None)]}, ("user_without_floor", "1301")),
        ({"users": [*USERS, User("1301", "", "gone")]}, ("user_without_floor", "1301")),
        ({"gateways": [FLOOR1, FAILSAFE]}, ("floor_without_gateway", "floor2")),
        ({"branches": [BRANCHES[0], Branch("floor2", "", "")]}, ("floor_without_address", "floor2")),
    ],
)
def test_what_is_wrong_is_found(change: dict[str, Any], finding: tuple[str, str]) -> None:
    assert finding in codes(site(**change))


def test_a_warning_alone_does_not_spoil_the_verdict_an_error_does() -> None:
    assert judge(site(branches=[BRANCHES[0], Branch("floor2", "", "")]))["ok"] is True
    assert judge(site(gateways=[FLOOR1, FLOOR2]))["ok"] is False


def test_a_floor_whose_number_is_not_certain_shows_none() -> None:
    plan = judge(site(gateways=[FLOOR1, dataclasses.replace(FLOOR2, ignores_user=False), FAILSAFE]))
    assert [floor["elin"] for floor in plan["floors"]] == ["4235550101", None]


@pytest.mark.parametrize(("words", "elin"), [(("911",), None), (("9911",), None), (("sos", "911"), None), (("sos",), "4235550101")])
@pytest.mark.parametrize("where", ["ahead", "namesakes"])
def test_a_number_that_calls_may_not_get_to_is_shown_for_no_floor(where: str, words: tuple[str, ...], elin: str | None) -> None:
    plan = judge(site(**{where: [Rival("user", "other", words)]}))
    assert (plan["floors"][0]["elin"], plan["ok"]) == (elin, elin is not None)
    assert [finding["level"] for finding in plan["findings"]] == ["error" if elin is None else "warning"]


@pytest.mark.parametrize(
    ("branch", "expected"),
    [("floor1", ["gw1", "failsafe"]), ("floor2", ["gw2", "failsafe"]), ("floor9", ["failsafe"]), (None, ["failsafe"])],
)
def test_a_caller_gets_his_floors_gateway_and_never_another_floors(branch: str | None, expected: list[str]) -> None:
    assert [gateway.name for gateway in path_of([FAILSAFE, FLOOR1, FLOOR2], branch)] == expected
