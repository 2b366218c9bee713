"""What all proofs of one program share: its frame, its judge and the limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pmo_advisor.logic.program import Program
from pmo_advisor.model.rule import Axis
from pmo_advisor.reasoning.evidence import options
from pmo_advisor.reasoning.position import NOT_YET, UNDETERMINED
from pmo_advisor.reasoning.prove.frame import Frame, frame
from pmo_advisor.reasoning.prove.judge import Judge
from pmo_advisor.reasoning.prove.limits import Limits
from pmo_advisor.reasoning.sweep.sweep import Sweep


@dataclass(frozen=True)
class Prover:
    """Made once for a program; it holds nothing of any sheet."""

    program: Program
    limits: Limits = field(default_factory=Limits)
    frame: Frame = field(init=False)
    judge: Judge = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "frame", frame(self.program))
        object.__setattr__(self, "judge", Judge(self.program))

    @cached_property
    def sweep(self) -> Sweep:
        """The same rules over columns, for many sheets at once."""
        return Sweep(self.program)

    @property
    def types(self) -> tuple[str, ...]:
        return options(self.program.rulebook.catalog, "type")

    def in_order(self, axis: Axis, found: Mapping[str | None, object]) -> tuple[str | None, ...]:
        """Conclusions in catalogue order, those without an option last."""
        return tuple(one for one in self.conclusions(axis) if one in found)

    def conclusions(self, axis: Axis) -> tuple[str | None, ...]:
        """All conclusions of an axis, in catalogue order, those without an option last."""
        without: tuple[str | None, ...] = (NOT_YET, UNDETERMINED) if axis == "type" else (None,)
        return (*options(self.program.rulebook.catalog, axis), *without)
