# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Users. Source of the facts: wire/users.yml.

The record is found and changed by its user name. An update is sparse, and null keeps; but a missing C(aliases) clears
them, groups can only be added that way, and the profile has traps of its own (see _user_profile). Private to the
collection.
"""

from __future__ import annotations

import hashlib

from .._resource import Field, Part, Resource, Secret, Seen, Step, Values, Wanted, Yielding
from .._wire import SELF, Call
from . import _checks, _lists, _permission_values, _user_checks, _user_profile
from ._groups import membership


def pin_hash(pin: str, values: Values) -> str:
    """How the server stores a voicemail PIN: the md5 of user name, colon, PIN."""
    return hashlib.md5(f"{values['user_name']}:{pin}".encode(), usedforsecurity=False).hexdigest()


def _group_steps(wanted: Wanted, before: Values, after: Values, method: str) -> list[Step]:
    now, then = before["groups"] or [], after["groups"] or []
    moving = [name for name in then if name not in now] if method == "POST" else [name for name in now if name not in then]
    word = "put user {user!r} into group {group!r}" if method == "POST" else "take user {user!r} out of group {group!r}"
    return [
        Step(Call(method, "/api/users/{name}/groups/{group}", {"name": SELF, "group": group}), word.format(user=wanted.key, group=group))
        for group in moving
    ]


def _has_branch(wanted: Wanted, seen: Seen) -> bool:
    return bool(wanted.values.get("branch", seen.values.get("branch")))


def _leave_first(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    """With a branch of his own to come, groups of another branch must be left before it is set."""
    return _group_steps(wanted, before, after, "DELETE") if seen.raw is not None and _has_branch(wanted, seen) else []


def _join_and_leave(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    """Without one, old groups are left last: between two groups he would have no branch, and lose its address."""
    late = [] if _has_branch(wanted, seen) else _group_steps(wanted, before, after, "DELETE")
    return _group_steps(wanted, before, after, "POST") + late


USER = Resource(
    kind="user",
    title="user",
    plural="users",
    key="user_name",
    fields=(
        Field("user_name", "userName", required=True, clearable=False, check=_user_checks.user_name),
        _user_profile.text("first_name", "firstName", check=_checks.name),
        _user_profile.text("last_name", "lastName", check=_checks.name),
        Field("aliases", "aliases", "list", elements="str", ordered=False, check=_user_checks.aliases),
        Field("sip_password", "sipPassword", secret=Secret(readable=True), clearable=False, check=_checks.short_text),
        Field("portal_password", "pintoken", secret=Secret(readable=True), clearable=False, check=_checks.short_text),
        Field(
            "voicemail_pin",
            "voicemailPin",
            secret=Secret(readable=True, short=True),
            clearable=False,
            check=_user_checks.pin,
            as_stored=pin_hash,
        ),
        # A text that names no branch clears it, the empty one as well; null would keep it.
        Field("branch", "branchName", ref="branch", to_wire=_user_profile.cleared),
        membership("user_group"),
        _permission_values.field(),
        Field("enabled", "userProfile.enabled", "bool", clearable=False),
        _user_profile.text("email", "userProfile.emailAddress", as_stored=lambda value, values: _user_profile.lower(value)),
        *_user_profile.fields(),
    ),
    rows_call=Call("GET", "/api/users"),
    rows_at=("users",),
    item=None,
    find=_user_checks.by_name,
    by_key=True,
    create=Call("POST", "/api/users"),
    update=_user_profile.UPDATE,
    delete=Call("DELETE", "/api/users/{name}", {"name": SELF}),
    body=_user_profile.body,
    sparse=True,
    examine=_user_checks.examine,
    foretell=_user_profile.foretold,
    finish=_user_profile.finished,
    unlink=_user_checks.spare_superadmin,
    parts=(
        Part(("groups",), None, _leave_first, first=True),
        Part(("groups",), None, _join_and_leave),
        _permission_values.part("/api/users/{name}", _permission_values.read_of_user),
        *_user_profile.parts(),
    ),
    extra=_lists.mode_option("groups"),
    touches=("phone", "page_group", "hunt_group", "schedule"),
    yields=Yielding("user_group", ("branch", "groups"), _user_checks.give_way),
    after=("permission",),
)
