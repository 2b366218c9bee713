"""Staffing models in the making: of an advice, or of lines that no pack would think of."""

from __future__ import annotations

import io
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any, NamedTuple

import openpyxl

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.logic.bound import Truth
from pmo_advisor.model.advice import Advice, Range, Staffing
from pmo_advisor.model.question import NumberQuestion
from pmo_advisor.model.rule import STRATA, Then
from pmo_advisor.model.rulebook import Rulebook, StratumRules
from pmo_advisor.model.sizing import Point, RoleShare, Sizes
from pmo_advisor.reasoning.staffing import people_at, roles_at, staff
from pmo_advisor.reports.documents.worksheets.cost import cost_page
from pmo_advisor.reports.documents.worksheets.grid import Spot, Workbook
from pmo_advisor.reports.documents.worksheets.lines import Ends
from pmo_advisor.reports.documents.worksheets.staffing import Model, staffing_model
from pmo_advisor.reports.formats.sheets import sheets
from pmo_advisor.reports.opening import opened
from tests.reports import sample
from tests.shipped import program

Known = Mapping[str, int]
Told = dict[tuple[str, ...], object]
"""A number of people under a name, such as ("base", "low"); an empty text where none is told."""

NUMBERS = tuple(one.id for one in program().rulebook.questions if isinstance(one, NumberQuestion))
_EXPONENTS = ("1/2", "2/3", "3/4", "1", "3/5", "7/10", "5/4")


class Case(NamedTuple):
    """A model, and the answers that it is tried with."""

    advice: Advice
    rulebook: Rulebook
    known: Known


def fired(advice: Advice, rulebook: Rulebook) -> dict[str, Truth]:
    """The staffing rules of an advice's lines fire, whatever the answers."""
    plan = advice.staffing
    lines = {one.rule for one in plan.lines} if plan else set()
    return {
        one.id: Truth.FIRES if one.id in lines else Truth.REFUTED
        for one in rulebook.rules_of("staffing")
    }


def expected(case: Case) -> Told:
    """What the program itself works out for these lines and answers."""
    rulebook = case.rulebook
    plan = staff(rulebook, fired(case.advice, rulebook), case.known)
    told: Told = {}

    def put(people: Range | None, *name: str) -> None:
        told[*name, "low"] = people.low if people else ""
        told[*name, "high"] = people.high if people else ""

    put(plan.base, "base")
    put(plan.transferred, "moved")
    put(plan.net_new, "new")
    for line in plan.lines:
        put(line.people, "line", line.rule)
    for stage in rulebook.catalog.stages:
        people = people_at(stage, plan.base)
        put(people, "stage", str(stage.number))
        for role in roles_at(people, plan.base, plan.roles):
            put(Range(low=role.low, high=role.high), "seat", str(stage.number), role.role)
    for role in plan.roles:
        put(Range(low=role.low, high=role.high), "role", role.role)
    return told


def places(model: Model) -> dict[tuple[str, ...], Spot]:
    """Where the model tells each of these numbers."""
    found: dict[tuple[str, ...], Spot] = {}

    def put(ends: Ends, *name: str) -> None:
        found[*name, "low"], found[*name, "high"] = ends

    if model.base is not None:
        put(model.base, "base")
    if model.split is not None:
        put(model.split[0], "moved")
        put(model.split[1], "new")
    for rule, ends in model.lines.items():
        put(ends, "line", rule)
    for number, ends in model.stages.items():
        put(ends, "stage", str(number))
    for role, ends in model.roles.ends.items():
        put(ends, "role", role)
    for (number, role), ends in model.placed.items():
        put(ends, "seat", str(number), role)
    return found


def model_of(case: Case) -> tuple[Model, Workbook]:
    """The model of the case's advice, and a workbook of its worksheets alone."""
    context = opened(case.advice, case.rulebook, sample.texts(), "en")
    model = staffing_model(context)
    assert model is not None
    cost = cost_page(context, model.roles)
    pages = [one for one in (model.staffing, cost, model.workings) if one is not None]
    return model, Workbook("en", "title", "unit", tuple(one.sheet() for one in pages))


def tried(case: Case) -> tuple[bytes, dict[tuple[str, ...], Spot]]:
    """The workbook with the case's answers typed into its inputs, and where it tells what."""
    model, book = model_of(case)
    typed = {(spot.row, spot.column): case.known.get(fact) for fact, spot in model.inputs.items()}
    first, *others = book.sheets
    cells = tuple(
        one._replace(value=typed.get((one.row, one.column), one.value))
        if one.look == "input"
        else one
        for one in first.cells
    )
    filled = book._replace(sheets=(first._replace(cells=cells), *others))
    return sheets(filled, load_brand()), places(model)


