"""The position over columns: what ``reasoning.position.decide`` says, for all rows at once.

A place counts options in the order of the catalogue; -1 stands for none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.logic.methods import NO, YES
from pmo_advisor.logic.weights import POINTS, SECONDARY
from pmo_advisor.model.columns import UNKNOWN, Codes
from pmo_advisor.model.rule import AXES, Axis, Ground
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.sweep.bits import Bits, Flags, Pair, all_of, any_of, flags, pack
from pmo_advisor.reasoning.sweep.weighing import (
    Scale,
    Weighed,
    compile_scale,
    place_of,
    ranked,
    strongest,
)

Places = NDArray[np.int16]
NONE = np.int16(-1)
_Entry = TypeVar("_Entry", bound=np.generic)
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
    not_yet, undetermined = np.int16(count), np.int16(count + 1)
    gates = tuple(_gate([outcomes[one] for one in ids], rows) for ids in rules.requires)
    refuted = _table([flags(one.refuted, rows) for one in gates], rows)
    stated = _most(types, "problem")

    rank = _ranking(types, stated)
    leader = place_of(rank, count) if count else np.full(rows, NONE)
    chosen = _chosen(rank, leader, types, refuted)
    fired = {one: outcomes[one].met for one in rules.blocks}
    blocked = flags(any_of(fired.values(), rows), rows)
    gated = ~blocked & (leader >= 0) & (chosen < 0)
    stands = ~blocked & (chosen >= 0)
    decided = np.where(stands, chosen, np.where(blocked | gated, not_yet, undetermined))
    target = np.where(stands & (chosen == leader), NONE, leader)

    others = _without(rank, decided, target)
    runner_up = place_of(others, count) if count else np.full(rows, NONE)
    levels = evidence["level"]
    level = np.where(stands, strongest(levels.total), NONE)
    return Decided(
        type=decided,
        runner_up=runner_up,
        secondary_type=_secondary(types, chosen, runner_up, refuted, stands),
        target_type=target,
        level=level,
        target_level=_target_level(levels, level, stands),
        control=np.where(stands, strongest(evidence["control"].total), NONE),
        lifetime=np.where(stands, strongest(evidence["lifetime"].total), NONE),
        tied_with=_tied(types, others, chosen, stands),
        problem_confirmed=_confirmed(rules, outcomes, stated, rows),
        gates=gates,
        blocked_by=fired | _refusing(rules, outcomes, leader, pack(gated)),
        evidence=evidence,
        stands=stands,
    )


def _gate(outcomes: Sequence[Pair], rows: int) -> Pair:
    return Pair(
        all_of((one.met for one in outcomes), rows), any_of((one.refuted for one in outcomes), rows)
    )


def _table(several: Sequence[Flags], rows: int) -> Flags:
    return np.array(several, dtype=np.bool_).reshape(len(several), rows)


def _most(weighed: Weighed, ground: Ground) -> Places:
    """The first option with the strongest support on a ground; -1 where none has any."""
    support = [weighed.support(place, ground) for place in range(len(weighed.options))]
    return strongest(np.array(support, dtype=np.int16).reshape(len(support), weighed.rows))


def _ranking(types: Weighed, stated: Places) -> NDArray[np.int16]:
    """Numbers that order the types of a row: by evidence, then the stated one, then as listed."""
    place = np.arange(len(types.options), dtype=np.int16)[:, None]
    doubled = types.total * np.int16(2) + (stated == place)
    return ranked(np.where(types.total > 0, doubled, np.int16(0)))


def _chosen(
    rank: NDArray[np.int16], leader: Places, types: Weighed, refuted: Flags
) -> NDArray[np.int16]:
    """The best type that stands: the leader, or one that its own problem or symptoms support."""
    standing, least = rank.copy(), POINTS["moderate"]
    for place in range(len(types.options)):
        own = any_of((types.supported(place, one, least) for one in OWN), types.rows)
        stands = ~refuted[place] & ((leader == place) | flags(own, types.rows))
        standing[place] = np.where(stands, rank[place], NONE)
    count = len(types.options)
    return place_of(standing, count) if count else np.full(types.rows, NONE)


def _without(rank: NDArray[np.int16], *named: Places) -> NDArray[np.int16]:
    others = rank.copy()
    for place in range(rank.shape[0]):
        for one in named:
            others[place][one == place] = NONE
    return others


def _picked(table: NDArray[_Entry], places: Places) -> NDArray[_Entry]:
    """The table's entry at each row's place; of no meaning where there is none."""
    where = np.maximum(places, 0)[None, :]
    found: NDArray[_Entry] = np.take_along_axis(table, where, axis=0)[0]
    return found


def _secondary(
    types: Weighed, chosen: Places, runner_up: Places, refuted: Flags, stands: Flags
) -> Places:
    if not types.options:
        return np.full(types.rows, NONE)
    share, whole = SECONDARY
    near = _picked(types.total, runner_up) * whole >= _picked(types.total, chosen) * share
    meant = stands & (runner_up >= 0) & near & ~_picked(refuted, runner_up)
    return np.where(meant, runner_up, NONE)


def _tied(types: Weighed, others: NDArray[np.int16], chosen: Places, stands: Flags) -> Flags:
    if not types.options:
        return np.zeros(others.shape, dtype=np.bool_)
    level: Flags = types.total == _picked(types.total, chosen)
    return level & (others >= 0) & stands


def _target_level(levels: Weighed, level: Places, stands: Flags) -> Places:
    wanted = _most(levels, "beneficiary")
    return np.where(stands & (wanted >= 0) & (wanted != level), wanted, NONE)


def _confirmed(
    rules: PositionRules, outcomes: Mapping[str, Pair], stated: Places, rows: int
) -> Codes:
    confirmed = np.full(rows, UNKNOWN, dtype=np.int8)
    for place, ids in enumerate(rules.confirms):
        pairs = [outcomes[one] for one in ids]
        yes = flags(any_of((one.met for one in pairs), rows), rows)
        no = flags(all_of((one.refuted for one in pairs), rows), rows)
        here = stated == place
        confirmed[here & yes] = YES
        confirmed[here & no] = NO
    return confirmed


def _refusing(
    rules: PositionRules, outcomes: Mapping[str, Pair], leader: Places, gated: Bits
) -> dict[str, Bits]:
    """The refuted gates of the leader where nothing else stands."""
    found: dict[str, Bits] = {}
    for place, ids in enumerate(rules.requires):
        here = gated & pack(leader == place)
        found |= {one: outcomes[one].refuted & here for one in ids}
    return found
