# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What auto attendants look like on both mounts, and those that every system has."""

from __future__ import annotations

from typing import Any

from ..beans import Bean, Bool, Field, Int, Listing, Nested, Text
from ..world import Record, World

KEYS = (*"0123456789", "*", "#")
ACTIONS = (
    "operator",
    "dial_by_name",
    "repeat_prompt",
    "voicemail_access",
    "disconnect",
    "transfer_to_another_aa_menu",
    "transfer_out",
    "voicemail_deposit",
)
MODEL = "org.sipfoundry.sipxconfig.api.model."

INFO = Bean("autoAttendant", (Field("name"), Field("systemId"), Field("specialSelected", Bool())))
SPECIAL = Bean("specialAttendant", (Field("specialMode", Bool()),))

MENU_ITEM = Bean("autoattendantMenus", (Field("dialPad"), Field("action"), Field("parameter")), java=f"{MODEL}AutoAttendantMenuBean")
SETTINGS = Bean(
    "autoattendantSettings",
    (
        Field("dtmfInterTimeout", missing=""),
        Field("dtmfOverallTimeout", missing=""),
        Field("maxDtmfNumberTones", missing=""),
        Field("replayCount", missing=""),
        Field("invalidResponseCount", missing=""),
        Field("transferOnFailures", Bool()),
        Field("transferExtension", missing=""),
        Field("promptToPlay", missing=""),
        Field("playPromptWhenTransfer", Bool()),
    ),
    java=f"{MODEL}AutoAttendantSettingsBean",
)
DEFAULT_SETTINGS = {
    "dtmfInterTimeout": "3",
    "dtmfOverallTimeout": "7",
    "maxDtmfNumberTones": "10",
    "replayCount": "2",
    "invalidResponseCount": "2",
    "transferOnFailures": False,
    "transferExtension": None,
    "promptToPlay": None,
    "playPromptWhenTransfer": True,
}
ATTENDANT_FIELDS = ("name", "description", "prompt", "systemId")
"""The texts of an attendant that a body without them leaves as they are."""
ATTENDANT = Bean(
    "AutoAttendant",
    (
        Field("id", Int(nullable=True), access="ro"),
        Field("name"),
        Field("description"),
        Field("prompt"),
        Field("systemId"),
        Field("promptsDirectory", access="ro"),
        Field("sysDirectory", access="ro"),
        Field("systemName", access="ro"),
        Field("lang"),
        Field("allowDial"),
        Field("denyDial"),
        Field("locations", Listing(Text(), "locations"), missing=()),
        Field("autoattendantMenus", Listing(Nested(MENU_ITEM), "autoattendantMenus"), missing=()),
        Field("autoattendantSettings", Nested(SETTINGS)),
    ),
    java=f"{MODEL}AutoAttendantBean",
)
ATTENDANT_LIST = Bean("AutoAttendants", (Field("autoAttendands", Listing(Nested(ATTENDANT), "AutoAttendant")),))

GENERAL_DEFAULTS = {
    "liveDid": None,
    "enablePrefix": "*67",
    "disablePrefix": "*68",
    "expireTime": None,
    "maxDigits": "20",
    "firstDigitTimeout": "10",
    "interDigitTimeout": "1",
    "extraDigitTimeout": "1",
}
GENERAL = Bean("GenericSettings", tuple(Field(name) for name in GENERAL_DEFAULTS), java=f"{MODEL}AutoAttendantGenericSettingsBean")
SPECIAL_API = Bean("SpecialMode", (Field("useSpecialAa", Bool()), Field("specialAaName")), java=f"{MODEL}SpecialAutoAttendantBean")

FACTORY_MENU = {"*": {"action": "repeat_prompt", "parameter": None}, "0": {"action": "operator", "parameter": None}}


def complete(attendant: Record) -> dict[str, Any]:
    """A stored attendant as its bean; one that a dial rule made has a name and nothing else."""
    menu = attendant.get("menu", {})
    return {
        "id": attendant["id"],
        "name": attendant["name"],
        "description": attendant.get("description"),
        "prompt": attendant.get("prompt"),
        "systemId": attendant["systemId"],
        "promptsDirectory": "/srv/pbx/prompts",
        "sysDirectory": None,
        "lang": attendant.get("lang", "default"),
        "allowDial": attendant.get("allowDial", ""),
        "denyDial": attendant.get("denyDial", ""),
        "autoattendantMenus": [{"dialPad": key, **menu[key]} for key in sorted(menu)],
        "autoattendantSettings": {**DEFAULT_SETTINGS, **attendant.get("settings", {})},
    }


def seed(world: World) -> None:
    """The two attendants that every system has."""
    attendants = world.table("attendants")
    attendants.add({"name": "Operator", "systemId": "operator", "prompt": "autoattendant.wav", "menu": FACTORY_MENU}, key=1)
    attendants.add({"name": "After hours", "systemId": "afterhour", "prompt": "afterhours.wav", "menu": FACTORY_MENU}, key=2)
