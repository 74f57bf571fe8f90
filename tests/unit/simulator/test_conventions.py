# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is common to all families: login, roles, media types, routing and errors of both mounts."""

from __future__ import annotations

import base64
import re
import time
from typing import Any

import pytest
import requests
from requests.auth import HTTPDigestAuth

from .clients import AS_JSON, AS_XML, TEXT, Client, gateway_body

HTML = "text/html; charset=ISO-8859-1"
NOT_FOUND = "javax.ws.rs.ClientErrorException: HTTP 404 Not Found"
GATEWAY = gateway_body()


def bare(client: Client, authorization: str | None = None) -> Client:
    """A session without credentials, or with a given header."""
    other = Client(client.pbx, "")
    if authorization is not None:
        other.session.headers["Authorization"] = authorization
    return other


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def add_user(client: Client, key: int, name: str, **change: Any) -> Client:
    """A session of a new user without rights."""
    state = client.pbx.state()
    users = state["tables"]["users"]
    users[str(key)] = {
        **users["1"],
        "id": key,
        "userName": name,
        "pintoken": "pw-" + name,
        "groups": [],
        "settings": {},
        **change,
    }
    client.pbx.load(state)
    return Client(client.pbx, name, "pw-" + name)


# ---- login


@pytest.mark.parametrize("path", ["/rest/branch", "/api/gateways", "/rest/no/such", "/api/no/such", "/rest/my/time"])
def test_without_credentials_the_challenge_is_digest(client: Client, path: str) -> None:
    response = bare(client).send("GET", "/sipxconfig" + path)
    assert response.status_code == 401
    assert response.reason == "An Authentication object was not found in the SecurityContext"
    assert response.headers["WWW-Authenticate"].startswith('Digest realm="')
    assert 'qop="auth", nonce="' in response.headers["WWW-Authenticate"]
    assert "JSESSIONID=" in response.headers["Set-Cookie"]
    assert response.headers["Content-Type"] == HTML
    assert "<title>Error 401 </title>" in response.text
    assert "<h2>HTTP ERROR: 401</h2>" in response.text
    assert f"Problem accessing /sipxconfig{path}. Reason:" in response.text
    assert re.search(r"<pre>\s+An Authentication object was not found", response.text)
    assert response.headers["Cache-Control"] == "must-revalidate,no-cache,no-store"


@pytest.mark.parametrize(("name", "password"), [("superadmin", "wrong"), ("nobody", "x"), ("SUPERADMIN", None)])
def test_wrong_credentials_get_a_basic_challenge(client: Client, name: str, password: str | None) -> None:
    response = bare(client, basic(name, password or client.pbx.password)).rest("GET", "/branch")
    assert (response.status_code, response.reason) == (401, "Bad credentials")
    assert response.headers["WWW-Authenticate"].startswith('Basic realm="')
    assert response.headers["Content-Type"] == HTML


def test_a_basic_token_that_cannot_be_decoded(client: Client) -> None:
    response = bare(client, "Basic %%%").rest("GET", "/branch")
    assert (response.status_code, response.reason) == (401, "Failed to decode basic authentication token")
    assert response.headers["WWW-Authenticate"].startswith('Basic realm="')


def test_a_bearer_token_counts_as_no_credentials(client: Client) -> None:
    response = bare(client, "Bearer abc").api("GET", "/gateways")
    assert response.headers["WWW-Authenticate"].startswith("Digest ")


def test_digest_works(client: Client) -> None:
    other = bare(client)
    other.session.auth = HTTPDigestAuth(client.pbx.username, client.pbx.password)
    assert other.send("GET", "/sipxconfig/rest/branch").status_code == 200
    other.session.auth = HTTPDigestAuth(client.pbx.username, "wrong")
    assert other.send("GET", "/sipxconfig/rest/branch").status_code == 401


def test_a_stale_nonce(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    other = bare(client)
    other.session.auth = HTTPDigestAuth(client.pbx.username, client.pbx.password)
    assert other.send("GET", "/sipxconfig/rest/branch").status_code == 200
    header = next(r for r in [other.session.auth.build_digest_header("GET", client.pbx.url + "/sipxconfig/rest/branch")] if r)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 11)
    response = bare(client, header).rest("GET", "/branch")
    assert response.status_code == 401
    assert 'stale="true"' in response.headers["WWW-Authenticate"]


