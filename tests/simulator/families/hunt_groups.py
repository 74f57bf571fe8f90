# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Hunt groups: /api/callgroups, which the public server of 2020 does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.wrappers import Response

from .. import names, people
from ..api_engine import ApiRoute
from ..beans import Bean, Bool, Field, Int, Listing, Nested, Text
from ..calls import Call, empty
from ..errors import JavaError, Refused, UserError, constraint, null_pointer
from ..family import Family
from ..world import Record, World
from .dial_rules import EXTENSION_IN_USE
from .user_settings import view

IN_TURN, TOGETHER = "If no response", "At the same time"
TEXTS = ("name", "extension", "did", "description", "fallbackDestination")
FLAGS = ("enabled", "voicemailFallback", "userForward", "useFwdTimers")

RING = Bean(
    "ringBeans",
    (Field("typeStr"), Field("userName"), Field("enabled", Bool()), Field("expiration", Int())),
    java="org.sipfoundry.sipxconfig.api.model.RingBean",
    ignores_unknown=True,
)
CALL_GROUP = Bean(
    "CallGroup",
    (
        Field("name"),
        Field("extension"),
        Field("description"),
        Field("enabled", Bool()),
        Field("did"),
        Field("ringBeans", Listing(Nested(RING), "ringBeans"), missing=()),
        Field("fallbackDestination"),
        Field("voicemailFallback", Bool(), missing=True),
        Field("userForward", Bool(), missing=True),
        Field("useFwdTimers", Bool()),
    ),
    java="org.sipfoundry.sipxconfig.api.model.CallGroupBean",
)
CALL_GROUP_LIST = Bean("CallGroups", (Field("callGroups", Listing(Nested(CALL_GROUP), "CallGroup")),))
STRINGS = Bean("Strings", (Field("strings", Listing(Text(), "strings")),), java="org.sipfoundry.sipxconfig.api.model.StringList")


def _names(world: World) -> Iterator[tuple[names.Owner, str]]:
    for group in world.table("callgroups"):
        for name in (group["name"], group["extension"], group["did"]):
            if name:
                yield ("callgroups", group["id"]), name


names.SOURCES["callgroups"] = _names


def _groups(world: World) -> list[Record]:
    return list(world.table("callgroups"))


def _by_extension(call: Call, missing: Exception) -> Record:
    """The group with the extension of the path, and nothing else."""
    group = call.world.table("callgroups").find(extension=call.params["extension"])
    if group is None:
        raise missing
    return group


def _named(world: World, text: str) -> list[Record]:
    """The groups with this name, extension or did."""
    return [group for group in _groups(world) if text in (group["name"], group["extension"], group["did"])]


def _show(call: Call, group: Record) -> Record:
    own_times = group["userForward"] and group["useFwdTimers"]
    rings = []
    for place, ring in enumerate(group["rings"]):
        user = call.world.table("users").get(ring["user"])
        assert user is not None
        time = int(view(call, user).value("callfwd/timer") or 0) if own_times else ring["expiration"]
        kind = (ring["type"] or IN_TURN) if place else None
        rings.append({"typeStr": kind, "userName": user["userName"], "enabled": True, "expiration": time})
    return {**group, "ringBeans": rings}


def _list(call: Call) -> Response:
    return call.show(CALL_GROUP_LIST, {"callGroups": [_show(call, group) for group in _groups(call.world)]})


def _list_prefix(call: Call) -> Response:
    if any(group["extension"] is None for group in _groups(call.world)):
        raise Refused(500)
    found = [group for group in _groups(call.world) if group["extension"].startswith(call.params["prefix"])]
    return call.show(CALL_GROUP_LIST, {"callGroups": [_show(call, group) for group in found]})


def _get(call: Call) -> Response:
    found = _named(call.world, call.params["extension"])
    return call.show(CALL_GROUP, _show(call, found[0])) if found else empty(204)


