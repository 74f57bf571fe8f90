#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_phone_group
short_description: Manage phone groups of a sipXcom PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes phone groups. A group gives its phones settings and, on demand, another firmware.
  - Which phones are in a group is part of the phones, see O(sipxcom.pbx.sipx_phone#module:groups).
  - Phones learn of a change when their profile is sent next, see M(sipxcom.pbx.sipx_phone_profile).
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  name:
    description:
      - The name of the group, unique among the phone groups. Upper and lower case differ.
      - Better without blanks, at which the web UI splits the names of groups; the task warns of them.
    type: str
    required: true
  old_name:
    description:
      - The name that the group may still have. If there is a group of this name and none named O(name), it is renamed.
      - Safe to repeat. That both exist is an error.
    type: str
  description:
    description: What people should know about the group.
    type: str
  weight:
    description:
      - Where several groups of a phone say different things, the group with the highest weight wins. The list is in the order of weights.
      - A new group gets the next free number, and so wins over all others.
      - O(before), O(after) and O(position) say the same in another way; give one of the four. They number all groups anew
        from 1 where something has to be moved, and so change weights that other tasks declare. Use weights for all groups, or for none.
    type: int
  before:
    description: A group that this one stands before in the list, so that the other one wins. It is moved only if it does not.
    type: str
  after:
    description: A group that this one stands after in the list, so that this one wins. It is moved only if it does not.
    type: str
  position:
    description: The place of the group in the list, counted from 1, the weakest.
    type: int
  firmware:
    description:
      - The firmware of the group's phones, by model, such as V(polycom4.1.X) for V(polycom550). It must be one of the model's.
      - The PBX switches those phones that have some firmware set, and that are in no other group that weighs as much or more. The
        task warns of the others.
      - What a group was told cannot be read. So the phones are compared, and a group without such phones is told nothing. It cannot be
        taken back either.
      - The PBX cannot do it for Nortel and AudioCodes models.
    type: dict
  settings:
    description:
      - Settings that the group gives to its phones, first by model, then by path. They are written and checked as in
        O(sipxcom.pbx.sipx_setting#module:settings). Null unsets one. Settings that are not named stay as they are.
      - They are stored for the group, not for the model. The model says against which settings a path is checked, and every phone
        of the group that has the path gets the value. Name a path for one model only.
    type: dict
  force:
    description:
      - Delete the group although there are phones in it.
      - They stay, but lose the settings of the group. It cannot be undone.
    type: bool
    default: false
seealso:
  - module: sipxcom.pbx.sipx_phone
  - module: sipxcom.pbx.sipx_phone_profile
  - module: sipxcom.pbx.sipx_setting
"""

EXAMPLES = r"""
- name: All desks, with what they have in common
  sipxcom.pbx.sipx_phone_group:
    name: desks
    description: All desks
    settings:
      polycom550:
        voice/codec: G722
        call/waiting: false

- name: The lobby, which wins where it says something else
  sipxcom.pbx.sipx_phone_group:
    name: lobby
    after: desks

- name: A newer firmware for the phones of one model
  sipxcom.pbx.sipx_phone_group:
    name: desks
    firmware:
      polycom550: polycom4.1.0

- name: Rename it; harmless when run again
  sipxcom.pbx.sipx_phone_group:
    name: reception
    old_name: lobby

- name: A group that is not used any more; fails while there are phones in it
  sipxcom.pbx.sipx_phone_group:
    name: reception
    state: absent
"""

RETURN = r"""
phone_group:
  description: The group as the PBX has it after the task (in check mode, as it would be); null when it is absent.
  returned: success
  type: dict
  contains:
    id:
      description: The id that the PBX gave it.
      type: int
      returned: when it exists
    name:
      description: See O(name).
      type: str
    description:
      description: See O(description).
      type: str
    weight:
      description: See O(weight).
      type: int
    before:
      description: See O(before); null when the group does not stand there.
      type: str
      returned: when the task says where the group stands
    after:
      description: See O(after); null when the group does not stand there.
      type: str
      returned: when the task says where the group stands
    position:
      description: See O(position).
      type: int
      returned: when the task says where the group stands
    firmware:
      description: See O(firmware). What the group's phones have, of those models that the task names.
      type: dict
      returned: when the task gives O(firmware)
    settings:
      description: The group's own values of those settings that the task names, by model and path; null for what it does not set.
      type: dict
      returned: when the task gives O(settings)
  sample:
    id: 12
    name: desks
    description: All desks
    weight: 1
    settings:
      polycom550:
        voice/codec: G722
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "phone group 'desks'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_phone_group")


if __name__ == "__main__":
    main()
