# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What user groups and phone groups have in common on /api."""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.wrappers import Response

from .. import people
from ..api_engine import ApiRoute
from ..beans import Parsed, java_int
from ..calls import Call
from ..errors import Refused, no_row, null_pointer
from ..world import Record
from .group_beans import GROUP, GROUP_LIST

JAVA = "org.sipfoundry.sipxconfig.setting.Group"


def group_routes(root: str, kind: str) -> tuple[ApiRoute, ...]:
    """Reading, writing and ordering of the groups of one kind, below `root`.

    An id is taken whatever kind of group it names: an update turns that group into one of this kind.
    """

    def find(call: Call) -> Record:
        return find_group(call, kind)

    def listing(call: Call) -> Response:
        groups = people.all_groups(call.world, kind)
        counted = [{**group, "count": sum(1 for ignored in people.members(call.world, group)) or None} for group in groups]
        return call.show(GROUP_LIST, {"groups": counted})

    def get(call: Call) -> Response:
        return call.show(GROUP, {**find(call), "count": None})

    def create(call: Call) -> int:
        parsed: Parsed = call.parsed
        return people.new_group(call.world, kind, parsed["name"], parsed["description"], _weight(parsed))

    def update(call: Call) -> int:
        group, parsed = find(call), call.parsed
        weight = _weight(parsed)
        people.check_group(call.world, group, parsed["name"], None)
        group.update(name=parsed["name"], description=parsed["description"], weight=weight, resource=kind)
        return int(group["id"])

    def delete(call: Call) -> None:
        if not people.remove_group(call.world, find(call)):
            raise Refused(403)

    def move(step: int) -> Callable[[Call], int]:
        def run(call: Call) -> int:
            group = find(call)
            people.move_group(call.world, group, step)
            return int(group["id"])

        return run

    return (
        ApiRoute("GET", root, listing),
        ApiRoute("POST", root, create, body=GROUP),
        ApiRoute("GET", f"{root}/{{group}}", get),
        ApiRoute("PUT", f"{root}/{{group}}", update, body=GROUP),
        ApiRoute("DELETE", f"{root}/{{group}}", delete),
        ApiRoute("PUT", f"{root}/{{group}}/up", move(-1)),
        ApiRoute("PUT", f"{root}/{{group}}/down", move(1)),
    )


def find_group(call: Call, kind: str) -> Record:
    """The group of the path: a 32-bit number is an id of any kind of group, anything else a name of this kind."""
    text = call.params["group"]
    key = java_int(text)
    group = people.find_group(call.world, kind, text) if key is None else call.world.table("groups").get(key)
    if group is not None:
        return group
    if key is None or call.edition.name == "fork":
        raise Refused(404)
    raise no_row(JAVA, key)


def _weight(parsed: Parsed) -> int:
    if "weight" not in parsed.given:
        raise null_pointer()
    weight: int = parsed["weight"]
    return weight
