# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers and their processes on the wire."""

from __future__ import annotations

from ..beans import Bean, Bool, Enum, Field, Int, Listing, Nested

SERVER = Bean(
    "Server",
    (
        Field("id", Int(), access="ro"),
        Field("host"),
        Field("ip"),
        Field("primary", Bool(), access="ro"),
        Field("registered", Bool(), access="ro"),
        Field("description"),
    ),
    java="org.sipfoundry.sipxconfig.api.model.ServerBean",
)
SERVER_LIST = Bean("Servers", (Field("servers", Listing(Nested(SERVER), "Server")),))
SERVICE = Bean("Service", (Field("serviceId"), Field("status", Enum(("Running", "ShutDown")))))
SERVICE_LIST = Bean("Services", (Field("services", Listing(Nested(SERVICE), "Service")),))
