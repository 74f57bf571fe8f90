# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A clean copy of the collection below build/, for tools that cannot use the working tree itself."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from tests.tools import layout

COPY = layout.BUILD / "ansible_collections" / layout.NAMESPACE / layout.NAME
OUTPUT = Path("tests/output")  # ansible-test keeps what it makes there


def tracked_files() -> list[Path]:
    """Return the files of the working tree that belong to the project, committed or not, relative to the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=layout.ROOT, capture_output=True, text=True, check=True).stdout
    names = sorted({Path(name) for name in listed.split("\0") if name})
    return [name for name in names if (layout.ROOT / name).is_file()]


def copy_collection() -> Path:
    """Bring the copy below build/ in step with the working tree; return where it is."""
    wanted = tracked_files()
    for name in wanted:
        source, copy = layout.ROOT / name, COPY / name
        if not _same(source, copy):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy)
    if not (COPY / ".git").is_dir():
        # else ansible-test would ask the working tree's git, which ignores all of build/
        subprocess.run(["git", "init", "--quiet", "--template=", str(COPY)], check=True)
    keep = set(wanted)
    for folder, _folders, files in os.walk(COPY, topdown=False):
        relative = Path(folder).relative_to(COPY)
        if relative.is_relative_to(OUTPUT) or relative.is_relative_to(".git"):
            continue
        for file in files:
            if relative / file not in keep:
                Path(folder, file).unlink()
        with contextlib.suppress(OSError):  # not empty
            Path(folder).rmdir()
    return COPY


def _same(source: Path, copy: Path) -> bool:
    try:
        there = copy.stat()
    except FileNotFoundError:
        return False
    here = source.stat()
    return (here.st_mtime_ns, here.st_size, here.st_mode) == (there.st_mtime_ns, there.st_size, there.st_mode)
