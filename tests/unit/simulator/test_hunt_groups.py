# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Hunt groups of the fork: /api/callgroups."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import AS_XML, TEXT, Client
from .records import EMPTY, STANDALONE, made, set_value, user

COMMON = "org.sipfoundry.sipxconfig.common."
SUPPORT: dict[str, Any] = {
    "name": "support",
    "extension": "5300",
    "description": "Tier one",
    "enabled": True,
    "did": None,
    "ringBeans": [],
    "fallbackDestination": "2000",
    "voicemailFallback": False,
    "userForward": True,
    "useFwdTimers": False,
}


def ring(name: str, kind: str | None = "If no response", expiration: int = 20, enabled: bool = True) -> dict[str, Any]:
    return {"typeStr": kind, "userName": name, "enabled": enabled, "expiration": expiration}


def hunt(client: Client, *members: str, **values: Any) -> int:
    return made(client.api("POST", "/callgroups", json={**SUPPORT, "ringBeans": [ring(name) for name in members], **values}))


def get(client: Client, extension: str = "5300") -> dict[str, Any]:
    found: dict[str, Any] = client.api("GET", f"/callgroups/{extension}").json()
    return found


def order(client: Client, extension: str = "5300") -> list[str]:
    return [one["userName"] for one in get(client, extension)["ringBeans"]]


def put(client: Client, extension: str = "5300", **values: Any) -> Any:
    return client.api("PUT", f"/callgroups/{extension}", json={**SUPPORT, **values})


@pytest.fixture
def staffed(fork: Client) -> Client:
    for name in ("2101", "2102", "2140"):
        user(fork, name)
    return fork


# ---- examples


def test_a_group_as_the_reference_shows_it(staffed: Client) -> None:
    rings = [ring("2101", None), ring("2102", "At the same time"), ring("2140", expiration=30)]
    assert hunt(staffed, ringBeans=rings) == 88
    assert get(staffed) == {**SUPPORT, "ringBeans": rings}
    assert staffed.api("GET", "/callgroups").json() == {"callGroups": [{**SUPPORT, "ringBeans": rings}]}


def test_the_list_in_xml(staffed: Client) -> None:
    assert staffed.api("GET", "/callgroups", headers=AS_XML).text == f"{STANDALONE}<CallGroups/>"
    hunt(staffed, "2101")
    text = staffed.api("GET", "/callgroups", headers=AS_XML).text
    assert text.startswith(f"{STANDALONE}<CallGroups><CallGroup><name>support</name><extension>5300</extension>")
    assert "<ringBeans><userName>2101</userName><enabled>true</enabled><expiration>20</expiration></ringBeans>" in text


def test_the_public_server_has_none(client: Client, uniteme: Client) -> None:
    for one in (client, uniteme):
        response = one.api("GET", "/callgroups")
        assert (response.status_code, "HTTP 404" in response.text) == (500, True)


# ---- reading


def test_get_answers_to_name_and_did_too_and_204_to_nothing(fork: Client) -> None:
    hunt(fork, did="4235550155")
    for text in ("5300", "support", "4235550155"):
        assert get(fork, text)["extension"] == "5300"
    response = fork.api("GET", "/callgroups/5301")
    assert (response.status_code, response.content) == (204, EMPTY)


def test_by_prefix(fork: Client) -> None:
    hunt(fork)
    hunt(fork, name="sales", extension="5400")
    assert [row["name"] for row in fork.api("GET", "/callgroups/prefix/54").json()["callGroups"]] == ["sales"]
    assert fork.api("GET", "/callgroups/prefix/9").json() == {"callGroups": []}
    hunt(fork, name="copy", extension=None)
    response = fork.api("GET", "/callgroups/prefix/54")
    assert (response.status_code, response.content) == (500, EMPTY)


def test_the_first_ring_has_no_type_and_an_empty_one_reads_as_in_turn(staffed: Client) -> None:
    rings = [ring("2101", "At the same time"), ring("2102", None), ring("2140", "at the same time")]
    hunt(staffed, ringBeans=rings)
    assert [one["typeStr"] for one in get(staffed)["ringBeans"]] == [None, "If no response", "If no response"]


def test_times_of_the_members_replace_those_of_the_rings(staffed: Client) -> None:
    set_value(staffed, "/users/2101/settings/callfwd/timer", "45")
    hunt(staffed, "2101", useFwdTimers=True)
    assert get(staffed)["ringBeans"][0]["expiration"] == 45
    put(staffed, ringBeans=[ring("2101", expiration=20)], userForward=False, useFwdTimers=True)
    assert get(staffed)["ringBeans"][0]["expiration"] == 20


# ---- writing


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"extension": "5301"}, f"{COMMON}NameInUseException: &error.nameInUse.long"),
        ({"name": "2101", "extension": "5301"}, f"{COMMON}NameInUseException: &error.nameInUse.long"),
        ({"name": "x"}, f"{COMMON}ExtensionInUseException: &error.extensionInUse"),
        ({"name": "x", "extension": "2101"}, f"{COMMON}ExtensionInUseException: &error.extensionInUse"),
        ({"name": "x", "extension": "5301", "did": "2101"}, f"{COMMON}ExtensionInUseException: &error.extensionInUse"),
        ({"name": "x", "extension": "5301", "did": "5301"}, f"{COMMON}DidInUseException: &error.didInUse"),
    ],
)
def test_names_that_are_taken(staffed: Client, values: dict[str, str], text: str) -> None:
    hunt(staffed)
    response = staffed.api("POST", "/callgroups", json={**SUPPORT, **values})
    assert (response.status_code, response.text) == (500, text)


