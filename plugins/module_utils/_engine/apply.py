# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Carrying out a plan and proving it. Private to the collection.

Look, plan, write, look again: what the second plan would still change did not stick, and is a failure that names it.
The same loop adopts a record whose creation was answered by nobody, and repeats nothing blindly.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._resource import Values
from .._wire import Answer, LostAnswer, NotKept, Rejected, SipxError
from .plan import Change, Plan
from .world import Planned, World


class Subject(t.Protocol):
    """What converge() can handle: a record, a tree of settings, a link."""

    title: str
    """What it is called in messages."""
    gone: bool
    """Whether it shall not be there."""

    def look(self, world: World) -> Plan:
        """Reads what is there and plans from there. Raises what makes the wish impossible."""

    def wrote(self, world: World, ident: t.Any) -> None:
        """Tells the world what the writes have changed; C(ident) is the id of what is there now, if any."""

    def pretend(self, world: World, planned: Plan) -> None:
        """Check mode: lets later items see what would have been written."""


@dataclasses.dataclass
class Outcome:
    """What it came to. C(before) and C(after) are flat values by field, None where there was or is nothing."""

    changed: bool
    before: Values | None
    after: Values | None
    ident: t.Any = None
    warnings: list[str] = dataclasses.field(default_factory=list)
    changes: list[Change] = dataclasses.field(default_factory=list)
    followed: bool = False
    """Whether the PBX was told what follows the writes (in check mode: would be)."""


def converge(subject: Subject, world: World, retries: int) -> Outcome:
    """Brings the subject to what is wanted, or says in check mode what that would take. Raises SipxError."""
    try:
        return _converge(subject, world, retries)
    except SipxError as error:
        error.resource = error.resource or subject.title
        error.details["done"] = list(world.done)
        raise


def _converge(subject: Subject, world: World, retries: int) -> Outcome:
    world.begin()
    plan = subject.look(world)
    if (plan.steps or plan.follow) and world.relied_on_old_reads and not world.checking:
        world.renew()
        plan = subject.look(world)
    if world.checking or not plan.steps:
        if plan.steps:
            subject.pretend(world, plan)
        elif not world.checking:
            _tell(plan, plan.ident, world, retries)
        return _outcome(plan, plan)
    _carry_out(subject, world, plan, retries)
    again = subject.look(world)
    if plan.open_ended and again.steps:
        _carry_out(subject, world, again, retries)
        again = subject.look(world)
    _prove(subject, plan, again)
    _tell(plan, again.ident, world, retries)
    return _outcome(plan, again)


def _outcome(plan: Plan, now: Plan) -> Outcome:
    after = plan.after if now is plan else now.before
    ident = None if isinstance(now.ident, Planned) else now.ident
    followed = bool(plan.follow)
    changed = bool(plan.steps) or followed
    return Outcome(changed, plan.before, after, ident, plan.warnings, plan.changes if changed else [], followed)


def _tell(plan: Plan, ident: t.Any, world: World, retries: int) -> None:
    """What follows the writes. It is harmless when repeated, so a lost answer only means once more."""
    for step in plan.follow:
        for tries in range(1, retries + 2):
            try:
                world.send(step.call.with_id(ident))
                break
            except SipxError as error:
                if not isinstance(error, LostAnswer) or tries > retries:
                    error.details.setdefault("doing", step.does)
                    raise
                world.client.pause(tries)
        world.done.append(step.does)


def _carry_out(subject: Subject, world: World, plan: Plan, retries: int) -> None:
    """Sends the writes. After a lost answer it looks what has happened and goes on from there."""
    tries = 0
    while plan.steps:
        try:
            _send_all(subject, plan, world)
            return
        except LostAnswer:
            tries += 1
            if tries > retries:
                raise
            world.client.pause(tries)
            plan = subject.look(world)
        except Rejected:
            # Somebody else may have created it since the list was read: look before giving up.
            tries += 1
            if not plan.steps[0].creates or tries > 1:
                raise
            plan = subject.look(world)
            if plan.before is None:
                raise


def _send_all(subject: Subject, plan: Plan, world: World) -> None:
    ident = plan.ident
    for step in plan.steps:
        try:
            answer = world.send(step.call.with_id(ident) if ident is not None else step.call)
        except SipxError as error:
            error.details.setdefault("doing", step.does)
            world.forget()
            raise
        world.done.append(step.does)
        if step.creates:
            ident = _id_in(answer)
    subject.wrote(world, None if subject.gone else ident)


def _id_in(answer: Answer) -> t.Any:
    """The id of a new record: /api answers it bare, /rest as text inside its <response> document."""
    if not isinstance(answer.data, dict):
        return answer.data
    ident = answer.data.get("id") or answer.data.get("additionalMessage")
    return int(ident) if ident and ident.isdigit() else ident


def _prove(subject: Subject, plan: Plan, again: Plan) -> None:
    """Raises NotKept when the server did not keep what it was told."""
    if subject.gone:
        if again.steps:
            raise NotKept(f"the server said that {subject.title} is deleted, but it is still there")
        return
    if again.before is None:
        raise NotKept(f"the server said that {subject.title} is stored, but it is not there")
    lost = [change for change in again.changes if change.provable]
    if not lost:
        return
    told = ", ".join(
        f"{change.field} (not shown)" if change.secret else f"{change.field} (wanted {change.after!r}, kept {change.before!r})"
        for change in lost
    )
    raise NotKept(
        f"the server accepted the change of {subject.title} but did not keep {told}: correct the value and run again",
        call=plan.steps[-1].call,
        details={"not_kept": [change.field for change in lost]},
    )
