"""What a workshop settled stands in its documents, as words and nothing more."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.model.workshop import Decision, Minutes, Note, Reservation, Round, Shift
from pmo_advisor.reports.edition import Edition
from pmo_advisor.reports.produce import CARRIED, Document, Format, Material, Order, produce
from tests.reports import sample
from tests.reports.reading import squeezed, words
from tests.shipped import program

NASTY = (
    "=1+1 <script>alert(1)</script> {{ 7*7 }} {% raw %} #let x = 3 | `a` *b* [l](http://e.example)"
)
LONG = "W" * 300
"""A word that fits no line; and above, the markup of every format, and a formula."""
NOTE = "Said in confidence 讨论记录"
REPORTS: list[Format] = [one for one in CARRIED["report"] if one != "json"]
TELLING: list[tuple[Document, Format]] = [
    *(("report", one) for one in REPORTS),
    *(("charter", one) for one in CARRIED["charter"]),
    ("deck", "pptx"),
]


def settled(decision: str = NASTY, reservation: str = f"Not without a mandate {LONG}") -> Minutes:
    return Minutes(
        decision=Decision(text=decision, day=date(2031, 5, 17), attendance=("Mei", "陈敏")),
        reservations=(Reservation(id="1", party="pmo_lead", text=reservation),),
        rounds=(
            Round(
                number=2,
                reopened=3,
                answers=(Shift(about="scope_served", before=None, after="whole_organization"),),
                conclusions=(Shift(about="type", before="strategy", after="business"),),
            ),
        ),
        notes=(Note(about="core_problem", text=NOTE, revision=1),),
    )


def made(
    document: Document, kind: Format, lang: Lang, minutes: Minutes | None, edition: Edition | None
) -> bytes:
    advice = sample.example("three-parties")
    material = Material(
        advice, program().rulebook, sample.texts(), load_brand(), edition, (), minutes
    )
    return produce(Order(document, kind, lang), material)


@cache
def printed(document: Document, kind: Format, lang: Lang, edition: Edition | None = None) -> str:
    return words(made(document, kind, lang, settled(), edition), kind)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("document", "kind"), TELLING)
def test_a_document_says_as_typed_what_was_decided_when_by_whom_and_what_is_held_against_it(
    document: Document, kind: Format, lang: Lang
) -> None:
    found = printed(document, kind, lang)
    day = "17 May 2031" if lang == "en" else "2031年5月17日"
    party = "PMO lead" if lang == "en" else "PMO负责人"
    told = (NASTY, day, "Mei", "陈敏", party, "Not without a mandate")
    assert [one for one in told if squeezed(one) not in found] == []


@pytest.mark.parametrize("kind", REPORTS)
def test_the_report_says_what_another_round_moved(kind: Format) -> None:
    found = printed("report", kind, "en")
    assert squeezed("Type: from “strategy PMO” to “business PMO”") in found
    assert squeezed("from “not answered” to") in found


@pytest.mark.parametrize("kind", [one for one in REPORTS if one != "text"])
def test_notes_stand_only_in_the_internal_edition_and_the_other_says_so(kind: Format) -> None:
    outside, inside = printed("report", kind, "en"), printed("report", kind, "en", "internal")
    assert squeezed(NOTE) in inside
    assert squeezed(NOTE) not in outside
    assert squeezed("the facilitator's notes") in outside


@pytest.mark.parametrize(("document", "kind"), [("charter", "docx"), ("deck", "pptx")])
def test_no_other_document_tells_the_notes(document: Document, kind: Format) -> None:
    assert squeezed(NOTE) not in printed(document, kind, "en", "internal")


def test_what_somebody_types_into_a_page_is_never_markup() -> None:
    assert b"<script>" not in made("report", "html", "en", settled(), None)


def test_a_decision_in_several_lines_stays_in_several_lines() -> None:
    page = made("report", "md", "en", settled("First\n\nSecond"), None).decode()
    assert "  - First\n" in page
    assert "  - Second\n" in page


def test_an_open_workshop_says_that_nothing_is_decided_yet() -> None:
    open_yet = settled().model_copy(update={"decision": None})
    page = made("report", "md", "en", open_yet, None).decode()
    assert "no decision on record yet" in page
    assert "Decision wanted" in page
    assert "Not without a mandate" in page


def test_what_was_decided_is_no_longer_asked_for() -> None:
    for document, kind in (("report", "md"), ("one-page", "pdf"), ("deck", "pptx")):
        before = words(made(document, kind, "en", None, None), kind)  # type: ignore[arg-type]
        after = words(made(document, kind, "en", settled(), None), kind)  # type: ignore[arg-type]
        assert squeezed("Decision wanted") in before, document
        assert squeezed("Decision wanted") not in after, document


def test_a_document_without_a_workshop_says_nothing_of_one() -> None:
    for kind in REPORTS:
        assert "workshop" not in words(made("report", kind, "en", None, None), kind)
