# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The words for what a user has once, with an invented document; users and their settings are those of the simulator."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._client.session import Session
from ansible_collections.sipxcom.pbx.plugins.module_utils._client.settings import Settings
from ansible_collections.sipxcom.pbx.plugins.module_utils._document import BySetting, ByUser, Document, Sheet, put
from ansible_collections.sipxcom.pbx.plugins.module_utils._engine.world import World
from ansible_collections.sipxcom.pbx.plugins.module_utils._jobs import documents
from ansible_collections.sipxcom.pbx.plugins.module_utils._jobs._base import RESOURCES, Report
from ansible_collections.sipxcom.pbx.plugins.module_utils._resource import Field, Secret, Seen, Values
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import (
    Answer,
    BadInput,
    Call,
    NotKept,
    Refused,
    Rejected,
    SipxError,
    UnknownReference,
)

from ..tasks import Tasks

#: Lists are kept whole, all else is merged: two calls of their own.
LIST = Call("GET", "/rest/my/list")
PREFS = Call("GET", "/rest/my/prefs")


def _pin(payload: Values, seen: Seen) -> Call:
    return Call("PUT", "/rest/my/pin/{pin}", {"pin": payload["pin"]})


INVENTED = Document(
    kind="invented",
    title="notes",
    sheets=(
        Sheet((Field("note", "note"), Field("loud", "loud", "bool"), Field("email", "email")), PREFS, put("/rest/my/prefs")),
        Sheet(
            (Field("items", "items", "list", elements="str"), Field("label", "label")),
            LIST,
            put("/rest/my/list"),
            at=("root",),
            whole=True,
        ),
        Sheet((Field("pin", "pin", secret=Secret(short=True), clearable=False),), None, _pin),
    ),
    ways={
        "note": BySetting("im/on-the-phone-message"),
        "loud": BySetting("personal-attendant/default-vm-option", {True: "ENABLE", False: "DISABLE"}),
        "email": ByUser("email"),
        "pin": ByUser("voicemail_pin"),
    },
)
JOB = documents.job(INVENTED)


class Pbx:
    """The simulator, with the invented document of whoever is logged in."""

    def __init__(self, tasks: Tasks) -> None:
        pbx = tasks.pbx
        self._session = Session(Settings(pbx.url, pbx.username, pbx.password, ca_path=pbx.ca_path, retries=0))
        self.prefs: dict[str, Any] = {"note": None, "loud": False, "email": None, "other": "kept"}
        self.list: dict[str, Any] = {"items": [], "label": None}
        self.writes: list[tuple[str, Any]] = []
        self.forgets = False
        self.broken = False
        self._worlds: dict[bool, World] = {}

    def send(self, call: Call) -> Answer:
        if call.writes:
            self.writes.append((call.shown(), getattr(call.body, "data", None)))
        if not call.path.startswith("/rest/my/"):
            return self._session.send(call)
        if call == LIST and self.broken:
            raise Rejected("cannot be read", call=call, status=500)
        if call in (LIST, PREFS):
            return Answer(200, {"root": dict(self.list)} if call == LIST else dict(self.prefs))
        if not self.forgets and call.body is not None:
            content: Any = getattr(call.body, "data", None)
            if call.path == PREFS.path:
                self.prefs.update(content)
            else:
                self.list, self.broken = dict(content), False
        return Answer(200, None)

    def pause(self, tries: int) -> None:
        """Nothing to wait for."""

    def with_password(self, password: str) -> Pbx:
        """Nobody logs in with another."""
        raise NotImplementedError

    def run(self, login: str = "superadmin", check: bool = False, **given: Any) -> Report:
        self.writes = []
        params = {"username": login, "update_password": "always", **given}
        world = self._worlds.setdefault(check, World(self, RESOURCES, checking=check))
        return JOB.work(params, given, world, 0)

    def loop(self, check: bool, *items: dict[str, Any]) -> list[bool]:
        """Whether each item of one task changes something."""
        self._worlds.clear()
        return [self.run(check=check, **item).changed for item in items]

    def do(self, **given: Any) -> Report:
        """A task that must change something, as check mode foretold, and nothing when it is run again."""
        self._worlds.clear()
        foretold = self.run(check=True, **given)
        assert (foretold.changed, self.writes) == (True, [])
        self._worlds.clear()
        done = self.run(**given)
        assert (done.changed, done.data, done.diff) == (True, foretold.data, foretold.diff)
        writes = self.writes
        assert self.run(**given).changed is False
        assert self.writes == []
        self.writes = writes
        return done

    def refuses(self, error: type[SipxError], login: str = "superadmin", **given: Any) -> str:
        """What is said of a task that fails before anything is sent."""
        for check in (True, False):
            self._worlds.clear()
            with pytest.raises(error) as caught:
                self.run(login, check, **given)
            assert self.writes == []
        return caught.value.message


@pytest.fixture
def pbx(tasks: Tasks) -> Pbx:
    tasks.given("sipx_user", user_name="200", portal_password="n0t-t0-be-seen-1", sip_password="n0t-t0-be-seen-2", aliases=["kim"])
    return Pbx(tasks)


def test_a_merging_call_gets_only_what_differs(pbx: Pbx) -> None:
    pbx.prefs["note"] = "a"
    done = pbx.do(note="a", loud=True)
    assert pbx.writes == [("/rest/my/prefs", {"loud": True})]
    assert done.data["invented"] == {"user": "superadmin", "note": "a", "loud": True, "email": None, "items": [], "label": None}
    assert done.diff["before"]["loud"] is False


def test_a_whole_write_sends_back_what_the_task_leaves_out(pbx: Pbx) -> None:
    pbx.list = {"items": ["a", "b"], "label": "x"}
    pbx.do(label="y")
    assert pbx.writes == [("/rest/my/list", {"items": ["a", "b"], "label": "y"})]


