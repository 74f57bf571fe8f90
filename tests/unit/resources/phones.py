# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the tests of phones share."""

from __future__ import annotations

from typing import Any

import requests

from ..tasks import Tasks

MAC = "0004f2c0de01"
OTHER = "0004f2c0de02"
SIP = "r7Tq0z9LbW4d"
PHONE: dict[str, Any] = {"serial": MAC, "model": "polycom550", "firmware": "polycom4.1.X"}


def people(tasks: Tasks, *names: str) -> None:
    for name in names:
        tasks.given("sipx_user", user_name=name, aliases=[f"alias-{name}"], portal_password="kV82mmQx", sip_password=f"{SIP}-{name}")


def groups(tasks: Tasks, *names: str) -> None:
    tasks.loop("sipx_phone_group", [{"name": name} for name in names])


def stored(tasks: Tasks, serial: str = MAC) -> dict[str, Any]:
    """The record of a phone in the simulator."""
    return next(row for row in tasks.pbx.state()["tables"]["phones"].values() if row["serialNo"] == serial)


def queue(tasks: Tasks) -> dict[str, bool]:
    """The phones whose profiles wait to be sent, and whether with a restart."""
    found: dict[str, bool] = tasks.pbx.state().get("profile_queue", {})
    return found


def send(tasks: Tasks, method: str, path: str, body: Any = None) -> None:
    """Something that another client does."""
    pbx = tasks.pbx
    done = requests.request(
        method, f"{pbx.url}/sipxconfig/api/{path}", json=body, auth=(pbx.username, pbx.password), verify=pbx.ca_path, timeout=30
    )
    assert done.status_code == 200, done.text
