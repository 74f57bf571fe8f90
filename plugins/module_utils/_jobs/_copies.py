# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Copies of the PBX's files where the task runs. Private to the collection."""

from __future__ import annotations

import hashlib
import os

from .._engine.world import World
from .._resource import Values
from .._wire import BadInput, LocalFile


def absolute(option: str, path: str) -> str:
    """A relative path would mean something else on the controller than on a host."""
    if not os.path.isabs(path):
        raise BadInput(f"{option}: {path!r} is no absolute path: write where it is, such as {{{{ playbook_dir }}}}/{path}")
    return path


def copied(world: World, dest: str, content: bytes) -> tuple[Values, Values]:
    """Brings the file at C(dest) to this content, save in check mode. What is told of it before and after; equal if it had it."""
    here = world.files.local(dest)
    there = LocalFile(len(content), hashlib.sha256(content).hexdigest(), b"")
    if (here is None or here.checksum != there.checksum) and not world.checking:
        world.files.save(dest, content)
    before, after = ({} if one is None else {"dest": dest, "size": one.size, "checksum": one.checksum} for one in (here, there))
    return before, after
