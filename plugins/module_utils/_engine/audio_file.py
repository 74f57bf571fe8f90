# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An audio file of a PBX: what is in it, what shall be in it, and the writes between. Private to the collection.

Source of the facts: wire/prompts.yml. The server never overwrites a file and tells no checksum: another content means delete
and upload, and only reading a file tells what is in it. A run that stops in between leaves no file; the next uploads it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import typing as t

from .._resource import Raw, Reader, Step, Values
from .._wire import ANY, BadInput, Call, LocalFile, NotFound, Upload
from .plan import Change, Plan
from .world import World

Rows = t.Mapping[str, Raw]
#: The size that the server shows of a file that it cannot read.
_UNREADABLE = -1


@dataclasses.dataclass
class AudioFile:
    """What converge() (see apply) handles for such a file. C(source) is the path of the file here that it shall be like."""

    title: str
    values: Values
    """C(directory) and C(name), as the result shows them."""
    folder: Call
    """The list of the directory."""
    files: t.Callable[[Reader], dict[str, Raw]]
    """The files of the directory now, by name."""
    gone: bool
    source: str
    check: t.Callable[[LocalFile], str | None]
    """What is wrong with the file here, in words that follow it."""
    spare: t.Callable[[Reader, Rows], list[str]]
    """Before it is deleted: refuses, or gives warnings."""

    @property
    def name(self) -> str:
        return str(self.values["name"])

    @property
    def place(self) -> Call:
        """Reads the file."""
        return Call("GET", self.folder.path + "/{name}", {"name": self.name}, accept=ANY, raw=True)

    def look(self, world: World) -> Plan:
        rows = self.files(world)
        if self.gone:
            return self._removal(world, rows)
        wanted = self._wanted(world)
        after = {**self.values, "size": wanted.size, "checksum": wanted.checksum}
        before = self._now(world, rows.get(self.name), wanted.size)
        if before is None:
            return Plan([self._upload(f"upload {self.title}", creates=True)], [Change("checksum", None, wanted.checksum)], None, after)
        changes = [Change(name, before[name], after[name]) for name in ("size", "checksum") if before[name] != after[name]]
        if not changes:
            return Plan([], [], before, before)
        steps = [self._delete(f"delete the old content of {self.title}"), self._upload(f"upload {self.title}, which is missing now")]
        return Plan(steps, changes, before, after)

    def wrote(self, world: World, ident: t.Any) -> None:
        world.renew()

    def pretend(self, world: World, planned: Plan) -> None:
        rows = {name: row for name, row in self.files(world).items() if name != self.name}
        if planned.after is not None:
            rows[self.name] = {"path": f"{_folder_of(self.folder, rows)}/{self.name}", **planned.after}
        world.pretend_answer(self.folder, {"files": list(rows.values())})

    def content(self, world: World) -> bytes:
        """What is in it. Not kept among what is read, since it may be large. Raises NotFound."""
        return t.cast(bytes, world.client.send(self.place).data)

    def _wanted(self, world: World) -> LocalFile:
        file = world.files.local(self.source)
        if file is None:
            raise BadInput(f"src: there is no file {self.source} where the task runs; name one that is there")
        problem = self.check(file)
        if problem:
            raise BadInput(f"src: {self.source} {problem}")
        return file

    def _now(self, world: World, row: Raw | None, wanted_size: int) -> Values | None:
        """The file as it is. Another size tells that the content is another one, which spares reading it."""
        if row is None:
            return None
        checksum = row.get("checksum")  # it exists only in the plan of a check mode run
        if checksum is None and row["size"] in (wanted_size, _UNREADABLE):
            try:
                checksum = hashlib.sha256(self.content(world)).hexdigest()
            except NotFound:  # deleted since it was listed
                return None
        return {**self.values, "size": row["size"], "checksum": checksum}

    def _removal(self, world: World, rows: Rows) -> Plan:
        row = rows.get(self.name)
        if row is None:
            return Plan([], [], None, None)
        warnings = self.spare(world, rows)
        return Plan([self._delete(f"delete {self.title}")], [], {**self.values, "size": row["size"]}, None, None, warnings)

    def _delete(self, does: str) -> Step:
        return Step(Call("DELETE", self.folder.path + "/{name}", {"name": self.name}, accept=ANY), does)

    def _upload(self, does: str, creates: bool = False) -> Step:
        return Step(Call("POST", self.folder.path, body=Upload(self.source, self.name), accept=ANY), does, creates)


def _folder_of(folder: Call, rows: Rows) -> str:
    """The path that the server shows before the names; for an empty directory any that ends like it."""
    paths = [str(row["path"]).rpartition("/")[0] for row in rows.values()]
    return paths[0] if paths else folder.path.rpartition("/")[0]
