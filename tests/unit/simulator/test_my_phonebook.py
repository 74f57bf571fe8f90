# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The phone book as one user sees it, and the private entries in it."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

import pytest

from ...simulator import Simulator
from .clients import AS_JSON, AS_XML, Client
from .records import EMPTY, group, user
from .test_my_calls import LATIN

ANN = {"first-name": "Ann", "last-name": "Poe", "number": "5550142", "contact-information": {"emailAddress": "ann@example.net"}}
FOLDED = "BEGIN:VCARD\nVERSION:3.0\nN:Poe;Ann;;;\nTEL;TYPE=WORK:5550142\nEMAIL;TYPE=WORK:ann@\n example.net\nEND:VCARD\n"


def create(me: Client, **values: Any) -> Any:
    return me.my("POST", "/phonebook/entry/0", {"entry": {**ANN, **values}})


def book(me: Client) -> list[dict[str, Any]]:
    response = me.my("GET", "/phonebook", headers=AS_JSON)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["phonebook"]
    return found


def page(me: Client, query: str = "start=0&end=100") -> dict[str, Any]:
    response = me.my("GET", f"/pagedphonebook?{query}", headers=AS_JSON)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()["phonebook"]
    return found


def entry(me: Client, key: int = 1) -> dict[str, Any]:
    response = me.my("GET", f"/phonebook/entry/{key}", headers=AS_JSON)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()["entry"]
    return found


def card(me: Client, text: str = FOLDED, user_name: str = "412", internal: str = "ansible-ann", uid: str = "") -> Any:
    body = f"<pb><internalId>{internal}</internalId><uid>{uid}</uid><vcard>{escape(text)}</vcard><userName>{user_name}</userName></pb>"
    return me.my("PUT", "/phonebookentry/x", body)


def public(pbx: Simulator, **values: Any) -> None:
    """A public phone book with one entry, which members of a group see."""
    state = pbx.state()
    row = {"id": 9, "name": "sales", "groups": [], "consumers": [12], "entries": [["Pat", "Moe", "430"]], **values}
    state["tables"].setdefault("phonebooks", {})["9"] = row
    pbx.load(state)


# ---- the whole book


def test_a_user_without_books_sees_nothing(me: Client) -> None:
    assert book(me) == []
    assert me.my("GET", "/phonebook").text == "<phonebook/>"
    for accept in ("text/plain", "text/x-vcard"):
        assert me.my("GET", "/phonebook", headers={"Accept": accept}).status_code == 500


def test_public_entries_members_and_private_entries_stand_together(me: Client, client: Client, pbx: Simulator) -> None:
    group(client, "sales")
    user(client, "431", firstName="Lee", lastName="Foe", groups=[{"name": "sales"}])
    client.api("POST", "/users/412/groups/sales")
    create(me)
    public(pbx, groups=[12])
    rows = [(row["id"], row["first-name"], row["number"]) for row in book(me)]
    assert rows == [("-1", "Kim", "412"), ("109000", "Pat", "430"), ("-1", "Lee", "431"), ("1", "Ann", "5550142")]


def test_the_paged_list_shows_ids_of_private_entries_only(me: Client, client: Client, pbx: Simulator) -> None:
    group(client, "sales")
    client.api("POST", "/users/412/groups/sales")
    create(me)
    public(pbx)
    found = page(me)
    assert [(row["id"], row["number"]) for row in found.pop("entries")] == [("-1", "430"), ("1", "5550142")]
    assert found == {
        "size": 2,
        "filtered-size": 2,
        "start-row": 0,
        "end-row": 2,
        "show-on-phone": "true",
        "google-domain": "voice.test",
    }


def test_a_book_of_another_group_is_not_seen(me: Client, pbx: Simulator) -> None:
    public(pbx)
    assert book(me) == []


def test_everyone_may_be_in_it(me: Client, pbx: Simulator) -> None:
    pbx.load({**pbx.state(), "phonebook": {"everyone": True}})
    assert [row["number"] for row in book(me)] == ["superadmin"]


