# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's own preferences: instant messaging, fax, login details, password, time, keep-alive."""

from __future__ import annotations

import re
from typing import Any

import pytest

from .clients import AS_JSON, Client
from .records import EMPTY, get, set_value, value
from .test_my_calls import LATIN

IM = {"statusPhonePresence": True, "statusCallInfo": False, "otpMessage": "On the phone", "voicemailOnDnd": False}
BUDDY = {"confEnter": True, "confExit": True, "vmBegin": False, "vmEnd": False}
SETTINGS = "/users/412/settings"


def told(me: Client, path: str) -> Any:
    response = me.my("GET", path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, LATIN)
    return response.json()


def put(me: Client, path: str, body: Any) -> None:
    response = me.my("PUT", path, body)
    assert (response.status_code, response.content) == (200, EMPTY), response.text


@pytest.mark.parametrize(("path", "defaults"), [("/im/prefs", IM), ("/imbot/prefs", BUDDY)])
def test_defaults(me: Client, path: str, defaults: dict[str, Any]) -> None:
    assert told(me, path) == defaults


@pytest.mark.parametrize(("path", "defaults"), [("/im/prefs", IM), ("/imbot/prefs", BUDDY)])
def test_what_is_left_out_or_null_stays(me: Client, path: str, defaults: dict[str, Any]) -> None:
    first, *others = defaults
    put(me, path, {first: False, others[0]: None})
    assert told(me, path) == {**defaults, first: False}
    put(me, path, {})
    assert told(me, path) == {**defaults, first: False}


@pytest.mark.parametrize(
    ("path", "key", "wanted", "setting", "stored"),
    [
        ("/im/prefs", "statusPhonePresence", False, "im/advertise-sip-presence", "0"),
        ("/im/prefs", "statusCallInfo", "true", "im/include-call-info", "1"),
        ("/im/prefs", "otpMessage", "busy", "im/on-the-phone-message", "busy"),
        ("/im/prefs", "voicemailOnDnd", True, "im/fwd-vm-on-dnd", "1"),
        ("/imbot/prefs", "confEnter", False, "im_notification/conferenceEntryIM", "0"),
        ("/imbot/prefs", "confExit", False, "im_notification/conferenceExitIM", "0"),
        ("/imbot/prefs", "vmBegin", True, "im_notification/leaveMsgBeginIM", "1"),
        ("/imbot/prefs", "vmEnd", True, "im_notification/leaveMsgEndIM", "1"),
    ],
)
def test_they_are_the_administrators_settings(
    me: Client, client: Client, path: str, key: str, wanted: Any, setting: str, stored: str
) -> None:
    before = value(client, f"{SETTINGS}/{setting}")
    put(me, path, {key: wanted})
    assert value(client, f"{SETTINGS}/{setting}") == stored
    set_value(client, f"{SETTINGS}/{setting}", str(before))
    assert told(me, path)[key] == {**IM, **BUDDY}[key]


def test_an_empty_message_reads_back_as_null(me: Client) -> None:
    put(me, "/im/prefs", {"otpMessage": ""})
    assert told(me, "/im/prefs")["otpMessage"] is None


def test_the_spelling_of_the_reference_is_ignored(me: Client) -> None:
    put(me, "/im/prefs", {"voicemailonDnd": True})
    assert told(me, "/im/prefs") == IM


def test_preferences_refuse_words_that_are_no_truth_values(me: Client) -> None:
    response = me.my("PUT", "/im/prefs", {"statusCallInfo": "yes"})
    assert (response.status_code, response.headers["Content-Type"][:9]) == (500, "text/html")
    assert me.my("POST", "/im/prefs", {}).status_code == 405


def test_fax_numbers(me: Client, client: Client) -> None:
    assert told(me, "/faxprefs") == {"extension": "", "did": ""}
    set_value(client, f"{SETTINGS}/voicemail/fax/extension", "4121")
    assert told(me, "/faxprefs") == {"extension": "4121", "did": ""}
    assert me.my("PUT", "/faxprefs", {"extension": "1"}).status_code == 405


def test_login_details_show_the_sip_password(me: Client) -> None:
    assert me.my("GET", "/logindetails", headers=AS_JSON).json() == {
        "login-details": {"userName": "412", "imId": "412", "ldapImAuth": False, "sipPassword": "s3cretSip"}
    }
    assert "<sipPassword>s3cretSip</sipPassword>" in me.my("GET", "/logindetails").text


def test_login_details_with_the_password_of_the_request(me: Client) -> None:
    details = me.my("GET", "/logindetailsunite", headers=AS_JSON).json()["login-details"]
    assert details["pin"] == "portalpw1"
    assert details["wrtc-locations"] == []


def test_the_older_name_of_the_details_answers_without_password(me: Client, fork_me: Client) -> None:
    assert "pin" not in me.my("GET", "/logindetailswithpin").text
    assert fork_me.my("GET", "/logindetailswithpin").status_code == 404


def test_logout_leads_elsewhere(me: Client) -> None:
    for path in ("/logoutunite", "/logindetailsunite/logout"):
        response = me.my("GET", path)
        assert (response.status_code, response.content) == (302, EMPTY)
        assert response.headers["Location"].startswith("https://")


def test_time_is_text_for_people(me: Client) -> None:
    response = me.my("GET", "/time")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert re.fullmatch(r"[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d [AP]M", response.text)
    assert me.my("GET", "/time", headers=AS_JSON).status_code == 406


def test_keep_alive_proves_a_login(me: Client, client: Client) -> None:
    response = me.my("GET", "/keepalive", headers=AS_JSON)
    assert (response.status_code, response.content) == (200, EMPTY)
    assert Client(client.pbx, "412", "wrong").my("GET", "/keepalive").status_code == 401
    assert me.my("GET", "/keepalive", headers={"Accept": "text/plain"}).status_code == 406


@pytest.mark.parametrize(
    ("sent", "password"),
    [("portalpw2", "portalpw2"), ("blank+blank", "blank blank"), ("plus%2Bplus", "plus+plus"), ("eightmin/rest", "eightmin")],
)
def test_a_password_is_read_as_a_form_value(me: Client, client: Client, sent: str, password: str) -> None:
    response = me.raw("PUT", f"/sipxconfig/rest/my/portal/password/{sent}", data=b" ")
    assert (response.status_code, response.content) == (200, EMPTY)
    assert get(client, "412")["pintoken"] == password
    assert me.my("GET", "/keepalive").status_code == 401


def test_a_short_password_is_refused(me: Client, client: Client) -> None:
    response = me.my("PUT", "/portal/password/seven77", b" ")
    assert (response.status_code, response.reason) == (400, "Password must be at least 8 characters long")
    assert me.my("PUT", "/portal/password/", b" ").status_code == 404
    assert me.my("GET", "/portal/password/longenough").status_code == 405
    assert get(client, "412")["pintoken"] == "portalpw1"
