# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The words that a description of a PBX resource is made of.

A description is data: which options a record has, what they are called on the wire, how the record is found and
which calls create, read, change and delete it; and named functions for what is truly odd about it. The argument
spec, payload, comparison, diff, masking, site document and export all come from it. A contradiction raises
TypeError at import. Private to the collection; docs/architecture.md shows how to add a resource.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t

from ._wire import JSON, Body, Call, Json, OddAnswer, SipxError

Raw = t.Mapping[str, t.Any]
Values = dict[str, t.Any]
#: Whom a record belongs to: the field that names the owner, and the owner's name.
Owner = tuple[str, str]

#: What a field without a value is, by type.
_EMPTY: dict[str, t.Any] = {"str": None, "int": None, "bool": False, "list": [], "dict": None}


def is_blank(value: t.Any) -> bool:
    """Whether a value is none to the server: null, or an empty text or list."""
    return value is None or value == "" or value == []


@dataclasses.dataclass(frozen=True)
class Secret:
    """A field that is never shown. Whether it can be compared decides what C(update_password) means.

    A C(short) secret (a PIN) is masked in its own field and in error texts only: as a word it may be
    an extension as well.
    """

    readable: bool = False
    short: bool = False


@dataclasses.dataclass(frozen=True)
class Field:
    """One option of a resource.

    C(name) is the option (C(address.street) is the key street of the option address), C(wire) the key in the
    record on the wire, with dots for depth; an empty C(wire) means that a Part reads and writes it. What has a
    C(wire) and stands in a Part is read with the record, but only the Part writes it.
    """

    name: str
    wire: str = ""
    type: str = "str"
    elements: str | None = None
    options: t.Mapping[str, t.Mapping[str, t.Any]] | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    """A new record needs it."""
    create: t.Any = None
    """What a new record gets when the task does not say."""
    fixed: bool = False
    """Set at creation and never again: a difference is an error."""
    read_only: bool = False
    secret: Secret | None = None
    ref: str | None = None
    """The kind that the value names."""
    ref_at: str = ""
    """Where the value is a list of mappings: the key in each that holds the name."""
    ordered: bool = True
    """Whether the order of a list matters."""
    clearable: bool = True
    empty: t.Any = None
    """What clearing the field writes; by default the empty value of its type."""
    check: t.Callable[[t.Any], str | None] | None = None
    """What is wrong with a value, in words that follow it; None when it is fine."""
    as_stored: t.Callable[[t.Any, Values], t.Any] | None = None
    """The value as the server will show it, given all values of the record."""
    spelled: t.Callable[[t.Any], t.Any] | None = None
    """The one spelling of a value that can be written in several, given as the task wrote it. Raises BadInput for what is none."""
    restates: str = ""
    """The field that says the same in other words. What is read for a document has that one only."""
    hides: t.Callable[[str], bool] | None = None
    """Which keys have secret values, in a mapping or in the mappings of a list, at any depth."""
    combine: t.Callable[[t.Any, Wanted, Seen], t.Any] | None = None
    """What the field shall be, given what the task says of it: for lists that are added to, and mappings laid over what is there."""
    from_wire: t.Callable[[t.Any], t.Any] | None = None
    to_wire: t.Callable[[t.Any], t.Any] | None = None

    def __post_init__(self) -> None:
        if self.type not in _EMPTY:
            raise TypeError(f"field {self.name}: no type {self.type}")
        if self.name.count(".") > 1:
            raise TypeError(f"field {self.name}: options nest one level deep")
        if (self.type == "list") != bool(self.elements):
            raise TypeError(f"field {self.name}: a list names its elements, nothing else does")
        if self.read_only and (self.required or self.fixed or self.create is not None or self.secret):
            raise TypeError(f"field {self.name}: what is read-only can be neither given nor kept secret")
        if self.choices and self.create is not None and self.create not in self.choices:
            raise TypeError(f"field {self.name}: {self.create!r} is not among its choices")
        if self.empty is None and _EMPTY[self.type] is not None:
            object.__setattr__(self, "empty", _EMPTY[self.type])

    @property
    def readable(self) -> bool:
        return self.secret is None or self.secret.readable

    @property
    def discreet(self) -> bool:
        """Whether its values hold something secret, so that no message may show them."""
        return self.secret is not None or self.hides is not None

    def read(self, raw: Raw) -> t.Any:
        """The value of a record on the wire, as the option would say it."""
        value: t.Any = raw
        for part in self.wire.split("."):
            value = value.get(part) if isinstance(value, t.Mapping) else None
        return self.arranged(self.from_wire(value) if self.from_wire else self.plain(value))

    def arranged(self, value: t.Any) -> t.Any:
        """The value as it is shown: a list whose order does not matter is sorted."""
        return sorted(value, key=str) if self.type == "list" and not self.ordered and value else value

    def plain(self, value: t.Any) -> t.Any:
        """A value of the wire in the type of the option; what has none is the empty value."""
        if value is None or value == "":
            return self.empty
        if self.type == "int":
            return int(value)
        if self.type == "bool":
            return value if isinstance(value, bool) else str(value).lower() in ("true", "1", "yes")
        if self.type == "str":
            return str(value)
        return value

    def write(self, value: t.Any) -> t.Any:
        """The value for the wire."""
        return self.to_wire(value) if self.to_wire else value

    def put(self, payload: Values, value: t.Any) -> None:
        """Puts the value into a record for the wire, at its depth."""
        *above, last = self.wire.split(".")
        for part in above:
            payload = payload.setdefault(part, {})
        payload[last] = self.write(self.empty if is_blank(value) else value)

    def stored(self, value: t.Any, values: Values) -> t.Any:
        """The value as the server will show it, given all values of the record."""
        if is_blank(value):
            return self.empty
        return self.arranged(self.as_stored(value, values) if self.as_stored else value)

    def same(self, one: t.Any, other: t.Any) -> bool:
        """Whether two values are the same to the server: null, missing and empty are."""
        return self._comparable(one) == self._comparable(other)

    def _comparable(self, value: t.Any) -> t.Any:
        if is_blank(value):
            return self.empty if self.empty != "" else None
        return self.arranged(value)


