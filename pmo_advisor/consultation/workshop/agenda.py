"""What to talk about, and in which order: the disagreements that can change the joint position.

They are revealed by phase (problem, scope, mandate, type), within a phase in the proved order.
Everything here is made of what may be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pmo_advisor.consultation.workshop.phases import PHASES, Phase, phases
from pmo_advisor.consultation.workshop.spread import Said, spread
from pmo_advisor.consultation.workshop.standing import Standing
from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Difference
from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import AxisFirmness, Contested
from pmo_advisor.model.rule import Axis
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.conclude import position_only
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reports.sections.decisive import in_order

CLOCK = ("clock_reveal", "clock_issues", "clock_whatif", "clock_decide")
MOST_ISSUES = "clock_most_issues"
"""The thresholds that hold the suggested clock."""


class Lead(NamedTuple):
    """Where the joint position would stand if this answer were used and all else stayed."""

    value: Value
    type: str
    level: str | None
    control: str | None


class Point(NamedTuple):
    """A question answered differently: the answer that is used, and who says what.

    ``matters`` says whether it can change the joint position; None where that was not worked out.
    """

    fact: str
    used: Value
    said: tuple[Said, ...]
    matters: bool | None


class Issue(NamedTuple):
    """A disagreement to settle, with what hangs on it.

    ``place`` counts from 1 in the proved order; ``minutes`` is its share of the clock, None beyond
    the few for which there is time. ``decides`` counts, for each axis, the conclusions that this
    answer alone can bring about or take away. ``leads`` is empty where something is kept.
    """

    point: Point
    phase: Phase
    place: int
    minutes: int | None
    decides: Mapping[Axis, int]
    leads: tuple[Lead, ...]


class Clock(NamedTuple):
    """The suggested two hours, in minutes."""

    reveal: int
    issues: int
    whatif: int
    decide: int


class Agenda(NamedTuple):
    """The reveal. ``settled`` is None where the disagreements were not, or not all, weighed.

    ``others`` are judgements that do not change the advice; ``checks`` are counts, to be looked
    up. ``reachable`` is what the joint position may become, ``settling`` the smallest sets of
    questions that settle it, all of them if ``complete``.
    """

    settled: bool | None
    issues: tuple[Issue, ...]
    others: tuple[Point, ...]
    checks: tuple[Point, ...]
    reachable: tuple[AxisFirmness, ...]
    settling: tuple[tuple[str, ...], ...]
    complete: bool
    clock: Clock

    def of(self, phase: Phase) -> tuple[Issue, ...]:
        """The issues of one phase, in the proved order."""
        return tuple(one for one in self.issues if one.phase == phase)


def agenda(program: Program, standing: Standing) -> Agenda:
    """The agenda of a workshop as it stands, weighed or not."""
    parties = standing.advice.parties
    found = parties.contested if parties.contested and parties.contested.state == "done" else None
    points = {
        one.fact: Point(
            one.fact,
            one.used,
            spread(program.rulebook, standing.shown, one.fact),
            _matters(found, one),
        )
        for one in parties.differences
    }
    judgements = {one.fact for one in parties.differences if one.kind == "judgement"}
    issues = _issues(program, standing, found, points, judgements)
    told = {one.point.fact for one in issues}
    return Agenda(
        settled=found.settled if found else None,
        issues=issues,
        others=tuple(points[one] for one in points if one in judgements and one not in told),
        checks=tuple(points[one] for one in points if one not in judgements),
        reachable=found.reachable if found else (),
        settling=found.settling if found else (),
        complete=found.complete if found else False,
        clock=clock(program.rulebook),
    )


def questions_to_reopen(found: Agenda) -> tuple[str, ...]:
    """The questions of another round: those that can change the position, in the proved order."""
    counts = tuple(one.fact for one in found.checks if one.matters)
    ordered = sorted(found.issues, key=lambda one: one.place)
    return (*(one.point.fact for one in ordered), *counts)


def clock(rulebook: Rulebook) -> Clock:
    """The suggested clock."""
    return Clock(*(rulebook.threshold[name] for name in CLOCK))


def _matters(found: Contested | None, one: Difference) -> bool | None:
    if found is None:
        return None
    return any(each.fact == one.fact for each in found.can_matter)


def _issues(
    program: Program,
    standing: Standing,
    found: Contested | None,
    points: Mapping[str, Point],
    judgements: set[str],
) -> tuple[Issue, ...]:
    """By phase, then in the proved order; unweighed, whatever a position rule could read."""
    placed = phases(program)
    proved = in_order(found)
    ordered = [one for one in points if one in placed] if proved is None else proved
    wanted = [one for one in ordered if one in judgements]
    decides = {one.fact: one.decides for one in found.can_matter} if found else {}
    limit = program.rulebook.threshold[MOST_ISSUES]
    share = clock(program.rulebook).issues // max(1, min(limit, len(wanted)))
    issues = [
        Issue(
            point=points[fact],
            phase=placed.get(fact, PHASES[-1]),
            place=place,
            minutes=share if place <= limit else None,
            decides=decides.get(fact, {}),
            leads=tuple(_leads(program, standing, points[fact])),
        )
        for place, fact in enumerate(wanted, 1)
    ]
    return tuple(sorted(issues, key=lambda one: (PHASES.index(one.phase), one.place)))


def _leads(program: Program, standing: Standing, found: Point) -> Iterator[Lead]:
    """What each answer given would lead to; not told where it would sound out what is kept."""
    if standing.keeps:
        return
    engine = PlainEngine(program)
    for value in dict.fromkeys(one.value for one in found.said):
        known = read(program, {**standing.joint, found.fact: value}).known
        decision = position_only(program, known, engine)
        yield Lead(value, decision.type, decision.level, decision.control)
