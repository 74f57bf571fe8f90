# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make .venv with the tools of tests/requirements/dev.txt, and the link to this working tree (``make setup``).

Runs under any Python, before anything is installed: the standard library only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "tests" / "requirements" / "dev.txt"
STAMP = VENV / ".requirements-installed"


def run(*command: str | Path, needed: bool = True) -> bool:
    """Run a command and tell whether it worked; where a needed one fails, show all it said and stop."""
    env = {**os.environ, "UV_SYSTEM_CERTS": "1"}  # uv trusts what the system trusts, as pip does
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, check=False, env=env)
    if done.returncode and needed:
        sys.stdout.write(done.stdout + done.stderr)
        sys.exit(f"setup: failed: {' '.join(str(part) for part in command)}")
    return done.returncode == 0


def works() -> bool:
    """Tell whether .venv has a Python that starts, of the version of the Python that runs this."""
    if not PYTHON.exists():
        return False
    code = "import sys, pip; print(*sys.version_info[:2])"
    done = subprocess.run([str(PYTHON), "-c", code], capture_output=True, text=True, check=False)
    return done.returncode == 0 and done.stdout.split() == [str(part) for part in sys.version_info[:2]]


def install() -> None:
    """Install the tools: with uv in seconds; where uv cannot (a mirror that only pip knows), with pip in a minute."""
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    uv = (PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON)
    with_uv = run(*pip, "uv>=0.13,<1", needed=False) and run(*uv, "--requirement", REQUIREMENTS, needed=False)
    if not with_uv:
        run(*pip, "--requirement", REQUIREMENTS)


def main() -> None:
    """Make what is missing."""
    if tuple(sys.version_info[:2]) < (3, 11):
        sys.exit(f"setup: Python 3.11 or newer is needed, this is {sys.version.split()[0]}: make setup PYTHON=python3.11")
    began = time.monotonic()
    sys.stdout.write("setup: installing the tools into .venv (some 80 MB from PyPI the first time) ...\n")
    sys.stdout.flush()
    if not works():
        try:
            import ensurepip  # noqa: F401
        except ImportError:
            sys.exit("setup: this Python has no ensurepip; on Debian and Ubuntu: apt-get install python3-venv")
        run(sys.executable, "-m", "venv", "--clear", VENV)
    install()
    run(PYTHON, "-m", "tests.tools.layout")
    STAMP.touch()
    sys.stdout.write(f"setup: done in {time.monotonic() - began:.0f} s\n")


if __name__ == "__main__":
    main()
