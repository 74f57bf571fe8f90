# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How to reach a PBX: the connection options of every module, and their plain form.

Private to the collection. Source of the facts: wire/conventions.md, sections 1 and 2.
"""

from __future__ import annotations

import dataclasses
import os
import typing as t
from urllib.parse import urlsplit

from .._wire import BadInput

#: Argument spec of the connection. C(env) names the environment variable that stands in for an option.
OPTIONS: dict[str, dict[str, t.Any]] = {
    "url": {"type": "str", "env": "SIPX_URL"},
    "username": {"type": "str", "env": "SIPX_USERNAME"},
    "password": {"type": "str", "env": "SIPX_PASSWORD", "no_log": True},
    "validate_certs": {"type": "bool", "env": "SIPX_VALIDATE_CERTS", "default": True},
    "ca_path": {"type": "path", "env": "SIPX_CA_PATH"},
    "client_cert": {"type": "path", "env": "SIPX_CLIENT_CERT"},
    "client_key": {"type": "path", "env": "SIPX_CLIENT_KEY"},
    "timeout": {"type": "float", "env": "SIPX_TIMEOUT", "default": 60.0},
    "retries": {"type": "int", "env": "SIPX_RETRIES", "default": 3},
    "deadline": {"type": "float", "env": "SIPX_DEADLINE", "default": 600.0},
}

CONTEXT = "/sipxconfig"


@dataclasses.dataclass(frozen=True)
class Settings:
    """Where the PBX is and how to talk to it. Times are in seconds; equal settings may share a session."""

    url: str
    username: str
    password: str = dataclasses.field(repr=False)
    validate_certs: bool = True
    ca_path: str | None = None
    client_cert: str | None = None
    client_key: str | None = None
    timeout: float = 60.0
    retries: int = 3
    deadline: float = 600.0

    @property
    def verify(self) -> bool | str:
        """What the HTTP library calls verify: a CA bundle, or whether to check at all."""
        return self.ca_path if self.validate_certs and self.ca_path else self.validate_certs

    @property
    def cert(self) -> str | tuple[str, str] | None:
        if self.client_cert and self.client_key:
            return (self.client_cert, self.client_key)
        return self.client_cert


def from_params(params: t.Mapping[str, t.Any]) -> Settings:
    """The connection options of a task as Settings.

    Raises BadInput, naming the option and what to do, when one is missing or makes no sense.
    """
    for name in ("url", "username", "password"):
        if not params.get(name):
            raise BadInput(f"{name} is not set: give the option {name}, or set {OPTIONS[name]['env']} in the environment")
    for name in ("ca_path", "client_cert", "client_key"):
        path = params.get(name)
        if path and not os.path.exists(path):
            raise BadInput(f"{name}: there is no file {path}; name a PEM file that exists where the task runs")
    if params.get("client_key") and not params.get("client_cert"):
        raise BadInput("client_key is set without client_cert: give both, or put key and certificate in client_cert")
    for name in ("timeout", "deadline"):
        if params[name] <= 0:
            raise BadInput(f"{name} is {params[name]:g}: give a number of seconds above 0")
    if params["retries"] < 0:
        raise BadInput(f"retries is {params['retries']}: give 0 or more")
    names = [field.name for field in dataclasses.fields(Settings)]
    return Settings(**{**{name: params[name] for name in names}, "url": base_url(params["url"])})


def base_url(url: str) -> str:
    """C(https://host[:port]) of what the task gave; a host alone means https.

    Plain http is refused: the front proxy answers it with a redirect that drops bodies (conventions.md, 1.1).
    """
    text = url.strip()
    if "://" not in text:
        text = "https://" + text
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BadInput(f"url {url!r} cannot be read ({error}): write https://pbx.example.org or https://pbx.example.org:8443") from None
    if parts.username or parts.password:
        raise BadInput("url holds a user name or password: take them out and use the options username and password")
    if parts.scheme != "https":
        raise BadInput(f"url {url!r} is not https: the PBX redirects plain http and loses what was sent; write https://...")
    if not host or parts.query or parts.fragment:
        raise BadInput(f"url {url!r} names no host or too much: write https://pbx.example.org, nothing after the port")
    path = parts.path.rstrip("/")
    if path not in ("", CONTEXT):
        raise BadInput(f"url {url!r} has the path {path!r}: write only https://{parts.netloc}, the collection adds {CONTEXT} itself")
    shown = f"[{host}]" if ":" in host else host
    return f"https://{shown}" + (f":{port}" if port else "")
