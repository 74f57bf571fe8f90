# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Audio files of a service: the five operations below `.../prompts`, the same for every directory."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Callable

from werkzeug.wrappers import Response

from ..api_engine import ApiRoute
from ..beans import Bean, Field, Int, Listing, Nested
from ..calls import Call
from ..errors import Refused, null_pointer
from ..family import Family
from ..world import World

FILE = Bean("File", (Field("name"), Field("type"), Field("size", Int()), Field("path")))
FILE_LIST = Bean("Files", (Field("files", Listing(Nested(FILE), "File")),))
STORE = "prompts"
"""The part of the state with the files: base64 by name, by directory."""

AUDIO = ("audio/x-wav", "audio/mpeg")
MULTIPART = "multipart/form-data"
ROOT = "/var/sipxdata/mediaserver"
TYPES = {"wav": "audio/x-wav", "mp3": "audio/mpeg"}
SHIPPED = {"orbits": ("default.wav",), "pagegroups": ("TadaTada.wav", "fanfare.wav"), "moh": ("default.wav",)}
SILENCE = base64.b64decode("UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=")
"""A sound file without a sound in it."""


def files(world: World, directory: str) -> dict[str, str]:
    """The files of a directory, base64 by name (changed in place)."""
    found: dict[str, str] = world.section(STORE).setdefault(directory, {})
    return found


def walked(world: World, directory: str) -> list[tuple[str, str, str]]:
    """Place, name and content of every file of a directory and of those below it (DIRECTORY/NAME, such as moh/4021)."""
    places = [place for place in world.section(STORE) if place == directory or place.startswith(f"{directory}/")]
    return [(place, name, content) for place in places for name, content in files(world, place).items()]


def media_type(name: str) -> str | None:
    """The media type that the operating system guesses from a name."""
    return TYPES.get(name.rpartition(".")[2]) or mimetypes.guess_type(name)[0]


def prompt_routes(prefix: str, directory: Callable[[Call], str], audio_only: bool = False) -> list[ApiRoute]:
    """The operations below `prefix`/prompts; directory names the place of the files for a call."""

    def listing(call: Call) -> Response:
        shown = []
        for place, name, content in walked(call.world, directory(call)):
            if audio_only and not name.endswith((".wav", ".mp3")):
                continue
            size = len(base64.b64decode(content))
            shown.append({"name": name, "type": media_type(name), "size": size, "path": f"{ROOT}/{place}/{name}"})
        return call.show(FILE_LIST, {"files": shown})

    def upload(call: Call) -> Response | None:
        stored = files(call.world, directory(call))
        parts = [part for _name, part in call.http.files.items(multi=True)]
        quoted = call.body.count(b'filename="')
        if not parts or len(call.http.form) or quoted < len(parts):
            raise null_pointer()
        failed = []
        for part in parts:
            name = part.filename or ""
            if name in stored:
                failed.append(name)
            else:
                stored[name] = base64.b64encode(part.stream.read()).decode()
        return call.say(",".join(failed), 500) if failed else None

    def content(call: Call) -> bytes:
        found = files(call.world, directory(call)).get(call.params["prompt"])
        if found is None:
            raise Refused(404, "Prompt not found")
        return base64.b64decode(found)

    def download(call: Call) -> Response:
        response = stream(call)
        response.headers["Content-Disposition"] = f"attachment; filename={call.params['prompt']}"
        return response

    def stream(call: Call) -> Response:
        body = content(call)
        return Response(body, 200, content_type=media_type(call.params["prompt"]) or "application/octet-stream")

    def delete(call: Call) -> None:
        content(call)
        del files(call.world, directory(call))[call.params["prompt"]]

    root = f"{prefix}/prompts"
    return [
        ApiRoute("GET", root, listing),
        ApiRoute("POST", root, upload, consumes=(MULTIPART,), reads_text=True),
        ApiRoute("GET", f"{root}/{{prompt}}", download, produces=AUDIO),
        ApiRoute("DELETE", f"{root}/{{prompt}}", delete),
        ApiRoute("GET", f"{root}/{{prompt}}/stream", stream, produces=AUDIO),
    ]


def _seed(world: World) -> None:
    for directory, names in SHIPPED.items():
        files(world, directory).update({name: base64.b64encode(SILENCE).decode() for name in names})


FAMILY = Family(
    "prompts",
    api=(
        *prompt_routes("/moh", lambda call: "moh"),
        *prompt_routes("/pagegroups", lambda call: "pagegroups", audio_only=True),
        *prompt_routes("/orbits", lambda call: "orbits", audio_only=True),
    ),
    seed=_seed,
)
