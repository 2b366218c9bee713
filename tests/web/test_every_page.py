"""What holds of every page in every state: nobody is shut out, nothing is heavy or from elsewhere.

On a phone, in both languages, light and dark: each state in one of these four views, the next state
in the next; the long run takes each in all four. At the end all faults are said together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pmo_advisor.model.text import LANGS
from tests import needs, soak
from tests.web.conftest import Running
from tests.web.states import show, states

HEAVIEST = 100_000
"""Bytes of a page with its scripts and its style, as they come over the network."""
VIEWS = [(lang, look) for lang in LANGS for look in ("light", "dark")]
SMALLEST = 44
"""Height in pixels of what a thumb has to hit."""

UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"
WEIGHT = """['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""
WIDE = """[...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(one => one.outerHTML.slice(0, 120))"""
SMALL = """[...document.querySelectorAll(
    'button, .button, summary, select, main label:has(input), #switch')]
  .filter(one => one.offsetParent && !one.closest('.unseen')
    && one.getBoundingClientRect().height < %d - 0.5)
  .map(one => one.outerHTML.slice(0, 120))"""


@soak.long("every page and state, in both languages, light and dark", 1)
def test_nobody_is_shut_out_of_any_page_in_any_state(
    running: Running, phone: Callable[..., Any]
) -> None:
    faults: list[tuple[str, ...]] = []
    asked, page = set[str](), phone()
    page.on("request", lambda request: asked.add(request.url))
    for place, state in enumerate(states(running)):
        for lang, look in VIEWS if soak.FULL else (VIEWS[place % len(VIEWS)],):
            page.emulate_media(color_scheme=look)
            show(page, running, state, lang)
            faults += [(state.name, lang, look, *one) for one in _faults(page)]
    assert faults == []
    assert {url for url in asked if not url.startswith(running.address)} <= {"about:blank"}


def _faults(page: Any) -> Iterator[tuple[str, str]]:
    needs.axe()
    from axe_playwright_python.sync_playwright import Axe

    yield from (("too small", one) for one in page.evaluate(SMALL % SMALLEST)[:3])
    page.evaluate(UNFOLD)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    for one in found:
        yield from ((one["id"], each["html"][:160]) for each in one["nodes"][:3])
    yield from (("too wide", one) for one in page.evaluate(WIDE))
    weight = page.evaluate(WEIGHT)
    if not 1_000 < weight < HEAVIEST:
        yield "too heavy", f"{weight} bytes"
    headings = page.locator("h1").count()
    if headings != 1:
        yield "not one heading", f"{headings} of them"
