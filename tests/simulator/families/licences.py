# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The licence of the commercial edition: /api/license. The resource is closed source; guesses stand in Assumed."""

from __future__ import annotations

from werkzeug.wrappers import Response

from ..api_engine import ApiRoute
from ..beans import Bean, Field, Int
from ..calls import JSON, Call
from ..editions import Edition
from ..errors import UserError
from ..family import Family
from ..world import Record, World

LICENSE = Bean(
    "License",
    (
        Field("uid"),
        Field("domain"),
        Field("version"),
        Field("expire"),
        Field("support"),
        Field("licenseType"),
        Field("users", Int()),
        Field("mobileDevices", Int()),
        Field("company"),
        Field("contactEmail"),
        Field("contactName"),
        Field("contactPhone"),
    ),
)


class Assumed:
    """ASSUMED: every guess about the closed resource, in one place."""

    UNKNOWN_UID = "The license could not be fetched"
    """The text of the error for a uid that the vendor does not know (here: what does not begin with KNOWN)."""
    KNOWN = "1"


EVALUATION: Record = {
    "uid": "",
    "domain": "voice.test",
    "version": "",
    "expire": "31-Jan-2030",
    "support": "",
    "licenseType": "Evaluation",
    "users": -1,
    "mobileDevices": -1,
    "company": "Example Ltd",
    "contactEmail": "pbx@voice.test",
    "contactName": "",
    "contactPhone": "",
}
BOUGHT: Record = {
    **EVALUATION,
    "version": "19.08",
    "expire": "31-Dec-2030",
    "support": "31-Dec-2030",
    "licenseType": "Subscription",
    "users": 250,
    "mobileDevices": 250,
    "contactName": "A. Admin",
    "contactPhone": "5550100",
}


def _get(call: Call) -> Response:
    return call.show(LICENSE, call.world.section("license"))


def _install(call: Call) -> Response:
    uid = call.params["uid"]
    if not uid.startswith(Assumed.KNOWN):
        raise UserError(Assumed.UNKNOWN_UID)
    call.world.section("license").update({**BOUGHT, "uid": uid})
    return _get(call)


def _seed(world: World) -> None:
    world.section("license").update(EVALUATION)


def _has_licence(edition: Edition) -> bool:
    return edition.license


FAMILY = Family(
    "license",
    api=(
        ApiRoute("GET", "/license", _get, produces=(JSON,)),
        ApiRoute("POST", "/license/{uid}", _install, produces=(JSON,)),
    ),
    seed=_seed,
    only=_has_licence,
)
