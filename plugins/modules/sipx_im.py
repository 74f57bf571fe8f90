#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_im
short_description: Manage a user's preferences for instant messaging and My Buddy
version_added: 0.1.0
description:
  - Changes what instant messaging shows of a user's calls, and what My Buddy tells the user about conference and voicemail.
  - All options can be used for another user (see O(user)).
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._document
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  phone_presence:
    description: Whether the IM status shows that the user is on the phone.
    type: bool
  call_info:
    description: Whether the IM status says with whom the user is talking.
    type: bool
  on_the_phone_message:
    description: The IM status of the user who is on the phone. The PBX begins with V(On the phone).
    type: str
  voicemail_on_dnd:
    description: Whether calls go to voicemail while the IM status is "do not disturb".
    type: bool
  notify_conference_entry:
    description: Whether My Buddy tells when somebody enters the user's conference.
    type: bool
  notify_conference_exit:
    description: Whether My Buddy tells when somebody leaves the user's conference.
    type: bool
  notify_voicemail_begin:
    description: Whether My Buddy tells when somebody begins to leave a message.
    type: bool
  notify_voicemail_end:
    description: Whether My Buddy tells when somebody has left a message.
    type: bool
seealso:
  - module: sipxcom.pbx.sipx_voicemail
  - module: sipxcom.pbx.sipx_contact
"""

EXAMPLES = r"""
- name: Nobody sees whom I am talking with
  sipxcom.pbx.sipx_im:
    call_info: false
    on_the_phone_message: In a call

- name: As an administrator, for somebody else
  sipxcom.pbx.sipx_im:
    user: "200"
    notify_voicemail_end: true
"""

RETURN = r"""
im:
  description:
    - The preferences as the PBX has them after the task (in check mode, as they would be).
    - For another user only the options that the task gives are read and shown.
  returned: success
  type: dict
  contains:
    user:
      description: Whose they are.
      type: str
    phone_presence:
      description: See O(phone_presence).
      type: bool
    call_info:
      description: See O(call_info).
      type: bool
    on_the_phone_message:
      description: See O(on_the_phone_message).
      type: str
    voicemail_on_dnd:
      description: See O(voicemail_on_dnd).
      type: bool
    notify_conference_entry:
      description: See O(notify_conference_entry).
      type: bool
    notify_conference_exit:
      description: See O(notify_conference_exit).
      type: bool
    notify_voicemail_begin:
      description: See O(notify_voicemail_begin).
      type: bool
    notify_voicemail_end:
      description: See O(notify_voicemail_end).
      type: bool
  sample:
    user: "200"
    phone_presence: true
    call_info: false
    on_the_phone_message: In a call
    voicemail_on_dnd: false
    notify_conference_entry: true
    notify_conference_exit: true
    notify_voicemail_begin: false
    notify_voicemail_end: false
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "the IM preferences of user '200'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_im")


if __name__ == "__main__":
    main()
