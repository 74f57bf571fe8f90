# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Commands to a running conference: sipx_conference_command. Private to the collection."""

from __future__ import annotations

import typing as t

from .._engine import mask
from .._engine.world import World
from .._resource import Raw
from .._resources import _conference_commands as bridge
from .._resources import _conferences as conferences
from .._wire import BadInput, Call, Forbidden, NotFound, NotKept, Refused, SipxError
from ._base import Job, Params, Report


def job() -> Job:
    return Job(
        spec={
            "conference": {"type": "str", "required": True},
            "command": {"type": "str", "required": True, "choices": [*bridge.COMMANDS, *bridge.IMPOSSIBLE]},
            "arguments": {"type": "list", "elements": "str", "default": []},
        },
        work=_work,
        secrets=lambda params: (set(), set(_pins(params))),
        shown_args=lambda params: {**params, "arguments": [mask.HIDDEN for _pin in _pins(params)] or params.get("arguments")},
    )


def _pins(params: Params) -> list[str]:
    """The arguments that are secret."""
    arguments = params.get("arguments")
    return [str(one) for one in arguments] if params.get("command") == "pin" and isinstance(arguments, list) else []


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    name, word, arguments = params["conference"], params["command"], list(params["arguments"] or [])
    if not name.strip():
        raise BadInput("conference is empty: name the conference")
    bridge.check(word, arguments)
    world.begin()
    try:
        return _run(world, params["username"], name, word, arguments)
    except Forbidden as error:
        raise Refused(
            f"user {params['username']!r} does not own conference {name!r}, and only its owner may command it, administrators no more"
            " than others: run the task with the owner's username and password",
            call=error.call,
            status=error.status,
            server_message=error.server_message,
        ) from None
    except NotFound:
        raise conferences.unknown(world, "conference", name) from None
    except SipxError as error:
        error.resource = error.resource or f"conference {name!r}"
        raise
    finally:
        if world.tried:
            world.forget()


def _run(world: World, user: str, name: str, word: str, arguments: list[str]) -> Report:
    before, after = _states(world, name, word, arguments)
    data: dict[str, t.Any] = {
        "conference": name,
        "command": word,
        "arguments": [mask.MASK] if word == "pin" else arguments,
        "response": None,
    }
    title = f"conference {name!r}"
    diff = None if before is None else {"before": before, "after": after, "before_header": title, "after_header": title}
    if diff is not None and before == after:
        return Report(False, {"conference_command": data}, diff)
    asks = bridge.COMMANDS[word].asks(arguments)
    if world.checking:
        return Report(not asks, {"conference_command": data}, diff)
    sent = bridge.call(name, word, arguments)
    said = bridge.text_of(world.send(sent).data, sent)
    failure = bridge.failure_in(word, said, sent)
    if failure:
        raise failure
    if word in bridge.LOCKS:
        _prove_lock(world, name, word, sent)
    shown = said.replace(arguments[0], mask.MASK) if word == "pin" else said
    warnings = (
        [] if bridge.is_understood(word, said) else [f"whether the bridge did {word} is not known; it says: {' '.join(shown.split())}"]
    )
    already = word == "record" and said == "IN_PROGRESS"
    return Report(not asks and not already, {"conference_command": {**data, "response": shown}}, diff, warnings)


def _prove_lock(world: World, name: str, word: str, sent: Call) -> None:
    """Raises NotKept where the bridge said yes and the conference is as it was. When all have left, nothing is locked any more."""
    world.renew()
    details = conferences.details(world, name)
    if details is not None and bool(details["locked"]) is not bridge.LOCKS[word]:
        raise NotKept(f"the bridge accepted {word}, and the conference is still {'un' if word == 'lock' else ''}locked", call=sent)


def _states(world: World, name: str, word: str, arguments: list[str]) -> tuple[t.Any, t.Any]:
    """Before and after, of the commands that bring about a state; None for both of the others."""
    if word in bridge.LOCKS:
        details = conferences.details(world, name)
        if details is None and bridge.LOCKS[word]:
            raise Refused(f"nobody is in conference {name!r}, so there is nothing to lock; an idle conference cannot stay locked")
        return {"locked": bool(details and details["locked"])}, {"locked": bridge.LOCKS[word]}
    if word not in bridge.SWITCHES:
        return None, None
    key, value = bridge.SWITCHES[word]
    members = _targets(conferences.details(world, name), name, arguments[0])
    option = "can_speak" if key == "canSpeak" else "can_hear"
    return {option: {str(one["id"]): one[key] for one in members}}, {option: {str(one["id"]): value for one in members}}


def _targets(details: Raw | None, name: str, who: str) -> list[Raw]:
    """The members that are meant. Raises BadInput for one who is not there."""
    members = list((details or {}).get("members") or [])
    if who == bridge.ALL:
        return members
    if not members:
        raise BadInput(f"nobody is in conference {name!r}, so there is no member {who!r}")
    if who == bridge.LAST:
        return [max(members, key=lambda one: int(one["id"]))]
    found = [one for one in members if int(one["id"]) == int(who)]
    if not found:
        there = ", ".join(f"{one['id']} ({one['name']})" for one in members)
        raise BadInput(f"there is no member {who} in conference {name!r}; there are {there}. The ids change with every call")
    return found
