# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Users and their groups as the server's core sees them: inheritance, branches, checks before saving, removal."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator

from . import names
from .errors import JavaError, UserError
from .world import ADMINISTRATOR, Record, World

ADMINISTRATORS = "administrators"
USERS, PHONES = "user", "phone"
"""The two kinds of groups, which share a table and a sequence of ids."""

NAME_IN_USE = "org.sipfoundry.sipxconfig.common.NameInUseException"
DID_IN_USE = "org.sipfoundry.sipxconfig.common.DidInUseException"
DUPLICATE_GROUP = "org.sipfoundry.sipxconfig.setting.SettingDaoImpl$DuplicateGroupException"
FAX_PATHS = ("voicemail/fax/extension", "voicemail/fax/did")

WHEN_USER_GOES: list[Callable[[World, Record], None]] = []
"""What other families do when a user is deleted (lines, memberships)."""


# ---- groups


def groups_of(world: World, record: Record) -> list[Record]:
    """The groups of a user or phone, by weight, then name (the strongest comes last)."""
    found = [group for group in (world.table("groups").get(key) for key in record["groups"]) if group is not None]
    return sorted(found, key=lambda group: (group["weight"], group["name"] or ""))


def all_groups(world: World, kind: str) -> list[Record]:
    """All groups of a kind by weight."""
    return sorted((g for g in world.table("groups") if g["resource"] == kind), key=lambda group: group["weight"])


def find_group(world: World, kind: str, name: str | None) -> Record | None:
    """The group of this kind with exactly this name."""
    return world.table("groups").find(resource=kind, name=name)


def new_group(world: World, kind: str, name: str | None, description: str | None = None, weight: int | None = None) -> int:
    """Stores a group; without a weight it takes the next number of a sequence."""
    refuse_taken_name(world, kind, name)
    return world.table("groups").add(
        {
            "resource": kind,
            "name": name,
            "description": description,
            "weight": world.table("groups", "weight").new_id() if weight is None else weight,
            "branch": None,
            "settings": {},
        }
    )


def join_group(world: World, kind: str, name: str | None) -> int:
    """The id of the group of that name, which is made when there is none."""
    group = find_group(world, kind, name)
    return new_group(world, kind, name) if group is None else int(group["id"])


def join_named(world: World, record: Record, kind: str, wanted: Iterable[Record]) -> list[int]:
    """The ids of a record's groups with those that a body names.

    Only adds. A name that is a part of the joined names of the present groups is thought to be there already.
    """
    present = " ".join(group["name"] or "" for group in groups_of(world, record))
    keys: list[int] = list(record["groups"])
    for item in wanted:
        name = item["name"]
        if present and (name or "null") in present:
            continue
        key = join_group(world, kind, name)
        if key not in keys:
            keys.append(key)
    return keys


def refuse_taken_name(world: World, kind: str, name: str | None, own_id: int | None = None) -> None:
    """Raises when another group of the kind has the name."""
    other = find_group(world, kind, name)
    if name is not None and other is not None and other["id"] != own_id:
        raise UserError(f"A group with name: {name} already exists.", DUPLICATE_GROUP)


def check_group(world: World, group: Record, name: str | None, branch: int | None) -> None:
    """What the server checks before it saves a changed group."""
    if group["resource"] == USERS and group["name"] == ADMINISTRATORS and name != ADMINISTRATORS:
        raise UserError("&msg.error.renameAdminGroup")
    refuse_taken_name(world, group["resource"], name, group["id"])
    if branch is not None:
        for member in members(world, group):
            if member.get("branch") not in (None, branch):
                raise UserError("&branch.validity.error")


def members(world: World, group: Record) -> Iterator[Record]:
    """The users, or phones, of a group."""
    table = "users" if group["resource"] == USERS else "phones"
    return (record for record in world.table(table) if group["id"] in record["groups"])


def move_group(world: World, group: Record, step: int) -> None:
    """One place towards the start (-1) or the end (1) of the list; renumbers all groups of the kind from 1."""
    order = [row["id"] for row in all_groups(world, group["resource"])]
    place = order.index(group["id"])
    target = place + step
    if 0 <= target < len(order):
        order[place], order[target] = order[target], order[place]
    for weight, key in enumerate(order, 1):
        row = world.table("groups").get(key)
        assert row is not None
        row["weight"] = weight


def remove_group(world: World, group: Record) -> bool:
    """Deletes a group and all memberships; the administrators are spared (False)."""
    if group["resource"] == USERS and group["name"] == ADMINISTRATORS:
        return False
    for member in list(members(world, group)):
        member["groups"].remove(group["id"])
    world.table("groups").remove(group["id"])
    return True


# ---- inheritance


