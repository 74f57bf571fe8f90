# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The memory of what was asked: all requests to the PBX in order, for tests that count or inspect them."""

from __future__ import annotations

import base64
import binascii
import re
import threading
from dataclasses import asdict, dataclass
from typing import Any

SAFE = ("GET", "HEAD", "OPTIONS")
ACTS = re.compile(r"/sipxconfig/(rest/my/conference/[^/]+/[^/]|api/servers/[^/]+/service/[^/]+/restart)")
"""Paths whose GET does something."""


@dataclass
class Recorded:
    """One request. status is None while it runs and when the connection died without an answer."""

    sequence: int
    connection: int
    method: str
    path: str
    query: str
    username: str | None
    content_type: str | None
    body: str
    status: int | None = None

    @property
    def writes(self) -> bool:
        """Whether it does something: all but reads, and the few reads that do."""
        return self.method not in SAFE or bool(ACTS.match(self.path))

    def to_json(self) -> dict[str, Any]:
        """As a plain dict."""
        return {**asdict(self), "writes": self.writes}


class Recorder:
    """Recorded requests, and the writes that read-only mode refused."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self.requests: list[Recorded] = []
        self.violations: list[Recorded] = []

    def start(
        self,
        connection: int,
        method: str,
        path: str,
        query: str,
        authorization: str,
        content_type: str | None,
        body: bytes,
    ) -> Recorded:
        """Notes a request."""
        text = body.decode("utf-8", "replace") if body else ""
        name = _username(authorization) if authorization else None
        with self._lock:
            self._last += 1
            record = Recorded(self._last, connection, method, path, query, name, content_type, text)
            self.requests.append(record)
        return record

    def violation(self, record: Recorded) -> None:
        """Notes a refused write."""
        with self._lock:
            self.violations.append(record)

    def clear(self, violations: bool = False) -> None:
        """Forgets the requests (their numbering goes on), and the violations if told."""
        with self._lock:
            self.requests = []
            if violations:
                self.violations = []


_NAMES: dict[str, str | None] = {}


def _username(authorization: str) -> str | None:
    if authorization not in _NAMES:
        if len(_NAMES) > 1000:
            _NAMES.clear()
        scheme, _ignored, token = authorization.partition(" ")
        name: str | None = None
        if scheme.lower() == "basic":
            try:
                name = base64.b64decode(token, validate=True).decode("utf-8", "replace").partition(":")[0]
            except (binascii.Error, ValueError):
                name = None
        elif scheme.lower() == "digest":
            from werkzeug.http import parse_dict_header

            name = parse_dict_header(token).get("username")
        _NAMES[authorization] = name
    return _NAMES[authorization]
