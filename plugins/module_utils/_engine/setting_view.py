# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a task may see of settings: values by path, without secrets. Private to the collection."""

from __future__ import annotations

import dataclasses
import typing as t

from .._resource import Known, Values
from . import mask
from .spelling import is_secret, known_of


@dataclasses.dataclass(frozen=True)
class Reading:
    """The state of one setting, as the result of a task tells it."""

    value: str | None
    default: str | None
    is_default: bool
    secret: bool = False

    def shown(self) -> dict[str, t.Any]:
        hide = _hidden if self.secret else _as_it_is
        return {"value": hide(self.value), "default": hide(self.default), "is_default": self.is_default}


def shown(values: Values | None) -> dict[str, t.Any]:
    """What a task's result shows of its settings."""
    return {path: one.shown() for path, one in (values or {}).items()}


def diff(before: Values | None, after: Values | None, title: str) -> dict[str, t.Any]:
    """What --diff prints: the value of each setting by path. A secret shows only whether it changes."""
    first, then = before or {}, after or {}
    values = {path: one.shown()["value"] for path, one in then.items()}
    for path, one in then.items():
        if one.secret and path in first and first[path].value != one.value:
            values[path] = mask.CHANGED_MASK
    return {
        "before": {path: one.shown()["value"] for path, one in first.items()},
        "after": values,
        "before_header": title,
        "after_header": title,
    }


def secrets_in(known: t.Mapping[str, Known], settings: t.Any) -> tuple[set[str], set[str]]:
    """The secret texts among the values of a task, as in mask: those to blot out everywhere, and the short ones."""
    texts = {str(value) for path, value in _pairs(settings) if value and not isinstance(value, bool) and _is_hidden(known, path)}
    return {text for text in texts if not mask.is_short(text)}, {text for text in texts if mask.is_short(text)}


def args(known: t.Mapping[str, Known], settings: t.Any) -> t.Any:
    """The option settings for an echoed invocation, secrets hidden."""
    if not isinstance(settings, t.Mapping):
        return settings
    return {path: mask.HIDDEN if value and _is_hidden(known, str(path)) else value for path, value in settings.items()}


def _pairs(settings: t.Any) -> t.Iterator[tuple[str, t.Any]]:
    if isinstance(settings, t.Mapping):
        for path, value in settings.items():
            yield str(path), value


def _is_hidden(known: t.Mapping[str, Known], path: str) -> bool:
    return is_secret(path, known_of(known, path))


def _hidden(value: str | None) -> str | None:
    return mask.MASK if value else None


def _as_it_is(value: str | None) -> str | None:
    return value
