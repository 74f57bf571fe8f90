# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_voicemail: PIN, greeting and notification by mail."""

from __future__ import annotations

import json

import pytest

from ..tasks import Tasks
from .own import HIMSELF, USER, people, stored

__all__ = ["people"]

PREFS = "PUT /rest/my/vmprefs"
PIN = "7700771"
BY_MAIL = {"email": "Kim@example.net", "email_notification": True, "email_format": "medium", "email_attach_audio": True}


@pytest.mark.parametrize("greeting", ["none", "out_of_office", "extended_absence"])
def test_the_greeting_has_the_same_words_for_oneself_and_for_another(people: Tasks, greeting: str) -> None:
    """On the wire it is OUT_OF_OFFICE here and outofoffice there."""
    people.do("sipx_voicemail", **HIMSELF, greeting=greeting)
    people.same("sipx_voicemail", user=USER, greeting=greeting)
    people.do("sipx_voicemail", user=USER, greeting="standard")
    people.same("sipx_voicemail", **HIMSELF, greeting="standard")


def test_messages_by_mail(people: Tasks) -> None:
    done = people.do("sipx_voicemail", **HIMSELF, **BY_MAIL)
    assert (people.writes, done["voicemail"]["email"]) == ([], "kim@example.net")
    assert done["voicemail"] == {
        "user": USER,
        "greeting": "standard",
        **BY_MAIL,
        "email": "kim@example.net",
        "alternate_email": None,
        "alternate_email_notification": False,
        "alternate_email_format": None,
        "alternate_email_attach_audio": None,
        "voicemail_permission": True,
        "audio_format": "wav",
    }


def test_only_what_differs_is_sent(people: Tasks) -> None:
    people.given("sipx_voicemail", **HIMSELF, **BY_MAIL)
    people.run("sipx_voicemail", **HIMSELF, **{**BY_MAIL, "email_format": "brief"})
    assert (people.writes, people.bodies) == ([PREFS], ['{"emailFormat":"BRIEF"}'])


def test_what_is_untold_while_notification_is_off_is_compared_all_the_same(people: Tasks) -> None:
    """The preferences answer null for all of an address then, though the values are stored."""
    wish = {**BY_MAIL, "email_notification": False}
    done = people.do("sipx_voicemail", **HIMSELF, **wish)
    assert done["voicemail"]["email"] == "kim@example.net"
    people.do("sipx_voicemail", **HIMSELF, email_format="full")
    people.do("sipx_voicemail", **HIMSELF, email=None)
    assert people.run("sipx_voicemail", **HIMSELF, greeting="standard")["voicemail"]["email_format"] is None


def test_switching_on_and_off_shows_what_was_stored(people: Tasks) -> None:
    people.given("sipx_voicemail", **HIMSELF, **BY_MAIL)
    off = people.do("sipx_voicemail", **HIMSELF, email_notification=False)
    assert (off["voicemail"]["email"], off["diff"]["after"]["email_format"]) == ("kim@example.net", "medium")
    on = people.do("sipx_voicemail", **HIMSELF, email_notification=True)
    assert (on["voicemail"]["email"], on["voicemail"]["email_attach_audio"]) == ("kim@example.net", True)


def test_an_administrator_sets_the_same_through_settings_and_record(people: Tasks) -> None:
    people.given("sipx_user", user_name=USER, aliases=["kim"])
    wish = {**BY_MAIL, "alternate_email": "pat@example.net", "alternate_email_notification": True, "greeting": "none"}
    done = people.do("sipx_voicemail", user=USER, **wish)
    assert done["voicemail"] == {"user": USER, **wish, "email": "kim@example.net"}
    people.same("sipx_voicemail", **HIMSELF, **wish)
    assert stored(people)["aliases"] == ["kim"]


def test_a_pin_of_ones_own_is_set_each_time_and_never_told(people: Tasks) -> None:
    for _again in range(2):
        foretold = people.run("sipx_voicemail", **HIMSELF, pin=PIN, check=True)
        done = people.run("sipx_voicemail", **HIMSELF, pin=PIN)
        assert (foretold["changed"], done["changed"], people.writes) == (True, True, [f"PUT /rest/my/voicemail/pin/{PIN}"])
        assert (done["voicemail"], done["diff"]) == (foretold["voicemail"], foretold["diff"])
        assert done["diff"]["after"]["pin"] == "******** (changed)"
        assert PIN not in json.dumps(done)
    people.same("sipx_voicemail", **HIMSELF, pin=PIN, update_password="on_create")


def test_the_pin_of_another_user_is_compared(people: Tasks) -> None:
    people.given("sipx_user", user_name=USER, aliases=["kim"])
    done = people.do("sipx_voicemail", user=USER, pin=PIN)
    assert (done["voicemail"], done["diff"]["after"]["pin"]) == ({"user": USER}, "******** (changed)")
    assert PIN not in json.dumps(done)
    assert stored(people)["aliases"] == ["kim"]


@pytest.mark.parametrize("pin", ["770", "77a0", "7700/771", "", None])
def test_what_is_no_pin_is_refused_and_not_told(people: Tasks, pin: str | None) -> None:
    """A slash would cut it off, silently; only the length is checked by the server."""
    said = people.refused("sipx_voicemail", **HIMSELF, pin=pin)["msg"]
    assert "pin" in said
    assert not pin or pin not in said


def test_a_refused_pin_is_not_told_either(people: Tasks) -> None:
    people.pbx.add_fault("status", method="PUT", path="/rest/my/voicemail/pin", status=400)
    failed = people.run("sipx_voicemail", **HIMSELF, pin=PIN)
    assert failed["failed"] is True
    assert PIN not in json.dumps(failed)


def test_without_the_permission_nothing_is_sent(people: Tasks) -> None:
    """The server would answer 200 and do nothing."""
    people.given("sipx_user", user_name=USER, permissions={"Voicemail": False})
    said = people.refused("sipx_voicemail", **HIMSELF, greeting="none")["msg"]
    assert "user '200' lacks the permission Voicemail" in said
    people.same("sipx_voicemail", **HIMSELF, greeting="standard")


def test_an_address_outside_latin1_is_refused(people: Tasks) -> None:
    assert "question marks" in people.refused("sipx_voicemail", **HIMSELF, email="źle@example.net")["msg"]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_is_no_different(people: Tasks) -> None:
    people.do("sipx_voicemail", **HIMSELF, **BY_MAIL, greeting="none")
    people.do("sipx_voicemail", user=USER, greeting="standard")
