# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""sipx_server: the record, and features switched in an order that the server takes."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sipxcom.pbx.plugins.module_utils._resources import _features

from ..tasks import Tasks

PRIMARY = "pbx1.voice.test"
SECOND = {"host": "pbx2.voice.test", "ip": "192.0.2.12", "description": "Second"}


def switches(tasks: Tasks, server: object = 1) -> dict[str, bool]:
    """All features of a server as the PBX has them."""
    state = tasks.pbx.state()["features"]
    names = state["global"] if server == "global" else state.get(str(server), [])
    return dict.fromkeys(names, True)


# ---- the record


def test_a_server_is_made_changed_renamed_and_deleted(tasks: Tasks) -> None:
    done = tasks.do("sipx_server", **SECOND)
    assert done["server"] == {**SECOND, "id": 2, "primary": False, "registered": False}
    assert "warnings" not in done
    done = tasks.do("sipx_server", host=SECOND["host"], description="Branch")
    assert (done["server"]["ip"], done["server"]["description"]) == (SECOND["ip"], "Branch")
    done = tasks.do("sipx_server", host="pbx3.voice.test", old_host=SECOND["host"], ip="192.0.2.13")
    assert done["warnings"] == [
        "host and ip of server 'pbx3.voice.test' change in the PBX only: the machine itself must be set up anew to match"
    ]
    assert tasks.do("sipx_server", host="pbx3.voice.test", ip=None)["server"]["ip"] is None
    assert tasks.do("sipx_server", host="pbx3.voice.test", state="absent")["server"] is None


def test_what_differs_not_is_not_sent(tasks: Tasks) -> None:
    """Saving a server redeploys whatever contains addresses."""
    tasks.same("sipx_server", host=PRIMARY, ip="192.0.2.10", description="Primary")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"host": "2"}, "is no host name"),
        ({"host": "a b"}, "is no host name"),
        ({"host": "a.xml"}, "is no host name"),
        ({**SECOND, "ip": "192.0.2"}, "is no IP address"),
        ({"host": "pbx2.voice.test"}, "a new one needs description"),
        ({"host": PRIMARY, "description": ""}, "description cannot be empty"),
        ({"host": PRIMARY, "state": "absent"}, "is the primary one and cannot be deleted"),
        ({"host": "pbx2.voice.test", "must_exist": True}, "did you mean 'pbx1.voice.test'"),
    ],
)
def test_what_cannot_be_is_refused(tasks: Tasks, args: dict[str, Any], said: str) -> None:
    assert said in tasks.refused("sipx_server", **args)["msg"]


def test_an_address_that_is_taken_is_told_in_words(tasks: Tasks) -> None:
    assert "host name or IP address belongs to another server" in tasks.run("sipx_server", **{**SECOND, "ip": "192.0.2.10"})["msg"]


def test_a_creation_without_an_answer_is_adopted(tasks: Tasks) -> None:
    tasks.pbx.add_fault("drop_after", method="POST", path="/api/servers")
    assert tasks.run("sipx_server", **SECOND)["server"]["id"] == 2
    assert len(tasks.writes) == 1


def test_a_server_with_features_is_not_deleted_by_accident(tasks: Tasks) -> None:
    tasks.do("sipx_server", **SECOND, features={"ftp": True})
    assert "still has the features ftp" in tasks.refused("sipx_server", host=SECOND["host"], state="absent")["msg"]
    tasks.do("sipx_server", host=SECOND["host"], state="absent", force=True)


# ---- bundles


def test_a_bundle_stands_for_all_its_features_but_those_that_are_named(tasks: Tasks) -> None:
    before = switches(tasks)
    done = tasks.do("sipx_server", host=PRIMARY, bundles={"provision": True}, features={"dhcpd": False})
    assert done["server"]["features"] == {"ftp": True, "tftp": True, "phonelog": True, "provision": True, "dhcpd": False}
    assert switches(tasks) == {**before, **dict.fromkeys(("ftp", "tftp", "phonelog", "provision"), True)}
    done = tasks.do("sipx_server", host=PRIMARY, bundles={"provision": "off"}, features={"dhcpd": False})
    assert set(done["server"]["features"].values()) == {False}
    assert switches(tasks) == before


