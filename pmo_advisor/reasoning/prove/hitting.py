"""The smallest set of answers that, held fast, leaves nothing else: by implicit hitting sets.

Whoever holds too few answers is shown a counterexample, and every sufficient set must hold one of
the answers in which a counterexample differs. So the smallest set that hits all counterexamples so
far is either sufficient, and then nothing smaller is, or brings up the next counterexample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pmo_advisor.reasoning.prove.circuit import Circuit, Lit, holds
from pmo_advisor.reasoning.prove.faults import OutOfTime, ProofFault
from pmo_advisor.reasoning.prove.lexicographic import first_set
from pmo_advisor.reasoning.prove.limits import Limits, solve

Counterexample = Callable[[frozenset[str]], frozenset[str] | None]
"""In what a counterexample to these answers differs; None where there is none."""


@dataclass
class Hitting:
    """Finds smallest sufficient sets among the elements, first in their order."""

    elements: Sequence[str]
    counterexample: Counterexample
    limits: Limits
    cuts: list[frozenset[str]] = field(default_factory=list)
    passed: list[frozenset[str]] = field(default_factory=list)

    def smallest(self) -> frozenset[str] | None:
        """The first of the smallest sufficient sets; None where all elements do not suffice.

        Raises OutOfTime with the size that is certainly needed.
        """
        while True:
            chosen = self._candidate()
            if chosen is None:
                return None
            try:
                if not self._refuted(chosen):
                    self._check(chosen)
                    return chosen
            except OutOfTime:
                raise OutOfTime(len(chosen)) from None

    def all_smallest(self, most: int) -> tuple[tuple[frozenset[str], ...], bool]:
        """Up to ``most`` of the smallest sufficient sets in order, and whether these are all."""
        found: list[frozenset[str]] = []
        while True:
            one = self.smallest()
            if one is None or (found and len(one) > len(found[0])):
                return tuple(found), True
            if len(found) == most:
                return tuple(found), False
            found.append(one)
            self.passed.append(one)
            if not one:
                return tuple(found), True

    def _refuted(self, chosen: frozenset[str]) -> bool:
        """Look for counterexamples that have no difference in common, as many as there are."""
        held, refuted = chosen, False
        while (cut := self.counterexample(held)) is not None:
            if cut & held:
                raise ProofFault(f"{sorted(cut & held)} was held fast")
            self.cuts.append(cut)
            refuted = True
            if not cut:
                break
            held |= cut
        return refuted

    def _candidate(self) -> frozenset[str] | None:
        circuit = Circuit()
        lits = {one: circuit.literal() for one in self.elements}
        for cut in self.cuts:
            circuit.require(*(lits[one] for one in sorted(cut)))
        for one in self.passed:
            circuit.require(*(-lits[name] for name in sorted(one)))
        count = circuit.total(lits.values())
        circuit.minimize(count)
        values = solve(circuit, self.limits)
        if values is None:
            return None
        size = len(_chosen(lits, values))
        circuit.bound(count, size, size)
        return _chosen(lits, first_set(circuit, list(lits.values()), values, self.limits))

    def _check(self, chosen: frozenset[str]) -> None:
        """Nothing can be dropped: for each member some counterexample differs in it alone."""
        for one in chosen:
            if not any(cut & chosen == {one} for cut in self.cuts):
                raise ProofFault(f"{one} can be dropped")


def _chosen(lits: dict[str, Lit], values: list[int]) -> frozenset[str]:
    return frozenset(one for one, lit in lits.items() if holds(lit, values))


def in_order(elements: Iterable[str], chosen: frozenset[str]) -> tuple[str, ...]:
    """The members in the order of the elements."""
    return tuple(one for one in elements if one in chosen)
