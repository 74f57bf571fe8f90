# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options that all records share. Private to the collection."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  state:
    description:
      - V(present) creates the record, or changes what differs. What the task leaves out stays as it is on the PBX.
      - V(absent) deletes it. If it is not there, nothing happens.
    type: str
    choices: [present, absent]
    default: present
  must_exist:
    description:
      - Whether the record must be there already. If it is not, the task fails and names the nearest ones, instead of creating it.
      - For tasks that change what somebody else has made, where a misspelt name should not make a new record.
    type: bool
    default: false
notes:
  - An option that is left out and an option that is null (or an empty string) differ. What is left out stays as it is; null clears it.
  - Every write is read back. What the PBX accepted but did not keep is a failure that names the option.
"""
