# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Permissions: the 18 that are built in, and custom call permissions. Source of the facts: wire/permissions.yml.

The record is replaced as a whole. The name of a custom permission (perm_ and a number) is made by the server; people
know it by its label. A built-in one cannot be changed, and trying to delete it does damage. Private to the collection.
"""

from __future__ import annotations

from .._resource import Field, Reader, Resource, Seen, Step, Values, Wanted
from .._wire import SELF, Call, Refused, Xml
from . import _checks


def _guard(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    """Refuses to change what is built in, and to trust what a refused change has left behind."""
    twins = [str(row["name"]) for row in reader.rows("permission") if row["label"] == wanted.key and not row.get("builtIn")]
    if len(twins) > 1:
        raise Refused(
            f"the PBX shows two permissions labelled {wanted.key!r} ({', '.join(twins)}), which it never stores: a refused change is"
            " still in its memory. Change any other custom permission once, or restart the configuration service, and run again"
        )
    if seen.raw is None or not seen.raw.get("builtIn"):
        return
    differing = [name for name, value in wanted.values.items() if value != seen.values[name]]
    if differing:
        raise Refused(f"permission {seen.values['label']!r} is built in and cannot be changed ({', '.join(differing)} differs)")


def _spare_built_in(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    """The server refuses to delete a built-in permission, but takes it away from all users first."""
    if seen.raw is not None and seen.raw.get("builtIn"):
        raise Refused(f"permission {wanted.key!r} is built in: it cannot be deleted, and trying would take it away from all users")
    seen.warnings.append(
        f"permission {wanted.key!r} ({seen.ident}) is deleted: a dial rule that asks for it lets nobody call until it is changed,"
        " and a new permission of the same label is another one"
    )
    return []


def _custom(after: Values, wanted: Wanted, seen: Seen) -> Values:
    return {"type": "CALL", "built_in": False} if seen.raw is None else {}


PERMISSION = Resource(
    kind="permission",
    title="permission",
    plural="permissions",
    key="label",
    fields=(
        Field("name", "name", read_only=True),
        Field("label", "label", required=True, clearable=False, check=_checks.name),
        Field("description", "description", check=_checks.short_text),
        Field("default", "defaultValue", "bool", clearable=False),
        Field("type", "type", read_only=True),
        Field("built_in", "builtIn", "bool", read_only=True),
    ),
    rows_call=Call("GET", "/rest/permission"),
    rows_at=("permissions", "permissions"),
    item=Call("GET", "/rest/permission/{name}", {"name": SELF}),
    item_at=("permission",),
    ident="name",
    create=Call("PUT", "/rest/permission"),
    update=Call("PUT", "/rest/permission/{name}", {"name": SELF}),
    delete=Call("DELETE", "/rest/permission/{name}", {"name": SELF}),
    body=lambda payload: Xml("permission", payload),
    examine=_guard,
    foretell=_custom,
    unlink=_spare_built_in,
)
