# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A driver of the modules, as the controller's worker runs them, with what every task must hold."""

from __future__ import annotations

import json
from typing import Any

from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control

from ..simulator import Simulator


class Tasks:
    """Runs tasks as the controller does, each with an empty memory."""

    def __init__(self, pbx: Simulator) -> None:
        self.pbx = pbx
        self._connection = {"url": pbx.url, "ca_path": pbx.ca_path, "username": pbx.username, "password": pbx.password}

    def loop(self, module: str, items: list[dict[str, Any]], *, check: bool = False) -> list[dict[str, Any]]:
        """The results of one task with a loop, whose items share what was read."""
        _control._LINKS.clear()
        self.pbx.clear_requests()
        self.pbx.read_only = check
        results = [_control.run(module, {**self._connection, **args}, {}, check=check, diff=True) for args in items]
        self.pbx.read_only = False
        assert self.pbx.violations == []
        assert self.pbx.crashes == []
        for args, result in zip(items, results, strict=True):
            assert "exception" not in result, result["exception"]
            shown = json.dumps(result)
            for name in ("sip_password", "portal_password"):
                assert not args.get(name) or str(args[name]) not in shown
        return results

    def run(self, module: str, *, check: Any = False, **args: Any) -> dict[str, Any]:
        """The result of one task, whatever it comes to."""
        return self.loop(module, [args], check=check)[0]

    def do(self, module: str, **args: Any) -> dict[str, Any]:
        """The result of a task that must change something, do what check mode foretold, and change nothing when run again."""
        foretold = self.run(module, check=True, **args)
        assert foretold.get("changed") is True, foretold
        done = self.run(module, **args)
        assert done.get("failed") is None, done
        assert done["changed"] is True
        _agree(foretold, done)
        self.same(module, **args)
        return done

    def given(self, module: str, **args: Any) -> dict[str, Any]:
        """The result of a task that only sets the scene."""
        done = self.run(module, **args)
        assert done.get("failed") is None, done
        return done

    def same(self, module: str, **args: Any) -> dict[str, Any]:
        """The result of a task that must not change anything."""
        for check in (True, False):
            again = self.run(module, check=check, **args)
            assert again.get("changed") is False, again
            assert self.writes == []
        return again

    def refused(self, module: str, **args: Any) -> dict[str, Any]:
        """The result of a task that must fail before the first write, in check mode as well."""
        before = self._records()
        for check in (True, False):
            result = self.run(module, check=check, **args)
            assert result.get("failed") is True, result
            assert self.writes == []
        assert self._records() == before
        return result

    def _records(self) -> dict[str, Any]:
        """All records by table; a table that was looked for and is empty is none."""
        return {name: rows for name, rows in self.pbx.state()["tables"].items() if rows}

    @property
    def writes(self) -> list[str]:
        """Method and path of the last task's writes."""
        return [f"{one.method} {one.path.removeprefix('/sipxconfig')}" for one in self.pbx.requests if one.method != "GET"]

    @property
    def bodies(self) -> list[str]:
        """The bodies of the last task's writes."""
        return [one.body for one in self.pbx.requests if one.method != "GET"]


def _agree(foretold: dict[str, Any], done: dict[str, Any]) -> None:
    """Check mode cannot know what the server makes up (ids, the names of permissions); all else is the same."""
    kinds = [name for name in done if name not in ("changed", "diff", "warnings", "invocation")]
    for kind in kinds:
        known = foretold[kind]
        if not isinstance(known, dict):
            assert known == done[kind]
            continue
        assert {**done[kind], **known} == done[kind]
        assert set(done[kind]) - set(known) <= {"id", "name"}
    assert foretold.get("warnings") == done.get("warnings")
    assert foretold["diff"]["before"] == done["diff"]["before"]
