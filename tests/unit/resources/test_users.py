# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_user: names, passwords, branch, groups and profile."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks

LENA: dict[str, Any] = {
    "user_name": "4127",
    "first_name": "Lena",
    "last_name": "Ortega",
    "aliases": ["lortega"],
    "sip_password": "r7Tq0z9LbW4d",
    "portal_password": "kV82mmQx",
    "voicemail_pin": "0815",
}
OTHER = {"user_name": "4128", "sip_password": "b3Wn5x8KfS2a", "portal_password": "pT61rrZu"}


def stored(tasks: Tasks, name: str = "4127") -> dict[str, Any]:
    """The record of a user in the simulator."""
    return next(row for row in tasks.pbx.state()["tables"]["users"].values() if row["userName"] == name)


def floors(tasks: Tasks) -> None:
    """Two branches, a group in each, and one without."""
    for name in ("floor1", "floor2"):
        tasks.given("sipx_branch", name=name, address={"city": name.title()})
        tasks.given("sipx_user_group", name="staff-" + name, branch=name)
    tasks.given("sipx_user_group", name="staff")


# ---- the record


def test_a_user_is_created_with_everything_and_deleted(tasks: Tasks) -> None:
    floors(tasks)
    made = tasks.do(
        "sipx_user",
        **LENA,
        branch="floor1",
        groups=["staff", "staff-floor1"],
        permissions={"LocalDialing": False, "Mobile": True, "TollFree": None},
        email="Lena@PBX.example",
        profile={"salutation": "Dr", "job_title": "clerk", "im_id": "Lena.O", "email_aliases": ["desk@pbx.example"]},
        home_address={"city": "Bergen"},
    )["user"]
    assert made["id"] == 37
    assert (made["aliases"], sorted(made["groups"]), made["branch"]) == (["lortega"], ["staff", "staff-floor1"], "floor1")
    assert made["permissions"] == {"LocalDialing": False, "Mobile": True, "TollFree": True}
    assert (made["email"], made["profile"]["im_id"], made["profile"]["im_display_name"]) == ("lena@pbx.example", "lena.o", "Lena Ortega")
    assert made["home_address"]["city"] == "Bergen"
    assert [made[name] for name in ("sip_password", "portal_password", "voicemail_pin")] == ["********"] * 3
    assert stored(tasks)["settings"] == {"permission/call-handling/LocalDialing": "DISABLE"}
    tasks.do("sipx_user", user_name="4127", state="absent")
    assert tasks.same("sipx_user", user_name="4127", state="absent")["user"] is None


def test_a_new_user_needs_only_a_name_but_empty_passwords_are_warned_of(tasks: Tasks) -> None:
    made = tasks.do("sipx_user", user_name="anna", aliases=["4200"])
    assert made["user"]["profile"]["im_id"] == "anna"
    assert made["user"]["enabled"] is True
    assert "empty portal_password and an empty sip_password" in made["warnings"][0]


def test_what_the_task_leaves_out_stays(tasks: Tasks) -> None:
    floors(tasks)
    made = tasks.do(
        "sipx_user",
        **LENA,
        branch="floor1",
        groups=["staff"],
        enabled=False,
        profile={"salutation": "Dr", "im_display_name": "Reception"},
        home_address={"city": "Bergen", "street": "Quay 4"},
    )["user"]
    changed = tasks.do("sipx_user", user_name="4127", first_name="Lena M.")["user"]
    assert changed == {**made, "first_name": "Lena M."}
    changed = tasks.do("sipx_user", user_name="4127", profile={"job_title": "clerk"}, home_address={"street": None})["user"]
    assert changed["enabled"] is False
    assert changed["profile"] == {**made["profile"], "job_title": "clerk"}
    assert changed["home_address"] == {**made["home_address"], "street": None}
    assert stored(tasks)["aliases"] == ["lortega"]
    assert stored(tasks)["profile"]["useBranchAddress"] is True


