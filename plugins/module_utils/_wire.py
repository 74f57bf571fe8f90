# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The language that all layers share: what is sent to a PBX, what came back, and what can go wrong.

Private to the collection: names and shapes may change in any release. Nothing here does I/O.
"""

from __future__ import annotations

import dataclasses
import difflib
import typing as t

JSON = "application/json"
XML = "text/xml"
TEXT = "text/plain"
ANY = "*/*"


class SelfId:
    """Stands in a planned call for the server id of a record that does not exist yet."""

    def __repr__(self) -> str:
        return "(the new id)"


SELF = SelfId()


@dataclasses.dataclass(frozen=True)
class Json:
    """A JSON body. C(data) is plain Python data."""

    data: t.Any


@dataclasses.dataclass(frozen=True)
class Latin1Json:
    """JSON for those resources below /rest/my that read UTF-8 and answer in ISO-8859-1 (wire/my_calls.yml, media: JSONTEXT).

    Text outside Latin-1 would be stored and come back as question marks for ever: it is refused.
    """

    data: t.Any


@dataclasses.dataclass(frozen=True)
class XStreamJson:
    """JSON for the other resources below /rest/my: a record below its root name (wire/my_calls.yml, media: XSTREAM).

    A null would be stored as the text null, and is left out. A list stands below the name of its items, as in
    C({"string": ["a", "b"]}): a bare one would be refused, or taken for none.
    """

    root: str
    data: t.Mapping[str, t.Any]


@dataclasses.dataclass(frozen=True)
class Xml:
    """An XML body: dicts are elements, a list repeats its element, None leaves it out, an empty string is an empty one."""

    root: str
    data: t.Mapping[str, t.Any]


@dataclasses.dataclass(frozen=True)
class Text:
    """A plain text body, stored by the server byte for byte."""

    data: str


@dataclasses.dataclass(frozen=True)
class Raw:
    """A body that is sent as it is, under the media type given (the raw call of sipx_api)."""

    data: str
    media: str


@dataclasses.dataclass(frozen=True)
class Upload:
    """A file, sent as the one part of a multipart form and read from C(path) while it is sent. C(filename) is what the server calls it."""

    path: str
    filename: str
    field: str = "file"


Body = t.Union[Json, Latin1Json, XStreamJson, Xml, Text, Raw, Upload]  # noqa: UP007 (some linters take | for arithmetic here)


@dataclasses.dataclass(frozen=True)
class Call:
    """One request below https://HOST/sipxconfig.

    C(path) is a template: C({name}) is one path segment, C({name:path}) a setting path whose slashes stay,
    C({name:decoded}) a segment below /rest of one of the few resources there that decode it, C({name:words}) such a segment
    of several words with C(&) between them.
    C(at) fills it, C(query) follows the question mark in the order given.
    """

    method: str
    path: str
    at: t.Mapping[str, t.Any] = dataclasses.field(default_factory=dict)
    query: t.Mapping[str, t.Any] = dataclasses.field(default_factory=dict)
    body: Body | None = None
    accept: str = JSON
    raw: bool = False
    """Whether the answer is a file: it is handed over as bytes, not parsed."""
    acts: bool = False
    """Whether a GET does something, so that it is a write in all but its method."""

    @property
    def key(self) -> tuple[t.Any, ...]:
        """Equal for calls that read the same thing."""
        return (self.method, self.path, tuple(self.at.items()), tuple(self.query.items()), self.accept, self.raw)

    @property
    def writes(self) -> bool:
        return self.method != "GET" or self.acts

    def shown(self) -> str:
        """The path with its parameters filled in for a person to read (not encoded)."""
        text = self.path
        for name, value in self.at.items():
            shown = "&".join(map(str, value)) if isinstance(value, tuple) else str(value)
            for kind in ("", ":path", ":decoded", ":words"):
                text = text.replace("{" + name + kind + "}", shown)
        return text

    def with_id(self, ident: t.Any) -> Call:
        """The same call, with the id of the record in the place of SELF."""
        at = {name: ident if value is SELF else value for name, value in self.at.items()}
        return dataclasses.replace(self, at=at)


@dataclasses.dataclass(frozen=True)
class Answer:
    """What a call gave: the parsed C(data) (plain Python data, text, None for an empty body, or bytes for a raw call) and its C(status)."""

    status: int
    data: t.Any
    media: str = ""


@dataclasses.dataclass(frozen=True)
class LocalFile:
    """A file where the task runs: its size in bytes, the SHA-256 of its content in hex, and its first bytes."""

    size: int
    checksum: str
    head: bytes


class Sender(t.Protocol):
    """What the engine needs of a client."""

    def send(self, call: Call) -> Answer:
        """The answer, or the typed error that the server meant."""

    def pause(self, tries: int) -> None:
        """Waits before something is tried for the C(tries)-th time again."""

    def with_password(self, password: str) -> Sender:
        """A client of the same PBX and user that logs in with another password; it has the rest of the deadline."""


class Files(t.Protocol):
    """What the engine needs of the files where the task runs. A client gives that, too."""

    def local(self, path: str) -> LocalFile | None:
        """The file at a path, None where there is none. Raises BadInput for one that cannot be read or is too large."""

    def save(self, path: str, content: bytes) -> None:
        """Puts content into a file, whole or not at all. Raises BadInput where that is not possible."""


class SipxError(Exception):
    """Anything that stops a task. C(str()) is one sentence for a person; C(failure()) is the same as data."""

    code = "error"

    def __init__(
        self,
        message: str,
        *,
        call: Call | None = None,
        status: int | None = None,
        server_message: str = "",
        details: t.Mapping[str, t.Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.call = call
        self.status = status
        self.server_message = server_message
        self.details = dict(details or {})
        self.resource = ""

    def failure(self) -> dict[str, t.Any]:
        """The C(failure) of a task's result; every key is always there."""
        return {
            "code": self.code,
            "resource": self.resource,
            "method": self.call.method if self.call else None,
            "path": "/sipxconfig" + self.call.shown() if self.call else None,
            "status": self.status,
            "server_message": self.server_message,
            "details": self.details,
        }