def test_a_bundle_has_global_features_too_after_what_they_need(tasks: Tasks) -> None:
    """The whole of telephony, on a PBX where nothing is on: intercom is global, and needs the proxy of a server."""
    state = tasks.pbx.state()
    state["features"] = {"global": [], "1": ["mongo"]}
    tasks.pbx.load(state)
    done = tasks.do("sipx_server", host=PRIMARY, bundles={"coreTelephony": True, "im": True})
    assert done["server"]["global_features"] == {"intercom": True}
    assert {"proxy", "registrar", "rls", "imbot", "recording"} <= set(switches(tasks))


def test_two_bundles_that_share_a_feature_are_switched_alike_or_it_is_named(tasks: Tasks) -> None:
    """Else the DHCP server of the network would go away with the provisioning of phones."""
    for bundles in ({"provision": False}, {"core": True, "provision": False}):
        said = tasks.refused("sipx_server", host=PRIMARY, bundles=bundles)["msg"]
        assert "dhcpd belongs to core and provision: say in features whether it shall be on" in said
    done = tasks.do("sipx_server", host=PRIMARY, bundles={"core": True, "provision": True})
    assert done["server"]["features"]["dhcpd"] is True


@pytest.mark.parametrize(
    ("bundles", "said"),
    [
        ({"provison": True}, "there is no bundle 'provison'; did you mean 'provision'?"),
        ({"provision": "perhaps"}, "bundles: {'provision': 'perhaps'} has no switch for provision: write true or false"),
        ({"callCenter": True}, "'callCenter' cannot be on, because it has no features on this PBX"),
        ({"coreTelephony": False}, "need each other"),
    ],
)
def test_bundles_that_cannot_be_are_refused(tasks: Tasks, bundles: dict[str, Any], said: str) -> None:
    assert said in tasks.refused("sipx_server", host=PRIMARY, bundles=bundles)["msg"]


def test_a_bundle_without_features_is_off(tasks: Tasks) -> None:
    tasks.same("sipx_server", host=PRIMARY, bundles={"callCenter": False})


# ---- features


def test_a_new_server_gets_its_features(tasks: Tasks) -> None:
    done = tasks.do("sipx_server", **SECOND, features={"ftp": True, "tftp": "yes", "phonelog": False})
    assert done["server"]["features"] == {"ftp": True, "tftp": True, "phonelog": False}
    assert switches(tasks, 2) == {"ftp": True, "tftp": True}


def test_what_is_not_named_stays(tasks: Tasks) -> None:
    before = switches(tasks)
    tasks.do("sipx_server", host=PRIMARY, features={"ftp": True})
    assert switches(tasks) == {**before, "ftp": True}
    tasks.do("sipx_server", host=PRIMARY, features={"ftp": False})
    assert switches(tasks) == before


def test_the_primary_gets_what_a_feature_needs_and_it_is_foretold(tasks: Tasks) -> None:
    foretold = tasks.run("sipx_server", host=PRIMARY, features={"systemaudit": True}, check=True)
    assert foretold["server"]["features"] == {"systemaudit": True, "elasticsearch": True}
    done = tasks.do("sipx_server", host=PRIMARY, features={"systemaudit": True})
    assert done["server"]["features"] == foretold["server"]["features"]


def test_prerequisites_first_and_dependants_last(tasks: Tasks) -> None:
    tasks.do("sipx_server", host=PRIMARY, features={"recording": True, "authCode": True})
    tasks.run("sipx_server", host=PRIMARY, features={"conference": False, "recording": False})
    assert tasks.writes == [f"DELETE /api/servers/{PRIMARY}/features/{name}" for name in ("recording", "conference")]
    tasks.run("sipx_server", host=PRIMARY, features={"recording": True, "conference": True})
    assert tasks.writes == [f"PUT /api/servers/{PRIMARY}/features/{name}" for name in ("conference", "recording")]


