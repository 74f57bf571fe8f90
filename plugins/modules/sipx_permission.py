#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_permission
short_description: Manage custom permissions of a sipXcom PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes custom call permissions, which dial rules can ask for and which users and user groups can have.
  - People know a custom permission by its label. Its name, such as V(perm_1004), is made by the PBX and never changes.
  - The permissions that are built in, such as C(LocalDialing), are found by their names, but cannot be changed or deleted; the task fails
    before anything is sent, because the PBX would take a built-in permission away from all users while refusing to delete it.
  - To give permissions to people use O(sipxcom.pbx.sipx_user#module:permissions) or O(sipxcom.pbx.sipx_user_group#module:permissions).
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  label:
    description: The name that people see, unique among the custom permissions. Upper and lower case differ.
    type: str
    required: true
  old_label:
    description:
      - The label that the permission may still have. If there is a permission of this label and none labelled O(label), it is renamed.
      - Safe to repeat. That both exist is an error.
    type: str
  description:
    description: What people should know about the permission.
    type: str
  default:
    description:
      - Whether users have it when neither they nor their groups say otherwise. A new permission is off by default.
      - A change makes the PBX compute the permissions of all users again, which takes a while on a large system.
    type: bool
notes:
  - No permission guards emergency calls. An emergency rule lets everybody call.
seealso:
  - module: sipxcom.pbx.sipx_user
  - module: sipxcom.pbx.sipx_user_group
"""

EXAMPLES = r"""
- name: A permission for calls at night
  sipxcom.pbx.sipx_permission:
    label: NightCalls
    description: Calls between 22:00 and 6:00
    default: false

- name: Rename it; harmless when run again
  sipxcom.pbx.sipx_permission:
    label: AfterHours
    old_label: NightCalls

- name: A permission that no dial rule asks for any more
  sipxcom.pbx.sipx_permission:
    label: AfterHours
    state: absent
"""

RETURN = r"""
permission:
  description: The permission as the PBX has it after the task (in check mode, as it would be); null when it is absent.
  returned: success
  type: dict
  contains:
    id:
      description: The same as RV(permission.name).
      type: str
      returned: when it exists
    name:
      description: The name that the PBX gave it, or the name of a built-in permission. Settings and dial rules use it.
      type: str
      returned: when it exists
    label:
      description: See O(label).
      type: str
    description:
      description: See O(description).
      type: str
    default:
      description: See O(default).
      type: bool
    type:
      description: V(CALL) for every custom permission; V(APPLICATION) or V(VOICEMAIL_SERVER) for some that are built in.
      type: str
    built_in:
      description: Whether it is built in.
      type: bool
  sample:
    id: perm_1004
    name: perm_1004
    label: NightCalls
    description: Calls between 22:00 and 6:00
    default: false
    type: CALL
    built_in: false
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "permission 'LocalDialing'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_permission")


if __name__ == "__main__":
    main()
