"""Two editions: one that may leave the house, and one that keeps what only the house should see."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.domain import Value
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.edition import client_safe, is_personal, without_trace
from pmo_advisor.reports.produce import Edition, Material, Order, produce
from pmo_advisor.reports.view import View
from pmo_advisor.reports.voice import Voice
from tests.reports import sample
from tests.shipped import answers, consult, program

QUOTE = "Nobody reads the weekly report."
WHO = "Wang Min"
CAPABILITY = {one.fact for one in program().rulebook.catalog.capabilities}


def advised(people: int) -> Advice:
    """A quoted respondent, and a PMO of so many people whose capability was rated."""
    given = {**sample.example("rd-1000").provenance.answers, "pmo_people": people}
    given |= dict.fromkeys(sorted(CAPABILITY), 1)
    sheet = Sheet(
        answers=given,
        notes={"core_problem": QUOTE},
        respondent=WHO,
        party="pmo_lead",
        date=date(2026, 11, 2),
    )
    return consult(sheet)


def printed(advice: Advice, kind: str, edition: Edition | None) -> str:
    material = Material(advice, program().rulebook, sample.texts(), load_brand(), edition)
    return produce(Order("report", kind, "en"), material).decode("utf-8")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_document_is_client_safe_unless_told_otherwise(kind: str) -> None:
    advice = advised(2)
    assert printed(advice, kind, None) == printed(advice, kind, "client")
    for word in (QUOTE.rstrip("."), WHO):
        assert word not in printed(advice, kind, "client")
        assert word in printed(advice, kind, "internal")


@pytest.mark.parametrize("kind", ["md", "html"])
def test_the_rule_trace_stays_in_the_house(kind: str) -> None:
    advice = advised(30)
    caption = "those that fired or are open"
    assert caption in printed(advice, kind, "internal")
    assert caption not in printed(advice, kind, "client")


def test_a_client_safe_edition_says_what_it_leaves_out() -> None:
    assert client_safe(advised(2), program().rulebook).provenance.withheld == (
        *("remarks", "capability", "trace"),
    )
    assert client_safe(advised(30), program().rulebook).provenance.withheld == ("remarks", "trace")


def test_the_capability_of_one_or_two_persons_is_theirs() -> None:
    advice = advised(2)
    assert is_personal(advice, program().rulebook)
    safe = client_safe(advice, program().rulebook)
    assert not CAPABILITY.intersection(safe.provenance.answers)
    assert safe.roadmap is not None
    assert not safe.roadmap.capability_gaps
    conditions = [one for stage in safe.roadmap.stages for one in stage.conditions]
    assert all(one.capability is None for one in (*conditions, *safe.roadmap.next_actions))


def test_the_capability_of_a_team_may_be_shown() -> None:
    advice = advised(30)
    assert not is_personal(advice, program().rulebook)
    assert client_safe(advice, program().rulebook).roadmap == advice.roadmap


def test_json_is_whole_unless_a_client_safe_one_is_asked_for() -> None:
    advice = advised(2)
    assert Advice.model_validate_json(printed(advice, "json", None)) == advice
    assert Advice.model_validate_json(printed(advice, "json", "client")) == without_trace(
        client_safe(advice, program().rulebook)
    )


@settings(max_examples=40, deadline=None)
@given(answers())
def test_leaving_out_changes_no_conclusion(given: dict[str, Value]) -> None:
    advice = consult(Sheet(answers=given, notes={"core_problem": QUOTE}))
    safe = client_safe(advice, program().rulebook)
    for part in ("position", "services", "staffing", "value", "boundaries", "warnings"):
        assert getattr(safe, part) == getattr(advice, part)
    assert QUOTE not in safe.model_dump_json()
    if is_personal(advice, program().rulebook):
        assert not any(f'"{fact}":' in safe.provenance.model_dump_json() for fact in CAPABILITY)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_withheld_is_neither_called_met_nor_missing(lang: Lang) -> None:
    """A client-safe edition says that it does not tell, where the internal one names a gap."""
    safe = client_safe(sample.example("rd-1000"), program().rulebook)
    assert "capability" in safe.provenance.withheld
    seen, told = sample.seen(safe, lang), sample.seen(sample.example("rd-1000"), lang)
    assert seen.roadmap
    assert told.roadmap
    assert seen.roadmap.heading.title != told.roadmap.heading.title
    voice = Voice(sample.texts(), lang)
    assert voice.say("page.no_conditions") not in printed_rows(seen)
    questions = {row[0].text for table in seen.appendix.answers for row in table.rows}
    asked = [program().rulebook.question[fact].ask.in_(lang) for fact in CAPABILITY]
    assert questions.isdisjoint(asked)


def printed_rows(seen: View) -> list[str]:
    return [line.text for row in seen.page_one.rows for line in row.lines]
