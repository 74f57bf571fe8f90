# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""JSON bodies to and from plain data. Private to the collection."""

from __future__ import annotations

import json
import typing as t

from .._wire import outside_latin1


def dump(data: t.Any) -> bytes:
    """UTF-8 JSON, as the server insists (conventions.md, 3.6)."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def dump_latin1(data: t.Any) -> bytes:
    """UTF-8 JSON, of what comes back as it was sent. Raises ValueError for text that would not."""
    lost = outside_latin1(data)
    if lost:
        raise ValueError(f"the server would turn {lost!r} into question marks; write it with Western European letters")
    return dump(data)


def dump_xstream(root: str, data: t.Mapping[str, t.Any]) -> bytes:
    """UTF-8 JSON as XStream reads it (see XStreamJson in _wire). Raises ValueError for a bare list."""
    return dump({root: {name: _without_nulls(name, value) for name, value in data.items() if value is not None}})


def _without_nulls(name: str, data: t.Any) -> t.Any:
    if isinstance(data, list):
        raise ValueError(f"the list {name} must stand below the name of its items")
    if not isinstance(data, t.Mapping):
        return data
    if len(data) == 1 and isinstance(items := next(iter(data.values())), list):
        return {name: [_without_nulls(name, item) for item in items if item is not None] for name in data}
    return {name: _without_nulls(name, value) for name, value in data.items() if value is not None}


def load(body: bytes, charset: str = "utf-8") -> t.Any:
    """Plain data. Raises ValueError on anything that is not one JSON value."""
    return json.loads(body.decode(charset))
