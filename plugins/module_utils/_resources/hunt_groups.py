# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Hunt groups (call groups). Source of the facts: wire/hunt_groups.yml.

The record is replaced as a whole, rings included; without C(enabled) it is off, and so is a ring until the next
replication. A read answers to the name and the DID as well, a delete takes whatever has the text: so groups are found
in the list. The calls to duplicate and to rotate are never made: what they lead to is worked out here, and written as any
other wish. Private to the collection.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t

from .._resource import Field, Raw, Reader, Resource, Seen, Step, Values, Wanted
from .._wire import SELF, BadInput, Call, Refused
from . import _checks

ABSENT = "this PBX has no API for hunt groups: it comes with sipXcom 20.08 and newer. Use its web UI"
TYPES = {"if_no_response": "If no response", "at_the_same_time": "At the same time"}
_WORDS = {wire: word for word, wire in TYPES.items()}
_IN_TURN = "if_no_response"
_SECONDS = 30
_EXTENSION = re.compile(r"[0-9*]{1,15}")
_NAME = re.compile(r"[A-Za-z0-9_.!~*'()&=+$,;?/-]{1,40}")
_LONGEST_RING = 86400


def _extension(value: str) -> str | None:
    return None if _EXTENSION.fullmatch(value) else "is no extension of a hunt group: write up to 15 digits or *, in quotes"


def _name(value: str) -> str | None:
    return (
        None
        if _NAME.fullmatch(value)
        else "is no name of a hunt group: write up to 40 letters, digits and signs such as - _ . without blanks"
    )


def _rings(rings: t.Any) -> str | None:
    bad = next((ring for ring in rings if not 1 <= _seconds(ring["expiration"]) <= _LONGEST_RING), None)
    return None if bad is None else f"rings {bad['user']!r} for {bad['expiration']} seconds: write 1 to {_LONGEST_RING}"


# -- between the words of a task and those of the server ------------------------------------------------------------


def _times_of_members(values: t.Mapping[str, t.Any]) -> bool:
    """Whether the forwarding times of the members replace those of the rings."""
    return bool(values.get("user_forward") and values.get("use_forward_timers"))


def _with_times(reader: Reader, raw: Raw) -> Raw:
    """Where the members' times rule, a ring has none of its own; what the server shows there is kept aside."""
    rings = raw.get("ringBeans") or []
    if not (raw.get("userForward") and raw.get("useFwdTimers")):
        return raw
    return {**raw, "ringBeans": [{**ring, "expiration": None, "shown": ring.get("expiration", ring.get("shown"))} for ring in rings]}


def _read_rings(rings: t.Any) -> list[dict[str, t.Any]]:
    """The type of the first ring means nothing, and is never shown."""
    return [
        {
            "user": ring["userName"],
            "type": _WORDS.get(ring.get("typeStr"), _IN_TURN) if place else _IN_TURN,
            "expiration": ring.get("expiration"),
        }
        for place, ring in enumerate(rings or [])
    ]


def _write_rings(rings: t.Any) -> list[dict[str, t.Any]]:
    """Each with its switch, which is not stored but counts for the routing that this very write makes."""
    return [
        {"userName": ring["user"], "typeStr": TYPES[ring["type"]], "expiration": ring["expiration"], "enabled": True}
        for ring in rings or []
    ]


def _stored(rings: t.Any, values: Values) -> list[dict[str, t.Any]]:
    none = _times_of_members(values)
    return [
        {"user": ring["user"], "type": ring["type"] if place else _IN_TURN, "expiration": None if none else _seconds(ring["expiration"])}
        for place, ring in enumerate(rings)
    ]


def _seconds(value: int | None) -> int:
    return _SECONDS if value is None else value


def _shown_times(seen: Seen) -> dict[str, int | None]:
    """The seconds that the server shows for each member."""
    rings = seen.raw.get("ringBeans") or [] if seen.raw is not None else []
    return {ring["userName"]: ring["shown"] if ring.get("shown") is not None else ring["expiration"] for ring in rings}


def _foretell(after: Values, wanted: Wanted, seen: Seen) -> Values:
    """The times of rings go, or come back, with the switches for those of the members."""
    times = _shown_times(seen)
    rings = [{**ring, "expiration": times.get(ring["user"], ring["expiration"])} for ring in after.get("rings") or []]
    return {"rings": _stored(rings, after)}


def _finish(payload: Values, wanted: Wanted, seen: Seen, after: Values) -> Values:
    """A ring that has no time of its own is sent with the one that the server shows: 0 would be kept."""
    times = _shown_times(seen)
    seconds = [_seconds(times.get(ring["user"]) if ring["expiration"] is None else ring["expiration"]) for ring in after["rings"]]
    rings = [{**ring, "expiration": seconds[place]} for place, ring in enumerate(payload["ringBeans"])]
    return {**payload, "ringBeans": rings}


# -- what a duplicate and a rotated group are ------------------------------------------------------------------------

#: What a duplicate has of the group that it is made from: all that may be alike. It is on, unless the task says otherwise.
_ALIKE = ("description", "rings", "voicemail_fallback", "fallback_destination", "user_forward", "use_forward_timers")


