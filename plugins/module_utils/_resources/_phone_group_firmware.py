# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The firmware of all phones of a model in a group. Source of the facts: wire/phone_groups.yml, set_firmware.

What a group was told cannot be read, so its phones are looked at. The server switches those that have some firmware and obey
no stronger group, and says nothing of the others. Private to the collection.
"""

from __future__ import annotations

from .._resource import Field, Part, Raw, Reader, Seen, Step, Values, Wanted
from .._wire import SELF, BadInput, Call
from . import _phone_models
from ._groups import groups_of

FIELD = Field("firmware", type="dict", clearable=False)


def _read(reader: Reader, wanted: Wanted, seen: Seen) -> Values:
    """By model, what the phones that obey this group have; and in the facts what must be told."""
    found: Values = {}
    switches = seen.facts["switches"] = []
    for name, firmware in (wanted.values.get("firmware") or {}).items():
        model = reader.need("phone_model", name, "firmware")
        if not isinstance(firmware, str) or not firmware:
            raise BadInput(f"firmware: name the firmware of phone model {name!r}; what a group was told cannot be taken back")
        _phone_models.check_firmware("firmware", name, model["versions"], firmware)
        number = _phone_models.number_of(model, firmware)
        phones = [row for row in reader.rows("phone") if row["model"]["modelId"] == name and _in_group(row, seen)]
        obey = [row for row in phones if row.get("deviceVersion") and _strongest(row, seen)]
        found[name] = next((row["deviceVersion"] for row in obey if row["deviceVersion"] != firmware), firmware)
        if found[name] != firmware:
            switches.append((name, number, firmware))
        _warn(wanted, seen, name, [row for row in phones if row not in obey and row.get("deviceVersion") != firmware], bool(obey))
    return {"firmware": found}


def _in_group(row: Raw, seen: Seen) -> bool:
    return seen.raw is not None and seen.raw["name"] in groups_of(row.get("groups"))


def _strongest(row: Raw, seen: Seen) -> bool:
    """Whether no other group of the phone weighs as much."""
    own = (seen.raw or {})["weight"] or 0
    return all((group.get("weight") or 0) < own for group in row["groups"] if group["name"] != (seen.raw or {})["name"])


def _warn(wanted: Wanted, seen: Seen, model: str, left: list[Raw], any_obeys: bool) -> None:
    if left:
        serials = ", ".join(str(row["serialNo"]) for row in left[:10]) + (" and more" if len(left) > 10 else "")
        seen.warnings.append(
            f"phone group {wanted.key!r} does not decide on the firmware of {serials}: such a phone has none set yet, or another group that"
            " weighs as much or more. Set it with sipx_phone"
        )
    elif not any_obeys:
        seen.warnings.append(f"phone group {wanted.key!r} has no phone of model {model!r}, so that there is no firmware to switch")


def _steps(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    path = "/api/phoneGroups/{id}/model/{model}/firmware/{number}"
    return [
        Step(
            Call("PUT", path, {"id": SELF, "model": model, "number": number}),
            f"switch the {model} of phone group {wanted.key!r} to {firmware}",
        )
        for model, number, firmware in seen.facts.get("switches", ())
    ]


PART = Part((FIELD.name,), _read, _steps)
