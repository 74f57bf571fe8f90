# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Documentation of the connection options of the inventory plugin: those of the modules, read in another way. Private to the collection."""

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  url:
    description:
      - Where the configuration server of the PBX is, such as V(https://pbx.example.org) or V(https://pbx.example.org:8443).
      - The path C(/sipxconfig) is added by the collection. Plain C(http) is refused, because the PBX redirects it and loses what was sent.
      - Required.
    type: str
    env:
      - name: SIPX_URL
  username:
    description:
      - A user with the permission C(superadmin), such as V(superadmin).
      - Required.
    type: str
    env:
      - name: SIPX_USERNAME
  password:
    description:
      - The portal password of O(username).
      - Required.
    type: str
    env:
      - name: SIPX_PASSWORD
  validate_certs:
    description:
      - Whether the certificate of the PBX must be valid. Set it to V(false) only for a trial.
      - A self-signed certificate is better named in O(ca_path).
    type: bool
    default: true
    env:
      - name: SIPX_VALIDATE_CERTS
  ca_path:
    description:
      - A PEM file with the certificate authorities to trust instead of the system's, where the task runs.
    type: path
    env:
      - name: SIPX_CA_PATH
  client_cert:
    description:
      - A PEM file with a client certificate, with its key unless O(client_key) names one.
    type: path
    env:
      - name: SIPX_CLIENT_CERT
  client_key:
    description:
      - A PEM file with the key of O(client_cert).
    type: path
    env:
      - name: SIPX_CLIENT_KEY
  timeout:
    description:
      - Seconds that the PBX may take to connect, and to answer one request.
    type: float
    default: 60.0
    env:
      - name: SIPX_TIMEOUT
  retries:
    description:
      - How many times a request is tried again when the network or the PBX fails for a moment.
      - Reads are simply repeated. After a write without an answer the PBX is asked first whether it happened; nothing is created twice.
    type: int
    default: 3
    env:
      - name: SIPX_RETRIES
  deadline:
    description:
      - Seconds after which the task gives up, all its requests and waiting taken together. In a loop each item has its own.
    type: float
    default: 600.0
    env:
      - name: SIPX_DEADLINE
requirements:
  - requests
  - lxml
"""
