# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Pictures of users: /rest/avatar/{user}, open to everybody."""

from __future__ import annotations

import base64

from werkzeug.wrappers import Response

from ..calls import Call
from ..errors import Refused
from ..family import Family
from ..rest_engine import RestRoute

STORE = "avatars"
PNG = "image/png"
DEFAULT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")
"""The picture of who has none (one pixel; the real one is 128x128)."""

_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM")


def _get(call: Call) -> Response:
    stored = call.world.section(STORE).get(call.params["user"])
    return Response(DEFAULT if stored is None else base64.b64decode(stored), 200, content_type=PNG)


def _upload(call: Call) -> None:
    """Stores the one file of a form; a body of another kind is ignored. The picture is kept as it came."""
    if not call.body or call.content_type != "multipart/form-data":
        return
    files = list(call.http.files.items(multi=True))
    if len(files) + len(call.http.form) != 1:
        raise Refused(417)
    if not files or (call.edition.name == "fork" and files[0][0] != "file"):
        raise Refused(400)
    content = files[0][1].stream.read()
    if not content.startswith(_MAGIC):
        raise Refused(400)
    call.world.section(STORE)[call.params["user"]] = base64.b64encode(content).decode()


FAMILY = Family(
    "avatars",
    rest=(RestRoute("/avatar/{user}", get=_get, post=_upload, variants=("text/plain", "application/octet-stream")),),
)
