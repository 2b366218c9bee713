"""Running what stands in the library: the rules bound, and the facts of an example."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.knowledge.answers import answer
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.logic import facts
from pmo_advisor.logic.program import CONCLUSIONS, Program, UnboundName, bind, bind_condition
from pmo_advisor.model.condition import Condition
from pmo_advisor.model.domain import NOT_APPLICABLE, Value
from pmo_advisor.model.rule import STRATA
from pmo_advisor.model.rulebook import Rulebook, StratumRules
from pmo_advisor.model.sheet import UNKNOWN

NO_VALUE = "not_applicable"
"""What an example says of a conclusion or derived fact that does not apply."""


def program(stock: Stock) -> Program | None:
    """The library bound, without rules that cannot be; None if a question cannot be."""
    book = stock.rulebook

    def binds(condition: Condition | None) -> bool:
        try:
            if condition is not None:
                bind_condition(condition, stock.domains, book.threshold)
        except (UnboundName, ValueError):
            return False
        return True

    if not all(binds(question.applies_when) for question in book.questions):
        return None
    if not all(binds(test) for spec in book.derived for test in spec.tests):
        return None
    strata = tuple(
        StratumRules(stratum=one, rules=tuple(r for r in book.rules_of(one) if binds(r.when)))
        for one in STRATA
    )
    return bind(
        Rulebook(
            questions=book.questions,
            forms=book.forms,
            impossible=tuple(world for world in book.impossible if binds(world.when)),
            derived=book.derived,
            strata=strata,
            catalog=book.catalog,
            fingerprint=book.fingerprint,
        )
    )


def known(program: Program, given: Mapping[str, Value]) -> facts.Facts:
    """What an example gives: its answers read as those of a sheet, and its conclusions."""
    questions = program.rulebook.question
    answers = {
        name: answer(questions[name], value) for name, value in given.items() if name in questions
    }
    found = facts.read(program, answers)
    for name, value in given.items():
        if name in CONCLUSIONS and value != UNKNOWN:
            none = value == NO_VALUE
            found.known[name] = NOT_APPLICABLE if none else program.domains[name].encode(value)
    return found
