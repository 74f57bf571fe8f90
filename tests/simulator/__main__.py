# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the simulator: `python -m tests.simulator` in the repository, or `python path/to/tests/simulator` anywhere."""

from __future__ import annotations

import sys
from pathlib import Path

if __package__:
    from .cli import main
else:
    here = Path(__file__).resolve().parent
    sys.path[:] = [str(here.parents[1]), *(entry for entry in sys.path if Path(entry or ".").resolve() != here)]
    from tests.simulator.cli import main

if __name__ == "__main__":
    sys.exit(main())
