# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's own mailbox: PIN, notification, active greeting, and the messages as a feed."""

from __future__ import annotations

import hashlib
import time
from email.utils import formatdate
from typing import Any

from lxml import etree
from werkzeug.wrappers import Response

from .. import people
from ..beans import Bean, Bool, Enum, Field
from ..calls import Call
from ..errors import JavaError, Refused, null_pointer
from ..family import Family
from ..rest_engine import PLAIN_JSON, RestRoute
from ..settings import SettingsView
from ..world import Record
from ..xml_tools import safe
from . import services, user_settings

HOST = "pbx1.voice.test"
RSS = "application/rss+xml"
SHORTEST_PIN = 4
FOLDERS = ("inbox", "saved", "deleted", "conference")
MESSAGES = "messages"
"""The table of the messages in all mailboxes; user is the user name of the mailbox, number the id within it."""

VOICEMAIL = "permission/call-handling/Voicemail"
CHANGE_PIN = "permission/application/tui-change-pin"
MAILBOX = "voicemail/mailbox/"
GREETING = f"{MAILBOX}active-greeting"
GREETINGS = {"NONE": "none", "STANDARD": "standard", "OUT_OF_OFFICE": "outofoffice", "EXTENDED_ABSENCE": "extendedabsence"}
ADDRESSES = {"email": ("primary-email", "emailAddress"), "altEmail": ("alternate-email", "alternateEmailAddress")}
"""The mail addresses: prefix of the keys, prefix of the settings, field of the profile."""

_SWITCH = Enum(("NO", "YES"), java="org.sipfoundry.sipxconfig.vm.attendant.AttachType")
_FORMAT = Enum(("FULL", "MEDIUM", "BRIEF"), java="org.sipfoundry.sipxconfig.vm.MailFormat")
PREFERENCES = Bean(
    "",
    (
        Field("greeting", Enum(tuple(GREETINGS), java="org.sipfoundry.sipxconfig.vm.ActiveGreeting")),
        *(
            field
            for key in ADDRESSES
            for field in (
                Field(key),
                Field(f"{key}AttachType", _SWITCH),
                Field(f"{key}Format", _FORMAT),
                Field(f"{key}IncludeAudioAttachment", Bool(nullable=True)),
            )
        ),
    ),
)


# ---- preferences


def _address(call: Call, settings: SettingsView, key: str) -> dict[str, Any]:
    """What is shown of one address: nothing while its notification is off."""
    prefix, field = ADDRESSES[key]
    if settings.value(f"{MAILBOX}{prefix}-voicemail-notification") == "0":
        return dict.fromkeys((key, f"{key}AttachType", f"{key}Format", f"{key}IncludeAudioAttachment"))
    return {
        key: (call.caller.get("profile") or {}).get(field),
        f"{key}AttachType": "YES",
        f"{key}Format": settings.value(f"{MAILBOX}{prefix}-format"),
        f"{key}IncludeAudioAttachment": settings.value(f"{MAILBOX}{prefix}-attach-audio") == "1",
    }


def _get_preferences(call: Call) -> Response:
    settings = user_settings.view(call, call.caller)
    greeting = settings.value(GREETING)
    return call.tell(
        {
            "voicemailPermission": settings.value(VOICEMAIL) == "ENABLE",
            "voicemailFormat": services.view(call.world, call.edition.name, "ivr").value("ivr/audio.format"),
            "greeting": next((word for word, stored in GREETINGS.items() if stored == greeting), None),
            **_address(call, settings, "email"),
            **_address(call, settings, "altEmail"),
        }
    )


def _put_preferences(call: Call) -> None:
    """Merges; who lacks the permission is told nothing."""
    body, settings = call.hear(PREFERENCES), user_settings.view(call, call.caller)
    if settings.value(VOICEMAIL) != "ENABLE":
        return
    if body["greeting"] is not None:
        settings.put(GREETING, GREETINGS[body["greeting"]])
    for key, (prefix, field) in ADDRESSES.items():
        wanted = {
            "voicemail-notification": None if body[f"{key}AttachType"] is None else str(int(body[f"{key}AttachType"] == "YES")),
            "format": body[f"{key}Format"],
            "attach-audio": None if body[f"{key}IncludeAudioAttachment"] is None else str(int(body[f"{key}IncludeAudioAttachment"])),
        }
        for name, value in wanted.items():
            if value is not None:
                settings.put(f"{MAILBOX}{prefix}-{name}", value)
        if body[key] is not None:
            call.caller.setdefault("profile", {})[field] = body[key].lower()


