# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists of names that a task sets, adds to, or takes from. Private to the collection.

A list option NAME has an option NAME_mode beside it, in all families alike.
"""

from __future__ import annotations

import typing as t

from .._resource import Seen, Wanted

MODES = ("set", "add", "remove")


def mode_option(name: str) -> dict[str, dict[str, t.Any]]:
    """The argument spec of the option that says what is meant by a list."""
    return {f"{name}_mode": {"type": "str", "choices": list(MODES), "default": "set"}}


def by_mode(name: str) -> t.Callable[[t.Any, Wanted, Seen], list[str]]:
    """The combine function (see Field) of the list option C(name)."""

    def combine(given: t.Any, wanted: Wanted, seen: Seen) -> list[str]:
        listed = list(dict.fromkeys(given or []))
        mode = wanted.options.get(f"{name}_mode") or "set"
        if mode == "set":
            return listed
        now = list(seen.values.get(name) or [])
        if mode == "remove":
            return [one for one in now if one not in listed]
        return now + [one for one in listed if one not in now]

    return combine
