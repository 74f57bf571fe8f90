# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Find the Pythons of this machine that really start.

A version manager puts shims on the PATH: they bear the name of every Python there is, and fail for each that is not
switched on. They confuse nox and ansible-test, so both are given the real interpreters.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

# The supported versions of ansible-core that the tests run with, by Python: the noxfile runs them, the README lists them.
MATRIX = {
    "3.10": ("2.16", "2.17"),
    "3.11": ("2.16", "2.17", "2.18", "2.19"),
    "3.12": ("2.18", "2.21"),
    "3.13": ("2.21",),
}


def search_path() -> list[str]:
    """Return the folders of PATH without those of shims, and after them the folders of the Pythons that pyenv keeps."""
    folders = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if folder]
    real = [folder for folder in folders if Path(folder).name != "shims"]
    kept = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    newest_first = sorted(kept.glob("*/bin"), key=_version_of, reverse=True)
    return list(dict.fromkeys([*real, *(str(folder) for folder in newest_first)]))


def find(version: str) -> Path | None:
    """Return the first Python of this version (such as 3.12) that starts and can make virtual environments."""
    return next((python for python in _candidates(version) if _starts(python, version)), None)


def _version_of(folder: Path) -> list[int]:
    return [int(part) for part in folder.parent.name.split(".") if part.isdigit()]


def _candidates(version: str) -> Iterator[Path]:
    for folder in search_path():
        python = Path(folder) / f"python{version}"
        if python.is_file():
            yield python


def _starts(python: Path, version: str) -> bool:
    code = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.strip() == version
