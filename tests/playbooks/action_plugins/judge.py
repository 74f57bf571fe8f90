# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Says whether the runs of one step (see tasks/step.yml) were what a careful administrator may expect.

Options: ``step`` as the playbook wrote it, and the registered results ``foretold`` (check mode), ``rehearsed`` (what was
asked of the PBX meanwhile), ``done`` (the real run), ``asked`` (meanwhile), ``again`` and ``foretold_again``; the first and
the last two only where the step was run so. Fails with all complaints at once. Leaves the simulator read-only for the next step.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from ansible.plugins.action import ActionBase

from tests.playbooks.control_plane import steer

#: What may stand in a step; a misspelt word would be a promise that nobody checks.
WORDS = {
    "name", "module", "args", "changed", "expect", "diff", "warns", "fails_with", "failure",
    "again", "foretold", "unforeseen", "writes", "requests", "faults", "ordinary",
}  # fmt: skip
#: Keys of a result that are not what the task is about, or are judged by themselves.
_ASIDE = {"changed", "failed", "diff", "warnings", "deprecations", "invocation", "exception", "failure", "msg"}


class ActionModule(ActionBase):
    """Reads results only."""

    _supports_check_mode = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result = super().run(tmp, task_vars)
        args = self._task.args
        runs = {name: value for name, value in args.items() if name != "step"}
        idled = steer(self._templar.template((task_vars or {})["simulator"]), {"read_only": True})
        complaints = list(judge(args["step"], {**runs, "idled": idled}))
        if complaints:
            return {**result, "failed": True, "msg": f"{args['step'].get('name')}: " + "; ".join(complaints), "complaints": complaints}
        return {**result, "changed": False}


def judge(step: Mapping[str, Any], runs: Mapping[str, Any]) -> Iterator[str]:
    """Everything that is wrong with the runs of a step, in words."""
    unknown = sorted(set(step) - WORDS)
    if unknown:
        yield f"a step has no {', '.join(unknown)}; it may have {', '.join(sorted(WORDS))}"
        return
    if ("changed" in step) == ("fails_with" in step):
        yield "a step says either changed or fails_with"
        return
    if runs["rehearsed"]["writes"]:
        yield f"check mode wrote: {', '.join(runs['rehearsed']['writes'])}"
    done, foretold = runs["done"], runs.get("foretold")
    for name, text in (("the real run", done), ("check mode", foretold or {})):
        if "met what it was not made for" in str(text.get("msg")) or "Traceback" in f"{text.get('msg')} {text.get('exception')}":
            yield f"{name} met a defect: {text.get('msg')} {text.get('exception')}"
    yield from _refusal(step, done, foretold) if "fails_with" in step else _success(step, done, foretold)
    yield from _traffic(step, runs["asked"])
    if "again" in runs and "fails_with" not in step:
        yield from _repetition(step, runs)


def _refusal(step: Mapping[str, Any], done: Mapping[str, Any], foretold: Mapping[str, Any] | None) -> Iterator[str]:
    if not done.get("failed"):
        yield "it should fail and did not"
        return
    message = str(done.get("msg"))
    for text in _list(step["fails_with"]):
        if text not in message:
            yield f"its message lacks {text!r}: {message}"
    yield from differences("failure", step.get("failure", {}), done.get("failure") or {})
    if foretold is None or not step.get("foretold", True):
        return
    if not foretold.get("failed"):
        yield "check mode did not foretell the failure"
    elif not str(foretold.get("msg")).startswith(message):  # check mode may add a hint of its own
        yield f"check mode failed with other words: {foretold.get('msg')!r}, the real run said {message!r}"


def _success(step: Mapping[str, Any], done: Mapping[str, Any], foretold: Mapping[str, Any] | None) -> Iterator[str]:
    if done.get("failed"):
        yield f"it failed: {done.get('msg')}"
        return
    if done.get("changed") is not step["changed"]:
        yield f"changed should be {step['changed']}, is {done.get('changed')}"
    yield from differences("result", step.get("expect", {}), done)
    yield from _diff(step, done)
    warnings = [str(text) for text in done.get("warnings", [])]
    for text in _list(step.get("warns", [])):
        if not any(text in warning for warning in warnings):
            yield f"no warning says {text!r}: {warnings}"
    if warnings and "warns" not in step:
        yield f"it warned: {warnings}"
    if foretold is not None and step.get("foretold", True):
        yield from _foretelling(step, done, foretold)


