"""The documents: self-contained, linked, escaped, in one language, the same every time."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from pmo_advisor.errors import BadInput
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.blaming import blaming
from pmo_advisor.reports.render import Format, render
from tests import soak
from tests.reports import sample
from tests.shipped import program

VOID = {"meta", "line", "rect", "circle", "path", "br"}
ADVICE = {
    **{name: sample.example(name) for name in sample.EXAMPLES},
    "undetermined": sample.undetermined(),
    "near": sample.behind_by(1),
    "tied": sample.behind_by(0),
    "hostile": sample.hostile(),
    "empty": sample.answered({}),
}
WRITTEN: tuple[Format, ...] = ("text", "md", "html")


@pytest.fixture(params=ADVICE, name="advice")
def _advice(request: pytest.FixtureRequest) -> Advice:
    return ADVICE[request.param]


@pytest.fixture(params=LANGS, name="lang")
def _lang(request: pytest.FixtureRequest) -> Lang:
    lang: Lang = request.param
    return lang


class Page(HTMLParser):
    """An HTML page read strictly: every element is closed by its own end tag."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def all(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


def words_before_notes(source: str) -> str:
    """What a reader reads in the page before its notes."""
    body = source[source.index("<main") : source.index('<section class="section" id="notes"')]
    return " ".join(Page(body + "</main>").words)


def test_html_needs_nothing_from_outside(advice: Advice, lang: Lang) -> None:
    source = sample.document(advice, lang, "html")
    page = Page(source)
    assert not {"script", "link", "iframe", "object", "embed", "img", "base"} & {
        tag for tag, _ in page.tags
    }
    assert not page.all("src")
    assert all(href.startswith("#") for href in page.all("href"))
    style = source[source.index("<style>") : source.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_html_links_notes_both_ways(advice: Advice, lang: Lang) -> None:
    page = Page(sample.document(advice, lang, "html"))
    ids = Counter(page.all("id"))
    assert max(ids.values()) == 1
    assert {href[1:] for href in page.all("href")} <= set(ids)
    for _, attrs in page.tags:
        for name in ("aria-labelledby", "aria-describedby"):
            assert set((attrs.get(name) or "").split()) <= set(ids)
    references = {one for one in ids if re.fullmatch(r"r\d+-\d+", one)}
    back = {href[1:] for href in page.all("href") if re.fullmatch(r"#r\d+-\d+", href)}
    assert references == back
    notes = {one[1:] for one in ids if re.fullmatch(r"n\d+", one)}
    assert {one[1:].split("-")[0] for one in references} == notes


def test_html_can_be_read_by_ear(advice: Advice, lang: Lang) -> None:
    page = Page(sample.document(advice, lang, "html"))
    tags = [tag for tag, _ in page.tags]
    assert dict(page.tags)["html"]["lang"] == {"zh": "zh-CN", "en": "en-GB"}[lang]
    assert tags.count("h1") == tags.count("main") == tags.count("nav") == 1
    for tag, attrs in page.tags:
        if tag == "svg":
            assert attrs["role"] == "img"
            assert attrs["aria-labelledby"]
        if tag == "td":
            assert attrs["data-label"] is not None
    assert tags.count("svg") == tags.count("desc")


def test_pictures_say_their_numbers() -> None:
    advice = sample.example("rd-1000")
    source = html.unescape(sample.document(advice, "en", "html"))
    (said,) = re.findall(r'<desc id="fit-picture-wide-desc">(.*?)</desc>', source)
    for fit in advice.position.fits["type"]:
        assert str(abs(fit.evidence)) in said
    (people,) = re.findall(r'<desc id="ranges-picture-wide-desc">(.*?)</desc>', source)
    assert advice.staffing is not None
    assert advice.staffing.base is not None
    low, high = advice.staffing.base.low, advice.staffing.base.high
    assert f"{low}–{high}" in people.replace("\u2060", "")


def test_no_ids_in_running_text(advice: Advice, lang: Lang) -> None:
    rulebook = program().rulebook
    sources = [one.id for one in rulebook.catalog.sources if len(one.id) > 1]
    named = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in (*rulebook.rule, *sources)))
    words = words_before_notes(sample.document(advice, lang, "html"))
    assert not named.findall(words)
    markdown = sample.document(advice, lang, "md")
    assert not named.findall(re.split(r"^\[\^1\]: ", markdown, flags=re.MULTILINE)[0])
    assert not named.findall(sample.document(advice, lang, "text"))


@pytest.mark.parametrize("kind", WRITTEN)
def test_no_key_or_placeholder_is_left_over(advice: Advice, lang: Lang, kind: Format) -> None:
    if advice is ADVICE["hostile"]:
        return
    source = sample.document(advice, lang, kind)
    source = re.sub(r"<style>.*?</style>", "", source, flags=re.DOTALL)
    found = re.findall(
        r".{0,30}(?:(?<![\w.])report\.[a-z]|\{\w*\}|\{\{|\{%|>None<|Undefined).{0,30}", source
    )
    assert not found


