# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""HTTPS: the kept HTTP library, certificates of an own authority, and connections that can be counted and cut."""

from __future__ import annotations

import select
import ssl
import threading
from pathlib import Path
from typing import Any

import trustme
from cheroot import errors as cheroot_errors
from cheroot import wsgi
from cheroot.makefile import MakeFile
from cheroot.server import HTTPConnection
from cheroot.ssl import Adapter

from .app import App
from .errors import ConnectionDropped

THREADS = 24
LINGER = 0.05
"""Seconds that a worker waits for the next request of its connection."""
NAMES = ("127.0.0.1", "::1", "localhost")


class _Tls(Adapter):
    """Wraps sockets with a ready context; the handshake happens in the worker that reads first."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.context = context

    def bind(self, sock: Any) -> Any:
        return sock

    def wrap(self, sock: Any) -> tuple[Any, dict[str, Any]]:
        return self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False), {}

    def get_environ(self) -> dict[str, Any]:
        return {}

    def makefile(self, sock: Any, mode: str = "r", bufsize: int = -1) -> Any:
        return MakeFile(sock, mode, bufsize)


class _Writer:
    """The writing end of a connection; can hold back the headers, so that they leave together with the body."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._held: list[bytes] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def hold(self) -> None:
        self._held = []

    def release(self) -> None:
        held, self._held = self._held, None
        if held:
            self._inner.write(b"".join(held))

    def write(self, data: bytes) -> int:
        if self._held is None:
            written: int = self._inner.write(data)
            return written
        self._held.append(data)
        return len(data)

    def forget(self) -> None:
        """Drops what a broken connection left unsent: the writer would try again when it is thrown away, and Python 3.13 tells."""
        self._inner._write_buf.clear()


class _Connection(HTTPConnection):
    """A connection with a number."""

    number = 0

    def __init__(self, server: Any, sock: Any, *args: Any) -> None:
        super().__init__(server, sock, *args)
        self.number = server.next_connection()
        self.wfile = _Writer(self.wfile)

    def close(self) -> None:
        super().close()
        self.wfile.forget()

    def communicate(self) -> bool:
        """Serves requests as long as they follow each other closely: handing a connection over costs more than one."""
        while super().communicate():
            if self.rfile.has_data() or self.socket.pending():
                continue
            if self.server.requests.qsize or not select.select([self.socket], [], [], LINGER)[0]:
                return True
        return False


class _Gateway(wsgi.Gateway_10):
    """Hands the number of the connection to the application and lets it kill the connection."""

    def get_environ(self) -> dict[str, Any]:  # type: ignore[override]
        environ: dict[str, Any] = super().get_environ()
        environ["simulator.connection"] = self.req.conn.number
        return environ

    def respond(self) -> None:
        writer = self.req.conn.wfile
        writer.hold()
        try:
            super().respond()
        except ConnectionDropped:
            raise cheroot_errors.FatalSSLAlert("dropped on demand") from None
        finally:
            writer.release()


class _Server(wsgi.Server):
    ConnectionClass = _Connection

    def __init__(self, address: tuple[str, int], app: App) -> None:
        super().__init__(
            address,
            app,
            numthreads=THREADS,
            server_name="Apache",
            request_queue_size=128,
            timeout=60,
            shutdown_timeout=1,
        )
        self.gateway = _Gateway
        self.keep_alive_conn_limit = 200
        self._count = 0
        self._count_lock = threading.Lock()

    def next_connection(self) -> int:
        with self._count_lock:
            self._count += 1
            return self._count

    @property
    def connections_seen(self) -> int:
        """How many connections were accepted."""
        return self._count

    def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:
        """Silent: broken connections are daily bread here."""


def certificates(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A context with a new server certificate, and the file of the authority that signed it."""
    authority = trustme.CA(organization_name="PBX simulator")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*NAMES).configure_cert(context)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return context, path


class HttpsServer:
    """The running server. start() returns when it accepts connections."""

    def __init__(self, app: App, host: str, port: int, folder: Path) -> None:
        context, self.ca_path = certificates(folder)
        self._server = _Server((host, port), app)
        self._server.ssl_adapter = _Tls(context)
        self._thread = threading.Thread(target=self._server.serve, name="simulator", daemon=True)
        self._host = host

    def start(self) -> None:
        self._server.prepare()
        self._thread.start()

    def stop(self) -> None:
        self._server.stop()
        self._thread.join(timeout=5)

    @property
    def url(self) -> str:
        """The base address without a trailing slash."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"https://{host}:{self._server.bind_addr[1]}"

    @property
    def connections_seen(self) -> int:
        return self._server.connections_seen
