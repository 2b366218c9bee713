"""The frame of a program's positions: which answers can reach them, and what tests tell apart.

Only answers that a position rule or an impossible world reads, straight, through a derived fact or
through what applies, are part of a proof. A number enters as the classes that those tests can tell
apart; where a ratio or a gap reads it, it stays a whole number as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmo_advisor.logic.bound import Bound, Leaf, leaves
from pmo_advisor.logic.program import CONCLUSIONS, BoundDerived, Program
from pmo_advisor.model.domain import Domain, Numbers
from pmo_advisor.model.question import NumberQuestion
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
    tests: dict[str, list[Leaf]] = {}
    ranked: set[str] = set()
    banded: dict[str, set[int]] = {}
    reached: set[str] = set()

    def visit(fact: str) -> None:
        if fact in reached or fact in CONCLUSIONS:
            return
        reached.add(fact)
        one = derived.get(fact)
        if one is not None:
            enter(one)
        elif fact in program.applies:
            read(program.applies[fact])

    def enter(one: BoundDerived) -> None:
        spec = one.spec
        for test in one.tests:
            read(test)
        for name in (spec.of, spec.above, spec.over, spec.under):
            if name is not None and name not in derived:
                visit(name)
        if spec.method == "band" and spec.of is not None:
            banded.setdefault(spec.of, set()).update(top for top in one.bands if top is not None)
        elif spec.method in ("gap", "ratio"):
            ranked.update(name for name in (spec.of, spec.above, spec.over, spec.under) if name)

    def read(bound: Bound) -> None:
        for leaf in leaves(bound):
            if isinstance(leaf, Leaf):
                tests.setdefault(leaf.fact, []).append(leaf)
            elif len(strata) == 1:
                raise NotModelled(leaf.fact)
            visit(leaf.fact)

    for bound in _deciding(program, strata):
        read(bound)
    asked: dict[str, Asked] = {}
    for question in program.rulebook.questions:
        fact = question.id
        if fact not in reached or fact in derived:
            continue
        domain = program.domains[fact]
        number = isinstance(question, NumberQuestion)
        single = not number and (fact in ranked or fact in banded)
        cuts = _cuts(tests.get(fact, []), banded.get(fact, set()))
        classes = _singles(domain) if single else _classes(domain, cuts)
        asked[fact] = Asked(fact, domain, question.kind, classes, number and fact in ranked)
    return Frame(program, asked, derived, _stated(program, derived, asked))


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


def _singles(domain: Domain) -> tuple[Span, ...]:
    return tuple((code, code) for code in domain.codes())


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
            spec = one.spec
            found.update(n for n in (spec.of, spec.above, spec.over, spec.under) if n)

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
