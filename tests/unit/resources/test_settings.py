# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_setting: one module for every tree of settings."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests

from ..tasks import Tasks

SECRET = "n0t-t0-be-seen"
MOH = "moh-config/MOH_SOURCE"
LOCAL = "permission/call-handling/LocalDialing"
PIN_CHANGE = "voicemail/security/force-pin-change"


def _setting(tasks: Tasks, **target: Any) -> dict[str, Any]:
    """Sets what must change, as foretold, and is not changed again."""
    return tasks.do("sipx_setting", **target)


def _post(tasks: Tasks, path: str, record: dict[str, Any]) -> None:
    pbx = tasks.pbx
    with requests.Session() as http:
        http.trust_env, http.verify, http.auth = False, pbx.ca_path, (pbx.username, pbx.password)
        http.post(f"{pbx.url}/sipxconfig/api/{path}", json=record, timeout=10).raise_for_status()


def _phone(tasks: Tasks) -> None:
    _post(tasks, "users", {"userName": "201", "pintoken": "1234", "sipPassword": SECRET, "aliases": []})
    _post(tasks, "phones", {"serialNo": "0004f2c0de01", "model": {"modelId": "polycom550"}, "deviceVersion": "polycom4.1.X"})
    _post(tasks, "phones/0004f2c0de01/lines", {"user": "201"})
    _post(tasks, "phones/0004f2c0de01/lines", {"userId": "outside", "password": SECRET, "registrationServer": "sip.example.net"})


def _phone_group(tasks: Tasks) -> None:
    _post(tasks, "phoneGroups", {"name": "Lobby", "weight": 3})


# ---- services


def test_a_setting_is_set_and_reset(tasks: Tasks) -> None:
    done = _setting(tasks, service="moh", settings={MOH: "NONE"})
    assert done["settings"] == {MOH: {"value": "NONE", "default": "FILES_SRC", "is_default": False}}
    assert (done["diff"]["before"], done["diff"]["after"]) == ({MOH: "FILES_SRC"}, {MOH: "NONE"})
    done = _setting(tasks, service="moh", settings={MOH: None})
    assert tasks.same("sipx_setting", service="moh", paths=[MOH], state="default")["settings"][MOH]["is_default"] is True
    assert done["settings"] == {MOH: {"value": "FILES_SRC", "default": "FILES_SRC", "is_default": True}}
    assert (done["diff"]["before"], done["diff"]["after"]) == ({MOH: "NONE"}, {MOH: "FILES_SRC"})


def test_a_change_takes_a_list_a_write_and_a_list(tasks: Tasks) -> None:
    tasks.run("sipx_setting", service="moh", settings={MOH: "NONE"})
    assert [one.method for one in tasks.pbx.requests] == ["GET", "PUT", "GET"]
    assert (tasks.writes, tasks.bodies) == ([f"PUT /api/moh/settings/{MOH}"], ["NONE"])
    tasks.run("sipx_setting", service="moh", state="default", paths=[MOH])
    assert tasks.writes == [f"DELETE /api/moh/settings/{MOH}"]


def test_reset_takes_settings_for_their_paths_too(tasks: Tasks) -> None:
    _setting(tasks, service="moh", settings={MOH: "NONE"})
    done = _setting(tasks, service="moh", state="default", settings={MOH: "NONE"})
    assert done["settings"][MOH]["is_default"] is True


def test_the_default_set_on_purpose_is_no_change(tasks: Tasks) -> None:
    tasks.same("sipx_setting", service="moh", settings={MOH: "FILES_SRC"})


def test_several_settings_go_in_order_one_by_one(tasks: Tasks) -> None:
    paths = {"vsftp-config/anonymous_enable": True, "vsftp-config/pasv_min_port": 50010, "vsftp-config/syslog_enable": "no"}
    tasks.run("sipx_setting", service="ftp", settings=paths)
    assert tasks.bodies == ["YES", "50010"]


