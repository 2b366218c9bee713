"""What a further round moved: for each question opened again, how each party answers now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pmo_advisor.consultation.workshop.kept import personal
from pmo_advisor.consultation.workshop.spread import Said, spread
from pmo_advisor.consultation.workshop.standing import Standing
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import AxisFirmness
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import Sheet


class Moved(NamedTuple):
    """A question before and after the round. ``used`` is the joint answer, None where unknown.

    ``parties`` are those that do not answer as they did; ``names`` who of them, where people are
    named. ``agreed`` says that all answers given are the same now.
    """

    fact: str
    before: tuple[Said, ...]
    after: tuple[Said, ...]
    used_before: Value | None
    used_after: Value | None
    parties: tuple[Party | None, ...]
    names: tuple[str, ...]
    agreed: bool


class Turn(NamedTuple):
    """A conclusion that is another one after the round."""

    axis: Axis
    before: str | None
    after: str | None


class Movement(NamedTuple):
    """One round. ``settled`` is None where its disagreements were not weighed.

    ``open_axes`` are the axes that disagreements can still change.
    """

    round: int
    questions: tuple[Moved, ...]
    turns: tuple[Turn, ...]
    settled: bool | None
    open_axes: tuple[AxisFirmness, ...]


def movement(
    rulebook: Rulebook, before: Standing, after: Standing, reopened: Collection[str]
) -> Movement:
    """What the round changed on the questions that it opened again, in question order.

    Questions that are kept, or parties that count jointly only, before or after are left out, and
    what a team of one or two can do.
    """
    kept = {*before.advice.provenance.kept, *after.advice.provenance.kept}
    kept |= personal(rulebook, before.advice, after.advice)
    wanted = [one for one in rulebook.question if one in set(reopened) - kept]
    hidden = {*before.hidden, *after.hidden}
    pair = _Pair(rulebook, before, after, _shown(before, hidden), _shown(after, hidden))
    found = after.advice.parties.contested
    weighed = found if found is not None and found.state == "done" else None
    return Movement(
        round=after.round,
        questions=tuple(pair.moved(one) for one in wanted),
        turns=tuple(_turns(before.advice, after.advice)),
        settled=weighed.settled if weighed else None,
        open_axes=tuple(one for one in weighed.reachable if not one.settled) if weighed else (),
    )


def _shown(standing: Standing, hidden: Collection[Party]) -> tuple[Sheet, ...]:
    return tuple(one for one in standing.shown if one.party not in hidden)


class _Pair(NamedTuple):
    """Both sides of a round."""

    rulebook: Rulebook
    before: Standing
    after: Standing
    old: Sequence[Sheet]
    new: Sequence[Sheet]

    def moved(self, fact: str) -> Moved:
        old, new = (spread(self.rulebook, one, fact) for one in (self.old, self.new))
        parties = tuple(
            party for party in (*PARTIES, None) if _counts(old, party) != _counts(new, party)
        )
        return Moved(
            fact=fact,
            before=old,
            after=new,
            used_before=self.before.advice.provenance.answers.get(fact),
            used_after=self.after.advice.provenance.answers.get(fact),
            parties=parties,
            names=tuple(_names(old, new)),
            agreed=len({one.value for one in new}) == 1,
        )


def _counts(said: Sequence[Said], party: Party | None) -> Counter[Value]:
    return Counter({one.value: one.sheets for one in said if one.party == party})


def _names(old: Sequence[Said], new: Sequence[Said]) -> Iterator[str]:
    """Who is found under another answer than before."""
    before = {(one.party, name): one.value for one in old for name in one.names}
    for one in new:
        for name in one.names:
            if before.get((one.party, name), one.value) != one.value:
                yield name


def _turns(before: Advice, after: Advice) -> Iterator[Turn]:
    for axis in AXES:
        old, new = getattr(before.position, axis), getattr(after.position, axis)
        if old != new:
            yield Turn(axis, old, new)
