#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_dial_rule
short_description: Manage dial rules of a sipXcom PBX and their gateways
version_added: 0.1.0
description:
  - Creates, changes and deletes the rules of the dial plan, which say where dialled numbers go. Calls go out through the gateways of a
    rule, or to voicemail or an auto attendant.
  - A fresh PBX has the rules V(Emergency), V(International), V(Local), V(Long Distance), V(Restricted), V(Toll free), V(AutoAttendant) and
    V(Voicemail). Address them by their names rather than create new ones, because a rule that the API makes has neither their place in the
    dial plan nor their permission.
  - Each option belongs to certain types of rules. One that does not belong to the type of the rule is refused.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._record
  - sipxcom.pbx._attributes
  - sipxcom.pbx._attributes.state
options:
  name:
    description: The name of the rule, unique on the PBX. Upper and lower case differ.
    type: str
    required: true
  old_name:
    description:
      - The name that the rule may still have. If there is a rule of this name and none named O(name), it is renamed.
      - Safe to repeat. That both exist is an error.
    type: str
  type:
    description:
      - What the rule is for. A new rule needs it; it cannot be changed later.
      - V(emergency) has O(emergency_number) and O(emergency_prefix). It asks no permission of the caller.
      - V(long_distance) has O(pstn_prefix), O(long_distance_prefix), O(area_codes) and O(external_length).
      - V(restricted) and V(toll_free) are the same to the PBX and are shown as V(long_distance). A rule of these types that the API makes
        asks the permission C(LongDistanceDialing) of the caller; only the web UI can give it another one.
      - V(attendant) answers O(extension) with an auto attendant. V(internal) is voicemail; the PBX can have only one with extension 101.
      - V(custom) and V(site_to_site) have patterns of their own. The API of the PBX can neither create them nor change their patterns, so
        that is refused. Name, description, switch, schedule and gateways of those that are there can be changed; leave O(type) out or give
        the type they have.
    type: str
    choices: [emergency, long_distance, restricted, toll_free, custom, site_to_site, internal, attendant]
  enabled:
    description:
      - Whether the rule is in use. A new rule is, unless this says otherwise.
      - The PBX switches a rule of type V(emergency) or V(long_distance) off when its last gateway is taken out.
    type: bool
  description:
    description: What people should know about the rule.
    type: str
  schedule:
    description:
      - The name of a general schedule. The rule works only at its times; null means always.
      - An emergency rule with a schedule gets a warning.
    type: str
  emergency_number:
    description: For O(type=emergency). The number that is dialled and sent to the gateway, such as V("911"). C(sos) always matches too.
    type: str
  emergency_prefix:
    description: For O(type=emergency). Digits that callers may dial before O(emergency_number).
    type: str
  pstn_prefix:
    description: For O(type=long_distance). Digits that callers dial to get a line outside.
    type: str
  pstn_prefix_optional:
    description: For O(type=long_distance). Whether O(pstn_prefix) may be left out.
    type: bool
  long_distance_prefix:
    description: For O(type=long_distance). Digits before the number, such as V("1") or V("011"). They are sent to the gateway.
    type: str
  long_distance_prefix_optional:
    description: For O(type=long_distance). Whether O(long_distance_prefix) may be left out.
    type: bool
  area_codes:
    description: For O(type=long_distance). The area codes that the rule is for, in any order. None means all of them.
    type: list
    elements: str
  external_length:
    description: For O(type=long_distance). How many digits a number has without its prefixes; V(0) or V(-1) means any number of them.
    type: int
  patterns:
    description:
      - For O(type=custom) and O(type=site_to_site). The numbers that the rule is for.
      - Can be compared, and not changed; see O(type).
    type: list
    elements: dict
    suboptions:
      prefix:
        description: What the number begins with.
        type: str
      digits:
        description: How many digits follow; V(-1) means any number of them.
        type: int
  call_pattern:
    description: For O(type=custom) and O(type=site_to_site). What is sent to the gateway. Can be compared, and not changed; see O(type).
    type: dict
    suboptions:
      prefix:
        description: What comes first.
        type: str
      digits:
        description: What of the dialled number follows. Nothing, the part after the prefix of the pattern, or all of it.
        type: str
        choices: [none, variable, all]
  media_server_type:
    description: For O(type=internal). Which voicemail server it leads to. A new rule gets V(freeswitch).
    type: str
    choices: [freeswitch, exchange]
  media_server_host:
    description: For O(type=internal). The host of that server.
    type: str
  extension:
    description: For O(type=attendant). The extension that is answered; it must be free on the whole PBX.
    type: str
  aliases:
    description: For O(type=attendant). Other names of the extension, such as V(operator), in any order. Each must be free.
    type: list
    elements: str
  did:
    description: For O(type=attendant). The number under which it is called from outside.
    type: str
  live_attendant:
    description:
      - For O(type=attendant). Whether a live attendant may answer instead.
      - M(sipxcom.pbx.sipx_live_attendant) switches it off for a time.
    type: bool
  after_hours_attendant:
    description:
      - For O(type=attendant). The name of the auto attendant that answers outside of O(working_hours) and O(holidays).
      - An auto attendant that does not exist is refused, here and in the two options like it; the PBX itself would create an empty one.
    type: str
  after_hours_enabled:
    description: For O(type=attendant). Whether O(after_hours_attendant) is in use. It is, when one is set where there was none.
    type: bool
  holiday_attendant:
    description: For O(type=attendant). The name of the auto attendant that answers at O(holidays); null switches holidays off.
    type: str
  holidays:
    description: For O(type=attendant). All holidays, by the clock of the PBX.
    type: list
    elements: dict
    suboptions:
      start:
        description: When it begins, as V(2026-12-25) or V(2026-12-25 18:00).
        type: str
        required: true
      end:
        description: When it ends, likewise. A date alone means its first moment, so Christmas Day ends at V(2026-12-26).
        type: str
        required: true
  working_time_attendant:
    description: For O(type=attendant). The name of the auto attendant that answers in O(working_hours); null switches working time off.
    type: str
  working_hours:
    description:
      - For O(type=attendant). All working hours, by the clock of the PBX. The PBX expects one entry for each day of the week, Monday first.
      - A new rule gets 9 to 18 on Monday to Friday.
    type: list
    elements: dict
    suboptions:
      day:
        description: The day or days.
        type: str
        required: true
        choices: [monday, tuesday, wednesday, thursday, friday, saturday, sunday, weekdays, weekend, every_day]
      start:
        description: When it begins, in quotes, such as V("09:00").
        type: str
        required: true
      stop:
        description: When it ends, in quotes, such as V("18:00").
        type: str
        required: true
      enabled:
        description: Whether the entry counts.
        type: bool
        default: true
  gateways:
    description:
      - The names of the gateways that calls may go out through, in the order in which they are tried. Not for O(type=internal) and
        O(type=attendant).
      - The PBX does not tell the order of the gateways in a rule. As long as the same gateways are in the rule, nothing is changed.
      - When a gateway is added that shall stand before others, those are taken out and put back behind it. The rule is never empty
        in between.
      - Gateways that belong to the branch of the caller always come first, wherever they stand.
    type: list
    elements: str
  gateways_mode:
    description:
      - V(set) means that O(gateways) are all gateways of the rule.
      - V(add) puts them at the end if they are not in the rule. V(remove) takes them out; a name that no gateway has is ignored.
    type: str
    choices: [set, add, remove]
    default: set
  reorder:
    description:
      - Take the gateways out and put them back, so that their order is that of O(gateways) for certain. With O(gateways_mode=set) only.
      - The task is then always changed, because the order cannot be read.
    type: bool
    default: false
  force:
    description: Take the last gateway out of an enabled emergency rule, or delete an enabled emergency rule.
    type: bool
    default: false
