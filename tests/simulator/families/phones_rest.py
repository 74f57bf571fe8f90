# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phones in the old form: /rest/phone, which makes many at once, and the profiles that phones fetch."""

from __future__ import annotations

from urllib.parse import unquote

from werkzeug.wrappers import Response

from ..calls import PLAIN, Call, empty
from ..errors import JavaError, Refused, null_pointer
from ..family import Family
from ..rest_engine import RestRoute
from ..world import Record
from .phone_beans import REST_PHONE
from .phone_models import model_of
from .phones import new_phone, store_phone

_POLYCOM_NEW = ("applications", "features", "reg-advanced", "region", "sip-basic", "sip-interop", "site", "video")
_POLYCOM_OLD = ("sip", "phone", "device")


def _create(call: Call) -> None:
    """Makes phone after phone; one that is refused is only noted in a log that nobody sees."""
    for item in call.read_items("phones", REST_PHONE):
        try:
            model = model_of(item["model"])
        except JavaError:
            continue
        phone = new_phone(model.model)
        if model.versions:
            if item["version"] is None:
                raise null_pointer()
            fitting = [name for name in model.versions if item["version"] in name]
            phone["deviceVersion"] = fitting[-1] if fitting else None
        phone["serialNo"] = item["serialNumber"] or ""
        phone["description"] = item["description"]
        try:
            store_phone(call.world, phone)
        except JavaError:
            continue


def profile_names(phone: Record) -> list[str]:
    """The names of the files that a phone's model generates."""
    serial, model = phone["serialNo"], model_of(phone["model"])
    if model.tree == "acme":
        return [f"{serial}.config"]
    names = [f"{serial}.cfg"]
    if model.vendor == "Polycom":
        version = (phone["deviceVersion"] or "").removeprefix("polycom")
        parts = _POLYCOM_NEW if version[:1].isdigit() and int(version[0]) >= 4 else _POLYCOM_OLD
        names += [f"{serial}-sipx-{part}.cfg" for part in parts]
    return names


def _profile(call: Call) -> Response:
    """A file of a phone; it must be asked for without an Accept header, or with one for anything."""
    if "*/*" not in call.http.environ.get("HTTP_ACCEPT", "*/*"):
        raise Refused(406)
    phone = call.world.table("phones").find(serialNo=call.params["serial"])
    name = unquote(call.params["name"])
    if phone is None or name not in profile_names(phone):
        return empty(404)
    written = call.world.section("profiles_written").setdefault(phone["serialNo"], [])
    if name not in written:
        written.append(name)
    text = f"# {name}\nmodel = {phone['model']}\nlines = {len(phone['lines'])}\n"
    return Response(text.encode(), 200, content_type=PLAIN)


FAMILY = Family(
    "phones_rest",
    rest=(
        RestRoute("/phone", post=_create, modifiable=True, no_get=404),
        RestRoute("/phone/{serial}/profile/{name}", get=_profile, variants=("*/*",)),
    ),
)
