# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A whole site in one document: sipx_site. Private to the collection."""

from __future__ import annotations

import dataclasses
import typing as t

from .. import _spec
from .._engine import mask, site
from .._engine.apply import Subject
from .._engine.order import order
from .._engine.record import Before, Record, wanted_from
from .._engine.world import World
from .._resource import Field, Resource, Wanted
from .._wire import BadInput
from . import erl_assignment, prompts
from ._base import RESOURCES, Job, Params, Report

#: Option of sipx_site -> the kind of its records, in the order in which they are made.
SECTIONS: dict[str, Resource] = {
    RESOURCES[kind].plural.replace(" ", "_").lower(): RESOURCES[kind]
    for kind in order(RESOURCES.values())
    if not (RESOURCES[kind].personal or RESOURCES[kind].read_only)
}


@dataclasses.dataclass(frozen=True)
class Beside:
    """Entries that are no records. C(subject) makes what converge() handles of the options of one, as sipx_KIND takes them."""

    kind: str
    options: dict[str, t.Any]
    rules: t.Mapping[str, t.Any]
    subject: t.Callable[[Params, Params], Subject]
    fields: tuple[Field, ...]


#: The files that records name. They are made before all records, and deleted after them.
FILES = "prompts"
#: The links between records. They are made after all records, and cleared before any record is deleted.
LINKS = "erl_assignments"
BESIDE = {
    FILES: Beside("prompt", prompts.OPTIONS, prompts.RULES, prompts.subject, prompts.FIELDS),
    LINKS: Beside("erl_assignment", erl_assignment.OPTIONS, erl_assignment.RULES, erl_assignment.subject, erl_assignment.FIELDS),
}


def job() -> Job:
    beside = {name: {"type": "list", "elements": "dict", "options": one.options, **one.rules} for name, one in BESIDE.items()}
    sections = {name: {"type": "list", "elements": "dict", "options": _spec.record(resource)} for name, resource in SECTIONS.items()}
    on_error = {"type": "str", "choices": ["stop", "continue"], "default": "stop"}
    return Job(spec={**sections, **beside, "on_error": on_error}, work=_work, secrets=_secrets, shown_args=_shown_args)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    lines = site.run(_entries(params, given), world, retries, go_on=params["on_error"] == "continue")
    shown = [line.shown() for line in lines]
    count = {word: sum(line.outcome == word for line in lines) for word in site.OUTCOMES}
    data: dict[str, t.Any] = {"records": shown, "count": count}
    failed = [line for line in lines if line.error]
    if failed:
        data["msg"] = _failure(failed, count, written=not world.checking and any(line.result and line.result.changed for line in lines))
    changed = any(line.result is not None and line.result.changed for line in lines) or any(
        bool(line.error and line.error.details.get("done")) for line in lines
    )
    warnings = [text for line in lines if line.result for text in line.result.warnings]
    return Report(changed, data, site.diff(lines), warnings, failed=bool(failed))


def _failure(failed: list[site.Line], count: dict[str, int], written: bool) -> str:
    by_message: dict[str, list[str]] = {}
    for line in failed:
        if line.error:
            about = by_message.setdefault(line.error.message, [])
            if not isinstance(line.error, site.HOPELESS):
                about.append(line.error.resource or f"{line.entry.kind} {line.entry.name!r}")
    told = "; ".join(_told(message, titles) for message, titles in list(by_message.items())[:5])
    more = f"; and {len(by_message) - 5} more" if len(by_message) > 5 else ""
    done = count["created"] + count["changed"] + count["deleted"]
    text = _ended(f"{told}{more}")
    if not written:
        return f"{text} Nothing was written"
    words = "1 record was" if done == 1 else f"{done} records were"
    return f"{text} {words} written, {count['not_tried']} not tried: mend that and run it again"


def _ended(text: str) -> str:
    """A sentence with its full stop, unless it is a question."""
    return text if text.endswith("?") else f"{text}."


def _told(message: str, titles: list[str]) -> str:
    """A message with whom it is about, unless it says so itself."""
    if not titles or (len(titles) == 1 and titles[0] in message):
        return message
    return f"{', '.join(titles[:3])}{f' and {len(titles) - 3} more' if len(titles) > 3 else ''}: {message}"


