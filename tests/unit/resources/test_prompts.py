# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_prompt: a server that stores anything, overwrites nothing, and deletes what is in use."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest

from ..tasks import Tasks

DIRECTORIES = ("moh", "page_groups", "park_orbits")
ON_THE_SERVER = {"moh": "moh", "page_groups": "pagegroups", "park_orbits": "orbits"}


def wav(path: Path, sound: bytes = b"la la la") -> str:
    path.write_bytes(b"RIFF\x00\x00\x00\x00WAVEfmt " + sound)
    return str(path)


@pytest.fixture
def hold(tmp_path: Path) -> str:
    return wav(tmp_path / "hold.wav")


def stored(tasks: Tasks, directory: str = "moh") -> dict[str, bytes]:
    return {name: base64.b64decode(content) for name, content in tasks.pbx.state()["prompts"][ON_THE_SERVER[directory]].items()}


def put(tasks: Tasks, place: str, name: str, content: bytes) -> None:
    state = tasks.pbx.state()
    state["prompts"].setdefault(place, {})[name] = base64.b64encode(content).decode()
    tasks.pbx.load(state)


# ---- upload and replace


@pytest.mark.parametrize("directory", DIRECTORIES)
def test_a_file_is_uploaded_replaced_and_deleted(tasks: Tasks, directory: str, hold: str) -> None:
    made = tasks.do("sipx_prompt", directory=directory, src=hold)["prompt"]
    content = Path(hold).read_bytes()
    assert made == {"directory": directory, "name": "hold.wav", "size": len(content), "checksum": hashlib.sha256(content).hexdigest()}
    assert stored(tasks, directory)["hold.wav"] == content
    for sound in (b"longer than before", b"LONGER than before"):
        tasks.do("sipx_prompt", directory=directory, src=wav(Path(hold), sound))
        assert stored(tasks, directory)["hold.wav"].endswith(sound)
    assert tasks.do("sipx_prompt", directory=directory, name="hold.wav", state="absent")["prompt"] is None
    assert "hold.wav" not in stored(tasks, directory)
    tasks.same("sipx_prompt", directory=directory, name="hold.wav", state="absent")


def test_a_new_file_takes_one_write_and_another_content_two(tasks: Tasks, hold: str) -> None:
    tasks.run("sipx_prompt", directory="moh", src=hold, name="on hold.wav")
    assert tasks.writes == ["POST /api/moh/prompts"]
    tasks.run("sipx_prompt", directory="moh", src=wav(Path(hold), b"ho ho ho"), name="on hold.wav")
    assert tasks.writes == ["DELETE /api/moh/prompts/on%20hold.wav", "POST /api/moh/prompts"]


def test_the_diff_tells_sizes_and_checksums(tasks: Tasks, hold: str) -> None:
    done = tasks.do("sipx_prompt", directory="moh", src=hold)
    assert (done["diff"]["before"], done["diff"]["after"]) == ({}, done["prompt"])
    first = done["prompt"]
    done = tasks.do("sipx_prompt", directory="moh", src=wav(Path(hold), b"lo lo lo"))
    assert done["diff"]["before"] == first
    assert done["diff"]["after"]["size"] == first["size"]
    assert done["diff"]["after"]["checksum"] != first["checksum"]


def test_a_file_of_another_size_is_not_read_to_see_that_it_differs(tasks: Tasks, hold: str) -> None:
    tasks.run("sipx_prompt", directory="moh", src=hold)
    tasks.run("sipx_prompt", directory="moh", src=wav(Path(hold), b"longer than before"), check=True)
    assert [request.method for request in tasks.pbx.requests] == ["GET"]


