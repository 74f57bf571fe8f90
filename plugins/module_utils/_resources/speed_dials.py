# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's speed dials, his own or those of his group. Source of the facts: wire/my_preferences.yml. Private to the collection."""

from __future__ import annotations

import typing as t

from .._document import Document, Sheet, put
from .._resource import Field, Raw, Reader, Seen, Values, Wanted
from .._wire import BadInput, Call
from . import _checks

_PATH = "/rest/my/speeddial"
_BUTTON: dict[str, dict[str, t.Any]] = {
    "number": {"type": "str", "required": True},
    "label": {"type": "str"},
    "presence": {"type": "bool", "default": False},
}


def _bad_buttons(value: t.Any) -> str | None:
    for place, button in enumerate(value, 1):
        if not button["number"] or any(letter.isspace() for letter in button["number"]):
            return f"has no number in button {place}: write an extension or a SIP address, without blanks"
        problem = _checks.short_text(button["number"]) or _checks.short_text(button["label"] or "")
        if problem:
            return f"has something in button {place} that {problem}"
    return None


def _from_wire(buttons: t.Any) -> list[Values]:
    return [{"number": one["number"], "label": one["label"] or None, "presence": bool(one["blf"])} for one in buttons or ()]


def _to_wire(buttons: t.Any) -> list[Values]:
    return [{"number": one["number"], "label": one["label"] or None, "blf": one["presence"]} for one in buttons]


def _own(reader: Reader, raw: Raw, seen: Seen) -> Raw:
    """Without the buttons of a group, which nobody can change here and which would be taken for the user's."""
    return {**raw, "buttons": []} if raw["groupSpeedDial"] else raw


def _with_presence(buttons: t.Any, wanted: Wanted, seen: Seen) -> list[Values]:
    """Who may not subscribe to presence keeps it on a button that has it already, and gets no other: the server drops it silently."""
    wish = [{**one, "label": one["label"] or None} for one in buttons or ()]
    if seen.values["may_subscribe_to_presence"]:
        return wish
    has = {(one["number"], one["label"]): one["presence"] for one in reversed(seen.values["buttons"])}
    return [{**one, "presence": has.get((one["number"], one["label"]), False)} for one in wish]


def _examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    buttons = wanted.values.get("buttons")
    if wanted.values.get("inherit") and buttons:
        raise BadInput("buttons: with inherit the user has the buttons of his group and none of his own; leave one of the two out")
    given = [one["number"] for one in _with_presence(buttons, wanted, seen) if one["presence"]]
    dropped = [one["number"] for one in buttons or () if one["presence"] and one["number"] not in given]
    if dropped:
        seen.warnings.append(
            f"user {wanted.key!r} lacks the permission subscribe-to-presence, so the buttons for {', '.join(dropped)} show no presence"
        )


def _implied(values: Values) -> Values:
    return {"inherit": False} if "buttons" in values else {}


def _foretold(after: Values, wanted: Wanted, seen: Seen) -> Values:
    return {"buttons": []} if after["inherit"] else {}


def _finish(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    return {**payload, "updatePhones": True} if wanted.options["update_phones"] else payload


SPEED_DIAL = Document(
    kind="speed_dial",
    title="speed dials",
    sheets=(
        Sheet(
            (
                Field("inherit", "groupSpeedDial", "bool", clearable=False),
                Field(
                    "buttons",
                    "buttons",
                    "list",
                    elements="dict",
                    options=_BUTTON,
                    check=_bad_buttons,
                    combine=_with_presence,
                    from_wire=_from_wire,
                    to_wire=_to_wire,
                ),
                Field("may_subscribe_to_presence", "canSubscribeToPresence", "bool", read_only=True),
            ),
            Call("GET", _PATH),
            put(_PATH),
            whole=True,
            complete=_own,
            finish=_finish,
        ),
    ),
    implies=_implied,
    examine=_examine,
    foretell=_foretold,
    extra={"update_phones": {"type": "bool", "default": False}},
)
