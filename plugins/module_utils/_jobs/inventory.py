# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phones, registered devices and servers of a PBX, for the inventory plugin. Private to the collection.

One list for each kind, however large the PBX. Nothing secret is among the values.
"""

from __future__ import annotations

import typing as t

from .._engine.record import values_of
from .._engine.world import World
from .._resource import Raw, Values
from .._resources import _registrations
from .._resources._groups import branch_of_user, lent_branches
from .._resources.phones import PHONE
from .._resources.servers import SERVER
from ._base import Job, Params, Report

KINDS = ("phones", "registrations", "servers")
_LINE = ("user", "user_id", "display_name", "registration_server")


def job() -> Job:
    return Job(spec={"include": {"type": "list", "elements": "str", "choices": list(KINDS)}}, work=_work)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    wanted = params["include"]
    world.begin()
    devices = [_registration(row) for row in _registrations.read(world, {})] if {"phones", "registrations"} & {*wanted} else []
    phones = list(_phones(world, devices)) if "phones" in wanted else []
    # A device that logs in with the serial number of a phone is that phone.
    known = {phone["serial"] for phone in phones}
    others = [device for device in devices if device["phone"] not in known] if "registrations" in wanted else []
    servers = [_plain(SERVER.key, values_of(SERVER, row), row) for row in world.rows("server")] if "servers" in wanted else []
    return Report(False, {"phones": phones, "registrations": others, "servers": servers})


def _registration(row: Raw) -> Values:
    values = _registrations.values_of(row)
    return {name: values[name] for name in ("user", "identity", "address", "phone", "registrar", "expires", "active")}


def _phones(world: World, devices: list[Values]) -> t.Iterator[Values]:
    by_serial: dict[str, list[Values]] = {}
    for device in devices:
        by_serial.setdefault(str(device["phone"]), []).append(device)
    lent = lent_branches(world)
    branches = {str(row["userName"]): branch_of_user(row, lent) for row in world.rows("user")}
    for row in world.rows("phone"):
        values = _plain(PHONE.key, values_of(PHONE, row), row)
        lines = [{name: line[name] for name in _LINE if line.get(name)} for line in values["lines"] or []]
        users = [str(line["user"]) for line in lines if line.get("user")]
        yield {
            **values,
            "model_label": (row.get("model") or {}).get("label"),
            "lines": lines,
            "users": users,
            "branch": next((branches[user] for user in users if branches.get(user)), None),
            "registrations": by_serial.get(values["serial"], []),
            "registered": any(device["active"] for device in by_serial.get(values["serial"], [])),
        }


def _plain(key: str, values: Values, row: Raw) -> Values:
    return {"id": row["id"], key: values[key], **values}
