#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_call_forwarding
short_description: Manage a user's call forwarding
version_added: 0.1.0
description:
  - Says how long a user's own phone rings, and what rings then, in which order, how long and at which times.
  - For another user (see O(user)) only O(first_ring_time) is possible. The API has no way for an administrator to the rings of a user.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._document
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  first_ring_time:
    description: How many seconds the user's own phone rings before the first ring of type V(if_no_response) starts, 1 to 999.
    type: int
  rings:
    description:
      - What rings, in this order.
      - It is the whole list. Rings that it does not have are taken away, and an empty list or null takes away all.
    type: list
    elements: dict
    suboptions:
      number:
        description: An extension, a number, or a SIP address such as V(kim@example.net).
        type: str
        required: true
      ring_time:
        description: How many seconds it rings, 1 to 999.
        type: int
        required: true
      type:
        description: Whether it rings when the step before was not answered, or together with that step.
        type: str
        choices: [if_no_response, at_the_same_time]
        default: if_no_response
      enabled:
        description: Whether it rings at all.
        type: bool
        default: true
      schedule:
        description:
          - The name of the schedule that says when it rings, one of the user's own or of his groups. Without one it always rings.
          - See M(sipxcom.pbx.sipx_forwarding_schedule).
        type: str
seealso:
  - module: sipxcom.pbx.sipx_forwarding_schedule
  - module: sipxcom.pbx.sipx_voicemail
"""

EXAMPLES = r"""
- name: First the desk for 15 seconds, then the mobile phone, then a colleague in office hours
  sipxcom.pbx.sipx_call_forwarding:
    first_ring_time: 15
    rings:
      - number: "4235550142"
        ring_time: 20
      - number: "412"
        ring_time: 30
        schedule: Office hours

- name: As an administrator, for somebody else
  sipxcom.pbx.sipx_call_forwarding:
    user: "200"
    first_ring_time: 30

- name: No forwarding any more
  sipxcom.pbx.sipx_call_forwarding:
    rings: []
"""

RETURN = r"""
call_forwarding:
  description:
    - The forwarding as the PBX has it after the task (in check mode, as it would be).
    - For another user only O(first_ring_time) is read and shown.
  returned: success
  type: dict
  contains:
    user:
      description: Whose it is.
      type: str
    first_ring_time:
      description: See O(first_ring_time).
      type: int
    rings:
      description: See O(rings). A schedule that is neither the user's nor of his groups is shown as C(#) and its id.
      type: list
      elements: dict
  sample:
    user: "200"
    first_ring_time: 15
    rings:
      - number: "4235550142"
        ring_time: 20
        type: if_no_response
        enabled: true
        schedule:
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "the call forwarding of user '200'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_call_forwarding")


if __name__ == "__main__":
    main()
