# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files where the task runs."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._client import files
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import BadInput


def test_a_file_is_told_by_size_checksum_and_beginning(tmp_path: Path) -> None:
    content = b"RIFF" + os.urandom(3 * 1024 * 1024)
    (tmp_path / "a").write_bytes(content)
    looked = files.looked_at(str(tmp_path / "a"))
    assert looked is not None
    assert (looked.size, looked.checksum, looked.head) == (len(content), hashlib.sha256(content).hexdigest(), content[:16])
    assert files.looked_at(str(tmp_path / "b")) is None


def test_a_new_file_gets_the_usual_mode_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        files.save(str(tmp_path / "a"), b"1")
    finally:
        os.umask(mask)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640
    (tmp_path / "a").chmod(0o604)
    files.save(str(tmp_path / "a"), b"2")
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "a").stat().st_mode & 0o777) == (b"2", 0o604)


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "inside").touch()
    for place in (tmp_path / "taken", tmp_path / "none" / "a"):
        with pytest.raises(BadInput, match="cannot write the file"):
            files.save(str(place), b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
