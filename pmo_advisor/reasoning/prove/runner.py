"""Running witnesses: every sheet that is shown is read to the end by the evaluator itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import Numbers, Value
from pmo_advisor.model.packproof import Broken
from pmo_advisor.reasoning.conclude import Concluded, conclude
from pmo_advisor.reasoning.engine import choose
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reasoning.position import Decision, decide
from pmo_advisor.reasoning.prove.faults import ProofFault
from pmo_advisor.reasoning.value import verdict

Answers = Mapping[str, Value]
Holds = Callable[[Answers], bool]
PLAIN_NUMBERS = (0, *(step * 10**power for power in range(8) for step in (1, 2, 5)))
"""Numbers that are easy to read."""


class Item(NamedTuple):
    """Something that a sheet can reach; a tie is told as leader, other, and what breaks it."""

    kind: str
    id: str


class Position(NamedTuple):
    """The position stratum of one possible sheet."""

    known: dict[str, int]
    outcomes: Mapping[str, Truth]
    decision: Decision


class Runner:
    """Reads sheets outside the solver. None stands for an impossible world."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._plain = PlainEngine(program)
        self._second = choose(program)
        self._decided: dict[tuple[Truth, ...], Decision] = {}

    def known(self, answers: Answers) -> dict[str, int] | None:
        """The facts alone."""
        facts = read(self.program, answers)
        return None if facts.impossible else facts.known

    def position(self, answers: Answers) -> Position | None:
        """The position alone."""
        known = self.known(answers)
        if known is None:
            return None
        outcomes = self._plain.outcomes("position", known)
        key = tuple(outcomes.values())
        if key not in self._decided:
            self._decided[key] = decide(self.program.rulebook, outcomes)
        return Position(known, outcomes, self._decided[key])

    def whole(self, answers: Answers) -> Concluded | None:
        """All strata."""
        facts = read(self.program, answers)
        return None if facts.impossible else conclude(self.program, facts.known, self._plain)

    def confirm(self, answers: Answers) -> Concluded:
        """All strata, by both engines. Raises ProofFault where they differ or nothing can be so."""
        facts = read(self.program, answers)
        found = conclude(self.program, facts.known, self._plain)
        if facts.impossible:
            raise ProofFault(f"{dict(answers)} is impossible")
        if self._second.name != self._plain.name:
            again = conclude(self.program, facts.known, self._second)
            if {one: dict(part) for one, part in again.outcomes.items()} != found.outcomes:
                raise ProofFault(f"{self._second.name} disagrees on {dict(answers)}")
        return found

    def items(self, found: Concluded) -> set[Item]:
        """All that a sheet reaches."""
        decision, told = found.decision, set[Item]()
        for kind in ("type", "target_type", "secondary_type", "level", "control", "lifetime"):
            option = getattr(decision, kind)
            if option is not None:
                told.add(Item(kind, option))
        for number in found.stages if decision.stands else ():
            if number <= found.current:
                told.add(Item("stage", f"{decision.type}.{number}"))
        gravest = verdict(self.program.rulebook, found.outcomes["value"])
        if gravest is not None:
            told.add(Item("verdict", gravest.verdict))
        for part in found.outcomes.values():
            told |= {Item("rule", rule) for rule, truth in part.items() if truth is Truth.FIRES}
        return told | tied(decision)


def tied(decision: Decision) -> set[Item]:
    """The ties of a decision, and what broke each."""
    if not decision.tied_with:
        return set()
    types = decision.evidence["type"]
    support = {name: one.support("problem") for name, one in types.items()}
    most = max(support.values())
    named = next(name for name, points in support.items() if points == most) if most else None
    order = sorted(types, key=lambda name: name != named)
    place = order.index(decision.type)
    how: Broken = "stated_problem" if named == decision.type else "catalogue_order"
    return {
        tie(decision.type, other, how if place < order.index(other) else "other_cannot_stand")
        for other in decision.tied_with
    }


def tie(leads: str, other: str, broken_by: Broken) -> Item:
    """A tie as an item."""
    return Item("tie", f"{leads} {other} {broken_by}")


def shrink(program: Program, answers: Answers, holds: Holds) -> dict[str, Value]:
    """Fewer answers with which it still holds, none of which can be left out, in plain numbers."""
    kept, size = dict(answers), len(answers)
    while size > 1:
        size = -(-size // 2)
        kept = _without(kept, size, holds)
    while len(fewer := _without(kept, 1, holds)) < len(kept):
        kept = fewer
    for fact, value in kept.items():
        domain = program.domains[fact]
        if isinstance(domain, Numbers) and domain.high > 4 and value not in PLAIN_NUMBERS:
            plain = (one for one in PLAIN_NUMBERS if domain.low <= one <= domain.high)
            kept[fact] = next((one for one in plain if holds(kept | {fact: one})), value)
    return kept


def _without(answers: dict[str, Value], size: int, holds: Holds) -> dict[str, Value]:
    """Leave out so many answers at a time, wherever it still holds without them."""
    names, kept = list(answers), dict(answers)
    for start in range(0, len(names), size):
        dropped = names[start : start + size]
        fewer = {fact: value for fact, value in kept.items() if fact not in dropped}
        if holds(fewer):
            kept = fewer
    return kept
