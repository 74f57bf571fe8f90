# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Permissions: /rest/permission, /rest/user-permission and /rest/user-group-permission."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from .. import people
from ..beans import Parsed
from ..calls import Call
from ..errors import JavaError, UserError, null_pointer
from ..family import Family
from ..rest_admin import AdminResource
from ..world import Record, World
from . import permission_catalogue as catalogue
from .permission_beans import (
    GROUP_PERMISSION_LIST,
    GROUP_PERMISSIONS,
    PERMISSION,
    PERMISSION_LIST,
    USER_PERMISSION_LIST,
    USER_PERMISSIONS,
)
from .users_rest import listed

CACHE = "permission_cache"
"""The part of the state with records that a refused update has altered in memory only, by name."""


# ---- the catalogue


def _rows(call: Call) -> Sequence[Record]:
    altered = call.world.section(CACHE)
    return [{**row, **altered.get(row["name"], {})} for row in catalogue.all_permissions(call.world, call.edition)]


def _load(call: Call, name: str) -> Record | None:
    return next((row for row in _rows(call) if row["name"] == name), None)


def _check(parsed: Parsed) -> str | None:
    return None if parsed["label"] else "Label: Cannot be empty"


def _content(parsed: Parsed) -> Record:
    return {
        "label": parsed["label"],
        "description": parsed["description"],
        "defaultValue": bool(parsed["defaultValue"]),
    }


def _refuse_duplicate(world: World, label: str, own_name: str | None = None) -> None:
    for row in catalogue.custom(world):
        if row["label"] == label and row["name"] != own_name:
            raise UserError("&message.duplicatePermission")


def _create(call: Call, parsed: Parsed) -> str:
    content = _content(parsed)
    _refuse_duplicate(call.world, content["label"])
    permissions = call.world.table("permissions")
    key = permissions.new_id()
    permissions.add({"name": f"perm_{key}", **content}, key)
    call.world.section(CACHE).clear()
    return f"perm_{key}"


def _update(call: Call, record: Record, parsed: Parsed) -> None:
    """The record in memory changes first; only a save that succeeds drops that memory."""
    content = _content(parsed)
    call.world.section(CACHE)[record["name"]] = content
    if record["builtIn"]:
        raise JavaError(
            "org.springframework.orm.hibernate3.HibernateSystemException",
            f"The built-in permission {record['name']} is no row of the database",
        )
    _refuse_duplicate(call.world, content["label"], record["name"])
    stored = call.world.table("permissions").find(name=record["name"])
    assert stored is not None
    stored.update(content)
    call.world.section(CACHE).clear()


def _delete(call: Call, record: Record) -> None:
    if record["builtIn"]:
        lost = call.world.section("routing").setdefault("lost_permissions", [])
        if record["name"] not in lost:
            lost.append(record["name"])
        raise JavaError(
            "org.springframework.orm.hibernate3.HibernateSystemException",
            f"The built-in permission {record['name']} is no row of the database",
        )
    stored = call.world.table("permissions").find(name=record["name"])
    assert stored is not None
    call.world.table("permissions").remove(stored["id"])
    call.world.section(CACHE).clear()


PERMISSIONS = AdminResource(
    path="/permission",
    bean=PERMISSION,
    bundle=PERMISSION_LIST,
    key="permissions",
    rows=_rows,
    load=_load,
    show=lambda call, record: record,
    check=_check,
    create=_create,
    update=_update,
    delete=_delete,
    sort={"name": "name", "description": "description", "label": "label", "defaultvalue": "defaultValue"},
    named=True,
)


# ---- values


def _wanted(call: Call, parsed: Parsed) -> list[tuple[Record, Record]]:
    """The listed settings with their permissions; one unknown name spoils everything."""
    if parsed["permissions"] is None:
        raise null_pointer()
    known = {row["name"]: row for row in catalogue.all_permissions(call.world, call.edition)}
    if any(item["name"] not in known for item in parsed["permissions"]):
        raise null_pointer()
    return [(known[item["name"]], item) for item in parsed["permissions"]]


def _setting(permission: Record, value: str | None) -> Record:
    return {**permission, "value": value}


def _show_user(call: Call, user: Record) -> Record:
    return {
        "id": user["id"],
        "lastName": user["lastName"],
        "firstName": user["firstName"],
        "permissions": [
            _setting(permission, catalogue.user_value(call.world, user, permission))
            for permission in catalogue.all_permissions(call.world, call.edition)
        ],
    }


def _update_user(call: Call, user: Record, parsed: Parsed) -> None:
    changed = copy.deepcopy(user)
    for permission, item in _wanted(call, parsed):
        catalogue.set_user_value(call.world, changed, permission, item["value"] or "")
    people.save_user(call.world, changed, user)


USERS = AdminResource(
    path="/user-permission",
    bean=USER_PERMISSIONS,
    bundle=USER_PERMISSION_LIST,
    key="users",
    rows=lambda call: [_show_user(call, user) for user in listed(call)],
    load=lambda call, key: call.world.table("users").get(key),
    show=_show_user,
    check=lambda parsed: None,
    update=_update_user,
    sort={"lastname": "lastName", "firstname": "firstName"},
)


def _show_group(call: Call, group: Record) -> Record:
    return {
        **group,
        "permissions": [
            _setting(permission, catalogue.group_value(group, permission))
            for permission in catalogue.all_permissions(call.world, call.edition)
        ],
    }


def _update_group(call: Call, group: Record, parsed: Parsed) -> None:
    """Stores every listed value, defaults too; a missing one follows the defaultValue of the body."""
    for permission, item in _wanted(call, parsed):
        value = item["value"]
        if value is None or (value == "" and call.edition.name == "fork"):
            value = catalogue.ENABLE if item["defaultValue"] else catalogue.DISABLE
        group["settings"][catalogue.path_of(permission)] = value


GROUPS = AdminResource(
    path="/user-group-permission",
    bean=GROUP_PERMISSIONS,
    bundle=GROUP_PERMISSION_LIST,
    key="groups",
    rows=lambda call: [_show_group(call, group) for group in people.all_groups(call.world, people.USERS)],
    load=lambda call, key: call.world.table("groups").get(key),
    show=_show_group,
    check=lambda parsed: None,
    update=_update_group,
    sort={"name": "name", "description": "description"},
)

FAMILY = Family("permissions", rest=(*PERMISSIONS.routes(), *USERS.routes(), *GROUPS.routes()))
