"""The same conclusions told by both: by the evaluator sheet by sheet, by SWEEP all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import Program
from pmo_advisor.model import columns
from pmo_advisor.model.advice import Range
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import AXES, STRATA
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reasoning.conclude import conclude
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reasoning.sweep.bits import Pair, flags
from pmo_advisor.reasoning.sweep.people import Ranges
from pmo_advisor.reasoning.sweep.sweep import Sweep, Swept

ALWAYS = ("position", "value", "warnings")
"""The strata that are read whether a type stands or not."""


def columns_of(program: Program, sheets: Sequence[Mapping[str, Value]]) -> dict[str, columns.Codes]:
    """The sheets as columns of codes."""
    return {
        fact: np.array(
            [_code(program, fact, one.get(fact, UNKNOWN)) for one in sheets],
            dtype=columns.code_type(program.domains[fact]),
        )
        for one in program.rulebook.questions
        if (fact := one.id) in program.domains
    }


def _code(program: Program, fact: str, value: Value) -> int:
    return columns.UNKNOWN if value == UNKNOWN else program.domains[fact].encode(value)


def plainly(program: Program, sheet: Mapping[str, Value]) -> dict[str, Any]:
    """The whole conclusion of one sheet by the evaluator."""
    facts = read(program, sheet)
    found = conclude(program, facts.known, PlainEngine(program))
    decision, staffing = found.decision, found.staffing
    told: dict[str, Any] = {
        **{f"known.{fact}": code for fact, code in found.known.items()},
        **{
            f"outcome.{rule}": outcome
            for stratum in (STRATA if decision.stands else ALWAYS)
            for rule, outcome in found.outcomes[stratum].items()
        },
        **{
            f"evidence.{axis}.{option}": one.total
            for axis in AXES
            for option, one in decision.evidence[axis].items()
        },
        **{f"gate.{kind}": outcome for kind, outcome in decision.gates.items()},
        "tied_with": set(decision.tied_with),
        "blocked_by": set(decision.blocked_by),
        "stage": found.current,
        "unused": set(facts.unused),
        "impossible": set(facts.impossible),
    }
    if staffing is not None:
        told |= {
            "base": staffing.base,
            "transferred": staffing.transferred,
            "net_new": staffing.net_new,
            "today": staffing.today,
            "against_today": staffing.against_today,
            "extrapolated": staffing.extrapolated,
            "inside": staffing.project_managers_inside,
            "lines": {one.rule: (one.people, one.extrapolated) for one in staffing.lines},
        }
    return told


def swept(program: Program, sheets: Sequence[Mapping[str, Value]]) -> list[dict[str, Any]]:
    """The whole conclusions of all sheets by SWEEP."""
    found = Sweep(program).conclude(columns_of(program, sheets), len(sheets))
    return [_row(program, found, row) for row in range(len(sheets))]


def _row(program: Program, found: Swept, row: int) -> dict[str, Any]:
    rows, decided, staffed = found.rows, found.decided, found.staffed
    stands = bool(decided.stands[row])

    def truth(pair: Pair) -> Truth:
        if flags(pair.met, rows)[row]:
            return Truth.FIRES
        return Truth.REFUTED if flags(pair.refuted, rows)[row] else Truth.OPEN

    types = decided.evidence["type"].options
    told: dict[str, Any] = {
        **{
            f"known.{fact}": int(codes[row])
            for fact, codes in found.codes.items()
            if codes[row] != columns.UNKNOWN
        },
        **{
            f"outcome.{rule}": truth(pair)
            for stratum in (STRATA if stands else ALWAYS)
            for rule, pair in found.outcomes[stratum].items()
        },
        **{
            f"evidence.{axis}.{option}": int(weighed.total[place][row])
            for axis, weighed in decided.evidence.items()
            for place, option in enumerate(weighed.options)
        },
        **{f"gate.{kind}": truth(pair) for kind, pair in zip(types, decided.gates, strict=True)},
        "tied_with": {kind for i, kind in enumerate(types) if decided.tied_with[i][row]},
        "blocked_by": {rule for rule, bits in decided.blocked_by.items() if flags(bits, rows)[row]},
        "stage": int(found.current_stage[row]),
        "unused": {fact for fact, bits in found.unused.items() if flags(bits, rows)[row]},
        "impossible": {name for name, bits in found.impossible.items() if flags(bits, rows)[row]},
    }
    if stands:
        against = int(staffed.against_today[row])
        told |= {
            "base": _range(staffed.base, row),
            "transferred": _range(staffed.transferred, row),
            "net_new": _range(staffed.net_new, row),
            "today": None if staffed.today[row] < 0 else int(staffed.today[row]),
            "against_today": ("below", "within", "above")[against] if against >= 0 else None,
            "extrapolated": bool(staffed.extrapolated[row]),
            "inside": bool(staffed.project_managers_inside[row]),
            "lines": {
                rule: (_range(line.people, row), bool(line.extrapolated[row]))
                for rule, line in staffed.lines.items()
                if line.fires[row]
            },
        }
    return told


def _range(ranges: Ranges, row: int) -> Range | None:
    if ranges.low[row] < 0:
        return None
    return Range(low=int(ranges.low[row]), high=int(ranges.high[row]))
