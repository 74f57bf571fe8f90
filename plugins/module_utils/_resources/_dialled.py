# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What can be dialled to reach a dial rule. Source of the facts: wire/dial_rules.yml (fields, emergency_routing).

The proxy goes through the rules in the order of the list, and the first that fits has the call. Private to the collection.
"""

from __future__ import annotations

import itertools
import re
import typing as t

from .._resource import Raw

#: What telephones with an emergency key dial.
SOS = "sos"
_ANY = -1


def emergency_words(rule: Raw) -> list[str]:
    """All that an emergency rule answers to: the word sos, its number, and the number after its prefix."""
    number, prefix = rule.get("emergencyNumber") or "", rule.get("optionalPrefix") or ""
    return [SOS, *([number] if number else []), *([prefix + number] if number and prefix else [])]


def takes(rule: Raw, word: str) -> bool:
    """Whether a rule fits what is dialled. Where that is not certain, it does."""
    if rule["type"] == "Emergency":
        return word in emergency_words(rule)
    if rule["type"] == "Attendant":
        return word in (rule.get("extension"), rule.get("did"), *(rule.get("attendantAliases") or "").split())
    return any(_fits(prefix, digits, word) for prefix, digits in _patterns(rule))


def _patterns(rule: Raw) -> t.Iterator[tuple[str, int]]:
    """Prefixes, each with how many digits follow it."""
    for pattern in (rule.get("dialPatterns") or {}).get("patterns") or []:
        yield pattern.get("prefix") or "", int(pattern.get("digits") or 0)
    if rule["type"] == "Long_Distance":
        first = _variants(rule, "pstnPrefix")
        second = _variants(rule, "longDistancePrefix")
        areas = re.split(r"[,\s]+", (rule.get("areaCodes") or "").strip())
        length = int(rule.get("externalLen") or 0)
        for before, distance, area in itertools.product(first, second, areas):
            yield before + distance + area, max(length - len(area), 0) if length > 0 else _ANY


def _variants(rule: Raw, name: str) -> list[str]:
    """A prefix, and none where it may be left out."""
    prefix = rule.get(name) or ""
    return [prefix, ""] if prefix and rule.get(f"{name}Optional") else [prefix]


def _fits(prefix: str, digits: int, word: str) -> bool:
    rest = word.removeprefix(prefix)
    return word.startswith(prefix) and (digits == _ANY or (len(rest) == digits and (rest.isdecimal() or not rest)))
