# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sending profiles to phones: what is asked for stands in a queue; nothing is ever written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .. import people
from ..api_engine import ApiRoute
from ..beans import java_int
from ..calls import JSON, Call
from ..errors import no_row, null_pointer
from ..family import Family
from ..world import Record, World
from .phone_beans import IDS
from .phone_views import phones_of

QUEUE = "profile_queue"
"""The part of the state with the phones that wait for their files: id as text, and whether to restart."""


def queue(world: World, phones: Iterable[int], restart: bool) -> None:
    """Asks for the files of phones; a later request for a phone replaces an earlier one."""
    waiting = world.section(QUEUE)
    for key in phones:
        waiting.pop(str(key), None)
        waiting[str(key)] = restart


def _one(call: Call) -> list[int]:
    text = call.params["phone"]
    key = java_int(text)
    phones = call.world.table("phones")
    if key is None:
        phone = phones.find(serialNo=text)
        if phone is None:
            raise null_pointer()
        return [phone["id"]]
    if phones.get(key) is None:
        if call.edition.name == "fork":
            raise null_pointer()
        raise no_row("org.sipfoundry.sipxconfig.phone.Phone", key)
    return [key]


def _ids(call: Call) -> list[int]:
    return list(call.parsed["ids"] or ())


def _all(call: Call) -> list[int]:
    return [phone["id"] for phone in call.world.table("phones")]


def _user_id(call: Call) -> list[int]:
    return [phone["id"] for phone in phones_of(call.world, call.params["id"])]


def _user_name(call: Call) -> list[int]:
    user = call.world.table("users").find(userName=call.params["name"])
    return [] if user is None else [phone["id"] for phone in phones_of(call.world, user["id"])]


def _members(call: Call, group: Record | None) -> list[int]:
    if group is None:
        return []
    return [phone["id"] for phone in call.world.table("phones") if group["id"] in phone["groups"]]


def _group_id(call: Call) -> list[int]:
    return _members(call, call.world.table("groups").get(call.params["id"]))


def _group_name(call: Call) -> list[int]:
    return _members(call, people.find_group(call.world, people.PHONES, call.params["name"]))


def _pair(path: str, find: Callable[[Call], list[int]]) -> list[ApiRoute]:
    """The call that writes files and the one that restarts as well."""

    def run(restart: bool) -> Callable[[Call], None]:
        return lambda call: queue(call.world, find(call), restart)

    if find is _ids:
        return [
            ApiRoute("PUT", path, run(False), body=IDS, consumes=(JSON,)),
            ApiRoute("PUT", f"{path}/restart", run(True), body=IDS, consumes=(JSON,)),
        ]
    return [ApiRoute("PUT", path, run(False)), ApiRoute("PUT", f"{path}/restart", run(True))]


FAMILY = Family(
    "phone_profiles",
    api=(
        *_pair("/phones/{phone}/sendProfile", _one),
        *_pair("/phones/sendProfile", _ids),
        *_pair("/phones/sendProfile/all", _all),
        *_pair("/phones/user/id/{id:int}/sendProfile", _user_id),
        *_pair("/phones/user/name/{name}/sendProfile", _user_name),
        *_pair("/phones/phoneGroup/id/{id:int}/sendProfile", _group_id),
        *_pair("/phones/phoneGroup/name/{name}/sendProfile", _group_name),
    ),
)
