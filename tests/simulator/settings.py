# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Setting trees: one engine for every `.../settings` of /api.

A tree is data (leaves in model order, hidden groups); the own values of a record are a mutable dict of text by path.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

from werkzeug.wrappers import Response

from .api_engine import ApiRoute, text_route
from .beans import Bean, Field, Listing, Nested, TextMap
from .calls import Call
from .errors import UNSUPPORTED, JavaError, Refused, null_pointer

SETTING = Bean(
    "Setting",
    (
        Field("path"),
        Field("type"),
        Field("options", TextMap()),
        Field("value"),
        Field("defaultValue"),
        Field("label"),
        Field("description"),
    ),
    java="org.sipfoundry.sipxconfig.api.model.SettingBean",
)
SETTING_LIST = Bean(
    "Settings",
    (Field("settings", Listing(Nested(SETTING), "Setting")),),
    java="org.sipfoundry.sipxconfig.api.model.SettingsList",
)

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class Leaf:
    """One setting: its full path, reported type, default text, options of an enum, hidden mark and labels."""

    path: str
    type: str = "string"
    default: str | None = None
    options: Mapping[str, str | None] | None = None
    hidden: bool = False
    label: str | None = None
    description: str | None = None


@dataclass(frozen=True)
class SettingTree:
    """The definitions of one record: leaves in model order and the paths of hidden groups."""

    leaves: tuple[Leaf, ...]
    hidden_groups: frozenset[str] = frozenset()

    @cached_property
    def by_path(self) -> dict[str, Leaf]:
        """Leaves by path."""
        return {leaf.path: leaf for leaf in self.leaves}

    @cached_property
    def groups(self) -> frozenset[str]:
        """The paths of all groups; the root is the empty path."""
        found = {""}
        for leaf in self.leaves:
            parts = leaf.path.split("/")[:-1]
            found.update("/".join(parts[: i + 1]) for i in range(len(parts)))
        return frozenset(found) | self.hidden_groups

    def under(self, group: str) -> list[Leaf]:
        """The visible leaves below a group, in model order; the group's own hidden ancestors do not matter."""
        prefix = f"{group}/" if group else ""
        return [leaf for leaf in self.leaves if leaf.path.startswith(prefix) and self._visible(leaf, prefix)]

    def _visible(self, leaf: Leaf, prefix: str) -> bool:
        if leaf.hidden:
            return False
        if not self.hidden_groups:
            return True
        parts = leaf.path[len(prefix) :].split("/")[:-1]
        return not any(prefix + "/".join(parts[: i + 1]) in self.hidden_groups for i in range(len(parts)))


@cache
def load_tree(name: str, edition: str = "sipxcom", version: str | None = None) -> SettingTree:
    """The tree in data/<name>.json.

    The file holds {"settings": [{"path", "type", "default", "options", "hidden", ...}], "hidden_groups": [...]}.
    """
    return tree_from(json.loads((DATA / f"{name}.json").read_text(encoding="utf-8")), edition, version)


def tree_from(data: Mapping[str, Any], edition: str = "sipxcom", version: str | None = None) -> SettingTree:
    """A tree from plain data; options may be a list of keys or a map of key to label.

    A leaf with "edition" is there in that edition only, what stands under "fork" replaces the rest in the fork, and
    a leaf with "versions" is there for those firmware versions only.
    """
    leaves = []
    for item in data["settings"]:
        leaf = dict(item)
        only, changed, versions = leaf.pop("edition", None), leaf.pop("fork", {}), leaf.pop("versions", None)
        if only not in (None, edition) or (versions is not None and version not in versions):
            continue
        if edition == "fork":
            leaf.update(changed)
        if isinstance(leaf.get("options"), list):
            leaf["options"] = dict.fromkeys(leaf["options"])
        leaves.append(Leaf(**leaf))
    return SettingTree(tuple(leaves), frozenset(data.get("hidden_groups", ())))


Default = Callable[[Leaf], "str | None"]


