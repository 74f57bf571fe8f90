#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_prompt
short_description: Manage audio files of a sipXcom PBX
version_added: 0.1.0
description:
  - Uploads, replaces, fetches and deletes the audio files for music on hold, page groups and park orbits.
  - Files are compared by content. The PBX stores anything under any name, never overwrites a file, and deletes files that are in use.
    This module refuses what could not be played, replaces a file by deleting and uploading it, and keeps what is in use.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  directory:
    description:
      - What the file is for. V(moh) is music on hold of the whole PBX, V(page_groups) the sounds that announce pages, V(park_orbits) what
        parked callers hear.
      - Each has files of its own. The personal music of users is left alone.
    type: str
    choices: [moh, page_groups, park_orbits]
    required: true
  name:
    description:
      - The name of the file on the PBX, which tells upper from lower case. It ends in V(.wav) or V(.mp3).
      - By default the name that O(src) has.
    type: str
  src:
    description:
      - The path of a file that the file on the PBX shall be like, at most 64 MiB.
      - It is read where the module runs. On C(localhost) (connection C(local)) that is the controller, and for a play on another host that
        host, to which the file must have been copied before. It must be an absolute path, such as C({{ playbook_dir }}/files/hold.wav).
    type: path
  dest:
    description:
      - The path of a file, or an existing folder, to which the file of the PBX is copied. It must be absolute.
      - It is written where the module runs, see O(src). The folder must be there.
    type: path
  state:
    description:
      - V(present) says that the PBX has the file. With O(src) its content is that of the file there.
      - V(absent) deletes it from the PBX. If it is not there, nothing happens.
    type: str
    choices: [present, absent]
    default: present
  force:
    description:
      - Delete the file although page groups or park orbits use it.
      - The PBX refuses to change those until they have another file.
    type: bool
    default: false
notes:
  - While a file is replaced it is missing for a moment. If the run stops just then, the next one uploads it.
  - Servers that play the file get it from the primary one, a while later.
  - The PBX answers a file that it cannot store with the name of the file and no reason.
seealso:
  - module: sipxcom.pbx.sipx_prompt_info
  - module: sipxcom.pbx.sipx_page_group
  - module: sipxcom.pbx.sipx_park_orbit
"""

EXAMPLES = r"""
- name: Music on hold
  sipxcom.pbx.sipx_prompt:
    directory: moh
    src: "{{ playbook_dir }}/files/hold.wav"

- name: The sound before a page, under a name of its own
  sipxcom.pbx.sipx_prompt:
    directory: page_groups
    name: chime.wav
    src: "{{ playbook_dir }}/files/chime-8khz.wav"

- name: Keep a copy of the music that came with the PBX
  sipxcom.pbx.sipx_prompt:
    directory: park_orbits
    name: default.wav
    dest: "{{ playbook_dir }}/files/"

- name: No other music on hold than ours
  sipxcom.pbx.sipx_prompt:
    directory: moh
    name: default.wav
    state: absent
"""

RETURN = r"""
prompt:
  description: The file as the PBX has it after the task (in check mode, as it would be); null when it is absent.
  returned: success
  type: dict
  contains:
    directory:
      description: See O(directory).
      type: str
    name:
      description: See O(name).
      type: str
    size:
      description: Bytes.
      type: int
    checksum:
      description: The SHA-256 of its content.
      type: str
    dest:
      description: The path of the copy.
      type: str
      returned: with O(dest)
  sample:
    directory: moh
    name: hold.wav
    size: 48044
    checksum: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "audio file 'fanfare.wav' for the page groups"
    method:
    path:
    status:
    server_message: ""
    details:
      done: []
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_prompt")


if __name__ == "__main__":
    main()
