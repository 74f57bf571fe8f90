#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_phone_profile
short_description: Send phones of a sipXcom PBX their profile, restart them, or fetch the files
version_added: 0.1.0
description:
  - Has the PBX write the configuration files of phones, and on demand restart the phones so that they read them.
  - M(sipxcom.pbx.sipx_phone) does that by itself for a phone that it changes. This module is for what phones inherit, such as settings of
    their groups, and for doing it at a time of your choice.
  - With O(dest), the files are copied to where the task runs instead, to look at or to compare them.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
options:
  phones:
    description:
      - The phones, by MAC address in any spelling (in quotes) or serial number. They must exist.
      - An empty list is no phone, and no change.
    type: list
    elements: str
  user:
    description: All phones that have a line of the user with this user name.
    type: str
  phone_group:
    description: All phones of this phone group.
    type: str
  all:
    description: All phones of the PBX. On a large one that takes it a long time.
    type: bool
  restart:
    description:
      - Whether the phones are also restarted. Calls on them may be cut off.
      - The last request counts. Sending a profile without a restart within 5 seconds after one with it takes the restart back.
    type: bool
    default: false
  dest:
    description:
      - A folder, by its absolute path, into which the profile files of O(phones) are copied. Nothing is sent and nothing restarted.
      - The PBX writes a file anew when it is read, also where the phone finds it.
      - The files hold the SIP passwords of the lines.
    type: path
  files:
    description:
      - Which files, for one phone. By default those that its model and firmware usually have, as far as the phone has them; they are known
        for Polycom, Yealink and the generic acme phones only.
      - The PBX does not list them. That one is not there is an error.
    type: list
    elements: str
attributes:
  check_mode:
    description: Can run in C(check_mode) and say what it would do, without doing it.
    support: partial
    details:
      - With O(dest) no file is read from the PBX, since reading writes it. A file that is here already counts as unchanged.
  diff_mode:
    description: Says what changes, or would change, when run with C(--diff).
    support: partial
    details: Only with O(dest), by size and checksum. Sending a profile changes no record.
  idempotent:
    description: When run again with the same options, it changes nothing.
    support: partial
    details: Only with O(dest), where a file with the same content is left alone. Sending counts as a change every time.
notes:
  - The PBX waits until there was no such request for 5 seconds, then writes the files and restarts phones. Whether that went well shows in
    its list of jobs only.
seealso:
  - module: sipxcom.pbx.sipx_phone
  - module: sipxcom.pbx.sipx_phone_group
"""

EXAMPLES = r"""
- name: The phones of a group learn what has changed
  sipxcom.pbx.sipx_phone_profile:
    phone_group: desks

- name: Restart two phones
  sipxcom.pbx.sipx_phone_profile:
    phones:
      - "00:04:F2:C0:DE:01"
      - 0004f2c0de02
    restart: true

- name: The phones of somebody whose name has changed
  sipxcom.pbx.sipx_phone_profile:
    user: "2301"

- name: See what a phone is told
  sipxcom.pbx.sipx_phone_profile:
    phones: [0004f2c0de01]
    dest: /tmp
"""

RETURN = r"""
phones:
  description:
    - The serial numbers of the phones that were told (in check mode, that would be), or whose files were copied.
    - Null where the PBX cannot list its phones, because one of them is odd.
  returned: success
  type: list
  elements: str
  sample: [0004f2c0de01, 0004f2c0de02]
files:
  description: The files that were copied. Empty without O(dest).
  returned: success
  type: list
  elements: dict
  contains:
    serial:
      description: The phone.
      type: str
    name:
      description: The name of the file.
      type: str
    dest:
      description: Where it is now.
      type: str
    size:
      description: Bytes; null for what check mode cannot know.
      type: int
    checksum:
      description: The SHA-256 of the content; null for what check mode cannot know.
      type: str
  sample:
    - serial: 0004f2c0de01
      name: 0004f2c0de01.cfg
      dest: /tmp/0004f2c0de01.cfg
      size: 1873
      checksum: 40510175845988f13f6162ed8526f0b09f73384467fa855e1e79b44a56562a58
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: unknown_reference
    resource: the profiles of phones
    method:
    path:
    status:
    server_message: ""
    details:
      value: 0004f2c0de03
      nearest: [0004f2c0de02]
      done: []
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_phone_profile")


if __name__ == "__main__":
    main()
