# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phone books, read only: sipx_phonebook_info. Private to the collection."""

from __future__ import annotations

from .._engine.world import World
from .._resources import _phonebooks
from .._wire import BadInput
from ._base import Job, Params, Report


def job() -> Job:
    return Job(
        spec={"name": {"type": "str"}, "user": {"type": "str"}},
        work=_work,
        rules={"mutually_exclusive": [("name", "user")]},
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    for option in ("name", "user"):
        if option in given and not str(params[option] or "").strip():
            raise BadInput(f"{option} is empty: name one, or leave the option out for the list of phone books")
    world.begin()
    if params["user"]:
        entries = _phonebooks.private(world, world.need("user", params["user"], "user"))
    elif params["name"]:
        entries = _phonebooks.public(world, params["name"])
    else:
        return Report(False, {"phonebooks": _phonebooks.names(world)})
    return Report(False, {"entries": entries, "count": len(entries)})
