# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The permissions that users and user groups have, as an option that is a dict of switches.

Source of the facts: wire/permissions.yml. A key is a permission's name or, for a custom one, its label; a value is
true, false, or null, which means: not set here, but inherited. Only the permissions that the task names are looked at.
Private to the collection.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._resource import Field, Part, Raw, Reader, Seen, Step, Values, Wanted
from .._wire import BadInput, Call, Json
from ._lists import by_mode
from ._switches import as_switch, bad_switches

OPTION = "permissions"
SUPERADMIN = "superadmin"
ENABLE, DISABLE = "ENABLE", "DISABLE"
_FOLDERS = {"APPLICATION": "application", "CALL": "call-handling", "VOICEMAIL_SERVER": "voicemail-server"}


@dataclasses.dataclass(frozen=True)
class Switch:
    """One permission of a user or group: what is, what would be inherited, and what is wished (None: inherit).

    For a group, which inherits from nobody, None also stands for a permission that it does not set.
    """

    shown: str
    path: str
    now: bool | None
    inherited: bool | None
    wish: bool | None


def field() -> Field:
    """The option; its values in a record are the permissions that the task names."""
    return Field(OPTION, type="dict", clearable=False, check=_readable, combine=_wished)


def part(root: str, read: t.Callable[[Reader, Wanted, Seen], Values]) -> Part:
    """The part that keeps the option. C(root) is the path of a record, with C({name}) for its name."""
    return Part((OPTION,), read, lambda wanted, seen, before, after: _steps(root, wanted, seen, before, after), everything=_all)


def _all(reader: Reader) -> Values:
    return {OPTION: {str(row["name"]): None for row in reader.rows("permission")}}


def read_of_user(reader: Reader, wanted: Wanted, seen: Seen) -> Values:
    """What applies to a user now: his own value, else that of his strongest group that has one, else the default."""
    settings = _settings_of_user(reader, seen)
    groups = list(seen.values.get("groups") or [])
    target = by_mode("groups")(wanted.values["groups"], wanted, seen) if "groups" in wanted.values else groups
    moves = settings is None or sorted(target) != sorted(groups)

    def switch(row: Raw, path: str, wish: bool | None) -> Switch:
        now, inherited = (None, None) if settings is None else _state(reader, seen, settings, path)
        later = _inherited(reader, target, row, path) if moves or inherited is None else inherited
        if settings is None:
            now = later
        elif moves and now == wish == inherited != later:
            now = None  # what he has comes from a group that he leaves
        return Switch(_shown(reader, row), path, now, later, wish)

    return _seen(seen, {key: switch(*known) for key, known in _known(reader, wanted).items()})


def read_of_group(reader: Reader, wanted: Wanted, seen: Seen) -> Values:
    """What a group sets itself; None for what it leaves to weaker groups and the default."""
    own = {} if seen.raw is None or reader.is_planned(seen.raw) else own_values(reader, str(seen.values["name"]))

    def switch(row: Raw, path: str, wish: bool | None) -> Switch:
        value = own.get(path)
        return Switch(_shown(reader, row), path, None if value is None else value == ENABLE, None, wish)

    return _seen(seen, {key: switch(*known) for key, known in _known(reader, wanted).items()})


def own_values(reader: Reader, group: str) -> dict[str, str | None]:
    """The settings that a group stores, by path (the server lists no others)."""
    rows = reader.get(Call("GET", "/api/userGroups/{name}/settings", {"name": group}))["settings"]
    return {row["path"]: row["value"] for row in rows}


def denies_superadmin(wanted: Wanted) -> bool:
    """Whether the task takes the right to administer away."""
    values = wanted.values.get(OPTION) or {}
    return SUPERADMIN in values and not values[SUPERADMIN]


def _readable(value: t.Any) -> str | None:
    return bad_switches(value, "write true, false, or null to inherit", null=True)


def _wished(given: t.Any, wanted: Wanted, seen: Seen) -> Values:
    switches = seen.facts[OPTION].values()
    return {switch.shown: switch.inherited if switch.wish is None else switch.wish for switch in switches}


def _known(reader: Reader, wanted: Wanted) -> dict[str, tuple[Raw, str, bool | None]]:
    """Row, path and wish of each permission that the task names. Raises UnknownReference, or BadInput for one named twice."""
    known: dict[str, tuple[Raw, str, bool | None]] = {}
    rows = {str(row["name"]): row for row in reader.rows("permission")}
    for key, value in wanted.values[OPTION].items():
        row = rows.get(str(key)) or reader.need("permission", str(key), OPTION)
        path = f"permission/{_FOLDERS[row.get('type', 'CALL')]}/{row['name']}"
        if any((row["name"], row["label"]) == (other["name"], other["label"]) for other, _path, _wish in known.values()):
            raise BadInput(f"{OPTION}: {key!r} stands there twice, by its name and by its label; write it once")
        known[str(key)] = (row, path, as_switch(value))
    return known


def _shown(reader: Reader, row: Raw) -> str:
    """The label, unless a built-in permission has it for its name."""
    label, name = str(row["label"]), str(row["name"])
    return name if any(other["name"] == label for other in reader.rows("permission")) else label


def _seen(seen: Seen, switches: dict[str, Switch]) -> Values:
    seen.facts[OPTION] = switches
    return {OPTION: {switch.shown: switch.now for switch in switches.values()}}


def _settings_of_user(reader: Reader, seen: Seen) -> dict[str, Raw] | None:
    """The settings that the server lists, by path; None for a user who is not there yet."""
    if seen.raw is None or reader.is_planned(seen.raw):
        return None
    call = Call("GET", "/api/users/{name}/settings/{path:path}", {"name": seen.values["user_name"], "path": "permission"})
    return {row["path"]: row for row in reader.get(call)["settings"]}


def _state(reader: Reader, seen: Seen, settings: dict[str, Raw], path: str) -> tuple[bool | None, bool | None]:
    """What applies and what would be inherited. The voicemail servers are hidden in lists, but can be read one by one."""
    if path not in settings:
        if "(planned)" in path:
            return None, None
        settings[path] = reader.get(Call("GET", "/api/users/{name}/settings/{path:path}", {"name": seen.values["user_name"], "path": path}))
    return settings[path]["value"] == ENABLE, settings[path]["defaultValue"] == ENABLE


def _inherited(reader: Reader, groups: list[str], row: Raw, path: str) -> bool:
    """What a member of these groups has without a value of his own: the group of the highest weight that has a value decides."""
    records = [record for name in groups if (record := reader.find("user_group", name)) is not None and not reader.is_planned(record)]
    for record in sorted(records, key=lambda one: (one["weight"], one["name"]), reverse=True):
        value = own_values(reader, record["name"]).get(path)
        if value is not None:
            return value == ENABLE
    return bool(row["defaultValue"])


def _steps(root: str, wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    changed = [s for s in seen.facts[OPTION].values() if before[OPTION].get(s.shown) != after[OPTION].get(s.shown)]
    stored = [{"path": s.path, "value": ENABLE if s.wish else DISABLE} for s in changed if s.wish is not None]
    steps = []
    if stored:
        call = Call("PUT", root + "/settings", {"name": wanted.key}, body=Json({"settings": stored}))
        names = ", ".join(s.shown for s in changed if s.wish is not None)
        steps.append(Step(call, f"set the permissions {names} of {wanted.key!r}"))
    for s in changed:
        if s.wish is None:
            call = Call("DELETE", root + "/settings/{path:path}", {"name": wanted.key, "path": s.path})
            steps.append(Step(call, f"let {wanted.key!r} inherit the permission {s.shown}"))
    return steps
