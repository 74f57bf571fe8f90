# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Serial numbers of phones: a MAC address, or the word that a soft phone goes by. Source of the facts: wire/phones.yml, identity.

Private to the collection.
"""

from __future__ import annotations

import re
import typing as t

from .._wire import BadInput, Call

_MAC = re.compile(r"[0-9a-f]{12}")
_SERIAL = re.compile(r"[0-9A-Za-z]{1,255}")
#: What the server takes for an id, and its own words in that place.
_LARGEST_ID = 2147483647
_ROUTES = ("line", "models", "sendProfile")


def serial_number(text: str) -> str:
    """A MAC address in any spelling as the server stores it; the serial of a soft phone as it is."""
    bare = re.sub(r"[\s.:-]", "", text).lower()
    return bare if _MAC.fullmatch(bare) else text.strip()


def is_mac(serial: str) -> bool:
    return bool(_MAC.fullmatch(serial))


def spelled(given: t.Any) -> str:
    """The serial number that a task wrote. Raises BadInput for what is none, and for a MAC address that YAML took for a number."""
    if not isinstance(given, str):
        raise BadInput(f"YAML reads this as the number {given!r}, and a MAC address would be lost in that: write it in quotes")
    serial = serial_number(given)
    if not _SERIAL.fullmatch(serial):
        raise BadInput(
            f"{given!r} is neither a MAC address (twelve hex digits, with or without separators) nor the serial number of a soft phone"
            " (letters and digits)"
        )
    return serial


def read(serial: str) -> Call | None:
    """Reads a phone by its serial number; None where the server would take that for an id or another word."""
    if serial in _ROUTES or (serial.isdecimal() and int(serial) <= _LARGEST_ID):
        return None
    return Call("GET", "/api/phones/{phone}", {"phone": serial})
