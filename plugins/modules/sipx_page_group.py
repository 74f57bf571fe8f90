#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_page_group
short_description: Manage page groups of a sipXcom PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes page groups. Whoever dials the paging prefix and the number of a group speaks through the phones of all
    its users at once.
  - The PBX switches a group off, or empties it, when a request leaves something out. This module always sends the whole group.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  number:
    description:
      - The number of the group, V(0) to V(99), unique on the PBX. It is dialled behind the paging prefix, normally V(*77).
      - Together they must not be the name, an alias or an extension of anybody else.
    type: int
    required: true
  old_number:
    description:
      - The number that the group may still have. If there is a group with this number and none with O(number), it is renumbered.
      - Safe to repeat. That both exist is an error.
    type: int
  description:
    description: What people should know about the group.
    type: str
  enabled:
    description: Whether the group can be dialled. A new one can.
    type: bool
  sound:
    description:
      - The audio file that announces a page. It must be among the files for page groups, see M(sipxcom.pbx.sipx_prompt).
      - A PBX comes with V(TadaTada.wav) and V(fanfare.wav).
      - Required for a new group.
    type: str
  time_limit:
    description: How long a page may last, in seconds, V(0) to V(600). A new group has 60.
    type: int
  users:
    description:
      - The user names of those whose phones are paged.
      - What the list means is said by O(users_mode). The order does not matter.
    type: list
    elements: str
  users_mode:
    description:
      - V(set) makes the group consist of exactly O(users); with V([]) or null, of nobody.
      - V(add) and V(remove) leave the other members alone.
    type: str
    choices: [set, add, remove]
    default: set
notes:
  - A user who is deleted leaves all page groups without a word.
  - The prefix belongs to all groups. It is the setting C(page-config/prefix) of the service C(pagegroups), see M(sipxcom.pbx.sipx_setting).
seealso:
  - module: sipxcom.pbx.sipx_prompt
  - module: sipxcom.pbx.sipx_setting
"""

EXAMPLES = r"""
- name: Page the warehouse with *7721
  sipxcom.pbx.sipx_page_group:
    number: 21
    description: Warehouse
    sound: fanfare.wav
    time_limit: 45
    users: ["2101", "2102"]

- name: One more phone, whoever else is in the group
  sipxcom.pbx.sipx_page_group:
    number: 21
    users: ["2103"]
    users_mode: add

- name: Another number; harmless when run again
  sipxcom.pbx.sipx_page_group:
    number: 31
    old_number: 21

- name: A group that is not used any more
  sipxcom.pbx.sipx_page_group:
    number: 22
    state: absent
"""

RETURN = r"""
page_group:
  description: The page group as the PBX has it after the task (in check mode, as it would be); null when it is absent.
  returned: success
  type: dict
  contains:
    id:
      description: The id that the PBX gave it.
      type: int
      returned: when it exists
    number:
      description: See O(number).
      type: int
    description:
      description: See O(description).
      type: str
    enabled:
      description: See O(enabled).
      type: bool
    sound:
      description: See O(sound).
      type: str
    time_limit:
      description: See O(time_limit).
      type: int
    users:
      description: The user names of all members, sorted.
      type: list
      elements: str
  sample:
    id: 7
    number: 21
    description: Warehouse
    enabled: true
    sound: fanfare.wav
    time_limit: 45
    users: ["2101", "2102"]
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: unknown_reference
    resource: "page group '21'"
    method:
    path:
    status:
    server_message: ""
    details:
      value: "2110"
      nearest: ["2101"]
      done: []
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_page_group")


if __name__ == "__main__":
    main()
