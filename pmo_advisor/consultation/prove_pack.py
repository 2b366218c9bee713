"""What a rulebook can and cannot conclude over all possible sheets, with witnesses in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.logic.program import Program, bind
from pmo_advisor.model.packproof import Organization, PackProof, Reached, ReachKind
from pmo_advisor.model.rule import Axis
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.voice import Texts, Voice

_AXES: dict[ReachKind, Axis] = {
    "type": "type",
    "target_type": "type",
    "secondary_type": "type",
    "level": "level",
    "control": "control",
    "lifetime": "lifetime",
}


def prove_pack(rulebook: Rulebook) -> PackProof:
    """Everything that is proved of the rulebook.

    Raises BadInput where the solver is not installed, or where a rule that decides a position
    cannot be modelled exactly.
    """
    program: Program = bind(rulebook)
    try:
        from pmo_advisor.reasoning.prove.faults import NotModelled
        from pmo_advisor.reasoning.prove.pack import prove_pack as proved
    except ImportError as missing:
        raise BadInput([Fault("prove.missing")]) from missing
    try:
        return proved(program)
    except NotModelled as refused:
        raise BadInput([Fault("prove.not_modelled", {"fact": str(refused)})]) from refused


@dataclass(frozen=True, slots=True)
class InWords:
    """Ids and witnesses of a proof in the words of its rulebook."""

    rulebook: Rulebook
    texts: Texts
    lang: Lang

    def answers(self, organization: Organization) -> Iterator[str]:
        """Each answer of a witness with its question, in the questionnaire's order."""
        names = self._names
        if not organization.answers:
            yield self._say("no_answers")
        for fact, value in organization.answers.items():
            yield self._say("answer", question=names.fact(fact), answer=names.value(fact, value))

    def position(self, organization: Organization) -> str:
        """Where the answers lead."""
        names = self._names
        told = [names.type(organization.type)]
        axes: tuple[tuple[Axis, str | None], ...] = (
            ("level", organization.level),
            ("control", organization.control),
            ("lifetime", organization.lifetime),
        )
        told += [names.option(axis, option) for axis, option in axes if option is not None]
        if organization.stage is not None:
            told.append(names.stage(organization.stage))
        return names.voice.joined(told)

    def reached(self, one: Reached) -> str:
        """What is reached, or not, in words."""
        names = self._names
        if one.kind in _AXES:
            return names.option(_AXES[one.kind], one.id)
        if one.kind == "stage":
            kind, number = one.id.rsplit(".", 1)
            return self._say("stage", type=names.type(kind), stage=names.stage(int(number)))
        return names.entry("verdicts", one.id) if one.kind == "verdict" else self.rule(one.id)

    def rule(self, rule: str) -> str:
        """The rule's title, as it stands in the rulebook."""
        return self.rulebook.rule[rule].title.in_(self.lang)

    def type(self, kind: str) -> str:
        return self._names.type(kind)

    def monotone(self, name: str) -> str:
        """What a declared monotony demands."""
        return self._names.entry("monotone", name)

    @property
    def _names(self) -> Names:
        return Names(self.rulebook, Voice(self.texts, self.lang))

    def _say(self, message: str, **values: str | int) -> str:
        return self.texts.say(f"prove.{message}", self.lang, **values)
