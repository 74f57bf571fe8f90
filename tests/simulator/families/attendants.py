# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Auto attendants: /rest/auto-attendant everywhere, and /api/autoattendant of the fork."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

from werkzeug.wrappers import Response

from .. import names, people
from ..api_engine import ApiRoute
from ..beans import Parsed
from ..calls import JSON, PLAIN, Call, empty
from ..errors import JavaError, Refused, UserError, null_pointer
from ..family import Family
from ..rest_engine import RestRoute
from ..world import Record, World
from .attendant_beans import (
    ACTIONS,
    ATTENDANT,
    ATTENDANT_FIELDS,
    ATTENDANT_LIST,
    GENERAL,
    GENERAL_DEFAULTS,
    INFO,
    KEYS,
    SETTINGS,
    SPECIAL,
    SPECIAL_API,
    complete,
    seed,
)

JAVA = "org.sipfoundry.sipxconfig.dialplan.AutoAttendant"
IN_USE = "org.sipfoundry.sipxconfig.dialplan.AttendantInUseException"
NUMBER = "java.lang.NumberFormatException"
PSEUDO, CUT = "xcf", 4
"""What the name of an attendant without system id begins with, and how many letters of it are cut off."""


def _names(world: World) -> Iterator[tuple[names.Owner, str]]:
    for attendant in world.table("attendants"):
        yield ("attendants", attendant["id"]), attendant["name"]
    did = world.section("attendant_settings").get("liveDid")
    if did:
        yield ("attendant_settings", 0), did


names.SOURCES["attendants"] = _names


def _special(world: World) -> dict[str, Any]:
    """Whether special mode is on, and the id of the attendant that is selected for it."""
    section = world.section("special_mode")
    return {"on": bool(section.get("on")), "selected": section.get("selected")}


def _set_special(world: World, on: bool, selected: int | None) -> None:
    section = world.section("special_mode")
    section.clear()
    section.update({"on": True} if on else {})
    section.update({} if selected is None else {"selected": selected})


def _afterhour(world: World) -> int:
    found = world.table("attendants").find(systemId="afterhour")
    assert found is not None
    return int(found["id"])


# ---- /rest


def _list(call: Call) -> Response:
    special = _special(call.world)
    rows = [
        {"name": row["name"], "systemId": row["systemId"], "specialSelected": special["on"] and special["selected"] == row["id"]}
        for row in call.world.table("attendants")
    ]
    return call.show_items("autoAttendants", INFO, rows)


def _mode(call: Call) -> Response:
    return call.show(SPECIAL, {"specialMode": _special(call.world)["on"]})


def _mode_on(call: Call) -> Response:
    """Turns the selection over as well: none becomes afterhour, any becomes none."""
    selected = _special(call.world)["selected"]
    _set_special(call.world, True, _afterhour(call.world) if selected is None else None)
    return empty(204)


def _mode_off(call: Call) -> Response:
    _set_special(call.world, False, None)
    return empty(204)


def _addressed(call: Call) -> Record:
    """The attendant of the path: by system id, or xcf- and its id."""
    text = call.params["attendant"]
    if not text.startswith(PSEUDO):
        found = call.world.table("attendants").find(systemId=text)
        if found is None:
            raise Refused(400)
        return found
    rest = text[CUT:]
    if not rest.isdigit():
        raise JavaError(NUMBER, f'For input string: "{rest}"')
    found = call.world.table("attendants").get(int(rest))
    if found is None:
        raise JavaError(
            "org.springframework.orm.hibernate3.HibernateObjectRetrievalFailureException",
            f"No row with the given identifier exists: [{JAVA}#{rest}]",
        )
    return found


def _select(call: Call) -> Response:
    attendant, special = _addressed(call), _special(call.world)
    none = special["on"] and special["selected"] is None
    _set_special(call.world, special["on"], _afterhour(call.world) if none else attendant["id"])
    return empty(204)


