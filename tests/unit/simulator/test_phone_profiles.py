# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Profiles of phones and the old /rest/phone."""

from __future__ import annotations

from .clients import AS_JSON, Client
from .phone_records import SERIAL, XML_IN, get, line, phone, queue
from .records import EMPTY, user

# ---- profiles


def test_send_profile(client: Client) -> None:
    user(client, aliases=["lena"])
    phone(client, groups=[{"name": "Lobby"}])
    line(client, user="4127")
    other = phone(client, "0004f2c0de03")
    both = {"1042": True, "1043": True}
    for path, wanted in (
        (f"/phones/{SERIAL}/sendProfile/restart", {"1042": True}),
        (f"/phones/{SERIAL}/sendProfile", {"1042": False}),
        (f"/phones/{other}/sendProfile/restart", {"1042": False, "1043": True}),
        ("/phones/sendProfile/all/restart", both),
        ("/phones/user/id/37/sendProfile", {**both, "1042": False}),
        ("/phones/user/name/4127/sendProfile/restart", both),
        ("/phones/user/name/lena/sendProfile", both),
        ("/phones/phoneGroup/id/12/sendProfile", {**both, "1042": False}),
        ("/phones/phoneGroup/name/Lobby/sendProfile/restart", both),
        ("/phones/phoneGroup/name/none/sendProfile", both),
        ("/phones/user/id/99/sendProfile", both),
        ("/phones/sendProfile/all", {"1042": False, "1043": False}),
    ):
        response = client.api("PUT", path)
        assert (response.status_code, response.content) == (200, EMPTY), path
        assert queue(client) == wanted, path


def test_send_profile_of_nobody(client: Client, fork: Client) -> None:
    assert client.api("PUT", "/phones/99/sendProfile").status_code == 404
    assert fork.api("PUT", "/phones/99/sendProfile").status_code == 500
    assert client.api("PUT", "/phones/none/sendProfile").text == "java.lang.NullPointerException"
    assert client.api("PUT", "/phones/user/id/x/sendProfile").status_code == 500


def test_send_profile_by_ids(client: Client) -> None:
    for body in ({"ids": [1042, 1043]}, {}, {"ids": None}):
        assert client.api("PUT", "/phones/sendProfile", json=body).status_code == 200
    assert set(queue(client)) == {"1042", "1043"}
    assert client.api("PUT", "/phones/sendProfile/restart", json=[1]).status_code == 500
    assert "HTTP 415" in client.api("PUT", "/phones/sendProfile", data="<Ids/>", headers=XML_IN).text
    assert client.api("PUT", "/phones/sendProfile", data="", headers={"Content-Type": "application/json"}).status_code == 500


# ---- the old form


def test_rest_create(client: Client, fork: Client) -> None:
    text = (
        "<phones><phone><serialNumber>0004f2c0de03</serialNumber><model>polycom550</model>"
        "<description>Lab</description><version>4.1</version></phone></phones>"
    )
    response = client.rest("POST", "/phone", text)
    assert (response.status_code, response.content) == (200, EMPTY)
    found = get(client, "0004f2c0de03")
    assert (found["deviceVersion"], found["description"]) == ("polycom4.1.0", "Lab")
    assert fork.rest("POST", "/phone", text).status_code == 204


def test_rest_create_hides_refusals(client: Client) -> None:
    def one(serial: str, model: str, extra: str = "") -> str:
        return f"<phone><serialNumber>{serial}</serialNumber><model>{model}</model>{extra}</phone>"

    text = one("0004f2c0de03", "snom320") + one("bad", "snom320") + one(SERIAL, "nothing") + one("0004f2c0de03", "snom320")
    assert client.rest("POST", "/phone", f"<phones>{text}{one(SERIAL, 'snom300')}</phones>").status_code == 200
    assert len(client.api("GET", "/phones").json()["phones"]) == 2
    text = one("0004f2c0de05", "snom320") + one("0004f2c0de06", "polycom550")
    response = client.rest("POST", "/phone", f"<phones>{text}</phones>")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/json")
    assert get(client, "0004f2c0de05")["id"] == 1044
    assert client.rest("POST", "/phone", "<phones><phone><what/></phone></phones>").status_code == 500
    assert client.rest("POST", "/phone", "<phone/>").status_code == 500


def test_rest_create_in_json(client: Client) -> None:
    body = '{"phones":{"phone":[{"serialNumber":"0004f2c0de03","model":"snom320"}]}}'
    assert client.rest("POST", "/phone", body, headers={"Content-Type": "application/json"}).status_code == 200
    assert get(client, "0004f2c0de03")["model"]["vendor"] == "SNOM"


def test_rest_phone_has_no_other_methods(client: Client) -> None:
    assert client.rest("GET", "/phone").status_code == 404
    assert client.rest("PUT", "/phone", "x").status_code == 500
    assert client.rest("DELETE", "/phone").status_code == 500


def test_profiles(client: Client) -> None:
    phone(client, deviceVersion="polycom4.1.X")
    for name in (f"{SERIAL}.cfg", f"{SERIAL}-sipx-sip-basic.cfg"):
        response = client.rest("GET", f"/phone/{SERIAL}/profile/{name}")
        assert (response.status_code, response.headers["Content-Type"]) == (200, "text/plain")
    url = f"/phone/{SERIAL}/profile/{SERIAL}.cfg"
    assert client.pbx.state()["profiles_written"] == {SERIAL: [f"{SERIAL}.cfg", f"{SERIAL}-sipx-sip-basic.cfg"]}
    assert client.rest("GET", f"/phone/{SERIAL}/profile/other.cfg").status_code == 404
    assert client.rest("GET", f"/phone/1042/profile/{SERIAL}.cfg").status_code == 404
    assert client.rest("GET", url, headers=AS_JSON).status_code == 406
    assert client.rest("DELETE", url).status_code == 405