@pytest.mark.parametrize(
    ("service", "path", "value", "stored"),
    [
        ("dns", "sys/unmanaged", True, "1"),
        ("ivr", "ivr/fax.reinvite", True, "true"),
        ("mwi", "resource-limits/core-enabled", "yes", "true"),
        ("pagegroups", "page-config/haPaging", True, "true"),
        ("proxy", "alert-info/ON_EXISTING", True, "1"),
        ("registrar", "userparam/SIP_REDIRECT.090-USERPARAM.STRIP_ALL", True, "Y"),
        ("registrar", "isn/SIP_REDIRECT.150-ISN.BASE_DOMAIN", True, "freenum.org"),
        ("registrar", "call-pick-up/SIP_REDIRECT.100-PICKUP.CALL_PICKUP_WAIT", 2.5, "2.5"),
        ("ftp", "vsftp-config/anonymous_enable", True, "YES"),
        ("cdrs", "callresolver/SIP_CALLRESOLVER_PURGE", False, "DISABLE"),
        ("saa", "saa-config/SIP_SAA_UDP_PORT", 5180, "5180"),
        ("restserver", "rest-config/sipPort", 6060, "6060"),
        ("imbot", "imbot/_imbot.paUserName", "helper", "helper"),
    ],
)
def test_values_are_spelled_as_the_setting_spells_them(tasks: Tasks, service: str, path: str, value: Any, stored: str) -> None:
    assert _setting(tasks, service=service, settings={path: value})["settings"][path]["value"] == stored


def test_an_empty_value_is_stored_over_a_default(tasks: Tasks) -> None:
    path = "subscriptionauth/PACKAGES_REQUIRING_AUTHENTICATION"
    done = _setting(tasks, service="proxy", settings={path: ""})
    assert done["settings"][path] == {"value": None, "default": "dialog", "is_default": False}
    assert _setting(tasks, service="proxy", settings={path: None})["settings"][path]["value"] == "dialog"
    tasks.same("sipx_setting", service="ftp", settings={"vsftp-config/pasv_address": ""})
    isn = "isn/SIP_REDIRECT.150-ISN.BASE_DOMAIN"
    tasks.same("sipx_setting", service="registrar", settings={isn: False})


def test_a_loop_reads_a_list_once(tasks: Tasks) -> None:
    items = [{"service": "moh", "settings": {MOH: "FILES_SRC"}}] * 5
    assert [result["changed"] for result in tasks.loop("sipx_setting", items)] == [False] * 5
    assert len(tasks.pbx.requests) == 1


def test_later_items_of_a_loop_see_what_earlier_ones_would_do(tasks: Tasks) -> None:
    items = [{"service": "moh", "settings": {MOH: value}} for value in ("NONE", "NONE", "FILES_SRC", None)]
    foretold = tasks.loop("sipx_setting", items, check=True)
    done = tasks.loop("sipx_setting", items)
    assert [one["changed"] for one in done] == [True, False, True, False]
    assert [(one["changed"], one["settings"]) for one in foretold] == [(one["changed"], one["settings"]) for one in done]


# ---- what is refused


@pytest.mark.parametrize(
    ("service", "settings", "told"),
    [
        ("moh", {"moh-config/MOH_SORCE": "NONE"}, "have no setting 'moh-config/MOH_SORCE'; did you mean 'moh-config/MOH_SOURCE'?"),
        ("moh", {"MOH_SOURCE": "NONE"}, "did you mean 'moh-config/MOH_SOURCE'?"),
        ("moh", {"/moh-config/MOH_SOURCE": "NONE"}, "did you mean 'moh-config/MOH_SOURCE'?"),
        ("mwi", {"zzz": 1}, "its groups are resource-limits, status-config"),
        ("moh", {"moh-config": "NONE"}, "is a group of settings; name one of them: moh-config/MOH_SOURCE"),
        ("moh", {"moh-config/MOH_SOURCE/deeper": "NONE"}, "goes on below 'moh-config/MOH_SOURCE'"),
        ("moh", {MOH: "FILES"}, "is not among its options 'FILES_SRC', 'NONE', 'SOUNDCARD_SRC'; did you mean 'FILES_SRC'?"),
        ("mwi", {"status-config/SIP_STATUS_TCP_PORT": 80}, "is out of range: write 1025 to 65535"),
        ("ivr", {"ivr/record.time": "4m"}, "is no whole number"),
        ("ivr", {"ivr/record.time": -1}, "is out of range: write 0 to 2147483647"),
        ("mwi", {"status-config/SIP_STATUS_HTTPS_PORT": 8100}, "is hidden by the server"),
        ("pagegroups", {"page-config/prefix": ""}, "cannot be empty"),
        ("registrar", {"call-pick-up/SIP_REDIRECT.100-PICKUP.CALL_RETRIEVE_CODE": "abc"}, "must match"),
        ("dns", {"sys/unmanaged": "maybe"}, "neither of the words '0', '1'"),
        ("dns", {"named-config/forwarders/forwarder_0": True}, "in quotes"),
        ("moh", {}, "settings is empty"),
        ("moh", {"": "NONE"}, "is no path of a setting"),
    ],
)
def test_what_a_setting_cannot_be_is_refused(tasks: Tasks, service: str, settings: dict[str, Any], told: str) -> None:
    assert told in tasks.refused("sipx_setting", service=service, settings=settings)["msg"]


