# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the tests of phones share."""

from __future__ import annotations

from typing import Any

from .clients import Client
from .records import EMPTY, made

SERIAL = "0004f2c0de02"
XML_IN = {"Content-Type": "application/xml"}
DOMAIN = "voice.test"


def phone(client: Client, serial: str = SERIAL, model: str = "polycom550", **values: Any) -> int:
    return made(client.api("POST", "/phones", json={"serialNo": serial, "model": {"modelId": model}, **values}))


def get(client: Client, key: int | str = SERIAL) -> dict[str, Any]:
    found: dict[str, Any] = client.api("GET", f"/phones/{key}").json()
    return found


def lines(client: Client, key: int | str = SERIAL) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.api("GET", f"/phones/{key}/lines").json()["lines"]
    return found


def line(client: Client, key: int | str = SERIAL, **body: Any) -> int:
    response = client.api("POST", f"/phones/{key}/lines", json=body)
    assert (response.status_code, response.content) == (200, EMPTY), response.text
    return int(lines(client, key)[-1]["id"])


def queue(client: Client) -> dict[str, bool]:
    found: dict[str, bool] = client.pbx.state().get("profile_queue", {})
    return found
