# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's own mailbox: preferences, PIN, active greeting, feed."""

from __future__ import annotations

from typing import Any

import pytest

from ...simulator import Simulator
from .clients import Client
from .records import EMPTY, get, pin_hash, set_value, value
from .test_my_preferences import SETTINGS, put, told

MAILBOX = f"{SETTINGS}/voicemail/mailbox"
OFF = {"email": None, "emailAttachType": None, "emailFormat": None, "emailIncludeAudioAttachment": None}
ALT_OFF = {"altEmail": None, "altEmailAttachType": None, "altEmailFormat": None, "altEmailIncludeAudioAttachment": None}
FRESH = {"voicemailPermission": True, "voicemailFormat": "wav", "greeting": "STANDARD", **OFF, **ALT_OFF}
ON = {"email": "pat@example.net", "emailAttachType": "YES", "emailFormat": "MEDIUM", "emailIncludeAudioAttachment": True}
MESSAGE: dict[str, Any] = {
    "user": "412",
    "number": "00000012",
    "folder": "inbox",
    "subject": "Voice Message 00000012",
    "author": "Pat Moe",
    "duration": 9,
    "received": 1700000000000,
    "format": "wav",
}


def prefs(me: Client) -> dict[str, Any]:
    found: dict[str, Any] = told(me, "/vmprefs")
    return found


def test_a_fresh_mailbox(me: Client) -> None:
    assert prefs(me) == FRESH


def test_fields_of_an_address_hide_while_its_notification_is_off(me: Client) -> None:
    put(me, "/vmprefs", ON)
    assert prefs(me) == {**FRESH, **ON}
    put(me, "/vmprefs", {"emailAttachType": "NO"})
    assert prefs(me) == FRESH
    put(me, "/vmprefs", {"emailAttachType": "YES"})
    assert prefs(me) == {**FRESH, **ON}


def test_both_addresses_are_apart(me: Client) -> None:
    put(me, "/vmprefs", {"altEmail": "b@example.net", "altEmailAttachType": "YES"})
    found = prefs(me)
    assert (found["altEmail"], found["altEmailFormat"], found["email"]) == ("b@example.net", "FULL", None)


def test_the_settings_of_the_administrator_are_the_same_data(me: Client, client: Client) -> None:
    put(me, "/vmprefs", {**ON, "greeting": "OUT_OF_OFFICE"})
    assert value(client, f"{MAILBOX}/active-greeting") == "outofoffice"
    assert value(client, f"{MAILBOX}/primary-email-voicemail-notification") == "1"
    assert value(client, f"{MAILBOX}/primary-email-format") == "MEDIUM"
    assert value(client, f"{MAILBOX}/primary-email-attach-audio") == "1"
    assert get(client, "412")["userProfile"]["emailAddress"] == "pat@example.net"
    set_value(client, f"{MAILBOX}/active-greeting", "extendedabsence")
    set_value(client, f"{MAILBOX}/primary-email-voicemail-notification", "0")
    assert prefs(me) == {**FRESH, "greeting": "EXTENDED_ABSENCE"}


def test_null_and_left_out_stay(me: Client) -> None:
    put(me, "/vmprefs", {**ON, "greeting": "NONE"})
    put(me, "/vmprefs", {"greeting": None, "email": None})
    put(me, "/vmprefs", {})
    assert prefs(me) == {**FRESH, **ON, "greeting": "NONE"}


def test_numbers_are_taken_for_the_switch(me: Client) -> None:
    put(me, "/vmprefs", {"emailAttachType": 1})
    assert prefs(me)["emailAttachType"] == "YES"


@pytest.mark.parametrize(
    "body", [{"greeting": "outofoffice"}, {"emailAttachType": "yes"}, {"emailAttachType": "1"}, {"emailFormat": "full"}]
)
def test_other_words_are_refused(me: Client, body: dict[str, Any]) -> None:
    response = me.my("PUT", "/vmprefs", body)
    assert (response.status_code, response.headers["Content-Type"][:9]) == (500, "text/html")


def test_without_the_permission_nothing_happens(me: Client, client: Client) -> None:
    set_value(client, f"{SETTINGS}/permission/call-handling/Voicemail", "DISABLE")
    put(me, "/vmprefs", {"greeting": "NONE"})
    assert prefs(me) == {**FRESH, "voicemailPermission": False}


# ---- PIN


