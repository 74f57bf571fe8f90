# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The control plane of a simulator, for the action plugins: one connection, in process."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

#: Resources whose last part is a secret: what was asked is told without it, or it would be taken for one that a module tells.
_SECRET = re.compile(r"(/my/(?:voicemail/pin/|portal/password/|conference/[^/]+/pin&)).+")


def steer(place: Mapping[str, str], args: Mapping[str, Any]) -> dict[str, Any]:
    """What was asked of the PBX; then does what C(args) say (see action_plugins/simulator.py).

    C(place) is the host variable simulator: C({url: ..., ca_path: ...}). Raises OSError where the simulator does not play along.
    """
    context = ssl.create_default_context(cafile=place["ca_path"])
    line = http.client.HTTPSConnection(urlsplit(place["url"]).netloc, timeout=20, context=context)

    def ask(method: str, path: str, data: Any = None) -> Any:
        line.request(method, f"/_simulator/{path}", None if data is None else json.dumps(data))
        answer = line.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise OSError(f"the simulator answers {method} {path} with {answer.status}: {text.decode()}")
        return json.loads(text or b"null")

    with contextlib.closing(line):
        asked = ask("GET", "requests")["requests"]
        connections = ask("GET", "connections")["connections"]
        if args.get("forget", True):
            ask("DELETE", "requests")
        if "records" in args:
            ask("POST", "records", args["records"])
        if "read_only" in args:
            ask("PUT", "read_only", {"read_only": bool(args["read_only"])})
        if "faults" in args:
            ask("DELETE", "faults")
            for fault in args["faults"]:
                ask("POST", "faults", dict(fault))
    told = [_SECRET.sub(r"\1...", f"{one['method']} {one['path']}") for one in asked]
    return {
        "requests": told,
        "writes": [text for text, one in zip(told, asked, strict=True) if one["writes"]],
        "statuses": [one["status"] for one in asked],
        "sessions": len({one["connection"] for one in asked}),
        "users": sorted({one["username"] for one in asked if one["username"]}),
        "connections": connections,
    }
