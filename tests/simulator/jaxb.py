# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""XML of /api: what the server's JAXB reads and writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from lxml import etree

from .beans import Bean, Bool, Enum, FieldType, Int, Listing, Nested, Opaque, Parsed, Text, TextMap, Time, java_int
from .errors import Framework
from .xml_tools import children, parse, safe, tag, text

DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def write(bean: Bean, record: Mapping[str, Any]) -> bytes:
    """A record on one line with a declaration; empty fields are left out."""
    root = etree.Element(bean.root)
    _fill(root, bean, record)
    return DECLARATION + etree.tostring(root, encoding="utf-8")


def _fill(parent: etree._Element, bean: Bean, record: Mapping[str, Any]) -> None:
    for field in bean.fields:
        value = record.get(field.name)
        kind = field.type
        if value is None or isinstance(kind, Opaque):
            continue
        if isinstance(kind, Listing):
            holder = etree.SubElement(parent, kind.wrapper) if kind.wrapper else parent
            for item in value:
                _element(etree.SubElement(holder, kind.tag), kind.item, item)
        else:
            _element(etree.SubElement(parent, field.tag), kind, value)


def _element(element: etree._Element, kind: FieldType, value: Any) -> None:
    if isinstance(kind, Nested):
        _fill(element, kind.bean, value)
    elif isinstance(kind, Bool):
        element.text = "true" if value else "false"
    elif isinstance(kind, Time):
        element.text = format_time(value)
    elif isinstance(kind, Enum) and kind.xml_values:
        element.text = kind.xml_values[kind.values.index(value)]
    elif isinstance(kind, TextMap):
        for key, item in value.items():
            entry = etree.SubElement(element, "entry")
            etree.SubElement(entry, "key").text = safe(key)
            if item is not None:
                etree.SubElement(entry, "value").text = safe(item)
    else:
        element.text = safe(str(value))


def read(bean: Bean, body: bytes) -> Parsed:
    """A body as a record; unknown elements are ignored. Raises Framework(400) for broken XML or a wrong root."""
    try:
        root = parse(body)
    except (etree.XMLSyntaxError, ValueError):
        raise Framework(400, "BadRequestException") from None
    if not bean.xml_readable or tag(root) != bean.root:
        raise Framework(400, "BadRequestException")
    return _bean(bean, root)


def _bean(bean: Bean, element: etree._Element) -> Parsed:
    parsed = Parsed(bean)
    for child in children(element):
        field = bean.by_tag.get(tag(child))
        if field is None or field.access == "out":
            continue
        kind = field.type
        if isinstance(kind, Listing):
            if parsed.get(field.name) is None or field.name not in parsed.given:
                parsed[field.name] = []
            items = children(child) if kind.wrapper else [child]
            if not kind.lost_in_xml:
                parsed[field.name].extend(_value(kind.item, i) for i in items if not kind.wrapper or tag(i) == kind.tag)
        else:
            parsed[field.name] = _value(kind, child)
        parsed.given.add(field.name)
    for field in bean.fields:
        if isinstance(field.type, Listing) and field.type.lost_in_xml and parsed.get(field.name) is None:
            parsed[field.name] = []
    return parsed


def _value(kind: FieldType, element: etree._Element) -> Any:
    if isinstance(kind, Nested):
        return _bean(kind.bean, element)
    if isinstance(kind, TextMap):
        return {(entry.findtext("key") or ""): entry.findtext("value") for entry in children(element) if tag(entry) == "entry"}
    content = text(element)
    if isinstance(kind, Text):
        return content
    word = content.strip()
    if isinstance(kind, Int):
        number = java_int(word)
        return number if number is not None else (None if kind.nullable and not word else 0)
    if isinstance(kind, Bool):
        return word in ("true", "1")
    if isinstance(kind, Time):
        return parse_time(word)
    if isinstance(kind, Enum):
        words = kind.xml_values or kind.values
        return kind.values[words.index(word)] if word in words else None
    return None


def format_time(moment: int) -> str:
    """Milliseconds as an ISO date-time with zone (the simulator lives in UTC)."""
    then = EPOCH + timedelta(milliseconds=moment)
    part = f".{moment % 1000:03d}" if moment % 1000 else ""
    return then.strftime("%Y-%m-%dT%H:%M:%S") + part + "Z"


def parse_time(word: str) -> int | None:
    """An ISO date-time as milliseconds, or None."""
    try:
        then = datetime.fromisoformat(word[:-1] + "+00:00" if word.endswith("Z") else word)
    except ValueError:
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=timezone.utc)
    return (then - EPOCH) // timedelta(milliseconds=1)
