# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The words for what every user has exactly once: forwarding, mailbox preferences, speed dials.

Such a document is neither listed nor created nor deleted. It belongs to the user who is logged in: no call takes the
name of another. What an administrator can do for another user goes through settings and through the user's record, field
by field (wire/my_calls.yml, acting_for_another_user). Private to the collection.
"""

from __future__ import annotations

import dataclasses
import typing as t

from ._resource import Field, Raw, Reader, Seen, Values, Wanted
from ._wire import Body, Call, Latin1Json


@dataclasses.dataclass(frozen=True)
class BySetting:
    """The administrator's way to a field: a setting of the user. C(words) spells the values that the setting spells differently."""

    path: str
    words: t.Mapping[t.Any, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class ByUser:
    """The administrator's way to a field: a field of the kind user."""

    field: str


Way = t.Union[BySetting, ByUser]  # noqa: UP007 (some linters take | for arithmetic here)


def put(path: str, body: t.Callable[[Values], Body] = Latin1Json) -> t.Callable[[Values, Seen], Call]:
    """The write of a sheet that takes its payload as the body."""
    return lambda payload, seen: Call("PUT", path, body=body(payload))


@dataclasses.dataclass(frozen=True)
class Sheet:
    """Fields that one call reads and one call writes. C(read) None: they can be written only."""

    fields: tuple[Field, ...]
    read: Call | None
    write: t.Callable[[Values, Seen], Call]
    """The call for a payload by wire name."""
    at: tuple[str, ...] = ()
    """Keys that lead from the answer to the fields."""
    whole: bool = False
    """Whether the write replaces everything: then all fields are sent, merged. Else only what differs."""
    base: t.Callable[[Raw], Values] | None = None
    """What a whole write must send back although no option names it."""
    complete: t.Callable[[Reader, Raw, Seen], Raw] | None = None
    """What was read, with what only another list knows (the name behind an id). May put facts into Seen."""
    finish: t.Callable[[Values, Wanted, Seen, Values], Values] | None = None
    """Last touch to a payload, given what is wanted, what was seen, and the values that there shall be."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


@dataclasses.dataclass(frozen=True)
class Document:
    """What each user has once."""

    kind: str
    """sipx_KIND is the module, KIND the key of the document in its result."""
    title: str
    """Follows "the" and comes before "of user '200'"."""
    sheets: tuple[Sheet, ...]
    ways: t.Mapping[str, Way] = dataclasses.field(default_factory=dict)
    """The administrator's way to each field that has one."""
    only_own: str = ""
    """What to tell of the fields that have none, instead of the usual sentence."""
    latin1: bool = True
    """Whether the calls lose what is outside Latin-1 (see Latin1Json)."""
    implies: t.Callable[[Values], Values] | None = None
    """What a wish for some fields means for others."""
    examine: t.Callable[[Reader, Wanted, Seen], None] | None = None
    """Looks closer before anything is planned: refuses, warns, or puts facts into Seen. For the user's own document only."""
    foretell: t.Callable[[Values, Wanted, Seen], Values] | None = None
    """What the server will make of other fields by itself, given the values there shall be. Pure; never tops what the task says."""
    extra: t.Mapping[str, t.Mapping[str, t.Any]] = dataclasses.field(default_factory=dict)
    """Options that are no property of the document (how, not what), as an argument spec."""

    def __post_init__(self) -> None:
        names = [field.name for field in self.fields]
        if len(set(names)) != len(names):
            raise TypeError(f"{self.kind}: a field is described twice")
        if set(self.ways) - set(names):
            raise TypeError(f"{self.kind}: no field {sorted(set(self.ways) - set(names))} for the administrator's way")
        for sheet in self.sheets:
            for field in sheet.fields:
                if field.readable == (sheet.read is None):
                    raise TypeError(f"{self.kind}: {field.name} is either read by its sheet or an unreadable secret")

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for sheet in self.sheets for field in sheet.fields)

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    @property
    def has_secrets(self) -> bool:
        return any(field.secret for field in self.fields)