def test_null_clears(tasks: Tasks) -> None:
    floors(tasks)
    tasks.do("sipx_user", **LENA, branch="floor1", email="a@b.example", profile={"job_title": "clerk", "salutation": "Ms"})
    cleared = tasks.do(
        "sipx_user",
        user_name="4127",
        first_name=None,
        last_name="",
        aliases=None,
        branch=None,
        email=None,
        profile={"job_title": None, "salutation": None, "email_aliases": None},
    )["user"]
    assert [cleared[name] for name in ("first_name", "last_name", "aliases", "branch", "email")] == [None, None, [], None, None]
    assert (cleared["profile"]["job_title"], cleared["profile"]["salutation"]) == (None, None)


def test_the_display_name_follows_the_names_unless_it_is_his_own(tasks: Tasks) -> None:
    tasks.given("sipx_user", **LENA)
    followed = tasks.do("sipx_user", user_name="4127", last_name="Berg")["user"]
    assert followed["profile"]["im_display_name"] == "Lena Berg"
    kept = tasks.do("sipx_user", user_name="4127", profile={"im_id": "lena"})["user"]
    assert kept["profile"]["im_display_name"] == "Lena Berg"


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_newer_server_is_served_as_well(tasks: Tasks) -> None:
    floors(tasks)
    tasks.do("sipx_user", **LENA, branch="floor1", permissions={"rest": True, "Mobile": False})
    tasks.do("sipx_user", user_name="4127", branch="floor2", permissions={"rest": None})


# ---- passwords


def test_secrets_are_compared_and_never_shown(tasks: Tasks) -> None:
    tasks.given("sipx_user", **LENA)
    done = tasks.do("sipx_user", user_name="4127", voicemail_pin="4711", sip_password="n0wA9other2x")
    assert done["diff"]["after"]["voicemail_pin"] == "******** (changed)"
    assert done["diff"]["after"]["portal_password"] == "********"
    same = tasks.run("sipx_user", **{**LENA, "update_password": "on_create"})
    assert same["changed"] is False


@pytest.mark.parametrize(("pin", "wrong"), [("12", True), ("12a4", True), ("0000", False)])
def test_a_pin_has_four_digits(tasks: Tasks, pin: str, wrong: bool) -> None:
    result = tasks.run("sipx_user", **{**LENA, "voicemail_pin": pin})
    assert bool(result.get("failed")) is wrong
    if wrong:
        assert "4 or more digits" in result["msg"]
        assert pin not in result["msg"].replace("4 or more", "")


def test_a_short_password_is_warned_of_and_an_empty_one_refused(tasks: Tasks) -> None:
    done = tasks.do("sipx_user", **{**LENA, "portal_password": "kV82m"})
    assert "shorter than the 8" in done["warnings"][0]
    tasks.refused("sipx_user", user_name="4127", portal_password="")


# ---- renaming


def test_a_user_is_renamed_with_new_secrets(tasks: Tasks) -> None:
    floors(tasks)
    tasks.given("sipx_user", **LENA, groups=["staff"])
    tasks.refused("sipx_user", user_name="4199", old_user_name="4127")
    refused = tasks.refused("sipx_user", user_name="4199", old_user_name="4127", portal_password="kV82mmQx", voicemail_pin="4711")
    assert "has this one already" in refused["msg"]
    wish = {"user_name": "4199", "old_user_name": "4127", "portal_password": "zU93nnRy", "voicemail_pin": "4711"}
    refused = tasks.refused("sipx_user", **wish, update_password="on_create")
    assert "update_password=always" in refused["msg"]
    done = tasks.do("sipx_user", **wish, groups=["staff-floor1"], permissions={"Mobile": False})
    assert "mailbox of the old name" in done["warnings"][0]
    assert done["user"]["id"] == 37
    assert done["user"]["groups"] == ["staff-floor1"]


# ---- names


def test_an_alias_is_no_user(tasks: Tasks) -> None:
    tasks.given("sipx_user", **LENA)
    refused = tasks.refused("sipx_user", user_name="lortega")
    assert refused["msg"] == "user 'lortega': user_name: 'lortega' is an alias of user '4127'; choose another, or take it from him first"
    tasks.same("sipx_user", user_name="lortega", state="absent")
    assert stored(tasks)


