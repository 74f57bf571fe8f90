# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Phone books, the DNS advisor, the licence, language and time zone, jobs and actions."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._resources import _phonebooks
from ansible_collections.sipxcom.pbx.plugins.module_utils._wire import OddAnswer

from ..tasks import Tasks

STARTED = 1741944360000
RUNNING = {"name": "Configuration deployment", "status": "IN_PROGRESS", "start": STARTED, "end": None, "server": 1, "errMsg": ""}


# ---- phone books


def test_names_of_phone_books(tasks: Tasks) -> None:
    assert tasks.run("sipx_phonebook_info")["phonebooks"] == []
    tasks.pbx.add(phonebooks=[{"name": "support"}])
    assert tasks.run("sipx_phonebook_info")["phonebooks"] == ["support"]
    tasks.pbx.add(phonebooks=[{"name": "sales & more"}, {"name": "privatePhonebook_1", "user": 1}])
    assert tasks.run("sipx_phonebook_info")["phonebooks"] == ["sales & more", "support"]


def test_entries_as_data(tasks: Tasks) -> None:
    entries = [["Ada", "Lopez", "2301"], [None, 'Night "late", desk', "+1555"], ["back\\", "slash\\", "5"]]
    tasks.pbx.add(phonebooks=[{"name": "support", "entries": entries}])
    found = tasks.run("sipx_phonebook_info", name="support")
    assert found["count"] == 3
    assert [list(one.values()) for one in found["entries"]] == [entries[0], entries[1], entries[2]]


def test_an_empty_phone_book(tasks: Tasks) -> None:
    tasks.pbx.add(phonebooks=[{"name": "support"}])
    assert tasks.run("sipx_phonebook_info", name="support")["entries"] == []


@pytest.mark.parametrize("text", ["", "<html/>", '"a","b"\n', '"First name","Last name","Number"\n"a","b","c","d"\n'])
def test_what_is_no_phone_book(text: str) -> None:
    with pytest.raises(OddAnswer, match="cannot be read"):
        _phonebooks.entries(text)


@pytest.mark.parametrize("value", ["a", 'a"b', "a\\", "\\", 'a\\"b', "a,b", "é日", '"', "a\nb"])
def test_every_text_survives_the_quotes_of_the_server(value: str) -> None:
    field = '"' + value.replace('"', '\\"') + '"'
    text = f'"First name","Last name","Number"\n{field},{field},{field}\n'
    assert _phonebooks.entries(text) == [{"first_name": value, "last_name": value, "number": value}]


def test_a_name_that_cannot_be_addressed_is_told(tasks: Tasks) -> None:
    tasks.pbx.add(phonebooks=[{"name": "front desk"}])
    assert "which does not decode names" in tasks.refused("sipx_phonebook_info", name="front desk")["msg"]


@pytest.mark.parametrize("tasks", ["sipxcom", "fork"], indirect=True)
def test_unknown_books(tasks: Tasks) -> None:
    tasks.pbx.add(phonebooks=[{"name": "support"}, {"name": "privatePhonebook_1", "user": 1, "entries": [["a", "b", "1"]]}])
    assert "did you mean 'support'" in tasks.refused("sipx_phonebook_info", name="suport")["msg"]
    assert tasks.run("sipx_phonebook_info", user="superadmin")["count"] == 1
    tasks.given("sipx_user", user_name="4127", portal_password="n0t-t0-be-seen")
    assert "has no phone book of his own yet" in tasks.refused("sipx_phonebook_info", user="4127")["msg"]
    assert "there is no user" in tasks.refused("sipx_phonebook_info", user="nobody")["msg"]
    for option in ("name", "user"):
        assert f"{option} is empty" in tasks.refused("sipx_phonebook_info", **{option: ""})["msg"]


# ---- DNS advisor


def test_all_servers_are_healthy(tasks: Tasks) -> None:
    result = tasks.run("sipx_dns_advisor_info")
    assert result["healthy"] is True
    assert result["advice"] == [{"name_server": "pbx1.voice.test", "healthy": True, "missing": [], "report": None}]


def test_findings_are_data(tasks: Tasks) -> None:
    lacks = [["naptr", 'voice.test. IN NAPTR \\d 0 "s"'], ["rr", "_sip._udp.voice.test. IN SRV"], ["a", "pbx1.voice.test IN A 192.0.2.10"]]
    tasks.pbx.load({**tasks.pbx.state(), "name_servers": {"pbx1.voice.test": lacks}})
    result = tasks.run("sipx_dns_advisor_info", server="pbx1.voice.test")
    (advice,) = result["advice"]
    assert (result["healthy"], advice["healthy"]) == (False, False)
    assert [(one["kind"], one["record"]) for one in advice["missing"]] == [("naptr", lacks[0][1]), ("srv", lacks[1][1]), ("a", lacks[2][1])]
    assert advice["report"].startswith(";; Missing naptr records\nvoice.test.")


