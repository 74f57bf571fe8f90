# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""User groups: /rest/user-group by number, /api/userGroups by number or name."""

from __future__ import annotations

from werkzeug.wrappers import Response

from .. import people
from ..api_engine import ApiRoute, text_route
from ..beans import Parsed
from ..calls import Call, empty
from ..errors import Refused, null_pointer
from ..family import Family
from ..rest_admin import AdminResource
from ..settings import SETTING, SETTING_LIST, setting_path
from ..world import Record, World
from .group_beans import REST_GROUP, REST_GROUP_LIST
from .group_routes import find_group, group_routes
from .users_rest import BRANCH_CLASS, reference

ROOT = "/userGroups"


# ---- /rest


def _show(call: Call, group: Record) -> Record:
    return {**group, "branch": call.world.table("branches").get(group["branch"])}


def _check(parsed: Parsed) -> str | None:
    return None if parsed["name"] else "Name: Cannot be empty"


def _branch(world: World, parsed: Parsed) -> int | None:
    branch = parsed["branch"]
    return None if branch is None else reference(world, "branches", BRANCH_CLASS, branch["id"])


def _create(call: Call, parsed: Parsed) -> int:
    branch = _branch(call.world, parsed)
    key = people.new_group(call.world, people.USERS, parsed["name"], parsed["description"])
    group = call.world.table("groups").get(key)
    assert group is not None
    group["branch"] = branch
    return key


def _update(call: Call, group: Record, parsed: Parsed) -> None:
    branch = _branch(call.world, parsed)
    people.check_group(call.world, group, parsed["name"], branch)
    group.update(name=parsed["name"], description=parsed["description"], branch=branch)


def _delete(call: Call, group: Record) -> None:
    people.remove_group(call.world, group)


RESOURCE = AdminResource(
    path="/user-group",
    bean=REST_GROUP,
    bundle=REST_GROUP_LIST,
    key="groups",
    rows=lambda call: [_show(call, group) for group in people.all_groups(call.world, people.USERS)],
    load=lambda call, key: call.world.table("groups").get(key),
    show=_show,
    check=_check,
    create=_create,
    update=_update,
    delete=_delete,
    sort={"name": "name", "description": "description"},
)


# ---- own values of a group, by its name


def _named(call: Call) -> Record | None:
    return people.find_group(call.world, people.USERS, call.params["group"])


def _known(call: Call) -> Record:
    group = _named(call)
    if group is None:
        raise Refused(404)
    return group


def _settings(call: Call) -> Response:
    values = _known(call)["settings"]
    return call.show(SETTING_LIST, {"settings": [{"path": path, "value": value} for path, value in values.items()]})


def _setting(call: Call) -> Response:
    group = _named(call)
    if group is None:
        raise null_pointer()
    path = setting_path(call)
    return call.show(SETTING, {"path": path, "value": group["settings"].get(path)})


def _set(call: Call) -> None:
    _known(call)["settings"][setting_path(call)] = call.text()


def _reset(call: Call) -> None:
    _known(call)["settings"].pop(setting_path(call), None)


def _set_many(call: Call) -> None:
    store_many(_known(call), call.parsed)


def store_many(group: Record, parsed: Parsed) -> None:
    """Stores the values of a SettingsList on a group, unchecked; null is stored as empty text."""
    items = parsed["settings"]
    if items is None or any(item["path"] is None for item in items):
        raise null_pointer()
    group["settings"].update({item["path"]: item["value"] or "" for item in items})


# ---- only in the fork


def _delete_empty(call: Call) -> Response | None:
    group = _found(call)
    if group is None:
        return empty(204)
    if any(True for ignored in people.members(call.world, group)):
        raise Refused(409)
    people.remove_group(call.world, group)
    return None


def _delete_all(call: Call) -> Response | None:
    group = _found(call)
    if group is None:
        return empty(204)
    for member in list(people.members(call.world, group)):
        member["groups"].remove(group["id"])
    people.remove_group(call.world, group)
    return None


def _found(call: Call) -> Record | None:
    try:
        return find_group(call, people.USERS)
    except Refused:
        return None


_SETTINGS = f"{ROOT}/{{group}}/settings"
FAMILY = Family(
    "user_groups",
    rest=tuple(RESOURCE.routes()),
    api=(
        *group_routes(ROOT, people.USERS),
        ApiRoute("GET", _SETTINGS, _settings),
        ApiRoute("PUT", _SETTINGS, _set_many, body=SETTING_LIST),
        ApiRoute("GET", f"{_SETTINGS}/{{path:path}}", _setting),
        text_route("PUT", f"{_SETTINGS}/{{path:path}}", _set),
        ApiRoute("DELETE", f"{_SETTINGS}/{{path:path}}", _reset),
    ),
)
FORK = Family(
    "user_groups_fork",
    api=(
        ApiRoute("DELETE", f"{ROOT}/{{group}}/empty", _delete_empty),
        ApiRoute("DELETE", f"{ROOT}/{{group}}/all", _delete_all),
    ),
    only=lambda edition: edition.name == "fork",
)
