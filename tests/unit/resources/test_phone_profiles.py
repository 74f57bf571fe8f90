# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_phone_profile: who is told, and copies of what they are told."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._resources._phone_models import profile_files

from ..tasks import Tasks
from .phones import MAC, OTHER, PHONE, groups, people, queue, send, stored


@pytest.fixture
def office(tasks: Tasks) -> Tasks:
    """Two phones of one user, the second alone in a group, and a third of nobody."""
    people(tasks, "2301", "2302")
    groups(tasks, "desks", "empty")
    for serial, more in ((MAC, {}), (OTHER, {"groups": ["desks"]})):
        tasks.given("sipx_phone", **{**PHONE, "serial": serial}, lines=[{"user": "2301"}], send_profile="never", **more)
    tasks.given("sipx_phone", serial="0004f2c0de03", model="acmePhoneStandard", send_profile="never")
    return tasks


@pytest.mark.parametrize(
    ("target", "path", "told"),
    [
        ({"phones": ["00:04:F2:C0:DE:01"]}, "/phones/1042/sendProfile", "01"),
        ({"phones": [MAC, "0004F2-C0DE02", MAC]}, "/phones/sendProfile", "01 02"),
        ({"user": "2301"}, "/phones/user/id/", "01 02"),
        ({"phone_group": "desks"}, "/phones/phoneGroup/id/", "02"),
        ({"all": True}, "/phones/sendProfile/all", "01 02 03"),
    ],
)
@pytest.mark.parametrize("restart", [False, True])
def test_those_are_told_who_are_meant(office: Tasks, target: dict[str, Any], path: str, told: str, restart: bool) -> None:
    serials = [f"0004f2c0de{end}" for end in told.split()]
    foretold = office.run("sipx_phone_profile", check=True, restart=restart, **target)
    assert (foretold["changed"], foretold["phones"], queue(office)) == (True, serials, {})
    done = office.given("sipx_phone_profile", restart=restart, **target)
    assert (done["changed"], done["phones"]) == (True, serials)
    assert [one.startswith(f"PUT /api{path}") and one.endswith("/restart") is restart for one in office.writes] == [True]
    assert queue(office) == {str(stored(office, serial)["id"]): restart for serial in serials}


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ({"phones": ["0004f2c0de04"]}, "phones: there is no phone '0004f2c0de04'; did you mean"),
        ({"phones": ["1042"]}, "there is no phone '1042'"),
        ({"phones": ["00:04"]}, "phones: '00:04' is neither a MAC address"),
        ({"phones": [MAC], "restart": True, "dest": "/tmp"}, "restarts nothing"),
        ({"user": "alias-2301"}, "there is no user 'alias-2301'"),
        ({"user": "37"}, "there is no user '37'"),
        ({"phone_group": "desk"}, "there is no phone group 'desk'; did you mean 'desks'"),
        ({"phone_group": "12"}, "there is no phone group '12'"),
        ({"all": False}, "all is false"),
        ({}, "one of the following is required"),
        ({"all": True, "user": "2301"}, "mutually exclusive"),
        ({"all": True, "dest": "/tmp"}, "missing parameter(s) required by 'dest': phones"),
    ],
)
def test_what_the_server_would_silently_not_do_is_refused(office: Tasks, target: dict[str, Any], problem: str) -> None:
    """It says yes to unknown users and groups, and takes numbers for ids."""
    assert problem in office.refused("sipx_phone_profile", **target)["msg"]


@pytest.mark.parametrize("target", [{"user": "2302"}, {"phone_group": "empty"}])
def test_nobody_to_tell_is_no_change_and_is_said(office: Tasks, target: dict[str, Any]) -> None:
    assert "nobody is told" in office.same("sipx_phone_profile", **target)["warnings"][0]
    assert "warnings" not in office.same("sipx_phone_profile", phones=[])


def test_models_that_cannot_be_restarted_are_named(office: Tasks) -> None:
    assert "restart phones of such a model: 0004f2c0de03" in office.given("sipx_phone_profile", all=True, restart=True)["warnings"][0]
    assert "warnings" not in office.given("sipx_phone_profile", all=True)


def test_all_can_be_told_though_they_cannot_be_listed(office: Tasks) -> None:
    send(office, "POST", f"phones/{OTHER}/lines", {"userId": "a", "registrationServer": "b", "registrationServerPort": "http"})
    done = office.given("sipx_phone_profile", all=True)
    assert (done["changed"], done["phones"], len(queue(office))) == (True, None, 3)


def test_files_are_copied_once_and_again_when_they_differ(office: Tasks, tmp_path: Path) -> None:
    args = {"phones": [MAC, OTHER], "dest": str(tmp_path)}
    foretold = office.run("sipx_phone_profile", check=True, **args)
    assert (foretold["changed"], list(tmp_path.iterdir())) == (True, [])
    assert office.pbx.state().get("profiles_written") is None, "reading a file writes it on the PBX"
    done = office.given("sipx_phone_profile", **args)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(one["name"] for one in done["files"])
    assert len(done["files"]) == 18
    assert (tmp_path / f"{MAC}.cfg").read_text() == f"# {MAC}.cfg\nmodel = polycom550\nlines = 1\n"
    assert office.same("sipx_phone_profile", **args)["changed"] is False
    (tmp_path / f"{MAC}.cfg").chmod(0o600)
    office.given("sipx_phone", serial=MAC, lines=[])
    assert office.given("sipx_phone_profile", **args)["changed"] is True
    assert "lines = 0" in (tmp_path / f"{MAC}.cfg").read_text()
    assert stat.S_IMODE((tmp_path / f"{MAC}.cfg").stat().st_mode) == 0o600


def test_only_the_files_that_are_named(office: Tasks, tmp_path: Path) -> None:
    args: dict[str, Any] = {"dest": str(tmp_path), "files": [f"{MAC}.cfg"]}
    assert len(office.given("sipx_phone_profile", phones=[MAC], **args)["files"]) == 1
    assert "name one phone" in office.refused("sipx_phone_profile", phones=[MAC, OTHER], **args)["msg"]
    missing = office.run("sipx_phone_profile", phones=[MAC], dest=str(tmp_path), files=["x.cfg"])
    assert f"phone '{MAC}' has no profile file 'x.cfg'" in missing["msg"]
    climbing = office.refused("sipx_phone_profile", phones=[MAC], dest=str(tmp_path), files=["../x.cfg"])
    assert "is no name of a file" in climbing["msg"]


def test_files_of_a_model_whose_names_are_not_known_must_be_named(office: Tasks, tmp_path: Path) -> None:
    office.given("sipx_phone", serial="0004f2c0de05", model="snom320")
    assert "name them with files" in office.refused("sipx_phone_profile", phones=["0004f2c0de05"], dest=str(tmp_path))["msg"]


@pytest.mark.parametrize(
    ("model", "firmware", "names"),
    [
        ("polycom550", None, "x.cfg x-sipx-sip.cfg x-sipx-phone.cfg x-sipx-device.cfg"),
        ("polycom550", "polycom3.2.X", "x.cfg x-sipx-sip.cfg x-sipx-phone.cfg x-sipx-device.cfg"),
        ("yealinkPhoneW52", "yealink8X", "x.cfg"),
        ("acmePhoneStandard", None, "x.config"),
        ("snom320", None, ""),
    ],
)
def test_the_usual_files_by_vendor(model: str, firmware: str | None, names: str) -> None:
    assert profile_files({"serialNo": "x", "model": {"modelId": model}, "deviceVersion": firmware}) == names.split()
