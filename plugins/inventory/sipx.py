# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: sipx
short_description: Phones, registrations and servers of sipXcom PBXs as hosts
version_added: 0.1.0
description:
  - Makes a host of every phone, of every other device that is registered, and of every server of one or several PBXs.
  - Phones are grouped by phone group, model, branch and registration. The options O(compose), O(groups) and O(keyed_groups) make more
    variables and groups.
  - A PBX of any size is asked for one list of each kind. With O(cache) even that only now and then.
  - Passwords are no variables of hosts, and are not in the cache.
author:
  - sipxcom.pbx contributors (@sipxcom)
extends_documentation_fragment:
  - sipxcom.pbx._inventory
  - constructed
  - inventory_cache
options:
  plugin:
    description: The name of this plugin. The name of the file must end in C(sipx.yml) or C(sipx.yaml).
    type: str
    required: true
    choices: [sipxcom.pbx.sipx]
  pbxs:
    description:
      - The PBXs, where there are several. What one of them does not say is taken from the option of the same name beside this one.
      - Without it there is one PBX, at O(url).
    type: list
    elements: dict
    default: []
    suboptions:
      name:
        description: What the PBX is called in groups and variables. Without it, the host name in its O(pbxs[].url).
        type: str
      url:
        description: As O(url).
        type: str
      username:
        description: As O(username).
        type: str
      password:
        description: As O(password).
        type: str
      validate_certs:
        description: As O(validate_certs).
        type: bool
      ca_path:
        description: As O(ca_path).
        type: path
      client_cert:
        description: As O(client_cert).
        type: path
      client_key:
        description: As O(client_key).
        type: path
      timeout:
        description: As O(timeout).
        type: float
      retries:
        description: As O(retries).
        type: int
      deadline:
        description: As O(deadline).
        type: float
  include:
    description:
      - What becomes a host.
      - V(phones) are those that the PBX manages, registered or not. V(registrations) are devices that are registered and none of these
        phones. V(servers) are the machines of the PBX.
    type: list
    elements: str
    choices: [phones, registrations, servers]
    default: [phones, servers]
  hostname:
    description:
      - A Jinja2 expression for the name of a host, made of its variables, such as V(sipx_pbx + '-' + sipx_serial).
      - Where it has no value, and without it, a phone is called by its serial number, a registered device by its serial number or by user
        and address, a server by its host name.
    type: str
  skip_unreachable:
    description:
      - Whether to go on with a warning where a PBX cannot be read, as if it had nothing. Otherwise that is an error, and there are no hosts
        at all.
    type: bool
    default: false
notes:
  - The variables of a phone are C(sipx_serial), C(sipx_id), C(sipx_model), C(sipx_model_label), C(sipx_firmware), C(sipx_description),
    C(sipx_groups), C(sipx_lines), C(sipx_users), C(sipx_branch) (of the first user on its lines who has one), C(sipx_registered) and
    C(sipx_registrations).
  - Those of another registered device are C(sipx_user), C(sipx_identity), C(sipx_address), C(sipx_phone), C(sipx_registrar),
    C(sipx_expires) and C(sipx_active).
  - Those of a server are C(sipx_host), C(sipx_id), C(sipx_ip), C(sipx_description), C(sipx_primary) and C(sipx_registered).
  - All have C(sipx_kind) (C(phone), C(registration) or C(server)), C(sipx_pbx), and C(ansible_host) where their address is known.
  - The groups are C(sipx_phones), C(sipx_registrations), C(sipx_servers), C(sipx_registered), C(sipx_unregistered), and, with a name at
    their end, C(sipx_pbx_), C(sipx_phone_group_), C(sipx_model_) and C(sipx_branch_).
seealso:
  - module: sipxcom.pbx.sipx_registration_info
  - module: sipxcom.pbx.sipx_info
"""

EXAMPLES = r"""
# office.sipx.yml: one PBX, whose address and login come from SIPX_URL, SIPX_USERNAME and SIPX_PASSWORD
plugin: sipxcom.pbx.sipx

---
# all.sipx.yml: two PBXs, kept for ten minutes, with a group for each firmware and one for what needs a look
plugin: sipxcom.pbx.sipx
username: superadmin
password: "{{ lookup('ansible.builtin.env', 'PBX_PASSWORD') }}"
pbxs:
  - name: north
    url: https://pbx-north.example.org
  - name: south
    url: https://pbx-south.example.org
include: [phones, registrations, servers]
hostname: sipx_pbx + '-' + sipx_serial
cache: true
cache_plugin: ansible.builtin.jsonfile
cache_connection: /tmp/sipx-inventory
cache_timeout: 600
keyed_groups:
  - key: sipx_firmware
    prefix: firmware
groups:
  lost: sipx_kind == 'phone' and not sipx_registered
