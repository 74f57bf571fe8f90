# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From a call to the URL that reaches the right record, or a refusal.

The server matches routes by prefix on one mount, cuts endings off on the other, and treats an empty
parameter as "all of them" (conventions.md, 1.2 and 7). What it could not address is refused here,
before anything is sent. Private to the collection.
"""

from __future__ import annotations

import re
import typing as t
from urllib.parse import quote, urlencode

from .._wire import BadInput, Call

_PARAMETER = re.compile(r"\{(\w+)(:path|:decoded|:words)?\}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+")
#: Endings that the /api mount takes for a media type and cuts off (conventions.md, 3.1 and 7).
_CUT_ENDINGS = (".xml", ".json")


def build(call: Call) -> str:
    """The encoded path and query of a call, beginning with a slash. Raises BadInput."""
    mount = call.path.split("/", 2)[1]

    def fill(match: re.Match[str]) -> str:
        name, kind = match.group(1), match.group(2)
        if name not in call.at:
            raise BadInput(f"{call.method} {call.path} needs a value for {name}", call=call)
        if kind == ":path":
            return _setting_path(call, name)
        if kind == ":words":
            return "&".join(_segment(call, name, str(word), decoded=True) for word in call.at[name])
        return _segment(call, name, str(call.at[name]), decoded=mount != "rest" or kind == ":decoded")

    path = _PARAMETER.sub(fill, call.path)
    if mount == "api" and path.endswith(_CUT_ENDINGS):
        raise BadInput(f"{call.shown()!r} ends in .xml or .json, which the server cuts off: such a name cannot be addressed", call=call)
    query = {name: value for name, value in call.query.items() if value is not None}
    return path + ("?" + urlencode(query, quote_via=quote) if query else "")


def _segment(call: Call, name: str, value: str, decoded: bool) -> str:
    """One path segment, percent-encoded where the server decodes it."""
    _refuse_empty(call, name, value)
    if "/" in value:
        raise BadInput(
            f"{name} {value!r} has a slash, which the server cannot address in {call.path}: rename the record in the web UI", call=call
        )
    if not decoded and not _UNRESERVED.fullmatch(value):
        raise BadInput(
            f"{name} {value!r} cannot be addressed by {call.path}, which does not decode names:"
            " only letters, digits and . _ ~ - work there; rename the record in the web UI",
            call=call,
        )
    return quote(value, safe="")


def _setting_path(call: Call, name: str) -> str:
    """A setting path: its slashes stay, each part is encoded."""
    value = str(call.at[name])
    parts = value.split("/")
    for part in parts:
        _refuse_empty(call, name, part, whole=value)
    return "/".join(quote(part, safe="") for part in parts)


def _refuse_empty(call: Call, name: str, value: t.Any, whole: str | None = None) -> None:
    shown = value if whole is None else whole
    if not str(value).strip():
        raise BadInput(f"{name} {shown!r} is empty: {call.method} {call.path} without it would reach something else", call=call)
    if value in (".", ".."):
        raise BadInput(f"{name} {shown!r} has the part {value!r}, which means another path to a server", call=call)
