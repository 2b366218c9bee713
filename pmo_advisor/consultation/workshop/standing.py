"""How a workshop stands after a round: everybody's answers in, what may be shown out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from pmo_advisor.consultation.advise import advise
from pmo_advisor.consultation.workshop.sheets import sheets as sheets_of
from pmo_advisor.consultation.workshop.withheld import joint_only, visible
from pmo_advisor.knowledge.sheets import sheet_digest
from pmo_advisor.knowledge.texts import Texts
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import AxisFirmness, Contested, Firmness, Settledness
from pmo_advisor.model.question import Party
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.text import Text
from pmo_advisor.model.workshop import Whole
from pmo_advisor.reasoning.conclude import Outcomes

if TYPE_CHECKING:
    from pmo_advisor.reasoning.prove.prover import Prover


class Reasons(NamedTuple):
    """Why firmness is missing: not worked out, or resting on what a small party keeps."""

    not_proved: Text
    kept: Text


def reasons(texts: Texts) -> Reasons:
    """Both reasons, as the texts say them."""
    return Reasons(texts.text("web.settling.not_proved"), texts.text("web.settling.kept"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A workshop after a round. Only ``advice``, ``shown`` and ``firm`` may be shown.

    ``shown`` are the sheets of the parties that do not count jointly only; ``everybody`` and
    ``joint`` (the joint sheet) hold what is kept, and are for reasoning alone. ``firm`` is how
    firm the joint position is against questions still open; None while that is not worked out.
    """

    round: int
    named: bool
    hidden: tuple[Party, ...]
    advice: Advice
    shown: tuple[Sheet, ...]
    everybody: tuple[Sheet, ...] = field(repr=False)
    joint: Mapping[str, Value] = field(repr=False)
    firm: tuple[AxisFirmness, ...] | None = None

    @property
    def keeps(self) -> bool:
        """Whether something rests on answers that are not shown."""
        return bool(self.advice.provenance.kept)


def stand(
    program: Program,
    engine: Outcomes,
    whole: Whole,
    why: Reasons,
    round_: int | None = None,
) -> Standing:
    """How the workshop stands after the round, or now. Without any proof, so that it is quick."""
    everybody = sheets_of(program.rulebook, whole, round_)
    hidden = joint_only(program.rulebook, whole.people, everybody, whole.left_out)
    digests = [sheet_digest(one) for one in everybody] if whole.workshop.named else ()
    joint = advise(program, everybody, engine, why.not_proved, digests)
    named = whole.workshop.named
    return Standing(
        round=whole.workshop.round if round_ is None else round_,
        named=named,
        hidden=hidden,
        advice=visible(
            program, joint, everybody, hidden, whole.left_out, named=named, kept_reason=why.kept
        ),
        shown=tuple(one for one in everybody if one.party not in hidden),
        everybody=everybody,
        joint=joint.provenance.answers,
    )


class Weighable(NamedTuple):
    """What the proofs of a standing rest on, and nothing else: the same is proved once.

    ``given`` are the answers to each question answered differently; ``keeps`` says that something
    rests on answers that are not shown.
    """

    joint: Mapping[str, Value]
    given: Mapping[str, tuple[Value, ...]]
    keeps: bool


def weighable(standing: Standing) -> Weighable:
    """What there is to prove. Only disagreements that are shown are weighed."""
    differences = standing.advice.parties.differences
    given = {one.fact: tuple(each.value for each in one.given) for one in differences}
    return Weighable(standing.joint, given, standing.keeps)


def weigh(prover: Prover, found: Weighable) -> Contested:
    """What the disagreements can change. Takes seconds where there are many."""
    from pmo_advisor.reasoning.prove.contested import contested

    return contested(prover, found.joint, found.given)


def firm(prover: Prover, found: Weighable) -> Firmness | Settledness:
    """How firm the position is. Takes seconds where much is open.

    Where something is kept, only what is settled on each axis: the questions and answers behind it
    would give away what is kept.
    """
    from pmo_advisor.reasoning.prove.firmness import firmness
    from pmo_advisor.reasoning.prove.settled import settled

    return settled(prover, found.joint) if found.keeps else firmness(prover, found.joint)


def weighed(standing: Standing, found: Contested) -> Standing:
    """The same with what its disagreements can change."""
    told = standing.advice.parties.model_copy(update={"contested": found})
    return replace(standing, advice=standing.advice.model_copy(update={"parties": told}))


def firmed(standing: Standing, found: Firmness | Settledness) -> Standing:
    """The same with how firm the position is."""
    if isinstance(found, Settledness):
        return replace(standing, firm=found.axes)
    explanation = standing.advice.explanation.model_copy(update={"firmness_missing": None})
    told = {"firmness": found, "explanation": explanation}
    return replace(
        standing, firm=found.settled.axes, advice=standing.advice.model_copy(update=told)
    )
