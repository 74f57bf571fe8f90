#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_park_orbit
short_description: Manage park orbits of a sipXcom PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes park orbits, the extensions at which a call can be parked until somebody retrieves it.
  - The PBX switches an orbit off, or takes its music away, when a request leaves something out. This module always sends the whole orbit.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  name:
    description:
      - The name of the orbit. Nothing else that can be dialled may have it (user names and aliases, hunt groups, conferences, attendants).
      - Up to 40 letters, digits and marks, without blanks.
    type: str
    required: true
  old_name:
    description:
      - The name that the orbit may still have. If there is an orbit of this name and none named O(name), it is renamed.
      - Safe to repeat. That both exist is an error.
    type: str
  extension:
    description:
      - The extension at which calls are parked, up to 15 digits and V(*). Nothing else that can be dialled may have it.
      - Required for a new orbit.
    type: str
  description:
    description: What people should know about the orbit.
    type: str
  enabled:
    description: Whether calls can be parked here. At a new orbit they can.
    type: bool
  server:
    description:
      - The host name of the server where the calls are parked. It must have the feature call park. Another server moves the orbit.
      - A new orbit may go without where the PBX has one server only.
    type: str
  music:
    description:
      - The audio file that a parked caller hears. It must be among the files for park orbits, see M(sipxcom.pbx.sipx_prompt).
      - A new orbit has V(default.wav). null takes the music away.
    type: str
  park_timeout_enabled:
    description: Whether a call stays parked for O(park_timeout) at the most. Otherwise that is a day. null resets it to the default.
    type: bool
  park_timeout:
    description: How long a call stays parked with O(park_timeout_enabled), in seconds, V(30) to V(300). null resets it to the default.
    type: int
  multiple_calls:
    description: Whether several calls can be parked at a time. null resets it to the default.
    type: bool
  allow_transfer:
    description: Whether a parked caller can leave by pressing O(transfer_key). null resets it to the default.
    type: bool
  transfer_key:
    description: The key to leave with, one of V(*), V(#) and V(0) to V(9). null resets it to the default.
    type: str
notes:
  - O(park_timeout_enabled), O(park_timeout), O(multiple_calls), O(allow_transfer) and O(transfer_key) are kept beside the orbit, as
    settings. Each that differs takes a request of its own. They are in the result when the task names at least one of them.
  - Switching off the feature call park on a server deletes all orbits of that server.
seealso:
  - module: sipxcom.pbx.sipx_prompt
  - module: sipxcom.pbx.sipx_setting
    description: The same settings by their paths.
"""

EXAMPLES = r"""
- name: A place to park calls at the front desk
  sipxcom.pbx.sipx_park_orbit:
    name: lobbypark
    extension: "7701"
    description: Front desk
    server: pbx1.voice.test

- name: Nobody waits longer than two and a half minutes there
  sipxcom.pbx.sipx_park_orbit:
    name: lobbypark
    park_timeout_enabled: true
    park_timeout: 150
    multiple_calls: true

- name: Another name; harmless when run again
  sipxcom.pbx.sipx_park_orbit:
    name: frontpark
    old_name: lobbypark

- name: An orbit that is not used any more
  sipxcom.pbx.sipx_park_orbit:
    name: annexpark
    state: absent
"""

RETURN = r"""
park_orbit:
  description: The park orbit as the PBX has it after the task (in check mode, as it would be); null when it is absent.
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
    extension:
      description: See O(extension).
      type: str
    description:
      description: See O(description).
      type: str
    enabled:
      description: See O(enabled).
      type: bool
    server:
      description: See O(server).
      type: str
    music:
      description: See O(music).
      type: str
    park_timeout_enabled:
      description: See O(park_timeout_enabled).
      type: bool
      returned: when the task names a setting
    park_timeout:
      description: See O(park_timeout).
      type: int
      returned: when the task names a setting
    multiple_calls:
      description: See O(multiple_calls).
      type: bool
      returned: when the task names a setting
    allow_transfer:
      description: See O(allow_transfer).
      type: bool
      returned: when the task names a setting
    transfer_key:
      description: See O(transfer_key).
      type: str
      returned: when the task names a setting
  sample:
    id: 12
    name: lobbypark
    extension: "7701"
    description: Front desk
    enabled: true
    server: pbx1.voice.test
    music: default.wav
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: bad_input
    resource: "park orbit 'dockpark'"
    method:
    path:
    status:
    server_message: ""
    details:
      done: []
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_park_orbit")


if __name__ == "__main__":
    main()
