# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The contact profile in a user of /api/users."""

from __future__ import annotations

from .clients import Client
from .records import NO_ADDRESS, get, user
from .user_records import LENA, QUAY, harbour, profile, put

# ---- the profile


def test_an_empty_profile_enables_and_wipes(client: Client) -> None:
    home = {**NO_ADDRESS, "street": "Home 1"}
    off = {"enabled": False, "useBranchAddress": False, "homeAddress": home, "officeAddress": home, "jobTitle": "clerk"}
    user(client, userProfile=off)
    put(client, {"userProfile": {**off, "ldapManaged": True, "useExtAvatar": True, "extAvatar": "http://x/y.png"}})
    found = profile(client)
    assert (found["enabled"], found["homeAddress"], found["officeAddress"]) == (False, home, home)
    assert (found["ldapManaged"], found["avatar"]) == (True, "http://x/y.png")
    put(client, {"userProfile": {}})
    found = profile(client)
    assert (found["enabled"], found["homeAddress"], found["officeAddress"]) == (True, NO_ADDRESS, NO_ADDRESS)
    assert (found["ldapManaged"], found["useExtAvatar"], found["jobTitle"]) == (False, False, "clerk")


def test_null_in_a_profile(client: Client) -> None:
    home = {**NO_ADDRESS, "street": "Home 1"}
    user(client, userProfile={"homeAddress": home, "jobTitle": "clerk"})
    put(client, {"userProfile": {"enabled": None, "homeAddress": None, "jobTitle": None}})
    found = profile(client)
    assert (found["enabled"], found["homeAddress"], found["jobTitle"]) == (False, home, "clerk")


def test_an_address_is_replaced_as_a_whole(client: Client) -> None:
    user(client, userProfile={"homeAddress": {"street": "Home 1", "city": "Bergen"}})
    put(client, {"userProfile": {"homeAddress": {"city": "Oslo"}}})
    assert profile(client)["homeAddress"] == {**NO_ADDRESS, "city": "Oslo"}


def test_the_office_follows_the_branch_while_it_is_told_so(client: Client) -> None:
    harbour(client)
    user(client, branchName="harbour", userProfile={"useBranchAddress": False})
    assert profile(client)["useBranchAddress"] is True
    put(client, {"userProfile": {"useBranchAddress": True, "branchAddress": {"city": "Oslo"}, "officeAddress": None}})
    assert profile(client)["officeAddress"] == QUAY
    put(client, {"userProfile": {"useBranchAddress": False, "officeAddress": None}})
    assert profile(client)["officeAddress"] == {**NO_ADDRESS, "city": "Oslo"}


def test_without_a_branch_the_first_update_drops_the_flag(client: Client) -> None:
    user(client)
    assert profile(client)["useBranchAddress"] is True
    put(client, {"firstName": "x"})
    assert profile(client)["useBranchAddress"] is False


def test_salutations(client: Client) -> None:
    user(client, userProfile={"salutation": "Dr"})
    assert (profile(client)["salutation"], profile(client)["salutationId"]) == ("Dr", "Dr")
    put(client, {"userProfile": {"salutation": "Sir"}})
    assert profile(client)["salutation"] == "None"
    put(client, {"userProfile": {"salutationId": "Mrs"}})
    assert profile(client)["salutation"] == "Mrs"
    for word in (None, "Sir"):
        assert put(client, {"userProfile": {"salutationId": word}}).status_code == 500
    put(client, {"userProfile": {}})
    assert profile(client)["salutation"] == "None"


def test_display_names(client: Client) -> None:
    user(client, firstName="Lena", lastName="Ortega")
    assert profile(client)["imDisplayName"] == "Lena Ortega"
    put(client, {"userProfile": {"imId": "lena"}})
    assert profile(client)["imDisplayName"] == "lena"
    put(client, {"firstName": "Lena M."})
    assert profile(client)["imDisplayName"] == "Lena M. Ortega"
    put(client, {"firstName": "L.", "userProfile": {"imDisplayName": "The desk"}})
    assert profile(client)["imDisplayName"] == "The desk"


def test_mail_addresses_are_stored_in_lower_case_but_not_aliases(client: Client) -> None:
    given = {
        "emailAddress": "A@X",
        "alternateEmailAddress": "B@X",
        "authAccountName": "LENA",
        "emailAddressAliasesSet": ["C@X"],
    }
    user(client, userProfile=given)
    found = profile(client)
    assert [found[key] for key in given] == ["a@x", "b@x", "lena", ["C@X"]]
    assert found["emailAddressAliases"] == "C@X"


def test_the_later_of_two_alias_keys_wins(client: Client) -> None:
    user(client)
    assert profile(client)["emailAddressAliasesSet"] is None
    put(client, {"userProfile": {"emailAddressAliasesSet": [], "emailAddressAliases": ""}})
    assert profile(client)["emailAddressAliasesSet"] == [""]
    put(client, {"userProfile": {"emailAddressAliases": "a;b", "emailAddressAliasesSet": ["c", "d"]}})
    assert profile(client)["emailAddressAliases"] == "c;d"
    put(client, {"userProfile": {"emailAddressAliases": None}})
    assert profile(client)["emailAddressAliasesSet"] is None


def test_copies_in_a_profile_are_ignored(client: Client) -> None:
    user(client)
    put(
        client,
        {
            "userProfile": {
                "userName": "x",
                "firstName": "x",
                "userId": "9",
                "branchName": "x",
                "avatar": "x",
                "timestamp": 5,
            }
        },
    )
    found = profile(client)
    assert (found["userName"], found["firstName"], found["userId"], found["branchName"]) == ("4127", None, "37", "")
    assert (found["timestamp"] > 5, found["avatar"].endswith("/avatar/4127")) == (True, True)


def test_a_disabled_user_cannot_log_in(client: Client) -> None:
    user(client, pintoken="pw", userProfile={"enabled": False})
    other = Client(client.pbx, "4127", "pw")
    assert other.api("GET", "/my/user").status_code == 401
    put(client, {"userProfile": {}})
    assert other.api("GET", "/my/user").status_code == 200
    other.close()


def test_what_get_gives_can_be_put_back(client: Client) -> None:
    harbour(client)
    client.api("POST", "/users", json=LENA)
    before = get(client)
    body = {key: value for key, value in before.items() if key != "voicemailPin"}
    assert put(client, body).status_code == 200
    after = get(client)
    assert after["userProfile"]["emailAddressAliasesSet"] == [""]
    for one in (before, after):
        one["userProfile"].pop("timestamp")
        one["userProfile"].pop("emailAddressAliasesSet")
    assert after == before