@pytest.mark.parametrize("after", ["delete", "nothing"])
def test_a_run_that_dies_while_replacing_is_finished_by_the_next(tasks: Tasks, hold: str, after: str) -> None:
    tasks.given("sipx_prompt", directory="moh", src=hold)
    wav(Path(hold), b"another")
    method = "POST" if after == "delete" else "DELETE"
    tasks.pbx.add_fault("status", method=method, path="/api/moh", status=500, body="java.io.IOException: disk full", times=None)
    failed = tasks.run("sipx_prompt", directory="moh", src=hold)
    if after == "delete":
        assert "could not upload audio file 'hold.wav' for music on hold, which is missing now" in failed["msg"]
        assert failed["changed"] is True
        assert "hold.wav" not in stored(tasks)
    tasks.pbx.clear_faults()
    tasks.do("sipx_prompt", directory="moh", src=hold)
    assert stored(tasks)["hold.wav"] == Path(hold).read_bytes()


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_lost_answer_is_looked_into(tasks: Tasks, hold: str, method: str, fault: str) -> None:
    tasks.given("sipx_prompt", directory="moh", src=hold)
    wav(Path(hold), b"another")
    tasks.pbx.add_fault(fault, method=method, path="/api/moh")
    assert tasks.run("sipx_prompt", directory="moh", src=hold)["changed"] is True
    assert stored(tasks)["hold.wav"] == Path(hold).read_bytes()


def test_a_file_that_the_server_did_not_keep_as_it_was_is_a_failure(tasks: Tasks, hold: str) -> None:
    tasks.pbx.add_fault("status", method="POST", path="/api/moh", status=200, body="")
    assert "is not there" in tasks.run("sipx_prompt", directory="moh", src=hold)["msg"]


def test_a_file_that_somebody_else_uploaded_meanwhile_is_compared_not_overwritten(tasks: Tasks, hold: str) -> None:
    """An earlier item of the loop has read the list; the file has appeared since."""
    from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control

    pbx = tasks.pbx
    connection = {"url": pbx.url, "ca_path": pbx.ca_path, "username": pbx.username, "password": pbx.password}
    _control._LINKS.clear()
    _control.run("sipx_prompt", {**connection, "directory": "moh", "name": "none.wav", "state": "absent"}, {}, check=False, diff=True)
    put(tasks, "moh", "hold.wav", Path(hold).read_bytes())
    pbx.clear_requests()
    result = _control.run("sipx_prompt", {**connection, "directory": "moh", "src": hold}, {}, check=False, diff=True)
    assert (result["changed"], tasks.writes) == (False, [])


def test_a_refused_upload_tells_what_the_server_says(tasks: Tasks, hold: str) -> None:
    tasks.pbx.add_fault("status", method="POST", path="/api/moh", status=500, body="hold.wav", content_type="text/plain")
    failed = tasks.run("sipx_prompt", directory="moh", src=hold)
    assert "could not upload audio file 'hold.wav' for music on hold" in failed["msg"]
    assert failed["failure"]["server_message"] == "hold.wav"
    assert failed["changed"] is False


def test_personal_music_of_the_same_name_is_another_file(tasks: Tasks, hold: str) -> None:
    put(tasks, "moh/4021", "hold.wav", Path(hold).read_bytes())
    tasks.same("sipx_prompt", directory="moh", name="hold.wav", state="absent")
    tasks.do("sipx_prompt", directory="moh", src=hold)
    tasks.do("sipx_prompt", directory="moh", name="default.wav", state="absent")
    tasks.do("sipx_prompt", directory="moh", name="hold.wav", state="absent")
    tasks.do("sipx_prompt", directory="moh", src=hold)
    assert list(tasks.pbx.state()["prompts"]["moh/4021"]) == ["hold.wav"]


def test_later_items_of_a_check_mode_run_see_what_would_be_there(tasks: Tasks, hold: str) -> None:
    items = [
        {"directory": "moh", "src": hold},
        {"directory": "moh", "src": hold},
        {"directory": "moh", "name": "hold.wav", "src": wav(Path(hold).parent / "other.wav", b"other")},
        {"directory": "moh", "name": "hold.wav", "state": "absent"},
        {"directory": "moh", "name": "hold.wav", "state": "absent"},
    ]
    foretold = [one["changed"] for one in tasks.loop("sipx_prompt", items, check=True)]
    assert foretold == [one["changed"] for one in tasks.loop("sipx_prompt", items)] == [True, False, True, True, False]


