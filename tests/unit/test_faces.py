# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Both faces say the same of bad options: every option of every module, with values that cannot be, secrets beside them."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any
from unittest import mock

import pytest
from ansible.module_utils import basic
from ansible.module_utils.common import parameters

from ansible_collections.sipxcom.pbx.plugins.module_utils import _run
from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control
from tests.playbooks import secrets
from tests.playbooks.action_plugins.judge import unlike
from tests.tools import faces

from .tasks import Tasks

MODULES = faces.names()
#: A value that each type cannot be made of. (Text can be made of anything.)
_BAD: dict[str, Any] = {"int": "many", "float": "soon", "bool": "perhaps", "dict": "9 Elm St", "list": {"a": 1}}
_GOOD: dict[str, Any] = {"str": "x", "int": 1, "float": 1.5, "bool": True, "dict": {}, "list": []}


def ordinary(module: str, args: Mapping[str, Any], check: bool) -> dict[str, Any]:
    """What the ordinary face answers, run in this process."""
    internal = {
        "_ansible_module_name": f"sipxcom.pbx.{module}",
        "_ansible_check_mode": check,
        "_ansible_diff": True,
        "_ansible_remote_tmp": "/tmp",
        "_ansible_keep_remote_files": False,
        # ansible-core 2.21 and later show the options of a module only when told to, earlier ones know no such word
        **({"_ansible_inject_invocation": True} if "inject_invocation" in parameters.PASS_VARS else {}),
    }
    given = json.dumps({"ANSIBLE_MODULE_ARGS": {**args, **internal}}).encode()
    said = io.StringIO()
    with (
        mock.patch.object(basic, "_ANSIBLE_ARGS", given),
        mock.patch.object(basic, "_ANSIBLE_PROFILE", "legacy", create=True),
        mock.patch.object(basic.AnsibleModule, "log"),
        contextlib.redirect_stdout(said),
        contextlib.suppress(SystemExit),
    ):
        _run.run_module(module)
    answer: dict[str, Any] = json.loads(said.getvalue())
    return answer


def in_process(module: str, args: Mapping[str, Any], check: bool) -> dict[str, Any]:
    """What the in-process face answers, as JSON carries it."""
    _control._LINKS.clear()
    answer: dict[str, Any] = json.loads(json.dumps(_control.run(module, args, {}, check=check, diff=True)))
    return answer


def bad_args(spec: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Options that are wrong in one place each, with a name for what is wrong."""
    yield "nothing at all", {}
    yield "an unknown option", {"zebra": 1}
    for name, option in spec.items():
        yield from ((f"{name}: {what}", {name: value}) for what, value in _bad_values(option))


def _bad_values(option: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    kind = option.get("type", "str")
    if kind in _BAD:
        yield f"{_BAD[kind]!r} is no {kind}", _BAD[kind]
    if option.get("choices"):
        yield "not among its choices", "zebra"
    element = option.get("elements")
    if element in _BAD:
        yield f"{_BAD[element]!r} is no {element}", [_BAD[element]]
    if "options" in option:
        in_place = (lambda value: [value]) if kind == "list" else (lambda value: value)
        yield "an unknown part", in_place({"zebra": 1})
        yield "no part", in_place({})
        for name, inner in option["options"].items():
            for what, value in _bad_values(inner):
                yield f"{name}: {what}", in_place({name: value})


def needed(spec: Mapping[str, Any]) -> dict[str, Any]:
    """A value for each required option, and a secret for each secret one."""
    args = {name: _GOOD[option.get("type", "str")] for name, option in spec.items() if option.get("required")}
    for name, option in spec.items():
        if option.get("no_log") and option.get("type", "str") == "str":
            args[name] = f"{secrets.PIN}1" if "pin" in name else f"{secrets.MARK}-{name}"
    return args


@pytest.mark.parametrize("module", MODULES)
def test_both_faces_say_the_same_of_bad_options(module: str, tasks: Tasks) -> None:
    pbx = tasks.pbx
    pbx.read_only = True
    spec = _run.argument_spec(module)
    # the password is right: what passes the validation after all goes on to the PBX, on both faces
    base = {**needed(spec), "url": pbx.url, "ca_path": pbx.ca_path, "username": pbx.username, "password": pbx.password}
    differences = []
    for what, args in bad_args(spec):
        given = {**base, **args} if args else {}
        one, other = in_process(module, given, True), ordinary(module, given, True)
        differences += [f"{what}: {text}" for text in unlike("result", one, other)]
        secrets.check(json.dumps([one, other]))
    assert differences == []
    assert pbx.violations == []


def test_a_difference_would_be_noticed(tasks: Tasks) -> None:
    said = ordinary("sipx_branch", {"name": 1, "zebra": 1}, True)
    assert said["failed"] is True
    assert "Unsupported parameters for (sipxcom.pbx.sipx_branch) module: zebra" in said["msg"]
    assert list(unlike("result", {"msg": "another"}, said))