def test_an_alias_logs_in_and_a_disabled_user_does_not(client: Client) -> None:
    add_user(client, 37, "4127", aliases=["lena"], groups=[6])
    assert bare(client, basic("lena", "pw-4127")).rest("GET", "/branch").status_code == 200
    add_user(client, 38, "4128", enabled=False, groups=[6])
    assert bare(client, basic("4128", "pw-4128")).rest("GET", "/branch").status_code == 401


def test_passwords_with_colons_and_accents(client: Client) -> None:
    add_user(client, 37, "4127", pintoken="a:b:ß€", groups=[6])
    assert bare(client, basic("4127", "a:b:ß€")).rest("GET", "/branch").status_code == 200


# ---- roles


def test_a_user_without_rights_is_refused(client: Client) -> None:
    user = add_user(client, 37, "4127")
    for path in ("/rest/branch", "/api/gateways", "/rest/no/such", "/rest/auto-attendant/livemode/1", "/services/x"):
        response = user.send("GET", f"/sipxconfig{path}")
        assert (response.status_code, response.reason) == (403, "Access is denied"), path
        assert response.headers["Content-Type"] == HTML


@pytest.mark.parametrize("path", ["/rest/my/x", "/api/my/x", "/rest/call/4"])
def test_a_users_own_resources_need_no_rights(client: Client, path: str) -> None:
    user = add_user(client, 37, "4127")
    assert user.send("GET", f"/sipxconfig{path}").status_code not in (401, 403)


def test_administrators_are_made_by_permission_not_by_name(client: Client) -> None:
    path = "permission/application/superadmin"
    assert add_user(client, 37, "own", settings={path: "ENABLE"}).rest("GET", "/branch").status_code == 200
    assert add_user(client, 38, "group", groups=[6]).rest("GET", "/branch").status_code == 200
    user = add_user(client, 39, "not", groups=[6], settings={path: "DISABLE"})
    assert user.rest("GET", "/branch").status_code == 403


def test_the_group_with_the_highest_weight_decides(client: Client) -> None:
    state = client.pbx.state()
    groups = state["tables"]["groups"]
    groups["12"] = {**groups["6"], "id": 12, "name": "staff", "weight": 9}
    groups["12"]["settings"] = {"permission/application/superadmin": "DISABLE"}
    client.pbx.load(state)
    assert add_user(client, 37, "4127", groups=[6, 12]).rest("GET", "/branch").status_code == 403


def test_the_permission_rest_opens_the_fork_only(client: Client, fork: Client) -> None:
    setting = {"permission/application/rest": "ENABLE"}
    assert add_user(client, 37, "4127", settings=setting).rest("GET", "/branch").status_code == 403
    assert add_user(fork, 37, "4127", settings=setting).rest("GET", "/branch").status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/auto-attendant", "allowed"),
        ("/auto-attendant/specialmode", "allowed"),
        ("/AUTO-ATTENDANT/specialmode", "allowed"),
        ("/auto-attendant/100/special", "allowed"),
        ("/auto-attendant/", "denied"),
        ("/auto-attendant?x=1", "denied"),
        ("/auto-attendant/livemode/1", "denied"),
    ],
)
def test_who_records_prompts_may_reach_attendants_by_the_exact_path(client: Client, path: str, status: str) -> None:
    settings = {"permission/call-handling/RecordSystemPrompts": "ENABLE"}
    user = add_user(client, 37, "4127", settings=settings)
    assert (user.rest("GET", path).status_code == 403) is (status == "denied")


def test_avatars_are_open_to_all(client: Client) -> None:
    assert bare(client).rest("GET", "/avatar/4127").status_code not in (401, 403)


# ---- the security filter


@pytest.mark.parametrize("path", ["/rest/branch", "/api/gateways/7", "/rest/no/such", "/services/x"])
def test_options_is_answered_before_everything(client: Client, path: str) -> None:
    response = bare(client).send("OPTIONS", "/sipxconfig" + path)
    assert (response.status_code, response.text) == (200, "")


def test_cors_headers(client: Client) -> None:
    response = client.rest("GET", "/branch")
    assert "Access-Control-Allow-Origin" not in response.headers
    assert response.headers["Access-Control-Allow-Credentials"] == "false"
    assert response.headers["Access-Control-Allow-Methods"] == "DELETE, HEAD, GET, PATCH, POST, PUT"
    assert response.headers["Access-Control-Max-Age"] == "3600"
    response = client.api("GET", "/gateways", headers={"Origin": "https://a.test"})
    assert response.headers["Access-Control-Allow-Origin"] == "https://a.test"


