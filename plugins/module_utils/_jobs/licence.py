# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The licence of Uniteme: sipx_license. Source of the facts: wire/license.yml. Private to the collection."""

from __future__ import annotations

import re
import typing as t

from .._engine import mask
from .._engine.apply import converge
from .._engine.state import State
from .._engine.world import World
from .._resource import Field, Reader, Step, Values
from .._wire import BadInput, Call, NotFound, Refused
from ._base import Job, Params, Report

_READ = Call("GET", "/api/license")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{1,2})-([A-Z][a-z]{2})-(\d{4})")


def _date(text: t.Any) -> str | None:
    """31-Dec-2030 as 2030-12-31; what is written otherwise stays as it is."""
    found = _DATE.fullmatch(text or "")
    if found and found.group(2) in _MONTHS:
        return f"{found.group(3)}-{_MONTHS.index(found.group(2)) + 1:02d}-{int(found.group(1)):02d}"
    return text or None


def _limit(number: t.Any) -> int | None:
    return None if number is None or int(number) < 0 else int(number)


FIELDS = (
    Field("uid", "uid"),
    Field("domain", "domain"),
    Field("version", "version"),
    Field("expires", "expire", from_wire=_date),
    Field("support_until", "support", from_wire=_date),
    Field("type", "licenseType"),
    Field("users", "users", "int", from_wire=_limit),
    Field("mobile_devices", "mobileDevices", "int", from_wire=_limit),
    Field("company", "company"),
    Field("contact_name", "contactName"),
    Field("contact_email", "contactEmail"),
    Field("contact_phone", "contactPhone"),
)


def job() -> Job:
    return Job(spec={"uid": {"type": "str"}}, work=_work)


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    wanted: Values = {"uid": _uid(params["uid"])} if "uid" in given else {}
    outcome = converge(State("the licence", wanted, _read, lambda before: _steps(wanted["uid"])), world, retries)
    if outcome.changed and world.checking:
        # What the vendor will send is not known yet.
        outcome.after = {**dict.fromkeys(outcome.after or {}), **wanted}
    diff = mask.diff(FIELDS, outcome.before, outcome.after, "licence")
    return Report(outcome.changed, {"license": mask.record(FIELDS, outcome.after)}, diff)


def _uid(value: t.Any) -> str:
    text = str(value or "").strip()
    if not text.isascii() or not text.isdecimal():
        raise BadInput(f"uid: {value!r} is no universal id of a licence, which is digits only; a licence cannot be removed")
    return text


def _read(reader: Reader) -> Values:
    try:
        raw = reader.get(_READ)
    except NotFound as error:
        raise Refused(
            "this PBX has no licences: they belong to Uniteme, and sipXcom needs none",
            call=error.call,
            status=error.status,
            server_message=error.server_message,
        ) from None
    return {field.name: field.read(raw) for field in FIELDS}


def _steps(uid: str) -> list[Step]:
    return [Step(Call("POST", "/api/license/{uid}", {"uid": uid}), f"install the licence {uid}")]
