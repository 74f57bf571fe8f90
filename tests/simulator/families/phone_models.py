# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The phone models that the server knows, and their setting trees."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from ..errors import JavaError
from ..settings import DATA, SettingTree, load_tree
from ..world import Record

HARDWARE = re.compile(r"[0-9a-f]{12}")
SOFTWARE = re.compile(r"[0-9A-Za-z]+")


@dataclass(frozen=True)
class PhoneModel:
    """One model: what the API shows, how many lines fit, and the rules it brings."""

    model: str
    label: str
    vendor: str | None = None
    lines: int = 1
    versions: tuple[str, ...] | None = None
    serial: str = "hex"
    restart: bool = True
    tree: str = "generic"

    def show(self) -> Record:
        """The model as its bean."""
        versions = None if self.versions is None else list(self.versions)
        return {"modelId": self.model, "label": self.label, "vendor": self.vendor, "versions": versions}

    @property
    def default_version(self) -> str | None:
        """The firmware of a fresh phone: the last of the list."""
        return self.versions[-1] if self.versions else None

    @property
    def prefix(self) -> str | None:
        """The text before the number of a version, for the vendors whose groups can switch firmware."""
        if not self.versions:
            return None
        start = re.match(r"[A-Za-z]+", self.versions[0])
        name = start.group() if start else ""
        return name if name in ("polycom", "yealink", "acmePhone") else None

    def accepts(self, serial: str) -> bool:
        """Whether a serial number fits the model."""
        return (SOFTWARE if self.serial == "soft" else HARDWARE).fullmatch(serial) is not None

    def phone_tree(self, edition: str, version: str | None) -> SettingTree:
        """The settings of a phone with that firmware."""
        return load_tree(f"phones/{self.tree}", edition, version)

    def line_tree(self, edition: str, version: str | None) -> SettingTree:
        """The settings of a line."""
        return load_tree(f"phones/{self.tree}_line", edition, version)


@cache
def models() -> dict[str, PhoneModel]:
    """All models by id, in byte order of their ids."""
    content = json.loads((DATA / "phone_models.json").read_text(encoding="utf-8"))
    sets = {name: tuple(versions) for name, versions in content["version_sets"].items()}
    found = {}
    for item in content["models"]:
        versions = sets[item["versions"]] if "versions" in item else None
        found[item["model"]] = PhoneModel(**{**item, "versions": versions})
    return dict(sorted(found.items()))


def model_of(key: str) -> PhoneModel:
    """The model with this id; an unknown one is an error of the server."""
    model = models().get(key)
    if model is None:
        raise JavaError("java.lang.IllegalArgumentException", f"No such model with id '{key}'")
    return model


@cache
def known_versions() -> frozenset[str]:
    """Every version name of every vendor."""
    return frozenset(name for model in models().values() for name in model.versions or ())