@dataclass
class SettingsView:
    """The settings of one record.

    own: the stored values (changed in place). default: computes the default of a leaf (e.g. inherited from groups).
    lenient_reset: DELETE of an unknown path is ignored instead of a null pointer.
    before_save: runs after each change; what it raises undoes the change (validation).
    """

    tree: SettingTree
    own: dict[str, str]
    default: Default = field(default=lambda leaf: leaf.default)
    lenient_reset: bool = False
    before_save: Callable[[SettingsView], None] | None = None

    def value(self, path: str) -> str | None:
        """The effective value of a leaf; a stored empty text reads as None."""
        leaf = self.tree.by_path.get(path)
        if leaf is None:
            return None
        stored = self.own.get(path)
        return (self.default(leaf) if stored is None else stored) or None

    def show(self, leaf: Leaf) -> dict[str, Any]:
        """A leaf as a Setting record."""
        default = self.default(leaf)
        stored = self.own.get(leaf.path)
        return {
            "path": leaf.path,
            "type": leaf.type,
            "options": leaf.options,
            "value": (default if stored is None else stored) or None,
            "defaultValue": default,
            "label": leaf.label,
            "description": leaf.description,
        }

    def listing(self, group: str = "") -> dict[str, Any]:
        """The visible leaves below a group as a SettingsList record."""
        return {"settings": [self.show(leaf) for leaf in self.tree.under(group)]}

    def put(self, path: str, text: str | None) -> None:
        """Stores a value; a value equal to the default is not stored; an unknown path is ignored."""
        leaf = self._leaf(path)
        if leaf is None:
            self._saved(dict(self.own))
            return
        before = dict(self.own)
        wanted = "" if text is None else text
        if wanted == (self.default(leaf) or ""):
            self.own.pop(path, None)
        else:
            self.own[path] = wanted
        self._saved(before)

    def reset(self, path: str) -> None:
        """Removes the own value."""
        leaf = self._leaf(path)
        if leaf is None:
            if self.lenient_reset:
                return
            raise null_pointer()
        before = dict(self.own)
        self.own.pop(path, None)
        self._saved(before)

    def _leaf(self, path: str) -> Leaf | None:
        """The leaf at a path, None when unknown; a group, or a path below a leaf, is an error."""
        leaf = self.tree.by_path.get(path)
        if leaf is not None:
            return leaf
        self.refuse_below(path)
        if path in self.tree.groups:
            raise JavaError(UNSUPPORTED, path)
        return None

    def refuse_below(self, path: str) -> None:
        """Raises for a path that goes on below a leaf."""
        parts = path.split("/")
        if any("/".join(parts[:i]) in self.tree.by_path for i in range(1, len(parts))):
            raise JavaError(UNSUPPORTED, "Cannot get settings from another setting, only groups")

    def _saved(self, before: dict[str, str]) -> None:
        if self.before_save is None:
            return
        try:
            self.before_save(self)
        except JavaError:
            self.own.clear()
            self.own.update(before)
            raise


class Resolver(Protocol):
    """Finds the settings of the record that a call names; None: the record has no settings at all."""

    def __call__(self, call: Call) -> SettingsView | None: ...


def settings_routes(prefix: str, resolve: Resolver) -> list[ApiRoute]:
    """The four operations below `prefix`/settings.

    A record without settings answers 404, except for a GET with a path (null pointer, 500).
    """

    def every(call: Call) -> Response:
        view = resolve(call)
        if view is None:
            raise Refused(404)
        return call.show(SETTING_LIST, view.listing())

    def one(call: Call) -> Response:
        view = resolve(call)
        if view is None:
            raise null_pointer()
        path = setting_path(call)
        leaf = view.tree.by_path.get(path)
        if leaf is not None:
            if leaf.hidden:
                raise Refused(404)
            return call.show(SETTING, view.show(leaf))
        view.refuse_below(path)
        if path not in view.tree.groups or path in view.tree.hidden_groups:
            raise Refused(404)
        return call.show(SETTING_LIST, view.listing(path))

    def store(call: Call) -> None:
        view = resolve(call)
        if view is None:
            raise Refused(404)
        view.put(setting_path(call), call.text())

    def reset(call: Call) -> None:
        view = resolve(call)
        if view is None:
            raise Refused(404)
        view.reset(setting_path(call))

    rest = f"{prefix}/settings/{{path:path}}"
    return [
        ApiRoute("GET", f"{prefix}/settings", every),
        ApiRoute("GET", rest, one),
        text_route("PUT", rest, store),
        ApiRoute("DELETE", rest, reset),
    ]


def setting_path(call: Call) -> str:
    """The setting path of a call, without slashes at its ends."""
    path: str = call.params["path"]
    return path.strip("/")
