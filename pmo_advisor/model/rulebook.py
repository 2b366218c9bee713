"""The rulebook: questionnaires, rules and catalogue as one piece of plain data."""

from functools import cached_property

from pydantic import ConfigDict

from pmo_advisor.model.catalog import Catalog
from pmo_advisor.model.question import Form, Impossible, Question
from pmo_advisor.model.rule import STRATA, Derived, Rule, Stratum
from pmo_advisor.model.text import Strict


class StratumRules(Strict):
    """The rules of one stratum, in the order of their files."""

    stratum: Stratum
    rules: tuple[Rule, ...]


class Rulebook(Strict):
    """Everything that is asked and concluded. ``fingerprint`` is a digest of all its files."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    questions: tuple[Question, ...]
    forms: tuple[Form, ...]
    impossible: tuple[Impossible, ...]
    derived: tuple[Derived, ...]
    strata: tuple[StratumRules, ...]
    catalog: Catalog
    fingerprint: str

    @cached_property
    def question(self) -> dict[str, Question]:
        return {one.id: one for one in self.questions}

    @cached_property
    def form(self) -> dict[str, Form]:
        return {one.id: one for one in self.forms}

    @cached_property
    def rule(self) -> dict[str, Rule]:
        return {one.id: one for part in self.strata for one in part.rules}

    @cached_property
    def threshold(self) -> dict[str, int]:
        return {one.id: int(one.value) for one in self.catalog.thresholds}

    def rules_of(self, stratum: Stratum) -> tuple[Rule, ...]:
        """The rules of one stratum, in reading order."""
        return self.strata[STRATA.index(stratum)].rules
