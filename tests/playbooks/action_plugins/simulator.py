# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Talks to the control plane of the host's simulator, in process: what would otherwise cost an ordinary module each time.

Options, all optional: ``read_only`` (switch it on or off), ``faults`` (a list: replaces those that are set),
``forget`` (false keeps the recorded requests). The result has what was asked of the PBX since the requests were
last forgotten: ``requests`` and ``writes`` as "METHOD path" texts, ``statuses``, and ``connections`` (in all).
The host variable ``simulator`` says where it is: ``{url: ..., ca_path: ...}``.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import ssl
from typing import Any
from urllib.parse import urlsplit

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

_READS = ("GET", "HEAD")


class ActionModule(ActionBase):
    """Never changes anything that a playbook is about, so it works in check mode too."""

    _supports_check_mode = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result = super().run(tmp, task_vars)
        place = self._templar.template((task_vars or {})["simulator"])
        args = self._task.args

        at = urlsplit(place["url"])
        line = http.client.HTTPSConnection(at.netloc, timeout=20, context=ssl.create_default_context(cafile=place["ca_path"]))

        def ask(method: str, path: str, data: Any = None) -> Any:
            line.request(method, f"/_simulator/{path}", None if data is None else json.dumps(data))
            answer = line.getresponse()
            text = answer.read()
            if answer.status != 200:
                raise AnsibleActionFail(f"the simulator answers {method} {path} with {answer.status}: {text.decode()}")
            return json.loads(text or b"null")

        with contextlib.closing(line):
            asked = ask("GET", "requests")["requests"]
            connections = ask("GET", "connections")["connections"]
            if args.get("forget", True):
                ask("DELETE", "requests")
            if "read_only" in args:
                ask("PUT", "read_only", {"read_only": bool(args["read_only"])})
            if "faults" in args:
                ask("DELETE", "faults")
                for fault in args["faults"]:
                    ask("POST", "faults", dict(fault))
        told = [f"{one['method']} {one['path']}" for one in asked]
        return {
            **result,
            "changed": False,
            "requests": told,
            "writes": [text for text, one in zip(told, asked) if one["method"] not in _READS],
            "statuses": [one["status"] for one in asked],
            "users": sorted({one["username"] for one in asked if one["username"]}),
            "connections": connections,
        }
