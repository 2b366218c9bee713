"""Why not this type: ground by ground beside the leader, its gates, and what could still matter."""

from __future__ import annotations

from pmo_advisor.cli.explaining.case import Case
from pmo_advisor.cli.explaining.conclusions import unanswered
from pmo_advisor.cli.explaining.outline import Outline
from pmo_advisor.cli.explaining.reasons import AGAINST, FOR, by_ground, gates
from pmo_advisor.logic.bound import Truth
from pmo_advisor.model.advice import Fit
from pmo_advisor.model.rule import GROUNDS
from pmo_advisor.reasoning.explain import gate


def explain(case: Case, outline: Outline, wanted: str) -> None:
    """What speaks for and against the type, and what stands in its way."""
    fits = {one.option: one for one in case.advice.position.fits["type"]}
    other = fits[wanted]
    leader = fits[_leader(case, tuple(fits))]
    if leader.evidence <= 0 and case.advice.position.type == "undetermined":
        outline.head(case.say("undetermined"))
        unanswered(case, outline, {wanted})
        return
    name = case.voice.of(other.name)
    if case.advice.position.type == wanted:
        outline.head(case.say("is_suggested", type=name))
    elif leader is other:
        outline.head(case.say("why_not_leader", type=name))
    else:
        outline.head(case.say("why_not", type=name, leader=case.voice.of(leader.name)))
        _points(case, outline, leader, other)
    supports = [reason for part in other.grounds for reason in part.supports]
    opposes = [reason for part in other.grounds for reason in part.opposes]
    if supports:
        outline.head(case.say("speaks_for", type=name))
        by_ground(case, outline, supports, FOR)
    if opposes:
        outline.head(case.say("speaks_against", type=name))
        by_ground(case, outline, opposes, AGAINST)
    if not supports and not opposes:
        outline.line(case.say("nothing_speaks"))
    _gates(case, outline, wanted)
    unanswered(case, outline, {wanted})


def _leader(case: Case, options: tuple[str, ...]) -> str:
    """The type suggested, or else the one with most evidence."""
    position = case.advice.position
    for one in (position.type, position.target_type):
        if one in options:
            return str(one)
    return options[0]


def _points(case: Case, outline: Outline, leader: Fit, other: Fit) -> None:
    def points(fit: Fit) -> dict[str, int]:
        return {part.ground: part.points for part in fit.grounds}

    mine, theirs = points(leader), points(other)
    names = (case.voice.of(other.name), case.voice.of(leader.name))
    rows: list[tuple[str, ...]] = [("", *names)]
    rows += [
        (case.voice.say(f"ground.{one}.short"), str(theirs.get(one, 0)), str(mine.get(one, 0)))
        for one in GROUNDS
    ]
    rows.append((case.say("sum"), str(other.evidence), str(leader.evidence)))
    outline.table(rows)
    outline.line(case.say("points"))


def _gates(case: Case, outline: Outline, wanted: str) -> None:
    """The gates of this type and those of every type that fired or are open."""
    told = []
    for rule in case.rulebook.rules_of("position"):
        outcome = Truth(case.outcome[rule.id])
        own = rule.then.requires is not None and rule.then.requires.type == wanted
        if own or (rule.then.blocks is not None and outcome is not Truth.REFUTED):
            told.append(gate(rule, outcome))
    if told:
        outline.head(case.say("gates"))
        gates(case, outline, told)
