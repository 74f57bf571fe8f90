# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Calls, finished or in progress: sipx_cdr_info. Private to the collection."""

from __future__ import annotations

import itertools
from datetime import datetime, timezone

from .._engine import mask
from .._engine.world import World
from .._resource import Raw, Values
from .._resources import _calls, _moments
from .._wire import BadInput
from ._base import Job, Params, Report

_SPEC = {
    "calls": {"type": "str", "choices": ["finished", "active", "own_active"], "default": "finished"},
    "begin": {"type": "str", "default": "now-24h"},
    "end": {"type": "str", "default": "now"},
    "user": {"type": "str"},
    "party": {"type": "str"},
    "caller": {"type": "str"},
    "callee": {"type": "str"},
    "termination": {"type": "list", "elements": "str", "choices": list(_calls.TERMINATIONS)},
    "order": {"type": "str", "choices": ["oldest_first", "newest_first"], "default": "oldest_first"},
    "limit": {"type": "int"},
}


def job() -> Job:
    return Job(spec=_SPEC, work=_work)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    search, limit = _search(params, given), params["limit"]
    if limit is not None and limit < 1:
        raise BadInput(f"limit: {limit} is no number of calls; write 1 or more, or leave it out for all")
    world.begin()
    newest = params["order"] == "newest_first"
    # One more than wanted tells whether there are more. The newest are known only after all have been read.
    enough = None if newest or limit is None else limit + 1
    if params["calls"] == "finished":
        rows = list(_calls.history(world, search, enough))
    else:
        rows = (_calls.active if params["calls"] == "active" else _calls.own_active)(world, search)
    rows.sort(key=lambda row: row.get("startTime") or 0, reverse=newest)
    kept = list(itertools.islice(rows, limit))
    data = {"calls": [_shown(row) for row in kept], "count": len(kept), "complete": len(kept) == len(rows)}
    return Report(False, data)


def _search(params: Params, given: Params) -> _calls.Search:
    now = datetime.now(timezone.utc)
    if params["calls"] != "finished" and {"begin", "end"} & {name for name in given if given[name] is not None}:
        raise BadInput("begin and end belong to finished calls: leave them out for those in progress")
    begin, end = (_moments.moment(name, params[name] or "", now) for name in ("begin", "end"))
    if end < begin:
        raise BadInput(f"end {params['end']!r} is before begin {params['begin']!r}")
    user = params["user"]
    if "user" in given and not str(user or "").strip():
        raise BadInput("user is empty: name a user, or leave the option out for the calls of all")
    if user and params["calls"] == "own_active":
        raise BadInput("user: own_active are the calls of the user who is logged in; take calls=active for those of another")
    parties = {name: _calls.searchable(name, params[name] if name in given else None) for name in ("party", "caller", "callee")}
    return _calls.Search(begin, end, user, **parties, terminations=tuple(params["termination"] or ()))


def _shown(row: Raw) -> Values:
    return mask.record(_calls.FIELDS, {field.name: field.read(row) for field in _calls.FIELDS}) or {}
