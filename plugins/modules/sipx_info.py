#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_info
short_description: Read records of any kind from a sipXcom PBX
version_added: 0.1.0
description:
  - Reads all records of a kind, or one by name, with the option names of the module that manages them. The result of one module can thus be
    used in a task of another.
  - Secrets are masked.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.info
options:
  kind:
    description:
      - What to read, such as V(branch), V(gateway), V(dial_rule), V(user), V(user_group), V(phone), V(phone_group), V(permission)
        or V(erl).
      - It is the name of a module that manages records, without C(sipx_). V(phone_model) lists the models of phones that the PBX can
        provision, with their firmware.
      - For any other text the task fails and names them all.
    type: str
    required: true
  name:
    description: Read the record of this name only (of an emergency response location, its number). That there is none is no error.
    type: str
  filter:
    description:
      - Which records to keep. The keys are options of the module that manages them, and all of them must match.
      - A text may have the wildcards V(*), V(?) and V([]). Of a list, one item must match. Null matches what is empty.
      - An option inside another is written V(address.city), or as a mapping in a mapping.
    type: dict
    default: {}
  details:
    description:
      - Also read what takes requests of its own for each record, such as the gateways of dial rules and the permissions of users.
      - Needed to filter by those.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: All gateways
  sipxcom.pbx.sipx_info:
    kind: gateway
  register: gateways

- name: The rules that are switched on, with their gateways
  sipxcom.pbx.sipx_info:
    kind: dial_rule
    filter:
      enabled: true
      type: emergency
    details: true

- name: Branches in one city
  sipxcom.pbx.sipx_info:
    kind: branch
    filter:
      address:
        city: Oolte*

- name: Polycom models that the PBX can provision, and which firmware it knows of them
  sipxcom.pbx.sipx_info:
    kind: phone_model
    filter:
      vendor: Polycom

- name: One record, or nothing
  sipxcom.pbx.sipx_info:
    kind: branch
    name: floor1
"""

RETURN = r"""
records:
  description: The records in the order in which the PBX has them. Their keys are the options of the module that manages them.
  returned: success
  type: list
  elements: dict
  sample:
    - id: 3
      name: floor1
      description: First floor
count:
  description: How many there are.
  returned: success
  type: int
  sample: 1
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
    run_module("sipx_info")


if __name__ == "__main__":
    main()
