"""Sheets on which today's headcount stands below, within or above the range, by trying numbers.

Staffing methods are not part of the solver's model. The numbers that drive them are tried at a few
sizes, and today's people at the ends of the range that comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import Numbers, Value
from pmo_advisor.reasoning.conclude import Concluded
from pmo_advisor.reasoning.prove.runner import Answers, Runner
from pmo_advisor.reasoning.staffing import PMO_PEOPLE

SIZES = (1, 20, 100, 1000)


def with_people(
    runner: Runner, answers: Answers, fits: Callable[[Concluded], bool]
) -> dict[str, Value] | None:
    """The sheet with numbers of people and drivers such that it fits, if any that is tried does."""
    for sheet in _sized(runner.program, answers):
        found = runner.whole(sheet)
        if found is None or found.staffing is None or found.staffing.base is None:
            continue
        base = found.staffing.base
        for people in (base.high + 1, base.low - 1, base.low, base.high):
            domain = runner.program.domains.get(PMO_PEOPLE)
            if not isinstance(domain, Numbers) or not domain.low <= people <= domain.high:
                continue
            tried = sheet | {PMO_PEOPLE: people}
            again = runner.whole(tried)
            if again is not None and fits(again):
                return tried
    return None


def _sized(program: Program, answers: Answers) -> Iterator[dict[str, Value]]:
    """The sheet with all drivers at one size after the other, its own answers kept first."""
    rules = program.rulebook.rules_of("staffing")
    lines = [rule.then.sizes for rule in rules if rule.then.sizes is not None]
    drivers = dict.fromkeys(name for line in lines for name in (line.of, line.at_least_of) if name)
    for keep in (True, False):
        for size in SIZES:
            sheet = dict(answers)
            for fact in drivers:
                domain = program.domains.get(fact)
                if isinstance(domain, Numbers) and not (keep and fact in answers):
                    sheet[fact] = min(max(size, domain.low), domain.high)
            yield sheet
