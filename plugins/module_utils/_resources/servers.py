# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers: the machines of the cluster. Source of the facts: wire/servers.yml.

A create answers nothing, an update replaces host name, address and description, and neither touches the machine itself.
Private to the collection.
"""

from __future__ import annotations

import ipaddress
import re

from .._resource import Field, Reader, Resource, Seen, Step, Values, Wanted
from .._wire import SELF, Call, Refused
from . import _checks, _features

_HOST = re.compile(r"(?!\d+$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")


def _host(value: str) -> str | None:
    """A text of digits would be taken for an id."""
    if value.endswith((".xml", ".json")) or not _HOST.fullmatch(value):
        return "is no host name that the API can address: write the full name, such as pbx2.example.org"
    return _checks.short_text(value)


def _address(value: str) -> str | None:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return "is no IP address: write one such as 192.0.2.12"
    return None


def _look_closer(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    if seen.raw is None:
        return
    moved = [name for name in ("host", "ip") if name in wanted.values and (wanted.values[name] or None) != seen.values[name]]
    if moved:
        seen.warnings.append(
            f"{' and '.join(moved)} of server {wanted.key!r} change in the PBX only: the machine itself must be set up anew to match"
        )


def _newcomer(after: Values, wanted: Wanted, seen: Seen) -> Values:
    """A new server is never the primary one, and has not been seen yet."""
    return {"primary": False, "registered": False} if seen.raw is None else {}


def _spare(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    """The primary server is never deleted; what runs on another one would be switched off without a word."""
    if seen.values["primary"]:
        raise Refused(f"server {wanted.key!r} is the primary one and cannot be deleted")
    if wanted.options["force"] or reader.is_planned(seen.raw):
        return []
    on = sorted(name for name, enabled in _features.on_server(reader, seen.ident).items() if enabled)
    if on:
        raise Refused(
            f"server {wanted.key!r} still has the features {', '.join(on)}, which deleting it switches off: switch them off or on elsewhere"
            " first, or set force=true"
        )
    return []


SERVER = Resource(
    kind="server",
    title="server",
    plural="servers",
    key="host",
    fields=(
        Field("host", "host", required=True, clearable=False, check=_host),
        Field("ip", "ip", check=_address),
        Field("description", "description", required=True, clearable=False, check=_checks.short_text),
        Field("primary", "primary", "bool", read_only=True),
        Field("registered", "registered", "bool", read_only=True),
        _features.field(_features.OF_SERVER),
        _features.field(_features.OF_ALL),
    ),
    rows_call=Call("GET", "/api/servers"),
    rows_at=("servers",),
    item=Call("GET", "/api/servers/{id}", {"id": SELF}),
    create=Call("POST", "/api/servers"),
    update=Call("PUT", "/api/servers/{id}", {"id": SELF}),
    delete=Call("DELETE", "/api/servers/{id}", {"id": SELF}),
    spread=_features.spread,
    examine=_look_closer,
    foretell=_newcomer,
    unlink=_spare,
    parts=_features.parts(),
    extra={"bundles": {"type": "dict"}, "force": {"type": "bool", "default": False}},
)
