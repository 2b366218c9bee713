"""From a sheet to what is known: unknown, not asked, not applicable, impossible."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.evaluate import truth
from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import bind
from pmo_advisor.model.domain import NOT_APPLICABLE, Value
from tests import soak
from tests.reasoning import worlds

SAMPLES = max(100, soak.count(5000))

CHAIN = [
    worlds.yes_no("there"),
    worlds.number("people", 0, 6, applies_when={"there": {"is": "yes"}}),
    worlds.scale("mood", applies_when={"people": {"at_least": "t2"}}),
]


def chain(**answers: Any) -> tuple[dict[str, int], tuple[str, ...]]:
    facts = read(bind(worlds.rulebook(CHAIN, thresholds=worlds.THRESHOLDS)), answers)
    return facts.known, facts.unused


def test_unknown_and_not_asked_are_the_same() -> None:
    assert chain(there="unknown", people="unknown") == chain() == ({}, ())


def test_answers_become_codes() -> None:
    assert chain(there="yes", people=3, mood=0) == ({"there": 1, "people": 3, "mood": 0}, ())


def test_what_does_not_apply_says_so_down_the_chain() -> None:
    nothing = {"there": 0, "people": NOT_APPLICABLE, "mood": NOT_APPLICABLE}
    assert chain(there="no") == (nothing, ())
    assert chain(there="yes", people=1) == ({"there": 1, "people": 1, "mood": NOT_APPLICABLE}, ())


def test_an_answer_that_does_not_apply_is_reported_and_not_used() -> None:
    known, unused = chain(there="no", people=5, mood="unknown")
    assert known["people"] == NOT_APPLICABLE
    assert unused == ("people",)


def test_an_answer_waits_until_its_question_is_sure_to_apply() -> None:
    assert chain(people=5, mood=2) == ({}, ())
    assert chain(there="unknown", people=5, mood=2) == ({}, ())


def test_questions_may_stand_in_any_order() -> None:
    backwards = bind(worlds.rulebook(CHAIN[::-1], thresholds=worlds.THRESHOLDS))
    answers: dict[str, Value] = {"there": "yes", "people": 3, "mood": 4}
    assert read(backwards, answers).known == {"there": 1, "people": 3, "mood": 4}
    assert read(backwards, {"there": "no"}).known == dict(chain(there="no")[0])


def test_impossible_worlds_are_named_only_when_sure() -> None:
    book = worlds.rulebook([worlds.number("people", 0, 6), worlds.number("leads", 0, 6)])
    rule = {
        "id": "more_leads_than_people",
        "when": {"all": [{"people": {"at_most": 1}}, {"leads": {"at_least": 2}}]},
        "because": worlds.TEXT,
    }
    program = bind(type(book).model_validate(book.model_dump() | {"impossible": [rule]}))
    assert read(program, {"people": 1, "leads": 2}).impossible == ("more_leads_than_people",)
    assert read(program, {"people": 1}).impossible == ()
    assert read(program, {"people": 3, "leads": 2}).impossible == ()


def test_free_text_is_no_fact() -> None:
    text = worlds._question("remark", kind="text", max_length=100)
    program = bind(worlds.rulebook([text, worlds.scale("mood")]))
    assert "remark" not in program.domains
    assert read(program, {"remark": "well", "mood": 1}).known == {"mood": 1}


@soak.long("random rulebooks: a later answer takes no conclusion back", SAMPLES)
@settings(
    max_examples=SAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.data())
def test_a_later_answer_takes_no_conclusion_back(data: st.DataObject) -> None:
    program = data.draw(worlds.programs(answered=False))
    full = data.draw(worlds.full_answers(program))
    before = read(program, data.draw(worlds.partial_of(full))).known
    after = read(program, full).known
    assert {fact: after[fact] for fact in before} == before
    for conditions in program.conditions.values():
        for condition in conditions.values():
            first, last = truth(condition, before), truth(condition, after)
            assert last is not Truth.OPEN
            assert first in (last, Truth.OPEN)
