# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The in-process face of all modules of the collection (routed here by meta/runtime.yml)."""

from __future__ import annotations

import typing as t

from ansible.constants import config
from ansible.errors import AnsibleError
from ansible.plugins.action import ActionBase

from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control

COLLECTION = "sipxcom.pbx"


class ActionModule(ActionBase):
    """Runs the task in this worker where that is possible, else as an ordinary module on its host."""

    _supports_check_mode = True
    _supports_async = True

    def run(self, tmp: str | None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        result = super().run(tmp, task_vars)
        module = self._task.action.rpartition(".")[2]
        run_async = bool(self._task.async_val)
        if not _control.can_run_here(self._connection.transport, bool(self._play_context.become), run_async):
            name = f"{COLLECTION}.{module}"
            return {**result, **self._execute_module(module_name=name, task_vars=task_vars, wrap_async=run_async)}
        environment: dict[str, str] = {}
        self._compute_environment_string(environment)
        done = _control.run(
            module, self._task.args, _control.plain(environment), check=bool(self._task.check_mode), diff=bool(self._task.diff)
        )
        if not _invocation_is_shown(task_vars):
            done.pop("invocation", None)
        return {**result, **done}


def _invocation_is_shown(task_vars: dict[str, t.Any] | None) -> bool:
    """Whether modules give back their options: always, until ansible-core 2.21 made it a choice."""
    try:
        return bool(config.get_config_value("INJECT_INVOCATION", variables=task_vars))
    except AnsibleError:  # an older ansible-core knows no such choice
        return True
