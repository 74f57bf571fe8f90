# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Emergency response locations: /rest/erls and /rest/erl (edition uniteme only).

The real resource is closed source; its reference shows one document and names the rest. Whatever is a guess is in
the class Assumed and nowhere else: to change a guess, change it there.
"""

from __future__ import annotations

from urllib.parse import unquote

from lxml import etree
from werkzeug.wrappers import Response

from ..beans import Bean, Field, Listing, Nested
from ..calls import PLAIN, TEXT_XML, Call
from ..errors import Refused
from ..family import Family
from ..rest_admin import PROLOG
from ..rest_engine import RestRoute
from ..world import Record, World
from ..xml_tools import children, parse, safe, tag, text

ERL_FIELDS = ("location", "elin", "addressInfo", "description")
"""The fields of a location in documented order."""

ERL = Bean("e911Location", tuple(Field(name) for name in ERL_FIELDS))
ERL_LIST = Bean("e911Locations", (Field("e911Location", Listing(Nested(ERL), "e911Location")),))


class Assumed:
    """ASSUMED: every guess about the closed resource, in one place."""

    LIST_REPLACES = False
    """PUT of a list: False merges by ELIN and keeps what is not named, True replaces the table."""
    UPDATE_CREATES = False
    """PUT by ELIN: whether an unknown one is made."""
    UPDATE_RENAMES = False
    """PUT by ELIN: whether another elin in the body renames."""
    UNKNOWN_ELIN_IN_PATH = 404
    UNKNOWN_RECORD_IN_PATH = 404
    """An unknown user, user group, phone or phone group."""
    UNKNOWN_ELIN_IN_BODY = 400
    """A link to an ELIN that is not in the table (documented for phones)."""
    UNREADABLE_BODY = 400
    ENTRY_WITHOUT_ELIN = 400
    DELETE_LIST = 400
    """DELETE of the whole list, which is documented without a place for an ELIN."""
    GROUP_CLEAR = True
    """Whether DELETE works for user groups (it is documented for users and phone groups only)."""
    SHOW_EMPTY_FIELDS = True
    """Whether an empty field is an empty element or absent."""
    PHONES_ALL_OR_NOTHING = True
    """PUT of phones: one bad entry stops the whole request."""
    EMPTY_ELIN_CLEARS_PHONE = True
    DELETING_CLEARS_LINKS = True
    """DELETE of a location: users, groups and phones that are linked to it lose their link."""

    XML = (TEXT_XML,)
    TEXT = (PLAIN,)
    """What is offered: no JSON; the links as plain text only."""

    @staticmethod
    def saved() -> Response | None:
        """The answer to a write that worked: 200 without a body."""
        return None

    @staticmethod
    def elin_ok(elin: str) -> bool:
        """Whether a text may be the number of a location."""
        return elin.isascii() and elin.isdigit()

    @staticmethod
    def find_user(world: World, name: str) -> Record | None:
        """The user of a path: by user name, not by alias."""
        return world.table("users").find(userName=name)

    @staticmethod
    def group_name(raw: str) -> str:
        """The group name of a path: percent-decoded, unlike elsewhere on this mount."""
        return unquote(raw)


# ---- the table


def _find(world: World, elin: str) -> Record | None:
    return world.table("erls").find(elin=elin)


def _document(erls: list[Record], serial: str | None = None) -> Response:
    """Locations as the one documented document: declaration and everything on one line."""
    root = etree.Element(ERL_LIST.root)
    for erl in erls:
        entry = etree.SubElement(root, ERL.root)
        for name in ERL_FIELDS:
            value = erl.get(name) or ""
            if value or Assumed.SHOW_EMPTY_FIELDS:
                etree.SubElement(entry, name).text = safe(value)
        if serial is not None:
            etree.SubElement(entry, "serial").text = safe(serial)
    return Response(PROLOG + etree.tostring(root, encoding="utf-8"), 200, content_type=TEXT_XML)


def _entries(call: Call, root_tag: str) -> list[Record]:
    """The entries of a body: a list, or one bare entry where the path names one."""
    try:
        root = parse(call.body)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused(Assumed.UNREADABLE_BODY, "Unreadable document") from None
    if tag(root) == ERL.root and root_tag == ERL.root:
        elements = [root]
    elif tag(root) == ERL_LIST.root:
        elements = children(root)
    else:
        raise Refused(Assumed.UNREADABLE_BODY, "Unreadable document")
    return [{tag(child): text(child) for child in children(element)} for element in elements]


def _content(entry: Record) -> Record:
    return {name: entry.get(name, "") for name in ERL_FIELDS}


def _list(call: Call) -> Response:
    return _document(list(call.world.table("erls")))


def _save_list(call: Call) -> Response | None:
    entries = _entries(call, ERL_LIST.root)
    for entry in entries:
        if not Assumed.elin_ok(entry.get("elin", "")):
            raise Refused(Assumed.ENTRY_WITHOUT_ELIN, "ELIN missing or not a number")
    table = call.world.table("erls")
    named = {entry["elin"] for entry in entries}
    if Assumed.LIST_REPLACES:
        for erl in table:
            if erl["elin"] not in named:
                _remove(call.world, erl)
    for entry in entries:
        stored = _find(call.world, entry["elin"])
        if stored is None:
            table.add(_content(entry))
        else:
            stored.update(_content(entry))
    return Assumed.saved()


def _delete_list(call: Call) -> Response | None:
    raise Refused(Assumed.DELETE_LIST, "ELIN missing from request")


def _of_path(call: Call) -> Record:
    erl = _find(call.world, call.params["elin"])
    if erl is None:
        raise Refused(Assumed.UNKNOWN_ELIN_IN_PATH, "No such ELIN")
    return erl


def _get(call: Call) -> Response:
    return _document([_of_path(call)])


def _update(call: Call) -> Response | None:
    entries = _entries(call, ERL.root)
    if len(entries) != 1:
        raise Refused(Assumed.UNREADABLE_BODY, "One location expected")
    if not entries[0].get("elin"):
        raise Refused(Assumed.ENTRY_WITHOUT_ELIN, "ELIN missing")
    content = _content(entries[0])
    elin = call.params["elin"]
    stored = _find(call.world, elin)
    if stored is None:
        if not Assumed.UPDATE_CREATES:
            raise Refused(Assumed.UNKNOWN_ELIN_IN_PATH, "No such ELIN")
        call.world.table("erls").add({**content, "elin": elin})
    else:
        stored.update(content if Assumed.UPDATE_RENAMES else {**content, "elin": elin})
    return Assumed.saved()


def _delete(call: Call) -> Response | None:
    _remove(call.world, _of_path(call))
    return Assumed.saved()


def _remove(world: World, erl: Record) -> None:
    world.table("erls").remove(erl["id"])
    if Assumed.DELETING_CLEARS_LINKS:
        for name in ("users", "groups", "phones"):
            for record in world.table(name):
                if record.get("erl") == erl["id"]:
                    record["erl"] = None


# ---- links: a record holds the id of its location under "erl"


def _user(call: Call) -> Record | None:
    return Assumed.find_user(call.world, call.params["name"])


def _group(call: Call) -> Record | None:
    return call.world.table("groups").find(resource="user", name=Assumed.group_name(call.params["name"]))


def _phone_group(call: Call) -> Record | None:
    return call.world.table("groups").find(resource="phone", name=Assumed.group_name(call.params["name"]))


def _linked(call: Call, record: Record | None) -> Record:
    if record is None:
        raise Refused(Assumed.UNKNOWN_RECORD_IN_PATH, "No such record")
    return record


def _elin_of(world: World, record: Record) -> str:
    erl = world.table("erls").get(record.get("erl"))
    return "" if erl is None else str(erl["elin"])


def _link(world: World, record: Record, elin: str) -> None:
    erl = _find(world, elin)
    if erl is None:
        raise Refused(Assumed.UNKNOWN_ELIN_IN_BODY, "No such ELIN")
    record["erl"] = erl["id"]


def _show_link(call: Call, record: Record | None) -> Response:
    return call.say(_elin_of(call.world, _linked(call, record)), media=PLAIN)


def _set_link(call: Call, record: Record | None) -> Response | None:
    _link(call.world, _linked(call, record), call.text())
    return Assumed.saved()


def _clear_link(call: Call, record: Record | None) -> Response | None:
    _linked(call, record)["erl"] = None
    return Assumed.saved()


# ---- phones


def _phone_get(call: Call) -> Response:
    serial = call.params["serial"]
    phone = _linked(call, call.world.table("phones").find(serialNo=serial))
    erl = call.world.table("erls").get(phone.get("erl"))
    return _document([] if erl is None else [erl], serial)


def _phones_set(call: Call) -> Response | None:
    world = call.world
    found: list[tuple[Record, str]] = []
    for entry in _entries(call, ERL_LIST.root):
        phone = world.table("phones").find(serialNo=entry.get("serial", ""))
        elin = entry.get("elin", "")
        clears = not elin and Assumed.EMPTY_ELIN_CLEARS_PHONE
        if phone is None or not (clears or _find(world, elin)):
            raise Refused(Assumed.UNKNOWN_ELIN_IN_BODY, "Wrong ELIN or serial number")
        found.append((phone, elin))
        if not Assumed.PHONES_ALL_OR_NOTHING:
            _set_phone(world, phone, elin)
    for phone, elin in found:
        _set_phone(world, phone, elin)
    return Assumed.saved()


def _set_phone(world: World, phone: Record, elin: str) -> None:
    if elin:
        _link(world, phone, elin)
    else:
        phone["erl"] = None


FAMILY = Family(
    "erls",
    rest=(
        RestRoute("/erls", get=_list, put=_save_list, delete=_delete_list, variants=Assumed.XML),
        RestRoute("/erl/elin/{elin}", get=_get, put=_update, delete=_delete, variants=Assumed.XML),
        RestRoute(
            "/erl/user/{name}",
            get=lambda call: _show_link(call, _user(call)),
            put=lambda call: _set_link(call, _user(call)),
            delete=lambda call: _clear_link(call, _user(call)),
            variants=Assumed.TEXT,
        ),
        RestRoute(
            "/erl/group/{name}",
            get=lambda call: _show_link(call, _group(call)),
            put=lambda call: _set_link(call, _group(call)),
            delete=(lambda call: _clear_link(call, _group(call))) if Assumed.GROUP_CLEAR else None,
            variants=Assumed.TEXT,
        ),
        RestRoute("/erl/phone/{serial}", get=_phone_get, variants=Assumed.XML),
        RestRoute("/erl/phones", put=_phones_set),
        RestRoute(
            "/erl/phonegroup/{name}",
            get=lambda call: _show_link(call, _phone_group(call)),
            put=lambda call: _set_link(call, _phone_group(call)),
            delete=lambda call: _clear_link(call, _phone_group(call)),
            variants=Assumed.TEXT,
        ),
    ),
    only=lambda edition: edition.erls,
)
