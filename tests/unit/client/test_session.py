# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One session with a PBX: login, retries, limits, and what each way to fail is called."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import trustme

from ansible_collections.sipxcom.pbx.plugins.module_utils._client import session
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import (
    Call,
    Forbidden,
    Json,
    LoginFailed,
    LostAnswer,
    NotFound,
    OddAnswer,
    OutOfTime,
    Rejected,
    SipxError,
    Unreachable,
    Upload,
)
from tests.simulator import Simulator

from .conftest import Connect

LIST = Call("GET", "/api/gateways")
CREATE = Call(
    "POST",
    "/api/gateways",
    body=Json({"name": "g", "model": {"modelId": "genericGatewayStandard"}, "addressTransport": "udp", "callerAliasInfo": {}}),
)


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Waiting takes no time; how long it would have been."""
    taken: list[float] = []
    monkeypatch.setattr(time, "sleep", taken.append)
    return taken


def failure(connection: session.Session, call: Call = LIST) -> SipxError:
    with pytest.raises(SipxError) as caught:
        connection.send(call)
    return caught.value


def test_many_calls_share_one_connection_and_log_in_without_being_asked(pbx: Simulator, connect: Connect) -> None:
    before = pbx.logins
    client = connect()
    for _turn in range(5):
        client.send(LIST)
    assert pbx.logins - before == 1
    assert [request.status for request in pbx.requests] == [200] * 5


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "cut_body"])
def test_a_read_that_breaks_off_is_repeated(pbx: Simulator, connect: Connect, naps: list[float], fault: str) -> None:
    pbx.add_fault(fault, times=2)
    assert connect().send(LIST).data == {"gateways": []}
    assert len(naps) == 2
    assert naps[1] > naps[0]


@pytest.mark.parametrize("status", [502, 503, 504, 429])
def test_a_read_that_meets_a_busy_server_is_repeated(pbx: Simulator, connect: Connect, naps: list[float], status: int) -> None:
    pbx.add_fault("status", status=status, times=3)
    assert connect().send(LIST).data == {"gateways": []}
    assert len(naps) == 3


def test_retries_end_and_the_last_trouble_is_told(pbx: Simulator, connect: Connect, naps: list[float]) -> None:
    pbx.add_fault("status", status=503, times=None)
    error = failure(connect(retries=2))
    assert isinstance(error, Rejected)
    assert "not ready" in str(error)
    assert len(naps) == 2


def test_retry_after_is_obeyed(pbx: Simulator, connect: Connect, naps: list[float]) -> None:
    pbx.add_fault("status", status=429, headers={"Retry-After": "7"}, times=1)
    connect(deadline=60.0).send(LIST)
    assert naps == [7.0]


def test_retry_after_beyond_the_deadline_fails_at_once_and_says_so(pbx: Simulator, connect: Connect, naps: list[float]) -> None:
    pbx.add_fault("status", status=503, headers={"Retry-After": "3600"}, times=1)
    error = failure(connect(deadline=10.0))
    assert isinstance(error, OutOfTime)
    assert "10 s" in str(error)
    assert naps == []


def test_the_deadline_holds_for_all_tries_together(pbx: Simulator, connect: Connect) -> None:
    pbx.add_fault("delay", seconds=3.0, times=None)
    began = time.monotonic()
    error = failure(connect(timeout=0.3, deadline=1.0, retries=50))
    assert isinstance(error, OutOfTime)
    assert time.monotonic() - began < 2.5


def test_a_write_whose_answer_is_lost_is_not_repeated(pbx: Simulator, connect: Connect, naps: list[float]) -> None:
    for fault in ("drop_before", "drop_after"):
        pbx.clear_faults()
        pbx.clear_requests()
        pbx.add_fault(fault, method="POST", times=None)
        assert isinstance(failure(connect(), CREATE), LostAnswer)
        assert len([request for request in pbx.requests if request.method == "POST"]) <= 1
    assert naps == []


def test_a_get_that_acts_is_not_repeated_either(pbx: Simulator, connect: Connect, naps: list[float]) -> None:
    restart = Call("GET", "/api/servers/{server}/service/{service}/restart", {"server": 1, "service": "named"}, acts=True)
    pbx.add_fault("drop_after", method="GET", times=None)
    assert isinstance(failure(connect(), restart), LostAnswer)
    assert len(pbx.requests) == 1


@pytest.mark.parametrize("status", [502, 504])
def test_a_write_that_a_proxy_gave_up_on_counts_as_lost(pbx: Simulator, connect: Connect, status: int) -> None:
    pbx.add_fault("status_after", status=status, method="POST")
    assert isinstance(failure(connect(), CREATE), LostAnswer)


@pytest.mark.parametrize("status", [503, 429])
def test_a_write_that_was_certainly_not_done_is_repeated(pbx: Simulator, connect: Connect, naps: list[float], status: int) -> None:
    pbx.add_fault("status", status=status, method="POST", times=1)
    assert isinstance(connect().send(CREATE).data, int)
    assert len(naps) == 1


def test_a_wrong_password_is_told_without_the_password(connect: Connect) -> None:
    error = failure(connect(password="wr0ng-s3cret"))
    assert isinstance(error, LoginFailed)
    assert "superadmin" in str(error)
    assert "wr0ng-s3cret" not in str(error) + str(error.failure())


def test_a_user_without_the_right_is_told_which_permission_is_missing(pbx: Simulator, connect: Connect) -> None:
    connect().send(Call("POST", "/api/users", body=Json({"userName": "1101", "pintoken": "plain-user", "aliases": []})))
    error = failure(connect(username="1101", password="plain-user"))
    assert isinstance(error, Forbidden)
    assert "superadmin" in str(error)


def test_an_unknown_authority_is_told_with_the_option_that_helps(connect: Connect, tmp_path: Any) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    error = failure(connect(ca_path=str(other)))
    assert isinstance(error, Unreachable)
    assert "ca_path" in str(error)


def test_validation_is_on_by_default_and_can_be_switched_off(pbx: Simulator, connect: Connect, recwarn: pytest.WarningsRecorder) -> None:
    assert isinstance(failure(connect(ca_path=None, retries=0)), Unreachable)
    assert connect(ca_path=None, validate_certs=False).send(LIST).data == {"gateways": []}
    assert not recwarn.list


def test_a_host_that_is_not_there_is_named(connect: Connect, naps: list[float]) -> None:
    error = failure(connect(url="https://127.0.0.1:9", retries=1))
    assert isinstance(error, Unreachable)
    assert "https://127.0.0.1:9" in str(error)
    assert len(naps) == 1


def test_a_name_that_does_not_exist_is_named(connect: Connect, naps: list[float]) -> None:
    assert "pbx.invalid" in str(failure(connect(url="https://pbx.invalid", retries=0)))


def test_a_redirect_is_not_followed_so_no_credential_leaves(pbx: Simulator, connect: Connect) -> None:
    with Simulator() as elsewhere:
        pbx.add_fault("redirect", location=f"{elsewhere.url}/sipxconfig/api/gateways")
        error = failure(connect())
        assert elsewhere.requests == []
    assert isinstance(error, OddAnswer)
    assert "redirect" in str(error)


def test_a_proxys_page_is_told_by_its_title(pbx: Simulator, connect: Connect) -> None:
    pbx.add_fault("html_page")
    error = failure(connect())
    assert isinstance(error, OddAnswer)
    assert "web page titled 'Notice'" in str(error)


def test_an_answer_of_a_server_of_another_kind_is_told(pbx: Simulator, connect: Connect) -> None:
    pbx.add_fault("status", status=200, body="hello", content_type="application/json")
    assert "sipXcom or Uniteme" in str(failure(connect()))


def test_broken_xml_is_told(pbx: Simulator, connect: Connect) -> None:
    pbx.add_fault("broken_xml")
    error = failure(connect(), Call("GET", "/rest/branch", accept="text/xml"))
    assert isinstance(error, OddAnswer)


def test_an_answer_beyond_all_measure_is_not_read(pbx: Simulator, connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "LARGEST_ANSWER", 1 << 20)
    pbx.add_fault("status", status=200, body="x" * (3 << 20), content_type="application/json")
    assert "larger than 1 MiB" in str(failure(connect()))


def test_no_cookie_is_kept(pbx: Simulator, connect: Connect) -> None:
    failure(connect(password="wrong"))
    client = connect()
    pbx.add_fault("status", status=200, body="{}", content_type="application/json", headers={"Set-Cookie": "JSESSIONID=1; Path=/"})
    client.send(LIST)
    assert not client._http.cookies


@pytest.mark.parametrize(
    ("call", "kind", "said"),
    [
        (Call("GET", "/api/gateways/{id}", {"id": 999}), NotFound, "No row with the given identifier"),
        (Call("GET", "/rest/branch/{id}", {"id": 999}), NotFound, "Could not retrieve object"),
        (Call("GET", "/rest/erls"), NotFound, ""),
        (Call("GET", "/api/license"), NotFound, "404"),
        (Call("DELETE", "/api/gateways"), Rejected, "405"),
    ],
)
def test_what_the_server_meant_is_found_behind_what_it_said(connect: Connect, call: Call, kind: type[SipxError], said: str) -> None:
    error = failure(connect(), call)
    assert isinstance(error, kind)
    assert said in error.server_message
    assert error.failure()["path"] == "/sipxconfig" + call.shown()


def test_an_absent_resource_is_told_from_an_absent_record(connect: Connect) -> None:
    missing = {call.path: failure(connect(), call) for call in (Call("GET", "/rest/erls"), Call("GET", "/api/license"))}
    missing["record"] = failure(connect(), Call("GET", "/api/gateways/{id}", {"id": 999}))
    absent = {path: isinstance(error, NotFound) and error.absent_resource for path, error in missing.items()}
    assert absent == {"/rest/erls": True, "/api/license": True, "record": False}


def test_the_servers_message_keys_are_translated(connect: Connect) -> None:
    client = connect()
    client.send(CREATE)
    assert "another gateway has this name" in str(failure(client, CREATE))


def test_an_upload_is_sent_again_from_its_beginning_after_a_503(
    pbx: Simulator, connect: Connect, naps: list[float], tmp_path: Path
) -> None:
    content = bytes(range(256)) * 1000
    (tmp_path / "hold.wav").write_bytes(content)
    pbx.add_fault("status", method="POST", path="/api/moh/prompts", status=503)
    client = connect()
    client.send(Call("POST", "/api/moh/prompts", body=Upload(str(tmp_path / "hold.wav"), "hold.wav")))
    assert client.send(Call("GET", "/api/moh/prompts/{name}", {"name": "hold.wav"}, accept="*/*", raw=True)).data == content
    assert len(naps) == 1
