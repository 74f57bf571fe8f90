# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A conference of user 200, which no call of the API can make, and people in it."""

from __future__ import annotations

from typing import Any

import pytest

from ..tasks import Tasks
from .own import stored, user

ROOM = {"name": "kimroom", "description": "Kim's room", "extension": "7412", "accessCode": "770077"}
MEMBER: dict[str, Any] = {
    "uuid": "0f3c5f6e-0000-4000-8000-1234567890ab",
    "volumeIn": 0,
    "volumeOut": 0,
    "energyLevel": 300,
    "canHear": True,
    "canSpeak": True,
}


def furnish(tasks: Tasks, *rows: dict[str, Any], **more: Any) -> None:
    """Gives the PBX conferences of user 200; C(more) are other parts of its state."""
    owner = stored(tasks)["id"]
    state = tasks.pbx.state()
    state["tables"]["conferences"] = {str(n): {"id": n, "owner": owner, **row} for n, row in enumerate(rows, 1)}
    tasks.pbx.load({**state, **more})


def enter(tasks: Tasks, *numbers: int, **room: Any) -> None:
    """Puts members with these ids into kimroom."""
    members = [{"id": number, "name": str(400 + number), **MEMBER} for number in numbers]
    state = tasks.pbx.state()
    state["tables"]["rooms"] = {"1": {"id": 1, "name": "kimroom", "locked": False, **room, "members": members}}
    tasks.pbx.load(state)


def conference(tasks: Tasks) -> dict[str, Any]:
    """The conference as the PBX has it."""
    found: dict[str, Any] = tasks.pbx.state()["tables"]["conferences"]["1"]
    return found


def room(tasks: Tasks) -> dict[str, Any]:
    """The running conference as the bridge has it."""
    found: dict[str, Any] = tasks.pbx.state()["tables"]["rooms"]["1"]
    return found


@pytest.fixture
def kimroom(tasks: Tasks) -> Tasks:
    """Tasks against a PBX that has user 200 and his conference kimroom; nobody is in it."""
    user(tasks)
    furnish(tasks, ROOM)
    return tasks
