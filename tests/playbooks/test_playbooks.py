# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Each module's playbook, on both faces: every step as foretold, and every answer the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.playbooks import faces, runner
from tests.tools.faces import names

PLAYBOOKS = sorted(runner.HERE.glob("sipx_*.yml"))


@pytest.mark.parametrize("playbook", PLAYBOOKS, ids=lambda path: path.stem)
def test_both_faces_do_and_say_the_same(playbook: Path) -> None:
    runs = runner.run(playbook, list(runner.FACES))
    for done in runs.values():
        done.check()
    assert list(faces.differing(runs["in_process"], runs["ordinary"])) == []


def test_every_module_has_its_playbook() -> None:
    assert set(names()) <= {path.stem for path in PLAYBOOKS}
