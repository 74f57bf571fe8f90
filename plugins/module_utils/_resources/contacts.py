# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's contact information. Source of the facts: wire/my_preferences.yml.

A write replaces the whole profile: what is left out is gone, names and mail aliases included, and the aliases as they are
read are refused, or taken for none. So all that was read goes back, the aliases in the shape that is kept. For another user
the fields are those of his record, which merges. Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._document import ByUser, Document, Sheet, put
from .._resource import Field, Raw, Reader, Seen, Values, Wanted
from .._wire import BadInput, Call, XStreamJson
from . import _checks, _user_profile
from ._user_profile import ADDRESS

_PATH = "/rest/my/contact-information"
_ROOT = "contact-information"
#: What a write leaves alone, whatever it says; and the aliases as text, which is not stored.
_NOT_WRITTEN = {
    "imId",
    "imDisplayName",
    "salutation",
    "manager",
    "employeeId",
    "enabled",
    "ldapManaged",
    "lastImportedDate",
    "disabledDate",
    "emailAddressAliases",
}
#: What the user's record has, and this does not let change.
_OF_THE_RECORD = ("manager", "employee_id", "im_display_name")
_TEXTS = {name: wire for name, wire in _user_profile.TEXTS.items() if name not in _OF_THE_RECORD}
_OFFICE = tuple(f"office_address.{name}" for name in ADDRESS)


def _lower(value: t.Any, values: Values) -> t.Any:
    return _user_profile.lower(value)


def _field(name: str, wire: str, **more: t.Any) -> Field:
    return Field(name, wire, **{"check": _checks.short_text, **more})


def _read(reader: Reader, raw: Raw, seen: Seen) -> Raw:
    """While the address of the branch is used, it is shown as the office address, which the user has none of then."""
    seen.facts.update(branch=raw.get("branchName") or None, im_display_name=raw.get("imDisplayName"))
    return {**raw, "officeAddress": {}} if raw.get("useBranchAddress") else raw


def _base(raw: Raw) -> Values:
    """A copy: fields are put into it, addresses included."""
    return {name: dict(value) if isinstance(value, dict) else value for name, value in raw.items() if name not in _NOT_WRITTEN}


def _finish(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    shown, display = seen.facts["im_display_name"], _user_profile.display_name(after)
    if shown and shown not in (display, _user_profile.display_name(seen.values)):
        seen.warnings.append(f"the PBX makes the IM display name {shown!r} of user {wanted.key!r} {display!r}; set it again with sipx_user")
    return {**payload, "useBranchAddress": after["use_branch_address"]}


def _body(payload: Values) -> XStreamJson:
    aliases = payload.pop("emailAddressAliasesSet", None)
    return XStreamJson(_ROOT, {**payload, "emailAddressAliasesSet": {"string": aliases} if aliases else None})


def _examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    branch = seen.facts["branch"]
    if wanted.values.get("use_branch_address") and not branch:
        raise BadInput(f"use_branch_address: user {wanted.key!r} has no branch whose address could be used")
    uses = branch and wanted.values.get("use_branch_address", seen.values["use_branch_address"])
    if uses and any(wanted.values.get(name) for name in _OFFICE):
        raise BadInput("office_address: the PBX shows the address of the branch instead while use_branch_address is true; set it to false")


def _foretold(after: Values, wanted: Wanted, seen: Seen) -> Values:
    """The server switches the address of the branch off where there is no branch, and drops the other one where it is on."""
    if not seen.facts["branch"]:
        return {"use_branch_address": False}
    return dict.fromkeys(_OFFICE) if after["use_branch_address"] else {}


CONTACT = Document(
    kind="contact",
    title="contact information",
    sheets=(
        Sheet(
            (
                _field("first_name", "firstName", check=_checks.name),
                _field("last_name", "lastName", check=_checks.name),
                _field("email", "emailAddress", as_stored=_lower),
                _field("alternate_email", "alternateEmailAddress", as_stored=_lower),
                Field("email_aliases", "emailAddressAliasesSet", "list", elements="str", ordered=False),
                _field("auth_account_name", "authAccountName", as_stored=_lower),
                *(_field(name, wire) for name, wire in _TEXTS.items()),
                *(_field(f"home_address.{name}", f"homeAddress.{wire}") for name, wire in ADDRESS.items()),
                Field("use_branch_address", "useBranchAddress", "bool", clearable=False),
                *(_field(f"office_address.{name}", f"officeAddress.{wire}") for name, wire in ADDRESS.items()),
            ),
            Call("GET", _PATH),
            put(_PATH, _body),
            at=(_ROOT,),
            whole=True,
            base=_base,
            complete=_read,
            finish=_finish,
        ),
    ),
    ways={
        **{name: ByUser(name) for name in ("first_name", "last_name", "email", "use_branch_address", *_OFFICE)},
        **{f"home_address.{name}": ByUser(f"home_address.{name}") for name in ADDRESS},
        **{name: ByUser(f"profile.{name}") for name in ("alternate_email", "email_aliases", "auth_account_name", *_TEXTS)},
    },
    latin1=False,
    examine=_examine,
    foretell=_foretold,
)
