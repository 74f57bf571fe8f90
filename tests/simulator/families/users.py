# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Users by name: /api/users, and the caller's own record below /api/my/user."""

from __future__ import annotations

import copy
import re

from werkzeug.wrappers import Response

from .. import people
from ..api_engine import ApiRoute
from ..beans import Bean, Parsed
from ..calls import Call
from ..editions import Edition
from ..errors import JavaError, Refused, null_pointer
from ..family import Family
from ..world import Record
from . import permission_catalogue as catalogue
from .api_pages import page
from .branches import find_branch
from .group_beans import GROUP_LIST
from .phone_views import show_phones
from .user_beans import FORK_USER, FORK_USER_LIST, USER, USER_LIST
from .user_profiles import merge_profile, show_user
from .users_rest import new_record


def named(call: Call) -> Record:
    """The user that the path names by user name or alias; 404 when there is none."""
    user = people.find_user(call.world, call.params["user"])
    if user is None:
        raise Refused(404)
    return user


def is_fork(edition: Edition) -> bool:
    """Whether this is the newer server."""
    return edition.name == "fork"


def _addresses(user: Record) -> list[str]:
    profile = user.get("profile") or {}
    aliases = ";".join(profile.get("emailAddressAliasesSet") or ())
    return [text for text in (profile.get("emailAddress"), profile.get("alternateEmailAddress"), aliases) if text]


def _show(call: Call, user: Record) -> Record:
    record = show_user(call, user)
    if is_fork(call.edition):
        record["permissions"] = [
            permission["name"]
            for permission in catalogue.all_permissions(call.world, call.edition)
            if catalogue.user_value(call.world, user, permission) == catalogue.ENABLE
        ]
    return record


def _show_list(call: Call, users: list[Record]) -> Response:
    bean = FORK_USER_LIST if is_fork(call.edition) else USER_LIST
    return call.show(bean, {"users": [_show(call, user) for user in users]})


def _filtered(call: Call, users: list[Record]) -> Response:
    users = page(call, users)
    email = call.query("email")
    if email is not None:
        users = [user for user in users if any(email in text for text in _addresses(user))]
    return _show_list(call, users)


def _list(call: Call) -> Response:
    return _filtered(call, list(call.world.table("users")))


def _in_group(call: Call) -> Response:
    group = people.find_group(call.world, people.USERS, call.params["group"])
    return _filtered(call, [] if group is None else list(people.members(call.world, group)))


def _by_email(call: Call) -> Response:
    text = call.query("emailFilter")
    if text is None:
        raise null_pointer()
    try:
        pattern = re.compile(text)
    except re.error as error:
        raise JavaError("java.util.regex.PatternSyntaxException", str(error)) from None
    users = [user for user in call.world.table("users") if any(pattern.search(one) for one in _addresses(user))]
    return _show_list(call, users)


def _get(call: Call) -> Response:
    return call.show(FORK_USER if is_fork(call.edition) else USER, _show(call, named(call)))


def _take(call: Call, user: Record, parsed: Parsed) -> None:
    """Merges a body into a copy of a user: null keeps."""
    world = call.world
    for field in ("userName", "firstName", "lastName"):
        if parsed[field] is not None:
            user[field] = parsed[field].strip()
    for field in ("pintoken", "sipPassword", "notified"):
        if parsed[field] is not None:
            user[field] = parsed[field]
    if parsed["voicemailPin"] is not None:
        user["voicemailPin"] = people.pin_hash(user["userName"] or "null", parsed["voicemailPin"])
    if parsed["aliases"] is not None:
        user["aliases"] = list(dict.fromkeys(parsed["aliases"]))
    if parsed["branchName"] is not None:
        branch = find_branch(world, parsed["branchName"])
        user["branch"] = None if branch is None else branch["id"]
    profile = parsed["userProfile"]
    if profile is not None:
        merge_profile(user, profile)
    if (parsed["firstName"] is not None or parsed["lastName"] is not None) and not _own_display_name(profile):
        user.setdefault("profile", {})["imDisplayName"] = people.display_name(user)
    if parsed["groups"] is not None:
        user["groups"] = people.join_named(world, user, people.USERS, parsed["groups"])
    for label in parsed.get("permissions") or ():
        _enable(call, user, label)


