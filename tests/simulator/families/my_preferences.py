# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A user's own preferences: instant messaging, My Buddy, fax numbers, login details, portal password, time, keep-alive."""

from __future__ import annotations

import time
from urllib.parse import unquote_plus

from werkzeug.wrappers import Response

from ..beans import Bean, Bool, Field, Listing, Nested
from ..calls import PLAIN, Call
from ..errors import Refused
from ..family import Family
from ..people import FAX_PATHS
from ..rest_engine import PLAIN_JSON, Handler, RestRoute
from ..world import Record
from . import user_settings

SHORTEST_PASSWORD = 8
HOST = "pbx1.voice.test"

IM = {
    "statusPhonePresence": "im/advertise-sip-presence",
    "statusCallInfo": "im/include-call-info",
    "otpMessage": "im/on-the-phone-message",
    "voicemailOnDnd": "im/fwd-vm-on-dnd",
}
BUDDY = {
    "confEnter": "im_notification/conferenceEntryIM",
    "confExit": "im_notification/conferenceExitIM",
    "vmBegin": "im_notification/leaveMsgBeginIM",
    "vmEnd": "im_notification/leaveMsgEndIM",
}
_TEXTS = ("otpMessage",)


def _preferences(template: str, paths: dict[str, str]) -> RestRoute:
    """A resource whose keys are settings of the user; keys that a body lacks, or has as null, stay."""
    bean = Bean("", tuple(Field(name) if name in _TEXTS else Field(name, Bool(nullable=True)) for name in paths))

    def get(call: Call) -> Response:
        settings = user_settings.view(call, call.caller)
        found = {name: settings.value(path) for name, path in paths.items()}
        return call.tell({name: value if name in _TEXTS else value == "1" for name, value in found.items()})

    def put(call: Call) -> None:
        body, settings = call.hear(bean), user_settings.view(call, call.caller)
        for name, path in paths.items():
            if body[name] is not None:
                settings.put(path, body[name] if name in _TEXTS else str(int(body[name])))

    return RestRoute(template, get=get, put=put, variants=PLAIN_JSON)


def _fax(call: Call) -> Response:
    settings = user_settings.view(call, call.caller)
    extension, did = (settings.value(path) or "" for path in FAX_PATHS)
    return call.tell({"extension": extension, "did": did})


# ---- login details

_LOGIN = (Field("userName"), Field("imId"), Field("ldapImAuth", Bool()), Field("sipPassword"))
LOGIN = Bean("login-details", _LOGIN)
LOGIN_WITH_PIN = Bean(
    "login-details",
    (
        *_LOGIN,
        Field("pin"),
        Field("im-locations", Listing(Nested(Bean("im-location", (Field("fqdn"),))), "im-location")),
        Field("wrtc-locations", Listing(Nested(Bean("wrtc-location", (Field("fqdn"), Field("port")))), "wrtc-location")),
    ),
)


def _details(user: Record) -> Record:
    im_id = (user.get("profile") or {}).get("imId")
    return {"userName": user["userName"], "imId": im_id, "ldapImAuth": False, "sipPassword": user["sipPassword"]}


def _login(call: Call) -> Response:
    return call.show(LOGIN, _details(call.caller))


def _login_with_pin(call: Call) -> Response:
    if "/logout" in call.http.full_path:
        return _logout(call)
    found = {**_details(call.caller), "pin": call.caller["pintoken"]}
    return call.show(LOGIN_WITH_PIN, {**found, "im-locations": [{"fqdn": HOST}], "wrtc-locations": []})


def _logout(call: Call) -> Response:
    headers = {"Location": f"https://{HOST}/", "Connection": "close"}
    response = Response(b"", 302, headers)
    del response.headers["Content-Type"]
    return response


# ---- the rest


def _password(call: Call) -> None:
    password = unquote_plus(call.params["password"])
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(400, f"Password must be at least {SHORTEST_PASSWORD} characters long")
    call.caller["pintoken"] = password


def _time(call: Call) -> Response:
    now = time.localtime()
    return call.say(time.strftime(f"%b {now.tm_mday}, %Y {(now.tm_hour + 11) % 12 + 1}:%M %p", now))


def _keep_alive(call: Call) -> Response:
    return Response(b"", 200, content_type=call.edition.plain_json)


def _read(template: str, get: Handler, variants: tuple[str, ...] = PLAIN_JSON) -> RestRoute:
    return RestRoute(template, get=get, variants=variants)


FAMILY = Family(
    "my_preferences",
    rest=(
        _preferences("/my/im/prefs", IM),
        _preferences("/my/imbot/prefs", BUDDY),
        _read("/my/faxprefs", _fax),
        _read("/my/keepalive", _keep_alive),
        _read("/my/time", _time, (PLAIN,)),
        RestRoute("/my/logindetails", get=_login),
        RestRoute("/my/logindetailsunite", get=_login_with_pin),
        RestRoute("/my/logoutunite", get=_logout),
        RestRoute("/my/portal/password/{password}", put=_password),
    ),
)
