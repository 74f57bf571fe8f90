# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's own speed dials, and those that are inherited from a group.

A user without the key speed_dials inherits. Groups have theirs under the same key; only the state can give them some.
"""

from __future__ import annotations

from typing import Any

from werkzeug.wrappers import Response

from .. import names, people
from ..beans import Bean, Bool, Field, Listing, Nested, Parsed
from ..calls import Call
from ..errors import UserError, null_pointer
from ..family import Family
from ..rest_engine import PLAIN_JSON, RestRoute
from . import user_settings
from .phone_profiles import queue
from .phone_views import phones_of

KEY = "speed_dials"
SUBSCRIBE = "permission/application/subscribe-to-presence"
SPEED_DIAL = Bean(
    "",
    (
        Field("groupSpeedDial", Bool()),
        Field("buttons", Listing(Nested(Bean("", (Field("number"), Field("label"), Field("blf", Bool())))), "")),
        Field("updatePhones", Bool()),
    ),
)

Button = dict[str, Any]


def _may_subscribe(call: Call) -> bool:
    return user_settings.view(call, call.caller).value(SUBSCRIBE) == "ENABLE"


def _own_numbers(call: Call) -> tuple[str, ...]:
    return (call.caller["userName"], *call.caller["aliases"])


def _inherited(call: Call) -> list[Button]:
    """The buttons of the last group that has any, without those that dial the user."""
    for group in reversed(people.groups_of(call.world, call.caller)):
        if group.get(KEY):
            return [button for button in group[KEY] if button["number"] not in _own_numbers(call)]
    return []


def _get(call: Call) -> Response:
    own = call.caller.get(KEY)
    buttons = _inherited(call) if own is None else own
    return call.tell(
        {
            "updatePhones": None,
            "canSubscribeToPresence": _may_subscribe(call),
            "buttons": [{"name": f"{button['label']}={button['number']}", **button} for button in buttons],
            "groupSpeedDial": own is None,
        }
    )


def _put(call: Call) -> None:
    body = call.hear(SPEED_DIAL)
    if body["groupSpeedDial"]:
        call.caller.pop(KEY, None)
    else:
        if "buttons" not in body.given:
            raise null_pointer()
        call.caller[KEY] = [_button(call, button) for button in body["buttons"] or ()]
    if body["updatePhones"]:
        queue(call.world, [phone["id"] for phone in phones_of(call.world, call.caller["id"])], True)


def _button(call: Call, given: Parsed | None) -> Button:
    if given is None:
        raise null_pointer()
    number, label, blf = given["number"], given["label"], bool(given["blf"])
    if not _may_subscribe(call):
        present = [button for button in call.caller.get(KEY) or () if (button["number"], button["label"]) == (number, label)]
        blf = bool(present and present[0]["blf"])
    if blf and not _can_be_watched(call, number):
        raise UserError(f"{number} is not a valid extension to subscribe for presence")
    return {"number": number, "label": label, "blf": blf}


def _can_be_watched(call: Call, number: str | None) -> bool:
    if number is None or number in _own_numbers(call):
        return False
    return number.startswith("sip:") or "@" in number or names.owner_of(call.world, [number]) is not None


FAMILY = Family("my_speed_dials", rest=(RestRoute("/my/speeddial", get=_get, put=_put, variants=PLAIN_JSON),))