def test_only_what_differs_is_called(pbx: Pbx) -> None:
    pbx.do(note="n", items=["a"])
    assert [path for path, body in pbx.writes] == ["/rest/my/prefs", "/rest/my/list"]
    assert pbx.run(note="n").changed is False


def test_null_and_an_empty_text_clear(pbx: Pbx) -> None:
    for nothing in (None, ""):
        pbx.prefs["note"] = "a"
        pbx.do(note=nothing)
        assert pbx.prefs["note"] is None


def test_what_the_server_did_not_keep_is_told(pbx: Pbx) -> None:
    pbx.forgets = True
    with pytest.raises(NotKept, match=r"the notes of user 'superadmin' but did not keep note \(wanted 'a', kept None\)"):
        pbx.run(note="a")


def test_later_items_of_a_loop_see_what_check_mode_would_have_written(pbx: Pbx) -> None:
    items: tuple[dict[str, Any], ...] = ({"note": "a"}, {"note": "a", "items": ["x"]}, {"items": ["x"]})
    assert pbx.loop(True, *items) == [True, True, False]
    assert pbx.loop(False, *items) == [True, True, False]


def test_a_pin_that_cannot_be_read_is_always_set_and_never_shown(pbx: Pbx) -> None:
    done = pbx.run(pin="7700771")
    assert (done.changed, pbx.writes) == (True, [("/rest/my/pin/7700771", None)])
    assert "pin" not in done.data["invented"]
    assert done.diff["after"]["pin"] == "******** (changed)"
    assert "pin" not in done.diff["before"]
    assert pbx.run(pin="7700771").changed is True
    assert pbx.run(pin="7700771", update_password="on_create").changed is False


def test_letters_that_would_become_question_marks_are_refused(pbx: Pbx) -> None:
    assert "note: the server would turn 'Ł'" in pbx.refuses(BadInput, note="Łukasz")
    assert "items: the server would turn 'Ł'" in pbx.refuses(BadInput, items=["a", "Ł"])


def test_a_question_mark_that_may_be_a_lost_letter_is_not_written_back(pbx: Pbx) -> None:
    pbx.list = {"items": ["?ukasz"], "label": None}
    assert "items of the notes of user 'superadmin' has a question mark" in pbx.refuses(Refused, label="x")
    pbx.do(label="x", items=["a"])


def test_what_cannot_be_read_is_mended_by_a_complete_wish_only(pbx: Pbx) -> None:
    pbx.broken = True
    with pytest.raises(Rejected, match="cannot be read"):
        pbx.run(items=["a"])
    done = pbx.run(items=[], label="x")
    assert done.warnings == ["the PBX cannot read the notes of user 'superadmin'; it is replaced by what the task says"]
    assert pbx.writes == [("/rest/my/list", {"items": [], "label": "x"})]


def test_an_empty_user_is_not_taken_for_the_one_who_is_logged_in(pbx: Pbx) -> None:
    for nobody in ("", " ", None):
        assert "user is empty" in pbx.refuses(BadInput, user=nobody, note="a")


def test_the_login_may_be_named_by_name_or_alias(pbx: Pbx) -> None:
    assert pbx.run(user="superadmin", note="a").changed is True
    assert pbx.prefs["note"] == "a"
    assert pbx.run("kim", user="200", note="b").changed is True
    assert pbx.prefs["note"] == "b"


def test_another_users_fields_go_the_administrators_way(pbx: Pbx) -> None:
    done = pbx.do(user="200", note="Ring später", loud=False)
    assert [path for path, body in pbx.writes] == ["/api/users/200/settings"]
    assert done.data["invented"] == {"user": "200", "note": "Ring später", "loud": False}
    assert done.diff["before"] == {"user": "200", "note": "On the phone", "loud": True}
    assert pbx.prefs["note"] is None
    pbx.do(user="200", note=None)
    pbx.do(user="200", loud=True)


def test_another_users_record_is_changed_without_harm_to_the_rest(pbx: Pbx, tasks: Tasks) -> None:
    done = pbx.do(user="200", email="kim@example.net", pin="7700771")
    assert done.data["invented"] == {"user": "200", "email": "kim@example.net"}
    assert done.diff["after"]["pin"] == "******** (changed)"
    assert tasks.run("sipx_info", kind="user", name="200")["records"][0]["aliases"] == ["kim"]


def test_another_users_documents_are_the_same_in_check_mode_loops(pbx: Pbx) -> None:
    items: tuple[dict[str, Any], ...] = ({"user": "200", "note": "a"}, {"user": "200", "note": "a", "email": "a@example.net"})
    assert pbx.loop(True, *items, items[1]) == [True, True, False]
    assert pbx.loop(False, *items, items[1]) == [True, True, False]


def test_a_field_without_an_administrators_way_is_refused_for_another_user(pbx: Pbx) -> None:
    said = pbx.refuses(Refused, user="200", note="a", items=["x"])
    assert said.startswith("items: the API has no way to change this for another user (there is one for note, loud, email, pin)")
    assert said.endswith("Run the task with username and password of user '200' himself")
    assert "did you mean '200'?" in pbx.refuses(UnknownReference, user="2000", note="a")


def test_a_contradiction_is_told_at_import() -> None:
    with pytest.raises(TypeError, match="no field \\['zebra'\\] for the administrator's way"):
        Document("x", "x", INVENTED.sheets, ways={"zebra": BySetting("a")})
    with pytest.raises(TypeError, match="described twice"):
        Document("x", "x", INVENTED.sheets[:1] * 2)
    with pytest.raises(TypeError, match="either read by its sheet or an unreadable secret"):
        Document("x", "x", (Sheet((Field("a", "a"),), None, put("/rest/my/a")),))
