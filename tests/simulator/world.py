# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The state of the PBX: one dict that JSON can hold, with tables of records and id sequences."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

Record = dict[str, Any]

FIRST_IDS = {
    "address": 31,
    "attendant": 14,
    "branch": 3,
    "callgroup": 88,
    "gateway": 7,
    "group": 12,
    "line": 2077,
    "orbit": 12,
    "pagegroup": 7,
    "permission": 1004,
    "phone": 1042,
    "port": 4,
    "rule": 14,
    "user": 37,
    "weight": 2,
}
"""The first id that a sequence gives after installation, where it is not 1 (the seed uses lower ones)."""

ADMINISTRATOR = "superadmin"
ADMINISTRATOR_PASSWORD = "Qx7-vTn4wZk2"


class Table:
    """Records by id, in the order of their making. Every record has its id under "id"."""

    def __init__(self, data: dict[str, Any], name: str, sequence: str) -> None:
        self._tables: dict[str, dict[str, Record]] = data["tables"]
        self._sequences: dict[str, int] = data["sequences"]
        self._name = name
        self._sequence = sequence

    @property
    def _rows(self) -> dict[str, Record]:
        """The rows by id; reading a table that was never written leaves no trace in the state."""
        return self._tables.get(self._name, {})

    def __iter__(self) -> Iterator[Record]:
        return iter(list(self._rows.values()))

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, key: int | None) -> Record | None:
        """The record with this id, or None."""
        return None if key is None else self._rows.get(str(key))

    def find(self, **wanted: Any) -> Record | None:
        """The first record whose fields equal all the given values, or None."""
        for row in self._rows.values():
            if all(row.get(name) == value for name, value in wanted.items()):
                return row
        return None

    def new_id(self) -> int:
        """The next number of the sequence (used up even if nothing is stored)."""
        number = self._sequences.get(self._sequence, FIRST_IDS.get(self._sequence, 1))
        self._sequences[self._sequence] = number + 1
        return number

    def add(self, record: Record, key: int | None = None) -> int:
        """Stores a new record under a new id (or the given one) and returns the id."""
        number = self.new_id() if key is None else key
        stored = {"id": number, **{name: value for name, value in record.items() if name != "id"}}
        self._tables.setdefault(self._name, {})[str(number)] = stored
        return number

    def remove(self, key: int) -> None:
        """Deletes a record."""
        self._rows.pop(str(key), None)


class World:
    """The whole state. `data` is the JSON-able dict; families reach it through table() and section()."""

    def __init__(self, seeds: list[Callable[[World], None]] | None = None) -> None:
        self.data: dict[str, Any] = {}
        self._seeds = seeds or []
        self.seed()

    def seed(self) -> None:
        """Back to a fresh installation."""
        self.data = {"sequences": {}, "tables": {}}
        _accounts(self)
        for seed in self._seeds:
            seed(self)
        self._fresh = copy.deepcopy(self.data)

    def table(self, name: str, sequence: str | None = None) -> Table:
        """The table of that name (plural); its sequence is named as the singular unless told."""
        return Table(self.data, name, sequence or SINGULAR.get(name, name.removesuffix("s")))

    def section(self, name: str) -> dict[str, Any]:
        """A free-form part of the state, for what is no table (e.g. the values of service settings)."""
        section: dict[str, Any] = self.data.setdefault(name, {})
        return section

    def copy(self) -> dict[str, Any]:
        """A deep copy of the state, without what is empty and always was (so that reading leaves no trace in it)."""
        state = copy.deepcopy(self.data)
        _prune(state, self._fresh)
        return state

    def load(self, state: dict[str, Any]) -> None:
        """Replaces the state by a copy of the given one; parts that it lacks keep their seed."""
        if not isinstance(state.get("tables"), dict) or not isinstance(state.get("sequences"), dict):
            raise ValueError("A state needs the keys tables and sequences.")
        self.seed()
        fresh = copy.deepcopy(state)
        fresh["tables"] = {**self.data["tables"], **fresh["tables"]}
        self.data = {**self.data, **fresh}


def _prune(value: dict[str, Any], fresh: dict[str, Any]) -> None:
    """Removes empty dicts and lists below a dict, except where a fresh installation has something of that name.

    Records (what lies below a table) are left alone.
    """
    for name, part in list(value.items()):
        if isinstance(part, dict) and name not in ("tables", "sequences"):
            _prune(part, fresh.get(name) or {})
        if name == "tables":
            value[name] = {table: rows for table, rows in part.items() if rows or table in fresh.get(name, {})}
        elif part in ({}, []) and name not in fresh:
            del value[name]


SINGULAR = {"branches": "branch", "addresses": "address"}


def _accounts(world: World) -> None:
    """The records that a login needs: the group of administrators and the account superadmin.

    groups hold user groups and phone groups alike (one table and one sequence): resource tells them apart.
    settings hold own values by path.
    """
    world.table("groups").add(
        {
            "resource": "user",
            "name": "administrators",
            "description": "Users with superadmin privileges",
            "weight": 1,
            "branch": None,
            "settings": {"permission/application/superadmin": "ENABLE"},
        },
        key=6,
    )
    world.table("users").add(
        {
            "userName": ADMINISTRATOR,
            "firstName": None,
            "lastName": None,
            "pintoken": ADMINISTRATOR_PASSWORD,
            "sipPassword": "s9Lr0bTq6Ykd",
            "voicemailPin": None,
            "enabled": True,
            "aliases": [],
            "groups": [6],
            "branch": None,
            "settings": {},
        },
        key=1,
    )
