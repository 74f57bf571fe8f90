# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phones and their lines: /api/phones."""

from __future__ import annotations

import fnmatch

from werkzeug.wrappers import Response

from .. import people
from ..api_engine import ApiRoute
from ..beans import Parsed, java_int
from ..calls import Call
from ..errors import Refused, UserError, no_row, null_pointer
from ..family import Family
from ..settings import SettingsView, settings_routes
from ..world import Record, World
from .api_pages import page
from .group_beans import GROUP_LIST
from .phone_beans import LINE, LINE_LIST, MODEL_LIST, PHONE
from .phone_models import known_versions, model_of, models
from .phone_profiles import queue
from .phone_views import CREDENTIALS, line_settings, phone_list, phone_settings, phones_of, show_line, show_phone

PHONE_CLASS = "org.sipfoundry.sipxconfig.phone.Phone"
LINE_CLASS = "org.sipfoundry.sipxconfig.phone.Line"
PACKAGE = "org.sipfoundry.sipxconfig.phone"


def load(call: Call, text: str = "") -> Record:
    """The phone of the path: a 32-bit number is an id, anything else a serial number. text is the body of a 404."""
    wanted = call.params["phone"]
    phones = call.world.table("phones")
    key = java_int(wanted)
    phone = phones.find(serialNo=wanted) if key is None else phones.get(key)
    if phone is not None:
        return phone
    if key is None or call.edition.name == "fork":
        raise Refused(404, text)
    raise no_row(PHONE_CLASS, key)


# ---- phones


def _list(call: Call) -> Response:
    return phone_list(call, page(call, list(call.world.table("phones"))))


def _by_line(call: Call) -> Response:
    """Phones with a line of a user whose name has the text in it (% and _ are wild), then by external lines."""
    text = call.query("lineFilter") or "null"
    pattern = "*" + "".join({"%": "*", "_": "?"}.get(c, f"[{c}]" if c in "*?[" else c) for c in text) + "*"
    inside, outside = [], []
    for phone in call.world.table("phones"):
        for line in phone["lines"]:
            user = call.world.table("users").get(line["user"])
            if user is not None and fnmatch.fnmatchcase(user["userName"], pattern):
                inside.append(phone)
            elif user is None and text in (line["settings"].get(CREDENTIALS["userId"]) or ""):
                outside.append(phone)
    return phone_list(call, inside + outside)


def list_models(call: Call) -> Response:
    """All models of the server."""
    return call.show(MODEL_LIST, {"models": [model.show() for model in models().values()]})


def _get(call: Call) -> Response:
    return call.show(PHONE, show_phone(call, load(call)))


def store_phone(world: World, phone: Record, before: Record | None = None) -> int:
    """Checks the serial number of a phone and stores it; returns the id."""
    serial = phone["serialNo"]
    if not model_of(phone["model"]).accepts(serial):
        raise UserError("&error.invalidSerialNumberException", f"{PACKAGE}.InvalidSerialNumberException")
    other = world.table("phones").find(serialNo=serial)
    if other is not None and (before is None or other["id"] != before["id"]):
        raise UserError("&error.duplicateSerialNumberException", f"{PACKAGE}.DuplicateSerialNumberException")
    if before is None:
        return world.table("phones").add(phone)
    before.update(phone)
    return int(before["id"])


def _take(call: Call, phone: Record, parsed: Parsed) -> None:
    if parsed["serialNo"] is None:
        raise null_pointer()
    phone["serialNo"] = parsed["serialNo"]
    phone["description"] = parsed["description"]
    version = parsed["deviceVersion"]
    phone["deviceVersion"] = version if version in known_versions() else None
    if parsed["groups"] is not None:
        phone["groups"] = people.join_named(call.world, phone, people.PHONES, parsed["groups"])


def new_phone(model: str) -> Record:
    """A phone with nothing in it."""
    return {
        "serialNo": None,
        "description": None,
        "deviceVersion": None,
        "model": model,
        "lines": [],
        "groups": [],
        "settings": {},
    }


def _create(call: Call) -> int:
    if call.parsed["model"] is None:
        raise Refused(404, "No such phone model defined")
    key = call.parsed["model"]["modelId"]
    if key is None:
        raise null_pointer()
    phone = new_phone(model_of(key).model)
    _take(call, phone, call.parsed)
    return store_phone(call.world, phone)


def _update(call: Call) -> int:
    phone = load(call)
    changed = {**phone, "groups": list(phone["groups"])}
    _take(call, changed, call.parsed)
    return store_phone(call.world, changed, phone)


def _delete(call: Call) -> None:
    call.world.table("phones").remove(load(call)["id"])


