# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The dial plan: /api/rules. Membership of gateways is with the gateways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from werkzeug.wrappers import Response

from .. import names
from ..api_engine import ApiRoute
from ..beans import Parsed
from ..calls import Call
from ..errors import USER_EXCEPTION, JavaError, Refused, constraint, no_row, null_pointer
from ..family import Family
from ..world import Record, World
from .dial_rule_beans import (
    COMMON_FIELDS,
    FIELDS,
    NAME_LIST,
    RULE,
    RULE_LIST,
    TEMPLATES,
    new_rule,
    seed,
)

JAVA = "org.sipfoundry.sipxconfig.dialplan.DialingRule"
GATEWAY_AWARE = ("Emergency", "Long_Distance", "Custom", "Site_To_Site")
STORED_AS = {"Restricted": "Long_Distance", "Toll_free": "Long_Distance"}
"""Types that are stored, and read back, as another one."""
VOICEMAIL = "101"
API_PERMISSION = "LongDistanceDialing"
LONGEST = 255

NAME_IN_USE = "org.sipfoundry.sipxconfig.common.NameInUseException"
EXTENSION_IN_USE = "org.sipfoundry.sipxconfig.common.ExtensionInUseException"
DID_IN_USE = "org.sipfoundry.sipxconfig.common.DidInUseException"


def in_order(world: World) -> list[Record]:
    """The rules in the order of the dial plan."""
    return list(world.table("rules"))


def load(call: Call) -> Record:
    """The rule of the path."""
    key = call.params["ruleId"]
    rule = call.world.table("rules").get(key)
    if rule is None:
        raise no_row(JAVA, key)
    return rule


def is_gateway_aware(rule: Record) -> bool:
    """Whether calls of the rule go out through gateways."""
    return rule["type"] in GATEWAY_AWARE


def is_internal(rule: Record) -> bool:
    """Whether the rule can do without gateways."""
    if rule["type"] in ("Custom", "Site_To_Site"):
        return not rule["gateways"]
    return rule["type"] in ("Internal", "Attendant")


def show(rule: Record) -> Record:
    """A stored rule as the flat bean: fields of other types are null, false or 0."""
    shown: Record = {field.name: field.default() for field in RULE.fields}
    shown.update({name: rule[name] for name in ("id", "type", *COMMON_FIELDS, *FIELDS[rule["type"]])})
    shown["permissions"] = {"names": list(rule["permissions"]) if rule["type"] == "Custom" else []}
    shown["gatewayAware"] = is_gateway_aware(rule)
    shown["authorizationChecked"] = rule["type"] != "Site_To_Site"
    shown["internal"] = is_internal(rule)
    return shown


def show_list(call: Call, rules: Iterable[Record]) -> Response:
    """Rules as the answer of a list."""
    return call.show(RULE_LIST, {"rules": [show(rule) for rule in rules]})


def _list(call: Call) -> Response:
    return show_list(call, in_order(call.world))


def _raw(call: Call) -> Response:
    return call.show(NAME_LIST, {"names": list(TEMPLATES)})


def _get(call: Call) -> Response:
    return call.show(RULE, show(load(call)))


def _create(call: Call) -> int:
    parsed: Parsed = call.parsed
    kind = STORED_AS.get(parsed["type"], parsed["type"])
    if kind not in FIELDS:
        raise null_pointer()
    rule = new_rule(kind, **_content(call, parsed, kind, None))
    if kind == "Long_Distance":
        rule["permissions"] = [API_PERMISSION]
    _save_check(call.world, rule, None, "creation")
    return call.world.table("rules").add(rule)


def _update(call: Call) -> int:
    rule = load(call)
    parsed: Parsed = call.parsed
    kind = STORED_AS.get(parsed["type"], parsed["type"])
    if kind is not None and kind not in FIELDS:
        raise null_pointer()
    if kind is not None and kind != rule["type"]:
        raise JavaError(
            "java.lang.ClassCastException",
            f"{JAVA}:{rule['type']} cannot be cast to {JAVA}:{kind}",
        )
    content = _content(call, parsed, kind, rule)
    _save_check(call.world, {**rule, **content}, rule, "update")
    rule.update(content)
    key: int = rule["id"]
    return key


def _delete(call: Call) -> None:
    call.world.table("rules").remove(load(call)["id"])


