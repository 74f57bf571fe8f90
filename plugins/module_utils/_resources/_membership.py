# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which gateways are in which dial rules: readable only as a difference of two lists (wire/gateways.yml, idempotency).

The order inside a rule cannot be read at all: adding appends, and only taking out and putting back moves a gateway.
Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Raw, Reader
from .._wire import SELF, Call


def _outside(reader: Reader, gateway_id: object) -> set[t.Any]:
    """The ids of the rules that could use a gateway and do not."""
    return {rule["id"] for rule in reader.get(Call("GET", "/api/gateways/{id}/availablerules", {"id": gateway_id}))["rules"]}


def rules_of(reader: Reader, gateway: Raw) -> list[Raw]:
    """The dial rules that contain a gateway, in the order of the dial plan."""
    if reader.is_planned(gateway):
        return []
    outside = _outside(reader, gateway["id"])
    real = [rule for rule in reader.rows("dial_rule") if not reader.is_planned(rule)]
    return [rule for rule in real if rule["gatewayAware"] and rule["id"] not in outside]


def gateways_of(reader: Reader, rule: Raw) -> list[Raw]:
    """The gateways in a dial rule that can use gateways. One read for each gateway of the PBX; order not known."""
    if reader.is_planned(rule):
        return []
    real = [row for row in reader.rows("gateway") if not reader.is_planned(row)]
    return [row for row in real if rule["id"] not in _outside(reader, row["id"])]


def put_in(gateway_id: object) -> Call:
    """Appends a gateway to the rule that SELF stands for; one that is in it keeps its place."""
    return Call("PUT", "/api/gateways/{gateway}/rules/{rule}", {"gateway": gateway_id, "rule": SELF})


def take_out(gateway_id: object) -> Call:
    """Takes a gateway out of the rule that SELF stands for. The last one out switches most rules off."""
    return Call("DELETE", "/api/gateways/{gateway}/rules/{rule}", {"gateway": gateway_id, "rule": SELF})


def moves(before: list[str], after: list[str], reorder: bool = False) -> list[tuple[bool, str]]:
    """What leads from the members C(before) to C(after), in that order: pairs of whether to put in, and whom.

    What stands in C(after) behind a new member is taken out and put back behind it; with C(reorder) all are. The rule
    is never empty in between. Until the last pair is done the members differ from C(after), so that an interrupted run
    is finished by the next one (except where a single member shall stand behind a single new one).
    """
    missing = [name for name in after if name not in before]
    unwanted = [name for name in before if name not in after]
    kept = [name for name in after if name in before]
    start = after.index(missing[0]) if missing else len(after)
    if reorder and len(kept) > 1:
        start = 0
    tail = after[start:]
    moved = [name for name in tail if name in before]
    if not moved or unwanted or after[:start]:
        return _outs(moved) + _ins(tail) + _outs(unwanted)
    # Nobody else holds the rule: one member stays in until a new one is.
    last = tail[0] if tail[0] in moved else moved[-1]
    first_out = _outs([name for name in moved if name != last])
    if last == tail[0]:
        return first_out + _ins(tail[1:])
    if len(tail) > 2 and last == tail[1]:
        # The first two alone would look finished: the one at the end holds the rule instead.
        return [(True, tail[-1]), (False, last), (True, tail[0]), (False, tail[-1]), *_ins(tail[1:])]
    return [*first_out, (True, tail[0]), (False, last), *_ins(tail[1:])]


def _ins(names: list[str]) -> list[tuple[bool, str]]:
    return [(True, name) for name in names]


def _outs(names: list[str]) -> list[tuple[bool, str]]:
    return [(False, name) for name in names]
