#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_registration
short_description: Drop live registrations of a sipXcom PBX
version_added: 0.1.0
description:
  - Takes devices out of the registrar, for instance one that was stolen or that hangs. Calls do not reach them until they register anew.
  - The device is not told and comes back with its next REGISTER, mostly within the hour. To keep it out, change the SIP password of the
    user first (M(sipxcom.pbx.sipx_user)).
  - All filters that are given must match, each exactly, and at least one is needed. What would hit more than was meant is refused.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
attributes:
  idempotent:
    support: partial
    details: Nothing happens where nothing matches; but a device that came back is dropped again.
options:
  user:
    description: The user name of a user of the PBX. His registrations are those of his own line, on whatever device.
    type: str
  phone:
    description:
      - The serial number (MAC address, in any spelling) by which the device logged in. It need not be a phone that the PBX manages.
    type: str
  call_id:
    description: The SIP Call-ID of the registration. Only this filter finds registrations that the registrar has flagged as expired.
    type: str
  contact:
    description: The whole contact, as RV(registrations[].contact) shows it.
    type: str
  address:
    description: The host in the contact of the device, mostly its IP address. It is compared as a whole.
    type: str
  server:
    description: The host name of the server whose registrar took the registration.
    type: str
notes:
  - The PBX is told to drop by Call-ID, or by the internal id of the user where O(user) is the only filter. It is never given an IP address
    or the name of a server, for which it drops all that look alike.
  - Lines of one device may share a Call-ID. Where that would drop a line that no filter names, the task fails and names it.
seealso:
  - module: sipxcom.pbx.sipx_registration_info
  - module: sipxcom.pbx.sipx_user
"""

EXAMPLES = r"""
- name: A device that hangs
  sipxcom.pbx.sipx_registration:
    phone: 00:04:f2:c0:de:01

- name: Everything that one user has logged in, except from his desk
  sipxcom.pbx.sipx_registration:
    user: "201"
    address: 203.0.113.99
"""

RETURN = r"""
registrations:
  description: The registrations that were dropped (in check mode, that would be).
  returned: success
  type: list
  elements: dict
  contains:
    user:
      description: The user name (what stands before the domain); of a line of another system it is the name there.
      type: str
    identity:
      description: User and domain.
      type: str
    contact:
      description: The contact of the device, as it sent it.
      type: str
    address:
      description: The host in the contact.
      type: str
    phone:
      description: The serial number by which the device logged in; null for one that has none.
      type: str
    call_id:
      description: The SIP Call-ID.
      type: str
    registrar:
      description: The IP address of the server that took it.
      type: str
    expires:
      description: Until when it lasts, in UTC.
      type: str
    active:
      description: Whether it still lasts. One that has run out may be listed for a while.
      type: bool
  sample:
    - user: "201"
      identity: 201@pbx.example.org
      contact: '"Ada Lopez"<sip:201@198.51.100.23:5060;transport=udp>'
      address: 198.51.100.23
      phone: 0004f2c0de01
      call_id: a1b2c3d4-77aa@198.51.100.23
      registrar: 203.0.113.5
      expires: "2026-01-01T00:00:00Z"
      active: true
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
    code: refused
    resource: the registrations
    method:
    path:
    status:
    server_message: ""
    details:
      others: [202@pbx.example.org]
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_registration")


if __name__ == "__main__":
    main()
