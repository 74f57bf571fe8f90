# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The PBX as a WSGI application: recording, faults, login, roles, and the two mounts."""

from __future__ import annotations

import re
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from werkzeug.wrappers import Request, Response

from . import auth
from .api_engine import ApiEngine
from .calls import Call, empty
from .control import PREFIX, control
from .editions import Edition
from .errors import ConnectionDropped
from .families import FAMILIES
from .faults import Faults
from .pages import common_headers, error_page
from .recorder import Recorder
from .rest_engine import RestEngine
from .world import Record, World

CONTEXT = "/sipxconfig"
SAFE = ("GET", "HEAD", "OPTIONS")
ACTS = re.compile(rf"{CONTEXT}/(rest/my/conference/[^/]+/[^/]|api/servers/[^/]+/service/[^/]+/restart)")
"""Paths whose GET does something."""

StartResponse = Callable[..., Any]


class App:
    """One PBX with its state and its control plane."""

    def __init__(self, edition: Edition, state: dict[str, Any] | None = None, read_only: bool = False) -> None:
        families = [family for family in FAMILIES if family.only(edition)]
        self.edition = edition
        self.read_only = read_only
        self.world = World([family.seed for family in families if family.seed is not None])
        self.recorder = Recorder()
        self.faults = Faults()
        self.crashes: list[str] = []
        """Tracebacks of mistakes in the simulator itself (each was answered by a 500)."""
        self.connections: Callable[[], int] = lambda: 0
        self._lock = threading.RLock()
        self._start = state
        self._engines: dict[str, Callable[[Call], Response]] = {
            "rest": RestEngine([route for family in families for route in family.rest], edition),
            "api": ApiEngine([route for family in families for route in family.api], edition),
        }
        if state is not None:
            self.world.load(state)

    # ---- state

    def state(self) -> dict[str, Any]:
        """A deep copy of the state."""
        with self._lock:
            return self.world.copy()

    def load(self, state: dict[str, Any]) -> None:
        """Replaces the state."""
        with self._lock:
            self.world.load(state)

    def add(self, records: Mapping[str, Iterable[Record]]) -> None:
        """Stores records by table: what the PBX has without any call of its API (registrations, calls)."""
        with self._lock:
            for table, rows in records.items():
                for row in rows:
                    self.world.table(table).add(row)

    def reset(self) -> None:
        """Back to the start: the state, and no requests, faults or violations."""
        with self._lock:
            self.world.seed()
            if self._start is not None:
                self.world.load(self._start)
        self.recorder.clear(violations=True)
        self.faults.clear()

    # ---- WSGI

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        raw, _ignored, query = environ["REQUEST_URI"].partition("?")
        own = raw.startswith(PREFIX)
        response = control(self, request, raw[len(PREFIX) :]) if own else self._pbx(request, raw, query)
        return response(environ, start_response)

    def _pbx(self, request: Request, raw: str, query: str) -> Response:
        environ = request.environ
        body = request.get_data()
        record = self.recorder.start(
            environ.get("simulator.connection", 0),
            request.method,
            raw,
            query,
            environ.get("HTTP_AUTHORIZATION", ""),
            environ.get("CONTENT_TYPE"),
            body,
        )
        fault = self.faults.take(request.method, f"{raw}?{query}" if query else raw)
        if fault is not None and fault.action == "delay":
            time.sleep(fault.seconds)

        def answer() -> Response:
            if self.read_only and (request.method not in SAFE or ACTS.match(raw)):
                self.recorder.violation(record)
                return error_page(self.edition, raw, 403, "The simulator is read-only")
            return self._answer(request, raw, query, body)

        try:
            response = answer() if fault is None else fault.answer(answer)
        finally:
            request.close()
        record.status = response.status_code
        return response

    def _answer(self, request: Request, raw: str, query: str, body: bytes) -> Response:
        response = self._route(request, raw, query, body)
        common_headers(self.edition, request, response)
        return response

    def _route(self, request: Request, raw: str, query: str, body: bytes) -> Response:
        below = raw[len(CONTEXT) :] if raw.startswith(f"{CONTEXT}/") else ""
        mount = below.split("/", 2)[1] if below else ""
        if request.method == "OPTIONS" and mount in ("rest", "api", "services"):
            return empty()
        role = auth.needed_role(f"{below}?{query}" if query else below)
        with self._lock:
            user = None
            if role != auth.ANYBODY:
                login = auth.authenticate(self.world, self.edition, request)
                if isinstance(login, Response):
                    return login
                user = login
                if not auth.allowed(self.world, self.edition, user, role):
                    return error_page(self.edition, raw, 403, "Access is denied")
            engine = self._engines.get(mount)
            if engine is None:
                return error_page(self.edition, raw, 404, "Not Found")
            call = Call(request, self.world, self.edition, mount, below[len(mount) + 1 :], user, body=body)
            try:
                return engine(call)
            except ConnectionDropped:
                raise
            except Exception:
                trace = traceback.format_exc()
                self.crashes.append(trace)
                print(trace, file=sys.stderr, flush=True)
                return Response(f"The simulator failed: {trace}", 500, {"X-Simulator-Error": "1"})
