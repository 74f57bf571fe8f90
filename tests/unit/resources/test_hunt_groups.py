# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_hunt_group: rings in their order, what a left-out key would do, and deleting one only."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks

ON_THE_FORK = pytest.mark.parametrize("tasks", ["fork"], indirect=True)
SUPPORT = {"extension": "5300", "name": "support"}


@pytest.fixture
def staffed(tasks: Tasks) -> Tasks:
    for name in ("201", "202", "203"):
        somebody(tasks, name)
    return tasks


def somebody(tasks: Tasks, name: str, **values: Any) -> None:
    tasks.given("sipx_user", user_name=name, portal_password="x8Kd-portal", sip_password="x8Kd-sip", **values)


def stored(tasks: Tasks) -> list[dict[str, Any]]:
    return list(tasks.pbx.state()["tables"]["callgroups"].values())


def ring(user: str, expiration: int | None = 30, kind: str = "if_no_response") -> dict[str, Any]:
    return {"user": user, "type": kind, "expiration": expiration}


@pytest.mark.parametrize("tasks", ["sipxcom", "uniteme"], indirect=True)
def test_a_pbx_without_hunt_groups_says_so(tasks: Tasks) -> None:
    for wish in (SUPPORT, {"extension": "5300", "state": "absent"}):
        refused = tasks.refused("sipx_hunt_group", **wish)
        assert "this PBX has no API for hunt groups: it comes with sipXcom 20.08 and newer" in refused["msg"]
        assert refused["failure"]["code"] == "refused"


@ON_THE_FORK
def test_a_new_group_is_on_and_has_the_usual_switches(staffed: Tasks) -> None:
    made = staffed.do("sipx_hunt_group", **SUPPORT, rings=[{"user": "201"}])["hunt_group"]
    assert made == {
        **SUPPORT,
        "description": None,
        "enabled": True,
        "did": None,
        "rings": [ring("201")],
        "voicemail_fallback": True,
        "fallback_destination": None,
        "user_forward": True,
        "use_forward_timers": False,
    }


@ON_THE_FORK
def test_every_ring_is_sent_with_its_switch_and_its_type(staffed: Tasks) -> None:
    """The server stores no switch, but a missing one keeps the member out of the routing that this write makes."""
    staffed.do("sipx_hunt_group", **SUPPORT, rings=[{"user": "201"}, {"user": "202", "type": "at_the_same_time", "expiration": 20}])
    assert len(stored(staffed)[0]["routed"]) == 2
    staffed.run("sipx_hunt_group", extension="5300", description="text")
    assert json.loads(staffed.bodies[0])["ringBeans"] == [
        {"userName": "201", "typeStr": "If no response", "expiration": 30, "enabled": True},
        {"userName": "202", "typeStr": "At the same time", "expiration": 20, "enabled": True},
    ]
    assert len(stored(staffed)[0]["routed"]) == 2


@ON_THE_FORK
def test_what_the_task_leaves_out_stays(staffed: Tasks) -> None:
    staffed.given(
        "sipx_hunt_group",
        **SUPPORT,
        rings=[ring("201"), ring("202")],
        did="4235550155",
        voicemail_fallback=False,
        fallback_destination="100",
        user_forward=False,
    )
    before = stored(staffed)[0]
    staffed.do("sipx_hunt_group", extension="5300", description="Tier one")
    assert stored(staffed)[0] == {**before, "description": "Tier one"}


@ON_THE_FORK
def test_the_order_of_rings_is_kept_and_can_be_changed(staffed: Tasks) -> None:
    staffed.given("sipx_hunt_group", **SUPPORT, rings=[ring("203"), ring("201"), ring("202")])
    turned = staffed.do("sipx_hunt_group", extension="5300", rings=[ring("201"), ring("202"), ring("203")])["hunt_group"]
    assert [one["user"] for one in turned["rings"]] == ["201", "202", "203"]


@ON_THE_FORK
def test_the_type_of_the_first_ring_means_nothing(staffed: Tasks) -> None:
    made = staffed.do("sipx_hunt_group", **SUPPORT, rings=[ring("201", kind="at_the_same_time"), ring("202", kind="at_the_same_time")])
    assert [one["type"] for one in made["hunt_group"]["rings"]] == ["if_no_response", "at_the_same_time"]


@ON_THE_FORK
def test_rings_are_emptied_only_when_told_to(staffed: Tasks) -> None:
    nobodies: list[Any] = [[], None]
    for nobody in nobodies:
        staffed.given("sipx_hunt_group", **SUPPORT, rings=[ring("201")])
        emptied = staffed.do("sipx_hunt_group", extension="5300", rings=nobody)
        assert emptied["hunt_group"]["rings"] == []
        assert "rings nobody and has nobody to fall back to" in emptied["warnings"][0]


