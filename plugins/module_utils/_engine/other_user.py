# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The document of another user as an administrator reaches it: field by field, through settings and the user's record.

Both are planned and proven by what plans and proves them elsewhere. Private to the collection.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._document import BySetting, Document
from .._resource import Field, Resource, SettingTree, Values, Wanted
from .._wire import Refused
from .plan import Change, Plan
from .record import Record
from .setting_view import Reading
from .settings import Settings
from .world import World

#: The option, and key of every result, that says whose document it is.
USER = "user"


class OtherUser:
    """What is wanted of some fields of another user's document. Raises Refused where one has no administrator's way."""

    def __init__(self, document: Document, wanted: Wanted, tree: SettingTree) -> None:
        without = [name for name in wanted.values if name not in document.ways]
        if without:
            _refuse(document, wanted.key, without)
        self.document = document
        self.wanted = wanted
        self._tree = tree
        self._planned: list[tuple[Settings | Record, Plan]] = []

    def look(self, world: World) -> Plan:
        self._planned = [(one, one.look(world)) for one in self._subjects(world.resources["user"])]
        before: Values = {}
        after: Values = {}
        changes: dict[str, Change] = {}
        plans = [planned for one, planned in self._planned]
        for planned in plans:
            before.update(planned.before or {})
            after.update(planned.after or {})
            changes.update({change.field: change for change in planned.changes})
        return Plan(
            [step for planned in plans for step in planned.steps],
            [self._own(changes[key], name) for name, key in self._keys() if key in changes],
            self._values(before),
            self._values(after),
            None,
            [text for planned in plans for text in planned.warnings],
        )

    def pretend(self, world: World) -> None:
        for one, planned in self._planned:
            if planned.steps:
                one.pretend(world, planned)

    def _subjects(self, kind: Resource) -> t.Iterator[Settings | Record]:
        wishes: Values = {}
        values: Values = {}
        for name, value in self.wanted.values.items():
            way = self.document.ways[name]
            if isinstance(way, BySetting):
                wishes[way.path] = _spelled(self.document.field(name), way, value)
            else:
                values[way.field] = value
        if wishes:
            yield Settings(self._tree, {USER: self.wanted.key}, wishes)
        if values:
            options = {**dict.fromkeys(kind.extra), "must_exist": True, "update_password": "always"}
            yield Record(kind, Wanted("present", self.wanted.key, None, values, options))

    def _keys(self) -> list[tuple[str, str]]:
        """Each field wanted, and what it is called where it is kept."""
        ways = [(name, self.document.ways[name]) for name in self.wanted.values]
        return [(name, way.path if isinstance(way, BySetting) else way.field) for name, way in ways]

    def _values(self, kept: Values) -> Values:
        values = {name: self._value(name, kept[key]) for name, key in self._keys() if self.document.field(name).readable}
        return {USER: self.wanted.key, **values}

    def _value(self, name: str, kept: t.Any) -> t.Any:
        """The value of a field as the option would say it."""
        if not isinstance(kept, Reading):
            return kept
        way, field = self.document.ways[name], self.document.field(name)
        words: dict[str | None, t.Any] = {word: value for value, word in way.words.items()} if isinstance(way, BySetting) else {}
        return words[kept.value] if kept.value in words else field.plain(kept.value)

    def _own(self, change: Change, name: str) -> Change:
        """The change of a setting (whose values are texts), or of a field of the record, as one of the document's field."""
        field, way = self.document.field(name), self.document.ways[name]
        before, after = change.before, change.after
        if isinstance(way, BySetting):
            before, after = (self._value(name, Reading(text, None, False)) for text in (before, after))
        return dataclasses.replace(change, field=name, before=before, after=after, secret=field.secret is not None)


def _spelled(field: Field, way: BySetting, value: t.Any) -> t.Any:
    """The value for a setting: one that clears the field is an empty text there, not the default."""
    value = field.empty if value is None or value == "" else value
    return way.words.get(value, "" if value is None else value)


def _refuse(document: Document, user: str, without: list[str]) -> None:
    has = f" (there is one for {', '.join(document.ways)})" if document.ways else ""
    raise Refused(
        f"{', '.join(without)}: the API has no way to change this for another user{has}."
        f" Run the task with username and password of user {user!r} himself",
        details={"options": without},
    )