def _entries(params: Params, given: Params) -> list[site.Entry]:
    """What to make, in dependency order, then what to delete, the other way round."""
    present: list[site.Entry] = []
    absent: list[site.Entry] = []
    problems: list[str] = []
    wishes: dict[str, dict[str, Wanted]] = {}
    for name, resource in SECTIONS.items():
        seen = wishes.setdefault(resource.kind, {})
        for index, record in enumerate(params.get(name) or []):
            try:
                wanted = wanted_from(resource, record, _as_given(given, name, index, record))
                shown = _shown_name(wanted)
                if shown in seen:
                    raise BadInput(f"{resource.key} {shown!r} stands twice in {name}; write it once")
                entry = site.Entry(resource.kind, shown, Record(resource, wanted), resource.fields)
            except BadInput as error:
                problems.append(f"{name}[{index}]: {error.message}")
                continue
            seen[shown] = wanted
            (absent if wanted.state == "absent" else present).append(entry)
    beside = {name: _beside(name, one, params, given, problems) for name, one in BESIDE.items()}
    if problems:
        raise BadInput(_ended("; ".join(problems)) + " Nothing was written")
    kept = [entry for entry in beside[FILES] if not entry.subject.gone]
    gone = [entry for entry in beside[FILES] if entry.subject.gone]
    return kept + _with_ways(present, wishes) + beside[LINKS] + absent[::-1] + gone


def _shown_name(wanted: Wanted) -> str:
    return f"{wanted.key} ({wanted.owner[0].replace('_', ' ')} {wanted.owner[1]})" if wanted.owner else wanted.key


def _with_ways(present: list[site.Entry], wishes: t.Mapping[str, t.Mapping[str, Wanted]]) -> list[site.Entry]:
    """The entries, with those that make way for a kind before the first of that kind."""
    entries = list(present)
    for kind, yields in ((kind, RESOURCES[kind].yields) for kind in wishes):
        place = next((place for place, entry in enumerate(entries) if yields and entry.kind == yields.kind), None)
        if yields is None or place is None:
            continue
        others = {name: wish for wish in wishes[yields.kind].values() for name in (wish.old_key, wish.key) if name}
        entries[place:place] = [
            site.Entry(kind, wish.key, Before(RESOURCES[kind], wish, yields, others), RESOURCES[kind].fields, before=True)
            for wish in wishes[kind].values()
            if wish.state == "present" and set(yields.fields) & set(wish.values)
        ]
    return entries


def _beside(name: str, section: Beside, params: Params, given: Params, problems: list[str]) -> list[site.Entry]:
    entries: list[site.Entry] = []
    for index, one in enumerate(params.get(name) or []):
        try:
            subject = section.subject(one, _as_given(given, name, index, one))
            if any(subject.title == other.name for other in entries):
                raise BadInput(f"{subject.title} stands twice in {name}; write it once")
        except BadInput as error:
            problems.append(f"{name}[{index}]: {error.message}")
            continue
        entries.append(site.Entry(section.kind, subject.title, subject, section.fields))
    return entries


def _as_given(given: Params, name: str, index: int, record: Params) -> Params:
    """The record as the task wrote it; of a list or record written as text only what is not null is known."""
    records = given.get(name)
    written = records[index] if isinstance(records, list) else None
    return written if isinstance(written, t.Mapping) else {option: value for option, value in record.items() if value is not None}


def _secrets(params: Params) -> tuple[set[str], set[str]]:
    long: set[str] = set()
    short: set[str] = set()
    for name, resource in SECTIONS.items():
        records = params.get(name)
        for record in records if isinstance(records, list) else []:
            here = mask.secrets_in(resource.fields, record)
            long, short = long | here[0], short | here[1]
    return long, short


def _shown_args(params: Params) -> dict[str, t.Any]:
    shown = dict(params)
    for name, resource in SECTIONS.items():
        if shown.get(name):
            known = isinstance(shown[name], list)
            shown[name] = [mask.args(resource.fields, record) for record in shown[name]] if known else mask.HIDDEN
    return shown
