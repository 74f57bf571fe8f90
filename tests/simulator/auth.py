# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who may do what: logins, the permission to administer, and the roles by path."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time

from werkzeug.datastructures import Authorization
from werkzeug.http import parse_dict_header
from werkzeug.wrappers import Request, Response

from .editions import Edition
from .pages import error_page
from .world import Record, World

REALM = "voice.test"
NONCE_SECONDS = 10
ADMIN, ANYBODY, USER, PROMPTS = "admin", "anybody", "user", "prompts"
SUPERADMIN_PATH = "permission/application/superadmin"
REST_PATH = "permission/application/rest"
PROMPTS_PATH = "permission/call-handling/RecordSystemPrompts"

_KEY = secrets.token_bytes(16)
_RULES = (
    (re.compile(r"/rest/auto-attendant(/specialmode|/[^/]*/special)?"), PROMPTS),
    (re.compile(r"/rest/call/.*"), USER),
    (re.compile(r"/(rest|api)/my/.*"), USER),
    (re.compile(r"/rest/avatar/.*"), ANYBODY),
    (re.compile(r"/rest/private/.*"), ANYBODY),
    (re.compile(r"/(rest|api|services)/.*"), ADMIN),
)


def permission(world: World, user: Record, path: str, default: str = "DISABLE") -> str:
    """The value of a permission: the user's own, else that of the group with the highest weight, else the default."""
    own: str | None = user.get("settings", {}).get(path)
    if own is not None:
        return own
    groups = [g for g in (world.table("groups").get(key) for key in user.get("groups", [])) if g is not None]
    for group in sorted(groups, key=lambda g: g.get("weight") or 0, reverse=True):
        value: str | None = group.get("settings", {}).get(path)
        if value is not None:
            return value
    return default


def is_admin(world: World, user: Record) -> bool:
    """Whether the user has the permission superadmin."""
    return permission(world, user, SUPERADMIN_PATH) == "ENABLE"


def find_login(world: World, name: str) -> Record | None:
    """The user with this user name or alias (exact)."""
    users = world.table("users")
    found = users.find(userName=name)
    if found is not None:
        return found
    return next((user for user in users if name in user.get("aliases", ())), None)


def needed_role(path_and_query: str) -> str:
    """The role for a path below the context (with its query), compared without case; first rule wins."""
    text = path_and_query.lower()
    return next((role for pattern, role in _RULES if pattern.fullmatch(text)), ANYBODY)


def allowed(world: World, edition: Edition, user: Record, role: str) -> bool:
    """Whether the user may use a resource that needs the role."""
    if role in (USER, ANYBODY) or is_admin(world, user):
        return True
    if role == PROMPTS:
        return permission(world, user, PROMPTS_PATH) == "ENABLE"
    return edition.rest_permission and permission(world, user, REST_PATH) == "ENABLE"


def authenticate(world: World, edition: Edition, request: Request) -> Record | Response:
    """The user record of valid credentials, or the 401 page."""
    header = request.environ.get("HTTP_AUTHORIZATION", "")
    scheme, _ignored, rest = header.partition(" ")
    if scheme.lower() == "basic":
        login = Authorization.from_header(header)
        if login is None or login.username is None:
            return _basic_challenge(edition, request, "Failed to decode basic authentication token")
        user = find_login(world, login.username)
        if user is None or not user.get("enabled", True) or user.get("pintoken") != login.password:
            return _basic_challenge(edition, request, "Bad credentials")
        return user
    if scheme.lower() == "digest":
        return _digest(world, edition, request, parse_dict_header(rest))
    return _digest_challenge(edition, request, "An Authentication object was not found in the SecurityContext")


def _basic_challenge(edition: Edition, request: Request, reason: str) -> Response:
    return error_page(edition, request.path, 401, reason, {"WWW-Authenticate": f'Basic realm="{REALM}"'})


def _digest_challenge(edition: Edition, request: Request, reason: str, stale: bool = False) -> Response:
    challenge = f'Digest realm="{REALM}", qop="auth", nonce="{_nonce(int((time.time() + NONCE_SECONDS) * 1000))}"'
    if stale:
        challenge += ', stale="true"'
    headers = {"WWW-Authenticate": challenge}
    if not stale:
        headers["Set-Cookie"] = f"JSESSIONID={secrets.token_hex(13)};Path=/sipxconfig;Secure;HttpOnly"
    return error_page(edition, request.path, 401, reason, headers)


def _nonce(expiry: int) -> str:
    return f"{expiry}:{hmac.new(_KEY, str(expiry).encode(), hashlib.sha256).hexdigest()[:32]}"


def _digest(world: World, edition: Edition, request: Request, given: dict[str, str | None]) -> Record | Response:
    def part(name: str) -> str:
        return given.get(name) or ""

    expiry = part("nonce").partition(":")[0]
    if not expiry.isdigit() or not hmac.compare_digest(_nonce(int(expiry)), part("nonce")):
        return _digest_challenge(edition, request, "Nonce token compromised")
    user = find_login(world, part("username"))
    password = (user or {}).get("pintoken") or ""
    known = _md5(f"{part('username')}:{REALM}:{password}")
    action = _md5(f"{request.method}:{part('uri')}")
    wanted = _md5(":".join((known, part("nonce"), part("nc"), part("cnonce"), part("qop"), action)))
    if user is None or not user.get("enabled", True) or part("realm") != REALM or wanted != part("response"):
        return _digest_challenge(edition, request, "Incorrect response")
    if int(expiry) < time.time() * 1000:
        return _digest_challenge(edition, request, "Nonce has expired/timed out", stale=True)
    return user


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
