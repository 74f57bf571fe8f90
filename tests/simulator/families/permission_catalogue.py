# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The catalogue of permissions, and what users and groups have of them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from .. import people
from ..editions import Edition
from ..settings import DATA
from ..world import Record, World

ENABLE, DISABLE = "ENABLE", "DISABLE"
FOLDERS = {"APPLICATION": "application", "CALL": "call-handling", "VOICEMAIL_SERVER": "voicemail-server"}


@cache
def _built_in() -> tuple[dict[str, Any], ...]:
    content = json.loads((DATA / "permissions.json").read_text(encoding="utf-8"))
    return tuple(content["permissions"])


def custom(world: World) -> list[Record]:
    """The stored custom permissions."""
    return list(world.table("permissions"))


def all_permissions(world: World, edition: Edition) -> list[Record]:
    """Every permission as a bean, by name (upper case first)."""
    found = [
        {
            "name": item["name"],
            "label": item["name"],
            "description": None,
            "defaultValue": item["default"],
            "type": item["type"],
            "builtIn": True,
        }
        for item in _built_in()
        if item.get("edition") in (None, edition.name)
    ]
    found += [{**row, "type": "CALL", "builtIn": False} for row in custom(world)]
    return sorted(found, key=lambda permission: str(permission["name"]))


def path_of(permission: Record) -> str:
    """The path of the setting that holds a permission."""
    return f"permission/{FOLDERS[permission['type']]}/{permission['name']}"


def default_of(permission: Record) -> str:
    """The default as the word that settings use."""
    return ENABLE if permission["defaultValue"] else DISABLE


def _inherited(world: World, user: Record, permission: Record) -> str:
    value = people.inherited(world, user, path_of(permission))
    return default_of(permission) if value is None else value


def user_value(world: World, user: Record, permission: Record) -> str | None:
    """What applies to a user: own, else inherited; None for an empty own value."""
    own: str | None = user["settings"].get(path_of(permission))
    return (_inherited(world, user, permission) if own is None else own) or None


def set_user_value(world: World, user: Record, permission: Record, value: str) -> None:
    """Stores an own value; one that equals the inherited value removes it instead."""
    if value == _inherited(world, user, permission):
        user["settings"].pop(path_of(permission), None)
    else:
        user["settings"][path_of(permission)] = value


def group_value(group: Record, permission: Record) -> str | None:
    """What a group has, filled up with the default; None for an empty own value."""
    own: str | None = group["settings"].get(path_of(permission))
    return (default_of(permission) if own is None else own) or None
