# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_dial_rule: types, what the server drops or makes up, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._resource import Seen, Wanted
from ansible_collections.sipxcom.pbx.plugins.module_utils._resources import _clock
from ansible_collections.sipxcom.pbx.plugins.module_utils._resources.dial_rules import DIAL_RULE

from ..tasks import Tasks

CUSTOM = {
    "type": "Custom",
    "name": "Warehouse",
    "description": None,
    "enabled": True,
    "scheduleId": None,
    "gateways": [],
    "permissions": ["LocalDialing"],
    "dialPatterns": {"patterns": [{"prefix": "7", "digits": 4}]},
    "callPattern": {"prefix": "", "callDigits": "digits"},
}


def stored(tasks: Tasks, name: str) -> dict[str, Any]:
    return next(rule for rule in tasks.pbx.state()["tables"]["rules"].values() if rule["name"] == name)


def with_custom_rule(tasks: Tasks) -> None:
    state = tasks.pbx.state()
    state["tables"]["rules"]["21"] = {**CUSTOM, "id": 21}
    tasks.pbx.load(state)


def test_a_change_keeps_the_rest_of_the_rule(tasks: Tasks) -> None:
    before = stored(tasks, "Local")
    tasks.do("sipx_dial_rule", name="Local", description="To the town")
    assert stored(tasks, "Local") == {**before, "description": "To the town", "longDistancePrefix": None, "areaCodes": ""}


def test_the_default_rules_read_well(tasks: Tasks) -> None:
    rule = tasks.same("sipx_dial_rule", name="Toll free", area_codes=["888", "877", "866", "800"])["dial_rule"]
    assert rule["type"] == "long_distance"
    rule = tasks.same("sipx_dial_rule", name="AutoAttendant")["dial_rule"]
    assert rule["aliases"] == ["0", "operator"]
    assert rule["after_hours_attendant"] == "Operator"
    assert rule["working_hours"][0] == {"day": "monday", "start": "09:00", "stop": "18:00", "enabled": True}


@pytest.mark.parametrize("kind", ["restricted", "toll_free"])
def test_types_that_read_back_as_another(tasks: Tasks, kind: str) -> None:
    made = tasks.do("sipx_dial_rule", name="New", type=kind, enabled=False)["dial_rule"]
    assert made["type"] == "long_distance"
    tasks.same("sipx_dial_rule", name="New", type="long_distance")


def test_a_new_rule_shows_the_options_of_its_type_only(tasks: Tasks) -> None:
    made = tasks.do("sipx_dial_rule", name="New", type="emergency", emergency_number="933", enabled=False)["dial_rule"]
    assert set(made) == {"id", "name", "type", "enabled", "description", "schedule", "emergency_number", "emergency_prefix"}


def test_a_custom_rule_changes_what_can_be_changed(tasks: Tasks) -> None:
    with_custom_rule(tasks)
    tasks.run("sipx_gateway", name="gw", address="192.0.2.5")
    wish = {"patterns": [{"prefix": "7", "digits": 4}], "call_pattern": {"prefix": None, "digits": "all"}}
    changed = tasks.do("sipx_dial_rule", name="Depot", old_name="Warehouse", enabled=False, gateways=["gw"], **wish)["dial_rule"]
    assert changed["permissions"] == ["LocalDialing"]
    assert changed["gateways"] == ["gw"]
    rule = stored(tasks, "Depot")
    assert rule["dialPatterns"] == CUSTOM["dialPatterns"]
    assert rule["enabled"] is False


@pytest.mark.parametrize(
    "wish", [{"patterns": [{"prefix": "8", "digits": 4}]}, {"patterns": []}, {"call_pattern": {"digits": "none"}}, {"call_pattern": None}]
)
def test_patterns_are_not_changed(tasks: Tasks, wish: dict[str, Any]) -> None:
    with_custom_rule(tasks)
    refused = tasks.refused("sipx_dial_rule", name="Warehouse", **wish)
    assert "cannot be changed by the API" in refused["msg"]


def test_a_custom_rule_may_have_no_gateways(tasks: Tasks) -> None:
    with_custom_rule(tasks)
    tasks.run("sipx_gateway", name="gw", address="192.0.2.5")
    tasks.do("sipx_dial_rule", name="Warehouse", gateways=["gw"])
    emptied = tasks.do("sipx_dial_rule", name="Warehouse", gateways=[])["dial_rule"]
    assert emptied["enabled"] is True


def test_a_long_distance_rule_without_gateways_goes_off(tasks: Tasks) -> None:
    tasks.run("sipx_gateway", name="gw", address="192.0.2.5")
    tasks.do("sipx_dial_rule", name="Local", gateways=["gw"], enabled=True)
    emptied = tasks.run("sipx_dial_rule", check=True, name="Local", gateways=[])
    assert emptied["dial_rule"]["enabled"] is False
    assert tasks.run("sipx_dial_rule", name="Local", gateways=[]) == {**emptied, "invocation": emptied["invocation"]}


def test_an_emergency_rule_may_be_emptied_when_it_is_switched_off(tasks: Tasks) -> None:
    tasks.run("sipx_gateway", name="gw", address="192.0.2.5")
    tasks.do("sipx_dial_rule", name="Emergency", gateways=["gw"], enabled=True)
    tasks.do("sipx_dial_rule", name="Emergency", gateways=[], enabled=False)


