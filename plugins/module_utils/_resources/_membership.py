# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which gateways are in which dial rules: readable only as a difference of two lists (wire/gateways.yml, idempotency).

Private to the collection.
"""

from __future__ import annotations

from .._resource import Raw, Reader
from .._wire import Call


def rules_of(reader: Reader, gateway_id: object) -> list[Raw]:
    """The dial rules that contain a gateway, in the order of the dial plan."""
    available = reader.get(Call("GET", "/api/gateways/{id}/availablerules", {"id": gateway_id}))["rules"]
    outside = {rule["id"] for rule in available}
    return [rule for rule in reader.rows("dial_rule") if rule["gatewayAware"] and rule["id"] not in outside]
