"""What the interview asks, and in which order."""

import pytest

from pmo_advisor.cli.interview.script import Script, Step
from pmo_advisor.model.sheet import UNKNOWN, Sheet
from tests.shipped import program


def script(form="quick", about=(), **sheet):
    book = program().rulebook
    return Script(program(), book.form[form], Sheet(**sheet), about)


def asked(name):
    return Step("question", name)


def answer_all(one, value=UNKNOWN):
    names = []
    while (step := one.next_step()) is not None:
        names.append(step.name)
        one.put(step, value)
    return names


@pytest.mark.parametrize("party", ["executive", "org_design", "pmo_lead"])
@pytest.mark.parametrize("form", ["quick", "full"])
def test_each_party_is_asked_its_own_questions(form, party):
    names = answer_all(script(form, party=party))
    book = program().rulebook
    assert names
    assert all(party in book.question[name].asked_of for name in names)
    order = book.form[form].question_ids()
    assert names == sorted(names, key=order.index)


def test_without_a_party_all_are_asked():
    assert len(answer_all(script())) > len(answer_all(script(party="pmo_lead")))


def test_a_question_that_does_not_apply_is_never_asked():
    shallow = script(party="org_design", answers={"change_depth": 0})
    assert "sponsor_stands" not in answer_all(shallow)
    deep = script(party="org_design", answers={"change_depth": 4})
    assert "sponsor_stands" in answer_all(deep)


def test_what_was_not_known_is_not_asked_about_further():
    one = script(party="org_design", answers={"change_depth": UNKNOWN})
    assert not {"sponsor_stands", "change_decided"} & set(answer_all(one))


def test_what_only_another_party_knows_does_not_keep_a_question_back():
    """Organisation design rates today's PMO, but only its lead says how many people it has."""
    names = answer_all(script("full", party="org_design"))
    assert "stakeholder_rating" in names


def test_the_count_never_grows_while_answers_come_in():
    one = script(party="executive")
    counts = []
    while (step := one.next_step()) is not None:
        number, count = one.place(step)
        assert 1 <= number <= count
        counts.append(count)
        one.put(step, UNKNOWN)
    assert counts == sorted(counts, reverse=True)


def test_going_back_and_changing_an_answer_keeps_the_rest():
    one = script(party="org_design", answers={"change_depth": 4, "sponsor_stands": "beside"})
    one.put(asked("change_depth"), 0)
    assert one.sheet.answers == {"change_depth": 0, "sponsor_stands": "beside"}
    one.put(asked("change_depth"), 4)
    assert one.sheet.answers["sponsor_stands"] == "beside"
    assert asked("sponsor_stands") in one.steps()


def test_back_leads_to_the_step_before():
    one = script(about=("unit", "party"))
    first = one.questions()[0]
    assert one.before(first) == Step("about", "party")
    assert one.before(Step("about", "unit")) is None
    assert one.before(None) == one.questions()[-1]


def test_a_skipped_question_waits_for_another_day():
    one = script(party="executive")
    first = one.next_step()
    one.skip(first)
    assert one.next_step() != first
    answer_all(one)
    assert one.unanswered() == 1
    assert script(party="executive", answers=one.sheet.answers).next_step() == first


def test_an_answer_may_call_for_an_earlier_step():
    one = script(party="executive", answers={"who_misses_it": "top_team"})
    answer_all(one)
    one.put(asked("who_misses_it"), "one_leader")
    assert one.next_step() == asked("leader_delegates")


def test_about_steps_come_first_and_are_kept_in_the_sheet():
    one = script(about=("organization", "date"))
    assert one.next_step() == Step("about", "organization")
    one.put(Step("about", "organization"), "Acme")
    assert one.sheet.organization == "Acme"
    assert one.next_step() == Step("about", "date")
