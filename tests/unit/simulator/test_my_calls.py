# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's own calls: what all of /rest/my shares, placing a call, forwarding, calls in progress."""

from __future__ import annotations

from typing import Any

import pytest

from ...simulator import Simulator
from .clients import AS_JSON, AS_XML, Client
from .records import set_value, value

RING = {"type": "If no response", "number": "430", "enabled": True, "expiration": 20, "scheduleId": None}
LATIN = "text/plain; charset=ISO-8859-1"
TIMER = "/users/412/settings/callfwd/timer"


def forwarding(me: Client) -> dict[str, Any]:
    response = me.my("GET", "/callfwd", headers=AS_JSON)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def forward(me: Client, *rings: dict[str, Any], expiration: int = 15) -> None:
    response = me.my("PUT", "/callfwd", {"rings": list(rings), "expiration": expiration})
    assert (response.status_code, response.content) == (200, b""), response.text


# ---- what all resources of /rest/my share


def test_a_user_reaches_the_own_record_and_no_administrators_resource(me: Client) -> None:
    assert forwarding(me)["rings"] == []
    assert me.rest("GET", "/branch").status_code == 403


def test_an_administrator_changes_the_own_record_only(me: Client, client: Client) -> None:
    forward(client, RING)
    assert forwarding(me)["rings"] == []
    assert len(forwarding(client)["rings"]) == 1


def test_the_second_kind_of_json_is_labelled_as_text_and_loses_what_latin_1_lacks(me: Client) -> None:
    forward(me, {**RING, "number": "Zoë Łuć"})
    response = me.my("GET", "/callfwd")
    assert response.headers["Content-Type"] == LATIN
    assert response.content.decode("iso-8859-1").count("Zoë ?u?") == 1


@pytest.mark.parametrize("accept", ["text/plain", "application/xml", "text/xml"])
def test_the_second_kind_wants_accept_json(me: Client, accept: str) -> None:
    assert me.my("GET", "/callfwd", headers={"Accept": accept}).status_code == 406


@pytest.mark.parametrize("accept", ["application/*", "*/*", "application/json"])
def test_the_second_kind_takes_every_accept_that_allows_json(me: Client, accept: str) -> None:
    assert me.my("GET", "/callfwd", headers={"Accept": accept}).status_code == 200


def test_the_second_kind_ignores_content_type_and_unknown_keys(me: Client) -> None:
    body = b'{"rings": [], "expiration": "25", "withVM": false, "colour": "red"}'
    response = me.my("PUT", "/callfwd", body, headers={"Content-Type": "text/xml"})
    assert (response.status_code, response.content) == (200, b"")
    assert forwarding(me) == {"rings": [], "expiration": 25, "withVM": True}


@pytest.mark.parametrize("body", [b"no json", b"{", b'{"rings": [{"enabled": "yes"}]}'])
def test_the_second_kind_refuses_other_bodies_with_a_page(me: Client, body: bytes) -> None:
    response = me.my("PUT", "/callfwd", body)
    assert response.status_code == 500
    assert response.headers["Content-Type"].startswith("text/html")


def test_a_put_of_length_0_is_refused_everywhere(me: Client) -> None:
    for path in ("/callfwd", "/forward", "/call/430"):
        response = me.my("PUT", path, b"")
        assert (response.status_code, response.reason) == (400, "Missing request entity")


@pytest.mark.parametrize("path", ["/callfwd/", "/callfwdXYZ", "/callfwd/foo"])
def test_routes_match_the_beginning_of_a_path(me: Client, path: str) -> None:
    assert me.my("GET", path).json()["rings"] == []


def test_the_fork_matches_whole_paths(fork_me: Client) -> None:
    assert fork_me.my("GET", "/callfwd").json()["rings"] == []
    assert fork_me.my("GET", "/callfwdXYZ").status_code == 404


def test_the_fork_answers_204(fork_me: Client) -> None:
    assert fork_me.my("PUT", "/callfwd", {"rings": [], "expiration": 15}).status_code == 204


def test_methods_without_code(me: Client, fork_me: Client) -> None:
    for path in ("/callfwd", "/forward"):
        for method in ("POST", "DELETE"):
            assert me.my(method, path).status_code == 500
            assert fork_me.my(method, path).status_code == 405
    assert me.my("PATCH", "/callfwd").status_code == 405


def test_methods_that_are_not_allowed(me: Client) -> None:
    for method in ("GET", "POST", "DELETE"):
        response = me.my(method, "/call/430")
        assert response.status_code == 405
        assert response.headers["Allow"] == "PUT, OPTIONS"