def _own_display_name(profile: Parsed | None) -> bool:
    return profile is not None and (profile["imDisplayName"] is not None or profile["imId"] is not None)


def _enable(call: Call, user: Record, label: str) -> None:
    """The fork's list of permissions in a user: each entry is a label, and can only be switched on."""
    for permission in catalogue.all_permissions(call.world, call.edition):
        if permission["label"] == label:
            catalogue.set_user_value(call.world, user, permission, catalogue.ENABLE)
            return
    raise null_pointer()


def _create(call: Call) -> int:
    user = new_record()
    _take(call, user, call.parsed)
    if user["profile"].get("imDisplayName") is None:
        user["profile"]["imDisplayName"] = people.display_name(user)
    return people.save_user(call.world, user, None)


def _update(call: Call) -> int:
    user = named(call)
    changed = copy.deepcopy(user)
    _take(call, changed, call.parsed)
    return people.save_user(call.world, changed, user)


def _delete(call: Call) -> None:
    user = call.world.table("users").find(userName=call.params["user"])
    if user is None:
        raise null_pointer()
    people.remove_user(call.world, user)


def _groups(call: Call) -> Response:
    groups = people.groups_of(call.world, named(call))
    return call.show(GROUP_LIST, {"groups": [{**group, "count": None} for group in groups]})


def _clear_groups(call: Call) -> None:
    named(call)["groups"].clear()


def _add_group(call: Call) -> None:
    user = named(call)
    key = people.join_group(call.world, people.USERS, call.params["group"])
    if key in user["groups"]:
        return
    changed = copy.deepcopy(user)
    changed["groups"].append(key)
    people.save_user(call.world, changed, user)


def _remove_group(call: Call) -> None:
    user = named(call)
    group = people.find_group(call.world, people.USERS, call.params["group"])
    if group is None:
        raise Refused(404)
    if group["id"] in user["groups"]:
        user["groups"].remove(group["id"])


def _phones_by_name(call: Call) -> Response:
    user = people.find_user(call.world, call.params["user"])
    if user is None:
        raise null_pointer()
    return show_phones(call, user["id"])


def _phones_by_id(call: Call) -> Response:
    return show_phones(call, call.params["id"])


def _mine(call: Call) -> Response:
    assert call.user is not None
    return call.show(FORK_USER if is_fork(call.edition) else USER, _show(call, call.user))


def _forbidden(call: Call) -> None:
    raise Refused(403)


def _bodies(bean: Bean) -> tuple[ApiRoute, ...]:
    """The operations that read a user, whose form differs between editions."""
    return (ApiRoute("POST", "/users", _create, body=bean), ApiRoute("PUT", "/users/{user}", _update, body=bean))


FAMILY = Family(
    "users",
    api=(
        ApiRoute("GET", "/users", _list),
        ApiRoute("GET", "/users/email", _by_email),
        ApiRoute("GET", "/users/{user}", _get),
        ApiRoute("DELETE", "/users/{user}", _delete),
        ApiRoute("GET", "/users/{user}/groups", _groups),
        ApiRoute("DELETE", "/users/{user}/groups", _clear_groups),
        ApiRoute("POST", "/users/{user}/groups/{group}", _add_group),
        ApiRoute("DELETE", "/users/{user}/groups/{group}", _remove_group),
        ApiRoute("GET", "/users/name/{user}/phones", _phones_by_name),
        ApiRoute("GET", "/users/id/{id:int}/phones", _phones_by_id),
        ApiRoute("GET", "/my/user", _mine),
        ApiRoute("PUT", "/my/user", _forbidden),
    ),
)
SERVER = Family("users_server", api=_bodies(USER), only=lambda edition: not is_fork(edition))
FORK = Family(
    "users_fork",
    api=(*_bodies(FORK_USER), ApiRoute("GET", "/users/group/{group}", _in_group)),
    only=is_fork,
)
