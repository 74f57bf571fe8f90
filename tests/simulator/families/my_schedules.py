# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The schedules of a user's call forwarding: /rest/my/callfwdsched.

They lie in the one table of schedules, in the form that /api/schedules gives them: type S (personal), U (of a user
group) or G (general); periods with a day's word and milliseconds.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from werkzeug.wrappers import Response

from .. import people
from ..beans import Bean, Field, Int, Listing, Nested, Parsed, java_int
from ..calls import Call
from ..errors import JavaError, Refused, UserError, constraint, no_row, null_pointer
from ..family import Family
from ..rest_engine import PLAIN_JSON, RestRoute
from ..world import Record, World

JAVA = "org.sipfoundry.sipxconfig.schedules.Schedule"
SAME_HOURS = "error.sameStartAndStopHoursException"
PERSONAL, OF_GROUP = "S", "U"
DAYS = {
    -2: "Weekend",
    -1: "Weekdays",
    0: "Every_day",
    1: "Sunday",
    2: "Monday",
    3: "Tuesday",
    4: "Wednesday",
    5: "Thursday",
    6: "Friday",
    7: "Saturday",
}
_NUMBERS = {word: number for number, word in DAYS.items()}
_COVERED = {-2: {1, 7}, -1: {2, 3, 4, 5, 6}, 0: {1, 2, 3, 4, 5, 6, 7}}
MINUTE = 60_000
DAY = 24 * 60

_TIME = Bean("", (Field("hrs", Int(), missing=-1), Field("min", Int(), missing=-1)))
_PERIOD = Bean("", (Field("scheduledDay", Int()), Field("start", Nested(_TIME)), Field("end", Nested(_TIME))))
SCHEDULE = Bean("", (Field("name"), Field("description"), Field("periods", Listing(Nested(_PERIOD), ""))))


# ---- periods


def _minutes(time: Parsed | None) -> int:
    """A time of day as it is counted; a missing part counts as -1."""
    if time is None:
        raise null_pointer()
    return int(time["hrs"] * 60 + time["min"])


def _stored(period: Parsed | None) -> dict[str, Any]:
    if period is None:
        raise null_pointer()
    start, end, day = _minutes(period["start"]), _minutes(period["end"]), period["scheduledDay"]
    if day not in DAYS:
        raise JavaError("java.lang.IllegalArgumentException", f"No such day: {day}")
    if start == end:
        raise UserError(SAME_HOURS)
    return {"start": start * MINUTE, "stop": end * MINUTE, "scheduledDay": DAYS[day]}


def _shown(period: dict[str, Any]) -> dict[str, Any]:
    def time(milliseconds: int) -> dict[str, int]:
        hours, minutes = divmod(milliseconds // MINUTE % DAY, 60)
        return {"hrs": hours, "min": minutes}

    return {"start": time(period["start"]), "scheduledDay": _NUMBERS[period["scheduledDay"]], "end": time(period["stop"])}


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    days = [_COVERED.get(number, {number}) for number in (_NUMBERS[one["scheduledDay"]], _NUMBERS[other["scheduledDay"]])]
    return bool(days[0] & days[1]) and one["start"] < other["stop"] and other["start"] < one["stop"]


def _content(call: Call, before: Record | None) -> dict[str, Any]:
    """What a body stores: name, description and all periods, once they are found to be good."""
    body = call.hear(SCHEDULE)
    if body["periods"] is None:
        raise null_pointer()
    periods = [_stored(period) for period in body["periods"]]
    bad = any(period["stop"] < period["start"] for period in periods)
    if not periods or bad or any(_overlap(one, other) for one, other in combinations(periods, 2)):
        raise Refused(422)
    name = body["name"]
    owner = call.caller["id"] if before is None else before["userId"]
    if (before is None or before["name"] != name) and call.world.table("schedules").find(userId=owner, name=name):
        raise Refused(422, f"A schedule with name {name} is already defined")
    if name is None:
        raise constraint("schedule", "name")
    return {"name": name, "description": body["description"], "periods": periods}


# ---- operations


def _visible(world: World, user: Record) -> list[Record]:
    """The user's own schedules by name, then those of the user's groups."""
    own = [row for row in world.table("schedules") if row["type"] == PERSONAL and row["userId"] == user["id"]]
    found = sorted(own, key=lambda row: str(row["name"]))
    for group in people.groups_of(world, user):
        found += [row for row in world.table("schedules") if row["type"] == OF_GROUP and row["groupId"] == group["id"]]
    return found


def _show(row: Record) -> dict[str, Any]:
    periods = [_shown(period) for period in row["periods"]]
    return {"name": row["name"], "description": row["description"], "periods": periods, "scheduleId": row["id"]}


def _load(call: Call) -> Record:
    """The schedule of the path, whoever owns it."""
    key = java_int(call.params.get("id", ""))
    if key is None:
        raise Refused(403)
    row = call.world.table("schedules").get(key)
    if row is None:
        raise no_row(JAVA, key)
    return row


def _get(call: Call) -> Response:
    if java_int(call.params.get("id", "")) is None:
        return call.tell([_show(row) for row in _visible(call.world, call.caller)])
    return call.tell(_show(_load(call)))


def _create(call: Call) -> None:
    content = _content(call, None)
    call.world.table("schedules").add({**content, "type": PERSONAL, "userId": call.caller["id"], "groupId": None})


def _update(call: Call) -> None:
    row = _load(call)
    row.update(_content(call, row))


def _delete(call: Call) -> None:
    remove(call.world, _load(call))


def remove(world: World, schedule: Record) -> None:
    """Deletes a schedule; rings and dial rules that use it stay and count always."""
    for rule in world.table("rules"):
        if rule.get("scheduleId") == schedule["id"]:
            rule["scheduleId"] = None
    for user in world.table("users"):
        for ring in user.get("rings", ()):
            if ring["scheduleId"] == schedule["id"]:
                ring["scheduleId"] = None
    world.table("schedules").remove(schedule["id"])


def _user_gone(world: World, user: Record) -> None:
    for row in world.table("schedules"):
        if row["type"] == PERSONAL and row["userId"] == user["id"]:
            world.table("schedules").remove(row["id"])


people.WHEN_USER_GOES.append(_user_gone)

FAMILY = Family(
    "my_schedules",
    rest=tuple(
        RestRoute(template, get=_get, put=_update, post=_create, delete=_delete, variants=PLAIN_JSON)
        for template in ("/my/callfwdsched", "/my/callfwdsched/{id}")
    ),
)
