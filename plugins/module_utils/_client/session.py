# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTPS session with a PBX: login, retries, limits. The only place of the collection that does I/O.

Private to the collection. Source of the facts: wire/conventions.md, sections 1, 2, 4 and 8.
"""

from __future__ import annotations

import dataclasses
import email.utils
import http.cookiejar
import math
import random
import time
import traceback
import typing as t
import warnings

from .._wire import Answer, Call, LocalFile, LostAnswer, OddAnswer, OutOfTime, SipxError, Unreachable
from . import bodies, bodies_form, errors, files, paths
from .settings import CONTEXT, Settings

REQUESTS_ERROR: str | None = None
try:
    import requests
    import urllib3
    from requests import exceptions
except ImportError:
    REQUESTS_ERROR = traceback.format_exc()

Body = t.Union[bytes, bodies_form.Form, None]  # noqa: UP007 (evaluated at import, also on the oldest Python)

#: An answer larger than this is not read: no list of a PBX comes near it, and no longer file is sent.
LARGEST_ANSWER = files.LARGEST
_CHUNK = 64 * 1024
_FIRST_WAIT = 0.25
_LONGEST_WAIT = 30.0
#: The server (or the proxy before it) says that it did not do it.
_NOT_DONE = (429, 503)
#: The proxy does not know whether the server did it.
_UNKNOWN_OUTCOME = (502, 504)


class Session:
    """Sends calls. Keep one for as many tasks as share its settings: they share its connection and login."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._ends = time.monotonic() + settings.deadline
        self._http = requests.Session()
        self._http.auth = requests.auth.HTTPBasicAuth(settings.username.encode("utf-8"), settings.password.encode("utf-8"))
        # An anonymous 401 sets a cookie that would later turn into a login of its own (conventions.md, 2.1).
        self._http.cookies.set_policy(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
        self._http.headers["User-Agent"] = "sipxcom.pbx"

    def start_clock(self) -> None:
        """A new task begins: its deadline runs from now."""
        self._ends = time.monotonic() + self.settings.deadline

    def close(self) -> None:
        self._http.close()

    def local(self, path: str) -> LocalFile | None:
        return files.looked_at(path)

    def save(self, path: str, content: bytes) -> None:
        files.save(path, content)

    def send(self, call: Call) -> Answer:
        """The answer to a call.

        Reads are tried again with back-off; writes only where the server certainly did not do them.
        Raises LostAnswer for a write whose outcome is unknown, else the error that the server meant.
        """
        url = self.settings.url + CONTEXT + paths.build(call)
        body, media = bodies.written(call)
        headers = {"Accept": call.accept, **({"Content-Type": media} if media else {})}
        try:
            return self._send(call, url, headers, body)
        finally:
            if isinstance(body, bodies_form.Form):
                body.close()

    def _send(self, call: Call, url: str, headers: t.Mapping[str, str], body: Body) -> Answer:
        tries = 0
        while True:
            wait: float | None = None
            try:
                status, reason, told, content = self._once(call, url, headers, body)
                media, wait = told.get("Content-Type", ""), _retry_after(told)
                if 200 <= status < 300:
                    return bodies.read(call, status, media, content)
                error = errors.meant(call, status, reason, media, content, self.settings.username, told.get("Location", ""))
                again = status in _NOT_DONE or (status in _UNKNOWN_OUTCOME and not call.writes)
                if status in _UNKNOWN_OUTCOME and call.writes:
                    raise self._lost(call, f"status {status}")
            except Unreachable as unreachable:
                error, again = unreachable, bool(unreachable.details.get("passing"))
            except _Cut as cut:
                if call.writes:
                    raise self._lost(call, str(cut)) from None
                error = OddAnswer(
                    f"{call.method} /sipxconfig{call.shown()}: the answer broke off ({cut}); is the network or the PBX failing?", call=call
                )
                again = True
            tries += 1
            if not again or tries > self.settings.retries:
                raise error
            self._sleep(call, wait if wait is not None else self._back_off(tries), error)

    def with_password(self, password: str) -> Session:
        """A session of the same user with another password and the rest of the deadline."""
        other = Session(dataclasses.replace(self.settings, password=password))
        other._ends = self._ends
        return other

    def pause(self, tries: int) -> None:
        """Waits before something is tried again outside of send()."""
        self._sleep(None, self._back_off(tries), None)

    def _once(self, call: Call, url: str, headers: t.Mapping[str, str], body: Body) -> tuple[int, str, t.Mapping[str, str], bytes]:
        """Status, reason, headers and body of one answer."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise self._too_late(call, None)
        limit = min(self.settings.timeout, left)
        if isinstance(body, bodies_form.Form):
            body.rewind()
        try:
            with warnings.catch_warnings():
                if not self.settings.validate_certs:
                    warnings.simplefilter("ignore", urllib3.exceptions.InsecureRequestWarning)
                answer = self._http.request(
                    call.method,
                    url,
                    data=body,
                    headers=dict(headers),
                    timeout=limit,
                    verify=self.settings.verify,
                    cert=self.settings.cert,
                    allow_redirects=False,
                    stream=True,
                )
            with answer:
                content = self._content(call, answer)
        except exceptions.RequestException as problem:
            raise self._explained(call, problem) from None
        except OSError as problem:
            raise Unreachable(
                f"cannot use the certificate files: {problem}; check ca_path, client_cert and client_key", call=call
            ) from None
        return answer.status_code, answer.reason or "", answer.headers, content

    def _content(self, call: Call, answer: t.Any) -> bytes:
        content = bytearray()
        for chunk in answer.iter_content(_CHUNK):
            content += chunk
            if len(content) > LARGEST_ANSWER:
                raise OddAnswer(
                    f"{call.method} /sipxconfig{call.shown()}: the answer is larger than {LARGEST_ANSWER >> 20} MiB; is url the PBX?",
                    call=call,
                )
            if time.monotonic() > self._ends:
                raise self._too_late(call, None)
        return bytes(content)

    def _explained(self, call: Call, problem: Exception) -> SipxError | _Cut:
        """A failure of the HTTP library, in an administrator's words."""
        host = self.settings.url
        if isinstance(problem, exceptions.SSLError):
            return self._explained_tls(call, _root(problem))
        if isinstance(problem, exceptions.ProxyError):
            return Unreachable(f"the proxy on the way to {host} failed ({_root(problem)}): check https_proxy and no_proxy", call=call)
        if isinstance(problem, exceptions.ConnectTimeout):
            return Unreachable(
                f"{host} does not answer within {self.settings.timeout:g} s: check url, network and firewall",
                call=call,
                details={"passing": True},
            )
        if isinstance(problem, exceptions.ConnectionError) and _never_sent(problem):
            return Unreachable(
                f"cannot reach {host} ({_root(problem)}): check url, name, port and network", call=call, details={"passing": True}
            )
        if isinstance(
            problem, (exceptions.ConnectionError, exceptions.Timeout, exceptions.ChunkedEncodingError, exceptions.ContentDecodingError)
        ):
            return _Cut(_root(problem))
        return Unreachable(f"the request to {host} cannot be made: {problem}", call=call)

    def _explained_tls(self, call: Call, why: str) -> SipxError:
        host = self.settings.url
        if "CERTIFICATE_VERIFY_FAILED" in why:
            authority = self.settings.ca_path
            given = f"set ca_path, which is {authority}," if authority else "set ca_path"
            return Unreachable(
                f"the certificate of {host} is not trusted ({why}): {given} to the PEM file of its authority"
                " (validate_certs=false only for a trial)",
                call=call,
            )
        if "NO_CERTIFICATE_OR_CRL_FOUND" in why and self.settings.ca_path:
            return Unreachable(f"ca_path: {self.settings.ca_path} holds no certificate ({why}); name a PEM file with one", call=call)
        if not self.settings.client_cert:
            return Unreachable(f"no TLS connection with {host} ({why}): is this its HTTPS port, and does it want a client_cert?", call=call)
        return Unreachable(f"no TLS connection with {host} ({why}): is this its HTTPS port, and is client_cert the right one?", call=call)

    def _lost(self, call: Call, why: str) -> LostAnswer:
        return LostAnswer(
            f"{call.method} /sipxconfig{call.shown()} was sent, its answer never came ({why}): whether it was done is not known", call=call
        )

    def _sleep(self, call: Call | None, seconds: float, error: SipxError | None) -> None:
        if time.monotonic() + seconds > self._ends:
            raise self._too_late(call, error)
        time.sleep(seconds)

    def _back_off(self, tries: int) -> float:
        return min(_FIRST_WAIT * 2 ** (tries - 1), _LONGEST_WAIT) * random.uniform(0.8, 1.2)  # noqa: S311 (spreads retries, guards nothing)

    def _too_late(self, call: Call | None, error: SipxError | None) -> OutOfTime:
        last = f"; the last trouble was: {error.message}" if error else ""
        return OutOfTime(f"the task's deadline of {self.settings.deadline:g} s is over{last}. Run it again, or raise deadline", call=call)


class _Cut(Exception):
    """The connection ended, or stayed silent, after the request was sent."""


def _retry_after(headers: t.Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait (a number or a date), within reason."""
    value = headers.get("Retry-After", "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = email.utils.parsedate_to_datetime(value).timestamp() - time.time()
        except (TypeError, ValueError):
            return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _never_sent(problem: Exception) -> bool:
    """Whether no connection came about, so that nothing can have been done."""
    cause = problem.args[0] if problem.args else None
    reason = getattr(cause, "reason", cause)
    return isinstance(reason, (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError))


def _root(problem: Exception) -> str:
    """The innermost text of a chain of wrapped exceptions: the part that a person can use."""
    cause: t.Any = problem
    while True:
        inner = [one for one in (getattr(cause, "reason", None), *getattr(cause, "args", ())) if isinstance(one, BaseException)]
        if not inner:
            break
        cause = inner[0]
    text = str(cause)
    about, colon, rest = text.partition(": ")
    return rest if colon and about.startswith(("<", "HTTPSConnection(")) else text or type(cause).__name__
