# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Branches: offices or floors with an address. Source of the facts: wire/branches.yml.

The record is replaced as a whole; a missing address fails, JSON null is stored as the word null. So it is always
written whole, as XML, with empty elements left out. Private to the collection.
"""

from __future__ import annotations

from .._resource import Field, Reader, Resource, Seen, Step, Values, Wanted
from .._wire import SELF, Call, Refused, Xml
from . import _checks
from ._groups import branch_name, with_branch


def _members(reader: Reader, name: str) -> list[str]:
    """What refers to a branch, in words. The server drops all these references without a word."""
    gateways = [row["name"] for row in reader.rows("gateway") if (row.get("branch") or {}).get("name") == name]
    users = [row["userName"] for row in reader.rows("user") if row.get("branchName") == name]
    groups = [row["name"] for row in reader.rows("user_group") if branch_name(with_branch(reader, row).get("branch")) == name]
    found = (("gateway", gateways), ("user", users), ("user group", groups))
    return [f"{word}{'s' if len(names) > 1 else ''} {', '.join(sorted(names)[:10])}" for word, names in found if names]


def _refuse_members(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    members = [] if wanted.options["force"] else _members(reader, wanted.key)
    if members:
        raise Refused(
            f"branch {wanted.key!r} is still used by {'; '.join(members)}. Deleting it would silently take them out of it, and its gateways"
            " would then serve callers of every branch: move them first, or set force=true"
        )
    return []


def _always_an_address(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    return {**payload, "address": payload.get("address", {})}


BRANCH = Resource(
    kind="branch",
    title="branch",
    plural="branches",
    key="name",
    fields=(
        Field("name", "name", required=True, clearable=False, check=_checks.name),
        Field("description", "description", check=_checks.short_text),
        Field("address.street", "address.street", check=_checks.short_text),
        Field("address.city", "address.city", check=_checks.short_text),
        Field("address.country", "address.country", check=_checks.short_text),
        Field("address.state", "address.state", check=_checks.short_text),
        Field("address.zip", "address.zip", check=_checks.short_text),
        Field("address.office_designation", "address.officeDesignation", check=_checks.short_text),
        Field("phone_number", "phoneNumber", check=_checks.short_text),
        Field("fax_number", "faxNumber", check=_checks.short_text),
    ),
    rows_call=Call("GET", "/rest/branch"),
    rows_at=("branch", "branches"),
    item=Call("GET", "/rest/branch/{id}", {"id": SELF}),
    item_at=("branch",),
    create=Call("PUT", "/rest/branch"),
    update=Call("PUT", "/rest/branch/{id}", {"id": SELF}),
    delete=Call("DELETE", "/rest/branch/{id}", {"id": SELF}),
    body=lambda payload: Xml("branch", payload),
    finish=_always_an_address,
    unlink=_refuse_members,
    extra={"force": {"type": "bool", "default": False}},
    touches=("gateway", "user", "user_group"),
    # Routing data and dial plan hold the branch's name: without this, emergency calls would look for the old one.
    carried_by=("gateway",),
)
