# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The six administrative resources of /rest that speak `<response>` documents, as one implementation.

user, branch, permission, user-group, user-permission and user-group-permission: a list with paging and sorting, one
record by key, PUT without a key creates, PUT with a key replaces.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from werkzeug.wrappers import Response

from .beans import Bean, Field, Int, Listing, Nested, Parsed, java_int
from .calls import TEXT_XML, Call
from .errors import JavaError, Refused
from .rest_engine import RestRoute
from .world import Record
from .xml_tools import safe

METADATA = Bean(
    "metadata",
    (
        Field("totalResults", Int()),
        Field("currentPage", Int()),
        Field("totalPages", Int()),
        Field("resultsPerPage", Int()),
    ),
)

MESSAGES = {
    "SUCCESS_CREATED": (201, "Created"),
    "SUCCESS_UPDATED": (200, "Updated"),
    "SUCCESS_DELETED": (200, "Deleted"),
    "ERROR_MISSING_ID": (400, "ID value missing from request"),
    "ERROR_ID_INVALID": (400, "ID value is invalid"),
    "ERROR_OBJECT_NOT_FOUND": (400, "Could not retrieve object using ID"),
    "ERROR_VALIDATION_FAILED": (400, "Failed input validation"),
    "ERROR_READ_FAILED": (500, "Read failed"),
    "ERROR_CREATE_FAILED": (500, "Create failed"),
    "ERROR_UPDATE_FAILED": (500, "Update failed"),
    "ERROR_DELETE_FAILED": (500, "Delete failed"),
}

PROLOG = b'<?xml version="1.0" encoding="UTF-8"?>'


def document(code: str, key: int | str | None = None, additional: str | None = None) -> Response:
    """A `<response>`. A number as key is written as id, a text as string (alone: as additionalMessage)."""
    status, message = MESSAGES[code]
    root = etree.Element("response")
    etree.SubElement(root, "code").text = code
    etree.SubElement(root, "message").text = message
    if isinstance(key, str) and additional is None:
        key, additional = None, key
    if key is not None or additional is not None:
        data = etree.SubElement(root, "data")
        if key is not None:
            etree.SubElement(data, "id" if isinstance(key, int) else "string").text = safe(str(key))
        if additional is not None:
            etree.SubElement(data, "additionalMessage").text = safe(additional)
    return Response(PROLOG + etree.tostring(root, encoding="utf-8"), status, content_type=TEXT_XML)


class Answer(Exception):
    """Raised by a family to answer with a `<response>` of its own choice."""

    def __init__(self, code: str, key: int | str | None = None, additional: str | None = None) -> None:
        super().__init__(code)
        self.response = document(code, key, additional)


def bundle(root: str, key: str, item: Bean, tag: str | None = None) -> Bean:
    """The bean of a list: metadata, then the items under `key`."""
    return Bean(root, (Field("metadata", Nested(METADATA)), Field(key, Listing(Nested(item), tag or item.root))))


