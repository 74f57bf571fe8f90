# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Settings of one target: what the task wants of them, what the PBX has, and the writes between. Private to the collection.

A wrong path is answered with 200 and dropped, so each path is looked up before anything is written. A value that equals
the default is not stored by most trees: for them, set to the default and reset are the same.
"""

from __future__ import annotations

import dataclasses
import typing as t

from .._resource import Known, Raw, Sample, SettingTree, Step, Values
from .._wire import ANY, BadInput, Json, Refused, SipxError, Text
from .plan import Change, Plan
from .setting_lookup import UNSURE, Lookup, call_to, key_of, listed
from .setting_view import Reading
from .spelling import Setting, is_secret, known_of, text_for
from .world import Planned, World


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
        self._definitions: dict[str, Raw] = {}

    def look(self, world: World) -> Plan:
        at = self.tree.place(world, self.target)
        if any(isinstance(value, Planned) for value in at.values()):
            return self._unseen(at)
        return self.look_at(world, at)

    def look_at(self, world: World, at: Values) -> Plan:
        """The same for a target that is known to be at these path parameters."""
        lookup = Lookup(self.tree, self.target, self.title, at, world, self._definitions)
        settings, problems = lookup.find_all(self.wishes)
        if self.tree.own:
            self._definitions = lookup.listed
        return plan(self.tree, at, self.title, self._rows(settings, problems))

    def foretell(self, world: World, sample: Sample) -> Plan:
        """What would be set in a target that is not there yet, checked against one like it. Its steps are for counting only."""
        lookup = Lookup(self.tree, self.target, self.title, sample.at, world, {}, sample.base)
        settings, problems = lookup.find_all(self.wishes, lambda path: lookup.like(path, sample.exact))
        made = plan(self.tree, sample.at, self.title, self._rows(settings, problems))
        unsure = [setting.path for setting in settings if setting.type == UNSURE]
        if unsure:
            made.warnings.append(f"whether {self.title} have {listed(unsure)} shows only when it is there")
        return made

    def _rows(self, settings: t.Sequence[Setting], problems: list[BadInput | Refused]) -> list[tuple[Setting, Known, str | None]]:
        """The settings with the texts that are wanted of them. Raises all that is wrong in one error."""
        known = self.tree.known(self.target)
        rows: list[tuple[Setting, Known, str | None]] = []
        for setting in settings:
            facts, wish = known_of(known, setting.path), self.wishes[setting.path]
            if setting.type == UNSURE:
                rows.append((setting, facts, None if wish is None else str(wish)))
                continue
            try:
                rows.append((setting, facts, None if wish is None else text_for(setting, facts, wish, self.tree.longest)))
                self._refuse_what_cannot_be_read(setting.path, wish)
            except BadInput as error:
                problems.append(error)
        if problems:
            raise _together(problems)
        return rows

    def wrote(self, world: World, ident: t.Any) -> None:
        """Nothing to tell: writing forgets what was read one by one, and no list of records shows settings."""

    def pretend(self, world: World, planned: Plan) -> None:
        self.pretend_at(world, self.tree.place(world, self.target), planned.after or {})

    def pretend_at(self, world: World, at: Values, after: Values) -> None:
        """The same for a target that is known to be at these path parameters."""
        world.pretended_settings.setdefault(key_of(self.tree, at), {}).update({path: one.value for path, one in after.items()})

    def _refuse_what_cannot_be_read(self, path: str, wish: t.Any) -> None:
        if self.tree.own == "single" and wish == "":
            raise BadInput(f"{path}: {self.title} show an empty value like none, so that it could not be proven; write null to unset it")

    def _unseen(self, at: Values) -> Plan:
        """The target exists only in the plan of a check mode run: its settings will be looked at when it is there."""
        known = self.tree.known(self.target)
        before, after, changes = {}, {}, []
        for path, wish in self.wishes.items():
            secret = is_secret(path, known_of(known, path))
            before[path] = Reading(None, None, True, secret)
            after[path] = Reading(None if wish is None else str(wish), None, wish is None, secret)
            if wish is not None:
                changes.append(Change(path, None, str(wish), secret))
        steps = [Step(call_to("PUT", self.tree.base + "/settings", at), f"set {listed(after)} in {self.title}")] if changes else []
        return Plan(steps, changes, before, after, None, [f"{self.title} can be checked only when it is there, since it would be new"])


def subject(trees: t.Sequence[SettingTree], wish: Raw) -> Settings:
    """The subject that a task, or an entry of a site document, describes.

    C(wish) has the options that name the target, C(state), and C(settings) (values by path) or, with the state
    default, C(paths). Raises BadInput.
    """
    given = [tree for tree in trees if tree.fits(wish)]
    if not given:
        raise BadInput("no target is given: name what the settings belong to, such as service or gateway")
    tree = max(given, key=lambda tree: tree.weight)
    settings: t.Mapping[str, t.Any] = wish.get("settings") or {}
    reset = wish.get("state") == "default"
    wishes = dict.fromkeys([*(wish.get("paths") or ()), *settings]) if reset else dict(settings)
    if not wishes:
        raise BadInput(f"{'paths is' if reset else 'settings is'} empty: name at least one setting, such as group/name")
    refuse_blank(wishes)
    return Settings(tree, {name: wish[name] for name in tree.named_by}, wishes)


def refuse_blank(paths: t.Iterable[t.Any]) -> None:
    """Raises BadInput for what is no path at all."""
    blank = [path for path in paths if not isinstance(path, str) or not path.strip()]
    if blank:
        raise BadInput(f"{blank[0]!r} is no path of a setting: write group/name as text")


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
        if text is None and not tree.listed_only:
            resets.append(path)
        else:
            texts[path] = setting.default or "" if text is None else text
    return Plan(_steps(tree, at, title, texts, resets), changes, before, after)


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
    if tree.bulk and (len(texts) > 1 or (texts and tree.listed_only)):
        body = Json({"settings": [{"path": path, "value": text} for path, text in texts.items()]})
        every = dataclasses.replace(call_to("PUT", tree.base + "/settings", at), body=body)
        steps = [Step(every, f"set {listed(texts)} in {title}")]
    else:
        steps = [
            Step(dataclasses.replace(call_to("PUT", one, {**at, "path": path}), body=Text(text), accept=ANY), f"set {path} in {title}")
            for path, text in texts.items()
        ]
    return steps + [Step(call_to("DELETE", one, {**at, "path": path}), f"reset {path} in {title}") for path in resets]


def _together(problems: t.Sequence[BadInput | Refused]) -> SipxError:
    """One error that tells all that is wrong."""
    if len(problems) == 1:
        return problems[0]
    told = "; ".join(problem.message for problem in problems)
    return BadInput(told, details={"problems": [problem.message for problem in problems]})
