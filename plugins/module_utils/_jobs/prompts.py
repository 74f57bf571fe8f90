# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Audio files of a PBX: sipx_prompt and sipx_prompt_info. Private to the collection."""

from __future__ import annotations

import os
import typing as t

from .._engine import mask
from .._engine.apply import converge
from .._engine.audio_file import AudioFile
from .._engine.world import World
from .._resource import Field
from .._resources import _audio
from .._wire import BadInput, NotFound, SipxError
from ._base import Job, Params, Report
from ._copies import absolute, copied

FIELDS = (Field("directory", "directory"), Field("name", "name"), Field("size", "size", "int"), Field("checksum", "checksum"))
#: The options of one file, also in a site document.
OPTIONS: dict[str, t.Any] = {
    "directory": {"type": "str", "choices": list(_audio.PATHS), "required": True},
    "name": {"type": "str"},
    "src": {"type": "path"},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "force": {"type": "bool", "default": False},
}
RULES = {"required_if": [("state", "present", ["src"]), ("state", "absent", ["name"])]}
_OF_THE_MODULE = {
    "required_if": [("state", "present", ["src", "dest"], True), ("state", "absent", ["name"])],
    "mutually_exclusive": [("src", "dest")],
    "required_by": {"dest": ["name"]},
}


def job() -> Job:
    return Job(spec={**OPTIONS, "dest": {"type": "path"}}, work=_work, rules=_OF_THE_MODULE)


def info_job() -> Job:
    spec = {"directory": {"type": "str", "choices": list(_audio.PATHS)}, "name": {"type": "str"}}
    return Job(spec=spec, work=_list)


def subject(params: Params, given: Params) -> AudioFile:
    """The file that the options ask for. Raises BadInput."""
    directory, gone = params["directory"], params["state"] == "absent"
    source = "" if gone else absolute("src", params["src"])
    name = params["name"] if params["name"] is not None else os.path.basename(source)
    problem = _audio.bad_name(directory, name, new=not gone)
    if problem:
        raise BadInput(f"name: {name!r} {problem}")
    return _file(directory, name, gone, source, bool(params["force"]))


def _file(directory: str, name: str, gone: bool = False, source: str = "", force: bool = False) -> AudioFile:
    return AudioFile(
        title=f"audio file {name!r} for {_audio.PURPOSES[directory]}",
        values={"directory": directory, "name": name},
        folder=_audio.listing(directory),
        files=lambda reader: _audio.files(reader, directory),
        gone=gone,
        source=source,
        check=lambda file: _audio.bad_content(name, file),
        spare=lambda reader, rows: _audio.spare(reader, directory, name, rows, force),
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    if params["dest"] is not None:
        return _fetch(params, world)
    file = subject(params, given)
    outcome = converge(file, world, retries)
    diff = mask.diff(FIELDS, outcome.before, outcome.after, file.title)
    return Report(outcome.changed, {"prompt": mask.record(FIELDS, outcome.after)}, diff, outcome.warnings)


def _fetch(params: Params, world: World) -> Report:
    """A copy of the file here. Nothing is written to the PBX."""
    if params["state"] == "absent":
        raise BadInput("dest: a file that shall be absent cannot be fetched; leave dest out, or fetch it in a task before")
    directory, name = params["directory"], params["name"]
    dest = absolute("dest", params["dest"])
    problem = _audio.bad_name(directory, name, new=False)
    if problem:
        raise BadInput(f"name: {name!r} {problem}")
    file = _file(directory, name)
    try:
        return _copied(file, os.path.join(dest, name) if os.path.isdir(dest) else dest, world)
    except SipxError as error:
        error.resource = error.resource or file.title
        raise


def _copied(file: AudioFile, dest: str, world: World) -> Report:
    world.begin()
    try:
        content = file.content(world)
    except NotFound as error:
        raise _unknown(file, world) from error
    before, after = copied(world, dest, content)
    diff = {"before": before, "after": after, "before_header": dest, "after_header": dest}
    return Report(before != after, {"prompt": {**file.values, **after}}, diff)


def _unknown(file: AudioFile, world: World) -> SipxError:
    directory = file.values["directory"]
    return _audio.unknown(directory, file.name, "name", _audio.files(world, directory), world.later)


def _list(params: Params, given: Params, world: World, retries: int) -> Report:
    world.begin()
    directories = [params["directory"]] if params["directory"] else list(_audio.PATHS)
    shown = []
    for directory in directories:
        for name, row in sorted(_audio.files(world, directory).items()):
            if params["name"] in (None, name):
                used_by = _audio.users_of(world, directory, name)
                shown.append({"directory": directory, "name": name, "size": row["size"], "type": row.get("type"), "used_by": used_by})
    return Report(False, {"prompts": shown, "count": len(shown)})
