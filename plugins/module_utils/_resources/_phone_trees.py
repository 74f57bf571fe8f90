# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The settings of phones and phone groups. Source of the facts: wire/phones.yml and phone_groups.yml. Private to the collection."""

from __future__ import annotations

from .._resource import Inlaid, Reader, Sample, SettingTree, Values
from .._wire import Rejected
from . import _targets

_OF_MODEL = "/api/phoneGroups/{phone_group}/model/{model}"
#: The list of a model's settings looks at no group: it need not be there.
_ANY_GROUP = "any"

PHONE = SettingTree(
    named_by=("phone",),
    title="the settings of phone {phone}",
    base="/api/phones/{phone}",
    place=_targets.phone,
    known=lambda target: {},
)
PHONE_GROUP = SettingTree(
    named_by=("phone_group", "model"),
    title="the settings of phone group {phone_group} for model {model}",
    base=_OF_MODEL,
    place=_targets.phone_group,
    known=lambda target: {},
    own="single",
    bulk=True,
    explain=_targets.explain_model,
)


def _like_phone(reader: Reader, values: Values, above: str) -> Sample:
    """A phone of the same model and firmware has the same settings; else the model with its default firmware tells most of them."""
    try:
        phones = reader.rows("phone")
    except Rejected:  # one odd phone makes the server fail at the whole list (phones.yml, phones.list)
        phones = []
    for row in phones:
        alike = row["model"]["modelId"] == values["model"] and row.get("deviceVersion") == values["firmware"]
        if alike and row["serialNo"] != values["serial"] and not reader.is_planned(row):
            return Sample("/api/phones/{phone}", {"phone": row["id"]}, exact=True)
    return Sample(_OF_MODEL, {"phone_group": _ANY_GROUP, "model": values["model"], "phone": None}, exact=False)


def _like_group(reader: Reader, values: Values, above: str) -> Sample:
    return Sample(_OF_MODEL, {"phone_group": _ANY_GROUP, "model": above}, exact=True)


OF_PHONE = Inlaid(PHONE, _like_phone, shaped_by=("firmware",))
OF_GROUP = Inlaid(PHONE_GROUP, _like_group, by="model")
