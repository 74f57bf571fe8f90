# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever a site document wants: check mode foretells the change, one run reaches it, the next changes nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..tasks import Tasks

WORDS = st.text(alphabet="abcXYZ 019<&>'\"éß", min_size=1, max_size=12).map(str.strip).filter(bool)
MAYBE_TEXT = st.one_of(st.none(), st.just(""), WORDS)
BRANCH_NAMES = st.sampled_from(["floor1", "floor2", "Büro <3>"])
GATEWAY_NAMES = st.sampled_from(["g1", "g2", "a & b"])


def some(**options: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A record with any of these options left out, null or given."""
    return st.fixed_dictionaries({}, optional=options)


BRANCHES = st.dictionaries(
    BRANCH_NAMES,
    some(
        description=MAYBE_TEXT,
        phone_number=MAYBE_TEXT,
        address=st.one_of(st.none(), some(street=MAYBE_TEXT, city=MAYBE_TEXT, zip=MAYBE_TEXT)),
    ),
    max_size=3,
)
GATEWAYS = st.dictionaries(
    GATEWAY_NAMES,
    some(
        description=MAYBE_TEXT,
        enabled=st.booleans(),
        address=MAYBE_TEXT,
        port=st.one_of(st.none(), st.integers(0, 65535)),
        transport=st.sampled_from(["none", "udp", "tcp", "tls"]),
        shared=st.booleans(),
        branch=st.one_of(st.none(), BRANCH_NAMES),
        caller_id=st.one_of(
            st.none(), some(number=MAYBE_TEXT, ignore_user=st.booleans(), keep_digits=st.integers(-1, 99), display_name=MAYBE_TEXT)
        ),
    ),
    max_size=3,
)


def listed(records: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": name, **record} for name, record in records.items()]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=st.lists(st.tuples(BRANCHES, GATEWAYS), min_size=1, max_size=3))
def test_a_random_site_is_foretold_reached_and_stays(tasks: Tasks, wishes: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    tasks.pbx.reset()
    everywhere = [{"name": name} for name in ("floor1", "floor2", "Büro <3>")]
    tasks.run("sipx_site", branches=everywhere)
    for branches, gateways in wishes:
        document = {"branches": listed(branches), "gateways": listed(gateways)}
        foretold = tasks.run("sipx_site", check=True, **document)
        done = tasks.run("sipx_site", **document)
        assert done.get("failed") is None, done
        assert (foretold["changed"], foretold["records"], foretold["count"]) == (done["changed"], done["records"], done["count"])
        for check in (True, False):
            again = tasks.run("sipx_site", check=check, **document)
            assert again["changed"] is False, again
            assert tasks.writes == []
