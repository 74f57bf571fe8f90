# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Users by name on /api/users: records, groups, the caller's own record, and the fork's additions."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_XML, Client
from .records import EMPTY, NO_ADDRESS, get, group, group_branch, pin_hash, set_value, user
from .user_records import LENA, QUAY, harbour, names, profile, put

IN_USE = "org.sipfoundry.sipxconfig.common.NameInUseException: &error.nameInUse.short"


# ---- examples


def test_get(client: Client) -> None:
    harbour(client)
    group(client, description="Reception")
    user(client, **{key: value for key, value in LENA.items() if key != "userName"})
    found = get(client)
    timestamp = found["userProfile"].pop("timestamp")
    assert timestamp > 1_500_000_000_000
    assert found == {
        "id": 37,
        "userName": "4127",
        "lastName": "Ortega",
        "firstName": "Lena",
        "aliases": ["lortega"],
        "sipPassword": "r7Tq0z9LbW4d",
        "pintoken": "kV82mmQx",
        "voicemailPin": pin_hash("4127", "1234"),
        "branchName": "harbour",
        "userProfile": {
            "userName": "4127",
            "authAccountName": None,
            "firstName": "Lena",
            "lastName": "Ortega",
            "jobTitle": "clerk",
            "jobDept": None,
            "companyName": None,
            "assistantName": None,
            "location": None,
            "homeAddress": NO_ADDRESS,
            "officeAddress": QUAY,
            "branchAddress": QUAY,
            "cellPhoneNumber": None,
            "homePhoneNumber": None,
            "assistantPhoneNumber": None,
            "faxNumber": None,
            "didNumber": None,
            "imId": "lortega",
            "imDisplayName": "Lena Ortega",
            "alternateImId": None,
            "emailAddress": "lena@pbx.example",
            "alternateEmailAddress": None,
            "emailAddressAliasesSet": [],
            "emailAddressAliases": "",
            "useBranchAddress": True,
            "branchName": "harbour",
            "manager": None,
            "salutation": "None",
            "employeeId": None,
            "twiterName": None,
            "linkedinName": None,
            "facebookName": None,
            "xingName": None,
            "avatar": "https://pbx1.voice.test/sipxconfig/rest/avatar/4127",
            "extAvatar": None,
            "useExtAvatar": False,
            "enabled": True,
            "ldapManaged": False,
            "lastImportedDate": None,
            "disabledDate": None,
            "custom1": None,
            "custom2": None,
            "custom3": None,
            "userId": "37",
            "salutationId": "None",
            "extAvatarSyncDate": None,
        },
        "notified": False,
        "groups": [{"id": 12, "name": "frontdesk", "description": "Reception", "weight": 4, "count": None}],
    }


def test_update(client: Client) -> None:
    user(client, aliases=["lortega"])
    response = put(client, {"firstName": "Lena M.", "aliases": None})
    assert (response.status_code, response.text) == (200, "37")
    assert (get(client)["firstName"], get(client)["aliases"]) == ("Lena M.", ["lortega"])


def test_create_with_a_name_in_use(client: Client) -> None:
    user(client)
    response = client.api("POST", "/users", json={"userName": "4127"})
    assert (response.status_code, response.text) == (500, IN_USE)
    assert response.headers["Content-Type"] == "application/json"


# ---- lists


def test_the_whole_list_has_superadmin(client: Client) -> None:
    user(client)
    assert names(client) == ["superadmin", "4127"]
    assert names(client, "/") == ["superadmin", "4127"]


def test_paging_starts_at_row_zero_and_needs_both(client: Client) -> None:
    for name in ("a", "b", "c"):
        user(client, name)
    assert names(client, "?start=0&limit=2") == ["superadmin", "a"]
    assert names(client, "?start=2&limit=9") == ["b", "c"]
    assert names(client, "?start=9&limit=2") == []
    assert len(names(client, "?limit=1")) == 4
    for query in ("?start=x&limit=1", "?start=0&limit="):
        response = client.api("GET", f"/users{query}")
        assert (response.status_code, "HTTP 404" in response.text) == (500, True)


def test_the_mail_filter_works_on_the_page_only(client: Client) -> None:
    user(client, "a", userProfile={"emailAddress": "Ann@x.example"})
    user(client, "b", userProfile={"emailAddressAliasesSet": ["Bob@y.example"]})
    assert names(client, "?email=ann") == ["a"]
    assert names(client, "?email=Ann") == []
    assert names(client, "?email=Bob") == ["b"]
    assert names(client, "?email=ann&start=2&limit=5") == []


def test_search_by_mail_is_a_regular_expression(client: Client) -> None:
    user(client, "a", userProfile={"emailAddress": "ann@x.example"})
    user(client, "b", userProfile={"alternateEmailAddress": "bob@x.example"})
    assert names(client, "/email?emailFilter=^(ann|bob)@") == ["a", "b"]
    assert names(client, "/email?emailFilter=^x") == []
    assert client.api("GET", "/users/email").text == "java.lang.NullPointerException"
    assert client.api("GET", "/users/email?emailFilter=(").status_code == 500