@dataclass(frozen=True)
class AdminResource:
    """One of the six resources, as data and named functions.

    path: below the mount. bean: one record. bundle: the list (see bundle()), key: the field of its items.
    rows: all records to list, as bean dicts, before sorting and paging (may read filters from the query).
    load: the stored record for a key, or None. show: its bean dict.
    check: the text of a failed validation, or None. It runs before the key is looked at.
    create: stores a new record and returns its key; None where PUT needs a key.
    update, delete: change a stored record; what they raise becomes ERROR_..._FAILED. delete None: 405.
    sort: sortby words (lower case) -> field of the bean dict.
    named: keys are names, not integers.
    """

    path: str
    bean: Bean
    bundle: Bean
    key: str
    rows: Callable[[Call], Sequence[Record]]
    load: Callable[[Call, Any], Record | None]
    show: Callable[[Call, Record], Record]
    check: Callable[[Parsed], str | None]
    update: Callable[[Call, Record, Parsed], None]
    create: Callable[[Call, Parsed], int | str] | None = None
    delete: Callable[[Call, Record], None] | None = None
    sort: dict[str, str | Callable[[Record], str | None]] = field(default_factory=dict)
    named: bool = False

    def routes(self) -> list[RestRoute]:
        """The two routes of the resource."""
        refuse = () if self.delete is not None else ("DELETE",)
        return [
            RestRoute(
                self.path,
                get=_caught(self._list),
                put=_caught(self._create),
                delete=_caught(self._no_key),
                modifiable=True,
                refuse=refuse,
            ),
            RestRoute(
                self.path + "/{key}",
                get=_caught(self._get),
                put=_caught(self._update),
                delete=_caught(self._delete),
                modifiable=True,
                refuse=refuse,
            ),
        ]

    def _list(self, call: Call) -> Response:
        rows = sort_rows(list(self.rows(call)), call.query("sortby"), call.query("sortdir"), self.sort)
        rows, metadata = page_rows(rows, call.query("page"), call.query("pagesize"))
        return call.show(self.bundle, {"metadata": metadata, self.key: rows})

    def _get(self, call: Call) -> Response:
        _key, record = self._find(call)
        return call.show(self.bean, self.show(call, record))

    def _create(self, call: Call) -> Response:
        parsed = self._read(call)
        if self.create is None:
            return document("ERROR_MISSING_ID")
        try:
            return document("SUCCESS_CREATED", self.create(call, parsed))
        except JavaError as error:
            return _failed("ERROR_CREATE_FAILED", None, error)

    def _update(self, call: Call) -> Response:
        parsed = self._read(call)
        key, record = self._find(call)
        try:
            self.update(call, record, parsed)
        except JavaError as error:
            return _failed("ERROR_UPDATE_FAILED", key, error)
        return document("SUCCESS_UPDATED", key)

    def _delete(self, call: Call) -> Response:
        key, record = self._find(call)
        assert self.delete is not None
        try:
            self.delete(call, record)
        except JavaError as error:
            return _failed("ERROR_DELETE_FAILED", key, error)
        return document("SUCCESS_DELETED", key)

    def _no_key(self, call: Call) -> Response:
        return document("ERROR_MISSING_ID")

    def _read(self, call: Call) -> Parsed:
        parsed = call.read(self.bean)
        problem = self.check(parsed)
        if problem is not None:
            raise Answer("ERROR_VALIDATION_FAILED", additional=problem)
        return parsed

    def _find(self, call: Call) -> tuple[int | str, Record]:
        text = call.params["key"]
        key = text if self.named else java_int(text)
        if key is None:
            raise Answer("ERROR_ID_INVALID", additional=text)
        record = self.load(call, key)
        if record is None:
            raise Answer("ERROR_OBJECT_NOT_FOUND", key)
        return key, record


def _caught(handler: Callable[[Call], Response]) -> Callable[[Call], Response]:
    def run(call: Call) -> Response:
        try:
            return handler(call)
        except Answer as answer:
            return answer.response

    return run


def _failed(code: str, key: int | str | None, error: JavaError) -> Response:
    if error.message is None:
        raise Refused(500, "An exception occured writing the response entity")
    return document(code, key, error.message)


def sort_rows(
    rows: list[Record], sortby: str | None, sortdir: str | None, fields: dict[str, str | Callable[[Record], str | None]]
) -> list[Record]:
    """Sorted as the query asks: both parameters needed, unknown field ignored, case ignored, null as empty."""
    wanted = fields.get((sortby or "").lower())
    if wanted is None or not sortdir:
        return rows

    def value(row: Record) -> str:
        found = wanted(row) if callable(wanted) else row.get(wanted)
        return ("" if found is None else str(found)).lower()

    return sorted(rows, key=value, reverse=sortdir.lower() == "reverse")


def page_rows(rows: list[Record], page: str | None, pagesize: str | None) -> tuple[list[Record], Record]:
    """One page and the metadata. Both parameters must be integers above zero, else everything is one page."""
    total = len(rows)
    number, size = java_int(page or ""), java_int(pagesize or "")
    if number is None or size is None or number < 1 or size < 1:
        return rows, {"totalResults": total, "currentPage": 1, "totalPages": 1, "resultsPerPage": total}
    if total == 0 and size == 1:
        raise JavaError("java.lang.IndexOutOfBoundsException", "Index: 0, Size: 0")
    pages = max(1, -(-total // size))
    number = min(number, pages)
    start = (number - 1) * size
    metadata = {"totalResults": total, "currentPage": number, "totalPages": pages, "resultsPerPage": size}
    return rows[start : start + size], metadata
