# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make this working tree importable as ``ansible_collections.sipxcom.pbx`` for every test."""

from __future__ import annotations

import os
import sys

from tests.tools import layout

sys.path.insert(0, str(layout.link_collection()))

# Playbooks that the tests start look for the collection in the same place, wherever they are started from.
os.environ["ANSIBLE_COLLECTIONS_PATH"] = str(layout.COLLECTIONS)