@pytest.mark.parametrize(("alias", "said"), [("lortega", "an alias"), ("4127", "the user name")])
def test_a_taken_alias_is_told_with_its_owner(tasks: Tasks, alias: str, said: str) -> None:
    tasks.given("sipx_user", **LENA)
    assert f"{said} of user '4127'" in tasks.refused("sipx_user", **OTHER, aliases=[alias])["msg"]


@pytest.mark.parametrize("aliases", [["4127"], ["a", "a"], ["with blank"], ["ümlaut"]])
def test_bad_aliases_are_refused(tasks: Tasks, aliases: list[str]) -> None:
    tasks.refused("sipx_user", **{**LENA, "aliases": aliases})


@pytest.mark.parametrize("name", ["email", "a/b", "lena.json", "two words", "..", ""])
def test_bad_user_names_are_refused(tasks: Tasks, name: str) -> None:
    tasks.refused("sipx_user", **{**LENA, "user_name": name})


def test_an_alias_moves_from_one_user_to_another_within_a_loop(tasks: Tasks) -> None:
    tasks.given("sipx_user", **LENA)
    items: list[dict[str, Any]] = [{"user_name": "4127", "aliases": []}, {**OTHER, "aliases": ["lortega"]}]
    for check, told in ((True, "the IM id of user '4127'"), (False, "in use already, by a user (or as IM id)")):
        results = tasks.loop("sipx_user", items, check=check)
        assert "stays taken as his profile.im_id" in results[0]["warnings"][0]
        assert told in results[1]["msg"]
    tasks.given("sipx_user", user_name="4127", aliases=["lortega"])
    items[0]["profile"] = {"im_id": "lena"}
    for check in (True, False):
        assert [result.get("changed") for result in tasks.loop("sipx_user", items, check=check)] == [True, True]


def test_a_name_taken_by_something_else_is_the_servers_word(tasks: Tasks) -> None:
    result = tasks.run("sipx_user", **{**LENA, "aliases": ["100"]})
    assert result.get("failed") is True
    assert "in use already" in result["msg"]


# ---- superadmin


def test_superadmin_is_guarded(tasks: Tasks) -> None:
    name = "superadmin"
    tasks.refused("sipx_user", user_name=name, state="absent")
    tasks.refused("sipx_user", user_name="boss", old_user_name=name, portal_password="zU93nnRy", voicemail_pin="4711")
    tasks.refused("sipx_user", user_name=name, enabled=False)
    tasks.refused("sipx_user", user_name=name, groups=[])
    tasks.refused("sipx_user", user_name=name, groups=["administrators"], groups_mode="remove")
    tasks.refused("sipx_user", user_name=name, permissions={"superadmin": False})
    tasks.do("sipx_user", user_name=name, first_name="Ada", permissions={"superadmin": None, "Mobile": False})


# ---- branch and groups


def test_a_branch_is_set_changed_and_cleared(tasks: Tasks) -> None:
    floors(tasks)
    tasks.given("sipx_user", **LENA)
    assert tasks.do("sipx_user", user_name="4127", branch="floor1")["user"]["branch"] == "floor1"
    tasks.run("sipx_user", user_name="4127", branch="floor2")
    assert tasks.writes == ["PUT /api/users/4127"]
    assert json.loads(tasks.bodies[0]) == {"aliases": None, "branchName": "floor2"}
    assert tasks.do("sipx_user", user_name="4127", branch=None)["user"]["branch"] is None
    assert "did you mean 'floor2', 'floor1'" in tasks.refused("sipx_user", user_name="4127", branch="floor3")["msg"]


@pytest.mark.parametrize(
    ("mode", "given", "then"),
    [
        ("set", ["staff-floor1"], ["staff-floor1"]),
        ("set", [], []),
        ("set", None, []),
        ("add", ["staff-floor1"], ["staff", "staff-floor1"]),
        ("remove", ["staff"], []),
    ],
)
def test_groups_are_set_added_and_removed(tasks: Tasks, mode: str, given: Any, then: list[str]) -> None:
    floors(tasks)
    tasks.given("sipx_user", **LENA, groups=["staff"])
    done = tasks.do("sipx_user", user_name="4127", groups=given, groups_mode=mode)
    assert sorted(done["user"]["groups"]) == then


