#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_site_info
short_description: Read what a sipXcom PBX has as a document for sipx_site
version_added: 0.1.0
description:
  - Reads the records of a PBX as the document that M(sipxcom.pbx.sipx_site) takes, to begin with what is there, to keep it in
    version control, or to see what somebody has changed since.
  - Written back to the same PBX, the document changes nothing.
  - Secrets, ids and what is empty are not in the document. On another PBX new users need their passwords written in.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.info
options:
  sections:
    description:
      - Which sections of the document to read, such as V(branches), V(gateways), V(dial_rules), V(users) or V(phones). Without it, all of
        them.
      - They are the options of M(sipxcom.pbx.sipx_site) that hold records. For any other text the task fails and names the nearest ones.
    type: list
    elements: str
  details:
    description: Also read what takes requests of its own for each record, such as the gateways of dial rules and the permissions of users.
    type: bool
    default: true
notes:
  - Settings of phones, users and services are not in the document, nor are audio files and the links of emergency response locations.
  - With O(details) it takes one request or more for each user, user group, gateway and park orbit. Schedules of users and user groups
    take one for each of them in any case, where O(sections) has V(schedules).
seealso:
  - module: sipxcom.pbx.sipx_site
  - module: sipxcom.pbx.sipx_info
"""

EXAMPLES = r"""
- name: Read what the PBX has
  sipxcom.pbx.sipx_site_info:
  register: pbx_now

- name: Keep it as a file of variables, for a task with sipx_site
  ansible.builtin.copy:
    content: "{{ pbx_now.site | to_nice_yaml }}"
    dest: "{{ playbook_dir }}/site.yml"
    mode: "0600"

- name: Branches, gateways and rules only
  sipxcom.pbx.sipx_site_info:
    sections: [branches, gateways, dial_rules]
"""

RETURN = r"""
site:
  description: The document. Its keys are sections, each with its records as the options of the module that manages them.
  returned: success
  type: dict
  sample:
    branches:
      - name: floor1
        address: {street: 9 Elm St, city: Ooltewah}
    gateways:
      - name: e911-floor1
        address: 10.20.0.5
        branch: floor1
        shared: false
left_out:
  description: The sections that such a PBX does not have, with the reason.
  returned: success
  type: dict
  sample:
    hunt_groups: "this PBX has no API for hunt groups: it comes with sipXcom 20.08 and newer. Use its web UI"
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: login_failed
    resource: ""
    method: GET
    path: /sipxconfig/rest/branch
    status: 401
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_site_info")


if __name__ == "__main__":
    main()
