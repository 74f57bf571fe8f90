# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run ansible-test where it wants to run: ``python -m tests.tools.ansible_test sanity [ARGUMENTS]``.

ansible-test works only inside ``ansible_collections/NAMESPACE/NAME`` and does not follow links, so the files that git
knows (and those it does not ignore) are copied below build/ first. It keeps virtual environments of its own, without
containers, in tests/output of that copy and in ~/.ansible/test.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import requests
from ansible import release as ansible_release

from tests.tools import interpreters, layout, tree

PASSED = layout.BUILD / "ansible-test.passed"
CACHE = Path("~/.ansible/test/cache").expanduser()

GET_PIP = '''\
"""Install pip {version} from the wheel beside this file, as the official get-pip script does from within itself."""

from __future__ import annotations

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "{wheel}"))

from pip._internal.cli.main import main

arguments = ["install", "--disable-pip-version-check", "--no-cache-dir", "--no-index", "--find-links", HERE]
sys.exit(main([*arguments, "pip=={version}"]))
'''


def pip_version() -> str:
    """Return the version of pip that this ansible-test puts into the environments it makes."""
    from ansible_test._internal import python_requirements
    from ansible_test._internal.host_configs import NativePythonConfig

    python = NativePythonConfig(version=f"{sys.version_info[0]}.{sys.version_info[1]}", path=sys.executable)
    return str(python_requirements.get_venv_packages(python)["pip"])


def prepare_pip() -> None:
    """Make sure that ansible-test finds a script that installs pip.

    It fetches one from a host of the Ansible project. Where only a package index can be reached, a script with the same
    effect is put where ansible-test looks first, with the wheel of that pip from the index.
    """
    version = pip_version()
    name = f"get_pip_{version.replace('.', '_')}.py"
    script = CACHE / name
    if script.exists():
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    content = _official_get_pip(version)
    if content is None:
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(CACHE), f"pip=={version}"]
        subprocess.run(download, check=True)
        content = GET_PIP.format(version=version, wheel=next(CACHE.glob(f"pip-{version}-*.whl")).name)
    finished = script.with_suffix(f".{os.getpid()}")
    finished.write_text(content, encoding="utf-8")
    finished.replace(script)


def _official_get_pip(version: str) -> str | None:
    url = f"https://ci-files.testing.ansible.com/ansible-test/get-pip-{version}.py"
    try:
        answer = requests.get(url, timeout=5)
    except requests.RequestException:
        return None
    return answer.text if answer.status_code == 200 and "base64" in answer.text else None


def fingerprint(arguments: list[str]) -> str:
    """Return a text that changes with any file of the project, the tools, or what is asked for."""
    state = hashlib.sha256(repr((arguments, sys.version, ansible_release.__version__)).encode())
    for name in tree.tracked_files():
        content = (layout.ROOT / name).read_bytes()
        state.update(f"{name} {len(content)} ".encode())
        state.update(content)
    return state.hexdigest()


def main(arguments: list[str]) -> int:
    """Run ansible-test with these arguments in the copy, in virtual environments with the Python that runs this.

    A run that passed is not repeated while no file has changed: like a target of make, it is up to date.
    """
    now = fingerprint(arguments)
    if PASSED.exists() and PASSED.read_text(encoding="utf-8") == now:
        sys.stdout.write(f"ansible-test {arguments[0]}: passed before, and no file has changed since\n")
        return 0
    copy = tree.copy_collection()
    prepare_pip()
    here = Path(sys.executable).parent
    env = {**os.environ, "PATH": os.pathsep.join([str(here), *interpreters.search_path()])}
    env.pop("ANSIBLE_COLLECTIONS_PATH", None)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    command = [str(here / "ansible-test"), arguments[0], "--venv", "--python", version, "--color", "no", *arguments[1:]]
    code = subprocess.run(command, cwd=copy, env=env, check=False).returncode
    if code == 0:
        PASSED.write_text(now, encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["sanity"]))
