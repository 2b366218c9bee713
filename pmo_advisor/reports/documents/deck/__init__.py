"""The executive deck: the answer first, at most ten slides, the decision last."""

from __future__ import annotations

from collections.abc import Callable

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Minutes
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.deck.answer import answer
from pmo_advisor.reports.documents.deck.conditions import conditions
from pmo_advisor.reports.documents.deck.decide import decide
from pmo_advisor.reports.documents.deck.fit import fit
from pmo_advisor.reports.documents.deck.no_type import ahead, in_the_way, questions
from pmo_advisor.reports.documents.deck.parties import parties
from pmo_advisor.reports.documents.deck.people import people
from pmo_advisor.reports.documents.deck.road import road
from pmo_advisor.reports.documents.deck.runner_up import runner_up
from pmo_advisor.reports.documents.deck.services import services
from pmo_advisor.reports.documents.deck.speaking import spoken
from pmo_advisor.reports.documents.deck.value import value
from pmo_advisor.reports.documents.deck.warnings import warnings
from pmo_advisor.reports.opening import date, opened, organization
from pmo_advisor.reports.slides import MOST_SLIDES, Deck, Slide
from pmo_advisor.reports.voice import Texts

Build = Callable[[Context], Slide | None]

_POSITION: tuple[Build, ...] = (
    answer,
    fit,
    runner_up,
    conditions,
    people,
    road,
    services,
    value,
    parties,
    warnings,
    decide,
)
_NOT_YET: tuple[Build, ...] = (answer, in_the_way, ahead, fit, parties, warnings, decide)
_UNDETERMINED: tuple[Build, ...] = (answer, questions, parties, warnings, decide)
_SPARED = ("warnings", "value", "services")
"""What gives way where there are too many slides; the report has it all."""


def deck(
    advice: Advice,
    rulebook: Rulebook,
    texts: Texts,
    lang: Lang,
    minutes: Minutes | None = None,
) -> Deck:
    """The deck in one language. It is shown to a room: give it advice that is safe to show."""
    context = opened(_without_ratings(advice, rulebook), rulebook, texts, lang, minutes)
    made = [slide for build in _story(context) if (slide := spoken(context, build))]
    for spared in _SPARED:
        if len(made) > MOST_SLIDES:
            made = [slide for slide in made if slide.id != spared]
    return Deck(
        lang=lang,
        kind=context.voice.say("doc.kicker"),
        subject=context.subject,
        organization=organization(context),
        date=date(context),
        slides=tuple(made),
    )


def _without_ratings(advice: Advice, rulebook: Rulebook) -> Advice:
    """The advice without the answers that rate the team, which notes would else read out."""
    rated = {one.fact for one in rulebook.catalog.capabilities}
    made = advice.provenance
    kept = {fact: value for fact, value in made.answers.items() if fact not in rated}
    return advice.model_copy(update={"provenance": made.model_copy(update={"answers": kept})})


def _story(context: Context) -> tuple[Build, ...]:
    if context.settled_on_type:
        return _POSITION
    return _NOT_YET if context.advice.position.not_yet else _UNDETERMINED
