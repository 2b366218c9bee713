"""One person's assessment: the advice beside the questions, as it firms up."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmo_advisor.consultation.firm import provable
from pmo_advisor.knowledge.sheets import sheet_digest
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.opening import first_page, opened
from pmo_advisor.reports.sections.no_type import by_weight
from pmo_advisor.reports.sections.settledness import settled_title
from pmo_advisor.web.asked import Asked
from pmo_advisor.web.service import Service
from pmo_advisor.web.single import plain_advice, sheet
from pmo_advisor.web.views.positions import Firm, firm_views

MOST_TYPES = 3
MOST_OPEN = 3
MOST_DECIDING = 5
ENOUGH = 6
"""Fewer answers than this bear no talk of numbers or of firmness."""


class Matter(NamedTuple):
    """A question that can still change the conclusions. ``here`` is whether it is asked here."""

    fact: str
    ask: str
    here: bool


class FirmnessView(NamedTuple):
    """How firm the advice is, in words."""

    title: str
    rows: tuple[Firm, ...]
    matter: tuple[Matter, ...]


class Panel(NamedTuple):
    """The advice so far, in words. ``open`` are questions with their ids."""

    title: str
    types: tuple[str, ...]
    people: tuple[str, ...]
    open: tuple[tuple[str, str], ...]
    firm: Literal["proved", "proving", "askable", "no"]
    firmness: FirmnessView | None


def panel(service: Service, lang: Lang, mine: Asked) -> Panel:
    """The advice so far; how firm it is only where that has been proved."""
    given = sheet(service, mine)
    key = sheet_digest(given)
    proved = service.proofs.known(key)
    advice = proved or plain_advice(service, given)
    context = opened(advice, service.rulebook, service.texts, lang)
    page = first_page(context)
    enough = len(mine.here) >= ENOUGH
    people = [row for row in page.rows if row.id == "people" and enough]
    return Panel(
        title=page.title,
        types=_types(context),
        people=tuple(line.text for row in people for line in row.lines),
        open=_open(context, mine),
        firm=_firm(service, key, proved, enough=enough),
        firmness=_firmness(context, mine) if proved else None,
    )


def _firm(
    service: Service, key: str, proved: Advice | None, *, enough: bool
) -> Literal["proved", "proving", "askable", "no"]:
    if proved is not None:
        return "proved"
    if service.proofs.is_coming(key):
        return "proving"
    return "askable" if enough and provable() else "no"


def _types(context: Context) -> tuple[str, ...]:
    """The types for which something speaks, what speaks most first."""
    fits = context.advice.position.fits.get("type", ())
    speaking = sorted((one for one in fits if one.evidence > 0), key=lambda one: -one.evidence)
    return tuple(
        context.voice.head(context.names.type(one.option)) for one in speaking[:MOST_TYPES]
    )


def _open(context: Context, mine: Asked) -> tuple[tuple[str, str], ...]:
    """The unanswered questions for which most of the conclusions wait."""
    waiting = [one.fact for one in by_weight(context) if one.fact in mine.left]
    return _asked(context, waiting[:MOST_OPEN])


def _asked(context: Context, facts: list[str]) -> tuple[tuple[str, str], ...]:
    question = context.rulebook.question
    return tuple((one, context.voice.of(question[one].ask)) for one in facts if one in question)


def _firmness(context: Context, mine: Asked) -> FirmnessView | None:
    firmness = context.advice.firmness
    if firmness is None:
        return None
    settled = firmness.settled
    deciding = [one.fact for one in settled.can_matter][:MOST_DECIDING]
    matter = tuple(
        Matter(fact, ask, fact in mine.questions) for fact, ask in _asked(context, deciding)
    )
    rows = firm_views(context.names, settled.axes)
    return FirmnessView(settled_title(context, settled), rows, matter)