def _spread(reader: Reader, wanted: Wanted) -> Wanted:
    """The wish with what duplicate_of and rotate stand for."""
    source, last = wanted.options.get("duplicate_of"), wanted.options.get("rotate")
    if not source and not last:
        return wanted
    here = reader.find("hunt_group", wanted.key) or reader.find("hunt_group", wanted.old_key or wanted.key)
    values = dict(wanted.values)
    if source and here is None:
        if source == wanted.key:
            raise BadInput(f"duplicate_of: {source!r} is the extension itself; name the hunt group that it shall be like")
        model = _with_times(reader, reader.need("hunt_group", source, "duplicate_of"))
        values = {**{name: HUNT_GROUP.field(name).read(model) for name in _ALIKE}, **values}
    if last:
        rings = values["rings"] if "rings" in values else _read_rings(_with_times(reader, here or {}).get("ringBeans"))
        values["rings"] = _rotated(rings or [], last)
    return dataclasses.replace(wanted, values=values)


def _rotated(rings: list[dict[str, t.Any]], last: str) -> list[dict[str, t.Any]]:
    """The rings, turned until that user is the last."""
    place = next((place for place, ring in enumerate(rings) if ring["user"] == last), None)
    if place is None:
        members = ", ".join(repr(ring["user"]) for ring in rings) or "nobody"
        raise BadInput(f"rotate: {last!r} is not among those whom the hunt group rings: {members}")
    return rings[place + 1 :] + rings[: place + 1]


# -- before anything is written -------------------------------------------------------------------------------------


def _examine(reader: Reader, wanted: Wanted, seen: Seen) -> None:
    values = {"enabled": True, "voicemail_fallback": True, **seen.values, **wanted.values}
    title = HUNT_GROUP.called(wanted.key)
    if values.get("did") == wanted.key:
        raise BadInput(f"did: {wanted.key!r} is the extension itself; give another number, or null for none")
    if wanted.values.get("fallback_destination") == wanted.key:
        raise BadInput(f"fallback_destination: {wanted.key!r} is the extension itself; give another one, or null for none")
    if wanted.values.get("fallback_destination") and values["voicemail_fallback"]:
        seen.warnings.append(
            f"{title} never uses its fallback_destination, because unanswered calls go to voicemail: set voicemail_fallback=false"
        )
    if values["enabled"] and not values.get("rings") and (values["voicemail_fallback"] or not values.get("fallback_destination")):
        seen.warnings.append(f"{title} is enabled, but rings nobody and has nobody to fall back to: give rings, or a fallback_destination")
    if seen.raw is not None and seen.values["extension"] != wanted.key:
        users = _falling_back_to(reader, str(seen.values["extension"]))
        if users:
            seen.warnings.append(
                f"{title} leaves the extension {seen.values['extension']!r}, to which hunt group {', '.join(users)} still falls back"
            )


def _falling_back_to(reader: Reader, extension: str) -> list[str]:
    rows = [row for row in reader.rows("hunt_group") if row.get("extension") != extension and not row.get("voicemailFallback")]
    return [repr(row["extension"]) for row in rows if row.get("fallbackDestination") == extension]


def _delete_one_only(reader: Reader, wanted: Wanted, seen: Seen) -> list[Step]:
    """The server deletes every group that has the text as extension, name or DID."""
    title = HUNT_GROUP.called(wanted.key)
    others = [
        row for row in reader.rows("hunt_group") if row.get("extension") != wanted.key and wanted.key in (row.get("name"), row.get("did"))
    ]
    if others:
        raise Refused(
            f"{title} cannot be deleted by the API: the server would delete hunt group {others[0]['extension']!r} as well, which has"
            f" {wanted.key!r} as its name or did. Change that first"
        )
    users = [] if wanted.options["force"] else _falling_back_to(reader, wanted.key)
    if users:
        raise Refused(
            f"unanswered calls of hunt group {', '.join(users)} go to {title}: give them another fallback_destination first,"
            " or set force=true"
        )
    return []


HUNT_GROUP = Resource(
    kind="hunt_group",
    title="hunt group",
    plural="hunt groups",
    key="extension",
    fields=(
        Field("extension", "extension", required=True, clearable=False, check=_extension),
        Field("name", "name", required=True, clearable=False, check=_name),
        Field("description", "description", check=_checks.short_text),
        Field("enabled", "enabled", "bool", create=True, clearable=False),
        Field("did", "did", check=_checks.telephone_number),
        Field(
            "rings",
            "ringBeans",
            "list",
            elements="dict",
            options={
                "user": {"type": "str", "required": True},
                "type": {"type": "str", "choices": list(TYPES), "default": _IN_TURN},
                "expiration": {"type": "int", "default": _SECONDS},
            },
            ref="user",
            ref_at="user",
            check=_rings,
            as_stored=_stored,
            from_wire=_read_rings,
            to_wire=_write_rings,
        ),
        Field("voicemail_fallback", "voicemailFallback", "bool", create=True, clearable=False),
        Field("fallback_destination", "fallbackDestination", check=_checks.short_text),
        Field("user_forward", "userForward", "bool", create=True, clearable=False),
        Field("use_forward_timers", "useFwdTimers", "bool", clearable=False),
    ),
    rows_call=Call("GET", "/api/callgroups"),
    rows_at=("callGroups",),
    item=None,
    ident="extension",
    by_key=True,
    create=Call("POST", "/api/callgroups"),
    update=Call("PUT", "/api/callgroups/{extension}", {"extension": SELF}),
    delete=Call("DELETE", "/api/callgroups/{extension}", {"extension": SELF}),
    complete=_with_times,
    spread=_spread,
    examine=_examine,
    foretell=_foretell,
    finish=_finish,
    unlink=_delete_one_only,
    extra={"duplicate_of": {"type": "str"}, "rotate": {"type": "str"}, "force": {"type": "bool", "default": False}},
    absent=ABSENT,
)
