# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Auto attendants (voice menus). Source of the facts: wire/auto_attendants.yml.

Every PBX lists their names; only newer ones have an API for the rest. There the whole record is sent, always: what a
body leaves out is blanked, and blank times make the attendant unusable. Dial rules and menus refer to attendants, and a
server that is told an unknown name makes an empty attendant of it. Private to the collection.
"""

from __future__ import annotations

import re
import typing as t

from .._resource import Field, Raw, Reader, Resource, Seen, Step, Values, Wanted
from .._wire import SELF, BadInput, Call, NotFound, Refused
from . import _attendant_menu, _checks

ABSENT = (
    "this PBX can list its auto attendants and switch their modes (sipx_special_mode, sipx_live_attendant) by API, but neither make nor"
    " change them: that comes with sipXcom 21.04. Use its web UI"
)
#: The records, where there is an API for them. (The key is misspelt on the wire.)
RECORDS, RECORDS_AT = Call("GET", "/api/autoattendant"), "autoAttendands"
#: The fields of a dial rule on the wire that name an attendant.
_IN_RULES = ("afterHoursAttendant", "holidayAttendant", "workingTimeAttendant")
#: Names that mean something else in the path of a record.
_TAKEN = ("settings", "specialmode")
#: What the list alone tells.
_LISTED = ("name", "system_id", "special_selected")
_LONGEST_NAME, _LONGEST_PATTERN = 40, 1024


def records(reader: Reader) -> list[Raw] | None:
    """The records of all attendants; None where there is no API for them."""
    try:
        return t.cast("list[Raw]", reader.get(RECORDS)[RECORDS_AT])
    except NotFound:
        return None


def _name(value: str) -> str | None:
    if value in _TAKEN or "/" in value or value.endswith((".json", ".xml")):
        return "cannot be addressed by the API (a word of its own, a slash, or an ending .json or .xml); choose another"
    if len(value) > _LONGEST_NAME:
        return f"is longer than the {_LONGEST_NAME} characters of an attendant's name"
    return _checks.name(value)


def _pattern(value: str) -> str | None:
    if len(value) > _LONGEST_PATTERN:
        return f"is longer than the {_LONGEST_PATTERN} characters that the server keeps"
    try:
        re.compile(value)
    except re.error as problem:
        return f"is no regular expression ({problem})"
    return None


def _known(values: Values) -> t.Container[str]:
    """The fields of an attendant: those of the list alone where the API has no more, and the task asks for no more."""
    details = [field.name for field in AUTO_ATTENDANT.fields if field.name not in _LISTED]
    listed_only = "system_id" in values and all(values.get(name) is None for name in details)
    return _LISTED if listed_only else (*_LISTED, *details)


def _complete(reader: Reader, raw: Raw) -> Raw:
    """A name of the list with its record; without one where the API has none."""
    rows = records(reader)
    if rows is None:
        return raw
    own = next((row for row in rows if row["name"] == raw["name"]), {})
    whole = {**own, **raw}
    names = {row["systemName"]: row["name"] for row in rows}
    return {**whole, "autoattendantMenus": _attendant_menu.with_names(whole.get("autoattendantMenus"), names)}


# -- before anything is written -------------------------------------------------------------------------------------


def _examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    rows = records(reader)
    if rows is None:
        if seen.raw is None or seen.values["name"] != wanted.key or set(wanted.values) - {"name"}:
            raise Refused(ABSENT)
        return
    seen.facts["system_names"] = {row["name"]: row["systemName"] for row in rows}
    values = {"settings.inter_digit_timeout": 3, "settings.overall_digit_timeout": 7, **seen.values, **wanted.values}
    between, overall = values["settings.inter_digit_timeout"], values["settings.overall_digit_timeout"]
    if between and overall and between > overall:
        raise BadInput(
            f"settings: an inter_digit_timeout of {between} is longer than the overall_digit_timeout of {overall}; make it shorter"
        )
    if values.get("settings.transfer_on_failure") and not values.get("settings.transfer_extension"):
        raise BadInput("settings: transfer_on_failure needs a transfer_extension")
    mute = [item["key"] for item in values.get("menu") or [] if item["action"] is None]
    if mute:
        seen.warnings.append(
            f"the key {', '.join(mute)} of auto attendant {wanted.key!r} has no action that the server knows: any change takes it away"
        )


def _foretell(after: Values, wanted: Wanted, seen: Seen) -> Values:
    return {"system_id": None, "special_selected": False} if seen.raw is None else {}


def _finish(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    return {**payload, "autoattendantMenus": _attendant_menu.write(after["menu"], seen.facts["system_names"])}


def _refuse_used(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    title = AUTO_ATTENDANT.called(wanted.key)
    rows = records(reader)
    if rows is None:
        raise Refused(ABSENT)
    if seen.values["system_id"]:
        raise Refused(f"{title} is built in and cannot be deleted")
    rules = [repr(row["name"]) for row in reader.rows("dial_rule") if wanted.key in [row.get(field) for field in _IN_RULES]]
    if rules:
        raise Refused(f"{title} is used by dial rule {', '.join(rules)}: give them another attendant first (sipx_dial_rule)")
    if wanted.options["force"]:
        return []
    if seen.values["special_selected"]:
        raise Refused(f"{title} is up for special mode, and deleting it would switch that off: see sipx_special_mode, or set force=true")
    menus = [
        repr(row["name"])
        for row in (_complete(reader, other) for other in reader.rows("auto_attendant") if other["name"] != wanted.key)
        if wanted.key in [item["attendant"] for item in _attendant_menu.read(row["autoattendantMenus"])]
    ]
    if menus:
        raise Refused(f"the menu of auto attendant {', '.join(menus)} leads to {title}: change it first, or set force=true")
    return []


def _number(name: str, wire: str, low: int, high: int, usual: int) -> Field:
    """A number that travels as text; null sets what is usual."""
    return Field(
        f"settings.{name}",
        f"autoattendantSettings.{wire}",
        "int",
        create=usual,
        empty=usual,
        check=_checks.in_range(low, high),
        from_wire=lambda value: int(value) if str(value).isdigit() else None,
        to_wire=str,
    )


def _switch(name: str, wire: str, usual: bool) -> Field:
    return Field(f"settings.{name}", f"autoattendantSettings.{wire}", "bool", create=usual, clearable=False, from_wire=lambda value: value)


def _text(name: str, wire: str, **more: t.Any) -> Field:
    """A text that a null would leave as it is."""
    return Field(name, wire, to_wire=lambda value: value or "", **more)


AUTO_ATTENDANT = Resource(
    kind="auto_attendant",
    title="auto attendant",
    plural="auto attendants",
    key="name",
    fields=(
        Field("name", "name", required=True, clearable=False, check=_name),
        Field("system_id", "systemId", read_only=True),
        _text("description", "description", check=_checks.short_text),
        Field("prompt", "prompt", required=True, clearable=False, check=_checks.name),
        Field("language", "lang", create="default", empty="default", check=_checks.name, from_wire=lambda value: value or None),
        _text("allow_dial", "allowDial", check=_pattern),
        _text("deny_dial", "denyDial", check=_pattern),
        Field("branches", "locations", "list", elements="str", ordered=False, ref="branch", from_wire=lambda value: value),
        Field(
            "menu",
            "autoattendantMenus",
            "list",
            elements="dict",
            options=_attendant_menu.OPTIONS,
            create=_attendant_menu.USUAL,
            ref="auto_attendant",
            ref_at="attendant",
            check=_attendant_menu.bad,
            as_stored=lambda value, values: _attendant_menu.in_order(value),
            from_wire=lambda value: None if value is None else _attendant_menu.read(value),
        ),
        _number("inter_digit_timeout", "dtmfInterTimeout", 1, 3600, 3),
        _number("overall_digit_timeout", "dtmfOverallTimeout", 1, 3600, 7),
        _number("max_digits", "maxDtmfNumberTones", 1, 100, 10),
        _number("replay_count", "replayCount", 0, 10, 2),
        _number("invalid_response_count", "invalidResponseCount", 0, 10, 2),
        _switch("transfer_on_failure", "transferOnFailures", False),
        _text("settings.transfer_extension", "autoattendantSettings.transferExtension", check=_checks.name),
        _text("settings.transfer_prompt", "autoattendantSettings.promptToPlay", check=_checks.name),
        _switch("play_prompt_on_transfer", "playPromptWhenTransfer", True),
        Field("special_selected", "specialSelected", "bool", read_only=True),
    ),
    rows_call=Call("GET", "/rest/auto-attendant"),
    rows_at=("autoAttendants",),
    item=None,
    ident="name",
    by_key=True,
    create=Call("POST", "/api/autoattendant"),
    update=Call("PUT", "/api/autoattendant/{name}", {"name": SELF}),
    delete=Call("DELETE", "/api/autoattendant/{name}", {"name": SELF}),
    complete=_complete,
    has=_known,
    examine=_examine,
    foretell=_foretell,
    finish=_finish,
    unlink=_refuse_used,
    extra={"force": {"type": "bool", "default": False}},
    touches=("dial_rule",),
)
