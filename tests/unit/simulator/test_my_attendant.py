# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's personal attendant."""

from __future__ import annotations

from typing import Any

import pytest

from .clients import Client
from .records import set_value, value
from .test_my_preferences import SETTINGS, put, told

PATH = "/voicemail/attendant"
FRESH: dict[str, Any] = {
    "personalAttendantPermission": True,
    "language": None,
    "operator": None,
    "depositVM": True,
    "forwardDeleteVM": False,
    "playVMDefaultOptions": True,
    "overrideLanguage": False,
    "menu": {},
}


@pytest.fixture
def known(me: Client) -> Client:
    """Kim, whose attendant was read once and so has its record."""
    assert told(me, PATH) == FRESH
    return me


def test_a_write_before_any_read_spoils_the_record(me: Client) -> None:
    put(me, PATH, {"operator": "430"})
    response = me.my("GET", PATH)
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")


def test_keys_are_merged_and_the_menu_is_replaced(known: Client) -> None:
    put(known, PATH, {"menu": {"5": "412", "*": "9", "#": "8"}, "operator": "430"})
    assert list(told(known, PATH)["menu"].items()) == [("#", "8"), ("*", "9"), ("5", "412")]
    put(known, PATH, {"menu": {"7": "430"}})
    assert told(known, PATH) == {**FRESH, "menu": {"7": "430"}, "operator": "430"}
    put(known, PATH, {"menu": {}, "operator": ""})
    assert told(known, PATH) == FRESH


def test_the_administrators_settings_are_the_same_data(known: Client, client: Client) -> None:
    put(known, PATH, {"operator": "430", "depositVM": False, "playVMDefaultOptions": False, "forwardDeleteVM": True})
    assert value(client, f"{SETTINGS}/personal-attendant/operator") == "430"
    assert value(client, f"{SETTINGS}/personal-attendant/default-vm-option") == "DISABLE"
    assert value(client, f"{SETTINGS}/voicemail/vacation/vmEnabled") == "0"
    assert value(client, f"{SETTINGS}/voicemail/mailbox/forward-delete-voicemail") == "1"


def test_forward_delete_alone_is_lost(known: Client) -> None:
    put(known, PATH, {"forwardDeleteVM": True})
    assert told(known, PATH) == FRESH
    put(known, PATH, {"forwardDeleteVM": True, "depositVM": True})
    assert told(known, PATH) == {**FRESH, "forwardDeleteVM": True}


def test_language_goes_in_a_pair(known: Client) -> None:
    assert known.my("PUT", PATH, {"language": "fr"}).headers["Content-Type"] == "application/json"
    put(known, PATH, {"overrideLanguage": True})
    assert told(known, PATH) == FRESH
    put(known, PATH, {"language": "fr", "overrideLanguage": True})
    put(known, PATH, {"language": None, "overrideLanguage": False})
    assert told(known, PATH) == {**FRESH, "language": "fr", "overrideLanguage": True}
    assert told(known, f"{PATH}/lang") == ["en", "fr"]


@pytest.mark.parametrize("key", ["a", "10", ""])
def test_other_keys_are_refused(known: Client, key: str) -> None:
    response = known.my("PUT", PATH, {"menu": {key: "412"}, "operator": "430"})
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")
    assert told(known, PATH) == FRESH


def test_without_the_permission_nothing_happens(known: Client, client: Client) -> None:
    set_value(client, f"{SETTINGS}/permission/application/personal-auto-attendant", "DISABLE")
    put(known, PATH, {"operator": "430"})
    assert told(known, PATH) == {**FRESH, "personalAttendantPermission": False}


def test_the_operator_has_a_path_of_its_own(known: Client) -> None:
    assert known.my("PUT", "/voicemail/operator/430", b" ").status_code == 200
    assert told(known, PATH)["operator"] == "430"
    assert known.my("PUT", "/voicemail/operator", b" ").status_code == 404
    assert known.my("PUT", "/voicemail/operator/", b" ").status_code == 200
    assert told(known, PATH)["operator"] is None
    assert known.my("GET", "/voicemail/operator/430").status_code == 405
    assert known.my("DELETE", "/voicemail/operator/430").status_code == 500
