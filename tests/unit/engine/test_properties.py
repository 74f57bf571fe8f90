# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever a site document wants: check mode foretells the change, one run reaches it, the next changes nothing."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
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


GATEWAYS_OF_RULE = st.lists(GATEWAY_NAMES, unique=True, max_size=3)
RULES = st.fixed_dictionaries(
    {
        "Emergency": some(
            enabled=st.booleans(),
            emergency_number=st.sampled_from(["911", "112"]),
            emergency_prefix=st.sampled_from([None, "9"]),
            description=MAYBE_TEXT,
            gateways=GATEWAYS_OF_RULE,
            gateways_mode=st.sampled_from(["set", "add", "remove"]),
        )
    }
)
#: What a user may be told, and what may not be: a branch of his own that is not that of his groups.
GROUP_NAMES = st.sampled_from(["nurses", "night"])
GROUPS = st.dictionaries(
    GROUP_NAMES,
    some(
        description=MAYBE_TEXT,
        branch=st.one_of(st.none(), BRANCH_NAMES),
        permissions=st.dictionaries(st.sampled_from(["Mobile", "LongDistanceDialing"]), st.one_of(st.none(), st.booleans()), max_size=2),
    ),
    max_size=2,
)
USERS = st.dictionaries(
    st.sampled_from(["201", "202"]),
    some(
        first_name=MAYBE_TEXT,
        last_name=MAYBE_TEXT,
        aliases=st.lists(st.sampled_from(["ann", "lee", "301"]), unique=True, max_size=2),
        branch=st.one_of(st.none(), BRANCH_NAMES),
        groups=st.lists(GROUP_NAMES, unique=True, max_size=2),
        groups_mode=st.sampled_from(["set", "add", "remove"]),
        permissions=st.dictionaries(st.sampled_from(["Mobile", "LongDistanceDialing"]), st.one_of(st.none(), st.booleans()), max_size=2),
        enabled=st.booleans(),
        email=st.sampled_from([None, "", "Ann@Example.org"]),
        profile=st.one_of(st.none(), some(job_title=MAYBE_TEXT, salutation=st.sampled_from([None, "Dr"]), im_display_name=MAYBE_TEXT)),
        home_address=st.one_of(st.none(), some(street=MAYBE_TEXT, city=MAYBE_TEXT)),
        sip_password=st.sampled_from(["one-s3cret", "another-s3cret"]),
        voicemail_pin=st.sampled_from(["4711", "08151"]),
        use_branch_address=st.booleans(),
    ),
    max_size=2,
)
EVERYWHERE = {"branches": [{"name": name} for name in ("floor1", "floor2", "Büro <3>")]}
#: The same examples every time, so that a gate is no lottery; PROPERTY_EXAMPLES=1000 looks for new ones.
EXAMPLES = os.environ.get("PROPERTY_EXAMPLES")
QUICK = settings(
    max_examples=int(EXAMPLES or 25),
    derandomize=not EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to make a failing document smaller takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    database=None,
)


def listed(records: dict[str, dict[str, Any]], key: str = "name") -> list[dict[str, Any]]:
    return [{key: name, **record} for name, record in records.items()]


def hold(tasks: Tasks, document: dict[str, Any]) -> None:
    """A document is refused in check mode as it is for real, before the first write; or foretold, reached, and then there."""
    before = tasks.pbx.state()
    foretold = tasks.run("sipx_site", check=True, **document)
    done = tasks.run("sipx_site", **document)
    if foretold.get("failed"):
        assert done["msg"].removesuffix(" Nothing was written") == foretold["msg"].removesuffix(" Nothing was written")
        assert tasks.writes == []
        assert tasks.pbx.state() == before
        return
    assert done.get("failed") is None, done
    assert (foretold["changed"], foretold["records"], foretold["count"]) == (done["changed"], done["records"], done["count"])
    assert foretold["diff"]["before"] == done["diff"]["before"]
    assert foretold["diff"]["after"] == done["diff"]["after"]
    for check in (True, False):
        again = tasks.run("sipx_site", check=check, **document)
        assert again["changed"] is False, again
        assert tasks.writes == []


@QUICK
@given(wishes=st.lists(st.tuples(BRANCHES, GATEWAYS, RULES), min_size=1, max_size=3))
def test_a_random_site_is_foretold_reached_and_stays(
    tasks: Tasks, wishes: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]
) -> None:
    tasks.pbx.reset()
    tasks.given("sipx_site", **EVERYWHERE, gateways=[{"name": name} for name in ("g1", "g2", "a & b")])
    for branches, gateways, rules in wishes:
        hold(tasks, {"branches": listed(branches), "gateways": listed(gateways), "dial_rules": listed(rules)})


@QUICK
@given(wishes=st.lists(st.tuples(GROUPS, USERS), min_size=1, max_size=3))
def test_random_people_are_foretold_reached_and_stay_or_are_refused(
    tasks: Tasks, wishes: list[tuple[dict[str, Any], dict[str, Any]]]
) -> None:
    tasks.pbx.reset()
    tasks.given("sipx_site", **EVERYWHERE, user_groups=[{"name": "nurses"}, {"name": "night", "branch": "floor1"}])
    for groups, users in wishes:
        hold(tasks, {"user_groups": listed(groups), "users": listed(users, "user_name")})
