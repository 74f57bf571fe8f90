# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_hunt_group
short_description: Manage hunt groups of a sipXcom PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes hunt groups (call groups). Calls to the extension of a hunt group ring its users, one after the other or
    at the same time.
  - Needs a PBX whose API has hunt groups, which came with sipXcom 20.08. On an older one the module fails and says so.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  extension:
    description: The extension of the hunt group, unique on the PBX. Up to 15 digits or C(*), in quotes.
    type: str
    required: true
  old_extension:
    description:
      - The extension that the hunt group may still have. If there is a group with it and none with O(extension), it is renumbered.
      - Safe to repeat. That both exist is an error.
      - What refers to the old extension as a text (dial rules, call forwarding, attendants) is not changed by the PBX.
    type: str
  name:
    description:
      - The name of the hunt group, unique among all names and extensions of the PBX. Up to 40 characters, without blanks.
      - A new hunt group needs it.
    type: str
  description:
    description: What people should know about the hunt group.
    type: str
  enabled:
    description: Whether the hunt group takes calls. A new one does, unless this says otherwise. Calls to one that is off fail.
    type: bool
  did:
    description: A telephone number from outside that rings the hunt group. Not the extension.
    type: str
  rings:
    description:
      - Whom to ring, in this order. The list is replaced as a whole; an empty list or null removes everybody.
      - Where O(user_forward) and O(use_forward_timers) are both true, the PBX takes the times from the members; O(rings[].expiration) is
        not compared then, and is shown as null.
    type: list
    elements: dict
    suboptions:
      user:
        description: The user name. An alias will not do.
        type: str
        required: true
      type:
        description:
          - When it begins to ring. With V(if_no_response), when the users before have not answered. With V(at_the_same_time), together
            with the user before.
          - Means nothing for the first user, and is always shown as V(if_no_response) there.
        type: str
        choices: [if_no_response, at_the_same_time]
        default: if_no_response
      expiration:
        description: For how many seconds it rings.
        type: int
        default: 30
  voicemail_fallback:
    description:
      - Whether calls that nobody answers go to the voicemail of the last user in O(rings). In a new hunt group they do, unless this says
        otherwise.
    type: bool
  fallback_destination:
    description: Where calls go that nobody answers, as an extension or SIP address. Only used with O(voicemail_fallback=false).
    type: str
  user_forward:
    description: Whether the call forwarding of the members applies. In a new hunt group it does, unless this says otherwise.
    type: bool
  use_forward_timers:
    description: Whether members ring as long as their own call forwarding says. Only with O(user_forward=true).
    type: bool
  duplicate_of:
    description:
      - The extension of a hunt group that a new one is made like, with the same description, rings, fallback and forwarding, where the task
        says nothing else. It is on, and has no O(did), unless the task says otherwise.
      - Safe to repeat. Where the hunt group exists, it stays as it is, and the other one need not be there any more.
      - In one document of M(sipxcom.pbx.sipx_site) the other one stands before it, or exists already.
    type: str
  rotate:
    description:
      - The member who shall ring last. The rings are turned until it is so, with all in the same circle as before. With 1, 2, 3, 4, 5 and
        V(3), they ring as 4, 5, 1, 2, 3.
      - Safe to repeat. Where the member is the last one already, nothing changes.
      - The one who was first has no O(rings[].type), and rings with V(if_no_response) afterwards.
    type: str
  force:
    description: Delete the hunt group although the unanswered calls of another one go to it.
    type: bool
    default: false
seealso:
  - module: sipxcom.pbx.sipx_user
  - module: sipxcom.pbx.sipx_info
"""

EXAMPLES = r"""
- name: Support rings two people together, then a third
  sipxcom.pbx.sipx_hunt_group:
    extension: "5300"
    name: support
    rings:
      - {user: "201", expiration: 20}
      - {user: "202", expiration: 20, type: at_the_same_time}
      - {user: "203"}
    voicemail_fallback: false
    fallback_destination: "100"

- name: Give it another extension; harmless when run again
  sipxcom.pbx.sipx_hunt_group:
    extension: "5400"
    old_extension: "5300"

- name: Put somebody else first
  sipxcom.pbx.sipx_hunt_group:
    extension: "5400"
    rings:
      - user: "203"
      - user: "201"
      - user: "202"

- name: Let whoever had the night shift ring last
  sipxcom.pbx.sipx_hunt_group:
    extension: "5400"
    rotate: "203"

- name: Another one that rings the same people
  sipxcom.pbx.sipx_hunt_group:
    extension: "5401"
    name: escalation
    duplicate_of: "5400"

- name: One that is not used any more
  sipxcom.pbx.sipx_hunt_group:
    extension: "5300"
    state: absent
"""

RETURN = r"""
hunt_group:
  description: The hunt group as the PBX has it after the task (in check mode, as it would be); null when it is absent.
  returned: success
  type: dict
  contains:
    extension:
      description: See O(extension).
      type: str
    name:
      description: See O(name).
      type: str
    description:
      description: See O(description).
      type: str
    enabled:
      description: See O(enabled).
      type: bool
    did:
      description: See O(did).
      type: str
    rings:
      description: See O(rings).
      type: list
      elements: dict
    voicemail_fallback:
      description: See O(voicemail_fallback).
      type: bool
    fallback_destination:
      description: See O(fallback_destination).
      type: str
    user_forward:
      description: See O(user_forward).
      type: bool
    use_forward_timers:
      description: See O(use_forward_timers).
      type: bool
  sample:
    extension: "5300"
    name: support
    description:
    enabled: true
    did:
    rings:
      - {user: "201", type: if_no_response, expiration: 20}
      - {user: "202", type: at_the_same_time, expiration: 20}
    voicemail_fallback: false
    fallback_destination: "100"
    user_forward: true
    use_forward_timers: false
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: unknown_reference
    resource: "hunt group '5300'"
    method:
    path:
    status:
    server_message: ""
    details: {value: "210", nearest: ["201"]}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_hunt_group")


if __name__ == "__main__":
    main()
