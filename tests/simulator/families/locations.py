# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The servers of the cluster, as far as other families name them."""

from __future__ import annotations

from ..beans import java_int
from ..calls import Call
from ..errors import Refused, no_row
from ..family import Family
from ..world import Record, World

JAVA = "org.sipfoundry.sipxconfig.commserver.Location"
PRIMARY = {
    "host": "pbx1.voice.test",
    "ip": "192.0.2.10",
    "primary": True,
    "registered": True,
    "description": "Primary",
    "branch": None,
}


def find_server(call: Call, text: str | None) -> Record | None:
    """The server that a number (id) or a host name stands for; an unknown number is an error of its own."""
    if text is None:
        return None
    servers = call.world.table("servers")
    key = java_int(text)
    if key is None:
        return servers.find(host=text)
    server = servers.get(key)
    if server is None and call.edition.name == "fork":
        raise Refused(404)
    if server is None:
        raise no_row(JAVA, key)
    return server


def _seed(world: World) -> None:
    servers = world.table("servers")
    if not len(servers):
        servers.add(PRIMARY)


FAMILY = Family("locations", seed=_seed)
