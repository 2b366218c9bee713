"""Organisations drawn from the population that the catalogue declares.

Question by question, each by its declared shares and independently of the others, within the
possible worlds: an organisation that cannot be is drawn anew, whole. The streams are those of
PCG64 (O'Neill, "PCG: a family of simple fast space-efficient statistically good algorithms for
random number generation", 2014), of which NumPy promises that they stay the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.logic.program import Program
from pmo_advisor.model.catalog import Share
from pmo_advisor.model.columns import Codes, code_type
from pmo_advisor.model.domain import Domain, Numbers
from pmo_advisor.model.question import TextQuestion
from pmo_advisor.model.rule import STRATA
from pmo_advisor.reasoning.sweep.bits import Flags, any_of, flags
from pmo_advisor.reasoning.sweep.sweep import Sweep

ROWS = 16_384
"""Organisations drawn at a time; another number would draw others."""
MOST_ROUNDS = 500
_HALF = np.uint64(32)


class Drawn(NamedTuple):
    """Some organisations, and how many had to be drawn anew for them."""

    number: int
    rows: int
    columns: dict[str, Codes]
    redrawn: int


class Population:
    """The declared population of one program. Questions without shares are not known of anybody."""

    def __init__(self, program: Program, seed: int) -> None:
        self._seed = seed
        self._shares = {
            one.id: _Shares(one, program.domains[one.id])
            for one in program.rulebook.catalog.population
        }
        asked = [one for one in program.rulebook.questions if not isinstance(one, TextQuestion)]
        self.declared = tuple(one.id for one in asked if one.id in self._shares)
        self.undeclared = tuple(one.id for one in asked if one.id not in self._shares)
        # The impossible worlds alone: no rule is needed to know them.
        self._worlds = Sweep(_without_rules(program))

    def drawn(self, count: int) -> Iterator[Drawn]:
        """So many organisations, chunk by chunk; the first ones are the same whatever the count."""
        for number, begin in enumerate(range(0, count, ROWS)):
            yield self._chunk(number, min(ROWS, count - begin))

    def again(self, fact: str, chunk: Drawn) -> tuple[Codes, Flags]:
        """Another draw of one answer of a chunk, and where it is another answer.

        Where it would make an impossible world, the answer stays.
        """
        stream = self._stream(chunk.number, 1 + self.declared.index(fact))
        codes = self._shares[fact].draw(stream, ROWS)[: chunk.rows]
        other = codes != chunk.columns[fact]
        rows = np.flatnonzero(other)
        changed = {name: column[rows] for name, column in chunk.columns.items()}
        changed[fact] = codes[rows]
        other[rows] = ~self._impossible(changed, len(rows))
        return codes, other

    def _chunk(self, number: int, rows: int) -> Drawn:
        stream = self._stream(number, 0)
        columns = self._draw(stream, ROWS)
        bad = np.flatnonzero(self._impossible(columns, ROWS))
        redrawn = np.zeros(ROWS, dtype=np.int64)
        for _ in range(MOST_ROUNDS):
            if not len(bad):
                break
            redrawn[bad] += 1
            new = self._draw(stream, len(bad))
            for fact, codes in new.items():
                columns[fact][bad] = codes
            bad = bad[self._impossible(new, len(bad))]
        else:
            raise BadInput([Fault("population.impossible")])
        kept = {fact: codes[:rows] for fact, codes in columns.items()}
        return Drawn(number, rows, kept, int(redrawn[:rows].sum()))

    def _draw(self, stream: np.random.PCG64, rows: int) -> dict[str, Codes]:
        return {fact: self._shares[fact].draw(stream, rows) for fact in self.declared}

    def _stream(self, chunk: int, purpose: int) -> np.random.PCG64:
        return np.random.PCG64(np.random.SeedSequence([self._seed, chunk, purpose]))

    def _impossible(self, columns: Mapping[str, Codes], rows: int) -> Flags:
        found = self._worlds.conclude(columns, rows).impossible
        return flags(any_of(found.values(), rows), rows)


class _Shares:
    """The declared shares of one question."""

    def __init__(self, share: Share, domain: Domain) -> None:
        parts = {name: count for name, count in share.parts.items() if count}
        number = isinstance(domain, Numbers)
        codes = [domain.encode(int(name) if number else name) for name in parts]
        self._codes = np.array(codes, dtype=code_type(domain))
        self._ends: NDArray[np.int64] = np.cumsum(np.array(list(parts.values()), dtype=np.int64))

    def draw(self, stream: np.random.PCG64, rows: int) -> Codes:
        # The upper half of the random number, times the parts, without its lower half.
        high = stream.random_raw(rows) >> _HALF
        part = (high * np.uint64(self._ends[-1])) >> _HALF
        drawn: Codes = self._codes[np.searchsorted(self._ends, part.astype(np.int64), "right")]
        return drawn


def _without_rules(program: Program) -> Program:
    rulebook = program.rulebook
    bare = rulebook.model_construct(
        **{
            **{key: getattr(rulebook, key) for key in type(rulebook).model_fields},
            "strata": tuple(one.model_copy(update={"rules": ()}) for one in rulebook.strata),
        }
    )
    return program._replace(rulebook=bare, conditions={stratum: {} for stratum in STRATA})
