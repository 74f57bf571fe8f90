# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's own speed dials."""

from __future__ import annotations

from typing import Any

import pytest

from ...simulator import Simulator
from .clients import Client
from .records import EMPTY, group, set_value, user

DESK = {"number": "430", "label": "Front desk", "blf": False}
SUBSCRIBE = "/users/412/settings/permission/application/subscribe-to-presence"


def dials(me: Client) -> dict[str, Any]:
    found: dict[str, Any] = me.my("GET", "/speeddial").json()
    return found


def buttons(me: Client) -> list[dict[str, Any]]:
    return [{name: value for name, value in button.items() if name != "name"} for button in dials(me)["buttons"]]


def put(me: Client, *wanted: dict[str, Any], **more: Any) -> None:
    response = me.my("PUT", "/speeddial", {"groupSpeedDial": False, "buttons": list(wanted), **more})
    assert (response.status_code, response.content) == (200, EMPTY), response.text


def test_a_fresh_user_inherits_nothing(me: Client) -> None:
    assert dials(me) == {"updatePhones": None, "canSubscribeToPresence": True, "buttons": [], "groupSpeedDial": True}


def test_own_buttons_are_replaced_in_order(me: Client) -> None:
    put(me, DESK, {**DESK, "number": "431"})
    put(me, {**DESK, "number": "432"}, DESK)
    assert dials(me)["buttons"] == [{"name": "Front desk=432", **DESK, "number": "432"}, {"name": "Front desk=430", **DESK}]


@pytest.mark.parametrize("empty", [[], None])
def test_an_own_empty_list_is_not_inheriting(me: Client, empty: list[Any] | None) -> None:
    put(me, buttons=empty)
    assert (dials(me)["buttons"], dials(me)["groupSpeedDial"]) == ([], False)


def test_inheriting_deletes_the_own_ones(me: Client) -> None:
    put(me, DESK)
    put(me, DESK, groupSpeedDial=True)
    assert (dials(me)["buttons"], dials(me)["groupSpeedDial"]) == ([], True)


def test_the_last_group_with_buttons_gives_them(me: Client, client: Client, pbx: Simulator) -> None:
    keys = [group(client, "first", 3), group(client, "second", 5), group(client, "third", 9)]
    for name in ("first", "second", "third"):
        assert client.api("POST", f"/users/412/groups/{name}").status_code == 200
    state = pbx.state()
    state["tables"]["groups"][str(keys[0])]["speed_dials"] = [DESK]
    state["tables"]["groups"][str(keys[1])]["speed_dials"] = [{**DESK, "number": "412"}, {**DESK, "number": "9"}]
    pbx.load(state)
    assert [button["number"] for button in buttons(me)] == ["9"]
    assert dials(me)["groupSpeedDial"] is True


def test_buttons_are_needed_unless_inheriting(me: Client) -> None:
    put(me, DESK)
    response = me.my("PUT", "/speeddial", {"updatePhones": False})
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")
    assert me.my("PUT", "/speeddial", {"groupSpeedDial": True}).status_code == 200


@pytest.mark.parametrize("number", ["nobody", "412", None])
def test_only_known_others_can_be_watched(me: Client, number: str | None) -> None:
    response = me.my("PUT", "/speeddial", {"buttons": [{**DESK, "number": number, "blf": True}]})
    assert response.status_code == 500
    assert response.json()["error"] == f"{number} is not a valid extension to subscribe for presence"
    assert dials(me)["groupSpeedDial"] is True


@pytest.mark.parametrize("number", ["430", "pat", "sip:9@elsewhere.example", "9@elsewhere.example"])
def test_extensions_aliases_and_addresses_can_be_watched(me: Client, client: Client, number: str) -> None:
    user(client, "430", aliases=["pat"])
    put(me, {**DESK, "number": number, "blf": True})
    assert buttons(me)[0]["blf"] is True


def test_without_the_permission_blf_is_silently_kept_or_off(me: Client, client: Client) -> None:
    user(client, "430")
    put(me, {**DESK, "blf": True})
    set_value(client, SUBSCRIBE, "DISABLE")
    put(me, {**DESK, "blf": False}, {**DESK, "label": "Other", "blf": True})
    assert [button["blf"] for button in buttons(me)] == [True, False]
    assert dials(me)["canSubscribeToPresence"] is False


def test_phones_restart_only_when_asked(me: Client, client: Client, pbx: Simulator) -> None:
    body = {"serialNo": "0004f2aabbcc", "model": {"modelId": "polycom560"}}
    assert client.api("POST", "/phones", json=body).status_code == 200
    phone = client.api("GET", "/phones/0004f2aabbcc").json()["id"]
    line = client.api("POST", f"/phones/{phone}/lines", json={"user": "412"})
    assert line.status_code == 200, line.text
    before = pbx.state().get("profile_queue")
    put(me, DESK)
    assert pbx.state().get("profile_queue") == before
    put(me, DESK, updatePhones=True)
    assert pbx.state()["profile_queue"] == {str(phone): True}