@dataclasses.dataclass(frozen=True)
class Step:
    """One write of a plan. C(does) says what for, in words that follow "could not"."""

    call: Call
    does: str
    creates: bool = False


@dataclasses.dataclass
class Wanted:
    """What a task asks for: only what it wrote, flat, by field name. C(key) is the record's name, as text also where it is a number."""

    state: str
    key: str
    old_key: str | None
    values: Values
    options: Values
    owner: Owner | None = None


@dataclasses.dataclass
class Seen:
    """What the PBX has: the record on the wire, its values, and what the hooks learnt. All of it None or empty when absent."""

    raw: Raw | None
    ident: t.Any
    values: Values
    facts: dict[str, t.Any] = dataclasses.field(default_factory=dict)
    warnings: list[str] = dataclasses.field(default_factory=list)


class Reader(t.Protocol):
    """What a hook may do while it looks: read, never write. Answers are shared by all items of a loop."""

    checking: bool

    @property
    def later(self) -> str:
        """What to add to the error for a name that is not there: in check mode it may come to be."""

    def get(self, call: Call) -> t.Any:
        """The data of a read."""

    def rows(self, kind: str, owner: Owner | None = None) -> list[Raw]:
        """All records of a kind (of those that can have an owner: of this one, or without any), as on the wire."""

    def find(self, kind: str, key: str, owner: Owner | None = None) -> Raw | None:
        """The record of that name, or None. Raises nothing for an unknown name."""

    def need(self, kind: str, key: str, option: str) -> Raw:
        """The record of that name; raises UnknownReference with the nearest names."""

    def is_planned(self, raw: Raw | None) -> bool:
        """Whether the record exists only in the plan of a check mode run."""


@dataclasses.dataclass(frozen=True)
class Part:
    """Fields kept beside the main record: read and written by calls of their own.

    C(read) gives the values of the fields (and may put into Seen.facts what C(steps) will need); it is called only
    when the task gives one of them, with C(seen.raw) None for a record that does not exist yet. Without C(read) the
    fields have wire names and come with the record. C(steps) is pure: the
    writes that lead from C(before) to C(after). Those of a C(first) part run before the main record is changed.
    """

    fields: tuple[str, ...]
    read: t.Callable[[Reader, Wanted, Seen], Values] | None
    steps: t.Callable[[Wanted, Seen, Values, Values], list[Step]]
    first: bool = False
    forced: t.Callable[[Wanted], bool] | None = None
    """Whether the task wants the steps although nothing differs that can be read."""
    everything: t.Callable[[Reader], Values] | None = None
    """What a task would have to name so that C(read) shows all there is, where it looks only at what is named."""


@dataclasses.dataclass(frozen=True)
class Yielding:
    """In a site document: what a record must let go of before records of another C(kind) can become what the document wants.

    C(values) says what the record shall be in between, by field, seen as the list shows it; C(others) are the wishes for
    records of that kind, by name. It is asked where the wish gives one of C(fields), before the first record of that
    kind is touched. An empty answer is the rule.
    """

    kind: str
    fields: tuple[str, ...]
    values: t.Callable[[Reader, Wanted, Seen, t.Mapping[str, Wanted]], Values]


