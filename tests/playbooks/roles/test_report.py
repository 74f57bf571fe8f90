# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The page of the role e911_report: what stands on it, for people and for screen readers, in a parser and in a browser."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from tests.playbooks import runner
from tests.playbooks.roles import plans
from tests.playbooks.roles.attempts import seed
from tests.simulator import Simulator
from tests.tools import layout

PLANS = {"good": plans.good(), "warned": plans.warned(), "empty": plans.empty(), "bad": plans.bad()}
ROLE = layout.ROOT / "roles" / "e911_report"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def render(folder: Path, *arguments: str) -> runner.Run:
    """Renders all plans with one run of Ansible."""
    pages = [{"path": str(folder / f"{name}.html"), "plan": plan} for name, plan in PLANS.items()]
    variables = folder / "pages.json"
    variables.write_text(json.dumps({"pages": pages}), encoding="utf-8")
    done = runner.play(Path(__file__).with_name("pages.yml"), {}, arguments=["-e", f"@{variables}", *arguments])
    done.check()
    return done


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("pages")
    render(folder)
    return folder


def page(folder: Path, name: str) -> Any:
    return html.fromstring((folder / f"{name}.html").read_text(encoding="utf-8"))


def text(element: Any) -> str:
    """The text as people see it: numbers are spread over spans without blanks."""
    return re.sub(r"\s+", " ", element.text_content()).strip()


def one(tree: Any, path: str) -> Any:
    found = tree.xpath(path)
    assert len(found) == 1, f"{path}: {len(found)}"
    return found[0]


def rows(tree: Any) -> list[list[str]]:
    return [[text(cell) for cell in row.xpath("th|td")] for row in tree.xpath("//tbody/tr")]


@pytest.mark.parametrize("name", PLANS)
def test_the_page_stands_alone_and_has_its_landmarks(pages: Path, name: str) -> None:
    source = (pages / f"{name}.html").read_text(encoding="utf-8")
    tree = page(pages, name)
    assert source.startswith("<!DOCTYPE html>")
    assert tree.get("lang") == "en"
    assert one(tree, "/html/head/title").text == "Ooltewah <Medical> Arts"
    assert text(one(tree, "//h1")) == "Ooltewah <Medical> Arts"
    assert len(tree.xpath("//main")) == 1
    assert text(one(tree, "//time")) == "2026-11-24 08:15"
    assert "https://pbx.example.org" in text(one(tree, "//header/dl"))
    assert not tree.xpath("//script | //img | //link | //iframe | //*[@src] | //*[@href] | //@*[starts-with(name(), 'on')]")
    assert not re.search(r"url\(|@import", source)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(tree.xpath("//@aria-labelledby")) <= set(ids)
    assert all(icon.get("aria-hidden") == "true" for icon in tree.xpath("//svg"))
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4")]
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels)), levels
    assert "prefers-color-scheme: dark" in source
    assert "@media print" in source


@pytest.mark.parametrize("name", PLANS)
def test_every_finding_is_there_with_a_word_an_icon_and_what_to_do(pages: Path, name: str) -> None:
    items = page(pages, name).xpath("//li[contains(concat(' ', @class, ' '), ' finding ')]")
    shown = sorted((item.get("data-code"), text(item.xpath("p")[0]), "error" in item.get("class").split()) for item in items)
    words = {"error": "Error", "warning": "Warning"}
    findings = PLANS[name]["findings"]
    assert shown == sorted((one["code"], f"{words[one['level']]} {one['text']}", one["level"] == "error") for one in findings)
    assert [item.get("class").split()[-1] for item in items] == sorted(item.get("class").split()[-1] for item in items), "errors come first"
    for item in items:
        assert item.xpath("svg")
        assert text(item.xpath("p[@class='advice']")[0]).startswith("What to do: ")


