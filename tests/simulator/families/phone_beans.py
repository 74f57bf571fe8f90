# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The records of phones, their lines and models."""

from __future__ import annotations

from ..beans import Bean, Field, Int, Listing, Nested, Text
from .group_beans import GROUP

_PACKAGE = "org.sipfoundry.sipxconfig.api.model"
MODEL = Bean(
    "Model",
    (
        Field("modelId"),
        Field("label"),
        Field("vendor"),
        Field("versions", Listing(Text(), "Version", "Versions")),
    ),
    java=f"{_PACKAGE}.ModelBean",
)
MODEL_LIST = Bean("Models", (Field("models", Listing(Nested(MODEL), "Model")),))
LINE = Bean(
    "Line",
    (
        Field("id", Int()),
        Field("uri"),
        Field("user"),
        Field("userId"),
        Field("extension"),
        Field("displayName"),
        Field("password"),
        Field("registrationServer"),
        Field("registrationServerPort"),
        Field("voicemail"),
    ),
    java=f"{_PACKAGE}.LineBean",
)
LINE_LIST = Bean("Lines", (Field("lines", Listing(Nested(LINE), "Line")),))
PHONE = Bean(
    "Phone",
    (
        Field("id", Int()),
        Field("serialNo"),
        Field("deviceVersion"),
        Field("description"),
        Field("model", Nested(MODEL), xml="Model"),
        Field("lines", Listing(Nested(LINE), "Line", "Lines")),
        Field("groups", Listing(Nested(GROUP), "Group", "Groups")),
    ),
    java=f"{_PACKAGE}.PhoneBean",
)
PHONE_LIST = Bean("Phones", (Field("phones", Listing(Nested(PHONE), "Phone")),))
IDS = Bean("Ids", (Field("ids", Listing(Int(), "id")),), java=f"{_PACKAGE}.IdsList", xml_readable=False)
REST_PHONE = Bean("phone", (Field("serialNumber"), Field("model"), Field("description"), Field("version")))
