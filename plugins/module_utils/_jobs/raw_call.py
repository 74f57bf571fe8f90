# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Any call that has no module of its own: sipx_api. Private to the collection."""

from __future__ import annotations

import typing as t

from .._engine import mask, raw
from .._engine.world import World
from .._wire import JSON, TEXT, Answer, BadInput, Body, Call, Json, Raw, Refused, Rejected, SipxError, Xml
from ._base import Job, Params, Report

_SPEC = {
    "method": {"type": "str", "choices": ["GET", "POST", "PUT", "DELETE"], "default": "GET"},
    "path": {"type": "str", "required": True},
    "query": {"type": "dict", "default": {}},
    "body": {"type": "raw"},
    "content_type": {"type": "str", "default": TEXT},
    "xml": {"type": "dict", "options": {"root": {"type": "str", "required": True}, "data": {"type": "dict", "default": {}}}},
    "accept": {"type": "str", "default": JSON},
    "status_code": {"type": "list", "elements": "int"},
    "show_secrets": {"type": "bool", "default": False, "no_log": False},
    "force": {"type": "bool", "default": False},
}


def job() -> Job:
    return Job(
        spec=_SPEC,
        work=_work,
        secrets=lambda params: _split(raw.secrets_in([params.get("body"), params.get("xml"), params.get("query")])),
        shown_args=_shown_args,
        rules={"mutually_exclusive": [["body", "xml"]]},
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    call = Call(
        params["method"],
        raw.path_of(params["path"]),
        query={name: _word(value) for name, value in (params["query"] or {}).items()},
        body=_body(params),
        accept=params["accept"],
    )
    if call.body is not None and not call.writes:
        raise BadInput("a GET has no body: leave body and xml out, or set the method")
    why = None if params["force"] else raw.danger(call)
    if why:
        raise Refused(f"{call.method} {call.path} is refused, because {why}. Set force=true if that is meant", call=call)
    if world.checking and raw.acts(call):
        return Report(True, {"status": None, "data": None})
    status, data = _sent(call, world, params["status_code"])
    return Report(raw.acts(call), {"status": status, "data": data if params["show_secrets"] else raw.hidden(data, mask.MASK)})


def _sent(call: Call, world: World, accepted: list[int] | None) -> tuple[int, t.Any]:
    """Status (as the server meant it) and data. Raises SipxError for a status that is not accepted."""
    try:
        answer = world.send(call) if call.writes else world.client.send(call)
    except SipxError as error:
        if error.status is None or error.status not in (accepted or ()):
            raise
        answer = Answer(error.status, error.server_message)
    finally:
        if raw.acts(call):
            world.forget()
    if accepted and answer.status not in accepted:
        raise Rejected(
            f"{call.method} {call.path} was answered with status {answer.status}, not with one of {', '.join(map(str, accepted))}",
            call=call,
            status=answer.status,
            details={"done": [f"{call.method} {call.path}"]} if raw.acts(call) else {},
        )
    return answer.status, answer.data


def _body(params: Params) -> Body | None:
    if params.get("xml"):
        return Xml(params["xml"]["root"], params["xml"]["data"] or {})
    body = params.get("body")
    if body is None:
        return None
    return Raw(body, params["content_type"]) if isinstance(body, str) else Json(body)


def _word(value: t.Any) -> t.Any:
    return str(value).lower() if isinstance(value, bool) else value


def _split(secrets: set[str]) -> tuple[set[str], set[str]]:
    """Short ones are blotted out in messages only: they occur as other words too."""
    long = {text for text in secrets if len(text) >= mask.SWEEPABLE}
    return long, secrets - long


def _shown_args(params: Params) -> dict[str, t.Any]:
    return {name: raw.hidden(value, mask.HIDDEN) if name in ("body", "xml", "query") else value for name, value in params.items()}
