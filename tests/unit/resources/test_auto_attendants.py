# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_auto_attendant: what a left-out key would blank, who leads to whom, and an API that only newer servers have."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks

ON_THE_FORK = pytest.mark.parametrize("tasks", ["fork"], indirect=True)
STORM = {"name": "Storm closing", "prompt": "storm.wav"}
USUAL_SETTINGS = {
    "inter_digit_timeout": 3,
    "overall_digit_timeout": 7,
    "max_digits": 10,
    "replay_count": 2,
    "invalid_response_count": 2,
    "transfer_on_failure": False,
    "transfer_extension": None,
    "transfer_prompt": None,
    "play_prompt_on_transfer": True,
}


def key(name: str, action: str, **more: str) -> dict[str, Any]:
    return {"key": name, "action": action, "extension": None, "attendant": None, **more}


def stored(tasks: Tasks, name: str = "Storm closing") -> dict[str, Any]:
    return next(one for one in tasks.pbx.state()["tables"]["attendants"].values() if one["name"] == name)


@ON_THE_FORK
def test_a_new_attendant_is_complete(tasks: Tasks) -> None:
    made = tasks.do("sipx_auto_attendant", **STORM)["auto_attendant"]
    assert made == {
        **STORM,
        "system_id": None,
        "description": None,
        "language": "default",
        "allow_dial": None,
        "deny_dial": None,
        "branches": [],
        "menu": [key("0", "operator"), key("*", "repeat_prompt")],
        "settings": USUAL_SETTINGS,
        "special_selected": False,
    }


@ON_THE_FORK
def test_a_change_blanks_nothing(tasks: Tasks) -> None:
    tasks.given("sipx_branch", name="floor1")
    menu = [key("1", "transfer", extension="2150")]
    tasks.given(
        "sipx_auto_attendant", **STORM, menu=menu, language="de", allow_dial="2..", branches=["floor1"], settings={"replay_count": 5}
    )
    before = stored(tasks)
    tasks.do("sipx_auto_attendant", name="Storm closing", description="weather")
    assert stored(tasks) == {**before, "description": "weather"}
    tasks.run("sipx_auto_attendant", name="Storm closing", description="snow")
    assert not {"id", "systemId", "systemName", "promptsDirectory", "sysDirectory"} & set(json.loads(tasks.bodies[0]))


@ON_THE_FORK
def test_texts_are_cleared_by_empty_ones(tasks: Tasks) -> None:
    """Null would leave them as they are."""
    tasks.given("sipx_auto_attendant", **STORM, description="weather", allow_dial="2..", deny_dial="9.*", language="de")
    cleared = tasks.do("sipx_auto_attendant", name="Storm closing", description=None, allow_dial=None, deny_dial="", language=None)
    assert {cleared["auto_attendant"][name] for name in ("description", "allow_dial", "deny_dial")} == {None}
    assert cleared["auto_attendant"]["language"] == "default"


@ON_THE_FORK
def test_settings_are_laid_over_and_null_sets_the_usual(tasks: Tasks) -> None:
    tasks.given("sipx_auto_attendant", **STORM, settings={"replay_count": 0, "max_digits": 4})
    changed = tasks.do("sipx_auto_attendant", name="Storm closing", settings={"max_digits": None})["auto_attendant"]
    assert changed["settings"] == {**USUAL_SETTINGS, "replay_count": 0}
    assert stored(tasks)["settings"]["replayCount"] == "0"


@ON_THE_FORK
def test_an_attendant_with_blanks_is_made_whole(tasks: Tasks) -> None:
    """Blank times, as a careless client leaves them, make the attendant unusable."""
    tasks.given("sipx_auto_attendant", **STORM)
    state = tasks.pbx.state()
    blank = {name: False if isinstance(value, bool) else "" for name, value in stored(tasks)["settings"].items()}
    state["tables"]["attendants"]["14"]["settings"] = blank
    tasks.pbx.load(state)
    assert tasks.same("sipx_auto_attendant", name="Storm closing")["auto_attendant"]["settings"]["replay_count"] is None
    tasks.run("sipx_auto_attendant", name="Storm closing", settings={"replay_count": 4})
    assert (stored(tasks)["settings"]["replayCount"], stored(tasks)["settings"]["dtmfInterTimeout"]) == ("4", "3")


