# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The directories of audio files of a PBX, and who uses what is in them. Source of the facts: wire/prompts.yml.

Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Raw, Reader
from .._wire import Call, LocalFile, Refused, SipxError, unknown_reference

MOH = "moh"
PAGE_GROUPS = "page_groups"
PARK_ORBITS = "park_orbits"
#: Below each of these paths the same calls list, take, give and delete files. By directory.
PATHS = {MOH: "/api/moh/prompts", PAGE_GROUPS: "/api/pagegroups/prompts", PARK_ORBITS: "/api/orbits/prompts"}
#: What the files are for, in words.
PURPOSES = {MOH: "music on hold", PAGE_GROUPS: "the page groups", PARK_ORBITS: "the park orbits"}
#: What the server lists for page groups and park orbits, and plays.
ENDINGS = (".wav", ".mp3")
_LONGEST_NAME = 255
#: Which field of which kind of record names a file of a directory.
_USED_BY = {PAGE_GROUPS: ("page_group", "sound"), PARK_ORBITS: ("park_orbit", "music")}


def listing(directory: str) -> Call:
    return Call("GET", PATHS[directory])


def files(reader: Reader, directory: str) -> dict[str, Raw]:
    """The files of a directory itself, by name: name, size, path. Those of the personal directories below it are left out."""
    rows: list[Raw] = reader.get(listing(directory))["files"]
    top = _top(directory, rows)
    return {str(row["name"]): row for row in rows if _folder(row) == top}


def need(reader: Reader, directory: str, name: str, option: str) -> None:
    """Raises UnknownReference, with the nearest names, where there is no such file."""
    there = files(reader, directory)
    if name not in there:
        raise unknown(directory, name, option, there, "; sipx_prompt uploads one" + reader.later)


def unknown(directory: str, name: str, option: str, there: t.Iterable[str], more: str = "") -> SipxError:
    return unknown_reference(option, f"audio file for {PURPOSES[directory]} named", "such files", name, there, more)


def bad_name(directory: str, name: str, new: bool) -> str | None:
    """What is wrong with the name of a file, in words that follow it. A file that is to go may be of any kind."""
    if not name.strip() or name != name.strip() or name in (".", ".."):
        return "is no file name: write it without blanks around it"
    if any(letter in '/\\"' or not " " <= letter <= "~" for letter in name):
        return "holds a slash, quote, accent or control character, which the PBX might store as another name: use letters, digits and - _ ."
    if len(name) > _LONGEST_NAME:
        return f"is longer than {_LONGEST_NAME} characters"
    if name.endswith((".xml", ".json")):
        return "ends in .xml or .json, which the server cuts off: such a file could be neither read nor deleted"
    if not name.endswith(ENDINGS) and (new or directory != MOH):
        return "must end in .wav or .mp3, in lower case: nothing else is listed and played"
    return None


def bad_content(name: str, file: LocalFile) -> str | None:
    """What is wrong with a file that shall get this name. The server stores anything, and calls would be silent."""
    head = file.head
    if name.endswith(".wav") and not (head[:4] in (b"RIFF", b"RIFX", b"RF64") and head[8:12] == b"WAVE"):
        return "does not begin like a WAV file (RIFF ... WAVE), so callers would hear nothing: convert it"
    if name.endswith(".mp3") and not (head[:3] == b"ID3" or (head[:1] == b"\xff" and head[1:2] >= b"\xe0")):
        return "does not begin like an MP3 file (ID3, or a frame of sound), so callers would hear nothing: convert it"
    return None


def spare(reader: Reader, directory: str, name: str, there: t.Iterable[str], force: bool) -> list[str]:
    """Before a file is deleted: refuses while it is used, warns of silence. The server does neither."""
    users = users_of(reader, directory, name)
    if users and not force:
        raise Refused(
            f"{name!r} is used by {', '.join(users[:10])}: the PBX would delete it all the same, and then refuse every change of them. Give"
            " them another file first, or set force=true"
        )
    if directory == MOH and list(there) == [name]:
        return [f"{name!r} is the last file of music on hold: callers on hold may hear nothing until another is uploaded"]
    return []


def users_of(reader: Reader, directory: str, name: str) -> list[str]:
    """The records that name a file, in words. Of music on hold nobody names a file: all of them are played."""
    if directory not in _USED_BY:
        return []
    kind, field = _USED_BY[directory]
    resource_rows = reader.rows(kind)
    return [f"{kind.replace('_', ' ')} {_name_of(kind, row)}" for row in resource_rows if row.get(field) == name]


def _name_of(kind: str, row: Raw) -> str:
    return repr(str(row["pageGroupNumber"] if kind == "page_group" else row["name"]))


def _folder(row: Raw) -> str:
    return str(row.get("path") or "").rpartition("/")[0]


def _top(directory: str, rows: list[Raw]) -> str | None:
    """The folder of the directory itself. That of music on hold ends in moh, with a personal folder for each user below it."""
    folders = {_folder(row) for row in rows}
    if directory == MOH:
        folders = {folder for folder in folders if folder.endswith("/" + MOH)}
    return min(folders, key=len, default=None)
