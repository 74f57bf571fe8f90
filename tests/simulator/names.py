# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The one space of names that can be dialled: users, aliases, hunt groups, orbits, attendants and more share it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .world import World

Owner = tuple[str, int]
"""Table and id of the record that has a name."""

Source = Callable[[World], Iterable[tuple[Owner, str]]]

SOURCES: dict[str, Source] = {}
"""What each kind of record puts into the space; a family adds its own under the name of its table."""


def owner_of(world: World, names: Iterable[str | None], except_for: Owner | None = None) -> tuple[Owner, str] | None:
    """Another record that has one of the names (exact, case matters), with that name; None: all are free."""
    wanted = {name for name in names if name}
    if not wanted:
        return None
    for source in SOURCES.values():
        for found in source(world):
            if found[1] in wanted and found[0] != except_for:
                return found
    return None
