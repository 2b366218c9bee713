"""Asking only what can matter leaves nothing out."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import AXES
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reasoning.prove.judge import told
from pmo_advisor.reasoning.prove.next_question import next_question
from pmo_advisor.reasoning.prove.prover import Prover
from tests import soak
from tests.reasoning import worlds
from tests.reasoning.prove import small
from tests.reasoning.prove.test_worlds import QUIET

SAMPLES = max(30, soak.count(500))


@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=QUIET)
@given(st.data())
def test_asking_ends_where_only_what_is_not_known_is_open(data: st.DataObject) -> None:
    program = data.draw(small.programs())
    truth = data.draw(worlds.full_answers(program))
    assume(small.decided(program, truth) is not None)
    vague = data.draw(st.sets(st.sampled_from(sorted(truth))))
    prover = Prover(program)
    answers: dict[str, Value] = {}
    while (fact := next_question(prover, answers)) is not None:
        assert fact not in answers
        answers[fact] = UNKNOWN if fact in vague else truth[fact]
    choices = {
        fact: [answers[fact]]
        if answers.get(fact, UNKNOWN) != UNKNOWN
        else small.all_values(program, fact)
        for fact in prover.frame.asked
    }
    found = defaultdict(set)
    for one in small.every(choices):
        decision = small.decided(program, one)
        if decision is not None:
            not_known = tuple(one[fact] for fact in sorted(answers) if fact in prover.frame.asked)
            found[not_known].add(tuple(told(decision)[axis] for axis in AXES))
    assert all(len(ends) == 1 for ends in found.values())
