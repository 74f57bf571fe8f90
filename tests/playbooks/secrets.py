# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What may stand in no output: secrets of the tests are made to be found.

A secret text of a playbook contains MARK, a PIN begins with PIN. Both occur in no other value.
"""

from __future__ import annotations

import re

from tests.simulator.world import ADMINISTRATOR_PASSWORD

MARK = "n0t-t0-be-seen"
PIN = "770077"
#: With -vvv Ansible itself shows the command of an ordinary module, with the environment: keyword before it.
_COMMAND = re.compile(r"(EXEC /bin/sh -c .*?\bSIPX_PASSWORD=)\S+")
_SHOWN = re.compile("|".join((re.escape(ADMINISTRATOR_PASSWORD), MARK, PIN)))


def check(text: str) -> None:
    """Raises AssertionError, with the surroundings, where a text tells a secret."""
    text = _COMMAND.sub(r"\1...", text)
    found = _SHOWN.search(text)
    if found:
        around = text[max(found.start() - 300, 0) : found.end() + 100]
        raise AssertionError(f"a secret is shown: ...{around}...")
