# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The phone book as one user sees it: all of it, page by page, and by search.

Books lie in the table "phonebooks" (see phonebooks.py; consumers: the ids of the user groups that see a public one), the
entries of private books in the table "contacts". The section "phonebook" of the state may say {"everyone": true}.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from werkzeug.wrappers import Response

from ..beans import Bean, Field, Int, Listing, Nested, java_int
from ..calls import JSON, PLAIN, TEXT_XML, Call
from ..errors import JavaError, null_pointer
from ..family import Family
from ..rest_engine import RestRoute
from ..world import Record, World
from .my_contact import contact_fields, show_contact
from .vcards import write_vcard

VCARD = "text/x-vcard"
LATIN = "; charset=ISO-8859-1"
GOOGLE_DOMAIN = "voice.test"
NOT_STORED = "-1"
"""The id of entries that are users; in the paged list of all that are not private."""

_INFO = (
    *("jobTitle", "jobDept", "companyName", "assistantName", "location", "homeAddress", "officeAddress", "branchAddress"),
    *("cellPhoneNumber", "homePhoneNumber", "assistantPhoneNumber", "faxNumber", "didNumber", "imId", "imDisplayName"),
    *("alternateImId", "emailAddress", "alternateEmailAddress", "avatar"),
)
INFO = Bean("contact-information", contact_fields(*_INFO))
ENTRY = Bean(
    "entry",
    (Field("id"), Field("first-name"), Field("last-name"), Field("number"), Field("contact-information", Nested(INFO))),
)
PAGE = Bean(
    "phonebook",
    (
        Field("size", Int()),
        Field("filtered-size", Int()),
        Field("start-row", Int()),
        Field("end-row", Int()),
        Field("show-on-phone"),
        Field("google-domain"),
        Field("entries", Listing(Nested(ENTRY), "entry")),
    ),
)
_COLUMNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("First Name", ("first-name",)),
    ("Last Name", ("last-name",)),
    ("Number", ("number",)),
    ("Job Title", ("jobTitle",)),
    ("Job Department", ("jobDept",)),
    ("Company Name", ("companyName",)),
    ("Assistant Name", ("assistantName",)),
    ("Cell Phone Number", ("cellPhoneNumber",)),
    ("Home Phone Number", ("homePhoneNumber",)),
    ("Assistant Phone Number", ("assistantPhoneNumber",)),
    ("Fax Number", ("faxNumber",)),
    ("Im Id", ("imId",)),
    ("Alternate Im Id", ("alternateImId",)),
    ("Location", ("location",)),
    ("Home city", ("homeAddress", "city")),
    ("Home country", ("homeAddress", "country")),
    ("Home state", ("homeAddress", "state")),
    ("Home street", ("homeAddress", "street")),
    ("Home Zip/Postal code", ("homeAddress", "zip")),
    ("Office city", ("officeAddress", "city")),
    ("Office country", ("officeAddress", "country")),
    ("Office State", ("officeAddress", "state")),
    ("Office Street", ("officeAddress", "street")),
    ("Office Zip/Postal code", ("officeAddress", "zip")),
    ("Office designation", ("officeAddress", "officeDesignation")),
    ("Office Mail", ("emailAddress",)),
    ("Alternate Office Mail", ("alternateEmailAddress",)),
)


# ---- the combined book


def private_book(world: World, user: Record) -> Record | None:
    """The private phone book of a user, which is made by the first write."""
    return world.table("phonebooks").find(user=user["id"])


def contacts(world: World, user: Record) -> list[Record]:
    """The private entries of a user."""
    book = private_book(world, user)
    return [] if book is None else [row for row in world.table("contacts") if row["phonebook"] == book["id"]]


