# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Values as YAML writes them, spelled as a setting spells them."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.spelling import Setting, is_secret, text_for
from ansible_collections.sipxcom.pbx.plugins.module_utils._resource import Known
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import BadInput

PLAIN = Known()


def setting(kind: str, default: str | None = None, options: tuple[str, ...] | None = None, path: str = "group/name") -> Setting:
    return Setting(path, kind, options, default, default, (default, default))


def spell(value: Any, kind: str, known: Known = PLAIN, **more: Any) -> str:
    return text_for(setting(kind, **more), known, value, 7500)


def refused(value: Any, kind: str, known: Known = PLAIN, **more: Any) -> str:
    with pytest.raises(BadInput) as error:
        spell(value, kind, known, **more)
    return error.value.message


@pytest.mark.parametrize("pair", [("1", "0"), ("true", "false"), ("Y", "N"), ("YES", "NO"), ("ENABLE", "DISABLE"), ("freenum.org", "")])
@pytest.mark.parametrize("written", [(True, False), ("yes", "no"), ("True", "False"), (1, 0), ("on", "off"), ("enabled", "DISABLE")])
def test_a_boolean_takes_the_words_of_the_table(pair: tuple[str, str], written: tuple[Any, Any]) -> None:
    known = Known(words=pair)
    assert (spell(written[0], "boolean", known), spell(written[1], "boolean", known)) == pair


@pytest.mark.parametrize(("default", "words"), [("0", ("1", "0")), ("Y", ("Y", "N")), ("true", ("true", "false")), ("NO", ("YES", "NO"))])
def test_without_a_table_the_default_tells_the_words(default: str, words: tuple[str, str]) -> None:
    assert (spell(True, "boolean", default=default), spell(False, "boolean", default=default)) == words


def test_without_table_and_default_a_boolean_is_refused_and_a_text_is_taken() -> None:
    assert "cannot be told" in refused(True, "boolean")
    assert spell("active", "boolean") == "active"


def test_a_text_that_is_no_boolean_is_refused_with_both_words() -> None:
    assert refused("maybe", "boolean", default="N") == "group/name: 'maybe' is neither of the words 'N', 'Y'; write true or false"


def test_the_table_is_stronger_than_a_value_that_somebody_has_spoilt() -> None:
    assert spell(True, "boolean", Known(words=("ENABLE", "DISABLE")), default="false") == "ENABLE"


def test_an_enum_of_two_boolean_words_takes_a_boolean() -> None:
    assert spell(True, "enum", options=("true", "false"), default="false") == "true"
    assert spell(False, "enum", options=("0", "1"), default="0") == "0"


def test_an_option_that_yaml_takes_for_a_boolean_must_be_quoted() -> None:
    assert "in quotes" in refused(False, "enum", options=("en", "no"), default="en")
    assert "in quotes" in refused(True, "string")


def test_an_enum_takes_its_options_only() -> None:
    assert spell("DEBUG", "enum", options=("DEBUG", "INFO")) == "DEBUG"
    assert refused("debug", "enum", options=("DEBUG", "INFO")).endswith("'DEBUG', 'INFO'; did you mean 'DEBUG'?")
    assert "offers no option" in refused("192.0.2.1", "enum", options=())
    assert "cannot be empty: it is one of" in refused("", "enum", options=("DEBUG", "INFO"), default="INFO")
    assert spell("", "enum", options=("dialog", ""), default="dialog") == ""
    assert spell("", "enum", options=("a",)) == ""


def test_numbers_keep_their_range() -> None:
    port = Known(low=1025, high=65535)
    assert spell(5060, "integer", port) == "5060"
    assert spell("5060", "integer", port) == "5060"
    assert spell(5060.0, "integer", port) == "5060"
    for number in (80, 65536, -1):
        assert refused(number, "integer", port).endswith("is out of range: write 1025 to 65535")
    assert refused(29, "integer", Known(low=30)).endswith("30 or more")
    assert refused(31, "integer", Known(high=30)).endswith("30 or less")
    for text in ("4m", " 5", "0x10", "5.5"):
        assert "no whole number" in refused(text, "integer")
    assert "with a point" in refused(5.5, "integer")
    assert spell(2.5, "real") == "2.5"
    assert spell(2.0, "real") == "2"
    assert "no number" in refused("fast", "real")


def test_a_number_with_a_point_is_no_text() -> None:
    assert "in quotes" in refused(1.10, "string")
    assert spell("1.10", "string") == "1.10"
    assert spell(7701, "string") == "7701"


@pytest.mark.parametrize("value", [["a"], {"a": 1}])
def test_a_value_is_one_value(value: Any) -> None:
    assert "one text, number or boolean" in refused(value, "string")


def test_texts_fit_and_match() -> None:
    assert "room for 3" in refused("1234", "string", Known(longest=3))
    with pytest.raises(BadInput, match="room for 5"):
        text_for(setting("string"), PLAIN, "123456", 5)
    assert "must match" in refused("a", "string", Known(pattern="[0-9*#]+"))
    assert spell("", "string", Known(pattern="[0-9*#]+")) == ""
    assert "cannot be empty" in refused("", "string", Known(required=True))
    assert "line break" in refused("a\n", "string")
    assert spell("a\nb", "string") == "a\nb"


def test_several_words_of_a_multiple_choice_go_as_they_are() -> None:
    assert spell("G722|PCMU", "multiEnum", options=("G722", "PCMU")) == "G722|PCMU"


@pytest.mark.parametrize("name", ["password", "imbot.paPassword", "authPasswd", "SECRET", "userPin", "pin", "PIN", "adminPwd"])
def test_what_is_called_a_secret_is_one(name: str) -> None:
    assert is_secret("group/" + name, PLAIN, "string")
    assert is_secret("group/" + name, PLAIN)
    assert not is_secret("group/" + name, PLAIN, "boolean")
    assert not is_secret("group/" + name, Known(words=("1", "0")))
    assert not is_secret(name + "/other", PLAIN, "string")


@pytest.mark.parametrize("name", ["mapping", "pingInterval", "SIP_REDIRECT.100-PICKUP.CALL_PICKUP_WAIT", "user-name"])
def test_not_everything_is_a_secret(name: str) -> None:
    assert not is_secret("group/" + name, PLAIN, "string")


def test_the_refusal_of_a_secret_does_not_show_it() -> None:
    text = refused("n0t-t0-be-seen\n", "string", path="group/password")
    assert "n0t-t0-be-seen" not in text
    assert "the value given" in text
