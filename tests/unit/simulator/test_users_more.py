# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""More of /api/users: deletion, groups, who administers, the caller, and the fork."""

from __future__ import annotations

from .clients import AS_JSON, AS_XML, Client
from .records import EMPTY, PROLOG, get, group, rest_user, set_value, user
from .user_records import names, put

# ---- delete


def test_delete_is_by_user_name_only(client: Client) -> None:
    user(client, aliases=["lena"])
    for name in ("lena", "nobody"):
        response = client.api("DELETE", f"/users/{name}")
        assert (response.status_code, response.text) == (500, "java.lang.NullPointerException")
    response = client.api("DELETE", "/users/4127")
    assert (response.status_code, response.content) == (200, EMPTY)
    assert client.api("GET", "/users/4127").status_code == 404


def test_superadmin_can_be_deleted_here(client: Client) -> None:
    assert client.api("DELETE", "/users/superadmin").status_code == 200
    assert client.api("GET", "/users").status_code == 401


# ---- groups of a user


def test_groups_of_a_user(client: Client) -> None:
    user(client)
    assert client.api("GET", "/users/4127/groups").json() == {"groups": []}
    group(client, "strong", 9)
    group(client, "weak", 2)
    for name in ("strong", "weak", "weak"):
        response = client.api("POST", f"/users/4127/groups/{name}")
        assert (response.status_code, response.content) == (200, EMPTY)
    found = client.api("GET", "/users/4127/groups").json()["groups"]
    assert [row["name"] for row in found] == ["weak", "strong"]
    assert found[0] == {"id": 13, "name": "weak", "description": None, "weight": 2, "count": None}
    text = client.api("GET", "/users/4127/groups", headers=AS_XML).text
    assert text.endswith(
        "<Groups><Group><id>13</id><name>weak</name><weight>2</weight></Group>"
        "<Group><id>12</id><name>strong</name><weight>9</weight></Group></Groups>"
    )


def test_adding_to_an_unknown_group_makes_it(client: Client) -> None:
    user(client)
    client.api("POST", "/users/4127/groups/77")
    assert get(client)["groups"][0]["name"] == "77"


def test_leaving_groups(client: Client) -> None:
    user(client, groups=[{"name": "a"}, {"name": "b"}])
    for _ignored in range(2):
        assert client.api("DELETE", "/users/4127/groups/a").status_code == 200
    assert [row["name"] for row in get(client)["groups"]] == ["b"]
    assert client.api("DELETE", "/users/4127/groups/none").status_code == 404
    assert client.api("DELETE", "/users/4127/groups").status_code == 200
    assert get(client)["groups"] is None
    for method in ("GET", "DELETE"):
        assert client.api(method, "/users/nobody/groups").status_code == 404
    assert client.api("POST", "/users/nobody/groups/a").status_code == 404


def test_superadmin_can_lose_his_group(client: Client) -> None:
    assert client.api("DELETE", "/users/superadmin/groups").status_code == 200
    assert client.api("GET", "/users").status_code == 403


# ---- who administers


def test_members_of_administrators_administer(client: Client) -> None:
    user(client, pintoken="pw", aliases=["lena"])
    other = Client(client.pbx, "lena", "pw")
    assert other.api("GET", "/users").status_code == 403
    client.api("POST", "/users/4127/groups/administrators")
    assert other.api("GET", "/users").status_code == 200
    set_value(client, "/users/4127/settings/permission/application/superadmin", "DISABLE")
    assert other.api("GET", "/users").status_code == 403
    other.close()


def test_the_rest_permission_of_the_fork(fork: Client) -> None:
    user(fork, pintoken="pw")
    other = Client(fork.pbx, "4127", "pw")
    assert other.api("GET", "/users").status_code == 403
    set_value(fork, "/users/4127/settings/permission/application/rest", "ENABLE")
    assert other.api("GET", "/users").status_code == 200
    other.close()


# ---- the caller


def test_my_user(client: Client) -> None:
    user(client, pintoken="pw", sipPassword="sip")
    me = Client(client.pbx, "4127", "pw")
    assert me.api("GET", "/my/user").json() == get(client)
    assert me.api("GET", "/my/user/").json()["sipPassword"] == "sip"
    response = me.api("PUT", "/my/user", json={"firstName": "x"})
    assert (response.status_code, response.content) == (403, EMPTY)
    path = "/my/user/settings/caller-alias/external-number"
    assert me.api("GET", path).json()["value"] is None
    assert me.api("GET", "/my/user/settings").json()["settings"][0]["path"] == "permission/application/superadmin"
    assert me.api("GET", "/my/user/settings/nothing").status_code == 404
    for method, where in (("PUT", path), ("DELETE", path), ("PUT", "/my/user/settings")):
        assert me.api(method, where, data="x").status_code == 403
    me.close()


# ---- phones of a user


def test_phones_of_a_user(client: Client) -> None:
    user(client, aliases=["lena"])
    client.api("POST", "/phones", json={"serialNo": "0004f2c0de01", "model": {"modelId": "polycom550"}})
    client.api("POST", "/phones/0004f2c0de01/lines", json={"user": "lena"})
    for path in ("/users/name/4127/phones", "/users/name/lena/phones", "/users/id/37/phones"):
        assert [row["serialNo"] for row in client.api("GET", path).json()["phones"]] == ["0004f2c0de01"]
    assert client.api("GET", "/users/id/99/phones").json() == {"phones": []}
    assert client.api("GET", "/users/name/superadmin/phones").json() == {"phones": []}
    assert client.api("GET", "/users/name/nobody/phones").status_code == 500
    assert client.api("GET", "/users/id/x/phones").status_code == 500


# ---- the fork


def test_the_fork_lists_permissions_in_a_user(fork: Client) -> None:
    user(fork, permissions=["900Dialing"])
    found = get(fork)
    assert list(found)[-1] == "permissions"
    assert "900Dialing" in found["permissions"]
    assert "superadmin" not in found["permissions"]
    made = fork.rest("PUT", "/permission", "<permission><label>Night</label></permission>")
    assert made.status_code == 201
    put(fork, {"permissions": ["Night"]})
    assert any(name.startswith("perm_") for name in get(fork)["permissions"])
    assert put(fork, {"permissions": ["no such label"]}).status_code == 500


def test_members_of_a_group_in_the_fork(fork: Client, client: Client) -> None:
    user(fork, groups=[{"name": "a"}])
    assert names(fork, "/group/a") == ["4127"]
    assert names(fork, "/group/none") == []
    assert client.api("GET", "/users/group/a").status_code == 500


def test_superadmin_hangs_in_the_right_place(client: Client) -> None:
    found = client.rest("GET", "/user/1", headers=AS_JSON).json()["user"]
    assert [row["name"] for row in found["groups"]] == ["administrators"]
    assert PROLOG in client.rest("PUT", "/user", rest_user("4127")).text
