# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One request on its way through the simulator, and the answers that handlers give."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_options_header
from werkzeug.wrappers import Request, Response

from . import jackson, jaxb, xstream
from .beans import Bean, Parsed, java_int
from .editions import Edition
from .errors import BodyError, Framework, Refused
from .world import Record, World

JSON = "application/json"
TEXT_XML = "text/xml"
APP_XML = "application/xml"
PLAIN = "text/plain"

_ACCEPTS: dict[tuple[str, tuple[str, ...]], str | None] = {}


@dataclass
class Call:
    """What a handler gets: the request, the state, who asks, and what the engine has worked out."""

    http: Request
    world: World
    edition: Edition
    mount: str
    """rest or api."""
    path: str
    """The raw path below the mount."""
    user: Record | None = None
    """The user record that logged in; None on resources that everybody may use."""
    params: dict[str, Any] = field(default_factory=dict)
    """Path parameters: text, or int where the route says so."""
    media: str = ""
    """The media type that the answer will have."""
    parsed: Any = None
    """The request body as a record (/api routes with a body bean)."""
    body: bytes = b""

    @property
    def method(self) -> str:
        """The HTTP method, HEAD shown as GET."""
        method: str = self.http.method
        return "GET" if method == "HEAD" else method

    @property
    def caller(self) -> Record:
        """The user record that logged in, on resources that ask for a login."""
        assert self.user is not None
        return self.user

    @property
    def has_length(self) -> bool:
        """Whether the request says that it has a body."""
        return "CONTENT_LENGTH" in self.http.environ or "HTTP_TRANSFER_ENCODING" in self.http.environ

    @property
    def content_type(self) -> str | None:
        """The media type of the body without parameters, or None without the header."""
        header = self.http.environ.get("CONTENT_TYPE")
        return parse_options_header(header)[0].lower() if header else None

    def query(self, name: str) -> str | None:
        """A query parameter, or None."""
        value: str | None = self.http.args.get(name)
        return value

    def query_int(self, name: str) -> int | None:
        """An integer query parameter of /api, None without it; text that is none is a framework 404."""
        text = self.query(name)
        if text is None:
            return None
        number = java_int(text)
        if number is None:
            raise Framework(404)
        return number

    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    # ---- answers

    def show(self, bean: Bean, record: Any) -> Response:
        """A record (or list) in the negotiated form of the mount."""
        if self.mount == "api":
            if self.media != JSON and not bean.xml_writable:
                raise Framework(500, "InternalServerErrorException")
            writer = jackson.write if self.media == JSON else jaxb.write
        else:
            writer = xstream.write_json if self.media == JSON else xstream.write_xml
        return Response(writer(bean, record), 200, content_type=self.media)

    def show_items(self, root: str, bean: Bean, items: Iterable[Record]) -> Response:
        """Records directly below a root element of /rest."""
        return Response(xstream.write_items(root, bean, items, self.media == JSON), 200, content_type=self.media)

    def say(self, text: str, status: int = 200, media: str | None = None) -> Response:
        """A line of text; on /api under the negotiated type unless told otherwise."""
        return Response(text.encode(), status, content_type=media or self.media or PLAIN)

    def tell(self, value: Any) -> Response:
        """A JSON value of the second kind of /rest: labelled as text, and "?" for what its charset cannot hold."""
        label = self.edition.plain_json
        charset = parse_options_header(label)[1].get("charset", "utf-8")
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return Response(text.encode(charset, "replace"), 200, content_type=label)

    def hear(self, bean: Bean) -> Parsed:
        """The JSON body of the second kind of /rest, whatever its label says; unknown keys are ignored."""
        try:
            return jackson.read(bean, self.body, self.edition.jackson, ignore_unknown=True)
        except BodyError:
            raise Refused(500) from None

    def read(self, bean: Bean) -> Parsed:
        """The body of a /rest request: JSON when labelled so or not labelled at all, else XML."""
        return xstream.read(bean, self.body, self.body_is_json, self.edition.json_null_text)

    def read_items(self, root: str, bean: Bean) -> list[Parsed]:
        """The body of a /rest request whose root element is a list of records."""
        return xstream.read_items(root, bean, self.body, self.body_is_json, self.edition.json_null_text)

    @property
    def body_is_json(self) -> bool:
        """Whether /rest reads the body as JSON."""
        return self.content_type in (None, JSON, "*/*")


def negotiate(accept: str | None, offers: tuple[str, ...]) -> str | None:
    """The best offer for an Accept header: the first one without a header, None when nothing fits."""
    if not accept or accept == "*/*":
        return offers[0]
    key = (accept, offers)
    if key not in _ACCEPTS:
        if len(_ACCEPTS) > 1000:
            _ACCEPTS.clear()
        _ACCEPTS[key] = _negotiate(accept, offers)
    return _ACCEPTS[key]


def _negotiate(accept: str, offers: tuple[str, ...]) -> str | None:
    wanted = parse_accept_header(accept, MIMEAccept)
    best, best_quality = None, 0.0
    for offer in offers:
        quality = wanted.quality(offer)
        if offer.endswith("/*"):
            quality = max((weight for item, weight in wanted if item in (offer, "*/*")), default=0)
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def empty(status: int = 200) -> Response:
    """An answer without body and without media type."""
    response = Response(b"", status)
    del response.headers["Content-Type"]
    return response
