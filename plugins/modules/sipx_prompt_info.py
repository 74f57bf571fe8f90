#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_prompt_info
short_description: List audio files of a sipXcom PBX
version_added: 0.1.0
description:
  - Lists the audio files for music on hold, page groups and park orbits, and who uses them.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.info
options:
  directory:
    description:
      - List the files for this only. By default for all three.
      - V(moh) is music on hold of the whole PBX. The personal music of users is left out.
    type: str
    choices: [moh, page_groups, park_orbits]
  name:
    description: List the file of this name only. That there is none is no error.
    type: str
seealso:
  - module: sipxcom.pbx.sipx_prompt
"""

EXAMPLES = r"""
- name: All audio files
  sipxcom.pbx.sipx_prompt_info:
  register: audio

- name: Those that no page group uses
  sipxcom.pbx.sipx_prompt_info:
    directory: page_groups
  register: sounds

- name: Show them
  ansible.builtin.debug:
    msg: "{{ sounds.prompts | rejectattr('used_by') | map(attribute='name') }}"
"""

RETURN = r"""
prompts:
  description: The files, by directory and name.
  returned: success
  type: list
  elements: dict
  contains:
    directory:
      description: See O(directory).
      type: str
    name:
      description: The name of the file.
      type: str
    size:
      description: Bytes. -1 where the PBX cannot read the file.
      type: int
    type:
      description: The media type that the PBX guesses from the name; null where it cannot.
      type: str
    used_by:
      description: The page groups or park orbits that use it. Music on hold is played file after file, so nobody names one.
      type: list
      elements: str
  sample:
    - directory: page_groups
      name: fanfare.wav
      size: 48044
      type: audio/x-wav
      used_by: ["page group '21'"]
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
    code: unreachable
    resource: ""
    method: GET
    path: /sipxconfig/api/moh/prompts
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_prompt_info")


if __name__ == "__main__":
    main()