def test_csv_and_vcards(me: Client) -> None:
    create(me, **{"last-name": "Łoe"})
    text = me.my("GET", "/phonebook", headers={"Accept": "text/plain"})
    assert text.headers["Content-Type"] == LATIN
    lines = text.text.splitlines()
    assert lines[0].startswith("First Name,Last Name,Number,Job Title,")
    assert lines[0].endswith(",Office designation,Office Mail,Alternate Office Mail")
    assert lines[1].startswith("Ann,?oe,5550142,")
    assert "N:?oe;Ann;;;" in me.my("GET", "/phonebook", headers={"Accept": "text/x-vcard"}).text
    assert me.my("GET", "/phonebook", headers={"Accept": "text/vcard"}).status_code == 406
    assert me.my("GET", "/phonebook", headers=AS_XML).status_code == 406


# ---- pages and search


def test_pages_are_clamped(me: Client) -> None:
    for number in range(5):
        create(me, number=f"555{number}")
    assert [row["number"] for row in page(me, "start=1&end=3")["entries"]] == ["5551", "5552"]
    assert page(me, "start=4&end=99")["end-row"] == 5
    assert len(page(me, "start=x&end=y")["entries"]) == 5
    assert page(me, "start=9&end=20")["entries"] == []
    assert me.my("GET", "/pagedphonebook?start=3&end=1").headers["Content-Type"] == "application/json"


def test_a_filter_looks_into_names_number_and_mail(me: Client) -> None:
    create(me)
    create(me, number="77", **{"first-name": "Bob", "contact-information": {}})
    for text, numbers in (("ANN", ["5550142"]), ("7", ["77"]), ("example", ["5550142"]), ("null", ["5550142", "77"]), ("zzz", [])):
        found = page(me, f"start=0&end=9&filter={text}")
        assert [row["number"] for row in found["entries"]] == numbers
        assert (found["size"], found["filtered-size"]) == (2, len(numbers))


@pytest.mark.parametrize("query", ["", "?start=0", "?end=9&start=0", "?start=&end=9", "?filter=a&start=0&end=9"])
def test_the_parameters_of_a_page_are_part_of_the_route(me: Client, query: str) -> None:
    assert me.my("GET", f"/pagedphonebook{query}").status_code == 404


def test_search_goes_by_the_beginning_of_words(me: Client) -> None:
    create(me, **{"last-name": "Poe Smith"})
    for term, hits in (("ann", 1), ("SMI", 1), ("555", 1), ("42", 0), ("poe%20smith", 0), ("example", 0)):
        response = me.my("GET", f"/search/phonebook?query={term}", headers=AS_JSON)
        assert len(response.json()["phonebook"]) == hits
    for query in ("", "?query=", "?q=a"):
        assert me.my("GET", f"/search/phonebook{query}").status_code == 404


def test_the_fork_has_no_routes_with_a_query(fork_me: Client) -> None:
    assert fork_me.my("GET", "/pagedphonebook?start=0&end=9").status_code == 404
    assert fork_me.my("GET", "/search/phonebook?query=a").status_code == 404


# ---- one entry


def test_create_tells_no_id(me: Client) -> None:
    response = create(me)
    assert (response.status_code, response.content) == (200, EMPTY)
    assert entry(me) == ANN
    assert "id" not in entry(me)


def test_an_administrator_reads_a_private_book_by_its_internal_name(me: Client, client: Client) -> None:
    create(me)
    assert client.rest("GET", "/phonebook/privatePhonebook_37").text.splitlines()[1] == '"Ann","Poe","5550142"'
    assert "privatePhonebook" not in client.rest("GET", "/phonebook").text


def test_an_imported_entry_has_another_root(me: Client, pbx: Simulator) -> None:
    create(me)
    state = pbx.state()
    state["tables"]["contacts"]["1"]["imported"] = "org.sipfoundry.sipxconfig.phonebook.FilePhonebookEntry"
    pbx.load(state)
    document = me.my("GET", "/phonebook/entry/1", headers=AS_JSON).json()
    assert document == {"org.sipfoundry.sipxconfig.phonebook.FilePhonebookEntry": ANN}


@pytest.mark.parametrize("path", ["/phonebook/entry", "/phonebook/entry/"])
def test_a_create_without_an_id_goes_to_another_resource(me: Client, path: str) -> None:
    assert me.my("POST", path, {"entry": ANN}).status_code == 500
    assert book(me) == []


@pytest.mark.parametrize("field", ["first-name", "last-name", "number"])
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_names_and_number_are_needed(me: Client, field: str, method: str) -> None:
    create(me)
    response = me.my(method, "/phonebook/entry/1", {"entry": {**ANN, field: ""}})
    assert (response.status_code, response.reason) == (400, "First Name / Last Name / Number cannot be Null")


