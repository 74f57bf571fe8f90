# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where things are, and the link that lets Ansible and Python find this working tree as a collection.

``python -m tests.tools.layout`` makes the link (``make setup`` does it).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COLLECTIONS = ROOT / ".ansible" / "collections"
BUILD = ROOT / "build"
NAMESPACE = "sipxcom"
NAME = "pbx"


def link_collection() -> Path:
    """Make ``.ansible/collections/ansible_collections/sipxcom/pbx`` point to the working tree; return the collections path."""
    link = COLLECTIONS / "ansible_collections" / NAMESPACE / NAME
    target = os.path.relpath(ROOT, link.parent)
    if not (link.is_symlink() and os.readlink(link) == target):
        link.parent.mkdir(parents=True, exist_ok=True)
        if link.is_symlink():
            link.unlink()
        try:
            link.symlink_to(target)
        except FileExistsError:  # another test process made it in the meantime
            if not link.is_symlink():
                raise
    return COLLECTIONS


if __name__ == "__main__":
    sys.stdout.write(f"{link_collection()}\n")
