#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_google_import
short_description: Import the contacts of a Google account into the own phone book
version_added: 0.1.0
description:
  - Lets the PBX log in to Google and bring the contacts of an account into the private phone book of the user who is logged in with
    O(username). Those that it imported from the same account before are replaced.
  - This is an action, not a state. Every run imports, and says that it changed something.
  - The interface and the login by password that the PBX uses for this have been switched off by Google. Unless something stands in
    their place, the import fails, and the task says so.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
attributes:
  diff_mode:
    support: none
    details: What came of it is not told.
  idempotent:
    support: none
    details: Every run imports again.
options:
  account:
    description: The Google account. Where it has no C(@), the PBX adds the Google domain that it is set to.
    type: str
    required: true
  account_password:
    description: The password of the account. The PBX gets it as it is.
    type: str
    required: true
notes:
  - The PBX does not say how many contacts it imported; see M(sipxcom.pbx.sipx_my_info) for the phone book.
  - M(sipxcom.pbx.sipx_phonebook_entry) refuses to change or delete entries that were imported.
  - An import whose answer is lost is not started a second time. The task fails and says so.
seealso:
  - module: sipxcom.pbx.sipx_phonebook_entry
  - module: sipxcom.pbx.sipx_my_info
"""

EXAMPLES = r"""
- name: My contacts at Google
  sipxcom.pbx.sipx_google_import:
    username: "200"
    password: "{{ own_password }}"
    account: pat@example.org
    account_password: "{{ google_password }}"
"""

RETURN = r"""
google_import:
  description: The import that was done, or in check mode would be tried.
  returned: success
  type: dict
  contains:
    user:
      description: The user whose phone book got the contacts.
      type: str
    account:
      description: The Google account that they are from.
      type: str
  sample:
    user: "200"
    account: pat@example.org
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: rejected
    resource: ""
    method: POST
    path: /sipxconfig/rest/my/phonebook/googleImport
    status: 743
    server_message: >-
      Google refused the login of the account; Google has switched off the interface that the PBX uses, so enter the contacts with
      sipx_phonebook_entry
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_google_import")


if __name__ == "__main__":
    main()
