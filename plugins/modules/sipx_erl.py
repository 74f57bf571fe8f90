#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_erl
short_description: Manage emergency response locations of a Uniteme PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes emergency response locations (ERL). Each has a number that is shown to the emergency dispatcher (ELIN)
    and says where that is.
  - Uniteme has this feature, sipXcom has not. There the task fails and says so; use the role P(sipxcom.pbx.e911_floors#role), which gives
    each floor a gateway with its own number.
  - Not verified against a real server. The feature is closed, and its documentation shows only what a list looks like. The module
    relies on nothing else, reads everything back, and watches that no other location vanishes. Should one, it is written back and the task
    fails.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  elin:
    description: The number that is shown to the dispatcher, digits only. It is what the location is known by and cannot be changed.
    type: str
    required: true
  location:
    description: Where the caller is, as the dispatcher should read it.
    type: str
  address_info:
    description: More about the address, such as the floor.
    type: str
  description:
    description: What people should know about the location.
    type: str
  force:
    description:
      - Delete the location although users, user groups, phones or phone groups are linked to it.
      - What the PBX then does with them is not documented. Without O(force) each of them is asked first, one request each.
    type: bool
    default: false
seealso:
  - module: sipxcom.pbx.sipx_erl_assignment
"""

EXAMPLES = r"""
- name: The location of the first floor
  sipxcom.pbx.sipx_erl:
    elin: "4235550101"
    location: 9 Elm St, Ooltewah, TN, 37363
    address_info: 9 Elm St, floor 1, Ooltewah, TN, 37363
    description: First floor

- name: A location that is not used any more
  sipxcom.pbx.sipx_erl:
    elin: "4235550109"
    state: absent
"""

RETURN = r"""
erl:
  description: The location as the PBX has it after the task (in check mode, as it would be); null when it is absent.
  returned: success
  type: dict
  contains:
    elin:
      description: See O(elin).
      type: str
    location:
      description: See O(location).
      type: str
    address_info:
      description: See O(address_info).
      type: str
    description:
      description: See O(description).
      type: str
  sample:
    elin: "4235550101"
    location: 9 Elm St, Ooltewah, TN, 37363
    address_info: 9 Elm St, floor 1, Ooltewah, TN, 37363
    description: First floor
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "ERL '4235550101'"
    method: GET
    path: /sipxconfig/rest/erls
    status: 404
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_erl")


if __name__ == "__main__":
    main()
