# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_contact: contact information, whose every write replaces the whole profile."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks
from .own import HIMSELF, USER, people, stored, user

__all__ = ["people"]

CONTACT = "PUT /rest/my/contact-information"
ALIASES = ["kim.roe@example.net", "roe@example.net"]
FULL: dict[str, Any] = {
    "first_name": "Kim",
    "last_name": "Roe",
    "email": "kim@example.net",
    "email_aliases": ALIASES,
    "job_title": "Buyer",
    "cell_phone_number": "4235550142",
    "custom1": "a",
    "home_address": {"street": "1 Oak St", "city": "Bergen"},
    "use_branch_address": False,
    "office_address": {"street": "9 Elm St"},
}


def _shown(result: dict[str, Any], wish: dict[str, Any]) -> dict[str, Any]:
    """What the result shows of the options of a wish."""
    shown: dict[str, Any] = result["contact"]
    return {
        name: {below: shown[name][below] for below in value} if isinstance(value, dict) else shown[name] for name, value in wish.items()
    }


def _branch(tasks: Tasks) -> None:
    tasks.given("sipx_branch", name="floor1", address={"street": "5 Main St", "city": "Ooltewah"})
    tasks.given("sipx_user", user_name=USER, branch="floor1")


def test_a_user_fills_in_all_of_it(people: Tasks) -> None:
    assert _shown(people.do("sipx_contact", **HIMSELF, **FULL), FULL) == FULL


@pytest.mark.parametrize("aliases", [[], ALIASES[:1], ALIASES])
def test_a_change_of_one_field_loses_nothing(people: Tasks, aliases: list[str]) -> None:
    """All that is left out would be gone: names, addresses, and the aliases, which cannot even be written as they are read."""
    people.given("sipx_contact", **HIMSELF, **{**FULL, "email_aliases": aliases})
    before = stored(people)
    people.do("sipx_contact", **HIMSELF, department="Purchase")
    after = stored(people)
    assert after["profile"].pop("jobDept") == "Purchase"
    for record in (before, after):
        record["profile"].pop("jobDept", None)
        record["profile"].pop("timestamp")  # of the last save
    assert after == before


def test_no_null_is_sent(people: Tasks) -> None:
    """It would be stored as the text null."""
    people.given("sipx_contact", **HIMSELF, **FULL)
    people.run("sipx_contact", **HIMSELF, job_title=None, home_address=None)
    assert people.writes == [CONTACT]
    assert "null" not in people.bodies[0]


def test_fields_are_cleared(people: Tasks) -> None:
    people.given("sipx_contact", **HIMSELF, **FULL)
    nothing: dict[str, Any] = {"job_title": None, "custom1": "", "home_address": {"street": None}, "email_aliases": []}
    done = people.do("sipx_contact", **HIMSELF, **nothing)
    assert (done["contact"]["job_title"], done["contact"]["custom1"], done["contact"]["email_aliases"]) == (None, None, [])
    assert done["contact"]["home_address"]["city"] == "Bergen"
    people.do("sipx_contact", **HIMSELF, home_address=None, email=None)


def test_letters_of_all_languages_are_kept(people: Tasks) -> None:
    people.do("sipx_contact", **HIMSELF, first_name="Łukasz", location="東京", job_title="what?")
    people.do("sipx_contact", **HIMSELF, department="x")
    people.same("sipx_contact", **HIMSELF, first_name="Łukasz", location="東京", job_title="what?")


def test_what_is_stored_in_lower_case_is_compared_so(people: Tasks) -> None:
    done = people.do("sipx_contact", **HIMSELF, email="Kim@Example.net", auth_account_name="KRoe")
    assert (done["contact"]["email"], done["contact"]["auth_account_name"]) == ("kim@example.net", "kroe")


def test_the_order_of_aliases_does_not_matter(people: Tasks) -> None:
    people.given("sipx_contact", **HIMSELF, email_aliases=ALIASES)
    people.same("sipx_contact", **HIMSELF, email_aliases=ALIASES[::-1])


