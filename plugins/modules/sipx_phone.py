#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_phone
short_description: Manage phones of a sipXcom PBX, with their lines and settings
version_added: 0.1.0
description:
  - Creates, changes and deletes the phones that the PBX provisions, with their lines, groups and settings.
  - A phone reads its configuration from files. They are written when its profile is sent, which happens at the end of a task that changed
    something, see O(send_profile).
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
options:
  serial:
    description:
      - The MAC address of the phone in any spelling, such as V(00:04:F2:C0:DE:01) or V(0004f2c0de01). Write it in quotes, since YAML reads
        some of them as numbers.
      - Soft phones (Bria, is-phone, Jitsi, Zoiper) go by a serial number of letters and digits instead. Twelve hex digits are always taken
        for a MAC address.
    type: str
    required: true
  old_serial:
    description:
      - The serial number that the phone may still have, when a device is replaced by another of the same model. If there is a phone
        with this one and none with O(serial), it gets the new one and keeps its lines, groups and settings.
      - Safe to repeat. That both exist is an error. The files of the old device stay where they are.
    type: str
  model:
    description:
      - The model, such as V(polycom550). M(sipxcom.pbx.sipx_info) lists those that the PBX knows, as kind V(phone_model).
      - A new phone needs it. It cannot be changed later.
    type: str
  firmware:
    description:
      - The firmware as the PBX calls it, such as V(polycom4.1.X). It must be one of the model's. It decides which settings there are.
      - A new phone gets none by default, as in the API of the PBX. Null takes it away.
    type: str
  description:
    description: What people should know about the phone, such as where it stands.
    type: str
  groups:
    description:
      - The phone groups that the phone is in. Null or an empty list takes it out of all of them, see O(groups_mode).
      - They must exist. (The PBX would make a group of a misspelt name.)
    type: list
    elements: str
  groups_mode:
    description: V(set) makes O(groups) the only groups of the phone, V(add) adds them to the others, V(remove) takes the phone out of them.
    type: str
    choices: [set, add, remove]
    default: set
  lines:
    description:
      - All lines of the phone, in their order. The first one is that of the phone's main user. Null or an empty list removes all.
      - The PBX can only append lines. So a line that shall stand before others is made anew, and so is a line of another server of
        which anything is to change, each together with those behind it. A line that is made anew loses settings of its own; the task
        warns of that.
      - The settings of a line are managed by M(sipxcom.pbx.sipx_setting).
    type: list
    elements: dict
    suboptions:
      user:
        description:
          - The user name of the user whose line it is. Not an alias.
          - All else comes from the user, so no other option goes with it.
        type: str
      user_id:
        description: For an account of another server, the user part of its SIP address. Goes with O(lines[].registration_server).
        type: str
      display_name:
        description: The name that is shown of an account of another server. What is left out of a line stays as it is.
        type: str
      password:
        description: The password of an account of another server. It is compared, and never shown.
        type: str
      registration_server:
        description: The other server.
        type: str
      registration_port:
        description: Its port, where it is not the usual one.
        type: int
  settings:
    description:
      - Settings of the phone, values by path, written and checked as in O(sipxcom.pbx.sipx_setting#module:settings). Null resets one to
        what the groups and the model say. Settings that are not named stay as they are.
      - Before a phone is there (or has its new O(firmware)), they are checked against a phone of the same model and firmware, or else the
        model's default firmware. What that does not have is looked for when the phone is there; a check mode run warns of it.
    type: dict
  send_profile:
    description:
      - V(on_change) sends the phone's profile when the task has changed anything, V(always) every time, V(never) leaves it to
        M(sipxcom.pbx.sipx_phone_profile).
      - The PBX writes the files some seconds after the last such request.
      - When a task changed the phone and failed at this, the next one has no change to send. The error says so.
    type: str
    choices: [never, on_change, always]
    default: on_change
  restart:
    description:
      - Whether a phone whose profile is sent is also restarted, so that it reads its files at once. Calls on it may be cut off.
      - The last request counts. Sending a profile without a restart within 5 seconds after one with it takes the restart back.
    type: bool
    default: false
attributes:
  check_mode:
    description: Can run in C(check_mode) and say what it would change, without changing anything.
    support: full
  diff_mode:
    description: Says what changes, or would change, when run with C(--diff).
    support: full
  idempotent:
    description: When run again with the same options, it changes nothing.
    support: partial
    details: With O(send_profile=always) the profile is sent every time, which counts as a change.
seealso:
  - module: sipxcom.pbx.sipx_phone_group
  - module: sipxcom.pbx.sipx_phone_profile
  - module: sipxcom.pbx.sipx_setting
"""

EXAMPLES = r"""
- name: The phone at the reception, with two lines
  sipxcom.pbx.sipx_phone:
    serial: "00:04:F2:C0:DE:01"
    model: polycom550
    firmware: polycom4.1.X
    description: Reception
    groups: [lobby]
    lines:
      - user: "2301"
      - user: "2302"
    settings:
      voice/volume: 7

- name: A line of a carrier's account behind them
  sipxcom.pbx.sipx_phone:
    serial: 0004f2c0de01
    lines:
      - user: "2301"
      - user: "2302"
      - user_id: acme-works
        registration_server: sip.carrier.example
        password: "{{ carrier_password }}"
  vars:
    carrier_password: change-me-please

- name: The device is replaced by another of its model
  sipxcom.pbx.sipx_phone:
    serial: 0004f2c0de77
    old_serial: 0004f2c0de01
    restart: true

- name: A phone that is given away
  sipxcom.pbx.sipx_phone:
    serial: 0004f2c0de77
    state: absent
"""

RETURN = r"""
phone:
  description: The phone as the PBX has it after the task (in check mode, as it would be); null when it is absent.
  returned: success
  type: dict
  contains:
    id:
      description: The id that the PBX gave it.
      type: int
      returned: when it exists
    serial:
      description: See O(serial), as the PBX stores it.
      type: str
    model:
      description: See O(model).
      type: str
    firmware:
      description: See O(firmware).
      type: str
    description:
      description: See O(description).
      type: str
    groups:
      description: See O(groups).
      type: list
      elements: str
    lines:
      description: See O(lines). A line of a user has only C(user). Passwords are masked.
      type: list
      elements: dict
    settings:
      description: The values of those settings that the task names, by path. Passwords and the like are masked.
      type: dict
      returned: when the task gives O(settings)
  sample:
    id: 1042
    serial: 0004f2c0de01
    model: polycom550
    firmware: polycom4.1.X
    description: Reception
    groups: [lobby]
    lines:
      - user: "2301"
profile_sent:
  description: Whether the profile was sent (in check mode, whether it would be).
  returned: success
  type: bool
  sample: true
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: unknown_reference
    resource: "phone '0004f2c0de01'"
    method:
    path:
    status:
    server_message: ""
    details:
      value: "2031"
      nearest: ["2301"]
      done: []
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_phone")


if __name__ == "__main__":
    main()
