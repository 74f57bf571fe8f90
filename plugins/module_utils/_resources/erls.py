# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Uniteme's emergency response locations. Source of the facts: wire/erls.yml.

A closed feature: only the shape of the list is documented. One entry is written through the call for the list, and it
is watched that the others stay. Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Field, Reader, Resource, Seen, Step, Values, Wanted
from .._wire import ANY, SELF, XML, Call, NotFound, Refused, Xml
from . import _checks
from ._erl_links import LINKS

ABSENT = (
    "this PBX has no emergency response locations (they come with Uniteme only): on sipXcom use the role sipxcom.pbx.e911_floors,"
    " which gives each floor a gateway with its own number"
)
_SAVE = Call("PUT", "/rest/erls", accept=ANY)


def _elin(value: t.Any) -> str | None:
    return None if value.isascii() and value.isdigit() else "is no number: an ELIN has digits only, such as 4235550101"


def _table(entries: t.Sequence[t.Mapping[str, t.Any]]) -> Xml:
    return Xml("e911Locations", {"e911Location": list(entries)})


def _documented_order(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    return {name: payload[name] or "" for name in ("location", "elin", "addressInfo", "description")}


def _refuse_linked(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    """What becomes of the links to a deleted location is not documented, so there shall be none."""
    linked = [] if wanted.options["force"] else list(_linked(reader, wanted.key))
    if linked:
        raise Refused(
            f"ERL {wanted.key!r} is still linked to {', '.join(linked[:10])}: unlink them first"
            " (sipx_erl_assignment with state=absent), or set force=true"
        )
    return []


def _linked(reader: Reader, elin: str) -> t.Iterator[str]:
    for link in LINKS.values():
        try:
            names = link.names_in(reader.get(link.everybody))
        except NotFound:
            continue  # this PBX has no such records
        yield from (f"{link.title} {name}" for name in names if link.current(reader, name) == elin)


ERL = Resource(
    kind="erl",
    title="ERL",
    plural="ERLs",
    key="elin",
    fields=(
        Field("elin", "elin", required=True, clearable=False, check=_elin),
        Field("location", "location", check=_checks.short_text),
        Field("address_info", "addressInfo", check=_checks.short_text),
        Field("description", "description", check=_checks.short_text),
    ),
    rows_call=Call("GET", "/rest/erls", accept=XML),
    rows_at=("e911Location",),
    item=None,
    ident="elin",
    create=_SAVE,
    update=_SAVE,
    delete=Call("DELETE", "/rest/erl/elin/{elin}", {"elin": SELF}, accept=ANY),
    body=lambda payload: _table([payload]),
    restore=lambda rows: Call("PUT", "/rest/erls", body=_table(rows), accept=ANY),
    finish=_documented_order,
    unlink=_refuse_linked,
    extra={"force": {"type": "bool", "default": False}},
    rename=False,
    absent=ABSENT,
)
