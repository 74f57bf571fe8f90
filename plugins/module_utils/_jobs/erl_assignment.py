# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who is linked to which emergency response location: sipx_erl_assignment. Private to the collection."""

from __future__ import annotations

from .._engine import mask
from .._engine.apply import converge
from .._engine.link import Link
from .._engine.world import World
from .._resource import Field
from .._resources._erl_links import LINKS, bad_serial
from .._resources._serials import serial_number
from .._wire import BadInput
from ._base import Job, Params, Report

FIELDS = (*(Field(option, option) for option in LINKS), Field("elin", "elin"))
OPTIONS = {
    **{option: {"type": "str"} for option in LINKS},
    "elin": {"type": "str"},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
}


RULES = {"mutually_exclusive": [list(LINKS)], "required_one_of": [list(LINKS)]}


def job() -> Job:
    return Job(spec=OPTIONS, work=_work, rules=RULES)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    wanted = subject(params, given)
    outcome = converge(wanted, world, retries)
    fields = tuple(field for field in FIELDS if field.name in {*wanted.values, wanted.name})
    shown = mask.record(fields, outcome.after)
    return Report(outcome.changed, {"erl_assignment": shown}, mask.diff(fields, outcome.before, outcome.after, wanted.title))


def subject(params: Params, given: Params) -> Link:
    """The link that the options of one assignment ask for. Raises BadInput."""
    option = next(name for name in LINKS if params.get(name) is not None)
    name = _name(option, params[option])
    link = LINKS[option]
    elin = _elin(params, given)

    def check(world: World) -> None:
        world.rows("erl")  # says so where the PBX has no such feature
        if elin is not None:
            world.need("erl", elin, "elin")
        if link.kind in world.resources:
            world.need(link.kind, name, option)

    return Link(
        title=f"{link.title} {name!r}",
        name="elin",
        wanted=elin,
        values={option: name},
        check=check,
        read=lambda reader: link.current(reader, name),
        write=lambda value: link.write(name, value),
        clear=link.clear(name) if link.clear else None,
        place=link.read(name),
    )


def _name(option: str, value: str) -> str:
    if not value.strip():
        raise BadInput(f"{option} is empty: name the {LINKS[option].title}")
    if option != "phone":
        return value
    problem = bad_serial(value)
    if problem:
        raise BadInput(f"phone: {value!r} {problem}")
    return serial_number(value)


def _elin(params: Params, given: Params) -> str | None:
    """The number wanted, or None for none."""
    elin = (params.get("elin") or "").strip() or None
    if params["state"] == "absent":
        if elin:
            raise BadInput("state=absent clears whatever location is assigned: leave elin out")
        return None
    if elin is None and "elin" not in given:
        raise BadInput("elin is missing: name a location, or set state=absent to clear the assignment")
    return elin
