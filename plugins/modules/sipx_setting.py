#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_setting
short_description: Change settings of services, gateways, phones, users and more on a sipXcom PBX
version_added: 0.1.0
description:
  - Sets and resets settings, any number of one target in one task.
  - A target is a service of the PBX, a gateway, a port of a gateway, a phone, a line of a phone, a phone group, a user, a user group or
    a park orbit. Exactly one is named.
  - The PBX stores any text under any path and says yes, even to a path that does not exist. This module looks up each path first, refuses
    what a setting cannot be before anything is written, and reads back what it wrote.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  service:
    description:
      - The settings of a service, which are the same for all servers of the PBX.
      - V(dns) is the name server, V(ivr) voicemail and attendants, V(mwi) message waiting, V(moh) music on hold, V(imbot) My Buddy,
        V(pagegroups) paging, V(restserver) the auxiliary REST service (not this API), V(saa) shared lines, V(ftp) the provisioning
        server's FTP, V(cdrs) call detail records, V(ntp) time servers (newer releases only).
    type: str
    choices: [dns, ivr, mwi, moh, imbot, pagegroups, proxy, registrar, restserver, saa, ftp, cdrs, ntp]
  gateway:
    description:
      - The settings of the gateway or SIP trunk of this name, or of one of its ports, see O(port).
      - An unmanaged gateway has no settings.
    type: str
  port:
    description: The settings of this port of O(gateway), counted from 1. See M(sipxcom.pbx.sipx_gateway_port).
    type: int
  phone:
    description:
      - The settings of the phone with this MAC address (in any spelling) or serial number, or of one of its lines, see O(line).
      - Phones learn of a change when their profile is sent next.
    type: str
  line:
    description: The settings of this line of O(phone), counted from 1.
    type: int
  line_user:
    description: The settings of the line of O(phone) that belongs to this user name (or to this account of another server).
    type: str
  phone_group:
    description:
      - The settings that the phone group of this name gives to its phones.
      - They are stored for the group, not for the model. O(model) says against which model a path is checked.
    type: str
  model:
    description: A phone model that has the settings, such as V(polycom550). Required with O(phone_group).
    type: str
  user:
    description: The settings of the user with this user name.
    type: str
  user_group:
    description: The settings that the user group of this name gives to its members.
    type: str
  park_orbit:
    description: The settings of the park orbit of this name or extension.
    type: str
  settings:
    description:
      - Values by path. A path is the group and the name joined by slashes, such as V(moh-config/MOH_SOURCE). The error for a wrong path
        names the nearest ones.
      - Booleans and numbers are written as in YAML. They are spelled as this setting spells them, which may be V(1) and V(0), V(Y) and
        V(N), V(ENABLE) and V(DISABLE) and more. Where that cannot be told, a boolean is refused; then write the word of the PBX as text.
      - null resets a setting to its default. An empty text stores an empty value, where the setting allows it.
      - Values outside the options of a setting, and numbers out of its range, are refused.
      - Values of passwords, secrets and PINs are compared but never shown.
      - With O(state=default) only the paths count.
    type: dict
  paths:
    description: The settings to reset with O(state=default).
    type: list
    elements: str
  state:
    description:
      - V(present) gives the settings named in O(settings) these values. All others stay as they are.
      - V(default) resets the settings named in O(paths) (or O(settings)) to their defaults, which may come from a group.
    type: str
    choices: [present, default]
    default: present
notes:
  - Most settings do not tell a value that was set to the default from one that was never set. If the default changes later, so does the
    value. Groups are different, they keep what they were told.
  - A change is deployed by the PBX seconds later. It may restart the service.
  - A setting that the PBX hides can be written but not read back. It is refused.
  - Write texts that look like something else to YAML in quotes, such as V("no"), V("1.10") or V("0123").
  - Each setting of a service, gateway, phone or orbit is one request. When the task fails half-way, those before are changed; run it
    again.
seealso:
  - module: sipxcom.pbx.sipx_gateway_port
"""

EXAMPLES = r"""
- name: Music on hold from files
  sipxcom.pbx.sipx_setting:
    service: moh
    settings:
      moh-config/MOH_SOURCE: FILES_SRC

- name: Let the proxy wait a little longer, and keep statistics
  sipxcom.pbx.sipx_setting:
    service: proxy
    settings:
      proxy-configuration/SIPX_PROXY_DEFAULT_SERIAL_EXPIRES: 30
      proxy-statistics/SIPX_PROXY_STATISTICS_MANAGER: true

- name: The account of a SIP trunk
  sipxcom.pbx.sipx_setting:
    gateway: provider
    settings:
      itsp-account/user-name: acme-works
      itsp-account/password: "{{ provider_password }}"
      itsp-account/register-on-initialization: true
  vars:
    provider_password: change-me-please

- name: Where calls from the second line of an analogue gateway go
  sipxcom.pbx.sipx_setting:
    gateway: analogue
    port: 2
    settings:
      Port/Extension: "200"

- name: No long-distance calls for the lobby
  sipxcom.pbx.sipx_setting:
    user_group: lobby
    settings:
      permission/call-handling/LongDistanceDialing: false

- name: Back to what the group says
  sipxcom.pbx.sipx_setting:
    user: "2301"
    state: default
    paths:
      - permission/call-handling/LongDistanceDialing
      - caller-alias/external-number
"""

RETURN = r"""
settings:
  description: The settings that the task names, by path, as the PBX has them after the task (in check mode, as they would be).
  returned: success
  type: dict
  contains:
    value:
      description:
        - The value that applies, as the PBX spells it. null when it is empty. Masked when it is a password, secret or PIN.
        - For phone groups and user groups the group's own value, null when it has none.
      type: str
    default:
      description: What applies without an own value, as far as the PBX tells. Always null for user groups.
      type: str
    is_default:
      description: Whether it is unset, or the same as the default.
      type: bool
  sample:
    moh-config/MOH_SOURCE:
      value: NONE
      default: FILES_SRC
      is_default: false
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: bad_input
    resource: "the settings of service 'moh'"
    method:
    path:
    status:
    server_message: ""
    details:
      path: moh-config/MOH_SORCE
      nearest: [moh-config/MOH_SOURCE]
      done: []
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_setting")


if __name__ == "__main__":
    main()