def test_a_pin_is_stored_as_it_stands_in_the_path(me: Client, client: Client) -> None:
    set_value(client, f"{SETTINGS}/voicemail/security/force-pin-change", "1")
    for sent, pin in (("4711", "4711"), ("4%31234", "4%31234"), ("471100/9", "471100")):
        response = me.raw("PUT", f"/sipxconfig/rest/my/voicemail/pin/{sent}", data=b" ")
        assert (response.status_code, response.content) == (200, EMPTY)
        assert get(client, "412")["voicemailPin"] == pin_hash("412", pin)
    assert "voicemail/security/force-pin-change" not in client.pbx.state()["tables"]["users"]["37"]["settings"]


def test_a_short_pin_is_refused(me: Client) -> None:
    response = me.my("PUT", "/voicemail/pin/123", b" ")
    assert (response.status_code, response.reason) == (400, "Voicemail PIN must be at least 4 characters long")
    assert me.my("PUT", "/voicemail/pin/", b" ").status_code == 404


def test_other_methods_of_the_pin(me: Client, client: Client) -> None:
    response = me.my("GET", "/voicemail/pin/4711")
    assert (response.status_code, response.headers["Allow"]) == (405, "PUT, POST, DELETE, OPTIONS")
    assert me.my("POST", "/voicemail/pin/4711").status_code == 500
    set_value(client, f"{SETTINGS}/permission/application/tui-change-pin", "DISABLE")
    assert me.my("DELETE", "/voicemail/pin/4711").status_code == 405
    assert me.my("PUT", "/voicemail/pin/4711", b" ").status_code == 200


# ---- active greeting


@pytest.mark.parametrize(
    ("word", "greeting"), [("outofoffice", "OUT_OF_OFFICE"), ("extendedabsence", "EXTENDED_ABSENCE"), ("Standard", "NONE")]
)
def test_active_greeting(me: Client, word: str, greeting: str) -> None:
    assert me.my("PUT", f"/mailbox/412/preferences/activegreeting/{word}", b" ").status_code == 200
    assert prefs(me)["greeting"] == greeting


def test_anybody_sets_anybodys_greeting(me: Client, client: Client) -> None:
    path = "/mailbox/superadmin/preferences/activegreeting/none"
    assert me.my("PUT", path, b" ").status_code == 200
    assert told(client, "/vmprefs")["greeting"] == "NONE"


def test_greeting_of_nobody_and_other_methods(me: Client, fork_me: Client) -> None:
    assert me.my("PUT", "/mailbox/9/preferences/activegreeting/none", b" ").headers["Content-Type"] == "application/json"
    path = "/mailbox/412/preferences/activegreeting/none"
    assert me.my("GET", path).status_code == 404
    assert me.my("PUT", "/mailbox/412/preferences/activegreeting/", b" ").status_code == 404
    assert fork_me.my("PUT", path, b" ").status_code == 405


# ---- feed


def test_the_feed_gives_the_private_key_away(me: Client, pbx: Simulator) -> None:
    state = pbx.state()
    others = ({**MESSAGE, "folder": "saved"}, {**MESSAGE, "user": "430"})
    state["tables"]["messages"] = {str(n): {"id": n, **row} for n, row in enumerate((MESSAGE, *others), 1)}
    pbx.load(state)
    response = me.my("GET", "/feed/voicemail/inbox")
    assert response.headers["Content-Type"] == "application/rss+xml"
    assert response.text.count("<item>") == 1
    assert "<title>Voicemail: Kim Roe</title>" in response.text
    assert "<title>Voice Message 00000012 from Pat Moe</title>" in response.text
    assert "<description>9 seconds received at 22:13 on 11/14/23</description>" in response.text
    link = response.text.split("<guid>")[1].split("</guid>")[0]
    assert link.endswith("/voicemail/inbox/00000012")
    assert link.startswith("https://pbx1.voice.test/sipxconfig/rest/private/")
    assert len(link.split("/")[6]) == 32
    assert me.raw("GET", "/" + link.split("/", 3)[3]).status_code == 404


def test_other_folders_of_the_feed(me: Client) -> None:
    assert me.my("GET", "/feed/voicemail/deleted").status_code == 200
    assert me.my("GET", "/feed/voicemail/attic").headers["Content-Type"] == "application/json"
    assert me.my("GET", "/feed/voicemail/").status_code == 404
    assert me.my("GET", "/feed/voicemail/inbox", headers={"Accept": "text/xml"}).status_code == 406
