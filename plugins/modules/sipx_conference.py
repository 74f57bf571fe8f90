#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_conference
short_description: Manage the settings of a conference
version_added: 0.1.0
description:
  - Changes the settings of a conference room, its PINs included. It is found by its name, whoever owns it.
  - REST can neither make nor delete a conference. That is done in the web UI, or by the conference settings of a user group.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  name:
    description:
      - The name of the conference. The PBX can be asked only for names of letters, digits and C(. _ ~ -).
    type: str
    required: true
  old_name:
    description:
      - The name that the conference has now, to rename it to O(name). When only O(name) is found, it has been renamed already.
    type: str
  enabled:
    description: Whether the conference can be called.
    type: bool
  description:
    description: Free text.
    type: str
  participant_pin:
    description:
      - The PIN that participants enter, digits only. Write it in quotes. Null or an empty string removes it.
    type: str
  moderator_pin:
    description:
      - The PIN that the moderator enters, digits only. Write it in quotes. Null or an empty string removes it.
      - It needs a O(participant_pin) as well.
    type: str
  quick_start:
    description:
      - Whether the conference begins with the first participant. V(false) lets all wait for the moderator, and needs a O(moderator_pin)
        that differs from O(participant_pin).
    type: bool
  max_members:
    description: How many may be in it at once. V(0) or null is no limit.
    type: int
  auto_record:
    description: Whether every session is recorded. Needs an owner, to whose mailbox the recording goes.
    type: bool
  video:
    description: Whether it is a video conference.
    type: bool
  active_video_only:
    description: Whether the video shows only who is speaking.
    type: bool
  music_on_hold:
    description: What the first participant hears while alone.
    type: str
    choices: [files, soundcard, none]
  play_entry_tone:
    description: Whether a tone tells that somebody has come.
    type: bool
  play_exit_tone:
    description: Whether a tone tells that somebody has left.
    type: bool
  announce_entry:
    description: Whether participants record their name, which is played when they come.
    type: bool
  announce_exit:
    description: Whether the recorded name is played when they leave.
    type: bool
notes:
  - An option that is left out stays as it is on the PBX. All that differs goes out in one request, both PINs included.
  - Every user of the PBX may read and change every conference by name, PINs included. The PBX does not ask who owns it.
  - A conference in which people are goes on with its old settings until it ends.
  - Extension, owner, bridge and DID cannot be seen or changed.
seealso:
  - module: sipxcom.pbx.sipx_conference_command
  - module: sipxcom.pbx.sipx_my_info
"""

EXAMPLES = r"""
- name: A room that waits for its moderator
  sipxcom.pbx.sipx_conference:
    name: kimroom
    description: Weekly round
    participant_pin: "{{ conference_pins.kimroom.participant }}"
    moderator_pin: "{{ conference_pins.kimroom.moderator }}"
    quick_start: false
    max_members: 12

- name: Another name for it
  sipxcom.pbx.sipx_conference:
    name: weekly
    old_name: kimroom
"""

RETURN = r"""
conference:
  description:
    - The settings as the PBX has them after the task (in check mode, as they would be).
    - PINs are shown as a mask, or as null where none is set.
  returned: success
  type: dict
  contains:
    name:
      description: See O(name).
      type: str
    enabled:
      description: See O(enabled).
      type: bool
    description:
      description: See O(description).
      type: str
    participant_pin:
      description: A mask, or null.
      type: str
    moderator_pin:
      description: A mask, or null.
      type: str
    quick_start:
      description: See O(quick_start).
      type: bool
    max_members:
      description: See O(max_members).
      type: int
    auto_record:
      description: See O(auto_record).
      type: bool
    video:
      description: See O(video).
      type: bool
    active_video_only:
      description: See O(active_video_only).
      type: bool
    music_on_hold:
      description: See O(music_on_hold). Null where none is chosen.
      type: str
    play_entry_tone:
      description: See O(play_entry_tone).
      type: bool
    play_exit_tone:
      description: See O(play_exit_tone).
      type: bool
    announce_entry:
      description: See O(announce_entry).
      type: bool
    announce_exit:
      description: See O(announce_exit).
      type: bool
  sample:
    name: kimroom
    enabled: true
    description: Weekly round
    participant_pin: "********"
    moderator_pin: "********"
    quick_start: false
    max_members: 12
    auto_record: false
    video: false
    active_video_only: false
    music_on_hold: files
    play_entry_tone: true
    play_exit_tone: true
    announce_entry: false
    announce_exit: false
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: unknown_reference
    resource: "conference 'kimrom'"
    method:
    path:
    status:
    server_message: ""
    details:
      value: kimrom
      nearest: [kimroom]
      done: []
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_conference")


if __name__ == "__main__":
    main()
