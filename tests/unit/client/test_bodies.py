# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""XML and JSON bodies: what goes out is what the server parses, and nothing hostile comes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._client import bodies, bodies_form, bodies_json, bodies_xml
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import (
    BadInput,
    Call,
    Json,
    Latin1Json,
    OddAnswer,
    Text,
    Upload,
    Xml,
    XStreamJson,
)


def test_xml_repeats_lists_leaves_out_none_and_keeps_empty_text() -> None:
    body = bodies_xml.dump("user", {"userName": "4127", "pin": "", "branch": None, "groups": {"group": [{"id": 3}, {"id": 4}]}, "on": True})
    assert body.split(b"?>\n", 1)[1] == (
        b"<user><userName>4127</userName><pin></pin><groups><group><id>3</id></group><group><id>4</id></group></groups><on>true</on></user>"
    )


def test_an_empty_element_with_attributes_is_a_dict_of_them() -> None:
    body = b'<books><book name="a &amp; b"/><book name="c"/><other name="d">text</other></books>'
    assert bodies_xml.load(body) == ("books", {"book": [{"name": "a & b"}, {"name": "c"}], "other": "text"})


def test_xml_round_trip_keeps_text_with_markup_and_accents() -> None:
    data = {"name": "<Zoë & Søn>", "list": {"item": ["a", "b"]}}
    assert bodies_xml.load(bodies_xml.dump("x", data)) == ("x", data)


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>',
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>',
        b"<!DOCTYPE r []><r/>",
        b"<r><unclosed></r>",
        b"",
    ],
)
def test_a_document_with_a_dtd_or_broken_is_refused(document: bytes) -> None:
    with pytest.raises(ValueError, match=r"DTD|not readable"):
        bodies_xml.load(document)


def test_text_that_xml_cannot_carry_is_told_without_a_traceback() -> None:
    with pytest.raises(BadInput, match="cannot be sent"):
        bodies.written(Call("PUT", "/rest/branch", body=Xml("branch", {"name": "a\x00b"})))


def test_json_goes_out_as_utf8() -> None:
    assert bodies_json.dump({"name": "Zoë"}) == b'{"name":"Zo\xc3\xab"}'
    assert bodies.written(Call("POST", "/api/users", body=Json({"a": None}))) == (b'{"a":null}', "application/json")


def test_a_setting_value_is_sent_byte_for_byte_as_plain_text() -> None:
    assert bodies.written(Call("PUT", "/api/dns/settings/{p:path}", {"p": "a"}, body=Text("INFO "))) == (b"INFO ", "text/plain")


def test_a_write_without_body_on_the_rest_mount_still_sends_a_byte() -> None:
    assert bodies.written(Call("PUT", "/rest/call/{to}", {"to": "1"}))[0] == b" "
    assert bodies.written(Call("PUT", "/api/gateways/{g}/rules/{r}", {"g": 1, "r": 2}))[0] is None


def test_a_file_is_read_piece_by_piece_and_can_be_sent_again(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(bytes(range(256)) * 40)
    form, media = bodies.written(Call("POST", "/api/moh/prompts", body=Upload(str(tmp_path / "a.wav"), "hold music.wav")))
    assert isinstance(form, bodies_form.Form)
    pieces = []
    while piece := form.read(1000):
        pieces.append(piece)
    assert {len(piece) for piece in pieces[:-1]} == {1000}
    whole = b"".join(pieces)
    assert len(whole) == len(form)
    boundary = media.partition("boundary=")[2].encode()
    assert whole.startswith(b"--" + boundary + b'\r\nContent-Disposition: form-data; name="file"; filename="hold music.wav"\r\n')
    assert whole.endswith(b"\r\n\r\n" + bytes(range(256)) * 40 + b"\r\n--" + boundary + b"--\r\n")
    form.rewind()
    assert form.read() == whole
    form.close()


@pytest.mark.parametrize("name", ["", 'a".wav', "a\\b.wav", "a\r\nX: y.wav"])
def test_a_file_name_that_would_break_the_header_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.wav").write_bytes(b"")
    with pytest.raises(BadInput, match="file name"):
        bodies.written(Call("POST", "/api/moh/prompts", body=Upload(str(tmp_path / "a.wav"), name)))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"cannot read the file .*/missing\.wav: No such file"):
        bodies.written(Call("POST", "/api/moh/prompts", body=Upload(str(tmp_path / "missing.wav"), "a.wav")))


def test_a_raw_answer_is_not_parsed() -> None:
    call = Call("GET", "/api/moh/prompts/{name}", {"name": "a.wav"}, raw=True)
    assert bodies.read(call, 200, "audio/x-wav", b" \x00\xff").data == b" \x00\xff"
    assert bodies.read(call, 200, "audio/x-wav", b"").data == b""
    with pytest.raises(OddAnswer, match="web page"):
        bodies.read(call, 200, "text/html", b"<html><title>Login</title></html>")


def _sent(body: Latin1Json | XStreamJson) -> bytes:
    sent, media = bodies.written(Call("PUT", "/rest/my/x", body=body))
    assert media == "application/json"
    assert isinstance(sent, bytes)
    return sent


def test_text_that_comes_back_as_it_was_goes_out_as_utf8() -> None:
    assert _sent(Latin1Json({"label": "Zoë", "gone": None})) == b'{"label":"Zo\xc3\xab","gone":null}'


@pytest.mark.parametrize("data", [{"label": "Łukasz"}, {"buttons": [{"label": "Łukasz"}]}, {"menu": {"Ł": "200"}}])
def test_text_that_would_come_back_as_question_marks_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(BadInput, match="would turn 'Ł' into question marks"):
        _sent(Latin1Json(data))


def test_no_null_is_ever_stored_as_the_text_null() -> None:
    sent = _sent(XStreamJson("conference", {"code": None, "name": "a", "owner": {"pin": None, "on": False}, "empty": ""}))
    assert sent == b'{"conference":{"name":"a","owner":{"on":false},"empty":""}}'


def test_a_list_for_xstream_stands_below_the_name_of_its_items() -> None:
    assert _sent(XStreamJson("x", {"aliases": {"string": ["a", None, "b"]}})) == b'{"x":{"aliases":{"string":["a","b"]}}}'
    for bare in (["a@x"], ["a@x", "b@x"], []):
        with pytest.raises(BadInput, match="the list aliases must stand below the name of its items"):
            _sent(XStreamJson("x", {"aliases": bare}))


@pytest.mark.parametrize(
    ("media", "body"),
    [("text/plain; charset=ISO-8859-1", b'["Zo\xeb"]'), ("text/plain", b'["Zo\xc3\xab"]'), ("application/json", b'["Zo\xc3\xab"]')],
)
def test_json_is_read_in_the_character_set_that_it_has(media: str, body: bytes) -> None:
    assert bodies.read(Call("GET", "/rest/my/x"), 200, media, body).data == ["Zoë"]
