# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The one flat bean of all dial rules, and the dial plan of a fresh installation."""

from __future__ import annotations

from typing import Any

from ..beans import Bean, Bool, Enum, Field, Int, Listing, Nested, Text, Time
from ..world import Record, World

TYPES = (
    "Emergency",
    "Long_Distance",
    "Restricted",
    "Toll_free",
    "Custom",
    "Site_To_Site",
    "Internal",
    "Attendant",
    "International",
    "Local",
    "Mapping_Rule",
    "Intercom",
    "Paging",
    "Authorization_Code",
)

DAYS = (
    "Weekend",
    "Weekdays",
    "Every_day",
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
)
XML_DAYS = tuple(day.replace("_", "").upper() for day in DAYS)

WORKING_HOURS = Bean(
    "workingHours",
    (
        Field("enabled", Bool()),
        Field("start", Time()),
        Field("stop", Time()),
        Field("scheduledDay", Enum(DAYS, XML_DAYS, java="org.sipfoundry.sipxconfig.common.ScheduledDay")),
    ),
    java="org.sipfoundry.sipxconfig.api.model.WorkingTimePeriodBean",
)
HOLIDAY = Bean(
    "holidayPeriods",
    (Field("startDate", Time()), Field("endDate", Time())),
    java="org.sipfoundry.sipxconfig.api.model.HolidayPeriodBean",
)
HOLIDAYS = Bean(
    "holidayAttendantPeriods",
    (Field("holidayPeriods", Listing(Nested(HOLIDAY), "holidayPeriods", lost_in_xml=True)),),
    java="org.sipfoundry.sipxconfig.api.model.HolidayBean",
)
WORKING_TIME = Bean(
    "workingTimeAttendantPeriods",
    (Field("workingHours", Listing(Nested(WORKING_HOURS), "workingHours")),),
    java="org.sipfoundry.sipxconfig.api.model.WorkingTimeBean",
)
PATTERN = Bean("DialPatterns", (Field("prefix"), Field("digits", Int())))
PATTERNS = Bean("dialPatterns", (Field("patterns", Listing(Nested(PATTERN), "DialPatterns")),))
CALL_PATTERN = Bean("callPattern", (Field("prefix"), Field("callDigits")))
PERMISSIONS = Bean("permissions", (Field("names", Listing(Text(), "Name")),))

RULE = Bean(
    "Rule",
    (
        Field("id", Int(nullable=True)),
        Field("name"),
        Field("enabled", Bool()),
        Field("type", Enum(TYPES, java="org.sipfoundry.sipxconfig.dialplan.DialingRuleType")),
        Field("description"),
        Field("scheduleId", Int(nullable=True)),
        Field("permissions", Nested(PERMISSIONS)),
        Field("gatewayAware", Bool()),
        Field("authorizationChecked", Bool()),
        Field("internal", Bool()),
        Field("mediaServerHostname"),
        Field("mediaServerType"),
        Field("dialPatterns", Nested(PATTERNS)),
        Field("callPattern", Nested(CALL_PATTERN)),
        Field("pstnPrefix"),
        Field("pstnPrefixOptional", Bool()),
        Field("longDistancePrefix"),
        Field("longDistancePrefixOptional", Bool()),
        Field("areaCodes"),
        Field("externalLen", Int()),
        Field("optionalPrefix"),
        Field("emergencyNumber"),
        Field("afterHoursAttendant"),
        Field("afterHoursAttendantEnabled", Bool()),
        Field("holidayAttendant"),
        Field("workingTimeAttendant"),
        Field("holidayAttendantPeriods", Nested(HOLIDAYS)),
        Field("workingTimeAttendantPeriods", Nested(WORKING_TIME)),
        Field("extension"),
        Field("attendantAliases"),
        Field("did"),
        Field("enableLiveAttendant", Bool()),
    ),
    java="org.sipfoundry.sipxconfig.api.model.DialRuleBean",
)
RULE_LIST = Bean("Rules", (Field("rules", Listing(Nested(RULE), "Rule")),))
NAME_LIST = Bean("Names", (Field("names", Listing(Text(), "Name")),))

