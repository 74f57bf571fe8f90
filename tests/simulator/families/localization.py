# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Language, region and time zone: /api/localization and /api/timezone (the fork only).

Another region puts its factory dial plan in the place of the present one. The names of the time zone's record are not certain; see Assumed.
"""

from __future__ import annotations

from werkzeug.wrappers import Response

from ..api_engine import ApiRoute
from ..beans import Bean, Field, Int, Listing, Text
from ..calls import JSON, Call
from ..editions import Edition
from ..errors import UserError, null_pointer
from ..family import Family
from ..world import Record, World
from . import jobs
from .dial_rule_beans import install_plan

LOCALIZATION = Bean("localization", (Field("id", Int()), Field("language"), Field("region")))


class Assumed:
    """ASSUMED: the name of the second field of the time zone's record."""

    ZONES = "availableTimezones"


TIME_ZONE = Bean("timezone", (Field("selectedTimezone"), Field(Assumed.ZONES, Listing(Text(), "zone"), access="out")))
TEMPLATES = ("na.dialPlan",)
"""The dial plans of a stock system."""
ZONES = ("Europe/Prague", "America/New_York", "America/Chicago", "Asia/Tokyo", "Europe/London", "Africa/Cairo")


def _localization(world: World) -> Record:
    """The record; a first read makes it."""
    section = world.section("localization")
    if not section:
        section.update({"id": 1, "language": "en", "region": "na"})
    return section


def _get(call: Call) -> Response:
    return call.show(LOCALIZATION, _localization(call.world))


def _set(call: Call) -> int:
    stored, language, region = _localization(call.world), call.parsed["language"], call.parsed["region"]
    if language is None:
        raise null_pointer()
    if region != stored["region"]:
        if region not in TEMPLATES:
            raise UserError("&msg.dialplanNotFound")
        install_plan(call.world)
    stored.update({"language": language, "region": region})
    jobs.configured(call.world)
    return int(stored["id"])


def _time_zone(call: Call) -> Response:
    selected = call.world.section("timezone").get("selected", "Europe/Prague")
    zones = list(ZONES) if selected in ZONES else [*ZONES, selected]
    return call.show(TIME_ZONE, {"selectedTimezone": selected, Assumed.ZONES: zones})


def _set_time_zone(call: Call) -> Response:
    """The name is not checked; an agent runs on all servers meanwhile."""
    name = call.parsed["selectedTimezone"]
    if not name:
        raise UserError("&error.changetimezone.failed")
    call.world.section("timezone")["selected"] = name
    jobs.add_job(call.world, "change timezone")
    return call.say(name)


def _is_fork(edition: Edition) -> bool:
    return edition.name == "fork"


FAMILY = Family(
    "localization",
    api=(
        ApiRoute("GET", "/localization", _get),
        ApiRoute("PUT", "/localization", _set, body=LOCALIZATION, produces=(JSON,)),
        ApiRoute("GET", "/timezone", _time_zone),
        ApiRoute("PUT", "/timezone", _set_time_zone, body=TIME_ZONE),
    ),
    only=_is_fork,
)