def test_gateways_that_are_only_planned_can_be_named(tasks: Tasks) -> None:
    """In the rehearsal of a site, the gateway is not there yet, nor is the rule."""
    document: dict[str, Any] = {
        "gateways": [{"name": "gw", "address": "192.0.2.5"}],
        "dial_rules": [
            {"name": "Emergency", "gateways": ["gw"], "enabled": True},
            {"name": "Test", "type": "emergency", "emergency_number": "933", "gateways": ["gw"]},
        ],
    }
    done = tasks.run("sipx_site", check=True, **document)
    assert done["count"]["created"] == 2
    assert done["count"]["changed"] == 1
    tasks.run("sipx_site", **document)
    assert tasks.run("sipx_site", **document)["changed"] is False


def test_an_attendant_that_does_not_exist_is_refused(tasks: Tasks) -> None:
    """The server would make one, empty and mute."""
    desk = {"name": "Desk", "type": "attendant", "extension": "1450"}
    refused = tasks.refused("sipx_dial_rule", **desk, holiday_attendant="Operater")
    assert "holiday_attendant: there is no auto attendant 'Operater'; did you mean 'Operator'?" in refused["msg"]
    tasks.do("sipx_dial_rule", **desk, holiday_attendant="After hours", after_hours_attendant="Operator")
    assert [one["name"] for one in tasks.pbx.state()["tables"]["attendants"].values()] == ["Operator", "After hours"]


def with_schedule(tasks: Tasks) -> None:
    tasks.given("sipx_schedule", name="office", periods=[{"day": "weekdays", "start": "08:00", "stop": "17:00"}])


def test_a_schedule_is_sent_by_its_id(tasks: Tasks) -> None:
    with_schedule(tasks)
    assert tasks.do("sipx_dial_rule", name="Local", schedule="office")["dial_rule"]["schedule"] == "office"
    assert stored(tasks, "Local")["scheduleId"] == 1
    tasks.do("sipx_dial_rule", name="Local", schedule=None)
    assert stored(tasks, "Local")["scheduleId"] is None


def test_an_unknown_schedule_is_refused(tasks: Tasks) -> None:
    """The server would drop it, and the rule would work always."""
    with_schedule(tasks)
    tasks.given("sipx_schedule", name="ofice", user="superadmin", periods=[{"day": "monday", "start": "08:00", "stop": "17:00"}])
    refused = tasks.refused("sipx_dial_rule", name="Local", schedule="ofice")
    assert "schedule: there is no schedule 'ofice'; did you mean 'office'?" in refused["msg"]


def test_a_schedule_that_is_not_named_stays(tasks: Tasks) -> None:
    with_schedule(tasks)
    with_custom_rule(tasks)
    for name in ("Emergency", "Local", "Warehouse", "AutoAttendant"):
        tasks.given("sipx_dial_rule", name=name, schedule="office")
        tasks.do("sipx_dial_rule", name=name, description="text")
        assert stored(tasks, name)["scheduleId"] == 1


def test_an_emergency_rule_with_a_schedule_warns(tasks: Tasks) -> None:
    with_schedule(tasks)
    assert "only at the times" in tasks.do("sipx_dial_rule", name="Emergency", schedule="office")["warnings"][0]


def test_after_hours_need_an_attendant(tasks: Tasks) -> None:
    refused = tasks.refused("sipx_dial_rule", name="Desk", type="attendant", extension="1450", after_hours_enabled=True)
    assert "needs an after_hours_attendant" in refused["msg"]


def test_a_rule_of_an_unknown_kind_keeps_what_is_not_known() -> None:
    """Rules of very old installations: only the common options can be written."""
    assert DIAL_RULE.finish is not None
    payload = {"name": "Old", "type": "International", "enabled": True, "description": None}
    sent = DIAL_RULE.finish(payload, Wanted("present", "Old", None, {}, {}), Seen({"scheduleId": None}, 1, {}), {"type": "international"})
    assert sent == {"name": "Old", "enabled": True, "description": None, "scheduleId": None}


def test_custom_rules_are_not_created(tasks: Tasks) -> None:
    assert "use the web UI" in tasks.refused("sipx_dial_rule", name="New", type="site_to_site")["msg"]


@pytest.mark.parametrize(("text", "wire"), [("09:00", 32400000), ("0:05", 300000), ("23:59", 86340000)])
def test_times_of_day(text: str, wire: int) -> None:
    assert _clock.time_to_wire(text) == wire
    assert _clock.time_from_wire(wire + 1767571200000) == text.zfill(5)


@pytest.mark.parametrize("text", ["2025-01-01", "2025-01-01 18:30", "1969-12-31"])
def test_dates(text: str) -> None:
    assert _clock.moment_from_wire(_clock.moment_to_wire(text)) == text


def test_a_date_is_midnight_by_the_clock_of_the_pbx() -> None:
    assert _clock.moment_to_wire("2025-01-01") == 1735689600000
    assert _clock.bad_moment("2025-01-01T00:00+02:00")
    assert _clock.bad_moment("soon")
