#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_localization
short_description: Set language, region and time zone of a sipXcom PBX
version_added: 0.1.0
description:
  - Sets the language of the prompts, the region of the dial plan, and the time zone of all servers.
  - Only newer servers (from release 21.04 on) offer this by their API. On others the task fails and says so.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  language:
    description:
      - The language of the prompts, as their package is called, such as V(en), V(de) or V(en_GB). Packages are installed on the server.
      - Another language replaces the default prompts of the auto attendants.
    type: str
  region:
    description:
      - The name of a dial plan template, such as V(na.dialPlan).
      - B(Another region deletes all dial rules), those for emergency calls too, and puts the factory dial plan of the region in their
        place.
        It needs O(reset_dial_plan).
      - A new system calls its region V(na), which is no template. To write V(na.dialPlan) there is a change, too.
    type: str
  time_zone:
    description: The time zone of all servers, such as V(America/New_York). Services may have to be restarted to see a new one.
    type: str
  reset_dial_plan:
    description: Confirms that another region deletes all dial rules.
    type: bool
    default: false
"""

EXAMPLES = r"""
- name: French prompts, and the time of Montréal
  sipxcom.pbx.sipx_localization:
    language: fr
    time_zone: America/New_York

- name: What is set
  sipxcom.pbx.sipx_localization:
  register: localization
"""

RETURN = r"""
localization:
  description: Language, region and time zone as the PBX has them after the task (in check mode, as they would be).
  returned: success
  type: dict
  contains:
    language:
      description: See O(language).
      type: str
    region:
      description: See O(region).
      type: str
    time_zone:
      description: See O(time_zone).
      type: str
  sample:
    language: fr
    region: na
    time_zone: America/New_York
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: the localization
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_localization")


if __name__ == "__main__":
    main()
