# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The controller's side: from a task to the only door, inside the worker that Ansible forked for it.

An ordinary module pays for a new Python, a package of modules and a new TLS session at every item of a loop; here all
items share one session and one copy of each list. Private to the collection.
"""

from __future__ import annotations

import contextlib
import os
import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.errors import UnsupportedError

from ansible_collections.sipxcom.pbx.plugins.module_utils import _run
from ansible_collections.sipxcom.pbx.plugins.module_utils._client import bodies_xml, session
from ansible_collections.sipxcom.pbx.plugins.module_utils._jobs._all import job as job_of

_COLLECTION = "sipxcom.pbx"

#: Lives as long as the worker, which is as long as the task with all items of its loop.
_LINKS: _run.Links = {}


def can_run_here(connection: str, become: bool, run_async: bool) -> bool:
    """Whether the task may run in this process: on the controller, as this user, now, with the libraries at hand."""
    local = connection.rpartition(".")[2] == "local"
    return local and not become and not run_async and not session.REQUESTS_ERROR and not bodies_xml.LXML_ERROR


def plain(value: t.Any) -> t.Any:
    """A copy in plain types: the controller's strings carry tags that other libraries stumble over."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, t.Mapping):
        return {plain(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(inner) for inner in value]
    return str(value)


def run(module: str, args: t.Mapping[str, t.Any], environment: t.Mapping[str, str], *, check: bool, diff: bool) -> dict[str, t.Any]:
    """The result of a task, as the module would give it. C(args) are the task's, C(environment) its C(environment:)."""
    given = plain(args)
    job = job_of(module)
    with _environment(environment):
        validator = ArgumentSpecValidator(_run.argument_spec(module), **job.rules)
        validated = validator.validate(given)
        if validated.errors.messages:
            params = validated.validated_parameters
            result = _run.Result(True, {"msg": _complaint(module, validated)})
            return _finished(_run.masked(job, params, result))
        return _finished(_run.run(module, validated.validated_parameters, given, check=check, diff=diff, links=_LINKS))


def _finished(result: _run.Result) -> dict[str, t.Any]:
    return {**result.data, **({"failed": True} if result.failed else {})}


def _complaint(module: str, validated: t.Any) -> str:
    """The sentence that AnsibleModule says about bad options."""
    error = validated.errors[0]
    message = validated.error_messages[0]
    return f"Unsupported parameters for ({_COLLECTION}.{module}) module: {message}" if isinstance(error, UnsupportedError) else message


@contextlib.contextmanager
def _environment(wanted: t.Mapping[str, str]) -> t.Iterator[None]:
    """The task's C(environment:) for as long as it runs (fallbacks and proxies read os.environ)."""
    saved = {name: os.environ.get(name) for name in wanted}
    os.environ.update({name: str(value) for name, value in wanted.items()})
    try:
        yield
    finally:
        for name, value in saved.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
