# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A PBX simulator: HTTPS, logins and roles, both REST mounts, and the odd behaviour of the real server."""

from __future__ import annotations

from .simulator import Simulator

__all__ = ["Simulator"]
