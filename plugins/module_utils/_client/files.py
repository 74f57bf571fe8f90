# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files where the task runs: what they hold, and putting a new one in place. Private to the collection."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile

from .._wire import BadInput, LocalFile

#: Neither read nor sent beyond this: some hours of a recording, and what reading back keeps in memory.
LARGEST = 64 * 1024 * 1024
_CHUNK = 1024 * 1024
_HEAD = 16


def looked_at(path: str) -> LocalFile | None:
    """Size, checksum and beginning of the file at a path; None where there is none. Raises BadInput."""
    digest, size, head = hashlib.sha256(), 0, b""
    try:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST:
                raise BadInput(f"the file {path} is larger than {LARGEST >> 20} MiB, which is more than is read back from a PBX")
            while chunk := file.read(_CHUNK):
                head = head or chunk[:_HEAD]
                size += len(chunk)
                digest.update(chunk)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadInput(f"cannot read the file {path}: {error.strerror}; name a file that can be read where the task runs") from None
    return LocalFile(size, digest.hexdigest(), head)


def save(path: str, content: bytes) -> None:
    """Writes a file beside the place and moves it there, so that nobody sees half of it. An old one lends its mode. Raises BadInput."""
    folder, name = os.path.split(path)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder or ".")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise BadInput(
            f"cannot write the file {path}: {error.strerror}; name a folder that can be written to where the task runs"
        ) from None


def _mode(path: str) -> int:
    """The permissions of the file that is replaced, else those of any new file."""
    with contextlib.suppress(FileNotFoundError):
        return os.stat(path).st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