@pytest.mark.parametrize("mail", ["ann", "ann@example", "ann@example.museum", "a b@example.net"])
def test_mail_addresses_are_checked(me: Client, mail: str) -> None:
    response = create(me, **{"contact-information": {"emailAddress": mail}})
    assert (response.status_code, response.reason) == (400, "Invalid Email Address")


def test_contact_information_must_be_there(me: Client) -> None:
    body = {name: value for name, value in ANN.items() if name != "contact-information"}
    assert me.my("POST", "/phonebook/entry/0", {"entry": body}).status_code == 500
    nothing: list[Any] = ["", {}]
    for blank in nothing:
        assert create(me, number=f"1{blank}", **{"contact-information": blank}).status_code == 200


def test_null_is_stored_as_a_word(me: Client) -> None:
    create(me, **{"contact-information": {"jobTitle": None}})
    assert entry(me)["contact-information"] == {"jobTitle": "null"}


def test_an_equal_entry_anywhere_is_747(me: Client, client: Client, pbx: Simulator) -> None:
    create(me)
    response = create(me)
    assert (response.status_code, response.content) == (747, EMPTY)
    group(client, "sales")
    client.api("POST", "/users/412/groups/sales")
    public(pbx)
    assert create(me, number="430", **{"first-name": "Pat", "last-name": "Moe"}).status_code == 747
    pat = {**ANN, "number": "430", "first-name": "Pat", "last-name": "Moe"}
    assert me.my("PUT", "/phonebook/entry/1", {"entry": pat}).status_code == 747


def test_an_update_replaces_the_entry(me: Client) -> None:
    create(me, internalId="ansible-ann", timestamp=1700000000000)
    assert entry(me)["timestamp"] == 1700000000000
    body = {"entry": {**ANN, "number": "1", "contact-information": {"jobTitle": "Buyer"}}}
    assert me.my("PUT", "/phonebook/entry/1", body).status_code == 200
    assert entry(me) == {**ANN, "number": "1", "contact-information": {"jobTitle": "Buyer"}, "timestamp": 0}


def test_an_update_of_anothers_entry_moves_it(me: Client, client: Client) -> None:
    create(client)
    assert me.my("PUT", "/phonebook/entry/1", {"entry": ANN}).status_code == 200
    create(me, number="9")
    assert me.my("PUT", "/phonebook/entry/1", {"entry": ANN}).status_code == 200
    assert [row["id"] for row in book(me)] == ["1", "2"]
    assert book(client) == []


def test_an_update_without_a_private_book_does_nothing(me: Client) -> None:
    assert me.my("PUT", "/phonebook/entry/1", {"entry": ANN}).status_code == 200
    assert book(me) == []


def test_unknown_entries(me: Client, client: Client) -> None:
    create(me)
    create(client, number="9")
    for key in ("9", "x", "2"):
        assert me.my("GET", f"/phonebook/entry/{key}").status_code == 404
        assert me.my("DELETE", f"/phonebook/entry/{key}").status_code == 200
    for key in ("9", "x"):
        assert me.my("PUT", f"/phonebook/entry/{key}", {"entry": {**ANN, "number": "3"}}).status_code == 500
    assert (len(book(me)), len(book(client))) == (1, 1)


def test_delete_one(me: Client) -> None:
    create(me)
    create(me, number="9")
    assert me.my("DELETE", "/phonebook/entry/1").status_code == 200
    assert [row["number"] for row in book(me)] == ["9"]


@pytest.mark.parametrize(
    "path",
    ["/phonebook", "/phonebook/", "/phonebook/entry", "/phonebook/entry/", "/phonebookentry", "/phonebookentry/", "/phonebooks"],
)
def test_a_delete_with_an_empty_id_wipes_the_whole_book(me: Client, path: str) -> None:
    create(me)
    create(me, number="9")
    assert me.my("DELETE", path).status_code == 200
    assert book(me) == []
    assert page(me)["show-on-phone"] == "n/a"


def test_the_fork_has_lost_the_caller(fork_me: Client) -> None:
    assert create(fork_me).status_code == 500
    assert fork_me.my("GET", "/phonebook/entry/1").status_code == 204
    assert fork_me.my("DELETE", "/phonebook/entry/1").status_code == 204


def test_the_private_book_goes_with_the_user(me: Client, client: Client, pbx: Simulator) -> None:
    create(me)
    assert client.api("DELETE", "/users/412").status_code == 200
    assert not {"phonebooks", "contacts"} & set(pbx.state()["tables"])


