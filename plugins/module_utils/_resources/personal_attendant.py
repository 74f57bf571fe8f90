# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's personal attendant: what callers may press while they hear the greeting. Source of the facts: wire/my_voicemail.yml.

Reading comes before writing for a reason: a first write on a user who has no attendant record yet would make two, after which
nothing can be read any more. Private to the collection.
"""

from __future__ import annotations

import re
import typing as t

from .._document import BySetting, Document, Sheet, put
from .._resource import Field, Reader, Seen, Values, Wanted
from .._wire import BadInput, Call, Refused, nearest
from . import _checks

_ATTENDANT = "/rest/my/voicemail/attendant"
_OPERATOR = "/rest/my/voicemail/operator/"
_LANGUAGES = Call("GET", f"{_ATTENDANT}/lang")
_ON = {True: "1", False: "0"}
#: What the path of the operator can carry, which is not decoded there.
_PLAIN = re.compile(r"[A-Za-z0-9._~-]+")


def _cleared(value: t.Any) -> t.Any:
    """Null keeps what is there; an empty text clears it."""
    return "" if value is None else value


def _bad_menu(value: t.Any) -> str | None:
    keys = [key for key in value if not re.fullmatch(r"[0-9*#]", str(key))]
    if keys:
        return f"has the key {keys[0]!r}: callers can press 0 to 9, * and #"
    empty = [key for key, number in value.items() if not isinstance(number, (str, int)) or isinstance(number, bool) or number == ""]
    return f"has no number for the key {empty[0]!r}: write the number or SIP address that it calls, as text" if empty else None


def _menu(value: t.Any, values: Values | None = None) -> dict[str, str]:
    """The menu as the server shows it: keys and numbers are texts, though YAML may have read them as numbers."""
    return {str(key): str(number) for key, number in (value or {}).items()}


def _examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    language = wanted.values.get("language")
    if language and language != seen.values["language"]:
        known = [str(one) for one in reader.get(_LANGUAGES)]
        if language not in known:
            near = nearest(language, known)
            hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(known)}"
            raise BadInput(f"language: the PBX has no prompts for {language!r}; {hint}", details={"value": language, "nearest": near})
    if "override_language" in wanted.values and not language and seen.values["language"] is None:
        raise BadInput("override_language: the user has no language yet, and the PBX takes one only with the other; give language as well")


def _finish(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    """Language and its switch go together, and deleting needs a companion, or the server drops them with status 200."""
    if not seen.values["attendant_permission"]:
        _only_operator(payload, wanted)
    if {"language", "overrideLanguage"} & set(payload):
        payload = {**payload, "language": after["language"], "overrideLanguage": after["override_language"]}
    return {**payload, "depositVM": after["deposit_voicemail"]} if "forwardDeleteVM" in payload else payload


def _only_operator(payload: Values, wanted: Wanted) -> None:
    """Without the permission the server says yes and does nothing; its call for the operator alone needs none."""
    others = [name for name in payload if name != "operator"]
    operator = payload.get("operator") or ""
    if others or not (operator == "" or _PLAIN.fullmatch(operator)):
        what = "all but operator" if others else "an operator other than a plain extension"
        raise Refused(
            f"user {wanted.key!r} lacks the permission personal-auto-attendant, without which the PBX accepts {what} and drops it:"
            " grant it first (permissions of sipx_user or of his group)"
        )


def _write(payload: Values, seen: Seen) -> Call:
    if seen.values["attendant_permission"]:
        return put(_ATTENDANT)(payload, seen)
    if not payload["operator"]:
        return Call("PUT", _OPERATOR)  # the slash at the end belongs to it
    return Call("PUT", _OPERATOR + "{operator}", {"operator": payload["operator"]})


PERSONAL_ATTENDANT = Document(
    kind="personal_attendant",
    title="personal attendant",
    sheets=(
        Sheet(
            (
                Field("operator", "operator", check=_checks.short_text, to_wire=_cleared),
                Field("menu", "menu", "dict", empty={}, check=_bad_menu, as_stored=_menu, from_wire=_menu, to_wire=_menu),
                Field("language", "language", clearable=False),
                Field("override_language", "overrideLanguage", "bool", clearable=False),
                Field("deposit_voicemail", "depositVM", "bool", clearable=False),
                Field("forward_delete_voicemail", "forwardDeleteVM", "bool", clearable=False),
                Field("play_default_options", "playVMDefaultOptions", "bool", clearable=False),
                Field("attendant_permission", "personalAttendantPermission", "bool", read_only=True),
            ),
            Call("GET", _ATTENDANT),
            _write,
            finish=_finish,
        ),
    ),
    ways={
        "operator": BySetting("personal-attendant/operator"),
        "deposit_voicemail": BySetting("voicemail/vacation/vmEnabled", _ON),
        "forward_delete_voicemail": BySetting("voicemail/mailbox/forward-delete-voicemail", _ON),
        "play_default_options": BySetting("personal-attendant/default-vm-option", {True: "ENABLE", False: "DISABLE"}),
    },
    examine=_examine,
)
