"""What page one and the sections say, and when they say it."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.view import View
from tests.reports import sample
from tests.shipped import consult


def rows(shown: View, name: str) -> list[str]:
    return [line.text for row in shown.page_one.rows if row.id == name for line in row.lines]


def test_the_title_is_the_position_in_one_sentence() -> None:
    advice = sample.answered(
        sample.example("rd-1000").provenance.answers, organization="云图科技", unit="交付中心"
    )
    assert sample.seen(advice, "zh").page_one.title == (
        "交付中心：建议定位为企业级业务PMO，控制型管控，常设"
    )
    assert sample.seen(advice, "en").page_one.title == (
        "Suggested fit for 交付中心: a controlling, permanent business PMO at enterprise level"
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sample.EXAMPLES)
def test_page_one_is_short(name: str, lang: Lang) -> None:
    shown = sample.seen(sample.example(name), lang)
    assert len(rows(shown, "conditions")) <= 2
    assert len(rows(shown, "warnings")) <= 3
    assert len(rows(shown, "decision")) == 1


def test_a_clear_lead_is_not_called_a_tie() -> None:
    title = sample.seen(sample.behind_by(4), "en").page_one.title
    assert "not settled" not in title
    assert "equally" not in title


def test_a_near_tie_says_so_in_the_title() -> None:
    shown = sample.seen(sample.behind_by(1), "zh")
    assert "战略PMO相差无几，还不能当作定论" in shown.page_one.title
    assert "相差无几" in shown.why.heading.title


def test_a_tie_leaves_the_choice_to_the_parties() -> None:
    shown = sample.seen(sample.behind_by(0), "zh")
    assert "战略PMO依据相同，须由各方选定" in shown.page_one.title
    assert "依据相同" in shown.why.heading.title


def test_the_runner_up_is_set_against_the_leader_ground_by_ground() -> None:
    said = " ".join(rows(sample.seen(sample.example("rd-1000"), "zh"), "runner_up"))
    assert "战略PMO" in said
    assert "问题（6比0）" in said


def test_people_are_split_into_transferred_and_net_new() -> None:
    advice = sample.example("rd-1000")
    assert advice.staffing is not None
    assert advice.staffing.base is not None
    base, (said,) = advice.staffing.base, rows(sample.seen(advice, "zh"), "people")
    assert said.startswith(f"{base.low}–{base.high}人，其中")
    assert said.endswith("净新增")


def test_a_missing_driver_is_named_instead_of_a_number() -> None:
    advice = sample.example("rd-1000")
    answers = {
        name: value
        for name, value in advice.provenance.answers.items()
        if name not in ("parallel_deliveries", "business_lines")
    }
    shown = sample.seen(sample.answered(answers), "zh")
    (said,) = rows(shown, "people")
    assert said.startswith("人数还给不出")
    assert not any(one.isdigit() for one in said)


def test_not_yet_names_gate_owner_actions_interim_and_a_date() -> None:
    shown = sample.seen(sample.example("not-yet"), "zh")
    assert "暂不设立" in shown.page_one.title
    assert rows(shown, "gates")
    assert len(rows(shown, "actions")) >= 2
    assert rows(shown, "interim")
    assert "年" in rows(shown, "look_again")[0]
    assert shown.roadmap is None
    assert shown.staffing is None


def test_undetermined_says_which_questions_to_answer_first() -> None:
    shown = sample.seen(sample.undetermined(), "en")
    assert "do not yet tell" in shown.page_one.title
    assert 1 <= len(rows(shown, "answer_first")) <= 5
    assert all(one.endswith("?") for one in rows(shown, "answer_first"))


def test_a_decision_date_comes_from_the_sheets_alone() -> None:
    dated = sample.answered(sample.example("rd-1000").provenance.answers, date=date(2026, 11, 2))
    undated = sample.answered(sample.example("rd-1000").provenance.answers)
    assert sample.seen(dated, "zh").date == "2026年11月2日"
    assert sample.seen(dated, "en").date == "2 November 2026"
    assert sample.seen(undated, "zh").date == ""
    assert "年" not in rows(sample.seen(undated, "zh"), "decision")[0]


def test_missing_parties_are_said() -> None:
    sheets = sample.example("three-parties")
    parties = sheets.parties.model_copy(
        update={"present": ("executive", "pmo_lead"), "missing": ("org_design",)}
    )
    shown = sample.seen(sheets.model_copy(update={"parties": parties}), "zh")
    assert shown.parties.forces is not None
    assert "只有两方作答，缺组织设计者" in shown.parties.forces.text


def test_differences_are_counted_in_sheets_and_data_checks_stand_apart() -> None:
    shown = sample.seen(sample.example("three-parties"), "zh")
    assert shown.parties.judgements is not None
    assert shown.parties.judgements.head[1:4] == (
        "组织高层（1份答卷）",
        "组织设计者（1份答卷）",
        "PMO负责人（1份答卷）",
    )
    kinds = {one.kind for one in sample.example("three-parties").parties.differences}
    assert (shown.parties.counts is not None) == ("count" in kinds)


def test_a_party_that_is_not_of_one_mind_is_counted() -> None:
    sheets = [Sheet(party="executive", answers={"control_wanted": step}) for step in (1, 1, 3)]
    sheets.append(Sheet(party="pmo_lead", answers={"control_wanted": 4}))
    shown = sample.seen(consult(*sheets), "en")
    assert shown.parties.judgements is not None
    ((_, executives, lead, used),) = shown.parties.judgements.rows
    assert executives.text == "Asks for plans (2 of 3); Holds gates that can refuse (1 of 3)"
    assert lead.text == "Moves people and money"
    assert used.text == "Asks for plans"


def test_the_capability_of_one_or_two_people_is_kept_private() -> None:
    def private(people: int) -> bool:
        answers = {**sample.example("rd-1000").provenance.answers, "pmo_people": people}
        shown = sample.seen(sample.answered(answers), "zh").capability
        assert shown is not None
        return shown.private is not None

    assert private(2)
    assert not private(3)


def test_a_shut_gate_is_said_of_the_runner_up() -> None:
    shown = sample.seen(sample.example("three-parties"), "zh")
    runner_up = next(row for row in shown.page_one.rows if row.id == "runner_up").lines[0]
    assert runner_up.text.startswith("业务PMO")
    assert "前提未满足" in runner_up.detail


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sample.EXAMPLES)
def test_every_note_has_a_title_and_sources(name: str, lang: Lang) -> None:
    for note in sample.seen(sample.example(name), lang).notes:
        assert note.title
        assert note.sources
        assert all(source.reference for source in note.sources)


def test_an_answer_behind_a_claim_is_told_in_its_own_words() -> None:
    notes = {note.id: note for note in sample.seen(sample.example("rd-1000"), "zh").notes}
    assert notes["business.problem.delivery"].read == ("核心问题：一项交付，没有人从启动管到验收",)


def test_a_weak_source_makes_a_practitioners_judgement() -> None:
    for note in sample.seen(sample.example("rd-1000"), "en").notes:
        assert note.judgement == all(source.grade in "DE" for source in note.sources)


def test_empty_names_still_make_a_title() -> None:
    shown = sample.seen(sample.answered({}), "zh")
    assert shown.subject == "本单元"


def test_sheets_of_two_organisations_are_not_joined_without_a_word() -> None:
    sheets = [Sheet(organization=name, answers={"rd_headcount": 300}) for name in ("A", "B")]
    told = sample.seen(consult(*sheets), "en").unknown.notices
    assert any("A and B" in one.text for one in told)
    alike = [Sheet(organization="A", answers={"rd_headcount": 300}) for _ in range(2)]
    assert sample.seen(consult(*alike), "en").unknown.notices == ()