def test_all_that_is_wrong_is_told_at_once(tasks: Tasks) -> None:
    refused = tasks.refused("sipx_setting", service="moh", settings={MOH: "NO", "moh-config/X": 1, "moh-config": 2})
    assert len(refused["failure"]["details"]["problems"]) == 3
    assert refused["failure"]["code"] == "bad_input"


def test_one_good_setting_does_not_get_written_beside_a_wrong_one(tasks: Tasks) -> None:
    tasks.refused("sipx_setting", service="ftp", settings={"vsftp-config/anonymous_enable": True, "vsftp-config/anonymous": True})


@pytest.mark.parametrize(
    "target",
    [
        {"settings": {MOH: "NONE"}},
        {"service": "moh", "user": "201", "settings": {MOH: "NONE"}},
        {"service": "moh", "port": 1, "settings": {MOH: "NONE"}},
        {"service": "music", "settings": {MOH: "NONE"}},
        {"phone_group": "Lobby", "settings": {MOH: "NONE"}},
        {"phone": "0004f2c0de01", "line": 1, "line_user": "201", "settings": {MOH: "NONE"}},
        {"service": "moh"},
        {"service": "moh", "state": "default"},
        {"service": "moh", "paths": [MOH], "settings": {MOH: "NONE"}},
    ],
)
def test_exactly_one_target_and_something_to_do(tasks: Tasks, target: dict[str, Any]) -> None:
    tasks.refused("sipx_setting", **target)
    assert tasks.pbx.requests == []


def test_what_only_the_server_refuses_is_told_in_words(tasks: Tasks) -> None:
    result = tasks.run("sipx_setting", service="dns", settings={"acl/ips": "nonsense"})
    assert result["failed"] is True
    assert "could not set acl/ips" in result["msg"]
    assert "no IPv4 address or subnet" in result["msg"]


# ---- secrets


def test_a_password_is_compared_and_never_shown(tasks: Tasks) -> None:
    path = "imbot/imbot.paPassword"
    done = _setting(tasks, service="imbot", settings={path: SECRET})
    assert done["settings"][path] == {"value": "********", "default": None, "is_default": False}
    assert done["diff"]["after"] == {path: "******** (changed)"}
    again = tasks.same("sipx_setting", service="imbot", settings={path: SECRET})
    changed = _setting(tasks, service="imbot", settings={path: SECRET + "2"})
    refused = tasks.refused("sipx_setting", service="imbot", settings={path: SECRET + "\n"})
    gone = _setting(tasks, service="imbot", settings={path: None})
    for result in (done, again, changed, refused, gone):
        assert SECRET not in json.dumps(result)


# ---- gateways and ports


def test_an_unmanaged_gateway_has_no_settings(tasks: Tasks) -> None:
    tasks.do("sipx_gateway", name="pri", address="192.0.2.1")
    assert "is unmanaged" in tasks.refused("sipx_setting", gateway="pri", settings={"a/b": 1})["msg"]
    assert "did you mean 'pri'?" in tasks.refused("sipx_setting", gateway="prj", settings={"a/b": 1})["msg"]