@dataclasses.dataclass(frozen=True)
class Follow:
    """What the PBX must be told when the writes of a record are done, since it does not act on them by itself. Harmless when repeated."""

    told_as: str
    """The key of the result that says whether it was told (in check mode: would be)."""
    step: t.Callable[[Wanted], Step]
    when: t.Callable[[Wanted], str]
    """never, on_change or always."""

    def steps(self, wanted: Wanted, changed: bool) -> list[Step]:
        when = self.when(wanted)
        return [self.step(wanted)] if when == "always" or (when == "on_change" and changed) else []


@dataclasses.dataclass(frozen=True)
class Sample:
    """A place whose list tells which settings a record will have that is not there yet: C(base)/settings.

    C(at) are its path parameters, and whatever the record's own tree needs besides.
    """

    base: str
    at: Values
    exact: bool
    """Whether the record will have exactly these. Else what is missing here may be there."""


@dataclasses.dataclass(frozen=True)
class Inlaid:
    """The settings of a record as its option C(settings): values by path. (sipx_setting reaches the same tree.)

    The tree's path parameter that is called as the kind is stands for the record's id.
    """

    tree: SettingTree
    sample: t.Callable[[Reader, Values, str], Sample]
    """Given the values that the record shall have, and what stands above the paths (see C(by))."""
    by: str = ""
    """What stands above the paths in the option, where something does: the tree's other path parameter, such as the model."""
    shaped_by: tuple[str, ...] = ()
    """Fields that decide which settings there are."""


