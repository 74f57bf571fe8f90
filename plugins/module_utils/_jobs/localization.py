# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Language, region and time zone of the whole PBX: sipx_localization. Source of the facts: wire/localization_time.yml.

Another region deletes all dial rules, and a body without region counts as another one. So both are always sent, the region
as it was read, and a change of it must be confirmed. Private to the collection.
"""

from __future__ import annotations

import re

from .._engine import mask
from .._engine.apply import converge
from .._engine.record import given_values
from .._engine.state import State
from .._engine.world import World
from .._resource import Field, Raw, Reader, Step, Values
from .._wire import BadInput, Call, Json, NotFound, Refused, nearest
from ._base import Job, Params, Report

_LOCALIZATION = Call("GET", "/api/localization")
_TIME_ZONE = Call("GET", "/api/timezone")
#: Zones of these areas are not listed, though they work (localization_time.yml).
_UNLISTED = re.compile(r"UTC|GMT|(Etc|Antarctica|Arctic)/\S+")
_LANGUAGE = re.compile(r"[a-z]{2,3}([_-][A-Za-z]{2,4})?|default")


def _language(value: str) -> str | None:
    return None if _LANGUAGE.fullmatch(value) else "is no language of a prompt package: write one such as en, de or en_GB"


FIELDS = (
    Field("language", "language", clearable=False, check=_language),
    Field("region", "region", clearable=False),
    Field("time_zone", "selectedTimezone", clearable=False),
)
CONFIRM = "reset_dial_plan"


def job() -> Job:
    spec = {**{field.name: {"type": "str"} for field in FIELDS}, CONFIRM: {"type": "bool", "default": False}}
    return Job(spec=spec, work=_work)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    wanted = given_values(FIELDS, params, given)

    def steps(before: Values) -> list[Step]:
        return _steps(before, {**before, **wanted}, confirmed=bool(params[CONFIRM]))

    subject = State("the localization", wanted, lambda reader: _read(reader, wanted.get("time_zone")), steps)
    outcome = converge(subject, world, retries)
    diff = mask.diff(FIELDS, outcome.before, outcome.after, "localization")
    return Report(outcome.changed, {"localization": mask.record(FIELDS, outcome.after)}, diff)


def _read(reader: Reader, time_zone: str | None) -> Values:
    try:
        raw, zone = reader.get(_LOCALIZATION), reader.get(_TIME_ZONE)
    except NotFound as error:
        raise Refused(
            "this PBX does not offer its language, region and time zone by its API: only newer servers (from 21.04 on) do; use the web UI",
            call=error.call,
            status=error.status,
            server_message=error.server_message,
        ) from None
    values = {field.name: field.read({**zone, **raw}) for field in FIELDS}
    _check_zone(zone, time_zone, values["time_zone"])
    return values


def _check_zone(zone: Raw, name: str | None, now: str | None) -> None:
    """The server takes any text. The key of its list of zones is not certain, its being the only list is."""
    known = next((value for value in zone.values() if isinstance(value, list)), None)
    if name in (None, now) or known is None or name in known or _UNLISTED.fullmatch(str(name)):
        return
    near = nearest(str(name), known)
    hint = f"did you mean {', '.join(near)}?" if near else "write one such as America/New_York"
    raise BadInput(f"time_zone: the PBX has no time zone {name!r}; {hint}", details={"value": name, "nearest": near})


def _steps(before: Values, after: Values, confirmed: bool) -> list[Step]:
    steps = []
    if after["region"] != before["region"] and not confirmed:
        raise Refused(
            f"the region is {before['region']!r}; changing it to {after['region']!r} deletes all dial rules, those for emergency calls"
            f" too, and puts the factory dial plan of the new region in their place: set {CONFIRM}=true if that is meant"
        )
    changed = [name for name in ("language", "region") if after[name] != before[name]]
    if changed:
        body = Json({"language": after["language"], "region": after["region"]})
        steps.append(Step(Call("PUT", _LOCALIZATION.path, body=body), f"change {' and '.join(changed)}"))
    if after["time_zone"] != before["time_zone"]:
        body = Json({"selectedTimezone": after["time_zone"]})
        steps.append(Step(Call("PUT", _TIME_ZONE.path, body=body, accept="*/*"), "change the time zone"))
    return steps
