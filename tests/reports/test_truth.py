"""Every number and name in a document comes from the advice, in every format and language.

An advice is marked: its numbers become numbers, and its names become names, that stand nowhere
else. Every document must then say the marked ones where it promises them, and none of the others.
"""

from __future__ import annotations

from functools import cache

import pytest

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.advice import Advice, Range, RoleRange
from pmo_advisor.model.text import LANGS, Lang, Text
from pmo_advisor.reports.edition import client_safe
from pmo_advisor.reports.produce import (
    CARRIED,
    DOCUMENTS,
    Document,
    Format,
    Material,
    Order,
    produce,
)
from tests.reports import sample
from tests.reports.reading import squeezed, words
from tests.shipped import program

UNIT = "Marked & <Unit> 标记单位"
EXAMPLE = "rd-1000"
WRITTEN: list[tuple[Document, Format]] = [
    (document, kind)
    for document in DOCUMENTS
    for kind in CARRIED[document]
    if kind not in ("png", "json", "text")
]
"""Everything whose words can be read again: a PNG is a picture, and JSON is the advice itself."""

PROMISED: dict[Document, tuple[str, ...]] = {
    "report": (
        *("unit", "base", "transferred", "net_new", "roles", "role_people", "stage_people"),
        *("services", "metrics", "warnings", "neighbors", "conditions"),
    ),
    "deck": ("unit", "base", "transferred", "net_new", "stage_people", "metrics"),
    "charter": ("unit", "base", "transferred", "net_new", "roles", "services", "metrics"),
    "roles": ("unit", "roles", "role_people"),
    "workbook": ("unit", "base", "services", "metrics", "warnings", "conditions"),
    "one-page": ("unit", "base", "transferred", "net_new"),
}
"""What each document says of the advice, all of it."""


def name(kind: str, number: int) -> Text:
    return Text(zh=f"标记{kind}{number}号", en=f"Marked {kind} {number}")


@cache
def marked() -> Advice:
    advice = sample.example(EXAMPLE)
    assert advice.staffing
    assert advice.roadmap
    assert advice.value
    roles = tuple(
        RoleRange(role=one.role, name=name("role", at), low=510 + at, high=520 + at)
        for at, one in enumerate(advice.staffing.roles)
    )
    staffing = advice.staffing.model_copy(
        update={
            "base": Range(low=731, high=842),
            "transferred": Range(low=701, high=802),
            "net_new": Range(low=303, high=404),
            "roles": roles,
        }
    )
    stages = tuple(
        stage.model_copy(
            update={
                "people": Range(low=610 + stage.stage, high=620 + stage.stage),
                "conditions": tuple(
                    one.model_copy(update={"title": name("condition", 10 * stage.stage + at)})
                    for at, one in enumerate(stage.conditions)
                ),
            }
        )
        for stage in advice.roadmap.stages
    )
    metrics = tuple(
        one.model_copy(update={"name": name("metric", at)})
        for at, one in enumerate(advice.value.metrics)
    )
    return advice.model_copy(
        update={
            "staffing": staffing,
            "roadmap": advice.roadmap.model_copy(update={"stages": stages}),
            "services": tuple(
                one.model_copy(update={"name": name("service", at)})
                for at, one in enumerate(advice.services)
            ),
            "value": advice.value.model_copy(update={"metrics": metrics}),
            "warnings": tuple(
                one.model_copy(update={"title": name("warning", at)})
                for at, one in enumerate(advice.warnings)
            ),
            "boundaries": tuple(
                one.model_copy(update={"name": name("neighbor", at)})
                for at, one in enumerate(advice.boundaries)
            ),
            "provenance": advice.provenance.model_copy(update={"organization": "", "unit": UNIT}),
        }
    )


def facts(advice: Advice, lang: Lang) -> dict[str, list[str]]:
    """What the advice says, in the words of a document."""
    plan, roadmap, value = advice.staffing, advice.roadmap, advice.value
    assert plan
    assert roadmap
    assert value

    def span(people: Range | RoleRange | None) -> str:
        assert people
        return f"{people.low}–{people.high}"

    return {
        "unit": [advice.provenance.unit or advice.provenance.organization],
        "base": [span(plan.base)],
        "transferred": [span(plan.transferred)],
        "net_new": [span(plan.net_new)],
        "roles": [one.name.in_(lang) for one in plan.roles],
        "role_people": [span(one) for one in plan.roles],
        "stage_people": [span(one.people) for one in roadmap.stages],
        "services": [one.name.in_(lang) for one in advice.services],
        "metrics": [one.name.in_(lang) for one in value.metrics],
        "warnings": [one.title.in_(lang) for one in advice.warnings],
        "neighbors": [one.name.in_(lang) for one in advice.boundaries],
        "conditions": [one.title.in_(lang) for stage in roadmap.stages for one in stage.conditions],
    }


@cache
def printed(document: Document, kind: Format, lang: Lang) -> str:
    material = Material(marked(), program().rulebook, sample.texts(), load_brand())
    return words(produce(Order(document, kind, lang), material), kind).casefold()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("document", "kind"), WRITTEN)
def test_a_document_says_what_the_advice_says(document: Document, kind: Format, lang: Lang) -> None:
    found = printed(document, kind, lang)
    told = facts(client_safe(marked(), program().rulebook), lang)
    missing = {
        what: [one for one in told[what] if squeezed(one).casefold() not in found]
        for what in PROMISED[document]
    }
    assert {what: names for what, names in missing.items() if names} == {}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("document", "kind"), [one for one in WRITTEN if one[0] != "workbook"])
def test_a_document_says_no_number_of_its_own(document: Document, kind: Format, lang: Lang) -> None:
    """Were a headcount written anywhere but in the advice, the old one would still stand here.

    The workbook works its headcounts out anew, from drivers that an advice does not hold.
    """
    plan = sample.example(EXAMPLE).staffing
    assert plan
    assert plan.base
    found = printed(document, kind, lang)
    assert f"{plan.base.low}–{plan.base.high}" not in found
