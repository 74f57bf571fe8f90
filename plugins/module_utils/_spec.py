# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Argument specs, made from the descriptions. Private to the collection."""

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import env_fallback

from ._client.settings import OPTIONS, base_url
from ._document import Document
from ._resource import Field, Resource

Spec = dict[str, t.Any]

STATE: Spec = {"type": "str", "choices": ["present", "absent"], "default": "present"}
_UPDATE_PASSWORD: Spec = {"type": "str", "choices": ["always", "on_create"], "default": "always", "no_log": False}


def connection() -> Spec:
    """The options that every module has: where the PBX is and how to talk to it."""
    spec: Spec = {}
    for name, option in OPTIONS.items():
        rest = {key: value for key, value in option.items() if key != "env"}
        spec[name] = {**rest, "fallback": (env_fallback, [option["env"]])}
    return spec


def pbx_of(params: t.Mapping[str, t.Any]) -> str:
    """The PBX that a task is about, as its URL without a path."""
    return base_url(params["url"])


def record(resource: Resource) -> Spec:
    """The options of one record: its fields, its state, and how to change it."""
    spec: Spec = {"state": dict(STATE), **fields(resource.fields)}
    spec[resource.key]["required"] = True
    spec["must_exist"] = {"type": "bool", "default": False}
    if resource.rename:
        spec[resource.old_key] = {"type": resource.field(resource.key).type}
    if resource.has_secrets:
        spec["update_password"] = dict(_UPDATE_PASSWORD)
    return {**spec, **{name: dict(option) for name, option in resource.extra.items()}}


def document(described: Document) -> Spec:
    """The options of a document that every user has: whose it is, its fields, and how to change it."""
    spec: Spec = {"user": {"type": "str"}, **fields(described.fields)}
    if described.has_secrets:
        spec["update_password"] = dict(_UPDATE_PASSWORD)
    return {**spec, **{name: dict(option) for name, option in described.extra.items()}}


def fields(described: t.Iterable[Field]) -> Spec:
    """The options that set these fields."""
    spec: Spec = {}
    for field in described:
        if not field.read_only:
            _add(spec, field)
    return spec


def _add(spec: Spec, field: Field) -> None:
    # The description knows what is secret; a name such as transfer_key only sounds like it.
    option: Spec = {"type": field.type, "no_log": field.secret is not None}
    if field.elements:
        option["elements"] = field.elements
    if field.options:
        option["options"] = {name: dict(inner) for name, inner in field.options.items()}
    if field.choices:
        option["choices"] = list(field.choices)
    top, dot, below = field.name.partition(".")
    if dot:
        spec.setdefault(top, {"type": "dict", "options": {}})["options"][below] = option
    else:
        spec[top] = option
