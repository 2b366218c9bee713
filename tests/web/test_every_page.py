"""What holds of every page in every state: nobody is shut out, nothing is heavy or from elsewhere.

Everything is looked at on a phone, in both languages, light and dark. At the end all faults are
said together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pmo_advisor.model.text import LANGS
from tests import needs
from tests.web.conftest import Running
from tests.web.states import show, states

HEAVIEST = 100_000
"""Bytes of a page with its scripts and its style, as they come over the network."""
SMALLEST = 44
"""Height in pixels of what a thumb has to hit."""

UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"
WEIGHT = """[...performance.getEntriesByType('resource'), performance.getEntriesByType('navigation')[0]]
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""
WIDE = """[...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(one => one.outerHTML.slice(0, 120))"""
SMALL = """[...document.querySelectorAll(
    'main button, main .button, main summary, main select, main label:has(input), nav[aria-label] a')]
  .filter(one => one.offsetParent && !one.closest('.unseen')
    && one.getBoundingClientRect().height < %d - 0.5)
  .map(one => one.outerHTML.slice(0, 120))"""


def test_nobody_is_shut_out_of_any_page_in_any_state(
    running: Running, phone: Callable[..., Any]
) -> None:
    needs.axe()
    from axe_playwright_python.sync_playwright import Axe

    page, axe, faults, asked = phone(), Axe(), [], set[str]()
    page.on("request", lambda request: asked.add(request.url))

    def check(where: str, rules: dict[str, Any] | None = None) -> None:
        found = axe.run(page, options=rules).response["violations"]
        faults.extend(
            (where, one["id"], each["html"][:160]) for one in found for each in one["nodes"][:3]
        )

    for state in states(running):
        for lang in LANGS:
            page.emulate_media(color_scheme="light")
            show(page, running, state, lang)
            where = f"{state.name}, {lang}"
            small = page.evaluate(SMALL % SMALLEST)
            page.evaluate(UNFOLD)
            check(where)
            faults.extend((where, "too wide", one) for one in page.evaluate(WIDE))
            faults.extend((where, "too small", one) for one in small[:3])
            weight = page.evaluate(WEIGHT)
            if not 1_000 < weight < HEAVIEST:
                faults.append((where, "too heavy", str(weight)))
            if page.locator("h1").count() != 1:
                faults.append((where, "headings", str(page.locator("h1").count())))
            page.emulate_media(color_scheme="dark")
            check(f"{where}, dark", {"runOnly": ["color-contrast"]})
    assert faults == []
    assert {url for url in asked if not url.startswith(running.address)} <= {"about:blank"}
