# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The five settings of a park orbit as options of its record. Source: wire/park_orbits.yml, OrbitSettings.

The server takes any text under any path, and spells booleans 1 and 0. A value equal to the default is not stored, so
that null (the default) and the default itself are the same. Private to the collection.
"""

from __future__ import annotations

import re
import typing as t

from .._resource import Field, Part, Reader, Seen, Step, Values, Wanted
from .._wire import ANY, SELF, Call, Text
from . import _checks

#: Path of the setting by option.
OPTIONS = {
    "park_timeout_enabled": "general/enableTimeout",
    "park_timeout": "general/parkTimeout",
    "multiple_calls": "general/multipleCalls",
    "allow_transfer": "general/allowTransfer",
    "transfer_key": "general/transferKey",
}
#: What a new orbit has, as long as nobody changed the settings group of orbits.
_MODEL: Values = {"park_timeout_enabled": False, "park_timeout": 120, "multiple_calls": False, "allow_transfer": False, "transfer_key": "0"}
_ALL = "/api/orbits/{id}/settings"
_ONE = "/api/orbits/{id}/settings/{path:path}"
_DEFAULTS = "defaults"


def _read(reader: Reader, wanted: Wanted, seen: Seen) -> Values:
    if seen.raw is None or reader.is_planned(seen.raw):
        seen.facts[_DEFAULTS] = _MODEL
        return dict(_MODEL)
    rows = {row["path"]: row for row in reader.get(Call("GET", _ALL, {"id": seen.ident}))["settings"]}
    told = {name: rows.get(path) or {} for name, path in OPTIONS.items()}
    seen.facts[_DEFAULTS] = {name: _plain(name, row.get("defaultValue")) for name, row in told.items()}
    return {name: _plain(name, row.get("value")) for name, row in told.items()}


def _plain(name: str, text: str | None) -> t.Any:
    """What is neither 1 nor 0 counts as off; a time that is no number (the server keeps any text) is shown as it is."""
    model = _MODEL[name]
    if isinstance(model, bool):
        return text == "1"
    return int(text) if isinstance(model, int) and text and text.isdecimal() else text


def _written(value: t.Any) -> str:
    return ("1" if value else "0") if isinstance(value, bool) else str(value)


def _or_default(name: str) -> t.Callable[[t.Any, Wanted, Seen], t.Any]:
    return lambda given, wanted, seen: seen.facts[_DEFAULTS][name] if given in (None, "") else given


def _steps(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    steps = []
    for name, path in OPTIONS.items():
        if name not in wanted.values or before[name] == after[name]:
            continue
        if after[name] == seen.facts[_DEFAULTS][name]:
            step = Step(Call("DELETE", _ONE, {"id": SELF, "path": path}), f"reset {name} of park orbit {wanted.key!r}")
        else:
            call = Call("PUT", _ONE, {"id": SELF, "path": path}, body=Text(_written(after[name])), accept=ANY)
            step = Step(call, f"set {name} of park orbit {wanted.key!r}")
        steps.append(step)
    return steps


def _key(value: str) -> str | None:
    return None if re.fullmatch(r"[*#0-9]", value) else "is no key: write one of * # 0 to 9, in quotes"


def _field(name: str, kind: str, check: t.Callable[[t.Any], str | None] | None = None) -> Field:
    return Field(name, type=kind, check=check, combine=_or_default(name))


FIELDS = (
    _field("park_timeout_enabled", "bool"),
    _field("park_timeout", "int", _checks.in_range(30, 300)),
    _field("multiple_calls", "bool"),
    _field("allow_transfer", "bool"),
    _field("transfer_key", "str", _key),
)
PART = Part(tuple(OPTIONS), _read, _steps)
