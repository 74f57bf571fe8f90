# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lines of phones."""

from __future__ import annotations

import pytest

from .clients import Client
from .phone_records import DOMAIN, SERIAL, line, lines, phone, queue
from .records import set_value, user, value

# ---- lines


def test_external_lines(client: Client) -> None:
    phone(client)
    data = {
        "userId": "trunk77",
        "displayName": "Branch",
        "password": "s3cr3t",
        "registrationServer": "sip.carrier.example",
    }
    line(client, user=None, **data, registrationServerPort="5080", extension="9", voicemail="*86")
    found = lines(client)[0]
    assert found["uri"] == '"Branch"<sip:trunk77@sip.carrier.example:5080>'
    assert {key: found[key] for key in data} == data
    assert (found["user"], found["extension"], found["voicemail"]) == (None, None, None)
    assert value(client, f"/phones/{SERIAL}/lines/{found['id']}/settings/msg/mwiSubscribe") == "*86"
    line(client)
    assert lines(client)[1]["uri"] == "sip:null@null"


@pytest.mark.parametrize(("port", "end"), [(None, ""), ("5060", ""), ("0", ""), ("", ""), ("5062", ":5062")])
def test_ports_in_a_uri(client: Client, port: str | None, end: str) -> None:
    phone(client)
    line(client, userId="a", registrationServer="b", registrationServerPort=port)
    assert lines(client)[0]["uri"] == f"sip:a@b{end}"


def test_a_port_that_is_no_number_breaks_reading(client: Client) -> None:
    phone(client)
    response = client.api("POST", f"/phones/{SERIAL}/lines", json={"userId": "a", "registrationServerPort": "http"})
    assert response.status_code == 200
    for path in ("/phones", f"/phones/{SERIAL}"):
        response = client.api("GET", path)
        assert (response.status_code, "NumberFormatException" in response.text) == (500, True)


def test_internal_lines_take_an_alias_and_show_the_name(client: Client) -> None:
    user(client, aliases=["lena"], sipPassword="pw")
    phone(client)
    line(client, user="lena", displayName="ignored", password="ignored")
    found = lines(client)[0]
    assert (found["user"], found["displayName"], found["password"]) == ("4127", None, "pw")
    assert found["uri"] == f"sip:4127@{DOMAIN}"


def test_line_refusals(client: Client) -> None:
    phone(client, model="polycomVVX101")
    response = client.api("POST", f"/phones/{SERIAL}/lines", json={"user": "nobody"})
    assert (response.status_code, response.text) == (404, "User not found")
    line(client)
    response = client.api("POST", f"/phones/{SERIAL}/lines", json={})
    assert response.status_code == 500
    assert response.text.endswith("MaxLinesException: &error.maxLinesException")
    for method in ("GET", "DELETE"):
        response = client.api(method, "/phones/none/lines")
        assert (response.status_code, response.text) == (404, "Phone not found")
    assert client.api("GET", "/phones/99/lines").status_code == 404


def test_one_line(client: Client) -> None:
    phone(client)
    other = phone(client, "0004f2c0de03")
    key = line(client, userId="a")
    assert client.api("GET", f"/phones/whatever/lines/{key}").json()["userId"] == "a"
    assert client.api("GET", f"/phones/{SERIAL}/lines/99").status_code == 404
    assert "HTTP 404" in client.api("GET", f"/phones/{SERIAL}/lines/x").text
    assert client.api("DELETE", f"/phones/{other}/lines/{key}").status_code == 200
    assert len(lines(client)) == 1
    line(client, userId="b")
    assert client.api("DELETE", f"/phones/{SERIAL}/lines/{key}").status_code == 200
    assert [one["userId"] for one in lines(client)] == ["b"]
    assert client.api("DELETE", f"/phones/{SERIAL}/lines/{key}").status_code == 404
    assert client.api("DELETE", f"/phones/{SERIAL}/lines").status_code == 200
    assert lines(client) == []


def test_the_same_user_can_be_added_again(client: Client) -> None:
    user(client)
    phone(client)
    assert line(client, user="4127") != line(client, user="4127")


def test_line_settings(client: Client) -> None:
    user(client, firstName="Lena")
    phone(client)
    key = line(client, user="4127")
    path = f"/phones/whatever/lines/{key}/settings/credential/displayName"
    assert value(client, path) == "Lena"
    set_value(client, path, "Desk")
    assert (value(client, path), lines(client)[0]["displayName"]) == ("Desk", "Lena")
    assert client.api("DELETE", path).status_code == 200
    assert value(client, path) == "Lena"
    assert client.api("GET", "/phones/x/lines/99/settings").status_code == 404


def test_deleting_a_user_takes_his_lines_and_restarts_his_phones(client: Client) -> None:
    user(client)
    phone(client)
    line(client, user="4127")
    line(client, userId="out")
    client.api("DELETE", "/users/4127")
    assert [one["userId"] for one in lines(client)] == ["out"]
    assert queue(client) == {"1042": True}
