# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A file as a multipart form, read while it is sent: however long a recording is, it never stands in memory as a whole.

The server looks only at the C(filename) of the part, which it wants in double quotes (wire/prompts.yml, upload). Private to
the collection.
"""

from __future__ import annotations

import io
import os
import secrets

#: What would end the quoted name, or the header line that it stands in.
_BREAKS = ('"', "\\", "\r", "\n", "\0")


class Form:
    """What the HTTP library reads a body from: it asks for the length first, then for one piece after another.

    Raises ValueError for a name that no header can carry, OSError where the file cannot be read.
    """

    def __init__(self, path: str, filename: str, field: str) -> None:
        if not filename or any(character in filename for character in _BREAKS):
            raise ValueError(f"the file name {filename!r} is empty or holds a quote, backslash or line break")
        boundary = secrets.token_hex(16)
        self.media = f"multipart/form-data; boundary={boundary}"
        disposition = f'Content-Disposition: form-data; name="{field}"; filename="{filename}"'
        head = f"--{boundary}\r\n{disposition}\r\nContent-Type: application/octet-stream\r\n\r\n"
        self._file = open(path, "rb")  # noqa: SIM115 (open as long as the body may be sent again)
        self._parts = [io.BytesIO(head.encode("utf-8")), self._file, io.BytesIO(f"\r\n--{boundary}--\r\n".encode())]
        self._length = sum(part.seek(0, os.SEEK_END) for part in self._parts)
        self.rewind()

    def __len__(self) -> int:
        return self._length

    def rewind(self) -> None:
        """Back to the beginning: the body is sent once more."""
        for part in self._parts:
            part.seek(0)

    def read(self, size: int = -1) -> bytes:
        """The next C(size) bytes (all the rest by default), fewer at the end, none behind it."""
        wanted = self._length if size < 0 else size
        content = b""
        for part in self._parts:
            content += part.read(wanted - len(content))
            if len(content) == wanted:
                break
        return content

    def close(self) -> None:
        self._file.close()