def test_a_trunk_has_its_account(tasks: Tasks) -> None:
    tasks.do("sipx_gateway", name="trunk", address="192.0.2.1", model="sipTrunkStandard")
    settings = {"itsp-account/password": SECRET, "itsp-account/is-from-itsp": True, "itsp-account/registration-interval": 300}
    done = _setting(tasks, gateway="trunk", settings=settings)
    assert done["settings"]["itsp-account/is-from-itsp"]["value"] == "true"
    assert SECRET not in json.dumps(done)
    address = _setting(tasks, gateway="trunk", settings={"itsp-account/itsp-proxy-address": "proxy.example.net"})
    assert address["settings"]["itsp-account/itsp-proxy-address"]["default"] == "192.0.2.1"
    assert "hidden" in tasks.refused("sipx_setting", gateway="trunk", settings={"itsp-account/itsp-transport": "udp"})["msg"]


def test_a_port_has_settings_of_its_own(tasks: Tasks) -> None:
    tasks.do("sipx_gateway", name="fxo", address="192.0.2.1", model="audiocodesMP1X4_4_FXO")
    no_port = tasks.refused("sipx_setting", gateway="fxo", port=1, settings={"Port/Extension": 200})
    assert "has no ports" in no_port["msg"]
    tasks.run("sipx_gateway_port", gateway="fxo", count=2)
    _setting(tasks, gateway="fxo", port=2, settings={"Port/Extension": 200, "Port/AutomaticDialing": False})
    first = tasks.same("sipx_setting", gateway="fxo", port=1, settings={"Port/Extension": None})
    assert first["settings"]["Port/Extension"]["value"] == "operator"
    for port in (0, 3):
        assert "has 2 ports" in tasks.refused("sipx_setting", gateway="fxo", port=port, settings={"Port/Extension": 200})["msg"]


# ---- people


def test_several_settings_of_a_user_go_in_one_write(tasks: Tasks) -> None:
    tasks.run("sipx_setting", user="superadmin", settings={LOCAL: False, "im/im-account": True, "callfwd/timer": 30})
    assert tasks.writes == ["PUT /api/users/superadmin/settings"]
    tasks.same("sipx_setting", user="superadmin", settings={LOCAL: False, "im/im-account": True, "callfwd/timer": 30})


def test_a_setting_in_a_hidden_group_is_read_by_its_own_path(tasks: Tasks) -> None:
    done = _setting(tasks, user="superadmin", settings={"conference/enabled": True, "conference/bridgeId": 5})
    assert done["settings"]["conference/enabled"] == {"value": "true", "default": "false", "is_default": False}
    assert "not among its options" in tasks.refused("sipx_setting", user="superadmin", settings={"conference/enabled": "on?"})["msg"]
    assert "no setting 'conference'" in tasks.refused("sipx_setting", user="superadmin", settings={"conference": 1})["msg"]
    assert "is hidden" in tasks.refused("sipx_setting", user="superadmin", settings={PIN_CHANGE: True})["msg"]


def test_an_unknown_user_is_told_with_the_nearest(tasks: Tasks) -> None:
    refused = tasks.refused("sipx_setting", user="superadmn", settings={LOCAL: False})
    assert "there is no user 'superadmn'; did you mean 'superadmin'?" in refused["msg"]
    assert refused["failure"]["code"] == "unknown_reference"


def test_a_group_keeps_what_equals_the_default(tasks: Tasks) -> None:
    done = _setting(tasks, user_group="administrators", settings={LOCAL: True})
    assert done["settings"][LOCAL] == {"value": "ENABLE", "default": None, "is_default": False}
    done = _setting(tasks, user_group="administrators", settings={LOCAL: None})
    assert done["settings"][LOCAL] == {"value": None, "default": None, "is_default": True}
    assert tasks.same("sipx_setting", user_group="administrators", state="default", paths=[LOCAL])["changed"] is False


def test_a_group_tells_an_empty_value_from_none(tasks: Tasks) -> None:
    path = "caller-alias/external-number"
    assert _setting(tasks, user_group="administrators", settings={path: ""})["settings"][path]["value"] == ""
    assert _setting(tasks, user_group="administrators", settings={path: None})["settings"][path]["value"] is None