def test_a_misspelt_server_is_told_instead_of_everything_missing(tasks: Tasks) -> None:
    assert "did you mean 'pbx1.voice.test'" in tasks.refused("sipx_dns_advisor_info", server="pbx1.voice.tset")["msg"]
    assert "is neither a host name nor" in tasks.refused("sipx_dns_advisor_info", name_server="1")["msg"]
    assert tasks.run("sipx_dns_advisor_info", name_server="192.0.2.53")["healthy"] is False


# ---- licence


@pytest.mark.parametrize("tasks", ["uniteme"], indirect=True)
def test_a_licence_is_installed_when_it_differs(tasks: Tasks) -> None:
    present = tasks.same("sipx_license")["license"]
    assert (present["uid"], present["users"], present["expires"], present["support_until"]) == (None, None, "2030-01-31", None)
    foretold = tasks.run("sipx_license", uid="100200300", check=True)
    assert (foretold["changed"], foretold["license"]["uid"], foretold["license"]["users"]) == (True, "100200300", None)
    done = tasks.run("sipx_license", uid="100200300")
    assert (done["changed"], done["license"]["users"], done["license"]["expires"]) == (True, 250, "2030-12-31")
    tasks.same("sipx_license", uid=100200300)


@pytest.mark.parametrize("tasks", ["uniteme"], indirect=True)
@pytest.mark.parametrize("uid", ["", None, "12-3", "abc", "१"])
def test_no_universal_id(tasks: Tasks, uid: str | None) -> None:
    assert "is no universal id" in tasks.refused("sipx_license", uid=uid)["msg"]


@pytest.mark.parametrize("tasks", ["uniteme"], indirect=True)
def test_a_licence_that_the_vendor_refuses_is_told(tasks: Tasks) -> None:
    failed = tasks.run("sipx_license", uid="999")
    assert "could not install the licence 999" in failed["msg"]


@pytest.mark.parametrize("tasks", ["sipxcom", "fork"], indirect=True)
def test_sipxcom_has_no_licences(tasks: Tasks) -> None:
    assert "they belong to Uniteme" in tasks.refused("sipx_license", uid="1")["msg"]


# ---- language, region, time zone


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_language_changes_and_the_dial_plan_stays(tasks: Tasks) -> None:
    rules = tasks.pbx.state()["tables"]["rules"]
    done = tasks.do("sipx_localization", language="fr", time_zone="America/New_York")
    assert done["localization"] == {"language": "fr", "region": "na", "time_zone": "America/New_York"}
    assert tasks.pbx.state()["tables"]["rules"] == rules
    tasks.same("sipx_localization")


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_another_region_must_be_confirmed(tasks: Tasks) -> None:
    tasks.given("sipx_dial_rule", name="Emergency", emergency_number="112")
    failed = tasks.refused("sipx_localization", region="na.dialPlan", language="de")
    assert "deletes all dial rules" in failed["msg"]
    tasks.same("sipx_localization", region="na", reset_dial_plan=True)
    tasks.do("sipx_localization", region="na.dialPlan", reset_dial_plan=True)
    failed = tasks.run("sipx_localization", region="xx.dialPlan", reset_dial_plan=True)
    assert "no dial plan template" in failed["msg"]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"time_zone": "Europe/Prag"}, "did you mean Europe/Prague"),
        ({"time_zone": "Mars"}, "write one such as"),
        ({"time_zone": ""}, "time_zone cannot be empty"),
        ({"language": "French!"}, "is no language"),
        ({"region": None}, "region cannot be empty"),
    ],
)
def test_what_cannot_be_set(tasks: Tasks, args: dict[str, Any], said: str) -> None:
    assert said in tasks.refused("sipx_localization", **args)["msg"]


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_a_zone_that_is_not_listed_though_it_works(tasks: Tasks) -> None:
    tasks.do("sipx_localization", time_zone="Etc/UTC")


def test_older_servers_cannot_do_it(tasks: Tasks) -> None:
    assert "use the web UI" in tasks.refused("sipx_localization", language="fr")["msg"]


# ---- jobs


def _with_jobs(tasks: Tasks, *jobs: dict[str, Any]) -> None:
    tasks.pbx.load({**tasks.pbx.state(), "jobs": {"list": list(jobs)}})


