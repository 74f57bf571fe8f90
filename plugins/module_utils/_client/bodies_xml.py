# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""XML bodies to and from plain data, with entities, DTD and network off. Private to the collection."""

from __future__ import annotations

import traceback
import typing as t

LXML_ERROR: str | None = None
try:
    from lxml import etree
except ImportError:
    LXML_ERROR = traceback.format_exc()


def dump(root: str, data: t.Mapping[str, t.Any]) -> bytes:
    """An XML document in UTF-8 (shape: see Xml in _wire). Raises ValueError for text that XML cannot carry."""
    element = etree.Element(root)
    _fill(element, data)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8")


def _fill(parent: t.Any, data: t.Mapping[str, t.Any]) -> None:
    for name, value in data.items():
        for item in value if isinstance(value, list) else [value]:
            if item is None:
                continue
            child = etree.SubElement(parent, name)
            if isinstance(item, t.Mapping):
                _fill(child, item)
            else:
                child.text = _text(item)


def _text(value: t.Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def load(body: bytes) -> tuple[str, t.Any]:
    """Root name and content: an element with children is a dict (repeated children are a list), a leaf is its text.

    An empty leaf with attributes is a dict of them: so /rest/phonebook tells names (conventions.md, 3.4).

    Raises ValueError for broken XML and for any document with a DTD.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not readable as XML: {error}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("the document has a DTD, which no PBX sends")
    return _name(root), _data(root)


def _data(element: t.Any) -> t.Any:
    if not len(element):
        return element.text or {str(name): value for name, value in element.attrib.items()} or ""
    data: dict[str, t.Any] = {}
    for child in element:
        name, value = _name(child), _data(child)
        if name not in data:
            data[name] = value
        elif isinstance(data[name], list):
            data[name].append(value)
        else:
            data[name] = [data[name], value]
    return data


def _name(element: t.Any) -> str:
    return etree.QName(element).localname