def test_a_second_server_must_be_told_all_that_is_needed(tasks: Tasks) -> None:
    tasks.do("sipx_server", **SECOND)
    failed = tasks.refused("sipx_server", host=SECOND["host"], features={"conference": True})
    assert "conference needs freeSwitch on server 'pbx2.voice.test': switch that on as well" in failed["msg"]
    tasks.do("sipx_server", host=SECOND["host"], features={"conference": True, "freeSwitch": True})
    tasks.do("sipx_server", host=SECOND["host"], features={"registrar": True, "proxy": True})
    assert set(switches(tasks, 2)) == {"freeSwitch", "conference", "proxy", "registrar"}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"features": {"confrence": True}}, "there is no feature 'confrence'; did you mean 'conference'?"),
        ({"features": {"snmp": True}}, "'snmp' belongs to all servers together: write it in global_features"),
        ({"global_features": {"ftp": True}}, "'ftp' belongs to single servers: write it in features"),
        ({"features": {"natTraversal": True}}, "there is no feature 'natTraversal'"),
        ({"features": {"ftp": "perhaps"}}, "has no switch for ftp: write true or false"),
        ({"features": {"ftp": None}}, "has no switch for ftp: write true or false"),
        ({"features": {"freeSwitch": False}}, "needs freeSwitch: switch that off as well"),
        ({"features": {"recording": True, "conference": False}}, "recording needs conference on server"),
        ({"features": {"moh": False, "ivr": False, "mwi": False}}, "need each other"),
        ({"global_features": {"mail": False}}, "alarms needs mail: switch that off as well"),
        ({"features": {"ftp": True}, "global_features": {"intercom": True, "mail": False}}, "alarms needs mail"),
    ],
)
def test_wishes_that_cannot_be_are_refused_before_anything_is_sent(tasks: Tasks, args: dict[str, Any], said: str) -> None:
    assert said in tasks.refused("sipx_server", host=PRIMARY, **args)["msg"]


def test_the_server_would_store_any_name(tasks: Tasks) -> None:
    """The trap behind the check of names: it answers 200."""
    done = tasks.run("sipx_api", method="PUT", path="/api/servers/1/features/confrence")
    assert (done["status"], "confrence" in switches(tasks)) == (200, True)


def test_one_server_only(tasks: Tasks) -> None:
    tasks.do("sipx_server", **SECOND)
    failed = tasks.refused("sipx_server", host=SECOND["host"], features={"saa": True})
    assert "saa works on one server only, and is on another one" in failed["msg"]
    assert "primary server only" in tasks.refused("sipx_server", host=SECOND["host"], features={"sipxcdr": True})["msg"]


def test_what_runs_elsewhere_too_may_go_here(tasks: Tasks) -> None:
    tasks.do("sipx_server", **SECOND, features={"registrar": True, "proxy": True})
    tasks.do("sipx_server", host=SECOND["host"], features={"registrar": False, "proxy": False})


def test_global_features(tasks: Tasks) -> None:
    tasks.do("sipx_server", host=PRIMARY, global_features={"alarms": False, "snmp": False})
    assert tasks.pbx.state()["features"]["global"] == ["sipxlogwatcher", "mail", "fail2ban", "ntpd", "firewall", "natTraversal"]
    done = tasks.do("sipx_server", host=PRIMARY, global_features={"alarms": True})
    assert done["server"]["global_features"] == {"alarms": True, "snmp": True, "sipxlogwatcher": True, "mail": True}


@pytest.mark.parametrize("repairs", [True, False])
def test_every_feature_comes_after_what_it_needs(repairs: bool) -> None:
    names = {*_features.SAME, *_features.ANYWHERE, *(name for needed in _features.SAME.values() for name in needed)}
    place = _features.Place("server", dict.fromkeys(names, False), {}, repairs, _features.SAME, _features.ANYWHERE)
    order = _features.in_order(place)
    assert set(order) == names
    for name in names:
        for needed, same in place.needs(name).items():
            if needed in names and (place.needs(needed).get(name) is None or same is not repairs):
                assert order.index(needed) < order.index(name)


def test_info_shows_all_features_of_each_server(tasks: Tasks) -> None:
    tasks.do("sipx_server", **SECOND)
    first, second = tasks.run("sipx_info", kind="server", details=True)["records"]
    assert (first["features"]["ivr"], second["features"]["ivr"], first["global_features"]["snmp"]) == (True, False, True)
    assert "features" not in tasks.run("sipx_info", kind="server")["records"][0]
