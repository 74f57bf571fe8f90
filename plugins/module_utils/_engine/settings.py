# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings of one target: what the task wants of them, what the PBX has, and the writes between. Private to the collection.

A wrong path is answered with 200 and dropped, so each path is looked up before anything is written. A value that equals
the default is not stored by most trees: for them, set to the default and reset are the same.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t

from .._resource import Known, Raw, SettingTree, Step, Values
from .._wire import ANY, BadInput, Call, Json, NotFound, Refused, Rejected, SipxError, Text, nearest
from . import mask
from .plan import Change, Plan
from .spelling import Setting, is_secret, text_for
from .world import Planned, World

_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
_MANY = 10


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


class Settings:
    """Some settings of one target, as converge() (see apply) handles them.

    C(wishes) are values by path as YAML writes them; None resets a setting to its default.
    """

    gone = False

    def __init__(self, tree: SettingTree, target: Raw, wishes: t.Mapping[str, t.Any]) -> None:
        self.tree = tree
        self.target = target
        self.wishes = dict(wishes)
        self.title = tree.title.format_map(_Quoted(target))
        self.definitions: dict[str, Raw] = {}

    def look(self, world: World) -> Plan:
        at = self.tree.place(world, self.target)
        if any(isinstance(value, Planned) for value in at.values()):
            return self._unseen(at)
        known = self.tree.known(self.target)
        settings, problems = _Looker(self, at, known, world).find_all(self.wishes)
        rows: list[tuple[Setting, Known, str | None]] = []
        for setting in settings:
            facts, wish = known_of(known, setting.path), self.wishes[setting.path]
            try:
                rows.append((setting, facts, None if wish is None else text_for(setting, facts, wish, self.tree.longest)))
                self._refuse_what_cannot_be_read(setting.path, wish)
            except BadInput as error:
                problems.append(error)
        if problems:
            raise _together(problems)
        return plan(self.tree, at, self.title, rows)

    def wrote(self, world: World, ident: t.Any) -> None:
        """Nothing to tell: writing forgets what was read one by one, and no list of records shows settings."""

    def pretend(self, world: World, planned: Plan) -> None:
        at = self.tree.place(world, self.target)
        after = planned.after or {}
        world.pretended_settings.setdefault(_key(self.tree, at), {}).update({path: one.value for path, one in after.items()})

    def _refuse_what_cannot_be_read(self, path: str, wish: t.Any) -> None:
        if self.tree.own == "single" and wish == "":
            raise BadInput(f"{path}: {self.title} show an empty value like none, so that it could not be proven; write null to unset it")

    def _unseen(self, at: Values) -> Plan:
        """The target exists only in the plan of a check mode run: its settings will be looked at when it is there."""
        known = self.tree.known(self.target)
        changes, before, after = [], {}, {}
        for path, wish in self.wishes.items():
            secret = is_secret(path, known_of(known, path))
            before[path] = Reading(None, None, True, secret)
            after[path] = Reading(None if wish is None else str(wish), None, wish is None, secret)
            changes.append(Change(path, None, after[path].value, secret))
        steps = [Step(_call("PUT", self.tree.base + "/settings", at), f"set {_listed(self.wishes)} in {self.title}")]
        return Plan(steps, changes, before, after, None, [f"{self.title} can be checked only when it is there, since it would be new"])


def subject(trees: t.Sequence[SettingTree], wish: Raw) -> Settings:
    """The subject that a task, or an entry of a site document, describes.

    C(wish) has the options that name the target, C(state), and C(settings) (values by path) or, with the state
    default, C(paths). Raises BadInput.
    """
    given = [tree for tree in trees if all(wish.get(name) not in (None, "") for name in tree.named_by)]
    if not given:
        raise BadInput("no target is given: name what the settings belong to, such as service or gateway")
    tree = max(given, key=lambda tree: len(tree.named_by))
    settings: t.Mapping[str, t.Any] = wish.get("settings") or {}
    reset = wish.get("state") == "default"
    wishes = dict.fromkeys([*(wish.get("paths") or ()), *settings]) if reset else dict(settings)
    if not wishes:
        raise BadInput(f"{'paths is' if reset else 'settings is'} empty: name at least one setting, such as group/name")
    blank = [path for path in wishes if not isinstance(path, str) or not path.strip()]
    if blank:
        raise BadInput(f"{blank[0]!r} is no path of a setting: write group/name as text")
    return Settings(tree, {name: wish[name] for name in tree.named_by}, wishes)


def known_of(known: t.Mapping[str, Known], path: str) -> Known:
    """What is known of a setting: by its path, else by the innermost group that tells."""
    if path in known:
        return known[path]
    parts = path.split("/")
    for count in range(len(parts) - 1, -1, -1):
        above = "/".join([*parts[:count], "*"])
        if above in known:
            return known[above]
    return Known()


