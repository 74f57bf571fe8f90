# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who can be linked to an emergency response location, and by which calls. Source of the facts: wire/erls.yml.

Private to the collection.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t

from .._resource import Reader
from .._wire import ANY, XML, Call, NotFound, Text, Xml
from ._serials import is_mac, serial_number

_ELEMENT = re.compile(r"<elin>\s*([^<]*?)\s*</elin>")


@dataclasses.dataclass(frozen=True)
class ErlLink:
    """One sort of record that can be linked. C(read), C(write) and C(clear) make the calls for one of that name."""

    title: str
    everybody: Call
    """Lists all of them."""
    names_at: tuple[str, str]
    """Where the names are in that list: the list's key, and the key in each."""
    read: t.Callable[[str], Call]
    write: t.Callable[[str, str], Call]
    clear: t.Callable[[str], Call] | None
    kind: str
    """The kind of record, whose list tells whether a name exists (where the collection knows that kind)."""

    def names_in(self, data: t.Any) -> list[str]:
        return [str(row[self.names_at[1]]) for row in data[self.names_at[0]]]

    def current(self, reader: Reader, name: str) -> str | None:
        """The ELIN of one, or None."""
        try:
            return _elin_in(reader.get(self.read(name)), name)
        except NotFound:
            return None


def bad_serial(value: str) -> str | None:
    return None if is_mac(serial_number(value)) else "is no MAC address: write twelve hex digits, such as 0004f2a1b2c3"


def _elin_in(data: t.Any, name: str) -> str | None:
    """The ELIN in an answer: plain text, an XML text, or a parsed list with one entry a phone."""
    if isinstance(data, t.Mapping):
        rows = data.get("e911Location", data)
        rows = [rows] if isinstance(rows, t.Mapping) else rows
        data = next((row.get("elin") for row in rows if row.get("serial", name) == name), None)
    text = str(data or "").strip()
    if text.startswith("<"):
        found = _ELEMENT.search(text)
        text = found.group(1) if found else ""
    return text or None


def _by_text(segment: str) -> dict[str, t.Any]:
    path = f"/rest/erl/{segment}/{{name:decoded}}"
    return {
        "read": lambda name: Call("GET", path, {"name": name}, accept=ANY),
        "write": lambda name, elin: Call("PUT", path, {"name": name}, body=Text(elin), accept=ANY),
        "clear": lambda name: Call("DELETE", path, {"name": name}, accept=ANY),
    }


def _phone(name: str, elin: str) -> Call:
    return Call("PUT", "/rest/erl/phones", body=Xml("e911Locations", {"e911Location": [{"serial": name, "elin": elin}]}), accept=ANY)


#: By the option that names the record.
LINKS: dict[str, ErlLink] = {
    "user": ErlLink("user", Call("GET", "/api/users"), ("users", "userName"), kind="user", **_by_text("user")),
    # DELETE is documented for users and phone groups, not for user groups.
    "user_group": ErlLink(
        "user group", Call("GET", "/api/userGroups"), ("groups", "name"), kind="user_group", **{**_by_text("group"), "clear": None}
    ),
    "phone": ErlLink(
        "phone",
        Call("GET", "/api/phones"),
        ("phones", "serialNo"),
        read=lambda name: Call("GET", "/rest/erl/phone/{serial}", {"serial": name}, accept=XML),
        write=_phone,
        clear=lambda name: _phone(name, ""),
        kind="phone",
    ),
    "phone_group": ErlLink(
        "phone group", Call("GET", "/api/phoneGroups"), ("groups", "name"), kind="phone_group", **_by_text("phonegroup")
    ),
}
