"""Examples: every rule and every derived fact does what its examples say.

They are run once the questions and derived facts are in order; a rule with faults of its own is
left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmo_advisor.errors import Fault, TextId
from pmo_advisor.knowledge.answers import NotAnAnswer, answer
from pmo_advisor.knowledge.checks import derived, names
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.entries import Entry
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.logic import evaluate, facts
from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.program import CONCLUSIONS, Program, UnboundName, bind, bind_condition
from pmo_advisor.model.condition import Condition
from pmo_advisor.model.domain import NOT_APPLICABLE, Value
from pmo_advisor.model.rule import STRATA, Derived, Rule
from pmo_advisor.model.rulebook import Rulebook, StratumRules
from pmo_advisor.model.sheet import UNKNOWN

NO_VALUE = "not_applicable"


def both_ways(stock: Stock) -> Iterator[Fault]:
    """A rule shows a case in which it fires and one in which it does not."""
    for entry, rule in stock.rules():
        expected = {example.expect for example in rule.examples}
        if "fires" not in expected:
            yield entry.fault("example_none_fires", ("examples",))
        if not expected & {"refuted", "open"}:
            yield entry.fault("example_all_fire", ("examples",))


def hold(stock: Stock) -> Iterator[Fault]:
    """Every example comes out as it says."""
    given_faults = list(_all_given(stock))
    yield from given_faults
    sound = stock.whole("question", "derived", "thresholds") and not any(
        True for check in (names.facts_once, *derived.CHECKS) for _ in check(stock)
    )
    program = _program(stock) if sound else None
    if program is None:
        return
    wrong = {(fault.place.file, fault.place.key) for fault in given_faults if fault.place}
    for entry, spec in stock.of("derived", Derived):
        for number, example in enumerate(spec.examples):
            if not _touched(wrong, entry, number):
                yield from _derived(program, entry, number, spec, example.given, example.expect)
    for entry, rule in stock.rules():
        for number in range(len(rule.examples)):
            if not _touched(wrong, entry, number):
                yield from _rule(program, entry, number, rule)


def _touched(wrong: set[tuple[str, str | None]], entry: Entry, number: int) -> bool:
    file = entry.document.file
    start = f"{entry.id}: examples[{number}]"
    return any(one == file and (key or "").startswith(start) for one, key in wrong)


def _all_given(stock: Stock) -> Iterator[Fault]:
    for entry, spec in stock.of("derived", Derived):
        for number, example in enumerate(spec.examples):
            yield from _given(stock, entry, ("examples", number, "given"), example.given)
    for entry, rule in stock.rules():
        for number, one in enumerate(rule.examples):
            yield from _given(stock, entry, ("examples", number, "given"), one.given)


def _given(
    stock: Stock, entry: Entry, path: KeyPath, given: Mapping[str, Value]
) -> Iterator[Fault]:
    """Examples give answers, and conclusions of earlier strata."""
    readable = _readable(entry)
    for fact, value in given.items():
        question = stock.rulebook.question.get(fact)
        where = (*path, fact)
        if question is not None:
            try:
                answer(question, value)
            except NotAnAnswer as error:
                values = {"question": question.name, "fact": fact, **error.values}
                yield entry.fault(error.message, where, hint=error.hint, values=values)
        elif fact in readable:
            domain = stock.domains[fact]
            try:
                domain.encode(value)
            except ValueError:
                values = {"fact": fact, "value": str(value)}
                if value not in (NO_VALUE, UNKNOWN):
                    yield entry.fault("answer_unknown", where, values=values)
        elif fact in stock.domains:
            yield entry.fault("example_not_answer", where, key=True, fact=fact)
        elif not stock.excused(fact, "question"):
            hint = nearest(fact, [*stock.rulebook.question, *readable])
            yield entry.fault("fact_unknown", where, key=True, hint=hint, fact=fact)


def _readable(entry: Entry) -> tuple[str, ...]:
    if entry.stratum is None:
        return ()
    place = STRATA.index(entry.stratum)
    return tuple(name for name, after in CONCLUSIONS.items() if STRATA.index(after) < place)


def _program(stock: Stock) -> Program | None:
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


def _known(program: Program, given: Mapping[str, Value]) -> facts.Facts:
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


def _rule(program: Program, entry: Entry, number: int, rule: Rule) -> Iterator[Fault]:
    bound = program.conditions[entry.stratum or "warnings"].get(rule.id)
    if bound is None:
        return
    example = rule.examples[number]
    found = _known(program, example.given)
    if entry.stratum != "warnings":  # Warnings are also about answers that cannot all be true.
        yield from _impossible(entry, number, found)
    outcome = evaluate.truth(bound, found.known)
    if outcome == example.expect:
        return
    path: KeyPath = ("examples", number, "expect")
    values: dict[str, object] = {
        "expect": TextId(f"outcome.{example.expect}"),
        "outcome": TextId(f"outcome.{outcome}"),
    }
    carriers = list(evaluate.carriers(bound, found.known))
    message = "example_open" if outcome is Truth.OPEN else "example_differs"
    yield entry.fault(message, path, values=values, facts=carriers)


def _derived(
    program: Program,
    entry: Entry,
    number: int,
    spec: Derived,
    given: Mapping[str, Value],
    expect: Value,
) -> Iterator[Fault]:
    found = _known(program, given)
    code = found.known.get(spec.id)
    value: Value = UNKNOWN
    if code is not None:
        value = NO_VALUE if code == NOT_APPLICABLE else program.domains[spec.id].decode(code)
    if value != expect:
        path: KeyPath = ("examples", number, "expect")
        yield entry.fault("example_value", path, expect=str(expect), value=str(value))


def _impossible(entry: Entry, number: int, found: facts.Facts) -> Iterator[Fault]:
    for name in found.impossible:
        yield entry.fault("example_impossible", ("examples", number, "given"), name=name)


CHECKS = (both_ways, hold)
