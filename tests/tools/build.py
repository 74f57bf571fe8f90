# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the collection's tarball into build/ (``make build``), from the files that git knows and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import time
from pathlib import Path

from tests.tools import layout, tree


def build() -> Path:
    """Build the tarball and return its path."""
    for old in layout.BUILD.glob(f"{layout.NAMESPACE}-{layout.NAME}-*.tar.gz"):
        old.unlink()
    galaxy = Path(sys.executable).parent / "ansible-galaxy"
    command = [str(galaxy), "collection", "build", "--force", "--output-path", str(layout.BUILD), str(tree.copy_collection())]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return next(layout.BUILD.glob(f"{layout.NAMESPACE}-{layout.NAME}-*.tar.gz"))


def main() -> None:
    """Build it and say what it holds."""
    sys.stdout.write("build: the collection's tarball\n")
    began = time.monotonic()
    tarball = build()
    with tarfile.open(tarball) as archive:
        files = sum(member.isfile() for member in archive.getmembers())
    size = tarball.stat().st_size // 1024
    sys.stdout.write(f"{tarball.relative_to(layout.ROOT)}: {files} files, {size} KiB\n")
    sys.stdout.write(f"build: done in {time.monotonic() - began:.0f} s\n")


if __name__ == "__main__":
    main()
