# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which dial rules take an emergency number: each kind of pattern, the fresh dial plan, and a PBX where one stands in front."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._resources._dialled import emergency_words, takes

from ..tasks import Tasks


def rule(kind: str, **values: Any) -> dict[str, Any]:
    return {"type": kind, **values}


def custom(*patterns: tuple[str, int], kind: str = "Custom") -> dict[str, Any]:
    return rule(kind, dialPatterns={"patterns": [{"prefix": prefix, "digits": digits} for prefix, digits in patterns]})


def distant(prefix: str | None = "", distance: str | None = "", areas: str | None = "", length: int = 0, **more: Any) -> dict[str, Any]:
    return rule("Long_Distance", pstnPrefix=prefix, longDistancePrefix=distance, areaCodes=areas, externalLen=length, **more)


@pytest.mark.parametrize(
    ("one", "taken"),
    [
        (rule("Emergency", emergencyNumber="911", optionalPrefix="9"), {"sos", "911", "9911"}),
        (rule("Emergency", emergencyNumber="933", optionalPrefix="9"), {"sos"}),
        (rule("Emergency", emergencyNumber=None, optionalPrefix=None), {"sos"}),
        (custom(("911", 0)), {"911"}),
        (custom(("9", 2)), {"911"}),
        (custom(("9", 3)), {"9911"}),
        (custom(("7", 4), ("", 3)), {"911"}),
        (custom(("9", -1)), {"911", "9911"}),
        (custom(("911", -1), kind="Site_To_Site"), {"911"}),
        (custom(("", -1)), {"sos", "911", "9911"}),
        (custom(("8", -1), ("9", 7), ("9112", 0), ("", 0)), set()),
        (custom(), set()),
        (rule("Custom", dialPatterns=None), set()),
        (distant("9", length=7, longDistancePrefixOptional=True), set()),
        (distant("9", length=3), {"9911"}),
        (distant("9", length=2), {"911"}),
        (distant("9", length=3, pstnPrefixOptional=True), {"911", "9911"}),
        (distant("9", "1", length=1), {"911"}),
        (distant("9", "1", length=1, longDistancePrefixOptional=True), {"911"}),
        (distant("9", "9", length=2), {"9911"}),
        (distant("9"), {"911", "9911"}),
        (distant(None, None, None, -1), {"sos", "911", "9911"}),
        (distant("", "011", length=-1), set()),
        (distant(areas="900"), set()),
        (distant(areas="800, 911 866"), {"911"}),
        (distant(areas="91,99", length=3), {"911"}),
        (distant(areas="91,99", length=4), {"9911"}),
        (rule("Attendant", extension="911", did=None, attendantAliases=None), {"911"}),
        (rule("Attendant", extension="100", did="9911", attendantAliases="operator 0 sos"), {"9911", "sos"}),
        (rule("Internal", mediaServerType="freeswitchMediaServer"), set()),
    ],
)
def test_what_a_rule_takes(one: dict[str, Any], taken: set[str]) -> None:
    assert {word for word in ("sos", "911", "9911") if takes(one, word)} == taken


def test_what_an_emergency_rule_answers_to() -> None:
    assert emergency_words(rule("Emergency", emergencyNumber="112", optionalPrefix="0")) == ["sos", "112", "0112"]
    assert emergency_words(rule("Emergency", emergencyNumber="112", optionalPrefix="")) == ["sos", "112"]


def findings(tasks: Tasks, code: str, **args: Any) -> list[tuple[str, str]]:
    plan = tasks.run("sipx_emergency_info", **args)["plan"]
    return [(one["subject"], one["text"]) for one in plan["findings"] if one["code"] == code]


@pytest.mark.parametrize("tasks", ["sipxcom", "fork", "uniteme"], indirect=True)
def test_nothing_overtakes_the_rule_of_a_fresh_pbx_even_with_all_rules_on(tasks: Tasks) -> None:
    for row in tasks.run("sipx_info", kind="dial_rule")["records"]:
        tasks.given("sipx_dial_rule", name=row["name"], enabled=True)
    assert findings(tasks, "rule_overtaken") == []
    assert findings(tasks, "number_taken") == []


def test_an_earlier_rule_is_found_only_while_it_is_on(tasks: Tasks) -> None:
    """A rule that is made anew stands at the end: all others come first."""
    tasks.given("sipx_dial_rule", name="Emergency", state="absent", force=True)
    tasks.given("sipx_dial_rule", name="Emergency", type="emergency", emergency_number="911", emergency_prefix="9", enabled=True)
    assert findings(tasks, "rule_overtaken") == []
    tasks.given("sipx_dial_rule", name="Local", enabled=True, external_length=0)
    text = "The rule Local comes before the rule Emergency and takes 911 and 9911 as well: such calls go its way."
    assert findings(tasks, "rule_overtaken") == [("Local", text)]
    tasks.given("sipx_dial_rule", name="Local", enabled=False)
    assert findings(tasks, "rule_overtaken") == []


def test_a_later_rule_takes_nothing_away(tasks: Tasks) -> None:
    tasks.given("sipx_dial_rule", name="Emergency test", type="emergency", emergency_number="933", enabled=True)
    assert findings(tasks, "rule_overtaken") == []
    assert findings(tasks, "rule_overtaken", rule="Emergency test") == []  # the first rule is off
    tasks.given("sipx_dial_rule", name="Emergency", enabled=True)
    assert [subject for subject, _text in findings(tasks, "rule_overtaken", rule="Emergency test")] == ["Emergency"]
    plan = tasks.run("sipx_emergency_info", rule="Emergency test", ignore_users=["superadmin"])["plan"]
    assert [one["level"] for one in plan["findings"] if one["code"] == "rule_overtaken"] == ["warning"]  # the word sos only


def test_whoever_has_the_number_as_a_name_is_found(tasks: Tasks) -> None:
    secrets = {"portal_password": "x8Kd-portal", "sip_password": "x8Kd-sip"}
    tasks.given("sipx_user", user_name="201", aliases=["911", "ann"], **secrets)
    tasks.given("sipx_user", user_name="9911", **secrets)
    assert findings(tasks, "number_taken", ignore_users=["superadmin", "201"]) == [
        ("201", "The user 201 can be called by 911: an emergency call may ring there."),
        ("9911", "The user 9911 can be called by 9911: an emergency call may ring there."),
    ]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_hunt_groups_and_orbits_with_the_number_are_found_too(tasks: Tasks) -> None:
    tasks.given("sipx_hunt_group", extension="5300", name="support", did="9911", enabled=False)
    tasks.given("sipx_park_orbit", name="lobby", extension="911")
    assert findings(tasks, "number_taken") == [
        ("support", "The hunt group support can be called by 9911: an emergency call may ring there."),
        ("lobby", "The park orbit lobby can be called by 911: an emergency call may ring there."),
    ]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
@pytest.mark.parametrize(("path", "title"), [("/api/callgroups", "hunt group"), ("/api/orbits", "park orbit")])
def test_a_list_that_the_server_cannot_make_is_a_warning_not_the_end(tasks: Tasks, path: str, title: str) -> None:
    """One broken hunt group makes its whole list a 404 without a word."""
    tasks.pbx.add_fault("status", path=path, status=404, content_type="", times=None)
    result = tasks.run("sipx_emergency_info")
    tasks.pbx.clear_faults()
    assert result["plan"]["rule"]["name"] == "Emergency"
    (warning,) = result["warnings"]
    assert warning.startswith(f"Whether a {title} has the emergency number is not known, because they cannot be listed: GET ")
