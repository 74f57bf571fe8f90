# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The HTML error pages of the web container and the headers that every answer carries."""

from __future__ import annotations

from html import escape

from werkzeug.wrappers import Request, Response

from .editions import Edition

REASONS = {
    400: "Bad Request",
    403: "The server understood the request, but is refusing to fulfill it",
    404: "The server has not found anything matching the request URI",
    405: "The method specified in the request is not allowed for the resource identified by the request URI",
    406: "The resource identified by the request is only capable of generating response entities which have content "
    "characteristics not acceptable according to the accept headers sent in the request",
    422: "The server understands the content type of the request entity and the syntax of the request entity is correct"
    " but was unable to process the contained instructions",
    500: "The server encountered an unexpected condition which prevented it from fulfilling the request",
}

PAGE = """<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"/>
<title>Error {status} </title>
</head>
<body>
<h2>HTTP ERROR: {status}</h2>
<p>Problem accessing {path}. Reason:
<pre>    {reason}</pre></p>
<hr />
</body>
</html>
"""


def error_page(edition: Edition, path: str, status: int, reason: str = "", headers: dict[str, str] | None = None) -> Response:
    """The page for a status; the reason stands in the status line and in the page."""
    reason = " ".join((reason or REASONS.get(status, "")).split())
    page = PAGE.format(status=status, path=escape(path), reason=escape(reason))
    response = Response(
        page.encode("iso-8859-1", "replace"),
        f"{status} {reason.encode('iso-8859-1', 'replace').decode('iso-8859-1')}",
        content_type="text/html; charset=ISO-8859-1",
    )
    response.headers["Cache-Control"] = "must-revalidate,no-cache,no-store"
    response.headers["Server"] = edition.api_server
    for name, value in (headers or {}).items():
        response.headers.add(name, value)
    return response


def common_headers(edition: Edition, request: Request, response: Response) -> None:
    """The headers of the security filter, which stand on every answer."""
    headers = response.headers
    origin = request.environ.get("HTTP_ORIGIN")
    if origin:
        headers["Access-Control-Allow-Origin"] = origin
    headers["Access-Control-Allow-Credentials"] = "false"
    headers["Access-Control-Allow-Methods"] = "DELETE, HEAD, GET, PATCH, POST, PUT"
    headers["Access-Control-Max-Age"] = "3600"
    headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, Accept, Origin, X-Requested-With"
    if edition.frame_policy:
        headers["Content-Security-Policy"] = "frame-ancestors 'none'"
