"""Services over columns: which are offered, and in which stage each has its people.

What ``reasoning.services`` says, for all rows at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.model.catalog import Service, Stage
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.services import PRIORITIES, TENTHS
from pmo_advisor.reasoning.sweep.bits import Bits, Flags, Pair, any_of, flags
from pmo_advisor.reasoning.sweep.people import Ranges

Places = NDArray[np.int8]
Tenths = NDArray[np.int64]
NO_LIMIT = np.int64(2**40)
"""More tenths of people than services can add up to, for a stage whose people are not known."""


class Offered(NamedTuple):
    """One service in every row: the place of its priority and its stage, -1 for none."""

    priority: Places
    stage: Places


def offered(
    rulebook: Rulebook, outcomes: Mapping[str, Pair], base: Ranges, stands: Flags
) -> dict[str, Offered]:
    """Every service of the catalogue; scheduled core first, then in the order of the catalogue."""
    services = rulebook.catalog.services
    priority = _priorities(rulebook, outcomes, stands)
    schedule = _Schedule(sorted(rulebook.catalog.stages, key=lambda one: one.number), base)
    stage = {one.id: np.full(len(stands), -1, dtype=np.int8) for one in services}
    for rank in range(len(PRIORITIES)):
        for one in services:
            rows = np.flatnonzero(priority[one.id] == rank)
            stage[one.id][rows] = schedule.placed(one, rows)
    return {one.id: Offered(priority[one.id], stage[one.id]) for one in services}


def _priorities(
    rulebook: Rulebook, outcomes: Mapping[str, Pair], stands: Flags
) -> dict[str, Places]:
    rows = len(stands)
    met: dict[tuple[str, str], list[Bits]] = {}
    for rule in rulebook.rules_of("services"):
        offer = rule.then.offers
        if offer is not None:
            met.setdefault((offer.service, offer.priority), []).append(outcomes[rule.id].met)
    found = {one.id: np.full(rows, -1, dtype=np.int8) for one in rulebook.catalog.services}
    for rank, priority in reversed(list(enumerate(PRIORITIES))):
        for name, column in found.items():
            column[flags(any_of(met.get((name, priority), ()), rows), rows) & stands] = rank
    return found


class _Schedule:
    """How much of each stage's people is still free; tables have shape (stages, rows)."""

    def __init__(self, stages: list[Stage], base: Ranges) -> None:
        rooms = [_room(one, base) for one in stages]
        self._numbers = np.array([one.number for one in stages], dtype=np.int8)
        self._room = np.array(rooms, dtype=np.int64).reshape(len(stages), len(base.low))
        self._used = np.zeros_like(self._room)

    def placed(self, service: Service, rows: NDArray[np.intp]) -> Places:
        """The first stage that carries the service and leaves the later ones what they have to."""
        if not len(self._numbers):
            return np.full(len(rows), -1, dtype=np.int8)
        room = self._room[:, rows]
        least = np.minimum.accumulate((room - self._used[:, rows])[::-1])[::-1]
        carries = (least >= service.load) | (room == NO_LIMIT)
        carries[self._numbers < service.stage] = False
        place, found = carries.argmax(axis=0), carries.any(axis=0)
        from_there = np.arange(len(self._numbers))[:, None] >= place
        self._used[:, rows] += np.where(from_there & found, service.load, 0)
        return np.where(found, self._numbers[place], np.int8(-1))


def _room(stage: Stage, base: Ranges) -> Tenths:
    """The upper end of a stage's people, as ``reasoning.staffing.people_at`` has it."""
    if stage.people is not None:
        high = stage.people[1]
        within = np.maximum(1, np.minimum(high, base.high))
        return np.where(base.known, within, high) * TENTHS
    people = base.high
    if stage.share is not None:
        people = -(-people * stage.share.numerator // stage.share.denominator)
    return np.where(base.known, people * TENTHS, NO_LIMIT)
