"""What a changed questionnaire no longer takes: kept as it was given, and unknown to all readings.

The knowledge may change between two sessions, and an imported workshop may come from another. Here,
and nowhere else, stands what of an older workshop today's questionnaire still takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import Form, Party, TextQuestion
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.model.workshop import Answer, Whole, Workshop


def takes(rulebook: Rulebook, fact: str, value: Value) -> bool:
    """Whether there is such a question, and it can be answered so."""
    question = rulebook.question.get(fact)
    if question is None:
        return False
    if value == UNKNOWN:
        return True
    if isinstance(question, TextQuestion):
        return isinstance(value, str)
    try:
        question.domain().encode(value)
    except ValueError:
        return False
    return True


def taken(rulebook: Rulebook, answers: Mapping[str, Value]) -> dict[str, Value]:
    """The answers that count."""
    return {fact: value for fact, value in answers.items() if takes(rulebook, fact, value)}


def form_of(rulebook: Rulebook, workshop: Workshop) -> Form:
    """The workshop's questionnaire; the first there is where it has gone."""
    return rulebook.form.get(workshop.questionnaire, rulebook.forms[0])


def latest(found: Iterable[Answer], round_: int | None = None) -> dict[str, dict[str, Answer]]:
    """Each person's answers as they stood after a round, or stand now."""
    held: dict[str, dict[str, Answer]] = {}
    for one in sorted(found, key=lambda each: each.round):
        if round_ is None or one.round <= round_:
            held.setdefault(one.person, {})[one.fact] = one
    return held


def outdated(rulebook: Rulebook, whole: Whole, hidden: Collection[Party]) -> dict[str, int]:
    """How many answers to which question no longer count.

    Nothing is told of the parties that count jointly only, ``hidden``.
    """
    shown = {one.id for one in whole.people if one.party not in hidden}
    left = Counter(
        fact
        for person, answers in latest(whole.answers).items()
        if person in shown
        for fact, one in answers.items()
        if not takes(rulebook, fact, one.value)
    )
    known = [one for one in rulebook.question if one in left]
    gone = sorted(set(left) - set(known))
    return {fact: left[fact] for fact in (*known, *gone)}
