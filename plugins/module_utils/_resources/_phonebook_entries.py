# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The entries of a user's private phone book. Source of the facts: wire/my_phonebook.yml.

An entry has no id in its own document and no call by name: the paged list tells the ids of private entries, and only of
those. Private to the collection.
"""

from __future__ import annotations

import re
import typing as t

from .._resource import Field, Raw, Reader, Values
from .._wire import Call, OddAnswer, XStreamJson
from . import _user_profile

#: What tells one entry from another.
IDENTITY = ("first_name", "last_name", "number")
PAGE_ROWS = 500
#: The id of what is no private entry: a user, or an entry of a public phone book.
_NOT_PRIVATE = "-1"
_DETAILS = (
    "job_title",
    "department",
    "company",
    "location",
    "assistant_name",
    "assistant_phone_number",
    "cell_phone_number",
    "home_phone_number",
    "fax_number",
    "did_number",
    "im_display_name",
    "alternate_im_id",
)
#: What the server takes for a mail address (entry_create, notes).
_MAIL = re.compile(r"[A-Za-z0-9_.+-]+@([A-Za-z0-9-]+\.)+[A-Za-z0-9]{2,4}")


def _mail(value: str) -> str | None:
    if _MAIL.fullmatch(value):
        return None
    return "is no mail address that the server takes here: it wants name@host with an ending of 2 to 4 letters"


def _detail(name: str, wire: str, **more: t.Any) -> Field:
    return _user_profile.text(name, f"contact-information.{wire}", **{"to_wire": None, **more})


FIELDS: tuple[Field, ...] = (
    *(_user_profile.text(name, name.replace("_", "-"), clearable=False) for name in IDENTITY),
    *(_detail(name, _user_profile.TEXTS[name]) for name in _DETAILS),
    _detail("im_id", "imId"),
    _detail("email", "emailAddress", check=_mail),
    _detail("alternate_email", "alternateEmailAddress"),
    *(
        _detail(f"{kind}_address.{name}", f"{kind}Address.{wire}")
        for kind in ("home", "office")
        for name, wire in _user_profile.ADDRESS.items()
    ),
)


def rows(reader: Reader, text: str = "") -> t.Iterator[Raw]:
    """The rows of the user's combined phone book that have the text in a name, a number or a mail address.

    Raises NotFound where the release lacks the paged list.
    """
    first = 0
    while True:
        found = reader.get(page(first, text))["phonebook"]
        yield from found["entries"]
        first += PAGE_ROWS
        if first >= found["filtered-size"]:
            return


def page(first: int, text: str = "") -> Call:
    """Some rows of the combined phone book, from C(first); C(text) is a part of a name, a number or a mail address."""
    query = {"start": first, "end": first + PAGE_ROWS, **({"filter": text} if text else {})}
    return Call("GET", "/rest/my/pagedphonebook", query=query)


def private_id(row: Raw) -> int | None:
    """The id of a row of the paged list that is a private entry; None for all others. Raises OddAnswer for what is no id."""
    text = str(row.get("id") or "")
    if text == _NOT_PRIVATE:
        return None
    if not text.isdecimal() or not int(text):
        # An empty id in the path of a DELETE would delete the whole phone book.
        raise OddAnswer(f"the PBX told {text!r} as the id of a phone book entry, which is no number; nothing is done with it")
    return int(text)


def same(row: Raw, values: Values) -> bool:
    """Whether a row is the entry that these values name."""
    return all((row.get(name.replace("_", "-")) or "") == values[name] for name in IDENTITY)


def read(ident: int) -> Call:
    return Call("GET", "/rest/my/phonebook/entry/{entry}", {"entry": ident})


def create(payload: Values) -> Call:
    """The server wants an id in the path, and ignores it."""
    return Call("POST", "/rest/my/phonebook/entry/{entry}", {"entry": 0}, body=_body(payload))


def update(ident: int, payload: Values) -> Call:
    return Call("PUT", "/rest/my/phonebook/entry/{entry}", {"entry": ident}, body=_body(payload))


def delete(ident: int) -> Call:
    return Call("DELETE", "/rest/my/phonebook/entry/{entry}", {"entry": ident})


def _body(payload: Values) -> XStreamJson:
    """The contact information must be there, if only empty."""
    return XStreamJson("entry", {"contact-information": {}, **payload})
