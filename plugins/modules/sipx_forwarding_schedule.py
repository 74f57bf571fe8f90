#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_forwarding_schedule
short_description: Manage the schedules of one's own call forwarding
version_added: 0.1.0
description:
  - Creates, changes and deletes the schedules that say when the rings of M(sipxcom.pbx.sipx_call_forwarding) apply.
  - They are those of the user who is logged in with O(username). An administrator manages those of others with
    M(sipxcom.pbx.sipx_schedule).
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  name:
    description: The name of the schedule, unique among those of the user. Upper and lower case differ.
    type: str
    required: true
  old_name:
    description:
      - The name that the schedule may still have. If there is one of this name and none named O(name), it is renamed.
      - Safe to repeat. That both exist is an error.
    type: str
  description:
    description: What people should know about the schedule.
    type: str
  periods:
    description:
      - When it applies. It is the whole list; order does not matter. A new schedule needs at least one period.
      - Periods must not overlap. Times are those of the user's time zone.
    type: list
    elements: dict
    suboptions:
      day:
        description: A day, or several.
        type: str
        required: true
        choices: [monday, tuesday, wednesday, thursday, friday, saturday, sunday, weekdays, weekend, every_day]
      start:
        description: When it begins, hours and minutes in quotes, such as V('08:30').
        type: str
        required: true
      stop:
        description: When it ends, later on the same day. The end of a day is V('23:59').
        type: str
        required: true
  force:
    description:
      - Change or delete the schedule although it may belong to a group of the user. The user's own calls do not tell, and the change would
        hold for all members. A user who is in no group does not need it.
      - Also, delete it although rings use it. They would ring at all times.
    type: bool
    default: false
seealso:
  - module: sipxcom.pbx.sipx_call_forwarding
"""

EXAMPLES = r"""
- name: Office hours
  sipxcom.pbx.sipx_forwarding_schedule:
    name: Office hours
    periods:
      - day: weekdays
        start: "08:30"
        stop: "17:00"
      - day: saturday
        start: "09:00"
        stop: "12:00"

- name: Forward to a colleague meanwhile
  sipxcom.pbx.sipx_call_forwarding:
    rings:
      - number: "412"
        ring_time: 30
        schedule: Office hours

- name: A schedule that is not used any more
  sipxcom.pbx.sipx_forwarding_schedule:
    name: Evenings
    state: absent
"""

RETURN = r"""
forwarding_schedule:
  description:
    - The schedule as the PBX has it after the task (in check mode, as it would be); null when it is absent.
  returned: success
  type: dict
  contains:
    id:
      description: The id that the PBX gave it.
      type: int
      returned: when it exists
    name:
      description: See O(name).
      type: str
    description:
      description: See O(description).
      type: str
    periods:
      description: See O(periods). By day, Monday first, and start.
      type: list
      elements: dict
  sample:
    id: 31
    name: Office hours
    description:
    periods:
      - day: weekdays
        start: "08:30"
        stop: "17:00"
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "forwarding schedule 'Office hours'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_forwarding_schedule")


if __name__ == "__main__":
    main()
