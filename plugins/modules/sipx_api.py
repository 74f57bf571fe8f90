#!/usr/bin/python
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sipx_api
short_description: Send any request to the REST API of a sipXcom PBX
version_added: 0.1.0
description:
  - Sends one request that no other module sends, with the same login, limits, repeating and error messages.
  - Prefer the other modules. They know what the server silently drops, and this one only passes on what it says.
  - Known traps of the server are refused unless O(force) is set. These are writes to a path with an empty part (as when a variable is
    empty), which reach something else such as the whole list, deleting a collection, and calls that do more than they seem to.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._connection
  - sipxcom.pbx._attributes
options:
  method:
    description: The HTTP method.
    type: str
    choices: [GET, POST, PUT, DELETE]
    default: GET
  path:
    description:
      - The path below C(/sipxconfig), such as V(/api/gateways/7) or V(/rest/branch), percent-encoded.
      - Parts that come from variables should be encoded with the filter P(ansible.builtin.urlencode#filter).
    type: str
    required: true
  query:
    description: What follows the question mark, in this order. The PBX finds some paths by the order of the query.
    type: dict
    default: {}
  body:
    description:
      - What to send. A mapping, list, number or boolean is sent as JSON, a text as O(content_type).
      - Settings are written as plain text.
    type: raw
  content_type:
    description: The media type of a O(body) that is text.
    type: str
    default: text/plain
  xml:
    description: An XML document to send instead of O(body). C(/rest) takes it everywhere.
    type: dict
    suboptions:
      root:
        description: The name of its root element.
        type: str
        required: true
      data:
        description: Its elements. A list repeats its element, null leaves it out, an empty text makes an empty one.
        type: dict
        default: {}
  accept:
    description:
      - The media type to ask for.
      - The answer to V(application/json), V(text/xml) or V(application/xml) is returned as data, any other as text.
    type: str
    default: application/json
  status_code:
    description:
      - The status codes that are a success; by default all from 200 to 299.
      - The status is the one that the server means. It hides 404, 405, 406 and 415 in a 500.
    type: list
    elements: int
  show_secrets:
    description:
      - Whether to return passwords and PINs that the PBX tells. By default what is named like one is masked.
      - If this is set, set C(no_log) on the task too.
    type: bool
    default: false
  force:
    description: Send it although it is known to be dangerous.
    type: bool
    default: false
attributes:
  check_mode:
    description: Can run in C(check_mode) and say what it would change, without changing anything.
    support: partial
    details: What only reads is sent. What writes is not sent and counts as a change; its answer is not known.
  diff_mode:
    description: Says what changes, or would change, when run with C(--diff).
    support: none
  idempotent:
    description: When run again with the same options, it changes nothing.
    support: partial
    details: What only reads changes nothing. What writes is always sent and counts as a change.
"""

EXAMPLES = r"""
- name: The models of gateways that the PBX knows
  sipxcom.pbx.sipx_api:
    path: /api/gateways/models
  register: models

- name: Create a branch with a call of your own
  sipxcom.pbx.sipx_api:
    method: PUT
    path: /rest/branch
    xml:
      root: branch
      data:
        name: annex
        address: ""

- name: Is the PBX one with emergency response locations?
  sipxcom.pbx.sipx_api:
    path: /rest/erls
    accept: text/xml
    status_code: [200, 404]
  register: erls

- name: Change one setting, which is plain text
  sipxcom.pbx.sipx_api:
    method: PUT
    path: /api/registrar/settings/registrar-config/SIP_REGISTRAR_LOG_LEVEL
    body: INFO
"""

RETURN = r"""
status:
  description: The status that the server meant; null in check mode for what was not sent.
  returned: success
  type: int
  sample: 200
data:
  description:
    - The answer, as data or as text; null when it is empty. For a status in O(status_code) that is an error, the server's message.
    - The answer to a write on C(/rest) is its C(response) document as one flat mapping.
  returned: success
  type: raw
  sample:
    models:
      - modelId: genericGatewayStandard
        label: Unmanaged gateway
failure:
  description: What went wrong, as data. See the guide to errors of the collection.
  returned: failure
  type: dict
  sample:
    code: not_found
    resource: ""
    method: GET
    path: /sipxconfig/api/gateways/99
    status: 404
    server_message: ""
    details: {}
"""

from ansible_collections.sipxcom.pbx.plugins.module_utils._run import run_module


def main() -> None:
    run_module("sipx_api")


if __name__ == "__main__":
    main()
