# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The list of jobs below /api/servers. Nothing runs here by itself: what is queued is finished at once.

A test may put a job into the section "jobs" that is still running, with "polls": so many readings later it is finished.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timezone

from werkzeug.wrappers import Response

from ..api_engine import ApiRoute
from ..beans import Bean, Enum, Field, Listing, Nested
from ..calls import Call
from ..errors import null_pointer
from ..world import Record, World
from .server_beans import SERVER

STATUS = ("SCHEDULED", "IN_PROGRESS", "COMPLETED", "WARNING", "FAILED")
JOB = Bean(
    "Job",
    (
        Field("name"),
        Field("status", Enum(STATUS)),
        Field("start"),
        Field("end"),
        Field("server", Nested(SERVER)),
        Field("errMsg"),
    ),
)
JOB_LIST = Bean("Jobs", (Field("jobs", Listing(Nested(JOB), "Job")),))
KEPT = 100


def jobs(world: World) -> list[Record]:
    """The jobs, oldest first."""
    found: list[Record] = world.section("jobs").setdefault("list", [])
    return found


def add_job(world: World, name: str, server: Record | None = None) -> None:
    """A job that is finished already."""
    now = int(time.time() * 1000)
    jobs(world).append(
        {"name": name, "status": "COMPLETED", "start": now, "end": now, "server": server["id"] if server else None, "errMsg": ""}
    )
    del jobs(world)[:-KEPT]


def configured(world: World) -> None:
    """What a change of the configuration leaves in the list."""
    add_job(world, "Configuration generation")


def _read(world: World) -> list[Record]:
    """The list, after running jobs came one reading nearer to their end."""
    for job in jobs(world):
        if "polls" in job:
            job["polls"] -= 1
            if job["polls"] <= 0:
                del job["polls"]
                job["status"], job["end"] = "COMPLETED", job["start"]
    return list(jobs(world))


def _when(moment: int | None) -> str | None:
    """A short date and time as an American reads it; the simulator lives in UTC."""
    if moment is None:
        return None
    then = datetime.fromtimestamp(moment / 1000, timezone.utc)
    return f"{then.month}/{then.day}/{then:%y} {then.hour % 12 or 12}:{then:%M} {'AM' if then.hour < 12 else 'PM'}"


def _answer(call: Call, rows: list[Record]) -> Response:
    servers = call.world.table("servers")
    listed = []
    for job in rows:
        server = servers.get(job["server"])
        shown = None if server is None else {**server, "registered": True}
        listed.append({**job, "start": _when(job["start"]), "end": _when(job["end"]), "server": shown})
    return call.show(JOB_LIST, {"jobs": listed})


def _of(keep: Callable[[Record], bool]) -> Callable[[Call], Response]:
    return lambda call: _answer(call, [job for job in _read(call.world) if keep(job)])


def _drop(goes: Callable[[Record], bool]) -> Callable[[Call], None]:
    def handler(call: Call) -> None:
        jobs(call.world)[:] = [job for job in jobs(call.world) if not goes(job)]

    return handler


def failed(job: Record) -> bool:
    return bool(job["status"] == "FAILED")


def not_failed(job: Record) -> bool:
    return not failed(job)


def of_server(find: Callable[[Call], Record], keep: Callable[[Record], bool]) -> Callable[[Call], Response]:
    """The jobs of one server. A job without a server makes the call fail."""

    def handler(call: Call) -> Response:
        server = find(call)
        rows = [job for job in _read(call.world) if keep(job)]
        if any(job["server"] is None for job in rows):
            raise null_pointer()
        return _answer(call, [job for job in rows if job["server"] == server["id"]])

    return handler


ROUTES = (
    ApiRoute("GET", "/servers/jobs", _of(lambda job: True)),
    ApiRoute("DELETE", "/servers/jobs", _drop(not_failed)),
    ApiRoute("GET", "/servers/jobs/failed", _of(failed)),
    ApiRoute("DELETE", "/servers/jobs/failed", _drop(failed)),
    ApiRoute("GET", "/servers/jobs/completed", _of(not_failed)),
    ApiRoute("DELETE", "/servers/jobs/completed", _drop(lambda job: bool(job["status"] == "COMPLETED"))),
)
