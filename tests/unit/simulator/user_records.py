# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the tests of /api/users share."""

from __future__ import annotations

from typing import Any

from .clients import Client
from .records import NO_ADDRESS, get

QUAY = {**NO_ADDRESS, "country": "NO", "street": "Quay 4", "city": "Bergen", "zip": "5003"}
LENA: dict[str, Any] = {
    "userName": "4127",
    "lastName": "Ortega",
    "firstName": "Lena",
    "aliases": ["lortega"],
    "sipPassword": "r7Tq0z9LbW4d",
    "pintoken": "kV82mmQx",
    "voicemailPin": "1234",
    "branchName": "harbour",
    "userProfile": {"jobTitle": "clerk", "emailAddress": "Lena@pbx.example", "emailAddressAliasesSet": []},
    "groups": [{"name": "frontdesk"}],
}


def harbour(client: Client) -> int:
    body = (
        "<branch><name>harbour</name><address><street>Quay 4</street><city>Bergen</city><country>NO</country>"
        "<zip>5003</zip></address></branch>"
    )
    assert client.rest("PUT", "/branch", body).status_code == 201
    return 3


def put(client: Client, body: dict[str, Any], name: str = "4127") -> Any:
    return client.api("PUT", f"/users/{name}", json=body)


def profile(client: Client, name: str = "4127") -> dict[str, Any]:
    found: dict[str, Any] = get(client, name)["userProfile"]
    return found


def names(client: Client, query: str = "") -> list[str]:
    response = client.api("GET", f"/users{query}")
    assert response.status_code == 200, response.text
    return [row["userName"] for row in response.json()["users"]]
