# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""vCards of phone book entries, as far as the server reads and writes them."""

from __future__ import annotations

import re
from typing import Any

from ..errors import JavaError
from ..world import Record

_ADDRESS = ("street", "city", "state", "zip", "country")
_LINE = re.compile(r"([A-Za-z-]+)((?:;[^:]*)?):(.*)")
Property = tuple[str, set[str], str]


def _unreadable(text: str) -> JavaError:
    return JavaError("java.lang.IllegalArgumentException", text)


def _properties(text: str) -> list[Property]:
    """Name, types (upper case) and raw value of each line; folded lines are joined."""
    found = []
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        match = _LINE.fullmatch(line.strip())
        if match is None and line.strip():
            raise _unreadable(f"Not a vCard line: {line}")
        if match:
            types = {part.upper() for word in match[2].split(";") if word for part in word.rpartition("=")[2].split(",")}
            found.append((match[1].upper(), types, match[3]))
    return found


def _parts(value: str) -> list[str]:
    """The parts of a value that is divided by semicolons."""
    return [re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], part) for part in re.split(r"(?<!\\);", value)]


def read_vcard(text: str) -> Record:
    """What a card says: first and last name, number, and contact information by its names; what it lacks is not there."""
    lines = _properties(text)
    if [name for name, _types, _value in lines[:1]] != ["BEGIN"]:
        raise _unreadable("Not a vCard")
    names = [_parts(value) for name, _types, value in lines if name == "N"]
    if not names:
        raise JavaError("java.lang.NullPointerException")
    last, first = (*names[0], "")[:2]
    found: Record = {"first-name": first, "last-name": last, "info": {}}
    for line in lines:
        _take(found, line, lines)
    return found


def _take(found: Record, line: Property, lines: list[Property]) -> None:
    name, types, value = line
    info, parts = found["info"], _parts(value)
    if name == "ORG":
        info["companyName"] = parts[0]
        if len(parts) > 1:
            info["jobDept"] = parts[1]
        titles = [_parts(text)[0] for other, _types, text in lines if other == "TITLE"]
        if titles:
            info["jobTitle"] = titles[0]
    elif name == "IMPP":
        info["imId" if "WORK" in types else "alternateImId"] = parts[0]
    elif name == "EMAIL":
        info["emailAddress" if "WORK" in types else "alternateEmailAddress"] = parts[0]
    elif name == "ADR":
        info["homeAddress" if "HOME" in types else "officeAddress"] = dict(zip(_ADDRESS, parts[2:], strict=False))
    elif name == "TEL":
        _telephone(found, types, parts[0])


def _telephone(found: Record, types: set[str], number: str) -> None:
    fields = {"CELL": "cellPhoneNumber", "HOME": "homePhoneNumber", "FAX": "faxNumber"}
    field = next((field for word, field in fields.items() if word in types), None)
    if field is None:
        found["number"] = number
        return
    found["info"][field] = number
    if field != "faxNumber":
        found.setdefault("number", number)


def write_vcard(row: dict[str, Any]) -> str:
    """A card with names, number and mail."""
    mail = row["contact-information"].get("emailAddress")
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{row['last-name'] or ''};{row['first-name'] or ''};;;"]
    lines += [f"TEL;TYPE=WORK:{row['number'] or ''}", *([f"EMAIL;TYPE=WORK:{mail}"] if mail else []), "END:VCARD"]
    return "\n".join(lines) + "\n"
