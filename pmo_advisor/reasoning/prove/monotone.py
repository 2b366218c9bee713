"""Declared monotonies: two sheets that differ by one step of one answer, and what it must not do.

Everything else has the same answer in both sheets, unknown ones included. An answer may come to
apply, or cease to, with the step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pmo_advisor.model.catalog import Monotone
from pmo_advisor.model.domain import Words
from pmo_advisor.reasoning.position import NOT_YET, UNDETERMINED
from pmo_advisor.reasoning.prove.answers import any_sheet
from pmo_advisor.reasoning.prove.circuit import TRUE, Circuit, Lit, holds
from pmo_advisor.reasoning.prove.faults import ProofFault
from pmo_advisor.reasoning.prove.forms import Answer
from pmo_advisor.reasoning.prove.frame import Frame
from pmo_advisor.reasoning.prove.limits import Limits, solve
from pmo_advisor.reasoning.prove.linear import value
from pmo_advisor.reasoning.prove.runner import Answers, Runner, shrink
from pmo_advisor.reasoning.prove.search import Sheet
from pmo_advisor.reasoning.prove.verdict import Verdict, verdict
from pmo_advisor.reasoning.prove.worlds import World

ANY = "any"
Step = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Breach:
    """A sheet before the step and one after it."""

    before: Sheet
    after: Sheet


def breach(runner: Runner, shape: Frame, declared: Monotone, limits: Limits) -> Breach | None:
    """Two sheets that breach it, with few answers; None where it is kept. Raises OutOfTime."""
    if declared.fact not in shape.asked:
        return None
    circuit = Circuit()
    one = World(shape, circuit, any_sheet(shape))
    twin = one.make(shape.asked[declared.fact], any_sheet(shape)[declared.fact])
    other = World(shape, circuit, {}, {**one.answers, declared.fact: twin})
    pairs = _pairs(one, declared, twin)
    circuit.require(*(lit for lit, _ in pairs))
    wrong = _wrong(circuit, declared, verdict(one), verdict(other))
    values = _gravest(circuit, wrong, limits)
    if values is None:
        return None
    step = _taken(one, declared, pairs, values)
    sheet = one.sheet(values)
    sheet.pop(declared.fact, None)
    if not _breaches(runner, declared, sheet, step):
        raise ProofFault(f"{declared.id} is not breached by {step} on {sheet}")
    before, _ = _both(runner, declared, sheet, step)
    stands = _stands(runner, before)

    def as_grave(fewer: Answers) -> bool:
        kept = _stands(runner, _both(runner, declared, fewer, step)[0]) == stands
        return kept and _breaches(runner, declared, fewer, step)

    before, after = _both(runner, declared, shrink(runner.program, sheet, as_grave), step)
    return Breach(before, after)


def _gravest(circuit: Circuit, wrong: list[Lit], limits: Limits) -> list[int] | None:
    """A solution with the first of these wrongs that there is."""
    for lit in wrong:
        again = circuit.copy()
        again.require(lit)
        values = solve(again, limits)
        if values is not None:
            return values
    return None


def _word_steps(domain: Words, sign: int) -> Iterator[Step]:
    """All single steps between ordered words, as codes before and after."""
    ranks = sorted({domain.rank(code) for code in domain.codes()}, reverse=sign < 0)
    after = dict(pairwise(ranks))
    for low in domain.codes():
        for high in domain.codes():
            if after.get(domain.rank(low)) == domain.rank(high):
                yield low, high


def _pairs(one: World, declared: Monotone, twin: Answer) -> list[tuple[Lit, Step]]:
    """Each step between two classes, and, for a number that is read as such, within one."""
    asked, circuit = one.frame.asked[declared.fact], one.circuit
    answer, sign = one.answers[declared.fact], 1 if declared.direction == "up" else -1
    if answer.number is not None and twin.number is not None:
        circuit.require(-answer.unknown)
        circuit.require(-twin.unknown)
        circuit.bound(twin.number - answer.number, sign, sign)
        return [(TRUE, (0, 0))]
    found: dict[Step, Step] = {}
    if isinstance(asked.domain, Words):
        pairs = list(_word_steps(asked.domain, sign))
    else:
        both = pairwise(asked.classes)
        ends = [(low, high) for (_, low), (high, _) in both]
        pairs = ends if sign > 0 else [(high, low) for low, high in ends]
    for low, high in pairs:
        found.setdefault((asked.place(low), asked.place(high)), (low, high))
    return [
        (
            circuit.all_([answer.spans[asked.classes[low]], twin.spans[asked.classes[high]]]),
            step,
        )
        for (low, high), step in found.items()
        if low != high
    ]


def _taken(
    one: World, declared: Monotone, pairs: list[tuple[Lit, Step]], values: list[int]
) -> Step:
    answer = one.answers[declared.fact]
    if answer.number is not None:
        code = value(answer.number, values)
        return code, code + (1 if declared.direction == "up" else -1)
    return next(step for lit, step in pairs if holds(lit, values))


def _wrong(circuit: Circuit, declared: Monotone, one: Verdict, other: Verdict) -> list[Lit]:
    """The ways in which the step breaches what is declared, the gravest first."""
    before, after = one.axes["type"], other.axes["type"]
    types = [kind for kind in one.ranking.types if declared.when in (ANY, kind)]
    if declared.never == "dethrones":
        return [circuit.any_(circuit.all_([before[kind], -after[kind]]) for kind in types)]
    led = circuit.any_(before[kind] for kind in types)
    found = [circuit.all_([led, after[NOT_YET]])]
    if declared.when == ANY:
        found.append(circuit.all_([before[UNDETERMINED], after[NOT_YET]]))
    return found


def _both(runner: Runner, declared: Monotone, sheet: Answers, step: Step) -> tuple[Sheet, Sheet]:
    decode = runner.program.domains[declared.fact].decode
    low, high = ({**sheet, declared.fact: decode(code)} for code in step)
    return low, high


def _stands(runner: Runner, sheet: Answers) -> bool:
    position = runner.position(sheet)
    return position is not None and position.decision.stands


def _breaches(runner: Runner, declared: Monotone, sheet: Answers, step: Step) -> bool:
    one, other = (runner.position(each) for each in _both(runner, declared, sheet, step))
    if one is None or other is None:
        return False
    before, after = one.decision.type, other.decision.type
    if declared.when not in (ANY, before) or before == after:
        return False
    if declared.never == "dethrones":
        return one.decision.stands
    return after == NOT_YET
