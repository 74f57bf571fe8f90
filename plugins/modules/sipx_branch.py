#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_branch
short_description: Manage branches (locations) of a sipXcom PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes branches. A branch is an office, a building or a floor with an address.
  - Users, user groups and gateways belong to a branch. The gateways of a branch are preferred for the calls of its users, which is how
    an emergency call leaves with the number of the right floor.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  name:
    description: The name of the branch, unique on the PBX. Upper and lower case differ.
    type: str
    required: true
  old_name:
    description:
      - The name that the branch may still have. If there is a branch of this name and none named O(name), it is renamed.
      - Safe to repeat. That both exist is an error.
      - The PBX has generated routes with the old name. So the gateways of the branch, and the dial rules with them, are saved again,
        as they are. Should the task be killed before that, save one of these gateways in the web UI.
    type: str
  description:
    description: What people should know about the branch.
    type: str
  address:
    description: The postal address. Parts that are left out stay as they are; null clears all of it.
    type: dict
    suboptions:
      street:
        description: Street and house number.
        type: str
      city:
        description: City.
        type: str
      country:
        description: Country, free text.
        type: str
      state:
        description: State or province.
        type: str
      zip:
        description: Postal code.
        type: str
      office_designation:
        description: Mail stop, floor or room.
        type: str
  phone_number:
    description: A telephone number of the branch, for people to read.
    type: str
  fax_number:
    description: A fax number of the branch, for people to read.
    type: str
  force:
    description:
      - Delete the branch although gateways, users or user groups belong to it.
      - The PBX silently takes them out of the branch; a gateway without branch serves the callers of every branch.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: A branch for the first floor
  sipxcom.pbx.sipx_branch:
    name: floor1
    description: First floor
    address:
      street: 9 Elm St
      city: Ooltewah
      state: TN
      zip: "37363"
      office_designation: Floor 1

- name: Rename it; harmless when run again
  sipxcom.pbx.sipx_branch:
    name: floor-1
    old_name: floor1

- name: A branch that is not used any more
  sipxcom.pbx.sipx_branch:
    name: annex
    state: absent
"""

RETURN = r"""
branch:
  description: The branch as the PBX has it after the task (in check mode, as it would be); null when it is absent.
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
    address:
      description: See O(address).
      type: dict
      contains:
        street:
          description: See O(address.street).
          type: str
        city:
          description: See O(address.city).
          type: str
        country:
          description: See O(address.country).
          type: str
        state:
          description: See O(address.state).
          type: str
        zip:
          description: See O(address.zip).
          type: str
        office_designation:
          description: See O(address.office_designation).
          type: str
    phone_number:
      description: See O(phone_number).
      type: str
    fax_number:
      description: See O(fax_number).
      type: str
  sample:
    id: 3
    name: floor1
    description: First floor
    address:
      street: 9 Elm St
      city: Ooltewah
      country:
      state: TN
      zip: "37363"
      office_designation: Floor 1
    phone_number:
    fax_number:
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "branch 'floor1'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_branch")


if __name__ == "__main__":
    main()
