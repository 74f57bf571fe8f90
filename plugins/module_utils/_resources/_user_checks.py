# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What can be told about a user before anything is written. Source of the facts: wire/users.yml. Private to the collection."""

from __future__ import annotations

import re
import typing as t

from .._resource import Raw, Reader, Seen, Step, Values, Wanted
from .._wire import BadInput, Call, NotFound, Refused
from . import _checks, _permission_values, _user_profile
from ._groups import ADMINISTRATORS, branch_name, with_branch

SUPERADMIN = "superadmin"
_SIP_NAME = re.compile(r"(?:[A-Za-z0-9_.!~*'()&=+$,;?/-]|%[0-9A-Fa-f]{2})+")
_PIN = re.compile(r"[0-9]{4,}")
_SHORT_PASSWORD = 8


def by_name(name: str) -> Call:
    """Reads the user with this user name or alias."""
    return Call("GET", "/api/users/{name}", {"name": name})


def user_name(value: str) -> str | None:
    """What the web form allows, less what the API cannot address."""
    if "/" in value or value.endswith((".json", ".xml")) or value in (".", "..", "email"):
        return "cannot be addressed by the API (a slash, an ending .json or .xml, or a word of its own); choose another"
    return _sip_name(value)


def aliases(value: list[str]) -> str | None:
    bad = next((problem for alias in value if (problem := _sip_name(alias))), None)
    twice = sorted({alias for alias in value if value.count(alias) > 1})
    return bad or (f"names {', '.join(twice)} twice" if twice else None)


def pin(value: str) -> str | None:
    return None if _PIN.fullmatch(value) else "is no PIN: write 4 or more digits, in quotes so that zeros at the front stay"


def _sip_name(value: str) -> str | None:
    if not _SIP_NAME.fullmatch(value):
        return "has a character that a user name or alias cannot have: write letters, digits and - _ . ! ~ * ' ( ) & = + $ , ; ?"
    return _checks.short_text(value)


def examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    """Refuses what the server would refuse without saying why, or do with harm; warns of what it would do silently."""
    _guard_superadmin(wanted, seen)
    if seen.raw is None:
        _warn_of_empty_passwords(wanted, seen)
    elif seen.values["user_name"] != wanted.key:
        _check_rename(wanted, seen)
    _warn_of_weak_password(wanted, seen)
    _check_names(reader, wanted, seen)
    _check_branch(reader, wanted, seen)


