# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PSTN gateways and SIP trunks. Source of the facts: wire/gateways.yml.

The record is replaced as a whole, an echoed branch object or deviceVersion breaks it, and a misspelt branch is
dropped with status 200. Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Field, Raw, Reader, Resource, Seen, Step, Wanted
from .._wire import SELF, BadInput, Call, Refused
from . import _checks
from ._gateway_models import UNMANAGED
from ._membership import put_in, rules_of

TRANSPORTS = ("none", "udp", "tcp", "tls")
#: Models that are templates of one SIP trunk model; the server takes them but does not list them.
_TRUNK_TEMPLATE = "itsp"
MODELS = Call("GET", "/api/gateways/models")


def _named(branch: t.Any) -> t.Any:
    return branch.get("name") if isinstance(branch, t.Mapping) else None


def _known_model(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    """An unknown model is refused here with the known ones; the server's answer would be an exception's text."""
    model = wanted.values.get("model")
    if not model or model.startswith(_TRUNK_TEMPLATE) or (seen.raw and seen.values["model"] == model):
        return
    known = [row["modelId"] for row in reader.get(MODELS)["models"]]
    if model not in known:
        raise BadInput(f"model: the PBX has no gateway model {model!r}; it has {', '.join(known)}", details={"value": model})


def _out_of_rules(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    """A gateway in a dial rule cannot be deleted; and the last one must not go while its rule is on."""
    steps = []
    for rule in rules_of(reader, seen.raw or {}):
        others = [
            row["name"]
            for row in reader.rows("gateway")
            if row["id"] != seen.ident and rule["id"] in [r["id"] for r in rules_of(reader, row)]
        ]
        if rule["enabled"] and not others and not wanted.options["force"]:
            raise Refused(
                f"gateway {wanted.key!r} is the only one of the enabled dial rule {rule['name']!r}: deleting it would switch the rule off."
                " Put another gateway into the rule first, disable the rule, or set force=true"
            )
        call = Call("DELETE", "/api/gateways/{id}/rules/{rule}", {"id": seen.ident, "rule": rule["id"]})
        steps.append(Step(call, f"take gateway {wanted.key!r} out of dial rule {rule['name']!r}"))
    return steps


def _into_its_rules(reader: Reader, gateway: Raw) -> list[Step]:
    """Each dial rule with the gateway is saved again: a gateway that is in it keeps its place."""
    return [
        Step(put_in(gateway["id"]).with_id(rule["id"]), f"save dial rule {rule['name']!r} again with gateway {gateway['name']!r}")
        for rule in rules_of(reader, gateway)
    ]


def _caller_id(name: str, wire: str, **more: t.Any) -> Field:
    return Field("caller_id." + name, "callerAliasInfo." + wire, **more)


GATEWAY = Resource(
    kind="gateway",
    title="gateway",
    plural="gateways",
    key="name",
    fields=(
        Field("name", "name", required=True, clearable=False, check=_checks.name),
        Field("description", "description", check=_checks.short_text),
        Field("model", "model.modelId", create=UNMANAGED, fixed=True, clearable=False),
        Field("enabled", "enabled", "bool", create=True),
        Field("address", "address", check=_checks.short_text),
        Field("port", "addressPort", "int", empty=0, check=_checks.port),
        Field("transport", "addressTransport", choices=TRANSPORTS, create="none", clearable=False),
        Field("outbound_address", "outboundAddress", check=_checks.short_text),
        Field("outbound_port", "outboundPort", "int", empty=0, create=5060, check=_checks.port),
        Field("prefix", "prefix", check=_checks.short_text),
        Field("shared", "shared", "bool", create=True),
        Field("internal_bridge", "useInternalBridge", "bool"),
        Field("branch", "branch", ref="branch", from_wire=_named, to_wire=lambda name: {"name": name} if name else None),
        _caller_id("number", "defaultCallerAlias", check=_checks.short_text),
        _caller_id("block", "anonymous", type="bool"),
        _caller_id("ignore_user", "ignoreUserInfo", type="bool"),
        _caller_id("transform_extension", "transformUserExtension", type="bool"),
        _caller_id("prefix", "addPrefix", check=_checks.short_text),
        _caller_id("keep_digits", "keepDigits", type="int", empty=0, check=_checks.in_range(-1, 99)),
        _caller_id("display_name", "displayName", check=_checks.short_text),
        _caller_id("url_parameters", "urlParameters", check=_checks.short_text),
    ),
    rows_call=Call("GET", "/api/gateways"),
    rows_at=("gateways",),
    item=Call("GET", "/api/gateways/{id}", {"id": SELF}),
    create=Call("POST", "/api/gateways"),
    update=Call("PUT", "/api/gateways/{id}", {"id": SELF}),
    delete=Call("DELETE", "/api/gateways/{id}", {"id": SELF}),
    examine=_known_model,
    unlink=_out_of_rules,
    again=_into_its_rules,
    extra={"force": {"type": "bool", "default": False}},
)