@ON_THE_FORK
def test_a_menu_names_other_attendants(tasks: Tasks) -> None:
    tasks.given("sipx_auto_attendant", **STORM)
    menu = [key("2", "attendant", attendant="Storm closing"), key("1", "attendant", attendant="After hours"), key("#", "dial_by_name")]
    made = tasks.do("sipx_auto_attendant", name="Lobby", prompt="lobby.wav", menu=menu)["auto_attendant"]
    assert made["menu"] == [menu[1], menu[0], menu[2]]
    assert {name: item["parameter"] for name, item in stored(tasks, "Lobby")["menu"].items()} == {"1": "afterhour", "2": "xcf14", "#": None}
    refused = tasks.refused("sipx_auto_attendant", name="Lobby", menu=[key("1", "attendant", attendant="After ours")])
    assert "menu: there is no auto attendant 'After ours'; did you mean 'After hours'?" in refused["msg"]


@ON_THE_FORK
def test_a_renamed_attendant_is_still_led_to(tasks: Tasks) -> None:
    tasks.given("sipx_auto_attendant", **STORM)
    tasks.given("sipx_auto_attendant", name="Lobby", prompt="lobby.wav", menu=[key("1", "attendant", attendant="Storm closing")])
    tasks.given("sipx_dial_rule", name="AutoAttendant", holiday_attendant="Storm closing")
    tasks.do("sipx_auto_attendant", name="Snow", old_name="Storm closing")
    tasks.same("sipx_auto_attendant", name="Lobby", menu=[key("1", "attendant", attendant="Snow")])
    tasks.same("sipx_dial_rule", name="AutoAttendant", holiday_attendant="Snow")


@ON_THE_FORK
def test_attendants_their_branches_and_their_rules_in_one_document(tasks: Tasks) -> None:
    document: dict[str, Any] = {
        "dial_rules": [{"name": "Night desk", "type": "attendant", "extension": "1450", "after_hours_attendant": "Lobby"}],
        "auto_attendants": [
            {**STORM, "branches": ["floor1"]},
            {"name": "Lobby", "prompt": "lobby.wav", "menu": [key("1", "attendant", attendant="Storm closing")]},
        ],
        "branches": [{"name": "floor1"}],
    }
    assert tasks.run("sipx_site", check=True, **document)["count"]["created"] == 4
    done = tasks.run("sipx_site", **document)
    assert [line["kind"] for line in done["records"]] == ["branch", "auto_attendant", "auto_attendant", "dial_rule"]
    assert tasks.run("sipx_site", **document)["changed"] is False
    gone = {name: [{**one, "state": "absent"} for one in entries] for name, entries in document.items()}
    assert tasks.run("sipx_site", check=True, **gone)["count"]["deleted"] == 4
    assert tasks.run("sipx_site", **gone)["count"]["deleted"] == 4


@ON_THE_FORK
def test_renaming_and_naming_in_one_document_is_foretold(tasks: Tasks) -> None:
    tasks.given("sipx_auto_attendant", **STORM)
    tasks.given("sipx_auto_attendant", name="Lobby", prompt="lobby.wav", menu=[key("1", "attendant", attendant="Storm closing")])
    document = {
        "auto_attendants": [
            {"name": "Snow", "old_name": "Storm closing"},
            {"name": "Lobby", "menu": [key("1", "attendant", attendant="Snow")]},
        ]
    }
    for check in (True, False):
        done = tasks.run("sipx_site", check=check, **document)
        assert [line["outcome"] for line in done["records"]] == ["changed", "unchanged"]


