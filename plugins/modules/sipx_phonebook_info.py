#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_phonebook_info
short_description: Read the phone books of a sipXcom PBX
version_added: 0.1.0
description:
  - Shows the names of the public phone books, or the entries of one of them, or those of a user's own one.
  - The API cannot make or fill phone books.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.info
options:
  name:
    description:
      - The name of a public phone book whose entries to show.
      - The PBX compares it undecoded, so a name with a blank or an accent cannot be read by its API. The task says so.
    type: str
  user:
    description: The user name of a user whose own phone book to show.
    type: str
"""

EXAMPLES = r"""
- name: Which phone books there are
  sipxcom.pbx.sipx_phonebook_info:
  register: books

- name: What is in the first one
  sipxcom.pbx.sipx_phonebook_info:
    name: "{{ books.phonebooks | first }}"
  register: book

- name: Everybody in it
  ansible.builtin.debug:
    msg: "{{ book.entries | items2dict(key_name='number', value_name='last_name') }}"
"""

RETURN = r"""
phonebooks:
  description: The names of the public phone books, sorted.
  returned: when neither name nor user is given
  type: list
  elements: str
  sample: [sales, support]
entries:
  description: The entries, sorted by last name, first name and number.
  returned: when name or user is given
  type: list
  elements: dict
  contains:
    first_name:
      description: First name, or null.
      type: str
    last_name:
      description: Last name, or null.
      type: str
    number:
      description: Extension, telephone number or SIP address, or null.
      type: str
  sample:
    - first_name: Ada
      last_name: Lopez
      number: "201"
count:
  description: How many entries there are.
  returned: when name or user is given
  type: int
  sample: 1
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: unknown_reference
    resource: ""
    method:
    path:
    status:
    server_message: ""
    details:
      value: suport
      nearest: [support]
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_phonebook_info")


if __name__ == "__main__":
    main()
