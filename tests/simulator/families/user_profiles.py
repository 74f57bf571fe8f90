# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a user of /api is shown, and how the contact profile is merged."""

from __future__ import annotations

from typing import Any

from .. import people
from ..beans import Parsed
from ..calls import Call
from ..errors import JavaError, null_pointer
from ..world import Record, World
from .user_beans import ADDRESSES, NO_ADDRESS, PROFILE, SALUTATIONS

HOST = "pbx1.voice.test"
COPIES = ("userName", "firstName", "lastName", "userId", "branchName", "branchAddress", "avatar", "timestamp")
"""What the server writes itself, whatever a body says."""
LOWER = ("authAccountName", "emailAddress", "alternateEmailAddress")
FLAGS = ("useBranchAddress", "useExtAvatar", "ldapManaged")
MAIL_ALIASES = ("emailAddressAliasesSet", "emailAddressAliases")
SPECIAL = (*COPIES, *ADDRESSES, *FLAGS, *MAIL_ALIASES, "enabled", "salutation", "salutationId")
PLAIN = tuple(field.name for field in PROFILE.fields if field.name not in SPECIAL)


def show_user(call: Call, user: Record) -> Record:
    """A stored user as a bean of /api, secrets in clear."""
    world = call.world
    branch = world.table("branches").get(user["branch"])
    groups = people.groups_of(world, user)
    return {
        "id": user["id"],
        "userName": user["userName"],
        "lastName": user["lastName"],
        "firstName": user["firstName"],
        "aliases": user["aliases"],
        "sipPassword": user["sipPassword"],
        "pintoken": user["pintoken"] or "",
        "voicemailPin": user["voicemailPin"] or "",
        "branchName": None if branch is None else branch["name"],
        "userProfile": show_profile(world, user),
        "notified": user.get("notified", False),
        "groups": [{**group, "count": None} for group in groups] or None,
    }


def show_profile(world: World, user: Record) -> Record:
    """The contact profile of a user."""
    stored: dict[str, Any] = user.get("profile") or {}
    branch = people.effective_branch(world, user)
    branch_address = dict(NO_ADDRESS)
    if branch is not None:
        branch_address.update({name: branch["address"].get(name) for name in NO_ADDRESS})
    use_branch = bool(stored.get("useBranchAddress"))
    office = branch_address if use_branch else {**NO_ADDRESS, **(stored.get("officeAddress") or {})}
    aliases = stored.get("emailAddressAliasesSet")
    salutation = stored.get("salutation")
    avatar = f"https://{HOST}/sipxconfig/rest/avatar/{user['userName']}"
    return {
        **{name: stored.get(name) for name in PLAIN},
        "userName": user["userName"],
        "firstName": user["firstName"],
        "lastName": user["lastName"],
        "homeAddress": {**NO_ADDRESS, **(stored.get("homeAddress") or {})},
        "officeAddress": office,
        "branchAddress": branch_address,
        "imDisplayName": stored.get("imDisplayName"),
        "emailAddressAliasesSet": aliases,
        "emailAddressAliases": None if aliases is None else ";".join(aliases),
        "useBranchAddress": use_branch,
        "branchName": "" if branch is None else branch["name"],
        "salutation": salutation,
        "timestamp": stored.get("timestamp", 0),
        "avatar": stored.get("extAvatar") if stored.get("useExtAvatar") else avatar,
        "useExtAvatar": bool(stored.get("useExtAvatar")),
        "enabled": bool(user.get("enabled", True)),
        "ldapManaged": bool(stored.get("ldapManaged")),
        "userId": str(user["id"]),
        "salutationId": salutation or "None",
    }


def merge_profile(user: Record, given: Parsed) -> None:
    """Takes a userProfile of a body into a copy of a user."""
    stored: dict[str, Any] = user.setdefault("profile", {})
    for name in PLAIN:
        value = given[name]
        if value is not None:
            stored[name] = value.lower() if name in LOWER else value
    if given["imId"] is not None and given["imDisplayName"] is None:
        stored["imDisplayName"] = given["imId"]
    for name in FLAGS:
        stored[name] = bool(given[name])
    user["enabled"] = bool(given["enabled"])
    if given["homeAddress"] is not None:
        stored["homeAddress"] = dict(given["homeAddress"])
    office = given["branchAddress"] if stored["useBranchAddress"] else given["officeAddress"]
    if office is not None:
        stored["officeAddress"] = dict(office)
    stored["salutation"] = _salutation(given)
    _merge_mail_aliases(stored, given)


def _salutation(given: Parsed) -> str:
    if "salutationId" in given.given:
        word: str | None = given["salutationId"]
        if word is None:
            raise null_pointer()
        if word not in SALUTATIONS:
            raise JavaError(
                "java.lang.IllegalArgumentException",
                f"No enum constant org.sipfoundry.sipxconfig.userprofile.Salutation.{word}",
            )
        return word
    wanted: str | None = given["salutation"]
    return wanted if wanted in SALUTATIONS else "None"


def _merge_mail_aliases(stored: dict[str, Any], given: Parsed) -> None:
    """The list and its joined form name one thing: the one that comes later in the body wins."""
    order = [name for name in given.given if name in MAIL_ALIASES]
    if not order:
        return
    value = given[order[-1]]
    stored["emailAddressAliasesSet"] = value.split(";") if isinstance(value, str) else value