def combined(call: Call, user: Record) -> list[Record]:
    """What the user sees, by number, first and last name; who has the same of all three stands there once."""
    world = call.world
    found = [_row(str(row["id"]), row["first-name"], row["last-name"], row["number"], row["info"]) for row in contacts(world, user)]
    private = {row["id"] for row in found}
    members: list[Record] = []
    for book in world.table("phonebooks"):
        if book.get("user") is None and set(book.get("consumers", ())) & set(user["groups"]):
            for place, (first, last, number) in enumerate(book.get("entries", ())):
                found.append(_row(str(100_000 + 1000 * book["id"] + place), first, last, number, {}))
            members += [one for one in world.table("users") if set(book.get("groups", ())) & set(one["groups"])]
    if world.section("phonebook").get("everyone"):
        members += [one for one in world.table("users") if one["id"] != user["id"]]
    for one in members:
        row = _row(NOT_STORED, one["firstName"], one["lastName"], one["userName"], show_contact(call, one))
        found.append({**row, "names": [one["userName"], *one["aliases"]]})
    once = {(row["number"], row["first-name"], row["last-name"]): row for row in reversed(found)}
    rows = [{**row, "private": row["id"] in private} for row in once.values()]
    return sorted(rows, key=lambda row: tuple(row[name] or "" for name in ("number", "first-name", "last-name")))


def _row(key: str, first: str | None, last: str | None, number: str | None, info: Record) -> Record:
    return {"id": key, "first-name": first, "last-name": last, "number": number, "contact-information": info}


# ---- all of it

LIST_VARIANTS = (TEXT_XML, JSON, PLAIN, VCARD)


def read_book(call: Call) -> Response:
    """Everything that the caller sees, in one of four forms."""
    rows = combined(call, call.caller)
    if call.media in (TEXT_XML, JSON):
        return call.show_items("phonebook", ENTRY, rows)
    if not rows:
        raise null_pointer()
    text = _csv(rows) if call.media == PLAIN else "".join(write_vcard(row) for row in rows)
    return Response(text.encode("iso-8859-1", "replace"), 200, content_type=PLAIN + LATIN)


def _csv(rows: list[Record]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(title for title, _path in _COLUMNS)
    for row in rows:
        writer.writerow(_cell({**row["contact-information"], **row}, path) for _title, path in _COLUMNS)
    return text.getvalue()


def _cell(value: Any, path: tuple[str, ...]) -> str:
    for name in path:
        value = (value or {}).get(name)
    return value or ""


# ---- page by page


def _paged(call: Call) -> Response:
    rows, wanted = combined(call, call.caller), call.query("filter")
    found = rows
    if wanted and wanted != "null":
        found = [row for row in rows if any(wanted.lower() in text.lower() for text in _texts(row))]
    start, end = (java_int(call.params[name]) for name in ("start", "end"))
    start, end = (min(max(number, 0), len(found)) for number in (0 if start is None else start, 100 if end is None else end))
    if start > end:
        raise JavaError("java.lang.IllegalArgumentException", f"fromIndex({start}) > toIndex({end})")
    book = private_book(call.world, call.caller)
    page = {
        "size": len(rows),
        "filtered-size": len(found),
        "start-row": start,
        "end-row": end,
        "show-on-phone": "n/a" if book is None else str(book.get("show_on_phone", True)).lower(),
        "google-domain": GOOGLE_DOMAIN,
        "entries": [{**row, "id": row["id"] if row["private"] else NOT_STORED} for row in found[start:end]],
    }
    return call.show(PAGE, page)


def _texts(row: Record) -> list[str]:
    mail = row["contact-information"].get("emailAddress")
    return [text for text in (row["first-name"], row["last-name"], row["number"], mail) if text]


# ---- search


def _search(call: Call) -> Response:
    term = (call.query("query") or "").lower()

    def fits(row: Record) -> bool:
        texts = [row["number"], row["first-name"], row["last-name"], *row.get("names", ())]
        return any(word.lower().startswith(term) for text in texts if text for word in text.split())

    rows = [] if " " in term else [row for row in combined(call, call.caller) if fits(row)]
    return call.show_items("phonebook", ENTRY, rows)


FAMILY = Family(
    "my_phonebook",
    rest=(
        RestRoute("/my/pagedphonebook?start={start}&end={end}", get=_paged),
        RestRoute("/my/search/phonebook?query={query}", get=_search),
    ),
)
