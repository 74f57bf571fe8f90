# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The simulator for use inside a Python process."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from .app import App
from .editions import EDITIONS
from .recorder import Recorded
from .server import HttpsServer
from .world import ADMINISTRATOR, ADMINISTRATOR_PASSWORD


class Simulator:
    """A PBX on HTTPS that runs in threads of this process.

    Use it as a context manager, or call start() and stop().
    state: what it begins with (see state()); tls_dir: where ca.pem goes (default: a fresh folder, removed at the end).
    """

    def __init__(
        self,
        edition: str = "sipxcom",
        host: str = "127.0.0.1",
        port: int = 0,
        state: dict[str, Any] | None = None,
        read_only: bool = False,
        tls_dir: str | Path | None = None,
    ) -> None:
        if edition not in EDITIONS:
            raise ValueError(f"Unknown edition {edition!r}; there are: {', '.join(EDITIONS)}.")
        self.edition = edition
        self.username = ADMINISTRATOR
        self.password = ADMINISTRATOR_PASSWORD
        self._app = App(EDITIONS[edition], state, read_only)
        self._folder = None if tls_dir else tempfile.TemporaryDirectory(prefix="simulator-")
        folder = Path(tls_dir) if tls_dir else Path(self._folder.name if self._folder else "")
        self._server = HttpsServer(self._app, host, port, folder)
        self._app.connections = lambda: self._server.connections_seen

    def __enter__(self) -> Simulator:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Opens the port; returns when requests can come."""
        self._server.start()

    def stop(self) -> None:
        """Closes the port; the state stays readable."""
        self._server.stop()
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def url(self) -> str:
        """https://HOST:PORT, without a path."""
        return self._server.url

    @property
    def ca_path(self) -> str:
        """The file with the certificate authority to trust."""
        return str(self._server.ca_path)

    @property
    def logins(self) -> int:
        """How many connections were accepted so far (control plane included)."""
        return self._server.connections_seen

    # ---- requests

    @property
    def requests(self) -> list[Recorded]:
        """All requests to the PBX since the start or the last clear_requests()."""
        return list(self._app.recorder.requests)

    def clear_requests(self) -> None:
        """Forgets the recorded requests."""
        self._app.recorder.clear()

    # ---- faults

    def add_fault(self, action: str, **spec: Any) -> int:
        """Sets a fault (see faults.Fault for the words) and returns its id."""
        return self._app.faults.add(action=action, **spec)

    def clear_faults(self) -> None:
        """Removes all faults."""
        self._app.faults.clear()

    # ---- read-only mode

    @property
    def read_only(self) -> bool:
        """Whether every write is refused (403) and noted as a violation."""
        return self._app.read_only

    @read_only.setter
    def read_only(self, value: bool) -> None:
        self._app.read_only = value

    @property
    def violations(self) -> list[Recorded]:
        """The writes that were attempted in read-only mode."""
        return list(self._app.recorder.violations)

    # ---- state

    def state(self) -> dict[str, Any]:
        """A deep copy of the state; JSON can hold it."""
        return self._app.state()

    def load(self, state: dict[str, Any]) -> None:
        """Replaces the state."""
        self._app.load(state)

    def add(self, **records: Iterable[dict[str, Any]]) -> None:
        """Stores records by table, as their family keeps them: what no call of the API makes."""
        self._app.add(records)

    def reset(self) -> None:
        """Back to the start: state, requests, faults and violations."""
        self._app.reset()

    @property
    def crashes(self) -> list[str]:
        """Tracebacks of mistakes in the simulator itself; always empty, or there is a bug."""
        return list(self._app.crashes)
