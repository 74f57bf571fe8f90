# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Park orbits. Source of the facts: wire/park_orbits.yml.

The record is replaced as a whole: what a request leaves out is off or nothing, and without a server it fails. Its settings
are kept beside it (see _park_orbit_settings). Private to the collection.
"""

from __future__ import annotations

import re

from .._resource import Field, Reader, Resource, Seen, Values, Wanted
from .._wire import SELF, BadInput, Call, Refused
from . import _audio, _checks, _park_orbit_settings

SHIPPED_MUSIC = "default.wav"
_SIP_USER = re.compile(r"(?:[-_.!~*'()&=+$,;?/a-zA-Z0-9]|%[0-9a-fA-F]{2}){1,40}")
_EXTENSION = re.compile(r"[0-9*]{1,15}")


def _name(value: str) -> str | None:
    if _SIP_USER.fullmatch(value):
        return None
    return "is no name of an orbit: write up to 40 letters, digits and marks such as - _ . without blanks"


def _extension(value: str) -> str | None:
    return None if _EXTENSION.fullmatch(value) else "is no extension of an orbit: write up to 15 digits or *, such as 7701"


def _host(value: str) -> str | None:
    return "is a number: write the host name of the server, such as pbx1.example.com" if value.isdigit() else _checks.name(value)


def _examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    values = {**seen.values, **wanted.values}
    if values["name"] == values.get("extension"):
        raise BadInput(f"extension: {values['extension']!r} is the name of the park orbit, too; the PBX wants them to differ")
    _refuse_taken(reader, wanted, seen)
    _need_server(reader, wanted, seen)
    _need_music(reader, wanted, seen)


def _refuse_taken(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    """Both names are taken by other orbits alike. A new orbit with the extension of an old one is that one, renamed."""
    mine = {option: wanted.values.get(option) for option in ("name", "extension")}
    for row in reader.rows("park_orbit"):
        if seen.raw is not None and row["id"] == seen.ident:
            continue
        for option, value in mine.items():
            if value and value in (row["name"], row["extension"]):
                raise BadInput(
                    f"{option}: {value!r} belongs to the park orbit {row['name']!r} (extension {row['extension']}); choose another"
                    + ("" if seen.raw else f", or rename that one with old_name: {row['name']}")
                )


def _need_server(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    """The server of a new orbit is the only one there is; of several, one must be named."""
    if wanted.values.get("server") is None and seen.raw is None:
        hosts = [str(row["host"]) for row in reader.rows("server")]
        if len(hosts) != 1:
            raise BadInput(f"there is no park orbit {wanted.key!r} yet, and a new one needs server, which is one of {', '.join(hosts)}")
        seen.facts["server"] = hosts[0]


def _need_music(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    music = wanted.values.get("music")
    if music:
        _audio.need(reader, _audio.PARK_ORBITS, music, "music")
    seen.facts["music"] = set(_audio.files(reader, _audio.PARK_ORBITS))
    if seen.raw is None and "music" not in wanted.values and SHIPPED_MUSIC not in seen.facts["music"]:
        raise BadInput(
            f"music: a new park orbit has {SHIPPED_MUSIC}, and the PBX has no such file any more;"
            " name another, write null for none, or upload it with sipx_prompt"
        )


def _of_a_new_one(after: Values, wanted: Wanted, seen: Seen) -> Values:
    if seen.raw is not None:
        return {}
    settings = {name: value for name, value in seen.values.items() if name in _park_orbit_settings.OPTIONS}
    return {**settings, **({"server": seen.facts["server"]} if "server" in seen.facts else {})}


def _finished(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    """With a server in any case. A file that an orbit plays can be deleted; then the server refuses every change of it."""
    if after["music"] and after["music"] not in seen.facts["music"] and "music" not in wanted.values:
        raise Refused(
            f"park orbit {wanted.key!r} plays {after['music']!r}, which is not among the audio files for park orbits any more, and so the"
            " server refuses every change: set music to one that is there or to null, or upload the file again with sipx_prompt"
        )
    return {**payload, "server": after["server"]}


PARK_ORBIT = Resource(
    kind="park_orbit",
    title="park orbit",
    plural="park orbits",
    key="name",
    fields=(
        Field("name", "name", required=True, clearable=False, check=_name),
        Field("extension", "extension", required=True, clearable=False, check=_extension),
        Field("description", "description", check=_checks.short_text),
        Field("enabled", "enabled", "bool", create=True),
        Field("server", "server", clearable=False, ref="server", check=_host),
        Field("music", "music", create=SHIPPED_MUSIC),
        *_park_orbit_settings.FIELDS,
    ),
    rows_call=Call("GET", "/api/orbits"),
    rows_at=("orbits",),
    item=Call("GET", "/api/orbits/{id}", {"id": SELF}),
    create=Call("POST", "/api/orbits"),
    update=Call("PUT", "/api/orbits/{id}", {"id": SELF}),
    delete=Call("DELETE", "/api/orbits/{id}", {"id": SELF}),
    examine=_examine,
    foretell=_of_a_new_one,
    finish=_finished,
    parts=(_park_orbit_settings.PART,),
)
