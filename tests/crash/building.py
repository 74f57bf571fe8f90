# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A PBX on which a building can be planned, runs of the plan that die at a chosen request, and what is left of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control
from tests.simulator import Simulator
from tests.tools import layout

HERE = Path(__file__).parent
PLAYBOOK = str(Path(sys.executable).with_name("ansible-playbook"))
ADDRESS = {"street": "9 Elm St", "city": "Ooltewah", "state": "TN", "zip": "37363"}
FLOORS: list[dict[str, Any]] = [
    {"name": "floor1", "elin": "4235550101", "users": ["1101", "1102"]},
    {"name": "floor2", "elin": "4235550102", "users": ["1201"], "user_groups": ["nurses"]},
    {"name": "floor3", "elin": "4235550103", "users": ["1301"]},
    {"name": "floor4", "elin": "4235550104", "users": ["1401"]},
]


@dataclass(frozen=True)
class Building:
    """One way to plan the building: the role (and playbook) of that name, its variables, and the edition that it is for."""

    role: str
    edition: str
    variables: dict[str, Any]
    sample: tuple[int, ...]
    """Requests at which real playbook runs die; all of them with CRASH_EVERY=1."""

    @property
    def playbook(self) -> str:
        return f"sipxcom.pbx.{self.role}"


BUILDINGS = (
    Building(
        "e911_floors",
        "sipxcom",
        {
            "e911_floors_gateway_address": "10.20.0.5",
            "e911_floors_address": ADDRESS,
            "e911_floors_failsafe_number": "4235550100",
            "e911_floors_floors": FLOORS,
        },
        (14, 40),
    ),
    Building("e911_erls", "uniteme", {"e911_erls_address": ADDRESS, "e911_erls_floors": FLOORS}, (12,)),
)
PEOPLE: dict[str, Any] = {
    "user_groups": [{"name": "nurses"}],
    "users": [{"user_name": name} for name in ("1101", "1102", "1201", "1301", "1401")],
}
#: The connection dies at once instead of being tried again, so that every run ends where it was stopped.
IMPATIENT = {"SIPX_RETRIES": "0"}


def connection(pbx: Simulator) -> dict[str, Any]:
    return {"url": pbx.url, "username": pbx.username, "password": pbx.password, "ca_path": pbx.ca_path}


def site(pbx: Simulator, document: dict[str, Any], retries: int = 3) -> dict[str, Any]:
    """The result of one sipx_site task, run as the controller runs it."""
    _control._LINKS.clear()
    return _control.run("sipx_site", {**connection(pbx), **document, "retries": retries}, {}, check=False, diff=False)


def play(
    pbx: Simulator, playbook: str | Path, variables: dict[str, Any], *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A run of ansible-playbook against the PBX."""
    env = {
        **os.environ,
        **{f"SIPX_{name.upper()}": str(value) for name, value in connection(pbx).items()},
        "ANSIBLE_CONFIG": str(layout.ROOT / "ansible.cfg"),
        "ANSIBLE_COLLECTIONS_PATH": str(layout.COLLECTIONS),
        **environment,
    }
    command = [PLAYBOOK, str(playbook), "-e", json.dumps(variables), *options]
    return subprocess.run(command, env=env, cwd=layout.ROOT, capture_output=True, text=True, check=False)


def plan_of(state: dict[str, Any]) -> dict[str, Any]:
    """What a state of the simulator means, without what a second try may have made differ: ids and times.

    Records are lists sorted by name, so that a duplicate shows.
    """
    tables = {name: list(rows.values()) for name, rows in state["tables"].items()}
    branches, gateways = tables.get("branches", []), tables.get("gateways", [])
    branch_names = {row["id"]: row["name"] for row in branches}
    elins = {row["id"]: row["elin"] for row in tables.get("erls", [])}
    gateway_names = {row["id"]: row["name"] for row in gateways}
    return {
        "branches": sorted((row["name"], row["description"], _without(row["address"], "id")) for row in branches),
        "gateways": sorted((row["name"], branch_names.get(row["branch"]), _without(row, "id", "branch")) for row in gateways),
        "rules": [(row["name"], row["enabled"], [gateway_names[one] for one in row.get("gateways", [])]) for row in tables["rules"]],
        "erls": sorted(_without(row, "id") for row in tables.get("erls", [])),
        "users": sorted((row["userName"], branch_names.get(row["branch"]), elins.get(row.get("erl"))) for row in tables["users"]),
        "groups": sorted((row["name"], branch_names.get(row.get("branch")), elins.get(row.get("erl"))) for row in tables["groups"]),
    }


def _without(row: dict[str, Any], *names: str) -> str:
    return str(sorted((name, str(value)) for name, value in row.items() if name not in names))
