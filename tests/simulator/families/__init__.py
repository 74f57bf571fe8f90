# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The families of resources, one module each; FAMILIES lists them all (their seeds run in this order)."""

from __future__ import annotations

from ..family import Family
from . import (
    avatars,
    branches,
    dial_rules,
    erls,
    gateways,
    locations,
    my_attendant,
    my_bridge,
    my_calls,
    my_conferences,
    my_contact,
    my_preferences,
    my_schedules,
    my_speed_dials,
    my_voicemail,
    page_groups,
    park_orbits,
    permissions,
    phone_groups,
    phone_profiles,
    phones,
    phones_rest,
    prompts,
    services,
    user_groups,
    user_settings,
    users,
    users_rest,
)

FAMILIES: tuple[Family, ...] = (
    branches.FAMILY,
    gateways.FAMILY,
    dial_rules.FAMILY,
    erls.FAMILY,
    users_rest.FAMILY,
    users.FAMILY,
    users.SERVER,
    users.FORK,
    user_settings.FAMILY,
    avatars.FAMILY,
    user_groups.FAMILY,
    user_groups.FORK,
    permissions.FAMILY,
    services.FAMILY,
    locations.FAMILY,
    page_groups.FAMILY,
    park_orbits.FAMILY,
    phone_groups.FAMILY,
    phone_profiles.FAMILY,
    phones.FAMILY,
    phones_rest.FAMILY,
    prompts.FAMILY,
    my_calls.FAMILY,
    my_schedules.FAMILY,
    my_preferences.FAMILY,
    my_contact.FAMILY,
    my_speed_dials.FAMILY,
    my_voicemail.FAMILY,
    my_attendant.FAMILY,
    my_conferences.FAMILY,
    my_bridge.FAMILY,
)