def test_every_code_that_the_module_can_give_is_rendered_here_and_has_advice() -> None:
    module = (layout.ROOT / "plugins" / "modules" / "sipx_emergency_info.py").read_text(encoding="utf-8")
    described = module.split("A word for programs, one of", 1)[1].split("type: str", 1)[0]
    codes = set(re.findall(r"V\((\w+)\)", described))
    engine = (layout.ROOT / "plugins" / "module_utils" / "_engine" / "emergency.py").read_text(encoding="utf-8")
    given = set(re.findall(r'(?:"error"|"warning"|_weight\(.*\)),\s*"(\w+)"', engine))
    advice = yaml.safe_load((ROLE / "vars" / "main.yml").read_text(encoding="utf-8"))["e911_report_advice"]
    assert given == codes
    assert set(advice) == codes
    assert {one["code"] for one in PLANS["bad"]["findings"]} == codes


def test_a_plan_in_order_says_so_and_shows_each_floor(pages: Path) -> None:
    tree = page(pages, "good")
    assert text(one(tree, "//h2[@id='verdict']")) == "In order"
    assert not tree.xpath("//*[@id='findings']")
    first = one(tree, "//article[@id='floor-1']")
    assert text(first.xpath(".//h3")[0]) == "First floor"
    assert "9 Elm St, Floor 1, Ooltewah, TN, 37363" in text(first)
    assert text(first.xpath(".//p[@class='elin']")[0]) == "The dispatcher sees 4235550101"
    assert [text(item) for item in first.xpath(".//ul[@class='people']/li")] == ["201 Ann Bell"]
    assert [text(step) for step in first.xpath(".//ol/li")] == [
        "Somebody dials 911 or 9911",
        "Gateway e911-floor1 shows 4235550101",
        "If that fails, safe shows 4235550100",
    ]
    assert text(first.xpath("p[@class='small']")[0]) == "Branch floor1 · Gateway e911-floor1 at 10.20.0.5:5060 · ELIN 4235550101"
    safe = one(tree, "//article[contains(@class, 'failsafe')]")
    assert "The dispatcher sees 4235550100" in text(safe)
    assert [text(step) for step in safe.xpath(".//ol/li")] == ["Somebody dials 911 or 9911", "Failsafe safe shows 4235550100"]


def test_the_table_of_everybody_is_in_order_of_extension_and_has_headings(pages: Path) -> None:
    tree = page(pages, "good")
    assert text(one(tree, "//table/caption")).startswith("Who is on which floor")
    assert [cell.get("scope") for cell in tree.xpath("//thead//th")] == ["col"] * 4
    assert {cell.get("scope") for cell in tree.xpath("//tbody//th")} == {"row"}
    assert rows(tree) == [
        ["30", "Kit Moss", "floor2", "4235550102"],
        ["201", "Ann Bell", "First floor", "4235550101"],
        ["202", "Lee Ortiz", "floor2", "4235550102"],
    ]


def test_a_warning_is_no_error(pages: Path) -> None:
    tree = page(pages, "warned")
    assert text(one(tree, "//h2[@id='verdict']")) == "In order, with 1 warning"
    assert "No address" in text(one(tree, "//article[@id='floor-1']"))


def test_an_empty_plan_says_what_to_do(pages: Path) -> None:
    tree = page(pages, "empty")
    assert text(one(tree, "//h2[@id='verdict']")).startswith("Not in order: 2 errors")
    assert "No floor is set up yet" in text(one(tree, "//main"))
    assert "sipxcom.pbx.e911_floors" in text(one(tree, "//main"))
    assert not tree.xpath("//table")
    assert "Nothing: the call fails" in text(one(tree, "//article[contains(@class, 'failsafe')]"))


def test_a_bad_plan_hides_nothing_and_runs_nothing(pages: Path) -> None:
    tree = page(pages, "bad")
    verdict = text(one(tree, "//h2[@id='verdict']"))
    findings = PLANS["bad"]["findings"]
    errors = sum(one["level"] == "error" for one in findings)
    assert verdict == f"Not in order: {errors} errors and {len(findings) - errors} warnings"
    assert "Emergency: OFF" in text(one(tree, "//header/dl"))
    assert all("No route" in text(steps) for steps in tree.xpath("//ol[@class='path']"))
    assert ["299", "Lost Soul", "No floor", "No route"] in rows(tree)
    assert ["201", plans.HOSTILE, "floor1", "No route"] in rows(tree)
    assert '"><img src=x onerror=alert(1)>' in [text(heading) for heading in tree.xpath("//h3")]


