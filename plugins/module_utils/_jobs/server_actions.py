# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What servers are told to do once: sipx_server_action. Source of the facts: wire/servers.yml. Private to the collection.

A restart stands behind a GET. It is sent as what it is: never in check mode, and never twice.
"""

from __future__ import annotations

from .._engine.world import World
from .._resource import Raw, Step, Values
from .._wire import BadInput, Call, SipxError, unknown_reference
from ._base import Job, Params, Report

_SERVICES = "/api/servers/{id}/service/"


def job() -> Job:
    return Job(
        spec={
            "server": {"type": "str"},
            "restart": {"type": "list", "elements": "str"},
            "send_profiles": {"type": "bool", "default": False},
        },
        work=_work,
        rules={"required_by": {"restart": ["server"]}},
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    names = list(dict.fromkeys(params["restart"] or []))
    if "server" in given and not str(params["server"] or "").strip():
        raise BadInput("server is empty: name one, or leave the option out for all servers")
    if not names and not params["send_profiles"]:
        raise BadInput("nothing is to be done: name services to restart, or set send_profiles=true")
    world.begin()
    row = world.need("server", params["server"], "server") if params["server"] else None
    if row is not None and names:
        _known(_services(world, row), names, str(row["host"]))
    steps = _steps(row, names, params["send_profiles"])
    if not world.checking:
        for step in steps:
            _send(world, step)
    services = [one for one in _services(world, row) if one["name"] in names] if row is not None and names else []
    if world.checking:
        services = [{**one, "running": True} for one in services]
    return Report(True, {"done": [step.does for step in steps], "services": services})


def _steps(row: Raw | None, names: list[str], send_profiles: bool) -> list[Step]:
    steps = []
    if send_profiles and row is None:
        steps.append(Step(Call("PUT", "/api/servers/profiles"), "send the configuration to all servers"))
    if row is None:
        return steps
    if send_profiles:
        steps.append(Step(Call("PUT", "/api/servers/{id}/profiles", {"id": row["id"]}), f"send the configuration to {row['host']}"))
    for name in names:
        call = Call("GET", _SERVICES + "{service}/restart", {"id": row["id"], "service": name}, acts=True)
        steps.append(Step(call, f"restart {name} on {row['host']}"))
    return steps


def _send(world: World, step: Step) -> None:
    try:
        world.send(step.call)
    except SipxError as error:
        error.details.setdefault("doing", step.does)
        error.details["done"] = list(world.done)
        raise
    world.done.append(step.does)


def _services(world: World, row: Raw) -> list[Values]:
    services = world.get(Call("GET", _SERVICES, {"id": row["id"]}))["services"] or []
    return [{"name": one["serviceId"], "running": one["status"] == "Running"} for one in services]


def _known(services: list[Values], names: list[str], host: str) -> None:
    known = [one["name"] for one in services]
    for name in names:
        if name not in known:
            raise unknown_reference("restart", f"service on {host} called", "services", name, known)
