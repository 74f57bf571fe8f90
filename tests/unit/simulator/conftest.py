# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One simulator per edition for the whole run; every test begins with a fresh installation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ...simulator import Simulator
from .clients import Client
from .records import user


@pytest.fixture(scope="session")
def _sipxcom() -> Iterator[Simulator]:
    with Simulator("sipxcom") as pbx:
        yield pbx


@pytest.fixture(scope="session")
def _fork() -> Iterator[Simulator]:
    with Simulator("fork") as pbx:
        yield pbx


@pytest.fixture(scope="session")
def _uniteme() -> Iterator[Simulator]:
    with Simulator("uniteme") as pbx:
        yield pbx


def _fresh(pbx: Simulator) -> Iterator[Client]:
    pbx.reset()
    pbx.read_only = False
    client = Client(pbx)
    yield client
    client.close()
    assert pbx.crashes == []


@pytest.fixture
def pbx(_sipxcom: Simulator, client: Client) -> Simulator:
    """The simulator behind `client`."""
    return _sipxcom


@pytest.fixture
def client(_sipxcom: Simulator) -> Iterator[Client]:
    """An administrator's session with the public server."""
    yield from _fresh(_sipxcom)


@pytest.fixture
def fork(_fork: Simulator) -> Iterator[Client]:
    """An administrator's session with the fork."""
    yield from _fresh(_fork)


@pytest.fixture
def uniteme(_uniteme: Simulator) -> Iterator[Client]:
    """An administrator's session with the commercial edition."""
    yield from _fresh(_uniteme)


@pytest.fixture
def me(client: Client) -> Iterator[Client]:
    """The session of user 412 (Kim Roe) with the public server."""
    yield from _as_kim(client)


@pytest.fixture
def fork_me(fork: Client) -> Iterator[Client]:
    """The session of user 412 (Kim Roe) with the fork."""
    yield from _as_kim(fork)


def _as_kim(client: Client) -> Iterator[Client]:
    user(client, "412", firstName="Kim", lastName="Roe", pintoken="portalpw1", sipPassword="s3cretSip")
    mine = Client(client.pbx, "412", "portalpw1")
    yield mine
    mine.close()
