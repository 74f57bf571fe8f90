# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Documentation of the connection options, shared by all modules. Private to the collection."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  url:
    description:
      - Where the configuration server of the PBX is, such as V(https://pbx.example.org) or V(https://pbx.example.org:8443).
      - The path C(/sipxconfig) is added by the collection. Plain C(http) is refused, because the PBX redirects it and loses what was sent.
      - Required. Falls back to the environment variable E(SIPX_URL).
    type: str
  username:
    description:
      - A user with the permission C(superadmin), such as V(superadmin).
      - Required. Falls back to the environment variable E(SIPX_USERNAME).
    type: str
  password:
    description:
      - The portal password of O(username).
      - Required. Falls back to the environment variable E(SIPX_PASSWORD).
    type: str
  validate_certs:
    description:
      - Whether the certificate of the PBX must be valid. Set it to V(false) only for a trial.
      - A self-signed certificate is better named in O(ca_path).
      - Falls back to the environment variable E(SIPX_VALIDATE_CERTS).
    type: bool
    default: true
  ca_path:
    description:
      - A PEM file with the certificate authorities to trust instead of the system's, where the task runs.
      - Falls back to the environment variable E(SIPX_CA_PATH).
    type: path
  client_cert:
    description:
      - A PEM file with a client certificate, with its key unless O(client_key) names one.
      - Falls back to the environment variable E(SIPX_CLIENT_CERT).
    type: path
  client_key:
    description:
      - A PEM file with the key of O(client_cert).
      - Falls back to the environment variable E(SIPX_CLIENT_KEY).
    type: path
  timeout:
    description:
      - Seconds that the PBX may take to connect, and to answer one request.
      - Falls back to the environment variable E(SIPX_TIMEOUT).
    type: float
    default: 60.0
  retries:
    description:
      - How many times a request is tried again when the network or the PBX fails for a moment.
      - Reads are simply repeated. After a write without an answer the PBX is asked first whether it happened; nothing is created twice.
      - Falls back to the environment variable E(SIPX_RETRIES).
    type: int
    default: 3
  deadline:
    description:
      - Seconds after which the task gives up, all its requests and waiting taken together. In a loop each item has its own.
      - Falls back to the environment variable E(SIPX_DEADLINE).
    type: float
    default: 600.0
requirements:
  - requests
  - lxml
notes:
  - Where a task runs on the controller (connection C(local), or delegated to localhost) without C(become) and C(async), the module
    runs inside the controller's worker process, and all items of a loop share one session. Otherwise it runs as an ordinary module.
    Both give the same result.
"""
