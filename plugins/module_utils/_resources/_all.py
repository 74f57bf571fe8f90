# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All descriptions, in one list. A new family adds its import and its line here; nothing else needs to know.

Private to the collection. (Plain imports: modules are packed by following them.)
"""

from __future__ import annotations

from .._document import Document
from .._resource import Resource
from .auto_attendants import AUTO_ATTENDANT
from .branches import BRANCH
from .call_forwarding import CALL_FORWARDING
from .contacts import CONTACT
from .dial_rules import DIAL_RULE
from .erls import ERL
from .forwarding_schedules import FORWARDING_SCHEDULE
from .gateways import GATEWAY
from .hunt_groups import HUNT_GROUP
from .im import IM
from .page_groups import PAGE_GROUP
from .park_orbits import PARK_ORBIT
from .permissions import PERMISSION
from .personal_attendant import PERSONAL_ATTENDANT
from .phone_groups import PHONE_GROUP
from .phone_models import PHONE_MODEL
from .phonebook import PHONEBOOK
from .phones import PHONE
from .schedules import SCHEDULE
from .servers import SERVER
from .speed_dials import SPEED_DIAL
from .user_groups import USER_GROUP
from .users import USER
from .voicemail import VOICEMAIL

RESOURCES: tuple[Resource, ...] = (
    BRANCH,
    GATEWAY,
    DIAL_RULE,
    PERMISSION,
    USER_GROUP,
    USER,
    SCHEDULE,
    HUNT_GROUP,
    AUTO_ATTENDANT,
    PHONE_MODEL,
    PHONE_GROUP,
    PHONE,
    ERL,
    PAGE_GROUP,
    PARK_ORBIT,
    FORWARDING_SCHEDULE,
    SERVER,
)

#: What every user has once.
DOCUMENTS: tuple[Document, ...] = (
    CALL_FORWARDING,
    CONTACT,
    IM,
    PERSONAL_ATTENDANT,
    PHONEBOOK,
    SPEED_DIAL,
    VOICEMAIL,
)