notes:
  - A new rule stands at the end of the dial plan. Only the web UI can move it.
  - Reading the gateways of a rule takes one request for each gateway of the PBX. It is done only when O(gateways) is given.
"""

EXAMPLES = r"""
- name: The gateways exist before the rule names them
  sipxcom.pbx.sipx_gateway:
    name: "{{ item }}"
    address: 192.0.2.5
  loop: [e911floor1, e911failsafe]

- name: Emergency calls leave by the gateway of the floor, and by the failsafe if there is none
  sipxcom.pbx.sipx_dial_rule:
    name: Emergency
    enabled: true
    emergency_number: "911"
    emergency_prefix: "9"
    schedule: null
    gateways:
      - e911floor1
      - e911failsafe

- name: A second number for test calls
  sipxcom.pbx.sipx_dial_rule:
    name: Emergency test
    type: emergency
    emergency_number: "933"
    gateways: [e911floor1, e911failsafe]

- name: Local calls may use the failsafe too, whatever else is there
  sipxcom.pbx.sipx_dial_rule:
    name: Local
    enabled: true
    gateways: [e911failsafe]
    gateways_mode: add

- name: An extension that is answered by an auto attendant
  sipxcom.pbx.sipx_dial_rule:
    name: Night desk
    type: attendant
    extension: "1450"
    aliases: [desk, night]
    working_hours:
      - {day: weekdays, start: "08:30", stop: "17:30"}

