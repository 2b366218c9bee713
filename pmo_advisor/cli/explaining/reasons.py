"""Reasons, gates and sources, as they stand in every explanation."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_advisor.cli.explaining.case import Case
from pmo_advisor.cli.explaining.outline import Outline
from pmo_advisor.logic.weights import POINTS
from pmo_advisor.model.advice import Gate, Reason
from pmo_advisor.model.rule import GROUNDS
from pmo_advisor.reports.context import gate_mark

FOR, AGAINST = "+", "-"


def by_ground(case: Case, outline: Outline, reasons: Iterable[Reason], mark: str) -> None:
    """Reasons under the ground on which they argue; only the strongest of a ground counts."""
    listed = list(reasons)
    for ground in GROUNDS:
        here = sorted((one for one in listed if one.ground == ground), key=_weakness)
        if not here:
            continue
        outline.gap()
        outline.line(case.voice.say(f"ground.{ground}.short"))
        for one in here:
            if _weakness(one) == _weakness(here[0]):
                _in_full(case, outline, one, mark)
        weaker = [one for one in here if _weakness(one) > _weakness(here[0])]
        for one in weaker:
            outline.line(case.say("weaker", title=_title(case, one), rule=one.rule), 2, mark)


def _weakness(one: Reason) -> int:
    return -POINTS[one.strength] if one.strength else 0


def _title(case: Case, one: Reason) -> str:
    title = case.voice.of(one.title)
    if one.strength is None:
        return title
    strength = case.voice.say(f"strength.{one.strength}")
    return case.say("with_strength", title=title, strength=strength)


def _in_full(case: Case, outline: Outline, one: Reason, mark: str) -> None:
    """One reason: what it says, why that follows, the answers read, and what it rests on."""
    outline.line(_title(case, one), 2, mark)
    outline.line(case.voice.of(one.because), 3)
    for read in one.read:
        said = case.value(read.fact, read.value)
        outline.line(case.say("answer", fact=case.fact(read.fact), answer=said), 3)
    outline.line(basis(case, one.rule, one.sources, one.grade), 3)


def basis(case: Case, rule: str, sources: Iterable[str], grade: str) -> str:
    """The rule's id, its sources and the best grade among them: what to ask about next."""
    cited = case.say("comma").join(sources)
    return case.say("basis", rule=rule, sources=cited, grade=grade)


def gates(case: Case, outline: Outline, several: Iterable[Gate]) -> None:
    """Gates, how they stand, and what would settle those that are not met."""
    for gate in several:
        state = gate_mark(gate)
        kind = "mark" if gate.type else "obstacle"
        shown = case.voice.say(f"{kind}.{state}")
        told = case.say("gate", state=shown, title=case.voice.of(gate.title))
        outline.line(told)
        if state == "met":
            continue
        outline.line(case.voice.of(gate.because), 3)
        for action in gate.actions:
            done = case.say(
                "action", owner=case.names.party(gate.owner), action=case.voice.of(action)
            )
            outline.line(done, 3)


def sources(case: Case, outline: Outline, ids: Iterable[str]) -> None:
    """Sources with their grade and their name."""
    cited = set(ids)
    rows: list[tuple[str, ...]] = [
        (one.id, case.say("grade", grade=one.grade), case.voice.of(one.name))
        for one in case.rulebook.catalog.sources
        if one.id in cited
    ]
    if rows:
        outline.table(rows)
