"""Which parties count jointly only, and the advice without anything that would reveal them.

The conclusions stay, because they are the joint result: the position, services, stages, people,
measures. What goes is each sentence that could not be said without an answer of such a party: its
own position, differences, answers used, reasons, points, warnings, drivers of numbers. A gate or a
condition that rests on one stays, as a thing to be confirmed. So all that is shown is a function of
the conclusions and of what the others answered (docs/decisions/0014).
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

from pmo_advisor.consultation.advise import straight
from pmo_advisor.consultation.workshop import veil
from pmo_advisor.consultation.workshop.kept import PMO_PEOPLE, Resting, kept_facts, resting
from pmo_advisor.logic.bound import facts_of
from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Advice, Notice, Parties, Provenance, SheetMark
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.text import Text
from pmo_advisor.model.workshop import Person
from pmo_advisor.parties.agreement import agreement
from pmo_advisor.parties.differences import differences
from pmo_advisor.reasoning.boundaries import boundaries
from pmo_advisor.reports.edition import client_safe, without_capability

SMALL_PARTY = "small_party"
"""The threshold up to which a party is so small that its answers are those of persons."""


def is_small(rulebook: Rulebook, members: int) -> bool:
    """Whether so many people who answered are too few to hide one of them."""
    return members <= rulebook.threshold[SMALL_PARTY]


def joint_only(
    rulebook: Rulebook,
    people: Sequence[Person],
    sheets: Sequence[Sheet],
    left_out: Collection[Party] = (),
) -> tuple[Party, ...]:
    """The parties that count jointly only: small, by the sheets there are, and one declined.

    So does a party in ``left_out``, whose answers an import came without, until it answers anew.
    """
    absent = {*left_out}.difference(one.party for one in sheets)
    declined = {one.party for one in people if one.consent == "joint_only"}
    return tuple(
        party
        for party in PARTIES
        if party in absent
        or (party in declined and is_small(rulebook, sum(sheet.party == party for sheet in sheets)))
    )


def visible(
    program: Program,
    advice: Advice,
    sheets: Sequence[Sheet],
    hidden: Collection[Party],
    left_out: Collection[Party] = (),
    *,
    named: bool,
    kept_reason: Text,
) -> Advice:
    """What everybody may see of the advice of these sheets.

    ``hidden`` are the parties that count jointly only; one of ``left_out`` answered elsewhere, and
    is not missing. Where any answer may be theirs alone,
    firmness is left out, and ``kept_reason`` says why. Without names, nothing tells one person's
    sheet from another's in the same party. Always client-safe: no screen shows how able a PMO of
    one or two people is.
    """
    rulebook = program.rulebook
    shown = [one for one in sheets if one.party not in hidden]
    kept = kept_facts(rulebook, shown, hidden)
    safe = _veiled(program, advice, shown, kept, kept_reason) if kept else advice
    safe = safe.model_copy(
        update={
            "parties": _parties(rulebook, advice, shown, hidden, left_out, kept),
            "provenance": _provenance(program, advice, sheets, hidden, kept, named=named),
        }
    )
    if PMO_PEOPLE in kept:
        # Whether the PMO is of one or two people must not show either.
        safe = without_capability(safe, rulebook)
    return client_safe(safe, rulebook)


def _veiled(
    program: Program, advice: Advice, shown: Sequence[Sheet], kept: Collection[str], reason: Text
) -> Advice:
    rests = resting(program, kept)
    rulebook, date = program.rulebook, latest(shown)
    known = read(program, advice.provenance.answers).known
    bare = {fact: code for fact, code in known.items() if fact not in rests.facts}
    return Advice(
        position=veil.position(program, advice, rests, date),
        services=veil.services(advice, rests),
        roadmap=veil.roadmap(rulebook, advice, rests),
        staffing=veil.staffing(rulebook, advice, rests),
        value=veil.value(rulebook, advice, rests),
        boundaries=boundaries(rulebook, advice.position.type, bare),
        warnings=veil.warnings(advice, rests),
        parties=advice.parties,
        explanation=veil.explanation(program, advice, known, rests, reason),
        firmness=None,
        provenance=advice.provenance,
    )


def _parties(
    rulebook: Rulebook,
    advice: Advice,
    shown: Sequence[Sheet],
    hidden: Collection[Party],
    left_out: Collection[Party],
    kept: Collection[str],
) -> Parties:
    """Who takes part is no secret; positions and differences are those of the others alone."""
    told = advice.parties
    return Parties(
        present=told.present,
        missing=tuple(one for one in told.missing if one not in left_out),
        sheets=told.sheets,
        positions=tuple(one for one in told.positions if one.party not in hidden),
        differences=tuple(
            one
            for one in differences(rulebook, shown, advice.provenance.answers)
            if one.fact not in kept
        ),
        agreement=agreement(rulebook, shown),
        joint_only=tuple(one for one in PARTIES if one in hidden),
    )


def _provenance(
    program: Program,
    advice: Advice,
    sheets: Sequence[Sheet],
    hidden: Collection[Party],
    kept: Sequence[str],
    *,
    named: bool,
) -> Provenance:
    told, shown = advice.provenance, [one for one in sheets if one.party not in hidden]
    return Provenance(
        program=told.program,
        knowledge=told.knowledge,
        sheets=_marks(advice, sheets, hidden, latest(shown), named=named),
        organization=told.organization,
        unit=told.unit,
        date=latest(shown),
        questionnaire=told.questionnaire,
        answers={fact: value for fact, value in told.answers.items() if fact not in kept},
        notices=_notices(program, advice, shown, resting(program, kept), named=named),
        kept=tuple(kept),
    )


def latest(shown: Sequence[Sheet]) -> datetime.date | None:
    """The day of the last answer that may be told."""
    return max((one.date for one in shown if one.date), default=None)


def _marks(
    advice: Advice,
    sheets: Sequence[Sheet],
    hidden: Collection[Party],
    date: datetime.date | None,
    *,
    named: bool,
) -> tuple[SheetMark, ...]:
    """Whom each sheet speaks for; its day and digest where that gives no person away."""
    marks: list[SheetMark] = []
    for sheet, mark in zip(sheets, advice.provenance.sheets, strict=True):
        if sheet.party in hidden:
            marks.append(SheetMark(party=sheet.party, date=None, fingerprint=""))
        elif named:
            marks.append(mark)
        else:
            marks.append(SheetMark(party=sheet.party, date=date, fingerprint=""))
    order = (*PARTIES, None)
    return tuple(sorted(marks, key=lambda one: order.index(one.party)))


def _notices(
    program: Program, advice: Advice, shown: Sequence[Sheet], rests: Resting, *, named: bool
) -> tuple[Notice, ...]:
    """What should be known of the answers. How one person filled a sheet needs names to be told."""
    facts, because = read(program, advice.provenance.answers), _because(program)
    notices = [
        Notice(kind="not_applicable", fact=one) for one in facts.unused if one not in rests.facts
    ]
    notices += [
        Notice(kind="impossible", because=because[one])
        for one in facts.impossible
        if rests.facts.isdisjoint(facts_of(program.impossible[one]))
    ]
    if named and any(straight(program, one) for one in shown):
        notices.append(Notice(kind="straight_lining"))
    return tuple(notices)


def _because(program: Program) -> dict[str, Text]:
    return {one.id: one.because for one in program.rulebook.impossible}
