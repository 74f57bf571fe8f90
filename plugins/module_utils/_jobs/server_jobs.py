# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the PBX is busy with: sipx_job_info. Source of the facts: wire/servers.yml. Private to the collection."""

from __future__ import annotations

import time
import typing as t

from .._engine.world import World
from .._resource import Raw, Values
from .._wire import BadInput, Call, OutOfTime
from ._base import Job, Params, Report

# The jobs of one server cannot be read while any job has none, which is after every change of the configuration.
_JOBS = Call("GET", "/api/servers/jobs")
_BUSY = ("SCHEDULED", "IN_PROGRESS")
#: Pauses grow up to about two seconds.
_LONGEST_PAUSE = 4


def job() -> Job:
    spec = {"wait": {"type": "bool", "default": False}, "settle": {"type": "float", "default": 10.0}, "server": {"type": "str"}}
    return Job(spec=spec, work=_work)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    if params["settle"] < 0:
        raise BadInput(f"settle is {params['settle']:g}: give a number of seconds, 0 or more")
    if "server" in given and not str(params["server"] or "").strip():
        raise BadInput("server is empty: name one, or leave the option out for the jobs of all")
    world.begin()
    host = world.need("server", params["server"], "server")["host"] if params["server"] else None
    rows = _settled(world, host, params["settle"]) if params["wait"] else _rows(world, host)
    jobs = [_shown(row) for row in rows]
    failed = [one for one in jobs if one["status"] == "failed"]
    return Report(False, {"jobs": jobs, "failed_jobs": failed, "busy": any(row["status"] in _BUSY for row in rows)})


def _rows(world: World, host: str | None) -> list[Raw]:
    """The jobs of all, or those of a server and those of none (which are for all of them)."""
    rows: list[Raw] = world.client.send(_JOBS).data["jobs"] or []
    return [row for row in rows if host is None or not row.get("server") or row["server"]["host"] == host]


def _settled(world: World, host: str | None, settle: float) -> list[Raw]:
    """The jobs once nothing has run for so many seconds: a deployment begins some seconds after the last change."""
    quiet: float | None = None
    tries = 0
    while True:
        rows = _rows(world, host)
        now = time.monotonic()
        busy = [str(row["name"]) for row in rows if row["status"] in _BUSY]
        quiet = None if busy else now if quiet is None else quiet
        if quiet is not None and now - quiet >= settle:
            return rows
        tries = min(tries + 1, _LONGEST_PAUSE)
        try:
            world.client.pause(tries)
        except OutOfTime as error:
            doing = f"it still runs {', '.join(dict.fromkeys(busy))}" if busy else "it was not quiet for long enough"
            raise OutOfTime(
                f"the PBX has not finished in time, {doing}: raise deadline, or look at its jobs in the web UI", call=_JOBS
            ) from error


def _shown(row: Raw) -> Values:
    server: t.Mapping[str, t.Any] = row.get("server") or {}
    return {
        "name": row["name"],
        "status": str(row["status"]).lower(),
        "server": server.get("host"),
        "started": row.get("start"),
        "ended": row.get("end"),
        "message": row.get("errMsg") or None,
    }
