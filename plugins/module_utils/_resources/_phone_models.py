# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the API does not tell of phone models. Source: wire/phones.yml, model_catalog. Private to the collection.

A PBX may have plug-ins, and with them models, that are not listed here: of those nothing is foretold.
"""

from __future__ import annotations

import re

from .._resource import Raw
from .._wire import BadInput, nearest

#: Models by the number of lines that they have room for.
_BY_LINES = {
    1: """
        SPA501G audiocodes-310 avaya-1210 cisco7905 cisco7912 ciscoplus7911G clearoneMax gsHt286 gsHt486 gsHt701 gsPhoneBt100
        gsPhoneBt200 gsPhoneGxp1100 gsPhoneGxp1160 gsPhoneGxp280 gtekAq10x hitachi3000 hitachi5000 hitachi5000A linksys901 linksys921
        linksys922 mitel5224 nortel11xx nortel1535 polycom4000 polycom5000 polycom6000 polycom7000 polycomRealPresenceTrio
        polycomVVX101 unidatawpu7700 yealinkPhoneSIPCP860 yealinkPhoneSIPT19P
    """,
    2: """
        SPA502G audiocodes-420 audiocodesMP112_FXS cisco18x cisco7940 ciscoplus7941G ciscoplus7945G gsHt386 gsHt488 gsHt496 gsHt502
        gsHt702 gsPhoneGxp1200 gsPhoneGxp1400 gsPhoneGxp1450 gtekHl20x ipDialogPhoneStandard linksys2102 linksys3102 polycom300
        polycom301 polycom320 polycom321 polycom330 polycom331 polycom335 polycom430 polycomVVX150 polycomVVX201 yealinkPhoneSIPT12P
        yealinkPhoneSIPT18P yealinkPhoneSIPT20P yealinkPhoneSIPT21P
    """,
    3: """
        acmePhoneStandard gsPhoneGxp2130 gsPhoneGxv3000 gsPhoneGxv3140 gsPhoneGxv3175 polycom450 polycom500 polycom501
        yealinkPhoneSIPT22P yealinkPhoneSIPT23G yealinkPhoneSIPT26P yealinkPhoneSIPT32G yealinkPhoneSIPT40P
    """,
    4: """
        SPA504G audiocodes-320 audiocodesMP114_FXS avaya-1220 gsFxsGxw4004 gsHt704 gsPhoneGxp2000 gsPhoneGxp2010 gsPhoneGxp2100
        gsPhoneGxp2124 gsPhoneGxp2135 gsPhoneGxp2140 gtekVt20x linksys941 linksys942 lip6804 polycom550 polycom560 polycomVVX250
        snom300 yealinkPhoneVP530
    """,
    5: """
        counterpathCMCEnterprise yealinkPhoneW52
    """,
    6: """
        audiocodes-430 audiocodes-440 cisco7960 ciscoplus7961G ciscoplus7965G gsPhoneGxp2020 gsPhoneGxp2160 gsPhoneGxp2170
        gsPhoneGxp2200 isphoneModel linksys962 polycomVVX1500 polycomVVX300 polycomVVX301 polycomVVX310 polycomVVX311 polycomVVX350
        yealinkPhoneSIPT27P yealinkPhoneSIPT28P yealinkPhoneSIPT38G yealinkPhoneSIPT41P
    """,
    8: """
        SPA508G audiocodesMP118_FXS ciscoplus7970G ciscoplus7975G gsFxsGxw4008 linksys8000 snomM3
    """,
    9: """
        aastra53i aastra55i aastra560m aastra57i
    """,
    10: """
        avaya-1230
    """,
    11: """
        lip6812
    """,
    12: """
        SPA509G SPA525G polycom600 polycom601 polycomVVX400 polycomVVX401 polycomVVX410 polycomVVX411 polycomVVX450 polycomVVX500
        polycomVVX501 snom320 snom360 snom370 yealinkPhoneSIPT42G yealinkPhoneSIPT42S
    """,
    16: """
        polycomVVX600 polycomVVX601 yealinkPhoneSIPT29G yealinkPhoneSIPT46G yealinkPhoneSIPT46S yealinkPhoneSIPT48G
        yealinkPhoneSIPT48S yealinkPhoneSIPT49G yealinkPhoneSIPT49S
    """,
    24: """
        audiocodesMP124_FXS gsFxsGxw4024 lip6830
    """,
    34: """
        polycom650 polycom670
    """,
    100: """
        jitsiPhoneModel zoiperPhoneModel
    """,
}
LINES: dict[str, int] = {model: count for count, models in _BY_LINES.items() for model in models.split()}
#: Models whose serial number is a word of letters and digits; all others have a MAC address.
SOFT_PHONES = ("counterpathCMCEnterprise", "isphoneModel", "jitsiPhoneModel", "zoiperPhoneModel")
_UNRESTARTABLE = """
    acmePhoneStandard audiocodesMP112_FXS audiocodesMP114_FXS audiocodesMP118_FXS audiocodesMP124_FXS clearoneMax
    counterpathCMCEnterprise gsFxsGxw4004 gsFxsGxw4008 gsFxsGxw4024 gtekAq10x gtekHl20x gtekVt20x hitachi3000 hitachi5000
    hitachi5000A jitsiPhoneModel mitel5224 zoiperPhoneModel
