# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is switched on in the cluster: features of all of it (global) and of single servers (location), with their constraints.

Each call is checked alone. Ids are never checked: an unknown one is stored, and shows nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..beans import Bean, Bool, Enum, Field, Listing, Nested, Text
from ..calls import Call
from ..errors import UserError
from ..world import Record, World

_DATA: dict[str, Any] = json.loads((Path(__file__).parent.parent / "data" / "features.json").read_text(encoding="utf-8"))
BUNDLES: dict[str, dict[str, list[str]]] = _DATA["bundles"]
PROCESSES: dict[str, str] = _DATA["processes"]
GLOBAL = "global"
"""Where global features are kept, beside the ids of the servers."""

FEATURE = Bean(
    "Feature",
    (Field("name"), Field("bundle"), Field("type", Enum(("global", "location"))), Field("enabled", Bool())),
)
FEATURE_LIST = Bean("Features", (Field("features", Listing(Nested(FEATURE), "features")),))
BUNDLE = Bean(
    "Bundle",
    (
        Field("name"),
        Field("globalFeatures", Listing(Text(), "Feature", "GlobalFeatures")),
        Field("locationFeatures", Listing(Text(), "Feature", "LocationFeatures")),
    ),
)
BUNDLE_LIST = Bean("Bundles", (Field("bundles", Listing(Nested(BUNDLE), "Bundle")),))


def seed(world: World, primary: int) -> None:
    """A fresh installation: everything on its only server."""
    features = world.section("features")
    features[GLOBAL] = list(_DATA["installed"]["global"])
    features[str(primary)] = list(_DATA["installed"]["primary"])


def enabled(world: World, place: str) -> list[str]:
    """The features of a server (by its id as text), or the global ones."""
    found: list[str] = world.section("features").setdefault(place, [])
    return found


def everywhere(world: World) -> dict[str, list[str]]:
    """The features of all servers, by id, without the global ones."""
    return {place: names for place, names in world.section("features").items() if place != GLOBAL}


def shown(world: World, server: Record | None) -> Iterator[Record]:
    """One row for each bundle and feature; without a server a location feature is on when it is on anywhere."""
    somewhere = {name for names in everywhere(world).values() for name in names}
    here = somewhere if server is None else set(enabled(world, str(server["id"])))
    for bundle, kinds in BUNDLES.items():
        for kind in ("location",) if server is not None else ("global", "location"):
            for name in kinds[kind]:
                on = name in (enabled(world, GLOBAL) if kind == "global" else here)
                yield {"name": name, "bundle": bundle, "type": kind, "enabled": on}


def bundle(name: str) -> Record:
    """A bundle as its bean."""
    return {"name": name, "globalFeatures": BUNDLES[name]["global"], "locationFeatures": BUNDLES[name]["location"]}


def switch_on(call: Call, server: Record | None, name: str) -> None:
    """Enables a feature, with what it needs where the server repairs that by itself."""
    world = call.world
    place = GLOBAL if server is None else str(server["id"])
    if name in enabled(world, place):
        return
    wanted = {one: list(names) for one, names in world.section("features").items()}
    wanted.setdefault(place, []).append(name)
    repairs = server is None or server["primary"]
    while (missing := _missing(world, wanted)) is not None:
        subject, required, where, refusal = missing
        if not repairs or _DATA["not_repaired"].get(subject) == required:
            raise refusal
        wanted[where if where == GLOBAL else place].append(required)
    _refuse_places(world, wanted)
    _store(world, wanted)


def switch_off(world: World, server: Record | None, name: str) -> None:
    """Disables a feature, unless another one needs it."""
    place = GLOBAL if server is None else str(server["id"])
    if name not in enabled(world, place):
        return
    if name == "mongo" and server is not None and server["primary"]:
        raise _invalid("mongoOnPrimaryRequired")
    wanted = {one: [feature for feature in names if (one, feature) != (place, name)] for one, names in world.section("features").items()}
    _settle(world, wanted)


def server_gone(world: World, server: Record) -> None:
    """Disables everything on a server that is to be deleted."""
    wanted = {one: list(names) for one, names in world.section("features").items() if one != str(server["id"])}
    _settle(world, wanted)


def _settle(world: World, wanted: dict[str, list[str]]) -> None:
    missing = _missing(world, wanted)
    if missing is not None:
        raise missing[3]
    _store(world, wanted)


def _store(world: World, wanted: dict[str, list[str]]) -> None:
    """Keeps natTraversal in step with proxy."""
    proxies = any("proxy" in names for place, names in wanted.items() if place != GLOBAL)
    names = [name for name in wanted[GLOBAL] if name != "natTraversal"]
    wanted[GLOBAL] = [*names, "natTraversal"] if proxies else names
    section = world.section("features")
    section.clear()
    section.update(wanted)


def _missing(world: World, wanted: dict[str, list[str]]) -> tuple[str, str, str, UserError] | None:
    """The first feature that lacks another: subject, what it needs, where, and the refusal."""
    servers = {place: names for place, names in wanted.items() if place != GLOBAL}
    somewhere = {name for names in servers.values() for name in names}
    for place, names in wanted.items():
        for subject in names:
            for required in _DATA["same_server"].get(subject, ()) if place != GLOBAL else ():
                if required not in names:
                    row = world.table("servers").get(int(place)) or {"host": "null"}
                    return subject, required, place, _invalid(f"requiredFeatureAtLocation.{subject}.{required}.{row['host']}")
            for required in _DATA["somewhere"].get(subject, ()):
                if required not in somewhere:
                    return subject, required, place, _invalid(f"requiredFeature.{subject}.{required}")
            for required in _DATA["global"].get(subject, ()):
                if required not in wanted[GLOBAL] and not (required == "natTraversal" and "proxy" in somewhere):
                    return subject, required, GLOBAL, _invalid(f"requiredFeature.{subject}.{required}")
    return None


def _refuse_places(world: World, wanted: dict[str, list[str]]) -> None:
    servers = {place: names for place, names in wanted.items() if place != GLOBAL}
    for place, names in servers.items():
        row = world.table("servers").get(int(place))
        for name in names:
            if name in _DATA["primary_only"] and row is not None and not row["primary"]:
                raise _invalid(f"primaryLocationOnly.{name}")
            if name in _DATA["one_server_only"] and sum(name in others for others in servers.values()) > 1:
                raise _invalid(f"singleLocationOnly.{name}")


def _invalid(key: str) -> UserError:
    return UserError(f"&error.{key}", "org.sipfoundry.sipxconfig.feature.InvalidChangeException")
