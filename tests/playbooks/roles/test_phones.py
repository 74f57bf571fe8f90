# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The role phones: foretold, made, made again, changed in a group and in a phone, and wrong."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.playbooks import runner
from tests.playbooks.roles.attempts import changed, seed, writes
from tests.simulator import Simulator
from tests.tools import layout

PLAYBOOK = layout.ROOT / "playbooks" / "phones.yml"
SECRET = "n0t-t0-be-seen-line"
FIRST = {"serial": "00:04:F2:C0:DE:01", "description": "Fl. #1: {braces}", "lines": [{"user": "201"}, {"user": "202"}]}
SECOND = {
    "serial": "0004f2c0de02",
    "groups": ["desks", "lobby"],
    "settings": {"voice/volume": 7},
    "lines": [{"user_id": "acme", "registration_server": "sip.carrier.example", "password": SECRET}],
}
OFFICE: dict[str, Any] = {
    "phones_groups": [{"name": "desks", "settings": {"polycom550": {"voice/codec": "G722"}}}, {"name": "lobby", "after": "desks"}],
    "phones_defaults": {"model": "polycom550", "firmware": "polycom4.1.X", "groups": ["desks"], "settings": {"call/waiting": False}},
    "phones_devices": [FIRST, SECOND],
}


@pytest.fixture
def pbx(simulator: Simulator) -> Simulator:
    """A PBX with two users."""
    simulator.reset()
    users = [{"user_name": name, "portal_password": "x8Kd-portal", "sip_password": "x8Kd-sip"} for name in ("201", "202")]
    seed(simulator, {"users": users})
    simulator.clear_requests()
    return simulator


def play(pbx: Simulator, *arguments: str, **variables: Any) -> runner.Run:
    with tempfile.TemporaryDirectory(prefix="phones-") as folder:  # a command line would show the password
        given = Path(folder) / "phones.yml"
        given.write_text(json.dumps({**OFFICE, **variables}), encoding="utf-8")
        run = runner.play(PLAYBOOK, {}, pbx=pbx, arguments=["-e", f"@{given}", *arguments])
    assert SECRET not in run.output
    assert SECRET not in json.dumps([line.result for line in run.lines])
    return run


def stored(pbx: Simulator, serial: str) -> dict[str, Any]:
    return next(row for row in pbx.state()["tables"]["phones"].values() if row["serialNo"] == serial)


def queue(pbx: Simulator) -> dict[str, bool]:
    found: dict[str, bool] = pbx.state().get("profile_queue", {})
    return found


def test_phones_are_foretold_made_and_left_alone(pbx: Simulator) -> None:
    assert changed(play(pbx, "--check", "--diff"))
    assert writes(pbx) == []
    assert changed(play(pbx, "-vvv"))
    first, second = stored(pbx, "0004f2c0de01"), stored(pbx, "0004f2c0de02")
    assert (first["description"], len(first["lines"]), first["settings"]) == ("Fl. #1: {braces}", 2, {"call/waiting": "0"})
    assert (len(second["groups"]), second["settings"]) == (2, {"call/waiting": "0", "voice/volume": "7"})
    assert second["lines"][0]["settings"]["credential/password"] == SECRET
    assert queue(pbx) == {str(first["id"]): False, str(second["id"]): False}
    for arguments in ((), ("--check",)):
        pbx.clear_requests()
        assert not changed(play(pbx, *arguments))
        assert writes(pbx) == []


def test_only_what_changed_is_sent(pbx: Simulator) -> None:
    play(pbx, phones_send_profile="never").check()
    assert queue(pbx) == {}
    first, second = (stored(pbx, serial)["id"] for serial in ("0004f2c0de01", "0004f2c0de02"))
    assert changed(play(pbx, phones_devices=[{**FIRST, "description": "Room 101"}, SECOND], phones_restart=True))
    assert queue(pbx) == {str(first): True}
    groups = [{"name": "desks", "description": "All desks"}, {"name": "lobby", "settings": {"polycom550": {"voice/volume": 3}}}]
    pbx.clear_requests()
    assert changed(play(pbx, phones_groups=groups, phones_devices=[]))
    assert queue(pbx) == {str(first): True, str(second): False}
    assert [one for one in writes(pbx) if "sendProfile" in one] == [one for one in writes(pbx) if "phoneGroup/id/" in one]


def test_what_is_wrong_is_told_before_anything_is_written(pbx: Simulator) -> None:
    wrong = [{**FIRST, "lines": [{"user": "203"}]}, {**SECOND, "firmware": "polycom4.1.Y"}]
    failed = play(pbx, phones_devices=wrong)
    assert failed.code
    told = " ".join(str(line.result.get("msg")) for line in failed.lines)
    assert "there is no user '203'; did you mean" in told
    assert "phone model 'polycom550' has no firmware 'polycom4.1.Y'" in told
    assert "Nothing was written" in told
    assert writes(pbx) == []
