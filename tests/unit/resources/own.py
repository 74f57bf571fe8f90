# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user whose own services are changed, by himself or by an administrator."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from ..tasks import Tasks

USER = "200"
#: The connection options of a task that he runs himself.
HIMSELF = {"username": USER, "password": "n0t-t0-be-seen-portal"}
SIP = "n0t-t0-be-seen-sip"


def user(tasks: Tasks, **more: Any) -> None:
    """Makes him."""
    tasks.given("sipx_user", user_name=USER, portal_password=HIMSELF["password"], sip_password=SIP, **more)


def stored(tasks: Tasks, name: str = USER) -> dict[str, Any]:
    """His record as the PBX has it."""
    found: dict[str, Any] = next(row for row in tasks.pbx.state()["tables"]["users"].values() if row["userName"] == name)
    return found


def ask(tasks: Tasks, method: str, path: str, body: Any = None) -> Any:
    """What the PBX answers to a call of his, as JSON if there is any."""
    pbx, login = tasks.pbx, (HIMSELF["username"], HIMSELF["password"])
    answer = requests.request(method, f"{pbx.url}/sipxconfig{path}", json=body, auth=login, verify=pbx.ca_path, timeout=10)
    assert answer.ok, answer.text
    return answer.json() if answer.content else None


def of_group(tasks: Tasks, name: str, group: str) -> None:
    """Puts a schedule of a user group beside those that there are; by the user's own calls none can be made."""
    state = tasks.pbx.state()
    schedules, groups = state["tables"]["schedules"], state["tables"]["groups"]
    found = next(row for row in groups.values() if row["name"] == group)
    like = next(iter(schedules.values()))
    schedules["9001"] = {**like, "id": 9001, "name": name, "type": "U", "userId": None, "groupId": found["id"]}
    tasks.pbx.load(state)


@pytest.fixture
def people(tasks: Tasks) -> Tasks:
    """Tasks against a PBX that has user 200."""
    user(tasks)
    return tasks