@ON_THE_FORK
def test_times_of_the_members_are_not_compared(staffed: Tasks) -> None:
    made = staffed.do("sipx_hunt_group", **SUPPORT, rings=[ring("201", 20)], use_forward_timers=True)["hunt_group"]
    assert made["rings"] == [ring("201", None)]
    staffed.same("sipx_hunt_group", extension="5300", rings=[ring("201", 25)])


@ON_THE_FORK
@pytest.mark.parametrize("rings", [{}, {"rings": [{"user": "201", "expiration": 45}]}])
def test_rings_get_their_times_back_with_the_switch(staffed: Tasks, rings: dict[str, Any]) -> None:
    """What is sent counts from then on: a missing time would be 0 seconds."""
    staffed.given("sipx_setting", user="201", settings={"callfwd/timer": "45"})
    staffed.given("sipx_hunt_group", **SUPPORT, rings=[ring("201", 20)])
    staffed.do("sipx_hunt_group", extension="5300", use_forward_timers=True)
    back = staffed.do("sipx_hunt_group", extension="5300", use_forward_timers=False, **rings)["hunt_group"]
    assert back["rings"] == [ring("201", 45)]


@ON_THE_FORK
def test_unknown_members_are_refused_with_the_nearest(staffed: Tasks) -> None:
    somebody(staffed, "alice", aliases=["2199"])
    refused = staffed.refused("sipx_hunt_group", **SUPPORT, rings=[ring("201"), ring("2011")])
    assert "rings: there is no user '2011'; did you mean '201'" in refused["msg"]
    assert "there is no user '2199'" in staffed.refused("sipx_hunt_group", **SUPPORT, rings=[ring("2199")])["msg"]


@ON_THE_FORK
def test_a_group_is_renumbered_and_renamed_safely(staffed: Tasks) -> None:
    staffed.given("sipx_hunt_group", **SUPPORT, rings=[ring("201")], did="4235550155")
    moved = staffed.do("sipx_hunt_group", extension="5400", old_extension="5300", name="help")["hunt_group"]
    assert (moved["extension"], moved["name"], moved["did"], moved["rings"]) == ("5400", "help", "4235550155", [ring("201")])
    staffed.given("sipx_hunt_group", extension="5300", name="other", enabled=False)
    assert "one cannot be renamed to the other" in staffed.refused("sipx_hunt_group", extension="5400", old_extension="5300")["msg"]


@ON_THE_FORK
def test_a_group_is_found_by_its_extension_only(staffed: Tasks) -> None:
    """A read by the server's own key answers to name and DID as well."""
    staffed.given("sipx_hunt_group", **SUPPORT, did="4235550", enabled=False)
    staffed.same("sipx_hunt_group", extension="4235550", state="absent")
    assert "a new one needs name" in staffed.refused("sipx_hunt_group", extension="4235550")["msg"]
    assert len(stored(staffed)) == 1


@ON_THE_FORK
def test_deleting_never_takes_another_group_along(staffed: Tasks) -> None:
    staffed.given("sipx_hunt_group", **SUPPORT, enabled=False)
    state = staffed.pbx.state()
    group = next(iter(state["tables"]["callgroups"].values()))
    state["tables"]["callgroups"]["99"] = {**group, "id": 99, "extension": "5301", "name": "5300"}
    staffed.pbx.load(state)
    refused = staffed.refused("sipx_hunt_group", extension="5300", state="absent")
    assert "the server would delete hunt group '5301' as well, which has '5300' as its name or did" in refused["msg"]
    state["tables"]["callgroups"]["99"]["name"] = "other"
    staffed.pbx.load(state)
    staffed.do("sipx_hunt_group", extension="5300", state="absent")
    assert [one["extension"] for one in stored(staffed)] == ["5301"]


@ON_THE_FORK
def test_a_group_that_others_fall_back_to(staffed: Tasks) -> None:
    staffed.given("sipx_hunt_group", **SUPPORT, enabled=False)
    staffed.given("sipx_hunt_group", extension="5301", name="sales", voicemail_fallback=False, fallback_destination="5300")
    refused = staffed.refused("sipx_hunt_group", extension="5300", state="absent")
    assert "unanswered calls of hunt group '5301' go to hunt group '5300'" in refused["msg"]
    moved = staffed.do("sipx_hunt_group", extension="5302", old_extension="5300")
    assert "leaves the extension '5300', to which hunt group '5301' still falls back" in moved["warnings"][0]
    staffed.given("sipx_hunt_group", extension="5301", fallback_destination="5302")
    staffed.do("sipx_hunt_group", extension="5302", state="absent", force=True)