def test_a_group_has_the_settings_of_users_hidden_ones_included(tasks: Tasks) -> None:
    settings = {PIN_CHANGE: True, "conference/enabled": True, "voicemail/mailbox/voicemail-tui": "cpui"}
    _setting(tasks, user_group="administrators", settings=settings)
    refused = tasks.refused("sipx_setting", user_group="administrators", settings={"permission/call-handling/LokalDialing": True})
    assert f"did you mean '{LOCAL}'" in refused["msg"]
    refused = tasks.refused("sipx_setting", user_group="adminstrators", settings={LOCAL: True})
    assert "there is no user group 'adminstrators'; did you mean 'administrators'?" in refused["msg"]


def test_a_custom_permission_is_a_setting_too(tasks: Tasks) -> None:
    name = tasks.do("sipx_permission", label="NightCalls")["permission"]["name"]
    path = f"permission/call-handling/{name}"
    assert _setting(tasks, user_group="administrators", settings={path: True})["settings"][path]["value"] == "ENABLE"
    assert tasks.same("sipx_setting", user="superadmin", settings={path: True})["settings"][path]["default"] == "ENABLE"


def test_what_a_group_says_is_the_default_of_its_members(tasks: Tasks) -> None:
    _setting(tasks, user="superadmin", settings={"callfwd/timer": 45})
    _setting(tasks, user_group="administrators", settings={"callfwd/timer": 45})
    seen = tasks.same("sipx_setting", user="superadmin", settings={"callfwd/timer": 45})["settings"]["callfwd/timer"]
    assert seen == {"value": "45", "default": "45", "is_default": True}


def test_without_superadmin_any_user_tells_which_settings_there_are(tasks: Tasks) -> None:
    _post(tasks, "users", {"userName": "201", "pintoken": "1234", "sipPassword": SECRET, "aliases": []})
    state = tasks.pbx.state()
    users = state["tables"]["users"]
    next(user for user in users.values() if user["userName"] == "superadmin")["userName"] = "chief"
    tasks.pbx.load(state)
    tasks._connection["username"] = "chief"
    _setting(tasks, user_group="administrators", settings={LOCAL: False})


# ---- phones


@pytest.mark.parametrize("spelling", ["0004f2c0de01", "00:04:F2:C0:DE:01", "00-04-f2-c0-de-01", "0004.F2C0.DE01"])
def test_a_phone_is_named_by_its_mac_in_any_spelling(tasks: Tasks, spelling: str) -> None:
    _phone(tasks)
    path = "server/outboundProxy"
    assert _setting(tasks, phone=spelling, settings={path: "edge.example.net"})["settings"][path]["value"] == "edge.example.net"


def test_a_phone_that_is_not_there_is_told_with_the_nearest(tasks: Tasks) -> None:
    assert "the PBX has no phones" in tasks.refused("sipx_setting", phone="0004f2c0de02", settings={"a/b": 1})["msg"]
    _phone(tasks)
    assert "did you mean '0004f2c0de01'?" in tasks.refused("sipx_setting", phone="0004f2c0de02", settings={"a/b": 1})["msg"]


def test_a_serial_of_digits_is_not_taken_for_an_id(tasks: Tasks) -> None:
    _phone(tasks)
    _post(tasks, "phones", {"serialNo": "000413123456", "model": {"modelId": "polycom550"}, "deviceVersion": "polycom4.1.X"})
    _setting(tasks, phone="00:04:13:12:34:56", settings={"voice/volume": 7})
    refused = tasks.refused("sipx_setting", phone="000000001042", settings={"voice/volume": 7})
    assert "there is no phone '000000001042'" in refused["msg"]


def test_a_line_is_named_by_its_place_or_its_user(tasks: Tasks) -> None:
    _phone(tasks)
    path = "credential/displayName"
    _setting(tasks, phone="0004f2c0de01", line=1, settings={path: "Lobby"})
    tasks.same("sipx_setting", phone="0004f2c0de01", line_user="201", settings={path: "Lobby"})
    _setting(tasks, phone="0004f2c0de01", line_user="outside", settings={path: "Outside"})
    tasks.same("sipx_setting", phone="0004f2c0de01", line=2, settings={path: "Outside"})
    assert "has 2 lines" in tasks.refused("sipx_setting", phone="0004f2c0de01", line=3, settings={path: "x"})["msg"]
    assert "did you mean '201'?" in tasks.refused("sipx_setting", phone="0004f2c0de01", line_user="202", settings={path: "x"})["msg"]
    _post(tasks, "phones/0004f2c0de01/lines", {"user": "201"})
    assert "has 2 lines of '201'" in tasks.refused("sipx_setting", phone="0004f2c0de01", line_user="201", settings={path: "x"})["msg"]