def inherited(world: World, record: Record, path: str) -> str | None:
    """The value of a setting that a user or phone gets from its groups: the strongest one that has it."""
    for group in reversed(groups_of(world, record)):
        value: str | None = group["settings"].get(path)
        if value is not None:
            return value
    return None


def effective_branch(world: World, user: Record) -> Record | None:
    """The user's own branch, else that of the first group in weight order that has one."""
    own = world.table("branches").get(user["branch"])
    return own if own is not None else _group_branch(world, user)


def _group_branch(world: World, user: Record) -> Record | None:
    for group in groups_of(world, user):
        branch = world.table("branches").get(group.get("branch"))
        if branch is not None:
            return branch
    return None


# ---- users


def find_user(world: World, name: str) -> Record | None:
    """The user with this user name, else the one with this alias."""
    found = world.table("users").find(userName=name)
    if found is not None:
        return found
    return next((user for user in world.table("users") if name in user["aliases"]), None)


def pin_hash(user_name: str, pin: str) -> str:
    """How a voicemail PIN is stored."""
    return hashlib.md5(f"{user_name}:{pin}".encode(), usedforsecurity=False).hexdigest()


def own_names(user: Record) -> list[str]:
    """The names that a user must not repeat: user name, aliases, fax numbers."""
    return [name for name in (user["userName"], *user["aliases"], *(user["settings"].get(path) for path in FAX_PATHS)) if name]


def _names(world: World) -> Iterator[tuple[names.Owner, str]]:
    for user in world.table("users"):
        owner = ("users", user["id"])
        yield owner, user["userName"]
        for alias in user["aliases"]:
            yield owner, alias
        profile = user.get("profile")
        if profile:
            for field in ("imId", "didNumber"):
                if profile.get(field):
                    yield owner, profile[field]
        if user["settings"]:
            for path in FAX_PATHS:
                if user["settings"].get(path):
                    yield owner, user["settings"][path]


names.SOURCES["users"] = _names


def check_user(world: World, user: Record, before: Record | None) -> None:
    """What the server checks before it saves a user; before is the stored record (None for a new one)."""
    if before is not None and before["userName"] != user["userName"]:
        if before["userName"] == ADMINISTRATOR:
            raise UserError("&msg.error.renameAdminUser")
        if before["pintoken"] == user["pintoken"]:
            raise UserError(
                "&error.changePintokenRequiredException",
                "org.sipfoundry.sipxconfig.common.ChangePintokenRequiredException",
            )
    own = own_names(user)
    if not user["userName"] or None in user["aliases"]:
        raise UserError("&err.msg.checkUserIdAliasFailed")
    profile = user.get("profile") or {}
    did: str | None = profile.get("didNumber")
    clash = names.owner_of(world, [*own, profile.get("imId"), did], None if before is None else ("users", before["id"]))
    if len(own) != len(set(own)) or (clash is not None and clash[1] != did):
        raise UserError("&error.nameInUse.short", NAME_IN_USE)
    if clash is not None:
        raise UserError("&error.didInUse", DID_IN_USE)
    if any(len(value) > 255 for value in (*own, user["firstName"] or "", user["lastName"] or "")):
        raise JavaError("org.springframework.dao.DataIntegrityViolationException", "value too long for type character varying(255)")
    branch = _group_branch(world, user)
    if user["branch"] is not None and branch is not None and branch["id"] != user["branch"]:
        raise UserError("&invalid.branch")


def save_user(world: World, user: Record, before: Record | None) -> int:
    """Checks a changed copy of a user (or a new one) and stores it; returns the id."""
    check_user(world, user, before)
    finish_profile(world, user, before is None)
    if before is None:
        return world.table("users").add(user)
    before.update(user)
    return int(before["id"])


def finish_profile(world: World, user: Record, new: bool) -> None:
    """What a save fills in by itself: IM id, flags of the branch address, time."""
    profile = user.setdefault("profile", {})
    if not profile.get("imId"):
        candidates = [name for name in (user["userName"], *user["aliases"]) if not name.isdigit()]
        profile["imId"] = (candidates or [user["userName"]])[0].lower()
    if new:
        profile["useBranchAddress"] = True
    elif effective_branch(world, user) is None:
        profile["useBranchAddress"] = False
    profile["timestamp"] = int(time.time() * 1000)


def display_name(user: Record) -> str | None:
    """First and last name joined by a blank."""
    return " ".join(part for part in (user["firstName"], user["lastName"]) if part) or None


def remove_user(world: World, user: Record) -> None:
    """Deletes a user with everything that hangs on it."""
    for action in WHEN_USER_GOES:
        action(world, user)
    world.table("users").remove(user["id"])
