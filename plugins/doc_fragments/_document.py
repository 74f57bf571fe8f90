# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What modules share that manage what every user has once. Private to the collection."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  user:
    description:
      - Whose it is, by user name. Left out, it is the user who is logged in with O(username).
      - For another user O(username) must be an administrator, and only the options are possible that the description says so of. The
        API has no word for whose services a call means, so the others need that user's own O(username) and O(password).
    type: str
notes:
  - An option that is left out stays as it is on the PBX. Null or an empty string clears a text.
  - Every write is read back. What the PBX accepted but did not keep is a failure that names the option.
  - Texts may have the letters of Western Europe (ISO 8859-1) only where the user changes his own; others the PBX would turn into question
    marks, so they are refused. An administrator's changes for another user take any letter.
"""
