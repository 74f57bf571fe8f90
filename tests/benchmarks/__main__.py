# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``make bench``: measures, in one run against one simulator, and writes build/bench.json and a table.

``python -m tests.benchmarks --items 200 --phones 500``. The method stands in docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests

from tests.simulator import Simulator
from tests.tools import layout

HERE = Path(__file__).parent
OUTPUT = layout.BUILD / "bench.json"
#: So many of the phones differ in the third run.
CHANGED = 10
PLAYBOOK = str(Path(sys.executable).with_name("ansible-playbook"))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--items", type=int, default=200, help="how many items the loop has (default: 200)")
    parser.add_argument("--phones", type=int, default=500, help="how many phones are provisioned (default: 500)")
    parser.add_argument("--only", choices=list(PARTS), help="measure this part alone, and print its table only")
    given = parser.parse_args()
    layout.link_collection()
    figures = {key: measure(given) for key, (measure, _table) in PARTS.items() if given.only in (None, key)}
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print("\n\n".join(PARTS[key][1](found) for key, found in figures.items()))
    print(f"\nWritten to {OUTPUT.relative_to(layout.ROOT)}")


def loop_no_change(items: int) -> dict[str, Any]:
    """Seconds per item of a loop in which nothing differs, four ways, and what it costs the PBX."""
    with Simulator() as pbx:
        say(f"seeding {items} gateways")
        ids = seed_gateways(pbx, items)
        say("the playbook: in process, with uri, as an ordinary module (some minutes)")
        pbx.clear_requests()
        connections = pbx.logins
        times = play(pbx, HERE / "playbooks" / "loop.yml", {"items": items, "gateway_ids": ids}, stop_after="In process")
        own_requests, logins = len(pbx.requests), pbx.logins - connections
        times |= play(pbx, HERE / "playbooks" / "loop.yml", {"items": items, "gateway_ids": ids}, start_at="With uri")
        say("plain requests in one session")
        plain = plain_requests(pbx, ids)
    return {
        "items": items,
        "in_process": times["In process"] / items,
        "ordinary_module": times["As an ordinary module"] / items,
        "uri": times["With uri"] / items,
        "requests": plain / items,
        "http_requests_per_item": own_requests / items,
        "logins": logins,
    }


def e911() -> dict[str, Any]:
    """The four-floor playbook, from an empty PBX and with nothing to change: seconds and requests to the PBX."""
    say("the e911 playbook from empty, and unchanged")
    variables = json.loads((HERE / "building.json").read_text(encoding="utf-8"))
    with Simulator() as pbx:
        for floor in variables["e911_floors_floors"]:
            for user in floor["users"]:
                post(pbx, "/api/users", {"userName": user, "aliases": []})
        figures: dict[str, Any] = {"floors": len(variables["e911_floors_floors"])}
        for run in ("from_empty", "unchanged"):
            pbx.clear_requests()
            began = time.perf_counter()
            play(pbx, layout.ROOT / "playbooks" / "e911_floors.yml", variables)
            figures[run] = {"seconds": time.perf_counter() - began, "http_requests": len(pbx.requests)}
            figures[run]["writes"] = sum(request.method != "GET" for request in pbx.requests)
    if figures["unchanged"]["writes"]:
        raise SystemExit("the second run of the e911 playbook wrote something")
    return figures


