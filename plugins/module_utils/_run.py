# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The only door: every face of every module comes through run(). Private to the collection."""

from __future__ import annotations

import dataclasses
import traceback
import typing as t

from ansible.module_utils.basic import AnsibleModule, missing_required_lib
from ansible.module_utils.common.parameters import remove_values

from . import _spec
from ._client import bodies_xml, session
from ._client.settings import OPTIONS, Settings, from_params
from ._engine.mask import HIDDEN
from ._engine.world import World
from ._jobs._all import INVENTORY
from ._jobs._all import job as job_of
from ._jobs._base import RESOURCES, Job, Report
from ._wire import SipxError

Params = t.Mapping[str, t.Any]


@dataclasses.dataclass
class Link:
    """A session with a PBX and what is known of that PBX. Shared by all items of a loop."""

    session: session.Session
    world: World


#: The links of this process. A worker of the controller keeps them for all items of a task.
Links = dict[tuple[Settings, bool], Link]


@dataclasses.dataclass
class Result:
    """What a task gives back: C(failed), and the keys of its result."""

    failed: bool
    data: dict[str, t.Any]


def argument_spec(module: str) -> dict[str, t.Any]:
    """The complete argument spec of a module."""
    return {**_spec.connection(), **job_of(module).spec}


def run(module: str, params: Params, given: Params, *, check: bool, diff: bool, links: Links) -> Result:
    """Runs one task.

    C(params) are its validated options, C(given) the options as the task wrote them (so that omitted and null differ).
    Never raises for anything that a task, a network or a server can do; secrets are masked in everything it returns.
    """
    return _run(job_of(module), module, params, given, check=check, diff=diff, links=links)


def read_inventory(params: Params) -> Result:
    """What the inventory plugin shows of a PBX, the same way. C(params) are the connection options, and what to include."""
    return _run(INVENTORY, "the inventory plugin", params, params, check=True, diff=False, links={})


def _run(job: Job, name: str, params: Params, given: Params, *, check: bool, diff: bool, links: Links) -> Result:
    try:
        missing = _missing_library()
        if missing:
            return Result(True, {"msg": missing})
        link = _link(links, from_params(params), check)
        link.session.start_clock()
        link.world.new_task()
        report = job.work(params, given, link.world, link.session.settings.retries)
        result = Result(report.failed, _data(report, diff))
    except SipxError as error:
        result = Result(True, {"msg": _sentence(error), "failure": error.failure(), "changed": bool(error.details.get("done"))})
    except Exception as error:  # the door keeps every surprise from becoming a bare traceback
        result = Result(
            True,
            {
                "msg": f"{name} met what it was not made for ({type(error).__name__}: {error}). Please report it with the output of -vvv",
                "exception": traceback.format_exc(),
            },
        )
    return masked(job, params, result)


def run_module(module: str) -> None:
    """The ordinary face: AnsibleModule validates, run() works."""
    face = _Face(job_of(module), argument_spec=argument_spec(module), supports_check_mode=True, **job_of(module).rules)
    # Masking goes by field (see _engine/mask.py): a PIN may be somebody's extension, too.
    face.no_log_values = _secrets(job_of(module), face.params)[0]
    result = run(module, face.params, face.given, check=face.check_mode, diff=face._diff, links={})
    for text in result.data.pop("warnings", []):
        face.warn(text)
    (face.fail_json if result.failed else face.exit_json)(**result.data)


class _Face(AnsibleModule):
    """Remembers the options as the task wrote them."""

    no_log_values: set[str]

    def __init__(self, job: Job, **more: t.Any) -> None:
        self._job = job
        super().__init__(**more)

    def _log_invocation(self) -> None:
        """What goes to the system log goes without secrets that only the job knows, such as those among settings."""
        everywhere, in_messages = _secrets(self._job, self.params)
        self.no_log_values = self.no_log_values | everywhere | in_messages
        super()._log_invocation()

    def fail_json(self, msg: str, **more: t.Any) -> None:
        """Bad options are told without secrets: AnsibleModule itself knows none where one option is of a wrong kind."""
        if "invocation" not in more:
            more.update(masked(self._job, self.params, Result(True, {"msg": msg})).data)
            msg = more.pop("msg")
        super().fail_json(msg, **more)

    def _load_params(self) -> None:
        super()._load_params()
        self.given = {name: value for name, value in self.params.items() if not name.startswith("_")}


def _link(links: Links, settings: Settings, check: bool) -> Link:
    key = (settings, check)
    if key not in links:
        client = session.Session(settings)
        links[key] = Link(client, World(client, RESOURCES, check))
    return links[key]


def _missing_library() -> str:
    for name, error in (("requests", session.REQUESTS_ERROR), ("lxml", bodies_xml.LXML_ERROR)):
        if error:
            return t.cast(str, missing_required_lib(name))
    return ""


def _data(report: Report, diff: bool) -> dict[str, t.Any]:
    data = {"changed": report.changed, **report.data}
    if diff and report.diff is not None:
        data["diff"] = report.diff
    if report.warnings:
        data["warnings"] = list(dict.fromkeys(report.warnings))
    return data


def _sentence(error: SipxError) -> str:
    doing = error.details.get("doing")
    if doing:
        return f"could not {doing}: {error.message}"
    return f"{error.resource}: {error.message}" if error.resource and error.resource not in error.message else error.message


def masked(job: Job, params: Params, result: Result) -> Result:
    """The result without secrets, with the sanitised invocation that -vvv shows."""
    everywhere, in_messages = _secrets(job, params)
    data = {
        name: remove_values(value, everywhere | in_messages if name in ("msg", "failure", "warnings", "exception") else everywhere)
        for name, value in result.data.items()
    }
    data["invocation"] = {"module_args": remove_values(job.shown_args(_without_password(params)), everywhere)}
    return Result(result.failed, data)


def _secrets(job: Job, params: Params) -> tuple[set[str], set[str]]:
    everywhere, in_messages = job.secrets(params)
    passwords = {str(params.get("password") or ""), _password_in(str(params.get("url") or ""))}
    return everywhere | (passwords - {""}), in_messages


def _password_in(url: str) -> str:
    """The password that a url should not hold (it is refused, and shown nowhere)."""
    return (url.partition("://")[2] or url).rpartition("@")[0].partition(":")[2]


def _without_password(params: Params) -> dict[str, t.Any]:
    hidden = {name for name, option in OPTIONS.items() if option.get("no_log")}
    return {name: HIDDEN if name in hidden and value else value for name, value in params.items()}