@dataclasses.dataclass(frozen=True)
class Resource:
    """One kind of record. Calls are templates in which SELF stands for the record's id (or its name, see C(by_key))."""

    kind: str
    """sipx_KIND is the module, KIND the key of the record in its result."""
    title: str
    plural: str
    key: str
    fields: tuple[Field, ...]
    rows_call: Call
    rows_at: tuple[str, ...]
    """Keys that lead from the answer of C(rows_call) to the list of records."""
    item: Call | None = None
    create: Call | None = None
    delete: Call | None = None
    update: Call | None = None
    read_only: bool = False
    """Whether records of this kind can only be read and named: there is no module for them."""
    item_at: tuple[str, ...] = ()
    ident: str = "id"
    by_key: bool = False
    """Whether calls name the record by its key: SELF is then the name it has at that moment, which a rename changes."""
    owners: t.Mapping[str, t.Callable[[Reader, str], list[Raw]]] = dataclasses.field(default_factory=dict)
    """Where a name is unique among the records of one owner only: the fields that name one (a record has one owner or none), and
    for each how to read the records of the owner so named, on the wire and with that name; none where there is no such owner.
    Those of C(rows_call) have none."""
    find: t.Callable[[str], Call | None] | None = None
    """A read by natural key, where the server has a safe one for that key; else the list is searched.

    With C(item) it serves the first few records only, as the list has what the others need; or where the list cannot be read."""
    body: t.Callable[[t.Any], Body] = Json
    sparse: bool = False
    """Whether an update sends only what changes. Else the whole record is sent, merged."""
    base: t.Callable[[Raw], Values] | None = None
    """The part of a stored record that a whole-record update must send back untouched."""
    complete: t.Callable[[Reader, Raw], Raw] | None = None
    """The record on the wire with what only another list knows (the name behind an id)."""
    has: t.Callable[[Values], t.Container[str]] | None = None
    """The names of the fields that a record has, where that depends on its values (its type)."""
    restore: t.Callable[[list[Raw]], Call] | None = None
    """Where a write of one record might wipe the others: the call that writes all those given back."""
    spread: t.Callable[[Reader, Wanted], Wanted] | None = None
    """The wish with what options of C(extra) stand for written out, where only the server knows that. It holds from the first write on."""
    examine: t.Callable[[Reader, Wanted, Seen], None] | None = None
    """Looks closer before anything is planned: refuses, warns, or puts facts into Seen."""
    finish: t.Callable[[Values, Wanted, Seen, Values], Values] | None = None
    """Last touch to a payload, given what is wanted, what was seen, and the values the record shall have."""
    foretell: t.Callable[[Values, Wanted, Seen], Values] | None = None
    """What the server will make of other fields by itself, given the values the record shall have. Pure; never tops what the task says."""
    unlink: t.Callable[[Reader, Wanted, Seen], list[Step]] | None = None
    """What must happen before the record is deleted; may refuse."""
    parts: tuple[Part, ...] = ()
    settings: Inlaid | None = None
    """Whose values a field called settings has, that neither the record on the wire nor a part knows."""
    follow: Follow | None = None
    carried_by: tuple[str, ...] = ()
    """Kinds from whose records the server generates what holds this one's name: after a rename each is written again, with the new name."""
    again: t.Callable[[Reader, Raw], list[Step]] | None = None
    """What goes with writing a record again for the sake of what the server generates from it."""
    extra: t.Mapping[str, t.Mapping[str, t.Any]] = dataclasses.field(default_factory=dict)
    """Options that are no property of the record (how, not what), as an argument spec."""
    rename: bool = True
    touches: tuple[str, ...] = ()
    """Kinds whose records change along with a write of this one."""
    after: tuple[str, ...] = ()
    """Kinds that come first in a site document although no field names them."""
    yields: Yielding | None = None
    personal: bool = False
    """Whether the records are those of the user who is logged in, so that a site document has none."""
    absent: str = ""
    """What to tell where the server does not have this resource at all."""

    def __post_init__(self) -> None:
        names = [field.name for field in self.fields]
        if len(set(names)) != len(names):
            raise TypeError(f"{self.kind}: a field is described twice")
        if self.key not in names:
            raise TypeError(f"{self.kind}: the key {self.key} is no field")
        if set(self.owners) - {field.name for field in self.fields if field.ref}:
            raise TypeError(f"{self.kind}: an owner is named by a field that refers to a kind")
        if self.beside - set(names):
            raise TypeError(f"{self.kind}: a part names unknown fields {sorted(self.beside - set(names))}")
        for part in self.parts:
            for name in part.fields:
                if bool(self.field(name).wire) != (part.read is None):
                    raise TypeError(f"{self.kind}: {name} is read either by its wire name or by its part")
        for field in self.fields:
            if not field.wire and field.name not in self.beside and field.name not in self.apart:
                raise TypeError(f"{self.kind}: {field.name} needs a wire name or a part")
        if self.read_only != (self.create is None) or self.read_only != (self.delete is None):
            raise TypeError(f"{self.kind}: what is not read-only can be created and deleted")
        if self.by_key and self.item is not None:
            raise TypeError(f"{self.kind}: what is addressed by its key is found by it, not by an id in item")

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def rows_of(self, data: t.Any) -> list[Raw]:
        """The records of a list. Raises OddAnswer for what is no such list: taken for an empty one, it would be written to."""
        rows = _dig(data, self.rows_at)
        if rows is None or rows == "":
            above = _dig(data, self.rows_at[:-1])
            # XML: a list without records is an element without content, or no element at all
            empty = not above if self.rows_call.accept != JSON else isinstance(above, t.Mapping) and self.rows_at[-1] in above
            rows = [] if empty else None
        if isinstance(rows, t.Mapping):  # XML: one record is no list
            rows = [rows]
        if not isinstance(rows, list) or not all(isinstance(row, t.Mapping) for row in rows):
            raise OddAnswer(
                f"GET /sipxconfig{self.rows_call.shown()} was not answered with a list of {self.plural}: is url a sipXcom or Uniteme PBX?",
                call=self.rows_call,
            )
        return rows

    def item_of(self, data: t.Any) -> Raw:
        return t.cast(Raw, _dig(data, self.item_at))

    def key_of(self, raw: Raw) -> str:
        value = self.field(self.key).read(raw)
        return "" if value is None else str(value)

    def owner_in(self, values: t.Mapping[str, t.Any]) -> Owner | None:
        """Whom a record with these values belongs to."""
        return next(((field, str(values[field])) for field in self.owners if values.get(field)), None)

    @property
    def article(self) -> str:
        return "an" if self.title[0] in "aeioE" else "a"

    @property
    def one(self) -> str:
        """What such a record is called in messages about any of them."""
        return f"{self.article} {self.title}"

    def called(self, key: str, owner: Owner | None = None) -> str:
        """What a record is called in messages."""
        whose = f" of {owner[0].replace('_', ' ')} {owner[1]!r}" if owner else ""
        return f"{self.title} {key!r}{whose}"

    def fields_of(self, values: Values) -> list[Field]:
        """The fields that a record with these values has."""
        names = self.has(values) if self.has else None
        return [field for field in self.fields if names is None or field.name in names]

    def shown_id(self, ident: t.Any) -> t.Any:
        """The id to show beside the record; None where it is the key itself."""
        return None if self.ident == self.field(self.key).wire else ident

    @property
    def beside(self) -> set[str]:
        """The fields that parts write, beside the main record."""
        return {name for part in self.parts for name in part.fields}

    @property
    def apart(self) -> tuple[str, ...]:
        """The field that stands for the record's settings."""
        return ("settings",) if self.settings else ()

    def spell(self, key: t.Any) -> t.Any:
        """A name of a record as the server spells it."""
        spelled = self.field(self.key).spelled
        return spelled(key) if spelled and key not in (None, "") else key

    @property
    def old_key(self) -> str:
        return "old_" + self.key

    @property
    def has_secrets(self) -> bool:
        return any(field.secret for field in self.fields)


