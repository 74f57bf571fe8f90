# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading and dropping live registrations: sipx_registration_info and sipx_registration. Private to the collection."""

from __future__ import annotations

import typing as t

from .._engine import mask
from .._engine.apply import converge
from .._engine.plan import Change, Plan
from .._engine.world import World
from .._resource import Raw, Step, Values
from .._resources import _registrations
from .._wire import BadInput, Call, Refused
from ._base import Job, Params, Report

_NAMES = tuple(_registrations.FILTERS)


def info() -> Job:
    return Job(spec=_registrations.FILTERS, work=_read)


def drop() -> Job:
    return Job(spec=_registrations.FILTERS, work=_drop, rules={"required_one_of": [_NAMES]})


def _read(params: Params, given: Params, world: World, retries: int) -> Report:
    world.begin()
    rows = _registrations.read(world, _registrations.wanted_from(params, given))
    return Report(False, {"registrations": _shown(rows), "count": len(rows)})


def _drop(params: Params, given: Params, world: World, retries: int) -> Report:
    wanted = _registrations.wanted_from(params, given)
    if not wanted:
        raise BadInput("nothing says which registrations to drop: name a user, phone, call_id, contact, address or server")
    outcome = converge(Drop(wanted), world, retries)
    dropped = (outcome.before or {})["registrations"] if outcome.changed else []
    header = {"before_header": "registrations", "after_header": "registrations"}
    diff = {"before": {"registrations": dropped}, "after": {"registrations": []}, **header}
    return Report(outcome.changed, {"registrations": dropped, "count": len(dropped)}, diff)


def _shown(rows: t.Iterable[Raw]) -> list[Values]:
    shown = [mask.record(_registrations.FIELDS, _registrations.values_of(row)) or {} for row in rows]
    return sorted(shown, key=lambda one: (str(one["identity"]), str(one["contact"])))


class Drop:
    """What converge() (see apply) handles: registrations that shall go, once. A device that registers anew afterwards may stay."""

    gone = False

    def __init__(self, wanted: t.Mapping[str, str]) -> None:
        self.wanted = wanted
        self.title = "registrations with " + ", ".join(f"{name} {text!r}" for name, text in wanted.items())
        self._meant: set[tuple[t.Any, ...]] | None = None

    def look(self, world: World) -> Plan:
        rows = _registrations.read(world, self.wanted)
        if self._meant is None:
            self._meant = {_mark(row) for row in rows}
        rows = [row for row in rows if _mark(row) in self._meant]
        shown = _shown(rows)
        changes = [Change("registrations", shown, [])] if rows else []
        return Plan(self._steps(world, rows), changes, {"registrations": shown}, {"registrations": []})

    def wrote(self, world: World, ident: t.Any) -> None:
        world.renew()

    def pretend(self, world: World, planned: Plan) -> None:
        """Nothing to remember: a later item that names the same registrations would drop them as well."""

    def _steps(self, world: World, rows: list[Raw]) -> list[Step]:
        """By internal id of the user where he is all that is named, else by Call-ID: the two calls that hit exactly what is meant."""
        if not rows:
            return []
        if set(self.wanted) == {"user"}:
            call = Call("DELETE", _registrations.BY_USER, {"id": world.need("user", self.wanted["user"], "user")["id"]})
            return [Step(call, f"drop the registrations of user {self.wanted['user']!r}")]
        ids = dict.fromkeys(row.get("regCallId") for row in rows)
        _refuse_others(world, rows, ids)
        return [
            Step(Call("DELETE", _registrations.BY_CALL_ID, {"call_id": ident}), f"drop the registration with Call-ID {ident}")
            for ident in ids
        ]


def _mark(row: Raw) -> tuple[t.Any, ...]:
    """The same for a registration until the device renews it."""
    return row.get("regCallId"), row.get("identity"), row.get("contact"), row.get("expires")


def _refuse_others(world: World, rows: list[Raw], ids: t.Container[t.Any]) -> None:
    """Dropping goes by Call-ID, which lines of one device may share."""
    without = [str(row.get("contact")) for row in rows if not row.get("regCallId")]
    if without:
        raise Refused(
            f"the registration of {without[0]} has no Call-ID, without which nothing less than all of its user can be dropped:"
            " name the user only"
        )
    meant = {_mark(row) for row in rows}
    others = [row for row in world.get(_registrations.LIST)["registrations"] if row.get("regCallId") in ids and _mark(row) not in meant]
    if others:
        names = ", ".join(sorted({str(row.get("identity")) for row in others}))
        raise Refused(
            f"{names} would be dropped as well, for the device has one Call-ID for several lines:"
            f" drop them all with call_id {others[0].get('regCallId')!r}, or name a user only",
            details={"others": sorted({str(row.get("identity")) for row in others})},
        )
