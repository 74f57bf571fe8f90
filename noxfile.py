# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The matrix of supported ansible-core versions (``make matrix``); it never runs in continuous integration by default.

One session for each pair of Python and ansible-core runs the unit tests and the playbook tests. A pair whose Python is
not on this machine is skipped, and the summary says so. ``nox --list`` shows the sessions, ``nox -s tests-3.12-2.18`` runs one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nox

sys.path.insert(0, str(Path(__file__).parent))

from tests.tools import interpreters

nox.options.default_venv_backend = "uv|venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.stop_on_first_error = False

nox.options.sessions = [f"tests-{python}-{core}" for python, cores in interpreters.MATRIX.items() for core in cores]


def add_session(python: str, core: str) -> None:
    """Declare the session of one pair."""
    interpreter = interpreters.find(python)

    def tests(session: nox.Session) -> None:
        if interpreter is None:
            session.skip(f"Python {python} is not on this machine")
        session.install("--quiet", f"ansible-core~={core}.0", "--requirement", "tests/requirements/runtime.txt")
        folders = session.posargs or ["tests/unit", "tests/playbooks"]
        # no Python of .venv or of a version manager's shims: only that of the session, then the system's
        path = os.pathsep.join([session.bin, *(part for part in interpreters.search_path() if ".venv" not in part)])
        session.run("python", "-m", "pytest", "-q", *folders, env={"PATH": path, "ANSIBLE_FORCE_COLOR": "0"})

    tests.__doc__ = f"Unit and playbook tests on Python {python} with ansible-core {core}."
    # a session without an interpreter needs no environment: it only says that it is skipped
    nox.session(name=f"tests-{python}-{core}", python=False if interpreter is None else str(interpreter))(tests)


for _python, _cores in interpreters.MATRIX.items():
    for _core in _cores:
        add_session(_python, _core)


@nox.session
def importer(session: nox.Session) -> None:
    """Build the tarball and let Ansible Galaxy's importer look at it (before a release)."""
    session.install("--quiet", "galaxy-importer>=0.4.44,<0.5", "--requirement", "tests/requirements/runtime.txt")
    session.run("python", "-m", "tests.tools.build")
    tarball = next(Path("build").resolve().glob("sipxcom-pbx-*.tar.gz"))
    folder = Path(session.create_tmp()).resolve()
    config = folder / "galaxy-importer.cfg"
    config.write_text("[galaxy-importer]\nRUN_ANSIBLE_TEST = False\n", encoding="utf-8")
    session.chdir(folder)  # it writes its result where it runs
    session.run("python", "-m", "galaxy_importer.main", str(tarball), env={"GALAXY_IMPORTER_CONFIG": str(config)})
