# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_live_attendant
short_description: Switch the live attendant of a dial rule of a sipXcom PBX
version_added: 0.1.0
description:
  - A live attendant is a person who answers calls to the extension of a dial rule instead of an auto attendant.
  - Switched off in this way, the live attendant comes back by itself, after the hours that the web UI says for all rules or at the next
    period of the rule's schedule; where there is neither, it stays off. Each switching off would begin the time anew, so this module
    switches only what is not so yet.
  - To have it off for good, set O(sipxcom.pbx.sipx_dial_rule#module:live_attendant) instead. Do not manage the same rule with both, since
    each undoes what the other has done.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  extension:
    description: The extension of a dial rule of type V(attendant).
    type: str
    required: true
  code:
    description:
      - The live attendant code of that rule, in quotes. The web UI shows it; the API does not. A rule without a code cannot be switched.
      - Needed with O(enabled).
    type: str
  enabled:
    description: Whether the live attendant is on. Without this option it is only read.
    type: bool
seealso:
  - module: sipxcom.pbx.sipx_dial_rule
"""

EXAMPLES = r"""
- name: Nobody is at the desk today
  sipxcom.pbx.sipx_live_attendant:
    extension: "100"
    code: "77"
    enabled: false

- name: Somebody is there again
  sipxcom.pbx.sipx_live_attendant:
    extension: "100"
    code: "77"
    enabled: true

- name: Is somebody there?
  sipxcom.pbx.sipx_live_attendant:
    extension: "100"
  register: live
"""

RETURN = r"""
live_attendant:
  description: The live attendant after the task (in check mode, as it would be).
  returned: success
  type: dict
  contains:
    extension:
      description: See O(extension).
      type: str
    rule:
      description: The name of the dial rule.
      type: str
    enabled:
      description: Whether the live attendant is on.
      type: bool
  sample:
    extension: "100"
    rule: AutoAttendant
    enabled: true
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: bad_input
    resource: ""
    method: DELETE
    path: /sipxconfig/rest/auto-attendant/livemode/10078
    status: 404
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_live_attendant")


if __name__ == "__main__":
    main()
