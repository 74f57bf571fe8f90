# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The contact profile of a user: its fields, and how to write it without harm. Source of the facts: wire/users.yml.

The server merges a profile with traps: a missing C(enabled) enables, other missing switches are switched off, a missing
address is emptied. So whatever changes, the switches go along as they are and the addresses as null. Private to the
collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Field, Part, Raw, Reader, Seen, Step, Values, Wanted
from .._wire import SELF, Call, Json
from . import _checks

UPDATE = Call("PUT", "/api/users/{name}", {"name": SELF})
SALUTATIONS = ("Mr", "Mrs", "Miss", "Ms", "Dr", "Prof")
_NO_SALUTATION = "None"
TEXTS = {
    "job_title": "jobTitle",
    "department": "jobDept",
    "company": "companyName",
    "location": "location",
    "manager": "manager",
    "employee_id": "employeeId",
    "assistant_name": "assistantName",
    "assistant_phone_number": "assistantPhoneNumber",
    "cell_phone_number": "cellPhoneNumber",
    "home_phone_number": "homePhoneNumber",
    "fax_number": "faxNumber",
    "did_number": "didNumber",
    "im_display_name": "imDisplayName",
    "alternate_im_id": "alternateImId",
    "twitter_name": "twiterName",
    "linkedin_name": "linkedinName",
    "facebook_name": "facebookName",
    "xing_name": "xingName",
    "custom1": "custom1",
    "custom2": "custom2",
    "custom3": "custom3",
}
ADDRESS = {
    "street": "street",
    "city": "city",
    "country": "country",
    "state": "state",
    "zip": "zip",
    "office_designation": "officeDesignation",
}
_DISPLAY = "profile.im_display_name"
_OFFICE = tuple(f"office_address.{name}" for name in ADDRESS)


def cleared(value: t.Any) -> t.Any:
    """Null keeps what is there; an empty text clears it."""
    return "" if value is None else value


def lower(value: t.Any) -> t.Any:
    return value.lower() if isinstance(value, str) else value


def text(name: str, wire: str, **more: t.Any) -> Field:
    return Field(name, wire, **{"check": _checks.short_text, "to_wire": cleared, **more})


def _salutation(value: str) -> str | None:
    return None if value in SALUTATIONS else f"is no salutation of the PBX; it has {', '.join(SALUTATIONS)}, or null for none"


def fields() -> tuple[Field, ...]:
    """The options below C(profile), and the addresses."""
    return (
        Field(
            "profile.salutation",
            "userProfile.salutation",
            check=_salutation,
            from_wire=lambda value: value if value in SALUTATIONS else None,
            to_wire=lambda value: value or _NO_SALUTATION,
        ),
        *(text(f"profile.{name}", f"userProfile.{wire}") for name, wire in TEXTS.items()),
        text("profile.im_id", "userProfile.imId", clearable=False, as_stored=lambda value, values: lower(value), to_wire=lower),
        text("profile.alternate_email", "userProfile.alternateEmailAddress", as_stored=lambda value, values: lower(value)),
        Field("profile.email_aliases", "userProfile.emailAddressAliasesSet", "list", elements="str", ordered=False),
        text("profile.auth_account_name", "userProfile.authAccountName", as_stored=lambda value, values: lower(value)),
        *(Field(f"home_address.{name}", f"userProfile.homeAddress.{wire}", check=_checks.short_text) for name, wire in ADDRESS.items()),
        Field("use_branch_address", type="bool", clearable=False),
        *(Field(name, check=_checks.short_text) for name in _OFFICE),
    )


def parts() -> tuple[Part, ...]:
    """What creation overrules (C(use_branch_address)), what it hides (the office address) and what a new name fills again
    (an empty display name) is written afterwards. The flag goes last but one: each step repeats it as it was seen."""
    return (
        Part((_DISPLAY,), None, _write_display, forced=lambda wanted: not wanted.values[_DISPLAY]),
        Part(("use_branch_address",), _read_flag, _write_flag),
        Part(_OFFICE, _read_office, _write_office),
    )


def gives_office_address(wanted: Wanted) -> bool:
    return any(wanted.values.get(name) for name in _OFFICE)


def profile_of(seen: Seen) -> Raw:
    """The profile on the wire; of a new user, what he will begin with."""
    begins = {"enabled": True, "useBranchAddress": True}
    return begins if seen.raw is None else {**begins, **(seen.raw.get("userProfile") or {})}


