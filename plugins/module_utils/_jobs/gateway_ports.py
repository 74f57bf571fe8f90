# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many ports a gateway has: sipx_gateway_port. Private to the collection."""

from __future__ import annotations

from .._engine import counted
from .._engine.apply import converge
from .._engine.world import World
from .._resources.gateway_ports import GATEWAY_PORTS
from ._base import Job, Params, Report


def job() -> Job:
    return Job(spec={"gateway": {"type": "str", "required": True}, "count": {"type": "int", "required": True}}, work=_work)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    row = counted.Row(GATEWAY_PORTS, {"gateway": params["gateway"]}, params["count"])
    outcome = converge(row, world, retries)
    before, after = ({"count": (values or {}).get("count")} for values in (outcome.before, outcome.after))
    diff = {"before": before, "after": after, "before_header": row.title, "after_header": row.title}
    return Report(outcome.changed, {"ports": counted.shown(outcome.after)}, diff, outcome.warnings)
