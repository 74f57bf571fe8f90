# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Switches of a dict option, as people write them. Private to the collection."""

from __future__ import annotations

import typing as t

_ON = ("true", "yes", "on", "1", "enable", "enabled")
_OFF = ("false", "no", "off", "0", "disable", "disabled")


def as_switch(value: t.Any) -> t.Any:
    """True, False, None for null, or NotImplemented for what is no switch."""
    word = str(value).strip().lower()
    if value is None or isinstance(value, bool):
        return value
    return True if word in _ON else False if word in _OFF else NotImplemented


def bad_switches(value: t.Mapping[str, t.Any], advice: str, null: bool = False) -> str | None:
    """What is wrong with a dict of switches, in words that follow its value. C(null) says whether null is one."""
    bad = [str(key) for key, one in value.items() if as_switch(one) is NotImplemented or (one is None and not null)]
    return f"has no switch for {', '.join(bad)}: {advice}" if bad else None
