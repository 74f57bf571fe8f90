# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Task keywords do what they do for any module (keywords/*.yml), on both faces, and no run tells a secret.

Nothing leads these runs to a PBX but what stands in the playbooks. Hosts: pbx, pbx2 and pbx3 run in process, far as an
ordinary module; each has a simulator of its own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ansible.parsing.vault import VaultLib, VaultSecret

from tests.playbooks import runner, secrets
from tests.simulator import Simulator
from tests.simulator.world import ADMINISTRATOR_PASSWORD

HERE = runner.HERE / "keywords"
#: Not a file: ansible-lint wants no playbook to use the keyword collections.
SHORT_NAMES = """
- name: Short names
  hosts: pbx:far
  gather_facts: false
  collections: [sipxcom.pbx]
  module_defaults:
    group/sipxcom.pbx.sipx:
      url: "{{ simulator.url }}"
      username: "{{ simulator.username }}"
      password: "{{ simulator.password }}"
      ca_path: "{{ simulator.ca_path }}"
  tasks:
    - name: Forget
      simulator:

    - name: A short name is the same module, on the same face
      sipx_branch:
        name: "short-{{ inventory_hostname }}-{{ item }}"
      loop: [one, two, three]
      register: short
      failed_when: not short.changed

    - name: What was asked
      simulator:
      register: asked
      throttle: 1

    - name: One session in process
      ansible.builtin.assert:
        that: asked.sessions == 1
      when: ansible_connection == 'local'
"""
Pbxs = dict[str, Simulator]
Play = Callable[..., runner.Run]


@pytest.fixture(scope="module")
def _pbxs() -> Iterator[Pbxs]:
    with contextlib.ExitStack() as stack:
        yield {name: stack.enter_context(Simulator()) for name in ("pbx", "pbx2", "pbx3", "far")}


@pytest.fixture
def pbxs(_pbxs: Pbxs) -> Pbxs:
    for pbx in _pbxs.values():
        pbx.reset()
    return _pbxs


@pytest.fixture
def play(pbxs: Pbxs) -> Play:
    """Runs one of the playbooks and checks that it went well and told no secret."""

    def run(name: str, *arguments: str, limit: str = "all") -> runner.Run:
        hosts = {host: runner.host(pbx, "ordinary" if host == "far" else "in_process") for host, pbx in pbxs.items()}
        done = runner.play(HERE / name, hosts, arguments=["--limit", f"{limit},localhost", *arguments])
        done.crashes = [crash for pbx in pbxs.values() for crash in pbx.crashes]
        done.check()
        return done

    return run


def branches(pbx: Simulator) -> set[str]:
    """The names of the branches that a simulator has."""
    return {row["name"] for row in pbx.state()["tables"].get("branches", {}).values()}


def test_environment(play: Play, pbxs: Pbxs) -> None:
    play("environment.yml")
    for host in ("pbx", "far"):
        assert branches(pbxs[host]) == {f"env-{host}", f"env-{host}-one", f"env-{host}-two"}


def test_module_defaults(play: Play) -> None:
    play("defaults.yml")


def test_short_names(play: Play, tmp_path: Path) -> None:
    playbook = tmp_path / "short_names.yml"
    playbook.write_text(SHORT_NAMES, encoding="utf-8")
    play(str(playbook))


@pytest.mark.parametrize("host", ["pbx", "far"])
def test_delegation_become_and_async_choose_the_face(host: str, play: Play) -> None:
    play("where.yml", "-e", f"only={host}")


@pytest.mark.parametrize("arguments", [(), ("--check",), ("--diff",), ("--check", "--diff")], ids=" ".join)
def test_check_mode_and_diff(arguments: tuple[str, ...], play: Play) -> None:
    done = play("check.yml", *arguments)
    for line in done.lines:
        if line.task == "As the run is":
            assert ("diff" in line.result) is ("--diff" in arguments)


def test_steering(play: Play, pbxs: Pbxs) -> None:
    done = play("steering.yml")
    assert "(item=label floor1)" in done.output
    assert "tagged" not in branches(pbxs["pbx"])
    assert "handled" in branches(pbxs["pbx"])


def test_tags(play: Play, pbxs: Pbxs) -> None:
    play("steering.yml", "--tags", "special")
    assert branches(pbxs["pbx"]) == {"tagged"}


@pytest.mark.parametrize("strategy", ["linear", "free"])
def test_several_hosts(strategy: str, play: Play) -> None:
    play("hosts.yml", "--forks", "3", "-e", f"how={strategy}")


def test_secrets(play: Play, tmp_path: Path) -> None:
    key = tmp_path / "vault-password"
    key.write_text("a vault password", encoding="utf-8")
    vault = VaultLib([("default", VaultSecret(b"a vault password"))])
    text = vault.encrypt(ADMINISTRATOR_PASSWORD, vault_id="default").decode()
    variables = tmp_path / "secrets.yml"
    vaulted = "\n".join(f"  {line}" for line in text.splitlines())
    users = f'looped_users: [{{user_name: "4129", sip_password: {secrets.MARK}-looped}}]\n'
    variables.write_text(f"---\nvaulted_password: !vault |\n{vaulted}\n{users}", encoding="utf-8")
    done = play("secrecy.yml", "-e", f"@{variables}", "--vault-password-file", str(key))
    censored = [line for line in done.lines if line.task.startswith("Censored")]
    assert len(censored) == 4
    assert all("censored" in line.result for line in censored)


def test_a_shown_secret_would_be_found() -> None:
    for text in (f"x{ADMINISTRATOR_PASSWORD}y", f"{secrets.MARK}-sip", f'"{secrets.PIN}1"'):
        with pytest.raises(AssertionError, match="a secret is shown"):
            secrets.check(f"some output {text} and more")
