"""A question as a page shows it to one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pmo_advisor.consultation.workshop.phases import phases, revealed
from pmo_advisor.consultation.workshop.sheets import sheets
from pmo_advisor.consultation.workshop.spread import Said, spread
from pmo_advisor.consultation.workshop.withheld import joint_only
from pmo_advisor.knowledge.answers import NotAnAnswer
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import NumberQuestion, Question, TextQuestion
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.voice import Voice
from pmo_advisor.store import whole
from pmo_advisor.web.asked import Asked
from pmo_advisor.web.service import Service

_REFUSALS = {
    "answer_number": "answer.refused.number",
    "answer_outside": "answer.refused.outside",
    "answer_text_long": "answer.refused.long",
}


class Clash(NamedTuple):
    """Two values for one answer: the one that stands, and the one just given, as words."""

    standing: str
    given: str
    value: Value
    revision: int


class Trouble(NamedTuple):
    """What became of an answer that was not kept: what was typed, and what is wrong with it."""

    fact: str
    typed: str
    refused: str = ""
    clash: Clash | None = None


class Item(NamedTuple):
    """One question. ``number`` is its place among those asked, 0 where it is not asked.

    ``outdated`` says that the answer given is no longer among those that the question takes.
    ``earlier`` is the person's own answer of an earlier round in words, ``spread`` how the parties
    answered then.
    """

    question: Question
    section: str
    number: int
    value: Value | None
    revision: int
    outdated: bool
    after: str
    before: str
    earlier: str
    spread: tuple[Said, ...]
    trouble: Trouble | None

    @property
    def shown(self) -> str:
        """What stands in the field of a number or text."""
        if self.trouble is not None:
            return self.trouble.typed
        return "" if self.value in (None, "unknown") else str(self.value)

    @property
    def is_typed(self) -> bool:
        """Whether the answer is typed rather than chosen."""
        return isinstance(self.question, NumberQuestion | TextQuestion)


def names(service: Service, lang: Lang) -> Names:
    """The words of the rulebook in the reader's language."""
    return Names(service.rulebook, Voice(service.texts, lang))


def said(service: Service, lang: Lang, fact: str, value: Value) -> str:
    """A value in words."""
    return names(service, lang).value(fact, value)


def place(service: Service, lang: Lang, number: int, count: int) -> str:
    """Where a question stands among those asked."""
    return service.texts.say("web.answer.place", lang, place=number, count=count)


def items(
    service: Service, found: Asked, lang: Lang, trouble: Trouble | None = None
) -> tuple[Item, ...]:
    """All questions that may be asked of this person, in order."""
    numbers = {fact: number for number, fact in enumerate(found.questions, 1)}
    told = spreads(service, found)
    home = f"/w/{found.workshop.id}/answer"

    def address(fact: str | None) -> str:
        return f"{home}/{fact}" if fact else ""

    return tuple(
        Item(
            question=service.rulebook.question[fact],
            section=title.in_(lang),
            number=numbers.get(fact, 0),
            value=found.answers.get(fact),
            revision=found.here[fact].revision if fact in found.here else 0,
            outdated=fact in found.outdated,
            after=address(found.after(fact)) or f"/w/{found.workshop.id}/review",
            before=address(found.before(fact)),
            earlier=said(service, lang, fact, found.earlier[fact]) if fact in found.earlier else "",
            spread=told.get(fact, ()),
            trouble=trouble if trouble and trouble.fact == fact else None,
        )
        for title, facts in found.sections
        for fact in facts
    )


def spreads(service: Service, found: Asked) -> Mapping[str, tuple[Said, ...]]:
    """How the parties answered before; only what has been revealed, and nothing that is kept."""
    far = found.workshop.revealed
    if found.workshop.round == 1 or far is None:
        return {}
    rulebook = service.rulebook
    placed, open_phases = phases(service.program), revealed(far)
    # What a team of one or two can do is a personal appraisal, and never on a screen.
    personal = {one.fact for one in rulebook.catalog.capabilities}
    those = [
        one for one in found.possible if placed.get(one) in open_phases and one not in personal
    ]
    if not those:
        return {}
    with service.store.read() as connection:
        everything = whole.export(connection, found.workshop.id)
    given = sheets(rulebook, everything, found.workshop.round - 1)
    hidden = joint_only(rulebook, everything.people, given)
    shown = [one for one in given if one.party not in hidden]
    return {fact: spread(rulebook, shown, fact) for fact in those}


def refusal(service: Service, lang: Lang, question: Question, wrong: NotAnAnswer) -> str:
    """What is wrong with an answer, as the page says it."""
    typed = isinstance(question, NumberQuestion | TextQuestion)
    message = _REFUSALS.get(wrong.message, f"answer.refused.{'empty' if typed else 'nothing'}")
    voice = Voice(service.texts, lang)
    values: dict[str, object] = {}
    if isinstance(question, NumberQuestion):
        low, high = voice.number(question.min), voice.number(question.max)
        values = {"low": low, "high": high, "unit": question.unit}
    elif isinstance(question, TextQuestion):
        values = {"limit": question.max_length, "length": wrong.values.get("length", 0)}
    return service.texts.say(f"web.{message}", lang, **values)
