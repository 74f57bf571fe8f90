# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's private phone book as a whole: whether telephones show it. Source of the facts: wire/my_phonebook.yml.

Private to the collection.
"""

from __future__ import annotations

from .._document import Document, Sheet
from .._resource import Field, Seen, Values
from .._wire import Call, Refused

#: What is told while there is no private phone book. One that is made begins as shown.
_NONE = "n/a"


def _write(payload: Values, seen: Seen) -> Call:
    if seen.facts[_PAGE.path]["show-on-phone"] == _NONE:
        raise Refused("the user has no private phone book yet, and the PBX makes one with its first entry: create an entry before")
    return Call("PUT", "/rest/my/phonebook/showContactsOnPhone/{value}", {"value": str(payload["show-on-phone"]).lower()})


_PAGE = Call("GET", "/rest/my/pagedphonebook", query={"start": 0, "end": 0})

PHONEBOOK = Document(
    kind="phonebook",
    title="phone book",
    sheets=(
        Sheet(
            (Field("show_on_phones", "show-on-phone", "bool", clearable=False, from_wire=lambda value: str(value) in ("true", _NONE)),),
            _PAGE,
            _write,
            at=("phonebook",),
        ),
    ),
    latin1=False,
)
