# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The fields of dial rules, by type, between the words of an administrator and those of the server.

Source of the facts: wire/dial_rules.yml, schemas and types. Private to the collection.
"""

from __future__ import annotations

import re
import typing as t

from .._resource import Field, Seen, Values, Wanted
from . import _checks, _clock, _hours, _lists

TYPES = {
    "emergency": "Emergency",
    "long_distance": "Long_Distance",
    "restricted": "Restricted",
    "toll_free": "Toll_free",
    "custom": "Custom",
    "site_to_site": "Site_To_Site",
    "internal": "Internal",
    "attendant": "Attendant",
}
#: Types that the server stores, and shows, as another one.
STORED_AS = {"restricted": "long_distance", "toll_free": "long_distance"}
#: Types that the API can neither make nor change: the server fails at their patterns.
PATTERNED = ("custom", "site_to_site")
#: Types whose rules the server switches off when their last gateway goes.
NEED_GATEWAYS = ("emergency", "long_distance")

COMMON = ("name", "type", "enabled", "description", "schedule")
OF_TYPE: dict[str, tuple[str, ...]] = {
    "emergency": ("emergency_number", "emergency_prefix", "gateways"),
    "long_distance": (
        "pstn_prefix",
        "pstn_prefix_optional",
        "long_distance_prefix",
        "long_distance_prefix_optional",
        "area_codes",
        "external_length",
        "gateways",
    ),
    "custom": ("patterns", "call_pattern.prefix", "call_pattern.digits", "permissions", "gateways"),
    "site_to_site": ("patterns", "call_pattern.prefix", "call_pattern.digits", "gateways"),
    "internal": ("media_server_type", "media_server_host"),
    "attendant": (
        "extension",
        "aliases",
        "did",
        "live_attendant",
        "after_hours_attendant",
        "after_hours_enabled",
        "holiday_attendant",
        "holidays",
        "working_time_attendant",
        "working_hours",
    ),
}

#: A rule of a type that has one of these cannot do without it.
NEVER_EMPTY = ("emergency_number", "extension", "media_server_type")
PATTERNS = ("patterns", "call_pattern.prefix", "call_pattern.digits")

_MEDIA_SERVERS = {"freeswitch": "freeswitchMediaServer", "exchange": "exchangeUmMediaServer"}
_CALL_DIGITS = {"none": "nodigits", "variable": "vdigits", "all": "digits"}
_DIALLED = re.compile(r"[0-9*#+]{1,20}")
_WORD = re.compile(r"[^\s/@]{1,255}")
#: Monday to Friday from nine to six, as in the rule of a fresh PBX.
_OFFICE_HOURS = [{"day": day, "start": "09:00", "stop": "18:00", "enabled": day not in _hours.WEEK[5:]} for day in _hours.WEEK]


def type_of(values: t.Mapping[str, t.Any]) -> str:
    """The type that the server stores."""
    given = values.get("type") or ""
    return STORED_AS.get(given, given)


def names_of(values: Values) -> t.Container[str]:
    """The fields of a rule, by its type; all of them while that is not known. A type unknown here has the common ones."""
    kind = type_of(values)
    return COMMON + OF_TYPE.get(kind, ()) if kind else {field.name for field in FIELDS}


def _dialled(value: t.Any) -> str | None:
    return None if _DIALLED.fullmatch(value) else "cannot be dialled: write digits, * # or +, without blanks"


def _word(value: t.Any) -> str | None:
    return None if _WORD.fullmatch(value) else "is no extension or alias: write it without blanks, slash or @"


def _each(check: t.Callable[[t.Any], str | None]) -> t.Callable[[t.Any], str | None]:
    def check_all(values: t.Any) -> str | None:
        return next((f"holds {value!r}, which {problem}" for value in values if (problem := check(value))), None)

    return check_all


def _bad_holidays(periods: t.Any) -> str | None:
    for period in periods:
        for end in ("start", "end"):
            problem = _clock.bad_moment(period[end])
            if problem:
                return f"has the {end} {period[end]!r}, which {problem}"
        if _clock.moment_to_wire(period["start"]) >= _clock.moment_to_wire(period["end"]):
            return f"has a holiday from {period['start']} to {period['end']}: the end must be later"
    return None


def _hours_from_wire(periods: t.Any) -> t.Any:
    return [{**_hours.from_wire(period), "enabled": bool(period["enabled"])} for period in periods or []]


def _hours_to_wire(periods: t.Any) -> t.Any:
    return [_hours.to_wire(period, period["enabled"]) for period in periods]


def _holidays_to_wire(periods: t.Any) -> t.Any:
    return [{"startDate": _clock.moment_to_wire(period["start"]), "endDate": _clock.moment_to_wire(period["end"])} for period in periods]


def _holidays_from_wire(periods: t.Any) -> t.Any:
    return [
        {"start": _clock.moment_from_wire(period["startDate"]), "end": _clock.moment_from_wire(period["endDate"])}
        for period in periods or []
    ]


def _patterns(patterns: t.Any) -> t.Any:
    return [{"prefix": pattern.get("prefix") or "", "digits": pattern.get("digits") or 0} for pattern in patterns or []]


def _type_from_wire(value: t.Any) -> str:
    shown = str(value or "").lower()
    return STORED_AS.get(shown, shown)


def _word_for(words: t.Mapping[str, str]) -> t.Callable[[t.Any], t.Any]:
    """From the server's word to ours; one that is not known stays."""
    ours = {wire: word for word, wire in words.items()}
    return lambda value: ours.get(value, value or None)


