#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_emergency_info
short_description: Show what an emergency call of each user does on a sipXcom PBX
version_added: 0.1.0
description:
  - Reads the dial plan with the emergency rule, its gateways, the branches, and all users, and works out which number the dispatcher
    sees for whom.
  - Names everything that is wrong with it. An error may show a dispatcher the wrong floor, or leave a caller without a route.
  - Reads only; run it as often as you like, for instance every night.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.info
options:
  rule:
    description: The name of the emergency dial rule.
    type: str
    default: Emergency
  ignore_users:
    description: User names of accounts that nobody calls from, and that need no floor.
    type: list
    elements: str
    default: [superadmin]
notes:
  - A dial rule that is on and comes before the emergency rule is an error where it fits the emergency number too, with or without its
    prefix. It is a warning where it fits only the word C(sos), which emergency keys of telephones dial. Only the web UI can move a rule.
  - A user, hunt group or park orbit that can be called by such a number or word is told in the same way.
  - The PBX does not tell in which order a rule tries its gateways. Of the gateways that serve every branch, which comes first is therefore
    not known; a floor's own gateway always comes first.
"""

EXAMPLES = r"""
- name: Judge the emergency plan
  sipxcom.pbx.sipx_emergency_info:
  register: emergency

- name: List what is wrong with it
  ansible.builtin.debug:
    msg: "{{ emergency.plan.findings | map(attribute='text') }}"
"""

RETURN = r"""
plan:
  description: The emergency plan as it is now.
  returned: success
  type: dict
  contains:
    pbx:
      description: The URL of the PBX that it is the plan of.
      type: str
      sample: https://pbx.example.org
    rule:
      description: The emergency dial rule, null when there is none of that name.
      type: dict
      contains:
        name:
          description: Its name.
          type: str
        enabled:
          description: Whether it is switched on.
          type: bool
        number:
          description: The emergency number.
          type: str
        prefix:
          description: Digits that may be dialled before the number.
          type: str
        scheduled:
          description: Whether it works at certain times only.
          type: bool
    floors:
      description: The branches that have users or gateways of the rule.
      type: list
      elements: dict
      contains:
        branch:
          description: The name of the branch.
          type: str
        description:
          description: What the branch is.
          type: str
        address:
          description: Its address on one line.
          type: str
        elin:
          description: The number that the dispatcher sees for every caller of this floor; null when no such number is certain.
          type: str
        gateways:
          description: The gateways of the rule that belong to the branch, as in RV(plan.failsafe).
          type: list
          elements: dict
        users:
          description: Who is on this floor (RV(plan.users_without_floor) shows the keys).
          type: list
          elements: dict
        path:
          description: The gateways that a call from this floor tries, in order.
          type: list
          elements: dict
          contains:
            gateway:
              description: The name of the gateway.
              type: str
            sends:
              description: What the dispatcher sees when the call takes it.
              type: str
            failsafe:
              description: Whether it is one that serves every floor.
              type: bool
    failsafe:
      description: The gateways of the rule that serve callers of every branch.
      type: list
      elements: dict
      contains:
        name:
          description: The name of the gateway.
          type: str
        address:
          description: Its address.
          type: str
        port:
          description: Its port; 0 for none.
          type: int
        branch:
          description: Its branch, null for none.
          type: str
        shared:
          description: Whether callers of other branches may use it.
          type: bool
        enabled:
          description: Whether it is switched on.
          type: bool
        elin:
          description: Its caller ID number.
          type: str
        forced:
          description: Whether every call shows that number, whoever calls.
          type: bool
        sends:
          description: What the dispatcher sees, in words.
          type: str
    users_without_floor:
      description: Users whose calls take the failsafe only.
      type: list
      elements: dict
      contains:
        user_name:
          description: The user name.
          type: str
        full_name:
          description: First and last name.
          type: str
    findings:
      description: What is wrong, the gravest first within each area.
      type: list
      elements: dict
      contains:
        level:
          description: V(error) or V(warning).
          type: str
        code:
          description:
            - A word for programs, one of V(rule_missing), V(rule_disabled), V(number_missing), V(rule_scheduled), V(rule_overtaken),
              V(number_taken), V(rule_empty), V(failsafe_missing), V(gateway_without_branch), V(floor_gateway_shared),
              V(caller_id_not_forced), V(gateway_disabled), V(sip_trunk), V(elin_shared), V(user_without_floor),
              V(floor_without_gateway) and V(floor_without_address).
          type: str
        subject:
          description: The record it is about.
          type: str
        text:
          description: A sentence for a person.
          type: str
    ok:
      description: Whether there is no finding of level V(error).
      type: bool
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: login_failed
    resource: ""
    method: GET
    path: /sipxconfig/api/rules
    status: 401
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_emergency_info")


if __name__ == "__main__":
    main()
