# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's own contact information: the profile of /api/users in the form of the portal."""

from __future__ import annotations

import copy
import time
from typing import Any

from werkzeug.wrappers import Response

from .. import people
from ..beans import Bean, Bool, Field, Listing, Nested, Text, Time
from ..calls import Call
from ..family import Family
from ..rest_engine import RestRoute
from ..world import Record
from .user_beans import ADDRESSES
from .user_profiles import LOWER, show_profile
from .user_settings import view

ADDRESS = Bean(
    "address",
    tuple(Field(name) for name in ("street", "city", "country", "state", "zip", "officeDesignation")),
    java="org.sipfoundry.sipxconfig.phonebook.Address",
)
DATES = ("lastImportedDate", "disabledDate", "extAvatarSyncDate")
KEPT = ("imId", "salutation", "manager", "employeeId", "ldapManaged", "lastImportedDate", "disabledDate")
"""What a write leaves alone, whatever it says. (Whether the user is enabled is no part of the stored profile.)"""
_SPECIAL = (*KEPT, *ADDRESSES, "imDisplayName", "enabled", "useBranchAddress", "emailAddressAliases", "branchName")
_NAMES = ("firstName", "lastName")


def contact_fields(*names: str) -> tuple[Field, ...]:
    """Fields of contact information by name."""
    kinds: dict[str, Any] = {
        **dict.fromkeys(ADDRESSES, Nested(ADDRESS)),
        **dict.fromkeys(("useBranchAddress", "enabled", "ldapManaged"), Bool()),
        "emailAddressAliasesSet": Listing(Text(), "string", java="linked-hash-set"),
        "timestamp": Time(),
    }
    return tuple(Field(name, kinds.get(name, Text())) for name in names)


CONTACT = Bean(
    "contact-information",
    contact_fields(
        "authAccountName",
        "jobTitle",
        "jobDept",
        "companyName",
        "assistantName",
        "location",
        *ADDRESSES,
        "cellPhoneNumber",
        "homePhoneNumber",
        "assistantPhoneNumber",
        "faxNumber",
        "didNumber",
        "imId",
        "imDisplayName",
        "alternateImId",
        "emailAddress",
        "alternateEmailAddress",
        "emailAddressAliasesSet",
        "emailAddressAliases",
        "useBranchAddress",
        "branchName",
        "manager",
        "salutation",
        "employeeId",
        "twiterName",
        "linkedinName",
        "facebookName",
        "xingName",
        "timestamp",
        "avatar",
        "enabled",
        "ldapManaged",
        *DATES,
        "custom1",
        "custom2",
        "custom3",
        *_NAMES,
    ),
    java="org.sipfoundry.sipxconfig.phonebook.ContactInformation",
)


def _date(milliseconds: int | None) -> str | None:
    if milliseconds is None:
        return None
    seconds, rest = divmod(milliseconds, 1000)
    return time.strftime(f"%Y-%m-%d %H:%M:%S.{rest // 100} UTC", time.gmtime(seconds))


def show_contact(call: Call, user: Record) -> Record:
    """A user's contact information."""
    shown = show_profile(call.world, user)
    stored = user.get("profile") or {}
    with_im = view(call, user).value("im/im-account") == "1"
    return {
        **shown,
        **{name: _date(shown.get(name)) for name in DATES},
        "imId": shown.get("imId") if with_im else "",
        "salutation": shown.get("salutation") or "None",
        "branchName": shown.get("branchName") or None,
        "avatar": stored.get("avatar"),
    }


def _get(call: Call) -> Response:
    return call.show(CONTACT, show_contact(call, call.caller))


def _put(call: Call) -> None:
    """Replaces the profile; what the body leaves out is gone."""
    body, user = call.read(CONTACT), copy.deepcopy(call.caller)
    for name in _NAMES:
        user[name] = None if body[name] is None else body[name].strip()
    before = user.get("profile") or {}
    profile: dict[str, Any] = {name: before.get(name) for name in KEPT}
    for field in CONTACT.fields:
        name, value = field.name, body[field.name]
        if name not in _SPECIAL and name not in _NAMES:
            profile[name] = value.lower() if name in LOWER and value is not None else value
    profile["imDisplayName"] = people.display_name(user)
    profile["useBranchAddress"] = bool(body["useBranchAddress"])
    profile["homeAddress"] = _address(body["homeAddress"])
    profile["officeAddress"] = None if profile["useBranchAddress"] else _address(body["officeAddress"])
    profile["extAvatarSyncDate"] = before.get("extAvatarSyncDate")
    user["profile"] = profile
    people.save_user(call.world, user, call.caller)


def _address(value: Record | None) -> Record | None:
    return None if value is None else dict(value)


FAMILY = Family("my_contact", rest=(RestRoute("/my/contact-information", get=_get, put=_put, modifiable=True),))