def test_server_headers_tell_the_editions_apart(client: Client, fork: Client) -> None:
    assert client.rest("GET", "/branch").headers["Server"] == "Noelios-Restlet-Engine/1.1.4"
    assert client.api("GET", "/gateways").headers["Server"].startswith("Jetty(9.1.5")
    assert client.rest("GET", "/nothing").headers["Server"].startswith("Jetty(9.1.5")
    assert not fork.rest("GET", "/branch").headers["Server"].startswith("Noelios")
    assert not fork.api("GET", "/gateways").headers["Server"].startswith("Jetty(9")
    assert fork.rest("GET", "/branch").headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert client.rest("GET", "/branch").headers["Vary"] == "Accept-Charset, Accept-Encoding, Accept-Language, Accept"


def test_paths_outside_the_context(client: Client) -> None:
    assert bare(client).send("GET", "/").status_code == 404
    assert bare(client).send("GET", "/SIPXCONFIG/rest/branch").status_code == 404


# ---- /rest


@pytest.mark.parametrize("path", ["/nothing", "/Branch", "//branch", ""])
def test_unknown_paths_of_rest(client: Client, path: str) -> None:
    response = client.rest("GET", path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == HTML


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "text/xml"),
        ("*/*", "text/xml"),
        ("text/*", "text/xml"),
        ("application/json", "application/json"),
        ("application/*", "application/json"),
        ("text/xml, application/json", "text/xml"),
        ("text/xml;q=0.5, application/json", "application/json"),
        ("application/xml, application/json;q=0.1", "application/json"),
        ("application/xml", None),
        ("text/html", None),
        ("application/json;q=0", None),
    ],
)
def test_negotiation_of_rest(client: Client, accept: str | None, media: str | None) -> None:
    response = client.rest("GET", "/branch", headers={"Accept": accept} if accept else {"Accept": ""})
    if media is None:
        assert (response.status_code, response.headers["Content-Type"]) == (406, HTML)
    else:
        assert (response.status_code, response.headers["Content-Type"]) == (200, media)


def test_put_of_length_zero_is_400_on_every_resource(client: Client) -> None:
    for path in ("/branch", "/branch/999"):
        response = client.rest("PUT", path, b"")
        assert (response.status_code, response.reason) == (400, "Missing request entity")
    assert client.rest("POST", "/branch", b"").status_code == 500


def test_head_of_rest(client: Client) -> None:
    response = client.rest("HEAD", "/branch")
    assert (response.status_code, response.text) == (200, "")
    assert int(response.headers["Content-Length"]) == len(client.rest("GET", "/branch").content)


def test_entities_and_dtds_are_never_resolved(client: Client) -> None:
    body = '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/hostname">]><branch><name>a&x;b</name><address/></branch>'
    client.rest("PUT", "/branch", body)
    found = client.rest("GET", "/branch", headers=AS_JSON).json()["branch"]["branches"]
    assert [branch["name"] for branch in found] in ([], ["ab"])


# ---- /api


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/xml", "application/xml"),
        ("text/xml", "text/xml"),
        ("application/xml;q=0.9, application/json;q=0.8", "application/xml"),
    ],
)
def test_negotiation_of_api(client: Client, accept: str | None, media: str) -> None:
    response = client.api("GET", "/gateways", headers={"Accept": accept or ""})
    assert (response.status_code, response.headers["Content-Type"]) == (200, media)


@pytest.mark.parametrize(
    ("path", "accept", "media"),
    [
        ("/gateways.json", "application/xml", "application/json"),
        ("/gateways.xml", "application/json", "application/xml"),
        ("/gateways?_type=xml", "application/json", "application/xml"),
        ("/gateways?_type=json", "application/xml", "application/json"),
    ],
)
def test_suffix_and_query_beat_accept(client: Client, path: str, accept: str, media: str) -> None:
    assert client.api("GET", path, headers={"Accept": accept}).headers["Content-Type"] == media


def test_the_bare_id_is_served_under_the_negotiated_type(client: Client) -> None:
    response = client.api("POST", "/gateways", json=GATEWAY, headers=AS_XML)
    assert (response.text, response.headers["Content-Type"]) == ("7", "application/xml")


