# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Branches: /rest/branch."""

from __future__ import annotations

from typing import Any

from ..beans import Bean, Field, Int, Nested, Parsed
from ..calls import Call
from ..errors import UserError, null_pointer
from ..family import Family
from ..rest_admin import AdminResource, bundle
from ..world import Record, World

ADDRESS_FIELDS = ("street", "city", "country", "state", "zip", "officeDesignation")

ADDRESS = Bean(
    "address",
    (Field("id", Int(nullable=True)), *(Field(name) for name in ADDRESS_FIELDS)),
    java="org.sipfoundry.sipxconfig.phonebook.Address",
)

BRANCH = Bean(
    "branch",
    (
        Field("id", Int(nullable=True)),
        Field("name"),
        Field("description"),
        Field("address", Nested(ADDRESS)),
        Field("phoneNumber"),
        Field("faxNumber"),
    ),
    java="org.sipfoundry.sipxconfig.rest.BranchesResource$BranchRestInfoFull",
)

REFERRERS = ("users", "groups", "gateways", "servers")
"""Tables whose records may hold the id of a branch under "branch"; deleting it clears them without a word."""


def find_branch(world: World, name: str | None) -> Record | None:
    """The branch of exactly this name, or None."""
    return None if name is None else world.table("branches").find(name=name)


def show(call: Call, branch: Record) -> Record:
    """A stored branch as its bean (the two are alike)."""
    return branch


def _check(parsed: Parsed) -> str | None:
    return None if parsed["name"] else "Name: Cannot be empty"


def _content(world: World, parsed: Parsed) -> dict[str, Any]:
    """What a body stores. The address is a new record each time."""
    address = parsed["address"]
    if address is None:
        raise null_pointer()
    return {
        "name": parsed["name"],
        "description": parsed["description"],
        "address": {"id": world.table("addresses").new_id(), **{name: address[name] for name in ADDRESS_FIELDS}},
        "phoneNumber": parsed["phoneNumber"],
        "faxNumber": parsed["faxNumber"],
    }


def _refuse_duplicate(world: World, name: str, own_id: int | None = None) -> None:
    other = find_branch(world, name)
    if other is not None and other["id"] != own_id:
        raise UserError("&duplicate.branchName.error")


def _create(call: Call, parsed: Parsed) -> int:
    content = _content(call.world, parsed)
    _refuse_duplicate(call.world, parsed["name"])
    return call.world.table("branches").add({**content, "timeZone": None})


def _update(call: Call, branch: Record, parsed: Parsed) -> None:
    content = _content(call.world, parsed)
    _refuse_duplicate(call.world, parsed["name"], branch["id"])
    branch.update(content)


def _delete(call: Call, branch: Record) -> None:
    for table in REFERRERS:
        for record in call.world.table(table):
            if record.get("branch") == branch["id"]:
                record["branch"] = None
    call.world.table("branches").remove(branch["id"])


def _office(branch: Record) -> str | None:
    office: str | None = branch["address"]["officeDesignation"]
    return office


def _city(branch: Record) -> str | None:
    city: str | None = branch["address"]["city"]
    return city


RESOURCE = AdminResource(
    path="/branch",
    bean=BRANCH,
    bundle=bundle("branch", "branches", BRANCH),
    key="branches",
    rows=lambda call: list(call.world.table("branches")),
    load=lambda call, key: call.world.table("branches").get(key),
    show=show,
    check=_check,
    create=_create,
    update=_update,
    delete=_delete,
    sort={"name": "name", "description": "description", "city": _city, "officedesignation": _office},
)

FAMILY = Family("branches", rest=tuple(RESOURCE.routes()))
