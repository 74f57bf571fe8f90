# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One document of one user: by his own calls where he is logged in, else field by field in the administrator's way.

The server has no word for whose document is meant, and forgets to ask at some of its calls. So what has no
administrator's way is refused for another user, before anything is sent. Private to the collection.
"""

from __future__ import annotations

import copy
import dataclasses
import typing as t

from .._document import Document, Sheet
from .._resource import Raw, Seen, SettingTree, Step, Values, Wanted
from .._wire import BadInput, Forbidden, Refused, Rejected, outside_latin1
from .other_user import USER, OtherUser
from .plan import Change, Plan, changed, combined
from .record import given_values
from .world import World


def wanted_from(document: Document, params: Raw, given: Raw) -> Wanted:
    """The wish in C(params), reduced to what the task wrote. Its key is whose document it is. Raises BadInput."""
    user = params.get(USER)
    if USER in given and not str(user or "").strip():
        # Taken for "leave it out", an empty variable would change the administrator himself.
        raise BadInput("user is empty: name the user, or leave the option out for the user who is logged in")
    values = given_values(document.fields, params, given)
    if params.get("update_password") == "on_create":
        values = {name: value for name, value in values.items() if not document.field(name).secret}
    options = {name: params.get(name) for name in (*document.extra, "update_password")}
    return Wanted("present", user or params["username"], None, values, options)


class Owned:
    """A document as converge() (see apply) handles it.

    C(login) is the user who is logged in, C(tree) the settings of users.
    """

    gone = False

    def __init__(self, document: Document, wanted: Wanted, login: str, tree: SettingTree) -> None:
        self.document = document
        self.wanted = wanted
        self.title = f"the {document.title} of user {wanted.key!r}"
        self._login = login
        self._tree = tree
        self._raws: dict[str, Raw] = {}
        self._other: OtherUser | None = None

    def look(self, world: World) -> Plan:
        """What is there now, and the plan from there. Raises what makes the wish impossible."""
        if self.wanted.key == self._login or self._is_alias(world):
            return self._look_own(world)
        self._other = OtherUser(self.document, self.wanted, self._tree)
        return self._other.look(world)

    def wrote(self, world: World, ident: t.Any) -> None:
        world.renew()
        if self._other:
            world.wrote(world.resources["user"])

    def pretend(self, world: World, planned: Plan) -> None:
        """Check mode: later items of this run see the document as it would be."""
        if self._other:
            self._other.pretend(world)
            return
        before, after = planned.before or {}, planned.after or {}
        for sheet in self.document.sheets:
            differ = [field for field in sheet.fields if field.readable and before.get(field.name) != after[field.name]]
            if sheet.read is not None and differ:
                then: Values = copy.deepcopy(dict(self._raws.get(sheet.read.path, {})))
                for field in differ:
                    field.put(then, after[field.name])
                for key in reversed(sheet.at):
                    then = {key: then}
                world.pretend_answer(sheet.read, then)

    def _is_alias(self, world: World) -> bool:
        """Whether the login is another name of the user."""
        try:
            user = world.need("user", self.wanted.key, USER)
        except Forbidden as error:
            raise Refused(
                f"user {self._login!r} is logged in and no administrator, so he can change nothing of user {self.wanted.key!r}:"
                " run the task with that user's own username and password",
                call=error.call,
                status=error.status,
            ) from None
        return self._login in (user["userName"], *(user.get("aliases") or []))

    def _look_own(self, world: World) -> Plan:
        document = self.document
        implied = document.implies(self.wanted.values) if document.implies else {}
        wanted = dataclasses.replace(self.wanted, values={**implied, **self.wanted.values})
        if document.latin1:
            _refuse_lost_letters(wanted)
        seen = Seen({}, None, {})
        for sheet in document.sheets:
            if sheet.read is not None:
                seen.values.update(self._read(world, sheet, seen))
        if document.examine:
            document.examine(world, wanted, seen)
        planned = plan(document, wanted, seen)
        return dataclasses.replace(planned, before=self._named(planned.before), after=self._named(planned.after))

    def _read(self, world: World, sheet: Sheet, seen: Seen) -> Values:
        call = t.cast(t.Any, sheet.read)
        try:
            raw = world.get(call)
        except Rejected:
            if not (sheet.whole and sheet.base is None and set(sheet.names) <= set(self.wanted.values)):
                raise
            # What an earlier client broke cannot be read, yet a complete document mends it (my_calls.yml, idempotency).
            seen.warnings.append(f"the PBX cannot read {self.title}; it is replaced by what the task says")
            seen.facts[call.path] = {}
            return {}
        for key in sheet.at:
            raw = raw[key]
        if sheet.complete:
            raw = sheet.complete(world, raw, seen)
        self._raws[call.path] = seen.facts[call.path] = raw
        return {field.name: field.read(raw) for field in sheet.fields}

    def _named(self, values: Values | None) -> Values:
        return {USER: self.wanted.key, **(values or {})}


def plan(document: Document, wanted: Wanted, seen: Seen) -> Plan:
    """The writes of the user's own calls that lead to what is wanted. Pure. Raises Refused."""
    wanted = combined(document, wanted, seen)
    before = seen.values
    stored = {name: document.field(name).stored(value, {**before, **wanted.values}) for name, value in wanted.values.items()}
    after = {**before, **{name: value for name, value in stored.items() if document.field(name).readable}}
    told = document.foretell(after, wanted, seen) if document.foretell else {}
    after.update({name: value for name, value in told.items() if name not in wanted.values})
    changes: list[Change] = []
    for name in wanted.values:
        field = document.field(name)
        then = after[name] if field.readable else stored[name]
        if name not in before or not field.same(before[name], then):
            changes.append(changed(field, before.get(name), then))
    steps = [step for sheet in document.sheets for step in _steps(document, sheet, wanted, seen, after, changes)]
    return Plan(steps, changes, before, after, None, seen.warnings)


def _steps(document: Document, sheet: Sheet, wanted: Wanted, seen: Seen, after: Values, changes: list[Change]) -> list[Step]:
    names = [change.field for change in changes if change.field in sheet.names]
    if not names:
        return []
    values = {**after, **wanted.values}
    payload: Values = {}
    if sheet.whole and sheet.base:
        payload = sheet.base(seen.facts[t.cast(t.Any, sheet.read).path])
    for field in sheet.fields:
        if not field.read_only and (sheet.whole or field.name in names):
            field.put(payload, values.get(field.name))
    if sheet.finish:
        payload = sheet.finish(payload, wanted, seen, after)
    if document.latin1:
        _refuse_doubtful_letters(document, sheet, wanted, payload)
    return [Step(sheet.write(payload, seen), f"change {', '.join(names)} in the {document.title} of user {wanted.key!r}")]


def _refuse_lost_letters(wanted: Wanted) -> None:
    for name, value in wanted.values.items():
        lost = outside_latin1(value)
        if lost:
            raise BadInput(
                f"{name}: the server would turn {lost!r} into question marks, for it keeps no other letters than Western European ones here"
            )


def _refuse_doubtful_letters(document: Document, sheet: Sheet, wanted: Wanted, payload: Values) -> None:
    """A question mark that was read may be a letter that the server could not tell; written back, it is lost for good."""
    for field in sheet.fields:
        if field.name not in wanted.values and "?" in str(payload.get(field.wire.partition(".")[0])):
            raise Refused(
                f"{field.name} of the {document.title} of user {wanted.key!r} has a question mark, which may stand for a letter that the"
                f" server cannot tell; the change would make it a real one. Give {field.name} as well, as it shall be"
            )
