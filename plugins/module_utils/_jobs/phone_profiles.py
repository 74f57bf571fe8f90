# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Profiles of phones, sent or fetched: sipx_phone_profile. Source of the facts: wire/phones.yml. Private to the collection."""

from __future__ import annotations

import os
import typing as t

from .._engine.apply import converge
from .._engine.plan import Plan
from .._engine.world import World
from .._resource import Raw, Step
from .._resources import _phone_models, _serials
from .._resources._groups import groups_of
from .._wire import ANY, BadInput, Call, Json, NotFound, Refused, Rejected
from ._base import Job, Params, Report
from ._copies import absolute, copied

_TARGETS = ("phones", "user", "phone_group", "all")


def job() -> Job:
    return Job(
        spec={
            "phones": {"type": "list", "elements": "str"},
            "user": {"type": "str"},
            "phone_group": {"type": "str"},
            "all": {"type": "bool"},
            "restart": {"type": "bool", "default": False},
            "dest": {"type": "path"},
            "files": {"type": "list", "elements": "str"},
        },
        work=_work,
        rules={
            "required_one_of": [_TARGETS],
            "mutually_exclusive": [_TARGETS],
            "required_by": {"dest": ["phones"], "files": ["dest"]},
        },
    )


def _work(params: Params, given: Params, world: World, retries: int) -> Report:
    if params["dest"] is not None:
        return _fetch(params, world)
    if params["all"] is False:
        raise BadInput("all is false, and no phone, user or group is named: name one, or set all=true")
    sending = Sending(params)
    outcome = converge(sending, world, retries)
    return Report(outcome.changed, {"phones": sending.phones, "files": []}, None, outcome.warnings)


class Sending:
    """The request to send profiles, as converge() (see apply) handles it: nothing differs, something is told."""

    gone = False

    def __init__(self, params: Params) -> None:
        self.params = params
        self.title = "the profiles of phones"
        self.phones: list[str] | None = None
        """The serial numbers of those that are told; None where the PBX cannot list them."""

    def look(self, world: World) -> Plan:
        path, rows = self._target(world)
        warnings = self._warnings(rows)
        self.phones = None if rows is None else sorted(str(row["serialNo"]) for row in rows)
        restart = "/restart" if self.params["restart"] else ""
        call = Call("PUT", path[0] + restart, path[1], body=path[2])
        told = self.phones != []
        return Plan([], [], {}, {}, None, warnings, follow=[Step(call, f"send {self.title}")] if told else [])

    def wrote(self, world: World, ident: t.Any) -> None:
        """Never called: no record is written."""

    def pretend(self, world: World, planned: Plan) -> None:
        """Never called: no record is written."""

    def _target(self, world: World) -> tuple[tuple[str, dict[str, t.Any], Json | None], list[Raw] | None]:
        """The call, less the restart, and the phones that it reaches. Of unknown names the server says nothing."""
        params = self.params
        if params["user"] is not None:
            name = params["user"]
            self.title = f"the profiles of the phones of user {name!r}"
            ident = world.need("user", name, "user")["id"]
            mine = _listed(world, lambda row: any(line.get("user") == name for line in row.get("lines") or ()))
            return ("/api/phones/user/id/{id}/sendProfile", {"id": ident}, None), mine
        if params["phone_group"] is not None:
            name = params["phone_group"]
            self.title = f"the profiles of phone group {name!r}"
            ident = world.need("phone_group", name, "phone_group")["id"]
            return (
                ("/api/phones/phoneGroup/id/{id}/sendProfile", {"id": ident}, None),
                _listed(world, lambda row: name in groups_of(row.get("groups"))),
            )
        if params["all"]:
            self.title = "the profiles of all phones"
            return ("/api/phones/sendProfile/all", {}, None), _listed(world, lambda row: True)
        rows = _named(params, world)
        if len(rows) == 1:
            self.title = f"the profile of phone {rows[0]['serialNo']!r}"
            return ("/api/phones/{id}/sendProfile", {"id": rows[0]["id"]}, None), rows
        return ("/api/phones/sendProfile", {}, Json({"ids": [row["id"] for row in rows]})), rows

    def _warnings(self, rows: list[Raw] | None) -> list[str]:
        if rows == [] and self.params["phones"] is None:
            return [f"{self.title} are none, so that nobody is told"]
        stay = sorted(str(row["serialNo"]) for row in rows or [] if row["model"]["modelId"] in _phone_models.UNRESTARTABLE)
        if not stay or not self.params["restart"]:
            return []
        shown = ", ".join(stay[:10]) + (f" and {len(stay) - 10} more" if len(stay) > 10 else "")
        return [f"the PBX cannot restart phones of such a model: {shown}; they read their profile when they start next"]


