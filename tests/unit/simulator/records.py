# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Records that the tests of users, groups, permissions and phones begin with."""

from __future__ import annotations

import hashlib
from typing import Any

from .clients import Client

PROLOG = '<?xml version="1.0" encoding="UTF-8"?>'
STANDALONE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NO_ADDRESS = {"country": None, "street": None, "city": None, "zip": None, "officeDesignation": None, "state": None}
EMPTY = b""


def answer(code: str, message: str, data: str = "") -> str:
    """A `<response>` document."""
    inner = f"<data>{data}</data>" if data else ""
    return f"{PROLOG}<response><code>{code}</code><message>{message}</message>{inner}</response>"


def made(response: Any) -> int:
    """The id that a create of /api answers."""
    assert response.status_code == 200, response.text
    return int(response.text)


def user(client: Client, name: str = "4127", **values: Any) -> int:
    """Makes a user and returns the id."""
    return made(client.api("POST", "/users", json={"userName": name, **values}))


def group(client: Client, name: str = "frontdesk", weight: int = 4, **values: Any) -> int:
    """Makes a user group and returns the id."""
    return made(client.api("POST", "/userGroups", json={"name": name, "weight": weight, **values}))


def get(client: Client, name: str = "4127") -> dict[str, Any]:
    """The user as /api shows it."""
    response = client.api("GET", f"/users/{name}")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def rest_user(name: str = "4127", extra: str = "", pin: str = "kV82mmQx", groups: str = "<groups/>") -> str:
    """A body of /rest/user."""
    return f"<user><userName>{name}</userName><pin>{pin}</pin><sipPassword></sipPassword>{groups}<aliases/>{extra}</user>"


def group_branch(client: Client, key: int, name: str, branch: int | None) -> Any:
    """Gives a user group a branch."""
    inner = "" if branch is None else f"<branch><id>{branch}</id></branch>"
    return client.rest("PUT", f"/user-group/{key}", f"<group><name>{name}</name>{inner}</group>")


def set_value(client: Client, path: str, value: str) -> Any:
    """Writes a setting of /api."""
    response = client.api("PUT", path, data=value.encode(), headers={"Content-Type": "text/plain"})
    assert (response.status_code, response.content) == (200, EMPTY), response.text
    return response


def value(client: Client, path: str) -> str | None:
    """The value of a setting of /api."""
    response = client.api("GET", path)
    assert response.status_code == 200, response.text
    found: str | None = response.json()["value"]
    return found


def pin_hash(name: str, pin: str) -> str:
    """How a voicemail PIN reads back."""
    return hashlib.md5(f"{name}:{pin}".encode(), usedforsecurity=False).hexdigest()
