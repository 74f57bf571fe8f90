# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The own password of the user who is logged in: sipx_portal_password. Private to the collection.

Source of the facts: wire/my_preferences.yml, password and keepalive. It is read by nobody; logging in with it is the test.
"""

from __future__ import annotations

from .._engine import mask
from .._engine.world import World
from .._wire import BadInput, Call, LoginFailed, LostAnswer, NotKept, Sender, SipxError
from ._base import Job, Params, Report, hiding

_KEEP_ALIVE = Call("GET", "/rest/my/keepalive")
_SHORTEST = 8


def job() -> Job:
    return Job(
        spec={"new_password": {"type": "str", "required": True, "no_log": True}},
        work=_work,
        **hiding("new_password"),
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    user, password = params["username"], params["new_password"]
    problem = _unfit(password)
    if problem:
        raise BadInput(f"new_password: the value given {problem}")
    title = f"the portal password of user {user!r}"
    world.begin()
    try:
        changed = not _opens(world.client, password)
        if changed:
            world.client.send(_KEEP_ALIVE)  # nothing but the old password can set the new one
            if not world.checking:
                _set(world, title, password, retries)
    except SipxError as error:
        error.resource = title
        error.details["done"] = list(world.done)
        raise
    sides = {"before": {"user": user, "new_password": mask.MASK}, "after": {"user": user, "new_password": mask.MASK}}
    if changed:
        sides["after"]["new_password"] = mask.CHANGED_MASK
    return Report(changed, {"portal_password": {"user": user}}, {**sides, "before_header": title, "after_header": title})


def _unfit(password: str) -> str | None:
    """What is wrong with a password that has to stand in a path."""
    if len(password) < _SHORTEST:
        return f"is shorter than the {_SHORTEST} characters that the server demands"
    if "/" in password:
        return "has a slash, at which the server would cut it off without a word; choose another"
    if not (password.isascii() and password.isprintable()):
        return "has a character that is not among those of ASCII: servers differ in how they read it; choose another"
    return None


def _opens(client: Sender, password: str) -> bool:
    """Whether the user can log in with it."""
    try:
        client.with_password(password).send(_KEEP_ALIVE)
    except LoginFailed:
        return False
    return True


def _set(world: World, title: str, password: str, retries: int) -> None:
    """Sets it and proves it. Where the answer is lost, it looks before it tries again."""
    call = Call("PUT", "/rest/my/portal/password/{password:decoded}", {"password": password})
    tries = 0
    while True:
        try:
            world.send(call)
            break
        except LostAnswer:
            tries += 1
            if tries > retries:
                raise
            world.client.pause(tries)
            if _opens(world.client, password):
                break
    world.done.append(f"set {title}")
    if not _opens(world.client, password):
        raise NotKept(
            f"the server accepted {title}, yet nobody can log in with it: where logins are checked by LDAP only, change it there",
            call=call,
            details={"not_kept": ["new_password"]},
        )
