# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The promises of the engine, held against a PBX whose network and answers fail on demand."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from ..tasks import Tasks

FLOOR = {"name": "g1", "address": "10.20.0.5", "branch": "floor1", "caller_id": {"number": "4235550101", "ignore_user": True}}


@pytest.fixture
def floor1(tasks: Tasks) -> Tasks:
    tasks.run("sipx_branch", name="floor1")
    return tasks


def names(tasks: Tasks) -> list[str]:
    return [row["name"] for row in read(tasks, "/api/gateways")["gateways"]]


def read(tasks: Tasks, path: str) -> Any:
    pbx = tasks.pbx
    return requests.get(pbx.url + "/sipxconfig" + path, auth=(pbx.username, pbx.password), verify=pbx.ca_path, timeout=10).json()


@pytest.mark.parametrize(("fault", "sent"), [("drop_before", 2), ("drop_after", 1)])
def test_a_create_without_an_answer_is_looked_up_and_made_once(floor1: Tasks, fault: str, sent: int) -> None:
    floor1.pbx.add_fault(fault, method="POST", path="/api/gateways")
    result = floor1.run("sipx_gateway", **FLOOR)
    assert (result["changed"], result["gateway"]["name"], names(floor1)) == (True, "g1", ["g1"])
    assert len([request for request in floor1.pbx.requests if request.method == "POST"]) == sent


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "cut_body"])
def test_an_update_without_an_answer_is_finished(floor1: Tasks, fault: str) -> None:
    floor1.run("sipx_gateway", **FLOOR)
    floor1.pbx.add_fault(fault, method="PUT", path="/api/gateways/")
    assert floor1.run("sipx_gateway", name="g1", address="10.20.0.6")["changed"] is True
    assert read(floor1, "/api/gateways")["gateways"][0]["address"] == "10.20.0.6"


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_a_delete_without_an_answer_is_finished(floor1: Tasks, fault: str) -> None:
    floor1.run("sipx_gateway", **FLOOR)
    floor1.pbx.add_fault(fault, method="DELETE", path="/api/gateways/")
    assert floor1.run("sipx_gateway", name="g1", state="absent")["changed"] is True
    assert names(floor1) == []


def test_a_record_that_somebody_else_creates_meanwhile_is_adopted(floor1: Tasks) -> None:
    """The list was read by the first item of a loop; the second item's record has appeared since."""
    from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control

    pbx = floor1.pbx
    connection = {"url": pbx.url, "ca_path": pbx.ca_path, "username": pbx.username, "password": pbx.password}
    _control._LINKS.clear()
    _control.run("sipx_gateway", {**connection, "name": "other"}, {}, check=False, diff=True)
    body = {
        "name": "g1",
        "description": "theirs",
        "model": {"modelId": "genericGatewayStandard"},
        "addressTransport": "udp",
        "callerAliasInfo": {},
    }
    requests.post(f"{pbx.url}/sipxconfig/api/gateways", json=body, auth=(pbx.username, pbx.password), verify=pbx.ca_path, timeout=10)
    result = _control.run("sipx_gateway", {**connection, **FLOOR}, {}, check=False, diff=True)
    assert (result["changed"], result["gateway"]["description"], result["gateway"]["branch"]) == (True, "theirs", "floor1")
    assert sorted(names(floor1)) == ["g1", "other"]


def test_what_another_administrator_changed_meanwhile_is_not_overwritten(floor1: Tasks) -> None:
    """A whole record is written; it must be the record as it is now, not as an earlier item of the loop saw it."""
    from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control

    pbx = floor1.pbx
    connection = {"url": pbx.url, "ca_path": pbx.ca_path, "username": pbx.username, "password": pbx.password}
    floor1.run("sipx_gateway", **FLOOR)
    _control._LINKS.clear()
    _control.run("sipx_gateway", {**connection, "name": "g1"}, {}, check=False, diff=True)
    floor1_links = dict(_control._LINKS)
    floor1.run("sipx_gateway", name="g1", description="by another hand")
    _control._LINKS.update(floor1_links)
    result = _control.run("sipx_gateway", {**connection, "name": "g1", "address": "10.20.0.9"}, {}, check=False, diff=True)
    assert (result["gateway"]["description"], result["gateway"]["address"]) == ("by another hand", "10.20.0.9")


def test_a_write_that_the_server_accepts_and_drops_is_a_failure_that_names_the_field(floor1: Tasks) -> None:
    floor1.run("sipx_gateway", **FLOOR)
    floor1.pbx.add_fault("status", method="PUT", path="/api/gateways/", status=200, body="1", content_type="application/json")
    result = floor1.run("sipx_gateway", name="g1", address="10.20.0.6")
    assert result["failed"] is True
    assert result["failure"]["code"] == "not_kept"
    assert "address (wanted '10.20.0.6', kept '10.20.0.5')" in result["msg"]


def test_a_delete_that_the_server_only_pretends_is_a_failure(floor1: Tasks) -> None:
    floor1.run("sipx_gateway", **FLOOR)
    floor1.pbx.add_fault("status", method="DELETE", path="/api/gateways/", status=200, body="", content_type="text/plain")
    assert "still there" in floor1.run("sipx_gateway", name="g1", state="absent")["msg"]


def test_null_clears_what_omitted_keeps(floor1: Tasks) -> None:
    floor1.do("sipx_gateway", **FLOOR, description="text", port=5061)
    kept = floor1.do("sipx_gateway", name="g1", prefix="9")["gateway"]
    assert (kept["description"], kept["port"], kept["branch"], kept["caller_id"]["number"]) == ("text", 5061, "floor1", "4235550101")
    cleared = floor1.do("sipx_gateway", name="g1", description=None, port=None, branch=None, caller_id={"number": ""})["gateway"]
    assert (cleared["description"], cleared["port"], cleared["branch"]) == (None, 0, None)
    assert (cleared["caller_id"]["number"], cleared["caller_id"]["ignore_user"]) == (None, True)


