# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Conferences of users: settings, members, commands. Source of the facts: wire/my_conferences.yml.

Settings are read and merged by name, whoever asks. Never null: it would be stored as a PIN of four letters. Private to
the collection.
"""

from __future__ import annotations

import re
import typing as t

from .._resource import Field, Raw, Reader, Secret, Values
from .._wire import Call, Rejected, UnknownReference, XStreamJson, nearest
from . import _checks

LIST = Call("GET", "/rest/my/conferences")
_MUSIC = {"files": "FILES_SRC", "soundcard": "SOUNDCARD_SRC", "none": "NONE"}


def _pin(value: str) -> str | None:
    return None if value.isascii() and value.isdigit() else "cannot be entered on a telephone: write digits only"


def _members(value: int) -> str | None:
    return "is no number of members: write 0 (no limit) or more" if value < 0 else None


def _cleared(value: t.Any) -> t.Any:
    return "" if value is None else value


def _switch(name: str, wire: str) -> Field:
    return Field(name, wire, "bool", clearable=False)


FIELDS: tuple[Field, ...] = (
    Field("name", "name", clearable=False, check=_checks.name),
    _switch("enabled", "enabled"),
    Field("description", "description", check=_checks.short_text, to_wire=_cleared),
    Field("participant_pin", "accessCode", secret=Secret(readable=True, short=True), check=_pin, to_wire=_cleared),
    Field("moderator_pin", "moderatorCode", secret=Secret(readable=True, short=True), check=_pin, to_wire=_cleared),
    _switch("quick_start", "quickstart"),
    Field("max_members", "maxMembers", "int", empty=0, check=_members),
    _switch("auto_record", "autorecorded"),
    _switch("video", "video"),
    _switch("active_video_only", "sendActiveVideoOnly"),
    Field(
        "music_on_hold",
        "moh",
        choices=tuple(_MUSIC),
        clearable=False,
        from_wire=lambda value: next((word for word, stored in _MUSIC.items() if stored == value), None),
        to_wire=_MUSIC.get,
    ),
    _switch("play_entry_tone", "playEntryToneEnabled"),
    _switch("play_exit_tone", "playExitToneEnabled"),
    _switch("announce_entry", "recordAndPlayNameOnEntryEnabled"),
    _switch("announce_exit", "recordAndPlayNameOnExitEnabled"),
)


def is_addressable(name: str) -> bool:
    """Whether the name can stand in a path, which the server does not decode."""
    return re.fullmatch(r"[A-Za-z0-9._~-]+", name) is not None and name not in (".", "..")


def read(name: str) -> Call:
    return Call("GET", "/rest/my/conferences/{name}", {"name": name})


def update(name: str, payload: Values) -> Call:
    return Call("PUT", "/rest/my/conferences/{name}", {"name": name}, body=XStreamJson("setting", payload))


def details(reader: Reader, name: str) -> Raw | None:
    """Who is in it; None while nobody is, which the server tells by a 406. Raises Forbidden for all but its owner."""
    try:
        found: Raw = reader.get(Call("GET", "/rest/my/conferencedetails/{name}", {"name": name}))["conference"]
    except Rejected as error:
        if error.status == 406 and "not active" in error.server_message:
            return None
        raise
    return found


def unmet(values: Values) -> str | None:
    """Why these values do not go together, or None. The server tells it by the bare key of a message, as a 500."""
    participant, moderator = values["participant_pin"], values["moderator_pin"]
    if moderator and not participant:
        return "a moderator_pin needs a participant_pin as well"
    if not values["quick_start"] and not moderator:
        return "with quick_start=false the conference waits for its moderator, so it needs a moderator_pin"
    if not values["quick_start"] and moderator == participant:
        return "with quick_start=false participant_pin and moderator_pin must differ"
    return None


def unknown(reader: Reader, option: str, name: str) -> UnknownReference:
    """The error for a conference that is not there, with the nearest ones that the user owns (no call lists the others)."""
    near = nearest(name, [row["name"] for row in reader.get(LIST)["conferences"]])
    hint = f"did you mean {', '.join(repr(one) for one in near)}?" if near else "REST makes none, so make it in the web UI first"
    return UnknownReference(f"{option}: there is no conference {name!r}; {hint}", details={"value": name, "nearest": near})
