# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Client certificates and proxies: the session finds its way through what stands before a PBX."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import Call, Unreachable
from tests.simulator import Simulator

from .conftest import Connect

LIST = Call("GET", "/api/gateways")


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"gateways":[]}')

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A server that lets nobody in without a client certificate: its url, its authority, and a certificate with its key."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.verify_mode = ssl.CERT_REQUIRED
    context.maximum_version = ssl.TLSVersion.TLSv1_2  # with 1.3 the refusal may come as a reset of the connection
    authority.configure_trust(context)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    client = authority.issue_cert("administrator@pbx.example.org")
    files = {"ca_path": tmp_path / "ca.pem", "client_cert": tmp_path / "client.pem", "client_key": tmp_path / "client.key"}
    authority.cert_pem.write_to_path(str(files["ca_path"]))
    client.cert_chain_pems[0].write_to_path(str(files["client_cert"]))
    client.private_key_pem.write_to_path(str(files["client_key"]))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {"url": f"https://127.0.0.1:{server.server_port}", **{name: str(path) for name, path in files.items()}}
    server.shutdown()
    server.server_close()


def test_a_client_certificate_is_shown_to_the_server(connect: Connect, guarded: dict[str, str]) -> None:
    assert connect(**guarded).send(LIST).data == {"gateways": []}


def test_without_the_client_certificate_there_is_no_connection(connect: Connect, guarded: dict[str, str]) -> None:
    with pytest.raises(Unreachable, match="client_cert"):
        connect(url=guarded["url"], ca_path=guarded["ca_path"], retries=0).send(LIST)


class _Tunnel(BaseHTTPRequestHandler):
    """A proxy that only knows CONNECT."""

    asked: list[str] = []

    def do_CONNECT(self) -> None:
        self.asked.append(self.path)
        host, port = self.path.rsplit(":", 1)
        with socket.create_connection((host, int(port))) as target:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=_pump, args=(target, self.connection), daemon=True)
            back.start()
            _pump(self.connection, target)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


@pytest.fixture
def proxy() -> Iterator[str]:
    """The address of a proxy; what it was asked for stands in _Tunnel.asked."""
    _Tunnel.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Tunnel)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_proxy_of_the_environment_is_used(pbx: Simulator, connect: Connect, proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    monkeypatch.setenv("no_proxy", "")
    assert connect().send(LIST).data == {"gateways": []}
    assert _Tunnel.asked == [pbx.url.removeprefix("https://")]


def test_no_proxy_of_the_environment_is_obeyed(connect: Connect, proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert connect().send(LIST).data == {"gateways": []}
    assert _Tunnel.asked == []


def test_a_proxy_that_is_not_there_is_named_as_the_culprit(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(Unreachable, match="proxy"):
        connect(retries=0).send(LIST)
