# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The special mode of the auto attendants: sipx_special_mode. Source of the facts: wire/auto_attendants.yml.

Two calls turn over what they do not name: switching on clears the attendant that is selected (and selects after-hours
where none was), and selecting one while none is selected brings up after-hours instead. What is selected while the mode
is off cannot be seen. Private to the collection.
"""

from __future__ import annotations

from .._engine import state
from .._engine.apply import converge
from .._engine.world import World
from .._resource import Raw, Step, Values
from .._resources.auto_attendants import records
from .._wire import BadInput, Call, Refused, Text
from ._base import Job, Params, Report

_TITLE = "special mode"
_AFTER_HOURS = "afterhour"
_LIST = Call("GET", "/rest/auto-attendant")
_MODE = Call("GET", "/rest/auto-attendant/specialmode")
_ON = Step(Call("PUT", "/rest/auto-attendant/specialmode", body=Text(" ")), "switch special mode on")
_OFF = Step(Call("DELETE", "/rest/auto-attendant/specialmode"), "switch special mode off")


def job() -> Job:
    return Job(
        spec={"enabled": {"type": "bool"}, "attendant": {"type": "str"}, "attendant_id": {"type": "int"}},
        work=_work,
        rules={"required_by": {"attendant": ["enabled"], "attendant_id": ["attendant"]}},
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    name = _named(params)
    address = _address(world, name, params["attendant_id"]) if name else ""
    wanted = {} if params["enabled"] is None else {"enabled": params["enabled"], "attendant": name}
    outcome = converge(state.State(_TITLE, wanted, _read, lambda before: _steps(before, address)), world, retries)
    diff = {"before": outcome.before, "after": outcome.after, "before_header": _TITLE, "after_header": _TITLE}
    return Report(outcome.changed, {"special_mode": outcome.after}, diff)


def _named(params: Params) -> str | None:
    name: str | None = params["attendant"] or None
    if params["enabled"] and not name:
        raise BadInput("attendant is missing: name the auto attendant that shall answer while special mode is on")
    if name and not params["enabled"]:
        raise BadInput("attendant counts only while special mode is on: leave it out, or set enabled=true")
    return name


def _address(world: World, name: str, ident: int | None) -> str:
    """How the calls name the attendant: by system id, or by the number of its record."""
    row = world.need("auto_attendant", name, "attendant")
    if row.get("systemId"):
        return str(row["systemId"])
    ident = ident or next((own["id"] for own in records(world) or [] if own["name"] == name), None)
    if ident is None:
        raise Refused(
            f"attendant_id is missing: this PBX tells the numbers of no auto attendants but its own two, and {name!r} is none of them."
            " Its number stands in the address of its page in the web UI"
        )
    return f"xcf-{ident}"


def _read(world: World) -> Values:
    rows: list[Raw] = world.get(_LIST)["autoAttendants"]
    selected = next((row["name"] for row in rows if row["specialSelected"]), None)
    return {"enabled": bool(world.get(_MODE)["specialAttendant"]["specialMode"]), "attendant": selected}


def _steps(before: Values, address: str) -> list[Step]:
    if not address:
        return [_OFF]
    call = Call("PUT", "/rest/auto-attendant/{attendant}/special", {"attendant": address}, body=Text(" "))
    select = Step(call, f"select auto attendant {address} for special mode")
    steps = [select] if before["enabled"] else [_ON, select]
    # With none selected, as it may be after switching on, the first call brings up after-hours and the second what it says.
    return steps if before["attendant"] or address == _AFTER_HOURS else [*steps, select]
