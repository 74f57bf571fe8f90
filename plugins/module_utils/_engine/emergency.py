# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an emergency call of each user does, and what is wrong with that. Pure: it judges what was read.

Source of the rules: wire/dial_rules.yml (list, emergency_routing), wire/gateways.yml (CallerAliasInfo), wire/e911_workaround.md.
Private to the collection.
"""

from __future__ import annotations

import dataclasses
import typing as t
from collections import defaultdict


@dataclasses.dataclass(frozen=True)
class Rule:
    """The emergency dial rule. C(scheduled): it works at certain times only."""

    name: str
    enabled: bool
    number: str
    prefix: str
    scheduled: bool


@dataclasses.dataclass(frozen=True)
class Gateway:
    """A gateway of the rule, with what it tells the dispatcher. C(model) is the server's model id."""

    name: str
    model: str
    enabled: bool
    address: str
    port: int
    branch: str | None
    shared: bool
    number: str
    blocks: bool
    ignores_user: bool
    transforms: bool

    @property
    def anywhere(self) -> bool:
        """Whether it serves the callers of every branch."""
        return self.branch is None or self.shared

    @property
    def forced(self) -> bool:
        """Whether every call shows C(number), whoever calls."""
        return bool(self.number) and self.ignores_user and not self.transforms and not self.blocks

    def sends(self) -> str:
        """What the dispatcher sees, in words."""
        if self.transforms:
            return "the caller's extension"
        if not self.ignores_user:
            return f"the user's own caller ID, else {self.number or 'none'}"
        if self.blocks:
            return "nothing (caller ID blocked)"
        return self.number or "nothing"

    def shown(self) -> dict[str, t.Any]:
        return {
            "name": self.name,
            "address": self.address,
            "port": self.port,
            "branch": self.branch,
            "shared": self.shared,
            "enabled": self.enabled,
            "elin": self.number or None,
            "forced": self.forced,
            "sends": self.sends(),
        }


@dataclasses.dataclass(frozen=True)
class Branch:
    """A floor: its C(address) on one line, as a dispatcher would be told."""

    name: str
    description: str
    address: str


@dataclasses.dataclass(frozen=True)
class User:
    """A user and the branch that counts for him: his own, else that of his user group."""

    name: str
    full_name: str
    branch: str | None

    def shown(self) -> dict[str, t.Any]:
        return {"user_name": self.name, "full_name": self.full_name}


@dataclasses.dataclass(frozen=True)
class Finding:
    """What is wrong. An C(error) may show a dispatcher the wrong place, or nothing; a C(warning) is worth a look."""

    level: str
    code: str
    subject: str
    text: str


@dataclasses.dataclass(frozen=True)
class Rival:
    """What an emergency call may reach instead of the rule: it takes these C(words), all or some that the rule answers to."""

    title: str
    name: str
    words: tuple[str, ...]

    def listed(self) -> str:
        return " and ".join(self.words)


@dataclasses.dataclass
class Site:
    """What was read of a PBX: C(rule) is None where there is no rule of that name.

    C(ahead) are dial rules that are on and come before it; C(namesakes) are users, hunt groups and park orbits that are called so.
    """

    rule: Rule | None
    gateways: list[Gateway]
    branches: list[Branch]
    users: list[User]
    ahead: list[Rival] = dataclasses.field(default_factory=list)
    namesakes: list[Rival] = dataclasses.field(default_factory=list)


def judge(site: Site) -> dict[str, t.Any]:
    """The emergency plan as data: rule, floors, failsafe, users without a floor, findings, and C(ok) when there is no error."""
    findings = [*_rule_findings(site), *_gateway_findings(site), *_user_findings(site)]
    serving = [gateway for gateway in site.gateways if gateway.enabled]
    used = {gateway.branch for gateway in site.gateways} | {user.branch for user in site.users}
    reached = not _lost_calls(site)
    floors = [_floor(site, branch, serving, reached) for branch in sorted(site.branches, key=lambda one: one.name) if branch.name in used]
    lost = _homeless(site)
    return {
        "rule": dataclasses.asdict(site.rule) if site.rule else None,
        "floors": floors,
        "failsafe": [gateway.shown() for gateway in serving if gateway.anywhere],
        "users_without_floor": [user.shown() for user in lost],
        "findings": [dataclasses.asdict(finding) for finding in findings],
        "ok": not any(finding.level == "error" for finding in findings),
    }


def path_of(gateways: t.Sequence[Gateway], branch: str | None) -> list[Gateway]:
    """The enabled gateways that a caller of a branch gets: his branch's first, then those for anywhere."""
    own = [gateway for gateway in gateways if gateway.enabled and branch is not None and gateway.branch == branch]
    return own + [gateway for gateway in gateways if gateway.enabled and gateway.anywhere and gateway not in own]


def _floor(site: Site, branch: Branch, serving: list[Gateway], reached: bool) -> dict[str, t.Any]:
    """A floor as data. C(reached): whether calls to the number get to the rule at all."""
    path = path_of(site.gateways, branch.name)
    own = [gateway for gateway in serving if gateway.branch == branch.name]
    return {
        "branch": branch.name,
        "description": branch.description,
        "address": branch.address,
        "elin": own[0].number if own and own[0].forced and reached else None,
        "gateways": [gateway.shown() for gateway in site.gateways if gateway.branch == branch.name],
        "users": [user.shown() for user in site.users if user.branch == branch.name],
        "path": [{"gateway": gateway.name, "sends": gateway.sends(), "failsafe": gateway not in own} for gateway in path],
    }


