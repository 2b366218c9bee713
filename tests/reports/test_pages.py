"""The HTML report in a browser: nobody is shut out, and nothing is cut off or written over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from pmo_advisor.model.text import LANGS, Lang
from tests import needs, soak
from tests.reports import firmly, sample
from tests.reports.browser import WIDTHS, browser, page

DRAWN = (Path(__file__).parent / "drawn.js").read_text("utf-8")
VIEWS: list[tuple[str, Lang, Literal["light", "dark"], str]] = [
    ("three-parties", "zh", "light", "phone"),
    ("not-yet", "en", "dark", "desk"),
    *([("not-yet", "zh", "dark", "desk"), ("three-parties", "en", "light", "phone")] * soak.FULL),
]
"""Every language, scheme and width; in the long run nearly each with every other."""


@pytest.fixture(scope="module", name="opened")
def _opened() -> Iterator[Any]:
    with browser() as one:
        yield one


@pytest.mark.parametrize(("name", "lang", "scheme", "width"), VIEWS)
def test_axe_finds_nothing_that_shuts_a_reader_out(
    opened: Any, name: str, lang: Lang, scheme: Literal["light", "dark"], width: str
) -> None:
    needs.axe()
    from axe_playwright_python.sync_playwright import Axe

    source = sample.document(firmly.example(name), lang, "html")
    with page(opened, source, WIDTHS[width], scheme) as shown:
        found = Axe().run(shown, options={"resultTypes": ["violations"]}).response
    assert len(found["passes"]) > 20
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["three-parties", "hostile", "undetermined"])
def test_no_page_has_to_be_pushed_sideways(opened: Any, name: str, lang: Lang) -> None:
    made = {
        "three-parties": firmly.example("three-parties"),
        "hostile": sample.hostile(),
        "undetermined": sample.undetermined(),
    }
    source = sample.document(made[name], lang, "html")
    with page(opened, source, WIDTHS["phone"]) as shown:
        for width in WIDTHS.values():
            shown.set_viewport_size({"width": width, "height": 900})
            assert shown.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("lang", LANGS)
def test_in_no_picture_is_a_word_cut_off_or_written_over(opened: Any, lang: Lang) -> None:
    for name in soak.spread(("three-parties", "rd-1000", "not-yet", "small-software-firm"), 2):
        source = sample.document(firmly.example(name), lang, "html")
        with page(opened, source, WIDTHS["phone"]) as shown:
            for width in ("phone", "desk"):
                shown.set_viewport_size({"width": WIDTHS[width], "height": 900})
                assert shown.evaluate(DRAWN) == [], name


def test_the_look_at_pictures_sees_what_is_cut_off_or_written_over(opened: Any) -> None:
    drawn = (
        '<text x="5" y="50">one</text><text x="8" y="52">other</text><text x="90" y="9">out</text>'
    )
    picture = f'<svg class="drawing wide" width="99" viewBox="0 0 99 99">{drawn}</svg>'
    with page(opened, f'<figure id="a">{picture}</figure>', 390) as shown:
        assert shown.evaluate(DRAWN) == [
            "a wide: cut off: out",
            "a wide: written over: one / other",
        ]