def read(data: bytes, spots: Mapping[tuple[str, ...], Spot]) -> Told:
    """What a workbook tells at these places. A blank is told as an empty text."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    told: Told = {}
    for name, spot in spots.items():
        value = book[spot.sheet].cell(spot.row + 1, spot.column + 1).value
        told[name] = "" if value is None else value
    return told


def answered(random: Random, advice: Advice) -> Known:
    """Random numbers for the questions that headcount reads, now and then not known."""
    return {
        one: random.choice((0, 1, 2, 3, 5, 8, 12, 29, 30, 47, 100, 125, 999, 1000, 2600))
        + random.randint(0, 3)
        for one in NUMBERS
        if random.random() > 0.08
    }


def invented(seed: int) -> Case:
    """An advice whose staffing lines are random: any method, parameters, bounds and roles."""
    random = Random(seed)  # noqa: S311
    base = program().rulebook
    pattern = base.rules_of("staffing")[0]
    rules = []
    for number in range(random.randint(1, 5)):
        use = "base" if number == 0 else random.choice(("base", "base", "check", "secondary"))
        before = [one.id for one in rules if one.then.sizes and one.then.sizes.use == "base"]
        line = _line(random, use, before, [one.id for one in base.catalog.roles])
        rules.append(
            pattern.model_copy(update={"id": f"staffing.line_{number}", "then": Then(sizes=line)})
        )
    strata = tuple(
        StratumRules(stratum=one, rules=tuple(rules) if one == "staffing" else base.rules_of(one))
        for one in STRATA
    )
    fields = {name: getattr(base, name) for name in Rulebook.model_fields}
    rulebook = Rulebook.model_construct(**{**fields, "strata": strata})
    known = answered(random, sample.example("rd-1000"))
    outcomes = {one.id: Truth.FIRES for one in rules}
    return Case(_advised(staff(rulebook, outcomes, known), known), rulebook, known)


def _advised(plan: Staffing, known: Known) -> Advice:
    """An advice with this staffing and these answers."""
    advice = sample.example("rd-1000")
    made = advice.provenance.model_copy(update={"answers": dict(known), "notices": ()})
    return advice.model_copy(update={"staffing": plan, "provenance": made})


def _line(random: Random, use: str, before: list[str], roles: list[str]) -> Sizes:
    methods = ["fixed", "per_unit", "power_law", "table", *(["span"] * bool(before))]
    method = random.choice(methods)
    told: dict[str, Any] = {"use": use, "method": method, "label": {"zh": "x", "en": "line"}}
    if method in ("fixed", "per_unit", "span"):
        scale = random.choice((1, 2, 3, 7, 10, 60)) if method != "fixed" else random.choice((1, 2))
        low = Fraction(random.randint(0, 4), scale)
        told |= {"low": low, "high": low + Fraction(random.randint(0, 5), scale)}
    if method == "span":
        told["line"] = random.choice(before)
    elif method != "fixed":
        told["of"] = random.choice(NUMBERS)
    if method == "power_law":
        told["factor"] = Fraction(random.randint(1, 9), random.choice((1, 2, 5, 12)))
        told["exponent"] = random.choice(_EXPONENTS)
    if method == "table":
        sizes = sorted(random.sample(range(1500), random.randint(2, 6)))
        people = sorted(random.choices(range(90), k=len(sizes)))
        told["points"] = [Point(at=a, people=p) for a, p in zip(sizes, people, strict=True)]
    if random.random() < 0.3:
        told["at_least_of"] = random.choice(NUMBERS)
    if random.random() < 0.3:
        told["at_least"] = random.randint(0, 6)
    if random.random() < 0.3:
        told["at_most"] = random.randint(1, 40)
    if random.random() < 0.5:
        told["covers"] = (random.randint(0, 50), random.randint(50, 2000))
    chosen = random.sample(roles, random.randint(1, 5))
    told["roles"] = [_share(random, role) for role in chosen]
    return Sizes.model_validate(told)


def _share(random: Random, role: str) -> RoleShare:
    people = random.choice((None, None, 1, 1, 2, 4))
    weight = random.choice((1, 1, 2, 3, 7)) if people is None or random.random() < 0.4 else None
    return RoleShare(role=role, people=people, weight=weight)