def spare_superadmin(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    """Before a user is deleted: the server would delete superadmin, and tells nobody which phones it restarts."""
    if wanted.key == SUPERADMIN:
        raise Refused(f"user {SUPERADMIN!r} is the administrator of the PBX and is never deleted")
    if not reader.is_planned(seen.raw):
        listed = reader.get(Call("GET", "/api/users/name/{name}/phones", {"name": wanted.key}))["phones"]
        phones = [phone for phone in listed if not reader.checking or _has_line(reader, str(phone["serialNo"]), wanted.key)]
        if phones:
            serials = ", ".join(str(phone["serialNo"]) for phone in phones[:10])
            seen.warnings.append(
                f"deleting user {wanted.key!r} takes his lines from {len(phones)} phone{'s' if len(phones) > 1 else ''} ({serials}),"
                " which restart at once"
            )
    return []


def _has_line(reader: Reader, serial: str, user: str) -> bool:
    """Whether the phone would still be there by then, with a line of the user."""
    phone = reader.find("phone", serial)
    return phone is not None and any(line.get("user") == user for line in phone.get("lines") or ())


def _guard_superadmin(wanted: Wanted, seen: Seen) -> None:
    if SUPERADMIN not in (wanted.key, seen.values.get("user_name")):
        return
    if seen.raw is not None and seen.values["user_name"] == SUPERADMIN != wanted.key:
        raise Refused(f"user {SUPERADMIN!r} cannot be renamed")
    if wanted.values.get("enabled") is False:
        raise Refused(f"user {SUPERADMIN!r} would be locked out: he is never disabled")
    leaves = ADMINISTRATORS in (seen.values.get("groups") or []) and ADMINISTRATORS not in wanted.values.get("groups", [ADMINISTRATORS])
    if leaves or _permission_values.denies_superadmin(wanted):
        raise Refused(f"user {SUPERADMIN!r} would be locked out: he keeps the group {ADMINISTRATORS} and the permission {SUPERADMIN}")


def _warn_of_empty_passwords(wanted: Wanted, seen: Seen) -> None:
    missing = [name for name in ("portal_password", "sip_password") if not wanted.values.get(name)]
    if missing:
        seen.warnings.append(f"user {wanted.key!r} gets an empty {' and an empty '.join(missing)}, because the PBX makes none up: set it")


def _warn_of_weak_password(wanted: Wanted, seen: Seen) -> None:
    password = wanted.values.get("portal_password")
    if password and len(password) < _SHORT_PASSWORD and password != seen.values.get("portal_password"):
        seen.warnings.append(
            f"the portal_password of user {wanted.key!r} is shorter than the {_SHORT_PASSWORD} characters that the web UI asks for"
        )


def _check_rename(wanted: Wanted, seen: Seen) -> None:
    old = seen.values["user_name"]
    missing = [name for name in ("portal_password", "voicemail_pin") if not wanted.values.get(name)]
    if missing:
        raise BadInput(
            f"user {old!r} cannot be renamed to {wanted.key!r} without a new {' and a new '.join(missing)} (and update_password=always):"
            " the PBX ties both to the user name"
        )
    if wanted.values["portal_password"] == seen.values["portal_password"]:
        raise BadInput(f"portal_password: user {old!r} has this one already; the PBX renames a user only together with a different one")
    seen.warnings.append(f"user {old!r} is renamed to {wanted.key!r}: his messages and greetings stay in the mailbox of the old name")


def _check_names(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    """User names and aliases of all users are one name space; the server tells of a clash, but not with whom."""
    own = seen.values.get("aliases") or []
    target = wanted.values.get("aliases", own) or []
    if wanted.key in target:
        raise BadInput(f"aliases: {wanted.key!r} is the user name itself; leave it out")
    im_id = wanted.values.get("profile.im_id", seen.values.get("profile.im_id"))
    if im_id in own and im_id not in target:
        seen.warnings.append(
            f"{im_id!r} is no alias of user {wanted.key!r} any more, but stays taken as his profile.im_id; change that to free it"
        )
    names = [] if seen.values.get("user_name") == wanted.key else [(wanted.key, "user_name")]
    names += [(alias, "aliases") for alias in target if alias not in own]
    for name, option in names:
        other = _holder(reader, name)
        if other is not None and (seen.raw is None or other["id"] != seen.raw["id"]):
            word = next(word for word, known in _names_of(other) if known == name)
            raise Refused(
                f"{option}: {name!r} is {word} of user {other['userName']!r}; choose another, or take it from him first",
                details={"value": name, "user": other["userName"]},
            )


def _holder(reader: Reader, name: str) -> Raw | None:
    """The user who has this user name or alias, in check mode as he would be then. Names that no call can address are not looked up."""
    if user_name(name):
        return None
    if reader.checking:
        return next((row for row in reader.rows("user") if any(known == name for _word, known in _names_of(row))), None)
    try:
        return t.cast("Raw", reader.get(by_name(name)))
    except NotFound:
        return None


def _names_of(raw: Raw) -> list[tuple[str, str]]:
    """The names that a user takes up, with what each is to him; the IM id outlives the alias that it was made from."""
    im_id = (raw.get("userProfile") or {}).get("imId")
    return [("the user name", raw["userName"]), *(("an alias", alias) for alias in raw.get("aliases") or []), ("the IM id", im_id)]


def _check_branch(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    """A user's own branch must be that of the first of his groups, by weight, that has one."""
    if not {"branch", "groups", "use_branch_address"} & set(wanted.values) and not _user_profile.gives_office_address(wanted):
        return
    now = (seen.values.get("branch"), sorted(seen.values.get("groups") or []))
    own = wanted.values.get("branch", now[0])
    names = sorted(wanted.values.get("groups") or []) if "groups" in wanted.values else now[1]
    group, inherited = _branch_of_groups(reader, names)
    if own and inherited and own != inherited and (own, names) != now:
        raise BadInput(
            f"branch: user {wanted.key!r} cannot be in branch {own!r} and in user group {group!r}, which is in branch {inherited!r}:"
            " give both the same branch, or set the user's to null to follow his group"
        )
    _check_address(wanted, seen, own or inherited)


def give_way(reader: Reader, wanted: Wanted, seen: Seen, groups: t.Mapping[str, Wanted]) -> Values:
    """What a user must let go of so that groups of his can move: his own branch must be theirs at every moment.

    A group that he leaves anyway he leaves now. Else he follows his groups in the meantime, or, where none has a branch
    yet, is where he shall be: he never is without a branch on the way.
    """
    own, now = seen.values.get("branch"), seen.values.get("groups") or []
    moving = [name for name in now if name in groups and groups[name].values.get("branch") not in (None, "", own)]
    if not own or not moving:
        return {}
    if not set(moving) & set(wanted.values["groups"] or [] if "groups" in wanted.values else now):
        return {"groups": [name for name in now if name not in moving]}
    if "branch" not in wanted.values:
        return {}
    return {"branch": None if _branch_of_groups(reader, now)[1] else wanted.values["branch"]}


def _branch_of_groups(reader: Reader, names: list[str]) -> tuple[str, str | None]:
    """The first group by weight that has a branch, and that branch."""
    groups = [with_branch(reader, record) for name in names if (record := reader.find("user_group", name)) is not None]
    for group in sorted(groups, key=lambda one: (one["weight"], one["name"])):
        branch = branch_name(group.get("branch"))
        if branch:
            return str(group["name"]), branch
    return "", None


def _check_address(wanted: Wanted, seen: Seen, branch: str | None) -> None:
    used = _user_profile.profile_of(seen)["useBranchAddress"]
    use = wanted.values.get("use_branch_address", used)
    if wanted.values.get("use_branch_address") and not branch and (seen.raw is None or not used):
        raise BadInput(f"use_branch_address: user {wanted.key!r} has no branch, neither his own nor through a group; set branch as well")
    if use and _user_profile.gives_office_address(wanted):
        raise BadInput("office_address: the PBX shows the address of the branch instead while use_branch_address is true; set it to false")
