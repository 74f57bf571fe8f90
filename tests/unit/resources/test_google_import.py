# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_google_import: an action that Google refuses today, told as such; the account's password is never shown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..tasks import Tasks
from .own import HIMSELF, people

__all__ = ["people"]

MODULE = "sipx_google_import"
SECRET = "n0t-t0-be-seen-google"
ACCOUNT = {"account": "pat@example.org", "account_password": SECRET}
PATH = "/rest/my/phonebook/googleImport"


@pytest.mark.parametrize(
    ("status", "said"), [(743, "Google refused the login"), (744, "Google's service failed"), (745, "could not reach Google")]
)
def test_what_google_says_is_told_in_words(people: Tasks, status: int, said: str) -> None:
    people.pbx.add_fault("status", path="googleImport", status=status)
    result = people.run(MODULE, **HIMSELF, **ACCOUNT)
    people.pbx.clear_faults()
    assert (result["failed"], result["failure"]["status"]) == (True, status)
    assert said in result["msg"]
    assert "enter the contacts with sipx_phonebook_entry" in result["msg"]
    assert SECRET not in json.dumps(result)


def test_an_import_is_done_once_a_run_and_never_in_check_mode(people: Tasks) -> None:
    """The PBX answers 200 where something stands in for what Google has switched off."""
    people.pbx.add_fault("status", path="googleImport", status=200, times=None)
    foretold = people.run(MODULE, check=True, **HIMSELF, **ACCOUNT)
    assert (foretold["changed"], people.writes) == (True, [])
    result = people.run(MODULE, **HIMSELF, **ACCOUNT)
    assert (result["changed"], people.writes) == (True, [f"POST {PATH}"])
    assert result["google_import"] == foretold["google_import"] == {"user": "200", "account": "pat@example.org"}
    people.pbx.clear_faults()


def test_a_lost_answer_starts_no_second_import(people: Tasks) -> None:
    people.pbx.add_fault("drop_before", path="googleImport", times=None)
    result = people.run(MODULE, **HIMSELF, **ACCOUNT)
    people.pbx.clear_faults()
    assert (result["failure"]["code"], people.writes) == ("lost_answer", [f"POST {PATH}"])


@pytest.mark.parametrize("args", [{"account": " "}, {"account_password": ""}])
def test_an_account_without_name_or_password_is_refused(people: Tasks, args: dict[str, Any]) -> None:
    assert f"{next(iter(args))} is empty" in people.refused(MODULE, **HIMSELF, **{**ACCOUNT, **args})["msg"]
