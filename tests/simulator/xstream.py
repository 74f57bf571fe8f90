# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""XML and JSON of the older records of /rest: what the server's XStream reads and writes.

JSON is read by another parser than the one that writes it: it is turned into the XML that it stands for and then
read as XML. All its odd habits (lists that cannot be put back, null as a word) follow from that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from .beans import Bean, Bool, Enum, Field, FieldType, Int, Listing, Nested, Parsed, Time, java_int
from .errors import BodyError
from .xml_tools import children, parse, safe, tag, text

_PACKAGE = "com.thoughtworks.xstream"
_STREAM = f"{_PACKAGE}.io.StreamException"
_CONVERSION = f"{_PACKAGE}.converters.ConversionException"
_UNKNOWN_CLASS = f"{_PACKAGE}.mapper.CannotResolveClassException"
_UNKNOWN_FIELD = f"{_PACKAGE}.converters.reflection.AbstractReflectionConverter$UnknownFieldException"
_DUPLICATE = f"{_PACKAGE}.converters.reflection.AbstractReflectionConverter$DuplicateFieldException"


def write_xml(bean: Bean, record: Mapping[str, Any]) -> bytes:
    """A record indented by two blanks, without declaration; null fields are left out."""
    root = etree.Element(bean.root)
    _fill(root, bean, record)
    etree.indent(root, space="  ")
    return etree.tostring(root, encoding="utf-8")


def _fill(parent: etree._Element, bean: Bean, record: Mapping[str, Any]) -> None:
    for field in bean.fields:
        value = record.get(field.name)
        if value is not None:
            _element(etree.SubElement(parent, field.tag), field.type, value)


def _element(element: etree._Element, kind: FieldType, value: Any) -> None:
    if isinstance(kind, Nested):
        _fill(element, kind.bean, value)
    elif isinstance(kind, Listing):
        if kind.java:
            element.set("class", kind.java)
        for item in value:
            _element(etree.SubElement(element, kind.tag), kind.item, item)
    elif isinstance(kind, Bool):
        element.text = "true" if value else "false"
    else:
        element.text = safe(str(value))


def write_json(bean: Bean, record: Mapping[str, Any]) -> bytes:
    """A record over several lines, wrapped in its root name; null fields are left out, lists are arrays."""
    return json.dumps({bean.root: _plain(bean, record)}, ensure_ascii=False, indent=2).encode()


def write_items(root: str, bean: Bean, items: Iterable[Mapping[str, Any]], as_json: bool) -> bytes:
    """Records directly below a root element; in JSON the root name holds the array."""
    if as_json:
        return json.dumps({root: [_plain(bean, item) for item in items]}, ensure_ascii=False, indent=2).encode()
    element = etree.Element(root)
    _element(element, Listing(Nested(bean), bean.root), items)
    etree.indent(element, space="  ")
    return etree.tostring(element, encoding="utf-8")


def _plain(bean: Bean, record: Mapping[str, Any]) -> dict[str, Any]:
    return {f.tag: _out(f.type, record[f.name]) for f in bean.fields if record.get(f.name) is not None}


def _out(kind: FieldType, value: Any) -> Any:
    if isinstance(kind, Nested):
        return _plain(kind.bean, value)
    if isinstance(kind, Listing):
        return [_out(kind.item, item) for item in value]
    return value


def read(bean: Bean, body: bytes, is_json: bool, null_text: str = "null") -> Parsed:
    """A body as a record. Raises BodyError for everything that does not fit, unknown fields included."""
    root = _from_json(body, null_text) if is_json else _from_xml(body)
    if tag(root) != bean.root:
        raise BodyError(_UNKNOWN_CLASS, f"{tag(root)} : {tag(root)}")
    return _bean(bean, root)


def read_items(root: str, bean: Bean, body: bytes, is_json: bool, null_text: str = "null") -> list[Parsed]:
    """A body whose root element is a list of records."""
    top = _from_json(body, null_text) if is_json else _from_xml(body)
    if tag(top) != root:
        raise BodyError(_UNKNOWN_CLASS, f"{tag(top)} : {tag(top)}")
    items: list[Parsed] = _value(Listing(Nested(bean), bean.root), top)
    return items


def _from_xml(body: bytes) -> etree._Element:
    try:
        return parse(body)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BodyError(_STREAM, f' : "{error}"\n@{_debug("parser", "xml")}') from None


def _from_json(body: bytes, null_text: str) -> etree._Element:
    try:
        value = json.loads(body.decode("utf-8"))
    except ValueError as error:
        raise BodyError(_STREAM, f' : A JSONObject text must begin with "{{"\n{error}') from None
    if not isinstance(value, dict) or not value:
        raise BodyError(_STREAM, ' : A JSONObject text must begin with "{" at character 1')
    name, content = next(iter(value.items()))
    holder = etree.Element("document")
    _grow(holder, name, content, null_text)
    if not len(holder):
        raise BodyError(_STREAM, " : no element in document")
    return holder[0]


def _grow(parent: etree._Element, name: str, value: Any, null_text: str) -> None:
    if isinstance(value, list):
        for item in value:
            _grow(parent, name, item, null_text)
        return
    try:
        element = etree.SubElement(parent, name)
    except ValueError:
        raise BodyError(_UNKNOWN_FIELD, f'No such field "{name}"\n{_debug("field", name)}') from None
    if isinstance(value, dict):
        for key, item in value.items():
            _grow(element, key, item, null_text)
    elif value is None:
        element.text = null_text
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    else:
        element.text = safe(str(value))


def _bean(bean: Bean, element: etree._Element) -> Parsed:
    parsed = Parsed(bean)
    parsed.update(dict.fromkeys(parsed))
    fields: dict[str, Field] = {field.tag: field for field in bean.fields}
    for child in children(element):
        name = tag(child)
        if (field := fields.get(name)) is None:
            raise BodyError(_UNKNOWN_FIELD, f"No such field {bean.java}.{name}\n{_debug('field', name)}")
        if isinstance(field.type, Listing) and field.type.repeated:
            parsed[field.name] = [*(parsed[field.name] or ()), _value(field.type.item, child)]
            parsed.given.add(field.name)
            continue
        if field.name in parsed.given:
            raise BodyError(_DUPLICATE, f"Duplicate field {name}\n{_debug('field', name)}")
        parsed[field.name] = _value(field.type, child)
        parsed.given.add(field.name)
    return parsed


def _value(kind: FieldType, element: etree._Element) -> Any:
    if isinstance(kind, Nested):
        return _bean(kind.bean, element)
    if isinstance(kind, Listing):
        items = []
        for child in children(element):
            if tag(child) != kind.tag:
                raise BodyError(_UNKNOWN_CLASS, f"{tag(child)} : {tag(child)}\n{_debug('class', 'java.util.ArrayList')}")
            items.append(_value(kind.item, child))
        return items
    inner = children(element)
    content = "" if inner else text(element)
    if isinstance(kind, (Int, Time)):
        digits = content.strip()
        number = int(digits) if isinstance(kind, Time) and digits.removeprefix("-").isdecimal() else java_int(digits)
        if number is None:
            raise BodyError(_CONVERSION, f'For input string: "{content}"\n{_debug("class", "java.lang.Integer")}')
        return number
    if isinstance(kind, Bool):
        return content.strip().lower() in ("true", "yes")
    if isinstance(kind, Enum) and content not in kind.values:
        raise BodyError("java.lang.IllegalArgumentException", f"No enum const {kind.java}.{content}")
    return content


def _debug(key: str, value: str) -> str:
    return f"---- Debugging information ----\n{key:<20}: {value}\n-------------------------------"
