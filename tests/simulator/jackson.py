# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""JSON of /api: what the server's Jackson reads and writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .beans import (
    Bean,
    Bool,
    Enum,
    Field,
    FieldType,
    Int,
    Listing,
    Nested,
    Opaque,
    Parsed,
    Text,
    TextMap,
    Time,
    java_int,
)
from .errors import BodyError

SOURCE = "[Source: org.apache.cxf.transport.http.AbstractHTTPDestination$1@4d1f27ae; line: 1, column: 1]"


class _Decimal(float):
    """A JSON number with a fraction; keeps its text, since a text field takes it as written."""

    text: str

    def __new__(cls, text: str) -> _Decimal:
        new = super().__new__(cls, text)
        new.text = text
        return new


def dumps(value: Any) -> bytes:
    """Compact JSON in UTF-8, keys in the given order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def write(bean: Bean, record: Mapping[str, Any]) -> bytes:
    """A record as the server writes it: every key in bean order, null where empty."""
    return dumps(_plain(bean, record))


def _plain(bean: Bean, record: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: _out(f.type, record.get(f.name)) for f in bean.fields}


def _out(kind: FieldType, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Nested):
        return _plain(kind.bean, value)
    if isinstance(kind, Listing):
        return [_out(kind.item, item) for item in value]
    return value


def read(bean: Bean, body: bytes, package: str = "org.codehaus.jackson", ignore_unknown: bool = False) -> Parsed:
    """A body as a record.

    Raises BodyError for an empty or malformed body, an unknown key, or a value that cannot be coerced.
    package is the Java package of the JSON library, which is part of the error texts.
    ignore_unknown: unknown keys are left out instead.
    """
    if not body.strip():
        raise BodyError("java.io.EOFException", "No content to map to Object due to end of input")
    try:
        value = json.loads(body.decode("utf-8"), parse_float=_Decimal, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise BodyError(f"{package}.JsonParseException", f"Invalid UTF-8 start byte at {error.start}\n at {SOURCE}") from None
    except (json.JSONDecodeError, ValueError) as error:
        raise BodyError(f"{package}.JsonParseException", f"Unexpected character: {error}\n at {SOURCE}") from None
    return _Reader(package, ignore_unknown).bean(bean, value)


def _no_constant(text: str) -> Any:
    raise ValueError(f"Non-standard token '{text}'")


class _Reader:
    def __init__(self, package: str, ignore_unknown: bool) -> None:
        self.package = package
        self.ignore_unknown = ignore_unknown

    def _mapping_error(self, message: str) -> BodyError:
        place = "map" if self.package.startswith("org.codehaus") else "databind"
        return BodyError(f"{self.package}.{place}.JsonMappingException", f"{message}\n at {SOURCE}")

    def _wrong_token(self, java: str, value: Any) -> BodyError:
        return self._mapping_error(f"Can not deserialize instance of {java} out of {_token(value)} token")

    def bean(self, bean: Bean, value: Any) -> Parsed:
        if not isinstance(value, dict):
            if isinstance(value, str):
                raise self._mapping_error(
                    f"Can not instantiate value of type [simple type, class {bean.java}] from JSON String;"
                    " no single-String constructor/factory method"
                )
            raise self._wrong_token(bean.java, value)
        parsed = Parsed(bean)
        for key, item in value.items():
            field = bean.by_name.get(key)
            if field is None and (self.ignore_unknown or bean.ignores_unknown):
                continue
            if field is None:
                place = "map" if self.package.startswith("org.codehaus") else "databind"
                raise BodyError(
                    f"{self.package}.{place}.exc.UnrecognizedPropertyException",
                    f'Unrecognized field "{key}" (Class {bean.java}), not marked as ignorable\n at {SOURCE}'
                    f' (through reference chain: {bean.java.rpartition(".")[2]}["{key}"])',
                )
            parsed[key] = self.field(field, item)
            parsed.given.add(key)
        return parsed

    def field(self, field: Field, value: Any) -> Any:
        return self.value(field.type, value)

    def value(self, kind: FieldType, value: Any) -> Any:
        if isinstance(kind, Text):
            return self.text(value)
        if isinstance(kind, Bool):
            return self.truth(kind, value)
        if isinstance(kind, Int):
            return self.integer(kind, value)
        if value is None:
            return None
        if isinstance(kind, Nested):
            return self.bean(kind.bean, value)
        if isinstance(kind, Listing):
            if not isinstance(value, list):
                raise self._wrong_token("java.util.ArrayList", value)
            return [self.value(kind.item, item) for item in value]
        if isinstance(kind, Enum):
            return self.word(kind, value)
        if isinstance(kind, Time):
            return self.time(value)
        if isinstance(kind, TextMap):
            if not isinstance(value, dict):
                raise self._wrong_token("java.util.LinkedHashMap", value)
            return {key: self.text(item) for key, item in value.items()}
        assert isinstance(kind, Opaque)
        return value

    def text(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, _Decimal):
            return value.text
        if isinstance(value, int):
            return str(value)
        raise self._wrong_token("java.lang.String", value)

    def truth(self, kind: Bool, value: Any) -> bool | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None if kind.nullable else False
        if isinstance(value, bool):
            return value
        if isinstance(value, int):
            return value != 0
        if isinstance(value, str):
            word = value.strip()
            if word in ("true", "false"):
                return word == "true"
            raise self._mapping_error(
                f'Can not construct instance of boolean from String value \'{value}\': only "true" or "false" recognized'
            )
        raise self._wrong_token("boolean", value)

    def integer(self, kind: Int, value: Any) -> int | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None if kind.nullable else 0
        if isinstance(value, str):
            number = java_int(value.strip())
            if number is None:
                raise self._mapping_error(f"Can not construct instance of int from String value '{value}': not a valid Integer value")
            return number
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._wrong_token("int", value)
        if not -(2**31) <= value < 2**31:
            raise BodyError(f"{self.package}.JsonParseException", f"Numeric value ({value}) out of range of int\n at {SOURCE}")
        return int(value)

    def word(self, kind: Enum, value: Any) -> str:
        if isinstance(value, str) and value in kind.values:
            return value
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(kind.values):
            return kind.values[value]
        if isinstance(value, str):
            raise self._mapping_error(
                f"Can not construct instance of {kind.java} from String value '{value}': value not one of declared Enum instance names"
            )
        raise self._wrong_token(kind.java, value)

    def time(self, value: Any) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lstrip("-").isdigit():
            return int(value)
        if isinstance(value, str):
            if not value.strip():
                return None
            from .jaxb import parse_time

            moment = parse_time(value)
            if moment is None:
                raise self._mapping_error(
                    f"Can not construct instance of java.util.Date from String value '{value}': not a valid representation"
                )
            return moment
        raise self._wrong_token("java.util.Date", value)


def _token(value: Any) -> str:
    if value is None:
        return "VALUE_NULL"
    if isinstance(value, bool):
        return "VALUE_TRUE" if value else "VALUE_FALSE"
    if isinstance(value, dict):
        return "START_OBJECT"
    if isinstance(value, list):
        return "START_ARRAY"
    if isinstance(value, str):
        return "VALUE_STRING"
    return "VALUE_NUMBER_FLOAT" if isinstance(value, float) else "VALUE_NUMBER_INT"
