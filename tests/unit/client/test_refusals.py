# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the client refuses before it sends anything: addresses and options that would reach something else."""

from __future__ import annotations

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._client import paths, settings
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import BadInput, Call

OPTIONS = {name: option.get("default") for name, option in settings.OPTIONS.items()}
GIVEN = {**OPTIONS, "url": "https://pbx.example.org", "username": "superadmin", "password": "s3cret-word"}


@pytest.mark.parametrize("value", ["", " ", ".", ".."])
@pytest.mark.parametrize("path", ["/api/users/{name}", "/rest/permission/{name}", "/api/dns/settings/{name:path}"])
def test_a_path_parameter_that_is_empty_or_means_another_path_is_refused(path: str, value: str) -> None:
    with pytest.raises(BadInput, match="name"):
        paths.build(Call("DELETE", path, {"name": value}))


@pytest.mark.parametrize("value", ["a/", "/a", "a//b", "a/../b"])
def test_a_setting_path_with_an_empty_or_odd_part_is_refused(value: str) -> None:
    with pytest.raises(BadInput):
        paths.build(Call("PUT", "/api/dns/settings/{path:path}", {"path": value}))


@pytest.mark.parametrize("value", ["a/b", "..%2f/x"])
def test_a_slash_in_a_name_is_refused_because_the_front_server_cannot_address_it(value: str) -> None:
    with pytest.raises(BadInput, match="slash"):
        paths.build(Call("GET", "/api/users/{name}", {"name": value}))


@pytest.mark.parametrize("value", ["a b", "Zoë", "a+b", "a%20b", "a?b"])
def test_a_name_that_the_rest_mount_does_not_decode_is_refused(value: str) -> None:
    with pytest.raises(BadInput, match="does not decode"):
        paths.build(Call("GET", "/rest/permission/{name}", {"name": value}))


@pytest.mark.parametrize("value", ["report.xml", "x.json"])
def test_a_name_whose_ending_the_api_mount_cuts_off_is_refused(value: str) -> None:
    with pytest.raises(BadInput, match="cuts off"):
        paths.build(Call("GET", "/api/users/{name}", {"name": value}))


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (Call("GET", "/api/users/{name}", {"name": "Zoë K;x?"}), "/api/users/Zo%C3%AB%20K%3Bx%3F"),
        (
            Call("GET", "/api/users/{name}/settings/{path:path}", {"name": "1", "path": "a/b[0]/c d"}),
            "/api/users/1/settings/a/b%5B0%5D/c%20d",
        ),
        (Call("GET", "/api/gateways", query={"start": 0, "limit": 5, "none": None}), "/api/gateways?start=0&limit=5"),
        (Call("GET", "/rest/branch/{id}", {"id": 7}), "/rest/branch/7"),
    ],
)
def test_what_can_be_addressed_is_encoded(call: Call, expected: str) -> None:
    assert paths.build(call) == expected


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://pbx.example.org", "https://pbx.example.org"),
        ("https://pbx.example.org/", "https://pbx.example.org"),
        ("https://pbx.example.org:8443/sipxconfig/", "https://pbx.example.org:8443"),
        ("pbx.example.org", "https://pbx.example.org"),
        ("https://[::1]:443", "https://[::1]:443"),
    ],
)
def test_the_url_is_brought_to_one_form(url: str, base: str) -> None:
    assert settings.base_url(url) == base


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("http://pbx.example.org", "not https"),
        ("https://admin:pw@pbx.example.org", "options username and password"),
        ("https://pbx.example.org/other", "/other"),
        ("https://pbx.example.org:port", "cannot be read"),
        ("https://", "names no host"),
        ("https://pbx.example.org?x=1", "nothing after the port"),
    ],
)
def test_a_url_that_cannot_work_is_refused_with_what_to_write(url: str, hint: str) -> None:
    with pytest.raises(BadInput, match=hint) as caught:
        settings.base_url(url)
    assert "pw" not in str(caught.value).split()


@pytest.mark.parametrize("name", ["url", "username", "password"])
def test_a_missing_login_option_is_named_with_its_environment_variable(name: str) -> None:
    with pytest.raises(BadInput, match=f"{name}.*SIPX_{name.upper()}"):
        settings.from_params({**GIVEN, name: None})


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"ca_path": "/nowhere/ca.pem"}, "/nowhere/ca.pem"),
        ({"client_cert": "/nowhere/c.pem"}, "client_cert"),
        ({"client_key": __file__}, "without client_cert"),
        ({"timeout": 0.0}, "timeout is 0"),
        ({"deadline": -1.0}, "deadline is -1"),
        ({"retries": -1}, "retries is -1"),
    ],
)
def test_connection_options_that_make_no_sense_are_named(options: dict[str, object], hint: str) -> None:
    with pytest.raises(BadInput, match=hint):
        settings.from_params({**GIVEN, **options})


def test_words_of_a_segment_are_encoded_and_their_separators_are_not() -> None:
    call = Call("GET", "/rest/my/conference/{name}/{command:words}", {"name": "room", "command": ("say", "a b%c")})
    assert paths.build(call) == "/rest/my/conference/room/say&a%20b%25c"
    assert call.shown() == "/rest/my/conference/room/say&a b%c"
    for word in ("", "a/b", ".."):
        with pytest.raises(BadInput):
            paths.build(Call(call.method, call.path, {"name": "room", "command": ("say", word)}))


def test_settings_never_show_the_password() -> None:
    assert "s3cret-word" not in repr(settings.from_params(GIVEN))


@pytest.mark.parametrize(
    "path",
    [
        "/rest/my/phonebook/entry/{one}",
        "/rest/my/phonebookentry/{one}",
        "/rest/my/callfwdsched/{one}",
        "/rest/my/voicemail/pin/{one}",
        "/rest/my/voicemail/operator/{one}",
        "/rest/my/portal/password/{one:decoded}",
        "/rest/my/conferences/{one}",
        "/rest/my/conference/{one}/{one}",
    ],
)
@pytest.mark.parametrize("value", ["", " ", "..", "a/b"])
def test_no_call_of_a_users_services_falls_back_to_a_shorter_route(path: str, value: str) -> None:
    """DELETE /rest/my/phonebook/entry/ deletes the whole private phone book (wire/my_calls.yml, routing)."""
    for method in ("PUT", "DELETE"):
        with pytest.raises(BadInput):
            paths.build(Call(method, path, {"one": value}))
