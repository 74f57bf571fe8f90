# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The conferences of users: the own list, and the settings of anybody's conference by name.

REST can make no conference: the state holds them, each with at least name, extension and owner (the id of a user or None).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.wrappers import Response

from .. import names, people
from ..beans import Bean, Bool, Field, Int
from ..calls import Call
from ..errors import Refused, UserError, null_pointer
from ..family import Family
from ..rest_engine import RestRoute
from ..world import Record, World

TABLE = "conferences"
CODES = ("accessCode", "moderatorCode")
MUSIC = ("FILES_SRC", "SOUNDCARD_SRC", "NONE")
DEFAULTS: dict[str, Any] = {
    "enabled": True,
    "name": None,
    "description": None,
    "extension": None,
    "autorecorded": False,
    "accessCode": None,
    "moderatorCode": None,
    "quickstart": True,
    "video": False,
    "sendActiveVideoOnly": False,
    "maxMembers": 0,
    "moh": "FILES_SRC",
    "playEntryToneEnabled": True,
    "playExitToneEnabled": True,
    "recordAndPlayNameOnEntryEnabled": False,
    "recordAndPlayNameOnExitEnabled": False,
}
SWITCHES = tuple(name for name, value in DEFAULTS.items() if isinstance(value, bool))


def _field(name: str, reading: bool) -> Field:
    if name in SWITCHES and not reading:
        return Field(name, Bool())
    return Field(name, Int()) if name == "maxMembers" else Field(name)


_SETTING = tuple(name for name in DEFAULTS if name != "extension")
_JAVA = "org.sipfoundry.sipxconfig.rest.UserConferenceSettingsResource$Representable"
SETTING = Bean("setting", tuple(_field(name, False) for name in _SETTING), java=_JAVA)
SETTING_IN = Bean("setting", tuple(_field(name, True) for name in _SETTING), java=_JAVA)
"""Every word but true is false: the switches are read as texts."""
CONFERENCE = Bean("conference", tuple(_field(name, False) for name in ("enabled", "name", "description", "extension", "accessCode")))


def find(world: World, name: str) -> Record | None:
    """The conference of that name with all its values, as it stands in the (never decoded) path."""
    row = world.table(TABLE).find(name=name)
    return None if row is None else {**DEFAULTS, **row, "autorecorded": bool(row.get("autorecorded") and row.get("owner"))}


def _list(call: Call) -> Response:
    mine = [find(call.world, row["name"]) or {} for row in call.world.table(TABLE) if row.get("owner") == call.caller["id"]]
    return call.show_items("conferences", CONFERENCE, mine)


def _get(call: Call) -> Response:
    conference = find(call.world, call.params["name"])
    if conference is None:
        raise Refused(404)
    return call.show(SETTING, conference)


def _put(call: Call) -> None:
    """Merges; anybody may."""
    body, conference = call.read(SETTING_IN), find(call.world, call.params["name"])
    if conference is None:
        raise null_pointer()
    for name in body.given:
        value = body[name]
        if name in SWITCHES:
            value = value.strip().lower() == "true"
        elif name in CODES:
            value = value or None
        elif name == "moh" and value not in MUSIC:
            value = None
        conference[name] = value
    _check(call.world, conference)
    row = call.world.table(TABLE).get(conference["id"])
    assert row is not None
    row.update(conference)


def _check(world: World, conference: Record) -> None:
    if names.owner_of(world, [conference["name"]], (TABLE, conference["id"])) is not None:
        raise UserError("&error.nameInUse", people.NAME_IN_USE)
    access, moderator = (conference[code] for code in CODES)
    if moderator and not access:
        raise UserError("&error.moderator.and.participant.pin")
    if not conference["quickstart"] and not moderator:
        raise UserError("&error.non.qs.no.mod")
    if not conference["quickstart"] and moderator == access:
        raise UserError("&error.moderator.eq.participant")


def _names(world: World) -> Iterator[tuple[names.Owner, str]]:
    for row in world.table(TABLE):
        for name in (row["name"], row.get("extension")):
            if name:
                yield (TABLE, row["id"]), name


def _user_gone(world: World, user: Record) -> None:
    for row in world.table(TABLE):
        if row.get("owner") == user["id"]:
            world.table(TABLE).remove(row["id"])


names.SOURCES[TABLE] = _names
people.WHEN_USER_GOES.append(_user_gone)

FAMILY = Family(
    "my_conferences",
    rest=(
        RestRoute("/my/conferences", get=_list),
        RestRoute("/my/conferences/{name}", get=_get, put=_put, modifiable=True),
    ),
)
