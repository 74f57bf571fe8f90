# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_park_orbit: a record that is replaced as a whole, and five settings beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks

SERVER = "pbx1.voice.test"
LOBBY = {"name": "lobbypark", "extension": "7701", "description": "Front desk"}
TIMEOUT = "general/parkTimeout"


@pytest.fixture
def lobby(tasks: Tasks) -> Tasks:
    tasks.do("sipx_park_orbit", **LOBBY)
    return tasks


def stored(tasks: Tasks) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in tasks.pbx.state()["tables"]["orbits"].values()}


def changed_state(tasks: Tasks, change: Any) -> None:
    state = tasks.pbx.state()
    change(state)
    tasks.pbx.load(state)


def second_server(tasks: Tasks) -> None:
    changed_state(
        tasks,
        lambda state: state["tables"]["servers"].update(
            {"77": {**next(iter(state["tables"]["servers"].values())), "id": 77, "host": "pbx2.voice.test"}}
        ),
    )


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"description": "Desk"}, {"enabled": True, "music": "default.wav", "extension": "7701"}),
        ({"enabled": False}, {"description": "Front desk", "music": "default.wav", "extension": "7701"}),
        ({"music": None}, {"enabled": True, "description": "Front desk", "extension": "7701"}),
        ({"extension": "7702"}, {"enabled": True, "description": "Front desk", "music": "default.wav"}),
        ({"name": "park", "old_name": "lobbypark"}, {"enabled": True, "music": "default.wav", "extension": "7701"}),
    ],
)
def test_what_the_task_leaves_out_stays_although_the_server_clears_it(lobby: Tasks, change: dict[str, Any], kept: dict[str, Any]) -> None:
    changed = lobby.do("sipx_park_orbit", **{"name": "lobbypark", **change})["park_orbit"]
    assert changed["server"] == SERVER
    row = stored(lobby)[changed["name"]]
    assert {name: row[name] for name in kept} == kept


def test_settings_survive_a_change_of_the_record_and_the_other_way_round(lobby: Tasks) -> None:
    lobby.do("sipx_park_orbit", name="lobbypark", park_timeout=90)
    lobby.do("sipx_park_orbit", name="park", old_name="lobbypark", description=None)
    assert lobby.do("sipx_park_orbit", name="park", multiple_calls=True)["park_orbit"]["park_timeout"] == 90
    assert stored(lobby)["park"]["settings"] == {TIMEOUT: "90", "general/multipleCalls": "1"}


def test_only_settings_that_differ_are_written_and_the_record_is_left_alone(lobby: Tasks) -> None:
    lobby.do("sipx_park_orbit", name="lobbypark", park_timeout=90, allow_transfer=True)
    lobby.run("sipx_park_orbit", name="lobbypark", park_timeout=91, allow_transfer=True, transfer_key="0", description="Front desk")
    key = next(iter(lobby.pbx.state()["tables"]["orbits"]))
    assert (lobby.writes, lobby.bodies) == ([f"PUT /api/orbits/{key}/settings/{TIMEOUT}"], ["91"])
    lobby.run("sipx_park_orbit", name="lobbypark", park_timeout=120, allow_transfer=None)
    assert lobby.writes == [f"DELETE /api/orbits/{key}/settings/{TIMEOUT}", f"DELETE /api/orbits/{key}/settings/general/allowTransfer"]


@pytest.mark.parametrize("value", [None, 120])
def test_the_default_of_the_settings_group_is_what_null_means(lobby: Tasks, value: Any) -> None:
    lobby.do("sipx_park_orbit", name="lobbypark", park_timeout=90)
    assert lobby.do("sipx_park_orbit", name="lobbypark", park_timeout=value)["park_orbit"]["park_timeout"] == 120
    assert stored(lobby)["lobbypark"]["settings"] == {}


def test_any_text_that_the_server_has_kept_is_put_right(lobby: Tasks) -> None:
    def spoil(state: dict[str, Any]) -> None:
        next(iter(state["tables"]["orbits"].values()))["settings"] = {TIMEOUT: "soon", "general/multipleCalls": "true"}

    changed_state(lobby, spoil)
    lobby.same("sipx_park_orbit", name="lobbypark", multiple_calls=False)  # what is not 1 is off
    lobby.do("sipx_park_orbit", name="lobbypark", park_timeout=60, multiple_calls=True)
    assert stored(lobby)["lobbypark"]["settings"] == {TIMEOUT: "60", "general/multipleCalls": "1"}


def test_a_new_orbit_takes_the_only_server(tasks: Tasks) -> None:
    assert tasks.do("sipx_park_orbit", **LOBBY)["park_orbit"]["server"] == SERVER


def test_of_several_servers_one_must_be_named_and_a_move_keeps_the_rest(lobby: Tasks) -> None:
    second_server(lobby)
    refused = lobby.refused("sipx_park_orbit", name="dockpark", extension="7702")
    assert "a new one needs server, which is one of pbx1.voice.test, pbx2.voice.test" in refused["msg"]
    moved = lobby.do("sipx_park_orbit", name="lobbypark", server="pbx2.voice.test")["park_orbit"]
    assert (moved["server"], moved["music"], moved["enabled"]) == ("pbx2.voice.test", "default.wav", True)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ({"server": "pbx1"}, "server: there is no server 'pbx1'; the PBX has 'pbx1.voice.test'"),
        ({"server": "1"}, "server: '1' is a number: write the host name of the server"),
        ({"server": None}, "server cannot be empty"),
        ({"music": "Default.wav"}, "music: there is no audio file for the park orbits named 'Default.wav'; did you mean 'default.wav'?"),
        ({"extension": "lobbypark"}, "extension: 'lobbypark' is no extension of an orbit"),
        ({"extension": "7" * 16}, "is no extension of an orbit: write up to 15 digits"),
        ({"park_timeout": 301}, "park_timeout: 301 is out of range: write 30 to 300"),
        ({"transfer_key": "12"}, "transfer_key: '12' is no key"),
        ({"transfer_key": "A"}, "transfer_key: 'A' is no key"),
        ({"description": "x" * 256}, "longer than the 255 characters"),
    ],
)
def test_what_the_server_takes_or_only_drops_is_refused_before(lobby: Tasks, args: dict[str, Any], told: str) -> None:
    assert told in lobby.refused("sipx_park_orbit", **{"name": "lobbypark", **args})["msg"]