def test_xml_does_not_work_for_users(client: Client) -> None:
    for path in ("/users", "/users/superadmin", "/my/user"):
        response = client.api("GET", path, headers=AS_XML)
        assert response.status_code == 500
        assert response.text == "javax.ws.rs.InternalServerErrorException: HTTP 500 Internal Server Error"
    response = client.api("POST", "/users", data="<User/>", headers={"Content-Type": "application/xml"})
    assert response.text == "javax.ws.rs.BadRequestException: HTTP 400 Bad Request"


# ---- find


def test_a_user_is_found_by_alias_too(client: Client) -> None:
    user(client, aliases=["lortega"])
    assert get(client, "lortega")["userName"] == "4127"
    for name in ("Lortega", "37", "nobody"):
        response = client.api("GET", f"/users/{name}")
        assert (response.status_code, response.content) == (404, EMPTY)


def test_a_media_suffix_is_cut_off_the_name(client: Client) -> None:
    user(client, "a.json")
    assert client.api("GET", "/users/a.json").status_code == 404
    assert get(client, "a.json.json")["userName"] == "a.json"


def test_a_user_named_email_cannot_be_read(client: Client) -> None:
    user(client, "email")
    assert client.api("GET", "/users/email").status_code == 500


# ---- create


def test_create_without_a_name(client: Client) -> None:
    response = client.api("POST", "/users", json={})
    text = "org.sipfoundry.sipxconfig.common.UserException: &err.msg.checkUserIdAliasFailed"
    assert (response.status_code, response.text) == (500, text)


def test_a_user_needs_a_name_only(client: Client) -> None:
    assert user(client) == 37
    found = get(client)
    assert (found["pintoken"], found["sipPassword"], found["voicemailPin"]) == ("", None, "")
    assert (found["aliases"], found["groups"], found["notified"]) == ([], None, False)
    assert found["userProfile"]["useBranchAddress"] is True


@pytest.mark.parametrize("key", ["enabled", "userid", "permissions"])
def test_unknown_keys_are_refused(client: Client, key: str) -> None:
    response = client.api("POST", "/users", json={"userName": "x", key: True})
    assert response.status_code == 500
    assert response.text.startswith("org.codehaus.jackson.map.exc.UnrecognizedPropertyException: ")
    assert response.headers["Content-Type"] == "text/xml"
    assert put(client, {"userProfile": {"userid": "x"}}, "superadmin").status_code == 500


def test_bodies_that_do_not_parse(client: Client) -> None:
    def post(body: str, kind: str = "application/json") -> str:
        response = client.api("POST", "/users", data=body, headers={"Content-Type": kind})
        assert response.status_code == 500
        return str(response.text)

    assert post("") == "java.io.EOFException: No content to map to Object due to end of input"
    assert post("{").startswith("org.codehaus.jackson.JsonParseException: ")
    assert "HTTP 415" in post("{}", "text/plain")


def test_groups_are_made_even_if_the_user_is_refused(client: Client) -> None:
    user(client)
    response = client.api("POST", "/users", json={"userName": "4127", "groups": [{"name": "fresh"}]})
    assert response.status_code == 500
    assert client.api("GET", "/userGroups/fresh").status_code == 200


# ---- names


def test_one_space_of_names(client: Client) -> None:
    user(client, "4127", aliases=["lena"], userProfile={"imId": "len", "didNumber": "5550142"})
    set_value(client, "/users/4127/settings/voicemail/fax/extension", "9127")
    assert client.api("POST", "/orbits", json=_orbit("park1", "7701")).status_code == 200
    for name in ("4127", "lena", "len", "5550142", "9127", "park1", "7701", "101"):
        for body in ({"userName": name}, {"userName": "new", "aliases": [name]}):
            response = client.api("POST", "/users", json=body)
            assert (response.status_code, response.text) == (500, IN_USE)
    assert user(client, "Lena") > 37


def _orbit(name: str, extension: str) -> dict[str, Any]:
    return {"name": name, "enabled": True, "extension": extension, "music": "default.wav", "server": "pbx1.voice.test"}


def test_own_names_must_differ(client: Client) -> None:
    assert client.api("POST", "/users", json={"userName": "a", "aliases": ["a"]}).text == IN_USE
    user(client)
    response = client.api("PUT", "/users/4127/settings/voicemail/fax/did", data="4127", headers={"Content-Type": "text/plain"})
    assert (response.status_code, response.text) == (500, IN_USE)
    assert client.api("GET", "/users/4127/settings/voicemail/fax/did").json()["value"] is None


def test_did_numbers_are_unique(client: Client) -> None:
    user(client)
    response = client.api("POST", "/users", json={"userName": "x", "userProfile": {"didNumber": "4127"}})
    assert (response.status_code, "DidInUseException" in response.text) == (500, True)