# ---- many entries


def test_bulk_add_never_looks(me: Client) -> None:
    for _time in range(2):
        assert me.my("POST", "/phonebook", {"phonebook": {"entry": [ANN]}}).status_code == 200
    assert [row["id"] for row in page(me)["entries"]] == ["1"]
    assert me.my("POST", "/phonebook", {"phonebook": {"entry": ANN}}).status_code == 200
    assert me.my("POST", "/phonebook", "<phonebook/>").status_code == 200


def test_bulk_add_refuses_what_get_writes(me: Client) -> None:
    create(me)
    assert me.my("POST", "/phonebook", {"phonebook": book(me)}).status_code == 500
    assert me.my("PUT", "/phonebook", {"phonebook": ""}).status_code == 500


# ---- vCards


def test_a_vcard_makes_and_merges(me: Client) -> None:
    assert card(me).content == EMPTY
    assert entry(me) == {**ANN, "internalId": "ansible-ann"}
    work = "TEL;TYPE=CELL:77\nORG:Acme;Sales\nTITLE:Buyer\nADR;TYPE=HOME:;;Quay 4;Bergen;;5003;NO\nIMPP;TYPE=PERSONAL:ann.poe\n"
    assert card(me, f"BEGIN:VCARD\nN:Poe;Anne\n{work}END:VCARD").status_code == 200
    home = {"street": "Quay 4", "city": "Bergen", "state": "", "zip": "5003", "country": "NO"}
    info = {"cellPhoneNumber": "77", "companyName": "Acme", "jobDept": "Sales", "jobTitle": "Buyer", "homeAddress": home}
    found = entry(me)
    assert (found["first-name"], found["number"]) == ("Anne", "77")
    assert found["contact-information"] == {**info, "alternateImId": "ann.poe", "emailAddress": "ann@example.net"}


def test_a_uid_wins_over_the_internal_id(me: Client) -> None:
    create(me)
    assert card(me, uid="1", internal="other").status_code == 200
    assert len(book(me)) == 1
    assert card(me, uid="9").status_code == 500


def test_a_vcard_works_for_anybody(me: Client, client: Client) -> None:
    assert card(client).status_code == 200
    assert [row["id"] for row in book(me)] == ["1"]
    assert client.my("DELETE", "/phonebookentry/ansible-ann").status_code == 200
    assert book(me) == []


@pytest.mark.parametrize("text", ["", "no card", "BEGIN:VCARD\nTEL:1\nEND:VCARD"])
def test_an_unreadable_vcard(me: Client, text: str) -> None:
    assert card(me, text).status_code == 500
    assert card(me, user_name="nobody").status_code == 500
    assert book(me) == []


def test_delete_by_internal_id_or_number(me: Client) -> None:
    create(me, internalId="2")
    create(me, number="9")
    assert me.my("DELETE", "/phonebookentry/2").status_code == 200
    assert [row["number"] for row in book(me)] == ["9"]
    assert me.my("DELETE", "/phonebookentry/2").status_code == 200
    for key in ("2", "gone"):
        response = me.my("DELETE", f"/phonebookentry/{key}")
        assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")
    assert 'For input string: "gone"' in response.text


def test_other_methods(me: Client) -> None:
    assert me.my("GET", "/phonebookentry/1").status_code == 405
    assert me.my("POST", "/phonebookentry/1", "<pb/>").status_code == 500
    assert me.my("GET", "/phonebook/googleImport").status_code == 405
    assert me.my("POST", "/phonebook/googleImport", {"credentials": {"account": "a", "password": "b"}}).status_code == 743
    assert me.my("POST", "/phonebook/googleImport", "x").status_code == 500


def test_show_on_phone(me: Client) -> None:
    assert me.my("PUT", "/phonebook/showContactsOnPhone/false", b" ").status_code == 500
    create(me)
    assert page(me)["show-on-phone"] == "true"
    for value, shown in (("false", "false"), ("TRUE", "true"), ("yes", "false")):
        assert me.my("PUT", f"/phonebook/showContactsOnPhone/{value}", b" ").status_code == 200
        assert page(me)["show-on-phone"] == shown
    assert me.my("GET", "/phonebook/showContactsOnPhone/true").status_code == 404
    assert me.my("POST", "/phonebook/showContactsOnPhone/true").status_code == 500
