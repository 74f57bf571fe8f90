# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Live registrations. Source of the facts: wire/registrations.yml.

Nothing here can be held: a device that is dropped comes back with its next REGISTER. The server's own filters are loose
(an address is a regular expression, a number an internal id before it is a name), so filtering is done here, exactly; and
the list is read in one piece, because pages of it shift whenever a device registers anew. Private to the collection.
"""

from __future__ import annotations

import re
import typing as t

from .._resource import Field, Raw, Reader, Values
from .._wire import BadInput, Call, Refused
from . import _moments
from ._serials import serial_number

LIST = Call("GET", "/api/registrations")
BY_USER = "/api/registrations/user/{id}"
BY_CALL_ID = "/api/registrations/callid/{call_id}"
_ADDRESS = re.compile(r"sips?:(?:[^@>;]*@)?(\[[^\]]+\]|[^:;>@]+)", re.IGNORECASE)


def address_in(contact: str | None) -> str | None:
    """The host of a contact, without port and brackets."""
    found = _ADDRESS.search(contact or "")
    return found.group(1).strip("[]").lower() if found else None


FIELDS = (
    Field("user", "identity", from_wire=lambda identity: str(identity or "").rpartition("@")[0] or None),
    Field("identity", "identity"),
    Field("contact", "contact"),
    Field("address", "contact", from_wire=address_in),
    Field("phone", "instrument", from_wire=lambda serial: serial_number(serial) if serial else None),
    Field("call_id", "regCallId"),
    Field("registrar", "primary"),
    Field("expires", "expires", from_wire=_moments.shown),
    Field("active", "status", "bool", from_wire=lambda status: status == "active"),
)

#: Options of which each says exactly what must be so; all that are given must be.
FILTERS: dict[str, dict[str, t.Any]] = {name: {"type": "str"} for name in ("user", "phone", "call_id", "contact", "address", "server")}


def wanted_from(params: Raw, given: Raw) -> dict[str, str]:
    """The filters of a task as the records have them. An empty one is an error: taken for none, it would match them all."""
    wanted: dict[str, str] = {}
    for name in FILTERS:
        if name in given:
            text = str(params[name] if params[name] is not None else "").strip()
            if not text:
                raise BadInput(f"{name} is empty: give a value, or leave the option out")
            wanted[name] = text
    if "phone" in wanted:
        wanted["phone"] = serial_number(wanted["phone"])
    if "address" in wanted:
        wanted["address"] = wanted["address"].strip("[]").lower()
    return wanted


def read(reader: Reader, wanted: t.Mapping[str, str]) -> list[Raw]:
    """The registrations that match all filters. Raises UnknownReference for a user or server that the PBX does not have."""
    registrar = _registrar(reader, wanted["server"]) if "server" in wanted else None
    call = LIST
    if "user" in wanted:
        user = reader.need("user", wanted["user"], "user")
        if reader.is_planned(user):
            return []
        call = Call("GET", BY_USER, {"id": user["id"]})
    elif "call_id" in wanted:
        # This call alone finds those that are flagged as expired.
        call = Call("GET", BY_CALL_ID, {"call_id": wanted["call_id"]})
    rows: list[Raw] = reader.get(call)["registrations"] or []
    exact = {name: text for name, text in wanted.items() if name not in ("user", "server")}
    return [
        row
        for row in rows
        if all(values_of(row)[name] == text for name, text in exact.items()) and registrar in (None, row.get("primary") or "")
    ]


def _registrar(reader: Reader, host: str) -> str:
    """The address by which registrations name the server that took them."""
    address = reader.need("server", host, "server").get("ip")
    if not address:
        raise Refused(f"server {host!r} has no IP address in the PBX, by which its registrations could be told")
    return str(address)


def values_of(row: Raw) -> Values:
    return {field.name: field.read(row) for field in FIELDS}
