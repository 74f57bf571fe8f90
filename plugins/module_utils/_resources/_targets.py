# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the options that name the owner of settings to the path parameters that reach it.

Ids are taken from lists, never from a task: a name that is a number would be taken for an id, and the id of a user
group for a phone group (conventions.md, 7; phone_groups.yml, common). Private to the collection.
"""

from __future__ import annotations

import dataclasses

from .._resource import Raw, Reader, Values
from .._wire import BadInput, Call, NotFound, Refused, SipxError, unknown_reference
from ._gateway_models import UNMANAGED
from ._serials import serial_number

SUPERADMIN = "superadmin"
PORTS = Call("GET", "/api/gateways/{gateway}/ports")


def service(reader: Reader, target: Raw) -> Values:
    return {"service": target["service"]}


def whole(reader: Reader, target: Raw) -> Values:
    """There is one of its kind."""
    return {}


def explain_ntp(reader: Reader, target: Raw, error: SipxError) -> SipxError:
    """Only newer releases have it (localization_time.yml)."""
    if not isinstance(error, NotFound):
        return error
    return Refused(
        "the API of this PBX has no time server settings, which came with release 21.04: use its web UI",
        call=error.call,
        status=error.status,
        server_message=error.server_message,
    )


def gateway(reader: Reader, target: Raw) -> Values:
    row = reader.need("gateway", target["gateway"], "gateway")
    if row["model"]["modelId"] == UNMANAGED:
        raise Refused(
            f"gateway {target['gateway']!r} is unmanaged (model {UNMANAGED}), and such a gateway has no settings:"
            " the box itself is configured elsewhere, its address and caller ID with sipx_gateway"
        )
    return {"gateway": row["id"]}


def gateway_port(reader: Reader, target: Raw) -> Values:
    row = reader.need("gateway", target["gateway"], "gateway")
    if reader.is_planned(row):
        return {"gateway": row["id"], "port": row["id"]}
    ports = reader.get(dataclasses.replace(PORTS, at={"gateway": row["id"]}))["ports"]
    number = _position(
        "port", target["port"], len(ports), f"gateway {target['gateway']!r}", "; sipx_gateway_port adds ports" + reader.later
    )
    return {"gateway": row["id"], "port": ports[number - 1]["id"]}


def phone(reader: Reader, target: Raw) -> Values:
    return {"phone": _phone(reader, target["phone"])["id"]}


def line(reader: Reader, target: Raw) -> Values:
    """A line by its position, or by the user (or the account of another server) that it belongs to."""
    found = _phone(reader, target["phone"])
    lines: list[Raw] = found.get("lines") or []
    owner = f"phone {found['serialNo']}"
    if target.get("line_user"):
        user = target["line_user"]
        mine = [one for one in lines if user in (one.get("user"), one.get("userId"))]
        if not mine:
            known = [str(one.get("userId")) for one in lines]
            raise unknown_reference("line_user", f"line of {owner} with the user", "lines", user, known, reader.later)
        if len(mine) > 1:
            raise BadInput(f"line_user: {owner} has {len(mine)} lines of {user!r}; name one by its position with line")
        return {"phone": found["id"], "line": mine[0]["id"]}
    number = _position("line", target["line"], len(lines), owner, reader.later)
    return {"phone": found["id"], "line": lines[number - 1]["id"]}


def phone_group(reader: Reader, target: Raw) -> Values:
    return {"phone_group": reader.need("phone_group", target["phone_group"], "phone_group")["id"], "model": target["model"]}


def explain_model(reader: Reader, target: Raw, error: SipxError) -> SipxError:
    """An unknown model is an exception's text there."""
    reader.need("phone_model", target["model"], "model")
    return error


def user(reader: Reader, target: Raw) -> Values:
    return {"user": target["user"]}


def explain_user(reader: Reader, target: Raw, error: SipxError) -> SipxError:
    if isinstance(error, NotFound):
        reader.need("user", target["user"], "user")
    return error


def user_group(reader: Reader, target: Raw) -> Values:
    """Settings of a user group go by its name. Which settings there are, the list of any user tells."""
    return {"user_group": target["user_group"], "sample": _some_user(reader)}


def explain_user_group(reader: Reader, target: Raw, error: SipxError) -> SipxError:
    if isinstance(error, NotFound):
        reader.need("user_group", target["user_group"], "user_group")
    return error


def park_orbit(reader: Reader, target: Raw) -> Values:
    row = _named(reader, reader.rows("park_orbit"), ("name", "extension"), "park orbit", "park orbits", target["park_orbit"], "park_orbit")
    return {"orbit": row["id"]}


def _phone(reader: Reader, text: str) -> Raw:
    return reader.need("phone", serial_number(text), "phone")


def _some_user(reader: Reader) -> str:
    """superadmin, whom every PBX has; should it be gone, the first user of the list."""
    try:
        reader.get(Call("GET", "/api/users/{sample}/settings", {"sample": SUPERADMIN}))
    except NotFound:
        users = reader.get(Call("GET", "/api/users", query={"start": 0, "limit": 1}))["users"]
        return str(users[0]["userName"]) if users else SUPERADMIN
    return SUPERADMIN


def _position(option: str, value: object, count: int, owner: str, hint: str) -> int:
    """A place in a row, counted from 1."""
    if isinstance(value, int) and 1 <= value <= count:
        return value
    has = f"has {count} {option}{'s' if count != 1 else ''}" if count else f"has no {option}s"
    raise BadInput(f"{option}: {owner} {has}, so there is no {option} {value!r}; they are counted from 1{hint}", details={"value": value})


def _named(reader: Reader, rows: list[Raw], keys: tuple[str, ...], title: str, plural: str, name: str, option: str) -> Raw:
    """The row that has the name under the first of the keys, else under a later one."""
    for key in keys:
        for row in rows:
            if row.get(key) == name:
                return row
    raise unknown_reference(option, title, plural, name, [str(row[keys[0]]) for row in rows], reader.later)
