# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What differs between the servers that the simulator can play."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Edition:
    """One kind of server.

    sipxcom is the public server, fork its newer continuation, uniteme the commercial edition of the public server.
    """

    name: str
    real_framework_status: bool = False
    """/api: framework errors carry their own status and no body, instead of 500 with a text."""
    prefix_routes: bool = True
    """/rest: a route matches the beginning of the path, the longest match wins."""
    empty_rest_status: int = 200
    """/rest: status of a success without a body."""
    unimplemented_status: int = 500
    """/rest: an allowed method without code behind it."""
    json_null_text: str = "null"
    """/rest: what JSON null becomes when it is read into a text."""
    plain_json: str = "text/plain; charset=ISO-8859-1"
    """/rest: the label of JSON that is not written by XStream (assumed for the fork)."""
    rest_server: str = "Noelios-Restlet-Engine/1.1.4"
    api_server: str = "Jetty(9.1.5.v20140505)"
    jaxrs: str = "javax.ws.rs"
    jackson: str = "org.codehaus.jackson"
    frame_policy: bool = False
    """Sends the Content-Security-Policy header."""
    rest_permission: bool = False
    """Users with the application permission 'rest' may use the administrator's resources."""
    erls: bool = False
    """Emergency response locations exist."""
    license: bool = False
    """The licence resource exists."""


EDITIONS: dict[str, Edition] = {
    "sipxcom": Edition("sipxcom"),
    "uniteme": Edition("uniteme", erls=True, license=True),
    "fork": Edition(
        "fork",
        real_framework_status=True,
        prefix_routes=False,
        empty_rest_status=204,
        unimplemented_status=405,
        json_null_text="",
        plain_json="application/json",
        rest_server="Restlet-Framework/2.6.0",
        api_server="Jetty(12.0.15)",
        jaxrs="jakarta.ws.rs",
        jackson="com.fasterxml.jackson",
        frame_policy=True,
        rest_permission=True,
    ),
}
