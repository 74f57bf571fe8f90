# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Features of servers and of the whole PBX, as options that are dicts of switches. Source of the facts: wire/servers.yml.

The server checks no name: an unknown one is stored, answered with 200, and shows nowhere. It takes one change at a time and
checks each alone, so several go in an order in which each of them can be done. What a feature needs is switched on along with
it on the primary server, as the PBX does by itself there; elsewhere the task must say it. A bundle is only a list of features,
which are switched one by one. Private to the collection.
"""

from __future__ import annotations

import dataclasses
import typing as t
from graphlib import TopologicalSorter

from .._resource import Field, Part, Raw, Reader, Seen, Step, Values, Wanted
from .._wire import BadInput, Call, Refused, unknown_reference
from ._switches import as_switch, bad_switches

OF_SERVER, OF_ALL = "features", "global_features"
ALL = Call("GET", "/api/servers/features")
BUNDLES = Call("GET", "/api/servers/bundles")
_HERE = "/api/servers/{id}/features"

#: What a feature needs on the same server, anywhere, and among the global features (servers.yml, constraints).
SAME: dict[str, tuple[str, ...]] = {
    "registrar": ("proxy",),
    "conference": ("freeSwitch",),
    "authCode": ("freeSwitch",),
    "ivr": ("freeSwitch", "mwi"),
    "moh": ("ivr",),
    "callback": ("freeSwitch",),
    "park": ("freeSwitch",),
    "sipxsqa": ("redis",),
    "systemaudit": ("elasticsearch",),
    "recording": ("conference",),
}
ANYWHERE: dict[str, tuple[str, ...]] = {
    "intercom": ("proxy",),
    "page": ("proxy",),
    "rls": ("proxy", "sipxsqa"),
    "imbot": ("instantMessage", "restServer"),
    "sipxcdr": ("proxy",),
    "restServer": ("sipxcdr", "proxy"),
    "saa": ("proxy",),
    "freeSwitch": ("proxy",),
    "sbcBridge": ("proxy",),
    "recording": ("ivr",),
    "mwi": ("ivr",),
    "proxy": ("registrar",),
}
GLOBALLY: dict[str, tuple[str, ...]] = {"alarms": ("snmp", "sipxlogwatcher", "mail")}
PRIMARY_ONLY = ("sipxcdr", "systemaudit", "elasticsearch")
#: Those that may be on one server only, whatever is set. Of a second one the server might not find an end.
ONCE = ("rls", "imbot", "authCode", "restServer", "saa", "sipxsqa", "dhcpd", "phonelog")


@dataclasses.dataclass(frozen=True)
class Place:
    """Where features are: what is on there, and on the other servers; whether the PBX adds what is missing."""

    title: str
    here: t.Mapping[str, bool]
    elsewhere: t.Mapping[str, bool]
    repairs: bool
    same: t.Mapping[str, tuple[str, ...]]
    anywhere: t.Mapping[str, tuple[str, ...]]

    def needs(self, name: str) -> dict[str, bool]:
        """What a feature needs; the value says whether on the same server."""
        return {**dict.fromkeys(self.anywhere.get(name, ()), False), **dict.fromkeys(self.same.get(name, ()), True)}

    def has(self, name: str, on: t.Mapping[str, bool], same: bool) -> bool:
        return on.get(name, False) or (not same and self.elsewhere.get(name, False))


def field(option: str) -> Field:
    """The option. Its value in a record are the features that the task names, and what those need that it switches on."""
    return Field(option, type="dict", clearable=False, check=_check, combine=_combine(option))


def parts() -> tuple[Part, Part]:
    return (
        Part(
            (OF_SERVER,),
            _read_here,
            _steps(OF_SERVER, "/api/servers/{server}/features/{feature}"),
            everything=_everything(OF_SERVER, "location"),
        ),
        Part((OF_ALL,), _read_all, _steps(OF_ALL, "/api/servers/features/{feature}"), everything=_everything(OF_ALL, "global")),
    )


def spread(reader: Reader, wanted: Wanted) -> Wanted:
    """The wish with the features of its bundles, except for those that it names itself."""
    bundles: t.Mapping[str, t.Any] = wanted.options.get("bundles") or {}
    problem = bad_switches(bundles, "write true or false")
    if problem:
        raise BadInput(f"bundles: {dict(bundles)!r} {problem}")
    if not bundles:
        return wanted
    known: dict[str, Raw] = {str(row["name"]): row for row in reader.get(BUNDLES)["bundles"]}
    for name in bundles:
        if name not in known:
            raise unknown_reference("bundles", "bundle", "bundles", str(name), known, reader.later)
        if as_switch(bundles[name]) and not (known[name]["locationFeatures"] or known[name]["globalFeatures"]):
            raise BadInput(f"bundles: {name!r} cannot be on, because it has no features on this PBX")
    values = dict(wanted.values)
    for option, key in ((OF_SERVER, "locationFeatures"), (OF_ALL, "globalFeatures")):
        named = values.get(option) or {}
        spoken = {name: _wish(option, name, bundles, known, key) for bundle in bundles for name in known[bundle][key] if name not in named}
        if spoken:
            values[option] = {**spoken, **named}
    return dataclasses.replace(wanted, values=values)


def _wish(option: str, feature: str, bundles: t.Mapping[str, t.Any], known: t.Mapping[str, Raw], key: str) -> bool:
    """What the bundles say of a feature. What one switches off, another that has it must not need."""
    wishes = {name: as_switch(bundles.get(name)) for name, bundle in known.items() if feature in bundle[key]}
    if set(wishes.values()) == {None, False} or len(set(wishes.values()) - {None}) > 1:
        raise BadInput(f"bundles: {feature} belongs to {' and '.join(wishes)}: say in {option} whether it shall be on")
    return True in wishes.values()


def listed(rows: t.Iterable[Raw], kind: str) -> dict[str, bool]:
    """Feature by name, on or off. A feature in two bundles stands there twice."""
    return {str(row["name"]): bool(row["enabled"]) for row in rows if row["type"] == kind}


def on_server(reader: Reader, ident: t.Any) -> dict[str, bool]:
    return listed(reader.get(Call("GET", _HERE, {"id": ident}))["features"], "location")


def _check(value: t.Any) -> str | None:
    return bad_switches(value, "write true or false")


def _everything(option: str, kind: str) -> t.Callable[[Reader], Values]:
    return lambda reader: {option: dict.fromkeys(listed(reader.get(ALL)["features"], kind), False)}


def _read_here(reader: Reader, wanted: Wanted, seen: Seen) -> Values:
    rows = reader.get(ALL)["features"]
    exists = seen.raw is not None and not reader.is_planned(seen.raw)
    here = on_server(reader, seen.ident) if exists else dict.fromkeys(listed(rows, "location"), False)
    _known(reader, OF_SERVER, wanted, here, listed(rows, "global"), OF_ALL)
    elsewhere = _elsewhere(reader, wanted, listed(rows, "location"), here, seen)
    primary = bool(seen.raw and seen.raw.get("primary"))
    seen.facts[OF_SERVER] = Place(f"server {wanted.key!r}", here, elsewhere, primary, SAME, ANYWHERE)
    return _shown(OF_SERVER, wanted, seen)


def _elsewhere(reader: Reader, wanted: Wanted, somewhere: dict[str, bool], here: dict[str, bool], seen: Seen) -> dict[str, bool]:
    """What is on at other servers. They are asked only where something is switched off that is on somewhere."""
    wish = wanted.values[OF_SERVER]
    if all(not here[name] or as_switch(on) is not False for name, on in wish.items()):
        return {name: on and not here.get(name, False) for name, on in somewhere.items()}
    others = [row["id"] for row in reader.rows("server") if row["id"] != seen.ident and not reader.is_planned(row)]
    return {name: True for ident in others for name, on in on_server(reader, ident).items() if on}


def _read_all(reader: Reader, wanted: Wanted, seen: Seen) -> Values:
    rows = reader.get(ALL)["features"]
    here = listed(rows, "global")
    _known(reader, OF_ALL, wanted, here, listed(rows, "location"), OF_SERVER)
    somewhere = listed(rows, "location") | {name: True for name, on in (wanted.values.get(OF_SERVER) or {}).items() if as_switch(on)}
    seen.facts[OF_ALL] = Place("the PBX", here, somewhere, True, GLOBALLY, ANYWHERE)
    return _shown(OF_ALL, wanted, seen)


def _shown(option: str, wanted: Wanted, seen: Seen) -> Values:
    """The features that the task names, and those that they need where it switches them on."""
    place: Place = seen.facts[option]
    names = list(wanted.values[option])
    for name in names:
        if as_switch(wanted.values[option].get(name)) is not False:
            names += [needed for needed in place.needs(name) if needed in place.here and needed not in names]
    return {option: {name: place.here[name] for name in names}}


def _known(reader: Reader, option: str, wanted: Wanted, known: t.Mapping[str, bool], others: t.Container[str], other: str) -> None:
    for name in wanted.values[option] or {}:
        if name not in known:
            if name in others:
                raise BadInput(
                    f"{option}: {name!r} belongs to {'all servers together' if other == OF_ALL else 'single servers'}: write it in {other}"
                )
            raise unknown_reference(option, "feature", "features", str(name), known, reader.later)


def _combine(option: str) -> t.Callable[[t.Any, Wanted, Seen], Values]:
    def combine(given: t.Any, wanted: Wanted, seen: Seen) -> Values:
        place: Place = seen.facts[option]
        wish: dict[str, bool] = {name: bool(as_switch(on)) for name, on in given.items()}
        on = {**place.here, **wish}
        for name in (name for name, value in wish.items() if value and not place.here[name]):
            _refuse_place(option, place, name)
            _complete(option, place, name, on, wish)
        for name in (name for name, value in wish.items() if not value and place.here[name]):
            _refuse_needed(option, place, name, on, wish)
        return {name: on[name] for name in seen.values[option]}

    return combine


def _refuse_place(option: str, place: Place, name: str) -> None:
    if not place.repairs and name in PRIMARY_ONLY:
        raise Refused(f"{option}: {name} works on the primary server only")
    if name in ONCE and place.elsewhere.get(name):
        raise Refused(f"{option}: {name} works on one server only, and is on another one: switch it off there first")


def _complete(option: str, place: Place, name: str, on: dict[str, bool], wish: t.Mapping[str, bool]) -> None:
    """Adds what the feature needs. Raises BadInput where the task must say it."""
    for needed, same in place.needs(name).items():
        if place.has(needed, on, same):
            continue
        where = f"on {place.title}" if same else "somewhere"
        if wish.get(needed) is False:
            raise BadInput(f"{option}: {name} needs {needed} {where}, which the task switches off")
        mutual = name in place.needs(needed) and not same
        if not place.repairs or mutual or needed not in place.here:
            raise BadInput(f"{option}: {name} needs {needed} {where}: switch that on as well")
        on[needed] = True
        _complete(option, place, needed, on, wish)


def _refuse_needed(option: str, place: Place, name: str, on: t.Mapping[str, bool], wish: t.Mapping[str, bool]) -> None:
    for other, needs_it in on.items():
        same = place.needs(other).get(name)
        if same is None or (not same and place.elsewhere.get(name)):
            continue
        if needs_it:
            raise BadInput(f"{option}: {other} needs {name}: switch that off as well, or leave {name} on")
        if place.here.get(other) and other in place.needs(name) and not place.elsewhere.get(other):
            raise Refused(
                f"{option}: {name} and {other} need each other, and the API switches off one at a time: use the web UI for these two"
            )


def _steps(option: str, path: str) -> t.Callable[[Wanted, Seen, Values, Values], list[Step]]:
    def steps(wanted: Wanted, seen: Seen, before: Values, after: Values) -> list[Step]:
        place: Place = seen.facts[option]
        wish = after[option]
        changed = [name for name in in_order(place) if name in wish and wish[name] is not place.here[name]]
        on = [name for name in changed if wish[name]]
        off = [name for name in reversed(changed) if not wish[name]]
        return [_step(path, wanted, place, name, wish[name]) for name in (*on, *off)]

    return steps


def _step(path: str, wanted: Wanted, place: Place, name: str, on: bool) -> Step:
    # By host name: the id of a new server is not told.
    call = Call("PUT" if on else "DELETE", path, {"server": wanted.key, "feature": name})
    return Step(call, f"switch {'on' if on else 'off'} {name} on {place.title}")


def in_order(place: Place) -> list[str]:
    """All features, each after what it needs. Of two that need each other the primary server takes the second first."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in sorted(place.here):
        for needed, same in place.needs(name).items():
            mutual = place.needs(needed).get(name) is not None
            if not mutual or same is not place.repairs:
                sorter.add(name, needed)
        sorter.add(name)
    return [name for name in sorter.static_order() if name in place.here]