def combine_gateways(value: t.Any, wanted: Wanted, seen: Seen) -> list[str]:
    """The members that the rule shall have, in the order wanted (sorted where the task gives no order)."""
    members = _lists.by_mode("gateways")(value, wanted, seen)
    return members if wanted.options.get("gateways_mode") == "set" else sorted(members)


FIELDS: tuple[Field, ...] = (
    Field("name", "name", required=True, clearable=False, check=_checks.name),
    Field(
        "type",
        "type",
        choices=tuple(TYPES),
        required=True,
        fixed=True,
        clearable=False,
        as_stored=lambda value, values: STORED_AS.get(value, value),
        from_wire=_type_from_wire,
        to_wire=lambda value: TYPES.get(value, value),
    ),
    Field("enabled", "enabled", "bool", create=True),
    Field("description", "description", check=_checks.short_text),
    Field("schedule", "schedule", ref="schedule"),
    Field("emergency_number", "emergencyNumber", check=_checks.telephone_number),
    Field("emergency_prefix", "optionalPrefix", check=_dialled),
    Field("pstn_prefix", "pstnPrefix", check=_dialled),
    Field("pstn_prefix_optional", "pstnPrefixOptional", "bool"),
    Field("long_distance_prefix", "longDistancePrefix", check=_dialled),
    Field("long_distance_prefix_optional", "longDistancePrefixOptional", "bool"),
    Field(
        "area_codes",
        "areaCodes",
        "list",
        elements="str",
        ordered=False,
        check=_each(_dialled),
        from_wire=lambda value: re.findall(r"[^\s,]+", value or ""),
        to_wire=", ".join,
    ),
    Field("external_length", "externalLen", "int", empty=0, check=_checks.in_range(-1, 40)),
    Field(
        "patterns",
        "dialPatterns.patterns",
        "list",
        elements="dict",
        options={"prefix": {"type": "str"}, "digits": {"type": "int"}},
        as_stored=lambda value, values: _patterns(value),
        from_wire=_patterns,
    ),
    Field("call_pattern.prefix", "callPattern.prefix"),
    Field(
        "call_pattern.digits",
        "callPattern.callDigits",
        choices=tuple(_CALL_DIGITS),
        from_wire=_word_for(_CALL_DIGITS),
        to_wire=_CALL_DIGITS.get,
    ),
    Field("permissions", "permissions.names", "list", elements="str", read_only=True),
    Field(
        "media_server_type",
        "mediaServerType",
        choices=tuple(_MEDIA_SERVERS),
        create="freeswitch",
        from_wire=_word_for(_MEDIA_SERVERS),
        to_wire=lambda value: _MEDIA_SERVERS.get(value, value),
    ),
    Field("media_server_host", "mediaServerHostname", check=_checks.short_text),
    Field("extension", "extension", check=_word),
    Field(
        "aliases",
        "attendantAliases",
        "list",
        elements="str",
        ordered=False,
        check=_each(_word),
        from_wire=lambda value: (value or "").split(),
        to_wire=lambda value: " ".join(value) or None,
    ),
    Field("did", "did", check=_word),
    Field("live_attendant", "enableLiveAttendant", "bool"),
    Field("after_hours_attendant", "afterHoursAttendant", ref="auto_attendant"),
    Field("after_hours_enabled", "afterHoursAttendantEnabled", "bool"),
    Field("holiday_attendant", "holidayAttendant", ref="auto_attendant"),
    Field(
        "holidays",
        "holidayAttendantPeriods.holidayPeriods",
        "list",
        elements="dict",
        options={"start": {"type": "str", "required": True}, "end": {"type": "str", "required": True}},
        check=_bad_holidays,
        as_stored=lambda value, values: _holidays_from_wire(_holidays_to_wire(value)),
        from_wire=_holidays_from_wire,
        to_wire=_holidays_to_wire,
    ),
    Field("working_time_attendant", "workingTimeAttendant", ref="auto_attendant"),
    Field(
        "working_hours",
        "workingTimeAttendantPeriods.workingHours",
        "list",
        elements="dict",
        options={**_hours.OPTIONS, "enabled": {"type": "bool", "default": True}},
        create=_OFFICE_HOURS,
        check=_hours.bad,
        as_stored=lambda value, values: _hours_from_wire(_hours_to_wire(value)),
        from_wire=_hours_from_wire,
        to_wire=_hours_to_wire,
    ),
    # Ordered, though the PBX does not tell the order: the same members are read in the order of the task.
    Field("gateways", "", "list", elements="str", ref="gateway", combine=combine_gateways),
)