def _deselect(call: Call) -> Response:
    _addressed(call)
    if _special(call.world)["on"]:
        raise Refused(409)
    _set_special(call.world, False, None)
    return empty(204)


def _live_rule(call: Call) -> Record:
    """The one rule whose extension and live attendant code, one after the other, are the code of the path."""
    code = call.params["code"]
    found = [
        rule
        for rule in call.world.table("rules")
        if rule["type"] == "Attendant" and rule.get("liveCode") and f"{rule['extension']}{rule['liveCode']}" == code
    ]
    if len(found) != 1:
        raise Refused(404)
    return found[0]


def _live_on(call: Call) -> Response:
    rule = _live_rule(call)
    rule["enableLiveAttendant"] = True
    rule.pop("liveOffSince", None)
    return empty(200)


def _live_off(call: Call) -> Response:
    """Off for a time, which begins anew with each call."""
    rule = _live_rule(call)
    rule["enableLiveAttendant"] = False
    rule["liveOffSince"] = time.time_ns()
    return empty(200)


FAMILY = Family(
    "attendants",
    rest=(
        RestRoute("/auto-attendant", get=_list),
        RestRoute("/auto-attendant/specialmode", get=_mode, put=_mode_on, delete=_mode_off, modifiable=True),
        RestRoute("/auto-attendant/{attendant}/special", put=_select, delete=_deselect, modifiable=True),
        RestRoute("/auto-attendant/livemode/{code}", put=_live_on, delete=_live_off, modifiable=True, no_get=404),
    ),
    seed=seed,
)


# ---- /api


def _load(call: Call, missing: Exception | None = None) -> Record:
    found = call.world.table("attendants").find(name=call.params["name"])
    if found is None:
        raise missing or Refused(404)
    return found


def _show(call: Call, attendant: Record) -> Record:
    branches = (call.world.table("branches").get(key) for key in attendant.get("locations", ()))
    return {
        **complete(attendant),
        "locations": [branch["name"] for branch in branches if branch is not None],
        "systemName": attendant["systemId"] or f"{PSEUDO}{attendant['id']}",
    }


def _api_list(call: Call) -> Response:
    rows = [_show(call, attendant) for attendant in call.world.table("attendants")]
    return call.show(ATTENDANT_LIST, {"autoAttendands": rows})


def _api_get(call: Call) -> Response:
    return call.show(ATTENDANT, _show(call, _load(call)))


def _menu(items: list[Parsed] | None) -> dict[str, Any]:
    """By key: an unknown key is dropped, an unknown action is none, the last one of a key wins."""
    if items is None:
        raise null_pointer()
    menu = {}
    for item in items:
        if item["action"] is None or item["dialPad"] is None:
            raise null_pointer()
        if item["dialPad"] in KEYS:
            action = item["action"] if item["action"] in ACTIONS else None
            menu[item["dialPad"]] = {"action": action, "parameter": item["parameter"]}
    return menu


def _kept(stored: Record | None, parsed: Parsed, field: str, left_out: str) -> Any:
    """A text that a null leaves as it is, and that is reset when it is left out."""
    if field not in parsed.given:
        return left_out
    if parsed[field] is None:
        return left_out if stored is None else complete(stored)[field]
    return parsed[field]


def _content(call: Call, stored: Record | None) -> dict[str, Any]:
    parsed, world = call.parsed, call.world
    given = parsed["autoattendantSettings"]
    if given is None or parsed["locations"] is None:
        raise null_pointer()
    content: dict[str, Any] = {"lang": _kept(stored, parsed, "lang", "default")}
    for field in ("allowDial", "denyDial"):
        content[field] = _kept(stored, parsed, field, "")
        try:
            re.compile(content[field])
        except re.error:
            raise UserError(f"&error.invalid.{field}Expression") from None
    for field in ATTENDANT_FIELDS:
        if parsed[field] is not None or stored is None:
            content[field] = parsed[field]
    content["menu"] = _menu(parsed["autoattendantMenus"])
    content["locations"] = [row["id"] for row in world.table("branches") if row["name"] in parsed["locations"]]
    content["settings"] = {field.name: given[field.name] for field in SETTINGS.fields}
    if names.owner_of(world, [content.get("name")], None if stored is None else ("attendants", stored["id"])):
        raise UserError("&error.nameInUse.long", people.NAME_IN_USE)
    return content