def test_a_mapping_written_as_text_counts_as_written(floor1: Tasks) -> None:
    result = floor1.run("sipx_gateway", name="g1", caller_id='{"number": "4235550101"}')
    assert result["gateway"]["caller_id"]["number"] == "4235550101"


def test_a_rename_is_safe_to_repeat_and_two_records_are_an_error(floor1: Tasks) -> None:
    floor1.run("sipx_gateway", **FLOOR)
    ident = read(floor1, "/api/gateways")["gateways"][0]["id"]
    assert floor1.do("sipx_gateway", name="g2", old_name="g1")["gateway"]["id"] == ident
    floor1.run("sipx_gateway", name="g1")
    both = floor1.run("sipx_gateway", name="g2", old_name="g1")
    assert both["failed"] is True
    assert "one cannot be renamed to the other" in both["msg"]


def test_a_misspelt_branch_is_refused_before_anything_is_sent(floor1: Tasks) -> None:
    result = floor1.run("sipx_gateway", name="g1", branch="flor1")
    assert "there is no branch 'flor1'; did you mean 'floor1'?" in result["msg"]
    assert all(request.method == "GET" for request in floor1.pbx.requests)


def test_must_exist_keeps_a_misspelt_name_from_making_a_new_record(floor1: Tasks) -> None:
    floor1.run("sipx_gateway", **FLOOR)
    result = floor1.run("sipx_gateway", name="G1", must_exist=True, prefix="9")
    assert "did you mean 'g1'?" in result["msg"]
    assert names(floor1) == ["g1"]


def test_a_failure_after_some_writes_says_what_was_done(floor1: Tasks) -> None:
    floor1.pbx.add_fault(
        "status", method="POST", path="/api/gateways", status=500, body="java.lang.RuntimeException: full", content_type="text/plain"
    )
    result = floor1.run("sipx_site", branches=[{"name": "floor2"}], gateways=[{"name": "g2", "branch": "floor2"}, {"name": "g3"}])
    assert result["failed"] is True
    assert result["changed"] is True
    assert {line["name"]: line["outcome"] for line in result["records"]} == {"floor2": "created", "g2": "failed", "g3": "not_tried"}
    assert "could not create" not in result["records"][0].get("msg", "")
    assert "full" in result["msg"]


def test_one_list_serves_a_whole_loop(floor1: Tasks) -> None:
    items = [{"name": f"g{number}"} for number in range(20)]
    floor1.loop("sipx_gateway", items)
    again = floor1.loop("sipx_gateway", items)
    assert [result["changed"] for result in again] == [False] * 20
    assert [(request.method, request.path) for request in floor1.pbx.requests] == [("GET", "/sipxconfig/api/gateways")]


def test_what_an_earlier_item_of_a_check_mode_run_would_make_is_shown_without_an_id(tasks: Tasks) -> None:
    items = [{"name": "floor1"}, {"name": "floor1"}, {"name": "floor1", "description": "First"}]
    foretold = tasks.loop("sipx_branch", items, check=True)
    assert [(one["changed"], one["branch"].get("id")) for one in foretold] == [(True, None), (False, None), (True, None)]


def test_a_list_that_failed_once_is_asked_for_again_by_the_next_item(floor1: Tasks) -> None:
    floor1.pbx.add_fault("status", method="GET", path="/api/gateways", status=500)
    results = floor1.loop("sipx_gateway", [{"name": "g1"}, {"name": "g1"}])
    assert [result.get("failed") for result in results] == [True, None]
    assert results[1]["changed"] is True


def test_a_site_document_is_rehearsed_so_that_all_mistakes_are_told_and_nothing_is_written(floor1: Tasks) -> None:
    result = floor1.run(
        "sipx_site",
        branches=[{"name": "floor2"}],
        gateways=[{"name": "a", "branch": "flor2"}, {"name": "b", "branch": "floor2"}, {"name": "c", "model": "genericGateway"}],
    )
    assert result["failed"] is True
    assert "'flor2'" in result["msg"]
    assert "'genericGateway'" in result["msg"]
    assert "Nothing was written" in result["msg"]
    assert all(request.method == "GET" for request in floor1.pbx.requests)


def test_a_site_document_goes_on_past_a_mistake_when_told_to(floor1: Tasks) -> None:
    result = floor1.run("sipx_site", on_error="continue", gateways=[{"name": "a", "branch": "flor2"}, {"name": "b", "branch": "floor1"}])
    assert result["failed"] is True
    assert names(floor1) == ["b"]


def test_a_site_document_deletes_in_the_opposite_order(floor1: Tasks) -> None:
    floor1.run("sipx_gateway", **FLOOR)
    gone = {"branches": [{"name": "floor1", "state": "absent"}], "gateways": [{"name": "g1", "state": "absent"}]}
    assert floor1.run("sipx_site", check=True, **gone)["count"]["deleted"] == 2
    assert floor1.run("sipx_site", **gone)["count"]["deleted"] == 2
    assert floor1.run("sipx_site", **gone)["changed"] is False
    assert names(floor1) == []


def test_a_name_twice_in_a_site_document_is_refused(floor1: Tasks) -> None:
    assert "stands twice" in floor1.run("sipx_site", branches=[{"name": "x"}, {"name": "x"}])["msg"]
