"""Answers that today's questionnaire no longer takes, as the screen reports them."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.consultation.workshop.outdated import outdated
from pmo_advisor.consultation.workshop.standing import Standing
from pmo_advisor.model.workshop import Whole
from pmo_advisor.reports.names import Names


class Leftover(NamedTuple):
    """A question with the number of its answers that no longer count; its id where it has gone."""

    ask: str
    answers: int


def leftovers(names: Names, whole: Whole, standing: Standing) -> tuple[Leftover, ...]:
    """All of them, by question; nothing of the parties that count jointly only."""
    known = names.rulebook.question
    return tuple(
        Leftover(names.voice.of(known[fact].ask) if fact in known else fact, count)
        for fact, count in outdated(names.rulebook, whole, standing.hidden).items()
    )
