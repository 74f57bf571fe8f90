#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_contact
short_description: Manage a user's contact information
version_added: 0.1.0
description:
  - Changes names, addresses and numbers that colleagues see of a user. What the task leaves out stays, although the PBX replaces all of it.
  - All options can be used for another user (see O(user)). M(sipxcom.pbx.sipx_user) has the same fields and more, for an administrator.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._document
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  first_name:
    description: First name.
    type: str
  last_name:
    description: Last name.
    type: str
  email:
    description: E-mail address, stored in lower case. Notices of voicemail go there.
    type: str
  alternate_email:
    description: Another e-mail address, stored in lower case.
    type: str
  email_aliases:
    description: More e-mail addresses, as a complete list; order does not matter.
    type: list
    elements: str
  auth_account_name:
    description: Login name in a directory, stored in lower case.
    type: str
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
    description: Where the user works, free text.
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
    description: The number under which the user is called from outside. It must not be that of anything else.
    type: str
  alternate_im_id:
    description: Another name for instant messaging.
    type: str
  twitter_name:
    description: Name on Twitter.
    type: str
  linkedin_name:
    description: Name on LinkedIn.
    type: str
  facebook_name:
    description: Name on Facebook.
    type: str
  xing_name:
    description: Name on Xing.
    type: str
  custom1:
    description: Free for own use.
    type: str
  custom2:
    description: Free for own use.
    type: str
  custom3:
    description: Free for own use.
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
  use_branch_address:
    description:
      - Whether the office address of the user is that of his branch.
      - V(true) needs a branch, of his own or through a group.
    type: bool
  office_address:
    description:
      - The user's own office address. Needs O(use_branch_address=false).
      - Parts that are left out stay as they are; null clears all of it.
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
seealso:
  - module: sipxcom.pbx.sipx_user
  - module: sipxcom.pbx.sipx_voicemail
"""

EXAMPLES = r"""
- name: A new desk
  sipxcom.pbx.sipx_contact:
    job_title: Buyer
    cell_phone_number: "4235550142"
    use_branch_address: false
    office_address:
      street: 9 Elm St
      city: Ooltewah

- name: As an administrator, for somebody else
  sipxcom.pbx.sipx_contact:
    user: "200"
    email: kim@example.net
    email_aliases: [kim.roe@example.net]
"""

RETURN = r"""
contact:
  description:
    - The contact information as the PBX has it after the task (in check mode, as it would be).
    - For another user only the options that the task gives are read and shown.
  returned: success
  type: dict
  contains:
    user:
      description: Whose it is.
      type: str
    first_name:
      description: See O(first_name).
      type: str
    last_name:
      description: See O(last_name).
      type: str
    email:
      description: See O(email).
      type: str
    alternate_email:
      description: See O(alternate_email).
      type: str
    email_aliases:
      description: See O(email_aliases).
      type: list
      elements: str
    auth_account_name:
      description: See O(auth_account_name).
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
    alternate_im_id:
      description: See O(alternate_im_id).
      type: str
    twitter_name:
      description: See O(twitter_name).
      type: str
    linkedin_name:
      description: See O(linkedin_name).
      type: str
    facebook_name:
      description: See O(facebook_name).
      type: str
    xing_name:
      description: See O(xing_name).
      type: str
    custom1:
      description: See O(custom1).
      type: str
    custom2:
      description: See O(custom2).
      type: str
    custom3:
      description: See O(custom3).
      type: str
    home_address:
      description: See O(home_address).
      type: dict
      contains:
        street:
          description: See O(home_address.street).
          type: str
        city:
          description: See O(home_address.city).
          type: str
        country:
          description: See O(home_address.country).
          type: str
        state:
          description: See O(home_address.state).
          type: str
        zip:
          description: See O(home_address.zip).
          type: str
        office_designation:
          description: See O(home_address.office_designation).
          type: str
    use_branch_address:
      description: See O(use_branch_address).
      type: bool
    office_address:
      description: See O(office_address). Empty while that of the branch is used.
      type: dict
      contains:
        street:
          description: See O(office_address.street).
          type: str
        city:
          description: See O(office_address.city).
          type: str
        country:
          description: See O(office_address.country).
          type: str
        state:
          description: See O(office_address.state).
          type: str
        zip:
          description: See O(office_address.zip).
          type: str
        office_designation:
          description: See O(office_address.office_designation).
          type: str
  sample:
    user: "200"
    first_name: Kim
    last_name: Roe
    email: kim@example.net
    email_aliases:
      - kim.roe@example.net
    job_title: Buyer
    use_branch_address: false
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "the contact information of user '200'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_contact")


if __name__ == "__main__":
    main()
