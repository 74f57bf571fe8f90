# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_gateway_port: so many ports, added and removed at the end."""

from __future__ import annotations

import pytest

from ..tasks import Tasks


def _fxo(tasks: Tasks) -> None:
    tasks.do("sipx_gateway", name="fxo", address="192.0.2.1", model="audiocodesMP1X4_4_FXO")


def _ids(tasks: Tasks) -> list[int]:
    return [one["id"] for one in tasks.run("sipx_gateway_port", gateway="fxo", count=4, check=True)["ports"] if one["id"]]


def test_ports_are_added_at_the_end(tasks: Tasks) -> None:
    _fxo(tasks)
    foretold = tasks.run("sipx_gateway_port", gateway="fxo", count=2, check=True)
    assert foretold["ports"] == [{"position": 1, "id": None}, {"position": 2, "id": None}]
    done = tasks.run("sipx_gateway_port", gateway="fxo", count=2)
    assert (done["changed"], foretold["changed"]) == (True, True)
    assert [one["position"] for one in done["ports"]] == [1, 2]
    before = _ids(tasks)
    tasks.run("sipx_gateway_port", gateway="fxo", count=3)
    assert _ids(tasks)[:2] == before
    assert tasks.same("sipx_gateway_port", gateway="fxo", count=3)["ports"][2]["id"] == _ids(tasks)[2]


def test_ports_are_removed_from_the_end_with_a_warning(tasks: Tasks) -> None:
    _fxo(tasks)
    tasks.run("sipx_gateway_port", gateway="fxo", count=4)
    ids = _ids(tasks)
    done = tasks.run("sipx_gateway_port", gateway="fxo", count=2)
    assert done["warnings"] == ["ports 3 to 4 of gateway 'fxo' are removed, each with its settings"]
    assert tasks.writes == [f"DELETE /api/gateways/7/ports/{one}" for one in (ids[3], ids[2])]
    assert _ids(tasks) == ids[:2]
    last = tasks.run("sipx_gateway_port", gateway="fxo", count=1, check=True)
    assert last["warnings"] == ["port 2 of gateway 'fxo' is removed, with its settings"]
    tasks.run("sipx_gateway_port", gateway="fxo", count=0)
    assert "warnings" not in tasks.same("sipx_gateway_port", gateway="fxo", count=0)


def test_the_limit_of_the_model_is_told(tasks: Tasks) -> None:
    _fxo(tasks)
    failed = tasks.run("sipx_gateway_port", gateway="fxo", count=6)
    assert failed["failed"] is True
    assert "could not add port 5 to gateway 'fxo'" in failed["msg"]
    assert "Maximum number of ports is 4" in failed["msg"]
    assert failed["changed"] is True
    tasks.same("sipx_gateway_port", gateway="fxo", count=4)


@pytest.mark.parametrize("model", ["genericGatewayStandard", "sipTrunkStandard", "acmeGatewayStandard"])
def test_models_without_ports_are_refused(tasks: Tasks, model: str) -> None:
    tasks.do("sipx_gateway", name="box", address="192.0.2.1", model=model)
    assert f"is of model {model}, which has no ports" in tasks.refused("sipx_gateway_port", gateway="box", count=1)["msg"]
    tasks.same("sipx_gateway_port", gateway="box", count=0)


def test_a_wrong_name_or_number_is_refused(tasks: Tasks) -> None:
    _fxo(tasks)
    assert "did you mean 'fxo'?" in tasks.refused("sipx_gateway_port", gateway="fxs", count=1)["msg"]
    assert "write 0 or more" in tasks.refused("sipx_gateway_port", gateway="fxo", count=-1)["msg"]


@pytest.mark.parametrize("action", ["drop_before", "drop_after"])
@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_lost_answer_makes_no_port_twice(tasks: Tasks, action: str, after: int) -> None:
    _fxo(tasks)
    tasks.pbx.add_fault(action, method="POST", path="/api/gateways", after=after)
    done = tasks.run("sipx_gateway_port", gateway="fxo", count=3)
    assert len(done["ports"]) == 3
    tasks.same("sipx_gateway_port", gateway="fxo", count=3)


def test_a_later_item_of_a_loop_sees_the_ports_that_would_be(tasks: Tasks) -> None:
    _fxo(tasks)
    items = [{"gateway": "fxo", "count": count} for count in (2, 2, 1)]
    foretold = tasks.loop("sipx_gateway_port", items, check=True)
    assert [one["changed"] for one in foretold] == [True, False, True]
    assert [one["changed"] for one in tasks.loop("sipx_gateway_port", items)] == [True, False, True]
