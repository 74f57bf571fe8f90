# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_erl and sipx_erl_assignment: what is assumed of a closed feature is watched."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._resources._erl_links import LINKS, _elin_in, bad_serial
from ansible_collections.sipxcom.pbx.plugins.module_utils._resources._serials import serial_number

from ...simulator.families.erls import Assumed
from ..tasks import Tasks

UNITEME = pytest.mark.parametrize("tasks", ["uniteme"], indirect=True)
FLOORS: list[dict[str, Any]] = [
    {"elin": f"423555010{floor}", "location": "9 Elm St", "description": f"Floor {floor}"} for floor in range(1, 5)
]


def elins(tasks: Tasks) -> list[str]:
    return sorted(row["elin"] for row in tasks.pbx.state()["tables"]["erls"].values())


@UNITEME
def test_a_whole_loop_sends_one_entry_a_write(tasks: Tasks) -> None:
    tasks.loop("sipx_erl", FLOORS)
    assert tasks.writes == ["PUT /rest/erls"] * 4
    assert all(body.count("<elin>") == 1 for body in tasks.bodies)
    tasks.loop("sipx_erl", FLOORS)
    assert len(tasks.pbx.requests) == 1


@UNITEME
def test_the_entry_has_the_documented_order(tasks: Tasks) -> None:
    tasks.run("sipx_erl", **FLOORS[0])
    expected = "<location>9 Elm St</location><elin>4235550101</elin><addressInfo></addressInfo><description>Floor 1</description>"
    assert expected in tasks.bodies[0].replace("<addressInfo/>", "<addressInfo></addressInfo>")


@UNITEME
@pytest.mark.parametrize("wish", [{"elin": "4235550109"}, {"elin": "4235550102", "location": "elsewhere"}])
def test_others_that_vanish_are_written_back(tasks: Tasks, wish: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.loop("sipx_erl", FLOORS)
    before = elins(tasks)
    monkeypatch.setattr(Assumed, "LIST_REPLACES", True)
    failed = tasks.run("sipx_erl", **wish)
    assert failed["failed"] is True
    assert "made the server drop the other ERLs" in failed["msg"]
    assert "have been written back" in failed["msg"]
    assert failed["failure"]["details"]["dropped"] == [elin for elin in before if elin != wish["elin"]]
    assert failed["changed"] is True
    assert elins(tasks) == before


@UNITEME
def test_they_are_written_back_after_a_lost_answer_too(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.loop("sipx_erl", FLOORS)
    before = elins(tasks)
    monkeypatch.setattr(Assumed, "LIST_REPLACES", True)
    tasks.pbx.add_fault("drop_after", method="PUT", path="/rest/erls")
    failed = tasks.run("sipx_erl", elin="4235550109")
    assert failed["failed"] is True
    assert "have been written back" in failed["msg"]
    assert elins(tasks) == before


@UNITEME
def test_empty_fields_may_be_absent(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Assumed, "SHOW_EMPTY_FIELDS", False)
    made = tasks.do("sipx_erl", elin="4235550101", location="9 Elm St")["erl"]
    assert made == {"elin": "4235550101", "location": "9 Elm St", "address_info": None, "description": None}


@UNITEME
def test_a_location_in_use_is_not_deleted(tasks: Tasks) -> None:
    tasks.loop("sipx_erl", FLOORS)
    tasks.do("sipx_erl_assignment", user_group="administrators", elin="4235550101")
    refused = tasks.refused("sipx_erl", elin="4235550101", state="absent")
    assert "still linked to user group administrators" in refused["msg"]
    tasks.do("sipx_erl", elin="4235550102", state="absent")


def test_sipxcom_has_no_locations(tasks: Tasks) -> None:
    for module, args in (("sipx_erl", {"elin": "4235550101"}), ("sipx_erl_assignment", {"user": "superadmin", "elin": "4235550101"})):
        refused = tasks.refused(module, **args)
        assert "role sipxcom.pbx.e911_floors" in refused["msg"]
        assert refused["failure"]["code"] == "refused"


@UNITEME
def test_a_link_in_check_mode_to_a_location_that_is_only_planned(tasks: Tasks) -> None:
    planned = tasks.run("sipx_erl", check=True, **FLOORS[0])
    assert planned["erl"]["elin"] == "4235550101"


@UNITEME
def test_a_phone_that_is_not_there_is_an_error(tasks: Tasks) -> None:
    tasks.run("sipx_erl", **FLOORS[0])
    failed = tasks.run("sipx_erl_assignment", phone="00:04:F2:A1:B2:C3", elin="4235550101")
    assert failed["failed"] is True
    assert "0004f2a1b2c3" in failed["msg"]


def with_phone(tasks: Tasks) -> None:
    tasks.given("sipx_phone", serial="0004f2a1b2c3", model="polycom550", send_profile="never")


@UNITEME
def test_a_phone_is_linked_and_cleared(tasks: Tasks) -> None:
    with_phone(tasks)
    tasks.run("sipx_erl", **FLOORS[0])
    linked = tasks.do("sipx_erl_assignment", phone="00:04:F2:A1:B2:C3", elin="4235550101")
    assert linked["erl_assignment"] == {"phone": "0004f2a1b2c3", "elin": "4235550101"}
    tasks.do("sipx_erl_assignment", phone="0004f2a1b2c3", state="absent")


@pytest.mark.parametrize("name", ["00:04:F2:A1:B2:C3", "0004f2a1b2c3", "00-04-F2-A1-B2-C3", "0004.f2a1.b2c3"])
def test_a_mac_address_in_any_dress(name: str) -> None:
    assert serial_number(name) == "0004f2a1b2c3"
    assert bad_serial(name) is None


@pytest.mark.parametrize(
    "answer",
    [
        "4235550101",
        " 4235550101\n",
        "<e911Location><elin> 4235550101 </elin></e911Location>",
        {"e911Location": {"elin": "4235550101", "serial": "x"}},
        {"e911Location": [{"elin": "1", "serial": "y"}, {"elin": "4235550101", "serial": "x"}]},
        {"elin": "4235550101", "location": "9 Elm St"},
    ],
)
def test_the_number_is_found_in_every_answer_that_the_reference_allows(answer: Any) -> None:
    assert _elin_in(answer, "x") == "4235550101"


@pytest.mark.parametrize("answer", [None, "", "<e911Locations/>", {}, {"e911Location": {"elin": "1", "serial": "y"}}])
def test_no_number_is_none(answer: Any) -> None:
    assert _elin_in(answer, "x") is None


def test_only_user_groups_cannot_be_cleared() -> None:
    assert [name for name, link in LINKS.items() if link.clear is None] == ["user_group"]
