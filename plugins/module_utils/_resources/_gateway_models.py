# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Models of gateways that the PBX treats in their own way. Source of the facts: wire/gateways.yml. Private to the collection."""

from __future__ import annotations

#: A gateway that the PBX only sends calls to: it has neither settings nor ports.
UNMANAGED = "genericGatewayStandard"
