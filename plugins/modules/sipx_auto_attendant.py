# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_auto_attendant
short_description: Manage the auto attendants of a sipXcom PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes auto attendants, the menus of a PBX that callers steer with the keys of their telephone. A dial rule of
    type V(attendant) says when which of them answers; see M(sipxcom.pbx.sipx_dial_rule).
  - Needs a PBX whose API has auto attendants, which came with sipXcom 21.04. An older one tells only their names. There the module fails
    and says so where it would have to change anything, and its result has only RV(auto_attendant.name),
    RV(auto_attendant.system_id) and RV(auto_attendant.special_selected).
  - Which attendant answers while the office is closed unforeseen is switched with M(sipxcom.pbx.sipx_special_mode), the live attendant of
    a dial rule with M(sipxcom.pbx.sipx_live_attendant). Both work on every PBX.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  name:
    description: The name of the attendant, unique among all names and extensions of the PBX. Up to 40 characters; blanks are allowed.
    type: str
    required: true
  old_name:
    description:
      - The name that the attendant may still have. If there is an attendant of this name and none named O(name), it is renamed.
      - Safe to repeat. That both exist is an error. Dial rules and menus keep leading to it.
    type: str
  description:
    description: What people should know about the attendant.
    type: str
  prompt:
    description:
      - The file name of what it says, such as V(autoattendant.wav). A new attendant needs it.
      - The file must be on the PBX already. The API neither uploads nor checks it.
    type: str
  language:
    description: V(default), or the code of a language that is installed. Null sets V(default).
    type: str
  allow_dial:
    description: A regular expression of the extensions that callers may dial. Without it they may dial any.
    type: str
  deny_dial:
    description: A regular expression of the extensions that callers may not dial.
    type: str
  branches:
    description: The branches that the attendant is for. The list is replaced as a whole.
    type: list
    elements: str
  menu:
    description:
      - What the keys do. The list is replaced as a whole; its order does not matter.
      - A new attendant gets C(0) for the operator and C(*) to hear the prompt again, as in the web UI, unless this says otherwise.
    type: list
    elements: dict
    suboptions:
      key:
        description: The key, in quotes.
        type: str
        required: true
        choices: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#"]
      action:
        description:
          - What it does. V(attendant) leads to another O(menu[].attendant); V(transfer) and V(deposit_voicemail) to an
            O(menu[].extension).
        type: str
        required: true
        choices: [operator, dial_by_name, repeat_prompt, voicemail_access, disconnect, attendant, transfer, deposit_voicemail]
      extension:
        description: Where to transfer the call (an extension or SIP address), or whose voicemail it is.
        type: str
      attendant:
        description: The name of another auto attendant. It must be there before this one.
        type: str
  settings:
    description: How it deals with what callers do, or do not. Parts that are left out stay as they are.
    type: dict
    suboptions:
      inter_digit_timeout:
        description: Seconds to wait for another digit. Not longer than O(settings.overall_digit_timeout). Null sets the usual 3.
        type: int
      overall_digit_timeout:
        description: Seconds to wait for all digits. Null sets the usual 7.
        type: int
      max_digits:
        description: How many digits a caller may dial. Null sets the usual 10.
        type: int
      replay_count:
        description: How often the prompt is played again when the caller does nothing, 0 to 10. Null sets the usual 2.
        type: int
      invalid_response_count:
        description: How many wrong answers a caller may give, 0 to 10. Null sets the usual 2.
        type: int
      transfer_on_failure:
        description: Whether a caller who gives no good answer is transferred to O(settings.transfer_extension) rather than hung up on.
        type: bool
      transfer_extension:
        description: Where such a caller goes.
        type: str
      transfer_prompt:
        description: The file name of what such a caller hears first.
        type: str
      play_prompt_on_transfer:
        description: Whether callers are told that they are being transferred. A new attendant does, unless this says otherwise.
        type: bool
  force:
    description: Delete the attendant although the menu of another one leads to it, or it is up for special mode.
    type: bool
    default: false
seealso:
  - module: sipxcom.pbx.sipx_dial_rule
  - module: sipxcom.pbx.sipx_special_mode
  - module: sipxcom.pbx.sipx_live_attendant
"""

EXAMPLES = r"""
- name: An attendant for days on which nobody can come
  sipxcom.pbx.sipx_auto_attendant:
    name: Storm closing
    prompt: storm.wav
    menu:
      - {key: "0", action: operator}
      - {key: "1", action: attendant, attendant: After hours}
      - {key: "5", action: transfer, extension: "2150"}
      - {key: "*", action: repeat_prompt}

- name: Give callers more time
  sipxcom.pbx.sipx_auto_attendant:
    name: Storm closing
    settings:
      inter_digit_timeout: 5
      overall_digit_timeout: 15

- name: Let it answer on holidays
  sipxcom.pbx.sipx_dial_rule:
    name: AutoAttendant
    holiday_attendant: Storm closing
    holidays:
      - {start: "2026-12-25", end: "2026-12-27"}

- name: One that is not used any more
  sipxcom.pbx.sipx_auto_attendant:
    name: Old lobby
    state: absent
"""

RETURN = r"""
auto_attendant:
  description: The attendant as the PBX has it after the task (in check mode, as it would be); null when it is absent.
  returned: success
  type: dict
  contains:
    name:
      description: See O(name).
      type: str
    system_id:
      description: V(operator) or V(afterhour) for the two that every PBX has, else null.
      type: str
    description:
      description: See O(description).
      type: str
    prompt:
      description: See O(prompt).
      type: str
    language:
      description: See O(language).
      type: str
    allow_dial:
      description: See O(allow_dial).
      type: str
    deny_dial:
      description: See O(deny_dial).
      type: str
    branches:
      description: See O(branches).
      type: list
      elements: str
    menu:
      description: See O(menu). Sorted by key.
      type: list
      elements: dict
    settings:
      description: See O(settings).
      type: dict
      contains:
        inter_digit_timeout:
          description: See O(settings.inter_digit_timeout).
          type: int
        overall_digit_timeout:
          description: See O(settings.overall_digit_timeout).
          type: int
        max_digits:
          description: See O(settings.max_digits).
          type: int
        replay_count:
          description: See O(settings.replay_count).
          type: int
        invalid_response_count:
          description: See O(settings.invalid_response_count).
          type: int
        transfer_on_failure:
          description: See O(settings.transfer_on_failure).
          type: bool
        transfer_extension:
          description: See O(settings.transfer_extension).
          type: str
        transfer_prompt:
          description: See O(settings.transfer_prompt).
          type: str
        play_prompt_on_transfer:
          description: See O(settings.play_prompt_on_transfer).
          type: bool
    special_selected:
      description: Whether special mode is on with this attendant. See M(sipxcom.pbx.sipx_special_mode).
      type: bool
  sample:
    name: Storm closing
    system_id:
    description:
    prompt: storm.wav
    language: default
    allow_dial:
    deny_dial:
    branches: []
    menu:
      - {key: "0", action: operator, extension: null, attendant: null}
      - {key: "5", action: transfer, extension: "2150", attendant: null}
    settings:
      inter_digit_timeout: 3
      overall_digit_timeout: 7
      max_digits: 10
      replay_count: 2
      invalid_response_count: 2
      transfer_on_failure: false
      transfer_extension:
      transfer_prompt:
      play_prompt_on_transfer: true
    special_selected: false
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "auto attendant 'Storm closing'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_auto_attendant")


if __name__ == "__main__":
    main()