class BadInput(SipxError):
    """The task asks for something that cannot be; nothing was sent."""

    code = "bad_input"


class UnknownReference(BadInput):
    """The task names a record that the PBX does not have."""

    code = "unknown_reference"


class Refused(SipxError):
    """The collection will not do it, because the server would do harm or could not do it."""

    code = "refused"


class Unreachable(SipxError):
    """No connection: name, address, port, proxy or TLS. Nothing was sent."""

    code = "unreachable"


class LostAnswer(SipxError):
    """A write was sent and its answer never came: it may have happened or not."""

    code = "lost_answer"


class OutOfTime(SipxError):
    """The deadline of the task has passed."""

    code = "deadline"


class LoginFailed(SipxError):
    """401: no such user, wrong password, or a disabled user."""

    code = "login_failed"


class Forbidden(SipxError):
    """403: the user may not do this."""

    code = "forbidden"


class NotFound(SipxError):
    """The server has no such record (or no such resource at all: C(absent_resource))."""

    code = "not_found"

    def __init__(self, message: str, *, absent_resource: bool = False, **more: t.Any) -> None:
        super().__init__(message, **more)
        self.absent_resource = absent_resource


class Rejected(SipxError):
    """The server refused or failed at the request."""

    code = "rejected"


class OddAnswer(SipxError):
    """Something answered that does not speak this API, or the answer was cut, too large or unreadable."""

    code = "odd_answer"


class NotKept(SipxError):
    """The server said yes and did not keep what it was told."""

    code = "not_kept"


def nearest(word: str, words: t.Iterable[str]) -> list[str]:
    """Up to three names that look like the one given, the likeliest first."""
    by_folded: dict[str, str] = {}
    for known in words:
        by_folded.setdefault(known.casefold(), known)
    return [by_folded[found] for found in difflib.get_close_matches(word.casefold(), by_folded, n=3, cutoff=0.6)]


def unknown_reference(option: str, title: str, plural: str, name: str, names: t.Iterable[str] | None, later: str = "") -> UnknownReference:
    """The error for a name that the PBX does not have, with the nearest ones among the C(names) that it has (None: not known)."""
    known = sorted(names or ())
    near = nearest(name, known)
    hint = f"did you mean {_listed(near)}?" if near else f"the PBX has {_listed(known[:10])}" if known else f"the PBX has no {plural}"
    hint = "check how it is written" if names is None else hint
    return UnknownReference(f"{option}: there is no {title} {name!r}; {hint}{later}", details={"value": name, "nearest": near})


def outside_latin1(value: t.Any) -> str:
    """The characters of a text, or of all texts of a list or mapping, that ISO-8859-1 does not have; in order, each once."""
    if isinstance(value, str):
        return "".join(dict.fromkeys(letter for letter in value if ord(letter) > 255))
    if isinstance(value, t.Mapping):
        value = [*value, *value.values()]
    return "".join(dict.fromkeys("".join(outside_latin1(one) for one in value))) if isinstance(value, list) else ""


def _listed(names: t.Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names)
