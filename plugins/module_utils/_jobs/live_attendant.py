# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The live attendant of a dial rule, on or off for a time: sipx_live_attendant. Source of the facts: wire/auto_attendants.yml.

Its state is read in the dial plan, since each call that switches it off would begin the time anew. Private to the
collection.
"""

from __future__ import annotations

import typing as t

from .._engine import state
from .._engine.apply import converge
from .._engine.world import World
from .._resource import Raw, Step, Values
from .._wire import BadInput, Call, NotFound, Text, unknown_reference
from ._base import Job, Params, Report

_RULES = Call("GET", "/api/rules")
_PATH = "/rest/auto-attendant/livemode/{code}"


def job() -> Job:
    return Job(
        spec={
            "extension": {"type": "str", "required": True},
            "code": {"type": "str", "no_log": False},
            "enabled": {"type": "bool"},
        },
        work=_work,
        rules={"required_by": {"enabled": ["code"]}},
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    extension, code = params["extension"], params["code"]
    title = f"the live attendant of extension {extension!r}"
    wanted = {} if params["enabled"] is None else {"enabled": params["enabled"]}
    if wanted and not code.isdigit():
        raise BadInput(f"code: {code!r} is no live attendant code: write its digits in quotes")

    def steps(before: Values) -> list[Step]:
        at = {"code": f"{extension}{code}"}
        if params["enabled"]:
            return [Step(Call("PUT", _PATH, at, body=Text(" ")), f"switch {title} on")]
        return [Step(Call("DELETE", _PATH, at), f"switch {title} off")]

    subject = state.State(title, wanted, lambda reader: _read(reader, extension), steps)
    try:
        outcome = converge(subject, world, retries)
    except NotFound as error:
        if error.call is None or not error.call.writes:
            raise
        raise BadInput(
            f"code: {code!r} is not the live attendant code of the dial rule with extension {extension!r}: see that rule in the web UI",
            call=error.call,
            status=error.status,
        ) from None
    diff = {"before": outcome.before, "after": outcome.after, "before_header": title, "after_header": title}
    return Report(outcome.changed, {"live_attendant": outcome.after}, diff)


def _read(world: World, extension: str) -> Values:
    rules: list[Raw] = [rule for rule in t.cast("list[Raw]", world.get(_RULES)["rules"]) if rule["type"] == "Attendant"]
    rule = next((rule for rule in rules if rule["extension"] == extension), None)
    if rule is None:
        known = [str(rule["extension"]) for rule in rules if rule["extension"]]
        raise unknown_reference("extension", "dial rule of type attendant with extension", "such dial rules", extension, known)
    return {"extension": extension, "rule": rule["name"], "enabled": bool(rule["enableLiveAttendant"])}
