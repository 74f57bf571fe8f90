# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the tests of permissions share."""

from __future__ import annotations

from typing import Any

from .clients import AS_JSON, Client

ON = {
    "FreeswitchVoicemailServer",
    "InternationalDialing",
    "LocalDialing",
    "LongDistanceDialing",
    "Mobile",
    "TollFree",
    "Voicemail",
    "music-on-hold",
    "personal-auto-attendant",
    "subscribe-to-presence",
    "tui-change-pin",
}


def night(client: Client, label: str = "NightCalls", extra: str = "") -> str:
    """Makes a custom permission and returns its name."""
    response = client.rest("PUT", "/permission", f"<permission><label>{label}</label>{extra}</permission>")
    assert response.status_code == 201, response.text
    return response.text.split("<additionalMessage>")[1].split("<")[0]


def values(client: Client, path: str) -> dict[str, str | None]:
    record = next(iter(client.rest("GET", path, headers=AS_JSON).json().values()))
    return {row["name"]: row.get("value") for row in record["permissions"]}


def setting(name: str, text: str = "<value>DISABLE</value>") -> str:
    return f"<setting><name>{name}</name>{text}</setting>"


def put(client: Client, key: int, *settings: str, kind: str = "user") -> Any:
    path = f"/user-permission/{key}" if kind == "user" else f"/user-group-permission/{key}"
    return client.rest("PUT", path, f"<{kind}><permissions>{''.join(settings)}</permissions></{kind}>")
