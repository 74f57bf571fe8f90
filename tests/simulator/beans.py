# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The words that records are declared with.

A bean is data: its fields in wire order with their types. The codecs (jackson, jaxb, xstream) turn a plain dict
into a body and a body into a dict by walking the declaration, so that no family writes a serialiser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as _field
from typing import Any, Union


@dataclass(frozen=True)
class Text:
    """A string."""


@dataclass(frozen=True)
class Int:
    """A 32-bit integer; nullable tells the Java wrapper (null when missing) from the primitive (0 when missing)."""

    nullable: bool = False


@dataclass(frozen=True)
class Bool:
    """A truth value; nullable as for Int."""

    nullable: bool = False


@dataclass(frozen=True)
class Enum:
    """A word out of a fixed set; xml_values are the words of the XML form where they differ (same order)."""

    values: tuple[str, ...]
    xml_values: tuple[str, ...] = ()
    java: str = "java.lang.Enum"


@dataclass(frozen=True)
class Time:
    """A point in time: milliseconds since 1970 in JSON and in the record, ISO 8601 text in XML."""


@dataclass(frozen=True)
class TextMap:
    """A map of text to text or null: an object in JSON, entry elements in XML."""


@dataclass(frozen=True)
class Opaque:
    """Any JSON value as it is; JSON only, XML does not show it."""


@dataclass(frozen=True)
class Nested:
    """Another bean."""

    bean: Bean


@dataclass(frozen=True)
class Listing:
    """A list. tag is the XML element of one item, wrapper the JAXB element around all items (None: no such element).

    lost_in_xml: JAXB drops what it reads (the list is there and empty).
    repeated: XStream reads each element of the field's name as one item (no such element: null).
    java: XStream names this class in an attribute of the element.
    """

    item: FieldType
    tag: str
    wrapper: str | None = None
    lost_in_xml: bool = False
    repeated: bool = False
    java: str = ""


FieldType = Union[Text, Int, Bool, Enum, Time, TextMap, Opaque, Nested, Listing]  # noqa: UP007 (forward references)


@dataclass(frozen=True)
class Field:
    """One field. name is the JSON key, xml the element name where it differs.

    access: rw; ro (accepted in a body, the family ignores it); out (JSON input refuses it as unknown).
    missing: the value when a body does not have the field (default: null, or 0 and false for primitives).
    """

    name: str
    type: FieldType = Text()
    xml: str | None = None
    access: str = "rw"
    missing: Any = None

    @property
    def tag(self) -> str:
        """The XML element name."""
        return self.xml or self.name

    def default(self) -> Any:
        """A fresh value for a body that leaves the field out."""
        if self.missing is not None:
            return list(self.missing) if isinstance(self.missing, (list, tuple)) else self.missing
        if isinstance(self.type, Int) and not self.type.nullable:
            return 0
        if isinstance(self.type, Bool) and not self.type.nullable:
            return False
        return None


@dataclass(frozen=True)
class Bean:
    """A record type. root is its XML root element (and the JSON wrapper on /rest), java its class in error texts.

    ignores_unknown: JSON keys that it does not know are no error.
    """

    root: str
    fields: tuple[Field, ...]
    java: str = "org.sipfoundry.sipxconfig.api.model.Bean"
    xml_readable: bool = True
    xml_writable: bool = True
    ignores_unknown: bool = False
    by_name: Mapping[str, Field] = _field(init=False, repr=False, compare=False)
    by_tag: Mapping[str, Field] = _field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {f.name: f for f in self.fields if f.access != "out"})
        tags: dict[str, Field] = {}
        for one in self.fields:
            if isinstance(one.type, Listing):
                tags[one.type.wrapper or one.type.tag] = one
            else:
                tags[one.tag] = one
        object.__setattr__(self, "by_tag", tags)


class Given(dict[str, None]):
    """Names in the order in which a body had them."""

    def add(self, name: str) -> None:
        """Notes a name."""
        self.pop(name, None)
        self[name] = None


class Parsed(dict[str, Any]):
    """A record read from a body: every field of the bean, and in `given` the names that the body really had."""

    def __init__(self, bean: Bean) -> None:
        super().__init__({f.name: f.default() for f in bean.fields if f.access != "out"})
        self.given = Given()


def java_int(text: str) -> int | None:
    """Integer.parseInt: a signed 32-bit decimal number, or None."""
    digits = text[1:] if text[:1] in ("-", "+") else text
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12:
        return None
    number = int(text)
    return number if -(2**31) <= number < 2**31 else None
