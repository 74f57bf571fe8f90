# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The menu of an auto attendant: what each key does. Source of the facts: wire/auto_attendants.yml, MenuItem.

Another attendant is named by its system name there, which people never see. Private to the collection.
"""

from __future__ import annotations

import typing as t

KEYS = (*"0123456789", "*", "#")
ACTIONS = {
    "operator": "operator",
    "dial_by_name": "dial_by_name",
    "repeat_prompt": "repeat_prompt",
    "voicemail_access": "voicemail_access",
    "disconnect": "disconnect",
    "attendant": "transfer_to_another_aa_menu",
    "transfer": "transfer_out",
    "deposit_voicemail": "voicemail_deposit",
}
_WORDS = {wire: word for word, wire in ACTIONS.items()}
#: The option that an action needs.
_NEEDS = {"attendant": "attendant", "transfer": "extension", "deposit_voicemail": "extension"}
OPTIONS: dict[str, dict[str, t.Any]] = {
    "key": {"type": "str", "required": True, "choices": list(KEYS), "no_log": False},
    "action": {"type": "str", "required": True, "choices": list(ACTIONS)},
    "extension": {"type": "str"},
    "attendant": {"type": "str"},
}
#: The menu that the web UI gives a new attendant.
USUAL = [{"key": "0", "action": "operator"}, {"key": "*", "action": "repeat_prompt"}]

Item = t.Mapping[str, t.Any]


def bad(menu: t.Sequence[Item]) -> str | None:
    """What is wrong with a menu, in words that follow it."""
    keys = [item["key"] for item in menu]
    for item in menu:
        if keys.count(item["key"]) > 1:
            return f"has the key {item['key']} twice; write every key once"
        needed = _NEEDS.get(item["action"])
        for option in ("extension", "attendant"):
            if bool(item.get(option)) != (option == needed):
                verb = "needs" if option == needed else "takes no"
                return f"has the key {item['key']} with the action {item['action']}, which {verb} {option}"
    return None


def in_order(menu: t.Iterable[Item]) -> list[dict[str, t.Any]]:
    """Items by key, each with all its parts."""
    whole = [{name: item.get(name) or None for name in OPTIONS} for item in menu]
    return sorted(whole, key=lambda item: KEYS.index(item["key"]))


def with_names(listed: t.Any, names: t.Mapping[str, str]) -> list[dict[str, t.Any]]:
    """The menu on the wire, with the names of attendants beside their system names."""
    return [{**item, "attendant": names.get(item.get("parameter"), item.get("parameter"))} for item in listed or []]


def read(listed: t.Any) -> list[dict[str, t.Any]]:
    """A menu of with_names(); an action that the server does not know is None."""
    items = []
    for item in listed or []:
        action = _WORDS.get(item["action"])
        needed = _NEEDS.get(action or "")
        found = {"extension": item.get("parameter"), "attendant": item.get("attendant")}
        items.append({"key": item["dialPad"], "action": action, **({needed: found[needed]} if needed else {})})
    return in_order(items)


def write(menu: t.Iterable[Item], system_names: t.Mapping[str, str]) -> list[dict[str, t.Any]]:
    """The menu for the wire. An attendant that is only planned stands there by its name, an item without action not at all."""
    return [
        {
            "dialPad": item["key"],
            "action": ACTIONS[item["action"]],
            "parameter": system_names.get(item["attendant"], item["attendant"]) if item["attendant"] else item["extension"],
        }
        for item in in_order(menu)
        if item["action"] is not None
    ]