def _api_create(call: Call) -> int:
    return call.world.table("attendants").add(_content(call, None))


def _api_update(call: Call) -> int:
    """Dial rules refer to the record, so a new name does not lose them."""
    attendant = _load(call)
    before = attendant["name"]
    attendant.update(_content(call, attendant))
    for rule in call.world.table("rules"):
        for field in ("afterHoursAttendant", "holidayAttendant", "workingTimeAttendant"):
            if rule.get(field) == before:
                rule[field] = attendant["name"]
    key: int = attendant["id"]
    return key


def _api_delete(call: Call) -> None:
    attendant = _load(call, null_pointer())
    if attendant["systemId"]:
        raise UserError("&error.operatorDelete", IN_USE)
    fields = ("afterHoursAttendant", "holidayAttendant", "workingTimeAttendant")
    if any(rule.get(field) == attendant["name"] for rule in call.world.table("rules") for field in fields):
        raise UserError("&error.attendantInUse", IN_USE)
    if _special(call.world)["selected"] == attendant["id"]:
        _set_special(call.world, False, None)
    call.world.table("attendants").remove(attendant["id"])


def _general(call: Call) -> Response:
    return call.show(GENERAL, {**GENERAL_DEFAULTS, **call.world.section("attendant_settings")})


def _set_general(call: Call) -> int:
    """Replaces all of it: what is left out is blank."""
    if names.owner_of(call.world, [call.parsed["liveDid"]], ("attendant_settings", 0)):
        raise UserError("&error.nameInUse.long", people.NAME_IN_USE)
    call.world.section("attendant_settings").update(call.parsed)
    return 1


def _api_mode(call: Call) -> Response:
    special = _special(call.world)
    selected = call.world.table("attendants").get(special["selected"])
    return call.show(SPECIAL_API, {"useSpecialAa": special["on"], "specialAaName": selected and selected["name"]})


def _set_api_mode(call: Call) -> Response:
    """Switching on with none selected takes afterhour, whatever the name says; an unknown name is none."""
    parsed, special = call.parsed, _special(call.world)
    named = call.world.table("attendants").find(name=parsed["specialAaName"])
    selected = None if named is None else int(named["id"])
    if parsed["useSpecialAa"] and special["selected"] is None:
        selected = _afterhour(call.world)
    _set_special(call.world, parsed["useSpecialAa"], selected)
    return call.say(parsed["specialAaName"] or "", media=PLAIN)


_ONLY_JSON = (JSON,)
FORK = Family(
    "attendants_api",
    api=(
        ApiRoute("GET", "/autoattendant", _api_list),
        ApiRoute("POST", "/autoattendant", _api_create, body=ATTENDANT),
        ApiRoute("GET", "/autoattendant/settings", _general, produces=_ONLY_JSON),
        ApiRoute("PUT", "/autoattendant/settings", _set_general, body=GENERAL, consumes=_ONLY_JSON),
        ApiRoute("GET", "/autoattendant/specialmode", _api_mode, produces=_ONLY_JSON),
        ApiRoute("PUT", "/autoattendant/specialmode", _set_api_mode, body=SPECIAL_API, consumes=_ONLY_JSON),
        ApiRoute("GET", "/autoattendant/{name}", _api_get),
        ApiRoute("PUT", "/autoattendant/{name}", _api_update, body=ATTENDANT),
        ApiRoute("DELETE", "/autoattendant/{name}", _api_delete),
    ),
    only=lambda edition: edition.name == "fork",
)
