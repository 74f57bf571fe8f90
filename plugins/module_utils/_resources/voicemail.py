# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's mailbox: PIN, active greeting, notification by mail. Source of the facts: wire/my_voicemail.yml.

While notification to an address is off, the preferences tell nothing of that address. It is then read from the user's own
settings and record, where the task says anything of it. Private to the collection.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._document import BySetting, ByUser, Document, Sheet, Way, put
from .._resource import Field, Reader, Secret, Seen, Values, Wanted
from .._wire import Call, Refused
from . import _user_checks, _user_profile

_MAILBOX = "voicemail/mailbox/"
_GREETINGS = {"none": "none", "standard": "standard", "out_of_office": "outofoffice", "extended_absence": "extendedabsence"}
_FORMATS = {"full": "FULL", "medium": "MEDIUM", "brief": "BRIEF"}
_ON = {True: "1", False: "0"}
_MY_SETTING = Call("GET", "/api/my/user/settings/{path:path}")
_ME = Call("GET", "/api/my/user")


@dataclasses.dataclass(frozen=True)
class _Address:
    """One of the two mail addresses: its options, keys on the wire, settings, and places in the user's record."""

    option: str
    key: str
    settings: str
    profile: str
    user_field: str

    def fields(self) -> tuple[Field, ...]:
        return (
            _user_profile.text(self.option, self.key, as_stored=lambda value, values: _user_profile.lower(value)),
            Field(
                f"{self.option}_notification",
                f"{self.key}AttachType",
                "bool",
                clearable=False,
                from_wire=lambda value: value == "YES",
                to_wire=lambda value: "YES" if value else "NO",
            ),
            _word(f"{self.option}_format", f"{self.key}Format", _FORMATS),
            Field(
                f"{self.option}_attach_audio",
                f"{self.key}IncludeAudioAttachment",
                "bool",
                clearable=False,
                from_wire=lambda value: value,
            ),
        )

    def ways(self) -> dict[str, Way]:
        return {
            self.option: ByUser(self.user_field),
            f"{self.option}_notification": BySetting(f"{_MAILBOX}{self.settings}-voicemail-notification", _ON),
            f"{self.option}_format": BySetting(f"{_MAILBOX}{self.settings}-format", _FORMATS),
            f"{self.option}_attach_audio": BySetting(f"{_MAILBOX}{self.settings}-attach-audio", _ON),
        }

    def read_while_off(self, reader: Reader) -> Values:
        """What the preferences do not tell meanwhile."""
        profile = reader.get(_ME).get("userProfile") or {}
        return {
            self.option: profile.get(self.profile) or None,
            f"{self.option}_format": _setting(reader, f"{_MAILBOX}{self.settings}-format").lower(),
            f"{self.option}_attach_audio": _setting(reader, f"{_MAILBOX}{self.settings}-attach-audio") == "1",
        }


def _word(name: str, wire: str, words: t.Mapping[str, str]) -> Field:
    """A word that the server writes in capitals."""
    return Field(
        name,
        wire,
        choices=tuple(words),
        clearable=False,
        from_wire=lambda value: value and value.lower(),
        to_wire=lambda value: value and value.upper(),
    )


def _setting(reader: Reader, path: str) -> str:
    return str(reader.get(dataclasses.replace(_MY_SETTING, at={"path": path}))["value"])


_ADDRESSES = (
    _Address("email", "email", "primary-email", "emailAddress", "email"),
    _Address("alternate_email", "altEmail", "alternate-email", "alternateEmailAddress", "profile.alternate_email"),
)


def _examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    for address in _ADDRESSES:
        touched = any(field.name in wanted.values for field in address.fields())
        untold = not seen.values[f"{address.option}_notification"] and seen.values[f"{address.option}_format"] is None
        if touched and untold:
            seen.values.update(address.read_while_off(reader))


def _finish(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    """Without the permission the server says yes and does nothing."""
    if not seen.values["voicemail_permission"]:
        raise Refused(
            f"user {wanted.key!r} lacks the permission Voicemail, without which the PBX accepts these preferences and drops them:"
            " grant it first (permissions of sipx_user or of his group)"
        )
    return payload


def _pin(payload: Values, seen: Seen) -> Call:
    return Call("PUT", "/rest/my/voicemail/pin/{pin}", {"pin": payload["pin"]})


VOICEMAIL = Document(
    kind="voicemail",
    title="voicemail preferences",
    sheets=(
        Sheet(
            (
                _word("greeting", "greeting", dict.fromkeys(_GREETINGS, "")),
                *_ADDRESSES[0].fields(),
                *_ADDRESSES[1].fields(),
                Field("voicemail_permission", "voicemailPermission", "bool", read_only=True),
                Field("audio_format", "voicemailFormat", read_only=True),
            ),
            Call("GET", "/rest/my/vmprefs"),
            put("/rest/my/vmprefs"),
            finish=_finish,
        ),
        Sheet((Field("pin", "pin", secret=Secret(short=True), clearable=False, check=_user_checks.pin),), None, _pin),
    ),
    ways={
        "greeting": BySetting(f"{_MAILBOX}active-greeting", _GREETINGS),
        **_ADDRESSES[0].ways(),
        **_ADDRESSES[1].ways(),
        "pin": ByUser("voicemail_pin"),
    },
    examine=_examine,
)
