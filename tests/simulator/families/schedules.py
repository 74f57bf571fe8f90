# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Schedules: /api/schedules. A row has its type (G general, S of a user, U of a user group), the id of its owner and its periods.

The fork is played in its early revision: the same names on the wire, and the same bug when a period is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from werkzeug.wrappers import Response

from .. import people
from ..api_engine import ApiRoute
from ..beans import Bean, Enum, Field, Int, Listing, Nested, Parsed
from ..calls import Call
from ..errors import JavaError, Refused, UserError, constraint, no_row, null_pointer
from ..family import Family
from ..world import Record, World
from .dial_rule_beans import WORKING_HOURS
from .my_schedules import JAVA, OF_GROUP, PERSONAL, remove

GENERAL = "G"
OWNER = {PERSONAL: "userId", OF_GROUP: "groupId"}
NOBODY = -1

WORKING_TIME = Bean(
    "workingTime",
    (Field("workingHours", Listing(Nested(WORKING_HOURS), "workingHours")),),
    java="org.sipfoundry.sipxconfig.api.model.WorkingTimeBean",
)
SCHEDULE = Bean(
    "Schedule",
    (
        Field("id", Int(), access="ro"),
        Field("name"),
        Field("description"),
        Field("userId", Int(), missing=NOBODY),
        Field("groupId", Int(), missing=NOBODY),
        Field(
            "type",
            Enum((PERSONAL, GENERAL, OF_GROUP), ("user", "general", "group"), java="org.sipfoundry.sipxconfig.api.model.ScheduleType"),
        ),
        Field("workingTime", Nested(WORKING_TIME)),
    ),
    java="org.sipfoundry.sipxconfig.api.model.ScheduleBean",
)
SCHEDULE_LIST = Bean("Schedules", (Field("schedules", Listing(Nested(SCHEDULE), "Schedule")),))


def load(call: Call) -> Record:
    """The schedule of the path."""
    key = call.params["schedule"]
    schedule = call.world.table("schedules").get(key)
    if schedule is not None:
        return schedule
    if call.edition.name == "fork":
        raise Refused(404)
    raise no_row(JAVA, key)


def _show(schedule: Record) -> Record:
    """One without its owner cannot be shown."""
    field = OWNER.get(schedule["type"])
    if field is not None and schedule[field] is None:
        raise null_pointer()
    return {
        **schedule,
        **{name: schedule[name] if name == field else NOBODY for name in OWNER.values()},
        "workingTime": {"workingHours": [{**period, "enabled": False} for period in schedule["periods"]]},
    }


def _of(world: World, kind: str, owner: int | None = None) -> list[Record]:
    """The schedules of a kind, of one owner where there is one."""
    return [row for row in world.table("schedules") if row["type"] == kind and (owner is None or row[OWNER[kind]] == owner)]


def _listed(call: Call, schedules: Iterable[Record]) -> Response:
    return call.show(SCHEDULE_LIST, {"schedules": [_show(schedule) for schedule in schedules]})


def _by_name(schedules: Iterable[Record]) -> list[Record]:
    return sorted(schedules, key=lambda schedule: schedule["name"])


def _list_general(call: Call) -> Response:
    return _listed(call, _of(call.world, GENERAL))


def _list_groups(call: Call) -> Response:
    return _listed(call, _of(call.world, OF_GROUP))


def _list_group(call: Call) -> Response:
    """The parameter of the path has another name than the code asks for: nothing ever matches."""
    return _listed(call, [])


def _list_user(call: Call) -> Response:
    user = call.world.table("users").get(call.params["user"])
    if user is None:
        if call.edition.name == "fork":
            raise null_pointer()
        raise no_row("org.sipfoundry.sipxconfig.common.User", call.params["user"])
    own = _by_name(_of(call.world, PERSONAL, user["id"]))
    groups = [row for group in people.groups_of(call.world, user) for row in _by_name(_of(call.world, OF_GROUP, group["id"]))]
    return _listed(call, [*own, *groups])


def _list_personal(call: Call) -> Response:
    return _listed(call, _by_name(_of(call.world, PERSONAL, call.params["user"])))


def _get(call: Call) -> Response:
    return call.show(SCHEDULE, _show(load(call)))


def _periods(parsed: Parsed) -> list[Record]:
    """The periods of a body, unchecked but for the day; the switch of each is not stored."""
    if parsed["workingTime"] is None:
        raise null_pointer()
    return [_period(period) for period in parsed["workingTime"]["workingHours"] or []]


