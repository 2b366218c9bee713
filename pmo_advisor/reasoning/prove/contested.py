"""Disagreements: which of them can change the joint position, and what would settle it.

A question answered differently may come out as any of the answers actually given; all other
answers are the joint ones, and what nobody answered stays unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import Contested
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.reasoning.prove.answers import Choice, exactly, given_codes, one_of
from pmo_advisor.reasoning.prove.circuit import Lit
from pmo_advisor.reasoning.prove.faults import OutOfTime
from pmo_advisor.reasoning.prove.hitting import Hitting, in_order
from pmo_advisor.reasoning.prove.judge import told
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.settled import axes_of, open_questions
from pmo_advisor.reasoning.prove.space import Space
from pmo_advisor.reasoning.prove.sufficient import counterexamples
from pmo_advisor.reasoning.prove.verdict import Conclusions, Verdict

JOINT_AXES: tuple[Axis, ...] = AXES[:3]
"""Type, level and control: what the parties settle together."""

MOST = 12
"""So many smallest sets are listed at most: an agenda, not an inventory."""


def contested(
    prover: Prover, joint: Mapping[str, Value], given: Mapping[str, Collection[Value]]
) -> Contested:
    """What the disagreements can change.

    ``joint`` is the joint sheet; ``given`` holds, for each question answered differently, the
    answers actually given (the joint one is always among them).
    """
    decision = prover.judge.decide(joint)
    if decision is None:
        return Contested(state="impossible")
    now = told(decision)
    codes = given_codes(prover.frame, joint)
    choices = {fact: exactly(code) for fact, code in codes.items()}
    disputed = [fact for fact in prover.frame.asked if fact in given and fact in codes]
    for fact in disputed:
        domain = prover.frame.asked[fact].domain
        choices[fact] = one_of({codes[fact], *(domain.encode(one) for one in given[fact])})
    disputed = [fact for fact in disputed if len(choices[fact].spans) > 1]
    space = Space(prover, choices)
    try:
        reached = space.reach()
        marks = space.matters(disputed, reached, JOINT_AXES)
        settling, complete = _settling(prover, choices, codes, disputed, now)
    except OutOfTime:
        return Contested(state="unfinished")
    marked = {fact for fact, *_ in marks}
    axes = axes_of(prover, reached, now, JOINT_AXES)
    return Contested(
        state="done",
        settled=all(one.reachable == (one.now,) for one in axes),
        reachable=axes,
        can_matter=open_questions(disputed, marks, JOINT_AXES),
        cannot_matter=tuple(fact for fact in disputed if fact not in marked),
        settling=settling,
        complete=complete,
    )


def _settling(
    prover: Prover,
    choices: Mapping[str, Choice],
    codes: Mapping[str, int],
    disputed: list[str],
    now: Conclusions,
) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """The smallest sets that settle the joint position once agreed at the joint value."""

    def broken(found: Verdict) -> tuple[Lit, ...]:
        return tuple(-found.axes[axis][now[axis]] for axis in JOINT_AXES)

    held = {fact: codes[fact] for fact in disputed}
    search = Hitting(tuple(disputed), counterexamples(prover, choices, held, broken), prover.limits)
    found, complete = search.all_smallest(MOST)
    return tuple(in_order(disputed, one) for one in found), complete
