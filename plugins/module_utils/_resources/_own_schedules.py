# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where a user's own call forwarding and its schedules are. Source of the facts: wire/my_calls.yml. Private to the collection."""

from __future__ import annotations

from .._wire import Call

FORWARDING = Call("GET", "/rest/my/callfwd")
#: His own, by name, then those of his groups; nothing tells which is which. (The longer path of the reference works by accident.)
SCHEDULES = Call("GET", "/rest/my/callfwdsched")