def test_the_address_of_the_branch_and_the_own_one(people: Tasks) -> None:
    _branch(people)
    people.given("sipx_contact", **HIMSELF, use_branch_address=False, office_address={"street": "9 Elm St"})
    on = people.do("sipx_contact", **HIMSELF, use_branch_address=True)
    assert on["contact"]["office_address"]["street"] is None
    off = people.do("sipx_contact", **HIMSELF, use_branch_address=False)
    assert off["contact"]["office_address"]["street"] is None
    people.do("sipx_contact", **HIMSELF, office_address={"street": "9 Elm St"})


def test_an_office_address_that_would_be_dropped_is_refused(people: Tasks) -> None:
    _branch(people)
    people.given("sipx_contact", **HIMSELF, use_branch_address=True)
    said = people.refused("sipx_contact", **HIMSELF, office_address={"street": "9 Elm St"})["msg"]
    assert "set it to false" in said
    people.do("sipx_contact", **HIMSELF, office_address={"street": "9 Elm St"}, use_branch_address=False)


def test_the_address_of_a_branch_needs_a_branch(people: Tasks) -> None:
    assert "has no branch whose address could be used" in people.refused("sipx_contact", **HIMSELF, use_branch_address=True)["msg"]


def test_a_user_without_branch_keeps_his_office_address(people: Tasks) -> None:
    """A new user has the switch on; with it the server drops the address, and switches it off only then."""
    done = people.do("sipx_contact", **HIMSELF, office_address={"street": "9 Elm St"})
    assert (done["contact"]["use_branch_address"], done["contact"]["office_address"]["street"]) == (False, "9 Elm St")


def test_a_display_name_of_its_own_that_the_server_overwrites_is_told(tasks: Tasks) -> None:
    user(tasks, first_name="Kim", last_name="Roe", profile={"im_display_name": "Kimmy"})
    done = tasks.run("sipx_contact", **HIMSELF, job_title="Buyer")
    assert done["warnings"] == ["the PBX makes the IM display name 'Kimmy' of user '200' 'Kim Roe'; set it again with sipx_user"]


def test_an_administrator_does_the_same_through_the_users_record(people: Tasks) -> None:
    people.given("sipx_user", user_name=USER, aliases=["kim"], profile={"custom2": "b"})
    done = people.do("sipx_contact", user=USER, **FULL)
    assert done["contact"] == {"user": USER, **FULL}
    assert (stored(people)["aliases"], stored(people)["profile"]["custom2"]) == (["kim"], "b")
    people.same("sipx_contact", **HIMSELF, **FULL)


def test_an_administrator_clears_as_the_user_does(people: Tasks) -> None:
    people.given("sipx_contact", **HIMSELF, **FULL)
    people.do("sipx_contact", user=USER, job_title=None, email_aliases=None, email="")
    assert stored(people)["profile"]["cellPhoneNumber"] == FULL["cell_phone_number"]


@pytest.mark.parametrize("bad", [{"first_name": " Kim"}, {"job_title": "x" * 256}, {"location": "a\nb"}])
def test_what_cannot_be_is_refused(people: Tasks, bad: dict[str, Any]) -> None:
    assert next(iter(bad)) in people.refused("sipx_contact", **HIMSELF, **bad)["msg"]


def test_the_body_has_one_root_and_wrapped_aliases(people: Tasks) -> None:
    people.run("sipx_contact", **HIMSELF, email_aliases=ALIASES[:1])
    body = json.loads(people.bodies[0])
    assert list(body) == ["contact-information"]
    assert body["contact-information"]["emailAddressAliasesSet"] == {"string": ALIASES[:1]}


def test_later_items_of_a_loop_see_what_would_be(people: Tasks) -> None:
    items: list[dict[str, Any]] = [
        {**HIMSELF, **FULL},
        {**HIMSELF, "job_title": "Buyer", "email_aliases": ALIASES},
        {**HIMSELF, "custom2": "x"},
    ]
    assert [one["changed"] for one in people.loop("sipx_contact", items, check=True)] == [True, False, True]
    assert [one["changed"] for one in people.loop("sipx_contact", items)] == [True, False, True]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_is_no_different(people: Tasks) -> None:
    people.do("sipx_contact", **HIMSELF, **FULL)
    people.do("sipx_contact", **HIMSELF, custom1=None)
