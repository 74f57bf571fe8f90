# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What can be wrong with a value, for the families to share. Each returns the rest of a sentence, or None.

Private to the collection. Lengths are those of the server's database columns (wire files, schemas).
"""

from __future__ import annotations

import re
import typing as t

_LONGEST = 255
_NUMBER = re.compile(r"\+?[0-9]{2,20}")


def short_text(value: t.Any) -> str | None:
    """Text that fits its column and can be sent in XML."""
    if len(value) > _LONGEST:
        return f"is longer than the {_LONGEST} characters that the server keeps"
    if any(ord(letter) < 32 and letter not in "\t" for letter in value):
        return "holds a line break or control character; write it on one line"
    return None


def name(value: t.Any) -> str | None:
    """A name that people and other records refer to."""
    if value != value.strip():
        return "begins or ends with a blank, which nobody would see; take it out"
    return short_text(value)


def group_name(value: t.Any) -> str | None:
    """A name of a user group or phone group, of which members are made by it."""
    problem = name(value)
    if problem is None and ("/" in value or value.endswith((".json", ".xml"))):
        problem = "has a slash or ends in .json or .xml: the server could not put anybody into it; choose another"
    return problem


def telephone_number(value: t.Any) -> str | None:
    """Digits as they are dialled or shown to a dispatcher, with a leading plus at the most."""
    if not _NUMBER.fullmatch(value):
        return "is no telephone number: write 2 to 20 digits, without blanks or dashes, such as 4235550101"
    return None


def port(value: t.Any) -> str | None:
    if not 0 <= value <= 65535:
        return "is no port: write 0 (none) to 65535"
    return None


def in_range(low: int, high: int) -> t.Callable[[t.Any], str | None]:
    """A check for a whole number from low to high."""

    def check(value: t.Any) -> str | None:
        return None if low <= value <= high else f"is out of range: write {low} to {high}"

    return check
