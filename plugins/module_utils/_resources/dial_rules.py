# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The dial plan: which numbers go where. Source of the facts: wire/dial_rules.yml.

A rule is replaced as a whole (without C(enabled) it is off), except for those with patterns of their own, of which only
name, description, switch and schedule can be written. Its gateways stand elsewhere (see _membership). An unknown
schedule is dropped, an unknown attendant is created: both without a word. Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Part, Raw, Reader, Resource, Seen, Step, Values, Wanted
from .._wire import SELF, BadInput, Call, Refused
from ._dial_rule_fields import FIELDS, NEED_GATEWAYS, NEVER_EMPTY, OF_TYPE, PATTERNED, PATTERNS, names_of, type_of
from ._lists import mode_option
from ._membership import gateways_of, moves, put_in, take_out

#: Rules of a fresh PBX. What the API makes anew has neither their place nor their hidden permission.
_FACTORY = ("Emergency", "International", "Local", "Long Distance", "Restricted", "Toll free", "AutoAttendant", "Voicemail")
_NOT_BY_API = "the server fails at it whatever is sent; use the web UI"


def _with_schedule(reader: Reader, raw: Raw) -> Raw:
    """A rule with the name of its schedule, which it knows by id; only general ones can be its."""
    ident = raw.get("scheduleId")
    name = None if ident is None else next((str(row["name"]) for row in reader.rows("schedule") if row["id"] == ident), None)
    return {**raw, "schedule": name}


# -- before anything is planned -----------------------------------------------------------------------------------


def _examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    values = {**seen.values, **wanted.values}
    kind = type_of(values)
    if seen.raw is None:
        _possible(wanted, kind)
    for name in NEVER_EMPTY:
        if name in wanted.values and not wanted.values[name]:
            raise BadInput(f"{name} cannot be empty; leave it out to keep what the PBX has")
    _patterns_stay(wanted, seen)
    if wanted.values.get("after_hours_enabled") and not values.get("after_hours_attendant"):
        raise BadInput("after_hours_enabled needs an after_hours_attendant")
    if "schedule" in wanted.values:
        name = wanted.values["schedule"]
        seen.facts["schedule_id"] = reader.need("schedule", name, "schedule")["id"] if name else None
        if name and kind == "emergency":
            seen.warnings.append(f"dial rule {wanted.key!r} is for emergencies, but works only at the times of schedule {name!r}")
    if "gateways" in wanted.values:
        _may_empty(wanted, seen, kind)
    if seen.raw is None and values.get("enabled", True) and kind in NEED_GATEWAYS and not values.get("gateways"):
        seen.warnings.append(f"dial rule {wanted.key!r} is enabled and has no gateway: give gateways, or the calls go nowhere")


def _possible(wanted: Wanted, kind: str) -> None:
    if kind in PATTERNED:
        raise Refused(
            f"there is no dial rule {wanted.key!r}, and one of type {kind} cannot be created by the API: {_NOT_BY_API}."
            " Once it is there, this module can rename, describe, switch and schedule it and set its gateways"
        )
    needs = {"emergency": "emergency_number", "attendant": "extension"}.get(kind)
    if needs and not wanted.values.get(needs):
        raise BadInput(f"there is no dial rule {wanted.key!r} yet, and a new one of type {kind} needs {needs}")


def _patterns_stay(wanted: Wanted, seen: Seen) -> None:
    for name in PATTERNS:
        if name in wanted.values and seen.raw is not None:
            before, after = seen.values.get(name), wanted.values[name]
            field = DIAL_RULE.field(name)
            stored = field.as_stored(after, {}) if field.as_stored else after
            if not field.same(before, stored):
                raise Refused(f"{name} of dial rule {wanted.key!r} is {before!r} and cannot be changed by the API: {_NOT_BY_API}")


def _may_empty(wanted: Wanted, seen: Seen, kind: str) -> None:
    if wanted.options["reorder"] and wanted.options["gateways_mode"] != "set":
        raise BadInput("reorder needs the whole list of gateways: use it with gateways_mode=set")
    if not _goes_off(wanted.values["gateways"], seen, kind):
        return
    without = f"without its last gateway the PBX switches dial rule {wanted.key!r} off"
    if wanted.values.get("enabled"):
        raise BadInput(f"{without}, so enabled=true cannot be kept: leave a gateway in it, or set enabled=false")
    if "enabled" not in wanted.values:
        if kind == "emergency" and not wanted.options["force"]:
            raise Refused(f"{without}, and emergency calls go nowhere: leave a gateway in it, or set enabled=false (or force=true)")
        seen.warnings.append(without)