def test_jobs_are_shown(tasks: Tasks) -> None:
    failed = {**RUNNING, "status": "FAILED", "end": STARTED, "server": None, "errMsg": "agent stopped"}
    _with_jobs(tasks, failed, RUNNING)
    result = tasks.run("sipx_job_info")
    assert [(one["status"], one["server"], one["message"]) for one in result["jobs"]] == [
        ("failed", None, "agent stopped"),
        ("in_progress", "pbx1.voice.test", None),
    ]
    assert (result["busy"], len(result["failed_jobs"]), result["jobs"][0]["started"]) == (True, 1, "3/14/25 9:26 AM")
    assert len(tasks.run("sipx_job_info", server="pbx1.voice.test")["jobs"]) == 2
    tasks.given("sipx_server", host="pbx2.voice.test", description="2")
    assert [one["server"] for one in tasks.run("sipx_job_info", server="pbx2.voice.test")["jobs"]] == [None, None]


def test_waiting_ends_when_nothing_runs(tasks: Tasks) -> None:
    _with_jobs(tasks, {**RUNNING, "polls": 3})
    result = tasks.run("sipx_job_info", wait=True, settle=0)
    assert (result["busy"], result["jobs"][0]["status"], len(tasks.pbx.requests)) == (False, "completed", 3)


def test_it_must_stay_quiet_for_a_while(tasks: Tasks) -> None:
    result = tasks.run("sipx_job_info", wait=True, settle=0.4)
    assert (result["busy"], len(tasks.pbx.requests) > 1) == (False, True)


def test_waiting_ends_at_the_deadline_and_says_for_what(tasks: Tasks) -> None:
    _with_jobs(tasks, {**RUNNING, "polls": 1000})
    failed = tasks.refused("sipx_job_info", wait=True, deadline=0.6)
    assert "it still runs Configuration deployment" in failed["msg"]
    assert failed["failure"]["code"] == "deadline"
    assert "give a number of seconds" in tasks.refused("sipx_job_info", settle=-1)["msg"]
    assert "server is empty" in tasks.refused("sipx_job_info", server="")["msg"]


# ---- actions


def _restarts(tasks: Tasks) -> list[str]:
    return [one.path for one in tasks.pbx.requests if one.path.endswith("/restart")]


def test_a_restart_is_never_sent_in_check_mode(tasks: Tasks) -> None:
    tasks.pbx.load({**tasks.pbx.state(), "stopped": {"1": ["named"]}})
    args = {"server": "pbx1.voice.test", "restart": ["named", "sipxivr", "named"]}
    foretold = tasks.run("sipx_server_action", **args, check=True)
    assert (foretold["changed"], _restarts(tasks)) == (True, [])
    done = tasks.run("sipx_server_action", **args)
    assert _restarts(tasks) == [f"/sipxconfig/api/servers/1/service/{name}/restart" for name in ("named", "sipxivr")]
    assert done["done"] == foretold["done"] == ["restart named on pbx1.voice.test", "restart sipxivr on pbx1.voice.test"]
    assert done["services"] == foretold["services"] == [{"name": "named", "running": True}, {"name": "sipxivr", "running": True}]


def test_a_restart_without_an_answer_is_not_repeated(tasks: Tasks) -> None:
    tasks.pbx.add_fault("drop_after", method="GET", path="/restart", times=None)
    failed = tasks.run("sipx_server_action", server="pbx1.voice.test", restart=["named", "sipxivr"])
    assert (failed["failed"], failed["failure"]["code"], len(_restarts(tasks))) == (True, "lost_answer", 1)
    assert "could not restart named" in failed["msg"]


def test_profiles_of_one_and_of_all(tasks: Tasks) -> None:
    tasks.run("sipx_server_action", send_profiles=True)
    assert tasks.writes == ["PUT /api/servers/profiles"]
    tasks.run("sipx_server_action", server="pbx1.voice.test", send_profiles=True)
    assert tasks.writes == ["PUT /api/servers/1/profiles"]
    tasks.run("sipx_server_action", server="pbx1.voice.test", send_profiles=True, check=True)
    assert tasks.writes == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({}, "nothing is to be done"),
        ({"server": "pbx1.voice.test", "restart": []}, "nothing is to be done"),
        ({"server": "", "send_profiles": True}, "server is empty"),
        ({"restart": ["named"]}, "missing parameter(s) required by 'restart': server"),
        ({"server": "pbx1.voice.test", "restart": ["nmed"]}, "did you mean 'named'"),
        ({"server": "pbx9.voice.test", "send_profiles": True}, "there is no server"),
    ],
)
def test_actions_that_are_refused(tasks: Tasks, args: dict[str, Any], said: str) -> None:
    assert said in tasks.refused("sipx_server_action", **args)["msg"]
