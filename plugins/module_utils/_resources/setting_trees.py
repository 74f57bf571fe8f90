# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every tree of settings: whose it is, where it is, how the server treats it.

Source of the facts: wire/service_settings.yml (scheme) and the settings parts of the families. Private to the collection.
"""

from __future__ import annotations

import typing as t

from .._resource import Known, Raw, SettingTree
from . import _phone_trees, _targets
from ._settings_records import GATEWAY, PARK_ORBIT, USER
from ._settings_services import SERVICES


def _always(known: t.Mapping[str, Known]) -> t.Callable[[Raw], t.Mapping[str, Known]]:
    return lambda target: known


def _of_service(target: Raw) -> t.Mapping[str, Known]:
    return SERVICES[target["service"]]


_NOTHING = _always({})


def _line_named_by(option: str) -> SettingTree:
    return SettingTree(
        named_by=("phone", option),
        title="the settings of line {" + option + "} of phone {phone}",
        base="/api/phones/{phone}/lines/{line}",
        place=_targets.line,
        known=_NOTHING,
    )


TREES: tuple[SettingTree, ...] = (
    SettingTree(
        named_by=("service",),
        title="the settings of service {service}",
        base="/api/{service}",
        place=_targets.service,
        known=_of_service,
    ),
    SettingTree(
        named_by=("service",),
        only_for="ntp",
        title="the settings of service {service}",
        base="/api/timezone",
        place=_targets.whole,
        known=_of_service,
        bulk=True,
        listed_only=True,
        explain=_targets.explain_ntp,
    ),
    SettingTree(
        named_by=("gateway",),
        title="the settings of gateway {gateway}",
        base="/api/gateways/{gateway}",
        place=_targets.gateway,
        known=_always(GATEWAY),
    ),
    SettingTree(
        named_by=("gateway", "port"),
        title="the settings of port {port} of gateway {gateway}",
        base="/api/gateways/{gateway}/ports/{port}",
        place=_targets.gateway_port,
        known=_NOTHING,
    ),
    _phone_trees.PHONE,
    _line_named_by("line"),
    _line_named_by("line_user"),
    _phone_trees.PHONE_GROUP,
    SettingTree(
        named_by=("user",),
        title="the settings of user {user}",
        base="/api/users/{user}",
        place=_targets.user,
        known=_always(USER),
        bulk=True,
        explain=_targets.explain_user,
    ),
    SettingTree(
        named_by=("user_group",),
        title="the settings of user group {user_group}",
        base="/api/userGroups/{user_group}",
        place=_targets.user_group,
        known=_always(USER),
        own="listed",
        catalogue="/api/users/{sample}",
        bulk=True,
        longest=1000,
        explain=_targets.explain_user_group,
    ),
    SettingTree(
        named_by=("park_orbit",),
        title="the settings of park orbit {park_orbit}",
        base="/api/orbits/{orbit}",
        place=_targets.park_orbit,
        known=_always(PARK_ORBIT),
    ),
)
