# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From a value as YAML writes it to the text that a setting of the PBX has. Pure.

The server checks nothing and stores any text, so that a wrong word breaks a service later (service_settings.yml, set):
what a setting cannot be is refused here. Private to the collection.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t

from .._resource import Known, called_secret
from .._wire import BadInput, nearest

#: How models of this server are known to spell true and false.
_PAIRS = (
    ("1", "0"),
    ("true", "false"),
    ("ENABLE", "DISABLE"),
    ("YES", "NO"),
    ("Y", "N"),
    ("enable", "disable"),
    ("enabled", "disabled"),
    ("yes", "no"),
    ("Yes", "No"),
    ("True", "False"),
    ("TRUE", "FALSE"),
    ("on", "off"),
    ("ON", "OFF"),
)
#: What a person, or a template that makes text of a boolean, may write for true and false.
_TRUE = frozenset(("true", "yes", "on", "y", "1", "enable", "enabled"))
_FALSE = frozenset(("false", "no", "off", "n", "0", "disable", "disabled"))
_OPEN_TYPES = ("string", "integer", "")
_QUOTE = "write it as text, in quotes"


@dataclasses.dataclass(frozen=True)
class Setting:
    """One setting as the server tells it. C(options) are the keys of an enum.

    C(samples) are texts that the server itself uses for it: its default first.
    """

    path: str
    type: str
    options: tuple[str, ...] | None
    value: str | None
    default: str | None
    samples: tuple[str | None, ...] = ()


def is_secret(path: str, known: Known, kind: str = "") -> bool:
    """Whether a setting of this type (when it is known) is never shown."""
    return known.secret or (kind in _OPEN_TYPES and not known.words and called_secret(path))


def known_of(known: t.Mapping[str, Known], path: str) -> Known:
    """What is known of a setting: by its path, else by the innermost group that tells."""
    if path in known:
        return known[path]
    parts = path.split("/")
    for count in range(len(parts) - 1, -1, -1):
        above = "/".join([*parts[:count], "*"])
        if above in known:
            return known[above]
    return Known()


def text_for(setting: Setting, known: Known, value: t.Any, longest: int) -> str:
    """The text to store for C(value). Raises BadInput, naming the path and what it may be."""
    text = _written(setting, known, value)
    shown = "the value given" if is_secret(setting.path, known, setting.type) else repr(value)
    if text == "" and _may_be_empty(setting, known):
        return text
    if text == "":
        raise BadInput(f"{setting.path} cannot be empty{_choice(setting, known)}; write null to reset it to its default")
    if setting.type == "boolean":
        return _boolean(setting, known, text, shown)
    problem = _problem(setting, known, text, longest)
    if problem:
        raise BadInput(f"{setting.path}: {shown} {problem}")
    return text


def _written(setting: Setting, known: Known, value: t.Any) -> str:
    """The value as text, spelled as this setting spells it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        words = _words(setting, known)
        if words is None:
            raise BadInput(f"{setting.path}: {_cannot_tell(setting, value)}")
        return words[0] if value else words[1]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if value == int(value):
            return str(int(value))
        if setting.type == "real":
            return repr(value)
        raise BadInput(f"{setting.path}: {value!r} is a number with a point, and this is a setting of type {setting.type}: {_QUOTE}")
    raise BadInput(f"{setting.path}: a value is one text, number or boolean, not a {'list' if isinstance(value, list) else 'mapping'}")


def _words(setting: Setting, known: Known) -> tuple[str, str] | None:
    """How this setting spells true and false, if that can be told."""
    if setting.type == "boolean":
        if known.words:
            return known.words
        for sample in setting.samples:
            pair = next((pair for pair in _PAIRS if sample in pair), None)
            if pair:
                return pair
    if setting.type == "enum":
        return next((pair for pair in _PAIRS if set(pair) == set(setting.options or ())), None)
    return None


def _cannot_tell(setting: Setting, value: bool) -> str:
    word = str(value).lower()
    if setting.type == "boolean":
        return f"how this setting spells {word} cannot be told, since it has neither value nor default: write the server's own word as text"
    has = f"it has the options {_listed(setting.options)}" if setting.options is not None else f"it is a setting of type {setting.type}"
    return f"YAML reads this as the boolean {word}, and {has}: {_QUOTE}"


def _may_be_empty(setting: Setting, known: Known) -> bool:
    if known.required:
        return False
    if setting.type == "boolean":
        words = _words(setting, known)
        return not words or "" in words or not setting.default
    if setting.type == "enum":
        return "" in (setting.options or ()) or not setting.default
    return True


def _choice(setting: Setting, known: Known) -> str:
    words = _words(setting, known) if setting.type == "boolean" else setting.options
    return f": it is one of {_listed(words)}" if words else ""


def _boolean(setting: Setting, known: Known, text: str, shown: str) -> str:
    words = _words(setting, known)
    if words is None or text in words:
        return text
    for word, meant in zip(words, (_TRUE, _FALSE), strict=True):
        if text.casefold() in meant:
            return word
    raise BadInput(f"{setting.path}: {shown} is neither of the words {_listed(words)}; write true or false")


def _problem(setting: Setting, known: Known, text: str, longest: int) -> str | None:
    if text.endswith(("\n", "\r")):
        return "ends with a line break, which would become part of the value: write it on one line, or as a block with |-"
    limit = min(longest, known.longest or longest)
    if len(text) > limit:
        return f"has {len(text)} characters, and there is room for {limit}"
    if setting.type == "enum":
        return _no_option(setting.options or (), text)
    if setting.type == "integer":
        return _out_of_range(known, text) if re.fullmatch(r"-?[0-9]+", text) else "is no whole number"
    if setting.type == "real":
        return _out_of_range(known, text) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else "is no number"
    if known.pattern and not re.fullmatch(known.pattern, text):
        return f"does not look as it must (it must match {known.pattern})"
    return None


def _no_option(options: t.Sequence[str], text: str) -> str | None:
    if text in options:
        return None
    if not options:
        return "cannot be: the server offers no option for it at present"
    near = nearest(text, options)
    return f"is not among its options {_listed(options)}" + (f"; did you mean {near[0]!r}?" if near else "")


def _out_of_range(known: Known, text: str) -> str | None:
    number = float(text)
    low, high = known.low, known.high
    if low is not None and high is not None and not low <= number <= high:
        return f"is out of range: write {low:.10g} to {high:.10g}"
    if low is not None and number < low:
        return f"is out of range: write {low:.10g} or more"
    if high is not None and number > high:
        return f"is out of range: write {high:.10g} or less"
    return None


def _listed(words: t.Iterable[str]) -> str:
    return ", ".join(repr(word) for word in sorted(words))