def _period(parsed: Record) -> Record:
    if parsed["scheduledDay"] is None:
        raise null_pointer()
    return {name: parsed[name] for name in ("start", "stop", "scheduledDay")}


def _owner(world: World, kind: str, parsed: Parsed) -> int | None:
    """The id of the owner that a body names; None for nobody, and for one that does not exist."""
    if kind == PERSONAL:
        return parsed["userId"] if world.table("users").get(parsed["userId"]) else None
    group = world.table("groups").get(parsed["groupId"]) if kind == OF_GROUP else None
    return None if group is None or group["resource"] != people.USERS else int(group["id"])


def _owned(kind: str, owner: int | None) -> dict[str, int | None]:
    """How a row names its owner."""
    return {field: owner if of == kind else None for of, field in OWNER.items()}


def _refuse_taken(world: World, kind: str, owner: int | None, name: str | None, own: Record | None) -> None:
    other = world.table("schedules").find(type=kind, name=name, **_owned(kind, owner))
    if other is not None and other is not own:
        raise UserError(f"A schedule with name {name} is already defined")


def _check_texts(parsed: Parsed) -> None:
    if parsed["name"] is None:
        raise constraint("schedule", "name")
    if any(len(parsed[field] or "") > 255 for field in ("name", "description")):
        raise JavaError("org.springframework.dao.DataIntegrityViolationException", "value too long for type character varying(255)")


def _create(call: Call) -> int:
    parsed, world = call.parsed, call.world
    kind = parsed["type"] or GENERAL
    periods, owner = _periods(parsed), _owner(world, kind, parsed)
    if kind != GENERAL and owner is None:
        raise null_pointer()
    _refuse_taken(world, kind, owner, parsed["name"], None)
    _check_texts(parsed)
    content = {"name": parsed["name"], "description": parsed["description"], "type": kind, "periods": periods}
    return world.table("schedules").add({**content, **_owned(kind, owner)})


def _update(call: Call) -> int:
    """The kind stays; an owner that is not named is lost, which only a new name finds out."""
    schedule, parsed = load(call), call.parsed
    kind = schedule["type"]
    periods, owner = _periods(parsed), _owner(call.world, kind, parsed)
    if kind in OWNER and owner is None and parsed["name"] != schedule["name"]:
        raise null_pointer()
    _refuse_taken(call.world, kind, owner, parsed["name"], schedule)
    _check_texts(parsed)
    schedule.update(name=parsed["name"], description=parsed["description"], periods=periods, **_owned(kind, owner))
    key: int = schedule["id"]
    return key


def _delete(call: Call) -> None:
    """What points at it loses its schedule, which means: always."""
    remove(call.world, load(call))


def _add_period(call: Call) -> None:
    load(call)["periods"].append(_period(call.parsed))


def _delete_period(call: Call) -> None:
    if call.edition.name == "fork" and call.world.table("schedules").get(call.params["schedule"]) is None:
        raise null_pointer()
    schedule, index = load(call), call.params["index"]
    periods: list[Any] = schedule["periods"]
    if not periods:
        raise JavaError("java.lang.NegativeArraySizeException", "-1")
    if not 1 <= index < len(periods):
        raise Refused(404)
    # An array of one place less, each survivor written to the same place of it.
    left = [period for place, period in enumerate(periods) if place != index]
    schedule["periods"] = left if len(periods) == 2 else left[-1:]


FAMILY = Family(
    "schedules",
    api=(
        ApiRoute("POST", "/schedules", _create, body=SCHEDULE),
        ApiRoute("GET", "/schedules/general", _list_general),
        ApiRoute("GET", "/schedules/group", _list_groups),
        ApiRoute("GET", "/schedules/group/{group}", _list_group),
        ApiRoute("GET", "/schedules/user/{user:int}/all", _list_user),
        ApiRoute("GET", "/schedules/user/{user:int}/personal", _list_personal),
        ApiRoute("GET", "/schedules/{schedule:int}", _get),
        ApiRoute("PUT", "/schedules/{schedule:int}", _update, body=SCHEDULE),
        ApiRoute("DELETE", "/schedules/{schedule:int}", _delete),
        ApiRoute("POST", "/schedules/{schedule:int}/period", _add_period, body=WORKING_HOURS),
        ApiRoute(
            "DELETE",
            "/schedules/{schedule:int}/period/{index:int}",
            _delete_period,
            consumes=("application/json", "text/xml", "application/xml"),
        ),
    ),
)