def _lost_calls(site: Site) -> bool:
    """Whether calls to the number itself may never get to the rule."""
    rule = site.rule
    return rule is not None and any(_weight(rule, rival) == "error" for rival in (*site.ahead, *site.namesakes))


def _weight(rule: Rule, rival: Rival) -> str:
    """How grave it is: what takes the word sos alone leaves the calls that people dial."""
    return "error" if {rule.number, rule.prefix + rule.number} & set(rival.words) else "warning"


def _homeless(site: Site) -> list[User]:
    known = {branch.name for branch in site.branches}
    return [user for user in site.users if user.branch not in known]


def _rule_findings(site: Site) -> t.Iterator[Finding]:
    rule = site.rule
    if rule is None:
        yield Finding("error", "rule_missing", "", "There is no such emergency dial rule: emergency calls have no route.")
        return
    if not rule.enabled:
        yield Finding("error", "rule_disabled", rule.name, f"The rule {rule.name} is switched off: emergency calls have no route.")
    if not rule.number:
        yield Finding("error", "number_missing", rule.name, f"The rule {rule.name} has no emergency number.")
    if rule.scheduled:
        yield Finding("error", "rule_scheduled", rule.name, f"The rule {rule.name} has a schedule: it works at those times only.")
    for other in site.ahead:
        text = f"The rule {other.name} comes before the rule {rule.name} and takes {other.listed()} as well: such calls go its way."
        yield Finding(_weight(rule, other), "rule_overtaken", other.name, text)
    for other in site.namesakes:
        text = f"The {other.title} {other.name} can be called by {other.listed()}: an emergency call may ring there."
        yield Finding(_weight(rule, other), "number_taken", other.name, text)
    if not site.gateways:
        yield Finding("error", "rule_empty", rule.name, f"The rule {rule.name} has no gateway: emergency calls have no route.")
    elif not any(gateway.enabled and gateway.anywhere for gateway in site.gateways):
        yield Finding(
            "error",
            "failsafe_missing",
            rule.name,
            "There is no failsafe: a caller whose floor has no gateway has no route.",
        )


def _gateway_findings(site: Site) -> t.Iterator[Finding]:
    for gateway in site.gateways:
        name = gateway.name
        if gateway.branch is None and not gateway.shared:
            text = f"Gateway {name} has no branch: it sends {gateway.sends()} for callers of every floor. Was its branch deleted?"
            yield Finding("error", "gateway_without_branch", name, text)
        if gateway.branch is not None and gateway.shared:
            text = f"Gateway {name} of {gateway.branch} is shared: it also sends {gateway.sends()} for callers of other floors."
            yield Finding("error", "floor_gateway_shared", name, text)
        if not gateway.forced:
            text = f"Gateway {name} does not force an emergency number: the dispatcher sees {gateway.sends()}."
            yield Finding("error", "caller_id_not_forced", name, text)
        if not gateway.enabled:
            yield Finding("warning", "gateway_disabled", name, f"Gateway {name} is switched off and not used.")
        if gateway.model == "sipTrunkStandard" or gateway.model.startswith("itsp"):
            text = f"Gateway {name} is a SIP trunk: trunks to one address are merged, so the numbers of the floors may be mixed up."
            yield Finding("error", "sip_trunk", name, text)
    yield from _shared_numbers(site)


def _shared_numbers(site: Site) -> t.Iterator[Finding]:
    floors: dict[str, set[str]] = defaultdict(set)
    for gateway in site.gateways:
        if gateway.enabled and gateway.number:
            floors[gateway.number].add(gateway.branch or f"the failsafe {gateway.name}")
    for number, places in sorted(floors.items()):
        if len(places) > 1:
            text = f"The number {number} stands for {' and '.join(sorted(places))}: a dispatcher cannot tell them apart."
            yield Finding("error", "elin_shared", number, text)


def _user_findings(site: Site) -> t.Iterator[Finding]:
    for user in _homeless(site):
        yield Finding(
            "error",
            "user_without_floor",
            user.name,
            f"User {_named(user)} is on no floor: a call shows the failsafe's number only.",
        )
    served = {gateway.branch for gateway in site.gateways if gateway.enabled and gateway.branch}
    for branch in site.branches:
        users = [user for user in site.users if user.branch == branch.name]
        if users and branch.name not in served:
            names = ", ".join(_named(user) for user in users[:10]) + (f" and {len(users) - 10} more" if len(users) > 10 else "")
            text = f"{branch.name} has no gateway of its own in the rule: calls of {names} do not show the floor."
            yield Finding("error", "floor_without_gateway", branch.name, text)
        if users and not branch.address:
            yield Finding("warning", "floor_without_address", branch.name, f"{branch.name} has no address: nobody can look up where it is.")


def _named(user: User) -> str:
    return f"{user.name} ({user.full_name})" if user.full_name else user.name
