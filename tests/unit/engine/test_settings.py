# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Plans of settings, without a server (tests/unit/resources/test_settings.py has the rest)."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._engine import setting_view
from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.apply import converge
from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.counted import Row
from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.settings import plan, subject
from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.spelling import Setting, known_of
from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.world import Planned, World
from ansible_collections.sipxcom.pbx.plugins.module_utils._jobs._base import RESOURCES
from ansible_collections.sipxcom.pbx.plugins.module_utils._resource import Known
from ansible_collections.sipxcom.pbx.plugins.module_utils._resources.gateway_ports import GATEWAY_PORTS
from ansible_collections.sipxcom.pbx.plugins.module_utils._resources.setting_trees import TREES
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import Answer, BadInput, Call

EFFECTIVE = next(tree for tree in TREES if tree.named_by == ("service",))
GROUP = next(tree for tree in TREES if tree.named_by == ("user_group",))
PATH = "group/name"


class NoGateways:
    """A PBX that has nothing and must not be told anything."""

    def send(self, call: Call) -> Answer:
        assert call.method == "GET"
        assert call.path == "/api/gateways"
        return Answer(200, {"gateways": []})

    def pause(self, tries: int) -> None:
        raise AssertionError("nothing fails here")

    def with_password(self, password: str) -> Any:
        raise AssertionError("nobody tries another password")


def _rehearsal() -> World:
    world = World(NoGateways(), RESOURCES, checking=True)
    gateway = {"id": Planned(), "name": "new", "model": {"modelId": "sipTrunkStandard"}}
    world.pretend(RESOURCES["gateway"], "new", gateway)
    return world


def _row(value: str | None, default: str | None, text: str | None) -> tuple[Setting, Known, str | None]:
    return Setting(PATH, "string", None, value, default), Known(), text


@pytest.mark.parametrize(
    ("value", "default", "text", "writes"),
    [
        ("a", "a", "a", []),
        ("b", "a", "a", ["PUT"]),
        ("b", "a", None, ["DELETE"]),
        ("a", "a", None, []),
        (None, None, "", []),
        (None, "", None, []),
        (None, "a", "", []),
        (None, "a", None, ["DELETE"]),
        ("a", "a", "", ["PUT"]),
    ],
)
def test_where_values_apply_the_default_is_like_unset(value: str | None, default: str | None, text: str | None, writes: list[str]) -> None:
    made = plan(EFFECTIVE, {"service": "moh"}, "the settings", [_row(value, default, text)])
    assert [step.call.method for step in made.steps] == writes
    assert len(made.changes) == len(writes)


@pytest.mark.parametrize(
    ("value", "text", "writes"),
    [
        ("a", "a", []),
        (None, "a", ["PUT"]),
        (None, None, []),
        ("a", None, ["DELETE"]),
        ("", "", []),
        (None, "", ["PUT"]),
        ("", None, ["DELETE"]),
    ],
)
def test_where_own_values_are_told_unset_is_unset(value: str | None, text: str | None, writes: list[str]) -> None:
    made = plan(GROUP, {"user_group": "lobby", "sample": "superadmin"}, "the settings", [_row(value, None, text)])
    assert [step.call.method for step in made.steps] == writes


def test_what_the_innermost_group_says_counts() -> None:
    known = {"a/b": Known(low=1), "a/*": Known(low=2), "*": Known(low=3)}
    assert [known_of(known, path).low for path in ("a/b", "a/c", "a/c/d", "b", "b/c")] == [1, 2, 2, 3, 3]
    assert known_of({}, "a/b") == Known()


@pytest.mark.parametrize(
    ("wish", "title"),
    [
        ({"service": "moh"}, "the settings of service 'moh'"),
        ({"gateway": "gw"}, "the settings of gateway 'gw'"),
        ({"gateway": "gw", "port": 2}, "the settings of port 2 of gateway 'gw'"),
        ({"phone": "0004f2c0de01"}, "the settings of phone '0004f2c0de01'"),
        ({"phone": "0004f2c0de01", "line": 1}, "the settings of line 1 of phone '0004f2c0de01'"),
        ({"phone": "0004f2c0de01", "line_user": "201"}, "the settings of line '201' of phone '0004f2c0de01'"),
        ({"phone_group": "desks", "model": "polycom550"}, "the settings of phone group 'desks' for model 'polycom550'"),
        ({"user": "201"}, "the settings of user '201'"),
        ({"user_group": "lobby"}, "the settings of user group 'lobby'"),
        ({"park_orbit": "7701"}, "the settings of park orbit '7701'"),
    ],
)
def test_a_plain_mapping_describes_a_subject(wish: dict[str, Any], title: str) -> None:
    assert subject(TREES, {**wish, "settings": {PATH: 1}}).title == title
    assert subject(TREES, {**wish, "state": "default", "paths": [PATH]}).wishes == {PATH: None}


@pytest.mark.parametrize("wish", [{}, {"service": ""}, {"service": "moh"}, {"service": "moh", "settings": {" ": 1}}])
def test_a_mapping_that_describes_none_is_refused(wish: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        subject(TREES, {"settings": {PATH: 1}, **wish} if "service" not in wish else wish)


def test_a_target_that_is_only_planned_is_told_as_a_change() -> None:
    settings = {"itsp-account/user-name": "acme", "itsp-account/password": "n0t-t0-be-seen", "itsp-account/registration-interval": None}
    outcome = converge(subject(TREES, {"gateway": "new", "settings": settings}), _rehearsal(), 0)
    assert outcome.changed is True
    assert [change.field for change in outcome.changes] == ["itsp-account/user-name", "itsp-account/password"]
    assert "n0t-t0-be-seen" not in str(setting_view.shown(outcome.after))
    assert "when it is there" in outcome.warnings[0]
    reset = converge(subject(TREES, {"gateway": "new", "settings": {"itsp-account/user-name": None}}), _rehearsal(), 0)
    assert reset.changed is False


def test_ports_of_a_gateway_that_is_only_planned_are_counted_from_none() -> None:
    world = _rehearsal()
    gateway = {"id": Planned(), "name": "new", "model": {"modelId": "audiocodesMP1X4_4_FXO"}}
    world.pretend(RESOURCES["gateway"], "new", gateway)
    changed = [converge(Row(GATEWAY_PORTS, {"gateway": "new"}, count), world, 0).changed for count in (2, 2, 0)]
    assert changed == [True, False, True]
