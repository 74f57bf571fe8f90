# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Gateways and SIP trunks: /api/gateways with ports, models, settings and their place in dial rules."""

from __future__ import annotations

from typing import Any

from werkzeug.wrappers import Response

from ..api_engine import MEDIA, ApiRoute
from ..beans import Parsed, java_int
from ..calls import Call
from ..errors import JavaError, Refused, constraint, foreign_key, no_row, null_pointer
from ..family import Family
from ..settings import Leaf, SettingsView, settings_routes
from ..world import Record, World
from . import dial_rules
from .branches import find_branch
from .gateway_models import (
    GATEWAY,
    GATEWAY_LIST,
    MODEL_LIST,
    PLAIN_FIELDS,
    PORT_LIST,
    TRANSPORTS,
    model_of,
    models,
    show_branch,
)

JAVA = "org.sipfoundry.sipxconfig.gateway.Gateway"
PORT_JAVA = "org.sipfoundry.sipxconfig.gateway.FxoPort"
DUPLICATE = "org.sipfoundry.sipxconfig.gateway.GatewayContextImpl$DuplicateNameException"


def find(call: Call) -> Record:
    """The gateway of the path: a 32-bit number is the id, anything else a serial number."""
    text = call.params["gatewayId"]
    gateways = call.world.table("gateways")
    key = java_int(text)
    if key is None:
        by_serial = gateways.find(serialNo=text)
        if by_serial is None:
            raise JavaError("java.lang.IllegalArgumentException", "id to load is required for loading")
        return by_serial
    gateway = gateways.get(key)
    if gateway is None:
        raise no_row(JAVA, key)
    return gateway


def show(world: World, gateway: Record) -> Record:
    """A stored gateway as its bean. An uninstalled model or a null transport cannot be shown."""
    model = model_of(gateway["model"])
    if gateway["addressTransport"] is None:
        raise null_pointer()
    branch = world.table("branches").get(gateway["branch"])
    return {
        **gateway,
        "serialNo": None,
        "model": model.show(),
        "branch": None if branch is None else show_branch(branch),
    }


# ---- records


def _list(call: Call) -> Response:
    return call.show(GATEWAY_LIST, {"gateways": [show(call.world, one) for one in call.world.table("gateways")]})


def _get(call: Call) -> Response:
    return call.show(GATEWAY, show(call.world, find(call)))


def _models(call: Call) -> Response:
    listed = sorted((m for m in models().values() if m.listed), key=lambda m: m.model_id)
    return call.show(MODEL_LIST, {"models": [model.show() for model in listed]})


def _content(call: Call, parsed: Parsed, stored: Record | None) -> dict[str, Any]:
    """What a body stores: everything but settings, ports and rules. Raises what the server would, in its order."""
    world = call.world
    if parsed["model"]["modelId"] is None:
        raise null_pointer()
    model = model_of(parsed["model"]["modelId"])
    content: dict[str, Any] = {name: parsed[name] for name in PLAIN_FIELDS}
    content["model"] = model.model_id
    content["deviceVersion"] = _version(world, parsed, stored, model.versions)
    wanted = (parsed["branch"] or {}).get("name")
    branch = find_branch(world, wanted)
    content["branch"] = None if branch is None else branch["id"]
    transport = parsed["addressTransport"]
    content["addressTransport"] = transport if transport in TRANSPORTS else None
    content["callerAliasInfo"] = None if parsed["callerAliasInfo"] is None else dict(parsed["callerAliasInfo"])
    other = None if content["name"] is None else world.table("gateways").find(name=content["name"])
    if other is not None and other is not stored:
        raise JavaError(DUPLICATE, "&error.duplicateNameException")
    for column, key in (("address_transport", "addressTransport"), ("caller_alias_info_id", "callerAliasInfo")):
        if content[key] is None:
            raise constraint("gateway", column)
    return content


def _version(world: World, parsed: Parsed, stored: Record | None, versions: tuple[str, ...] | None) -> str | None:
    """The firmware version: kept unless sent; a sent one is glued to the vendor as sent, and must be new."""
    sent = parsed["deviceVersion"]
    if sent is None:
        if stored is not None:
            kept: str | None = stored["deviceVersion"]
            return kept
        return versions[0] if versions else None
    name = f"{parsed['model']['vendor'] or 'null'}{sent}"
    made: list[str] = world.section("gateway_versions").setdefault("made", [])
    if name in made or any(name in (model.versions or ()) for model in models().values()):
        raise JavaError("java.lang.IllegalArgumentException", f"The Enum name must be unique, '{name}' has already been added")
    made.append(name)
    return name


