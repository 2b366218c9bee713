"""The pages of a group: whole in every format, safe with any name, readable at any size."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.portfolio import Notice, Portfolio
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.documents.group import group
from pmo_advisor.reports.documents.group.telling import MOST_ROWS
from pmo_advisor.reports.produce_group import FORMATS, Format, Material, produce_group
from tests import needs
from tests.portfolio.group import sample
from tests.reports.browser import WIDTHS, browser, page
from tests.reports.reading import squeezed, words
from tests.reports.sample import HOSTILE, texts
from tests.shipped import ROOT, program

DRAWN = (Path(__file__).parent / "drawn.js").read_text("utf-8")


def made(portfolio: Portfolio, form: Format, lang: Any) -> bytes:
    material = Material(portfolio, program().rulebook, texts(), load_brand())
    return produce_group(form, lang, material)


@cache
def hostile() -> Portfolio:
    """The example with names that try to be more than names, every unit told."""
    names = {one["unit"]: f"{place} {HOSTILE}"[:200] for place, one in enumerate(sample.rows())}
    sheets = [
        {**one, "organization": HOSTILE[:200], "unit": names[one["unit"]]}
        | {"parent": names.get(one["parent"], "")}
        for one in sample.rows()
    ]
    return _read(sheets)


@cache
def many(count: int = 2000) -> Portfolio:
    """A group of so many units."""
    first = {}
    for one in sample.rows():
        merged = first.setdefault(one["unit"], dict(one))
        merged.update({fact: value for fact, value in one.items() if value and not merged[fact]})
    kinds = list(first.values())
    sheets = [
        {**kinds[place % len(kinds)], "unit": f"Unit {place}", "parent": "", "party": ""}
        for place in range(count)
    ]
    return _read(sheets)


def _read(sheets: list[dict[str, str]]) -> Portfolio:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return sample.read(sample.write(Path(folder) / "group.csv", sheets), 1)


@pytest.fixture(scope="module", name="opened")
def _opened() -> Iterator[Any]:
    with browser() as one:
        yield one


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", [one for one in FORMATS if one != "json"])
def test_every_format_says_the_same(form: Format, lang: Lang) -> None:
    portfolio = sample.example()
    told = words(made(portfolio, form, lang), form)
    laid = group(portfolio, program().rulebook, texts(), lang)
    assert laid.opening is not None
    for section in (laid.opening, *laid.sections):
        title = squeezed("".join(one.text for one in section.title))
        assert title in told, title
    for unit in portfolio.units:
        assert squeezed(unit.name) in told


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_bilingual_edition_has_both_titles(form: Format) -> None:
    told = words(made(sample.example(), form, "zh-en"), form)
    for lang in LANGS:
        laid = group(sample.example(), program().rulebook, texts(), lang)
        for section in laid.sections:
            assert squeezed("".join(one.text for one in section.title)) in told


def test_a_unit_that_may_not_be_told_is_named_once_and_nothing_is_said_of_it() -> None:
    for lang in LANGS:
        shown = made(sample.example(), "md", lang).decode("utf-8")
        assert shown.count(sample.OFFICE.split()[0]) == 1


_NONE = ("sum.none", "no_obstacle", "wanted.title.none", "people.title.none", "road.title.none")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("smallest", [3, 100])
def test_of_units_that_may_not_be_told_it_is_not_said_that_there_is_nothing(
    lang: Lang, smallest: int, tmp_path: Path
) -> None:
    sheets = [dict(one) for one in sample.rows()]
    if smallest == 3:  # One unit may be told, and nothing is known of it.
        sheets[:3] = [
            dict.fromkeys(sheets[0], "") | {"organization": "O", "unit": "Quiet"} for _ in range(3)
        ]
        sheets[3:] = [one | {"unit": f"U{place}"} for place, one in enumerate(sheets[3:])]
    portfolio = sample.read(sample.write(tmp_path / "g.csv", sheets), smallest)
    bare = portfolio.model_copy(update={"unmet": ()})
    bare = bare.model_copy(
        update={"totals": bare.totals.model_copy(update={"base": None, "sized": 0})}
    )
    told = words(made(bare, "md", lang), "md")
    assert bare.withheld
    for name in _NONE:
        assert squeezed(texts().say(f"report.group.{name}", lang)) not in told
    closed = squeezed(texts().say("report.group.untellable", lang))
    assert (closed in told) == (smallest == 100)
    if smallest == 3:
        assert squeezed(texts().say("report.group.no_obstacle.told", lang)) in told


@pytest.mark.parametrize("lang", LANGS)
def test_one_is_told_as_one(lang: Lang) -> None:
    kinds = get_args(Notice.model_fields["kind"].annotation)
    for count in (1, 2):
        notices = tuple(Notice(kind=kind, count=count) for kind in kinds)
        shown = made(sample.example(1).model_copy(update={"notices": notices}), "md", lang)
        told = shown.decode("utf-8")
        assert not re.search(r"\b1 (units|cells|sheets)\b", told)


def test_the_json_is_as_published() -> None:
    schema = json.loads((ROOT / "docs/schemas/portfolio.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    for portfolio in (sample.example(), sample.example(1), hostile()):
        data = json.loads(made(portfolio, "json", "en"))
        assert list(validator.iter_errors(data)) == []
        assert Portfolio.model_validate_json(json.dumps(data)) == portfolio


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_fetches_nothing_and_runs_nothing(lang: Lang) -> None:
    for portfolio in (sample.example(), hostile()):
        source = made(portfolio, "html", lang).decode("utf-8")
        assert "<script" not in source
        assert "<img" not in source
        assert 'href="http' not in source
        assert "url(" not in source
        assert "default-src 'none'" in source


@pytest.mark.parametrize("lang", LANGS)
def test_names_stay_plain_words_in_markdown(lang: Lang) -> None:
    source = made(hostile(), "md", lang).decode("utf-8")
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(source)
    kinds = {kid.type for one in tokens for kid in (one, *(one.children or ()))}
    assert kinds.isdisjoint({"html_inline", "html_block", "link_open", "image"})
    tables = [one for one in tokens if one.type == "tr_open"]
    cells = [one for one in tokens if one.type in ("td_open", "th_open")]
    plain = (
        MarkdownIt("commonmark")
        .enable("table")
        .parse(made(sample.example(1), "md", lang).decode("utf-8"))
    )
    assert len(tables) == sum(one.type == "tr_open" for one in plain)
    assert len(cells) == sum(one.type in ("td_open", "th_open") for one in plain)


@pytest.mark.parametrize("lang", LANGS)
def test_two_thousand_units_stay_a_document_that_can_be_read(lang: Lang) -> None:
    portfolio = many()
    assert portfolio.assessed == 2000
    source = made(portfolio, "html", lang).decode("utf-8")
    assert len(source) < 400_000
    laid = group(portfolio, program().rulebook, texts(), lang)
    for section in laid.sections:
        for block in section.blocks:
            assert len(getattr(block, "rows", ())) <= MOST_ROWS
    assert "kin-picture" not in source
    assert 'id="wanted-picture"' in source
    assert len(json.loads(made(portfolio, "json", lang))["units"]) == 2000


@pytest.mark.parametrize(
    ("lang", "scheme", "width"), [("zh", "light", "phone"), ("en", "dark", "desk")]
)
def test_axe_finds_nothing_that_shuts_a_reader_out(
    opened: Any, lang: Lang, scheme: Literal["light", "dark"], width: str
) -> None:
    needs.axe()
    from axe_playwright_python.sync_playwright import Axe

    source = made(sample.example(), "html", lang).decode("utf-8")
    with page(opened, source, WIDTHS[width], scheme) as shown:
        found = Axe().run(shown, options={"resultTypes": ["violations"]}).response
    assert len(found["passes"]) > 20
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_has_to_be_pushed_sideways_and_no_word_is_cut_off(opened: Any, lang: Lang) -> None:
    for portfolio in (sample.example(), sample.example(1), hostile()):
        source = made(portfolio, "html", lang).decode("utf-8")
        with page(opened, source, WIDTHS["phone"]) as shown:
            for width in WIDTHS.values():
                shown.set_viewport_size({"width": width, "height": 900})
                assert shown.evaluate("document.documentElement.scrollWidth") == width
                assert shown.evaluate(DRAWN) == []


_ALL_PAGES = """
import hashlib, sys
from tests.portfolio.group import sample
from tests.reports.test_group_pages import made
group = sample.example()
for form in ("html", "md", "json"):
    for lang in ("zh", "en"):
        print(form, lang, hashlib.sha256(made(group, form, lang)).hexdigest())
"""


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    """In two processes whose hashes, zones and caches differ."""
    places = {
        "one": {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "XDG_CACHE_HOME": str(tmp_path)},
        "two": {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "PMO_CACHE": "off"},
    }
    found = [
        subprocess.run(
            [sys.executable, "-c", _ALL_PAGES],
            env=os.environ | {"PYTHONPATH": str(ROOT)} | more,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        ).stdout.splitlines()
        for more in places.values()
    ]
    assert len(found[0]) == 6
    assert found[0] == found[1]
