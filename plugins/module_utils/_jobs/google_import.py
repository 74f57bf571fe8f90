# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The contacts of a Google account, brought into the own private phone book: sipx_google_import. Private to the collection.

Source of the facts: wire/my_phonebook.yml, google_import. An action: the PBX asks Google, and tells nothing of what came.
"""

from __future__ import annotations

from .._engine.world import World
from .._wire import BadInput, Call, XStreamJson
from ._base import Job, Params, Report, hiding


def job() -> Job:
    return Job(
        spec={
            "account": {"type": "str", "required": True},
            "account_password": {"type": "str", "required": True, "no_log": True},
        },
        work=_work,
        **hiding("account_password"),
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    account, password = params["account"].strip(), params["account_password"]
    for name, value in (("account", account), ("account_password", password)):
        if not value:
            raise BadInput(f"{name} is empty: the PBX logs in to Google with the name and the password of an account")
    if not world.checking:
        world.begin()
        credentials = XStreamJson("credentials", {"account": account, "password": password})
        world.send(Call("POST", "/rest/my/phonebook/googleImport", body=credentials))
        world.forget()
    return Report(True, {"google_import": {"user": params["username"], "account": account}})