"""
#: Models that the PBX cannot restart.
UNRESTARTABLE = frozenset(_UNRESTARTABLE.split())
#: What the firmware is called of models that a phone group cannot switch (phone_groups.yml, set_firmware).
_NOT_SWITCHED = ("nortel", "audiocodes")

_POLYCOM_SINCE_4 = ("applications", "features", "reg-advanced", "region", "sip-basic", "sip-interop", "site", "video")
_POLYCOM_BEFORE = ("sip", "phone", "device")


def profile_files(phone: Raw) -> list[str]:
    """What the profile files of a phone are called, as far as is known (phones.yml, rest_profile); the server does not list them."""
    serial, model = phone["serialNo"], str(phone["model"]["modelId"])
    if model.startswith("polycom"):
        version = str(phone.get("deviceVersion") or "").removeprefix("polycom")
        newer = version[:1].isdigit() and int(version[0]) >= 4
        return [f"{serial}.cfg", *(f"{serial}-sipx-{part}.cfg" for part in (_POLYCOM_SINCE_4 if newer else _POLYCOM_BEFORE))]
    if model.startswith("yealink"):
        return [f"{serial}.cfg"]
    return [f"{serial}.config"] if model.startswith("acme") else []


def check_firmware(option: str, model: str, versions: object, firmware: str) -> None:
    """Raises BadInput unless the model has this firmware: the PBX takes any, and stores none for a name that it does not know."""
    known = [str(version) for version in versions] if isinstance(versions, list) else []
    if firmware in known:
        return
    if not known:
        raise BadInput(f"{option}: the PBX knows no firmware of phone model {model!r}; leave it out", details={"value": firmware})
    near = [version for version in known if version.endswith(firmware)][:3] or nearest(firmware, known)
    hint = f"did you mean {', '.join(map(repr, near))}?" if near else f"it has {', '.join(known[-10:])}"
    raise BadInput(f"{option}: phone model {model!r} has no firmware {firmware!r}; {hint}", details={"value": firmware, "nearest": near})


def number_of(model: Raw, firmware: str) -> str:
    """A firmware without the vendor's word before it, as a phone group wants it. Raises BadInput where groups cannot switch it."""
    if firmware.startswith(_NOT_SWITCHED):
        raise BadInput(
            f"firmware: the PBX cannot switch phone model {model['modelId']!r} by group; set the firmware of each phone with sipx_phone"
        )
    return re.sub(r"^[A-Za-z]+", "", firmware)
