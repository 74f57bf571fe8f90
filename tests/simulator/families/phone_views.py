# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How phones and lines are shown, and their settings."""

from __future__ import annotations

from collections.abc import Iterable

from werkzeug.wrappers import Response

from .. import auth, people
from ..beans import java_int
from ..calls import Call
from ..errors import JavaError
from ..settings import Leaf, SettingsView
from ..world import Record, World
from .phone_beans import PHONE_LIST
from .phone_models import model_of

DOMAIN = auth.REALM
CREDENTIALS = {
    "userId": "credential/userId",
    "displayName": "credential/displayName",
    "password": "credential/password",
    "registrationServer": "credential/registrationServer",
    "registrationServerPort": "credential/registrationServerPort",
}
"""Where the data of an external line lives among its settings."""


def phone_settings(call: Call, phone: Record) -> SettingsView:
    """The settings of a phone: own values over those of its groups over the model."""
    tree = model_of(phone["model"]).phone_tree(call.edition.name, phone["deviceVersion"])
    return SettingsView(tree, phone["settings"], lambda leaf: _group_default(call.world, phone, leaf, leaf.default))


def line_settings(call: Call, phone: Record, line: Record) -> SettingsView:
    """The settings of a line; the defaults of an internal one come from its user."""
    world = call.world
    user = world.table("users").get(line["user"])
    computed: dict[str, str | None] = {}
    if user is not None:
        computed = {CREDENTIALS[name]: value for name, value in _internal(user).items() if name in CREDENTIALS}

    def default(leaf: Leaf) -> str | None:
        return _group_default(world, phone, leaf, computed.get(leaf.path, leaf.default))

    tree = model_of(phone["model"]).line_tree(call.edition.name, phone["deviceVersion"])
    return SettingsView(tree, line["settings"], default)


def _group_default(world: World, phone: Record, leaf: Leaf, default: str | None) -> str | None:
    value = people.inherited(world, phone, leaf.path)
    return default if value is None else value or None


def _internal(user: Record) -> dict[str, str | None]:
    return {
        "user": user["userName"],
        "userId": user["userName"],
        "displayName": people.display_name(user),
        "password": user["sipPassword"],
        "registrationServer": DOMAIN,
    }


def show_line(call: Call, phone: Record, line: Record) -> Record:
    """A line as its bean."""
    user = call.world.table("users").get(line["user"])
    if user is not None:
        content = _internal(user)
        port = ""
    else:
        values = line_settings(call, phone, line)
        content = {name: values.value(path) for name, path in CREDENTIALS.items()}
        port = _port(content["registrationServerPort"])
    address = f"sip:{content['userId'] or 'null'}@{content['registrationServer'] or 'null'}{port}"
    name = content["displayName"]
    return {"id": line["id"], "uri": f'"{name}"<{address}>' if name else address, **content}


def _port(text: str | None) -> str:
    if not text or not text.strip():
        return ""
    number = java_int(text)
    if number is None:
        raise JavaError("java.lang.NumberFormatException", f'For input string: "{text}"')
    return "" if number in (0, 5060) else f":{number}"


def show_phone(call: Call, phone: Record) -> Record:
    """A phone as its bean, SIP passwords of its lines in clear."""
    groups = people.groups_of(call.world, phone)
    return {
        **phone,
        "model": model_of(phone["model"]).show(),
        "lines": [show_line(call, phone, line) for line in phone["lines"]] or None,
        "groups": [{**group, "count": None} for group in groups] or None,
    }


def phone_list(call: Call, phones: Iterable[Record]) -> Response:
    """A list of phones."""
    return call.show(PHONE_LIST, {"phones": [show_phone(call, phone) for phone in phones]})


def phones_of(world: World, user: int) -> list[Record]:
    """The phones that have a line of the user."""
    return [phone for phone in world.table("phones") if any(line["user"] == user for line in phone["lines"])]


def show_phones(call: Call, user: int) -> Response:
    """The list of a user's phones."""
    return phone_list(call, phones_of(call.world, user))