def _check(world: World, content: Record, own: int | None) -> None:
    except_for = None if own is None else ("callgroups", own)
    if names.owner_of(world, [content["name"]], except_for):
        raise UserError("&error.nameInUse.long", people.NAME_IN_USE)
    if content["did"] is not None and content["did"] == content["extension"]:
        raise UserError("&error.didInUse", people.DID_IN_USE)
    same_did = any(group["did"] == "" == content["did"] and group["id"] != own for group in _groups(world))
    if same_did or names.owner_of(world, [content["extension"], content["did"]], except_for):
        raise UserError("&error.extensionInUse", EXTENSION_IN_USE)
    if any(len(content[field] or "") > 255 for field in TEXTS):
        raise JavaError("org.springframework.dao.DataIntegrityViolationException", "value too long for type character varying(255)")


def _content(call: Call, own: int | None) -> dict[str, Any]:
    """What a body stores. The switch of a ring is not kept: it only counts for the routing that this save writes."""
    parsed = call.parsed
    rings, routed = [], []
    for ring in parsed["ringBeans"] or []:
        user = call.world.table("users").find(userName=ring["userName"])
        if user is None:
            raise null_pointer()
        kind = ring["typeStr"] if ring["typeStr"] in (IN_TURN, TOGETHER) else None
        rings.append({"user": user["id"], "type": kind, "expiration": ring["expiration"]})
        routed += [user["id"]] if ring["enabled"] else []
    content = {name: parsed[name] for name in (*TEXTS, *FLAGS)}
    _check(call.world, content, own)
    if content["name"] is None:
        raise constraint("call_group", "name")
    return {**content, "rings": rings, "routed": routed}


def _create(call: Call) -> int:
    return call.world.table("callgroups").add(_content(call, None))


def _update(call: Call) -> int:
    group = _by_extension(call, Refused(404))
    group.update(_content(call, group["id"]))
    key: int = group["id"]
    return key


def _delete(call: Call) -> None:
    for group in _named(call.world, call.params["extension"]):
        call.world.table("callgroups").remove(group["id"])


def _duplicate(call: Call) -> int:
    source = _by_extension(call, null_pointer())
    name = f"CopyOf{source['name']}"
    while names.owner_of(call.world, [name]):
        name = f"CopyOf{name}"
    rings = [dict(ring) for ring in source["rings"]]
    copy = {**source, "name": name, "extension": call.params["new"], "did": None, "enabled": False, "rings": rings}
    _check(call.world, copy, None)
    call.world.table("callgroups").add(copy)
    key: int = source["id"]
    return key


def _extension_of(world: World, ring: Record) -> str | None:
    """What a member dials to: the user name when it is a number, else the shortest alias that is one."""
    user = world.table("users").get(ring["user"])
    assert user is not None
    if user["userName"].isdigit():
        return str(user["userName"])
    return min((alias for alias in user["aliases"] if alias.isdigit()), key=len, default=None)


def _rotate(call: Call) -> int | Response:
    group = _by_extension(call, null_pointer())
    places = [_extension_of(call.world, ring) for ring in group["rings"]]
    if call.params["ring"] in places:
        after = places.index(call.params["ring"]) + 1
        if after == len(places):
            return call.say(call.params["extension"])
        group["rings"] = group["rings"][after:] + group["rings"][:after]
    key: int = group["id"]
    return key


def _rotate_many(call: Call) -> None:
    """Goes by the call records, of which there are none."""
    if call.parsed["strings"] is None:
        raise null_pointer()


def _user_gone(world: World, user: Record) -> None:
    for group in world.table("callgroups"):
        group["rings"] = [ring for ring in group["rings"] if ring["user"] != user["id"]]


people.WHEN_USER_GOES.append(_user_gone)

FAMILY = Family(
    "hunt_groups",
    api=(
        ApiRoute("GET", "/callgroups", _list),
        ApiRoute("POST", "/callgroups", _create, body=CALL_GROUP),
        ApiRoute("POST", "/callgroups/rotate", _rotate_many, body=STRINGS),
        ApiRoute("GET", "/callgroups/prefix/{prefix}", _list_prefix),
        ApiRoute("GET", "/callgroups/{extension}", _get),
        ApiRoute("PUT", "/callgroups/{extension}", _update, body=CALL_GROUP),
        ApiRoute("DELETE", "/callgroups/{extension}", _delete),
        ApiRoute("POST", "/callgroups/{extension}/duplicate/{new}", _duplicate),
        ApiRoute("POST", "/callgroups/{extension}/rotate/{ring}", _rotate),
    ),
    only=lambda edition: edition.name == "fork",
)