@pytest.mark.parametrize(
    ("method", "path", "arguments", "text", "real"),
    [
        ("GET", "/gatewayz", {}, "javax.ws.rs.NotFoundException: HTTP 404 Not Found", 404),
        ("GET", "/Gateways", {}, "javax.ws.rs.NotFoundException: HTTP 404 Not Found", 404),
        ("GET", "/", {}, "javax.ws.rs.NotFoundException: HTTP 404 Not Found", 404),
        ("GET", "/gateways/3/rules", {}, NOT_FOUND, 404),
        ("GET", "/rules/x", {}, NOT_FOUND, 404),
        ("GET", "/rules/99999999999", {}, NOT_FOUND, 404),
        ("PUT", "/gateways", {}, "javax.ws.rs.ClientErrorException: HTTP 405 Method Not Allowed", 405),
        (
            "GET",
            "/gateways",
            {"headers": {"Accept": "text/html"}},
            "javax.ws.rs.ClientErrorException: HTTP 406 Not Acceptable",
            406,
        ),
        (
            "POST",
            "/gateways",
            {"data": "x", "headers": TEXT},
            "javax.ws.rs.ClientErrorException: HTTP 415 Unsupported Media Type",
            415,
        ),
        (
            "POST",
            "/gateways",
            {"data": "{}", "headers": {"Content-Type": "text/json"}},
            "javax.ws.rs.ClientErrorException: HTTP 415 Unsupported Media Type",
            415,
        ),
        (
            "POST",
            "/gateways",
            {"data": b"{}"},
            "javax.ws.rs.WebApplicationException: HTTP 415 Unsupported Media Type",
            415,
        ),
        (
            "POST",
            "/gateways",
            {"data": "<a>", "headers": {"Content-Type": "text/xml"}},
            "javax.ws.rs.BadRequestException: HTTP 400 Bad Request",
            400,
        ),
    ],
)
def test_framework_errors(client: Client, fork: Client, method: str, path: str, arguments: dict[str, Any], text: str, real: int) -> None:
    response = client.api(method, path, **arguments)
    assert (response.status_code, response.text) == (500, text)
    assert response.headers["Content-Type"] == "text/xml"
    response = fork.api(method, path, **arguments)
    assert (response.status_code, response.text) == (real, "")


def test_errors_of_resources_carry_the_negotiated_type(client: Client) -> None:
    for accept in ("application/json", "application/xml", "text/xml"):
        response = client.api("GET", "/gateways/999", headers={"Accept": accept})
        assert (response.status_code, response.headers["Content-Type"]) == (404, accept)
        with pytest.raises(requests.JSONDecodeError):
            response.json()


def test_the_fork_has_another_json_library(fork: Client) -> None:
    response = fork.api("POST", "/gateways", json={"x": 1})
    assert response.status_code == 500
    assert response.text.startswith("com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException: ")


def test_bodies_must_be_utf8(client: Client) -> None:
    body = '{"name":"ß"}'.encode("latin-1")
    headers = {"Content-Type": "application/json; charset=iso-8859-1"}
    response = client.api("POST", "/gateways", data=body, headers=headers)
    assert response.status_code == 500
    assert response.text.startswith("org.codehaus.jackson.JsonParseException")


def test_odd_paths_of_api(client: Client) -> None:
    key = client.gateway()
    everything = client.api("GET", "/gateways").json()
    raw = "/sipxconfig/api"
    assert client.raw("GET", f"{raw}/gateways;v=1").json() == everything
    assert client.raw("GET", f"{raw}//gateways//{key};x=2/").json() == everything["gateways"][0]
    assert client.raw("GET", f"{raw}/gateways/%{ord(str(key)):x}").json() == everything["gateways"][0]


def test_an_encoded_slash_in_a_setting_path_is_a_slash(client: Client) -> None:
    key = client.gateway(model={"modelId": "sipTrunkStandard"})
    path = f"/sipxconfig/api/gateways/{key}/settings/itsp-account%2Fuser-name"
    assert client.raw("GET", path).json()["path"] == "itsp-account/user-name"


def test_non_ascii_is_utf8_and_the_header_says_no_charset(client: Client) -> None:
    key = client.gateway("Größe Łódź")
    response = client.api("GET", f"/gateways/{key}")
    assert response.headers["Content-Type"] == "application/json"
    assert "Größe Łódź".encode() in response.content
    assert "Größe Łódź".encode() in client.api("GET", f"/gateways/{key}", headers=AS_XML).content


def test_the_route_list_needs_no_login_without_the_slash(client: Client) -> None:
    response = bare(client).api("GET", "?_wadl")
    assert response.status_code == 200
    assert 'path="/gateways/"' in response.text
    assert bare(client).api("GET", "/?_wadl").status_code == 401
    assert client.api("GET", "/?_wadl").status_code == 200


def test_chunked_bodies(client: Client) -> None:
    body = iter([b"<branch><name>chunks</name>", b"<address/></branch>"])
    response = client.send("PUT", "/sipxconfig/rest/branch", data=body, headers={"Content-Type": "text/xml"})
    assert response.status_code == 201
