# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What must be known of a call that a task spells out itself. Pure. Private to the collection.

Source of the facts: wire/conventions.md 1.2 and 8, and the notes marked DANGER in the family files.
"""

from __future__ import annotations

import re
import typing as t

from .._wire import BadInput, Call

_HIDDEN_KEYS = re.compile(r"password|pass(phrase|code)|secret|pin$|pintoken|privatekey", re.IGNORECASE)
_PATH = re.compile(r"/(?:api|rest)(?:/[A-Za-z0-9._~!$&'()*+,;=:@%-]*)+")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
#: The only path that ends in a slash (the reset of an operator).
_NEEDS_SLASH = "/rest/my/voicemail/operator/"

#: Calls that do more than they seem to: methods, path, and why.
_DANGERS: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = (
    (("DELETE",), re.compile(r"/(?:api|rest)/[^/]+"), "it names a whole collection, not one record of it"),
    (
        ("DELETE",),
        re.compile(r"/rest/(?:my|private/[^/]+)/phonebook(?!/entry/[^/]|entry/[^/]).*"),
        "every such path that names no entry deletes the whole private phone book",
    ),
    (("PUT",), re.compile(r"/rest/my/redirect/mailbox/[^/]+/(?:delete|rename).*"), "it deletes or moves a whole mailbox"),
    (("DELETE",), re.compile(r"/api/phones/[^/]+/lines"), "it deletes all lines of the phone"),
    (("DELETE",), re.compile(r"/api/phones/[^/]+/groups"), "it takes the phone out of all its groups"),
    (("DELETE",), re.compile(r"/api/schedules/[^/]+/period/.*"), "the server then loses other periods as well; use PUT on the schedule"),
    (("DELETE",), re.compile(r"/api/orbits/servers/[^/]+"), "it deletes all park orbits of the server"),
    (("DELETE",), re.compile(r"/api/registrations/(?:ip|server)/.*"), "it drops every registration that matches, loosely compared"),
    (("DELETE",), re.compile(r"/api/servers/jobs.*"), "it removes running jobs too"),
    (("DELETE",), re.compile(r"/(?:api/users|rest/user)/superadmin"), "nobody could administer the PBX any more"),
    (
        ("DELETE",),
        re.compile(r"/rest/permission/[^/]+"),
        "for a built-in permission it fails and still takes it from all users; use sipx_permission",
    ),
    (("PUT", "POST"), re.compile(r"/api/localization"), "another region, or a missing one, deletes the whole dial plan"),
)
#: Reads that do something.
_ACTING_READS = re.compile(r"/api/servers/[^/]+/service/[^/]+/restart/?|/rest/(?:my|private/[^/]+)/conference/.+|/rest/phone/.+/profile/.+")


def path_of(given: str) -> str:
    """The path below /sipxconfig. Raises BadInput for what cannot be sent as it is."""
    path = given.strip()
    path = path.removeprefix("/sipxconfig") if path.startswith("/sipxconfig/") else path
    if "?" in path:
        raise BadInput(f"path {given!r} has a question mark: put what follows it into the option query")
    if not _PATH.fullmatch(path) or _BAD_ESCAPE.search(path) or {".", ".."} & {*path.split("/")}:
        raise BadInput(
            f"path {given!r} cannot be sent: write /api/... or /rest/..., percent-encoded (the filter urlencode helps), no . or .."
        )
    return path


def acts(call: Call) -> bool:
    """Whether the call changes something: all but reads, and the few reads that do."""
    return call.writes or bool(_ACTING_READS.fullmatch(call.path))


def danger(call: Call) -> str | None:
    """Why the call may do more harm than it seems to, or None."""
    if not acts(call):
        return None
    if "//" in call.path or (call.path.endswith("/") and call.path != _NEEDS_SLASH):
        return "it has an empty part, as when a variable is empty; the server then reaches something else, such as the whole list"
    return next((why for methods, path, why in _DANGERS if call.method in methods and path.fullmatch(call.path)), None)


def hidden(data: t.Any, mask: str) -> t.Any:
    """The data with passwords and PINs masked: values of keys that are called so, and of settings whose path is."""
    if isinstance(data, list):
        return [hidden(one, mask) for one in data]
    if not isinstance(data, t.Mapping):
        return data
    names_secret = bool(_HIDDEN_KEYS.search(str(data.get("path", ""))))
    return {
        key: mask if inner and (_is_secret(key, inner) or (names_secret and key in ("value", "defaultValue"))) else hidden(inner, mask)
        for key, inner in data.items()
    }


def secrets_in(data: t.Any) -> set[str]:
    """The secret texts in a body."""
    if isinstance(data, list):
        return {text for one in data for text in secrets_in(one)}
    if not isinstance(data, t.Mapping):
        return set()
    own = {str(inner) for key, inner in data.items() if inner and _is_secret(key, inner)}
    return own | {text for inner in data.values() for text in secrets_in(inner)}


def _is_secret(key: t.Any, value: t.Any) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool) and bool(_HIDDEN_KEYS.search(str(key)))
