# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All descriptions, in one list. A new family adds its import and its line here; nothing else needs to know.

Private to the collection. (Plain imports: modules are packed by following them.)
"""

from __future__ import annotations

from .._document import Document
from .._resource import Resource
from .branches import BRANCH
from .dial_rules import DIAL_RULE
from .erls import ERL
from .gateways import GATEWAY
from .im import IM
from .permissions import PERMISSION
from .servers import SERVER
from .user_groups import USER_GROUP
from .users import USER
from .voicemail import VOICEMAIL

RESOURCES: tuple[Resource, ...] = (BRANCH, GATEWAY, DIAL_RULE, PERMISSION, USER_GROUP, USER, ERL, SERVER)

DOCUMENTS: tuple[Document, ...] = (IM, VOICEMAIL)
