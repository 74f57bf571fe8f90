# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phone models: what the PBX can provision. Source of the facts: wire/phones.yml, phones.models. Private to the collection."""

from __future__ import annotations

from .._resource import Field, Resource
from .._wire import Call

PHONE_MODEL = Resource(
    kind="phone_model",
    title="phone model",
    plural="phone models",
    key="model",
    fields=(
        Field("model", "modelId", read_only=True),
        Field("label", "label", read_only=True),
        Field("vendor", "vendor", read_only=True),
        Field("firmware", "versions", "list", elements="str", read_only=True),
    ),
    rows_call=Call("GET", "/api/phones/models"),
    rows_at=("models",),
    ident="modelId",
    rename=False,
    read_only=True,
)
