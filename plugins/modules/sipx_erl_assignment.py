#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_erl_assignment
short_description: Link users, phones or groups of a Uniteme PBX to an emergency response location
version_added: 0.1.0
description:
  - Links one user, user group, phone or phone group to an emergency response location (ERL), or clears that link.
  - Uniteme has this feature, sipXcom has not. There the task fails and says so; use the role P(sipxcom.pbx.e911_floors#role).
  - Not verified against a real server. The feature is closed, and how links are written is only described in words. The module reads
    everything back.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  user:
    description: The user name (extension) of a user. Exactly one of O(user), O(user_group), O(phone) and O(phone_group) is needed.
    type: str
  user_group:
    description: The name of a user group. Its location holds for members that have none of their own.
    type: str
  phone:
    description: The MAC address of a phone, with or without colons.
    type: str
  phone_group:
    description: The name of a phone group.
    type: str
  elin:
    description:
      - The number of the location. The location must exist.
      - Null clears the link, as O(state=absent) does.
    type: str
  state:
    description:
      - V(present) links to O(elin). V(absent) clears the link, whatever location it is.
      - The link of a user group can be changed but not cleared, because no call for that is documented. That is refused.
    type: str
    choices: [present, absent]
    default: present
seealso:
  - module: sipxcom.pbx.sipx_erl
"""

EXAMPLES = r"""
- name: The location exists
  sipxcom.pbx.sipx_erl:
    elin: "4235550101"
    location: 9 Elm St, Ooltewah, TN, 37363

- name: A user who sits on the first floor
  sipxcom.pbx.sipx_erl_assignment:
    user: superadmin
    elin: "4235550101"

- name: A whole group on the first floor
  sipxcom.pbx.sipx_erl_assignment:
    user_group: administrators
    elin: "4235550101"

- name: A user who has left the building
  sipxcom.pbx.sipx_erl_assignment:
    user: superadmin
    state: absent
"""

RETURN = r"""
erl_assignment:
  description: Who is linked to which location after the task (in check mode, would be).
  returned: success
  type: dict
  contains:
    user:
      description: See O(user).
      type: str
      returned: when O(user) is given
    user_group:
      description: See O(user_group).
      type: str
      returned: when O(user_group) is given
    phone:
      description: The MAC address as the PBX writes it.
      type: str
      returned: when O(phone) is given
    phone_group:
      description: See O(phone_group).
      type: str
      returned: when O(phone_group) is given
    elin:
      description: The number of the location, null for none.
      type: str
  sample:
    user: "200"
    elin: "4235550101"
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: unknown_reference
    resource: "user '200'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_erl_assignment")


if __name__ == "__main__":
    main()
