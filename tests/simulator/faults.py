# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Faults on demand: what goes wrong with which request, and how often."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from werkzeug.wrappers import Response

from .errors import ConnectionDropped

ACTIONS = (
    "drop_before",
    "drop_after",
    "status",
    "status_after",
    "delay",
    "cut_body",
    "broken_xml",
    "html_page",
    "redirect",
)
PROXY_PAGE = (
    b"<!DOCTYPE html><html><head><title>Notice</title></head><body><h1>Please wait</h1>"
    b"<p>The service is being looked after.</p></body></html>"
)
BROKEN = b'<?xml version="1.0" encoding="UTF-8"?><response><code>SUCCESS'


@dataclass
class Fault:
    """One fault. method and path are regular expressions (path is searched in path and query as sent).

    after: that many matching requests pass first. times: how often it strikes (None: for ever).
    action, and what it does to the request:
      drop_before (the connection dies, nothing is done), drop_after (the work is done, the connection dies),
      status (nothing is done; status, headers, body, content_type are answered), status_after (so, after the work),
      delay (waits `seconds`, then all is normal), cut_body (the work is done; the connection dies within the body),
      broken_xml (the work is done, the body is broken XML), html_page (nothing is done; a proxy's page, status 200),
      redirect (nothing is done; 302 to `location`).
    """

    action: str
    method: str | None = None
    path: str | None = None
    after: int = 0
    times: int | None = 1
    status: int = 503
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    content_type: str = "text/html"
    seconds: float = 0.0
    location: str = "/"
    id: int = 0
    seen: int = 0
    struck: int = 0

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise ValueError(f"Unknown action {self.action!r}; there are: {', '.join(ACTIONS)}.")
        self._method = re.compile(self.method, re.IGNORECASE) if self.method else None
        self._path = re.compile(self.path) if self.path else None

    def matches(self, method: str, target: str) -> bool:
        """Whether the fault is meant for such a request."""
        return (self._method is None or self._method.fullmatch(method) is not None) and (
            self._path is None or self._path.search(target) is not None
        )

    @property
    def before(self) -> bool:
        """Whether the request is never worked on."""
        return self.action in ("drop_before", "status", "html_page", "redirect")

    def answer(self, true_answer: Callable[[], Response]) -> Response:
        """The spoilt answer; calls for the true one only where the work is to be done."""
        if self.action == "drop_before":
            raise ConnectionDropped
        if self.action == "html_page":
            return Response(PROXY_PAGE, 200, content_type="text/html; charset=utf-8")
        if self.action == "redirect":
            return Response(b"", 302, {"Location": self.location})
        if self.action == "status":
            return self._own()
        response = true_answer()
        if self.action == "drop_after":
            raise ConnectionDropped
        if self.action == "status_after":
            return self._own()
        if self.action == "broken_xml":
            response.set_data(BROKEN)
            response.headers["Content-Type"] = "text/xml"
        if self.action == "cut_body":
            return _cut(response)
        return response

    def _own(self) -> Response:
        return Response(self.body.encode(), self.status, self.headers, content_type=self.content_type)


def _cut(response: Response) -> Response:
    body = response.get_data()
    if not body:
        raise ConnectionDropped

    def half() -> Iterator[bytes]:
        yield body[: len(body) // 2]
        raise ConnectionDropped

    headers = dict(response.headers)
    headers["Content-Length"] = str(len(body))
    return Response(half(), response.status, headers)


class Faults:
    """The faults that are set, oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._last = 0

    def add(self, **spec: Any) -> int:
        """Sets a fault (the fields of Fault) and returns its id. Raises ValueError or TypeError for a bad one."""
        try:
            fault = Fault(**spec)
        except re.error as error:
            raise ValueError(f"Bad regular expression: {error}") from None
        with self._lock:
            self._last += 1
            fault.id = self._last
            self._faults.append(fault)
        return fault.id

    def clear(self, key: int | None = None) -> None:
        """Removes one fault, or all of them."""
        with self._lock:
            self._faults = [] if key is None else [fault for fault in self._faults if fault.id != key]

    def to_json(self) -> list[dict[str, Any]]:
        """The faults with their counters."""
        with self._lock:
            return [asdict(fault) for fault in self._faults]

    def take(self, method: str, target: str) -> Fault | None:
        """The fault that strikes this request, counted; None as a rule."""
        if not self._faults:
            return None
        with self._lock:
            for fault in self._faults:
                if not fault.matches(method, target):
                    continue
                fault.seen += 1
                if fault.seen > fault.after and (fault.times is None or fault.struck < fault.times):
                    fault.struck += 1
                    return fault
        return None
