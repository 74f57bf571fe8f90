#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_server_action
short_description: Restart services and send the configuration to servers of a sipXcom PBX
version_added: 0.1.0
description:
  - Does something once. It restarts services of a server, or writes the whole configuration to one or all servers again.
  - Changes of records and settings are deployed by the PBX itself. This is for what has got stuck.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
attributes:
  diff_mode:
    support: none
    details: No record changes.
  idempotent:
    support: none
    details: A restart is a restart. Run it in a handler.
options:
  server:
    description: The host name of the server. Without it, O(send_profiles) is for all of them.
    type: str
  restart:
    description:
      - Services to restart, as their processes are called, such as V(sipxivr), V(sipregistrar), V(sipXproxy) or V(named).
      - Only those that the server runs are known. For any other the task fails and names them.
      - Calls in progress may break off.
    type: list
    elements: str
  send_profiles:
    description:
      - Write the whole configuration again. It takes minutes on a large PBX and goes on after the task; see M(sipxcom.pbx.sipx_job_info).
    type: bool
    default: false
seealso:
  - module: sipxcom.pbx.sipx_job_info
  - module: sipxcom.pbx.sipx_server
"""

EXAMPLES = r"""
- name: Restart voicemail
  sipxcom.pbx.sipx_server_action:
    server: pbx1.voice.test
    restart: [sipxivr]

- name: Write the configuration of all servers again
  sipxcom.pbx.sipx_server_action:
    send_profiles: true
"""

RETURN = r"""
done:
  description: What was done (in check mode, what would be), in words.
  returned: success
  type: list
  elements: str
  sample: [restart sipxivr on pbx1.example.org]
services:
  description: The services that were restarted, and whether they run.
  returned: success
  type: list
  elements: dict
  contains:
    name:
      description: The name of the process.
      type: str
    running:
      description: Whether it runs.
      type: bool
  sample:
    - name: sipxivr
      running: true
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
      value: sipxvir
      nearest: [sipxivr]
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_server_action")


if __name__ == "__main__":
    main()
