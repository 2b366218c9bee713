"""Every text of the screen is used, and every one that is said is there."""

from __future__ import annotations

import re

from pmo_advisor.knowledge.texts import load_texts
from tests.shipped import ROOT

PLACES = [
    *(ROOT / "templates" / "web").rglob("*.j2"),
    *(ROOT / "pmo_advisor" / "web").rglob("*.py"),
]
SAID = re.compile(r"""["']((?:web\.)?screen\.[a-z_.0-9]+)["']""")
SAYS = re.compile(r"""\bsay\(\s*["']([a-z_.0-9]+)["']\s*[,)]""")


def _told() -> set[str]:
    found = {one for place in PLACES for one in SAID.findall(place.read_text("utf-8"))}
    found |= {one for place in PLACES for one in SAYS.findall(place.read_text("utf-8"))}
    return {one.removeprefix("web.") for one in found}


def test_every_text_of_the_screen_is_used() -> None:
    told = _told()
    begun = tuple(one for one in told if one.endswith("."))
    mine = [one.removeprefix("web.") for one in load_texts() if one.startswith("web.screen.")]
    assert [one for one in mine if one not in told and not one.startswith(begun)] == []


def test_every_text_that_a_page_says_is_there() -> None:
    ids = set(load_texts())
    for place in PLACES:
        for one in SAYS.findall(place.read_text("utf-8")):
            assert one.endswith(".") or {one, f"web.{one}", f"report.{one}"} & ids, (place, one)
