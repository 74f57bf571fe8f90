#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_call
short_description: Place a call for the user who is logged in
version_added: 0.1.0
description:
  - Lets the telephone of the user who is logged in with O(username) ring, and when it is answered, calls O(to).
  - This is an action, not a state. Every run places a call and says that it changed something.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
attributes:
  diff_mode:
    support: none
    details: No record changes.
  idempotent:
    support: none
    details: Every run places a call.
options:
  to:
    description:
      - The extension or telephone number to call, always in the domain of the PBX.
      - The characters C([ ] ( ) . { } -) are taken out. A blank, a colon, C(@) or a slash is refused.
    type: str
    required: true
notes:
  - The PBX does not say what came of the call. It accepts a number that does not exist, too.
  - A call whose answer is lost is not placed a second time. The task fails and says so.
  - The account superadmin has no telephone.
seealso:
  - module: sipxcom.pbx.sipx_conference_command
  - module: sipxcom.pbx.sipx_my_info
"""

EXAMPLES = r"""
- name: Call the front desk from my telephone
  sipxcom.pbx.sipx_call:
    username: "200"
    password: "{{ own_password }}"
    to: "430"
"""

RETURN = r"""
call:
  description: The call that was placed, or in check mode would be.
  returned: success
  type: dict
  contains:
    from:
      description: The user whose telephone rings first.
      type: str
    to:
      description: The number as the PBX dials it.
      type: str
  sample:
    from: "200"
    to: "430"
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: bad_input
    resource: ""
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_call")


if __name__ == "__main__":
    main()
