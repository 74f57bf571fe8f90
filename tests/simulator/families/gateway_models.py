# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What gateways are made of: the installed models with their setting trees, and the beans of the family."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..beans import Bean, Bool, Field, Int, Listing, Nested, Opaque, Text
from ..errors import JavaError
from ..settings import DATA, SettingTree, tree_from
from ..world import Record

TRANSPORTS = ("none", "udp", "tcp", "tls")


@dataclass(frozen=True)
class Model:
    """One model. settings None: the gateway has no settings at all. listed: the model list shows it.

    The trees of the AudioCodes models are small stand-ins for the vendor's large ones, their numbers of ports too.
    """

    model_id: str
    label: str
    vendor: str | None
    versions: tuple[str, ...] | None
    settings: SettingTree | None
    max_ports: int
    port_settings: SettingTree
    listed: bool

    def show(self) -> Record:
        """As a GatewayModel record."""
        versions = None if self.versions is None else list(self.versions)
        return {"modelId": self.model_id, "label": self.label, "vendor": self.vendor, "versions": versions}


@cache
def models() -> dict[str, Model]:
    """The installed models by id."""
    data: dict[str, Any] = json.loads((DATA / "gateway_models.json").read_text(encoding="utf-8"))
    trees = {name: tree_from(tree) for name, tree in data["trees"].items()}
    found = {}
    for item in data["models"]:
        found[item["modelId"]] = Model(
            model_id=item["modelId"],
            label=item["label"],
            vendor=item["vendor"],
            versions=None if item["versions"] is None else tuple(item["versions"]),
            settings=trees[item["settings"]] if item["settings"] else None,
            max_ports=item["max_ports"],
            port_settings=trees[item["port_settings"]] if "port_settings" in item else SettingTree(()),
            listed=item.get("listed", True),
        )
    return found


def model_of(model_id: str | None) -> Model:
    """The model with this id; an unknown one is the server's exception."""
    model = models().get(model_id or "")
    if model is None:
        raise JavaError("java.lang.IllegalArgumentException", f"No such model with id '{model_id}'")
    return model


MODEL = Bean(
    "Model",
    (
        Field("modelId"),
        Field("label"),
        Field("vendor"),
        Field("versions", Listing(Text(), "Version", wrapper="Versions")),
    ),
    java="org.sipfoundry.sipxconfig.api.model.ModelBean",
)

MODEL_LIST = Bean("Models", (Field("models", Listing(Nested(MODEL), "Model")),))

_ADDRESS = Bean(
    "address",
    (
        Field("state"),
        Field("country"),
        Field("street"),
        Field("city"),
        Field("zip"),
        Field("officeDesignation"),
        Field("id", Int()),
    ),
    java="org.sipfoundry.sipxconfig.phonebook.Address",
)

_ROUTES = Bean(
    "routes",
    (
        Field("empty", Opaque(), access="out"),
        Field("subnets", Listing(Text(), "subnets")),
        Field("domains", Listing(Text(), "domains")),
    ),
    java="org.sipfoundry.sipxconfig.branch.BranchRoutes",
)

BRANCH = Bean(
    "Branch",
    (
        Field("name"),
        Field("timeZone"),
        Field("address", Nested(_ADDRESS)),
        Field("description"),
        Field("phoneNumber"),
        Field("faxNumber"),
        Field("entityIdentifier", Opaque(), access="out"),
        Field("configChangeType", Opaque(), access="out"),
        Field("routes", Nested(_ROUTES)),
        Field("dataSets", Opaque()),
        Field("locations", Opaque()),
        Field("locationsInbound", Opaque()),
        Field("locationsList", Opaque()),
        Field("locationsInboundList", Opaque()),
        Field("fallbackBranch", Opaque()),
        Field("validUser", Opaque(), access="out"),
        Field("locationsNamesList", Opaque()),
        Field("locationsInboundNamesList", Opaque()),
        Field("entityName", Opaque(), access="out"),
        Field("replicationEnabled", Opaque(), access="out"),
        Field("id", Opaque()),
    ),
    java="org.sipfoundry.sipxconfig.api.model.GatewayBean$BranchBean",
)

CALLER_ALIAS = Bean(
    "CallerAliasInfo",
    (
        Field("defaultCallerAlias"),
        Field("anonymous", Bool()),
        Field("ignoreUserInfo", Bool()),
        Field("transformUserExtension", Bool()),
        Field("addPrefix"),
        Field("keepDigits", Int()),
        Field("displayName"),
        Field("urlParameters"),
    ),
    java="org.sipfoundry.sipxconfig.api.model.CallerAliasInfoBean",
)

GATEWAY = Bean(
    "Gateway",
    (
        Field("id", Int(nullable=True)),
        Field("name"),
        Field("serialNo"),
        Field("deviceVersion"),
        Field("description"),
        Field("model", Nested(MODEL), xml="Model"),
        Field("enabled", Bool()),
        Field("address"),
        Field("addressPort", Int()),
        Field("outboundAddress"),
        Field("outboundPort", Int()),
        Field("addressTransport"),
        Field("prefix"),
        Field("shared", Bool()),
        Field("useInternalBridge", Bool()),
        Field("branch", Nested(BRANCH), xml="Branch"),
        Field("callerAliasInfo", Nested(CALLER_ALIAS), xml="CallerAliasInfo"),
    ),
    java="org.sipfoundry.sipxconfig.api.model.GatewayBean",
)

GATEWAY_LIST = Bean("Gateways", (Field("gateways", Listing(Nested(GATEWAY), "Gateway")),))
PORT = Bean("Port", (Field("id", Int()),))
PORT_LIST = Bean("Ports", (Field("ports", Listing(Nested(PORT), "Port")),))

PLAIN_FIELDS = (
    "name",
    "description",
    "enabled",
    "address",
    "addressPort",
    "outboundAddress",
    "outboundPort",
    "prefix",
    "shared",
    "useInternalBridge",
)
"""The fields that a write copies as they are."""


def show_branch(branch: Record) -> Record:
    """A branch as the dump of the server's internal record: its id is always -1 here."""
    return {
        "name": branch["name"],
        "timeZone": branch.get("timeZone"),
        "address": branch["address"],
        "description": branch["description"],
        "phoneNumber": branch["phoneNumber"],
        "faxNumber": branch["faxNumber"],
        "entityIdentifier": branch["name"],
        "configChangeType": "Branch",
        "routes": {"empty": True, "subnets": [], "domains": []},
        "dataSets": [],
        "locations": [],
        "locationsInbound": [],
        "locationsList": [],
        "locationsInboundList": [],
        "fallbackBranch": None,
        "validUser": False,
        "locationsNamesList": [],
        "locationsInboundNamesList": [],
        "entityName": "BranchBean",
        "replicationEnabled": True,
        "id": -1,
    }
