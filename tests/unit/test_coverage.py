# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/coverage.md: every call of the reference has its row, and every row tells the truth about this tree."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.tools import coverage, layout

CALLS = coverage.read_calls()


def test_one_row_for_each_call_of_the_reference() -> None:
    assert len(CALLS) == 258
    rows = [line for line in coverage.page(CALLS).splitlines() if line.startswith(("| GET", "| PUT", "| POST", "| DELETE"))]
    assert len(rows) == 258
    assert all(row.count(" | ") == 4 for row in rows)


def test_the_page_is_in_step_with_the_data() -> None:
    assert coverage.PAGE.read_text(encoding="utf-8") == coverage.page(CALLS)


def test_only_what_the_reference_prints_twice_is_there_twice() -> None:
    """Six calls stand under two headings of the reference."""
    counted = Counter((call.method, call.documented) for call in CALLS)
    assert {call for call, times in counted.items() if times > 1} == {
        ("GET", "/orbits/{orbitId}/settings"),
        ("PUT", "/orbits/{orbitId}/settings"),
        ("DELETE", "/orbits/{orbitId}/settings"),
        ("GET", "/phones"),
        ("POST", "/phones"),
        ("GET", "/my/conferences"),
    }


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.method} {call.documented}")
def test_a_call_without_a_real_path_says_what_to_use(call: coverage.Call) -> None:
    assert call.real is not None or call.note
    assert call.real is None or call.real.startswith(("/api/", "/rest/"))


@pytest.mark.parametrize("module", sorted({call.module for call in CALLS if not call.later}))
def test_a_module_that_is_not_for_later_exists_with_its_test(module: str) -> None:
    call = next(call for call in CALLS if call.module == module)
    assert (layout.ROOT / call.module_file).is_file()
    assert (layout.ROOT / call.test_file).is_file()


def test_no_module_for_later_exists_already() -> None:
    """Who writes the module takes ``later`` away in docs/coverage.yml."""
    later = [call for call in CALLS if call.module not in {one.module for one in CALLS if not one.later}]
    assert [call.module for call in later if (layout.ROOT / call.module_file).exists()] == []
