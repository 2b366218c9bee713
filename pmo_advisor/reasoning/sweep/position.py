"""The position over columns: what ``reasoning.position.decide`` says, for all rows at once.

A place counts options in the order of the catalogue; -1 stands for none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.logic.methods import NO, YES
from pmo_advisor.logic.weights import POINTS, SECONDARY
from pmo_advisor.model.columns import UNKNOWN, Codes
from pmo_advisor.model.rule import AXES, Axis, Ground
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.sweep.bits import (
    Bits,
    Flags,
    Pair,
    all_of,
    any_of,
    flags,
    none_set,
    pack,
)
from pmo_advisor.reasoning.sweep.weighing import (
    Places,
    Ranking,
    Scale,
    Weighed,
    compile_scale,
    strongest,
)

NONE = np.int8(-1)
OWN: tuple[Ground, ...] = ("problem", "symptoms")
"""The grounds on which a type must be supported to stand in for a leader that is gated."""


class PositionRules(NamedTuple):
    """The position rules by what they do."""

    scales: Mapping[Axis, Scale]
    blocks: tuple[str, ...]
    requires: tuple[tuple[str, ...], ...]
    confirms: tuple[tuple[str, ...], ...]


def compile_position(rulebook: Rulebook) -> PositionRules:
    """The position rules of a rulebook, sorted by what they do."""
    types = [one.id for one in rulebook.catalog.types]
    rules = rulebook.rules_of("position")

    def requiring(kind: str) -> tuple[str, ...]:
        gates = [(one.id, one.then.requires) for one in rules if one.then.requires]
        return tuple(name for name, gate in gates if gate.type == kind)

    def confirming(kind: str) -> tuple[str, ...]:
        return tuple(
            one.id
            for one in rules
            if one.then.supports
            and one.then.supports.type == kind
            and one.ground in ("symptoms", "beneficiary")
        )

    return PositionRules(
        scales={axis: compile_scale(rulebook, axis) for axis in AXES},
        blocks=tuple(one.id for one in rules if one.then.blocks),
        requires=tuple(map(requiring, types)),
        confirms=tuple(map(confirming, types)),
    )


class Decided(NamedTuple):
    """The position of every row. ``type`` counts ``not_yet`` and ``undetermined`` after the types.

    ``tied_with`` has a row for each type; ``gates`` a pair for each type; ``blocked_by`` the rows
    that each rule keeps from having a PMO now. ``problem_confirmed`` is yes, no, or unknown.
    """

    type: Places
    runner_up: Places
    secondary_type: Places
    target_type: Places
    level: Places
    target_level: Places
    control: Places
    lifetime: Places
    tied_with: Flags
    problem_confirmed: Codes
    gates: tuple[Pair, ...]
    blocked_by: Mapping[str, Bits]
    evidence: Mapping[Axis, Weighed]
    stands: Flags

    def conclusions(self) -> dict[str, Codes]:
        """What later strata may read."""
        return {
            "type": self.type,
            "runner_up": self.runner_up,
            "secondary_type": self.secondary_type,
            "target_type": self.target_type,
            "level": self.level,
            "target_level": self.target_level,
            "control": self.control,
            "lifetime": self.lifetime,
            "problem_confirmed": self.problem_confirmed,
        }


def decide(rules: PositionRules, outcomes: Mapping[str, Pair], rows: int) -> Decided:
    """Decide all rows; the order of events is that of ``reasoning.position.decide``."""
    evidence = {axis: Weighed(scale, outcomes, rows) for axis, scale in rules.scales.items()}
    types = evidence["type"]
    count = len(types.options)
    gates = tuple(_gate([outcomes[one] for one in ids], rows) for ids in rules.requires)
    stated = strongest(types.support("problem"))

    ranking = Ranking(types.total, stated)
    leader = ranking.place(ranking.best())
    standing = ranking.best(_standing(types, gates, leader))
    chosen = ranking.place(standing)
    fired = {one: outcomes[one].met for one in rules.blocks}
    blocked = flags(any_of(fired.values(), rows), rows)
    gated = ~blocked & (leader >= 0) & (chosen < 0)
    stands = ~blocked & (chosen >= 0)
    without = np.where(blocked | gated, np.int8(count), np.int8(count + 1))
    decided = np.where(stands, chosen, without)
    target = np.where(stands & (chosen == leader), NONE, leader)

    others = {place: (decided != place) & (target != place) for place in range(count)}
    following = ranking.best(others)
    runner_up = ranking.place(following)
    levels = evidence["level"]
    level = np.where(stands, strongest(levels.total), NONE)
    near = _near(ranking.points(following), ranking.points(standing))
    return Decided(
        type=decided,
        runner_up=runner_up,
        secondary_type=np.where(stands & near & _open(gates, runner_up), runner_up, NONE),
        target_type=target,
        level=level,
        target_level=_target_level(levels, level, stands),
        control=np.where(stands, strongest(evidence["control"].total), NONE),
        lifetime=np.where(stands, strongest(evidence["lifetime"].total), NONE),
        tied_with=_tied(types, others, ranking.points(standing), stands),
        problem_confirmed=_confirmed(rules, outcomes, stated),
        gates=gates,
        blocked_by=fired | _refusing(rules, outcomes, leader, pack(gated)),
        evidence=evidence,
        stands=stands,
    )


def _gate(outcomes: Sequence[Pair], rows: int) -> Pair:
    return Pair(
        all_of((one.met for one in outcomes), rows), any_of((one.refuted for one in outcomes), rows)
    )


def _standing(types: Weighed, gates: Sequence[Pair], leader: Places) -> dict[int, Flags]:
    """Where each type could stand: the leader, or one that its own problem or symptoms support."""
    least, found = POINTS["moderate"], {}
    for place, gate in enumerate(gates):
        own = any_of((types.supported(place, one, least) for one in OWN), types.rows)
        found[place] = flags(~gate.refuted & (own | pack(leader == place)), types.rows)
    return found


def _near(points: NDArray[np.int16], leading: NDArray[np.int16]) -> Flags:
    """Where the next type has a large enough share of the leading one's points."""
    share, whole = SECONDARY
    near: Flags = points * np.int16(whole) >= leading * np.int16(share)
    return near