def plan(tree: SettingTree, at: Values, title: str, rows: t.Sequence[tuple[Setting, Known, str | None]]) -> Plan:
    """The writes that bring each setting to the text wanted of it (None: its default). Pure."""
    before: Values = {}
    after: Values = {}
    changes: list[Change] = []
    texts: dict[str, str] = {}
    resets: list[str] = []
    for setting, known, text in rows:
        path = setting.path
        secret = is_secret(path, known, setting.type)
        before[path] = _reading(tree, setting, setting.value, secret)
        after[path] = _reading(tree, setting, _kept(tree, setting, text), secret)
        if before[path].is_default if text is None else _same(tree, setting.value, text):
            continue
        changes.append(Change(path, before[path].value, after[path].value, secret))
        if text is None:
            resets.append(path)
        else:
            texts[path] = text
    return Plan(_steps(tree, at, title, texts, resets), changes, before, after)


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


class _Looker:
    """Reads the settings of one target: its list once, and alone only what the list does not tell."""

    def __init__(self, subject: Settings, at: Values, known: t.Mapping[str, Known], world: World) -> None:
        self.tree = subject.tree
        self.title = subject.title
        self.target = subject.target
        self.at = at
        self.known = known
        self.world = world
        self.source = self.tree.catalogue or self.tree.base
        self.listed = subject.definitions or self._list(self.source)
        if self.tree.own:
            # What another tree, or the model of a phone, says of settings does not change by writing: it is read once.
            subject.definitions = self.listed
        self.own = self._list(self.tree.base) if self.tree.own == "listed" else {}
        self.pretended = world.pretended_settings.get(_key(self.tree, at), {})

    def find_all(self, paths: t.Iterable[str]) -> tuple[list[Setting], list[BadInput | Refused]]:
        """The settings, and what is wrong with those that cannot be found."""
        settings: list[Setting] = []
        problems: list[BadInput | Refused] = []
        for path in paths:
            try:
                settings.append(self._find(path))
            except (BadInput, Refused) as error:
                problems.append(error)
        return settings, problems

    def _list(self, base: str) -> dict[str, Raw]:
        try:
            answer = self.world.get(_call("GET", base + "/settings", self.at))
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
        try:
            row = self.world.get(_call("GET", self.source + "/settings/{path:path}", {**self.at, "path": path}))
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
        names = {*self.listed, *(one for one in self.known if not one.endswith("*"))}
        near = nearest(path, names) or nearest(path.rpartition("/")[2], {one.rpartition("/")[2] for one in names})
        full = [one for word in near for one in sorted(names) if one == word or one.endswith("/" + word)]
        groups = sorted({one.partition("/")[0] for one in self.listed})
        hint = f"did you mean {_listed(full[:3], quoted=True)}?" if full else f"its groups are {', '.join(groups[:30])}"
        return BadInput(f"{self.title} have no setting {path!r}; {hint}", details={"path": path, "nearest": full[:3]})


class _Quoted(dict[str, t.Any]):
    """Makes a format quote names and leave numbers as they are."""

    def __getitem__(self, key: str) -> t.Any:
        value = super().__getitem__(key)
        return repr(value) if isinstance(value, str) else value


def _reading(tree: SettingTree, setting: Setting, value: str | None, secret: bool) -> Reading:
    is_default = value is None if tree.own else _text(value) == _text(setting.default)
    return Reading(value, setting.default, is_default, secret)


def _kept(tree: SettingTree, setting: Setting, text: str | None) -> str | None:
    """What reading gives after writing: an empty text reads back as null, save where own values are listed."""
    if text is None:
        return None if tree.own else setting.default
    return text if tree.own == "listed" else text or None


def _same(tree: SettingTree, value: str | None, text: str) -> bool:
    return value == text if tree.own else _text(value) == text


def _text(value: str | None) -> str:
    return value or ""


def _steps(tree: SettingTree, at: Values, title: str, texts: dict[str, str], resets: list[str]) -> list[Step]:
    one = tree.base + "/settings/{path:path}"
    if tree.bulk and len(texts) > 1:
        body = Json({"settings": [{"path": path, "value": text} for path, text in texts.items()]})
        every = dataclasses.replace(_call("PUT", tree.base + "/settings", at), body=body)
        steps = [Step(every, f"set {_listed(texts)} in {title}")]
    else:
        steps = [
            Step(dataclasses.replace(_call("PUT", one, {**at, "path": path}), body=Text(text), accept=ANY), f"set {path} in {title}")
            for path, text in texts.items()
        ]
    return steps + [Step(_call("DELETE", one, {**at, "path": path}), f"reset {path} in {title}") for path in resets]


def _call(method: str, path: str, at: Values) -> Call:
    """A call with those path parameters that its path has."""
    names = _PARAMETER.findall(path)
    return Call(method, path, {name: at[name] for name in names})


def _key(tree: SettingTree, at: Values) -> tuple[t.Any, ...]:
    return _call("GET", tree.base, at).key


def _together(problems: t.Sequence[BadInput | Refused]) -> SipxError:
    """One error that tells all that is wrong."""
    if len(problems) == 1:
        return problems[0]
    told = "; ".join(problem.message for problem in problems)
    return BadInput(told, details={"problems": [problem.message for problem in problems]})


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


def _listed(words: t.Iterable[str], quoted: bool = False) -> str:
    return ", ".join(repr(word) if quoted else word for word in words)
