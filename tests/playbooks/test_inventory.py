# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory plugin, run by ansible-inventory against simulators."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.playbooks import runner, secrets
from tests.simulator import Simulator

FOR_EVER = 4102444800000
PHONE: dict[str, Any] = {"deviceVersion": None, "model": "polycom331", "settings": {}}


def registration(name: str, host: str, serial: str | None = None, **values: Any) -> dict[str, Any]:
    return {
        "expires": FOR_EVER,
        "identity": f"{name}@voice.test",
        "contact": f"<sip:{name}@{host}:5060>",
        "instrument": serial,
        "regCallId": f"{name}-{host}",
        "primary": "192.0.2.10",
        **values,
    }


def fill(pbx: Simulator) -> None:
    """Two phones of a user in a branch, one of nobody, a soft phone; secrets where a PBX has them."""
    pbx.reset()
    user: dict[str, Any] = {
        "firstName": "A",
        "lastName": "B",
        "voicemailPin": None,
        "enabled": True,
        "aliases": [],
        "branch": None,
        "settings": {},
    }
    secret = {"pintoken": f"{secrets.MARK}-portal", "sipPassword": f"{secrets.MARK}-sip"}
    pbx.add(
        branches=[{"name": "floor 1", "description": None, "address": {}, "phoneNumber": None, "faxNumber": None, "timeZone": None}],
        groups=[
            {"resource": "user", "name": "staff", "description": None, "weight": 3, "branch": 3, "settings": {}},
            {"resource": "phone", "name": "lobby", "description": None, "weight": 4, "branch": None, "settings": {}},
        ],
        users=[{**user, **secret, "userName": "201", "groups": [12]}],
    )
    line = {"id": 2077, "user": 37, "settings": {}}
    pbx.add(
        phones=[
            {**PHONE, "serialNo": "0004f2000001", "description": "{{ 7 * 7 }}", "lines": [line], "groups": [13]},
            {**PHONE, "serialNo": "0004f2000002", "description": None, "lines": [], "groups": []},
        ],
        registrations=[
            registration("201", "198.51.100.1", "0004f2000001"),
            registration("201", "-oProxyCommand=x", None, contact="<sip:201@-oProxyCommand=x>"),
        ],
    )


@pytest.fixture
def pbx(pbxs: list[Simulator]) -> Simulator:
    return pbxs[0]


@pytest.fixture(scope="module")
def pbxs() -> Iterator[list[Simulator]]:
    with Simulator() as north, Simulator("fork") as south:
        for one in (north, south):
            fill(one)
        yield [north, south]
        assert north.crashes == south.crashes == []


def run(folder: Path, pbx: Simulator | None, text: str, *arguments: str, fails: bool = False) -> tuple[dict[str, Any], str]:
    """What ansible-inventory lists for a file with this text, and what it says beside."""
    done = command(folder, pbx, text, "ansible-inventory", "--list", *arguments, fails=fails)
    return {} if fails else json.loads(done.stdout, object_hook=plain), " ".join(done.stderr.split())


