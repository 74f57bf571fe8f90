# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phone books as an administrator may read them. Source of the facts: wire/phonebooks.yml. Private to the collection."""

from __future__ import annotations

import csv
import io
import re

from .._resource import Raw, Reader, Values
from .._wire import XML, Call, NotFound, OddAnswer, Refused, Rejected, unknown_reference

CSV = "text/comma-separated-values"
_LIST = Call("GET", "/rest/phonebook", accept=XML)
_ENTRIES = "/rest/phonebook/{name}"
_COLUMNS = ("first_name", "last_name", "number")
#: A quote inside a field has a backslash before it; a backslash at the end of a field stands before its closing quote.
_QUOTE = re.compile(r'\\"(?!,"|\r?\n|\Z)')


def names(reader: Reader) -> list[str]:
    """The public phone books."""
    data = reader.get(_LIST)
    books = data.get("phonebook") if isinstance(data, dict) else []
    return sorted(str(book["name"]) for book in ([books] if isinstance(books, dict) else books or []))


def public(reader: Reader, name: str) -> list[Values]:
    """The entries of a public phone book. Raises UnknownReference."""
    known = names(reader)
    if name not in known:
        raise unknown_reference("name", "phone book", "phone books", name, known)
    # The name is compared as it stands in the URL: the client refuses one that would have to be encoded.
    return entries(str(reader.get(Call("GET", _ENTRIES, {"name": name}, accept=CSV)) or ""))


def private(reader: Reader, user: Raw) -> list[Values]:
    """The entries of a user's own phone book, which has an internal name. Raises Refused where he has none."""
    call = Call("GET", _ENTRIES, {"name": f"privatePhonebook_{user['id']}"}, accept=CSV)
    try:
        return entries(str(reader.get(call) or ""))
    except (NotFound, Rejected) as error:  # the fork says 500 where others say 404
        raise Refused(
            f"user {user['userName']!r} has no phone book of his own yet; the PBX makes it with his first entry",
            call=call,
            status=error.status,
            server_message=error.server_message,
        ) from None


def entries(text: str) -> list[Values]:
    """The entries in the server's CSV, in its order. Raises OddAnswer for what is no such table."""
    rows = list(csv.reader(io.StringIO(_QUOTE.sub('""', text), newline="")))
    if not rows or any(len(row) != len(_COLUMNS) for row in rows):
        raise OddAnswer("the phone book cannot be read: the PBX sent something else than a table of three columns")
    return [{column: value or None for column, value in zip(_COLUMNS, row, strict=True)} for row in rows[1:]]