def test_an_unknown_group_is_not_made(tasks: Tasks) -> None:
    floors(tasks)
    assert "did you mean 'staff'" in tasks.refused("sipx_user", **LENA, groups=["stuff"])["msg"]


def test_the_same_group_added_twice_in_a_loop_is_foretold(tasks: Tasks) -> None:
    floors(tasks)
    tasks.given("sipx_user", **LENA, groups=["staff"])
    items = [{"user_name": "4127", "groups": [name], "groups_mode": "add"} for name in ("staff-floor1", "staff", "staff-floor1")]
    for check in (True, False):
        assert [result["changed"] for result in tasks.loop("sipx_user", items, check=check)] == [True, False, False]


def test_a_move_to_another_floor_is_one_task(tasks: Tasks) -> None:
    floors(tasks)
    tasks.do("sipx_user", **LENA, branch="floor1", groups=["staff-floor1", "staff"])
    refused = tasks.refused("sipx_user", user_name="4127", branch="floor2")
    assert "user group 'staff-floor1', which is in branch 'floor1'" in refused["msg"]
    done = tasks.do("sipx_user", user_name="4127", branch="floor2", groups=["staff-floor2", "staff"])
    assert done["user"]["branch"] == "floor2"
    done = tasks.do("sipx_user", user_name="4127", branch=None, groups=["staff-floor1"], last_name="Berg")
    assert done["user"]["branch"] is None
    assert stored(tasks)["profile"]["useBranchAddress"] is True


def test_between_two_groups_the_branch_address_is_not_lost(tasks: Tasks) -> None:
    floors(tasks)
    tasks.do("sipx_user", **LENA, groups=["staff-floor1"], use_branch_address=True)
    tasks.do("sipx_user", user_name="4127", groups=["staff-floor2"], last_name="Berg")
    tasks.same("sipx_user", user_name="4127", use_branch_address=True)


# ---- addresses


def test_an_office_address_needs_the_branch_address_off(tasks: Tasks) -> None:
    floors(tasks)
    wish = {"office_address": {"city": "Oslo"}}
    assert "use_branch_address" in tasks.refused("sipx_user", **LENA, branch="floor1", **wish)["msg"]
    made = tasks.do("sipx_user", **LENA, branch="floor1", use_branch_address=False, **wish)["user"]
    assert made["office_address"]["city"] == "Oslo"
    more = tasks.do("sipx_user", user_name="4127", office_address={"street": "Quay 4"})["user"]
    assert (more["office_address"]["city"], more["office_address"]["street"]) == ("Oslo", "Quay 4")
    tasks.do("sipx_user", user_name="4127", use_branch_address=True)
    tasks.refused("sipx_user", **OTHER, use_branch_address=True)


# ---- permissions


def test_a_permission_is_compared_with_what_applies(tasks: Tasks) -> None:
    tasks.given("sipx_permission", label="NightCalls")
    tasks.do("sipx_user", **LENA, permissions={"NightCalls": True})
    tasks.same("sipx_user", user_name="4127", permissions={"perm_1004": True, "LocalDialing": True})
    back = tasks.do("sipx_user", user_name="4127", permissions={"NightCalls": None})["user"]
    assert back["permissions"] == {"NightCalls": False}
    assert stored(tasks)["settings"] == {}


def test_the_hidden_voicemail_servers_can_be_switched(tasks: Tasks) -> None:
    wish = {"FreeswitchVoicemailServer": False, "ExchangeUMVoicemailServer": True}
    tasks.do("sipx_user", **LENA, permissions=wish)
    tasks.do("sipx_user", user_name="4127", permissions=dict.fromkeys(wish))


@pytest.mark.parametrize("value", [True, False, None])
@pytest.mark.parametrize("now", [True, False, None])
@pytest.mark.parametrize(("old", "new"), [(False, None), (None, False), (True, False), (False, True)])
def test_a_permission_holds_while_the_group_changes(tasks: Tasks, value: Any, now: Any, old: Any, new: Any) -> None:
    tasks.given("sipx_user_group", name="old", permissions={"Mobile": True, "TollFree": old})
    tasks.given("sipx_user_group", name="new", permissions={"Mobile": True, "TollFree": new})
    tasks.given("sipx_user", **LENA, groups=["old"], permissions={"TollFree": now})
    done = tasks.do("sipx_user", user_name="4127", groups=["new"], permissions={"TollFree": value})["user"]
    inherited = True if new is None else new
    assert done["permissions"] == {"TollFree": inherited if value is None else value}


