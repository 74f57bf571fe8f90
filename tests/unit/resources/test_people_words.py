# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The words of a description that people's records brought in: combine, foretell, by_key, and fields that only a part writes."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.plan import combined, plan
from ansible_collections.sipxcom.pbx.plugins.module_utils._resource import Field, Part, Resource, Seen, Step, Values, Wanted
from ansible_collections.sipxcom.pbx.plugins.module_utils._resources._lists import by_mode, mode_option
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import SELF, Call


def _tag(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    return [Step(Call("POST", "/api/things/{name}/tags", {"name": SELF}), "tag")]


THING = Resource(
    kind="thing",
    title="thing",
    plural="things",
    key="name",
    fields=(
        Field("name", "name"),
        Field("size", "size", "int"),
        Field("shadow", "shadow", "int"),
        Field("tags", "tags", "list", elements="str", ordered=False, combine=by_mode("tags")),
    ),
    rows_call=Call("GET", "/api/things"),
    rows_at=("things",),
    item=None,
    by_key=True,
    create=Call("POST", "/api/things"),
    update=Call("PUT", "/api/things/{name}", {"name": SELF}),
    delete=Call("DELETE", "/api/things/{name}", {"name": SELF}),
    sparse=True,
    foretell=lambda after, wanted, seen: {"shadow": 2 * (after["size"] or 0), "size": 99},
    parts=(Part(("tags",), None, _tag),),
    extra=mode_option("tags"),
)


def wish(name: str = "a", mode: str = "set", **values: Any) -> Wanted:
    return Wanted("present", name, None, {"name": name, **values}, {"tags_mode": mode})


def there(**values: Any) -> Seen:
    raw = {"id": 5, "name": "a", "size": 1, "shadow": 2, "tags": ["x", "y"], **values}
    return Seen(raw, 5, {field.name: field.read(raw) for field in THING.fields})


@pytest.mark.parametrize(
    ("mode", "given", "then"),
    [
        ("set", ["z", "z"], ["z"]),
        ("set", None, []),
        ("add", ["y", "z"], ["x", "y", "z"]),
        ("remove", ["y", "q"], ["x"]),
        ("remove", None, ["x", "y"]),
    ],
)
def test_a_list_is_set_added_to_or_taken_from(mode: str, given: Any, then: list[str]) -> None:
    assert combined(THING, wish(mode=mode, tags=given), there()).values["tags"] == then


def test_only_its_part_writes_a_field_that_comes_with_the_record() -> None:
    planned = plan(THING, wish(tags=["z"]), there())
    assert [(step.call.method, step.call.shown()) for step in planned.steps] == [("POST", "/api/things/a/tags")]
    assert planned.payload == {"tags": ["z"]}


def test_calls_by_key_use_the_name_of_their_moment() -> None:
    planned = plan(THING, wish("b", tags=["z"]), there())
    assert [step.call.shown() for step in planned.steps] == ["/api/things/a", "/api/things/b/tags"]
    created = plan(THING, wish("b", tags=["z"]), Seen(None, None, {}))
    assert [step.call.shown() for step in created.steps] == ["/api/things", "/api/things/b/tags"]
    gone = plan(THING, dataclasses.replace(wish(), state="absent", values={}), there())
    assert [step.call.shown() for step in gone.steps] == ["/api/things/a"]


def test_what_the_server_will_do_is_foretold_but_never_tops_the_task() -> None:
    planned = plan(THING, wish(size=4), there())
    assert planned.after is not None
    assert (planned.after["size"], planned.after["shadow"]) == (4, 8)
    assert [change.field for change in planned.changes] == ["size"]


def test_an_unordered_list_is_shown_in_one_order() -> None:
    assert THING.field("tags").read({"tags": ["y", "x"]}) == ["x", "y"]
    assert plan(THING, wish(tags=["y", "x"]), there()).steps == []


def test_contradictions_are_refused_at_import() -> None:
    with pytest.raises(TypeError, match="by its key"):
        dataclasses.replace(THING, item=Call("GET", "/api/things/{id}", {"id": SELF}))
    with pytest.raises(TypeError, match="either by its wire name or by its part"):
        dataclasses.replace(THING, parts=(Part(("tags",), lambda reader, wanted, seen: {}, _tag),))
    with pytest.raises(TypeError, match="needs a wire name or a part"):
        dataclasses.replace(THING, fields=(*THING.fields, Field("lost")))