def harmless(wanted: Wanted, seen: Seen) -> Values:
    """The smallest profile that changes nothing but what the task wants of these."""
    now = profile_of(seen)
    return {
        "enabled": wanted.values.get("enabled", now["enabled"]),
        "useBranchAddress": now["useBranchAddress"],
        "ldapManaged": bool(now.get("ldapManaged")),
        "useExtAvatar": bool(now.get("useExtAvatar")),
        "salutation": wanted.values.get("profile.salutation", now.get("salutation")) or _NO_SALUTATION,
    }


def body(payload: Values) -> Json:
    """The JSON of a user: what is not told is null, which keeps it; a missing key would clear it."""
    content = {"aliases": None, **payload}
    if "userProfile" in payload:
        content["userProfile"] = {"homeAddress": None, "officeAddress": None, "branchAddress": None, **payload["userProfile"]}
    return Json(content)


def finished(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    """The payload with the profile made harmless, and the display name kept where the server would overwrite it."""
    payload = dict(payload)
    if seen.raw is None:
        payload = _without_blanks(payload)
        payload.setdefault("aliases", [])
    profile = dict(payload.pop("userProfile", {}))
    display = after.get(_DISPLAY)
    overwritten = "imId" in profile or (bool({"firstName", "lastName"} & set(payload)) and display != display_name(after))
    if display and overwritten:
        profile.setdefault("imDisplayName", display)
    if "homeAddress" in profile:
        profile["homeAddress"] = {wire: after.get(f"home_address.{name}") for name, wire in ADDRESS.items()}
    return {**payload, "userProfile": {**harmless(wanted, seen), **profile}} if profile else payload


def foretold(after: Values, wanted: Wanted, seen: Seen) -> Values:
    """What the server fills in by itself: the names for instant messaging, and that a new user is enabled."""
    if seen.raw is None:
        im_id = after.get("profile.im_id") or _made_up({**after, **wanted.values})  # the aliases as they are sent, unsorted
        display = display_name(after) or wanted.values.get("profile.im_id")
        return {"enabled": True, "profile.im_id": im_id, _DISPLAY: display}
    if display_name(after) == display_name(seen.values):
        return {}
    own = seen.values[_DISPLAY]
    return {_DISPLAY: display_name(after) if own in (None, display_name(seen.values)) else own}


def display_name(values: Values) -> str | None:
    """First and last name joined by a blank."""
    return " ".join(values[name] for name in ("first_name", "last_name") if values.get(name)) or None


def _made_up(values: Values) -> str:
    """A user name that is no number, else the first alias that is none, else the user name."""
    names = [values["user_name"], *(values.get("aliases") or [])]
    return str(next((name for name in names if not name.isdigit()), names[0])).lower()


def _without_blanks(payload: Values) -> Values:
    """A new record has nothing to clear."""
    filled = {name: _without_blanks(value) if isinstance(value, dict) else value for name, value in payload.items()}
    return {name: value for name, value in filled.items() if value not in ("", None, {})}


def _write_display(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    """A display name that is there goes along with the names (see finished); an empty one the server would fill from them."""
    display, now = after[_DISPLAY], before[_DISPLAY]
    names = ("first_name", "last_name", "profile.im_id")
    renamed = any((wanted.values.get(name, seen.values.get(name)) or None) != seen.values.get(name) for name in names)
    needed = (renamed or now) if not display else (display != now and not renamed and seen.raw is not None)
    if not needed:
        return []
    return [_step(wanted, seen, {"imDisplayName": cleared(display)}, f"change {_DISPLAY} of user {wanted.key!r}")]


def _read_flag(reader: Reader, wanted: Wanted, seen: Seen) -> Values:
    return {"use_branch_address": bool(profile_of(seen)["useBranchAddress"])}


def _write_flag(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    wish = after["use_branch_address"]
    if wish == before["use_branch_address"]:
        return []
    return [_step(wanted, seen, {"useBranchAddress": wish}, f"change use_branch_address of user {wanted.key!r}")]


def _read_office(reader: Reader, wanted: Wanted, seen: Seen) -> Values:
    """The user's own office address; while the branch's is used, the server shows that one and hides his own."""
    profile = profile_of(seen)
    own = {} if profile["useBranchAddress"] else profile.get("officeAddress") or {}
    return {f"office_address.{name}": own.get(wire) or None for name, wire in ADDRESS.items()}


def _write_office(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    if all(before[name] == after[name] for name in _OFFICE):
        return []
    address = {wire: after[f"office_address.{name}"] for name, wire in ADDRESS.items()}
    return [_step(wanted, seen, {"useBranchAddress": False, "officeAddress": address}, f"change office_address of user {wanted.key!r}")]


def _step(wanted: Wanted, seen: Seen, profile: Values, does: str) -> Step:
    content = body({"userProfile": {**harmless(wanted, seen), **profile}})
    return Step(Call(UPDATE.method, UPDATE.path, UPDATE.at, body=content), does)
