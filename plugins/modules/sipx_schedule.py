# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_schedule
short_description: Manage the schedules of a sipXcom PBX
version_added: 0.1.0
description:
  - Creates, changes and deletes schedules. A schedule is a list of periods of the week.
  - A general schedule (without O(user) and O(user_group)) is for dial rules; see M(sipxcom.pbx.sipx_dial_rule). That of a user or user
    group is for call forwarding.
  - The PBX checks none of the times. This module refuses a stop before the start, periods that overlap, and a schedule without periods.
  - To list the schedules of a user or user group with M(sipxcom.pbx.sipx_info), name it in the filter. Without it the general ones are
    listed.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  name:
    description:
      - The name of the schedule. Upper and lower case differ.
      - It is unique among the general schedules, among those of one user, and among those of one user group.
    type: str
    required: true
  old_name:
    description:
      - The name that the schedule may still have. If the same owner has a schedule of this name and none named O(name), it is renamed.
      - Safe to repeat. That both exist is an error.
    type: str
  user:
    description:
      - The user name of the owner, for a personal schedule. Times are those of the user's own time zone.
      - A schedule never changes its owner; with another owner it is another schedule.
    type: str
  user_group:
    description: The name of the user group that owns the schedule, for its members. Not together with O(user).
    type: str
  description:
    description: What people should know about the schedule.
    type: str
  periods:
    description:
      - All periods of the schedule; what is not listed is removed. A new schedule needs at least one. Their order does not matter.
      - Times are those of the clock on the wall of the PBX (of the user, in a personal schedule), summer and winter alike.
    type: list
    elements: dict
    suboptions:
      day:
        description: A day or several. V(weekdays) is Monday to Friday, V(weekend) is Saturday and Sunday.
        type: str
        required: true
        choices: [monday, tuesday, wednesday, thursday, friday, saturday, sunday, weekdays, weekend, every_day]
      start:
        description: Hours and minutes in quotes, such as V("08:00").
        type: str
        required: true
      stop:
        description: Hours and minutes in quotes, later than O(periods[].start). The end of a day is V("23:59").
        type: str
        required: true
  force:
    description:
      - Delete a general schedule although dial rules use it.
      - The PBX silently takes it out of them, and they work at all times from then on.
    type: bool
    default: false
seealso:
  - module: sipxcom.pbx.sipx_dial_rule
"""

EXAMPLES = r"""
- name: Office hours
  sipxcom.pbx.sipx_schedule:
    name: office
    periods:
      - {day: weekdays, start: "08:00", stop: "12:00"}
      - {day: weekdays, start: "13:00", stop: "17:30"}

- name: A dial rule that works in office hours only
  sipxcom.pbx.sipx_dial_rule:
    name: International
    schedule: office

- name: When the calls of one user are forwarded
  sipxcom.pbx.sipx_schedule:
    name: evenings
    user: "201"
    periods:
      - {day: every_day, start: "18:00", stop: "23:59"}

- name: A schedule for all who work at night
  sipxcom.pbx.sipx_schedule:
    name: asleep
    user_group: night-shift
    description: Do not call them now
    periods:
      - {day: every_day, start: "07:00", stop: "15:00"}

- name: The schedules of that group
  sipxcom.pbx.sipx_info:
    kind: schedule
    filter:
      user_group: night-shift

- name: One that is not used any more
  sipxcom.pbx.sipx_schedule:
    name: evenings
    user: "202"
    state: absent
"""

RETURN = r"""
schedule:
  description: The schedule as the PBX has it after the task (in check mode, as it would be); null when it is absent.
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
    user:
      description: See O(user); null where it is not of a user.
      type: str
    user_group:
      description: See O(user_group); null where it is not of a user group.
      type: str
    description:
      description: See O(description).
      type: str
    periods:
      description: See O(periods). Sorted by day and start.
      type: list
      elements: dict
  sample:
    id: 41
    name: office
    user:
    user_group:
    description:
    periods:
      - {day: weekdays, start: "08:00", stop: "12:00"}
      - {day: weekdays, start: "13:00", stop: "17:30"}
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "schedule 'office'"
    method:
    path:
    status:
    server_message: ""
    details: {dial_rules: [International]}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_schedule")


if __name__ == "__main__":
    main()
