# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Schedules: general ones, and those of a user or user group. Source of the facts: wire/schedules.yml.

A name is unique in its scope only. The server replaces the whole record, owner included: one that is not sent is lost,
and the schedule with it. Its two calls for single periods are never made: one repeats, the other destroys. What refers
to a deleted schedule counts always from then on. Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Field, Raw, Reader, Resource, Seen, Step, Values, Wanted
from .._wire import SELF, Call, Json, Refused
from . import _checks, _hours

#: What holds the periods: the first on the public server, the others in revisions of the fork.
_HOLDERS = ("workingTime", "workingTimeAttendant", "scheduledAttendant")
_OF_GROUPS = Call("GET", "/api/schedules/group")
#: By the option that names the owner: the key of the owner's id, and the letter of such schedules.
_OWNERS = {"user": ("userId", "S"), "user_group": ("groupId", "U")}
_GENERAL = "G"


def _of_user(reader: Reader, name: str) -> list[Raw]:
    user = reader.find("user", name)
    if user is None or reader.is_planned(user):
        return []
    listed = reader.get(Call("GET", "/api/schedules/user/{id}/personal", {"id": user["id"]}))
    return [{**row, "user": name} for row in SCHEDULE.rows_of(listed)]


def _of_group(reader: Reader, name: str) -> list[Raw]:
    """From the list of all groups: that of one group is always empty."""
    group = reader.find("user_group", name)
    if group is None or reader.is_planned(group):
        return []
    return [{**row, "user_group": name} for row in SCHEDULE.rows_of(reader.get(_OF_GROUPS)) if row["groupId"] == group["id"]]


def _holder(raw: Raw) -> str:
    return next((name for name in _HOLDERS if name in raw), _HOLDERS[0])


def _read_periods(holder: t.Any) -> list[dict[str, t.Any]]:
    listed = holder.get("workingHours") if isinstance(holder, t.Mapping) else None
    return _hours.in_order(_hours.from_wire(period) for period in listed or [])


def _with_periods(reader: Reader, raw: Raw) -> Raw:
    return {**raw, _HOLDERS[0]: raw.get(_holder(raw))}


def _write_periods(periods: t.Any) -> Values:
    return {"workingHours": [_hours.to_wire(period, False) for period in periods]}


def _know_owner(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    """Learns the owner's id, and what this server calls the periods: a new schedule is sent in the words of one that is there."""
    if wanted.owner:
        option, name = wanted.owner
        seen.facts["owner"] = reader.need(option, name, option)["id"]
    known = [seen.raw] if seen.raw is not None else [*reader.rows("schedule", wanted.owner), *reader.rows("schedule")]
    seen.facts["holder"] = next((name for row in known for name in _HOLDERS[1:] if name in row), _HOLDERS[0])


def _finish(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    owner = _OWNERS[wanted.owner[0]] if wanted.owner else None
    holder = payload.pop(_HOLDERS[0])
    sent = {**payload, "type": owner[1] if owner else _GENERAL, seen.facts["holder"]: holder}
    return {**sent, owner[0]: seen.facts["owner"]} if owner else sent


def _body(payload: Values) -> Json:
    """Without the names of the owner, which are ours."""
    return Json({name: value for name, value in payload.items() if name not in _OWNERS})


def _refuse_used(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    if wanted.owner:
        seen.warnings.append(
            f"call forwarding that uses {SCHEDULE.called(wanted.key, wanted.owner)} applies at all times from now on;"
            " the API does not tell an administrator whose does"
        )
        return []
    rules = [str(row["name"]) for row in reader.rows("dial_rule") if row.get("scheduleId") == seen.ident]
    if rules and not wanted.options["force"]:
        raise Refused(
            f"schedule {wanted.key!r} is used by dial rule{'s' if len(rules) > 1 else ''} {', '.join(map(repr, rules))}: without it"
            " they would work at all times. Give them another schedule first (sipx_dial_rule), or set force=true",
            details={"dial_rules": rules},
        )
    return []


SCHEDULE = Resource(
    kind="schedule",
    title="schedule",
    plural="schedules",
    key="name",
    fields=(
        Field("name", "name", required=True, clearable=False, check=_checks.name),
        Field("user", "user", ref="user"),
        Field("user_group", "user_group", ref="user_group"),
        Field("description", "description", check=_checks.short_text),
        _hours.field(
            _HOLDERS[0],
            "and the schedule would never apply: give one at least, or delete the schedule with state=absent",
            _read_periods,
            _write_periods,
        ),
    ),
    rows_call=Call("GET", "/api/schedules/general"),
    rows_at=("schedules",),
    owners={"user": _of_user, "user_group": _of_group},
    item=None,
    create=Call("POST", "/api/schedules"),
    update=Call("PUT", "/api/schedules/{id}", {"id": SELF}),
    delete=Call("DELETE", "/api/schedules/{id}", {"id": SELF}),
    body=_body,
    complete=_with_periods,
    examine=_know_owner,
    finish=_finish,
    unlink=_refuse_used,
    extra={"force": {"type": "bool", "default": False}},
    touches=("dial_rule",),
)
