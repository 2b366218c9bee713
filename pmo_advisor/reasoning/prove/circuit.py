"""A circuit of yes-or-no values over a CP-SAT model, with everything constant folded away.

A literal is a whole number: TRUE, FALSE, or a variable, with the minus sign for "not". Equal parts
of a circuit are built once, so that conditions which share a test share its literal.
"""

from __future__ import annotations

from collections.abc import Iterable

from ortools.sat.python import cp_model

from pmo_advisor.reasoning.prove.linear import Linear

Lit = int
TRUE, FALSE = 1, -1
_FIRST = 2


class Circuit:
    """Builds a CP-SAT model out of literals and linear sums."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self._variables: list[cp_model.IntVar] = []
        self._limits: list[tuple[int, int]] = []
        self._all: dict[frozenset[Lit], Lit] = {}
        self._at_least: dict[tuple[tuple[tuple[int, int], ...], int], Lit] = {}

    @property
    def size(self) -> int:
        """How many variables there are."""
        return len(self._variables)

    def copy(self) -> Circuit:
        """A second circuit with the same parts, to which more can be added."""
        twin = Circuit()
        twin.model = self.model.clone()
        twin._variables = [
            twin.model.get_int_var_from_proto_index(one.index) for one in self._variables
        ]
        twin._limits = list(self._limits)
        twin._all = dict(self._all)
        twin._at_least = dict(self._at_least)
        return twin

    # --- variables --------------------------------------------------------------------------

    def literal(self) -> Lit:
        """A new free yes-or-no value."""
        return self._new(0, 1) + _FIRST

    def number(self, low: int, high: int) -> Linear:
        """A new whole number, both limits included."""
        if low == high:
            return Linear(low)
        return Linear(0, {self._new(low, high): 1})

    def _new(self, low: int, high: int) -> int:
        self._variables.append(self.model.new_int_var(low, high, ""))
        self._limits.append((low, high))
        return len(self._variables) - 1

    def linear(self, lit: Lit, factor: int = 1) -> Linear:
        """``factor`` where the literal holds, else 0."""
        if lit in (TRUE, FALSE):
            return Linear(factor if lit == TRUE else 0)
        if lit > 0:
            return Linear(0, {lit - _FIRST: factor})
        return Linear(factor, {-lit - _FIRST: -factor})

    def total(self, lits: Iterable[Lit], factor: int = 1) -> Linear:
        """``factor`` for each literal that holds."""
        constant, parts = 0, dict[int, int]()
        for lit in lits:
            one = self.linear(lit, factor)
            constant += one.constant
            for index, part in one.parts.items():
                parts[index] = parts.get(index, 0) + part
        return Linear(constant, {index: part for index, part in parts.items() if part})

    # --- joining ----------------------------------------------------------------------------

    def all_(self, lits: Iterable[Lit]) -> Lit:
        """A literal that holds exactly where all of these do."""
        found: set[Lit] = set()
        for lit in lits:
            if lit == FALSE or -lit in found:
                return FALSE
            if lit != TRUE:
                found.add(lit)
        if not found:
            return TRUE
        if len(found) == 1:
            return found.pop()
        key = frozenset(found)
        if key not in self._all:
            self._all[key] = self._define_all(sorted(found))
        return self._all[key]

    def any_(self, lits: Iterable[Lit]) -> Lit:
        """A literal that holds exactly where one of these does, or more."""
        return -self.all_(-lit for lit in lits)

    def _define_all(self, lits: list[Lit]) -> Lit:
        made = self.literal()
        self.model.add_bool_and([self._at(lit) for lit in lits]).only_enforce_if(self._at(made))
        self.model.add_bool_or([*(self._at(-lit) for lit in lits), self._at(made)])
        return made

    def at_least(self, total: Linear, bound: int) -> Lit:
        """A literal that holds exactly where the sum is ``bound`` or more."""
        low, high = self.limits(total)
        if low >= bound:
            return TRUE
        if high < bound:
            return FALSE
        lits = self._units(total)
        if lits is not None and bound == low + 1:
            return self.any_(lits)
        if lits is not None and bound == high:
            return self.all_(lits)
        key = (tuple(sorted(total.parts.items())), bound - total.constant)
        if key not in self._at_least:
            made = self.literal()
            self._sum(total, bound, high, made)
            self._sum(total, low, bound - 1, -made)
            self._at_least[key] = made
        return self._at_least[key]

    def limits(self, total: Linear) -> tuple[int, int]:
        """The smallest and largest value that the limits of its variables allow the sum."""
        low = high = total.constant
        for index, factor in total.parts.items():
            ends = [factor * end for end in self._limits[index]]
            low, high = low + min(ends), high + max(ends)
        return low, high

    def _units(self, total: Linear) -> list[Lit] | None:
        """The literals that the sum counts; None where it is more than a count."""
        lits: list[Lit] = []
        for index, factor in total.parts.items():
            if abs(factor) != 1 or self._limits[index] != (0, 1):
                return None
            lits.append((index + _FIRST) * factor)
        return lits

    # --- demanding --------------------------------------------------------------------------

    def require(self, *lits: Lit) -> None:
        """One of these must hold."""
        if TRUE not in lits:
            self.model.add_bool_or([self._at(lit) for lit in lits if lit != FALSE])

    def exactly_one(self, lits: list[Lit]) -> None:
        self.model.add_exactly_one([self._at(lit) for lit in lits])

    def bound(self, total: Linear, low: int, high: int, given: Lit = TRUE) -> None:
        """Where ``given`` holds, the sum lies between the two limits."""
        if given != FALSE:
            self._sum(total, low, high, given)

    def minimize(self, total: Linear) -> None:
        self.model.minimize(self._expression(total) + total.constant)

    def prefer(self, lits: Iterable[Lit]) -> None:
        """Literals that a guided search tries to make true, the first ones first."""
        wished = list(lits)
        for sign, value in ((1, cp_model.SELECT_MAX_VALUE), (-1, cp_model.SELECT_MIN_VALUE)):
            variables = [
                self._variables[lit * sign - _FIRST] for lit in wished if lit * sign > TRUE
            ]
            self.model.add_decision_strategy(variables, cp_model.CHOOSE_FIRST, value)

    def hint(self, values: list[int]) -> None:
        """Start from these values of the first variables."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for variable, value in zip(self._variables, values, strict=False):
            self.model.add_hint(variable, value)

    def _sum(self, total: Linear, low: int, high: int, given: Lit) -> None:
        sums = self.model.add_linear_constraint(
            self._expression(total), low - total.constant, high - total.constant
        )
        if given != TRUE:
            sums.only_enforce_if(self._at(given))

    def _expression(self, total: Linear) -> cp_model.LinearExpr:
        variables = [self._variables[index] for index in total.parts]
        return cp_model.LinearExpr.weighted_sum(variables, list(total.parts.values()))

    def _at(self, lit: Lit) -> cp_model.LiteralT:
        if lit in (TRUE, FALSE):
            return lit == TRUE
        variable = self._variables[abs(lit) - _FIRST]
        return variable if lit > 0 else variable.negated()


def holds(lit: Lit, values: list[int]) -> bool:
    """Whether the literal holds in a solution."""
    if lit in (TRUE, FALSE):
        return lit == TRUE
    return (values[abs(lit) - _FIRST] == 1) == (lit > 0)
