# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's personal attendant: key presses during the greeting, its language, and the operator."""

from __future__ import annotations

from typing import Any

from werkzeug.wrappers import Response

from ..beans import Bean, Bool, Field, TextMap
from ..calls import Call
from ..errors import JavaError, null_pointer
from ..family import Family
from ..rest_engine import PLAIN_JSON, RestRoute
from . import user_settings

LANGUAGES = ("en", "fr")
"""The installed prompt languages."""

PERMISSION = "permission/application/personal-auto-attendant"
OPERATOR = "personal-attendant/operator"
DEFAULT_OPTIONS = "personal-attendant/default-vm-option"
DEPOSIT = "voicemail/vacation/vmEnabled"
FORWARD_DELETE = "voicemail/mailbox/forward-delete-voicemail"
KEYS = "0123456789*#"
RECORD = "attendant"
"""The key of the user's record: menu, language, override; twice: it was made two times and cannot be read any more."""

ATTENDANT = Bean(
    "",
    (
        Field("operator"),
        Field("menu", TextMap()),
        Field("language"),
        *(Field(name, Bool(nullable=True)) for name in ("overrideLanguage", "depositVM", "forwardDeleteVM", "playVMDefaultOptions")),
    ),
)


def _fresh(twice: bool = False) -> dict[str, Any]:
    return {"menu": {}, "language": None, "override": False, "twice": twice}


def _record(call: Call, fresh: dict[str, Any]) -> dict[str, Any]:
    """The user's record, which is made when there is none."""
    record: dict[str, Any] = call.caller.setdefault(RECORD, fresh)
    return record


def _get(call: Call) -> Response:
    record, settings = _record(call, _fresh()), user_settings.view(call, call.caller)
    if record["twice"]:
        raise JavaError("org.springframework.dao.IncorrectResultSizeDataAccessException", "query did not return a unique result: 2")
    return call.tell(
        {
            "personalAttendantPermission": settings.value(PERMISSION) == "ENABLE",
            "language": record["language"],
            "operator": settings.value(OPERATOR),
            "depositVM": settings.value(DEPOSIT) == "1",
            "forwardDeleteVM": settings.value(FORWARD_DELETE) == "1",
            "playVMDefaultOptions": settings.value(DEFAULT_OPTIONS) == "ENABLE",
            "overrideLanguage": record["override"],
            "menu": {key: record["menu"][key] for key in sorted(record["menu"])},
        }
    )


def _put(call: Call) -> None:
    """Merges by key. A first write without a read before it makes the record twice."""
    body, settings = call.hear(ATTENDANT), user_settings.view(call, call.caller)
    if settings.value(PERMISSION) != "ENABLE":
        return
    if body["language"] is not None and body["overrideLanguage"] is None:
        raise null_pointer()
    for key in body["menu"] or ():
        if len(key) != 1 or key not in KEYS:
            raise JavaError("java.lang.IllegalArgumentException", f"No enum constant for key {key}")
    record = _record(call, _fresh(twice=True))
    if body["menu"] is not None:
        record["menu"] = dict(body["menu"])
    if body["language"] is not None:
        record.update(language=body["language"], override=body["overrideLanguage"])
    given = [name for name in ("operator", "depositVM", "playVMDefaultOptions") if body[name] is not None]
    if "operator" in given:
        settings.put(OPERATOR, body["operator"])
    if "depositVM" in given:
        settings.put(DEPOSIT, str(int(body["depositVM"])))
    if "playVMDefaultOptions" in given:
        settings.put(DEFAULT_OPTIONS, "ENABLE" if body["playVMDefaultOptions"] else "DISABLE")
    if given and body["forwardDeleteVM"] is not None:
        settings.put(FORWARD_DELETE, str(int(body["forwardDeleteVM"])))


def _languages(call: Call) -> Response:
    return call.tell(list(LANGUAGES))


def _operator(call: Call) -> None:
    user_settings.view(call, call.caller).put(OPERATOR, call.params.get("operator", ""))


FAMILY = Family(
    "my_attendant",
    rest=(
        RestRoute("/my/voicemail/attendant", get=_get, put=_put, variants=PLAIN_JSON),
        RestRoute("/my/voicemail/attendant/lang", get=_languages, variants=PLAIN_JSON),
        RestRoute("/my/voicemail/operator/", put=_operator, modifiable=True),
        RestRoute("/my/voicemail/operator/{operator}", put=_operator, modifiable=True),
    ),
)
