#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_user
short_description: Manage users of a sipXcom PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes users with their names, passwords, branch, groups, permissions and contact data.
  - Other settings of a user are managed by M(sipxcom.pbx.sipx_setting).
  - The user V(superadmin) is never deleted, renamed, disabled, or taken out of the group V(administrators).
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  user_name:
    description:
      - The user name, mostly the extension. Upper and lower case differ.
      - User names, aliases and IM ids of all users, and the names and extensions of hunt groups, conferences, park orbits and attendants
        are one space of names. If the name is an alias of somebody else, the task fails and names him.
    type: str
    required: true
  old_user_name:
    description:
      - The user name that the user may still have. If there is a user of this name and none named O(user_name), he is renamed.
      - A rename needs a new O(portal_password) and O(voicemail_pin), because the PBX ties both to the name.
      - Messages and greetings stay in the mailbox of the old name, of which the task warns. Better treat a user name as fixed.
      - Safe to repeat. That both exist is an error.
    type: str
  first_name:
    description: First name.
    type: str
  last_name:
    description: Last name.
    type: str
  aliases:
    description:
      - Other names and numbers of the user, as a complete list; order does not matter. V([]) or null removes all.
      - An alias that is somebody else's fails before anything is written, and the message names him.
    type: list
    elements: str
  sip_password:
    description:
      - The password with which phones register. A new user without one gets an empty one, of which the task warns.
      - Phones learn of a new password only when their profiles are sent.
    type: str
  portal_password:
    description:
      - The password for the user portal and the API. A new user without one gets an empty one, of which the task warns.
      - The web UI asks for 8 characters or more. The API does not, and the task only warns.
    type: str
  voicemail_pin:
    description: The PIN of the mailbox, 4 digits or more. Write it in quotes.
    type: str
  update_password:
    description:
      - V(always) compares O(sip_password), O(portal_password) and O(voicemail_pin) with what the PBX has, and changes what differs.
      - V(on_create) sets them for a new user only.
    type: str
    choices: [always, on_create]
    default: always
  branch:
    description:
      - The user's own branch. Null takes him out of it, so that he follows his groups.
      - If one of O(groups) has a branch, it must be the same; if it is not, the task fails before anything is written.
    type: str
  groups:
    description:
      - Names of user groups. They must exist.
      - What the list means is said by O(groups_mode). The order does not matter; which group wins is decided by their weights.
    type: list
    elements: str
  groups_mode:
    description:
      - V(set) makes the user a member of exactly O(groups); with V([]) or null, of none.
      - V(add) and V(remove) leave his other groups alone.
    type: str
    choices: [set, add, remove]
    default: set
  permissions:
    description:
      - What the user may do. Only the permissions that are named are looked at.
      - The value is true, false, or null, which removes what was set for this user, so that his groups and the default decide.
      - The keys are names of built-in permissions, such as C(LocalDialing), or labels (or names) of custom ones. An unknown one fails
        before anything is written.
      - What applies to the user is compared. A value that he inherits anyway is not stored, and follows his groups when they change.
    type: dict
  enabled:
    description: Whether the user can log in, register and be called. A new user is enabled.
    type: bool
  email:
    description: The e-mail address, stored in lower case.
    type: str
  profile:
    description: Contact data. Parts that are left out stay as they are; null clears all of it except V(im_id).
    type: dict
    suboptions:
      salutation:
        description: One of V(Mr), V(Mrs), V(Miss), V(Ms), V(Dr) and V(Prof); null for none.
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
      manager:
        description: The name of the manager.
        type: str
      employee_id:
        description: Number of the employee.
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
        description: The number under which the user is called from outside. It must not be a name, alias or DID number of anything else.
        type: str
      im_id:
        description:
          - Name for instant messaging, stored in lower case, unique like a user name.
          - If it is left out, the PBX makes one up from the user name or aliases.
        type: str
      im_display_name:
        description: Name shown in instant messaging. It follows O(first_name) and O(last_name) until it is set to something else.
        type: str
      alternate_im_id:
        description: Another name for instant messaging.
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
      - Whether the office address of the user is that of his branch. A new user begins with V(true).
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
notes:
  - Deleting a user takes his lines from all phones, which restart at once, and deletes his mailbox, forwarding, contacts, conferences and
    memberships. The task warns of the phones.
seealso:
  - module: sipxcom.pbx.sipx_user_group
  - module: sipxcom.pbx.sipx_permission
  - module: sipxcom.pbx.sipx_branch
  - module: sipxcom.pbx.sipx_setting
