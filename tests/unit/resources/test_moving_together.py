# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Users and their groups move to another branch in one site document, though the server wants both the same at every moment."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks

HERE: dict[str, Any] = {
    "branches": [{"name": "floor1"}, {"name": "floor2"}],
    "user_groups": [{"name": "nurses", "branch": "floor1"}, {"name": "night", "branch": "floor1"}, {"name": "spare"}],
    "users": [
        {"user_name": "201", "branch": "floor1", "groups": ["nurses"]},
        {"user_name": "202", "branch": "floor1", "groups": ["nurses", "night"]},
        {"user_name": "203", "branch": "floor1", "groups": ["spare"]},
        {"user_name": "204", "groups": ["nurses"]},
    ],
}
NURSES = {"name": "nurses", "branch": "floor2"}
NIGHT = {"name": "night", "branch": "floor2"}
#: What moves, and the branches that the users must have of their own in the end.
MOVES: dict[str, tuple[dict[str, Any], dict[str, str | None]]] = {
    "a user and his group": (
        {"user_groups": [NURSES], "users": [{"user_name": "201", "branch": "floor2"}, {"user_name": "202", "groups": ["night"]}]},
        {"201": "floor2", "202": "floor1"},
    ),
    "a user and both of his groups": (
        {"user_groups": [NURSES, NIGHT], "users": [{"user_name": "201", "branch": None}, {"user_name": "202", "branch": "floor2"}]},
        {"201": None, "202": "floor2"},
    ),
    "a user and his group that had no branch": (
        {"user_groups": [{"name": "spare", "branch": "floor2"}], "users": [{"user_name": "203", "branch": "floor2"}]},
        {"203": "floor2"},
    ),
    "a user who leaves the group": (
        {
            "user_groups": [{"name": "spare", "branch": "floor2"}],
            "users": [{"user_name": "203", "groups": ["spare"], "groups_mode": "remove"}],
        },
        {"203": "floor1"},
    ),
    "a user who is renamed on the way": (
        {
            "user_groups": [{"name": "guests", "old_name": "spare", "branch": "floor2"}],
            "users": [
                {"user_name": "303", "old_user_name": "203", "branch": "floor2", "portal_password": "n3w-one!", "voicemail_pin": "7391"}
            ],
        },
        {"303": "floor2"},
    ),
}


@pytest.fixture
def site(tasks: Tasks) -> Tasks:
    tasks.given("sipx_site", **HERE)
    return tasks


def own_branches(tasks: Tasks) -> dict[str, str | None]:
    tables = tasks.pbx.state()["tables"]
    names = {row["id"]: row["name"] for row in tables["branches"].values()}
    return {row["userName"]: names.get(row["branch"]) for row in tables["users"].values()}


@pytest.mark.parametrize("name", MOVES)
def test_they_move_in_one_document_as_foretold(site: Tasks, name: str) -> None:
    document, branches = MOVES[name]
    foretold = site.run("sipx_site", check=True, **document)
    done = site.run("sipx_site", **document)
    assert done.get("failed") is None, done
    assert (foretold["records"], foretold["count"], foretold["diff"]) == (done["records"], done["count"], done["diff"])
    assert own_branches(site).items() >= branches.items()
    site.same("sipx_site", **document)


def test_the_user_follows_his_group_in_the_meantime(site: Tasks) -> None:
    document = {"user_groups": [{"name": "nurses", "branch": "floor2"}], "users": [{"user_name": "201", "branch": "floor2"}]}
    site.given("sipx_user", user_name="202", groups=["night"])
    done = site.given("sipx_site", **document)
    assert [path for path in site.writes if path.startswith("PUT /api/users/")] == ["PUT /api/users/201"] * 2
    assert [json.loads(body)["branchName"] for body in site.bodies if body.startswith("{")] == ["", "floor2"]
    assert site.writes[1].startswith("PUT /rest/user-group/")
    assert done["count"]["changed"] == 2
    assert (done["diff"]["before"]["user 201"]["branch"], done["diff"]["after"]["user 201"]["branch"]) == ("floor1", "floor2")


def test_a_user_whose_group_has_no_branch_yet_is_never_without_one(site: Tasks) -> None:
    document, _branches = MOVES["a user and his group that had no branch"]
    site.given("sipx_site", **document)
    assert [path.rstrip("0123456789") for path in site.writes] == ["PUT /api/users/", "PUT /rest/user-group/"]
    assert json.loads(site.bodies[0])["branchName"] == "floor2"


@pytest.mark.parametrize("users", [[], [{"user_name": "201", "last_name": "Bell"}], [{"user_name": "201", "branch": "floor1"}]])
def test_a_branch_that_nobody_said_should_change_is_not_taken_from_a_user(site: Tasks, users: list[dict[str, Any]]) -> None:
    site.given("sipx_user", user_name="202", groups=["night"])
    refused = site.refused("sipx_site", user_groups=[NURSES], users=users)
    assert "201" in refused["msg"]
    assert "Nothing was written" in refused["msg"]


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_a_move_that_died_on_the_way_is_finished_by_the_next_run(site: Tasks, fault: str) -> None:
    document, branches = MOVES["a user and both of his groups"]
    before = site.pbx.state()
    site.given("sipx_site", **document)
    requests = len(site.pbx.requests)
    for number in range(requests):
        site.pbx.load(before)
        site.pbx.add_fault(fault, after=number, times=None)
        died = site.run("sipx_site", retries=0, **document)
        assert died.get("failed") is True, number
        assert "not tried" in died["msg"] or "Nothing was written" in died["msg"], died["msg"]
        site.pbx.clear_faults()
        site.given("sipx_site", **document)
        assert own_branches(site).items() >= branches.items(), number
        site.same("sipx_site", **document)
