# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""XML and JSON bodies: what goes out is what the server parses, and nothing hostile comes in."""

from __future__ import annotations

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._client import bodies, bodies_json, bodies_xml
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import BadInput, Call, Json, Text, Xml


def test_xml_repeats_lists_leaves_out_none_and_keeps_empty_text() -> None:
    body = bodies_xml.dump("user", {"userName": "4127", "pin": "", "branch": None, "groups": {"group": [{"id": 3}, {"id": 4}]}, "on": True})
    assert body.split(b"?>\n", 1)[1] == (
        b"<user><userName>4127</userName><pin></pin><groups><group><id>3</id></group><group><id>4</id></group></groups><on>true</on></user>"
    )


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
