"""The course of an interview: which questions one respondent is asked, as answers come in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pmo_advisor.logic import facts
from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.evaluate import carriers, truth
from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import Form, Party


def course(
    program: Program,
    form: Form,
    party: Party | None,
    answers: Mapping[str, Value],
    passed: Collection[str] = (),
) -> Iterator[str]:
    """The questions of the form that this respondent may be asked, in order.

    A question may come as long as its condition is not refuted. Where the condition stays open on
    a question put to the same person, it is not asked: the earlier "don't know" has answered it,
    or they passed over it (``passed``). Where it stays open on what only another party is asked,
    it is.
    """
    known = facts.read(program, answers).known
    mine = [one for one in form.question_ids() if is_asked(program, one, party)]
    settled = {one for one in mine if one in answers or one in passed}
    closed: set[str] = set()
    for name in mine:
        condition = program.applies.get(name)
        outcome = Truth.FIRES if condition is None else truth(condition, known)
        waits_for = (
            set(carriers(condition, known)) if condition and outcome is Truth.OPEN else set()
        )
        if outcome is Truth.REFUTED or waits_for & (settled | closed):
            closed.add(name)
        else:
            yield name


def is_asked(program: Program, fact: str, party: Party | None) -> bool:
    """Whether the question is put to that party; everything is put to somebody without one."""
    return party is None or party in program.rulebook.question[fact].asked_of