# ---- membership


def _groups(call: Call) -> Response:
    groups = people.groups_of(call.world, load(call))
    return call.show(GROUP_LIST, {"groups": [{**group, "count": None} for group in groups]})


def _clear_groups(call: Call) -> None:
    load(call)["groups"].clear()


def _add_group(call: Call) -> None:
    phone = load(call)
    key = people.join_group(call.world, people.PHONES, call.params["group"])
    if key not in phone["groups"]:
        phone["groups"].append(key)


def _remove_group(call: Call) -> None:
    phone = load(call)
    group = people.find_group(call.world, people.PHONES, call.params["group"])
    if group is None:
        raise Refused(404)
    if group["id"] in phone["groups"]:
        phone["groups"].remove(group["id"])


# ---- lines


def _find_line(call: Call) -> tuple[Record, Record]:
    """The phone and the line with the line id of the path, whatever phone the path names."""
    key = call.params["line"]
    for phone in call.world.table("phones"):
        for line in phone["lines"]:
            if line["id"] == key:
                return phone, line
    if call.edition.name == "fork":
        raise Refused(404, "Phone not found")
    raise no_row(LINE_CLASS, key)


def _lines(call: Call) -> Response:
    phone = load(call, "Phone not found")
    return call.show(LINE_LIST, {"lines": [show_line(call, phone, line) for line in phone["lines"]]})


def _line(call: Call) -> Response:
    return call.show(LINE, show_line(call, *_find_line(call)))


def _add_line(call: Call) -> None:
    phone, parsed = load(call, "Phone not found"), call.parsed
    line: Record = {"id": 0, "user": None, "settings": {}}
    if parsed["user"] is not None:
        user = people.find_user(call.world, parsed["user"])
        if user is None:
            raise Refused(404, "User not found")
        line["user"] = user["id"]
    else:
        line["settings"] = {path: parsed[name] for name, path in CREDENTIALS.items() if parsed[name] is not None}
        if model_of(phone["model"]).tree == "polycom" and parsed["voicemail"] is not None:
            line["settings"]["msg/mwiSubscribe"] = parsed["voicemail"]
    if len(phone["lines"]) >= model_of(phone["model"]).lines:
        raise UserError("&error.maxLinesException", f"{PACKAGE}.MaxLinesException")
    line["id"] = call.world.table("phones", "line").new_id()
    phone["lines"].append(line)


def _clear_lines(call: Call) -> None:
    load(call, "Phone not found")["lines"].clear()


def _delete_line(call: Call) -> None:
    phone = load(call, "Phone not found")
    owner, line = _find_line(call)
    if owner["id"] == phone["id"]:
        owner["lines"].remove(line)


def _user_gone(world: World, user: Record) -> None:
    """The lines of a deleted user go, and their phones get new profiles with a restart."""
    for phone in phones_of(world, user["id"]):
        phone["lines"] = [line for line in phone["lines"] if line["user"] != user["id"]]
        queue(world, [phone["id"]], restart=True)


people.WHEN_USER_GOES.append(_user_gone)


def _phone_view(call: Call) -> SettingsView:
    return phone_settings(call, load(call))


def _line_view(call: Call) -> SettingsView:
    return line_settings(call, *_find_line(call))


_LINE = "/phones/{phone}/lines/{line:int}"
FAMILY = Family(
    "phones",
    api=(
        ApiRoute("GET", "/phones", _list),
        ApiRoute("POST", "/phones", _create, body=PHONE),
        ApiRoute("GET", "/phones/line", _by_line),
        ApiRoute("GET", "/phones/models", list_models),
        ApiRoute("GET", "/phones/{phone}", _get),
        ApiRoute("PUT", "/phones/{phone}", _update, body=PHONE),
        ApiRoute("DELETE", "/phones/{phone}", _delete),
        ApiRoute("GET", "/phones/{phone}/groups", _groups),
        ApiRoute("DELETE", "/phones/{phone}/groups", _clear_groups),
        ApiRoute("POST", "/phones/{phone}/groups/{group}", _add_group),
        ApiRoute("DELETE", "/phones/{phone}/groups/{group}", _remove_group),
        *settings_routes("/phones/{phone}", _phone_view),
        ApiRoute("GET", "/phones/{phone}/lines", _lines),
        ApiRoute("POST", "/phones/{phone}/lines", _add_line, body=LINE),
        ApiRoute("DELETE", "/phones/{phone}/lines", _clear_lines),
        ApiRoute("GET", _LINE, _line),
        ApiRoute("DELETE", _LINE, _delete_line),
        *settings_routes(_LINE, _line_view),
    ),
)
