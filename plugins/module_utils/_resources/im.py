# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's preferences for instant messaging and My Buddy. Source of the facts: wire/my_preferences.yml. Private to the collection."""

from __future__ import annotations

import typing as t

from .._document import BySetting, Document, Sheet, put
from .._resource import Field
from .._wire import Call
from . import _checks


def _switch(name: str, wire: str) -> Field:
    return Field(name, wire, "bool", clearable=False)


def _cleared(value: t.Any) -> t.Any:
    """Null keeps what is there; an empty text clears it."""
    return "" if value is None else value


IM = Document(
    kind="im",
    title="IM preferences",
    sheets=(
        Sheet(
            (
                _switch("phone_presence", "statusPhonePresence"),
                _switch("call_info", "statusCallInfo"),
                Field("on_the_phone_message", "otpMessage", check=_checks.short_text, to_wire=_cleared),
                _switch("voicemail_on_dnd", "voicemailOnDnd"),
            ),
            Call("GET", "/rest/my/im/prefs"),
            put("/rest/my/im/prefs"),
        ),
        Sheet(
            (
                _switch("notify_conference_entry", "confEnter"),
                _switch("notify_conference_exit", "confExit"),
                _switch("notify_voicemail_begin", "vmBegin"),
                _switch("notify_voicemail_end", "vmEnd"),
            ),
            Call("GET", "/rest/my/imbot/prefs"),
            put("/rest/my/imbot/prefs"),
        ),
    ),
    ways={
        "phone_presence": BySetting("im/advertise-sip-presence"),
        "call_info": BySetting("im/include-call-info"),
        "on_the_phone_message": BySetting("im/on-the-phone-message"),
        "voicemail_on_dnd": BySetting("im/fwd-vm-on-dnd"),
        "notify_conference_entry": BySetting("im_notification/conferenceEntryIM"),
        "notify_conference_exit": BySetting("im_notification/conferenceExitIM"),
        "notify_voicemail_begin": BySetting("im_notification/leaveMsgBeginIM"),
        "notify_voicemail_end": BySetting("im_notification/leaveMsgEndIM"),
    },
)
