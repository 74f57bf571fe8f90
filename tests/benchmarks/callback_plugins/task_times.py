# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes how long each task took, in seconds, to the JSON file named by BENCH_TIMES."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: task_times
type: aggregate
short_description: Times of tasks, for the benchmarks
description: [Measures the wall time from the start of each named task to its end.]
"""


class CallbackModule(CallbackBase):
    """The clock stands in the controller, so that every kind of task is measured alike."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "task_times"

    def __init__(self) -> None:
        super().__init__()
        self._times: dict[str, float] = {}
        self._began: tuple[str, float] | None = None

    def v2_playbook_on_task_start(self, task: Any, is_conditional: bool) -> None:
        self._close()
        self._began = (task.get_name(), time.perf_counter())

    def v2_playbook_on_stats(self, stats: Any) -> None:
        self._close()
        Path(os.environ["BENCH_TIMES"]).write_text(json.dumps(self._times), encoding="utf-8")

    def _close(self) -> None:
        if self._began:
            name, began = self._began
            self._times[name] = time.perf_counter() - began
