# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The role services: all of it or nothing where something is wrong, and then exactly what is written down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.playbooks import runner
from tests.playbooks.roles.attempts import SUCCEEDED, Attempt, outcomes, writes
from tests.playbooks.secrets import MARK
from tests.simulator import Simulator
from tests.tools import layout

MOH = "moh-config/MOH_SOURCE"
PLAYBOOK = layout.ROOT / "playbooks" / "services.yml"
GOOD: dict[str, Any] = {
    "proxy": {"proxy-statistics/SIPX_PROXY_STATISTICS_MANAGER": True},
    "imbot": {"imbot/imbot.paPassword": f"{MARK}-buddy"},
}
REFUSALS: dict[str, tuple[dict[str, Any], list[dict[str, Any]], tuple[str, ...]]] = {
    "a service with a typo": ({**GOOD, "prxy": {"a/b": 1}}, [], ("value of service must be one of", "got: prxy", "Nothing was written.")),
    "paths with typos, of two services": (
        {**GOOD, "moh": {"moh-config/MOH_SORCE": "NONE"}, "ftp": {"vsftp-config/anonymous": True}},
        [],
        ("did you mean 'moh-config/MOH_SOURCE'?", "have no setting 'vsftp-config/anonymous'", "Nothing was written."),
    ),
    "a value that cannot be": (
        {**GOOD, "moh": {"moh-config/MOH_SOURCE": "FILES"}},
        [],
        ("did you mean 'FILES_SRC'?", "Nothing was written."),
    ),
    "a service without settings": ({**GOOD, "moh": {}}, [], ("settings is empty", "Nothing was written.")),
    "a file that is not there": (
        GOOD,
        [{"directory": "moh", "src": "/none/hold.wav"}],
        ("there is no file /none/hold.wav", "Nothing was written."),
    ),
    "a file and a path": (
        {**GOOD, "moh": {"MOH_SOURCE": "NONE"}},
        [{"directory": "moh", "name": "x.json", "state": "absent"}],
        ("did you mean 'moh-config/MOH_SOURCE'?", "ends in .xml or .json", "Nothing was written."),
    ),
    "a directory with a typo": (GOOD, [{"directory": "mho", "name": "x.wav", "state": "absent"}], ("value of directory must be one of",)),
}


@pytest.fixture
def hold(tmp_path: Path) -> str:
    (tmp_path / "hold.wav").write_bytes(b"RIFF----WAVEfmt la la la")
    return str(tmp_path / "hold.wav")


def play(pbx: Simulator, variables: dict[str, Any], *arguments: str) -> runner.Run:
    return runner.play(PLAYBOOK, {"localhost": runner.host(pbx)}, pbx=pbx, arguments=("-e", json.dumps(variables), *arguments))


def test_what_is_wrong_anywhere_is_told_before_anything_is_written(simulator: Simulator) -> None:
    simulator.reset()
    attempts = [
        Attempt(name, {"services_settings": settings, "services_prompts": files}, role="sipxcom.pbx.services")
        for name, (settings, files, _told) in REFUSALS.items()
    ]
    said = outcomes(simulator, attempts)
    for name, (_settings, _files, told) in REFUSALS.items():
        assert [words for words in told if words not in said[name]] == [], said[name]
        assert SUCCEEDED not in said[name]
    assert writes(simulator) == []
    assert outcomes(simulator, attempts, "--check") == said


def test_what_is_written_down_is_made_once_and_nothing_else(simulator: Simulator, hold: str) -> None:
    simulator.reset()
    wanted = {
        "services_settings": {**GOOD, "moh": {"moh-config/MOH_SOURCE": None}},
        "services_prompts": [{"directory": "moh", "src": hold}, {"directory": "moh", "name": "default.wav", "state": "absent"}],
    }
    play(simulator, wanted, "--check", "--diff").check()
    assert writes(simulator) == []
    play(simulator, wanted, "--diff").check()
    assert writes(simulator) == [
        "POST /moh/prompts",
        "DELETE /moh/prompts/default.wav",
        "PUT /proxy/settings/proxy-statistics/SIPX_PROXY_STATISTICS_MANAGER",
        "PUT /imbot/settings/imbot/imbot.paPassword",
    ]
    made = simulator.state()
    simulator.clear_requests()
    again = play(simulator, wanted)
    again.check()
    assert writes(simulator) == []
    assert [line.task for line in again.lines if line.result.get("changed")] == []
    assert simulator.state() == made


def test_nothing_written_down_is_nothing_done(simulator: Simulator) -> None:
    simulator.reset()
    play(simulator, {}).check()
    assert writes(simulator) == []


def test_what_somebody_undoes_meanwhile_is_noticed(simulator: Simulator) -> None:
    """The last read finds another value than the one that the write was proven with."""
    simulator.reset()
    undone = {"path": MOH, "type": "enum", "options": {"NONE": None, "FILES_SRC": None}, "value": "FILES_SRC", "defaultValue": "FILES_SRC"}
    simulator.add_fault(
        "status",
        method="GET",
        path="/api/moh/settings",
        after=3,  # the rehearsal, the look before the write, its proof
        status=200,
        body=json.dumps({"settings": [undone]}),
        content_type="application/json",
    )
    done = play(simulator, {"services_settings": {"moh": {MOH: "NONE"}}})
    told = [str(line.result.get("msg")) for line in done.lines if line.status == "failed"]
    assert len(told) == 1, done.summary
    assert "Read back, a setting of moh is not what was written" in told[0]