"""

EXAMPLES = r"""
- name: A user on the first floor
  sipxcom.pbx.sipx_user:
    user_name: "4127"
    first_name: Lena
    last_name: Ortega
    aliases: [lortega]
    sip_password: "{{ sip_passwords['4127'] }}"
    portal_password: "{{ portal_passwords['4127'] }}"
    voicemail_pin: "{{ voicemail_pins['4127'] }}"
    update_password: on_create
    branch: floor1
    groups: [staff]
    email: lena@pbx.example
    profile:
      job_title: clerk
      cell_phone_number: "4235550177"

- name: Move her to the second floor; if her name is misspelt, fail and make nobody new
  sipxcom.pbx.sipx_user:
    user_name: "4127"
    branch: floor2
    must_exist: true

- name: One more group, without touching the others
  sipxcom.pbx.sipx_user:
    user_name: "4127"
    groups: [frontdesk]
    groups_mode: add

- name: No calls abroad for her; what her groups say decides again about long distance
  sipxcom.pbx.sipx_user:
    user_name: "4127"
    permissions:
      InternationalDialing: false
      LongDistanceDialing:

- name: She has left
  sipxcom.pbx.sipx_user:
    user_name: "4127"
    state: absent
"""

RETURN = r"""
user:
  description: The user as the PBX has him after the task (in check mode, as he would be); null when he is absent.
  returned: success
  type: dict
  contains:
    id:
      description: The id that the PBX gave him.
      type: int
      returned: when he exists
    user_name:
      description: See O(user_name).
      type: str
    first_name:
      description: See O(first_name).
      type: str
    last_name:
      description: See O(last_name).
      type: str
    aliases:
      description: See O(aliases).
      type: list
      elements: str
    sip_password:
      description: A mask if he has one, else null.
      type: str
    portal_password:
      description: A mask if he has one, else null.
      type: str
    voicemail_pin:
      description: A mask if he has one, else null.
      type: str
    branch:
      description: See O(branch). The user's own, not that of his groups.
      type: str
    groups:
      description: All groups of the user.
      type: list
      elements: str
    permissions:
      description: What applies to the user of the permissions that the task names; custom ones by their labels.
      type: dict
      returned: when the task gives O(permissions)
    enabled:
      description: See O(enabled).
      type: bool
    email:
      description: See O(email).
      type: str
    profile:
      description: See O(profile).
      type: dict
      contains:
        salutation:
          description: See O(profile.salutation).
          type: str
        job_title:
          description: See O(profile.job_title).
          type: str
        department:
          description: See O(profile.department).
          type: str
        company:
          description: See O(profile.company).
          type: str
        location:
          description: See O(profile.location).
          type: str
        manager:
          description: See O(profile.manager).
          type: str
        employee_id:
          description: See O(profile.employee_id).
          type: str
        assistant_name:
          description: See O(profile.assistant_name).
          type: str
        assistant_phone_number:
          description: See O(profile.assistant_phone_number).
          type: str
        cell_phone_number:
          description: See O(profile.cell_phone_number).
          type: str
        home_phone_number:
          description: See O(profile.home_phone_number).
          type: str
        fax_number:
          description: See O(profile.fax_number).
          type: str
        did_number:
          description: See O(profile.did_number).
          type: str
        im_id:
          description: See O(profile.im_id).
          type: str
        im_display_name:
          description: See O(profile.im_display_name).
          type: str
        alternate_im_id:
          description: See O(profile.alternate_im_id).
          type: str
        alternate_email:
          description: See O(profile.alternate_email).
          type: str
        email_aliases:
          description: See O(profile.email_aliases).
          type: list
          elements: str
        auth_account_name:
          description: See O(profile.auth_account_name).
          type: str
        twitter_name:
          description: See O(profile.twitter_name).
          type: str
        linkedin_name:
          description: See O(profile.linkedin_name).
          type: str
        facebook_name:
          description: See O(profile.facebook_name).
          type: str
        xing_name:
          description: See O(profile.xing_name).
          type: str
        custom1:
          description: See O(profile.custom1).
          type: str
        custom2:
          description: See O(profile.custom2).
          type: str
        custom3:
          description: See O(profile.custom3).
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
      returned: when the task gives O(use_branch_address)
    office_address:
      description: See O(office_address).
      type: dict
      returned: when the task gives O(office_address)
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
    id: 37
    user_name: "4127"
    first_name: Lena
    last_name: Ortega
    aliases: [lortega]
    sip_password: "********"
    portal_password: "********"
    voicemail_pin: "********"
    branch: floor1
    groups: [staff]
    enabled: true
    email: lena@pbx.example
    profile:
      job_title: clerk
      im_id: lortega
      im_display_name: Lena Ortega
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: bad_input
    resource: "user '4127'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_user")


if __name__ == "__main__":
    main()
