# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The records of user groups, and of phone groups, which have the same form on /api."""

from __future__ import annotations

from ..beans import Bean, Field, Int, Listing, Nested
from ..rest_admin import bundle
from .branches import BRANCH

REST_GROUP = Bean(
    "group",
    (Field("id", Int(nullable=True)), Field("name"), Field("description"), Field("branch", Nested(BRANCH))),
    java="org.sipfoundry.sipxconfig.rest.UserGroupsResource$UserGroupRestInfoFull",
)
REST_GROUP_LIST = bundle("user-group", "groups", REST_GROUP)
GROUP = Bean(
    "group",
    (
        Field("id", Int()),
        Field("name"),
        Field("description"),
        Field("weight", Int()),
        Field("count", Int(nullable=True)),
    ),
    java="org.sipfoundry.sipxconfig.api.model.GroupBean",
)
GROUP_LIST = Bean("Groups", (Field("groups", Listing(Nested(GROUP), "Group")),))
