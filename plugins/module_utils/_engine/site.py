# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many records in one go: rehearsed first, then done in the order of their dependencies. Private to the collection."""

from __future__ import annotations

import dataclasses
import typing as t

from .._resource import Field
from .._wire import Forbidden, LoginFailed, OutOfTime, SipxError, Unreachable
from . import mask
from .apply import Outcome, Subject, converge
from .world import World

#: What can become of an entry.
OUTCOMES = ("created", "changed", "deleted", "unchanged", "failed", "not_tried")
#: Errors that are no fault of the record: the next one would only meet the same.
HOPELESS = (Unreachable, LoginFailed, Forbidden, OutOfTime)


@dataclasses.dataclass(frozen=True)
class Entry:
    """One record of a document: its kind, its name, what converge() handles, and the fields to show it with."""

    kind: str
    name: str
    subject: Subject
    fields: tuple[Field, ...]
    before: bool = False
    """Whether it only makes way for others: it is told together with the record's own entry."""


@dataclasses.dataclass
class Line:
    """What became of an entry, one of OUTCOMES."""

    entry: Entry
    outcome: str
    result: Outcome | None = None
    error: SipxError | None = None

    def shown(self) -> dict[str, t.Any]:
        line: dict[str, t.Any] = {"kind": self.entry.kind, "name": self.entry.name, "outcome": self.outcome}
        if self.result:
            line["fields"] = sorted({change.field for change in self.result.changes})
        if self.error:
            line["msg"] = self.error.message
            line["failure"] = self.error.failure()
        return line


def run(entries: t.Sequence[Entry], world: World, retries: int, go_on: bool) -> list[Line]:
    """Brings all entries to what is wanted, in the order given.

    A rehearsal comes first, so that whatever can be known to be wrong is told, all of it, before the first write.
    With C(go_on), an entry that fails does not stop those after it.
    """
    return _told_once(_run(entries, world, retries, go_on))


def _run(entries: t.Sequence[Entry], world: World, retries: int, go_on: bool) -> list[Line]:
    rehearsed = _walk(entries, world.rehearsal(), retries, go_on=True)
    if world.checking or all(line.outcome == "unchanged" for line in rehearsed):
        return rehearsed
    if any(line.error for line in rehearsed):
        if not go_on or any(isinstance(line.error, HOPELESS) for line in rehearsed):
            return [line if line.error else Line(line.entry, "not_tried") for line in rehearsed]
        sound = iter(_walk([line.entry for line in rehearsed if not line.error], world, retries, go_on=True))
        return [line if line.error else next(sound) for line in rehearsed]
    return _walk(entries, world, retries, go_on)


def _walk(entries: t.Sequence[Entry], world: World, retries: int, go_on: bool) -> list[Line]:
    lines: list[Line] = []
    stopped = False
    for entry in entries:
        if stopped:
            lines.append(Line(entry, "not_tried"))
            continue
        try:
            result = converge(entry.subject, world, retries)
            lines.append(Line(entry, _outcome(result), result))
        except SipxError as error:
            stopped = not go_on or isinstance(error, HOPELESS)
            lines.append(Line(entry, "failed", None, error))
    return lines


def _told_once(lines: list[Line]) -> list[Line]:
    """One line a record: what it did to make way is part of what became of it. Alone stands only what is no part of a success."""
    own = {(line.entry.kind, line.entry.name): line for line in lines if not line.entry.before}
    told: list[Line] = []
    for line in lines:
        if not line.entry.before:
            told.append(line)
            continue
        main = own[line.entry.kind, line.entry.name]
        if line.error or (line.result and line.result.changed and main.result is None):
            told.append(line)
        elif line.result and line.result.changed and main.result:
            main.result = _joined(line.result, main.result)
            main.outcome = _outcome(main.result)
    return told


def _joined(first: Outcome, then: Outcome) -> Outcome:
    """Both as one change, from what was there before the first to what is there after the second."""
    early = {change.field: change for change in first.changes}
    late = {change.field: change for change in then.changes}
    before = {**(then.before or {}), **{name: change.before for name, change in early.items()}}
    changes = [dataclasses.replace(late.get(name, change), before=change.before) for name, change in early.items()]
    changes += [change for name, change in late.items() if name not in early]
    return dataclasses.replace(then, changed=True, before=before, changes=changes, warnings=first.warnings + then.warnings)


def _outcome(result: Outcome) -> str:
    if not result.changed:
        return "unchanged"
    if result.before is None:
        return "created"
    return "deleted" if result.after is None else "changed"


def diff(lines: t.Sequence[Line]) -> dict[str, t.Any]:
    """What --diff prints of a document: both sides of every record that changes, by kind and name."""
    sides: dict[str, t.Any] = {"before": {}, "after": {}}
    for line in lines:
        if line.result is not None and line.result.changed:
            title = f"{line.entry.kind} {line.entry.name}"
            record = mask.diff(line.entry.fields, line.result.before, line.result.after, title)
            for side, records in sides.items():
                records[title] = record[side]
    return {**sides, "before_header": "site", "after_header": "site"}