def _create(call: Call) -> int:
    if call.parsed["model"] is None:
        raise Refused(404, "No such phone model defined")
    content = _content(call, call.parsed, None)
    return call.world.table("gateways").add({**content, "serialNo": None, "settings": {}, "ports": []})


def _update(call: Call) -> int:
    gateway = find(call)
    if call.parsed["model"] is None:
        raise null_pointer()
    gateway.update(_content(call, call.parsed, gateway))
    key: int = gateway["id"]
    return key


def _delete(call: Call) -> None:
    gateway = find(call)
    if any(gateway["id"] in rule["gateways"] for rule in call.world.table("rules")):
        raise foreign_key("gateway", "dialing_rule_gateway")
    call.world.table("gateways").remove(gateway["id"])


# ---- dial rules


def _available_rules(call: Call) -> Response:
    gateway = find(call)
    rules = [r for r in dial_rules.in_order(call.world) if dial_rules.is_gateway_aware(r)]
    return dial_rules.show_list(call, [r for r in rules if gateway["id"] not in r["gateways"]])


def _rule_add(call: Call) -> None:
    gateway, rule = find(call), dial_rules.load(call)
    if gateway["id"] not in rule["gateways"]:
        rule["gateways"].append(gateway["id"])


def _rule_remove(call: Call) -> None:
    """Taking the last gateway out of a rule that cannot do without disables the rule."""
    gateway, rule = find(call), dial_rules.load(call)
    if gateway["id"] not in rule["gateways"]:
        return
    rule["gateways"].remove(gateway["id"])
    if not rule["gateways"] and not dial_rules.is_internal(rule):
        rule["enabled"] = False


# ---- settings


def _settings(call: Call) -> SettingsView | None:
    gateway = find(call)
    tree = model_of(gateway["model"]).settings
    if tree is None:
        return None
    follows = {
        "itsp-account/itsp-proxy-address": gateway["address"],
        "itsp-account/itsp-proxy-domain": gateway["address"],
        "itsp-account/itsp-proxy-listening-port": str(gateway["addressPort"] or "") or None,
        "itsp-account/itsp-transport": gateway["addressTransport"],
    }

    def default(leaf: Leaf) -> str | None:
        return follows.get(leaf.path, leaf.default)

    return SettingsView(tree, gateway["settings"], default)


# ---- ports


def _ports(call: Call) -> Response:
    return call.show(PORT_LIST, {"ports": find(call)["ports"]})


def _port_add(call: Call) -> None:
    gateway = find(call)
    limit = model_of(gateway["model"]).max_ports
    if len(gateway["ports"]) >= limit:
        raise JavaError(f"{JAVA}$MaxPortsException", f"Maximum number of ports is {limit}")
    gateway["ports"].append({"id": call.world.table("ports").new_id(), "settings": {}})


def _port_remove(call: Call) -> None:
    """A port of another gateway is known, but nothing is removed."""
    gateway = find(call)
    key = call.params["portId"]
    if not any(port["id"] == key for one in call.world.table("gateways") for port in one["ports"]):
        raise no_row(PORT_JAVA, key)
    gateway["ports"] = [port for port in gateway["ports"] if port["id"] != key]


def _port_settings(call: Call) -> SettingsView:
    gateway = find(call)
    port = next((one for one in gateway["ports"] if one["id"] == call.params["portId"]), None)
    if port is None:
        raise Refused(404)
    return SettingsView(model_of(gateway["model"]).port_settings, port["settings"], lenient_reset=True)


ONE = "/gateways/{gatewayId}"

FAMILY = Family(
    "gateways",
    api=(
        ApiRoute("GET", "/gateways", _list),
        ApiRoute("POST", "/gateways", _create, body=GATEWAY),
        ApiRoute("GET", "/gateways/models", _models),
        ApiRoute("GET", ONE, _get),
        ApiRoute("PUT", ONE, _update, body=GATEWAY),
        ApiRoute("DELETE", ONE, _delete),
        ApiRoute("GET", f"{ONE}/availablerules", _available_rules),
        ApiRoute("PUT", f"{ONE}/rules/{{ruleId:int}}", _rule_add, consumes=MEDIA),
        ApiRoute("DELETE", f"{ONE}/rules/{{ruleId:int}}", _rule_remove),
        ApiRoute("GET", f"{ONE}/ports", _ports),
        ApiRoute("POST", f"{ONE}/ports", _port_add),
        ApiRoute("DELETE", f"{ONE}/ports/{{portId:int}}", _port_remove),
        *settings_routes(ONE, _settings),
        *settings_routes(f"{ONE}/ports/{{portId:int}}", _port_settings),
    ),
)
