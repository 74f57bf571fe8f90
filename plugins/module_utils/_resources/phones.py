# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phones with their lines, groups and settings. Source of the facts: wire/phones.yml.

The list tells all of a phone but its settings. Calls go by id, since a serial number of digits would be taken for one. An
update replaces serial number, firmware and description; groups and lines have calls of their own. Private to the collection.
"""

from __future__ import annotations

from .._resource import Field, Follow, Part, Reader, Resource, Seen, Step, Values, Wanted, called_secret
from .._wire import SELF, BadInput, Call
from . import _checks, _lists, _phone_lines, _phone_models, _phone_trees, _serials
from ._groups import membership


def _examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    model = wanted.values.get("model") or seen.values.get("model")
    if model:  # else a new phone is refused for want of it
        _check_serial(wanted, seen, model)
        _check_firmware(reader, wanted, seen, model)
    if "lines" in wanted.values:
        _phone_lines.examine(reader, wanted, seen, _phone_models.LINES.get(str(model)))
    for group in wanted.values.get("groups") or []:
        problem = _checks.group_name(group)
        if problem:
            raise BadInput(f"groups: {group!r} {problem}")
    if wanted.options["restart"] and wanted.options["send_profile"] != "never" and model in _phone_models.UNRESTARTABLE:
        seen.warnings.append(f"phone {wanted.key!r}: the PBX cannot restart model {model!r}; it reads its profile when it starts next")


def _check_serial(wanted: Wanted, seen: Seen, model: str) -> None:
    hardware = model in _phone_models.LINES and model not in _phone_models.SOFT_PHONES
    if hardware and seen.values.get("serial") != wanted.key and not _serials.is_mac(wanted.key):
        raise BadInput(f"serial: {wanted.key!r} is no MAC address, and phone model {model!r} needs one: write twelve hex digits, in quotes")


def _check_firmware(reader: Reader, wanted: Wanted, seen: Seen, model: str) -> None:
    firmware = wanted.values.get("firmware")
    if firmware and firmware != seen.values.get("firmware"):
        _phone_models.check_firmware("firmware", model, reader.need("phone_model", model, "model")["versions"], firmware)


def _group_steps(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
    """By name, one by one: groups in the body of an update are only added, and not where a name is part of another's."""
    now, then = before["groups"] or [], after["groups"] or []
    title = f"phone {wanted.key!r}"
    one = "/api/phones/{id}/groups/{group}"
    put = [Step(Call("POST", one, {"id": SELF, "group": name}), f"put {title} into group {name!r}") for name in then if name not in now]
    if len(now) > 1 and not then:
        return [Step(Call("DELETE", "/api/phones/{id}/groups", {"id": SELF}), f"take {title} out of its groups")]
    return put + [
        Step(Call("DELETE", one, {"id": SELF, "group": name}), f"take {title} out of group {name!r}") for name in now if name not in then
    ]


def _send_profile(wanted: Wanted) -> Step:
    path = "/api/phones/{id}/sendProfile" + ("/restart" if wanted.options["restart"] else "")
    return Step(
        Call("PUT", path, {"id": SELF}),
        f"send the profile of phone {wanted.key!r}, which is as wanted otherwise (sipx_phone_profile can send it later)",
    )


PHONE = Resource(
    kind="phone",
    title="phone",
    plural="phones",
    key="serial",
    fields=(
        Field("serial", "serialNo", required=True, clearable=False, spelled=_serials.spelled),
        Field("model", "model.modelId", required=True, fixed=True, clearable=False, ref="phone_model"),
        Field("firmware", "deviceVersion"),
        Field("description", "description", check=_checks.short_text),
        membership("phone_group"),
        Field(
            "lines",
            "lines",
            "list",
            elements="dict",
            options=_phone_lines.OPTIONS,
            spelled=_phone_lines.spelled,
            hides=_phone_lines.is_secret,
            combine=_phone_lines.combined,
            from_wire=_phone_lines.from_wire,
            to_wire=_phone_lines.to_wire,
        ),
        Field("settings", type="dict", hides=called_secret),
    ),
    rows_call=Call("GET", "/api/phones"),
    rows_at=("phones",),
    item=Call("GET", "/api/phones/{id}", {"id": SELF}),
    find=_serials.read,
    create=Call("POST", "/api/phones"),
    update=Call("PUT", "/api/phones/{id}", {"id": SELF}),
    delete=Call("DELETE", "/api/phones/{id}", {"id": SELF}),
    examine=_examine,
    parts=(Part(("groups",), None, _group_steps), Part(("lines",), None, _phone_lines.steps)),
    settings=_phone_trees.OF_PHONE,
    follow=Follow("profile_sent", _send_profile, lambda wanted: wanted.options["send_profile"]),
    extra={
        **_lists.mode_option("groups"),
        "send_profile": {"type": "str", "choices": ["never", "on_change", "always"], "default": "on_change"},
        "restart": {"type": "bool", "default": False},
    },
    after=("user",),
)
