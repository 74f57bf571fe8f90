# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the bytes of an answer to plain data, and from a planned body to bytes. Private to the collection."""

from __future__ import annotations

import typing as t

from .._wire import JSON, TEXT, XML, Answer, BadInput, Call, Json, Latin1Json, Raw, Text, Upload, Xml, XStreamJson
from . import bodies_form, bodies_json, bodies_xml, errors


def written(call: Call) -> tuple[bytes | bodies_form.Form | None, str]:
    """Body and media type of a request. Raises BadInput for text that the wire cannot carry, and for a file that cannot be read."""
    body = call.body
    try:
        if isinstance(body, Json):
            return bodies_json.dump(body.data), JSON
        if isinstance(body, Latin1Json):
            return bodies_json.dump_latin1(body.data), JSON
        if isinstance(body, XStreamJson):
            return bodies_json.dump_xstream(body.root, body.data), JSON
        if isinstance(body, Xml):
            return bodies_xml.dump(body.root, body.data), XML
        if isinstance(body, Text):
            return body.data.encode("utf-8"), TEXT
        if isinstance(body, Raw):
            return body.data.encode("utf-8"), body.media
        if isinstance(body, Upload):
            form = bodies_form.Form(body.path, body.filename, body.field)
            return form, form.media
    except OSError as error:
        raise BadInput(
            f"cannot read the file {error.filename}: {error.strerror}; name a file that can be read where the task runs", call=call
        ) from None
    except ValueError as error:
        raise BadInput(f"{call.method} {call.shown()}: a value cannot be sent: {error}", call=call) from None
    if call.method != "GET" and call.path.startswith("/rest/"):
        # A PUT without a byte is refused there, even where the body is ignored (conventions.md, 4.1).
        return b" ", XML
    return None, ""


def read(call: Call, status: int, media: str, body: bytes) -> Answer:
    """The plain data of a successful answer. Raises OddAnswer when it is not what the call accepts."""
    if "html" in media and body.strip():
        raise errors.odd(call, media, body, "a web page came back")
    if call.raw:
        return Answer(status, body, media)
    if not body.strip():
        return Answer(status, None, media)
    try:
        return Answer(status, _parsed(call, body, media), media)
    except ValueError as error:
        raise errors.odd(call, media, body, f"the answer cannot be read ({error})") from None


def _parsed(call: Call, body: bytes, media: str) -> t.Any:
    if call.writes and body.lstrip()[:1] == b"<":
        document = errors.response_document(body)
        if document is not None:
            return document
    if call.accept == JSON:
        # What is labelled so is not UTF-8 (my_calls.yml, media); all other JSON is, whatever its label says.
        return bodies_json.load(body, _charset(media))
    if call.accept.endswith("xml"):
        return bodies_xml.load(body)[1]
    return body.decode(_charset(media), "replace")


def _charset(media: str) -> str:
    return "iso-8859-1" if "charset=iso-8859-1" in media.lower() else "utf-8"
