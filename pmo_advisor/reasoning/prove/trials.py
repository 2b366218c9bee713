"""Single answers tried out in many sheets at once, to leave the solver only what is hard to find.

Columns say where a try is worth while; what comes of it, the judge says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.model.columns import UNKNOWN, code_type
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.reasoning.prove.answers import Choice, given_codes
from pmo_advisor.reasoning.prove.faults import ProofFault
from pmo_advisor.reasoning.prove.judge import told
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.sweep.bits import flags

Mark = tuple[str, Axis, str | None]
"""An answer that alone can bring about, or take away, a conclusion of an axis."""

Numbers = NDArray[np.int64]

LITTER = 256
"""Sheets to a round: their tries fill a chunk of columns."""
CHANGED = (0.05, 0.15, 0.3)
"""The shares of its answers in which a sheet may differ from the one that it was made of."""
ENOUGH = 3
"""A round that shows fewer new marks is the last: from there the solver is quicker."""
SEED = 20261129


class Trials:
    """Tries of the answers of a space, in sheets of it. What they find is the same every time.

    Inside, sheets are rows of codes, a column for each answer of the frame.
    """

    def __init__(self, prover: Prover, allowed: Mapping[str, Choice]) -> None:
        self._prover = prover
        self._asked = prover.frame.asked
        self._place = {fact: place for place, fact in enumerate(self._asked)}
        self._spans = {fact: one.spans for fact, one in allowed.items() if one.spans}
        self._names = {axis: prover.conclusions(axis) for axis in AXES}
        self._dice = np.random.default_rng(SEED)
        self._telling = np.empty((0, len(self._asked)), dtype=np.int64)
        """Rows that have shown something new."""

    def around(self, sheets: Iterable[Mapping[str, Value]], left: Iterable[Mark]) -> set[Mark]:
        """Which of the marks that are left show where single answers change in these sheets.

        Raises ProofFault where the judge finds less than the columns promise.
        """
        return self._round(self._rows(sheets), set(left))

    def explore(self, sheets: Iterable[Mapping[str, Value]], left: Iterable[Mark]) -> set[Mark]:
        """As ``around``, and in sheets made of those that have shown something new so far."""
        marks = self.around(sheets, left)
        while True:
            more = self._round(self._litter(), set(left) - marks)
            marks |= more
            if len(more) < ENOUGH:
                return marks

    def _rows(self, sheets: Iterable[Mapping[str, Value]]) -> Numbers:
        codes = [given_codes(self._prover.frame, one) for one in sheets]
        rows = [[one.get(fact, UNKNOWN) for fact in self._asked] for one in codes]
        return np.array(rows, dtype=np.int64).reshape(-1, len(self._asked))

    def _litter(self) -> Numbers:
        """Rows that are like telling ones; some may be impossible worlds."""
        dice, some = self._dice, LITTER if len(self._telling) else 0
        if not some:
            return self._telling
        rows = self._telling[dice.integers(len(self._telling), size=some)]
        share = dice.choice(CHANGED, size=some)
        for fact, spans in self._spans.items():
            low, high = np.array(spans)[dice.integers(len(spans), size=some)].T
            drawn = dice.integers(low, high, endpoint=True) if self._asked[fact].exact else low
            changed = dice.random(some) < share
            rows[changed, self._place[fact]] = drawn[changed]
        return rows

    def _round(self, rows: Numbers, wanted: set[Mark]) -> set[Mark]:
        """What is wanted and shown by these rows. Those that show it first are telling."""
        facts = sorted({fact for fact, *_ in wanted})
        if not facts or not len(rows):
            return set()
        marks, telling = set[Mark](), set[int]()
        for fact, tried in self._tried(rows, facts).items():
            for number in np.flatnonzero(self._varies(tried).any(axis=1)).tolist():
                promised = (self._promised(fact, tried[number]) & wanted) - marks
                if promised:
                    found = self._judged(rows[number], fact, tried[number])
                    if not promised <= found:
                        raise ProofFault(f"{fact} does not decide {promised}")
                    marks |= found
                    telling.add(number)
        self._telling = np.concatenate([self._telling, rows[sorted(telling)]])
        return marks & wanted

    def _tried(self, rows: Numbers, facts: Sequence[str]) -> dict[str, Numbers]:
        """What the choices of each answer conclude in each row.

        Of shape (rows, axes, choices); a conclusion by its place, -1 in an impossible world.
        """
        which = [np.arange(len(rows)).repeat(len(self._spans[fact])) for fact in facts]
        ends = np.cumsum([len(one) for one in which])
        blocks = dict(zip(facts, map(slice, [0, *ends[:-1]], ends), strict=True))
        spread = rows[np.concatenate(which)]
        for fact, block in blocks.items():
            lows = [low for low, _ in self._spans[fact]]
            spread[block, self._place[fact]] = np.tile(lows, len(rows))
        columns = {
            fact: spread[:, place].astype(code_type(self._asked[fact].domain))
            for fact, place in self._place.items()
        }
        decided, impossible = self._prover.sweep.position(columns, len(spread))
        found = np.array([getattr(decided, axis) for axis in AXES], dtype=np.int64)
        # Columns say -1 where there is no option; of the names, that is the last.
        found %= np.array([len(self._names[axis]) for axis in AXES])[:, None]
        found[:, flags(impossible, len(spread))] = -1
        return {
            fact: found[:, block].reshape(len(AXES), len(rows), -1).swapaxes(0, 1)
            for fact, block in blocks.items()
        }

    def _varies(self, tried: Numbers) -> NDArray[np.bool_]:
        """Where the possible choices conclude more than one thing, of shape (rows, axes)."""
        highest = tried.max(axis=2)
        lowest = np.where(tried < 0, highest[:, :, None], tried).min(axis=2)
        varies: NDArray[np.bool_] = lowest < highest
        return varies

    def _promised(self, fact: str, tried: Numbers) -> set[Mark]:
        """What the columns say that the choices of an answer change in one row."""
        seen = {axis: set(line[line >= 0].tolist()) for axis, line in zip(AXES, tried, strict=True)}
        return {
            (fact, axis, self._names[axis][place])
            for axis, places in seen.items()
            if len(places) > 1
            for place in places
        }

    def _judged(self, row: Numbers, fact: str, tried: Numbers) -> set[Mark]:
        """What they change as the judge says; of choices that conclude the same, one is enough."""
        codes = dict(zip(self._asked, row.tolist(), strict=True))
        alike = dict(zip(map(tuple, tried.T.tolist()), self._spans[fact], strict=True))
        ends = {axis: set[str | None]() for axis in AXES}
        for low, _ in alike.values():
            sheet = {
                one: self._asked[one].domain.decode(code)
                for one, code in {**codes, fact: low}.items()
                if code != UNKNOWN
            }
            decision = self._prover.judge.decide(sheet)
            if decision is not None:
                for axis, conclusion in told(decision).items():
                    ends[axis].add(conclusion)
        return {
            (fact, axis, one) for axis, found in ends.items() if len(found) > 1 for one in found
        }