def test_the_strongest_group_decides(tasks: Tasks) -> None:
    tasks.given("sipx_user_group", name="weak", weight=5, permissions={"TollFree": False})
    tasks.given("sipx_user_group", name="strong", weight=9, permissions={"TollFree": True})
    made = tasks.do("sipx_user", **LENA, groups=["weak", "strong"], permissions={"TollFree": None, "Mobile": None})["user"]
    assert made["permissions"] == {"TollFree": True, "Mobile": True}


# ---- losses


@pytest.mark.parametrize("action", ["drop_before", "drop_after"])
@pytest.mark.parametrize("after", range(4))
def test_a_lost_answer_is_made_good(tasks: Tasks, action: str, after: int) -> None:
    floors(tasks)
    wish = {**LENA, "branch": "floor1", "groups": ["staff"], "permissions": {"Mobile": False}, "use_branch_address": False}
    tasks.pbx.add_fault(action, path="/api/users", after=after, method="POST|PUT")
    done = tasks.run("sipx_user", **wish)
    tasks.pbx.clear_faults()
    assert done.get("failed") is None, done
    tasks.same("sipx_user", **wish)
    assert len([row for row in tasks.pbx.state()["tables"]["users"].values() if row["userName"] == "4127"]) == 1


# ---- a whole site


@pytest.mark.parametrize("there", [True, False])
def test_a_display_name_is_cleared_although_the_pbx_fills_it_from_new_names(tasks: Tasks, there: bool) -> None:
    if there:
        tasks.given("sipx_user", **LENA)
    made = tasks.do("sipx_user", **{**LENA, "last_name": "Berg", "profile": {"im_display_name": None}})["user"]
    assert (made["last_name"], made["profile"]["im_display_name"]) == ("Berg", None)
    again = tasks.do("sipx_user", user_name="4127", last_name="Falk", profile={"im_display_name": ""})["user"]
    assert again["profile"]["im_display_name"] is None


def test_the_im_id_comes_from_the_first_alias_as_it_was_written(tasks: Tasks) -> None:
    assert tasks.do("sipx_user", **{**LENA, "aliases": ["reception", "desk"]})["user"]["profile"]["im_id"] == "reception"


def test_one_alias_for_two_new_users_is_refused_before_the_first_is_made(tasks: Tasks) -> None:
    users = [{**LENA, "user_name": name, "aliases": ["desk"]} for name in ("4127", "4128")]
    assert "aliases: 'desk' is an alias of user '4127'" in tasks.refused("sipx_site", users=users)["msg"]


def test_people_are_planned_together_in_a_site(tasks: Tasks) -> None:
    site: dict[str, list[dict[str, Any]]] = {
        "permissions": [{"label": "P1"}, {"label": "P2"}],
        "branches": [{"name": "floor9"}],
        "user_groups": [{"name": "staff9", "branch": "floor9", "permissions": {"P1": True, "P2": False}}],
        "users": [{**LENA, "groups": ["staff9"], "branch": "floor9", "permissions": {"P1": None, "P2": True, "Mobile": False}}],
    }
    for check, outcome in ((True, "created"), (False, "created"), (False, "unchanged"), (True, "unchanged")):
        done = tasks.run("sipx_site", check=check, **site)
        assert done["count"][outcome] == 5, done
    tasks.same("sipx_user", user_name="4127", permissions={"P1": True, "P2": True, "Mobile": False})
    keys = {"permissions": "label", "branches": "name", "user_groups": "name", "users": "user_name"}
    gone = {section: [{key: row[key], "state": "absent"} for row in site[section]] for section, key in keys.items()}
    for check in (True, False):
        assert tasks.run("sipx_site", check=check, **gone)["count"]["deleted"] == 5
