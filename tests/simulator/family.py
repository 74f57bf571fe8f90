# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a family of resources brings to the simulator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .api_engine import ApiRoute
from .editions import Edition
from .rest_engine import RestRoute
from .world import World


@dataclass(frozen=True)
class Family:
    """Routes of both mounts, the records of a fresh installation, and the editions that have it."""

    name: str
    rest: tuple[RestRoute, ...] = ()
    api: tuple[ApiRoute, ...] = ()
    seed: Callable[[World], None] | None = None
    only: Callable[[Edition], bool] = lambda edition: True
