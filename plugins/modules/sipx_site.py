#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_site
short_description: Bring many records of a sipXcom PBX to what a document says
version_added: 0.1.0
description:
  - Takes records of all kinds in one task, in any order, and makes them in the order of their dependencies.
    Then it deletes those that shall be absent, the other way round.
  - The whole document is rehearsed against the PBX first. What can be known to be wrong (a misspelt branch, an unknown model) is told,
    all of it, before anything is written.
  - In check mode later records see what earlier ones would have made, so the answer is the real one even for an empty PBX.
  - A user and his user groups may move to another branch together, although the PBX wants both to be the same at every moment.
    In between the user follows his groups.
  - A run that breaks off can be repeated. It goes on where it stopped, and makes nothing twice.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._site
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  on_error:
    description:
      - What to do when a record fails.
      - With V(stop), nothing at all is written if the rehearsal finds a mistake, and the first record that fails later ends the run.
      - With V(continue), the other records are done. The task fails in both cases and says what became of each record.
    type: str
    choices: [stop, continue]
    default: stop
"""

EXAMPLES = r"""
- name: Two floors with a gateway each, in one go
  sipxcom.pbx.sipx_site:
    branches:
      - name: floor1
        address: {street: 9 Elm St, city: Ooltewah, state: TN, zip: "37363"}
      - name: floor2
        address: {street: 9 Elm St, city: Ooltewah, state: TN, zip: "37363"}
    gateways:
      - name: e911-floor1
        address: 10.20.0.5
        branch: floor1
        shared: false
        caller_id: {number: "4235550101", ignore_user: true}
      - name: e911-floor2
        address: 10.20.0.5
        branch: floor2
        shared: false
        caller_id: {number: "4235550102", ignore_user: true}
"""

RETURN = r"""
records:
  description: What became of each record, in the order in which they were done.
  returned: always
  type: list
  elements: dict
  contains:
    kind:
      description: The kind of record, such as V(branch).
      type: str
    name:
      description: Its name.
      type: str
    outcome:
      description: One of V(created), V(changed), V(deleted), V(unchanged), V(failed) and V(not_tried). In check mode, what it would be.
      type: str
    fields:
      description: The options that changed.
      type: list
      elements: str
      returned: when it was looked at
    msg:
      description: Why it failed.
      type: str
      returned: when it failed
    failure:
      description: The same as data.
      type: dict
      returned: when it failed
count:
  description: How many records had which outcome.
  returned: always
  type: dict
  sample: {created: 4, changed: 0, deleted: 0, unchanged: 0, failed: 0, not_tried: 0}
failure:
  description: What went wrong, as data, when the task could not begin. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: login_failed
    resource: ""
    method: GET
    path: /sipxconfig/api/rules
    status: 401
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_site")


if __name__ == "__main__":
    main()
