# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_portal_password: the own password, which only a login can test."""

from __future__ import annotations

import json

import pytest

from ..tasks import Tasks
from .own import HIMSELF, people, stored

__all__ = ["people"]

MODULE = "sipx_portal_password"
NEW = "n0t-t0-be-seen-new"
PATH = "PUT /rest/my/portal/password/"


@pytest.mark.parametrize("password", [NEW, "plus+plus n0t", "per%20cent?#&;:=", "eight888", "n0t.._~-!$'()*"])
def test_the_password_is_set_as_it_was_written(people: Tasks, password: str) -> None:
    """The server reads it as a form value, where a plus is a blank."""
    done = people.do(MODULE, **HIMSELF, new_password=password)
    assert stored(people)["pintoken"] == password
    assert password not in json.dumps(done)
    assert done["portal_password"] == {"user": "200"}
    assert done["diff"]["after"]["new_password"] == "******** (changed)"


def test_once_set_the_old_one_may_be_out_of_date(people: Tasks) -> None:
    people.do(MODULE, **HIMSELF, new_password=NEW)
    people.same(MODULE, username="200", password="n0t-t0-be-seen-any", new_password=NEW)


def test_neither_of_them_opens(people: Tasks) -> None:
    result = people.refused(MODULE, username="200", password="n0t-t0-be-seen-any", new_password=NEW)
    assert result["failure"]["code"] == "login_failed"
    assert result["failure"]["resource"] == "the portal password of user '200'"
    assert stored(people)["pintoken"] == HIMSELF["password"]


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("seven77", "is shorter than the 8 characters"),
        ("", "is shorter than the 8 characters"),
        ("eightmin/rest", "has a slash, at which the server would cut it off without a word"),
        ("pässword1", "is not among those of ASCII"),
        ("password\n1", "is not among those of ASCII"),
    ],
)
def test_a_password_that_cannot_be_carried_is_refused(people: Tasks, password: str, said: str) -> None:
    result = people.refused(MODULE, **HIMSELF, new_password=password)
    assert said in result["msg"]
    assert len(password) < 8 or password not in json.dumps(result)


def test_a_lost_answer_is_looked_after(people: Tasks) -> None:
    people.pbx.add_fault("drop_after", method="PUT")
    assert people.run(MODULE, **HIMSELF, new_password=NEW)["changed"] is True
    assert people.writes == [PATH + NEW]


def test_what_did_not_arrive_is_sent_again(people: Tasks) -> None:
    people.pbx.add_fault("drop_before", method="PUT")
    assert people.run(MODULE, **HIMSELF, new_password=NEW)["changed"] is True
    assert stored(people)["pintoken"] == NEW


def test_a_password_that_opens_nothing_is_told(people: Tasks) -> None:
    """With logins by LDAP only, the server says yes and it has no effect."""
    people.pbx.add_fault("status", status=200, method="PUT")
    result = people.run(MODULE, **HIMSELF, new_password=NEW)
    assert "yet nobody can log in with it: where logins are checked by LDAP only" in result["msg"]
    assert (result["failure"]["code"], result["changed"]) == ("not_kept", True)
    assert NEW not in json.dumps(result)


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_is_no_different(people: Tasks) -> None:
    people.do(MODULE, **HIMSELF, new_password=NEW)
