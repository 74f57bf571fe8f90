# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Users by number: /rest/user."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from .. import people
from ..beans import Parsed, java_int
from ..calls import Call
from ..errors import UserError, no_row, null_pointer
from ..family import Family
from ..rest_admin import AdminResource, Answer
from ..world import ADMINISTRATOR, Record, World
from .user_beans import REST_USER, REST_USER_LIST

GROUP_CLASS = "org.sipfoundry.sipxconfig.setting.Group"
BRANCH_CLASS = "org.sipfoundry.sipxconfig.branch.Branch"
USER_CLASS = "org.sipfoundry.sipxconfig.common.User"
INSTALLED = 1_700_000_000_000
"""When the first accounts were saved."""


def new_record() -> Record:
    """A user with nothing in it."""
    return {
        "userName": None,
        "firstName": None,
        "lastName": None,
        "pintoken": "",
        "sipPassword": None,
        "voicemailPin": None,
        "enabled": True,
        "notified": False,
        "aliases": [],
        "groups": [],
        "branch": None,
        "settings": {},
        "profile": {},
    }


def listed(call: Call) -> Sequence[Record]:
    """The stored users that a list of /rest has: by branch, by ids, or all but the one with the lowest id."""
    branch, ids = call.query("branch"), call.query("ids")
    if branch is not None:
        number = java_int(branch)
        if number is None:
            raise Answer("ERROR_ID_INVALID", additional=f"Branch:{branch}")
        return _of_branch(call.world, number)
    if ids is not None:
        numbers = [java_int(part) for part in ids.split(",")]
        if None in numbers:
            raise Answer("ERROR_ID_INVALID", additional=ids)
        return [_by_id(call.world, number) for number in numbers]
    return sorted(call.world.table("users"), key=lambda user: int(user["id"]))[1:]


def _by_id(world: World, key: int | None) -> Record:
    user = world.table("users").get(key)
    if user is None:
        raise no_row(USER_CLASS, key)
    return user


def _of_branch(world: World, branch: int) -> list[Record]:
    """Members of a branch; who is in several groups of it stands there several times."""
    found = []
    for user in world.table("users"):
        groups = sum(group.get("branch") == branch for group in people.groups_of(world, user))
        found += [user] * max(groups, int(user["branch"] == branch))
    return found


def _show(call: Call, user: Record) -> Record:
    branch = call.world.table("branches").get(user["branch"])
    return {
        **user,
        "pin": "",
        "sipPassword": "",
        "emailAddress": user.get("profile", {}).get("emailAddress"),
        "groups": people.groups_of(call.world, user),
        "branch": branch,
        "aliases": [{"alias": alias} for alias in user["aliases"]],
    }


def _check(parsed: Parsed) -> str | None:
    return None if parsed["userName"] else "UserName: Cannot be empty"


def _take(world: World, user: Record, parsed: Parsed) -> None:
    """Puts a body into a copy of a user."""
    profile = user.setdefault("profile", {})
    for field in ("userName", "firstName", "lastName"):
        user[field] = None if parsed[field] is None else parsed[field].strip()
    for field, stored in (("pin", "pintoken"), ("sipPassword", "sipPassword")):
        if parsed[field] is None:
            raise null_pointer()
        if parsed[field]:
            user[stored] = parsed[field]
    email = parsed["emailAddress"]
    profile["emailAddress"] = None if email is None else email.lower()
    profile["imDisplayName"] = people.display_name(user)
    if parsed["groups"] is None or parsed["aliases"] is None:
        raise UserError("&err.msg.checkUserIdAliasFailed")
    user["groups"] = list(dict.fromkeys(reference(world, "groups", GROUP_CLASS, ref["id"]) for ref in parsed["groups"]))
    branch = parsed["branch"]
    user["branch"] = None if branch is None else reference(world, "branches", BRANCH_CLASS, branch["id"])
    user["aliases"] = list(dict.fromkeys(item["alias"] for item in parsed["aliases"]))


def reference(world: World, table: str, java: str, key: int | None) -> int:
    """The id of a record that a body refers to; a missing id counts as 0, which no record has."""
    if world.table(table).get(key or 0) is None:
        raise no_row(java, key or 0)
    return key or 0


def _create(call: Call, parsed: Parsed) -> int:
    user = new_record()
    _take(call.world, user, parsed)
    user["sipPassword"] = parsed["sipPassword"]
    return people.save_user(call.world, user, None)


def _update(call: Call, user: Record, parsed: Parsed) -> None:
    changed = copy.deepcopy(user)
    _take(call.world, changed, parsed)
    people.save_user(call.world, changed, user)


def _delete(call: Call, user: Record) -> None:
    if user["userName"] != ADMINISTRATOR:
        people.remove_user(call.world, user)


RESOURCE = AdminResource(
    path="/user",
    bean=REST_USER,
    bundle=REST_USER_LIST,
    key="users",
    rows=lambda call: [_show(call, user) for user in listed(call)],
    load=lambda call, key: call.world.table("users").get(key),
    show=_show,
    check=_check,
    create=_create,
    update=_update,
    delete=_delete,
    sort={"username": "userName", "lastname": "lastName", "firstname": "firstName"},
)


def _seed(world: World) -> None:
    """Completes the accounts that a login needs."""
    for user in world.table("users"):
        user.update({**new_record(), **user})
        user["profile"] = {}
        people.finish_profile(world, user, new=True)
        user["profile"]["timestamp"] = INSTALLED


FAMILY = Family("users_rest", rest=tuple(RESOURCE.routes()), seed=_seed)
