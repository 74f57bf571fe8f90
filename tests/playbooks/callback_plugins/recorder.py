# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes the result of every task to the file that PLAYBOOK_RECORD names, one JSON object a line."""

from __future__ import annotations

import contextlib
import json
import os
from typing import Any

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: recorder
type: notification
short_description: records the results of tasks
description: Writes what the callbacks are shown, after censoring, to a file.
author: sipxcom.pbx contributors (@sipxcom)
version_added: 0.1.0
"""


def _odd(value: Any) -> str:
    return f"<{type(value).__name__}>"


class CallbackModule(CallbackBase):
    """One line for each task and host."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "recorder"
    CALLBACK_NEEDS_ENABLED = True

    def v2_playbook_on_start(self, playbook: Any) -> None:
        """Imports once what each task would import anew in its own fork: that is most of the time of a run."""
        with contextlib.suppress(ImportError):
            import ansible_collections.sipxcom.pbx.plugins.plugin_utils._control  # noqa: F401

    def _record(self, result: Any, status: str) -> None:
        line = {
            "play": str(getattr(result._task.play, "name", "")),
            "task": str(result._task.get_name()).rpartition(" : ")[2],
            "action": str(result._task.action),
            "host": str(result._host.get_name()),
            "status": status,
            "result": dict(result._result),
        }
        with open(os.environ["PLAYBOOK_RECORD"], "a", encoding="utf-8") as file:
            file.write(json.dumps(line, default=_odd, ensure_ascii=False) + "\n")

    def v2_runner_on_ok(self, result: Any) -> None:
        self._record(result, "ok")

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        self._record(result, "failed")

    def v2_runner_on_unreachable(self, result: Any) -> None:
        self._record(result, "unreachable")

    def v2_runner_on_skipped(self, result: Any) -> None:
        self._record(result, "skipped")