TEMPLATES = (
    "internalRule",
    "defaultCustomRule",
    "longDistanceRule",
    "localRule",
    "emergencyRule",
    "internationalRule",
    "attendantRule",
    "siteToSiteRule",
)

COMMON_FIELDS = ("name", "description", "enabled", "scheduleId")
FIELDS: dict[str, tuple[str, ...]] = {
    "Emergency": ("optionalPrefix", "emergencyNumber"),
    "Long_Distance": (
        "pstnPrefix",
        "pstnPrefixOptional",
        "longDistancePrefix",
        "longDistancePrefixOptional",
        "areaCodes",
        "externalLen",
    ),
    "Custom": ("dialPatterns", "callPattern"),
    "Site_To_Site": ("dialPatterns", "callPattern"),
    "Internal": ("mediaServerHostname", "mediaServerType"),
    "Attendant": (
        "afterHoursAttendant",
        "afterHoursAttendantEnabled",
        "holidayAttendant",
        "workingTimeAttendant",
        "holidayAttendantPeriods",
        "workingTimeAttendantPeriods",
        "extension",
        "attendantAliases",
        "did",
        "enableLiveAttendant",
    ),
}
"""The fields that a rule of each stored type has, besides the common ones."""

INSTALL_DAY = 1767571200000
"""Midnight of the day on which the simulated PBX was installed (2026-01-05, UTC), in milliseconds."""
HOUR = 3600000


def new_rule(kind: str, **values: Any) -> Record:
    """A stored rule: the common fields, those of its type, and what the API does not show."""
    rule: Record = {"type": kind, "gateways": [], "permissions": [], "enabled": False, "scheduleId": None}
    rule.update({field: RULE.by_name[field].default() for field in FIELDS[kind]})
    rule.update(values)
    return rule


def seed(world: World) -> None:
    """The default plan (North America)."""
    install_plan(world)


def install_plan(world: World) -> None:
    """The factory rules, in the place of whatever there is."""
    rules = world.table("rules")
    for rule in rules:
        rules.remove(rule["id"])
    for key, rule in enumerate(_default_plan(), 1):
        rules.add(rule, key=key)


def _long_distance(name: str, description: str, permission: str, **values: Any) -> Record:
    empty = {"pstnPrefix": "", "longDistancePrefix": "", "areaCodes": ""}
    return new_rule("Long_Distance", name=name, description=description, **{**empty, **values, "permissions": [permission]})


def _default_plan() -> list[Record]:
    hours = [
        {
            "enabled": day not in ("Saturday", "Sunday"),
            "start": INSTALL_DAY + 9 * HOUR,
            "stop": INSTALL_DAY + 18 * HOUR,
            "scheduledDay": day,
        }
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ]
    return [
        new_rule(
            "Emergency",
            name="Emergency",
            description="Emergency dialing plan",
            optionalPrefix="9",
            emergencyNumber="911",
        ),
        _long_distance("International", "International dialing", "InternationalDialing", longDistancePrefix="011", externalLen=-1),
        _long_distance("Local", "Local dialing", "LocalDialing", pstnPrefix="9", longDistancePrefixOptional=True, externalLen=7),
        _long_distance(
            "Long Distance",
            "Long distance dialing plan",
            "LongDistanceDialing",
            pstnPrefix="9",
            pstnPrefixOptional=True,
            longDistancePrefix="1",
            externalLen=10,
        ),
        _long_distance("Restricted", "Restricted dialing", "900Dialing", areaCodes="900"),
        _long_distance("Toll free", "Toll free dialing", "TollFree", areaCodes="800, 866, 877, 888"),
        new_rule(
            "Attendant",
            name="AutoAttendant",
            enabled=True,
            description="Default autoattendant dialing plan",
            extension="100",
            attendantAliases="operator 0",
            afterHoursAttendant="Operator",
            afterHoursAttendantEnabled=True,
            holidayAttendantPeriods={"holidayPeriods": []},
            workingTimeAttendantPeriods={"workingHours": hours},
            enableLiveAttendant=True,
        ),
        new_rule(
            "Internal",
            name="Voicemail",
            enabled=True,
            description="Default voicemail dialing plan",
            mediaServerType="freeswitchMediaServer",
        ),
    ]
