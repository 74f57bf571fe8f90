# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The entries of private phone books: by form, by vCard, and all at once.

A DELETE whose path merely begins like that of the whole book deletes the whole book: the routes see to that. The state may
give an entry the class that it was imported as, under the key imported.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from werkzeug.wrappers import Response

from .. import people
from ..beans import Bean, Field, Nested, Parsed, Time, java_int
from ..calls import Call, empty
from ..errors import JavaError, Refused, no_row, null_pointer
from ..family import Family
from ..rest_engine import RestRoute
from ..world import Record, World
from .my_contact import contact_fields
from .my_phonebook import INFO, LIST_VARIANTS, combined, contacts, private_book, read_book
from .vcards import read_vcard

ENTRY_CLASS = "org.sipfoundry.sipxconfig.phonebook.PhonebookEntry"
EXISTS, GOOGLE_REFUSED = 747, 743
MAIL = re.compile(r"[A-Za-z0-9_.+-]+@([A-Za-z0-9-]+\.)+[A-Za-z0-9]{2,4}")
IDENTITY = ("first-name", "last-name", "number")

INFO_IN = Bean("contact-information", (*INFO.fields, *contact_fields("id", "useBranchAddress")))
ENTRY = Bean(
    "entry",
    (
        *(Field(name) for name in IDENTITY),
        Field("internalId"),
        Field("contact-information", Nested(INFO_IN)),
        Field("timestamp", Time()),
    ),
    java=ENTRY_CLASS,
)
BULK_ENTRY = Bean("entry", (Field("id"), *ENTRY.fields), java=ENTRY_CLASS)
CARD = Bean("pb", tuple(Field(name) for name in ("internalId", "uid", "vcard", "userName")))
CREDENTIALS = Bean("credentials", (Field("account"), Field("password")))


def _book(world: World, user: Record) -> int:
    """The id of a user's private book, which is made when there is none."""
    book = private_book(world, user)
    if book is not None:
        return int(book["id"])
    return world.table("phonebooks").add({"name": f"privatePhonebook_{user['id']}", "user": user["id"], "show_on_phone": True})


def _content(body: Parsed) -> dict[str, Any]:
    """What an entry stores of a body: everything, null where it says nothing."""
    info = body["contact-information"] or {}
    return {
        **{name: body[name] for name in (*IDENTITY, "internalId")},
        "timestamp": body["timestamp"],
        "info": {name: value for name, value in info.items() if name in INFO.by_name and value is not None},
    }


# ---- the whole book


def _add_many(call: Call) -> None:
    for body in call.read_items("phonebook", BULK_ENTRY):
        call.world.table("contacts").add({**_content(body), "phonebook": _book(call.world, call.caller)})


def _wipe(call: Call) -> None:
    book = private_book(call.world, call.caller)
    if book is not None:
        drop_book(call.world, book)


def drop_book(world: World, book: Record) -> None:
    """Deletes a phone book with its entries."""
    for row in world.table("contacts"):
        if row["phonebook"] == book["id"]:
            world.table("contacts").remove(row["id"])
    world.table("phonebooks").remove(book["id"])


def _user_gone(world: World, user: Record) -> None:
    book = private_book(world, user)
    if book is not None:
        drop_book(world, book)


people.WHEN_USER_GOES.append(_user_gone)


# ---- by form


def _broken(call: Call) -> bool:
    """The fork looks up a blank user instead of the caller."""
    return call.edition.name == "fork"


def _mine(call: Call) -> Record | None:
    key = java_int(call.params["id"])
    return next((row for row in contacts(call.world, call.caller) if row["id"] == key), None)


def _get(call: Call) -> Response:
    if _broken(call):
        return empty(call.edition.empty_rest_status)
    row = _mine(call)
    if row is None:
        raise Refused(404)
    shape = replace(ENTRY, root=row["imported"]) if row.get("imported") else ENTRY
    return call.show(shape, {**row, "contact-information": row["info"]})


