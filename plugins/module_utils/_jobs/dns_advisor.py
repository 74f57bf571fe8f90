# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What name servers lack of the records that the PBX needs: sipx_dns_advisor_info. Private to the collection.

Source of the facts: wire/dns.yml. The server hands the text of the path to its checking tool as the name server to ask; it
looks nothing up, so that a misspelt name only makes everything seem to be missing.
"""

from __future__ import annotations

import re
import typing as t

from .._engine.world import World
from .._resource import Values
from .._wire import TEXT, BadInput, Call
from ._base import Job, Params, Report

_KIND = re.compile(r";; Missing (\S+) records")
_KINDS = {"rr": "srv"}
_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?")


def job() -> Job:
    return Job(
        spec={"server": {"type": "str"}, "name_server": {"type": "str"}},
        work=_work,
        rules={"mutually_exclusive": [("server", "name_server")]},
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    for option in ("server", "name_server"):
        if option in given and not str(params[option] or "").strip():
            raise BadInput(f"{option} is empty: name one, or leave the option out for all servers of the PBX")
    world.begin()
    advice = [_advice(world, name) for name in _asked(params, world)]
    return Report(False, {"advice": advice, "healthy": all(one["healthy"] for one in advice)})


def _asked(params: Params, world: World) -> list[str]:
    if params["name_server"]:
        name = params["name_server"].strip()
        if not _NAME.fullmatch(name) or name.isdecimal():
            raise BadInput(f"name_server: {name!r} is neither a host name nor an IP address")
        return [name]
    if params["server"]:
        return [str(world.need("server", params["server"], "server")["host"])]
    return [str(row["host"]) for row in world.rows("server")]


def _advice(world: World, name: str) -> Values:
    report = str(world.get(Call("GET", "/api/dns/advisor/server/{server}", {"server": name}, accept=TEXT)) or "")
    missing = list(_missing(report))
    return {"name_server": name, "healthy": not report.strip(), "missing": missing, "report": report.strip() or None}


def _missing(report: str) -> t.Iterator[Values]:
    """The records of a report, with their kind."""
    kind = "unknown"
    for line in report.splitlines():
        heading = _KIND.match(line)
        if heading:
            kind = _KINDS.get(heading.group(1), heading.group(1))
        elif line.strip():
            yield {"kind": kind, "record": line.strip()}
