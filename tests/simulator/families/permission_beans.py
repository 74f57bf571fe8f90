# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The records of the permission catalogue and of the permissions of users and groups."""

from __future__ import annotations

from ..beans import Bean, Bool, Enum, Field, Int, Listing, Nested
from ..rest_admin import bundle

TYPES = ("APPLICATION", "CALL", "VOICEMAIL_SERVER")
PERMISSION = Bean(
    "permission",
    (
        Field("name"),
        Field("label"),
        Field("description"),
        Field("defaultValue", Bool()),
        Field("type", Enum(TYPES, java="org.sipfoundry.sipxconfig.permission.Permission.Type")),
        Field("builtIn", Bool()),
    ),
    java="org.sipfoundry.sipxconfig.rest.PermissionsResource$PermissionRestInfoFull",
)
PERMISSION_LIST = bundle("permissions", "permissions", PERMISSION)
SETTING = Bean("setting", (Field("name"), Field("label"), Field("value"), Field("defaultValue", Bool())))
SETTINGS = Field("permissions", Listing(Nested(SETTING), "setting"))
USER_PERMISSIONS = Bean("user", (Field("id", Int(nullable=True)), Field("lastName"), Field("firstName"), SETTINGS))
USER_PERMISSION_LIST = bundle("user-permission", "users", USER_PERMISSIONS)
GROUP_PERMISSIONS = Bean("group", (Field("id", Int(nullable=True)), Field("name"), Field("description"), SETTINGS))
GROUP_PERMISSION_LIST = bundle("user-group-permission", "groups", GROUP_PERMISSIONS)
