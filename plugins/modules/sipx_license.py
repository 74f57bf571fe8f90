#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_license
short_description: Read and install the licence of a Uniteme PBX
version_added: 0.1.0
description:
  - Installs another licence by its universal id, or reads the present one.
  - Only Uniteme has licences. On sipXcom the task fails and says so.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  uid:
    description:
      - The universal id of the licence to install, digits only. The PBX fetches it from the vendor.
      - Without it nothing is changed, and the present licence is returned.
    type: str
notes:
  - Check mode cannot know what the vendor will send, so it shows the id only.
  - A licence cannot be removed.
"""

EXAMPLES = r"""
- name: Install a licence
  sipxcom.pbx.sipx_license:
    uid: "100200300400500"

- name: Until when it lasts
  sipxcom.pbx.sipx_license:
  register: present
"""

RETURN = r"""
license:
  description: The licence as the PBX has it after the task.
  returned: success
  type: dict
  contains:
    uid:
      description: Its universal id; null when it was installed without one.
      type: str
    domain:
      description: The SIP domain it is for.
      type: str
    version:
      description: The version it is for.
      type: str
    expires:
      description: The day it ends.
      type: str
    support_until:
      description: The day its support ends.
      type: str
    type:
      description: Its type, in the vendor's words.
      type: str
    users:
      description: How many users it allows; null for any number.
      type: int
    mobile_devices:
      description: How many mobile devices it allows; null for any number.
      type: int
    company:
      description: Whose licence it is.
      type: str
    contact_name:
      description: Whom the vendor knows there.
      type: str
    contact_email:
      description: Their e-mail address.
      type: str
    contact_phone:
      description: Their telephone number.
      type: str
  sample:
    uid: "100200300400500"
    domain: example.org
    version: "19.08"
    expires: "2030-12-31"
    support_until: "2030-12-31"
    type: Subscription
    users: 250
    mobile_devices: 250
    company: Example Ltd
    contact_name: A. Admin
    contact_email: pbx@example.org
    contact_phone: "5550100"
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: the licence
    method: GET
    path: /sipxconfig/api/license
    status: 404
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_license")


if __name__ == "__main__":
    main()
