# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The conference bridge: what a command line does to a running conference, and the text that it answers.

The texts are those of FreeSWITCH where they are known; the others are assumed (see docs/assumptions.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Room = dict[str, Any]
Member = dict[str, Any]
Run = Callable[[Room, str, list[str]], str]


def record(room: Room | None, name: str, arguments: list[str]) -> str:
    """The recording service's own command: start (also without argument), stop, status, duration."""
    action = arguments[0] if arguments else "start"
    running = bool(room and room.get("recording"))
    if action == "status":
        return "IN_PROGRESS" if running else "NO_RECORDING"
    if action == "duration":
        return "0"
    if action not in ("start", "stop"):
        return 'ERROR: Incorect "action" parameter'
    if room is None:
        return f"Conference {name} not found"
    if action == "start" and running:
        return "IN_PROGRESS"
    room["recording"] = action == "start"
    return f"Record file {name}.wav" if action == "start" else f"Stopped recording file {name}.wav"


def run(room: Room | None, name: str, line: str) -> str:
    """The answer to `conference NAME line`."""
    word, *arguments = line.split()
    if room is None:
        return f"Conference {name} not found"
    if word in _SWITCHES:
        key, value = _SWITCHES[word]
        return _each(room, arguments, lambda member: _set(member, key, value, f"OK {word} {member['id']}"))
    if word in _LEVELS:
        return _level(room, word, arguments)
    command = _COMMANDS.get(word)
    return f"Conference command '{word}' not found." if command is None else command(room, name, arguments)


_SWITCHES = {
    "mute": ("canSpeak", False),
    "unmute": ("canSpeak", True),
    "deaf": ("canHear", False),
    "undeaf": ("canHear", True),
}
_LEVELS = {"volume_in": ("volumeIn", "Volume IN"), "volume_out": ("volumeOut", "Volume OUT"), "energy": ("energyLevel", "Energy")}


def _set(member: Member, key: str, value: Any, text: str) -> str:
    member[key] = value
    return text


def _members(room: Room, who: str) -> list[Member] | None:
    """Those that a word means; None for an id that nobody has."""
    if who == "all":
        return list(room["members"])
    if who == "last":
        return [max(room["members"], key=lambda member: int(member["id"]))]
    return [member for member in room["members"] if str(member["id"]) == who] or None


def _each(room: Room, arguments: list[str], act: Callable[[Member], str]) -> str:
    if not arguments:
        return "-USAGE: <[member_id|all]|last>"
    members = _members(room, arguments[0])
    if members is None:
        return f"Non-Existant ID {arguments[0]}"
    return "\n".join(act(member) for member in members)


def _level(room: Room, word: str, arguments: list[str]) -> str:
    key, label = _LEVELS[word]

    def act(member: Member) -> str:
        if len(arguments) > 1:
            member[key] = int(arguments[1])
        return f"{label} {member['id']} = {member[key]}"

    return _each(room, arguments, act)


def _lock(room: Room, name: str, arguments: list[str]) -> str:
    room["locked"] = True
    return f"OK {name} locked"


def _unlock(room: Room, name: str, arguments: list[str]) -> str:
    room["locked"] = False
    return f"OK {name} unlocked"


def _pin(room: Room, name: str, arguments: list[str]) -> str:
    if not arguments:
        return "-USAGE: pin <pin#>"
    room["pin"] = arguments[0]
    return f"Pin for conference {name} set to {arguments[0]}"


def _no_pin(room: Room, name: str, arguments: list[str]) -> str:
    room["pin"] = None
    return f"Pin for conference {name} removed"


def _leave(word: str) -> Run:
    def leave(room: Room, name: str, arguments: list[str]) -> str:
        def act(member: Member) -> str:
            room["members"].remove(member)
            return f"OK {word} {member['id']}"

        return _each(room, arguments, act)

    return leave


def _list(room: Room, name: str, arguments: list[str]) -> str:
    mark = arguments[1] if len(arguments) > 1 and arguments[0] == "delim" else ";"
    lines = []
    for member in room["members"]:
        flags = [word for word, key in (("hear", "canHear"), ("speak", "canSpeak")) if member[key]]
        fields = [member["id"], f"sofia/{member['name']}", member["uuid"], member["name"], "|".join(flags)]
        lines.append(mark.join(str(part) for part in [*fields, member["volumeIn"], member["volumeOut"], member["energyLevel"]]))
    return "\n".join(lines)


def _xml_list(room: Room, name: str, arguments: list[str]) -> str:
    members = "".join(f'<member type="caller"><id>{member["id"]}</id></member>' for member in room["members"])
    return f'<conferences><conference name="{name}"><members>{members}</members></conference></conferences>'


def _said(word: str) -> Run:
    return lambda room, name, arguments: f"({word}) OK" if arguments else f"-USAGE: {word} <text>"


def _dtmf(room: Room, name: str, arguments: list[str]) -> str:
    if len(arguments) < 2:
        return "-USAGE: dtmf <[member_id|all|last]> <digits>"
    return _each(room, arguments, lambda member: f"OK sent {arguments[1]} to {member['id']}")


def _transfer(room: Room, name: str, arguments: list[str]) -> str:
    found = [members[0] for who in arguments[1:] if (members := _members(room, who))]
    if not found:
        return "Non-Existant ID"
    for member in found:
        room["members"].remove(member)
    return "\n".join(f"OK Member '{member['id']}' sent to conference {arguments[0]}." for member in found)


def _relate(room: Room, name: str, arguments: list[str]) -> str:
    if len(arguments) < 2:
        return "-USAGE: relate <member_id> <other_member_id> [nospeak|nohear|clear]"
    return f"ok {arguments[0]}->{arguments[1]} {' '.join(arguments[2:]) or 'shown'}"


_COMMANDS: dict[str, Run] = {
    "lock": _lock,
    "unlock": _unlock,
    "pin": _pin,
    "nopin": _no_pin,
    "kick": _leave("kicked"),
    "hup": _leave("hup"),
    "list": _list,
    "xml_list": _xml_list,
    "say": _said("say"),
    "saymember": _said("saymember"),
    "dtmf": _dtmf,
    "transfer": _transfer,
    "relate": _relate,
    "stop": lambda room, name, arguments: "Stopped 0 files.",
    "norecord": lambda room, name, arguments: "Stopped recording 0 files.",
    "play": lambda room, name, arguments: f"(play) File: {' '.join(arguments)} not found.",
    "dial": lambda room, name, arguments: "Call Requested: result: [INVALID_URL]",
    "bgdial": lambda room, name, arguments: "OK Job-UUID: 0",
}
