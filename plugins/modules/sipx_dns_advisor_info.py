#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_dns_advisor_info
short_description: Show which DNS records of a sipXcom PBX are missing
version_added: 0.1.0
description:
  - Asks name servers for all records that phones and servers need to find the PBX, and names those that are missing.
  - Reads only. It asks for one record after the other, which takes its time.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.info
options:
  server:
    description: The host name of a server of the PBX, whose name server is asked. Without it and O(name_server) those of all servers are.
    type: str
  name_server:
    description: The host name or IP address of another name server, such as that of the company.
    type: str
notes:
  - For the PBX, a name server that does not exist is one that has no record at all.
"""

EXAMPLES = r"""
- name: Ask the name servers of the PBX
  sipxcom.pbx.sipx_dns_advisor_info:
  register: dns

- name: Nothing is missing
  ansible.builtin.assert:
    that: dns.healthy
    fail_msg: "{{ dns.advice | map(attribute='missing') | flatten | map(attribute='record') | join('; ') }}"

- name: Ask that of the company
  sipxcom.pbx.sipx_dns_advisor_info:
    name_server: 192.0.2.53
"""

RETURN = r"""
healthy:
  description: Whether nothing is missing anywhere.
  returned: success
  type: bool
  sample: false
advice:
  description: What each name server lacks.
  returned: success
  type: list
  elements: dict
  contains:
    name_server:
      description: Who was asked.
      type: str
    healthy:
      description: Whether nothing is missing.
      type: bool
    missing:
      description: The missing records.
      type: list
      elements: dict
      contains:
        kind:
          description: V(naptr), V(srv) or V(a).
          type: str
        record:
          description: The record as the PBX would write it. In NAPTR records the PBX prints the priority as C(\d).
          type: str
    report:
      description: What the PBX said, word for word; null when all is well.
      type: str
  sample:
    - name_server: pbx1.example.org
      healthy: false
      missing:
        - kind: a
          record: pbx2.example.org IN A 192.0.2.12
      report: |-
        ;; Missing a records
        pbx2.example.org IN A 192.0.2.12
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
    details:
      value: pbx9.example.org
      nearest: [pbx1.example.org]
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_dns_advisor_info")


if __name__ == "__main__":
    main()
