# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The attributes that modules promise. Private to the collection."""

from __future__ import annotations


class ModuleDocFragment:
    # What every module of the collection has
    DOCUMENTATION = r"""
options: {}
attributes:
  action_group:
    description: The modules of this group take C(module_defaults) together.
    support: full
    membership:
      - sipxcom.pbx.sipx
  async:
    description: Supports being run with C(async).
    support: full
  delegation:
    description: Can be used with C(delegate_to).
    support: full
  platform:
    description: Where the module runs.
    support: full
    platforms: posix
"""

    # A module that brings the PBX to a state
    STATE = r"""
options: {}
attributes:
  check_mode:
    description: Can run in C(check_mode) and say what it would change, without changing anything.
    support: full
  diff_mode:
    description: Says what changes, or would change, when run with C(--diff).
    support: full
  idempotent:
    description: When run again with the same options, it changes nothing.
    support: full
"""

    # A module that only reads
    INFO = r"""
options: {}
attributes:
  check_mode:
    description: Can run in C(check_mode); it never changes anything.
    support: full
  diff_mode:
    description: Says what changes when run with C(--diff).
    support: N/A
    details: Nothing is ever changed.
  idempotent:
    description: When run again with the same options, it changes nothing.
    support: full
"""
