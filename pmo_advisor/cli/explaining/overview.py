"""Every conclusion with what carried it, in short."""

from __future__ import annotations

from pmo_advisor.cli.explaining import conclusions
from pmo_advisor.cli.explaining.case import Case
from pmo_advisor.cli.explaining.outline import Outline
from pmo_advisor.cli.explaining.reasons import AGAINST, FOR, by_ground, gates
from pmo_advisor.reports.context import gate_mark


def overview(case: Case, outline: Outline) -> None:
    """All conclusions with their reasons, the gates that are not met, and what is still open."""
    position = case.advice.position
    outline.head(conclusions.sentence(case, "type"))
    for note in conclusions.notes(case):
        outline.line(note)
    for conclusion in case.advice.explanation.conclusions:
        if conclusion.about != "type" and conclusion.option is not None:
            outline.head(conclusions.sentence(case, conclusion.about))
        by_ground(case, outline, conclusion.carried_by, FOR)
        by_ground(case, outline, conclusion.against, AGAINST)
    if position.not_yet is not None:
        outline.head(case.say("not_yet"))
        gates(case, outline, position.not_yet.gates)
    told = {one.rule for one in position.not_yet.gates} if position.not_yet else set()
    ahead = [
        one
        for one in (*position.confirm_first, *position.gates)
        if gate_mark(one) != "met" and one.rule not in told
    ]
    if ahead:
        outline.head(case.say("gates_ahead"))
        gates(case, outline, ahead)
    conclusions.unanswered(case, outline)
    outline.head(case.say("more"))
    outline.table(
        [("--why type", case.say("more_why")), ("--why-not rd", case.say("more_why_not"))]
    )
