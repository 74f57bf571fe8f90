# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_personal_attendant: what callers may press."""

from __future__ import annotations

from typing import Any

import pytest

from ..tasks import Tasks
from .own import HIMSELF, USER, stored, user

ATTENDANT = "PUT /rest/my/voicemail/attendant"
OPERATOR = "PUT /rest/my/voicemail/operator/"


@pytest.fixture
def people(tasks: Tasks) -> Tasks:
    """User 200 with the record of his attendant, which the server makes when it is first read."""
    user(tasks)
    tasks.same("sipx_personal_attendant", **HIMSELF)
    return tasks


def _without_permission(tasks: Tasks) -> None:
    tasks.given("sipx_user", user_name=USER, permissions={"personal-auto-attendant": False})


def test_an_attendant_is_made_up(people: Tasks) -> None:
    wish = {"operator": "430", "menu": {"5": "412", "*": "430"}, "language": "en", "override_language": True}
    done = people.do("sipx_personal_attendant", **HIMSELF, **wish)
    assert done["personal_attendant"] == {
        "user": USER,
        **wish,
        "deposit_voicemail": True,
        "forward_delete_voicemail": False,
        "play_default_options": True,
        "attendant_permission": True,
    }


def test_the_first_write_comes_after_a_read(tasks: Tasks) -> None:
    """A first write without one makes two records, after which nothing can be read."""
    user(tasks)
    tasks.run("sipx_personal_attendant", **HIMSELF, operator="430")
    assert [one.method for one in tasks.pbx.requests] == ["GET", "PUT", "GET"]
    assert stored(tasks)["attendant"]["twice"] is False


def test_the_menu_is_a_whole_and_can_be_emptied(people: Tasks) -> None:
    people.given("sipx_personal_attendant", **HIMSELF, menu={"5": "412", "7": "430"}, operator="430")
    people.run("sipx_personal_attendant", **HIMSELF, menu={"5": "412"})
    assert people.bodies == ['{"menu":{"5":"412"}}']
    done = people.do("sipx_personal_attendant", **HIMSELF, menu={})
    assert (done["personal_attendant"]["menu"], done["personal_attendant"]["operator"]) == ({}, "430")
    people.same("sipx_personal_attendant", **HIMSELF, menu=None)


def test_keys_and_numbers_without_quotes_are_texts(people: Tasks) -> None:
    people.do("sipx_personal_attendant", **HIMSELF, menu={5: 412})
    people.same("sipx_personal_attendant", **HIMSELF, menu={"5": "412"})


@pytest.mark.parametrize(
    ("menu", "said"),
    [
        ({"12": "412"}, "has the key '12': callers can press 0 to 9, * and #"),
        ({"5": ""}, "no number for the key '5'"),
        ({"5": None}, "'5'"),
    ],
)
def test_a_menu_that_cannot_be_is_refused(people: Tasks, menu: dict[str, Any], said: str) -> None:
    assert said in people.refused("sipx_personal_attendant", **HIMSELF, menu=menu)["msg"]


@pytest.mark.parametrize("nobody", [None, ""])
def test_the_operator_is_taken_away(people: Tasks, nobody: str | None) -> None:
    people.given("sipx_personal_attendant", **HIMSELF, operator="sip:desk@example.net")
    assert people.do("sipx_personal_attendant", **HIMSELF, operator=nobody)["personal_attendant"]["operator"] is None


def test_language_and_its_switch_go_together(people: Tasks) -> None:
    """The one without the other is an error of the server, or dropped."""
    people.do("sipx_personal_attendant", **HIMSELF, language="fr")
    people.do("sipx_personal_attendant", **HIMSELF, override_language=True)
    done = people.do("sipx_personal_attendant", **HIMSELF, language="en")
    assert done["personal_attendant"]["override_language"] is True


def test_a_switch_without_a_language_is_refused(people: Tasks) -> None:
    said = people.refused("sipx_personal_attendant", **HIMSELF, override_language=True)["msg"]
    assert "give language as well" in said
    assert "language cannot be empty" in people.refused("sipx_personal_attendant", **HIMSELF, language=None)["msg"]


def test_an_unknown_language_is_told_with_those_that_there_are(people: Tasks) -> None:
    assert "it has en, fr" in people.refused("sipx_personal_attendant", **HIMSELF, language="xx")["msg"]
    assert "did you mean 'en'?" in people.refused("sipx_personal_attendant", **HIMSELF, language="en1")["msg"]


def test_deleting_after_mail_is_kept_although_the_server_drops_it_alone(people: Tasks) -> None:
    people.do("sipx_personal_attendant", **HIMSELF, forward_delete_voicemail=True)


def test_without_the_permission_nothing_is_sent(people: Tasks) -> None:
    """The server would answer 200 and do nothing."""
    _without_permission(people)
    said = people.refused("sipx_personal_attendant", **HIMSELF, menu={"5": "412"}, operator="430")["msg"]
    assert "user '200' lacks the permission personal-auto-attendant" in said
    assert "grant it first" in said
    assert "a plain extension" in people.refused("sipx_personal_attendant", **HIMSELF, operator="sip:desk@example.net")["msg"]


def test_the_operator_needs_no_permission(people: Tasks) -> None:
    _without_permission(people)
    people.do("sipx_personal_attendant", **HIMSELF, operator="430")
    people.run("sipx_personal_attendant", **HIMSELF, operator="431")
    assert people.writes == [f"{OPERATOR}431"]
    people.run("sipx_personal_attendant", **HIMSELF, operator=None)
    assert people.writes == [OPERATOR]
    people.same("sipx_personal_attendant", **HIMSELF, operator=None)


def test_what_the_server_did_not_keep_is_told(people: Tasks) -> None:
    """Another administrator may take the permission away between reading and writing."""
    people.pbx.add_fault("status", method="PUT", path="/rest/my/voicemail/attendant", status=200)
    failed = people.run("sipx_personal_attendant", **HIMSELF, operator="430")
    assert (failed["failed"], failed["failure"]["code"]) == (True, "not_kept")


def test_an_administrator_sets_some_of_it_for_another_user(people: Tasks) -> None:
    wish = {"operator": "Łódź", "deposit_voicemail": False, "forward_delete_voicemail": True, "play_default_options": False}
    done = people.do("sipx_personal_attendant", user=USER, **wish)
    assert done["personal_attendant"] == {"user": USER, **wish}
    people.same("sipx_personal_attendant", **HIMSELF, deposit_voicemail=False, forward_delete_voicemail=True, play_default_options=False)
    people.do("sipx_personal_attendant", user=USER, operator=None)


def test_the_rest_only_the_user_himself_can_do(people: Tasks) -> None:
    said = people.refused("sipx_personal_attendant", user=USER, operator="430", menu={"5": "412"}, language="en")["msg"]
    assert said.startswith("the personal attendant of user '200': menu, language: the API has no way to change this for another user")
    assert "Run the task with username and password of user '200' himself" in said


def test_western_letters_only(people: Tasks) -> None:
    assert "menu: the server would turn" in people.refused("sipx_personal_attendant", **HIMSELF, menu={"5": "Łódź"})["msg"]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_is_no_different(people: Tasks) -> None:
    people.do("sipx_personal_attendant", **HIMSELF, operator="430", menu={"5": "412"}, language="en", override_language=True)
