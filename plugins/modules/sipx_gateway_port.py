#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_gateway_port
short_description: Say how many ports a gateway of a sipXcom PBX has
version_added: 0.1.0
description:
  - Adds ports to a managed gateway and removes them. Ports are what a box plugs its analogue or digital lines into.
  - A port has no name, only a place, counted from 1. Ports are added after the last one, and the last ones are removed first.
  - The settings of a port are set with M(sipxcom.pbx.sipx_setting).
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  gateway:
    description: The name of the gateway.
    type: str
    required: true
  count:
    description:
      - How many ports it shall have. V(0) removes all of them.
      - Unmanaged gateways and SIP trunks have no ports. How many other models may have, only the PBX knows; its limit is in the error.
    type: int
    required: true
notes:
  - With a port its settings are lost. The task warns of it.
seealso:
  - module: sipxcom.pbx.sipx_gateway
  - module: sipxcom.pbx.sipx_setting
"""

EXAMPLES = r"""
- name: A box with four analogue lines
  sipxcom.pbx.sipx_gateway:
    name: analogue
    model: audiocodesMP1X4_4_FXO
    address: 192.0.2.31

- name: All its ports
  sipxcom.pbx.sipx_gateway_port:
    gateway: analogue
    count: 4
"""

RETURN = r"""
ports:
  description: The ports in their order, as the PBX has them after the task (in check mode, as they would be).
  returned: success
  type: list
  elements: dict
  contains:
    position:
      description: The place of the port, from 1. It is the option O(sipxcom.pbx.sipx_setting#module:port).
      type: int
    id:
      description: The id that the PBX gave it; null in check mode for a port that is not there yet.
      type: int
  sample:
    - position: 1
      id: 4
    - position: 2
      id: 5
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: rejected
    resource: "the ports of gateway 'analogue'"
    method: POST
    path: /sipxconfig/api/gateways/8/ports
    status: 500
    server_message: Maximum number of ports is 4
    details:
      doing: "add port 5 to gateway 'analogue'"
      done: []
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_gateway_port")


if __name__ == "__main__":
    main()
