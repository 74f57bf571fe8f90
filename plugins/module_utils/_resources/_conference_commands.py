# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The commands of a conference bridge: their grammar, and what its answers mean. Pure.

Source of the facts: wire/my_conferences.yml, Commands and the notes of my_conferences.command. Words and arguments reach
FreeSWITCH unchecked, and its answer comes with a 200 whatever it says. Private to the collection.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t

from .._wire import BadInput, Call, OddAnswer, Refused, Rejected, SipxError

Check = t.Callable[[str], bool]
#: Everybody, and whoever came last.
ALL, LAST = "all", "last"


@dataclasses.dataclass(frozen=True)
class Arg:
    """One argument. C(says) is what it must be, in words that follow "must be"."""

    name: str
    says: str
    fits: Check
    needed: bool = True


@dataclasses.dataclass(frozen=True)
class Command:
    """One command. C(asks): it changes nothing. C(answers) is the beginning of each line of a good answer, where that is known."""

    args: tuple[Arg, ...] = ()
    more: bool = False
    """Whether the last argument may be repeated."""
    asks: t.Callable[[t.Sequence[str]], bool] = lambda given: False
    answers: str = ""


def _word(*words: str) -> Check:
    return lambda text: text in words


def _matches(pattern: str) -> Check:
    return lambda text: re.fullmatch(pattern, text) is not None


_NUMBER = _matches(r"[0-9]{1,9}")
_MEMBERS = Arg("MEMBER", "a member id, all or last", lambda text: _NUMBER(text) or text in (ALL, LAST))
_MEMBER = Arg("MEMBER", "a member id", _NUMBER)
_LEVEL = Arg("LEVEL", "a whole number", _matches(r"-?[0-9]{1,6}"), needed=False)
_DIGITS = Arg("DIGITS", "digits, * and #", _matches(r"[0-9*#A-D]+"))
_PIN = Arg("PIN", "digits", _matches(r"[0-9]+"))
_SPOKEN = Arg("TEXT", "a text", lambda text: bool(text.strip()))
_TO_MEMBERS = Command((_MEMBERS,), answers="OK")
_LEVELS = Command((_MEMBERS, _LEVEL), asks=lambda given: len(given) < 2)

COMMANDS: dict[str, Command] = {
    "invite": Command((Arg("NUMBER", "an extension or telephone number", _matches(r"[A-Za-z0-9_.!~*'+$-]+")),), answers="Invitation sent"),
    "inviteim": Command((Arg("IMID", "an IM id", _matches(r"[A-Za-z0-9_.!~*'+$@-]+")),), answers="Invitation sent"),
    "record": Command(
        (Arg("ACTION", "start, stop, status or duration", _word("start", "stop", "status", "duration"), needed=False),),
        asks=lambda given: bool(given) and given[0] in ("status", "duration"),
    ),
    "mute": _TO_MEMBERS,
    "unmute": _TO_MEMBERS,
    "deaf": _TO_MEMBERS,
    "undeaf": _TO_MEMBERS,
    "kick": _TO_MEMBERS,
    "hup": _TO_MEMBERS,
    "lock": Command(answers="OK"),
    "unlock": Command(answers="OK"),
    "pin": Command((_PIN,)),
    "nopin": Command(),
    "list": Command(
        (Arg("delim", "the word delim", _word("delim"), needed=False), Arg("TEXT", "a text", bool, needed=False)), asks=lambda given: True
    ),
    "xml_list": Command(asks=lambda given: True),
    "dtmf": Command((_MEMBERS, _DIGITS)),
    "energy": _LEVELS,
    "volume_in": _LEVELS,
    "volume_out": _LEVELS,
    "relate": Command((_MEMBER, _MEMBER, Arg("HOW", "nospeak, nohear or clear", _word("nospeak", "nohear", "clear"), needed=False))),
    "say": Command((_SPOKEN,)),
    "saymember": Command((_MEMBER, _SPOKEN)),
    "transfer": Command((Arg("CONFERENCE", "the name of a conference", _matches(r"[A-Za-z0-9._~-]+")), _MEMBER), more=True, answers="OK"),
    "stop": Command(
        (Arg("WHAT", "current, all, async or last", _word("current", "all", "async", "last")), dataclasses.replace(_MEMBER, needed=False))
    ),
    "norecord": Command((Arg("WHAT", "all", _word("all")),)),
}
#: What FreeSWITCH has, and this way to it cannot carry.
IMPOSSIBLE = {
    "play": "the path of a file has slashes, and the server takes them out",
    "dial": "the endpoint to call has a slash, and the server takes it out; use invite",
    "bgdial": "the endpoint to call has a slash, and the server takes it out; use invite",
}
#: Commands that bring a member to a state, the key of that state in the details, and its value.
SWITCHES = {"mute": ("canSpeak", False), "unmute": ("canSpeak", True), "deaf": ("canHear", False), "undeaf": ("canHear", True)}
LOCKS = {"lock": True, "unlock": False}