def _content(call: Call, parsed: Parsed, kind: str | None, stored: Record | None) -> dict[str, Any]:
    """What a body stores: the common fields, and those of the type when it is given."""
    content: dict[str, Any] = {name: parsed[name] for name in COMMON_FIELDS}
    schedule = call.world.table("schedules").get(parsed["scheduleId"])
    if schedule is None or schedule.get("type", "G") != "G":
        content["scheduleId"] = None
    if kind is None:
        return content
    if kind in ("Custom", "Site_To_Site"):
        raise _no_patterns(parsed)
    content.update({name: parsed[name] for name in FIELDS[kind]})
    if kind == "Attendant":
        _attendant(call.world, content, stored)
    return content


def _no_patterns(parsed: Parsed) -> JavaError:
    """The fault that keeps the API from ever storing a custom rule: it registers the word of the pattern twice."""
    if parsed["dialPatterns"] is None or parsed["callPattern"] is None or parsed["callPattern"]["callDigits"] is None:
        return null_pointer()
    word = parsed["callPattern"]["callDigits"]
    return JavaError("java.lang.IllegalArgumentException", f"The Enum name must be unique, '{word}' has already been added")


def _attendant(world: World, content: dict[str, Any], stored: Record | None) -> None:
    """Working hours are needed, holidays are not; attendants that do not exist are made."""
    working = content["workingTimeAttendantPeriods"]
    if working is None:
        raise null_pointer()
    hours = [dict(period) for period in working["workingHours"] or []]
    if any(period["scheduledDay"] is None for period in hours):
        raise null_pointer()
    content["workingTimeAttendantPeriods"] = {"workingHours": hours}
    holidays = (content["holidayAttendantPeriods"] or {}).get("holidayPeriods") or []
    content["holidayAttendantPeriods"] = {"holidayPeriods": [dict(period) for period in holidays]}
    if content["afterHoursAttendant"] is None:
        content["afterHoursAttendantEnabled"] = False if stored is None else stored["afterHoursAttendantEnabled"]
    attendants = world.table("attendants")
    for field in ("afterHoursAttendant", "holidayAttendant", "workingTimeAttendant"):
        if content[field] is not None and attendants.find(name=content[field]) is None:
            attendants.add({"name": content[field], "systemId": None})


def _save_check(world: World, rule: Record, stored: Record | None, action: str) -> None:
    """What saving refuses: 409 with the class of the exception."""
    error = _conflict(world, rule, stored)
    if error is not None:
        raise Refused(409, f"User exception during {action} {error}")


def _conflict(world: World, rule: Record, stored: Record | None) -> str | None:
    if rule["name"] is None:
        return constraint("dialing_rule", "name").java_class
    other = world.table("rules").find(name=rule["name"])
    if other is not None and other is not stored:
        return NAME_IN_USE
    if any(len(rule[field] or "") > LONGEST for field in ("name", "description")):
        return constraint("dialing_rule", "name").java_class
    owner = None if stored is None else ("rules", stored["id"])
    if rule["type"] == "Internal":
        return EXTENSION_IN_USE if stored is None and names.owner_of(world, [VOICEMAIL]) else None
    if rule["type"] != "Attendant":
        return None
    if names.owner_of(world, [rule["extension"], *(rule["attendantAliases"] or "").split()], owner):
        return EXTENSION_IN_USE
    if rule["did"] and rule["did"] == rule["extension"]:
        return USER_EXCEPTION
    if names.owner_of(world, [rule["did"]], owner):
        return DID_IN_USE
    return None


def _names(world: World) -> Iterator[tuple[names.Owner, str]]:
    """What rules put into the space of names that can be dialled."""
    for rule in world.table("rules"):
        owner = ("rules", rule["id"])
        if rule["type"] == "Internal":
            yield owner, VOICEMAIL
        elif rule["type"] == "Attendant":
            for name in (rule["extension"], rule["did"], *(rule["attendantAliases"] or "").split()):
                if name:
                    yield owner, name


names.SOURCES["rules"] = _names

FAMILY = Family(
    "dial_rules",
    api=(
        ApiRoute("GET", "/rules", _list),
        ApiRoute("POST", "/rules", _create, body=RULE),
        ApiRoute("GET", "/rules/raw", _raw),
        ApiRoute("GET", "/rules/{ruleId:int}", _get),
        ApiRoute("PUT", "/rules/{ruleId:int}", _update, body=RULE),
        ApiRoute("DELETE", "/rules/{ruleId:int}", _delete),
    ),
    seed=seed,
)
