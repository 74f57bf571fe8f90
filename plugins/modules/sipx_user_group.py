#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_user_group
short_description: Manage user groups of a sipXcom PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes user groups. A group gives its members permissions, settings and, if it has one, a branch.
  - Members are not part of a group but of the users, see O(sipxcom.pbx.sipx_user#module:groups).
  - Other settings of a group are managed by M(sipxcom.pbx.sipx_setting).
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
      - The name of the group, unique among the user groups. Upper and lower case differ.
      - Better without blanks, at which the PBX joins and splits the names of groups; the task warns of them.
    type: str
    required: true
  old_name:
    description:
      - The name that the group may still have. If there is a group of this name and none named O(name), it is renamed.
      - Safe to repeat. That both exist is an error. The group V(administrators) cannot be renamed.
    type: str
  description:
    description: What people should know about the group.
    type: str
  weight:
    description:
      - Where several groups of a user say different things, the group with the highest weight wins.
      - A new group gets the next free number, and so wins over all others.
      - Moving groups up and down in the web UI numbers all of them anew.
    type: int
  branch:
    description:
      - The branch of all members that have none of their own. Null takes the group out of its branch.
      - Members may have no other branch of their own; if one has, the task fails before anything is written and names him.
        M(sipxcom.pbx.sipx_site) moves a group and such members together.
    type: str
  permissions:
    description:
      - What the group sets for its members. Only the permissions that are named are looked at.
      - The value is true, false, or null, which leaves the permission to weaker groups and the default.
      - The keys are names of built-in permissions, such as C(LocalDialing), or labels (or names) of custom ones. An unknown one fails
        before anything is written.
      - The group V(administrators) keeps the permission C(superadmin).
    type: dict
  force:
    description:
      - Delete the group although it has members.
      - They stay, but lose the permissions, settings and branch of the group. It cannot be undone.
    type: bool
    default: false
seealso:
  - module: sipxcom.pbx.sipx_user
  - module: sipxcom.pbx.sipx_permission
  - module: sipxcom.pbx.sipx_setting
"""

EXAMPLES = r"""
- name: The people of the first floor, with the branch of that floor
  sipxcom.pbx.sipx_user_group:
    name: staff-floor1
    description: Everybody on the first floor
    branch: floor1

- name: Trainees call nobody abroad; for the rest, other groups and the defaults decide
  sipxcom.pbx.sipx_user_group:
    name: trainees
    permissions:
      InternationalDialing: false
      LongDistanceDialing: false
      900Dialing:

- name: Rename it; harmless when run again
  sipxcom.pbx.sipx_user_group:
    name: apprentices
    old_name: trainees

- name: A group that is not used any more; fails while it has members
  sipxcom.pbx.sipx_user_group:
    name: apprentices
    state: absent
"""

RETURN = r"""
user_group:
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
    branch:
      description: See O(branch).
      type: str
    permissions:
      description: See O(permissions). Those that the task names; custom ones by their labels. Null for what the group does not set.
      type: dict
      returned: when the task gives O(permissions)
  sample:
    id: 12
    name: trainees
    description:
    weight: 4
    branch: floor1
    permissions:
      InternationalDialing: false
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "user group 'trainees'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_user_group")


if __name__ == "__main__":
    main()
