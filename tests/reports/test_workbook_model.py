"""The staffing model of the workbook: its formulas are the program's own arithmetic."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from random import Random

import openpyxl
import pytest

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.documents.workbook import workbook
from pmo_advisor.reports.documents.worksheets.grid import Cell, Sheet, Spot, Workbook
from pmo_advisor.reports.formats.sheets import sheets
from tests import office, soak
from tests.reports import modelled, sample
from tests.reports.modelled import Case
from tests.shipped import program

ERRORS = ("#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#N/A", "Err:")
ADVISED = [*sample.EXAMPLES, "undetermined"]
STAFFED = [one for one in sample.EXAMPLES if sample.example(one).staffing is not None]
TRIES = soak.spread(range(2), 2)
INVENTED = soak.spread(range(18), 3)


@cache
def leaders() -> Advice:
    """A support PMO for several leaders: the one line whose cap is reached by its driver."""
    made = dict(sample.example("leader-office").provenance.answers)
    wide = {"scope_served": "whole", "who_misses_it": "one_leader", "leaders_supported": 2}
    return sample.answered(made | wide)


@cache
def cases() -> Mapping[str, Case]:
    """Every kind of line with the answers changed, and lines that no pack would think of."""
    found: dict[str, Case] = {}
    advised = {name: sample.example(name) for name in STAFFED} | {"leaders": leaders()}
    for name, advice in advised.items():
        random = Random(name)  # noqa: S311
        for number in TRIES:
            known = modelled.answered(random, advice)
            found[f"{name}-{number}"] = Case(advice, program().rulebook, known)
    for seed in INVENTED:
        case = modelled.invented(seed)
        found[f"invented-{seed}"] = case
        other = modelled.answered(Random(-1 - seed), case.advice)  # noqa: S311
        found[f"invented-{seed}-changed"] = case._replace(known=other)
    return found


@cache
def books() -> Mapping[tuple[str, Lang], Workbook]:
    """The examples' workbooks in both languages, without worksheets that only tell words."""
    found: dict[tuple[str, Lang], Workbook] = {}
    for name in ADVISED:
        advice = sample.undetermined() if name == "undetermined" else sample.example(name)
        for lang in LANGS:
            told = workbook(advice, program().rulebook, sample.texts(), lang)
            counted = tuple(one for one in told.sheets if _formulas(one))
            if counted:
                found[name, lang] = told._replace(sheets=counted)
    return found


def _formulas(sheet: Sheet) -> list[Cell]:
    return [one for one in sheet.cells if one.formula]


@cache
def trials() -> Mapping[str, tuple[bytes, Mapping[tuple[str, ...], Spot]]]:
    """The models with the answers typed in, and where they tell what."""
    return {name: modelled.tried(case) for name, case in cases().items()}


@cache
def recalculated() -> Mapping[str, bytes]:
    """All of them, worked out by LibreOffice in one run."""
    models = {name: data for name, (data, _) in trials().items()}
    written = {"-".join(name): sheets(book, load_brand()) for name, book in books().items()}
    return office.recalculated({**written, **models})


@pytest.mark.parametrize("name", STAFFED)
def test_at_the_given_answers_the_model_equals_the_advice(name: str) -> None:
    advice = sample.example(name)
    plan = advice.staffing
    assert plan is not None
    model, _ = modelled.model_of(Case(advice, program().rulebook, {}))
    told = {place: spot.value for place, spot in modelled.places(model).items()}
    assert plan.base is not None
    assert (told["base", "low"], told["base", "high"]) == (plan.base.low, plan.base.high)
    assert plan.transferred is not None
    assert told["moved", "high"] == plan.transferred.high
    assert plan.net_new is not None
    assert told["new", "low"] == plan.net_new.low
    for line in plan.lines:
        assert line.people is not None
        assert told["line", line.rule, "low"] == line.people.low
        assert told["line", line.rule, "high"] == line.people.high
    assert _held(told, "role") == {one.role: (one.low, one.high) for one in plan.roles}
    assert advice.roadmap is not None
    for stage in advice.roadmap.stages:
        number = str(stage.stage)
        assert stage.people is not None
        assert told["stage", number, "low"] == stage.people.low
        assert told["stage", number, "high"] == stage.people.high
        held = {one.role: (one.low, one.high) for one in stage.roles}
        assert _held(told, "seat", number) == held


def _held(told: Mapping[tuple[str, ...], object], *kind: str) -> dict[str, tuple[object, object]]:
    """The roles that have anybody."""
    size = len(kind)
    roles = {name[size]: name[: size + 1] for name in told if name[:size] == kind}
    return {
        role: (told[*name, "low"], told[*name, "high"])
        for role, name in roles.items()
        if told[*name, "high"]
    }


@pytest.mark.parametrize("name", cases())
def test_a_changed_answer_moves_the_model_as_it_moves_the_program(name: str) -> None:
    told = modelled.read(recalculated()[name], trials()[name][1])
    wanted = modelled.expected(cases()[name])
    for place, value in told.items():
        default: object = 0 if wanted["base", "low"] != "" else ""
        assert value == wanted.get(place, default), place
    assert {one for one, value in wanted.items() if value not in (0, "")} <= set(told)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ADVISED)
def test_every_formula_has_the_result_that_stands_beside_it(name: str, lang: Lang) -> None:
    book = books().get((name, lang))
    if book is None:
        assert name not in STAFFED, "a staffing model counts"
        return
    data = recalculated()[f"{name}-{lang}"]
    worked = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in book.sheets:
        for cell in _formulas(sheet):
            after = worked[sheet.name].cell(cell.row + 1, cell.column + 1).value
            after = "" if after is None else after
            place = (sheet.name, cell.row, cell.column, cell.formula)
            assert not str(after).startswith(ERRORS), place
            wanted = pytest.approx(cell.value) if isinstance(cell.value, float) else cell.value
            assert after == wanted, place


def test_some_answer_can_be_left_out_and_filled_in_later() -> None:
    """What the advice could not size for want of an answer, the model sizes once it is typed in."""
    given = dict(sample.example("rd-1000").provenance.answers)
    del given["parallel_deliveries"]
    advice = sample.answered(given)
    assert advice.staffing is not None
    assert advice.staffing.base is None
    known = {one: value for one, value in given.items() if isinstance(value, int)}
    case = Case(advice, program().rulebook, known | {"parallel_deliveries": 42})
    data, spots = modelled.tried(case)
    told = modelled.read(office.recalculated({"filled": data})["filled"], spots)
    whole = sample.example("rd-1000").staffing
    assert whole is not None
    assert whole.base is not None
    assert (told["base", "low"], told["base", "high"]) == (whole.base.low, whole.base.high)
