# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the user who is logged in can read of himself: sipx_my_info. Private to the collection."""

from __future__ import annotations

import typing as t

from .._engine import mask
from .._engine.world import World
from .._resources import _conferences, _my
from .._wire import BadInput
from ._base import Job, Params, Report

_TOPICS = ("login", "time", "fax", "active_calls", "phonebook", "conferences", "voicemail")


def job() -> Job:
    return Job(
        spec={
            "gather": {"type": "list", "elements": "str", "choices": list(_TOPICS), "default": ["login"]},
            "search": {"type": "str"},
            "folders": {"type": "list", "elements": "str", "choices": list(_my.FOLDERS), "default": ["inbox"]},
        },
        work=_work,
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    topics = list(dict.fromkeys(params["gather"] or []))
    search = _search(params, topics)
    warnings: list[str] = []

    def addressable(name: str) -> bool:
        if _conferences.is_addressable(name):
            return True
        warnings.append(f"who is in conference {name!r} cannot be asked: the API does not decode such a name")
        return False

    readers: dict[str, t.Callable[[], t.Any]] = {
        "login": lambda: _my.login(world, mask.MASK),
        "time": lambda: _my.server_time(world),
        "fax": lambda: _my.fax(world),
        "active_calls": lambda: _my.active_calls(world),
        "phonebook": lambda: [mask.nested(entry) for entry in _my.phonebook(world, search)],
        "conferences": lambda: _my.own_conferences(world, mask.MASK, addressable),
        "voicemail": lambda: [one for folder in dict.fromkeys(params["folders"] or []) for one in _my.voicemail(world, folder)],
    }
    world.begin()
    return Report(False, {"my": {topic: readers[topic]() for topic in topics}}, warnings=warnings)


def _search(params: Params, topics: list[str]) -> str | None:
    """The term to search for. Raises BadInput for one that can find nothing."""
    search: str | None = params["search"]
    if search is None:
        return None
    if "phonebook" not in topics:
        raise BadInput("search looks into the phone book: write phonebook into gather")
    if not search.strip() or " " in search.strip():
        raise BadInput(f"search: {search!r} finds nothing, for the PBX compares it with the beginnings of single words: write one word")
    return search.strip()
