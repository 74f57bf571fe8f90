# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A call that the PBX places for the user who is logged in: sipx_call. Private to the collection.

Source of the facts: wire/my_calls.yml, call. An action: every request makes telephones ring.
"""

from __future__ import annotations

import re

from .._engine.world import World
from .._wire import BadInput, Call
from ._base import Job, Params, Report

#: What the server takes out before it looks.
_PUNCTUATION = re.compile(r"[][().{}-]")
_DIALLED = re.compile(r"[A-Za-z0-9_!~*'&=+$,;?]+")


def job() -> Job:
    return Job(spec={"to": {"type": "str", "required": True}}, work=_work)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    number = _PUNCTUATION.sub("", params["to"])
    if not number.strip():
        raise BadInput("to is empty: name an extension or a telephone number")
    if not _DIALLED.fullmatch(number):
        raise BadInput(
            f"to: {params['to']!r} cannot be dialled by this call, which takes an extension or a number in the PBX's own domain:"
            " no blank, colon, @ or slash, and no other letters than A to Z"
        )
    if not world.checking:
        world.begin()
        world.send(Call("PUT", "/rest/my/call/{to:decoded}", {"to": number}))
        world.forget()
    return Report(True, {"call": {"from": params["username"], "to": number}})
