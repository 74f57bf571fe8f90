# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ports of managed gateways (FXO, FXS, trunks of a PRI box). Source of the facts: wire/gateways.yml, ports.

A port has an id and settings, nothing else; how many a model may have, only the server knows. Private to the collection.
"""

from __future__ import annotations

from .._resource import Counted, Raw, Reader, Values
from .._wire import Call, Refused
from ._gateway_models import UNMANAGED
from ._targets import PORTS

_PORTLESS = (UNMANAGED, "sipTrunkStandard", "acmeGatewayStandard")
#: Models made of a provider's template are SIP trunks.
_TRUNK_TEMPLATE = "itsp"


def _place(reader: Reader, target: Raw, count: int) -> Values:
    row = reader.need("gateway", target["gateway"], "gateway")
    model = str(row["model"]["modelId"])
    if count and (model in _PORTLESS or model.startswith(_TRUNK_TEMPLATE)):
        raise Refused(f"gateway {target['gateway']!r} is of model {model}, which has no ports: the limit of the PBX is 0")
    return {"gateway": row["id"]}


GATEWAY_PORTS = Counted(
    named_by="gateway",
    word="port",
    owner="gateway {gateway}",
    place=_place,
    rows=PORTS,
    rows_at=("ports",),
    create=Call("POST", "/api/gateways/{gateway}/ports"),
    delete=Call("DELETE", "/api/gateways/{gateway}/ports/{one}"),
    loses="its settings",
)