def test_the_password_of_a_line_is_not_shown(tasks: Tasks) -> None:
    _phone(tasks)
    done = tasks.run("sipx_setting", phone="0004f2c0de01", line=1, settings={"credential/password": "another-" + SECRET})
    assert done["changed"] is True
    assert SECRET not in json.dumps(done)


def test_a_phone_group_keeps_what_equals_the_default(tasks: Tasks) -> None:
    _phone_group(tasks)
    settings = {"server/outboundProxy": "edge.example.net", "voice/volume": 5, "voice/codec": "G722"}
    done = _setting(tasks, phone_group="Lobby", model="polycom550", settings=settings)
    assert done["settings"]["voice/volume"] == {"value": "5", "default": "5", "is_default": False}
    reset = _setting(tasks, phone_group="Lobby", model="polycom550", state="default", paths=["voice/volume", "voice/codec"])
    assert reset["settings"]["voice/volume"] == {"value": None, "default": "5", "is_default": True}


def test_settings_of_a_phone_group_go_in_one_write_and_the_model_is_read_once(tasks: Tasks) -> None:
    _phone_group(tasks)
    tasks.run("sipx_setting", phone_group="Lobby", model="polycom550", settings={"voice/volume": 6, "voice/codec": "G722"})
    assert len(tasks.writes) == 1
    lists = [one for one in tasks.pbx.requests if one.method == "GET" and one.path.endswith("/settings")]
    assert len(lists) == 1


@pytest.mark.parametrize(
    ("group", "model", "settings", "told"),
    [
        ("Loby", "polycom550", {"voice/volume": 5}, "there is no phone group 'Loby'; did you mean 'Lobby'?"),
        ("administrators", "polycom550", {"voice/volume": 5}, "there is no phone group 'administrators'"),
        ("6", "polycom550", {"voice/volume": 5}, "there is no phone group '6'"),
        ("Lobby", "polycom551", {"voice/volume": 5}, "there is no phone model 'polycom551'; did you mean 'polycom550'"),
        ("Lobby", "polycom550", {"voice/volum": 5}, "did you mean 'voice/volume'"),
        ("Lobby", "polycom550", {"voice": 5}, "is a group of settings"),
        ("Lobby", "polycom550", {"server/outboundProxy": ""}, "write null to unset it"),
    ],
)
def test_what_a_phone_group_cannot_have(tasks: Tasks, group: str, model: str, settings: dict[str, Any], told: str) -> None:
    _phone_group(tasks)
    assert told in tasks.refused("sipx_setting", phone_group=group, model=model, settings=settings)["msg"]


# ---- park orbits


def test_an_orbit_is_named_by_name_or_extension(tasks: Tasks) -> None:
    _post(tasks, "orbits", {"name": "lobbypark", "extension": "7701", "enabled": True, "server": "pbx1.voice.test"})
    _setting(tasks, park_orbit="lobbypark", settings={"general/enableTimeout": True, "general/parkTimeout": 90})
    tasks.same("sipx_setting", park_orbit="7701", settings={"general/enableTimeout": True, "general/parkTimeout": 90})
    refused = tasks.refused("sipx_setting", park_orbit="7701", settings={"general/parkTimeout": 20, "general/transferKey": "##"})
    assert "write 30 to 300" in refused["msg"]
    assert "there is room for 1" in refused["msg"]
    assert "did you mean 'lobbypark'?" in tasks.refused("sipx_setting", park_orbit="loby-park", settings={"a/b": 1})["msg"]


