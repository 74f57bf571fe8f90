# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documentation of each module says what the one description says (ansible-test compares the rest)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
import yaml

from ansible_collections.sipxcom.pbx.plugins.module_utils import _run, _spec
from ansible_collections.sipxcom.pbx.plugins.module_utils._document import Document
from ansible_collections.sipxcom.pbx.plugins.module_utils._jobs._all import JOBS
from ansible_collections.sipxcom.pbx.plugins.module_utils._jobs._base import RESOURCES
from ansible_collections.sipxcom.pbx.plugins.module_utils._resource import Field
from ansible_collections.sipxcom.pbx.plugins.module_utils._resources._all import DOCUMENTS
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import SipxError
from tests.tools import faces, generate, layout

MODULES = faces.names()
RECORDS = [name for name in MODULES if name.removeprefix("sipx_") in RESOURCES]
#: Keywords of a task; what else stands in one is its module.
KEYWORDS = {
    "name", "register", "loop", "loop_control", "when", "vars", "no_log", "delegate_to", "run_once", "environment", "until", "retries",
    "delay", "check_mode", "diff", "failed_when", "changed_when", "tags", "ignore_errors", "args", "become", "throttle", "notify",
}  # fmt: skip


def test_every_job_has_a_face_and_every_face_a_job() -> None:
    assert sorted(JOBS) == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_a_face_is_documentation_and_one_call(name: str) -> None:
    code = [line for line in faces.face(name).code.splitlines() if line.strip() and line.strip() != '"""']
    assert len(code) <= 10
    assert f'    run_module("{name}")' in code


@pytest.mark.parametrize("name", MODULES)
def test_the_head_is_complete(name: str) -> None:
    face = faces.face(name)
    assert face.documentation["module"] == name
    assert {"short_description", "description", "author", "version_added"} <= set(face.documentation)
    assert not face.documentation["short_description"].endswith(".")
    fragments = face.documentation["extends_documentation_fragment"]
    assert {"sipxcom.pbx._connection", "sipxcom.pbx._attributes"} <= set(fragments)
    assert {"sipxcom.pbx._attributes.state", "sipxcom.pbx._attributes.info"} & set(fragments) or "attributes" in face.documentation


@pytest.mark.parametrize("name", MODULES)
def test_every_option_is_documented_as_it_is(name: str) -> None:
    assert list(_differing("", _run.argument_spec(name), faces.face(name).options)) == []


@pytest.mark.parametrize("name", MODULES)
def test_no_option_hides_one_of_the_connection(name: str) -> None:
    assert set(JOBS[name].spec) & set(_spec.connection()) == set()


def _differing(path: str, spec: Mapping[str, Any], documented: Mapping[str, Any]) -> Iterator[str]:
    if set(spec) != set(documented):
        yield f"{path or 'options'}: {sorted(set(spec) ^ set(documented))} on one side only"
        return
    for name, option in spec.items():
        words = documented[name]
        here = f"{path}{name}"
        for key, usual in (("type", "str"), ("elements", None), ("required", False), ("default", None)):
            if option.get(key, usual) != words.get(key, usual):
                yield f"{here}: {key} is {option.get(key, usual)!r}, documented {words.get(key, usual)!r}"
        if sorted(option.get("choices") or []) != sorted(words.get("choices") or []):
            yield f"{here}: choices"
        if not words.get("description"):
            yield f"{here}: no description"
        if "options" in option or "suboptions" in words:
            yield from _differing(f"{here}.", option.get("options", {}), words.get("suboptions", {}))


@pytest.mark.parametrize("name", RECORDS)
def test_the_record_is_returned_as_described(name: str) -> None:
    resource = RESOURCES[name.removeprefix("sipx_")]
    shown = {"id": None} if resource.shown_id(1) else {}
    _is_returned(faces.face(name).returns[resource.kind], shown, resource.fields)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.kind)
def test_the_document_is_returned_as_described(document: Document) -> None:
    fields = [field for field in document.fields if not field.secret]
    _is_returned(faces.face("sipx_" + document.kind).returns[document.kind], {"user": "str"}, fields)


def _is_returned(returned: Mapping[str, Any], besides: Mapping[str, str | None], fields: Sequence[Field]) -> None:
    described: dict[str, Any] = dict(besides)
    for field in fields:
        if field.readable:
            top, dot, below = field.name.partition(".")
            if dot:
                described.setdefault(top, {})[below] = field.type
            else:
                described[top] = field.type
    assert returned["returned"] == "success"
    contains = returned["contains"]
    assert set(contains) == set(described)
    for key, inner in described.items():
        if isinstance(inner, dict):
            assert contains[key]["type"] == "dict"
            assert {below: words["type"] for below, words in contains[key]["contains"].items()} == inner, key
        elif inner:
            assert contains[key]["type"] == inner, key
    assert set(returned["sample"]) <= set(described)


@pytest.mark.parametrize("name", MODULES)
def test_the_failure_is_documented(name: str) -> None:
    failure = faces.face(name).returns["failure"]
    assert failure["type"] == "dict"
    assert failure["returned"] == "failure"
    assert set(failure["sample"]) == set(SipxError("").failure())


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_tasks_with_full_names(name: str) -> None:
    examples = faces.face(name).examples
    used = set()
    for task in examples:
        assert task["name"][0].isupper()
        called = [key for key in task if key not in KEYWORDS]
        assert len(called) == 1, f"{task['name']}: which of {called} is the module?"
        assert called[0].count(".") == 2, f"{task['name']}: write the full name of {called[0]}"
        used |= set(called)
    assert f"sipxcom.pbx.{name}" in used


def test_what_is_generated_is_in_step() -> None:
    assert generate.outdated() == []


def test_every_module_is_in_the_group_and_has_its_route() -> None:
    runtime = yaml.safe_load((layout.ROOT / "meta" / "runtime.yml").read_text(encoding="utf-8"))
    assert runtime["requires_ansible"] == ">=2.16.0"
    assert runtime["action_groups"]["sipx"] == MODULES
    assert runtime["plugin_routing"]["modules"] == {name: {"action_plugin": "sipxcom.pbx.sipx_api"} for name in MODULES}


def test_drift_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "modules", lambda: [*MODULES, "sipx_zebra"])
    assert "meta/runtime.yml" in generate.outdated()
    monkeypatch.setattr("sys.argv", ["generate", "--check"])
    assert generate.main() == 1
