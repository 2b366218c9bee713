"""What a position is, in a world of three teas."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_advisor.reasoning.position import decide
from tests.reasoning.toy import TYPES, gate, leveled, outcomes, weighs, world

STRENGTHS = ("strong", "moderate", "slight")
GROUNDS = ("problem", "symptoms", "beneficiary", "structure", "mandate", "change")


def test_without_any_evidence_nothing_is_advised() -> None:
    book = world(weighs("a", "green"))
    assert decide(book, outcomes(book)).type == "undetermined"


def test_the_problem_counts_double() -> None:
    book = world(weighs("a", "green", "moderate"), weighs("b", "black", "strong", "symptoms"))
    decision = decide(book, outcomes(book, fires=("a", "b")))
    assert (decision.type, decision.runner_up) == ("green", "black")
    assert decision.evidence["type"]["green"].total == 4


def test_what_speaks_against_is_taken_off_on_its_ground() -> None:
    book = world(
        weighs("a", "green", "strong", "symptoms"),
        weighs("b", "green", "moderate", "symptoms", against=True),
        weighs("c", "green", "slight", "symptoms", against=True),
    )
    decision = decide(book, outcomes(book, fires=("a", "b", "c")))
    assert decision.evidence["type"]["green"].total == 1


@given(
    st.sampled_from(STRENGTHS),
    st.sampled_from(STRENGTHS),
    st.sampled_from(GROUNDS),
    st.sampled_from(TYPES),
)
def test_a_weaker_rule_on_the_same_ground_changes_nothing(
    first: str, second: str, ground: str, kind: str
) -> None:
    strong, weak = sorted((first, second), key=STRENGTHS.index)
    without = world(weighs("a", kind, strong, ground), weighs("z", "green"))
    with_it = world(
        weighs("a", kind, strong, ground), weighs("b", kind, weak, ground), weighs("z", "green")
    )
    before = decide(without, outcomes(without, fires=("a", "z")))
    after = decide(with_it, outcomes(with_it, fires=("a", "b", "z")))
    assert before.conclusions() == after.conclusions()
    for name in TYPES:
        assert before.evidence["type"][name].total == after.evidence["type"][name].total


def test_a_refuted_gate_makes_the_leader_the_target() -> None:
    book = world(
        weighs("a", "green"), weighs("b", "black", "moderate", "symptoms"), gate("g", "green")
    )
    decision = decide(book, outcomes(book, fires=("a", "b"), refuted=("g",)))
    assert (decision.type, decision.target_type) == ("black", "green")


def test_an_open_gate_lets_the_leader_stand() -> None:
    book = world(weighs("a", "green"), gate("g", "green"))
    decision = decide(book, outcomes(book, fires=("a",)))
    assert (decision.type, decision.target_type) == ("green", None)


def test_behind_a_gate_only_a_type_with_its_own_problem_or_symptoms_is_advised() -> None:
    book = world(
        weighs("a", "green"), weighs("b", "black", "strong", "beneficiary"), gate("g", "green")
    )
    decision = decide(book, outcomes(book, fires=("a", "b"), refuted=("g",)))
    assert (decision.type, decision.target_type) == ("not_yet", "green")
    assert decision.blocked_by == ("g",)
    assert decision.level is decision.control is decision.lifetime is None


def test_a_block_leads_to_not_yet_whatever_the_evidence() -> None:
    book = world(weighs("a", "green"), gate("stop"))
    decision = decide(book, outcomes(book, fires=("a", "stop")))
    assert (decision.type, decision.target_type) == ("not_yet", "green")


def test_a_tie_goes_to_the_type_that_the_stated_problem_names() -> None:
    book = world(
        weighs("a", "green", "strong", "symptoms"),
        weighs("b", "green", "strong", "beneficiary"),
        weighs("c", "herbal", "strong", "problem"),
    )
    decision = decide(book, outcomes(book, fires=("a", "b", "c")))
    assert (decision.type, decision.tied_with) == ("herbal", ("green",))


def test_a_tie_without_a_stated_problem_goes_by_the_catalogue() -> None:
    book = world(
        weighs("a", "black", "strong", "symptoms"), weighs("b", "green", "strong", "beneficiary")
    )
    decision = decide(book, outcomes(book, fires=("a", "b")))
    assert (decision.type, decision.tied_with) == ("green", ("black",))


def test_a_runner_up_with_two_thirds_of_the_evidence_is_secondary() -> None:
    leader = weighs("a", "green", "strong", "symptoms")
    near = world(leader, weighs("b", "black", "moderate", "symptoms"))
    far = world(leader, weighs("b", "black", "slight", "symptoms"))
    assert decide(near, outcomes(near, fires=("a", "b"))).secondary_type == "black"
    assert decide(far, outcomes(far, fires=("a", "b"))).secondary_type is None


def test_a_runner_up_behind_a_refuted_gate_is_not_secondary() -> None:
    book = world(
        weighs("a", "green", "strong", "symptoms"),
        weighs("b", "black", "strong", "symptoms"),
        gate("g", "black"),
    )
    decision = decide(book, outcomes(book, fires=("a", "b"), refuted=("g",)))
    assert (decision.runner_up, decision.secondary_type) == ("black", None)


def test_a_stated_problem_is_confirmed_by_symptoms_or_beneficiary() -> None:
    book = world(weighs("a", "green"), weighs("b", "green", "slight", "symptoms"))
    assert decide(book, outcomes(book, fires=("a", "b"))).problem_confirmed is True
    assert decide(book, outcomes(book, fires=("a",))).problem_confirmed is None
    assert decide(book, outcomes(book, fires=("a",), refuted=("b",))).problem_confirmed is False


def test_the_level_wanted_is_that_of_the_scope_where_the_sponsor_narrows_it() -> None:
    book = world(
        weighs("a", "green"),
        leveled("scope", "enterprise", "slight", "beneficiary"),
        leveled("sponsor", "department", "moderate", "mandate"),
    )
    decision = decide(book, outcomes(book, fires=("a", "scope", "sponsor")))
    assert (decision.level, decision.target_level) == ("department", "enterprise")
