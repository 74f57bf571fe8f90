# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The command line of the simulator."""

from __future__ import annotations

import argparse
import json
import os
import signal
import threading
from pathlib import Path
from typing import Any

from .editions import EDITIONS
from .simulator import Simulator

EPILOG = """\
When the port is open one line of JSON is printed: url, ca_path, username, password, edition, pid.
Requests, faults, state and read-only mode can be reached below URL/_simulator/ (see README.md beside the code).
The program ends on SIGTERM or SIGINT, or after --lifetime.
"""


def parser() -> argparse.ArgumentParser:
    """The options."""
    options = argparse.ArgumentParser(
        prog="python -m tests.simulator",
        description="An HTTPS PBX in a process, for tests, demonstrations and rehearsals.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    options.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    options.add_argument(
        "--edition",
        choices=list(EDITIONS),
        default="sipxcom",
        help="sipxcom: the public server; fork: its newer continuation; uniteme: with ERLs and licence",
    )
    options.add_argument("--load", type=Path, metavar="FILE", help="begin with the state in this JSON file")
    options.add_argument("--save", type=Path, metavar="FILE", help="write the state to this JSON file at the end")
    options.add_argument("--read-only", action="store_true", help="refuse every write (403) and note it as a violation")
    options.add_argument("--tls-dir", type=Path, metavar="DIR", help="where ca.pem goes (default: a fresh folder)")
    options.add_argument("--lifetime", type=float, metavar="SECONDS", help="end by itself after that time")
    options.add_argument("--ready-file", type=Path, metavar="FILE", help="write the ready line there too (in one piece)")
    return options


def main(arguments: list[str] | None = None) -> int:
    """Runs until told to stop; returns the exit status."""
    options = parser().parse_args(arguments)
    state = json.loads(options.load.read_text(encoding="utf-8")) if options.load else None
    done = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: done.set())
    pbx = Simulator(options.edition, options.host, options.port, state, options.read_only, options.tls_dir)
    with pbx:
        line = json.dumps(_ready(pbx))
        if options.ready_file:
            _write(options.ready_file, line + "\n")
        print(line, flush=True)
        done.wait(options.lifetime)
    if options.save:
        _write(options.save, json.dumps(pbx.state(), indent=1, ensure_ascii=False) + "\n")
    return 0


def _ready(pbx: Simulator) -> dict[str, Any]:
    return {
        "url": pbx.url,
        "ca_path": pbx.ca_path,
        "username": pbx.username,
        "password": pbx.password,
        "edition": pbx.edition,
        "pid": os.getpid(),
    }


def _write(path: Path, text: str) -> None:
    """Replaces a file in one piece."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)
