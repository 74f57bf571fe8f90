# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the API does not tell about the settings of users, SIP trunks and park orbits.

Source: wire/service_settings.yml (user_record, gateway_sip_trunk, orbit_record) and users.yml. Models of managed
gateways and phones are too many for tables: what can be known of their settings, the server tells. Private to the collection.
"""

from __future__ import annotations

from .._resource import Known
from ._settings_services import ANY_NUMBER, ENABLE_DISABLE, HIDDEN, ONE_ZERO, TRUE_FALSE

#: The web pages' idea of what can be called: digits and stars, or one character of a SIP user name.
_CALLED = r"[\d*]+|[a-zA-Z0-9\-_.!~*'()&=+$,;?/]|%[0-9a-fA-F]{2}"

USER: dict[str, Known] = {
    "permission/*": ENABLE_DISABLE,
    "caller-alias/anonymous-caller-alias": ONE_ZERO,
    "personal-attendant/default-vm-option": ENABLE_DISABLE,
    "voicemail/security/force-pin-change": Known(words=("1", "0"), hidden=True),
    "voicemail/security/auto-enter-pin-extension": ONE_ZERO,
    "voicemail/security/auto-enter-pin-external": ONE_ZERO,
    "voicemail/security/days-to-keep-vm": Known(low=0, high=365),
    "voicemail/fax/extension": Known(pattern=_CALLED),
    "voicemail/fax/did": Known(pattern=_CALLED),
    "voicemail/vacation/vmEnabled": ONE_ZERO,
    "voicemail/vacation/transferTo": Known(pattern=_CALLED),
    "voicemail/mailbox/forward-delete-voicemail": ONE_ZERO,
    "voicemail/mailbox/primary-email-attach-audio": ONE_ZERO,
    "voicemail/mailbox/alternate-email-attach-audio": ONE_ZERO,
    "im/im-account": ONE_ZERO,
    "im/im-group": ONE_ZERO,
    "im/add-pa-to-group": ONE_ZERO,
    "im/advertise-sip-presence": ONE_ZERO,
    "im/include-call-info": ONE_ZERO,
    "im/fwd-vm-on-dnd": ONE_ZERO,
    "im_notification/*": ONE_ZERO,
    "callfwd/timer": Known(low=1, high=999, required=True),
    "timezone/useBranchTimezone": ONE_ZERO,
    "hotelling/enable": ONE_ZERO,
    "phantom/enabled": ONE_ZERO,
    "user-portal/*": ONE_ZERO,
    "*": ANY_NUMBER,
}

_TRUNK = {
    "itsp-proxy-domain": HIDDEN,
    "sipxecs-lineids": HIDDEN,
    "itsp-proxy-listening-port": HIDDEN,
    "itsp-transport": HIDDEN,
    "loose-route-invite": HIDDEN,
    "password": Known(secret=True),
    "register-on-initialization": TRUE_FALSE,
    "use-global-addressing": TRUE_FALSE,
    "strip-private-headers": TRUE_FALSE,
    "default-asserted-identity": TRUE_FALSE,
    "is-from-itsp": TRUE_FALSE,
    "default-preferred-identity": TRUE_FALSE,
    "is-user-phone": TRUE_FALSE,
    "route-by-to-header": TRUE_FALSE,
    "always-relay-media": TRUE_FALSE,
    "*": ANY_NUMBER,
}
GATEWAY: dict[str, Known] = {"itsp-account/" + name: known for name, known in _TRUNK.items()}

PARK_ORBIT: dict[str, Known] = {
    "general/enableTimeout": ONE_ZERO,
    "general/parkTimeout": Known(low=30, high=300, required=True),
    "general/multipleCalls": ONE_ZERO,
    "general/allowTransfer": ONE_ZERO,
    "general/transferKey": Known(pattern=r"[*#0-9]", longest=1),
}
