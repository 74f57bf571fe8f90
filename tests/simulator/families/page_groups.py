# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Page groups: /api/pagegroups (their service settings and audio files live in services and prompts)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.wrappers import Response

from .. import names, people
from ..api_engine import ApiRoute
from ..beans import Bean, Bool, Field, Int, Listing, Nested, Parsed
from ..calls import Call
from ..errors import JavaError, Refused, UserError, constraint, no_row, null_pointer
from ..family import Family
from ..world import Record, World
from .prompts import files
from .services import PAGE_PREFIX, view
from .user_beans import USER

JAVA = "org.sipfoundry.sipxconfig.paging.PagingGroup"
PAGE_GROUP = Bean(
    "Group",
    (
        Field("id", Int()),
        Field("enabled", Bool()),
        Field("description"),
        Field("pageGroupNumber", Int()),
        Field("sound"),
        Field("users", Listing(Nested(USER), "User", "Users")),
        Field("timeout", Int()),
    ),
    java="org.sipfoundry.sipxconfig.api.model.PageGroupBean",
    xml_readable=False,
    xml_writable=False,
)
PAGE_GROUP_LIST = Bean("Groups", (Field("groups", Listing(Nested(PAGE_GROUP), "Group")),), xml_writable=False)
NOT_FOUND = "Paging group not found."


def _prefix(world: World) -> str:
    return view(world, "sipxcom", "pagegroups").value(PAGE_PREFIX) or ""


def _names(world: World) -> Iterator[tuple[names.Owner, str]]:
    prefix = _prefix(world)
    for group in world.table("pagegroups"):
        yield ("pagegroups", group["id"]), f"{prefix}{group['pageGroupNumber']}"


names.SOURCES["pagegroups"] = _names


def load(call: Call) -> Record:
    """The page group of the path."""
    key = call.params["group"]
    group = call.world.table("pagegroups").get(key)
    if group is not None:
        return group
    if call.edition.name == "fork":
        raise Refused(404, NOT_FOUND)
    raise no_row(JAVA, key)


def _show(call: Call, group: Record) -> Record:
    users = [user for user in (call.world.table("users").get(key) for key in group["users"]) if user is not None]
    shown = [
        {
            "id": user["id"],
            "userName": user["userName"],
            "lastName": user["lastName"],
            "firstName": user["firstName"],
            "aliases": sorted(user["aliases"]),
        }
        for user in users
    ]
    return {**group, "users": shown or None}


def _list(call: Call) -> Response:
    """Members are a set, in an order of its own: here another one than that of a single group."""
    shown = [_show(call, group) for group in call.world.table("pagegroups")]
    return call.show(PAGE_GROUP_LIST, {"groups": [{**group, "users": group["users"] and group["users"][::-1]} for group in shown]})


def _get(call: Call) -> Response:
    return call.show(PAGE_GROUP, _show(call, load(call)))


def _check_sound(call: Call) -> None:
    sound = call.parsed["sound"]
    if sound and sound not in files(call.world, "pagegroups"):
        raise Refused(404, "Prompt not found")


def _members(world: World, parsed: Parsed) -> list[int]:
    if parsed["users"] is None:
        raise null_pointer()
    found: dict[int, None] = {}
    for item in parsed["users"]:
        if item["id"] > 0:
            user = world.table("users").get(item["id"])
        else:
            user = people.find_user(world, item["userName"]) if item["userName"] else None
        if user is None:
            raise Refused(404, NOT_FOUND)
        found[user["id"]] = None
    return list(found)


def _content(call: Call, own: int | None) -> dict[str, Any]:
    world, parsed = call.world, call.parsed
    users = _members(world, parsed)
    except_for = None if own is None else ("pagegroups", own)
    if names.owner_of(world, [f"{_prefix(world)}{parsed['pageGroupNumber']}"], except_for) is not None:
        raise UserError("&error.aliasinuse")
    if parsed["sound"] is None:
        raise constraint("paging_group", "sound")
    if len(parsed["description"] or "") > 255:
        raise JavaError("org.springframework.dao.DataIntegrityViolationException", "value too long for type character varying(255)")
    content = {name: parsed[name] for name in ("enabled", "description", "pageGroupNumber", "sound", "timeout")}
    return {**content, "users": users}


def _create(call: Call) -> None:
    _check_sound(call)
    call.world.table("pagegroups").add(_content(call, None))


def _update(call: Call) -> None:
    _check_sound(call)
    group = load(call)
    group.update(_content(call, group["id"]))


def _delete(call: Call) -> None:
    call.world.table("pagegroups").remove(load(call)["id"])


def _user_gone(world: World, user: Record) -> None:
    for group in world.table("pagegroups"):
        group["users"] = [key for key in group["users"] if key != user["id"]]


people.WHEN_USER_GOES.append(_user_gone)

FAMILY = Family(
    "page_groups",
    api=(
        ApiRoute("GET", "/pagegroups", _list),
        ApiRoute("POST", "/pagegroups", _create, body=PAGE_GROUP, declared=False),
        ApiRoute("GET", "/pagegroups/{group:int}", _get),
        ApiRoute("PUT", "/pagegroups/{group:int}", _update, body=PAGE_GROUP, declared=False),
        ApiRoute("DELETE", "/pagegroups/{group:int}", _delete),
    ),
)