def _open(gates: Sequence[Pair], places: Places) -> Flags:
    """Where there is a place and its gate is not refuted."""
    rows = len(places)
    several = (pack(places == place) & ~gate.refuted for place, gate in enumerate(gates))
    return flags(any_of(several, rows), rows)


def _tied(
    types: Weighed, others: Mapping[int, Flags], leading: NDArray[np.int16], stands: Flags
) -> Flags:
    """Which of the other types have as many points as the leading one."""
    found = np.zeros(types.total.shape, dtype=np.bool_)
    for place, total in enumerate(types.total):
        found[place] = (total == leading) & others[place] & stands
    return found


def _target_level(levels: Weighed, level: Places, stands: Flags) -> Places:
    wanted = strongest(levels.support("beneficiary"))
    return np.where(stands & (wanted != level), wanted, NONE)


def _confirmed(rules: PositionRules, outcomes: Mapping[str, Pair], stated: Places) -> Codes:
    rows = len(stated)
    yes, no = [none_set(rows)], [none_set(rows)]
    for place, ids in enumerate(rules.confirms):
        pairs, here = [outcomes[one] for one in ids], pack(stated == place)
        yes.append(here & any_of((one.met for one in pairs), rows))
        no.append(here & all_of((one.refuted for one in pairs), rows))
    unless = np.where(flags(any_of(no, rows), rows), np.int8(NO), np.int8(UNKNOWN))
    return np.where(flags(any_of(yes, rows), rows), np.int8(YES), unless)


def _refusing(
    rules: PositionRules, outcomes: Mapping[str, Pair], leader: Places, gated: Bits
) -> dict[str, Bits]:
    """The refuted gates of the leader where nothing else stands."""
    found: dict[str, Bits] = {}
    for place, ids in enumerate(rules.requires):
        here = gated & pack(leader == place)
        found |= {one: outcomes[one].refuted & here for one in ids}
    return found
