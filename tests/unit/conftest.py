# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tasks of the modules against a simulator in this process; every test begins with a fresh installation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control

from ..simulator import Simulator
from .tasks import Tasks


@pytest.fixture(scope="session")
def _simulators() -> Iterator[dict[str, Simulator]]:
    running: dict[str, Simulator] = {}
    yield running
    for pbx in running.values():
        pbx.stop()


@pytest.fixture(params=["sipxcom"])
def tasks(request: pytest.FixtureRequest, _simulators: dict[str, Simulator]) -> Iterator[Tasks]:
    """Tasks against sipXcom; C(@pytest.mark.parametrize("tasks", ["fork"], indirect=True)) takes another edition."""
    edition = request.param
    if edition not in _simulators:
        _simulators[edition] = Simulator(edition)
        _simulators[edition].start()
    pbx = _simulators[edition]
    pbx.reset()
    yield Tasks(pbx)
    _control._LINKS.clear()