def phones(count: int) -> dict[str, Any]:
    """The phones playbook for phones with two lines each: from empty, unchanged, and with ten of them changed."""
    say(f"the phones playbook with {count} phones, three times")
    users = [f"{2000 + number}" for number in range(count)]
    devices = [
        {"serial": f"0004f2{number:06x}", "description": f"Room {number}", "lines": [{"user": name}, {"user": users[number - 1]}]}
        for number, name in enumerate(users)
    ]
    changed = [{**device, "description": "Moved"} if number % (count // CHANGED) == 0 else device for number, device in enumerate(devices)]
    common = {"model": "polycom550", "firmware": "polycom4.1.X", "groups": ["desks"]}
    figures: dict[str, Any] = {"phones": count, "changed_phones": CHANGED}
    with Simulator() as pbx:
        for name in users:
            post(pbx, "/api/users", {"userName": name, "aliases": []})
        for run, listed in (("from_empty", devices), ("unchanged", devices), ("ten_changed", changed)):
            pbx.clear_requests()
            began = time.perf_counter()
            variables = {"phones_groups": [{"name": "desks"}], "phones_defaults": common, "phones_devices": listed}
            play(pbx, layout.ROOT / "playbooks" / "phones.yml", variables)
            seconds, asked = time.perf_counter() - began, len(pbx.requests)
            figures[run] = {"seconds": seconds, "http_requests": asked, "writes": sum(one.method != "GET" for one in pbx.requests)}
            figures[run] |= {"seconds_per_phone": seconds / count, "http_requests_per_phone": asked / count}
    if figures["unchanged"]["writes"]:
        raise SystemExit("the second run of the phones playbook wrote something")
    return figures


def seed_gateways(pbx: Simulator, items: int) -> list[int]:
    """Gateways as the loop wants them; their ids."""
    caller_id = {"anonymous": False, "ignoreUserInfo": True, "transformUserExtension": False, "addPrefix": None, "keepDigits": 0}
    more = {"displayName": None, "urlParameters": None}
    return [
        post(
            pbx,
            "/api/gateways",
            {
                "name": f"bench-{number:03d}",
                "model": {"modelId": "genericGatewayStandard"},
                "enabled": True,
                "address": "10.20.0.5",
                "addressPort": 5060,
                "addressTransport": "udp",
                "callerAliasInfo": {"defaultCallerAlias": f"42355501{number % 100:02d}", **caller_id, **more},
            },
        )
        for number in range(items)
    ]


def post(pbx: Simulator, path: str, body: dict[str, Any]) -> int:
    answer = requests.post(pbx.url + "/sipxconfig" + path, json=body, auth=(pbx.username, pbx.password), verify=pbx.ca_path, timeout=30)
    answer.raise_for_status()
    return int(answer.text)


def plain_requests(pbx: Simulator, ids: list[int]) -> float:
    """Seconds for one GET per gateway in one session: what the network and the PBX cost at the least."""
    with requests.Session() as session:
        session.auth, session.verify, session.trust_env = (pbx.username, pbx.password), pbx.ca_path, False
        began = time.perf_counter()
        for ident in ids:
            session.get(f"{pbx.url}/sipxconfig/api/gateways/{ident}", timeout=30).raise_for_status()
        return time.perf_counter() - began


def play(pbx: Simulator, playbook: Path, variables: dict[str, Any], *, start_at: str = "", stop_after: str = "") -> dict[str, float]:
    """Runs a playbook; seconds by task name. C(stop_after) runs that task alone."""
    times = layout.BUILD / "bench-times.json"
    times.parent.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "SIPX_URL": pbx.url,
        "SIPX_USERNAME": pbx.username,
        "SIPX_PASSWORD": pbx.password,
        "SIPX_CA_PATH": pbx.ca_path,
        "ANSIBLE_CONFIG": str(layout.ROOT / "ansible.cfg"),
        "ANSIBLE_COLLECTIONS_PATH": str(layout.COLLECTIONS),
        "ANSIBLE_CALLBACK_PLUGINS": str(HERE / "callback_plugins"),
        "ANSIBLE_CALLBACKS_ENABLED": "task_times",
        "ANSIBLE_CONNECTION_PLUGINS": str(layout.ROOT / "tests" / "playbooks" / "connection_plugins"),
        "BENCH_TIMES": str(times),
    }
    given = layout.BUILD / "bench-variables.json"  # too long for a command line
    given.write_text(json.dumps(variables), encoding="utf-8")
    command = [PLAYBOOK, "-i", str(HERE / "inventory.yml"), str(playbook), "-e", f"@{given}"]
    command += ["--start-at-task", start_at] if start_at else []
    command += ["--tags", "in_process"] if stop_after else []
    done = subprocess.run(command, env=environment, cwd=layout.ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{playbook.name} failed:\n{done.stdout[-3000:]}\n{done.stderr[-1000:]}")
    return dict(json.loads(times.read_text(encoding="utf-8")))


def loop_table(loop: dict[str, Any]) -> str:
    """The figures for a person: milliseconds, and how many times slower than in process."""
    own = loop["in_process"]
    rows = [
        ("in process", "in_process"),
        ("ordinary module", "ordinary_module"),
        ("ansible.builtin.uri", "uri"),
        ("plain requests", "requests"),
    ]
    lines = [
        f"A loop of {loop['items']} gateways, nothing to change",
        "",
        "| way | ms an item | times in process |",
        "| --- | ---: | ---: |",
    ]
    lines += [f"| {name} | {loop[key] * 1000:.1f} | {loop[key] / own:.1f} |" for name, key in rows]
    lines += ["", f"In process: {loop['http_requests_per_item']:.3f} HTTP requests an item, {loop['logins']} login(s) for the whole loop."]
    return "\n".join(lines)


def e911_table(plan: dict[str, Any]) -> str:
    """Seconds and requests of the e911 playbook."""
    lines = [
        f"The e911 playbook for {plan['floors']} floors",
        "",
        "| run | seconds | HTTP requests | writes |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, key in (("from empty", "from_empty"), ("unchanged", "unchanged")):
        run = plan[key]
        lines.append(f"| {name} | {run['seconds']:.1f} | {run['http_requests']} | {run['writes']} |")
    return "\n".join(lines)


def phones_table(fleet: dict[str, Any]) -> str:
    """Seconds and requests of the phones playbook, whole and for each phone."""
    lines = [
        f"The phones playbook for {fleet['phones']} phones with two lines each",
        "",
        "| run | seconds | ms a phone | HTTP requests | a phone | writes |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, key in (("from empty", "from_empty"), ("unchanged", "unchanged"), (f"{fleet['changed_phones']} changed", "ten_changed")):
        run = fleet[key]
        cells = (
            f"{run['seconds']:.1f}",
            f"{run['seconds_per_phone'] * 1000:.1f}",
            run["http_requests"],
            f"{run['http_requests_per_phone']:.2f}",
            run["writes"],
        )
        lines.append(f"| {name} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def say(text: str) -> None:
    print(f"... {text}", flush=True)


#: By key in the figures: what measures it, given the command line, and what makes a table of it.
PARTS: dict[str, tuple[Callable[[argparse.Namespace], dict[str, Any]], Callable[[dict[str, Any]], str]]] = {
    "loop_no_change": (lambda given: loop_no_change(given.items), loop_table),
    "e911": (lambda given: e911(), e911_table),
    "phones": (lambda given: phones(given.phones), phones_table),
}


if __name__ == "__main__":
    main()