# ---- merge


def test_null_and_missing_keep(client: Client) -> None:
    harbour(client)
    client.api("POST", "/users", json=LENA)
    before = get(client)
    fields = ("firstName", "lastName", "pintoken", "sipPassword", "voicemailPin", "branchName", "notified", "groups")
    for body in ({"aliases": None}, {"aliases": None, **dict.fromkeys((*fields, "userName", "userProfile"))}):
        assert put(client, body).status_code == 200
        after = get(client)
        assert {key: after[key] for key in fields} == {key: before[key] for key in fields}
        assert after["aliases"] == ["lortega"]


def test_a_missing_alias_key_clears_the_aliases(client: Client) -> None:
    user(client, aliases=["a", "b"])
    put(client, {"aliases": ["b", "c"]})
    assert sorted(get(client)["aliases"]) == ["b", "c"]
    put(client, {"firstName": "x"})
    assert get(client)["aliases"] == []


def test_groups_are_only_added(client: Client) -> None:
    user(client, groups=[{"name": "one"}])
    put(client, {"groups": [{"name": "two"}]})
    assert [row["name"] for row in get(client)["groups"]] == ["one", "two"]
    put(client, {"groups": []})
    assert [row["name"] for row in get(client)["groups"]] == ["one", "two"]


def test_a_part_of_the_joined_group_names_counts_as_member(client: Client) -> None:
    user(client, groups=[{"name": "sales-east"}])
    put(client, {"groups": [{"name": "sales"}]})
    assert [row["name"] for row in get(client)["groups"]] == ["sales-east"]
    assert client.api("POST", "/users/4127/groups/sales").status_code == 200
    assert [row["name"] for row in get(client)["groups"]] == ["sales-east", "sales"]


@pytest.mark.parametrize("name", ["nowhere", ""])
def test_an_unknown_branch_clears_the_branch(client: Client, name: str) -> None:
    harbour(client)
    user(client, branchName="harbour")
    assert put(client, {"branchName": name}).status_code == 200
    assert get(client)["branchName"] is None


def test_own_branch_and_group_branch_must_agree(client: Client) -> None:
    branch = harbour(client)
    client.branch("hills")
    group_branch(client, group(client), "frontdesk", branch)
    user(client, branchName="hills")
    response = client.api("POST", "/users/4127/groups/frontdesk")
    text = "org.sipfoundry.sipxconfig.common.UserException: &invalid.branch"
    assert (response.status_code, response.text) == (500, text)
    assert get(client)["groups"] is None
    put(client, {"branchName": "harbour"})
    assert client.api("POST", "/users/4127/groups/frontdesk").status_code == 200
    assert put(client, {"branchName": "hills"}).text == text


def test_the_first_group_by_weight_decides_on_the_branch(client: Client) -> None:
    branch, hills = harbour(client), client.branch("hills")
    group_branch(client, group(client, "low", 2), "low", branch)
    group_branch(client, group(client, "high", 9), "high", hills)
    user(client, groups=[{"name": "high"}, {"name": "low"}])
    assert profile(client)["branchName"] == "harbour"
    assert (get(client)["branchName"], profile(client)["branchAddress"]) == (None, QUAY)
    assert put(client, {"branchName": "harbour"}).status_code == 200


def test_the_voicemail_pin_is_hashed_with_the_name(client: Client) -> None:
    user(client, voicemailPin="1234")
    first = get(client)["voicemailPin"]
    assert first == pin_hash("4127", "1234")
    put(client, {"voicemailPin": first})
    assert get(client)["voicemailPin"] == pin_hash("4127", first)


def test_rename(client: Client) -> None:
    user(client, pintoken="old")
    text = "org.sipfoundry.sipxconfig.common.ChangePintokenRequiredException: &error.changePintokenRequiredException"
    assert put(client, {"userName": "4999"}).text == text
    assert put(client, {"userName": "4999", "pintoken": "old"}).text == text
    assert put(client, {"userName": "4999", "pintoken": "new", "voicemailPin": "77"}).text == "37"
    assert get(client, "4999")["voicemailPin"] == pin_hash("4999", "77")
    assert "renameAdminUser" in put(client, {"userName": "root", "pintoken": "x"}, "superadmin").text


def test_an_empty_text_empties(client: Client) -> None:
    user(client, firstName=" Lena ", pintoken="x", sipPassword="y")
    assert get(client)["firstName"] == "Lena"
    put(client, {"firstName": "", "pintoken": "", "sipPassword": ""})
    assert (get(client)["firstName"], get(client)["pintoken"], get(client)["sipPassword"]) == ("", "", "")


def test_an_unknown_user_after_a_good_body(client: Client) -> None:
    assert (put(client, {}, "nobody").status_code, put(client, {}, "nobody").content) == (404, EMPTY)
    assert put(client, {"what": 1}, "nobody").status_code == 500
