# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A host that is not the controller, for tests: the local connection under another name.

The collection's action plugin runs tasks in process only where the connection is ``local``. With
``ansible_connection: elsewhere`` it hands over to the ordinary module, which then runs on this very machine.
"""

from __future__ import annotations

from typing import Any

from ansible.plugins.connection.local import Connection as Local

DOCUMENTATION = """
name: elsewhere
short_description: the local connection under another name
description: Behaves as the local connection, but is not called so.
author: sipxcom.pbx contributors (@sipxcom)
version_added: 0.1.0
extends_documentation_fragment:
  - connection_pipelining
options:
  become_success_timeout:
    description: As in the local connection.
    type: int
    default: 10
  become_strip_preamble:
    description: As in the local connection.
    type: bool
    default: true
"""

#: What -vvv prints for each command that an ordinary module costs; runner.py looks for it.
MARK = "ELSEWHERE EXEC"


class Connection(Local):
    """Says in the output of -vvv whenever a command is run."""

    transport = "elsewhere"

    def exec_command(self, cmd: str, in_data: bytes | None = None, sudoable: bool = True) -> Any:
        from ansible.utils.display import Display

        Display().vvv(MARK, host=self._play_context.remote_addr)
        return super().exec_command(cmd, in_data=in_data, sudoable=sudoable)
