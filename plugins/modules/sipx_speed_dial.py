#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_speed_dial
short_description: Manage a user's speed dials
version_added: 0.1.0
description:
  - Says which speed dial buttons the phones of a user have, or that they are those of his group.
  - The API has no way for an administrator to the speed dials of another user, so O(user) can only name the one who is logged in.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._document
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  inherit:
    description:
      - Whether the user has the buttons of his group. His own are deleted then.
      - Giving O(buttons) means V(false). If it is V(false) without O(buttons), a user who inherits so far gets an empty list of his own.
    type: bool
  buttons:
    description:
      - The buttons in the order of the phone.
      - It is the whole list. An empty list or null leaves the user without buttons, which is not the same as O(inherit).
    type: list
    elements: dict
    suboptions:
      number:
        description: An extension or SIP address.
        type: str
        required: true
      label:
        description: What the phone shows.
        type: str
      presence:
        description:
          - Whether the button shows if the number is on a call. The number must be a SIP address or somebody else's extension.
          - A user without the permission subscribe-to-presence keeps what his buttons have and gets no more. A warning says so.
        type: bool
        default: false
  update_phones:
    description:
      - Whether the phones of the user get their new profile at once, when something changes. B(All phones of the user restart.)
      - Otherwise they learn of the change with their next profile.
    type: bool
    default: false
seealso:
  - module: sipxcom.pbx.sipx_call_forwarding
"""

EXAMPLES = r"""
- name: The front desk with presence, and the lab
  sipxcom.pbx.sipx_speed_dial:
    buttons:
      - number: "200"
        label: Front desk
        presence: true
      - number: sip:lab@example.net
        label: Lab

- name: The buttons of the group again
  sipxcom.pbx.sipx_speed_dial:
    inherit: true
"""

RETURN = r"""
speed_dial:
  description:
    - The speed dials as the PBX has them after the task (in check mode, as they would be).
  returned: success
  type: dict
  contains:
    user:
      description: Whose they are.
      type: str
    inherit:
      description: See O(inherit).
      type: bool
    buttons:
      description: See O(buttons). Empty while the user has those of his group.
      type: list
      elements: dict
    may_subscribe_to_presence:
      description: Whether the user has the permission subscribe-to-presence.
      type: bool
  sample:
    user: "201"
    inherit: false
    buttons:
      - number: "200"
        label: Front desk
        presence: true
    may_subscribe_to_presence: true
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "the speed dials of user '200'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_speed_dial")


if __name__ == "__main__":
    main()
