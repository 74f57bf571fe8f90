# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The PBX as the engine sees it: cached reads, and writes that keep the cache true. Private to the collection.

One World serves all items of a loop: each list is read once and kept current by the writes. What a check mode run
would have written is remembered here too, so that later items see it.
"""

from __future__ import annotations

import dataclasses
import itertools
import typing as t

from .._resource import Owner, Raw, Resource
from .._wire import Answer, Call, Files, NotFound, Refused, Rejected, Sender, SipxError, UnknownReference, unknown_reference

#: So many records of a kind are read one by one, where the server finds them by name; then the list is cheaper.
FEW = 3


class Planned:
    """The id of a record that exists only in the plan of a check mode run."""

    def __repr__(self) -> str:
        return "(planned)"


@dataclasses.dataclass
class _Kept:
    data: t.Any
    age: int
    by_key: dict[str, Raw] | None = None


class World:
    """Implements Reader (see _resource) and does the writes."""

    def __init__(self, client: Sender, resources: t.Mapping[str, Resource], checking: bool) -> None:
        self.resources = resources
        self.checking = checking
        self.rehearsing = False
        self.client = client
        self.files = t.cast(Files, client)
        self._kept: dict[tuple[t.Any, ...], _Kept] = {}
        self._rows: dict[str, _Kept] = {}
        self._unlisted: dict[str, SipxError] = {}
        self._sought: dict[str, set[str]] = {}
        self._pretended: dict[str, dict[tuple[Owner | None, str], Raw | None]] = {}
        self._pretended_renames: dict[tuple[str, str], str] = {}
        self._pretended_answers: dict[tuple[t.Any, ...], t.Any] = {}
        self.pretended_settings: dict[tuple[t.Any, ...], dict[str, t.Any]] = {}
        """What check mode would have set of things that are no records (settings by path, counts), by the key of their call."""
        self._ticks = itertools.count(1)
        self._clock = 0
        self._begun = 0
        self._oldest = 0
        self.relied_on_old_reads = False
        self.tried = False
        """Whether a write has been sent since begin(), whatever came of it."""
        self.done: list[str] = []
        """The writes that the server has confirmed since begin(), in words."""

    # -- time ---------------------------------------------------------------------------------------------------

    def new_task(self) -> None:
        """The next item of a loop, or the next attempt of an C(until): a list that could not be told is asked for again."""
        self._unlisted.clear()

    def begin(self) -> None:
        """A new record is looked at: what was read before it is old, though still good enough to find no change."""
        self._clock = next(self._ticks)
        self._begun = self._clock
        self._oldest = 0
        self.tried = False
        self.done = []
        self.relied_on_old_reads = False

    def renew(self) -> None:
        """From here on only fresh reads of single records count (lists still serve to find ids)."""
        self._clock = next(self._ticks)
        self._oldest = self._clock
        self.relied_on_old_reads = False

    def forget(self) -> None:
        """Nothing that was read counts any more, lists included."""
        self._kept.clear()
        self._rows.clear()
        self._unlisted.clear()
        self.renew()

    # -- reading ------------------------------------------------------------------------------------------------

    def get(self, call: Call) -> t.Any:
        if call.key in self._pretended_answers:
            return self._pretended_answers[call.key]
        kept = self._kept.get(call.key)
        if kept is None or kept.age < self._oldest:
            kept = self._kept[call.key] = _Kept(self._asked(call), self._clock)
        self.relied_on_old_reads |= kept.age < self._begun
        if isinstance(kept.data, NotFound):
            raise kept.data
        return kept.data

    def _asked(self, call: Call) -> t.Any:
        """The answer; that there is none is an answer, too."""
        try:
            return self.client.send(call).data
        except NotFound as error:
            return error

    def rows(self, kind: str, owner: Owner | None = None) -> list[Raw]:
        resource = self.resources[kind]
        real: list[Raw] = resource.owners[owner[0]](self, owner[1]) if owner else self._list(kind).data
        pretended = {key: row for (whose, key), row in self._pretended.get(kind, {}).items() if whose == owner}
        if not pretended:
            return real
        return [row for row in real if resource.key_of(row) not in pretended] + [row for row in pretended.values() if row is not None]

    def _list(self, kind: str) -> _Kept:
        """The list of a kind as the server told it; where it could not, that is remembered for this task."""
        kept = self._rows.get(kind)
        if kept is None:
            if kind in self._unlisted:
                raise self._unlisted[kind]
            resource = self.resources[kind]
            try:
                data = self.client.send(resource.rows_call).data
            except NotFound as error:
                raise _without_feature(resource, error) from None
            except Rejected as error:
                self._unlisted[kind] = error
                raise
            kept = self._rows[kind] = _Kept(resource.rows_of(data), self._clock)
        self.relied_on_old_reads |= kept.age < self._begun
        return kept

    def find(self, kind: str, key: str, owner: Owner | None = None) -> Raw | None:
        resource = self.resources[kind]
        if (owner, key) in self._pretended.get(kind, {}):
            return self._pretended[kind][owner, key]
        if owner:
            return next((row for row in self.rows(kind, owner) if resource.key_of(row) == key), None)
        if resource.find and resource.item is None:
            return self._find_by_key(resource, t.cast(Call, resource.find(key)), key)
        if resource.item is None and kind in self._rows and self._rows[kind].age < self._oldest:
            del self._rows[kind]
        found, raw = self._sought_alone(resource, key)
        raw = raw if found else self._listed(kind, key)
        if found or raw is None or resource.item is None or not self._oldest:
            return raw
        return self._fresh_row(resource, resource.item, raw, key)

    def need(self, kind: str, key: str, option: str) -> Raw:
        # The list will do: should the name be gone by now, reading back what refers to it shows that.
        resource = self.resources[kind]
        if (None, key) in self._pretended.get(kind, {}):
            found, raw = True, self._pretended[kind][None, key]
        else:
            found, raw = self._sought_alone(resource, key)
        raw = raw if found else self._listed(kind, key)
        if raw is None:
            raise self.unknown(kind, key, option)
        return raw

    def unknown(self, kind: str, key: str, option: str, owner: Owner | None = None) -> UnknownReference:
        """The error for a name that the PBX does not have, with the nearest ones that it has."""
        resource = self.resources[kind]
        try:
            names: list[str] | None = [resource.key_of(row) for row in self.rows(kind, owner)]
        except Rejected:
            names = None
        return unknown_reference(option, resource.title, resource.plural, key, names, self.later)

    @property
    def later(self) -> str:
        if self.checking and not self.rehearsing:
            return " (In check mode, what an earlier task would create is not seen; sipx_site plans all together.)"
        return ""

    def is_planned(self, raw: Raw | None) -> bool:
        return raw is not None and any(isinstance(value, Planned) for value in raw.values())

    def _listed(self, kind: str, key: str) -> Raw | None:
        if (None, key) in self._pretended.get(kind, {}):
            return self._pretended[kind][None, key]
        kept = self._list(kind)
        if kept.by_key is None:
            kept.by_key = {self.resources[kind].key_of(row): row for row in reversed(kept.data)}
        return kept.by_key.get(key)

    def _sought_alone(self, resource: Resource, key: str) -> tuple[bool, Raw | None]:
        """A record by a read of its own, and whether there was one: for the first few of a kind, or where the list cannot be read."""
        call = resource.find(key) if resource.find and resource.kind not in self._rows else None
        if call is None:
            return False, None
        sought = self._sought.setdefault(resource.kind, set())
        if key not in sought and len(sought) >= FEW and resource.kind not in self._unlisted:
            try:
                self._list(resource.kind)
            except Rejected:
                return True, self._find_by_key(resource, call, key)
            return False, None
        sought.add(key)
        return True, self._find_by_key(resource, call, key)

    def _find_by_key(self, resource: Resource, call: Call, key: str) -> Raw | None:
        try:
            raw = resource.item_of(self.get(call))
        except NotFound:
            return None
        return raw if resource.key_of(raw) == key else None

    def _fresh_row(self, resource: Resource, item: Call, raw: Raw, key: str) -> Raw | None:
        """The record behind a row of a list, read again; the list is corrected on the way."""
        ident = raw[resource.ident]
        try:
            fresh = resource.item_of(self.get(item.with_id(ident)))
        except NotFound:
            self._replace(resource, ident, None)
            return None
        self._replace(resource, ident, fresh)
        return fresh if resource.key_of(fresh) == key else None

    def _replace(self, resource: Resource, ident: t.Any, fresh: Raw | None) -> None:
        kept = self._rows.get(resource.kind)
        if kept is None:
            return
        rows = [row for row in kept.data if row.get(resource.ident) != ident]
        kept.data = rows if fresh is None else [*rows, fresh]
        kept.by_key = None

    # -- writing ------------------------------------------------------------------------------------------------

    def send(self, call: Call) -> Answer:
        """A write. A check mode run never gets here; should it, nothing is sent."""
        if self.checking:
            raise Refused(f"{call.method} {call.shown()} was about to be sent in check mode; this is a defect of the collection", call=call)
        self.tried = True
        self._kept.clear()
        return self.client.send(call)

    def wrote(self, resource: Resource, ident: t.Any = None, made: bool = False) -> None:
        """After the writes for one record: forget what they may have changed, and read the record again if it is there.

        C(made) tells that it is new and that the server did not say its id: only the list knows.
        """
        self._kept.clear()
        for kind in resource.touches:
            self._rows.pop(kind, None)
        self.renew()
        if resource.item is None or made:
            self._rows.pop(resource.kind, None)
        if ident is None or resource.item is None or resource.kind not in self._rows:
            return
        self._replace(resource, ident, resource.item_of(self.get(resource.item.with_id(ident))))

    # -- check mode ---------------------------------------------------------------------------------------------

    def rehearsal(self) -> World:
        """A world of the same PBX for a check mode run; what it reads serves this one, what it pretends does not."""
        other = World(self.client, self.resources, checking=True)
        other.rehearsing = True
        other._kept, other._rows, other._ticks = self._kept, self._rows, self._ticks
        other._unlisted, other._sought = self._unlisted, self._sought
        return other

    def pretend(self, resource: Resource, key: str, raw: Raw | None, owner: Owner | None = None) -> None:
        """In check mode: the record named C(key) would be like this from now on (or gone)."""
        self._pretended.setdefault(resource.kind, {})[owner, key] = raw

    def pretend_rename(self, kind: str, old_key: str, key: str) -> None:
        """In check mode: what refers to the record, by id, would show its new name from now on."""
        self._pretended_renames[kind, old_key] = key

    def renamed(self, kind: str | None, value: t.Any, at: str = "") -> t.Any:
        """The name, or list of names (or of mappings that have it under C(at)), of records of a kind, as they would be in check mode."""
        if kind is None or not self._pretended_renames:
            return value
        if isinstance(value, list):
            return [self.renamed(kind, one, at) for one in value]
        if isinstance(value, dict):
            return {**value, at: self.renamed(kind, value.get(at))}
        return self._pretended_renames.get((kind, value), value) if isinstance(value, str) else value

    def pretend_answer(self, call: Call, data: t.Any) -> None:
        """In check mode: this read would give C(data) from now on."""
        self._pretended_answers[call.key] = data


def _without_feature(resource: Resource, error: NotFound) -> SipxError:
    """Where the whole resource is missing, say which feature that is; where only its list is, that one of the records may be broken."""
    if not resource.absent:
        return error
    if not error.absent_resource:
        error.message += f". The PBX has {resource.plural}, but cannot list them: one may be broken; look at them in its web UI"
        return error
    return Refused(resource.absent, call=error.call, status=error.status, server_message=error.server_message)
