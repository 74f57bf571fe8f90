# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which kinds depend on which: what is named comes before what names it. Private to the collection."""

from __future__ import annotations

import typing as t
from graphlib import TopologicalSorter

from .._resource import Resource


def order(resources: t.Iterable[Resource]) -> list[str]:
    """The kinds, each after the kinds that its fields name. Deleting goes the other way round.

    Raises graphlib.CycleError when descriptions refer to each other in a circle.
    """
    known = {resource.kind: resource for resource in resources}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for resource in known.values():
        named = {field.ref for field in resource.fields if field.ref} | set(resource.after)
        sorter.add(resource.kind, *sorted(kind for kind in named if kind in known and kind != resource.kind))
    return list(sorter.static_order())