compose:
  floor: sipx_branch | default('nowhere', true)
"""

import typing as t
from urllib.parse import urlsplit

from ansible.errors import AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable
from ansible.utils.unsafe_proxy import wrap_var

from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control, _inventory


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    """Reads the PBXs, or the cache, and makes hosts of what they have."""

    NAME = "sipxcom.pbx.sipx"

    def verify_file(self, path: str) -> bool:
        return bool(super().verify_file(path)) and path.endswith(("sipx.yml", "sipx.yaml"))

    def parse(self, inventory: t.Any, loader: t.Any, path: str, cache: bool = True) -> None:
        super().parse(inventory, loader, path)
        self._read_config_data(path)
        pbxs = self._pbxs()
        made: dict[str, str] = {}
        for name, data in self._data(path, pbxs, cache).items():
            for host in _inventory.hosts(name, data):
                self._add(host, made)

    def _pbxs(self) -> dict[str, dict[str, t.Any]]:
        """The connection options of each PBX, by its name."""
        shared = {name: self._plain(self.get_option(name)) for name in _inventory.CONNECTION}
        found: dict[str, dict[str, t.Any]] = {}
        for place, one in enumerate(self.get_option("pbxs") or [{}], 1):
            try:
                own = _inventory.checked({key: self._plain(value) for key, value in one.items()})
            except ValueError as problem:
                raise AnsibleParserError(f"pbxs, entry {place}: {problem}") from None
            name = own.pop("name", None)
            connection = {**shared, **own}
            name = name or urlsplit(str(connection["url"] or "")).hostname or str(connection["url"] or "without url")
            if name in found:
                raise AnsibleParserError(f"pbxs: two PBXs are called {name!r}; give each a name of its own")
            found[name] = connection
        return found

    def _plain(self, value: t.Any) -> t.Any:
        """An option as it is meant: templates in it are filled in."""
        return _control.plain(self.templar.template(value) if isinstance(value, str) else value)

    def _data(self, path: str, pbxs: dict[str, dict[str, t.Any]], cache: bool) -> dict[str, t.Any]:
        """What each PBX has, from the cache where that may be."""
        include = list(self.get_option("include"))
        key = f"{self.get_cache_key(path)}_{_inventory.fingerprint(pbxs, include)}"
        wanted = self.get_option("cache")
        if wanted and cache:
            try:
                kept: dict[str, t.Any] = self._cache[key]
                return kept
            except KeyError:
                pass
        data = {}
        complete = True
        for name, connection in pbxs.items():
            try:
                data[name] = _inventory.read(connection, include)
            except _inventory.Unread as problem:
                if not self.get_option("skip_unreachable"):
                    raise AnsibleParserError(f"PBX {name}: {problem}") from None
                self.display.warning(f"PBX {name} is left out: {problem}")
                complete = False
        if wanted and complete:
            self._cache[key] = data
        return data

    def _add(self, host: _inventory.Host, made: dict[str, str]) -> None:
        """Adds one host with its variables and groups. Two of one name would be mixed up: the first one stays, with a warning."""
        variables = {key: _guarded(value) for key, value in host.variables.items()}
        strict = self.get_option("strict")
        name = self._name(host, variables, strict)
        pbx = str(host.variables["sipx_pbx"])
        if name in made:
            self.display.warning(
                f"{host.variables['sipx_kind']} {name} of PBX {pbx} is left out: PBX {made[name]} has a host of that name; set hostname"
            )
            return
        made[name] = pbx
        self.inventory.add_host(name)
        for key, value in variables.items():
            self.inventory.set_variable(name, key, value)
        for group in host.groups:
            self.inventory.add_child(self.inventory.add_group(self._sanitize_group_name(group)), name)
        self._set_composite_vars(self.get_option("compose"), variables, name, strict=strict)
        self._add_host_to_composed_groups(self.get_option("groups"), variables, name, strict=strict)
        self._add_host_to_keyed_groups(self.get_option("keyed_groups"), variables, name, strict=strict)

    def _name(self, host: _inventory.Host, variables: dict[str, t.Any], strict: bool) -> str:
        expression = self.get_option("hostname")
        if not expression:
            return host.name
        try:
            return str(self._compose(expression, variables) or host.name)
        except Exception as problem:  # whatever an expression can come to
            if strict:
                raise AnsibleParserError(f"hostname: {expression!r} has no value for {host.name}: {problem}") from problem
            return host.name


def _guarded(value: t.Any) -> t.Any:
    """The value, in which no text can be taken for a template. (Only texts that could be are marked; the mark is seen in lists.)"""
    if isinstance(value, dict):
        return {key: _guarded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_guarded(inner) for inner in value]
    return wrap_var(value) if isinstance(value, str) and "{" in value else value
