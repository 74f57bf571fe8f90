# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_phonebook: whether telephones show the private phone book."""

from __future__ import annotations

import pytest

from ..tasks import Tasks
from .own import HIMSELF, people

__all__ = ["people"]

MODULE = "sipx_phonebook"
ANN = {"first_name": "Ann", "last_name": "Poe", "number": "5550142"}


def test_it_is_hidden_and_shown(people: Tasks) -> None:
    people.given("sipx_phonebook_entry", **HIMSELF, **ANN)
    people.same(MODULE, **HIMSELF, show_on_phones=True)
    done = people.do(MODULE, **HIMSELF, show_on_phones=False)
    assert done["phonebook"] == {"user": "200", "show_on_phones": False}
    people.do(MODULE, **HIMSELF, show_on_phones=True)


def test_what_is_not_there_yet_will_be_shown(people: Tasks) -> None:
    """The server answers with a 500 while there is no private phone book."""
    people.same(MODULE, **HIMSELF, show_on_phones=True)
    said = people.refused(MODULE, **HIMSELF, show_on_phones=False)["msg"]
    assert "has no private phone book yet" in said
    assert "create an entry before" in said


def test_nobody_does_it_for_another_user(people: Tasks) -> None:
    assert "no way to change this for another user" in people.refused(MODULE, user="200", show_on_phones=False)["msg"]


def test_null_is_neither(people: Tasks) -> None:
    assert "show_on_phones cannot be empty" in people.refused(MODULE, **HIMSELF, show_on_phones=None)["msg"]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_a_release_that_does_not_tell_it_is_told(people: Tasks) -> None:
    assert people.refused(MODULE, **HIMSELF, show_on_phones=False)["failure"]["code"] == "not_found"
