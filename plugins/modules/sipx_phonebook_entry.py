#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_phonebook_entry
short_description: Manage an entry of a user's private phone book
version_added: 0.1.0
description:
  - Creates, changes and deletes one entry of the private phone book of the user who is logged in with O(username).
  - First name, last name and number together tell which entry is meant. To change one of them, delete the entry and create it anew.
  - It never deletes the phone book as a whole, whatever the options hold.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  state:
    description: Whether the entry shall be in the private phone book.
    type: str
    choices: [present, absent]
    default: present
  first_name:
    description: First name.
    type: str
    required: true
  last_name:
    description: Last name.
    type: str
    required: true
  number:
    description: What is dialled. An extension, a telephone number or a SIP address.
    type: str
    required: true
  job_title:
    description: Job title.
    type: str
  department:
    description: Department.
    type: str
  company:
    description: Company.
    type: str
  location:
    description: Where the person works, free text.
    type: str
  assistant_name:
    description: Name of the assistant.
    type: str
  assistant_phone_number:
    description: Telephone number of the assistant.
    type: str
  cell_phone_number:
    description: Mobile number.
    type: str
  home_phone_number:
    description: Telephone number at home.
    type: str
  fax_number:
    description: Fax number.
    type: str
  did_number:
    description: Direct number.
    type: str
  im_id:
    description: Name for instant messaging.
    type: str
  im_display_name:
    description: Name shown in instant messaging.
    type: str
  alternate_im_id:
    description: Another name for instant messaging.
    type: str
  email:
    description:
      - E-mail address. The PBX takes addresses whose ending has 2 to 4 letters only.
    type: str
  alternate_email:
    description: Another e-mail address. The PBX does not check it.
    type: str
  home_address:
    description: The address at home. Parts that are left out stay as they are; null clears all of it.
    type: dict
    suboptions:
      street:
        description: Street and house number.
        type: str
      city:
        description: City.
        type: str
      country:
        description: Country, free text.
        type: str
      state:
        description: State or province.
        type: str
      zip:
        description: Postal code.
        type: str
      office_designation:
        description: Mail stop, floor or room.
        type: str
  office_address:
    description: The address at work. Parts that are left out stay as they are; null clears all of it.
    type: dict
    suboptions:
      street:
        description: Street and house number.
        type: str
      city:
        description: City.
        type: str
      country:
        description: Country, free text.
        type: str
      state:
        description: State or province.
        type: str
      zip:
        description: Postal code.
        type: str
      office_designation:
        description: Mail stop, floor or room.
        type: str
notes:
  - The private entries of another user can be told by nobody but that user, so the task runs with that user's O(username) and O(password).
  - A person who is in the user's phone book already, as a user of the PBX or in a public phone book, cannot be entered a second time. The
    task says so before anything is written.
  - An entry that was imported from a file or from elsewhere is not changed.
  - Releases that lack the paged phone book do not tell which entries are private. There the task is refused.
seealso:
  - module: sipxcom.pbx.sipx_my_info
  - module: sipxcom.pbx.sipx_user
"""

EXAMPLES = r"""
- name: The dentist in my phone book
  sipxcom.pbx.sipx_phonebook_entry:
    first_name: Ann
    last_name: Poe
    number: "14235550142"
    company: Poe & Sons
    email: ann@example.net
    office_address:
      city: Bergen

- name: No longer
  sipxcom.pbx.sipx_phonebook_entry:
    first_name: Ann
    last_name: Poe
    number: "14235550142"
    state: absent
"""

RETURN = r"""
phonebook_entry:
  description:
    - The entry as the PBX has it after the task (in check mode, as it would be), or null when it is absent.
  returned: success
  type: dict
  contains:
    id:
      description: The number that the PBX gave it. Unknown in check mode for an entry that is not there yet.
      type: int
    first_name:
      description: See O(first_name).
      type: str
    last_name:
      description: See O(last_name).
      type: str
    number:
      description: See O(number).
      type: str
    job_title:
      description: See O(job_title).
      type: str
    department:
      description: See O(department).
      type: str
    company:
      description: See O(company).
      type: str
    location:
      description: See O(location).
      type: str
    assistant_name:
      description: See O(assistant_name).
      type: str
    assistant_phone_number:
      description: See O(assistant_phone_number).
      type: str
    cell_phone_number:
      description: See O(cell_phone_number).
      type: str
    home_phone_number:
      description: See O(home_phone_number).
      type: str
    fax_number:
      description: See O(fax_number).
      type: str
    did_number:
      description: See O(did_number).
      type: str
    im_id:
      description: See O(im_id).
      type: str
    im_display_name:
      description: See O(im_display_name).
      type: str
    alternate_im_id:
      description: See O(alternate_im_id).
      type: str
    email:
      description: See O(email).
      type: str
    alternate_email:
      description: See O(alternate_email).
      type: str
    home_address:
      description: See O(home_address).
      type: dict
    office_address:
      description: See O(office_address).
      type: dict
  sample:
    id: 77
    first_name: Ann
    last_name: Poe
    number: "14235550142"
    company: Poe & Sons
    email: ann@example.net
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "phone book entry 'Ann Poe, 14235550142'"
    method:
    path:
    status:
    server_message: ""
    details:
      done: []
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_phonebook_entry")


if __name__ == "__main__":
    main()
