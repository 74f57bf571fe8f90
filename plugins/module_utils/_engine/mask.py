# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From flat values to what a person may see: nested, and without secrets. Private to the collection."""

from __future__ import annotations

import typing as t

from .._resource import Field, Values

MASK = "********"
#: What stands in an echoed argument that is secret; the same text as Ansible's own.
HIDDEN = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"
CHANGED_MASK = "******** (changed)"
#: Shorter texts are masked in their own field and in messages only: they occur as other words too.
SWEEPABLE = 5


def record(fields: t.Sequence[Field], values: Values | None, ident: t.Any = None) -> dict[str, t.Any] | None:
    """The record as a task's result shows it; secrets are shown as a mask, or as None where none is set."""
    if values is None:
        return None
    masked = {field.name: _masked(field, values.get(field.name)) for field in fields if field.name in values}
    return {**({"id": ident} if ident is not None else {}), **nested(masked)}


def diff(fields: t.Sequence[Field], before: Values | None, after: Values | None, title: str) -> dict[str, t.Any]:
    """What --diff prints; both sides are always there. A secret shows only whether it changes."""
    changed = [
        f.name
        for f in fields
        if f.secret and before is not None and after is not None and not f.same(before.get(f.name), after.get(f.name))
    ]
    then = record(fields, after) or {}
    for name in changed:
        _put(then, name, CHANGED_MASK)
    for f in fields:
        if f.hides and before is not None and after is not None and f.name in after:
            _put(then, f.name, _hidden_in(f, after[f.name], before.get(f.name)))
    return {"before": record(fields, before) or {}, "after": then, "before_header": title, "after_header": title}


def nested(values: Values) -> dict[str, t.Any]:
    """C(address.street) becomes the key street of address."""
    result: dict[str, t.Any] = {}
    for name, value in values.items():
        _put(result, name, value)
    return result


def secrets_in(fields: t.Sequence[Field], params: t.Any) -> tuple[set[str], set[str]]:
    """The secret texts of a task: those to blot out wherever they stand, and the short ones (in messages only).

    Options that did not pass the validation may be anything; only a mapping has fields.
    """
    long: set[str] = set()
    short: set[str] = set()
    if not isinstance(params, t.Mapping):
        return long, short
    for field in fields:
        value = params.get(field.name)
        if field.secret and value:
            (short if field.secret.short or is_short(str(value)) else long).add(str(value))
        for text in _texts_hidden_in(field, value) if field.hides else ():
            (short if is_short(text) else long).add(text)
    return long, short


def is_short(secret: str) -> bool:
    """Whether a secret text is so short that it may be another word as well."""
    return len(secret) < SWEEPABLE


def _masked(field: Field, value: t.Any) -> t.Any:
    if field.hides:
        return _hidden_in(field, value, value)
    return (MASK if value else None) if field.secret else value


def _hidden_in(field: Field, value: t.Any, before: t.Any, mask: str = MASK) -> t.Any:
    """A list or mapping without the secrets in it; they show only whether they differ from what stood there C(before)."""
    if isinstance(value, list):
        rows = before if isinstance(before, list) else []
        return [_hidden_in(field, one, rows[place] if place < len(rows) else None, mask) for place, one in enumerate(value)]
    if not isinstance(value, t.Mapping):
        return value
    shown = {}
    for key, inner in value.items():
        former = before.get(key) if isinstance(before, t.Mapping) else None
        if isinstance(inner, (t.Mapping, list)):
            shown[key] = _hidden_in(field, inner, former, mask)
        elif inner and field.hides and field.hides(str(key)):
            shown[key] = mask if former in (None, "", inner) else CHANGED_MASK
        else:
            shown[key] = inner
    return shown


def _texts_hidden_in(field: Field, value: t.Any) -> t.Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _texts_hidden_in(field, one)
    elif isinstance(value, t.Mapping):
        for key, inner in value.items():
            if isinstance(inner, (t.Mapping, list)):
                yield from _texts_hidden_in(field, inner)
            elif inner and not isinstance(inner, bool) and field.hides and field.hides(str(key)):
                yield str(inner)


def _put(target: dict[str, t.Any], name: str, value: t.Any) -> None:
    top, dot, below = name.partition(".")
    if dot:
        target.setdefault(top, {})[below] = value
    else:
        target[top] = value


def args(fields: t.Sequence[Field], params: t.Any) -> t.Any:
    """The options of a task for its echoed invocation, secrets hidden. What is no mapping is hidden altogether."""
    if not isinstance(params, t.Mapping):
        return HIDDEN
    shown = dict(params)
    for field in fields:
        value = params.get(field.name)
        if field.secret and value:
            shown[field.name] = HIDDEN
        elif field.hides and value:
            shown[field.name] = _hidden_in(field, value, None, HIDDEN) if isinstance(value, (t.Mapping, list)) else HIDDEN
    return shown
