# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phone groups. Source of the facts: wire/phone_groups.yml.

Ids of phone groups and user groups come from one row of numbers, and a call with the wrong one turns the one into the other:
they are taken from the list of phone groups only. Private to the collection.
"""

from __future__ import annotations

from .._resource import Field, Reader, Resource, Seen, Step, Values, Wanted, called_secret
from .._wire import SELF, Call, Refused
from . import _checks, _phone_group_firmware, _phone_group_order, _phone_trees
from ._groups import HIGHEST_WEIGHT, groups_of, next_weight, with_weight


def _guard(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    if " " in wanted.key:
        seen.warnings.append(
            f"phone group {wanted.key!r} has a blank in its name: the web UI splits group names at blanks. Rename it with old_name"
        )
    seen.facts["weights"] = [row["weight"] or 0 for row in reader.rows("phone_group")]


def _foretell(after: Values, wanted: Wanted, seen: Seen) -> Values:
    """Moving numbers all groups anew."""
    return {**next_weight(after, wanted, seen), **_phone_group_order.weight(seen)}


def _refuse_members(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    counted = {row["id"]: row["count"] for row in reader.get(PHONE_GROUP.rows_call)["groups"]}
    if not counted.get(seen.ident) or wanted.options["force"]:
        return []
    members = sorted(str(row["serialNo"]) for row in reader.rows("phone") if wanted.key in groups_of(row.get("groups")))
    if members:
        shown = ", ".join(members[:10]) + (" and more" if len(members) > 10 else "")
        raise Refused(
            f"phone group {wanted.key!r} has {len(members)} phone{'s' if len(members) > 1 else ''} ({shown}). Deleting it cannot be undone,"
            " and they lose its settings: take them out of it first, or set force=true"
        )
    return []


PHONE_GROUP = Resource(
    kind="phone_group",
    title="phone group",
    plural="phone groups",
    key="name",
    fields=(
        Field("name", "name", required=True, clearable=False, check=_checks.group_name),
        Field("description", "description", check=_checks.short_text),
        Field("weight", "weight", "int", clearable=False, check=_checks.in_range(0, HIGHEST_WEIGHT)),
        *_phone_group_order.FIELDS,
        _phone_group_firmware.FIELD,
        Field("settings", type="dict", hides=called_secret),
    ),
    rows_call=Call("GET", "/api/phoneGroups"),
    rows_at=("groups",),
    create=Call("POST", "/api/phoneGroups"),
    update=Call("PUT", "/api/phoneGroups/{id}", {"id": SELF}),
    delete=Call("DELETE", "/api/phoneGroups/{id}", {"id": SELF}),
    examine=_guard,
    foretell=_foretell,
    finish=with_weight,
    unlink=_refuse_members,
    parts=(_phone_group_order.PART, _phone_group_firmware.PART),
    settings=_phone_trees.OF_GROUP,
    extra={"force": {"type": "bool", "default": False}},
    touches=("phone",),
    after=("phone_model",),
)
