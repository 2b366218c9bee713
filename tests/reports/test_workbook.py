"""The workbook as data: what each worksheet holds, and for whom."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings

from pmo_advisor.model.advice import Advice, Cost
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.documents.workbook import workbook
from pmo_advisor.reports.documents.worksheets.fit import fit_pages
from pmo_advisor.reports.documents.worksheets.grid import Sheet, Workbook
from pmo_advisor.reports.edition import client_safe
from pmo_advisor.reports.opening import opened
from pmo_advisor.reports.typography import quoted
from tests import shipped
from tests.reports import firmly, sample
from tests.shipped import program

NAMES = [*sample.EXAMPLES, "undetermined", "hostile", "empty", "firm"]


@cache
def advised(name: str) -> Advice:
    made = {
        "undetermined": sample.undetermined,
        "hostile": sample.hostile,
        "empty": lambda: sample.answered({}),
        "firm": lambda: firmly.example("three-parties"),
    }
    return made[name]() if name in made else sample.example(name)


def told(advice: Advice, lang: Lang = "en", rulebook: Rulebook | None = None) -> Workbook:
    return workbook(advice, rulebook or program().rulebook, sample.texts(), lang)


@cache
def shown(name: str, lang: Lang = "en") -> Workbook:
    return told(advised(name), lang)


@cache
def of_client(name: str) -> Workbook:
    return told(client_safe(advised(name), program().rulebook))


def sheet(book: Workbook, name: str) -> Sheet:
    return next(one for one in book.sheets if one.id == name)


def ids(book: Workbook) -> list[str]:
    return [one.id for one in book.sheets]


def column(one: Sheet, number: int) -> list[object]:
    """The cells of a column below the head of the list."""
    assert one.freeze is not None
    return [each.value for each in one.cells if each.column == number and each.row >= one.freeze[0]]


def words(book: Workbook) -> str:
    told = [str(cell.value) for one in book.sheets for cell in one.cells]
    return "\n".join([*told, *(prose.text for one in book.sheets for prose in one.proses)])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_every_advice_has_a_workbook_whose_worksheets_excel_accepts(name: str, lang: Lang) -> None:
    book = shown(name, lang)
    names = [one.name for one in book.sheets]
    assert len({one.lower() for one in names}) == len(names)
    for one in names:
        assert 0 < len(one) <= 31
        assert not re.search(r"[\[\]:*?/\\']", one)
    assert names[0] == book.sheets[0].name
    assert book.sheets[0].id == "overview"


@pytest.mark.parametrize("name", NAMES)
def test_no_two_things_stand_in_one_cell(name: str) -> None:
    for one in shown(name).sheets:
        places = [(cell.row, cell.column) for cell in one.cells]
        places += [(prose.row, at) for prose in one.proses for at in range(prose.last + 1)]
        assert len(set(places)) == len(places), one.id


@pytest.mark.parametrize("name", NAMES)
def test_the_overview_leads_to_every_other_worksheet(name: str) -> None:
    book = shown(name)
    links = [cell.link for cell in book.sheets[0].cells if cell.link]
    assert links == [one.name for one in book.sheets[1:]]


@pytest.mark.parametrize("name", NAMES)
def test_every_note_that_is_named_stands_among_the_sources(name: str) -> None:
    book = shown(name)
    noted = set(column(sheet(book, "sources"), 0)) if "sources" in ids(book) else set()
    head = sample.texts().say("report.workbook.column.note", "en")
    for one in book.sheets:
        columns = {cell.column for cell in one.cells if cell.value == head}
        for cell in one.cells:
            if one.id != "sources" and cell.column in columns and cell.look == "quiet":
                numbers = [int(each) for each in str(cell.value or "").split(", ") if each]
                assert set(numbers) <= noted


@pytest.mark.parametrize("name", sample.EXAMPLES)
def test_every_question_asked_stands_there_once_and_the_unanswered_are_marked(name: str) -> None:
    advice = advised(name)
    page = sheet(shown(name), "answers")
    made = advice.provenance
    questions = program().rulebook.form[made.questionnaire].question_ids()
    asked = column(page, 1)
    assert len(set(asked)) == len(asked)
    words = {quoted(program().rulebook.question[one].ask.en) for one in questions}
    assert words <= set(asked)
    known = [one for one, value in made.answers.items() if value != "unknown"]
    marked = [cell for cell in page.cells if cell.look == "open"]
    assert len(asked) - len(marked) == len(known)
    assert page.filter is not None


def test_an_answer_tells_whose_it_is() -> None:
    joint = advised("three-parties")
    page = sheet(shown("three-parties"), "answers")
    rows = dict(zip(column(page, 1), column(page, 6), strict=True))
    questions = program().rulebook.question
    for one in joint.parties.differences:
        own = {each.party for each in one.given if each.value == one.used}
        names = [sample.texts().say(f"report.party.{each}", "en") for each in own]
        assert any(str(rows[quoted(questions[one.fact].ask.en)]).startswith(each) for each in names)


@settings(max_examples=25, deadline=None)
@given(answers=shipped.answers())
def test_the_counted_points_add_up_to_the_evidence(answers: dict[str, Value]) -> None:
    advice = sample.answered(answers)
    fits = {one.name.en[:1].upper() + one.name.en[1:]: one for one in advice.position.fits["type"]}
    pages = fit_pages(opened(advice, program().rulebook, sample.texts(), "en"))
    assert bool(pages) == any(one.grounds for one in fits.values())
    if not pages:
        return
    sums, reasons = (one.sheet() for one in pages)
    for row in sorted({cell.row for cell in sums.cells})[1:]:
        cells = {cell.column: cell.value for cell in sums.cells if cell.row == row}
        fit = fits[str(cells[0])]
        assert cells[7] == cells[8] == fit.evidence
        assert sum(int(str(cells[at])) for at in range(1, 7)) == fit.evidence
        points = [
            int(str(value))
            for kind, value in zip(column(reasons, 0), column(reasons, 9), strict=True)
            if kind == cells[0]
        ]
        assert sum(points) == fit.evidence


@pytest.mark.parametrize("name", sample.EXAMPLES)
def test_a_client_workbook_keeps_the_house_s_own_to_itself(name: str) -> None:
    advice = advised(name)
    book = of_client(name)
    assert not {"trace", "remarks"} & set(ids(book))
    text = words(book)
    for one in advice.provenance.remarks:
        assert one.text not in text
        assert not one.respondent or one.respondent not in text
    for one in advice.explanation.trace:
        assert one.rule not in text


def test_a_client_workbook_appraises_no_person() -> None:
    """In a team of one the capability of the team is that of a person."""
    book, inside = of_client("rd-1000"), shown("rd-1000")
    assert "capability" in ids(inside)
    assert "capability" not in ids(book)
    questions = program().rulebook.question
    asked = {quoted(questions[one.fact].ask.en) for one in program().rulebook.catalog.capabilities}
    assert asked & set(column(sheet(inside, "answers"), 1))
    assert not asked & set(column(sheet(book, "answers"), 1))


@pytest.mark.parametrize("name", sample.EXAMPLES)
def test_the_internal_workbook_lists_every_rule_and_every_remark(name: str) -> None:
    advice = advised(name)
    book = shown(name)
    assert sorted(map(str, column(sheet(book, "trace"), 1))) == sorted(
        one.rule for one in advice.explanation.trace
    )
    assert len(column(sheet(book, "remarks"), 1)) == len(advice.provenance.remarks)


def test_parties_have_a_worksheet_only_where_several_answered() -> None:
    assert "parties" in ids(shown("three-parties"))
    assert "parties" not in ids(shown("rd-1000"))


@pytest.mark.parametrize("name", ["not-yet", "undetermined", "empty"])
def test_without_a_type_there_is_no_model_to_play_with(name: str) -> None:
    assert not {"staffing", "workings", "cost", "roadmap", "services"} & set(ids(shown(name)))


def test_only_measures_that_may_carry_a_target_have_a_place_for_one() -> None:
    seen = set()
    for name in sample.EXAMPLES:
        advice = advised(name)
        if advice.value is None or not advice.value.metrics:
            continue
        page = sheet(shown(name), "metrics")
        assert page.freeze is not None
        for row, metric in enumerate(advice.value.metrics, page.freeze[0]):
            looks = {cell.column: cell.look for cell in page.cells if cell.row == row}
            seen.add(metric.kind)
            assert (looks[9] == "fill") == (metric.kind != "reference")
            assert looks[7] == "fill"
    assert {"reference", "atomic"} <= seen


def test_cost_stays_blank_until_the_client_gives_it() -> None:
    page = sheet(shown("rd-1000"), "cost")
    inputs = [cell for cell in page.cells if cell.look == "input"]
    assert inputs
    assert all(cell.value is None for cell in inputs)
    costs = [cell.value for cell in page.cells if cell.formula and cell.column > 3]
    assert set(costs) == {""}


def test_with_the_client_s_grades_the_cost_is_that_of_the_advice() -> None:
    rulebook = program().rulebook
    grades = tuple(
        one.model_copy(update={"yearly_cost": 30 + 10 * at})
        for at, one in enumerate(rulebook.catalog.grades)
    )
    catalog = rulebook.catalog.model_copy(update={"grades": grades})
    priced = Rulebook.model_construct(
        **{name: getattr(rulebook, name) for name in Rulebook.model_fields} | {"catalog": catalog}
    )
    advice = advised("rd-1000")
    assert advice.staffing is not None
    yearly = {one.id: one.yearly_cost or 0 for one in grades}
    grade = {one.id: one.grade for one in catalog.roles}
    low = sum(one.low * yearly[grade[one.role]] for one in advice.staffing.roles)
    high = sum(one.high * yearly[grade[one.role]] for one in advice.staffing.roles)
    plan = advice.staffing.model_copy(update={"cost": Cost(low=low, high=high)})
    costed = advice.model_copy(update={"staffing": plan})
    page = sheet(told(costed, rulebook=priced), "cost")
    last = max(cell.row for cell in page.cells)
    sums = {cell.column: cell.value for cell in page.cells if cell.row == last}
    assert (sums[5], sums[6]) == (low, high)
    parts = [cell for cell in page.cells if cell.formula and cell.row < last]
    assert sum(int(str(cell.value)) for cell in parts if cell.column == 5) == low
    assert sum(int(str(cell.value)) for cell in parts if cell.column == 6) == high


def test_the_model_says_which_answers_decide_which_lines_there_are() -> None:
    page = sheet(shown("rd-1000"), "staffing")
    text = "\n".join(str(cell.value) for cell in page.cells)
    for rule in program().rulebook.rules_of("staffing"):
        assert quoted(rule.title.en[:1].upper() + rule.title.en[1:]) in text


@pytest.mark.parametrize("name", NAMES)
def test_an_input_says_what_it_takes(name: str) -> None:
    for one in shown(name).sheets:
        allowed = {(each.row, each.column) for each in one.allowed}
        for cell in one.cells if one.id != "overview" else ():
            if cell.look in ("input", "fill_day"):
                assert (cell.row, cell.column) in allowed
        for each in one.allowed:
            assert 0 < len(each.title) <= 32
            assert 0 < len(each.message) <= 255
