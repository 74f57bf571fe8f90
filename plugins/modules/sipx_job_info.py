#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_job_info
short_description: Show what a sipXcom PBX is busy with, and wait for it
version_added: 0.1.0
description:
  - Shows the last jobs of the PBX, such as the deployment of a changed configuration, and whether any of them still runs.
  - With O(wait) it first waits until the PBX has come to rest. The PBX begins to deploy some seconds after the last change.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.info
options:
  wait:
    description: Wait until nothing is scheduled or running. How long at the most, O(deadline) says.
    type: bool
    default: false
  settle:
    description:
      - With O(wait), for how many seconds nothing must have run. After a change give the PBX more than the 7 seconds that it takes to
        begin.
    type: float
    default: 10.0
  server:
    description: The host name of a server. Only its jobs count, and those that belong to no server.
    type: str
notes:
  - The PBX keeps the last 100 jobs, until its configuration service is restarted.
"""

EXAMPLES = r"""
- name: Wait until all changes have reached the servers
  sipxcom.pbx.sipx_job_info:
    wait: true
  register: deployed

- name: None of it failed
  ansible.builtin.assert:
    that: deployed.failed_jobs | length == 0
    fail_msg: "{{ deployed.failed_jobs | map(attribute='message') | join('; ') }}"
"""

RETURN = r"""
jobs:
  description: The jobs, the oldest first.
  returned: success
  type: list
  elements: dict
  contains:
    name:
      description: What the job does, in the language of the server.
      type: str
    status:
      description: V(scheduled), V(in_progress), V(completed), V(warning) or V(failed).
      type: str
    server:
      description: The host name of the server; null for a job of all.
      type: str
    started:
      description: When it began, as the server writes it; null when it has not.
      type: str
    ended:
      description: When it ended, as the server writes it; null when it has not.
      type: str
    message:
      description: What went wrong; null when nothing did.
      type: str
  sample:
    - name: Configuration generation
      status: completed
      server:
      started: 3/14/26 9:26 AM
      ended: 3/14/26 9:26 AM
      message:
failed_jobs:
  description: Those of RV(jobs) that failed.
  returned: success
  type: list
  elements: dict
  sample: []
busy:
  description: Whether any of them is scheduled or running.
  returned: success
  type: bool
  sample: false
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: deadline
    resource: ""
    method: GET
    path: /sipxconfig/api/servers/jobs
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_job_info")


if __name__ == "__main__":
    main()
