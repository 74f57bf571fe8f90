# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_phonebook_entry: one entry of the private phone book, and never the whole of it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from ..tasks import Tasks
from .own import HIMSELF, people

__all__ = ["people"]

MODULE = "sipx_phonebook_entry"
ANN = {"first_name": "Ann", "last_name": "Poe", "number": "5550142"}
ONE_ENTRY = re.compile(r"DELETE /rest/my/phonebook/entry/[0-9]+")


def contacts(tasks: Tasks) -> list[dict[str, Any]]:
    return list(tasks.pbx.state()["tables"].get("contacts", {}).values())


def change_state(tasks: Tasks, table: str, key: str, **values: Any) -> None:
    state = tasks.pbx.state()
    state["tables"].setdefault(table, {}).setdefault(key, {"id": int(key)}).update(values)
    tasks.pbx.load(state)


def test_an_entry_is_made_changed_and_deleted(people: Tasks) -> None:
    made = people.do(MODULE, **HIMSELF, **ANN, company="Poe & Sons", office_address={"city": "Bergen", "zip": "5003"})
    assert people.run(MODULE, **HIMSELF, **ANN)["phonebook_entry"]["id"] == 1
    assert made["phonebook_entry"]["office_address"]["city"] == "Bergen"
    assert made["diff"]["before"] == {}
    changed = people.do(MODULE, **HIMSELF, **ANN, email="ann@example.net", office_address={"zip": None})
    assert changed["phonebook_entry"]["company"] == "Poe & Sons"
    assert changed["phonebook_entry"]["office_address"] == {**dict.fromkeys(made["phonebook_entry"]["home_address"]), "city": "Bergen"}
    gone = people.do(MODULE, **HIMSELF, **ANN, state="absent")
    assert gone["phonebook_entry"] is None
    assert contacts(people) == []


def test_a_change_keeps_what_no_option_names(people: Tasks) -> None:
    """The server's PUT replaces the record: internalId and timestamp would be lost."""
    people.do(MODULE, **HIMSELF, **ANN, job_title="Buyer")
    change_state(people, "contacts", "1", internalId="vcard-7", timestamp=1700000000000, info={"jobTitle": "Buyer", "avatar": "x.png"})
    people.do(MODULE, **HIMSELF, **ANN, company="Acme")
    stored = contacts(people)[0]
    assert (stored["internalId"], stored["timestamp"]) == ("vcard-7", 1700000000000)
    assert stored["info"] == {"jobTitle": "Buyer", "avatar": "x.png", "companyName": "Acme"}


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_detail_is_cleared_and_never_stored_as_the_word_null(people: Tasks, nothing: str | None) -> None:
    people.do(MODULE, **HIMSELF, **ANN, job_title="Buyer", home_address={"city": "Oslo"})
    people.do(MODULE, **HIMSELF, **ANN, job_title=nothing, home_address={"city": nothing})
    assert contacts(people)[0]["info"] == {"homeAddress": {}} or "null" not in str(contacts(people))
    people.same(MODULE, **HIMSELF, **ANN, job_title=None)


def test_other_letters_are_kept(people: Tasks) -> None:
    people.do(MODULE, **HIMSELF, first_name="Łucja", last_name="Żak", number="7", company="Świt")


def test_entries_that_share_a_name_or_number_are_apart(people: Tasks) -> None:
    people.do(MODULE, **HIMSELF, **ANN)
    people.do(MODULE, **HIMSELF, **{**ANN, "number": "55501420"})
    people.do(MODULE, **HIMSELF, **{**ANN, "first_name": "ann"})
    people.do(MODULE, **HIMSELF, **ANN, state="absent")
    assert [(row["first-name"], row["number"]) for row in contacts(people)] == [("Ann", "55501420"), ("ann", "5550142")]


def test_an_entry_is_found_behind_the_first_page(people: Tasks) -> None:
    state = people.pbx.state()
    info: dict[str, Any] = {"internalId": None, "timestamp": None, "info": {}, "phonebook": 1, "last-name": "Poe"}
    rows = {str(n): {"id": n, **info, "first-name": f"P{n:04}", "number": "5550142"} for n in range(1, 700)}
    state["tables"].update(contacts=rows, phonebooks={"1": {"id": 1, "name": "privatePhonebook_37", "user": 37}})
    people.pbx.load(state)
    people.do(MODULE, **HIMSELF, first_name="P0699", last_name="Poe", number="5550142", state="absent")
    assert len(contacts(people)) == 698


def test_who_is_a_user_cannot_be_entered(people: Tasks) -> None:
    people.given("sipx_user", user_name="430", first_name="Pat", last_name="Moe", sip_password="n0t-t0-be-seen-sip")
    people.pbx.load({**people.pbx.state(), "phonebook": {"everyone": True}})
    pat = {"first_name": "Pat", "last_name": "Moe", "number": "430"}
    said = people.refused(MODULE, **HIMSELF, **pat)["msg"]
    assert "is in the user's phone book already, as a user or in a public phone book" in said
    people.same(MODULE, **HIMSELF, **pat, state="absent")