@pytest.mark.parametrize("kind", WRITTEN)
def test_chinese_has_chinese_punctuation(kind: Format) -> None:
    for name in sample.EXAMPLES:
        source = sample.document(sample.example(name), "zh", kind)
        found = re.findall(r".{0,8}[\u4e00-\u9fff][,;:?!].{0,8}|.{0,8}[,;?!][\u4e00-\u9fff].{0,8}",
                           re.sub(r"<style>.*?</style>", "", source, flags=re.DOTALL))  # fmt: skip
        assert not found


def test_english_has_no_chinese_but_a_name_and_a_title() -> None:
    advice = sample.answered(
        {
            name: value
            for name, value in sample.example("rd-1000").provenance.answers.items()
            if name not in ("sponsor_name", "pmo_budget", "review_date")
        }
    )
    for kind in WRITTEN:
        source = sample.document(advice, "en", kind)
        if kind == "html":
            source = re.sub(r"<style>.*?</style>", "", source, flags=re.DOTALL)
        for allowed in ("拾初", "《我眼中的PMO》"):
            source = source.replace(allowed, "")
        body = source.split('id="notes"')[0] if kind == "html" else source.split("[^1]: ")[0]
        assert not re.findall(r".{0,20}[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef].{0,20}", body)


def test_hostile_text_stays_text_in_html(lang: Lang) -> None:
    source = sample.document(sample.hostile(), lang, "html")
    assert "<script" not in source
    assert "onerror" in source
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u2028\u202a-\u202e]", source)
    Page(source)


def test_hostile_text_stays_text_in_markdown(lang: Lang) -> None:
    source = sample.document(sample.hostile(), lang, "md")
    assert not re.search(r"(?<!\\)://", source.split("[^1]: ")[0])
    plain = sample.document(sample.hostile(plain=True), lang, "md")
    assert _shape(source) == _shape(plain)


def _shape(source: str) -> Counter[str]:
    """How many of each kind of block and mark a document has, text apart."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    kinds: Counter[str] = Counter(token.type for token in tokens if token.type != "inline")
    for token in tokens:
        kinds.update(one.type for one in token.children or () if one.type != "text")
    kinds.pop("softbreak", None)
    return kinds


def test_markdown_is_plain_and_its_tables_are_whole(advice: Advice, lang: Lang) -> None:
    source = sample.document(advice, lang, "md")
    kinds = _shape(source)
    assert not {"html_block", "html_inline", "link_open", "image", "s_open"} & set(kinds)
    assert kinds["table_open"] == len(re.findall(r"^\| --- ", source, re.MULTILINE))
    for block in re.findall(r"(?:^\|.*\n)+", source, re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", row)) for row in block.splitlines()}
        assert len(cells) == 1


def test_markdown_notes_resolve(advice: Advice, lang: Lang) -> None:
    source = sample.document(advice, lang, "md")
    told = set(re.findall(r"^\[\^(\d+)\]: ", source, re.MULTILINE))
    assert set(re.findall(r"\[\^(\d+)\](?!: )", source)) == told


@pytest.mark.parametrize("kind", [*WRITTEN, "json"])
def test_the_same_input_gives_the_same_bytes(lang: Lang, kind: Format) -> None:
    for advice in ADVICE.values() if soak.FULL else (ADVICE["three-parties"], ADVICE["hostile"]):
        assert sample.poured(advice, lang, kind) == sample.poured(advice, lang, kind)


def test_json_is_the_advice_itself() -> None:
    advice = sample.example("three-parties")
    source = sample.document(advice, "zh", "json")
    assert Advice.model_validate_json(source) == advice
    assert list(json.loads(source)) == list(Advice.model_fields)
    assert "\\u" not in source


def test_text_is_page_one_with_the_paths_of_thought() -> None:
    source = sample.document(sample.example("rd-1000"), "zh", "text")
    assert "思路" in source
    assert len(source.splitlines()) < 90
    assert "[^" not in source


def test_a_pack_may_bring_its_own_template(tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text("{{ view.page_one.title }}!", "utf-8")
    assert _with(tmp_path).endswith("!\n")


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("\n{{ view.__class__ }}", "SecurityError"),
        ("\n{{ ''.__class__.__mro__ }}", "SecurityError"),
        ("\n{{ view.page_one.titel }}", "UndefinedError"),
        ("\n{{ say('no.such.text') }}", "KeyError"),
        ("\n{{ 1 // 0 }}", "ZeroDivisionError"),
        ("\n{% if %}", "TemplateSyntaxError"),
        ("\n{% include 'nowhere.j2' %}", "TemplateNotFound"),
    ],
)
def test_a_packs_template_that_fails_is_bad_input_with_its_line(
    tmp_path: Path, template: str, problem: str
) -> None:
    (tmp_path / "report.md.j2").write_text(template, "utf-8")
    with pytest.raises(BadInput) as refused:
        _with(tmp_path)
    (fault,) = refused.value.faults
    assert str(fault.place) == f"{tmp_path / 'report.md.j2'}:2"
    assert str(fault.values["problem"]).startswith(problem)


def test_what_fails_outside_a_packs_templates_is_our_fault(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), blaming([tmp_path]):
        _ = 1 // 0


def _with(folder: Path) -> str:
    advice, rulebook = sample.example("rd-1000"), program().rulebook
    return render(advice, rulebook, sample.texts(), "zh", "md", [folder])
