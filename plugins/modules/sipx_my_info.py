#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_my_info
short_description: Read what a user can see of himself
version_added: 0.1.0
description:
  - Reads services of the user who is logged in with O(username), as data. It never changes anything.
  - Passwords and PINs are shown as a mask. The links in the voicemail feed, which open all services of the user to whoever has them, are
    left out.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.info
options:
  gather:
    description:
      - What to read.
      - V(phonebook) is the combined phone book, which can be large. Its users and public entries are read page by page along with the
        private ones.
      - V(conferences) are those that the user owns, with the people who are in them.
      - V(active_calls) are the user's calls in progress.
    type: list
    elements: str
    choices: [login, time, fax, active_calls, phonebook, conferences, voicemail]
    default: [login]
  search:
    description:
      - Reads of the phone book only the entries in which a word of the number or of a name begins so. Write one word.
      - Needs V(phonebook) in O(gather).
    type: str
  folders:
    description: The folders of the mailbox to read for V(voicemail).
    type: list
    elements: str
    choices: [inbox, saved, deleted, conference]
    default: [inbox]
notes:
  - Another user's services can be read with that user's O(username) and O(password) only.
seealso:
  - module: sipxcom.pbx.sipx_phonebook_entry
  - module: sipxcom.pbx.sipx_conference
  - module: sipxcom.pbx.sipx_conference_command
  - module: sipxcom.pbx.sipx_phonebook_info
"""

EXAMPLES = r"""
- name: My conferences, and new messages
  sipxcom.pbx.sipx_my_info:
    gather: [conferences, voicemail]
  register: mine

- name: Who is waiting
  ansible.builtin.debug:
    msg: "{{ mine.my.conferences | map(attribute='members') | flatten | map(attribute='number') }}"

- name: Ann's number
  sipxcom.pbx.sipx_my_info:
    gather: [phonebook]
    search: ann
"""

RETURN = r"""
my:
  description: What was read, by topic. Topics that O(gather) does not name are left out.
  returned: success
  type: dict
  contains:
    login:
      description: Names for logging in, and where services are.
      type: dict
      contains:
        user_name:
          description: The user name.
          type: str
        im_id:
          description: Name for instant messaging.
          type: str
        ldap_im_auth:
          description: Whether instant messaging checks passwords by LDAP.
          type: bool
        sip_password:
          description: A mask, or null where there is none.
          type: str
        im_servers:
          description: Hosts of instant messaging. Empty on releases that do not tell.
          type: list
          elements: str
        webrtc_gateways:
          description: Hosts and ports of WebRTC gateways.
          type: list
          elements: dict
    time:
      description: The time of the server as it writes it for people, without a zone.
      type: str
    fax:
      description: The extension and the DID number for fax.
      type: dict
      contains:
        extension:
          description: The extension, or null.
          type: str
        did_number:
          description: The DID number, or null.
          type: str
    active_calls:
      description: Calls in progress.
      type: list
      elements: dict
      contains:
        from:
          description: Who calls.
          type: str
        from_address:
          description: The whole SIP address.
          type: str
        to:
          description: Who is called.
          type: str
        to_address:
          description: The whole SIP address.
          type: str
        recipient:
          description: Who has answered. Null while it rings.
          type: str
        start:
          description: When it began, in UTC.
          type: str
    phonebook:
      description: Entries of the phone book, each with the details that M(sipxcom.pbx.sipx_phonebook_entry) returns, and these.
      type: list
      elements: dict
      contains:
        id:
          description: The id of a private entry, else null.
          type: int
        private:
          description: Whether it is an entry of the user's own. Null in the results of a search and where the release does not tell.
          type: bool
        first_name:
          description: First name.
          type: str
        last_name:
          description: Last name.
          type: str
        number:
          description: What is dialled.
          type: str
    conferences:
      description: The conferences that the user owns, by name.
      type: list
      elements: dict
      contains:
        name:
          description: The name.
          type: str
        extension:
          description: What is dialled.
          type: str
        description:
          description: Free text.
          type: str
        enabled:
          description: Whether it can be called.
          type: bool
        participant_pin:
          description: A mask, or null where there is none.
          type: str
        running:
          description: Whether somebody is in it. Null where the name cannot be asked for.
          type: bool
        locked:
          description: Whether it is locked.
          type: bool
        members:
          description: Who is in it.
          type: list
          elements: dict
          contains:
            id:
              description: The id for M(sipxcom.pbx.sipx_conference_command). It changes with every call.
              type: int
            number:
              description: The caller's number.
              type: str
            im_id:
              description: The IM id of the user with that number, or null.
              type: str
            can_hear:
              description: Whether the member hears the others.
              type: bool
            can_speak:
              description: Whether the others hear the member.
              type: bool
            volume_in:
              description: Volume of what the member says.
              type: int
            volume_out:
              description: Volume of what the member hears.
              type: int
            energy_level:
              description: The loudness from which the member counts as speaking.
              type: int
            uuid:
              description: Identifies the call leg.
              type: str
    voicemail:
      description: Messages of the folders named.
      type: list
      elements: dict
      contains:
        folder:
          description: The folder.
          type: str
        message_id:
          description: The number of the message in the mailbox.
          type: str
        subject:
          description: The subject.
          type: str
        caller:
          description: Who left it.
          type: str
        duration:
          description: Length in seconds.
          type: int
        received:
          description: When it came, in UTC.
          type: str
  sample:
    conferences:
      - name: kimroom
        extension: "7412"
        description: Weekly round
        enabled: true
        participant_pin: "********"
        running: false
        locked: false
        members: []
    voicemail:
      - folder: inbox
        message_id: "00000012"
        subject: Voice Message 00000012
        caller: Pat Moe
        duration: 9
        received: "2026-03-14T08:00:00Z"
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: bad_input
    resource: ""
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_my_info")


if __name__ == "__main__":
    main()
