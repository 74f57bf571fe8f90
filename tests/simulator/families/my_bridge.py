# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Running conferences: their members, and the commands that a GET sends to the bridge.

The table "rooms" holds them: the name of the conference, locked, recording, pin, members. The section "bridge" may hold a
fault of the bridge's service: unreachable, refusing or slow.
"""

from __future__ import annotations

from urllib.parse import unquote

from werkzeug.wrappers import Response

from .. import people
from ..beans import Bean, Bool, Field, Int, Listing, Nested
from ..calls import Call
from ..errors import JavaError, Refused
from ..family import Family
from ..rest_engine import RestRoute
from ..world import Record, World
from . import freeswitch
from .my_conferences import find

BRIDGE = "bridge"
MEMBER = Bean(
    "member",
    (
        Field("id", Int()),
        Field("name"),
        Field("imId"),
        Field("uuid"),
        Field("volumeIn", Int()),
        Field("volumeOut", Int()),
        Field("energyLevel", Int()),
        Field("canHear", Bool()),
        Field("canSpeak", Bool()),
    ),
)
DETAILS = Bean(
    "conference",
    (Field("extension"), Field("description"), Field("locked", Bool()), Field("members", Listing(Nested(MEMBER), "member"))),
)


def _own(call: Call) -> Record:
    """The conference of the path, if it is the caller's own."""
    conference = find(call.world, call.params["name"])
    if conference is None:
        raise Refused(404, "Conference not found")
    if conference.get("owner") != call.caller["id"]:
        raise Refused(403, "User is not owner of this conference")
    return conference


def _fault(world: World) -> str | None:
    fault: str | None = world.section(BRIDGE).get("fault")
    return fault


def _room(world: World, name: str) -> Record | None:
    """The running conference of that name; None while nobody is in it."""
    room = world.table("rooms").find(name=name)
    return room if room and room["members"] else None


def _details(call: Call) -> Response:
    conference = _own(call)
    if _fault(call.world) is not None:
        raise JavaError("org.apache.xmlrpc.XmlRpcException", "Failed to read server's response: Connection refused")
    room = _room(call.world, conference["name"])
    if room is None:
        raise Refused(406, "Conference found, but not active")
    members = [{**member, "imId": _im_id(call.world, member["name"])} for member in room["members"]]
    return call.show(DETAILS, {**conference, "locked": bool(room.get("locked")), "members": members})


def _im_id(world: World, number: str) -> str | None:
    user = people.find_user(world, number)
    return None if user is None else (user.get("profile") or {}).get("imId")


def _command(call: Call) -> Response:
    """One command, word and arguments separated by &; what it comes to stands in the text, never in the status."""
    conference = _own(call)
    words = [part for part in call.params["command"].split("&") if part]
    if not words:
        raise Refused(400, "No conference command specified")
    word, arguments = words[0], words[1:]
    if word in ("invite", "inviteim"):
        return _text(_invite(call, conference, word, arguments), "")
    fault = _fault(call.world)
    if fault == "unreachable":
        return _say("ERROR: Connection refused")
    if fault == "refusing":
        return _say("")
    if fault == "slow":
        return _say("<command-exception>Read timed out</command-exception>\n")
    room = _room(call.world, conference["name"])
    if word == "record":
        return _text(freeswitch.record(room, conference["name"], arguments))
    line = unquote("/".join(words)).replace("/", " ")
    return _text(freeswitch.run(room, conference["name"], line) + "\n")


def _invite(call: Call, conference: Record, word: str, arguments: list[str]) -> str:
    if len(arguments) != 1:
        raise Refused(400, "Incorect invite command")
    number = unquote(arguments[0])
    if word == "inviteim":
        users = [user for user in call.world.table("users") if (user.get("profile") or {}).get("imId") == number]
        if not users:
            raise JavaError("java.lang.NullPointerException")
        number = users[0]["userName"]
    call.world.table("placed_calls").add({"from": call.caller["userName"], "to": number, "conference": conference["name"]})
    return "Invitation sent"


def _text(text: str, end: str = "\n") -> Response:
    return _say(f"<command-response>{text}</command-response>{end}")


def _say(text: str) -> Response:
    return Response(text.encode("iso-8859-1", "replace"), 200, content_type="text/plain; charset=ISO-8859-1")


FAMILY = Family(
    "my_bridge",
    rest=(
        RestRoute("/my/conferencedetails/{name}", get=_details),
        RestRoute("/my/conference/{name}/{command}", get=_command, variants=("text/*",)),
    ),
)
