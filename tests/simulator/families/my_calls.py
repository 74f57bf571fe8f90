# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's own calls: placing one, call forwarding, and the calls in progress."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from werkzeug.wrappers import Response

from ..beans import Bean, Bool, Field, Int, Listing, Nested
from ..calls import Call
from ..errors import Refused, no_row, null_pointer
from ..family import Family
from ..rest_engine import PLAIN_JSON, RestRoute
from ..world import Record
from . import user_settings
from .cdrs import in_progress

SCHEDULE_CLASS = "org.sipfoundry.sipxconfig.schedules.Schedule"
TIMER = "callfwd/timer"
VOICEMAIL = "permission/call-handling/Voicemail"

RING_TYPES = ("If no response", "At the same time")
_RING_FIELDS = (Field("expiration", Int()), Field("type"), Field("enabled", Bool()), Field("number"))
_RING = Bean("ring", _RING_FIELDS, java="org.sipfoundry.sipxconfig.callgroup.Ring")


def _forward(rings: Listing) -> Bean:
    fields = (Field("rings", rings), Field("expiration", Int()), Field("withVoicemail", Bool()))
    return Bean("call-sequence", fields, java="org.sipfoundry.sipxconfig.rest.UserForwardResource$Representable")


FORWARD = _forward(Listing(Nested(_RING), "ring"))
FORWARD_IN_JSON = _forward(Listing(Nested(_RING), "rings", repeated=True))
"""JSON input has the rings one beside the other, without an element around them."""
CALL_FORWARD = Bean(
    "",
    (
        Field("rings", Listing(Nested(Bean("", (*_RING_FIELDS, Field("scheduleId", Int(nullable=True))))), "")),
        Field("expiration", Int()),
    ),
)
ACTIVE_CALL = Bean(
    "cdr",
    (
        *(Field(name) for name in ("from", "from-aor", "to", "to-aor", "route", "direction", "recipient")),
        Field("internal", Bool()),
        Field("type"),
        Field("start-time", Int()),
        Field("duration", Int()),
    ),
)

# ---- placing a call


def _place(call: Call) -> None:
    """Both phones ring; nobody says whether anything came of it."""
    number = re.sub(r"[][().{}-]", "", unquote(call.params["to"]))
    if not re.fullmatch(r"[A-Za-z0-9_!~*'&=+$,;?/]+", number):
        raise Refused(400)
    call.world.table("placed_calls").add({"from": call.caller["userName"], "to": number})


# ---- forwarding


def _rings(user: Record) -> list[dict[str, Any]]:
    rings: list[dict[str, Any]] = user.get("rings", [])
    return rings


def _first_ring(call: Call) -> int:
    return int(user_settings.view(call, call.caller).value(TIMER) or 0)


def _has_voicemail(call: Call) -> bool:
    return user_settings.view(call, call.caller).value(VOICEMAIL) == "ENABLE"


def _store(call: Call, rings: list[dict[str, Any]] | None, expiration: int) -> None:
    """Replaces the whole list and the time of the first ring."""
    if rings is None or None in rings:
        raise null_pointer()
    stored = []
    for ring in rings:
        schedule = ring.get("scheduleId")
        if schedule is not None and call.world.table("schedules").get(schedule) is None:
            raise no_row(SCHEDULE_CLASS, schedule)
        stored.append(
            {
                "expiration": ring["expiration"] or 0,
                "type": ring["type"] if ring["type"] in RING_TYPES else None,
                "enabled": bool(ring["enabled"]),
                "number": ring["number"],
                "scheduleId": schedule,
            }
        )
    call.caller["rings"] = stored
    user_settings.view(call, call.caller).put(TIMER, str(expiration or 0))


def _get_forward(call: Call) -> Response:
    record = {"rings": _rings(call.caller), "expiration": _first_ring(call), "withVoicemail": _has_voicemail(call)}
    return call.show(FORWARD, record)


def _put_forward(call: Call) -> None:
    body = call.read(FORWARD_IN_JSON if call.body_is_json else FORWARD)
    _store(call, body["rings"], body["expiration"])


def _get_callfwd(call: Call) -> Response:
    names = ("type", "number", "enabled", "expiration", "scheduleId")
    if any(ring["type"] is None for ring in _rings(call.caller)):
        raise null_pointer()
    rings = [{name: ring[name] for name in names} for ring in _rings(call.caller)]
    return call.tell({"rings": rings, "expiration": _first_ring(call), "withVM": _has_voicemail(call)})


def _put_callfwd(call: Call) -> None:
    body = call.hear(CALL_FORWARD)
    _store(call, body["rings"], body["expiration"])


# ---- calls in progress


def _active(call: Call, name: str) -> Response:
    if call.world.section("resolver").get("down"):
        raise Refused(500)
    return call.show_items("cdrs", ACTIVE_CALL, in_progress(call.world, name))


def _my_active(call: Call) -> Response:
    return _active(call, call.caller["userName"])


def _active_of(call: Call) -> Response:
    return _active(call, call.params["user"])


FAMILY = Family(
    "my_calls",
    rest=(
        RestRoute("/my/call/{to}", put=_place),
        RestRoute("/call/{to}", put=_place),
        RestRoute("/my/forward", get=_get_forward, put=_put_forward, modifiable=True),
        RestRoute("/my/callfwd", get=_get_callfwd, put=_put_callfwd, modifiable=True, variants=PLAIN_JSON),
        RestRoute("/my/activecdrs", get=_my_active),
        RestRoute("/activecdrs/{user}", get=_active_of),
    ),
)