def test_a_planned_orbit_is_known_by_name(tasks: Tasks) -> None:
    from ansible_collections.sipxcom.pbx.plugins.plugin_utils import _control

    pbx = tasks.pbx
    connection = {"url": pbx.url, "ca_path": pbx.ca_path, "username": pbx.username, "password": pbx.password}
    _control._LINKS.clear()
    _control.run("sipx_park_orbit", {**connection, "name": "new", "extension": "7701"}, {}, check=True, diff=True)
    done = _control.run(
        "sipx_setting", {**connection, "park_orbit": "new", "settings": {"general/parkTimeout": 90}}, {}, check=True, diff=True
    )
    assert (done["changed"], done["settings"]["general/parkTimeout"]["value"]) == (True, "90")


# ---- time servers: a list and nothing else


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_time_servers_are_written_together_whatever_their_number(tasks: Tasks) -> None:
    done = _setting(tasks, service="ntp", settings={"ntp-config/server-0": "ntp1.example.net"})
    assert done["settings"]["ntp-config/server-0"] == {"value": "ntp1.example.net", "default": "0.pool.ntp.org", "is_default": False}
    tasks.run("sipx_setting", service="ntp", settings={"ntp-config/server-1": "ntp2.example.net", "ntp-config/provide-time": True})
    assert tasks.writes == ["PUT /api/timezone/settings"]
    assert '"value":"1"' in tasks.bodies[0].replace(" ", "")


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_time_servers_are_reset_by_writing_their_default(tasks: Tasks) -> None:
    _setting(tasks, service="ntp", settings={"ntp-config/server-0": "ntp1.example.net", "ntp-config/server-3": "ntp4.example.net"})
    assert len(tasks.pbx.state()["services"]["ntp"]) == 2
    reset = _setting(tasks, service="ntp", state="default", paths=["ntp-config/server-0", "ntp-config/server-3"])
    assert reset["settings"]["ntp-config/server-0"] == {"value": "0.pool.ntp.org", "default": "0.pool.ntp.org", "is_default": True}
    assert reset["settings"]["ntp-config/server-3"] == {"value": None, "default": None, "is_default": True}
    assert tasks.pbx.state().get("services", {}).get("ntp", {}) == {}
    emptied = _setting(tasks, service="ntp", settings={"ntp-config/server-1": ""})
    assert emptied["settings"]["ntp-config/server-1"] == {"value": None, "default": "1.pool.ntp.org", "is_default": False}


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"ntp-config/server-9": "x"}, "the settings of service 'ntp' have no setting 'ntp-config/server-9'; did you mean"),
        ({"ntp-config": "x"}, "is a group of settings"),
        ({"ntp-config/local-clock": "sometimes"}, "is neither of the words '0', '1'"),
        ({"ntp-sysconfig/timezone": "Europe/Prague"}, "is hidden by the server"),
        ({"ntp-config/networks-allowed": "x" * 1001}, "there is room for 1000"),
    ],
)
def test_what_time_servers_cannot_be(tasks: Tasks, settings: dict[str, Any], told: str) -> None:
    assert told in tasks.refused("sipx_setting", service="ntp", settings=settings)["msg"]


def test_a_pbx_without_time_server_settings_says_so(tasks: Tasks) -> None:
    refused = tasks.refused("sipx_setting", service="ntp", settings={"ntp-config/server-0": "ntp1.example.net"})
    assert "the API of this PBX has no time server settings" in refused["msg"]
    assert refused["failure"]["code"] == "refused"


# ---- trouble on the way


@pytest.mark.parametrize("action", ["drop_before", "drop_after"])
def test_a_lost_answer_is_looked_into(tasks: Tasks, action: str) -> None:
    settings = {"vsftp-config/anonymous_enable": True, "vsftp-config/pasv_min_port": 50010}
    tasks.pbx.add_fault(action, method="PUT", path="/api/ftp")
    done = tasks.run("sipx_setting", service="ftp", settings=settings)
    assert done["changed"] is True
    tasks.same("sipx_setting", service="ftp", settings=settings)


@pytest.mark.parametrize("tasks", ["fork"], indirect=True)
def test_the_fork_is_served_as_well(tasks: Tasks) -> None:
    _setting(tasks, service="ivr", settings={"ivr/tts": False, "ivr/tts_voice": "awb"})
    assert "have no setting" in tasks.refused("sipx_setting", service="ivr", settings={"ivr/ttts": False})["msg"]
    _setting(tasks, user_group="administrators", settings={"permission/application/rest": True})
