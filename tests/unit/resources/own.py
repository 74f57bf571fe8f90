# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user whose own services are changed, by himself or by an administrator."""

from __future__ import annotations

from typing import Any

import pytest

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
    rows = tasks.pbx.state()["tables"]["users"]
    found: dict[str, Any] = next(row for row in (rows.values() if isinstance(rows, dict) else rows) if row["userName"] == name)
    return found


@pytest.fixture
def people(tasks: Tasks) -> Tasks:
    """Tasks against a PBX that has user 200."""
    user(tasks)
    return tasks
