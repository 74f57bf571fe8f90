# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phone books, for administrators to read: /rest/phonebook.

Tests put them into the table "phonebooks": name, groups (ids of user groups), user (the owner of a private one) and
entries, each a list of first name, last name and number.
"""

from __future__ import annotations

from lxml import etree
from werkzeug.wrappers import Response

from .. import people
from ..calls import TEXT_XML, Call
from ..errors import JavaError, Refused, null_pointer
from ..family import Family
from ..rest_admin import PROLOG
from ..rest_engine import RestRoute
from ..world import Record, World
from ..xml_tools import safe

CSV = "text/comma-separated-values"
HEAD = ("First name", "Last name", "Number")
Entry = tuple["str | None", "str | None", "str | None"]


def _list(call: Call) -> Response:
    root = etree.Element("phonebooks")
    for book in call.world.table("phonebooks"):
        if book.get("user") is None:
            etree.SubElement(root, "phonebook", name=safe(book["name"]))
    return Response(PROLOG + etree.tostring(root), 200, content_type=TEXT_XML)


def _entries(world: World, book: Record) -> list[Entry]:
    """Members and imported entries, once each, sorted by last name, first name and number."""
    found: dict[Entry, None] = dict.fromkeys((first, last, number) for first, last, number in book.get("entries", ()))
    for user in world.table("users"):
        if set(book.get("groups", ())) & set(user["groups"]):
            found[(user["firstName"], user["lastName"], user["userName"])] = None
    return sorted(found, key=lambda entry: (entry[1] or "", entry[0] or "", entry[2] or ""))


def _get(call: Call) -> Response:
    """The name is compared as it stands in the URL."""
    name = call.params["name"]
    book = call.world.table("phonebooks").find(name=name)
    if book is None:
        if call.edition.name == "fork":
            raise null_pointer()
        raise Refused(404)
    entries = _entries(call.world, book)
    return _csv(entries) if call.media == CSV else _xml(entries)


def _csv(entries: list[Entry]) -> Response:
    lines = [",".join('"' + (field or "").replace('"', '\\"') + '"' for field in row) + "\n" for row in (HEAD, *entries)]
    return Response("".join(lines).encode(), 200, content_type=CSV)


def _xml(entries: list[Entry]) -> Response:
    root = etree.Element("phonebook")
    for entry in entries:
        element = etree.SubElement(root, "entry")
        for name, value in zip(("first-name", "last-name", "number"), entry, strict=True):
            if value is None:
                raise JavaError("java.lang.NullPointerException")
            etree.SubElement(element, name).text = safe(value)
    return Response(PROLOG + etree.tostring(root), 200, content_type=TEXT_XML)


def _user_gone(world: World, user: Record) -> None:
    for book in world.table("phonebooks"):
        if book.get("user") == user["id"]:
            world.table("phonebooks").remove(book["id"])


people.WHEN_USER_GOES.append(_user_gone)

FAMILY = Family(
    "phonebooks",
    rest=(
        RestRoute("/phonebook", get=_list, variants=(TEXT_XML,)),
        RestRoute("/phonebook/{name}", get=_get, variants=(CSV, TEXT_XML, "application/*+xml")),
    ),
)
