# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Page groups. Source of the facts: wire/page_groups.yml.

The record is replaced as a whole: what a request leaves out is switched off, zero or nothing; without users it fails. A
new group's id is not told, an unknown sound is a 404, and so is an unknown user, of whom the server does not say which.
Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Field, Reader, Resource, Seen, Values, Wanted
from .._wire import SELF, Call, Refused
from . import _audio, _checks, _lists


def _members(users: t.Any) -> list[str]:
    """Null stands for nobody in an answer, and is an error in a request."""
    return [str(user["userName"]) for user in users or []]


def _known_sound(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    sound = wanted.values.get("sound")
    if sound:
        _audio.need(reader, _audio.PAGE_GROUPS, sound, "sound")
    seen.facts["sounds"] = set() if seen.raw is None else set(_audio.files(reader, _audio.PAGE_GROUPS))


def _with_a_sound(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    """A file that a group uses can be deleted; then the server refuses every change of the group, and does not say why."""
    if seen.raw is not None and after["sound"] and after["sound"] not in seen.facts["sounds"] and "sound" not in wanted.values:
        raise Refused(
            f"page group {wanted.key!r} has the sound {after['sound']!r}, which is not among the audio files for page groups any more, and"
            " so the server refuses every change: set sound to one that is there, or upload the file again with sipx_prompt"
        )
    return payload


PAGE_GROUP = Resource(
    kind="page_group",
    title="page group",
    plural="page groups",
    key="number",
    fields=(
        Field("number", "pageGroupNumber", "int", required=True, clearable=False, check=_checks.in_range(0, 99)),
        Field("description", "description", check=_checks.short_text),
        Field("enabled", "enabled", "bool", create=True),
        Field("sound", "sound", required=True, clearable=False),
        Field("time_limit", "timeout", "int", create=60, clearable=False, check=_checks.in_range(0, 600)),
        Field(
            "users",
            "users",
            "list",
            elements="str",
            ordered=False,
            ref="user",
            combine=_lists.by_mode("users"),
            from_wire=_members,
            to_wire=lambda names: [{"userName": name} for name in names],
        ),
    ),
    rows_call=Call("GET", "/api/pagegroups"),
    rows_at=("groups",),
    item=Call("GET", "/api/pagegroups/{id}", {"id": SELF}),
    create=Call("POST", "/api/pagegroups"),
    update=Call("PUT", "/api/pagegroups/{id}", {"id": SELF}),
    delete=Call("DELETE", "/api/pagegroups/{id}", {"id": SELF}),
    examine=_known_sound,
    finish=_with_a_sound,
    extra=_lists.mode_option("users"),
)
