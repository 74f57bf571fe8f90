# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_site_info: what it reads is what sipx_site takes, and changes nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks

SECRETS = {"portal_password": "n0t-t0-be-seen-portal", "sip_password": "n0t-t0-be-seen-sip"}
LINE_SECRET = "n0t-t0-be-seen-line"
PERIODS = [{"day": "weekdays", "start": "08:00", "stop": "17:30"}, {"day": "saturday", "start": "09:00", "stop": "12:00"}]
#: Something of every kind that all editions have.
SITE: dict[str, Any] = {
    "branches": [{"name": "floor1", "address": {"street": "9 Elm St", "zip": "37363"}}, {"name": "floor2", "description": "Été"}],
    "permissions": [{"label": "Fax", "default": True, "description": "May fax"}],
    "user_groups": [{"name": "front", "branch": "floor1", "permissions": {"Voicemail": False}}, {"name": "back"}],
    "phone_groups": [{"name": "desks", "description": "On desks"}],
    "gateways": [{"name": "e911", "address": "10.20.0.5", "branch": "floor1", "shared": False, "caller_id": {"number": "4235550101"}}],
    "users": [
        {"user_name": "201", "first_name": "Ann", "groups": ["front"], "aliases": ["ann"], "email": "ann@example.org", **SECRETS},
        {"user_name": "202", "branch": "floor2", "permissions": {"LongDistanceDialing": False}, **SECRETS},
    ],
    "phones": [
        {
            "serial": "0004f2000001",
            "model": "polycom550",
            "groups": ["desks"],
            "lines": [{"user": "201"}, {"user_id": "acme", "registration_server": "sip.carrier.example", "password": LINE_SECRET}],
        }
    ],
    "dial_rules": [{"name": "Emergency", "type": "emergency", "enabled": True, "gateways": ["e911"]}],
    "schedules": [{"name": "Hours", "periods": PERIODS}, {"name": "Evenings", "user": "202", "periods": PERIODS[:1]}],
    "page_groups": [{"number": 10, "time_limit": 30, "sound": "fanfare.wav", "users": ["201"]}],
    "park_orbits": [{"name": "lobby", "extension": "710"}],
}
#: What only some editions have.
MORE: dict[str, dict[str, Any]] = {
    "sipxcom": {},
    "fork": {"hunt_groups": [{"extension": "5300", "name": "support", "rings": [{"user": "201"}], "use_forward_timers": True}]},
    "uniteme": {"erls": [{"elin": "4235550109", "location": "Floor 1"}]},
}


@pytest.fixture
def built(tasks: Tasks, request: pytest.FixtureRequest) -> Tasks:
    tasks.given("sipx_site", **SITE, **MORE[request.node.callspec.params["tasks"]])
    return tasks


ALL_EDITIONS = pytest.mark.parametrize("tasks", list(MORE), indirect=True)


@ALL_EDITIONS
def test_what_is_read_can_be_written_and_changes_nothing(built: Tasks) -> None:
    read = built.same("sipx_site_info")
    assert {name for name, records in read["site"].items() if records} >= set(SITE)
    written = built.same("sipx_site", **read["site"])
    assert written["count"]["unchanged"] == sum(len(records) for records in read["site"].values())


@ALL_EDITIONS
def test_a_section_that_the_pbx_does_not_have_is_told(built: Tasks, request: pytest.FixtureRequest) -> None:
    read = built.run("sipx_site_info")
    absent = {"hunt_groups", "erls"} - set(MORE[request.node.callspec.params["tasks"]])
    assert set(read["left_out"]) == absent
    assert absent & set(read["site"]) == set()


@ALL_EDITIONS
def test_it_tells_no_secret_no_id_and_nothing_that_is_empty(built: Tasks) -> None:
    site = built.run("sipx_site_info")["site"]
    shown = json.dumps(site)
    assert [secret for secret in (*SECRETS.values(), LINE_SECRET, "********", '"id"', "null", '""') if secret in shown] == []
    ann = next(user for user in site["users"] if user["user_name"] == "201")
    assert (ann["aliases"], ann["groups"], "portal_password" in ann) == (["ann"], ["front"], False)
    assert site["phones"][0]["lines"][1] == {"user_id": "acme", "registration_server": "sip.carrier.example"}


@ALL_EDITIONS
def test_a_wish_that_a_record_lost_is_made_good_from_what_was_read(built: Tasks) -> None:
    """A document that was read once restores what somebody has changed since."""
    site = built.run("sipx_site_info")["site"]
    built.given("sipx_dial_rule", name="Emergency", enabled=False, gateways=[])
    built.given("sipx_schedule", name="Evenings", user="202", state="absent")
    done = built.do("sipx_site", **site)
    assert (done["count"]["created"], done["count"]["changed"]) == (1, 1)
    assert built.run("sipx_site_info")["site"] == site


@pytest.mark.parametrize("tasks", ["sipxcom"], indirect=True)
def test_only_what_is_asked_for_is_read(built: Tasks) -> None:
    read = built.run("sipx_site_info", sections=["branches", "user_groups"], details=False)
    assert {name: len(records) for name, records in read["site"].items()} == {"branches": 2, "user_groups": 3}
    assert "permissions" not in read["site"]["user_groups"][0]
    assert len(built.pbx.requests) == 3  # the branch of a group is in a list of its own


def test_a_section_with_a_typo_is_refused(tasks: Tasks) -> None:
    said = tasks.refused("sipx_site_info", sections=["branhces"])["msg"]
    assert said == "sections: there is no section 'branhces'; did you mean 'branches'?"


def test_what_goes_wrong_is_no_empty_section(tasks: Tasks) -> None:
    tasks.pbx.add_fault("status", path="/api/gateways", status=500, times=None)
    result = tasks.run("sipx_site_info")
    tasks.pbx.clear_faults()
    assert (result["failed"], result["failure"]["status"]) == (True, 500)
