"""How firm the advice is: plain data, proved of the rulebook and the answers, never of the world.

``state`` is ``done``, ``impossible`` where no organisation can have these answers, or
``unfinished`` where a limit was reached first; what is then given is certain, but not all there is.
A conclusion of None means that no type stands, or that nothing speaks for any option.
"""

from __future__ import annotations

from typing import Literal

from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import Axis, Strength
from pmo_advisor.model.text import Strict

State = Literal["done", "impossible", "unfinished"]


class AxisFirmness(Strict):
    """One axis: what is concluded now, and everything that some completion concludes.

    ``settled`` means that every completion concludes what is concluded now and, for the type, that
    no completion decides it by a tie (``tied``).
    """

    axis: Axis
    now: str | None
    settled: bool
    reachable: tuple[str | None, ...]
    tied: bool = False

    @property
    def others(self) -> tuple[str | None, ...]:
        """What it may become, besides what is concluded now."""
        return tuple(one for one in self.reachable if one != self.now)

    @property
    def state(self) -> Literal["settled", "open", "tied"]:
        """``tied``: nothing else can be concluded, but some completion only by a tie."""
        if self.settled:
            return "settled"
        return "open" if self.others else "tied"


class OpenQuestion(Strict):
    """An unanswered question that can matter.

    ``decides`` counts, for each axis, the reachable conclusions that its answer alone can bring
    about or take away, all other answers being equal.
    """

    fact: str
    decides: dict[Axis, int]

    @property
    def total(self) -> int:
        return sum(self.decides.values())


class Settledness(Strict):
    """What the unanswered questions can still change.

    ``cannot_matter`` are unanswered questions that change nothing whatever the rest is answered;
    questions that no position rule reads, or that surely do not apply, are in neither list.
    """

    state: State
    axes: tuple[AxisFirmness, ...] = ()
    can_matter: tuple[OpenQuestion, ...] = ()
    cannot_matter: tuple[str, ...] = ()

    def axis(self, axis: Axis) -> AxisFirmness:
        return next(one for one in self.axes if one.axis == axis)


class Change(Strict):
    """One answer changed, in plain values. ``steps`` counts scale points or number classes."""

    fact: str
    old: Value
    new: Value
    steps: int


class Flip(Strict):
    """The smallest change of given answers that leads to ``target``; None where there is none.

    ``also`` names the questions of the next flip that costs exactly as much, if there is one. In a
    state of ``unfinished``, ``at_least`` is the number of answers that have to change, as far as it
    is certain.
    """

    target: str
    state: State
    changes: tuple[Change, ...] | None = None
    also: tuple[tuple[str, ...], ...] = ()
    at_least: int | None = None

    @property
    def steps(self) -> int:
        return sum(one.steps for one in self.changes or ())


class Flips(Strict):
    """The flips to every other type and to ``not_yet``, in that order.

    ``kept`` keeps the answers in ``stated`` (the stated problem); ``free`` may change any.
    """

    state: State
    stated: tuple[str, ...] = ()
    kept: tuple[Flip, ...] = ()
    free: tuple[Flip, ...] = ()


class Sufficient(Strict):
    """The smallest set of given answers that alone forces the type, whatever the rest is.

    ``facts`` is None where even all answers together do not force it. In a state of
    ``unfinished``, ``at_least`` is a lower bound of their number.
    """

    state: State
    type: str
    facts: tuple[str, ...] | None = None
    at_least: int | None = None


class Outweighing(Strict):
    """The fewest fired rules that put the type before the runner-up.

    After all that speaks against the type they still beat everything for the runner-up.
    ``supports`` speak for the type; ``opposes`` speak against the runner-up and are needed only
    where the first do not suffice alone. ``beats`` and ``against`` are the points compared.
    """

    type: str
    runner_up: str
    supports: tuple[str, ...]
    opposes: tuple[str, ...]
    beats: int
    against: int


class Sensitive(Strict):
    """A rule that, moved one step in strength or struck out, would change the type."""

    rule: str
    change: Strength | Literal["struck_out"]
    type: str


class Strengths(Strict):
    """How far the judgement in the strengths may be off.

    The type stays for every deviation of less than ``margin`` (a fraction of each strength, as
    "numerator/denominator"); None where none up to the whole of it changes the type. ``percent``
    is the margin in whole percent, rounded down, 100 where it is None.
    """

    margin: str | None
    percent: int
    sensitive: tuple[Sensitive, ...]


class Firmness(Strict):
    """Everything that is said of one sheet's firmness."""

    settled: Settledness
    flips: Flips
    sufficient: Sufficient
    outweighing: Outweighing | None
    strengths: Strengths | None


class Contested(Strict):
    """Which disagreements can change the joint position (type, level, control).

    ``settling`` are the smallest sets of questions that, once agreed at the joint value, leave
    nothing to change it; ``complete`` says whether all sets of that size are listed.
    """

    state: State
    settled: bool = False
    reachable: tuple[AxisFirmness, ...] = ()
    can_matter: tuple[OpenQuestion, ...] = ()
    cannot_matter: tuple[str, ...] = ()
    settling: tuple[tuple[str, ...], ...] = ()
    complete: bool = True


class Answered(Strict):
    """One answer and how many sheets give it."""

    value: Value
    sheets: int


class Agreement(Strict):
    """How far the sheets agree on one question.

    ``scale`` is ``ordered`` or ``named``; a count is compared as a data check and has no index.
    ``distribution`` lists every possible answer of an ordered or named question, in its order, and
    for a count those given. ``sheets`` is the denominator: the sheets that gave an answer.
    ``consensus`` (Tastle and Wierman 2007) runs from 0 to 1 and is given to seven decimals for
    ordered answers; ``quartiles`` are the lower and upper quartile of the ranks. Both are None
    where they mean nothing.
    """

    fact: str
    scale: Literal["ordered", "named", "count"]
    sheets: int
    distribution: tuple[Answered, ...]
    consensus: str | None = None
    quartiles: tuple[Value, Value] | None = None
