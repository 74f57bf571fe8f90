# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_special_mode
short_description: Switch the special mode of a sipXcom PBX
version_added: 0.1.0
description:
  - While special mode is on, one auto attendant answers for the whole PBX, whatever the times in the dial rules say; for instance on a
    day on which the office is closed unforeseen.
  - The calls of the API for this turn over what they do not name. Switching on clears the attendant that is selected, and selecting one
    while none is selected brings up the after-hours attendant instead. This module makes them in the order that leads to the wanted
    state from any other, never switches on what is on, and reads back who is up.
  - Works on every PBX, also where M(sipxcom.pbx.sipx_auto_attendant) cannot change attendants. Switching regenerates the dial plan.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  enabled:
    description: Whether special mode is on. Without this option it is only read.
    type: bool
  attendant:
    description:
      - The name of the auto attendant that answers. Needed with O(enabled=true), and only allowed there.
      - The PBX forgets it when special mode is switched off.
    type: str
  attendant_id:
    description:
      - The number of O(attendant), where the PBX does not tell it. Before sipXcom 21.04 it tells none, so that it is needed there for all
        attendants but the two that every PBX has. It stands in the address of the attendant's page in the web UI.
      - With the wrong number another attendant comes up, and the task fails and says so.
    type: int
seealso:
  - module: sipxcom.pbx.sipx_auto_attendant
"""

EXAMPLES = r"""
- name: The office is closed today
  sipxcom.pbx.sipx_special_mode:
    enabled: true
    attendant: After hours

- name: It is open again
  sipxcom.pbx.sipx_special_mode:
    enabled: false

- name: Is it open?
  sipxcom.pbx.sipx_special_mode:
  register: mode
"""

RETURN = r"""
special_mode:
  description: The mode after the task (in check mode, as it would be).
  returned: success
  type: dict
  contains:
    enabled:
      description: Whether special mode is on.
      type: bool
    attendant:
      description: The auto attendant that answers; null while the mode is off, when the PBX does not show whom it would take.
      type: str
  sample:
    enabled: true
    attendant: After hours
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: unknown_reference
    resource: ""
    method:
    path:
    status:
    server_message: ""
    details: {value: After ours, nearest: [After hours]}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_special_mode")


if __name__ == "__main__":
    main()
