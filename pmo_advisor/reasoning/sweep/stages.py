"""Stages over columns: how far each row has come for its type, as ``reasoning.roadmap`` says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from pmo_advisor.model.columns import Codes
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.roadmap import BEFORE_START
from pmo_advisor.reasoning.sweep.bits import Pair, all_of, all_set, any_of, pack, unpack


class StageRules(NamedTuple):
    """The numbers of the stages in order, and the entry conditions by stage and type."""

    numbers: tuple[int, ...]
    enters: tuple[tuple[tuple[str, ...], ...], ...]


def compile_stages(rulebook: Rulebook) -> StageRules:
    """The entry conditions of a rulebook."""
    numbers = tuple(sorted({one.number for one in rulebook.catalog.stages}))
    roadmap = rulebook.rules_of("roadmap")
    rules = [(one.id, one.then.enters) for one in roadmap if one.then.enters]

    def entering(stage: int, kind: str) -> tuple[str, ...]:
        return tuple(name for name, one in rules if one.stage == stage and kind in one.types)

    return StageRules(
        numbers,
        tuple(
            tuple(entering(stage, one.id) for one in rulebook.catalog.types) for stage in numbers
        ),
    )


def current_stage(rules: StageRules, outcomes: Mapping[str, Pair], kind: Codes) -> Codes:
    """The last stage up to which every condition of the row's type is met; -1 before the first.

    ``kind`` is the place of the type; rows without one are before the first stage.
    """
    rows = len(kind)
    types = len(rules.enters[0]) if rules.enters else 0
    kinds = [pack(kind == place) for place in range(types)]
    reached, passed = np.zeros(rows, dtype=np.int8), all_set(rows)
    for by_type in rules.enters:
        met = any_of(
            (
                kinds[place] & all_of((outcomes[one].met for one in names), rows)
                for place, names in enumerate(by_type)
            ),
            rows,
        )
        passed = passed & met
        reached += unpack(passed, rows).view(np.int8)
    return np.array([BEFORE_START, *rules.numbers], dtype=np.int8)[reached]
