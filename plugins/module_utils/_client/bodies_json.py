# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""JSON bodies to and from plain data. Private to the collection."""

from __future__ import annotations

import json
import typing as t


def dump(data: t.Any) -> bytes:
    """UTF-8 JSON, as the server insists (conventions.md, 3.6)."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def load(body: bytes) -> t.Any:
    """Plain data. Raises ValueError on anything that is not one JSON value."""
    return json.loads(body.decode("utf-8"))