# ---- PIN and greeting


def _pin(call: Call) -> None:
    """Sets the PIN as it stands in the path, and forgets that it must be changed."""
    pin: str = call.params["pin"]
    if len(pin) < SHORTEST_PIN:
        raise Refused(400, f"Voicemail PIN must be at least {SHORTEST_PIN} characters long")
    call.caller["voicemailPin"] = people.pin_hash(call.caller["userName"], pin)
    user_settings.view(call, call.caller).put("voicemail/security/force-pin-change", "0")


def _no_code(call: Call) -> None:
    """Who may not change the PIN by phone is not even allowed the methods that do nothing."""
    may = user_settings.view(call, call.caller).value(CHANGE_PIN) == "ENABLE"
    raise Refused(call.edition.unimplemented_status if may else 405)


def _active_greeting(call: Call) -> None:
    """Anybody's greeting, whoever asks."""
    if call.edition.name == "fork":
        raise Refused(405)
    user = call.world.table("users").find(userName=call.params["user"])
    if user is None:
        raise null_pointer()
    greeting = call.params["greeting"]
    user_settings.view(call, user).put(GREETING, greeting if greeting in GREETINGS.values() else "none")


# ---- messages


def private_key(user: Record) -> str:
    """The 32 characters that stand for the user's login in paths below /rest/private."""
    return hashlib.md5(f"private-{user['id']}".encode(), usedforsecurity=False).hexdigest()


def _feed(call: Call) -> Response:
    user, folder = call.caller, call.params["folder"]
    if folder not in FOLDERS:
        raise JavaError("java.io.IOException", f"Server returned HTTP response code: 400 for folder {folder}")
    name = people.display_name(user) or user["userName"]
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"dc": "http://purl.org/dc/elements/1.1/"})
    channel = etree.SubElement(root, "channel")
    for tag, text in (
        ("title", f"Voicemail: {name}"),
        ("link", call.http.url),
        ("description", f"Voicemail Inbox for {name}"),
    ):
        etree.SubElement(channel, tag).text = safe(text)
    for message in call.world.table(MESSAGES):
        if (message["user"], message["folder"]) == (user["userName"], folder):
            _item(etree.SubElement(channel, "item"), user, message)
    body = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, 200, content_type=RSS)


def _item(item: etree._Element, user: Record, message: Record) -> None:
    link = f"https://{HOST}/sipxconfig/rest/private/{private_key(user)}/voicemail/{message['folder']}/{message['number']}"
    moment = message["received"] / 1000
    when = time.gmtime(moment)
    etree.SubElement(item, "title").text = safe(f"{message['subject']} from {message['author']}")
    etree.SubElement(item, "link").text = link
    text = f"{message['duration']} seconds received at {time.strftime('%H:%M on %m/%d/%y', when)}"
    etree.SubElement(item, "description").text = text
    kind = "audio/mpeg" if message.get("format") == "mp3" else "audio/wav"
    etree.SubElement(item, "enclosure", {"url": link, "type": kind})
    etree.SubElement(item, "pubDate").text = formatdate(moment, usegmt=True)
    etree.SubElement(item, "guid").text = link
    etree.SubElement(item, "{http://purl.org/dc/elements/1.1/}date").text = time.strftime("%Y-%m-%dT%H:%M:%SZ", when)


FAMILY = Family(
    "my_voicemail",
    rest=(
        RestRoute("/my/vmprefs", get=_get_preferences, put=_put_preferences, variants=PLAIN_JSON),
        RestRoute("/my/voicemail/pin/{pin}", put=_pin, post=_no_code, delete=_no_code, modifiable=True),
        RestRoute("/my/mailbox/{user}/preferences/activegreeting/{greeting}", put=_active_greeting, modifiable=True, no_get=404),
        RestRoute("/my/feed/voicemail/{folder}", get=_feed, variants=(RSS,)),
    ),
)
