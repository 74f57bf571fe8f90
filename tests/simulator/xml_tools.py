# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The hardened XML parser and the small pieces that both XML codecs share."""

from __future__ import annotations

import re

from lxml import etree

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(body: bytes) -> etree._Element:
    """The root element of a document. Raises etree.XMLSyntaxError; never resolves entities, DTDs or the network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False)
    return etree.fromstring(body, parser)


def tag(element: etree._Element) -> str:
    """The local name of an element (comments and processing instructions have none: empty)."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def children(element: etree._Element) -> list[etree._Element]:
    """The child elements, without comments."""
    return [child for child in element if isinstance(child.tag, str)]


def text(element: etree._Element) -> str:
    """The own text of an element, white space kept; comments and unresolved entities are skipped."""
    if not len(element):
        return element.text or ""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def safe(value: str) -> str:
    """The text without characters that XML cannot hold."""
    if value.isprintable():
        return value
    return _FORBIDDEN.sub("?", value)
