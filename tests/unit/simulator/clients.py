# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A plain HTTP client for the conformance tests: requests, and nothing that knows the collection."""

from __future__ import annotations

from typing import Any

import requests

from ...simulator import Simulator

XML = {"Content-Type": "text/xml"}
TEXT = {"Content-Type": "text/plain"}
AS_JSON = {"Accept": "application/json"}
AS_XML = {"Accept": "application/xml"}


class Client:
    """One session with a simulator; methods take the path below the mount."""

    def __init__(self, pbx: Simulator, username: str | None = None, password: str | None = None) -> None:
        self.pbx = pbx
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = pbx.ca_path
        if username != "":
            self.session.auth = (username or pbx.username, password or pbx.password)

    def send(self, method: str, path: str, **arguments: Any) -> requests.Response:
        """A request to a path below the host."""
        return self.session.request(method, self.pbx.url + path, allow_redirects=False, timeout=20, **arguments)

    def raw(self, method: str, target: str, **arguments: Any) -> requests.Response:
        """A request whose path goes out exactly as written (requests tidies percent-encoded paths)."""
        prepared = self.session.prepare_request(requests.Request(method, self.pbx.url + "/", **arguments))
        prepared.url = self.pbx.url + target
        return self.session.send(prepared, verify=self.pbx.ca_path, allow_redirects=False, timeout=20)

    def rest(self, method: str, path: str, body: str | bytes | None = None, **arguments: Any) -> requests.Response:
        """A request below /sipxconfig/rest; a body is sent as text/xml unless headers say otherwise."""
        if body is not None:
            arguments["headers"] = {**XML, **arguments.get("headers", {})}
            arguments["data"] = body.encode() if isinstance(body, str) else body
        return self.send(method, f"/sipxconfig/rest{path}", **arguments)

    def my(self, method: str, path: str, body: Any = None, **arguments: Any) -> requests.Response:
        """A request below /sipxconfig/rest/my; text is sent as text/xml, bytes as they are, anything else as JSON."""
        if isinstance(body, (str, bytes)):
            return self.rest(method, f"/my{path}", body, **arguments)
        if body is not None:
            arguments["json"] = body
        return self.rest(method, f"/my{path}", **arguments)

    def api(self, method: str, path: str, **arguments: Any) -> requests.Response:
        """A request below /sipxconfig/api."""
        return self.send(method, f"/sipxconfig/api{path}", **arguments)

    def control(self, method: str, path: str, **arguments: Any) -> requests.Response:
        """A request to the control plane."""
        return self.send(method, f"/_simulator/{path}", **arguments)

    def close(self) -> None:
        """Ends the session."""
        self.session.close()

    # ---- short cuts

    def branch(self, name: str) -> int:
        """Makes a branch and returns its id."""
        answer = self.rest("PUT", "/branch", f"<branch><name>{name}</name><address/></branch>")
        assert answer.status_code == 201, answer.text
        return int(answer.text.split("<id>")[1].split("</id>")[0])

    def gateway(self, name: str = "pri", **values: Any) -> int:
        """Makes a gateway and returns its id."""
        answer = self.api("POST", "/gateways", json=gateway_body(name, **values))
        assert answer.status_code == 200, answer.text
        return int(answer.text)


def gateway_body(name: str = "pri", **values: Any) -> dict[str, Any]:
    """A body that a gateway can be made of."""
    body: dict[str, Any] = {
        "name": name,
        "model": {"modelId": "genericGatewayStandard"},
        "enabled": True,
        "address": "10.20.0.5",
        "addressPort": 5060,
        "addressTransport": "udp",
        "callerAliasInfo": {},
    }
    body.update(values)
    return body
