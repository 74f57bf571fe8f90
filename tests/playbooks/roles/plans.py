# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Emergency plans to render: what the engine says of made-up sites, each wrong in its own way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.emergency import Branch, Gateway, Rival, Rule, Site, User, judge

RULE = Rule("Emergency", True, "911", "9", False)
HOSTILE = "<script>alert('x')</script>"


def gateway(name: str, number: str, branch: str | None = None, **more: Any) -> Gateway:
    """A gateway that forces a number, unless told otherwise."""
    kept = {
        "name": name, "model": "genericGatewayStandard", "enabled": True, "address": "10.20.0.5", "port": 5060, "branch": branch,
        "shared": branch is None, "number": number, "blocks": False, "ignores_user": True, "transforms": False,
    }  # fmt: skip
    return Gateway(**{**kept, **more})


def floor(number: int, description: str = "") -> Branch:
    """A branch with an address."""
    return Branch(f"floor{number}", description, f"9 Elm St, Floor {number}, Ooltewah, TN, 37363")


def good() -> dict[str, Any]:
    """Two floors, a failsafe, and everybody on a floor."""
    gateways = [
        gateway("e911-floor1", "4235550101", "floor1"),
        gateway("e911-floor2", "4235550102", "floor2"),
        gateway("safe", "4235550100"),
    ]
    users = [User("201", "Ann Bell", "floor1"), User("202", "Lee Ortiz", "floor2"), User("30", "Kit Moss", "floor2")]
    return judge(Site(RULE, gateways, [floor(1, "First floor"), floor(2)], users))


def warned() -> dict[str, Any]:
    """In order but for an address."""
    return judge(
        Site(RULE, [gateway("one", "4235550101", "roof"), gateway("safe", "4235550100")], [Branch("roof", "", "")], [User("7", "", "roof")])
    )


def empty() -> dict[str, Any]:
    """A fresh PBX: a rule that is off, no gateway, no floor, nobody."""
    return judge(Site(replace(RULE, enabled=False), [], [], []))


def bad() -> dict[str, Any]:
    """Everything that can be wrong, in one plan; and a user who tries to be a script."""
    gateways = [
        gateway("trunk", "4235550199", model="sipTrunkStandard", shared=False),
        gateway("shared", "4235550101", "floor1", shared=True),
        gateway("loose", "4235550102", "floor2", ignores_user=False),
        gateway("off", "4235550103", "floor3", enabled=False),
        gateway("twin", "4235550101", "floor4"),
    ]
    branches = [*(floor(number) for number in (1, 2, 3)), Branch("floor4", '"><img src=x onerror=alert(1)>', "")]
    users = [User("201", HOSTILE, "floor1"), User("203", "", "floor3"), User("204", "Jo Fox", "floor4"), User("299", "Lost Soul", None)]
    plan = judge(Site(Rule("Emergency", False, "", "9", True), gateways, branches, users))
    alone = [gateway("e911-floor1", "4235550101", "floor1")]
    overtaken = Site(RULE, alone, [floor(1)], [], [Rival("rule", "Local", ("911", "9911"))], [Rival("user", "205", ("911",))])
    for other in (Site(RULE, alone, [floor(1)], []), overtaken, Site(None, [], [], []), Site(RULE, [], [], [])):
        plan["findings"] += [one for one in judge(other)["findings"] if one["code"] not in {known["code"] for known in plan["findings"]}]
    return plan