- name: A rule that is not used any more
  sipxcom.pbx.sipx_dial_rule:
    name: Emergency test
    state: absent
    force: true
"""

RETURN = r"""
dial_rule:
  description:
    - The rule as the PBX has it after the task (in check mode, as it would be); null when it is absent.
    - It has the options of its type only.
  returned: success
  type: dict
  contains:
    id:
      description: The id that the PBX gave it.
      type: int
      returned: when it exists
    name:
      description: See O(name).
      type: str
    type:
      description: See O(type). V(restricted) and V(toll_free) are shown as V(long_distance).
      type: str
    enabled:
      description: See O(enabled).
      type: bool
    description:
      description: See O(description).
      type: str
    schedule:
      description: See O(schedule).
      type: str
    emergency_number:
      description: See O(emergency_number).
      type: str
      returned: for rules of type V(emergency)
    emergency_prefix:
      description: See O(emergency_prefix).
      type: str
      returned: for rules of type V(emergency)
    pstn_prefix:
      description: See O(pstn_prefix).
      type: str
      returned: for rules of type V(long_distance)
    pstn_prefix_optional:
      description: See O(pstn_prefix_optional).
      type: bool
      returned: for rules of type V(long_distance)
    long_distance_prefix:
      description: See O(long_distance_prefix).
      type: str
      returned: for rules of type V(long_distance)
    long_distance_prefix_optional:
      description: See O(long_distance_prefix_optional).
      type: bool
      returned: for rules of type V(long_distance)
    area_codes:
      description: See O(area_codes).
      type: list
      elements: str
      returned: for rules of type V(long_distance)
    external_length:
      description: See O(external_length).
      type: int
      returned: for rules of type V(long_distance)
    patterns:
      description: See O(patterns).
      type: list
      elements: dict
      returned: for rules of type V(custom) or V(site_to_site)
      contains:
        prefix:
          description: See O(patterns[].prefix).
          type: str
        digits:
          description: See O(patterns[].digits).
          type: int
    call_pattern:
      description: See O(call_pattern).
      type: dict
      returned: for rules of type V(custom) or V(custom) or V(site_to_site) or V(site_to_site)
      contains:
        prefix:
          description: See O(call_pattern.prefix).
          type: str
        digits:
          description: See O(call_pattern.digits).
          type: str
    media_server_type:
      description: See O(media_server_type).
      type: str
      returned: for rules of type V(internal)
    media_server_host:
      description: See O(media_server_host).
      type: str
      returned: for rules of type V(internal)
    extension:
      description: See O(extension).
      type: str
      returned: for rules of type V(attendant)
    aliases:
      description: See O(aliases).
      type: list
      elements: str
      returned: for rules of type V(attendant)
    did:
      description: See O(did).
      type: str
      returned: for rules of type V(attendant)
    live_attendant:
      description: See O(live_attendant).
      type: bool
      returned: for rules of type V(attendant)
    after_hours_attendant:
      description: See O(after_hours_attendant).
      type: str
      returned: for rules of type V(attendant)
    after_hours_enabled:
      description: See O(after_hours_enabled).
      type: bool
      returned: for rules of type V(attendant)
    holiday_attendant:
      description: See O(holiday_attendant).
      type: str
      returned: for rules of type V(attendant)
    holidays:
      description: See O(holidays).
      type: list
      elements: dict
      returned: for rules of type V(attendant)
      contains:
        start:
          description: See O(holidays[].start).
          type: str
        end:
          description: See O(holidays[].end).
          type: str
    working_time_attendant:
      description: See O(working_time_attendant).
      type: str
      returned: for rules of type V(attendant)
    working_hours:
      description: See O(working_hours).
      type: list
      elements: dict
      returned: for rules of type V(attendant)
      contains:
        day:
          description: See O(working_hours[].day).
          type: str
        start:
          description: See O(working_hours[].start).
          type: str
        stop:
          description: See O(working_hours[].stop).
          type: str
        enabled:
          description: See O(working_hours[].enabled).
          type: bool
    gateways:
      description: See O(gateways). Those of the task in its order; sorted by name with another O(gateways_mode) than V(set).
      type: list
      elements: str
      returned: when O(gateways) is given
    permissions:
      description: The permissions of which a caller needs one. The PBX tells them for custom rules only.
      type: list
      elements: str
      returned: for a custom rule
  sample:
    id: 1
    name: Emergency
    type: emergency
    enabled: true
    description: Emergency dialing plan
    schedule:
    emergency_number: "911"
    emergency_prefix: "9"
    gateways: [e911floor1, e911failsafe]
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: refused
    resource: "dial rule 'Emergency'"
    method:
    path:
    status:
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_dial_rule")


if __name__ == "__main__":
    main()