def test_an_equal_entry_that_comes_in_between_is_told(people: Tasks) -> None:
    """747 is a status that no other server has."""
    people.pbx.add_fault("status", status=747, method="POST")
    result = people.run(MODULE, **HIMSELF, **ANN)
    assert result["failed"] is True
    assert "an entry with the same names and number is in the user's phone book already" in result["msg"]


def test_a_lost_answer_makes_no_second_entry(people: Tasks) -> None:
    people.pbx.add_fault("drop_after", method="POST")
    assert people.run(MODULE, **HIMSELF, **ANN)["changed"] is True
    assert len(contacts(people)) == 1


def test_an_imported_entry_is_left_alone(people: Tasks) -> None:
    people.do(MODULE, **HIMSELF, **ANN)
    change_state(people, "contacts", "1", imported="org.sipfoundry.sipxconfig.phonebook.FilePhonebookEntry")
    for more in ({"company": "Acme"}, {"state": "absent"}):
        assert "was imported (FilePhonebookEntry)" in people.refused(MODULE, **HIMSELF, **ANN, **more)["msg"]


@pytest.mark.parametrize("mail", ["ann", "ann@example", "ann@example.museum", "a b@example.net"])
def test_a_mail_address_that_the_server_refuses_is_refused_before(people: Tasks, mail: str) -> None:
    said = people.refused(MODULE, **HIMSELF, **ANN, email=mail)["msg"]
    assert "email: " in said
    assert "is no mail address that the server takes here" in said


def test_what_the_administrator_enters_is_his_own(people: Tasks) -> None:
    people.do(MODULE, **ANN)
    people.same(MODULE, **HIMSELF, **ANN, state="absent")
    assert len(contacts(people)) == 1


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_a_release_that_tells_no_private_entries_is_told(people: Tasks) -> None:
    said = people.refused(MODULE, **HIMSELF, **ANN)["msg"]
    assert "does not tell which entries of the phone book are private" in said


def test_the_items_of_a_loop_in_check_mode_see_each_other(people: Tasks) -> None:
    one = {**HIMSELF, **ANN}
    results = people.loop(
        MODULE, [one, one, {**one, "company": "Acme"}, {**one, "state": "absent"}, {**one, "state": "absent"}], check=True
    )
    assert [result["changed"] for result in results] == [True, False, True, True, False]
    assert results[2]["phonebook_entry"].get("id") is None


# ---- never the whole book


@pytest.mark.parametrize("name", ["first_name", "last_name", "number"])
@pytest.mark.parametrize("empty", ["", " ", "\t", "\u2028"])
@pytest.mark.parametrize("state", ["present", "absent"])
def test_an_empty_variable_is_refused(people: Tasks, name: str, empty: str, state: str) -> None:
    people.do(MODULE, **HIMSELF, **ANN)
    assert f"{name} is empty" in people.refused(MODULE, **HIMSELF, **{**ANN, name: empty}, state=state)["msg"]


@pytest.mark.parametrize("odd", ["/", "..", "%2F", "#", "?", "null", "-1", "0", "entry", "a/b", "*", "%", "+", "5550142/"])
@pytest.mark.parametrize("name", ["first_name", "last_name", "number"])
def test_no_name_and_no_number_deletes_more_than_one_entry(people: Tasks, odd: str, name: str) -> None:
    people.do(MODULE, **HIMSELF, **ANN)
    people.run(MODULE, **HIMSELF, **{**ANN, name: odd}, state="absent")
    assert people.writes == []
    assert people.run(MODULE, **HIMSELF, **{**ANN, name: odd})["changed"] is True
    people.run(MODULE, **HIMSELF, **{**ANN, name: odd}, state="absent")
    assert [ONE_ENTRY.fullmatch(write) is not None for write in people.writes] == [True]
    assert [row["number"] for row in contacts(people)] == ["5550142"]


@pytest.mark.parametrize("told", ["", " ", "x", "0", "../", "-2", "1/"])
def test_an_id_that_is_none_is_never_put_into_a_path(people: Tasks, told: str) -> None:
    """Whatever the PBX tells as an id: only a number goes into the path of a DELETE."""
    people.do(MODULE, **HIMSELF, **ANN)
    people.do(MODULE, **HIMSELF, **{**ANN, "number": "9"})
    row = {"id": told, "first-name": "Ann", "last-name": "Poe", "number": "5550142", "contact-information": {}}
    page = json.dumps({"phonebook": {"filtered-size": 1, "entries": [row]}})
    people.pbx.add_fault("status", status=200, path="pagedphonebook", body=page, content_type="application/json", times=None)
    said = people.refused(MODULE, **HIMSELF, **ANN, state="absent")["msg"]
    assert "as the id of a phone book entry, which is no number" in said
    assert len(contacts(people)) == 2
