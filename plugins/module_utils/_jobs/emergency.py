# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The emergency plan of a PBX as it is now: sipx_emergency_info. Private to the collection."""

from __future__ import annotations

import itertools
import typing as t

from .. import _spec
from .._engine import emergency
from .._engine.world import World
from .._resource import Raw
from .._resources import _dialled
from .._resources._groups import branch_of_user, lent_branches
from .._resources._membership import rules_of
from .._wire import NotFound, Refused, Rejected
from ._base import Job, Params, Report

#: Under which names each kind can be called; the first is that of the record.
_CALLED_BY = {"user": ("userName", "aliases"), "hunt_group": ("name", "extension", "did"), "park_orbit": ("name", "extension")}
_ADDRESS = ("street", "officeDesignation", "city", "state", "zip", "country")


def job() -> Job:
    return Job(
        spec={
            "rule": {"type": "str", "default": "Emergency"},
            "ignore_users": {"type": "list", "elements": "str", "default": ["superadmin"]},
        },
        work=_work,
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    warnings: list[str] = []
    plan = emergency.judge(_read(world, params["rule"], set(params["ignore_users"]), warnings))
    return Report(False, {"plan": {"pbx": _spec.pbx_of(params), **plan}}, warnings=warnings)


def _read(world: World, rule_name: str, ignored: set[str], warnings: list[str]) -> emergency.Site:
    rule = next((row for row in world.rows("dial_rule") if row["name"] == rule_name and row["type"] == "Emergency"), None)
    gateways = [row for row in world.rows("gateway") if rule is not None and rule in rules_of(world, row)]
    branches = [emergency.Branch(row["name"], row.get("description") or "", _address(row)) for row in world.rows("branch")]
    site = emergency.Site(_rule(rule) if rule else None, [_gateway(row) for row in gateways], branches, _users(world, ignored))
    if rule is not None:
        site.ahead, site.namesakes = _ahead(world, rule), _namesakes(world, rule, warnings)
    return site


def _ahead(world: World, rule: Raw) -> list[emergency.Rival]:
    """The rules that are on, come first, and fit something that this one answers to."""
    words = _dialled.emergency_words(rule)
    before = itertools.takewhile(lambda row: row["id"] != rule["id"], world.rows("dial_rule"))
    found = {str(row["name"]): tuple(word for word in words if _dialled.takes(row, word)) for row in before if row["enabled"]}
    return [emergency.Rival("rule", name, taken) for name, taken in found.items() if taken]


def _namesakes(world: World, rule: Raw, warnings: list[str]) -> list[emergency.Rival]:
    """Whoever has a number of the rule as a name, extension or alias, whether he needs a floor or not."""
    words = _dialled.emergency_words(rule)
    found: list[emergency.Rival] = []
    for kind, names in _CALLED_BY.items():
        for row in _rows_if_any(world, kind, warnings):
            own = [name for key in names for name in _listed(row.get(key))]
            if taken := tuple(word for word in words if word in own):
                found.append(emergency.Rival(kind.replace("_", " "), str(row[names[0]]), taken))
    return found


def _rows_if_any(world: World, kind: str, warnings: list[str]) -> list[Raw]:
    """All records of a kind; none where the PBX has no such kind. One that it cannot list does not keep the plan from being judged."""
    try:
        return world.rows(kind)
    except Refused:
        return []
    except (NotFound, Rejected) as error:
        title = kind.replace("_", " ")
        warnings.append(f"Whether a {title} has the emergency number is not known, because they cannot be listed: {error.message}")
        return []


def _listed(value: t.Any) -> list[str]:
    return value if isinstance(value, list) else [str(value)]


def _rule(row: Raw) -> emergency.Rule:
    number, prefix = row.get("emergencyNumber") or "", row.get("optionalPrefix") or ""
    return emergency.Rule(row["name"], bool(row["enabled"]), number, prefix, row.get("scheduleId") is not None)


def _gateway(row: Raw) -> emergency.Gateway:
    caller_id: Raw = row.get("callerAliasInfo") or {}
    return emergency.Gateway(
        name=row["name"],
        model=row["model"]["modelId"],
        enabled=bool(row["enabled"]),
        address=row.get("address") or "",
        port=row.get("addressPort") or 0,
        branch=(row.get("branch") or {}).get("name"),
        shared=bool(row["shared"]),
        number=caller_id.get("defaultCallerAlias") or "",
        blocks=bool(caller_id.get("anonymous")),
        ignores_user=bool(caller_id.get("ignoreUserInfo")),
        transforms=bool(caller_id.get("transformUserExtension")),
    )


def _users(world: World, ignored: set[str]) -> list[emergency.User]:
    """The enabled users, by name; a user group lends its branch to members without one (users.yml, BRANCH)."""
    lent = lent_branches(world)
    users = []
    for row in world.rows("user"):
        enabled = (row.get("userProfile") or {}).get("enabled", True)
        if row["userName"] in ignored or not enabled:
            continue
        full_name = " ".join(part for part in (row.get("firstName"), row.get("lastName")) if part)
        users.append(emergency.User(row["userName"], full_name, branch_of_user(row, lent)))
    return sorted(users, key=lambda user: (len(user.name), user.name))


def _address(row: Raw) -> str:
    address: t.Mapping[str, t.Any] = row.get("address") or {}
    return ", ".join(str(address[part]) for part in _ADDRESS if address.get(part))
