# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Park orbits: /api/orbits with the settings of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.wrappers import Response

from .. import names
from ..api_engine import ApiRoute
from ..beans import Bean, Bool, Field, Int, Listing, Nested, Parsed
from ..calls import Call
from ..errors import Refused, UserError, no_row, null_pointer
from ..family import Family
from ..people import NAME_IN_USE
from ..settings import SettingsView, load_tree, settings_routes
from ..world import Record, World
from .locations import find_server
from .prompts import files

JAVA = "org.sipfoundry.sipxconfig.parkorbit.ParkOrbit"
EXTENSION_IN_USE = "org.sipfoundry.sipxconfig.common.ExtensionInUseException"
ORBIT = Bean(
    "Orbit",
    (
        Field("id", Int()),
        Field("name"),
        Field("enabled", Bool()),
        Field("extension"),
        Field("description"),
        Field("music"),
        Field("server"),
    ),
    java="org.sipfoundry.sipxconfig.api.model.OrbitBean",
)
ORBIT_LIST = Bean("Orbits", (Field("orbits", Listing(Nested(ORBIT), "Orbit")),))


def _names(world: World) -> Iterator[tuple[names.Owner, str]]:
    for orbit in world.table("orbits"):
        for name in (orbit["name"], orbit["extension"]):
            if name:
                yield ("orbits", orbit["id"]), name


names.SOURCES["orbits"] = _names


def load(call: Call) -> Record:
    """The orbit of the path."""
    key = call.params["orbit"]
    orbit = call.world.table("orbits").get(key)
    if orbit is not None:
        return orbit
    if call.edition.name == "fork":
        raise Refused(404)
    raise no_row(JAVA, key)


def _show(call: Call, orbit: Record) -> Record:
    server = call.world.table("servers").get(orbit["server"])
    return {**orbit, "server": None if server is None else server["host"]}


def _show_list(call: Call, server: int | None = None) -> Response:
    rows = [row for row in call.world.table("orbits") if server is None or row["server"] == server]
    return call.show(ORBIT_LIST, {"orbits": [_show(call, row) for row in rows]})


def _list(call: Call) -> Response:
    return _show_list(call)


def _get(call: Call) -> Response:
    return call.show(ORBIT, _show(call, load(call)))


def _check_music(call: Call, music: str | None) -> None:
    if music is not None and music not in files(call.world, "orbits"):
        raise Refused(404, "Prompt not found")


def _content(world: World, parsed: Parsed, server: int, own: int | None) -> dict[str, Any]:
    """What a body stores, once its names are found to be free."""
    name, extension = parsed["name"], parsed["extension"]
    if name is None:
        raise null_pointer()
    except_for = None if own is None else ("orbits", own)
    if name == extension or names.owner_of(world, [name], except_for) is not None:
        raise UserError("&error.nameInUse.long", NAME_IN_USE)
    if names.owner_of(world, [extension], except_for) is not None:
        raise UserError("&error.extensionInUse", EXTENSION_IN_USE)
    content = {field: parsed[field] for field in ("name", "enabled", "extension", "description", "music")}
    return {**content, "server": server}


def _make(call: Call, server: Record | None) -> int:
    if server is None:
        raise Refused(404)
    _check_music(call, call.parsed["music"])
    content = _content(call.world, call.parsed, server["id"], None)
    return call.world.table("orbits").add({**content, "settings": {}})


def _create(call: Call) -> int:
    return _make(call, find_server(call, call.parsed["server"]))


def _update(call: Call) -> None:
    orbit = load(call)
    _check_music(call, call.parsed["music"])
    server = find_server(call, call.parsed["server"])
    if server is None:
        raise Refused(404, "No such server")
    orbit.update(_content(call.world, call.parsed, server["id"], orbit["id"]))


def _delete(call: Call) -> None:
    call.world.table("orbits").remove(load(call)["id"])


def _server(call: Call) -> Record:
    server = find_server(call, call.params["server"])
    if server is None:
        raise Refused(404)
    return server


def _list_on(call: Call) -> Response:
    return _show_list(call, _server(call)["id"])


def _create_on(call: Call) -> int:
    return _make(call, _server(call))


def _delete_on(call: Call) -> None:
    server = _server(call)["id"]
    for orbit in call.world.table("orbits"):
        if orbit["server"] == server:
            call.world.table("orbits").remove(orbit["id"])


def _view(call: Call) -> SettingsView:
    return SettingsView(load_tree("orbit", call.edition.name), load(call)["settings"])


FAMILY = Family(
    "park_orbits",
    api=(
        ApiRoute("GET", "/orbits", _list),
        ApiRoute("POST", "/orbits", _create, body=ORBIT, declared=False),
        ApiRoute("GET", "/orbits/servers/{server}", _list_on),
        ApiRoute("POST", "/orbits/servers/{server}", _create_on, body=ORBIT, declared=False),
        ApiRoute("DELETE", "/orbits/servers/{server}", _delete_on),
        ApiRoute("GET", "/orbits/{orbit:int}", _get),
        ApiRoute("PUT", "/orbits/{orbit:int}", _update, body=ORBIT, declared=False),
        ApiRoute("DELETE", "/orbits/{orbit:int}", _delete),
        *settings_routes("/orbits/{orbit:int}", _view),
    ),
)
