# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From what a PBX has to hosts, variables and groups. Private to the collection.

What stands in a PBX was written by others, registrations by whoever sent them: no value of it may be taken for a template,
and only what is an address becomes one.
"""

from __future__ import annotations

import dataclasses
import hashlib
import ipaddress
import json
import re
import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.sipxcom.pbx.plugins.module_utils import _run
from ansible_collections.sipxcom.pbx.plugins.module_utils._client.settings import OPTIONS

Values = dict[str, t.Any]

#: The options that say how to reach a PBX.
CONNECTION = tuple(OPTIONS)
_HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")


class Unread(Exception):
    """The PBX could not be read; the text is one sentence, without secrets."""


@dataclasses.dataclass
class Host:
    """One host as it comes from a PBX: its usual name, its variables, and the groups that it is in by itself."""

    name: str
    variables: Values
    groups: list[str]


def checked(pbx: t.Mapping[str, t.Any]) -> Values:
    """What an entry of the list of PBXs says, in the types of the options. Raises ValueError for what is no option of a PBX."""
    spec = {"name": {"type": "str"}, **{name: {"type": option["type"]} for name, option in OPTIONS.items()}}
    validated = ArgumentSpecValidator(spec).validate(dict(pbx))
    if validated.error_messages:
        raise ValueError(validated.error_messages[0])
    return {name: value for name, value in validated.validated_parameters.items() if value is not None}


def read(connection: t.Mapping[str, t.Any], include: list[str]) -> Values:
    """What the PBX has, as plain data that a cache can keep; nothing secret is in it. Raises Unread."""
    result = _run.read_inventory({**connection, "include": include})
    if result.failed:
        raise Unread(str(result.data["msg"]))
    return {kind: result.data[kind] for kind in ("phones", "registrations", "servers")}


def fingerprint(pbxs: t.Mapping[str, t.Mapping[str, t.Any]], include: list[str]) -> str:
    """The same for the same PBXs, logins and kinds; it tells nothing of them. What is kept of others is not taken for theirs."""
    known = {name: [connection.get("url"), connection.get("username")] for name, connection in pbxs.items()}
    return hashlib.sha256(json.dumps([known, include], sort_keys=True).encode()).hexdigest()[:12]


def hosts(pbx: str, data: t.Mapping[str, t.Any]) -> t.Iterator[Host]:
    """The hosts that a PBX stands for. C(pbx) is what it is called."""
    for phone in data["phones"]:
        active = [one for one in phone["registrations"] if one["active"]]
        state = "registered" if phone["registered"] else "unregistered"
        named = [("model", phone["model"]), ("branch", phone["branch"]), *(("phone_group", name) for name in phone["groups"])]
        yield _host("phone", pbx, phone["serial"], phone, next((one["address"] for one in active), None), [("", state), *named])
    for device in data["registrations"]:
        name = device["phone"] or f"{device['user'] or 'unknown'}@{device['address'] or 'unknown'}"
        state = "registered" if device["active"] else "unregistered"
        yield _host("registration", pbx, name, device, device["address"], [("", state)])
    for server in data["servers"]:
        yield _host("server", pbx, server["host"], server, server["ip"] or server["host"], [])


def _host(kind: str, pbx: str, name: str, values: Values, address: str | None, groups: list[tuple[str, str | None]]) -> Host:
    variables = {"sipx_kind": kind, "sipx_pbx": pbx, **{f"sipx_{key}": value for key, value in values.items()}}
    if address and _is_address(address):
        variables["ansible_host"] = address
    own = [f"sipx_{kind}s", f"sipx_pbx_{pbx}"]
    return Host(str(name), variables, own + ["_".join(("sipx", *filter(None, (kind, name)))) for kind, name in groups if name])


def _is_address(text: str) -> bool:
    """Whether it can be nothing else than an address: a contact may hold any text, and ssh would take some for options."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return _HOST_NAME.fullmatch(text) is not None
    return True