# ---- what is refused


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a/b.wav", "holds a slash"),
        ('a".wav', "holds a slash, quote"),
        ("a\\b.wav", "holds a slash"),
        ("größe.wav", "accent"),
        ("a\n.wav", "control character"),
        (" a.wav", "without blanks around it"),
        ("", "is no file name"),
        ("..", "is no file name"),
        ("a.xml", "which the server cuts off"),
        ("a.wav.json", "which the server cuts off"),
        ("a.WAV", "must end in .wav or .mp3, in lower case"),
        ("a.ogg", "must end in .wav or .mp3"),
        ("a" * 252 + ".wav", "longer than 255"),
    ],
)
def test_names_that_the_server_could_not_give_back_are_refused(tasks: Tasks, hold: str, name: str, told: str) -> None:
    assert told in tasks.refused("sipx_prompt", directory="moh", name=name, src=hold)["msg"]


@pytest.mark.parametrize("directory", DIRECTORIES)
def test_what_is_no_sound_can_be_deleted_where_it_is_listed(tasks: Tasks, directory: str) -> None:
    put(tasks, ON_THE_SERVER[directory], "notes.txt", b"x")
    if directory == "moh":
        tasks.do("sipx_prompt", directory=directory, name="notes.txt", state="absent")
    else:
        assert "must end in .wav" in tasks.refused("sipx_prompt", directory=directory, name="notes.txt", state="absent")["msg"]


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.wav", "does not begin like a WAV file"),
        (b"ID3\x03", "a.wav", "does not begin like a WAV file"),
        (b"RIFF\x00\x00\x00\x00AVI ", "a.wav", "does not begin like a WAV file"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a.mp3", "does not begin like an MP3 file"),
        (b"ID3\x03", "a.mp3", None),
        (b"\xff\xfb\x90", "a.mp3", None),
        (b"RF64\xff\xff\xff\xffWAVE", "a.wav", None),
    ],
)
def test_what_would_play_as_silence_is_refused(tasks: Tasks, tmp_path: Path, content: bytes, name: str, told: str | None) -> None:
    (tmp_path / name).write_bytes(content)
    if told is None:
        tasks.do("sipx_prompt", directory="moh", src=str(tmp_path / name))
    else:
        assert told in tasks.refused("sipx_prompt", directory="moh", src=str(tmp_path / name))["msg"]


def test_files_that_cannot_be_read_are_told(tasks: Tasks, tmp_path: Path) -> None:
    assert "there is no file" in tasks.refused("sipx_prompt", directory="moh", src=str(tmp_path / "none.wav"))["msg"]
    (tmp_path / "folder.wav").mkdir()
    assert "cannot read the file" in tasks.refused("sipx_prompt", directory="moh", src=str(tmp_path / "folder.wav"))["msg"]
    with open(tmp_path / "large.wav", "wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    assert "larger than 64 MiB" in tasks.refused("sipx_prompt", directory="moh", src=str(tmp_path / "large.wav"))["msg"]
    refused = tasks.refused("sipx_prompt", directory="moh", src="hold.wav")
    assert "src: 'hold.wav' is no absolute path: write where it is, such as {{ playbook_dir }}/hold.wav" in refused["msg"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ({}, "src, dest"),
        ({"src": "/a.wav", "dest": "/b.wav", "name": "a.wav"}, "mutually exclusive"),
        ({"dest": "/b.wav"}, "name"),
        ({"state": "absent"}, "name"),
        ({"state": "absent", "name": "a.wav", "dest": "/b.wav"}, "shall be absent cannot be fetched"),
    ],
)
def test_tasks_that_say_too_little_or_too_much_are_refused(tasks: Tasks, args: dict[str, Any], told: str) -> None:
    assert told in tasks.refused("sipx_prompt", directory="moh", **args)["msg"]