def _listed(world: World, fits: t.Callable[[Raw], bool]) -> list[Raw] | None:
    try:
        return [row for row in world.rows("phone") if fits(row)]
    except Rejected:  # one odd phone makes the server fail at the whole list (phones.yml, phones.list)
        return None


def _named(params: Params, world: World) -> list[Raw]:
    """The phones that the task names, each once."""
    rows: dict[t.Any, Raw] = {}
    for written in params["phones"]:
        try:
            serial = _serials.spelled(written)
        except BadInput as error:
            raise BadInput(f"phones: {error.message}") from None
        row = world.need("phone", serial, "phones")
        rows[row["id"]] = row
    return list(rows.values())


def _fetch(params: Params, world: World) -> Report:
    """Copies of the profile files here. The server writes each file anew when it is read, so check mode reads none."""
    dest = absolute("dest", params["dest"])
    if params["restart"]:
        raise BadInput("dest: fetching a profile restarts nothing; send it with restart in a task of its own")
    if not os.path.isdir(dest):
        raise BadInput(f"dest: there is no folder {dest}; make it first")
    if params["files"] and len(params["phones"]) != 1:
        raise BadInput("files: they are called by the phone's serial number, so name one phone with them")
    for name in params["files"] or ():
        if not name or "/" in name or name in (".", ".."):
            raise BadInput(f"files: {name!r} is no name of a file")
    world.begin()
    wanted = [(row, name) for row in _named(params, world) for name in params["files"] or _usual_files(row)]
    shown: list[dict[str, t.Any]] = []
    before: dict[str, t.Any] = {}
    after: dict[str, t.Any] = {}
    for row, name in wanted:
        path = os.path.join(dest, name)
        content = None if world.checking else _content(world, row, name, told=bool(params["files"]))
        if content is not None:
            before[path], after[path] = copied(world, path, content)
        elif world.checking:
            here = world.files.local(path)
            before[path] = {} if here is None else {"dest": path, "size": here.size, "checksum": here.checksum}
            after[path] = before[path] or {"dest": path, "size": None, "checksum": None}
        else:
            continue
        shown.append({"serial": row["serialNo"], "name": name, **after[path]})
    if wanted and not shown:
        raise Refused(f"phone {wanted[0][0]['serialNo']!r} has none of its usual profile files; name those that it has with files")
    diff = {"before": before, "after": after, "before_header": dest, "after_header": dest}
    return Report(before != after, {"phones": sorted({one["serial"] for one in shown}), "files": shown}, diff)


def _usual_files(row: Raw) -> list[str]:
    names = _phone_models.profile_files(row)
    if not names:
        raise BadInput(
            f"files: what the profile files of phone model {row['model']['modelId']!r} are called is not known, and the PBX does not list"
            " them; name them with files"
        )
    return names


def _content(world: World, row: Raw, name: str, told: bool) -> bytes | None:
    """The file as the PBX makes it now; None for one of the usual files that this phone does not have."""
    call = Call("GET", "/rest/phone/{serial}/profile/{name:decoded}", {"serial": row["serialNo"], "name": name}, accept=ANY, raw=True)
    try:
        return bytes(world.client.send(call).data)
    except NotFound as error:
        if told:
            raise BadInput(f"files: phone {row['serialNo']!r} has no profile file {name!r}", call=call, status=error.status) from None
        return None