@ON_THE_FORK
@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"extension": "53 00"}, "is no extension of a hunt group"),
        ({"extension": "5300", "name": "first line"}, "is no name of a hunt group"),
        ({**SUPPORT, "did": "5300"}, "did: '5300' is the extension itself"),
        ({**SUPPORT, "fallback_destination": "5300"}, "fallback_destination: '5300' is the extension itself"),
        ({**SUPPORT, "did": "+1 423"}, "is no telephone number"),
        ({**SUPPORT, "rings": [{"user": "201", "expiration": 0}]}, "rings '201' for 0 seconds: write 1 to"),
        ({**SUPPORT, "rings": [{"expiration": 20}]}, "user"),
        ({"extension": "5300"}, "a new one needs name"),
        ({**SUPPORT, "enabled": None}, "enabled cannot be empty"),
    ],
)
def test_bad_input_is_refused_before_anything_is_sent(staffed: Tasks, wish: dict[str, Any], message: str) -> None:
    assert message in staffed.refused("sipx_hunt_group", **wish)["msg"]


@ON_THE_FORK
def test_a_destination_that_is_never_used_is_warned_of(staffed: Tasks) -> None:
    done = staffed.do("sipx_hunt_group", **SUPPORT, rings=[ring("201")], fallback_destination="100")
    assert "never uses its fallback_destination" in done["warnings"][0]


@ON_THE_FORK
def test_an_extension_of_somebody_else_is_told_in_words(staffed: Tasks) -> None:
    failed = staffed.run("sipx_hunt_group", extension="201", name="support", enabled=False)
    assert "could not create hunt group '201'" in failed["msg"]
    assert "the extension is in use already" in failed["msg"]


@ON_THE_FORK
def test_did_null_is_sent_as_null(staffed: Tasks) -> None:
    """An empty text would be one that only one group can have."""
    for extension in ("5300", "5301"):
        staffed.do("sipx_hunt_group", extension=extension, name=f"g{extension}", did="", enabled=False)
    assert [one["did"] for one in stored(staffed)] == [None, None]


@ON_THE_FORK
def test_a_member_who_is_deleted_leaves_the_group_in_the_same_run(staffed: Tasks) -> None:
    staffed.given("sipx_hunt_group", **SUPPORT, rings=[ring("201"), ring("202")])
    staffed.given("sipx_user", user_name="201", state="absent")
    staffed.same("sipx_hunt_group", extension="5300", rings=[ring("202")])


@ON_THE_FORK
def test_members_and_their_group_in_one_document(tasks: Tasks) -> None:
    user = {"user_name": "201", "portal_password": "x8Kd-portal", "sip_password": "x8Kd-sip"}
    document: dict[str, Any] = {"hunt_groups": [{**SUPPORT, "rings": [{"user": "201"}]}], "users": [user]}
    assert tasks.run("sipx_site", check=True, **document)["count"]["created"] == 2
    done = tasks.run("sipx_site", **document)
    assert [line["kind"] for line in done["records"]] == ["user", "hunt_group"]
    assert tasks.run("sipx_site", **document)["changed"] is False


@ON_THE_FORK
def test_a_renamed_member_is_foretold_under_the_new_name(staffed: Tasks) -> None:
    staffed.given("sipx_hunt_group", **SUPPORT, rings=[ring("201")])
    user = {
        "user_name": "211",
        "old_user_name": "201",
        "portal_password": "y8Kd-portal",
        "sip_password": "x8Kd-sip",
        "voicemail_pin": "7700771",
    }
    document = {"hunt_groups": [{**SUPPORT, "rings": [{"user": "211"}]}], "users": [user]}
    foretold = staffed.run("sipx_site", check=True, **document)
    assert [line["outcome"] for line in foretold["records"]] == ["changed", "unchanged"]
    done = staffed.run("sipx_site", **document)
    assert [line["outcome"] for line in done["records"]] == ["changed", "unchanged"]


@ON_THE_FORK
def test_a_list_that_a_broken_group_spoils_is_not_taken_for_a_missing_feature(staffed: Tasks) -> None:
    """The fork answers 404 without a word then (hunt_groups.list)."""
    staffed.pbx.add_fault("status", path="/api/callgroups", status=404, content_type="", times=None)
    refused = staffed.refused("sipx_hunt_group", **SUPPORT)
    staffed.pbx.clear_faults()
    assert refused["failure"]["code"] == "not_found"
    assert "The PBX has hunt groups, but cannot list them: one may be broken; look at them in its web UI" in refused["msg"]


# ---- a duplicate, and rotating


