"""A whole consultation over columns: the strata in their order, as ``reasoning.conclude`` reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from pmo_advisor.logic.program import Program
from pmo_advisor.model.columns import Codes, Columns, code_type
from pmo_advisor.model.domain import NOT_APPLICABLE
from pmo_advisor.model.rule import Stratum
from pmo_advisor.reasoning.sweep.bits import Bits, Pair, any_of
from pmo_advisor.reasoning.sweep.facts import (
    compile_asked,
    compile_derived,
    learn_answers,
    learn_derived,
)
from pmo_advisor.reasoning.sweep.people import Staffed, compile_staffing, staff
from pmo_advisor.reasoning.sweep.position import Decided, compile_position, decide
from pmo_advisor.reasoning.sweep.stages import compile_stages, current_stage
from pmo_advisor.reasoning.sweep.truths import Table, Truths

CHUNK = 65_536
"""Rows at a time: enough to repay the steps, few enough for them to stay in the cache."""


class Swept(NamedTuple):
    """What is concluded for every row. ``outcomes`` of services, roadmap and staffing mean nothing
    where no type stands; ``current_stage`` is -1 there. ``unused`` and ``impossible`` are the rows
    with an answer that does not apply, and with a combination that no organisation can have.
    """

    rows: int
    codes: Mapping[str, Codes]
    outcomes: Mapping[Stratum, Mapping[str, Pair]]
    decided: Decided
    current_stage: Codes
    staffed: Staffed
    unused: Mapping[str, Bits]
    impossible: Mapping[str, Bits]


class Sweep:
    """One program compiled to column operations. Safe to use from several threads."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._table = Table(program.domains)
        self._asked = compile_asked(program, self._table)
        self._derived = compile_derived(program, self._table)
        self._impossible = {
            name: self._table.add(bound) for name, bound in program.impossible.items()
        }
        self._conditions = {
            stratum: {rule: self._table.add(bound) for rule, bound in bounds.items()}
            for stratum, bounds in program.conditions.items()
        }
        self._position = compile_position(program.rulebook)
        self._stages = compile_stages(program.rulebook)
        self._staffing = compile_staffing(program)

    def position(self, given: Columns, rows: int) -> tuple[Decided, Bits]:
        """The position of each row and nothing that follows; and which rows are impossible."""
        truths = Truths(self._table, rows)
        self._learn(given, truths)
        impossible = any_of((truths.pair(one).met for one in self._impossible.values()), rows)
        decided = decide(self._position, truths.pairs(self._conditions["position"]), rows)
        return decided, impossible

    def conclude(self, given: Columns, rows: int) -> Swept:
        """The conclusions for each row of the answers, which are codes or ``UNKNOWN`` by fact.

        Memory grows with the rows, so callers hand over at most ``CHUNK`` at a time.
        """
        truths = Truths(self._table, rows)
        unused = self._learn(given, truths)
        impossible = {name: truths.pair(place).met for name, place in self._impossible.items()}
        outcomes: dict[Stratum, Mapping[str, Pair]] = {}

        def read(stratum: Stratum) -> Mapping[str, Pair]:
            outcomes[stratum] = truths.pairs(self._conditions[stratum])
            return outcomes[stratum]

        def learn(told: Mapping[str, Codes]) -> None:
            for fact, codes in told.items():
                truths.learn(fact, codes.astype(code_type(self.program.domains[fact]), copy=False))

        decided = decide(self._position, read("position"), rows)
        learn(decided.conclusions())
        read("services")
        kind = np.where(decided.stands, decided.type, np.int8(NOT_APPLICABLE))
        stage = current_stage(self._stages, read("roadmap"), kind)
        learn({"current_stage": stage})
        staffed = staff(self._staffing, read("staffing"), truths.codes, decided.stands)
        learn({"headcount_against_range": staffed.against_today})
        read("value")
        read("warnings")
        return Swept(rows, truths.codes, outcomes, decided, stage, staffed, unused, impossible)

    def _learn(self, given: Columns, truths: Truths) -> Mapping[str, Bits]:
        unused = learn_answers(self.program, self._asked, given, truths)
        learn_derived(self.program, self._derived, truths)
        return unused