def _checked(call: Call, own: int | None) -> dict[str, Any] | None:
    """The content of a good body; None: another entry that the user sees has the same names and number."""
    body = call.read(ENTRY)
    if not all(body[name] for name in IDENTITY):
        raise Refused(400, "First Name / Last Name / Number cannot be Null")
    if body["contact-information"] is None:
        raise null_pointer()
    mail = body["contact-information"]["emailAddress"]
    if mail and not MAIL.fullmatch(mail):
        raise Refused(400, "Invalid Email Address")
    for row in combined(call, call.caller):
        if row["id"] != str(own) and all(row[name] == body[name] for name in IDENTITY):
            return None
    return _content(body)


def _create(call: Call) -> Response | None:
    if _broken(call):
        raise null_pointer()
    content = _checked(call, None)
    if content is None:
        return empty(EXISTS)
    call.world.table("contacts").add({**content, "phonebook": _book(call.world, call.caller)})
    return None


def _update(call: Call) -> Response | None:
    """Replaces the entry, and moves it here when it was another user's."""
    if _broken(call):
        return None
    key = java_int(call.params["id"])
    content = _checked(call, key)
    if content is None:
        return empty(EXISTS)
    book = private_book(call.world, call.caller)
    if book is None:
        return None
    row = _by_id(call.world, call.params["id"])
    row.update({**content, "timestamp": content["timestamp"] or 0, "phonebook": book["id"]})
    return None


def _by_id(world: World, text: str) -> Record:
    key = java_int(text)
    if key is None:
        raise JavaError("java.lang.NumberFormatException", f'For input string: "{text}"')
    row = world.table("contacts").get(key)
    if row is None:
        raise no_row(ENTRY_CLASS, key)
    return row


def _delete(call: Call) -> None:
    row = None if _broken(call) else _mine(call)
    if row is not None:
        call.world.table("contacts").remove(row["id"])


# ---- by vCard


def _put_card(call: Call) -> None:
    """Makes or changes the entry that the body names, for the user that the body names; the path means nothing."""
    body, world = call.read(CARD), call.world
    card = read_vcard(body["vcard"] or "")
    user = world.table("users").find(userName=body["userName"])
    if user is None:
        raise null_pointer()
    if (body["uid"] or "").strip():
        row: Record | None = _by_id(world, body["uid"])
    else:
        row = world.table("contacts").find(internalId=body["internalId"])
    if row is None:
        blank = {**dict.fromkeys(IDENTITY), "internalId": body["internalId"], "timestamp": None, "info": {}}
        row = world.table("contacts").get(world.table("contacts").add(blank))
        assert row is not None
    row.update({name: value for name, value in card.items() if name != "info"}, phonebook=_book(world, user))
    row["info"].update(card["info"])


def _delete_card(call: Call) -> None:
    table, key = call.world.table("contacts"), call.params["id"]
    row = table.find(internalId=key) or _by_id(call.world, key)
    table.remove(row["id"])


# ---- the rest


def _show_on_phone(call: Call) -> None:
    book = private_book(call.world, call.caller)
    if book is None:
        raise null_pointer()
    book["show_on_phone"] = call.params["value"].lower() == "true"


def _google(call: Call) -> Response:
    call.read(CREDENTIALS)
    return empty(GOOGLE_REFUSED)


FAMILY = Family(
    "my_contacts",
    rest=(
        RestRoute("/my/phonebook", get=read_book, post=_add_many, delete=_wipe, modifiable=True, variants=LIST_VARIANTS),
        RestRoute("/my/phonebook/entry/{id}", get=_get, put=_update, post=_create, delete=_delete),
        RestRoute("/my/phonebookentry/{id}", put=_put_card, delete=_delete_card, modifiable=True),
        RestRoute("/my/phonebook/showContactsOnPhone/{value}", put=_show_on_phone, modifiable=True, no_get=404),
        RestRoute("/my/phonebook/googleImport", post=_google),
    ),
)
