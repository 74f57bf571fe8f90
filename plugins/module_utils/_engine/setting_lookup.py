# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading the settings of one target, and what to say of a path that is none. Private to the collection."""

from __future__ import annotations

import re
import typing as t

from .._resource import Raw, SettingTree, Values
from .._wire import BadInput, Call, NotFound, Refused, Rejected, nearest
from .spelling import Setting, known_of
from .world import World

_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
_MANY = 10
#: The type of a setting of which is not known whether the target has it.
UNSURE = "?"


class Lookup:
    """Reads the settings of one target: its list once, and alone only what the list does not tell."""

    def __init__(
        self, tree: SettingTree, target: Raw, title: str, at: Values, world: World, definitions: dict[str, Raw], source: str = ""
    ) -> None:
        self.tree = tree
        self.target = target
        self.title = title
        self.at = at
        self.known = tree.known(target)
        self.world = world
        self.source = source or tree.catalogue or tree.base
        self.listed = definitions or self._list(self.source)
        """By path. What another tree, or the model of a phone, says of settings does not change by writing: pass it on."""
        self.own = self._list(tree.base) if tree.own == "listed" else {}
        self.pretended = world.pretended_settings.get(key_of(tree, at), {})

    def find_all(
        self, paths: t.Iterable[str], find: t.Callable[[str], Setting] | None = None
    ) -> tuple[list[Setting], list[BadInput | Refused]]:
        """The settings, and what is wrong with those that cannot be found."""
        settings: list[Setting] = []
        problems: list[BadInput | Refused] = []
        for path in paths:
            try:
                settings.append((find or self._find)(path))
            except (BadInput, Refused) as error:
                problems.append(error)
        return settings, problems

    def like(self, path: str, exact: bool) -> Setting:
        """A setting of a target like the one that is not there yet, unset. Of type UNSURE where that may have it though this has not."""
        row = self.listed.get(path)
        if row is None:
            self._refuse_place(path)
            row = self._alone(path) if exact else {"type": UNSURE, "options": None, "defaultValue": None}
        default = row["defaultValue"]
        options = None if row["options"] is None else tuple(row["options"])
        return Setting(path, row["type"] or "", options, None if self.tree.own else default, default, (default,))

    def _list(self, base: str) -> dict[str, Raw]:
        try:
            answer = self.world.get(call_to("GET", base + "/settings", self.at))
        except (NotFound, Rejected) as error:
            raise (self.tree.explain(self.world, self.target, error) if self.tree.explain else error) from None
        return {str(row["path"]): row for row in answer["settings"]}

    def _find(self, path: str) -> Setting:
        row = self.listed.get(path)
        if row is None:
            self._refuse_place(path)
        if row is None or self.tree.own == "single":
            row = self._alone(path)
        value, default = row["value"], row["defaultValue"]
        samples = (default, value)
        if self.tree.own == "listed":
            self.listed[path] = row
            value, default = (self.own.get(path) or {}).get("value"), None
        value = self.pretended.get(path, value)
        options = None if row["options"] is None else tuple(row["options"])
        return Setting(path, row["type"] or "", options, value, default, samples)

    def _alone(self, path: str) -> Raw:
        """A setting in a hidden group is left out of the list, yet it can be read by its own path."""
        if self.tree.listed_only:
            raise self._unknown(path)
        try:
            row = self.world.get(call_to("GET", self.source + "/settings/{path:path}", {**self.at, "path": path}))
        except (NotFound, BadInput):  # BadInput: what could not be in a path
            return self._untold(path)
        return row if isinstance(row, t.Mapping) and "path" in row else self._untold(path)

    def _untold(self, path: str) -> Raw:
        facts = known_of(self.known, path)
        if path in self.known and facts.hidden and self.tree.own == "listed":
            return {"type": "boolean" if facts.words else "string", "options": None, "value": None, "defaultValue": None}
        raise self._unknown(path)

    def _refuse_place(self, path: str) -> None:
        """Refuses a folder, what lies below a setting, and what can be written but not read."""
        below = [one for one in self.listed if one.startswith(path.rstrip("/") + "/")]
        if below:
            more = f" and {len(below) - _MANY} more" if len(below) > _MANY else ""
            raise BadInput(f"{path!r} is a group of settings; name one of them: {', '.join(below[:_MANY])}{more}")
        above = next((one for one in self.listed if path.startswith(one + "/")), None)
        if above:
            raise BadInput(f"{path!r} goes on below {above!r}, which is a setting itself")
        if path in self.known and self.known[path].hidden and self.tree.own != "listed":
            raise Refused(
                f"{path!r} is hidden by the server: it could be written but never read, so that nothing could be proven."
                " Use sipx_api if it must be, or the web UI"
            )

    def _unknown(self, path: str) -> BadInput:
        names = {*self.listed, *(one for one, facts in self.known.items() if not one.endswith("*") and not facts.hidden)}
        near = nearest(path, names) or nearest(path.rpartition("/")[2], {one.rpartition("/")[2] for one in names})
        full = [one for word in near for one in sorted(names) if one == word or one.endswith("/" + word)]
        groups = sorted({one.partition("/")[0] for one in self.listed})
        hint = f"did you mean {listed(full[:3], quoted=True)}?" if full else f"its groups are {', '.join(groups[:30])}"
        return BadInput(f"{self.title} have no setting {path!r}; {hint}", details={"path": path, "nearest": full[:3]})


def call_to(method: str, path: str, at: Values) -> Call:
    """A call with those path parameters that its path has."""
    names = _PARAMETER.findall(path)
    return Call(method, path, {name: at[name] for name in names})


def key_of(tree: SettingTree, at: Values) -> tuple[t.Any, ...]:
    return call_to("GET", tree.base, at).key


def listed(words: t.Iterable[str], quoted: bool = False) -> str:
    return ", ".join(repr(word) if quoted else word for word in words)
