#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_server
short_description: Manage the servers of a sipXcom PBX and their features
version_added: 0.1.0
description:
  - Creates, changes and deletes servers (the machines of the cluster), and switches features on and off.
  - A server is a record of the PBX. The machine itself is set up by its own means, and joins the PBX then.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  host:
    description: The full host name of the server, unique on the PBX.
    type: str
    required: true
  old_host:
    description:
      - The host name that the server may still have. If there is a server of this name and none named O(host), it is renamed.
      - Safe to repeat. That both exist is an error. The machine is not renamed by this; the task warns of it.
    type: str
  ip:
    description: The IP address of the server, unique on the PBX. The machine does not get it by this; the task warns of it.
    type: str
  description:
    description: The name that people see. A new server needs one.
    type: str
  features:
    description:
      - Features of the server to switch on (true) or off (false), such as C(ivr), C(moh), C(conference) or C(ftp). Those that are not named
        stay as they are.
      - They are switched in an order that the PBX takes. On the primary server what a feature needs is switched on along with it; on
        another one the task must name it.
      - The PBX stores any name. The task refuses those that it does not know.
    type: dict
  global_features:
    description: The same for features of the whole PBX, such as C(alarms), C(snmp) or C(firewall), whichever server the task names.
    type: dict
  bundles:
    description:
      - Bundles of features to switch on (true) or off (false) as a whole, such as C(provision), C(im) or C(utility). It stands for all
        their features in O(features) and O(global_features). What the task names there goes before.
      - A bundle is a list that the PBX keeps, not a switch of its own. The result has it as the features that it stands for.
      - Where a feature is in two bundles (C(dhcpd) is in C(core) and C(provision)) and they are not switched alike, the task must
        name it in O(features).
    type: dict
  force:
    description: Delete the server although it has features that are switched on.
    type: bool
    default: false
notes:
  - The primary server cannot be deleted.
  - The PBX starts and stops services some seconds after a change; see M(sipxcom.pbx.sipx_job_info) for how to wait for it.
seealso:
  - module: sipxcom.pbx.sipx_server_action
  - module: sipxcom.pbx.sipx_job_info
"""

EXAMPLES = r"""
- name: A second server
  sipxcom.pbx.sipx_server:
    host: pbx2.example.org
    ip: 192.0.2.12
    description: Branch office
    features:
      ftp: true
      tftp: true

- name: Recording of conferences, with all that it needs
  sipxcom.pbx.sipx_server:
    host: pbx1.voice.test
    must_exist: true
    features:
      recording: true

- name: Provisioning of phones as a whole, with the DHCP server that the network has already
  sipxcom.pbx.sipx_server:
    host: pbx1.voice.test
    must_exist: true
    bundles:
      provision: true
    features:
      dhcpd: false

- name: A server that is not used any more
  sipxcom.pbx.sipx_server:
    host: pbx2.example.org
    state: absent
    force: true
"""

RETURN = r"""
server:
  description: The server as the PBX has it after the task (in check mode, as it would be); null when it is absent.
  returned: success
  type: dict
  contains:
    id:
      description: The id that the PBX gave it.
      type: int
      returned: when it exists
    host:
      description: See O(host).
      type: str
    ip:
      description: See O(ip).
      type: str
    description:
      description: See O(description).
      type: str
    primary:
      description: Whether it is the primary server, which has the configuration.
      type: bool
    registered:
      description: Whether the primary server has seen it.
      type: bool
    features:
      description: The features that the task names, alone or by their bundles, and those that they need, each on or off.
      type: dict
      returned: when the task names any
    global_features:
      description: The same for O(global_features).
      type: dict
      returned: when the task names any
  sample:
    id: 2
    host: pbx2.example.org
    ip: 192.0.2.12
    description: Branch office
    primary: false
    registered: true
    features:
      ftp: true
      tftp: true
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: bad_input
    resource: "server 'pbx2.example.org'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_server")


if __name__ == "__main__":
    main()
