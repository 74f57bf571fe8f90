# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_api: what is refused, what counts as a change, and what is hidden."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._engine import raw
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import BadInput, Call

from ..tasks import Tasks

DANGEROUS = [
    ("DELETE", "/api/gateways/"),
    ("DELETE", "/api/gateways"),
    ("PUT", "/api/gateways//rules/1"),
    ("DELETE", "/rest/erls"),
    ("DELETE", "/rest/my/phonebook"),
    ("DELETE", "/rest/my/phonebooks"),
    ("DELETE", "/rest/my/phonebookentry"),
    ("DELETE", "/rest/my/phonebookentry/"),
    ("DELETE", "/rest/my/phonebook/entry"),
    ("DELETE", "/rest/my/phonebook/entry/"),
    ("DELETE", "/rest/private/0123456789abcdef0123456789abcdef/phonebook"),
    ("PUT", "/rest/my/redirect/mailbox/200/delete"),
    ("DELETE", "/api/phones/7/lines"),
    ("DELETE", "/api/schedules/3/period/1"),
    ("DELETE", "/api/registrations/ip/10.0.0.1"),
    ("DELETE", "/api/users/superadmin"),
    ("DELETE", "/rest/permission/LocalDialing"),
    ("PUT", "/api/localization"),
]
HARMLESS = [
    ("GET", "/api/gateways/"),
    ("GET", "/rest/erls"),
    ("DELETE", "/api/gateways/7"),
    ("DELETE", "/rest/my/phonebook/entry/5"),
    ("DELETE", "/rest/my/phonebookentry/5"),
    ("DELETE", "/rest/auto-attendant/specialmode"),
    ("PUT", "/rest/my/voicemail/operator/"),
    ("PUT", "/rest/my/mailbox/200/preferences/activegreeting/standard"),
    ("DELETE", "/api/phones/7/lines/3"),
    ("DELETE", "/api/proxy/settings/proxy-configuration/a"),
    ("DELETE", "/api/registrations/callid/abc"),
]


@pytest.mark.parametrize(("method", "path"), DANGEROUS)
def test_known_traps_are_refused(tasks: Tasks, method: str, path: str) -> None:
    refused = tasks.refused("sipx_api", method=method, path=path)
    assert "force=true" in refused["msg"]
    assert refused["failure"]["code"] == "refused"
    assert tasks.pbx.requests == []


@pytest.mark.parametrize(("method", "path"), HARMLESS)
def test_the_rest_is_not(method: str, path: str) -> None:
    assert raw.danger(Call(method, path)) is None


def test_force_sends_it(tasks: Tasks) -> None:
    tasks.run("sipx_api", method="DELETE", path="/rest/branch", force=True)
    assert tasks.writes == ["DELETE /rest/branch"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/servers/1/service/3/restart",
        "/rest/my/conference/room/kick&1",
        "/rest/phone/0004f2a1b2c3/profile/cfg",
        "/rest/my/conference/a/b",
    ],
)
def test_reads_that_act_count_as_changes_and_are_not_sent_in_check_mode(tasks: Tasks, path: str) -> None:
    foretold = tasks.run("sipx_api", check=True, path=path)
    assert foretold["changed"] is True
    assert tasks.pbx.requests == []


def test_check_mode_reads_and_does_not_write(tasks: Tasks) -> None:
    assert tasks.run("sipx_api", check=True, path="/api/rules/1")["data"]["name"] == "Emergency"
    foretold = tasks.run("sipx_api", check=True, method="DELETE", path="/api/rules/1")
    assert foretold["changed"] is True
    assert foretold["status"] is None
    assert tasks.pbx.requests == []


@pytest.mark.parametrize(
    "path",
    [
        "",
        "api/rules",
        "/API/rules",
        "/apis",
        "/app",
        "/rest/..",
        "/rest/./x",
        "/api/a b",
        "/api/é",
        "/api/{id}",
        "/api/a%2",
        "/api/a#b",
        "/",
    ],
)
def test_paths_that_cannot_be_sent(path: str) -> None:
    with pytest.raises(BadInput):
        raw.path_of(path)


@pytest.mark.parametrize("path", ["/api/rules", "/rest/erl/user/200", "/api/users/anna%20maria", "/rest/my/conference/x/kick&1"])
def test_paths_that_can(path: str) -> None:
    assert raw.path_of(path) == path
    assert raw.path_of("/sipxconfig" + path) == path


def test_secrets_of_an_answer_are_masked(tasks: Tasks) -> None:
    shown = tasks.run("sipx_api", path="/api/users")["data"]["users"][0]
    assert shown["pintoken"] == "********"
    assert shown["userName"] == "superadmin"
    told = tasks.run("sipx_api", path="/rest/user/1", show_secrets=True)
    assert told["data"]["user"]["userName"] == "superadmin"


def test_the_secrets_of_a_body_are_not_echoed(tasks: Tasks) -> None:
    body = {"userName": "4711", "sipPassword": "Vq8secretsip", "pintoken": "Vq8secretweb", "aliases": []}
    for check in (True, False):
        result = tasks.run("sipx_api", check=check, method="POST", path="/api/users", body=body)
        assert "Vq8secret" not in repr(result)
    result = tasks.run("sipx_api", method="POST", path="/api/users", body=body)
    assert result["failed"] is True
    assert "Vq8secret" not in repr(result)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"path": "itsp-account/password", "value": "x", "defaultValue": None}, {"value": "#"}),
        ({"path": "itsp-account/user-name", "value": "x"}, {"value": "x"}),
        ({"pin": 1234, "sipPassword": "", "pinned": True}, {"pin": "#", "sipPassword": "", "pinned": True}),
        ({"users": [{"voicemailPin": "1234"}]}, {"users": [{"voicemailPin": "#"}]}),
    ],
)
def test_what_is_secret(data: dict[str, Any], shown: dict[str, Any]) -> None:
    masked = raw.hidden(data, "#")
    assert {name: masked[name] for name in shown} == shown


def test_a_status_that_is_wanted_is_no_error(tasks: Tasks) -> None:
    assert tasks.run("sipx_api", path="/api/gateways/999", status_code=[200, 404])["status"] == 404
    assert tasks.run("sipx_api", path="/api/gateways", status_code=[201])["failed"] is True
