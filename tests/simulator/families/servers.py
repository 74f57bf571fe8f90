# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The servers of the cluster with their processes, features and jobs: /api/servers."""

from __future__ import annotations

from collections.abc import Iterator

from werkzeug.wrappers import Response

from ..api_engine import ApiRoute
from ..beans import Parsed
from ..calls import APP_XML, JSON, PLAIN, TEXT_XML, Call
from ..errors import Refused, UserError, constraint
from ..family import Family
from ..world import Record, World
from . import features, jobs
from .locations import find_server
from .server_beans import SERVER, SERVER_LIST, SERVICE, SERVICE_LIST

ANY_BODY = (JSON, TEXT_XML, APP_XML, PLAIN)
NOT_FOUND = "Server not found"


def _load(call: Call, text: str = NOT_FOUND) -> Record:
    server = find_server(call, call.params["server"])
    if server is None:
        raise Refused(404, text)
    return server


# ---- records


def _list(call: Call) -> Response:
    servers = sorted(call.world.table("servers"), key=lambda server: not server["primary"])
    return call.show(SERVER_LIST, {"servers": servers})


def _get(call: Call) -> Response:
    return call.show(SERVER, _load(call))


def _checked(world: World, parsed: Parsed, own: int | None) -> Record:
    for other in world.table("servers"):
        if other["id"] != own and (other["host"] == parsed["host"] or (parsed["ip"] and other["ip"] == parsed["ip"])):
            raise UserError("&error.duplicateFqdnOrIp")
    for name, column in (("host", "fqdn"), ("description", "name")):
        if parsed[name] is None:
            raise constraint("location", column)
    return {name: parsed[name] for name in ("host", "ip", "description")}


def _create(call: Call) -> None:
    content = _checked(call.world, call.parsed, None)
    call.world.table("servers").add({**content, "primary": False, "registered": False, "branch": None})
    jobs.configured(call.world)


def _update(call: Call) -> None:
    server = _load(call)
    server.update(_checked(call.world, call.parsed, server["id"]))
    jobs.configured(call.world)


def _delete(call: Call) -> None:
    server = _load(call)
    if server["primary"]:
        raise UserError("&error.delete.primary")
    features.server_gone(call.world, server)
    call.world.table("servers").remove(server["id"])
    jobs.configured(call.world)


def _send_profiles(call: Call) -> None:
    if "server" in call.params:
        _load(call)
    jobs.configured(call.world)


# ---- processes


def _processes(world: World, server: Record) -> Iterator[str]:
    if server["primary"]:
        yield "sipxconfig"
    yield "cf-serverd"
    on = (*features.enabled(world, str(server["id"])), *features.enabled(world, features.GLOBAL))
    yield from dict.fromkeys(features.PROCESSES[name] for name in on if name in features.PROCESSES)


def _services(call: Call, server: Record) -> list[Record]:
    if "snmp" not in features.enabled(call.world, features.GLOBAL):
        raise UserError("Could not get SNMP data")
    stopped = call.world.section("stopped").get(str(server["id"]), ())
    return [{"serviceId": name, "status": "ShutDown" if name in stopped else "Running"} for name in _processes(call.world, server)]


def _service_list(call: Call) -> Response:
    return call.show(SERVICE_LIST, {"services": _services(call, _load(call))})


def _service(call: Call) -> Response:
    found = next((row for row in _services(call, _load(call)) if row["serviceId"] == call.params["service"]), None)
    if found is None:
        raise Refused(404, NOT_FOUND)
    return call.show(SERVICE, found)


def _restart(call: Call) -> None:
    server, name = _load(call), call.params["service"]
    if name not in _processes(call.world, server):
        raise UserError(f"Could not find process definitions for {name}")
    stopped = call.world.section("stopped").get(str(server["id"]), [])
    if name in stopped:
        stopped.remove(name)
    jobs.add_job(call.world, "restart services", server)


# ---- features


def _bundle_list(call: Call) -> Response:
    return call.show(features.BUNDLE_LIST, {"bundles": [features.bundle(name) for name in features.BUNDLES]})


def _bundle(call: Call) -> Response:
    if call.params["bundle"] not in features.BUNDLES:
        raise Refused(404, "Bundle not found")
    return call.show(features.BUNDLE, features.bundle(call.params["bundle"]))


def _features(call: Call) -> Response:
    server = _load(call) if "server" in call.params else None
    return call.show(features.FEATURE_LIST, {"features": list(features.shown(call.world, server))})


def _switch_on(call: Call) -> None:
    features.switch_on(call, _load(call) if "server" in call.params else None, call.params["feature"])
    jobs.configured(call.world)


def _switch_off(call: Call) -> None:
    features.switch_off(call.world, _load(call) if "server" in call.params else None, call.params["feature"])
    jobs.configured(call.world)


def _seed(world: World) -> None:
    primary = world.table("servers").find(primary=True)
    assert primary is not None
    features.seed(world, primary["id"])


def _of_jobs(call: Call) -> Record:
    return _load(call, "")


FAMILY = Family(
    "servers",
    api=(
        ApiRoute("GET", "/servers", _list),
        ApiRoute("POST", "/servers", _create, body=SERVER),
        ApiRoute("PUT", "/servers/profiles", _send_profiles),
        ApiRoute("GET", "/servers/bundles", _bundle_list),
        ApiRoute("GET", "/servers/bundles/{bundle}", _bundle),
        ApiRoute("GET", "/servers/features", _features),
        ApiRoute("PUT", "/servers/features/{feature}", _switch_on, consumes=ANY_BODY),
        ApiRoute("DELETE", "/servers/features/{feature}", _switch_off),
        *jobs.ROUTES,
        ApiRoute("GET", "/servers/{server}", _get),
        ApiRoute("PUT", "/servers/{server}", _update, body=SERVER),
        ApiRoute("DELETE", "/servers/{server}", _delete),
        ApiRoute("PUT", "/servers/{server}/profiles", _send_profiles),
        ApiRoute("GET", "/servers/{server}/service", _service_list),
        ApiRoute("GET", "/servers/{server}/service/{service}", _service),
        ApiRoute("GET", "/servers/{server}/service/{service}/restart", _restart),
        ApiRoute("GET", "/servers/{server}/features", _features),
        ApiRoute("PUT", "/servers/{server}/features/{feature}", _switch_on, consumes=ANY_BODY),
        ApiRoute("DELETE", "/servers/{server}/features/{feature}", _switch_off),
        ApiRoute("GET", "/servers/{server}/jobs", jobs.of_server(_of_jobs, lambda job: True)),
        ApiRoute("GET", "/servers/{server}/jobs/failed", jobs.of_server(_of_jobs, jobs.failed)),
        ApiRoute("GET", "/servers/{server}/jobs/completed", jobs.of_server(_of_jobs, jobs.not_failed)),
    ),
    seed=_seed,
)
