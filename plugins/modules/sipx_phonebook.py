#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_phonebook
short_description: Say whether telephones show a user's private phone book
version_added: 0.1.0
description:
  - Says of the private phone book as a whole whether the telephones of its user show it. Its entries are managed with
    M(sipxcom.pbx.sipx_phonebook_entry).
  - None of the options can be used for another user (see O(user)).
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._document
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  show_on_phones:
    description:
      - Whether telephones show the private entries. The PBX begins with V(true).
      - V(false) needs a private phone book, which the PBX makes with the first entry.
    type: bool
notes:
  - It takes effect on a telephone with its next profile. See M(sipxcom.pbx.sipx_phone_profile).
  - Releases that lack the paged phone book do not tell the present value. There the task fails.
seealso:
  - module: sipxcom.pbx.sipx_phonebook_entry
"""

EXAMPLES = r"""
- name: An entry of my own
  sipxcom.pbx.sipx_phonebook_entry:
    first_name: Ann
    last_name: Poe
    number: "14235550142"

- name: Not on my telephone
  sipxcom.pbx.sipx_phonebook:
    show_on_phones: false
"""

RETURN = r"""
phonebook:
  description: The value as the PBX has it after the task (in check mode, as it would be).
  returned: success
  type: dict
  contains:
    user:
      description: Whose it is.
      type: str
    show_on_phones:
      description: See O(show_on_phones).
      type: bool
  sample:
    user: "200"
    show_on_phones: false
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "the phone book of user '200'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_phonebook")


if __name__ == "__main__":
    main()