def command(
    folder: Path, pbx: Simulator | None, text: str, program: str, *arguments: str, fails: bool = False
) -> subprocess.CompletedProcess[str]:
    """A command of Ansible with a file that has this text as its inventory."""
    source = folder / "office.sipx.yml"
    source.write_text(f"plugin: sipxcom.pbx.sipx\n{text}", encoding="utf-8")
    if pbx is not None:
        pbx.clear_requests()
    done = subprocess.run(
        [str(runner.BIN / program), "-i", str(source), *arguments],
        cwd=runner.HERE,
        env={**runner.environment(folder, pbx), "ANSIBLE_INVENTORY_UNPARSED_FAILED": "1", "COLUMNS": "1000"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode != 0) is fails, done.stderr
    secrets.check(done.stdout + done.stderr)
    return done


def plain(value: dict[str, Any]) -> Any:
    """Text that may not be a template is marked in the list, since ansible-core 2.19 all of it; the mark is taken off."""
    return value["__ansible_unsafe"] if set(value) == {"__ansible_unsafe"} else value


def members(listed: dict[str, Any], group: str) -> list[str]:
    return sorted(listed[group]["hosts"])


def test_phones_and_servers_with_variables_and_groups(tmp_path: Path, pbx: Simulator) -> None:
    listed, said = run(tmp_path, pbx, "", "--export")
    assert said == ""
    known = listed["_meta"]["hostvars"]
    assert sorted(known) == ["0004f2000001", "0004f2000002", "pbx1.voice.test"]
    phone = known["0004f2000001"]
    assert (phone["ansible_host"], phone["sipx_branch"], phone["sipx_users"]) == ("198.51.100.1", "floor 1", ["201"])
    assert phone["sipx_lines"] == [{"user": "201"}]
    assert phone["sipx_registrations"][0]["registrar"] == "192.0.2.10"
    assert "ansible_host" not in known["0004f2000002"]
    assert known["pbx1.voice.test"]["ansible_host"] == "192.0.2.10"
    for group, names in {
        "sipx_phones": ["0004f2000001", "0004f2000002"],
        "sipx_servers": ["pbx1.voice.test"],
        "sipx_registered": ["0004f2000001"],
        "sipx_unregistered": ["0004f2000002"],
        "sipx_phone_group_lobby": ["0004f2000001"],
        "sipx_model_polycom331": ["0004f2000001", "0004f2000002"],
        "sipx_branch_floor_1": ["0004f2000001"],
    }.items():
        assert members(listed, group) == names


def test_one_list_a_kind_however_large_the_pbx(tmp_path: Path, pbx: Simulator) -> None:
    state = pbx.state()
    pbx.add(phones=[{**PHONE, "serialNo": f"{number:012x}", "description": None, "lines": [], "groups": []} for number in range(300)])
    listed, _said = run(tmp_path, pbx, "include: [phones, registrations, servers]")
    assert len(members(listed, "sipx_phones")) == 302
    assert sorted(request.path.removeprefix("/sipxconfig") for request in pbx.requests) == [
        "/api/phones",
        "/api/registrations",
        "/api/servers",
        "/api/users",
        "/rest/user-group",
    ]
    run(tmp_path, pbx, "include: [servers]")
    assert [request.path for request in pbx.requests] == ["/sipxconfig/api/servers"]
    pbx.load(state)


def test_what_others_wrote_is_neither_template_nor_option_of_ssh(tmp_path: Path, pbx: Simulator) -> None:
    listed, _said = run(tmp_path, pbx, "include: [phones, registrations]\ncompose: {same: sipx_description}")
    phone = listed["_meta"]["hostvars"]["0004f2000001"]
    assert (phone["sipx_description"], phone["same"]) == ("{{ 7 * 7 }}", "{{ 7 * 7 }}")
    (device,) = members(listed, "sipx_registrations")
    assert listed["_meta"]["hostvars"][device]["sipx_identity"] == "201@voice.test"
    assert "ansible_host" not in listed["_meta"]["hostvars"][device]


def test_constructed_variables_groups_and_names(tmp_path: Path, pbx: Simulator) -> None:
    text = """
hostname: sipx_kind + '-' + sipx_serial
keyed_groups: [{key: sipx_model_label, prefix: label}]
groups: {lost: sipx_kind == 'phone' and not sipx_registered}
compose:
  floor: sipx_branch | default('nowhere', true)
"""
    listed, _said = run(tmp_path, pbx, text)
    assert members(listed, "lost") == ["phone-0004f2000002"]
    assert members(listed, "label_Polycom_SoundPoint_IP_331") == ["phone-0004f2000001", "phone-0004f2000002"]
    assert listed["_meta"]["hostvars"]["phone-0004f2000002"]["floor"] == "nowhere"
    assert members(listed, "sipx_servers") == ["pbx1.voice.test"]
    _none, said = run(tmp_path, pbx, text + "strict: true\n", fails=True)
    assert "hostname: \"sipx_kind + '-' + sipx_serial\" has no value for pbx1.voice.test" in said


def test_the_cache_spares_the_pbx_and_holds_no_secret(tmp_path: Path, pbx: Simulator) -> None:
    kept = tmp_path / "kept"
    text = f"cache: true\ncache_plugin: ansible.builtin.jsonfile\ncache_connection: {kept}\n"
    first, _said = run(tmp_path, pbx, text)
    assert len(pbx.requests) == 5
    again, _said = run(tmp_path, pbx, text)
    assert (again, pbx.requests) == (first, [])
    playbook = tmp_path / "hosts.yml"
    playbook.write_text("- hosts: all\n", encoding="utf-8")
    command(tmp_path, pbx, text, "ansible-playbook", "--flush-cache", "--list-hosts", str(playbook))
    assert len(pbx.requests) == 5
    run(tmp_path, pbx, text + "include: [servers]\n")
    assert len(pbx.requests) == 1
    for file in kept.iterdir():
        secrets.check(file.read_text(encoding="utf-8"))


def both(pbxs: list[Simulator], **more: Any) -> str:
    """A file with two PBXs, each with a login of its own."""
    entries = [
        {"name": name, "url": one.url, "ca_path": one.ca_path, "username": one.username, "password": one.password}
        for name, one in zip(("north", "south"), pbxs, strict=True)
    ]
    return str(yaml.safe_dump({"pbxs": entries, **more}))


def test_severalpbxs(tmp_path: Path, pbxs: list[Simulator]) -> None:
    listed, said = run(tmp_path, None, both(pbxs, hostname="sipx_pbx ~ '-' ~ (sipx_serial | default(sipx_host))"))
    assert said == ""
    assert members(listed, "sipx_pbx_south") == ["south-0004f2000001", "south-0004f2000002", "south-pbx1.voice.test"]
    assert len(members(listed, "sipx_phones")) == 4


def test_two_hosts_of_one_name_are_not_mixed_up(tmp_path: Path, pbxs: list[Simulator]) -> None:
    listed, said = run(tmp_path, None, both(pbxs))
    assert "phone 0004f2000001 of PBX south is left out: PBX north has a host of that name; set hostname" in said
    assert listed["_meta"]["hostvars"]["0004f2000001"]["sipx_pbx"] == "north"


def test_a_pbx_that_cannot_be_reached(tmp_path: Path, pbxs: list[Simulator]) -> None:
    text = both(pbxs).replace(pbxs[1].url, "https://127.0.0.1:1") + "retries: 0\n"
    _none, said = run(tmp_path, None, text, fails=True)
    assert "PBX south: cannot reach https://127.0.0.1:1" in said
    assert "Traceback" not in said
    listed, said = run(tmp_path, None, text + "skip_unreachable: true\n")
    assert "PBX south is left out: cannot reach https://127.0.0.1:1" in said
    assert len(members(listed, "sipx_phones")) == 2


def test_a_wrong_password_is_one_sentence(tmp_path: Path, pbx: Simulator) -> None:
    _none, said = run(tmp_path, pbx, "password: n0t-t0-be-seen-at-all", fails=True)
    assert "PBX 127.0.0.1: the PBX did not accept the login of superadmin: check username and password" in said
    assert len(pbx.requests) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pbxs: [{pasword: x}]", "pbxs, entry 1: pasword. Supported parameters include"),
        ("pbxs: [{timeout: soon}]", "pbxs, entry 1: argument 'timeout'"),
        ("pbxs: [{name: a}, {name: a}]", "two PBXs are called 'a'"),
        ("include: [phone]", "include"),
        ("url: http://pbx.example.org", "is not https"),
    ],
)
def test_what_makes_no_sense_is_told(tmp_path: Path, pbx: Simulator, text: str, said: str) -> None:
    _none, told = run(tmp_path, pbx, text, fails=True)
    assert said in told
    assert "Traceback" not in told


def test_templates_in_the_file_are_filled_in(tmp_path: Path, pbx: Simulator) -> None:
    text = "username: \"{{ 'super' ~ 'admin' }}\"\npassword: \"{{ lookup('ansible.builtin.env', 'SIPX_PASSWORD') }}\"\n"
    listed, _said = run(tmp_path, pbx, text)
    assert members(listed, "sipx_servers") == ["pbx1.voice.test"]


def test_a_file_of_another_name_is_none_of_ours(tmp_path: Path, pbx: Simulator) -> None:
    (tmp_path / "office.yml").write_text("plugin: sipxcom.pbx.sipx\n", encoding="utf-8")
    done = subprocess.run(
        [str(runner.BIN / "ansible-inventory"), "-i", str(tmp_path / "office.yml"), "--list"],
        cwd=runner.HERE,
        env=runner.environment(tmp_path, pbx),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "sipx_phones" not in done.stdout