def test_every_value_of_the_template_is_escaped() -> None:
    """What is not: texts of the template itself, counts, and what other macros have escaped."""
    source = (ROLE / "templates" / "report.html.j2").read_text(encoding="utf-8")
    macros = set(re.findall(r"{% macro (\w+)\(", source))
    for expression in re.findall(r"{{-?\s*(.*?)\s*-?}}", source, re.DOTALL):
        safe = (
            re.search(r"\|\s*e$", expression)
            or re.match(rf"(?:{'|'.join(macros)})\(", expression)
            or expression.endswith("| length")
            or expression in ("loop.index", "people", "lookup('ansible.builtin.file', 'report.css')")
            # a choice between texts of the template
            or re.fullmatch(
                r"'[^']*'(?: if .*)? else .*'[^']*'(?: if .*)?|number|word if number == 1 else \(words or word ~ 's'\)",
                expression,
                re.DOTALL,
            )
        )
        assert safe, expression


def test_a_second_run_and_check_mode_change_nothing(pages: Path) -> None:
    before = {path.name: path.read_bytes() for path in pages.glob("*.html")}
    again = render(pages)
    assert "changed=0" in again.output
    assert {path.name: path.read_bytes() for path in pages.glob("*.html")} == before
    assert all(oct(path.stat().st_mode & 0o777) == "0o640" for path in pages.glob("*.html"))


def test_check_mode_renders_without_writing(tmp_path: Path) -> None:
    done = render(tmp_path, "--check")
    assert not list(tmp_path.glob("*.html"))
    made = [line.result["ansible_facts"]["e911_report_page"] for line in done.lines if line.task.startswith("Date the page")]
    assert [one["changed"] for one in made] == [True] * len(PLANS)
    assert all("</html>" in one["html"] for one in made)


def test_what_the_pbx_says_is_never_a_template(tmp_path: Path) -> None:
    """A user may call himself what he likes: the page shows it, and Ansible does not evaluate it."""
    trick = "{{ 7 * 7 }}{% set x = 1 %}"
    path = tmp_path / "live.html"
    with Simulator() as pbx:
        seed(pbx, {"users": [{"user_name": "201", "first_name": trick, "portal_password": "x8Kd-portal", "sip_password": "x8Kd-sip"}]})
        for attempt in ("first", "second"):
            done = runner.play(layout.ROOT / "playbooks" / "e911_report.yml", {}, pbx=pbx, arguments=["-e", f"e911_report_path={path}"])
            done.check()
            assert ("changed=1" in done.output) is (attempt == "first")
        tree = html.fromstring(path.read_text(encoding="utf-8"))
        assert rows(tree) == [["201", trick, "No floor", "No route"]]
        assert pbx.url in text(one(tree, "//header/dl"))


def test_a_strict_report_is_written_and_fails(tmp_path: Path) -> None:
    pages = {"pages": [{"path": str(tmp_path / "bad.html"), "plan": PLANS["bad"]}], "e911_report_strict": "true"}
    done = runner.play(Path(__file__).with_name("pages.yml"), {}, arguments=["-e", json.dumps(pages)])
    assert done.code
    assert "User 299 (Lost Soul) is on no floor" in str(done.lines[-1].result["msg"])
    assert (tmp_path / "bad.html").is_file()


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: apt-get install chromium")
@pytest.mark.parametrize("name", PLANS)
def test_a_browser_shows_it(pages: Path, tmp_path: Path, name: str) -> None:
    source, picture, paper = pages / f"{name}.html", tmp_path / "page.png", tmp_path / "page.pdf"

    def chromium(*arguments: str) -> str:
        command = [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            *arguments,
            source.as_uri(),
        ]
        return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8", "replace")

    tree = html.fromstring(chromium("--dump-dom"))
    assert text(one(tree, "//h2[@id='verdict']")) == text(one(page(pages, name), "//h2[@id='verdict']"))
    assert rows(tree) == rows(page(pages, name))
    assert not tree.xpath("//script | //img")
    chromium("--window-size=1100,2000", f"--screenshot={picture}")
    assert picture.stat().st_size > 20_000
    chromium("--no-pdf-header-footer", f"--print-to-pdf={paper}")
    assert paper.read_bytes().startswith(b"%PDF")