def _diff(step: Mapping[str, Any], done: Mapping[str, Any]) -> Iterator[str]:
    wanted = step.get("diff", {})
    if wanted is False:
        return
    diff = done.get("diff")
    if not isinstance(diff, Mapping):
        yield "there is no diff"
        return
    if (diff.get("before") != diff.get("after")) is not done.get("changed"):
        yield f"changed is {done.get('changed')}, but the diff is {diff}"
    yield from differences("diff", wanted, diff)


def _foretelling(step: Mapping[str, Any], done: Mapping[str, Any], foretold: Mapping[str, Any]) -> Iterator[str]:
    if foretold.get("failed"):
        yield f"check mode failed: {foretold.get('msg')}"
        return
    if foretold.get("changed") is not done.get("changed"):
        yield f"check mode foretold changed {foretold.get('changed')}, the real run said {done.get('changed')}"
    unforeseen = _list(step.get("unforeseen", []))
    yield from unlike("foretold", comparable(foretold, unforeseen), comparable(done, unforeseen))
    in_diff = [path.partition(".")[2] for path in unforeseen]
    one, other = (
        {side: _without(copy.deepcopy((run.get("diff") or {}).get(side)), in_diff) for side in ("before", "after")}
        for run in (foretold, done)
    )
    yield from unlike("foretold diff", one, other)
    if foretold.get("warnings", []) != done.get("warnings", []):
        yield f"check mode warned {foretold.get('warnings', [])}, the real run {done.get('warnings', [])}"


def _repetition(step: Mapping[str, Any], runs: Mapping[str, Any]) -> Iterator[str]:
    expected = step.get("again", False)
    if expected is None:
        return
    for name in ("again", "foretold_again"):
        run = runs[name]
        if run.get("failed"):
            yield f"{name} failed: {run.get('msg')}"
            return
        if run.get("changed") is not expected:
            yield f"{name}: changed should be {expected}, is {run.get('changed')}: {run.get('diff', '')}"
    if expected:
        return
    # sipx_site tells what it did with each record, and not what the record is; a profile is sent after changes only
    done_with = ["records", "count"] if any("outcome" in record for record in runs["done"].get("records") or []) else []
    aside = [*done_with, "profile_sent"]
    for name in ("again", "foretold_again"):
        yield from unlike(name, comparable(runs[name], aside), comparable(runs["done"], aside))
        if done_with and any(record["outcome"] != "unchanged" for record in runs[name]["records"]):
            yield f"{name}: every record should be unchanged: {runs[name]['records']}"
    if runs["idled"]["writes"]:
        yield f"nothing was to change, but it wrote: {', '.join(runs['idled']['writes'])}"


def _traffic(step: Mapping[str, Any], asked: Mapping[str, Any]) -> Iterator[str]:
    writes = step.get("writes", 0 if "fails_with" in step or step.get("changed") is False else None)
    if writes is not None and len(asked["writes"]) != writes:
        yield f"it should write {writes} times, and wrote: {', '.join(asked['writes']) or 'never'}"
    most = step.get("requests")
    if most is not None and len(asked["requests"]) > most:
        yield f"it should ask {most} times at the most, and asked: {', '.join(asked['requests'])}"


def comparable(result: Mapping[str, Any], unforeseen: list[str]) -> Any:
    """What two runs of a step have in common: the data of the result without ids."""
    data = {name: value for name, value in result.items() if name not in _ASIDE and not name.startswith(("_", "ansible_"))}
    return _without(_without_ids(copy.deepcopy(data)), unforeseen)


def _without_ids(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_ids(inner) for name, inner in value.items() if name != "id"}
    return [_without_ids(inner) for inner in value] if isinstance(value, list) else value


def _without(value: Any, paths: list[str]) -> Any:
    for path in paths:
        place, last = value, path.rpartition(".")[2]
        for name in path.split(".")[:-1]:
            place = place.get(name) if isinstance(place, dict) else None
        if isinstance(place, dict):
            place.pop(last, None)
    return value


def differences(path: str, wanted: Any, found: Any) -> Iterator[str]:
    """Where C(found) lacks what is C(wanted): a mapping may have more keys, a list neither more nor fewer items."""
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for name, value in wanted.items():
            if name not in found:
                yield f"{path}.{name} is missing"
            else:
                yield from differences(f"{path}.{name}", value, found[name])
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for number, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from differences(f"{path}[{number}]", one, other)
    elif isinstance(wanted, bool) is not isinstance(found, bool) or wanted != found:
        yield f"{path} should be {wanted!r}, is {found!r}"


def unlike(name: str, one: Any, other: Any) -> Iterator[str]:
    """Where two results differ at all."""
    here = list(differences(name, other, one))
    yield from here or (text + " (the other way round)" for text in differences(name, one, other))


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
