# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phone groups: /api/phoneGroups with settings that the phones inherit, and the firmware switch."""

from __future__ import annotations

from werkzeug.wrappers import Response

from .. import people
from ..api_engine import ApiRoute, text_route
from ..calls import Call
from ..errors import UNSUPPORTED, JavaError, Refused, null_pointer
from ..family import Family
from ..settings import SETTING, SETTING_LIST, SettingsView, SettingTree, setting_path
from ..world import Record
from .group_routes import find_group, group_routes
from .phone_models import known_versions, model_of
from .phones import list_models
from .user_groups import store_many

ROOT = "/phoneGroups"
FIRMWARE = "group.version/firmware.version/"


def _find(call: Call) -> Record:
    return find_group(call, people.PHONES)


def _tree(call: Call) -> SettingTree:
    """The settings of a fresh phone of the model in the path."""
    model = model_of(call.params["model"])
    return model.phone_tree(call.edition.name, model.default_version)


def _settings(call: Call) -> Response:
    """The defaults of the model; the group of the path is not looked at."""
    return call.show(SETTING_LIST, SettingsView(_tree(call), {}).listing())


def _setting(call: Call) -> Response:
    group, tree, path = _find(call), _tree(call), setting_path(call)
    leaf = tree.by_path.get(path)
    if leaf is None:
        view = SettingsView(tree, {})
        view.refuse_below(path)
        if path in tree.groups and path not in tree.hidden_groups:
            raise JavaError(UNSUPPORTED, path)
        raise Refused(404)
    if leaf.hidden:
        raise Refused(404)
    shown = SettingsView(tree, {}).show(leaf)
    return call.show(SETTING, {**shown, "value": group["settings"].get(path) or None})


def _set(call: Call) -> None:
    _find(call)["settings"][setting_path(call)] = call.text()


def _reset(call: Call) -> None:
    _find(call)["settings"].pop(setting_path(call), None)


def _set_many(call: Call) -> None:
    store_many(_find(call), call.parsed)


def _firmware(call: Call) -> int:
    """Stores the choice, and switches those phones of the group that have a version, where no stronger group speaks."""
    try:
        group = _find(call)
    except Refused:
        raise null_pointer() from None
    model = model_of(call.params["model"])
    version = f"{model.prefix}{call.params['firmware']}"
    if model.prefix is None or version not in known_versions():
        raise null_pointer()
    group["settings"][FIRMWARE + model.model] = version
    for phone in people.members(call.world, group):
        strongest = people.groups_of(call.world, phone)[-1]
        if phone["model"] != model.model or phone["deviceVersion"] is None or version not in (model.versions or ()):
            continue
        if strongest["id"] == group["id"]:
            phone["deviceVersion"] = version
    return int(group["id"])


_MODEL = f"{ROOT}/{{group}}/model/{{model}}"
FAMILY = Family(
    "phone_groups",
    api=(
        *group_routes(ROOT, people.PHONES),
        ApiRoute("GET", f"{ROOT}/{{group}}/models", list_models),
        ApiRoute("PUT", f"{_MODEL}/firmware/{{firmware}}", _firmware),
        ApiRoute("GET", f"{_MODEL}/settings", _settings),
        ApiRoute("PUT", f"{_MODEL}/settings", _set_many, body=SETTING_LIST),
        ApiRoute("GET", f"{_MODEL}/settings/{{path:path}}", _setting),
        text_route("PUT", f"{_MODEL}/settings/{{path:path}}", _set),
        ApiRoute("DELETE", f"{_MODEL}/settings/{{path:path}}", _reset),
    ),
)