# ---- what is in use


def test_a_sound_in_use_is_deleted_only_by_force_and_replaced_at_will(tasks: Tasks, hold: str) -> None:
    tasks.given("sipx_page_group", number=21, sound="fanfare.wav")
    refused = tasks.refused("sipx_prompt", directory="page_groups", name="fanfare.wav", state="absent")
    assert "'fanfare.wav' is used by page group '21'" in refused["msg"]
    assert refused["failure"]["code"] == "refused"
    tasks.do("sipx_prompt", directory="page_groups", name="fanfare.wav", src=hold)
    tasks.do("sipx_prompt", directory="page_groups", name="fanfare.wav", state="absent", force=True)


def test_park_music_in_use_is_deleted_only_by_force(tasks: Tasks) -> None:
    tasks.given("sipx_park_orbit", name="lobby", extension="7701")
    refused = tasks.refused("sipx_prompt", directory="park_orbits", name="default.wav", state="absent")
    assert "is used by park orbit 'lobby'" in refused["msg"]
    tasks.do("sipx_prompt", directory="page_groups", name="fanfare.wav", state="absent")  # another directory, nobody uses it
    tasks.do("sipx_prompt", directory="park_orbits", name="default.wav", state="absent", force=True)


def test_the_last_music_on_hold_is_deleted_with_a_warning(tasks: Tasks, hold: str) -> None:
    tasks.given("sipx_prompt", directory="moh", src=hold)
    assert "warnings" not in tasks.do("sipx_prompt", directory="moh", name="default.wav", state="absent")
    warned = tasks.do("sipx_prompt", directory="moh", name="hold.wav", state="absent")
    assert "'hold.wav' is the last file of music on hold" in warned["warnings"][0]


# ---- fetching


