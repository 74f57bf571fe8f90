#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_cdr_info
short_description: Read the calls of a sipXcom PBX
version_added: 0.1.0
description:
  - Shows finished calls of a time span, or the calls in progress.
  - Times are given and shown with their zone, whatever the zone of the PBX. All filters that are given must match.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.info
options:
  calls:
    description:
      - Whether to read V(finished) calls, or the V(active) ones, which are in progress now.
      - V(own_active) are those in progress of the user who is logged in. He need not be an administrator.
    type: str
    choices: [finished, active, own_active]
    default: finished
  begin:
    description:
      - Finished calls that began at this time or later.
      - A time in ISO 8601 with a zone, such as V(2026-03-14T08:00:00+01:00) or V(2026-03-14T07:00:00Z), or one before now, such as
        V(now-90m), V(now-24h), V(now-7d) or V(now-4w).
    type: str
    default: now-24h
  end:
    description: Finished calls that began at this time or earlier, written as O(begin).
    type: str
    default: now
  user:
    description: Calls that a user of the PBX took part in, by any of his names. The value is his user name.
    type: str
  party:
    description: Calls that this extension or number took part in, on either side.
    type: str
  caller:
    description: Calls from this extension or number.
    type: str
  callee:
    description: Calls to this extension or number, as it was dialled.
    type: str
  termination:
    description:
      - Calls that ended so. Usual are V(completed), V(failed) (nobody answered, among other reasons), V(abandoned) and V(transfer).
    type: list
    elements: str
    choices: [unknown, requested, in_progress, completed, failed, transfer, abandoned]
  order:
    description: Which calls come first.
    type: str
    choices: [oldest_first, newest_first]
    default: oldest_first
  limit:
    description: How many calls to return at the most, the first ones in their order. All of them when it is left out.
    type: int
notes:
  - The PBX takes a time span in its own zone and does not tell which that is. The module therefore asks for half a day more on both ends
    and leaves out what is too much.
  - Numbers are those of the full addresses, which the privacy setting of the PBX does not mask.
"""

EXAMPLES = r"""
- name: The calls of the last 24 hours
  sipxcom.pbx.sipx_cdr_info:
  register: today

- name: Emergency calls of a month
  sipxcom.pbx.sipx_cdr_info:
    begin: "2026-03-01T00:00:00-05:00"
    end: "2026-03-31T23:59:59-05:00"
    callee: "911"

- name: The last ten calls of a user that failed
  sipxcom.pbx.sipx_cdr_info:
    begin: now-7d
    user: superadmin
    termination: [failed]
    order: newest_first
    limit: 10

- name: Who is talking now
  sipxcom.pbx.sipx_cdr_info:
    calls: active
"""

RETURN = r"""
calls:
  description: The calls, in the order of O(order).
  returned: success
  type: list
  elements: dict
  contains:
    call_id:
      description: The SIP Call-ID; null for a call in progress.
      type: str
    start:
      description: When it began, in UTC.
      type: str
    duration:
      description: How long the parties were connected, in seconds; so far, for a call in progress.
      type: int
    answered:
      description: Whether a finished call was answered.
      type: bool
    termination:
      description: How it ended, see O(termination).
      type: str
    caller:
      description: The extension or number of the caller.
      type: str
    caller_name:
      description: The name that the caller sent.
      type: str
    caller_address:
      description: The caller's whole SIP address.
      type: str
    callee:
      description: The extension or number that was dialled.
      type: str
    callee_address:
      description: The whole SIP address that was dialled.
      type: str
    recipient:
      description: The extension or number that answered.
      type: str
  sample:
    - call_id: b7f1@192.0.2.40
      start: "2026-03-14T10:06:00Z"
      duration: 197
      answered: true
      termination: completed
      caller: "201"
      caller_name: Ada Field
      caller_address: '"Ada Field"<sip:201@pbx.example.org>'
      callee: "202"
      callee_address: <sip:202@pbx.example.org>
      recipient: "202"
count:
  description: How many are returned.
  returned: success
  type: int
  sample: 1
complete:
  description: Whether these are all; false where O(limit) left some out.
  returned: success
  type: bool
  sample: true
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
    run_module("sipx_cdr_info")


if __name__ == "__main__":
    main()
