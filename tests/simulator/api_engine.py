# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The mount /sipxconfig/api: JAX-RS routing and the one exception mapper that turns everything into 500 and text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from dataclasses import field as _field
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from werkzeug.wrappers import Response

from . import jackson, jaxb
from .beans import Bean, java_int
from .calls import APP_XML, JSON, PLAIN, TEXT_XML, Call, empty, negotiate
from .editions import Edition
from .errors import BodyError, Framework, JavaError, Refused

Handler = Callable[[Call], Any]
MEDIA = (JSON, TEXT_XML, APP_XML)
REASONS = {
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    415: "Unsupported Media Type",
    500: "Internal Server Error",
}
_TYPES = {"json": JSON, "xml": APP_XML}


@dataclass(frozen=True)
class ApiRoute:
    """One operation of /api.

    template: below the mount; `{name}` one decoded segment, `{name:int}` an integer (else a framework 404),
    `{name:path}` the rest of the path, slashes included.
    handler: returns a Response, an int (the bare id) or None (200, empty).
    body: the bean that the request body is read into (call.parsed).
    consumes: accepted request types; by default JSON and XML where there is a body bean or `checked_type`.
    produces: types of the answer, the first is the default.
    declared: the Java method declares the types that it consumes (else a refusal is a WebApplicationException).
    """

    method: str
    template: str
    handler: Handler
    body: Bean | None = None
    consumes: tuple[str, ...] = ()
    produces: tuple[str, ...] = MEDIA
    declared: bool = True
    reads_text: bool = False
    pattern: re.Pattern[str] = _field(init=False, repr=False, compare=False)
    integers: tuple[str, ...] = _field(init=False, repr=False, compare=False)
    weight: tuple[int, int] = _field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = re.split(r"\{(\w+)(?::(\w+))?\}", self.template)
        text, literal, integers = "", 0, []
        for i in range(0, len(parts), 3):
            text += re.escape(parts[i])
            literal += len(parts[i])
            if i + 1 < len(parts):
                name, kind = parts[i + 1], parts[i + 2]
                text += f"(?P<{name}>.*)" if kind == "path" else f"(?P<{name}>[^/]+)"
                if kind == "int":
                    integers.append(name)
        if not self.template.endswith(":path}"):
            text += "/?"
        object.__setattr__(self, "pattern", re.compile(text))
        object.__setattr__(self, "integers", tuple(integers))
        object.__setattr__(self, "weight", (literal, len(parts) // 3))
        if self.body is not None and not self.consumes:
            object.__setattr__(self, "consumes", MEDIA)

    @property
    def root(self) -> str:
        """The first path segment."""
        return self.template.split("/")[1]


def text_route(method: str, template: str, handler: Handler) -> ApiRoute:
    """An operation whose body is the raw text of a value (text/plain only)."""
    return ApiRoute(method, template, handler, consumes=(PLAIN,), reads_text=True)


class ApiEngine:
    """Routes requests of the mount and turns what handlers raise into the server's answers."""

    def __init__(self, routes: Iterable[ApiRoute], edition: Edition) -> None:
        self.edition = edition
        self.roots: dict[str, list[ApiRoute]] = {}
        for route in sorted(routes, key=lambda r: r.weight, reverse=True):
            self.roots.setdefault(route.root, []).append(route)

    def __call__(self, call: Call) -> Response:
        """The answer to a call (login and role are already checked)."""
        try:
            response = self._dispatch(call)
        except Framework as error:
            response = self._framework(error)
        except Refused as refused:
            response = call.say(refused.text, refused.status) if refused.text else empty(refused.status)
        except BodyError as error:
            response = call.say(error.text, error.status, TEXT_XML)
        except JavaError as error:
            response = call.say(error.text, error.status)
        response.headers["Server"] = self.edition.api_server
        return response

    def _framework(self, error: Framework) -> Response:
        if self.edition.real_framework_status:
            return empty(error.status)
        text = f"{self.edition.jaxrs}.{error.kind}: HTTP {error.status} {REASONS[error.status]}"
        return Response(text, 500, content_type=TEXT_XML)

    def _dispatch(self, call: Call) -> Response:
        if call.path in ("", "/") and "_wadl" in call.http.args:
            return Response(self.wadl(), 200, content_type=APP_XML)
        path, accept = _normal(call)
        routes = self.roots.get(unquote(path.split("/", 2)[1])) if path.count("/") else None
        if routes is None:
            raise Framework(404, "NotFoundException")
        matches = [(route, match) for route in routes if (match := route.pattern.fullmatch(path))]
        if not matches:
            raise Framework(404)
        method = call.method
        chosen = [(route, match) for route, match in matches if route.method == method]
        if not chosen:
            raise Framework(405)
        route, match = chosen[0]
        self._check_type(call, route)
        media = negotiate(accept, route.produces)
        if media is None:
            raise Framework(406)
        call.media = media
        call.params = _params(route, match)
        if route.body is not None:
            call.parsed = self._read(call, route.body)
        answer = route.handler(call)
        if answer is None:
            return empty()
        if isinstance(answer, Response):
            return answer
        return Response(jackson.dumps(answer), 200, content_type=media)

    def _check_type(self, call: Call, route: ApiRoute) -> None:
        kind = call.content_type
        if not route.consumes:
            return
        if kind is None:
            if route.body is not None or route.reads_text:
                raise Framework(415, "WebApplicationException")
        elif kind not in route.consumes and "*/*" not in route.consumes:
            raise Framework(415, "ClientErrorException" if route.declared else "WebApplicationException")

    def _read(self, call: Call, bean: Bean) -> Any:
        if call.content_type == JSON:
            return jackson.read(bean, call.body, self.edition.jackson)
        return jaxb.read(bean, call.body)

    def wadl(self) -> bytes:
        """The list of routes as a WADL document."""
        lines = ['<?xml version="1.0" encoding="UTF-8"?><application xmlns="http://wadl.dev.java.net/2009/02"><resources>']
        for root in sorted(self.roots):
            lines.append(f'<resource path="/{root}/">')
            for route in self.roots[root]:
                path = re.sub(r"\{(\w+):\w+\}", r"{\1}", route.template.removeprefix(f"/{root}")) or "/"
                lines.append(f'<resource path={quoteattr(path)}><method name="{route.method}"/></resource>')
            lines.append("</resource>")
        lines.append("</resources></application>")
        return "".join(lines).encode()


def _normal(call: Call) -> tuple[str, str | None]:
    """The path without matrix parameters, double slashes and media suffix, and the wanted media types."""
    path = call.path
    accept: str | None = call.http.environ.get("HTTP_ACCEPT")
    if ";" in path:
        path = re.sub(r";[^/]*", "", path)
    if "//" in path:
        path = re.sub(r"/{2,}", "/", path)
    stem, dot, suffix = path.rpartition(".")
    if dot and suffix in _TYPES:
        return stem, _TYPES[suffix]
    wanted = call.query("_type") if call.http.environ.get("QUERY_STRING") else None
    if wanted:
        return path, _TYPES.get(wanted, wanted)
    return path, accept


def _params(route: ApiRoute, match: re.Match[str]) -> dict[str, Any]:
    params: dict[str, Any] = {}
    for name, raw in match.groupdict().items():
        text = unquote(raw)
        if name in route.integers:
            number = java_int(text)
            if number is None:
                raise Framework(404)
            params[name] = number
        else:
            params[name] = text
    return params
