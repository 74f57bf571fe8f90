#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_personal_attendant
short_description: Manage a user's personal attendant
version_added: 0.1.0
description:
  - Says what callers may do while they hear the user's voicemail greeting. They can press a key for the operator or for other numbers,
    leave a message or not.
  - For another user (see O(user)) only O(operator), O(deposit_voicemail), O(forward_delete_voicemail) and O(play_default_options) are
    possible.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._document
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  operator:
    description:
      - The extension or SIP address that callers reach with 0. Null takes it away.
      - For oneself a plain extension can be set without the permission personal-auto-attendant, which all else needs.
    type: str
  menu:
    description:
      - What the keys do. A mapping of V(0) to V(9), V(*) or V(#) to the number that is called. Write keys and numbers in quotes.
      - It is the whole menu. Keys that it does not have are taken away, and an empty mapping or null takes away all.
    type: dict
  language:
    description: The language of the prompts, such as V(en). It must be installed on the PBX. Once set it cannot be taken away.
    type: str
  override_language:
    description: Whether O(language) is used instead of the language of the call. The user must have a language.
    type: bool
  deposit_voicemail:
    description: Whether callers may leave a message.
    type: bool
  forward_delete_voicemail:
    description: Whether a message is deleted after it was sent by mail.
    type: bool
  play_default_options:
    description: Whether the standard options are read to callers.
    type: bool
seealso:
  - module: sipxcom.pbx.sipx_voicemail
"""

EXAMPLES = r"""
- name: Press 0 for the front desk, 5 for the colleague
  sipxcom.pbx.sipx_personal_attendant:
    operator: "430"
    menu:
      "5": "412"
    language: en
    override_language: true

- name: As an administrator, for somebody else
  sipxcom.pbx.sipx_personal_attendant:
    user: "200"
    operator: "430"
    deposit_voicemail: true

- name: Nothing to press any more
  sipxcom.pbx.sipx_personal_attendant:
    operator: null
    menu: {}
"""

RETURN = r"""
personal_attendant:
  description:
    - The personal attendant as the PBX has it after the task (in check mode, as it would be).
    - For another user only the options that the task gives are read and shown.
  returned: success
  type: dict
  contains:
    user:
      description: Whose it is.
      type: str
    operator:
      description: See O(operator).
      type: str
    menu:
      description: See O(menu).
      type: dict
    language:
      description: See O(language).
      type: str
    override_language:
      description: See O(override_language).
      type: bool
    deposit_voicemail:
      description: See O(deposit_voicemail).
      type: bool
    forward_delete_voicemail:
      description: See O(forward_delete_voicemail).
      type: bool
    play_default_options:
      description: See O(play_default_options).
      type: bool
    attendant_permission:
      description: Whether the user has the permission personal-auto-attendant.
      type: bool
  sample:
    user: "200"
    operator: "430"
    menu:
      "5": "412"
    language: en
    override_language: true
    deposit_voicemail: true
    forward_delete_voicemail: false
    play_default_options: true
    attendant_permission: true
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "the personal attendant of user '200'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_personal_attendant")


if __name__ == "__main__":
    main()
