#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_portal_password
short_description: Change the own portal password
version_added: 0.1.0
description:
  - Gives the user who is logged in with O(username) and O(password) another portal password.
  - It is tried first. If the user can log in with O(new_password) already, nothing is changed, and O(password) may be out of date.
  - An administrator sets the password of another user with O(sipxcom.pbx.sipx_user#module:portal_password).
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  new_password:
    description:
      - The password that the user shall have, 8 ASCII characters or more, without a slash.
    type: str
    required: true
notes:
  - The PBX takes the password in the address of the request, so it stands in the logs of web server and proxies there.
  - To learn whether there is anything to do, the task tries to log in with the new password. A PBX notes each failed try in its audit log.
  - Tasks that follow need the new password as O(password).
seealso:
  - module: sipxcom.pbx.sipx_user
"""

EXAMPLES = r"""
- name: A password of my own
  sipxcom.pbx.sipx_portal_password:
    username: "200"
    password: "{{ first_password }}"
    new_password: "{{ own_password }}"
"""

RETURN = r"""
portal_password:
  description: Whose password it is.
  returned: success
  type: dict
  contains:
    user:
      description: The user name.
      type: str
  sample:
    user: "200"
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: login_failed
    resource: "the portal password of user '200'"
    method: GET
    path: /sipxconfig/rest/my/keepalive
    status: 401
    server_message: Bad credentials
    details:
      done: []
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_portal_password")


if __name__ == "__main__":
    main()
