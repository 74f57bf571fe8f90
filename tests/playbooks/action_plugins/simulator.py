# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Talks to the control plane of the host's simulator, in process: what would otherwise cost an ordinary module each time.

Options, all optional: ``read_only`` (switch it on or off), ``faults`` (a list: replaces those that are set), ``records``
(by table: adds what no call of the API makes), ``forget`` (false keeps the recorded requests). The result has what was
asked of the PBX since the requests were last forgotten: ``requests`` and ``writes`` as "METHOD path" texts, ``statuses``,
``users``, ``sessions`` (over how many connections) and ``connections`` (how many there have been in all, also for this).
The host variable ``simulator`` says where it is: ``{url: ..., ca_path: ...}``.
"""

from __future__ import annotations

from typing import Any

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

from tests.playbooks.control_plane import steer


class ActionModule(ActionBase):
    """Never changes anything that a playbook is about, so it works in check mode too."""

    _supports_check_mode = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result = super().run(tmp, task_vars)
        place = self._templar.template((task_vars or {})["simulator"])
        try:
            return {**result, "changed": False, **steer(place, self._task.args)}
        except OSError as problem:
            raise AnsibleActionFail(str(problem)) from problem