_FAILED = re.compile(r"not found|^-ERR|^-?USAGE|^ERROR|Non-Exist[ae]nt", re.IGNORECASE | re.MULTILINE)
_RESPONSE = re.compile(r"<command-response>(.*)</command-response>\s*", re.DOTALL)
_EXCEPTION = re.compile(r"<command-exception>(.*?)(?:</command-exception>)?\s*", re.DOTALL)


def check(word: str, given: t.Sequence[str]) -> None:
    """Raises BadInput or Refused for a command that would not arrive as it is meant."""
    if word in IMPOSSIBLE:
        raise Refused(f"{word} does not work through this API: {IMPOSSIBLE[word]}")
    command = COMMANDS[word]
    for text in given:
        bad = next((letter for letter in "/&" if letter in text), None)
        if bad:
            raise BadInput(f"arguments: {text!r} has a {bad}, which the server cannot carry in an argument; leave it out")
        if not text.strip() or not text.isprintable():
            raise BadInput(f"arguments: {text!r} is empty or not printable: the server would drop it and take the next one in its place")
    needed = sum(arg.needed for arg in command.args)
    if len(given) < needed or (len(given) > len(command.args) and not command.more):
        raise BadInput(f"{word} takes {usage(word)}; it was given {len(given)} arguments")
    for number, text in enumerate(given):
        arg = command.args[min(number, len(command.args) - 1)]
        if not arg.fits(text):
            shown = "the value given" if word == "pin" else repr(text)
            raise BadInput(f"arguments: {arg.name} of {word} must be {arg.says}; {shown} is not")
    if word == "list" and len(given) == 1:
        raise BadInput(f"{word} takes {usage(word)}: the text that separates is missing")


def usage(word: str) -> str:
    """The arguments of a command, for people."""
    command = COMMANDS[word]
    names = [arg.name if arg.needed else f"[{arg.name}]" for arg in command.args]
    return (", ".join(names) or "no arguments") + (", and more of the last" if command.more else "")


def call(conference: str, word: str, given: t.Sequence[str]) -> Call:
    """A GET that acts: it is never sent twice."""
    at = {"conference": conference, "command": (word, *given)}
    return Call("GET", "/rest/my/conference/{conference}/{command:words}", at, accept="*/*", acts=True)


def text_of(answer: t.Any, sent: Call) -> str:
    """What the bridge said. Raises what went wrong on the way to it."""
    text = str(answer or "")
    found = _RESPONSE.fullmatch(text)
    if found:
        return found[1].strip()
    failed = _EXCEPTION.fullmatch(text)
    if failed:
        raise Rejected(
            f"the conference bridge gave no answer in time ({failed[1].strip()}): whether it did what was asked is not known",
            call=sent,
            server_message=failed[1].strip(),
        )
    if not text.strip():
        raise Rejected("the service beside the conference bridge refused the command (an empty answer)", call=sent)
    if text.startswith("ERROR:"):
        said = text.removeprefix("ERROR:").strip()
        raise Rejected(f"the conference bridge cannot be reached: {said}", call=sent, server_message=said)
    raise OddAnswer("the answer to the command is none of a conference bridge", call=sent, server_message=text[:400])


def failure_in(word: str, said: str, sent: Call) -> SipxError | None:
    """The failure that an answer tells, or None."""
    if not _FAILED.search(said):
        return None
    return Rejected(f"the conference bridge did not do {word}; it says: {' '.join(said.split())}", call=sent, server_message=said)


def is_understood(word: str, said: str) -> bool:
    """Whether the answer is known to be a good one, where that is known at all."""
    answers = COMMANDS[word].answers
    return not answers or all(line.strip().lstrip("+").startswith(answers) for line in said.splitlines())
