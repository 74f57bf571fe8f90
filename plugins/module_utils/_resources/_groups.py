# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What user groups and phone groups have in common, and user groups as users and branches see them. Private to the collection."""

from __future__ import annotations

import typing as t

from .._resource import Field, Raw, Reader, Seen, Values, Wanted
from .._wire import Call
from . import _lists

ADMINISTRATORS = "administrators"
HIGHEST_WEIGHT = 2147483647
_WITH_BRANCH = Call("GET", "/rest/user-group")


def with_branch(reader: Reader, raw: Raw) -> Raw:
    """A group of /api with the branch that only /rest knows; C(branch) is an object with a name, or None."""
    if "branch" in raw or reader.is_planned(raw):
        return raw
    groups = reader.get(_WITH_BRANCH)["user-group"]["groups"]
    return {**raw, "branch": next((group.get("branch") for group in groups if group["id"] == raw["id"]), None)}


def branch_name(branch: t.Any) -> t.Any:
    """The name in a branch object of the wire."""
    return branch.get("name") if isinstance(branch, t.Mapping) else None


def lent_branches(reader: Reader) -> dict[str, t.Any]:
    """The branch of each user group by its name, which counts for members without one of their own (users.yml, BRANCH)."""
    return {group["name"]: branch_name(group.get("branch")) for group in reader.get(_WITH_BRANCH)["user-group"]["groups"]}


def branch_of_user(user: Raw, lent: t.Mapping[str, t.Any]) -> t.Any:
    """The name of a user's own branch, else of that of his first group, by weight, that has one."""
    groups = sorted(user.get("groups") or [], key=lambda group: group.get("weight") or 0)
    return user.get("branchName") or next((lent[group["name"]] for group in groups if lent.get(group["name"])), None)


def members_of(reader: Reader, group: str) -> list[str]:
    """The user names of the members of a group."""
    return sorted(str(row["userName"]) for row in reader.rows("user") if group in groups_of(row.get("groups")))


def groups_of(listed: object) -> list[str]:
    """The names in the groups of a user on the wire, where none is null."""
    return [str(group["name"]) for group in listed] if isinstance(listed, list) else []


def membership(kind: str) -> Field:
    """The option C(groups) of what can be a member of groups of this kind; C(groups_mode) stands beside it."""
    return Field(
        "groups",
        "groups",
        "list",
        elements="str",
        ordered=False,
        ref=kind,
        combine=_lists.by_mode("groups"),
        from_wire=groups_of,
        to_wire=lambda names: [{"name": name} for name in names],
    )


def next_weight(after: Values, wanted: Wanted, seen: Seen) -> Values:
    """A new group goes last, which makes it the strongest. The fact C(weights) has those of all groups."""
    return {"weight": max(seen.facts["weights"], default=0) + 1} if seen.raw is None else {}


def with_weight(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    """A body without weight fails."""
    return {**payload, "weight": after["weight"]}