def test_two_groups_cannot_have_an_empty_did(fork: Client) -> None:
    hunt(fork, did="")
    assert fork.api("POST", "/callgroups", json={**SUPPORT, "name": "x", "extension": "5301", "did": ""}).status_code == 500
    hunt(fork, name="x", extension="5301", did=None)


def test_an_unknown_member_is_refused_and_an_alias_is_none(staffed: Client) -> None:
    user(staffed, "2150", aliases=["2151"])
    for name in ("9999", "2151"):
        assert staffed.api("POST", "/callgroups", json={**SUPPORT, "ringBeans": [ring(name)]}).status_code == 500
    assert staffed.api("GET", "/callgroups").json() == {"callGroups": []}


def test_unknown_keys_count_in_a_group_but_not_in_a_ring(staffed: Client) -> None:
    assert staffed.api("POST", "/callgroups", json={**SUPPORT, "ident": 1}).status_code == 500
    hunt(staffed, ringBeans=[{**ring("2101"), "position": 3}])
    assert order(staffed) == ["2101"]
    assert staffed.api("POST", "/callgroups", data="x", headers=TEXT).status_code == 415


def test_rings_that_are_null_are_none(fork: Client) -> None:
    hunt(fork, ringBeans=None)
    assert get(fork)["ringBeans"] == []


def test_an_update_empties_what_it_leaves_out(staffed: Client) -> None:
    hunt(staffed, "2101", did="4235550155")
    response = staffed.api("PUT", "/callgroups/5300", json={"name": "support", "extension": "5300"})
    assert (response.status_code, response.text) == (200, "88")
    defaults = {"voicemailFallback": True, "userForward": True, "useFwdTimers": False, "enabled": False, "ringBeans": []}
    assert get(staffed) == {
        "name": "support",
        "extension": "5300",
        "did": None,
        "description": None,
        "fallbackDestination": None,
        **defaults,
    }


def test_an_update_renumbers_and_goes_by_the_extension_only(fork: Client) -> None:
    hunt(fork)
    assert put(fork, extension="5300").status_code == 200
    assert fork.api("PUT", "/callgroups/support", json=SUPPORT).status_code == 404
    assert fork.api("PUT", "/callgroups/5300", json={**SUPPORT, "extension": "5399"}).text == "88"
    assert get(fork, "support")["extension"] == "5399"
    assert put(fork).status_code == 404


def test_a_ring_that_is_off_is_not_stored_so_but_not_routed_either(staffed: Client) -> None:
    hunt(staffed, ringBeans=[ring("2101"), ring("2102", enabled=False)])
    assert [one["enabled"] for one in get(staffed)["ringBeans"]] == [True, True]
    stored = staffed.pbx.state()["tables"]["callgroups"]["88"]
    assert stored["routed"] == [stored["rings"][0]["user"]]


def test_delete_is_always_well_and_hits_whatever_has_the_name(fork: Client) -> None:
    hunt(fork)
    state = fork.pbx.state()
    state["tables"]["callgroups"]["89"] = {**state["tables"]["callgroups"]["88"], "id": 89, "name": "5300", "extension": "5399"}
    fork.pbx.load(state)
    for _ignored in range(2):
        response = fork.api("DELETE", "/callgroups/5300")
        assert (response.status_code, response.content) == (200, EMPTY)
    assert fork.api("GET", "/callgroups").json() == {"callGroups": []}


def test_a_deleted_user_leaves_the_group(staffed: Client) -> None:
    hunt(staffed, "2101", "2102")
    staffed.api("DELETE", "/users/2101")
    assert order(staffed) == ["2102"]


# ---- actions


def test_duplicate(staffed: Client) -> None:
    hunt(staffed, "2101", did="4235550155")
    response = staffed.api("POST", "/callgroups/5300/duplicate/5301")
    assert (response.status_code, response.text) == (200, "88")
    assert get(staffed, "5301") == {**get(staffed), "name": "CopyOfsupport", "extension": "5301", "did": None, "enabled": False}
    assert staffed.api("POST", "/callgroups/5300/duplicate/5302").status_code == 200
    assert get(staffed, "5302")["name"] == "CopyOfCopyOfsupport"
    for path in ("5300/duplicate/5301", "support/duplicate/5303"):
        assert staffed.api("POST", f"/callgroups/{path}").status_code == 500


def test_rotate(staffed: Client) -> None:
    user(staffed, "alice", aliases=["21990", "2199", "al"])
    hunt(staffed, "2101", "alice", "2102", "2140")
    assert staffed.api("POST", "/callgroups/5300/rotate/2199").text == "88"
    assert order(staffed) == ["2102", "2140", "2101", "alice"]
    assert staffed.api("POST", "/callgroups/5300/rotate/2199").text == "5300"
    for nobody in ("21990", "9999"):
        assert staffed.api("POST", f"/callgroups/5300/rotate/{nobody}").text == "88"
    assert order(staffed) == ["2102", "2140", "2101", "alice"]
    assert staffed.api("POST", "/callgroups/5399/rotate/2101").status_code == 500


def test_rotate_many(fork: Client) -> None:
    response = fork.api("POST", "/callgroups/rotate", json={"strings": ["5300"]})
    assert (response.status_code, response.content) == (200, EMPTY)
