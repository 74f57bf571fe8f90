# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The driver of tasks, as for the resources."""

from __future__ import annotations

from ..resources.conftest import _simulators, tasks  # noqa: F401
