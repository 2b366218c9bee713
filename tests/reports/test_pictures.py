"""Pictures as files of their own: whole, in the brand's look, and true to what they show."""

from __future__ import annotations

import struct
from xml.etree import ElementTree as Xml

import pytest

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.advice import Advice, Difference, Given
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.blocks import Figure
from pmo_advisor.reports.charts.drawing import Drawing, Pen, Picture, both
from pmo_advisor.reports.charts.svg import Form, standalone
from pmo_advisor.reports.documents.report import report
from pmo_advisor.reports.edition import client_safe
from pmo_advisor.reports.formats.raster import png
from tests.reports import firmly, sample
from tests.shipped import program

SVG = "{http://www.w3.org/2000/svg}"
FORMS: tuple[Form, ...] = ("wide", "narrow")
ALL = {"fit", "distance", "ranges", "stages", "gap", "spread", "views"}


def pictures(advice: Advice, lang: Lang) -> dict[str, Picture]:
    laid = report(advice, program().rulebook, sample.texts(), lang)
    blocks = [block for section in laid.sections for block in section.blocks]
    figures = [block for block in blocks if isinstance(block, Figure)]
    return {one.id.removesuffix("-picture"): one.pictures[0][1] for one in figures}


def whole(made: str) -> Xml.Element:
    """The file as a reader of XML sees it."""
    return Xml.fromstring(made)  # noqa: S314  # written by us a line ago


def strange() -> Picture:
    """A picture that bears a stranger's words wherever it bears words."""
    words = sample.HOSTILE + "\x00\x0b\ufffe & ]]> </style>"

    def draw(width: int) -> Drawing:
        pen = Pen(width)
        pen.text(0, 10, words)
        return pen.done(20)

    return both("strange-picture", words, words, draw)


def differing(*given: Given, fact: str = "authority_granted") -> Advice:
    """The three parties' advice with one difference only."""
    made = firmly.example("three-parties")
    one = Difference(fact=fact, kind="judgement", used=given[0].value, given=given)
    parties = made.parties.model_copy(update={"differences": (one,), "contested": None})
    return made.model_copy(update={"parties": parties})


@pytest.mark.parametrize("lang", LANGS)
def test_several_parties_with_firmness_see_every_picture(lang: Lang) -> None:
    assert set(pictures(firmly.example("three-parties"), lang)) == ALL


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_whole_and_needs_no_page_around_it(lang: Lang, form: Form) -> None:
    brand = load_brand()
    for one in pictures(firmly.example("three-parties"), lang).values():
        made = standalone(one, brand, lang, form=form)
        root = whole(made)
        sheet = one.wide if form == "wide" else one.narrow
        assert (root.get("width"), root.get("height")) == (str(sheet.width), str(sheet.height))
        assert root.findtext(f"{SVG}title")
        assert root.findtext(f"{SVG}desc")
        assert len(list(root.iter(f"{SVG}text"))) >= len(sheet.labels)
        assert "var(" not in made
        assert "http" not in made.replace(SVG[1:-1], "")


def test_a_brand_gives_its_colours_and_faces() -> None:
    brand = load_brand()
    own = brand.model_copy(
        update={
            "colors": {**brand.colors, "accent": "#123456"},
            "fonts": brand.fonts.model_copy(update={"latin": ("Acme Sans",)}),
        }
    )
    one = pictures(firmly.example("rd-1000"), "en")["fit"]
    made = standalone(one, own, "en")
    assert "#123456" in made
    assert brand.colors["accent"] not in made
    assert made.index("Acme Sans") < made.index(brand.fonts.chinese[0])


@pytest.mark.parametrize("lang", LANGS)
def test_strange_words_stay_words(lang: Lang) -> None:
    made = standalone(strange(), load_brand(), lang)
    root = whole(made)
    told = "".join(next(root.iter(f"{SVG}text")).itertext())
    assert "<script>alert(1)</script>" in told
    assert {one.tag for one in root} == {f"{SVG}{tag}" for tag in ("title", "desc", "style", "g")}
    assert png(made, load_brand(), width=200)


@pytest.mark.parametrize("form", FORMS)
def test_pixels_are_as_wide_as_asked_and_the_same_every_time(form: Form) -> None:
    brand = load_brand()
    one = pictures(firmly.example("rd-1000"), "zh")["stages"]
    made = standalone(one, brand, "zh", form=form)
    first = png(made, brand, width=900)
    assert first.startswith(b"\x89PNG")
    assert struct.unpack(">I", first[16:20]) == (900,)
    assert png(made, brand, width=900) == first


def test_pixels_stand_on_the_brands_paper() -> None:
    brand = load_brand()
    dark = brand.model_copy(update={"colors": {**brand.colors, "paper": "#101010"}})
    made = standalone(strange(), brand, "en")
    assert png(made, dark, width=100) != png(made, brand, width=100)


def test_what_can_change_the_advice_is_asked_first() -> None:
    made = firmly.example("three-parties")
    one = pictures(made, "en")["spread"]
    found = made.parties.contested
    assert found is not None
    names = {program().rulebook.question[each.fact].name.en for each in found.can_matter}
    heads = [label.text for label in one.narrow.labels if label.style == "label-strong"]
    assert {head.lower() for head in heads[: len(names)]} == names


def test_every_answer_has_its_sign_at_its_party() -> None:
    made = differing(
        Given(party="org_design", value=0, sheets=1),
        Given(party="pmo_lead", value=0, sheets=2),
        Given(party="pmo_lead", value=3, sheets=1),
        Given(party=None, value=4, sheets=1),
    )
    one = pictures(made, "en")["spread"].wide
    signs = [sign for sign in one.signs if sign.y > 20]
    assert [sign.kind for sign in signs] == ["dot", "dot", "ring", "ring"]
    who = " ".join(label.text for label in one.labels if label.style == "tiny-strong")
    assert "PMO lead (2 of 3)" in who
    assert "PMO lead (1 of 3)" in who
    assert "Unnamed respondents" in who


def test_answers_without_an_order_stand_on_no_scale() -> None:
    given = (
        Given(party="executive", value="too_many_projects", sheets=1),
        Given(party="pmo_lead", value="deliveries_unowned", sheets=1),
    )
    named = pictures(differing(*given, fact="core_problem"), "zh")["spread"].wide
    assert named.strokes == ()


def test_one_party_alone_has_nobody_to_be_seen_beside() -> None:
    assert ALL - set(pictures(firmly.example("rd-1000"), "zh")) == {"spread", "views"}


def test_a_client_sees_no_spread_of_one_persons_capability() -> None:
    given = (
        Given(party="org_design", value=1, sheets=1),
        Given(party="pmo_lead", value=4, sheets=1),
    )
    made = differing(*given, fact="capability_data")
    answers = {**made.provenance.answers, "pmo_people": 1}
    provenance = made.provenance.model_copy(update={"answers": answers})
    small = made.model_copy(update={"provenance": provenance})
    assert "spread" in pictures(small, "en")
    assert "spread" not in pictures(client_safe(small, program().rulebook), "en")