# ---- placing a call


@pytest.mark.parametrize(
    ("to", "number"),
    [("430", "430"), ("%28555%290123-4.5", "555012345"), ("%2B15550142", "+15550142"), ("+1", "+1")],
)
def test_a_call_is_placed(me: Client, pbx: Simulator, to: str, number: str) -> None:
    response = me.raw("PUT", f"/sipxconfig/rest/my/call/{to}", data=b" ")
    assert (response.status_code, response.content) == (200, b"")
    assert pbx.state()["tables"]["placed_calls"] == {"1": {"id": 1, "from": "412", "to": number}}


def test_each_request_places_a_call_even_to_nobody(me: Client, pbx: Simulator) -> None:
    for _time in range(2):
        assert me.rest("PUT", "/call/nobody", b" ").status_code == 200
    assert len(pbx.state()["tables"]["placed_calls"]) == 2


@pytest.mark.parametrize("to", ["sip:201", "201@example.org", "%28555%29%20123", "a%20b"])
def test_a_call_to_anything_but_a_number_is_refused(me: Client, pbx: Simulator, to: str) -> None:
    assert me.raw("PUT", f"/sipxconfig/rest/my/call/{to}", data=b" ").status_code == 400
    assert "placed_calls" not in pbx.state()["tables"]


def test_a_call_to_an_empty_number(me: Client) -> None:
    assert me.my("PUT", "/call/", b" ").status_code == 404


# ---- forwarding with schedules


def test_forwarding_is_replaced_as_a_whole(me: Client) -> None:
    forward(me, RING, {**RING, "number": "431"})
    forward(me, {**RING, "number": "432"}, expiration=30)
    assert forwarding(me) == {"rings": [{**RING, "number": "432"}], "expiration": 30, "withVM": True}
    forward(me)
    assert forwarding(me)["rings"] == []


def test_what_a_ring_leaves_out_is_null_or_0(me: Client) -> None:
    forward(me, {"type": "At the same time"}, expiration=0)
    blank = {"type": "At the same time", "number": None, "enabled": False, "expiration": 0, "scheduleId": None}
    assert forwarding(me) == {"rings": [blank], "expiration": 0, "withVM": True}


@pytest.mark.parametrize("word", ["if no response", None, "At once"])
def test_a_type_with_another_spelling_breaks_the_next_read(me: Client, word: str | None) -> None:
    forward(me, {**RING, "type": word})
    response = me.my("GET", "/callfwd")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")
    assert response.text == '{"error":"Internal error: null","type":"java.lang.NullPointerException"} '
    forward(me, RING)
    assert forwarding(me)["rings"] == [RING]


@pytest.mark.parametrize("rings", [None, "left out"])
def test_forwarding_without_rings_is_an_error(me: Client, rings: str | None) -> None:
    forward(me, RING)
    body = {"expiration": 15} if rings else {"rings": None, "expiration": 15}
    assert me.my("PUT", "/callfwd", body).headers["Content-Type"] == "application/json"
    assert forwarding(me)["rings"] == [RING]


def test_an_unknown_schedule_is_an_error(me: Client) -> None:
    response = me.my("PUT", "/callfwd", {"rings": [{**RING, "scheduleId": 99}], "expiration": 15})
    assert response.status_code == 500
    assert "Schedule#99" in response.text


def test_the_first_ring_is_the_administrators_setting(me: Client, client: Client) -> None:
    set_value(client, TIMER, "44")
    assert forwarding(me)["expiration"] == 44
    forward(me, expiration=33)
    assert value(client, TIMER) == "33"


def test_the_first_ring_defaults_to_that_of_the_domain(me: Client, client: Client) -> None:
    default = value(client, "/proxy/settings/proxy-configuration/SIPX_PROXY_DEFAULT_SERIAL_EXPIRES")
    assert forwarding(me)["expiration"] == int(default or 0)


def test_with_vm_is_the_permission(me: Client, client: Client) -> None:
    set_value(client, "/users/412/settings/permission/call-handling/Voicemail", "DISABLE")
    assert me.my("PUT", "/callfwd", {"rings": [], "expiration": 15, "withVM": True}).status_code == 200
    assert forwarding(me)["withVM"] is False


# ---- forwarding without schedules


def test_forward_in_xml(me: Client) -> None:
    forward(me, RING)
    assert (
        me.my("GET", "/forward").text
        == """<call-sequence>
  <rings>
    <ring>
      <expiration>20</expiration>
      <type>If no response</type>
      <enabled>true</enabled>
      <number>430</number>
    </ring>
  </rings>
  <expiration>15</expiration>
  <withVoicemail>true</withVoicemail>
</call-sequence>"""
    )
    assert me.my("PUT", "/forward", "<call-sequence><rings/><expiration>15</expiration></call-sequence>").status_code == 200
    assert forwarding(me)["rings"] == []


