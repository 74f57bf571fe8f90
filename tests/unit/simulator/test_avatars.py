# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pictures of users: /rest/avatar."""

from __future__ import annotations

import base64

from .clients import Client

# ---- pictures

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def test_avatars_need_no_login(client: Client) -> None:
    stranger = Client(client.pbx, username="")
    response = stranger.rest("GET", "/avatar/nobody")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    response = stranger.send("POST", "/sipxconfig/rest/avatar/4127", files={"file": ("me.png", PIXEL, "image/png")})
    assert (response.status_code, response.content) == (200, b"")
    assert stranger.rest("GET", "/avatar/4127").content == PIXEL
    stranger.close()


def test_asking_for_a_png_is_not_acceptable(client: Client) -> None:
    for accept in ("image/png", "image/*"):
        assert client.rest("GET", "/avatar/4127", headers={"Accept": accept}).status_code == 406


def test_avatar_uploads_that_store_nothing(client: Client) -> None:
    url = "/sipxconfig/rest/avatar/4127"
    two = [("a", ("a.png", PIXEL)), ("b", ("b.png", PIXEL))]
    assert client.send("POST", url, data=b"x", headers={"Content-Type": "image/png"}).status_code == 200
    assert client.send("POST", url, files=two).status_code == 417
    assert client.send("POST", url, files={"file": ("a.txt", b"text")}).status_code == 400
    assert client.rest("GET", "/avatar/4127").content != PIXEL
    for method in ("PUT", "DELETE"):
        assert client.rest(method, "/avatar/4127", "x").status_code == 405


def test_the_fork_wants_its_part_named_file(fork: Client) -> None:
    url = "/sipxconfig/rest/avatar/4127"
    assert fork.send("POST", url, files={"picture": ("a.png", PIXEL)}).status_code == 400
    assert fork.send("POST", url, files={"file": ("a.png", PIXEL)}).status_code == 204
