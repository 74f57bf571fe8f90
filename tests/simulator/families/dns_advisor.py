# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The DNS advisor: /api/dns/advisor. The section "name_servers" holds what a name server lacks, by its address.

Each is a list of (kind, record); a name server that is not there knows nothing, so that everything is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from werkzeug.wrappers import Response

from .. import auth
from ..api_engine import ApiRoute
from ..calls import PLAIN, Call
from ..family import Family
from ..world import World

KINDS = ("naptr", "rr", "a")


def expected(world: World) -> Iterator[tuple[str, str]]:
    """The records of the default view."""
    domain = auth.REALM
    for transport, service in (("D2T", "_sip._tcp"), ("D2U", "_sip._udp")):
        yield "naptr", f'{domain}. IN NAPTR \\d 0 "s" "SIP+{transport}" "" {service}'
    for server in world.table("servers"):
        yield "rr", f"_sip._udp.{domain}. IN SRV 30 10 5060 {server['host']}."
        if server["ip"]:
            yield "a", f"{server['host']} IN A {server['ip']}"


def _known(world: World) -> set[str]:
    """The servers of the cluster ask their own name server, where all is well."""
    return {text for server in world.table("servers") for text in (server["host"], server["ip"]) if text}


def _advise(call: Call) -> Response:
    address = call.params["server"]
    lacks = call.world.section("name_servers").get(address)
    if lacks is None:
        lacks = [] if address in _known(call.world) else list(expected(call.world))
    report = ""
    for kind in KINDS:
        lines = [record for of_kind, record in lacks if of_kind == kind]
        if lines:
            report += f"\n;; Missing {kind} records\n" + "".join(f"{line}\n" for line in lines)
    return call.say(report)


FAMILY = Family("dns_advisor", api=(ApiRoute("GET", "/dns/advisor/server/{server}", _advise, produces=(PLAIN,)),))