def test_forward_in_json(me: Client) -> None:
    forward(me, RING)
    document = me.my("GET", "/forward", headers=AS_JSON).json()
    ring = {name: RING[name] for name in ("expiration", "type", "enabled", "number")}
    assert document == {"call-sequence": {"rings": [ring], "expiration": 15, "withVoicemail": True}}
    document["call-sequence"]["rings"].append({**ring, "number": "431"})
    assert me.my("PUT", "/forward", document).status_code == 200
    assert [found["number"] for found in forwarding(me)["rings"]] == ["430", "431"]


def test_forward_takes_one_ring_without_a_list(me: Client) -> None:
    assert me.my("PUT", "/forward", {"call-sequence": {"rings": {"number": "9", "type": RING["type"]}}}).status_code == 200
    assert [found["number"] for found in forwarding(me)["rings"]] == ["9"]


def test_forward_in_json_cannot_empty_the_list(me: Client) -> None:
    forward(me, RING)
    for content in ({"rings": [], "expiration": 15}, {"expiration": 15}):
        assert me.my("PUT", "/forward", {"call-sequence": content}).status_code == 500
    assert forwarding(me)["rings"] == [RING]
    assert me.my("PUT", "/forward", {"call-sequence": {"rings": ""}}).status_code == 200
    assert me.my("GET", "/forward", headers=AS_JSON).json()["call-sequence"]["rings"] == [{"expiration": 0, "enabled": False}]


def test_forward_drops_schedules(me: Client) -> None:
    period = {"scheduledDay": 0, "start": {"hrs": 8, "min": 0}, "end": {"hrs": 9, "min": 0}}
    assert me.my("POST", "/callfwdsched", {"name": "mornings", "periods": [period]}).status_code == 200
    forward(me, {**RING, "scheduleId": 1})
    assert me.my("PUT", "/forward", me.my("GET", "/forward", headers=AS_JSON).json()).status_code == 200
    assert forwarding(me)["rings"] == [RING]


def test_forward_refuses_unknown_fields_and_accept_xml(me: Client) -> None:
    assert me.my("PUT", "/forward", "<call-sequence><rings/><withVM>true</withVM></call-sequence>").status_code == 500
    assert me.my("GET", "/forward", headers=AS_XML).status_code == 406


# ---- calls in progress


def test_calls_in_progress(me: Client, client: Client, pbx: Simulator) -> None:
    assert me.my("GET", "/activecdrs", headers=AS_JSON).json() == {"cdrs": []}
    assert me.my("GET", "/activecdrs").text == "<cdrs/>"
    cdr = {"callerAor": "<sip:412@a>", "calleeAor": "<sip:430@a>", "recipient": "430", "start": 1700000000000, "end": None}
    other = {**cdr, "callerAor": "<sip:9@a>"}
    assert client.control("POST", "records", json={"cdrs": [cdr, {**cdr, "end": 1700000004000}, other]}).status_code == 200
    row: dict[str, Any] = {"from": "412", "from-aor": "<sip:412@a>", "to": "430", "to-aor": "<sip:430@a>", "direction": "INCOMING"}
    row.update({"recipient": "430", "internal": False, "type": "Unknown", "start-time": 1700000000000})
    for session, path in ((me, "/my/activecdrs"), (client, "/activecdrs/412")):
        found = session.rest("GET", path, headers=AS_JSON).json()["cdrs"]
        assert [{**one, "duration": 0} for one in found] == [{**row, "duration": 0}]
    assert client.rest("GET", "/activecdrs/nobody", headers=AS_JSON).json() == {"cdrs": []}
    assert "<start-time>1700000000000</start-time>" in me.my("GET", "/activecdrs").text


def test_calls_in_progress_need_the_call_resolver(me: Client, pbx: Simulator) -> None:
    pbx.load({**pbx.state(), "resolver": {"down": True}})
    response = me.my("GET", "/activecdrs")
    assert (response.status_code, response.headers["Content-Type"][:9]) == (500, "text/html")


def test_calls_of_others_are_for_administrators(me: Client, client: Client) -> None:
    assert me.rest("GET", "/activecdrs/412").status_code == 403
    assert client.rest("GET", "/activecdrs/").status_code == 404
    assert client.rest("PUT", "/activecdrs/412", b" ").status_code == 405