@ON_THE_FORK
def test_a_duplicate_has_what_may_be_alike_and_later_changes_are_its_own(staffed: Tasks) -> None:
    rings = [{"user": "201", "expiration": 10}, {"user": "202", "type": "at_the_same_time"}]
    more = {"description": "Tier one", "voicemail_fallback": False, "fallback_destination": "100", "did": "4235550150"}
    first = staffed.do("sipx_hunt_group", **SUPPORT, rings=rings, **more)["hunt_group"]
    copy = staffed.do("sipx_hunt_group", extension="5301", name="copy", duplicate_of="5300")["hunt_group"]
    assert copy == {**first, "extension": "5301", "name": "copy", "did": None}
    staffed.do("sipx_hunt_group", extension="5300", rings=[], description="Nobody")
    staffed.same("sipx_hunt_group", extension="5301", name="copy", duplicate_of="5300")
    staffed.do("sipx_hunt_group", extension="5302", old_extension="5301", duplicate_of="5300")
    assert next(row for row in stored(staffed) if row["extension"] == "5302")["description"] == "Tier one"


@ON_THE_FORK
def test_a_duplicate_may_differ_in_what_the_task_says(staffed: Tasks) -> None:
    staffed.do("sipx_hunt_group", **SUPPORT, rings=[{"user": "201"}], use_forward_timers=True)
    copy = staffed.do("sipx_hunt_group", extension="5301", name="copy", duplicate_of="5300", description="Other", rings=[{"user": "202"}])
    assert (copy["hunt_group"]["description"], copy["hunt_group"]["use_forward_timers"]) == ("Other", True)
    assert copy["hunt_group"]["rings"] == [ring("202", None)]


@ON_THE_FORK
def test_a_duplicate_whose_answer_is_lost_is_made_once_and_proven(staffed: Tasks) -> None:
    staffed.do("sipx_hunt_group", **SUPPORT, rings=[{"user": "201"}, {"user": "202"}])
    for action in ("drop_before", "drop_after"):
        staffed.pbx.add_fault(action, method="POST", path="/api/callgroups")
        extension = {"drop_before": "5301", "drop_after": "5302"}[action]
        done = staffed.run("sipx_hunt_group", extension=extension, name=action, duplicate_of="5300")
        assert [one["user"] for one in done["hunt_group"]["rings"]] == ["201", "202"]
    assert len(stored(staffed)) == 3


@ON_THE_FORK
def test_rings_are_turned_until_the_member_is_the_last(staffed: Tasks) -> None:
    rings = [{"user": "201", "expiration": 10}, {"user": "202", "expiration": 20, "type": "at_the_same_time"}, {"user": "203"}]
    staffed.do("sipx_hunt_group", **SUPPORT, rings=rings)
    done = staffed.do("sipx_hunt_group", extension="5300", rotate="202")["hunt_group"]
    assert done["rings"] == [ring("203"), ring("201", 10), ring("202", 20, "at_the_same_time")]
    staffed.do("sipx_hunt_group", extension="5300", rotate="203")
    staffed.same("sipx_hunt_group", extension="5300", rings=rings)


@ON_THE_FORK
def test_turning_keeps_the_times_that_members_have_themselves(staffed: Tasks) -> None:
    staffed.do("sipx_hunt_group", **SUPPORT, rings=[{"user": "201", "expiration": 10}, {"user": "202"}], use_forward_timers=True)
    done = staffed.do("sipx_hunt_group", extension="5300", rotate="201")["hunt_group"]
    assert done["rings"] == [ring("202", None), ring("201", None)]


@ON_THE_FORK
@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"extension": "5300", "rotate": "203"}, "rotate: '203' is not among those whom the hunt group rings: '201', '202'"),
        ({"extension": "5309", "name": "x", "rotate": "201"}, "whom the hunt group rings: nobody"),
        ({"extension": "5301", "name": "copy", "duplicate_of": "5030"}, "there is no hunt group '5030'; did you mean '5300'?"),
        ({"extension": "5301", "name": "copy", "duplicate_of": "5301"}, "duplicate_of: '5301' is the extension itself"),
        ({"extension": "5301", "duplicate_of": "5300"}, "a new one needs name"),
    ],
)
def test_what_cannot_be_duplicated_or_rotated_is_refused(staffed: Tasks, args: dict[str, Any], said: str) -> None:
    staffed.given("sipx_hunt_group", **SUPPORT, rings=[{"user": "201"}, {"user": "202"}])
    assert said in staffed.refused("sipx_hunt_group", **args)["msg"]


@ON_THE_FORK
def test_a_document_may_have_a_group_and_its_duplicate(staffed: Tasks) -> None:
    copy = {"extension": "5301", "name": "copy", "duplicate_of": "5300", "rotate": "201"}
    document = {"hunt_groups": [{**SUPPORT, "rings": [{"user": "201"}, {"user": "202"}]}, copy]}
    assert staffed.do("sipx_site", **document)["count"]["created"] == 2
    groups = staffed.run("sipx_info", kind="hunt_group")["records"]
    rings = {group["extension"]: [one["user"] for one in group["rings"]] for group in groups}
    assert rings == {"5300": ["201", "202"], "5301": ["202", "201"]}
