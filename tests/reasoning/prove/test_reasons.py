"""Outweighing reasons and the strengths' margin, against trying all."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.weights import FACTOR, POINTS
from pmo_advisor.model.rule import Rule
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.position import Decision, decide
from pmo_advisor.reasoning.prove.outweighing import outweighing
from pmo_advisor.reasoning.prove.strengths import strengths
from tests import soak
from tests.reasoning import toy
from tests.reasoning.prove import small
from tests.reasoning.prove.test_worlds import QUIET

SAMPLES = max(60, soak.count(3000))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Rulebook, dict[str, Truth]]:
    """A few rules about teas with how they came out."""
    rules: list[dict[str, Any]] = []
    for i in range(draw(st.integers(1, 7))):
        option = draw(st.sampled_from(toy.TYPES))
        name = f"r{i}"
        if draw(st.integers(0, 5)) == 0:
            rules.append(toy.gate(name, draw(st.sampled_from((option, option, option, None)))))
            continue
        strength, ground = (
            draw(st.sampled_from(small.STRENGTHS)),
            draw(st.sampled_from(small.GROUNDS)),
        )
        against = draw(st.integers(0, 3)) == 0
        rules.append(toy.weighs(name, option, strength, ground, against=against))
    book = toy.world(*rules)
    states = st.sampled_from((Truth.FIRES, Truth.FIRES, Truth.REFUTED, Truth.OPEN))
    return book, {one["id"]: draw(states) for one in rules}


def _sum(rules: list[Rule], points: dict[str, Fraction]) -> Fraction:
    """Points by ground, the strongest only."""
    best: dict[str, Fraction] = {}
    for one in rules:
        best[one.ground] = max(best.get(one.ground, Fraction(0)), points[one.id])
    return sum((FACTOR[ground] * most for ground, most in best.items()), Fraction(0))  # type: ignore[index]


def _fired(book: Rulebook, outcomes: dict[str, Truth], option: str, word: str) -> list[Rule]:
    return [
        one
        for one in book.rules_of("position")
        if outcomes[one.id] is Truth.FIRES
        and (weighs := getattr(one.then, word)) is not None
        and weighs.type == option
    ]


def _points(book: Rulebook) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for one in book.rules_of("position"):
        weighs = one.then.supports or one.then.opposes
        if weighs is not None:
            found[one.id] = Fraction(POINTS[weighs.strength])
    return found


@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=QUIET)
@given(situations())
def test_the_fewest_outweighing_reasons(situation: tuple[Rulebook, dict[str, Truth]]) -> None:
    book, outcomes = situation
    decision = decide(book, outcomes)
    found = outweighing(book, decision)
    if decision.type not in toy.TYPES or decision.runner_up is None:
        assert found is None
        return
    points = _points(book)
    own = _fired(book, outcomes, decision.type, "supports")
    against = _sum(_fired(book, outcomes, decision.type, "opposes"), points)
    rival = _sum(_fired(book, outcomes, decision.runner_up, "supports"), points)
    rival_against = _fired(book, outcomes, decision.runner_up, "opposes")
    both = [one for one in book.rules_of("position") if one in own or one in rival_against]

    def first(pool: list[Rule]) -> set[str] | None:
        for size in range(len(pool) + 1):
            for chosen in combinations(pool, size):
                mine = _sum([one for one in chosen if one in own], points) - against
                theirs = rival - _sum([one for one in chosen if one in rival_against], points)
                if mine > theirs:
                    return {one.id for one in chosen}
        return None

    expected = first(own)
    expected = first(both) if expected is None else expected
    assert (None if found is None else {*found.supports, *found.opposes}) == expected
    if found is not None:
        assert found.beats > found.against


def _kinds(
    book: Rulebook, decision: Decision, totals: dict[str, Fraction], blocked: bool
) -> set[str]:
    """The types that can come out, ties broken in any order."""
    if blocked:
        return {"not_yet"}
    found: set[str] = set()
    for order in permutations(toy.TYPES):
        ranking = sorted(toy.TYPES, key=lambda one: (-totals[one], order.index(one)))
        ranking = [one for one in ranking if totals[one] > 0]
        standing = [
            one
            for place, one in enumerate(ranking)
            if decision.gates[one] is not Truth.REFUTED
            and (
                place == 0
                or max(
                    decision.evidence["type"][one].support(ground)
                    for ground in ("problem", "symptoms")
                )
                >= POINTS["moderate"]
            )
        ]
        found.add(standing[0] if standing else "not_yet" if ranking else "undetermined")
    return found


@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=QUIET)
@given(situations())
def test_the_margin_of_all_strengths(situation: tuple[Rulebook, dict[str, Truth]]) -> None:
    book, outcomes = situation
    decision = decide(book, outcomes)
    found = strengths(book, outcomes)
    points = _points(book)
    fired = [one for one in points if outcomes[one] is Truth.FIRES]
    blocked = any(
        one.then.blocks is not None and outcomes[one.id] is Truth.FIRES
        for one in book.rules_of("position")
    )

    def can_change(share: Fraction) -> bool:
        for signs in product((1 - share, 1 + share), repeat=len(fired)):
            moved = {one: points[one] * sign for one, sign in zip(fired, signs, strict=True)}
            totals = {
                one: _sum(_fired(book, outcomes, one, "supports"), moved)
                - _sum(_fired(book, outcomes, one, "opposes"), moved)
                for one in toy.TYPES
            }
            if _kinds(book, decision, totals, blocked) != {decision.type}:
                return True
        return False

    tiny = Fraction(1, 10_000)
    if found.margin is None:
        assert found.percent == 100
        assert not can_change(1 - tiny)
        return
    margin = Fraction(found.margin)
    assert found.percent == int(margin * 100)
    if margin > 0:
        assert not can_change(margin - tiny)
    if margin < 1:
        assert can_change(margin + tiny)


@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=QUIET)
@given(situations())
def test_single_rules_that_would_change_the_type(
    situation: tuple[Rulebook, dict[str, Truth]],
) -> None:
    book, outcomes = situation
    now = decide(book, outcomes).type
    found = {(one.rule, one.change): one.type for one in strengths(book, outcomes).sensitive}
    order = ("slight", "moderate", "strong")
    expected: dict[tuple[str, str], str] = {}
    rules = [one.model_dump() for one in book.rules_of("position")]
    for i, one in enumerate(book.rules_of("position")):
        without = toy.world(*(other for j, other in enumerate(_raw(rules)) if j != i))
        kind = decide(without, outcomes).type
        if kind != now:
            expected[one.id, "struck_out"] = kind
        weighs = one.then.supports or one.then.opposes
        if weighs is None:
            continue
        for strength in order:
            if abs(order.index(strength) - order.index(weighs.strength)) == 1:
                moved = _raw(rules)
                moved[i]["then"][one.then.word]["strength"] = strength
                kind = decide(toy.world(*moved), outcomes).type
                if kind != now:
                    expected[one.id, strength] = kind
    assert found == expected


def _raw(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rules as a file would hold them."""
    found: list[dict[str, Any]] = []
    for one in rules:
        word, inner = next(
            (word, inner) for word, inner in one["then"].items() if inner is not None
        )
        kept = {key: value for key, value in inner.items() if value is not None}
        found.append(one | {"then": {word: kept}})
    return found
