# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""User groups. Source of the facts: wire/user_groups.yml.

Two APIs reach the same record: /api/userGroups replaces name, description and weight; only /rest/user-group knows the
branch, and replaces name, description and branch. A number in an /api path is an id, except below settings, where it is
a name: so groups are found in the list. Private to the collection.
"""

from __future__ import annotations

from .._resource import Field, Part, Reader, Resource, Seen, Step, Values, Wanted
from .._wire import SELF, BadInput, Call, Refused, Xml
from . import _checks, _permission_values
from ._groups import ADMINISTRATORS, HIGHEST_WEIGHT, branch_name, members_of, next_weight, with_branch, with_weight


def _guard(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    now = seen.values.get("name", wanted.key)
    if now == ADMINISTRATORS and wanted.key != ADMINISTRATORS:
        raise Refused(f"user group {ADMINISTRATORS!r} is built in and cannot be renamed")
    if now == ADMINISTRATORS and _permission_values.denies_superadmin(wanted):
        raise Refused(f"user group {ADMINISTRATORS!r} without the permission superadmin would lock every administrator out")
    if " " in wanted.key:
        seen.warnings.append(
            f"user group {wanted.key!r} has a blank in its name: the PBX joins and splits group names at blanks, so that members may be"
            " taken for members of other groups. Rename it with old_name"
        )
    _refuse_foreign_members(reader, wanted, seen)
    if wanted.values.get("branch"):
        seen.facts["branch_id"] = reader.need("branch", wanted.values["branch"], "branch")["id"]
    if seen.raw is None:
        seen.facts["weights"] = [row["weight"] or 0 for row in reader.rows("user_group")]


def _refuse_foreign_members(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    """The server refuses a group of another branch than that of a member; it would not say of which."""
    branch = wanted.values.get("branch")
    if not branch or seen.raw is None or seen.values["branch"] == branch:
        return
    own = {str(row["userName"]): row.get("branchName") for row in reader.rows("user")}
    foreign = [f"{name} ({own[name]})" for name in members_of(reader, str(seen.values["name"])) if own[name] not in (None, "", branch)]
    if foreign:
        raise BadInput(
            f"branch: user group {wanted.key!r} cannot be in branch {branch!r}, because members have another branch of their own:"
            f" {', '.join(foreign[:10])}. Change or clear theirs first"
        )


def _write_branch(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    """By id only, with name and description repeated: this call clears what it is not told."""
    if seen.raw is None and not after["branch"]:
        return []
    description = wanted.values.get("description", seen.values.get("description"))
    branch = {"id": seen.facts["branch_id"]} if after["branch"] else None
    body = Xml("group", {"name": wanted.key, "description": description or None, "branch": branch})
    call = Call("PUT", "/rest/user-group/{id}", {"id": SELF}, body=body)
    word = (
        f"put user group {wanted.key!r} into branch {after['branch']!r}" if branch else f"take user group {wanted.key!r} out of its branch"
    )
    return [Step(call, word)]


def _refuse_members(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    if wanted.key == ADMINISTRATORS:
        raise Refused(f"user group {ADMINISTRATORS!r} is built in and cannot be deleted")
    counted = {row["id"]: row["count"] for row in reader.get(USER_GROUP.rows_call)["groups"]}
    members = members_of(reader, wanted.key) if counted.get(seen.ident) and not wanted.options["force"] else []
    if members:
        shown = ", ".join(members[:10]) + (" and more" if len(members) > 10 else "")
        raise Refused(
            f"user group {wanted.key!r} has {len(members)} member{'s' if len(members) > 1 else ''} ({shown}). Deleting it cannot be undone,"
            " and they lose its permissions, settings and branch: take them out of it first, or set force=true"
        )
    return []


USER_GROUP = Resource(
    kind="user_group",
    title="user group",
    plural="user groups",
    key="name",
    fields=(
        Field("name", "name", required=True, clearable=False, check=_checks.group_name),
        Field("description", "description", check=_checks.short_text),
        Field("weight", "weight", "int", clearable=False, check=_checks.in_range(0, HIGHEST_WEIGHT)),
        Field("branch", "branch", ref="branch", from_wire=branch_name, to_wire=lambda name: {"name": name} if name else None),
        _permission_values.field(),
    ),
    rows_call=Call("GET", "/api/userGroups"),
    rows_at=("groups",),
    item=Call("GET", "/api/userGroups/{id}", {"id": SELF}),
    create=Call("POST", "/api/userGroups"),
    update=Call("PUT", "/api/userGroups/{id}", {"id": SELF}),
    delete=Call("DELETE", "/api/userGroups/{id}", {"id": SELF}),
    complete=with_branch,
    examine=_guard,
    foretell=next_weight,
    finish=with_weight,
    unlink=_refuse_members,
    parts=(
        Part(("branch",), None, _write_branch),
        _permission_values.part("/api/userGroups/{name}", _permission_values.read_of_group),
    ),
    extra={"force": {"type": "bool", "default": False}},
    touches=("user",),
    after=("permission",),
)
