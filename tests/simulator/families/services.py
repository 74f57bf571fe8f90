# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings of services: one record of values for each service of the whole cluster."""

from __future__ import annotations

import re
from collections.abc import Callable

from werkzeug.wrappers import Response

from ..api_engine import ApiRoute
from ..calls import APP_XML, JSON, TEXT_XML, Call
from ..errors import JavaError, Refused, UserError, null_pointer
from ..family import Family
from ..settings import SETTING_LIST, Leaf, Resolver, SettingsView, load_tree, settings_routes
from ..world import World

SERVICES = (
    "dns", "ivr", "mwi", "moh", "imbot", "pagegroups", "proxy", "registrar", "restserver", "saa", "ftp", "cdrs"
)  # fmt: skip
XML_FIRST = (APP_XML, JSON, TEXT_XML)

LOCAL_NETWORKS = ("172.16.0.0/12", "192.168.0.0/16", "10.0.0.0/8", "127.0.0.0/8")
_ADDRESS = re.compile(r"(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}", re.ASCII)
_SUBNET = re.compile(r"\d{1,3}(\.\d{1,3}){0,3}/\d{1,2}", re.ASCII)
_SIP_USER = re.compile(r"([-_.!~*'()=+$,;?/a-zA-Z0-9]|%[0-9a-fA-F]{2})+")

ACL = "acl/ips"
PAGE_PREFIX = "page-config/prefix"


def view(world: World, edition: str, name: str) -> SettingsView:
    """The settings of a service."""
    computed = _COMPUTED.get(name, {})

    def default(leaf: Leaf) -> str | None:
        compute = computed.get(leaf.path)
        return leaf.default if compute is None else compute(world)

    own: dict[str, str] = world.section("services").setdefault(name, {})
    tree = load_tree(f"services/{name}", edition)
    return SettingsView(tree, own, default, before_save=_CHECKS.get(name))


def _acl(world: World) -> str:
    addresses = [server["ip"] for server in world.table("servers") if server.get("ip")]
    return ",".join((*addresses, *LOCAL_NETWORKS))


def _check_acl(settings: SettingsView) -> None:
    """Every save of a DNS setting checks the present list."""
    items = (settings.value(ACL) or "").split(",")
    for item in (item.strip() for item in items):
        if item and not _ADDRESS.fullmatch(item) and not _SUBNET.fullmatch(item):
            raise UserError("&msg.invalidcidr")


def _check_prefix(settings: SettingsView) -> None:
    prefix = settings.value(PAGE_PREFIX)
    if prefix is None or not prefix.strip():
        raise UserError("&error.blank.prefix")
    if not _SIP_USER.fullmatch(prefix):
        raise UserError("&error.invalid.prefix")


_COMPUTED: dict[str, dict[str, Callable[[World], str | None]]] = {
    "dns": {ACL: _acl},
    "ftp": {"vsftp-config/pasv_address": lambda world: ""},
}
_CHECKS: dict[str, Callable[[SettingsView], None]] = {"dns": _check_acl, "pagegroups": _check_prefix}


def _resolver(name: str) -> Resolver:
    def resolve(call: Call) -> SettingsView:
        return view(call.world, call.edition.name, name)

    return resolve


def _routes(name: str) -> list[ApiRoute]:
    routes = settings_routes(f"/{name}", _resolver(name))
    if name != "cdrs":
        return routes
    return [ApiRoute(r.method, r.template, r.handler, consumes=r.consumes, produces=XML_FIRST, reads_text=r.reads_text) for r in routes]


def _no_directory(call: Call) -> None:
    """The prompt calls that every service has by accident: there is no directory behind them."""
    raise null_pointer()


def _no_prompt(call: Call) -> None:
    raise Refused(404, "Prompt not found")


_ACCIDENTS = tuple(
    route
    for name in SERVICES
    if name not in ("moh", "pagegroups", "cdrs")
    for route in (
        ApiRoute("GET", f"/{name}/prompts", _no_directory),
        ApiRoute("GET", f"/{name}/prompts/{{prompt}}", _no_prompt),
    )
)


def _ntp(call: Call) -> SettingsView:
    return SettingsView(load_tree("services/ntp", call.edition.name), call.world.section("services").setdefault("ntp", {}))


def _ntp_list(call: Call) -> Response:
    return call.show(SETTING_LIST, _ntp(call).listing())


def _ntp_set(call: Call) -> None:
    """A merge: what is listed changes, unknown paths are ignored. A group refuses all of it."""
    view = _ntp(call)
    before = dict(view.own)
    try:
        for item in call.parsed["settings"] or []:
            view.put(item["path"] or "", item["value"])
    except JavaError:
        view.own.clear()
        view.own.update(before)
        raise


NTP = Family(
    "ntp",
    api=(ApiRoute("GET", "/timezone/settings", _ntp_list), ApiRoute("PUT", "/timezone/settings", _ntp_set, body=SETTING_LIST)),
    only=lambda edition: edition.name == "fork",
)
FAMILY = Family("services", api=(*(route for name in SERVICES for route in _routes(name)), *_ACCIDENTS))
