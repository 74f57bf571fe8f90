# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_im: what instant messaging and My Buddy tell of a user."""

from __future__ import annotations

import pytest

from ..tasks import Tasks
from .own import HIMSELF, USER, people

__all__ = ["people"]

IM = "/rest/my/im/prefs"


def test_a_user_changes_his_own(people: Tasks) -> None:
    done = people.do("sipx_im", **HIMSELF, call_info=True, notify_voicemail_end=True)
    assert done["im"] == {
        "user": USER,
        "phone_presence": True,
        "call_info": True,
        "on_the_phone_message": "On the phone",
        "voicemail_on_dnd": False,
        "notify_conference_entry": True,
        "notify_conference_exit": True,
        "notify_voicemail_begin": False,
        "notify_voicemail_end": True,
    }


def test_only_what_differs_is_sent(people: Tasks) -> None:
    people.run("sipx_im", **HIMSELF, phone_presence=True, voicemail_on_dnd=True)
    assert (people.writes, people.bodies) == ([f"PUT {IM}"], ['{"voicemailOnDnd":true}'])


@pytest.mark.parametrize("nothing", [None, ""])
def test_the_message_is_cleared_with_null_or_an_empty_text(people: Tasks, nothing: str | None) -> None:
    """Null keeps it on the wire."""
    assert people.do("sipx_im", **HIMSELF, on_the_phone_message=nothing)["im"]["on_the_phone_message"] is None


def test_western_letters_are_read_back_as_they_were_written(people: Tasks) -> None:
    """The answer is in ISO 8859-1, the request in UTF-8."""
    done = people.do("sipx_im", **HIMSELF, on_the_phone_message="Später")
    assert done["im"]["on_the_phone_message"] == "Später"


def test_other_letters_are_refused_for_oneself_and_kept_for_another_user(people: Tasks) -> None:
    said = people.refused("sipx_im", **HIMSELF, on_the_phone_message="Później")["msg"]
    assert "on_the_phone_message: the server would turn 'ź' into question marks" in said
    done = people.do("sipx_im", user=USER, on_the_phone_message="Później")
    assert done["im"] == {"user": USER, "on_the_phone_message": "Później"}


def test_an_administrator_changes_another_users_by_settings(people: Tasks) -> None:
    wishes = {"phone_presence": False, "notify_conference_entry": False, "voicemail_on_dnd": True}
    done = people.do("sipx_im", user=USER, **wishes)
    assert done["im"] == {"user": USER, **wishes}
    assert done["diff"]["before"] == {
        "user": USER,
        "phone_presence": True,
        "notify_conference_entry": True,
        "voicemail_on_dnd": False,
    }
    seen = people.same("sipx_im", **HIMSELF, **wishes)["im"]
    assert (seen["phone_presence"], seen["call_info"]) == (False, False)


def test_the_administrators_own_are_changed_only_when_he_names_nobody(people: Tasks) -> None:
    people.do("sipx_im", call_info=True)
    people.same("sipx_im", user="superadmin", call_info=True)
    people.same("sipx_im", **HIMSELF, call_info=False)


@pytest.mark.parametrize("nobody", ["", None])
def test_an_empty_user_never_means_the_administrator(people: Tasks, nobody: str | None) -> None:
    assert "user is empty" in people.refused("sipx_im", user=nobody, call_info=True)["msg"]


def test_a_user_without_rights_is_told_how_to_do_it(people: Tasks) -> None:
    said = people.refused("sipx_im", **HIMSELF, user="superadmin", call_info=True)["msg"]
    assert "user '200' is logged in and no administrator" in said
    assert "run the task with that user's own username and password" in said


def test_a_user_may_be_logged_in_by_his_alias(people: Tasks) -> None:
    people.given("sipx_user", user_name=USER, aliases=["kim"])
    done = people.do("sipx_im", username="kim", password=HIMSELF["password"], call_info=True)
    assert done["im"]["user"] == "kim"


def test_an_unknown_user_is_told_with_the_nearest(people: Tasks) -> None:
    assert "did you mean '200'?" in people.refused("sipx_im", user="2000", call_info=True)["msg"]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_is_no_different(people: Tasks) -> None:
    people.do("sipx_im", **HIMSELF, call_info=True, notify_voicemail_end=True, on_the_phone_message="Später")
