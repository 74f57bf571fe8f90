# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Words of a description, each by itself: what follows a change, what hides, one spelling, and what is only read."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._engine import mask
from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.record import wanted_from
from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.world import FEW, World
from ansible_collections.sipxcom.pbx.plugins.module_utils._resource import Field, Follow, Resource, Step, Wanted
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import SELF, Answer, BadInput, Call, NotFound, Rejected


def _upper(given: Any) -> str:
    if not isinstance(given, str):
        raise BadInput("write it in quotes")
    return given.upper()


THING = Resource(
    kind="thing",
    title="thing",
    plural="things",
    key="name",
    fields=(
        Field("name", "name", spelled=_upper),
        Field("parts", "parts", "list", elements="dict", hides=lambda key: key == "pin"),
    ),
    rows_call=Call("GET", "/api/things"),
    rows_at=("things",),
    item=Call("GET", "/api/things/{id}", {"id": SELF}),
    find=lambda key: None if key.isdecimal() else Call("GET", "/api/things/{name}", {"name": key}),
    create=Call("POST", "/api/things"),
    delete=Call("DELETE", "/api/things/{id}", {"id": SELF}),
    follow=Follow("told", lambda wanted: Step(Call("PUT", "/api/things/{id}/go", {"id": SELF}), "tell"), lambda wanted: wanted.key),
)
PARTS = THING.field("parts")


class Things:
    """A server of things; C(listed) None is a list that it fails at."""

    def __init__(self, names: list[str] | None, all_names: list[str]) -> None:
        self.listed = names
        self.names = all_names
        self.asked: list[str] = []

    def send(self, call: Call) -> Answer:
        self.asked.append(call.shown())
        if call.path == "/api/things":
            if self.listed is None:
                raise Rejected("no", call=call)
            return Answer(200, {"things": [{"id": place, "name": name} for place, name in enumerate(self.listed)]})
        if call.at["name"] not in self.names:
            raise NotFound("no", call=call)
        return Answer(200, {"id": self.names.index(call.at["name"]), "name": call.at["name"]})

    def pause(self, tries: int) -> None:
        raise AssertionError("nothing fails here")

    def with_password(self, password: str) -> Any:
        raise AssertionError("nobody tries another password")


def _world(pbx: Things) -> World:
    return World(pbx, {"thing": THING}, checking=True)


@pytest.mark.parametrize(
    ("when", "changed", "told"),
    [("never", True, 0), ("on_change", True, 1), ("on_change", False, 0), ("always", False, 1), ("always", True, 1)],
)
def test_what_follows_a_change(when: str, changed: bool, told: int) -> None:
    assert THING.follow
    assert len(THING.follow.steps(Wanted("present", when, None, {}, {}), changed)) == told


def test_what_hides_shows_only_whether_it_differs() -> None:
    before = {"parts": [{"pin": "7700771", "size": 1}, {"pin": "7700772"}, {"pin": None}]}
    after = {"parts": [{"pin": "7700771", "size": 2}, {"pin": "7700773"}, {"pin": "7700774"}, {"pin": "7700775"}]}
    shown = mask.diff([PARTS], before, after, "thing")
    assert shown["before"]["parts"] == [{"pin": mask.MASK, "size": 1}, {"pin": mask.MASK}, {"pin": None}]
    assert shown["after"]["parts"] == [{"pin": mask.MASK, "size": 2}, {"pin": mask.CHANGED_MASK}, {"pin": mask.MASK}, {"pin": mask.MASK}]
    assert mask.record([PARTS], after) == {"parts": [{"pin": mask.MASK, "size": 2}, *[{"pin": mask.MASK}] * 3]}
    assert mask.secrets_in([PARTS], after)[0] == {"7700771", "7700773", "7700774", "7700775"}
    assert "77007" not in str(mask.args([PARTS], after))
    assert mask.args([PARTS], {"parts": "pin=7700771"}) == {"parts": mask.HIDDEN}


@pytest.mark.parametrize("bad", [None, 5, "x", {"pin": {"pin": ["7700771"]}}])
def test_what_hides_bears_any_value(bad: Any) -> None:
    mask.secrets_in([PARTS], {"parts": bad})
    mask.args([PARTS], {"parts": bad})


def test_a_name_has_one_spelling() -> None:
    wanted = wanted_from(THING, {"name": "ab", "old_name": "cd"}, {"name": "ab", "old_name": "cd"})
    assert (wanted.key, wanted.old_key, wanted.values["name"]) == ("AB", "CD", "AB")
    with pytest.raises(BadInput, match="name: write it in quotes"):
        wanted_from(THING, {"name": "5"}, {"name": 5})
    with pytest.raises(BadInput, match="old_name: write it in quotes"):
        wanted_from(THING, {"name": "ab", "old_name": "5"}, {"name": "ab", "old_name": 5})


def test_the_first_few_are_read_alone_and_the_rest_from_the_list() -> None:
    names = [f"N{number}" for number in range(9)]
    pbx = Things(names, names)
    world = _world(pbx)
    assert [(world.find("thing", name) or {})["name"] for name in names + names] == names + names
    assert world.need("thing", "N8", "name")["id"] == 8
    assert pbx.asked == [*(f"/api/things/{name}" for name in names[:FEW]), "/api/things"]


def test_a_name_that_a_path_cannot_say_is_looked_for_in_the_list() -> None:
    pbx = Things(["7"], [])
    assert _world(pbx).find("thing", "7") == {"id": 0, "name": "7"}
    assert pbx.asked == ["/api/things"]


def test_where_the_list_fails_each_is_read_alone_and_the_list_not_asked_again() -> None:
    names = [f"N{number}" for number in range(9)]
    pbx = Things(None, names)
    world = _world(pbx)
    assert [(world.find("thing", name) or {})["name"] for name in names] == names
    assert pbx.asked.count("/api/things") == 1
    with pytest.raises(BadInput, match="there is no thing 'X'; check how it is written"):
        world.need("thing", "X", "name")
    with pytest.raises(Rejected):
        world.find("thing", "7")
    assert pbx.asked.count("/api/things") == 1


@pytest.mark.parametrize(
    "contradiction", [{"read_only": True}, {"create": None}, {"delete": None}, {"fields": (*THING.fields, Field("settings", type="dict"))}]
)
def test_a_contradiction_is_noticed_at_import(contradiction: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        dataclasses.replace(THING, **contradiction)
