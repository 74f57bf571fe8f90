# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The control plane below /_simulator/: for tests in other processes; no login, no part of the PBX."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request, Response

if TYPE_CHECKING:
    from .app import App

PREFIX = "/_simulator/"


def control(app: App, request: Request, path: str) -> Response:
    """The answer of the control plane; path is what follows the prefix."""
    name, _ignored, rest = path.strip("/").partition("/")
    try:
        return _answer(_control(app, request.method, name, rest, request))
    except LookupError:
        return _answer({"error": f"There is no {request.method} {PREFIX}{path}"}, 404)
    except (ValueError, TypeError) as error:
        return _answer({"error": str(error)}, 400)


def _control(app: App, method: str, name: str, rest: str, request: Request) -> Any:
    key = (method, name)
    if key == ("GET", "health"):
        return {"ok": True, "edition": app.edition.name, "crashes": app.crashes}
    if key == ("GET", "requests"):
        return {"requests": [record.to_json() for record in list(app.recorder.requests)]}
    if key == ("DELETE", "requests"):
        return app.recorder.clear()
    if key == ("GET", "connections"):
        return {"connections": app.connections()}
    if key == ("GET", "faults"):
        return {"faults": app.faults.to_json()}
    if key == ("POST", "faults"):
        return {"id": app.faults.add(**_body(request))}
    if key == ("DELETE", "faults"):
        return app.faults.clear(int(rest) if rest else None)
    if key == ("GET", "state"):
        return app.state()
    if key == ("PUT", "state"):
        return app.load(_body(request))
    if key == ("POST", "records"):
        return app.add(_body(request))
    if key == ("POST", "reset"):
        return app.reset()
    if key == ("GET", "read_only"):
        return {"read_only": app.read_only}
    if key == ("PUT", "read_only"):
        value = json.loads(request.get_data())
        app.read_only = bool(value.get("read_only") if isinstance(value, dict) else value)
        return {"read_only": app.read_only}
    if key == ("GET", "violations"):
        return {"violations": [record.to_json() for record in list(app.recorder.violations)]}
    raise LookupError(name)


def _body(request: Request) -> dict[str, Any]:
    value = json.loads(request.get_data())
    if not isinstance(value, dict):
        raise ValueError("The body must be a JSON object.")
    return value


def _answer(value: Any, status: int = 200) -> Response:
    body = json.dumps({} if value is None else value, ensure_ascii=False).encode()
    return Response(body, status, content_type="application/json")