@ON_THE_FORK
def test_what_is_not_deleted(tasks: Tasks) -> None:
    def refused(name: str = "Storm closing") -> str:
        return str(tasks.refused("sipx_auto_attendant", name=name, state="absent")["msg"])

    tasks.given("sipx_auto_attendant", **STORM)
    assert "auto attendant 'Operator' is built in and cannot be deleted" in refused("Operator")
    tasks.given("sipx_dial_rule", name="AutoAttendant", holiday_attendant="Storm closing")
    assert "is used by dial rule 'AutoAttendant'" in refused()
    tasks.given("sipx_dial_rule", name="AutoAttendant", holiday_attendant=None)
    tasks.given("sipx_auto_attendant", name="Lobby", prompt="lobby.wav", menu=[key("1", "attendant", attendant="Storm closing")])
    assert "the menu of auto attendant 'Lobby' leads to auto attendant 'Storm closing'" in refused()
    tasks.given("sipx_special_mode", enabled=True, attendant="Storm closing")
    assert "is up for special mode, and deleting it would switch that off" in refused()
    tasks.do("sipx_auto_attendant", name="Storm closing", state="absent", force=True)
    assert tasks.run("sipx_special_mode")["special_mode"] == {"enabled": False, "attendant": None}


@ON_THE_FORK
@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"name": "settings"}, "cannot be addressed by the API"),
        ({"name": "specialmode"}, "cannot be addressed by the API"),
        ({"name": "a/b"}, "cannot be addressed by the API"),
        ({"name": "x" * 41}, "longer than the 40 characters"),
        ({"name": "Storm closing"}, "a new one needs prompt"),
        ({"prompt": None}, "prompt cannot be empty"),
        ({"allow_dial": "("}, "is no regular expression"),
        ({"branches": ["flor1"]}, "there is no branch 'flor1'"),
        ({"menu": [key("1", "operator"), key("1", "disconnect")]}, "has the key 1 twice"),
        ({"menu": [key("1", "transfer")]}, "has the key 1 with the action transfer, which needs extension"),
        ({"menu": [key("1", "attendant", extension="100")]}, "which takes no extension"),
        ({"menu": [key("1", "operator", extension="100")]}, "which takes no extension"),
        ({"settings": {"replay_count": 11}}, "is out of range: write 0 to 10"),
        ({"settings": {"inter_digit_timeout": 8}}, "longer than the overall_digit_timeout of 7"),
        ({"settings": {"transfer_on_failure": True}}, "transfer_on_failure needs a transfer_extension"),
    ],
)
def test_bad_input_is_refused_before_anything_is_sent(tasks: Tasks, wish: dict[str, Any], message: str) -> None:
    whole = wish if "name" in wish else {**STORM, **wish}
    assert message in tasks.refused("sipx_auto_attendant", **whole)["msg"]


@ON_THE_FORK
def test_a_key_without_action_is_told(tasks: Tasks) -> None:
    tasks.given("sipx_auto_attendant", **STORM)
    state = tasks.pbx.state()
    state["tables"]["attendants"]["14"]["menu"]["7"] = {"action": None, "parameter": None}
    tasks.pbx.load(state)
    assert "the key 7 of auto attendant 'Storm closing' has no action" in tasks.same("sipx_auto_attendant", **STORM)["warnings"][0]
    assert tasks.run("sipx_auto_attendant", name="Storm closing", description="x")["changed"] is True
    assert sorted(stored(tasks)["menu"]) == ["*", "0"]


@pytest.mark.parametrize("tasks", ["sipxcom", "uniteme"], indirect=True)
def test_a_pbx_that_only_tells_names(tasks: Tasks) -> None:
    for wish in (STORM, {"name": "Operator", "prompt": "x.wav"}, {"name": "Desk", "old_name": "Operator"}):
        assert "but neither make nor change them: that comes with sipXcom 21.04" in tasks.refused("sipx_auto_attendant", **wish)["msg"]
    assert "21.04" in tasks.refused("sipx_auto_attendant", name="Operator", state="absent")["msg"]
    assert tasks.same("sipx_auto_attendant", name="Operator")["auto_attendant"]["system_id"] == "operator"
    tasks.same("sipx_auto_attendant", name="Nobody", state="absent")
    found = tasks.run("sipx_info", kind="auto_attendant")["records"]
    assert found == [
        {"name": "Operator", "system_id": "operator", "special_selected": False},
        {"name": "After hours", "system_id": "afterhour", "special_selected": False},
    ]
