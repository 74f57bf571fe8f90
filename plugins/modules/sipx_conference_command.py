#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_conference_command
short_description: Command a running conference
version_added: 0.1.0
description:
  - Sends one command to the bridge of a conference, such as mute, lock, invite or record.
  - Only the owner of a conference may command it, so the task runs with the owner's O(username) and O(password).
  - The PBX forwards a command unchecked, and its status says nothing. So words and arguments are checked before they are sent, and the
    bridge's answer is judged by its text.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
attributes:
  diff_mode:
    support: partial
    details: Only V(lock), V(unlock), V(mute), V(unmute), V(deaf) and V(undeaf) bring about a state that can be read.
  idempotent:
    support: partial
    details: V(lock), V(unlock), V(mute), V(unmute), V(deaf) and V(undeaf) look first. All others are actions.
options:
  conference:
    description: The name of the conference.
    type: str
    required: true
  command:
    description:
      - The command, a word of FreeSWITCH.
      - V(mute), V(unmute), V(deaf), V(undeaf), V(kick) and V(hup) want one argument, which is a member id, C(all) or C(last).
        V(kick) plays a sound, V(hup) does not.
      - V(lock) and V(unlock) want none. While nobody is in the conference, there is nothing to lock.
      - V(invite) wants an extension or telephone number, V(inviteim) an IM id. The PBX says that the invitation was sent,
        whatever came of it.
      - V(record) starts a recording, or takes C(start), C(stop), C(status) or C(duration). V(norecord) wants C(all).
      - V(pin) sets the PIN of the running conference (digits), V(nopin) takes it away. What M(sipxcom.pbx.sipx_conference) sets stays.
      - V(list) takes C(delim) and the text that separates, or nothing; V(xml_list) nothing.
      - V(dtmf) wants members and digits; V(energy), V(volume_in) and V(volume_out) want members, and a level to set it.
      - V(relate) wants two member ids and takes C(nospeak), C(nohear) or C(clear).
      - V(say) wants a text, V(saymember) a member id and a text.
      - V(transfer) wants the name of another conference and member ids.
      - V(stop) wants C(current), C(all), C(async) or C(last), and takes a member id.
      - V(play), V(dial) and V(bgdial) cannot work through this API, since the PBX takes slashes out. They are refused.
    type: str
    required: true
    choices:
      - invite
      - inviteim
      - record
      - mute
      - unmute
      - deaf
      - undeaf
      - kick
      - hup
      - lock
      - unlock
      - pin
      - nopin
      - list
      - xml_list
      - dtmf
      - energy
      - volume_in
      - volume_out
      - relate
      - say
      - saymember
      - transfer
      - stop
      - norecord
      - play
      - dial
      - bgdial
  arguments:
    description:
      - The arguments in their order. See O(command).
      - None may have a slash or C(&), which the PBX cannot carry. That of V(pin) is treated as a secret.
    type: list
    elements: str
    default: []
notes:
  - In check mode no command is sent at all, not even one that only asks.
  - A command whose answer is lost is not sent a second time. The task fails and says so.
  - The ids of members change with every call. M(sipxcom.pbx.sipx_my_info) reads them.
seealso:
  - module: sipxcom.pbx.sipx_conference
  - module: sipxcom.pbx.sipx_my_info
  - module: sipxcom.pbx.sipx_call
"""

EXAMPLES = r"""
- name: Nobody else comes in
  sipxcom.pbx.sipx_conference_command:
    username: "200"
    password: "{{ own_password }}"
    conference: kimroom
    command: lock

- name: All are silent
  sipxcom.pbx.sipx_conference_command:
    username: "200"
    password: "{{ own_password }}"
    conference: kimroom
    command: mute
    arguments: [all]

- name: Tell them why
  sipxcom.pbx.sipx_conference_command:
    username: "200"
    password: "{{ own_password }}"
    conference: kimroom
    command: say
    arguments: [The round begins in a minute]
"""

RETURN = r"""
conference_command:
  description: The command and what the bridge answered.
  returned: success
  type: dict
  contains:
    conference:
      description: The name of the conference.
      type: str
    command:
      description: The command.
      type: str
    arguments:
      description: Its arguments; a mask for a PIN.
      type: list
      elements: str
    response:
      description: The text of the bridge. Null in check mode, and where there was nothing to do.
      type: str
  sample:
    conference: kimroom
    command: mute
    arguments: ["3"]
    response: OK mute 3
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: bad_input
    resource: "conference 'kimroom'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_conference_command")


if __name__ == "__main__":
    main()