def _goes_off(gateways: t.Any, seen: Seen, kind: str) -> bool:
    return bool(kind in NEED_GATEWAYS and seen.values.get("enabled") and seen.values.get("gateways") and not gateways)


# -- gateways -----------------------------------------------------------------------------------------------------


def _read_gateways(reader: Reader, wanted: Wanted, seen: Seen) -> Values:
    """The members: those of the task first and in its order, since the PBX does not tell theirs."""
    seen.facts["gateway_ids"] = {row["name"]: row["id"] for row in reader.rows("gateway")}
    members = {str(row["name"]) for row in gateways_of(reader, seen.raw)} if seen.raw is not None else set()
    given = wanted.values.get("gateways") or []
    seen.facts["given"] = given
    first = [name for name in dict.fromkeys(given) if name in members] if wanted.options.get("gateways_mode") == "set" else []
    return {"gateways": first + sorted(members - {*first})}


def _gateway_steps(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    members, then = before["gateways"] or [], after["gateways"] or []
    if wanted.options["gateways_mode"] != "set":
        then = [name for name in members if name in then] + [name for name in seen.facts["given"] if name in then and name not in members]
    ids = seen.facts["gateway_ids"]
    rule = f"dial rule {wanted.key!r}"
    return [
        Step(put_in(ids[name]), f"put gateway {name!r} into {rule}")
        if put
        else Step(take_out(ids[name]), f"take gateway {name!r} out of {rule}")
        for put, name in moves(members, list(dict.fromkeys(then)), wanted.options["reorder"])
    ]


# -- what is sent, and what the server makes of it ------------------------------------------------------------------


def _foretell(after: Values, wanted: Wanted, seen: Seen) -> Values:
    told: Values = {}
    if "gateways" in wanted.values and _goes_off(wanted.values["gateways"], seen, type_of(after)):
        told["enabled"] = False
    if wanted.values.get("after_hours_attendant") and not seen.values.get("after_hours_attendant"):
        told["after_hours_enabled"] = True
    return told


def _finish(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    kind = type_of(after)
    before = seen.raw.get("scheduleId") if seen.raw is not None else None
    schedule = {"scheduleId": seen.facts.get("schedule_id", before)}
    common = {name: payload[name] for name in ("name", "enabled", "description")} | schedule
    if kind in PATTERNED or kind not in OF_TYPE:
        return common
    own = {name: value for name, value in payload.items() if name != "schedule"}
    if kind == "attendant":
        own["afterHoursAttendantEnabled"] = after["after_hours_enabled"]
    return {**own, **schedule}


# -- deleting -----------------------------------------------------------------------------------------------------


def _may_delete(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    kind = type_of(seen.values)
    if kind == "emergency" and seen.values["enabled"] and not wanted.options["force"]:
        raise Refused(
            f"dial rule {wanted.key!r} is an enabled emergency rule: without it those calls go nowhere. Disable it first, or set force=true"
        )
    if wanted.key in _FACTORY or kind in (*PATTERNED, "long_distance"):
        seen.warnings.append(
            f"the API cannot make dial rule {wanted.key!r} again as it was (its place in the dial plan, its permission or its patterns);"
            " the web UI can"
        )
    return []


DIAL_RULE = Resource(
    kind="dial_rule",
    title="dial rule",
    plural="dial rules",
    key="name",
    fields=FIELDS,
    rows_call=Call("GET", "/api/rules"),
    rows_at=("rules",),
    item=Call("GET", "/api/rules/{id}", {"id": SELF}),
    create=Call("POST", "/api/rules"),
    update=Call("PUT", "/api/rules/{id}", {"id": SELF}),
    delete=Call("DELETE", "/api/rules/{id}", {"id": SELF}),
    complete=_with_schedule,
    has=names_of,
    examine=_examine,
    foretell=_foretell,
    finish=_finish,
    unlink=_may_delete,
    parts=(
        Part(
            ("gateways",),
            _read_gateways,
            _gateway_steps,
            first=True,
            forced=lambda wanted: wanted.options["reorder"] and len(wanted.values["gateways"] or []) > 1,
        ),
    ),
    extra={
        **mode_option("gateways"),
        "reorder": {"type": "bool", "default": False},
        "force": {"type": "bool", "default": False},
    },
)
