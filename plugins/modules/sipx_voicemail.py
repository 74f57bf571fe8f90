#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_voicemail
short_description: Manage a user's voicemail preferences and PIN
version_added: 0.1.0
description:
  - Sets the voicemail PIN, chooses the greeting that callers hear, and says who is told of new messages by mail.
  - All options can be used for another user (see O(user)).
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._document
  - sipxcom.pbx._attributes
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
    details: A user cannot read his own PIN, so O(pin) is set again at each run. For another user it is compared.
options:
  pin:
    description:
      - The voicemail PIN, 4 or more digits. Write it in quotes, so that zeros at the front stay.
      - It stands in the address of the request, and thereby perhaps in logs of the PBX, when a user sets his own.
    type: str
  update_password:
    description:
      - V(always) sets O(pin), or what differs from it where it can be compared.
      - V(on_create) leaves the PIN alone. Every user has a mailbox already, so this switches O(pin) off.
    type: str
    choices: [always, on_create]
    default: always
  greeting:
    description: The greeting that callers hear. V(none) plays none.
    type: str
    choices: [none, standard, out_of_office, extended_absence]
  email:
    description:
      - The mail address of the user, the same as in M(sipxcom.pbx.sipx_user) and M(sipxcom.pbx.sipx_contact).
      - The PBX keeps it in lower case.
    type: str
  email_notification:
    description: Whether new messages are told by mail to O(email).
    type: bool
  email_format:
    description: How much a mail to O(email) says.
    type: str
    choices: [full, medium, brief]
  email_attach_audio:
    description: Whether the recording is attached to a mail to O(email).
    type: bool
  alternate_email:
    description: A second mail address of the user. The PBX keeps it in lower case.
    type: str
  alternate_email_notification:
    description: Whether new messages are told by mail to O(alternate_email).
    type: bool
  alternate_email_format:
    description: How much a mail to O(alternate_email) says.
    type: str
    choices: [full, medium, brief]
  alternate_email_attach_audio:
    description: Whether the recording is attached to a mail to O(alternate_email).
    type: bool
seealso:
  - module: sipxcom.pbx.sipx_personal_attendant
  - module: sipxcom.pbx.sipx_user
"""

EXAMPLES = r"""
- name: On holiday
  sipxcom.pbx.sipx_voicemail:
    greeting: out_of_office

- name: As an administrator, a new PIN for somebody who has forgotten it
  sipxcom.pbx.sipx_voicemail:
    user: "200"
    pin: "{{ new_pins['200'] }}"

- name: Messages by mail
  sipxcom.pbx.sipx_voicemail:
    user: "200"
    email: kim@example.net
    email_notification: true
    email_format: medium
    email_attach_audio: true
"""

RETURN = r"""
voicemail:
  description:
    - The preferences as the PBX has them after the task (in check mode, as they would be). The PIN is never shown.
    - For another user only the options that the task gives are read and shown.
  returned: success
  type: dict
  contains:
    user:
      description: Whose they are.
      type: str
    greeting:
      description: See O(greeting).
      type: str
    email:
      description: See O(email). While O(email_notification) is off it is untold (null), unless the task is about it.
      type: str
    email_notification:
      description: See O(email_notification).
      type: bool
    email_format:
      description: See O(email_format). Null where RV(voicemail.email) is untold.
      type: str
    email_attach_audio:
      description: See O(email_attach_audio). Null where RV(voicemail.email) is untold.
      type: bool
    alternate_email:
      description: See O(alternate_email). While O(alternate_email_notification) is off it is untold (null), unless the task is about it.
      type: str
    alternate_email_notification:
      description: See O(alternate_email_notification).
      type: bool
    alternate_email_format:
      description: See O(alternate_email_format). Null where RV(voicemail.alternate_email) is untold.
      type: str
    alternate_email_attach_audio:
      description: See O(alternate_email_attach_audio). Null where RV(voicemail.alternate_email) is untold.
      type: bool
    voicemail_permission:
      description: Whether the user has voicemail at all.
      type: bool
    audio_format:
      description: The format of recordings on this PBX, such as V(wav).
      type: str
  sample:
    user: "200"
    greeting: standard
    email: kim@example.net
    email_notification: true
    email_format: medium
    email_attach_audio: true
    alternate_email:
    alternate_email_notification: false
    alternate_email_format:
    alternate_email_attach_audio:
    voicemail_permission: true
    audio_format: wav
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "the voicemail preferences of user '200'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_voicemail")


if __name__ == "__main__":
    main()
