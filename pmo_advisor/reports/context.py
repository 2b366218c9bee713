"""What every section of the report works with, and the few readings that several of them share."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.model.advice import Advice, Condition, Fit, Gate, Outcome, StageItem
from pmo_advisor.model.catalog import Type
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.workshop import Minutes
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.notes import Notes
from pmo_advisor.reports.parts import Mark
from pmo_advisor.reports.voice import Voice

NEAR = 1
"""A runner-up this many points of evidence behind, or fewer, is as good as level."""

_MARKS: dict[Outcome, Mark] = {"fires": "met", "refuted": "unmet", "open": "open"}
_ORDER: dict[Mark, int] = {"unmet": 0, "open": 1, "met": 2, "for": 3, "against": 4}


class Context(NamedTuple):
    """One advice, read in one language. ``subject`` is the assessed unit's name.

    ``minutes`` is what the workshop settled, where the advice is that of a workshop.
    """

    advice: Advice
    rulebook: Rulebook
    voice: Voice
    names: Names
    notes: Notes
    subject: str
    minutes: Minutes | None = None

    @property
    def settled_on_type(self) -> bool:
        """Whether the outcome is one of the types."""
        return self.advice.position.type not in ("not_yet", "undetermined")

    def fit(self, option: str | None) -> Fit | None:
        """The evidence for a type."""
        fits = self.advice.position.fits.get("type", ())
        return next((fit for fit in fits if fit.option == option), None)

    def rivals(self) -> tuple[str, ...]:
        """The types that fit as well as the suggested one, or as good as."""
        position = self.advice.position
        if position.tied_with:
            return position.tied_with
        first, second = self.fit(position.type), self.fit(position.runner_up)
        if first and second and abs(first.evidence - second.evidence) <= NEAR:
            return (second.option,)
        return ()

    def type_entry(self, option: str) -> Type | None:
        """The catalogue's entry of a type."""
        return next((one for one in self.rulebook.catalog.types if one.id == option), None)

    def next_stage(self) -> StageItem | None:
        """The stage after the current one, if there is one."""
        roadmap = self.advice.roadmap
        stages = roadmap.stages if roadmap else ()
        here = roadmap.current_stage if roadmap else 0
        return next((stage for stage in stages if stage.stage > here), None)

    @property
    def apart(self) -> str:
        """What a text's id ends in where persons' capability is withheld, so that it is said."""
        return "_apart" if "capability" in self.advice.provenance.withheld else ""

    def pmo_exists(self) -> bool:
        """Whether anyone works in a PMO today, as answered."""
        people = self.advice.provenance.answers.get("pmo_people")
        return isinstance(people, int) and people > 0


def gate_mark(gate: Gate) -> Mark:
    """How a gate stands. One in front of every type states the obstacle, so firing is unmet."""
    mark = _MARKS[gate.outcome]
    if gate.type is None and mark != "open":
        return "unmet" if mark == "met" else "met"
    return mark


def condition_mark(condition: Condition) -> Mark:
    """How a stage's entry condition stands."""
    return _MARKS[condition.outcome]


def urgency(mark: Mark) -> int:
    """Where a mark sorts: what is unmet first, then what is open."""
    return _ORDER[mark]
