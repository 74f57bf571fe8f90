# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The mount /sipxconfig/rest: prefix routing, variants, HTML error pages and JSON-like server errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from dataclasses import field as _field

from werkzeug.wrappers import Response

from .calls import JSON, TEXT_XML, Call, empty, negotiate
from .editions import Edition
from .errors import JavaError, Refused, UserError
from .pages import error_page

Handler = Callable[[Call], "Response | None"]
MODIFY = ("PUT", "POST", "DELETE")
PLAIN_JSON = (JSON,)
"""The variants of a resource that tells JSON but labels it as text (see Call.tell and Call.hear)."""


@dataclass(frozen=True)
class RestRoute:
    """One resource of /rest.

    template: the path below the mount, `{name}` stands for one raw (never decoded) segment. A template with a query
    matches that query literally (and is out of reach where routes match whole paths).
    get, put, post, delete: the code; a handler returns None for an empty success.
    modifiable: the resource allows PUT, POST and DELETE, whether there is code for them or not.
    refuse: methods that a modifiable resource does not allow all the same.
    no_get: the status of a GET without code (405, or 404 where the resource has no variant).
    variants: the media types of GET, the first is the default.
    """

    template: str
    get: Handler | None = None
    put: Handler | None = None
    post: Handler | None = None
    delete: Handler | None = None
    modifiable: bool = False
    refuse: tuple[str, ...] = ()
    no_get: int = 405
    variants: tuple[str, ...] = (TEXT_XML, JSON)
    pattern: re.Pattern[str] = _field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = re.split(r"\{(\w+)\}", self.template)
        value = "[^/&]+" if "?" in self.template else "[^/]+"
        text = "".join(f"(?P<{part}>{value})" if i % 2 else re.escape(part) for i, part in enumerate(parts))
        object.__setattr__(self, "pattern", re.compile(text))

    def handler(self, method: str) -> Handler | None:
        """The code for a method."""
        return {"GET": self.get, "PUT": self.put, "POST": self.post, "DELETE": self.delete}.get(method)

    def allows(self, method: str) -> bool:
        """Whether the resource allows the method (405 else)."""
        if method in self.refuse:
            return False
        if method in MODIFY and self.modifiable:
            return True
        return self.handler(method) is not None

    @property
    def allow(self) -> str:
        """The value of the Allow header."""
        methods = [m for m in ("GET", *MODIFY) if self.allows(m)]
        return ", ".join([*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"])


class RestEngine:
    """Routes requests of the mount and turns what handlers raise into the server's answers."""

    def __init__(self, routes: Iterable[RestRoute], edition: Edition) -> None:
        self.edition = edition
        self.routes = sorted(routes, key=lambda r: len(r.template), reverse=True)

    def __call__(self, call: Call) -> Response:
        """The answer to a call (login and role are already checked)."""
        try:
            response = self._dispatch(call)
        except Refused as refused:
            return error_page(self.edition, call.http.path, refused.status, refused.text, refused.headers)
        except JavaError as error:
            return self._server_error(error)
        if "Server" not in response.headers:
            response.headers["Server"] = self.edition.rest_server
            response.headers["Vary"] = "Accept-Charset, Accept-Encoding, Accept-Language, Accept"
        return response

    def _dispatch(self, call: Call) -> Response:
        found = self._find(call.path, call.http.environ.get("QUERY_STRING") or "")
        if found is None:
            raise Refused(404)
        route, call.params = found
        method = call.method
        if not route.allows(method):
            if method == "GET" and route.no_get != 405:
                raise Refused(route.no_get)
            raise Refused(405, headers={"Allow": route.allow})
        handler = route.handler(method)
        if handler is None:
            if self.edition.unimplemented_status == 405:
                raise Refused(405, headers={"Allow": route.allow})
            raise Refused(self.edition.unimplemented_status)
        if method == "GET":
            media = negotiate(call.http.environ.get("HTTP_ACCEPT"), route.variants)
            if media is None:
                raise Refused(406)
            call.media = media
        else:
            if method == "PUT" and call.has_length and not call.body:
                raise Refused(400, "Missing request entity")
            call.media = TEXT_XML
        response = handler(call)
        return empty(self.edition.empty_rest_status) if response is None else response

    def _find(self, path: str, query: str) -> tuple[RestRoute, dict[str, str]] | None:
        """The route for a raw path: the longest match of its beginning, or of the whole path in strict editions."""
        best: tuple[RestRoute, dict[str, str]] | None = None
        length = 0
        for route in self.routes:
            if not self.edition.prefix_routes:
                match = route.pattern.fullmatch(path)
                if match:
                    return route, match.groupdict()
                continue
            match = route.pattern.match(f"{path}?{query}" if "?" in route.template else path)
            if match and match.end() > length:
                best, length = (route, match.groupdict()), match.end()
        return best

    def _server_error(self, error: JavaError) -> Response:
        """An exception that no resource caught: looks like JSON, but its text is not escaped."""
        if isinstance(error, UserError):
            text = (error.message or "").removeprefix("&")
        else:
            text = f"Internal error: {'null' if error.message is None else error.message}"
        body = f'{{"error":"{text}","type":"{error.java_class}"}} '
        response = Response(body.encode(), 500, content_type=JSON)
        response.headers["Server"] = self.edition.rest_server
        return response
