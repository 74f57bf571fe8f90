# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which job belongs to which module. Private to the collection.

Records and documents need no line here: every Resource and every Document is a job by itself.
"""

from __future__ import annotations

from .._resources._all import DOCUMENTS
from . import (
    call,
    cdrs,
    conference,
    conference_command,
    dns_advisor,
    documents,
    emergency,
    erl_assignment,
    gateway_ports,
    google_import,
    info,
    inventory,
    licence,
    live_attendant,
    localization,
    my_info,
    phone_profiles,
    phonebook_entry,
    phonebooks,
    portal_password,
    prompts,
    raw_call,
    records,
    registrations,
    server_actions,
    server_jobs,
    settings,
    site,
    site_info,
    special_mode,
)
from ._base import RESOURCES, Job

JOBS: dict[str, Job] = {
    **{"sipx_" + kind: records.job(resource) for kind, resource in RESOURCES.items() if not resource.read_only},
    **{"sipx_" + document.kind: documents.job(document) for document in DOCUMENTS},
    "sipx_api": raw_call.job(),
    "sipx_call": call.job(),
    "sipx_cdr_info": cdrs.job(),
    "sipx_conference": conference.job(),
    "sipx_conference_command": conference_command.job(),
    "sipx_dns_advisor_info": dns_advisor.job(),
    "sipx_emergency_info": emergency.job(),
    "sipx_erl_assignment": erl_assignment.job(),
    "sipx_gateway_port": gateway_ports.job(),
    "sipx_google_import": google_import.job(),
    "sipx_info": info.job(),
    "sipx_job_info": server_jobs.job(),
    "sipx_license": licence.job(),
    "sipx_live_attendant": live_attendant.job(),
    "sipx_localization": localization.job(),
    "sipx_my_info": my_info.job(),
    "sipx_phone_profile": phone_profiles.job(),
    "sipx_phonebook_entry": phonebook_entry.job(),
    "sipx_phonebook_info": phonebooks.job(),
    "sipx_portal_password": portal_password.job(),
    "sipx_prompt": prompts.job(),
    "sipx_prompt_info": prompts.info_job(),
    "sipx_registration": registrations.drop(),
    "sipx_registration_info": registrations.info(),
    "sipx_server_action": server_actions.job(),
    "sipx_setting": settings.job(),
    "sipx_site": site.job(),
    "sipx_site_info": site_info.job(),
    "sipx_special_mode": special_mode.job(),
}
#: What the inventory plugin reads; no module has it.
INVENTORY = inventory.job()


def job(module: str) -> Job:
    """The job of a module, by its short name."""
    return JOBS[module]
