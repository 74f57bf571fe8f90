# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings of users: the catalogue with custom permissions, inheritance from groups, and the bulk calls."""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import cache

from werkzeug.wrappers import Response

from .. import people
from ..api_engine import ApiRoute
from ..calls import Call
from ..errors import JavaError, Refused, null_pointer
from ..family import Family
from ..settings import SETTING_LIST, Leaf, Resolver, SettingsView, SettingTree, load_tree, setting_path, settings_routes
from ..world import Record
from . import permission_catalogue as catalogue
from . import services
from .users import named

TIME_ZONE = "Etc/UTC"
MUSIC = "moh/audio-source"
OWN_MUSIC = "permission/application/group-music-on-hold"
MULTIPART = "multipart/form-data"


@cache
def _tree(edition: str, extra: tuple[tuple[str, str], ...]) -> SettingTree:
    """The catalogue; extra are the custom permissions (name, default), which follow the built-in call permissions."""
    tree = load_tree("user", edition)
    prefix = "permission/call-handling/"
    place = max(i for i, leaf in enumerate(tree.leaves) if leaf.path.startswith(prefix)) + 1
    custom = tuple(Leaf(prefix + name, "boolean", default) for name, default in extra)
    return SettingTree(tree.leaves[:place] + custom + tree.leaves[place:], tree.hidden_groups)


def view(call: Call, user: Record) -> SettingsView:
    """The settings of a user; changes go straight into the record."""
    world = call.world
    extra = tuple((row["name"], catalogue.ENABLE if row["defaultValue"] else catalogue.DISABLE) for row in catalogue.custom(world))

    def default(leaf: Leaf) -> str | None:
        value = people.inherited(world, user, leaf.path)
        if value is not None:
            return value or None
        if leaf.path == "callfwd/timer":
            return services.view(world, call.edition.name, "proxy").value("proxy-configuration/SIPX_PROXY_DEFAULT_SERIAL_EXPIRES")
        if leaf.path == "timezone/timezone":
            return TIME_ZONE
        return leaf.default

    settings = SettingsView(_tree(call.edition.name, extra), user["settings"], default)
    from_group = people.inherited(world, user, MUSIC) is not None
    if from_group and call.method == "GET" and settings.value(OWN_MUSIC) != catalogue.ENABLE:
        own = {path: value for path, value in user["settings"].items() if path != MUSIC}
        settings = replace(settings, own=own)
    return settings


def _changing(call: Call, user: Record) -> SettingsView:
    """The settings of a user; each change is saved as a change of the user, with its checks."""
    settings = view(call, user)

    def save(changed: SettingsView) -> None:
        people.check_user(call.world, user, user)

    settings.before_save = save
    return settings


def _resolve(call: Call) -> SettingsView:
    return _changing(call, named(call))


def _set_many(call: Call) -> None:
    store_list(call, named(call))


def store_list(call: Call, user: Record) -> None:
    """Stores the values of a SettingsList on a user; unknown paths are skipped, a failure stores nothing."""
    items = call.parsed["settings"]
    if items is None or any(item["path"] is None for item in items):
        raise null_pointer()
    changed = copy.deepcopy(user)
    settings = view(call, changed)
    for item in items:
        settings.put(item["path"].strip("/"), item["value"])
    people.check_user(call.world, changed, user)
    user["settings"] = changed["settings"]


def _upload(call: Call) -> Response:
    """Lines `userName,value` for one setting; stops at the first bad line, what came before stays."""
    path = setting_path(call)
    for _name, part in call.http.files.items(multi=True):
        for line in part.stream.read().decode("utf-8", "replace").splitlines():
            _upload_line(call, path, line)
    return call.say("upload success")


def _upload_line(call: Call, path: str, line: str) -> None:
    fields = line.split(",")
    if len(fields) < 2:
        raise Refused(417)
    user = call.world.table("users").find(userName=fields[0])
    if user is None:
        return
    settings = _changing(call, user)
    if path not in settings.tree.by_path:
        raise Refused(417)
    try:
        settings.put(path, fields[1])
    except JavaError:
        raise Refused(417) from None


def _mine(call: Call) -> SettingsView:
    assert call.user is not None
    return view(call, call.user)


def _reading(prefix: str, resolve: Resolver) -> list[ApiRoute]:
    """The settings of the caller can be read; every write is refused."""

    def refuse(call: Call) -> None:
        raise Refused(403)

    routes = [route for route in settings_routes(prefix, resolve) if route.method == "GET"]
    return [
        *routes,
        ApiRoute("PUT", f"{prefix}/settings", refuse),
        ApiRoute("PUT", f"{prefix}/settings/{{path:path}}", refuse),
        ApiRoute("DELETE", f"{prefix}/settings/{{path:path}}", refuse),
    ]


FAMILY = Family(
    "user_settings",
    api=(
        *settings_routes("/users/{user}", _resolve),
        ApiRoute("PUT", "/users/{user}/settings", _set_many, body=SETTING_LIST),
        ApiRoute("PUT", "/users/upload/settings/{path:path}", _upload, consumes=(MULTIPART,)),
        *_reading("/my/user", _mine),
    ),
)