@pytest.mark.parametrize("name", ["front desk", "x" * 41, "ä", ""])
def test_names_that_cannot_be_dialled_are_refused(tasks: Tasks, name: str) -> None:
    tasks.refused("sipx_park_orbit", name=name, extension="7701")


def test_a_name_that_is_the_extension_is_refused(tasks: Tasks) -> None:
    assert "the PBX wants them to differ" in tasks.refused("sipx_park_orbit", name="7701", extension="7701")["msg"]


@pytest.mark.parametrize("args", [{"name": "dock", "extension": "7701"}, {"name": "7701", "extension": "7799"}])
def test_what_another_orbit_has_is_told_with_its_owner(lobby: Tasks, args: dict[str, Any]) -> None:
    refused = lobby.refused("sipx_park_orbit", **args)
    assert "belongs to the park orbit 'lobbypark' (extension 7701)" in refused["msg"]
    assert "old_name: lobbypark" in refused["msg"]


def test_an_orbit_whose_music_is_gone_is_not_changed_before_it_has_other_or_none(lobby: Tasks) -> None:
    changed_state(lobby, lambda state: state["prompts"]["orbits"].clear())
    refused = lobby.refused("sipx_park_orbit", name="lobbypark", description="Desk")
    assert "plays 'default.wav', which is not among the audio files for park orbits any more" in refused["msg"]
    lobby.do("sipx_park_orbit", name="lobbypark", park_timeout=90)  # its settings are no change of the record
    lobby.do("sipx_park_orbit", name="lobbypark", description="Desk", music=None)
    refused = lobby.refused("sipx_park_orbit", name="dockpark", extension="7702")
    assert "a new park orbit has default.wav, and the PBX has no such file any more" in refused["msg"]
    assert lobby.do("sipx_park_orbit", name="dockpark", extension="7702", music=None)["park_orbit"]["music"] is None


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_a_lost_answer_makes_no_second_orbit_and_its_settings_follow(tasks: Tasks, fault: str) -> None:
    tasks.pbx.add_fault(fault, method="POST", path="/api/orbits")
    assert tasks.run("sipx_park_orbit", **LOBBY, park_timeout=90)["changed"] is True
    assert stored(tasks)["lobbypark"]["settings"] == {TIMEOUT: "90"}
    assert len(stored(tasks)) == 1


def test_a_run_that_dies_between_record_and_settings_is_finished_by_the_next(tasks: Tasks) -> None:
    tasks.pbx.add_fault("status", method="PUT", path="/api/orbits/", status=500, body="java.lang.RuntimeException: down", times=None)
    failed = tasks.run("sipx_park_orbit", **LOBBY, park_timeout=90)
    assert "could not set park_timeout of park orbit 'lobbypark'" in failed["msg"]
    assert failed["failure"]["details"]["done"] == ["create park orbit 'lobbypark'"]
    tasks.pbx.clear_faults()
    tasks.do("sipx_park_orbit", **LOBBY, park_timeout=90)
    assert tasks.writes == []


def test_the_whole_record_is_sent_with_its_server(lobby: Tasks) -> None:
    lobby.run("sipx_park_orbit", name="lobbypark", enabled=False)
    assert json.loads(lobby.bodies[0]) == {
        "name": "lobbypark", "extension": "7701", "description": "Front desk", "enabled": False, "server": SERVER, "music": "default.wav"
    }  # fmt: skip


def test_details_tell_the_settings(lobby: Tasks) -> None:
    plain = lobby.run("sipx_info", kind="park_orbit")["records"][0]
    assert "park_timeout" not in plain
    full = lobby.run("sipx_info", kind="park_orbit", details=True, filter={"park_timeout": 120})["records"][0]
    assert {**plain, "park_timeout_enabled": False, "park_timeout": 120, "multiple_calls": False, "allow_transfer": False} == {
        name: value for name, value in full.items() if name != "transfer_key"
    }


def test_later_items_of_a_check_mode_run_see_new_orbits(tasks: Tasks) -> None:
    items: list[dict[str, Any]] = [
        {**LOBBY, "park_timeout": 90},
        {"name": "lobbypark", "park_timeout": 90},
        {"name": "dock", "extension": "7701"},
    ]
    foretold, done = tasks.loop("sipx_park_orbit", items, check=True), tasks.loop("sipx_park_orbit", items)
    assert [one.get("failed", False) for one in foretold] == [one.get("failed", False) for one in done] == [False, False, True]


@pytest.mark.parametrize("tasks", ["fork", "uniteme"], indirect=True)
def test_other_editions_do_the_same(tasks: Tasks) -> None:
    tasks.do("sipx_park_orbit", **LOBBY, park_timeout=90)
    tasks.do("sipx_park_orbit", name="lobbypark", description=None)
    tasks.do("sipx_park_orbit", name="lobbypark", state="absent")
