# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A PBX to talk to, fresh for every test, and sessions with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._client import session, settings
from tests.simulator import Simulator

Connect = Callable[..., session.Session]


@pytest.fixture(scope="session")
def _simulator() -> Iterator[Simulator]:
    with Simulator() as pbx:
        yield pbx


@pytest.fixture
def pbx(_simulator: Simulator) -> Simulator:
    _simulator.reset()
    _simulator.clear_faults()
    _simulator.clear_requests()
    return _simulator


@pytest.fixture
def connect(pbx: Simulator) -> Iterator[Connect]:
    """Opens a session with the PBX; options replace those of the connection."""
    opened: list[session.Session] = []

    def make(**options: Any) -> session.Session:
        given = {
            "url": pbx.url,
            "username": pbx.username,
            "password": pbx.password,
            "ca_path": pbx.ca_path,
            "timeout": 5.0,
            "deadline": 20.0,
        }
        defaults = {name: option.get("default") for name, option in settings.OPTIONS.items()}
        opened.append(session.Session(settings.from_params({**defaults, **given, **options})))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