def _dig(data: t.Any, keys: tuple[str, ...]) -> t.Any:
    for key in keys:
        data = data.get(key) if isinstance(data, t.Mapping) else None
    return data


_SECRET = re.compile(r"passw|passphrase|secret|pwd|pin(?!g)", re.IGNORECASE)


def called_secret(path: str) -> bool:
    """Whether a setting is called as secrets are."""
    return bool(_SECRET.search(path.rpartition("/")[2]))


@dataclasses.dataclass(frozen=True)
class Known:
    """What the server does not tell about one of its settings, though it matters. Its web pages know it."""

    words: tuple[str, str] | None = None
    """How a boolean spells true and false."""
    low: float | None = None
    high: float | None = None
    pattern: str = ""
    """What the whole text must match."""
    longest: int | None = None
    required: bool = False
    """Whether it must not be empty."""
    hidden: bool = False
    """It can be written, but is neither listed nor read."""
    secret: bool = False


@dataclasses.dataclass(frozen=True)
class SettingTree:
    """The settings of one kind of target: C(base)/settings is their list, C(base)/settings/PATH is one of them."""

    named_by: tuple[str, ...]
    """The options that name the target, in a task and in a site document."""
    title: str
    """What the settings are called in messages: a format of these options."""
    base: str
    """The path of the target, with path parameters."""
    place: t.Callable[[Reader, Raw], Values]
    """The path parameters of the target that the options name. Raises what makes it impossible."""
    known: t.Callable[[Raw], t.Mapping[str, Known]]
    """By path; C(group/*) stands for all below a group, C(*) for all."""
    own: t.Literal["", "listed", "single"] = ""
    """Where only the target's own values are told: by its list, or one by one. Else the values that apply are listed."""
    catalogue: str = ""
    """The C(base) of the tree that says which settings there are, where its own list does not."""
    bulk: bool = False
    """Whether the list takes several values at once."""
    listed_only: bool = False
    """Whether there is nothing but the list, read and written as a whole: no setting by itself, and no reset but to the default's value."""
    only_for: str = ""
    """The one value of the option that names the target which leads here, where others lead to another tree."""
    longest: int = 7500
    """Characters that a value may have: those of its database column."""
    explain: t.Callable[[Reader, Raw, SipxError], SipxError] | None = None
    """A better error where the list cannot be read (no such record, no such model)."""

    def __post_init__(self) -> None:
        if bool(self.catalogue) and self.own != "listed":
            raise TypeError(f"settings of {self.named_by}: only a list of own values needs another catalogue")
        if self.listed_only and (self.own or not self.bulk):
            raise TypeError(f"settings of {self.named_by}: a list that is all there is tells what applies, and takes several values")

    def fits(self, wish: Raw) -> bool:
        """Whether the options name a target of this kind."""
        named = [wish.get(name) for name in self.named_by]
        return all(value not in (None, "") for value in named) and self.only_for in ("", named[0])

    @property
    def weight(self) -> tuple[int, bool]:
        """Of several trees that fit, the one of the greatest weight is meant."""
        return (len(self.named_by), bool(self.only_for))


@dataclasses.dataclass(frozen=True)
class Counted:
    """Things of a record that have no name, only a place in a row: ports of a gateway. Made and removed at the end.

    The paths of the calls have a parameter for the record; that of C(delete) has C(one) for the id of the thing, too.
    """

    named_by: str
    """The option that names the record."""
    word: str
    owner: str
    """What the record is called in messages: a format of the option."""
    place: t.Callable[[Reader, Raw, int], Values]
    """The path parameters of the record, given how many there shall be. Raises when that cannot be, as far as is known."""
    rows: Call
    rows_at: tuple[str, ...]
    create: Call
    delete: Call
    loses: str
    """What is lost along with one, in words that follow "with"."""

    def rows_of(self, data: t.Any) -> list[Raw]:
        return list(_dig(data, self.rows_at) or [])
