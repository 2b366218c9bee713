"""Questionnaires: known questions, in an order in which each can be asked, within people's time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.checks.names import unknown_name
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.logic.program import CONCLUSIONS
from pmo_advisor.model.condition import tests_in
from pmo_advisor.model.question import PARTIES, Form
from pmo_advisor.model.rule import Derived

QUICK, FULL = "quick", "full"
QUICK_LIMIT = 18
"""Questions that one party may be asked in the quick form."""


def _places(form: Form) -> Iterator[tuple[str, KeyPath]]:
    for s, section in enumerate(form.sections):
        for n, name in enumerate(section.questions):
            yield name, ("sections", s, "questions", n)


def named_by_file(stock: Stock) -> Iterator[Fault]:
    """A form stands in the file of its name, so that one glance finds it."""
    for entry, form in stock.of("form", Form):
        if PurePath(entry.document.file).stem != form.id:
            yield entry.fault("form_file", ("id",), name=form.id)


def questions_known(stock: Stock) -> Iterator[Fault]:
    """A form asks only questions that there are."""
    for entry, form in stock.of("form", Form):
        for name, path in _places(form):
            for fault in unknown_name(stock, entry, path, "question_unknown", name, "question"):
                yield Fault(fault.message, {"name": name}, fault.place, fault.hint)


def every_question_asked(stock: Stock) -> Iterator[Fault]:
    """A question that no form asks would never be answered."""
    if not stock.whole("form"):
        return
    asked = {name for _, form in stock.of("form", Form) for name in form.question_ids()}
    for entry, question in stock.questions():
        if question.id not in asked:
            yield entry.fault("question_unasked", ("id",), name=question.id)


def conditions_read_earlier(stock: Stock) -> Iterator[Fault]:
    """Whether a question applies is known by the time that it is asked."""
    questions = {entry.id: (entry, question) for entry, question in stock.questions()}
    for form_entry, form in stock.of("form", Form):
        before: set[str] = set()
        for name, path in _places(form):
            _, question = questions.get(name, (None, None))
            condition = question.applies_when if question is not None else None
            for test in tests_in(condition) if condition is not None else ():
                asked = test.fact in questions
                if asked and test.fact not in before:
                    values = {"name": name, "fact": test.fact, "form": form.id}
                    yield form_entry.fault("applies_when_later", path, values=values)
            before.add(name)


def quick_within_full(stock: Stock) -> Iterator[Fault]:
    """Whoever goes on from the quick form loses no answer."""
    forms = {form.id: (entry, form) for entry, form in stock.of("form", Form)}
    if QUICK not in forms or FULL not in forms:
        return
    whole = set(forms[FULL][1].question_ids())
    entry, form = forms[QUICK]
    for name, path in _places(form):
        if name not in whole:
            yield entry.fault("quick_not_in_full", path, name=name)


def quick_is_short(stock: Stock) -> Iterator[Fault]:
    """No party is asked more than eighteen questions in ten minutes."""
    asked_of = {entry.id: question.asked_of for entry, question in stock.questions()}
    for entry, form in stock.of("form", Form):
        for party in PARTIES if form.id == QUICK else ():
            count = sum(party in asked_of.get(name, ()) for name in form.question_ids())
            if count > QUICK_LIMIT:
                values = {"party": party, "count": count, "limit": QUICK_LIMIT}
                yield entry.fault("quick_too_long", ("sections",), values=values)


def position_reads_quick(stock: Stock) -> Iterator[Fault]:
    """The position follows from the quick form alone."""
    quick = {
        name
        for _, form in stock.of("form", Form)
        if form.id == QUICK
        for name in form.question_ids()
    }
    if not quick:
        return
    inputs = {spec.id: derived_inputs(spec) for _, spec in stock.of("derived", Derived)}
    asked = set(stock.ids("question"))
    for entry, rule in stock.rules("position"):
        for test in tests_in(rule.when):
            if test.fact in CONCLUSIONS:
                continue
            for name in inputs.get(test.fact, (test.fact,)):
                if name in asked and name not in quick:
                    yield entry.fault("position_reads_full", ("when",), fact=name)


def derived_inputs(spec: Derived) -> tuple[str, ...]:
    """The facts that a derived fact is computed from."""
    named = (spec.of, spec.over, spec.under, spec.above)
    tested = (test.fact for condition in spec.tests for test in tests_in(condition))
    return tuple(dict.fromkeys([*(one for one in named if one), *tested]))


CHECKS = (
    named_by_file,
    questions_known,
    every_question_asked,
    conditions_read_earlier,
    quick_within_full,
    quick_is_short,
    position_reads_quick,
)
