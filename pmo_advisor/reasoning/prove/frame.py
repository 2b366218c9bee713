"""The frame of a program's positions: which answers can reach them, and what tests tell apart.

Only answers that a position rule or an impossible world reads, straight, through a derived fact or
through what applies, are part of a proof. A number enters as the classes that those tests can tell
apart; where a ratio or a gap reads it, it stays a whole number as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pmo_advisor.logic.bound import Bound, Leaf, leaves
from pmo_advisor.logic.program import CONCLUSIONS, BoundDerived, Program
from pmo_advisor.model.domain import Domain, Numbers
from pmo_advisor.model.question import NumberQuestion, Question
from pmo_advisor.model.rule import Stratum
from pmo_advisor.reasoning.prove.faults import NotModelled

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer in the frame. ``classes`` are spans of codes, in order.

    ``kind`` says how the steps between two answers are counted; ``exact`` that the number itself
    is read as well as its class.
    """

    fact: str
    domain: Domain
    kind: str
    classes: tuple[Span, ...]
    exact: bool

    def place(self, code: int) -> int:
        """Which class holds the code."""
        return next(i for i, (low, high) in enumerate(self.classes) if low <= code <= high)


@dataclass(frozen=True, slots=True)
class Frame:
    """The answers in questionnaire order, the derived facts, and which answers state the problem.

    ``stated`` holds the answers that rules on the ground of the problem read.
    """

    program: Program
    asked: Mapping[str, Asked]
    derived: Mapping[str, BoundDerived]
    stated: tuple[str, ...]

    @property
    def order(self) -> tuple[str, ...]:
        return tuple(self.asked)


def frame(program: Program, strata: Sequence[Stratum] = ("position",)) -> Frame:
    """The frame of these strata. Raises NotModelled where ``answered`` decides a position."""
    derived = {one.spec.id: one for one in program.derived}
    cone = _Cone(program, derived, answered=tuple(strata) != ("position",))
    for bound in _deciding(program, strata):
        cone.read(bound)
    asked: dict[str, Asked] = {}
    for question in program.rulebook.questions:
        if question.id in cone.reached:
            asked[question.id] = cone.asked(question)
    return Frame(program, asked, derived, _stated(program, derived, asked))


@dataclass
class _Cone:
    """Collects what the deciding conditions read, and how."""

    program: Program
    derived: Mapping[str, BoundDerived]
    answered: bool
    reached: set[str] = field(default_factory=set)
    tests: dict[str, list[Leaf]] = field(default_factory=dict)
    ranked: set[str] = field(default_factory=set)
    tops: dict[str, set[int]] = field(default_factory=dict)

    def read(self, bound: Bound) -> None:
        for leaf in leaves(bound):
            if isinstance(leaf, Leaf):
                self.tests.setdefault(leaf.fact, []).append(leaf)
            elif not self.answered:
                raise NotModelled(leaf.fact)
            self._visit(leaf.fact)

    def asked(self, question: Question) -> Asked:
        fact, domain = question.id, self.program.domains[question.id]
        number = isinstance(question, NumberQuestion)
        if not number and (fact in self.ranked or fact in self.tops):
            classes = tuple((code, code) for code in domain.codes())
        else:
            classes = _classes(domain, _cuts(self.tests.get(fact, []), self.tops.get(fact, set())))
        return Asked(fact, domain, question.kind, classes, number and fact in self.ranked)

    def _visit(self, fact: str) -> None:
        if fact in self.reached or fact in CONCLUSIONS:
            return
        self.reached.add(fact)
        if fact in self.derived:
            self._enter(self.derived[fact])
        elif fact in self.program.applies:
            self.read(self.program.applies[fact])

    def _enter(self, one: BoundDerived) -> None:
        for test in one.tests:
            self.read(test)
        # To a derived fact, another one is unknown: nothing behind it is read.
        inputs = [fact for fact in inputs_of(one) if fact not in self.derived]
        for fact in inputs:
            self._visit(fact)
            if one.spec.method == "band":
                tops = {top for top in one.bands if top is not None}
                self.tops.setdefault(fact, set()).update(tops)
            else:
                self.ranked.add(fact)


def inputs_of(one: BoundDerived) -> tuple[str, ...]:
    """The facts whose ranks a derived fact reads; a count reads none."""
    pairs = (one.spec.of, one.spec.above, one.spec.over, one.spec.under)
    return tuple(fact for fact in pairs if fact)


def _deciding(program: Program, strata: Sequence[Stratum]) -> Iterator[Bound]:
    for stratum in strata:
        yield from program.conditions[stratum].values()
    yield from program.impossible.values()


def _cuts(tests: list[Leaf], tops: set[int]) -> set[int]:
    """The codes at which a new class begins."""
    starts = {end for test in tests for low, high in test.spans for end in (low, high + 1)}
    return starts | {top + 1 for top in tops}


def _classes(domain: Domain, cuts: set[int]) -> tuple[Span, ...]:
    low, high = _ends(domain)
    starts = sorted({low, *(cut for cut in cuts if low < cut <= high)})
    return tuple(
        (start, after - 1) for start, after in zip(starts, [*starts[1:], high + 1], strict=True)
    )


def _ends(domain: Domain) -> Span:
    if isinstance(domain, Numbers):
        return domain.low, domain.high
    return 0, len(domain.words) - 1


def _stated(
    program: Program, derived: Mapping[str, BoundDerived], asked: Mapping[str, Asked]
) -> tuple[str, ...]:
    found: set[str] = set()

    def collect(bound: Bound) -> None:
        for leaf in leaves(bound):
            one = derived.get(leaf.fact)
            if one is None:
                found.add(leaf.fact)
                continue
            for test in one.tests:
                collect(test)
            found.update(inputs_of(one))

    for rule in program.rulebook.rules_of("position"):
        if rule.ground == "problem":
            collect(program.conditions["position"][rule.id])
    return tuple(fact for fact in asked if fact in found)


def rank_limits(domain: Domain) -> tuple[int, int]:
    """The smallest and largest rank in the domain."""
    if isinstance(domain, Numbers):
        return domain.low, domain.high
    ranks = [domain.rank(code) for code in domain.codes()]
    return min(ranks), max(ranks)
