# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the server meant: its many ways to say no, as one typed error.

/api hides 404, 405, 406 and 415 in a 500, /rest says 400 for an unknown record and writes JSON that does
not parse (conventions.md, section 4). Private to the collection.
"""

from __future__ import annotations

import html
import re
import typing as t

from .._wire import Call, Forbidden, LoginFailed, NotFound, OddAnswer, Rejected, SipxError
from . import bodies_xml

#: The server's untranslated message keys, in words.
_KEYS = {
    "&error.nameInUse.short": (
        "the name or an alias is in use already, by a user (or as IM id), hunt group, orbit, conference or attendant; choose another"
    ),
    "&error.nameInUse.long": "the name is in use already, by a user, hunt group, orbit, conference, attendant or rule, or it equals"
    " the extension",
    "&error.extensionInUse": "the extension is in use already, by a user, hunt group, park orbit, conference, attendant or dial rule",
    "&error.didInUse": "the DID is in use already, or is the extension itself",
    "&error.attendantInUse": "a dial rule uses the attendant",
    "&error.operatorDelete": "the attendant is built in and cannot be deleted",
    "&error.invalid.allowDialExpression": "allow_dial is no regular expression of the server",
    "&error.invalid.denyDialExpression": "deny_dial is no regular expression of the server",
    "&error.aliasinuse": "the paging prefix and this number together are in use already, as a name, alias or extension",
    "&error.duplicateGroupNumbers": "another page group has this number",
    "&err.msg.checkUserIdAliasFailed": "the user name and aliases could not be checked: one of them is missing or repeats another",
    "&duplicate.branchName.error": "another branch has this name; choose another",
    "&error.duplicateNameException": "another gateway has this name; choose another",
    "&message.duplicatePermission": "another permission has this label; choose another",
    "&invalid.branch": "the user's own branch is not the branch of his user groups; make them the same",
    "&branch.validity.error": "a member of the group has another branch of his own; make them the same",
    "&error.changePintokenRequiredException": "a new user name needs a new portal password in the same change",
    "&msg.error.renameAdminUser": "superadmin cannot be renamed",
    "&msg.error.renameAdminGroup": "the group administrators cannot be renamed",
    "&msg.invalidcidr": "acl/ips holds an item that is no IPv4 address or subnet",
    "&error.blank.prefix": "the paging prefix may not be empty",
    "&error.invalid.prefix": "the paging prefix holds a character that cannot be dialled",
    "&error.duplicateFqdnOrIp": "the host name or IP address belongs to another server",
    "&msg.dialplanNotFound": "there is no dial plan template of this region",
    "&branches.delete.err": "the branch is still used, for instance by an attendant, orbit, hunt group or inbound route",
}
_GOOGLE = "Google has switched off the interface that the PBX uses, so enter the contacts with sipx_phonebook_entry"
#: Statuses that no other server has come without a word.
_STATUSES = {
    743: f"Google refused the login of the account; {_GOOGLE}",
    744: f"Google's service failed; {_GOOGLE}",
    745: f"the PBX could not reach Google; {_GOOGLE}",
    747: "an entry with the same names and number is in the user's phone book already",
}
_HIDDEN_STATUS = re.compile(r"^(?:javax|jakarta)\.ws\.rs\.\S+: HTTP (\d{3})")
#: The dial plan tells only the class of what went wrong.
_CLASSES = {
    "NameInUseException": "the name is in use already; choose another",
    "ExtensionInUseException": "the extension or one of the aliases is in use already; choose another",
    "DidInUseException": "the DID number is in use already; choose another",
}
_USER_EXCEPTION = re.compile(r"^User exception during \w+ (?:\w+\.)*([\w$]+)$")
_EXCEPTION = re.compile(r"^(?:[a-z][\w$]*\.)+([A-Z][\w$]*)(?:: (.*))?", re.DOTALL)
_SERVLET_ERROR = re.compile(r'^\{"error":"(?:Internal error: )?(.*)","type":"([^"]*)"\}\s*$', re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_REASON = re.compile(r"<pre>(.*?)</pre>", re.IGNORECASE | re.DOTALL)
_LONGEST = 400


def meant(call: Call, status: int, reason: str, media: str, body: bytes, username: str, location: str = "") -> SipxError:
    """The error behind an answer that is no success.

    C(status), C(reason) and C(location) (where a redirect leads) are those of the HTTP answer, C(body) its bytes. Every error
    keeps the server's own words.
    """
    text = body.decode("utf-8", "replace").strip()
    said, code = _words(text, reason)
    said = _STATUSES.get(status, said)
    status = _true_status(status, text)
    what = f"{call.method} /sipxconfig{call.shown()}"
    more: dict[str, t.Any] = {"call": call, "status": status, "server_message": said}
    if status == 401:
        return LoginFailed(
            f"the PBX did not accept the login of {username}: check username and password, and that the user is enabled", **more
        )
    if status == 403:
        return Forbidden(
            f"user {username} may not {what}: administrators' calls need the permission superadmin;"
            " give it to this user, or set username to one who has it",
            **more,
        )
    if 300 <= status < 400:
        return OddAnswer(f"{what} was answered with a redirect{_target(location)}, which is not followed: correct the option url", **more)
    if status == 404 or code == "ERROR_OBJECT_NOT_FOUND":
        unrouted = _is_unrouted(text, media)
        advice = " (is url the PBX, and has its release this feature?)" if unrouted else ""
        return NotFound(f"{what}: the server has no such record or resource{advice}" + _quoted(said), absent_resource=unrouted, **more)
    if status == 405:
        return Rejected(f"{what}: this server does not offer that call (method not allowed)", **more)
    if status in (502, 504):
        return Rejected(
            f"{what}: the proxy in front of the PBX gave up waiting for it (status {status}); try again or raise timeout", **more
        )
    if status == 503:
        return Rejected(f"{what}: the PBX is not ready (status 503); it needs minutes to start, try again later", **more)
    return Rejected(f"{what} failed with status {status}" + _quoted(said), **more)


def odd(call: Call, media: str, body: bytes, problem: str) -> OddAnswer:
    """An answer with a good status that cannot be what the API sends."""
    text = body[:20000].decode("utf-8", "replace")
    what = f"{call.method} /sipxconfig{call.shown()}"
    title = _TITLE.search(text)
    if title or "html" in media:
        name = f" titled {_clean(title.group(1))!r}" if title else ""
        return OddAnswer(
            f"{what} was answered with a web page{name}, not by the API: is url the PBX, or does a proxy or login page stand between?",
            call=call,
            server_message=_clean(title.group(1)) if title else "",
        )
    return OddAnswer(f"{what}: {problem}; check that url is a sipXcom or Uniteme PBX", call=call, server_message=_clean(text))


def response_document(body: bytes) -> dict[str, str] | None:
    """The <response> document of a write on /rest, flat (code, message, id, string, additionalMessage), or None."""
    try:
        root, data = bodies_xml.load(body)
    except ValueError:
        return None
    if root != "response" or not isinstance(data, dict):
        return None
    inner = data.pop("data", None)
    return {**data, **(inner if isinstance(inner, dict) else {})}


def _true_status(status: int, text: str) -> int:
    hidden = _HIDDEN_STATUS.match(text) if status == 500 else None
    return int(hidden.group(1)) if hidden else status


def _is_unrouted(text: str, media: str) -> bool:
    """Whether a 404 means that no such resource exists at all (an add-on, or an older server)."""
    return bool(_HIDDEN_STATUS.match(text)) or "html" in media


def _words(text: str, reason: str) -> tuple[str, str]:
    """The server's own words and, from a <response> document, its code."""
    document = response_document(text.encode("utf-8")) if text.startswith(("<?xml", "<response")) else None
    if document:
        said = document.get("additionalMessage") or document.get("message") or ""
        return _translated(said), document.get("code", "")
    servlet = _SERVLET_ERROR.match(text)
    if servlet:
        return _translated(servlet.group(1) or servlet.group(2)), ""
    if "<html" in text[:2000].lower():
        page = _REASON.search(text) or _TITLE.search(text)
        return _clean(page.group(1)) if page else reason, ""
    user_exception = _USER_EXCEPTION.match(text)
    if user_exception:
        known = _CLASSES.get(user_exception.group(1))
        return (f"{known} ({user_exception.group(1)})" if known else _clean(text)), ""
    exception = _EXCEPTION.match(text)
    if exception:
        return _translated(exception.group(2) or exception.group(1)), ""
    return _translated(text or reason), ""


def _target(location: str) -> str:
    """Where a redirect leads, without what may be a secret of its login page."""
    place = location.partition("?")[0].partition("#")[0]
    return f" to {_clean(place)}" if place else ""


def _translated(said: str) -> str:
    words = _clean(said)
    return f"{_KEYS[words]} ({words})" if words in _KEYS else words


def _clean(text: str) -> str:
    """One line, without markup escapes, of bearable length."""
    line = " ".join(html.unescape(text).split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "..."


def _quoted(said: str) -> str:
    return f"; the server says: {said}" if said else ""
