#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_gateway
short_description: Manage gateways and SIP trunks of a sipXcom PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes PSTN gateways and SIP trunks, which outside calls go through, with their caller ID and branch.
  - Which calls take a gateway is said by the dial rules that contain it, see M(sipxcom.pbx.sipx_dial_rule). A new gateway is in no rule.
  - Several gateways may have the same address. Each can send a caller ID of its own, which is how one PSTN gateway tells the emergency
    services the floor of a caller.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  name:
    description: The name of the gateway, unique among gateways of every model. Upper and lower case differ.
    type: str
    required: true
  old_name:
    description:
      - The name that the gateway may still have. If there is a gateway of this name and none named O(name), it is renamed.
      - Safe to repeat. That both exist is an error.
    type: str
  description:
    description: What people should know about the gateway.
    type: str
  model:
    description:
      - The model, such as V(genericGatewayStandard) (an unmanaged gateway, which the PBX only sends calls to) or V(sipTrunkStandard).
      - A new gateway is an unmanaged one unless this says otherwise. The model of an existing gateway cannot be changed.
      - A SIP trunk made by the API is not attached to the session border controller of the PBX. Save it once in the web UI to attach it.
    type: str
  enabled:
    description: Whether the gateway is used. A new one is, unless this says otherwise.
    type: bool
  address:
    description: The host name or IP address of the gateway.
    type: str
  port:
    description: The SIP port at O(address). V(0) leaves it to DNS, as null does.
    type: int
  transport:
    description: How the PBX talks to the gateway. V(none) lets it choose, and is what a new gateway gets.
    type: str
    choices: [none, udp, tcp, tls]
  outbound_address:
    description: The address of an external session border controller, for a SIP trunk that does not use the one of the PBX.
    type: str
  outbound_port:
    description: The port at O(outbound_address). A new gateway gets V(5060).
    type: int
  prefix:
    description: Digits that the PBX puts before every number that it sends to the gateway.
    type: str
  shared:
    description:
      - Whether callers of other branches may use the gateway. It matters only where O(branch) is set.
      - A new gateway is shared unless this says otherwise.
    type: bool
  internal_bridge:
    description: Whether a SIP trunk is marked as one that uses the session border controller of the PBX. The mark alone does not attach it.
    type: bool
  branch:
    description:
      - The name of the branch whose callers the gateway is for; null takes it out of its branch.
      - A gateway without branch serves the callers of every branch.
    type: str
  caller_id:
    description: The number and name that called parties see. Parts that are left out stay as they are; null clears all of it.
    type: dict
    suboptions:
      number:
        description: The number that is sent for callers who have none of their own, or for all of them, see O(caller_id.ignore_user).
        type: str
      block:
        description: Whether calls are anonymous. Then no number is sent at all.
        type: bool
      ignore_user:
        description:
          - Whether the caller ID of users is passed over, so that O(caller_id.number) is sent for everybody.
          - An emergency gateway needs V(true), else the number of a user would hide that of his floor.
        type: bool
      transform_extension:
        description: Whether the number is made of the caller's extension instead. It wins over all the others.
        type: bool
      prefix:
        description: Digits put before the extension, see O(caller_id.transform_extension).
        type: str
      keep_digits:
        description: How many digits of the extension are kept, counted from its end, see O(caller_id.transform_extension). V(0) keeps all.
        type: int
      display_name:
        description: The name that is sent.
        type: str
      url_parameters:
        description: Parameters for the caller's SIP address.
        type: str
  force:
    description: Delete the gateway although it is the only one of an enabled dial rule. The PBX then switches that rule off.
    type: bool
    default: false
notes:
  - A gateway that is deleted is first taken out of its dial rules.
seealso:
  - module: sipxcom.pbx.sipx_dial_rule
  - module: sipxcom.pbx.sipx_gateway_port
  - module: sipxcom.pbx.sipx_setting
"""

EXAMPLES = r"""
- name: The emergency gateway of the first floor sends the floor's number, whoever calls
  sipxcom.pbx.sipx_gateway:
    name: e911floor1
    description: 911 for floor 1
    address: 10.20.0.5
    port: 5060
    transport: udp
    branch: floor1
    shared: false
    caller_id:
      number: "4235550101"
      block: false
      ignore_user: true
      transform_extension: false

- name: The failsafe for callers of no branch
  sipxcom.pbx.sipx_gateway:
    name: e911failsafe
    address: 10.20.0.5
    port: 5060
    transport: udp
    branch:
    shared: true
    caller_id:
      number: "4235550100"
      ignore_user: true

- name: Send calls of the first floor without a prefix from now on
  sipxcom.pbx.sipx_gateway:
    name: e911floor1
    prefix:
    must_exist: true

- name: A gateway that is not used any more
  sipxcom.pbx.sipx_gateway:
    name: old-pri
    state: absent
"""

RETURN = r"""
gateway:
  description: The gateway as the PBX has it after the task (in check mode, as it would be); null when it is absent.
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
    model:
      description: See O(model).
      type: str
    enabled:
      description: See O(enabled).
      type: bool
    address:
      description: See O(address).
      type: str
    port:
      description: See O(port).
      type: int
    transport:
      description: See O(transport).
      type: str
    outbound_address:
      description: See O(outbound_address).
      type: str
    outbound_port:
      description: See O(outbound_port).
      type: int
    prefix:
      description: See O(prefix).
      type: str
    shared:
      description: See O(shared).
      type: bool
    internal_bridge:
      description: See O(internal_bridge).
      type: bool
    branch:
      description: See O(branch).
      type: str
    caller_id:
      description: See O(caller_id).
      type: dict
      contains:
        number:
          description: See O(caller_id.number).
          type: str
        block:
          description: See O(caller_id.block).
          type: bool
        ignore_user:
          description: See O(caller_id.ignore_user).
          type: bool
        transform_extension:
          description: See O(caller_id.transform_extension).
          type: bool
        prefix:
          description: See O(caller_id.prefix).
          type: str
        keep_digits:
          description: See O(caller_id.keep_digits).
          type: int
        display_name:
          description: See O(caller_id.display_name).
          type: str
        url_parameters:
          description: See O(caller_id.url_parameters).
          type: str
  sample:
    id: 7
    name: e911floor1
    description: 911 for floor 1
    model: genericGatewayStandard
    enabled: true
    address: 10.20.0.5
    port: 5060
    transport: udp
    outbound_address:
    outbound_port: 5060
    prefix:
    shared: false
    internal_bridge: false
    branch: floor1
    caller_id:
      number: "4235550101"
      block: false
      ignore_user: true
      transform_extension: false
      prefix:
      keep_digits: 0
      display_name:
      url_parameters:
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: unknown_reference
    resource: "gateway 'e911floor1'"
    method:
    path:
    status:
    server_message: ""
    details:
      value: flor1
      nearest: [floor1]
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_gateway")


if __name__ == "__main__":
    main()
