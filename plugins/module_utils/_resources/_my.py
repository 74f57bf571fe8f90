# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a user can read of himself, as data. Sources of the facts: the wire files my_*.yml. Private to the collection.

The password of the telephone and PINs are masked. The links of the voicemail feed hold the user's private key, which opens
all his services without a login: only the number of the message is taken from them.
"""

from __future__ import annotations

import re
import typing as t
from datetime import datetime

from .._resource import Raw, Reader, Values
from .._wire import ANY, Call, NotFound, Refused
from . import _conferences, _moments, _phonebook_entries

RSS = "application/rss+xml"
FOLDERS = ("inbox", "saved", "deleted", "conference")
_SECONDS = re.compile(r"(\d+) seconds? received")


def login(reader: Reader, mask: str) -> Values:
    """Names for logging in, and where instant messaging and WebRTC are."""
    # Older releases take this for the shorter path, and leave the places out.
    found = reader.get(Call("GET", "/rest/my/logindetailsunite"))["login-details"]
    gateways = found.get("wrtc-locations") or []
    return {
        "user_name": found["userName"],
        "im_id": found.get("imId"),
        "ldap_im_auth": bool(found.get("ldapImAuth")),
        "sip_password": mask if found.get("sipPassword") else None,
        "im_servers": sorted(str(one["fqdn"]) for one in found.get("im-locations") or []),
        "webrtc_gateways": [{"host": one.get("fqdn"), "port": one.get("port")} for one in gateways],
    }


def server_time(reader: Reader) -> str:
    return str(reader.get(Call("GET", "/rest/my/time", accept=ANY)) or "").strip()


def fax(reader: Reader) -> Values:
    found = reader.get(Call("GET", "/rest/my/faxprefs"))
    return {"extension": found.get("extension") or None, "did_number": found.get("did") or None}


def active_calls(reader: Reader) -> list[Values]:
    """The calls in progress. Direction, type and internal are left out: of a call in progress the PBX never knows them."""
    return [
        {
            "from": row.get("from"),
            "from_address": row.get("from-aor"),
            "to": row.get("to"),
            "to_address": row.get("to-aor"),
            "recipient": row.get("recipient"),
            "start": _moments.shown(row.get("start-time")),
        }
        for row in reader.get(Call("GET", "/rest/my/activecdrs"))["cdrs"]
    ]


def phonebook(reader: Reader, search: str | None) -> list[Values]:
    """The combined phone book, or what a search finds in it. Where the release has no pages, nobody can tell what is private."""
    if search is not None:
        call = Call("GET", "/rest/my/search/phonebook", query={"query": search})
        try:
            return [_entry(row, None) for row in reader.get(call)["phonebook"]]
        except NotFound as error:
            raise Refused(
                "this PBX has no search in the phone book (its release lacks it): read all of it", call=call, status=error.status
            ) from None
    try:
        return [_entry(row, _phonebook_entries.private_id(row) is not None) for row in _phonebook_entries.rows(reader)]
    except NotFound:
        return [_entry(row, None) for row in reader.get(Call("GET", "/rest/my/phonebook"))["phonebook"]]


def _entry(row: Raw, private: bool | None) -> Values:
    ident = _phonebook_entries.private_id(row) if private else None
    return {"id": ident, "private": private, **{field.name: field.read(row) for field in _phonebook_entries.FIELDS}}


def own_conferences(reader: Reader, mask: str, addressable: t.Callable[[str], bool]) -> list[Values]:
    """The conferences that the user owns, and who is in them. C(running) is null where the name cannot be asked for."""
    return [
        {
            "name": row["name"],
            "extension": row.get("extension"),
            "description": row.get("description") or None,
            "enabled": bool(row.get("enabled")),
            "participant_pin": mask if row.get("accessCode") else None,
            **(_running(_conferences.details(reader, row["name"])) if addressable(row["name"]) else _UNKNOWN),
        }
        for row in sorted(reader.get(_conferences.LIST)["conferences"], key=lambda row: str(row["name"]))
    ]


_UNKNOWN: Values = {"running": None, "locked": None, "members": []}


def _running(details: Raw | None) -> Values:
    if details is None:
        return {"running": False, "locked": False, "members": []}
    return {"running": True, "locked": bool(details.get("locked")), "members": [_member(one) for one in details.get("members") or []]}


def _member(one: Raw) -> Values:
    return {
        "id": one["id"],
        "number": one.get("name"),
        "im_id": one.get("imId"),
        "can_hear": bool(one.get("canHear")),
        "can_speak": bool(one.get("canSpeak")),
        "volume_in": one.get("volumeIn"),
        "volume_out": one.get("volumeOut"),
        "energy_level": one.get("energyLevel"),
        "uuid": one.get("uuid"),
    }


def voicemail(reader: Reader, folder: str) -> list[Values]:
    """The messages of a folder, without the links to them."""
    data = reader.get(Call("GET", "/rest/my/feed/voicemail/{folder}", {"folder": folder}, accept=RSS))
    items = data["channel"].get("item") or []
    return [_message(folder, item) for item in (items if isinstance(items, list) else [items])]


def _message(folder: str, item: Raw) -> Values:
    subject, _from, caller = str(item.get("title") or "").rpartition(" from ")
    seconds = _SECONDS.match(str(item.get("description") or ""))
    return {
        "folder": folder,
        "message_id": str(item.get("guid") or "").rpartition("/")[2] or None,
        "subject": subject or None,
        "caller": caller or None,
        "duration": int(seconds[1]) if seconds else None,
        "received": _received(item.get("date")),
    }


def _received(text: t.Any) -> str | None:
    try:
        return _moments.shown(int(datetime.fromisoformat(str(text).replace("Z", "+00:00")).timestamp() * 1000))
    except ValueError:
        return None