def test_a_file_is_fetched_once_and_again_when_it_differs(tasks: Tasks, tmp_path: Path) -> None:
    dest = tmp_path / "copy.wav"
    args = {"directory": "moh", "name": "default.wav", "dest": str(dest)}
    foretold = tasks.run("sipx_prompt", check=True, **args)
    assert not dest.exists()
    done = tasks.run("sipx_prompt", **args)
    assert (foretold["changed"], foretold["prompt"], foretold["diff"]) == (done["changed"], done["prompt"], done["diff"])
    assert dest.read_bytes() == stored(tasks)["default.wav"]
    assert (done["diff"]["before"], done["diff"]["after"]["checksum"]) == ({}, done["prompt"]["checksum"])
    assert tasks.same("sipx_prompt", **args)["prompt"]["dest"] == str(dest)
    dest.write_bytes(b"spoilt")
    dest.chmod(0o640)
    assert tasks.run("sipx_prompt", **args)["changed"] is True
    assert (dest.read_bytes(), dest.stat().st_mode & 0o777) == (stored(tasks)["default.wav"], 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["copy.wav"]


def test_a_folder_takes_the_file_under_its_name(tasks: Tasks, tmp_path: Path) -> None:
    done = tasks.run("sipx_prompt", directory="moh", name="default.wav", dest=str(tmp_path))
    assert done["prompt"]["dest"] == str(tmp_path / "default.wav")
    tasks.same("sipx_prompt", directory="moh", name="default.wav", dest=str(tmp_path))


def test_what_cannot_be_fetched_is_told(tasks: Tasks, tmp_path: Path) -> None:
    refused = tasks.refused("sipx_prompt", directory="moh", name="defualt.wav", dest=str(tmp_path / "x.wav"))
    assert "name: there is no audio file for music on hold named 'defualt.wav'; did you mean 'default.wav'?" in refused["msg"]
    failed = tasks.run("sipx_prompt", directory="moh", name="default.wav", dest=str(tmp_path / "none" / "x.wav"))
    assert "cannot write the file" in failed["msg"]
    assert "no absolute path" in tasks.refused("sipx_prompt", directory="moh", name="default.wav", dest="x.wav")["msg"]


# ---- listing


def test_files_are_listed_with_who_uses_them_and_without_personal_music(tasks: Tasks) -> None:
    put(tasks, "moh/4021", "mine.mp3", b"ID3")
    tasks.given("sipx_page_group", number=21, sound="fanfare.wav")
    tasks.given("sipx_park_orbit", name="lobby", extension="7701")
    listed = tasks.run("sipx_prompt_info")
    assert [(one["directory"], one["name"], one["used_by"]) for one in listed["prompts"]] == [
        ("moh", "default.wav", []),
        ("page_groups", "TadaTada.wav", []),
        ("page_groups", "fanfare.wav", ["page group '21'"]),
        ("park_orbits", "default.wav", ["park orbit 'lobby'"]),
    ]
    assert listed["prompts"][0] == {"directory": "moh", "name": "default.wav", "size": 44, "type": "audio/x-wav", "used_by": []}
    assert tasks.run("sipx_prompt_info", directory="moh", name="none.wav")["count"] == 0


# ---- in a site document


def test_a_document_uploads_before_and_deletes_after_the_records_that_name_a_file(tasks: Tasks, hold: str) -> None:
    document = {
        "page_groups": [{"number": 21, "sound": "chime.wav"}],
        "park_orbits": [{"name": "lobby", "extension": "7701", "music": "hold.wav"}],
        "prompts": [
            {"directory": "page_groups", "name": "chime.wav", "src": hold},
            {"directory": "park_orbits", "src": hold},
            {"directory": "page_groups", "name": "fanfare.wav", "state": "absent"},
        ],
    }
    tasks.given("sipx_page_group", number=21, sound="fanfare.wav")
    foretold = tasks.run("sipx_site", check=True, **document)
    done = tasks.run("sipx_site", **document)
    assert foretold["count"] == done["count"]
    assert [(line["kind"], line["outcome"]) for line in done["records"]] == [
        ("prompt", "created"), ("prompt", "created"), ("park_orbit", "created"), ("page_group", "changed"), ("prompt", "deleted")
    ]  # fmt: skip
    assert tasks.run("sipx_site", **document)["changed"] is False
    gone = {
        "prompts": [{"directory": "page_groups", "name": "chime.wav", "state": "absent"}],
        "page_groups": [{"number": 21, "state": "absent"}],
    }
    assert tasks.run("sipx_site", check=True, **gone)["count"]["deleted"] == 2
    assert tasks.run("sipx_site", **gone)["count"]["deleted"] == 2


def test_a_file_named_twice_or_wrongly_in_a_document_is_refused(tasks: Tasks, hold: str) -> None:
    twice = [{"directory": "moh", "src": hold}, {"directory": "moh", "name": "hold.wav", "state": "absent"}]
    assert "stands twice in prompts" in tasks.refused("sipx_site", prompts=twice)["msg"]
    wrong = tasks.refused("sipx_site", prompts=[{"directory": "moh", "name": "x.wav", "src": "/none.wav"}], branches=[{"name": "floor1"}])
    assert "there is no file /none.wav" in wrong["msg"]
    assert "Nothing was written" in wrong["msg"]


@pytest.mark.parametrize("tasks", ["fork", "uniteme"], indirect=True)
def test_other_editions_do_the_same(tasks: Tasks, hold: str) -> None:
    tasks.do("sipx_prompt", directory="moh", src=hold)
    tasks.do("sipx_prompt", directory="moh", src=wav(Path(hold), b"another"))
    tasks.do("sipx_prompt", directory="moh", name="hold.wav", state="absent")
