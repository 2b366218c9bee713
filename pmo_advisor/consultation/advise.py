"""Advise: from one or several sheets to the advice."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from pmo_advisor import __version__
from pmo_advisor.consultation.assemble import assemble_position, assemble_roadmap, warnings
from pmo_advisor.logic.facts import Facts, read
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import (
    Advice,
    Notice,
    Parties,
    PartyPosition,
    Provenance,
    Remark,
    ServiceItem,
    SheetMark,
    ValuePlan,
)
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, ScaleQuestion
from pmo_advisor.model.sheet import UNKNOWN, Sheet
from pmo_advisor.model.text import Text
from pmo_advisor.parties.differences import differences
from pmo_advisor.parties.joint import joint_answers
from pmo_advisor.reasoning.boundaries import boundaries
from pmo_advisor.reasoning.conclude import Concluded, Outcomes, conclude, position_only
from pmo_advisor.reasoning.explain import explanation, position_reasons
from pmo_advisor.reasoning.services import offered, schedule
from pmo_advisor.reasoning.staffing import people_at
from pmo_advisor.reasoning.value import plan, verdict

LEAST_FOR_STRAIGHT_LINING = 6
"""Fewer equal scale answers than this say nothing about how a sheet was filled."""


def advise(
    program: Program,
    sheets: Sequence[Sheet],
    engine: Outcomes,
    firmness_missing: Text,
    digests: Sequence[str] = (),
) -> Advice:
    """The advice of the joint sheet.

    ``digests`` are the fingerprints of the sheets, in the same order, for the provenance;
    ``firmness_missing`` says why firmness is null.
    """
    answers = joint_answers(program.rulebook, sheets)
    facts = read(program, answers)
    concluded = conclude(program, facts.known, engine)
    reasons = position_reasons(program, concluded.known, concluded.outcomes["position"])
    date = max((one.date for one in sheets if one.date), default=None)
    core_problem = answers.get("core_problem")
    stated = core_problem if isinstance(core_problem, str) and core_problem != UNKNOWN else None
    rulebook, decision = program.rulebook, concluded.decision

    offers = offered(rulebook, concluded.outcomes["services"]) if decision.stands else []
    base = concluded.staffing.base if concluded.staffing else None
    people = {one.number: people_at(one, base) for one in rulebook.catalog.stages}
    services = schedule(offers, people, base)
    return Advice(
        position=assemble_position(program, concluded, reasons, offers, stated, date),
        services=services,
        roadmap=assemble_roadmap(rulebook, concluded, services) if decision.stands else None,
        staffing=concluded.staffing,
        value=_value(program, concluded, stated, services),
        boundaries=boundaries(rulebook, decision.type, concluded.known),
        warnings=warnings(program, concluded),
        parties=_parties(program, sheets, answers, engine),
        explanation=explanation(
            program,
            concluded.known,
            concluded.outcomes,
            decision,
            reasons,
            firmness_missing,
        ),
        provenance=_provenance(program, sheets, digests, answers, facts, date),
    )


def _value(
    program: Program, concluded: Concluded, stated: str | None, services: Sequence[ServiceItem]
) -> ValuePlan | None:
    rulebook, outcomes = program.rulebook, concluded.outcomes["value"]
    if concluded.decision.stands:
        return plan(rulebook, outcomes, concluded.decision.type, stated, services)
    today = verdict(rulebook, outcomes)
    return ValuePlan(questions=(), metrics=(), verdict=today) if today else None


def _parties(
    program: Program, sheets: Sequence[Sheet], joint: Mapping[str, Value], engine: Outcomes
) -> Parties:
    present = tuple(party for party in PARTIES if any(one.party == party for one in sheets))
    positions: list[PartyPosition] = []
    for party in present:
        own = [one for one in sheets if one.party == party]
        facts = read(program, joint_answers(program.rulebook, own))
        decision = position_only(program, facts.known, engine)
        positions.append(
            PartyPosition(
                party=party,
                sheets=len(own),
                type=decision.type,
                level=decision.level,
                control=decision.control,
                lifetime=decision.lifetime,
            )
        )
    return Parties(
        present=present,
        missing=tuple(party for party in PARTIES if party not in present),
        sheets=len(sheets),
        positions=tuple(positions),
        differences=differences(program.rulebook, sheets, joint),
    )


def _provenance(
    program: Program,
    sheets: Sequence[Sheet],
    digests: Sequence[str],
    answers: dict[str, Value],
    facts: Facts,
    date: datetime.date | None,
) -> Provenance:
    marks = tuple(
        SheetMark(party=one.party, date=one.date, fingerprint=digest)
        for one, digest in zip(sheets, [*digests, *[""] * len(sheets)], strict=False)
    )
    return Provenance(
        program=__version__,
        knowledge=program.rulebook.fingerprint,
        sheets=marks,
        organization=_first(one.organization for one in sheets),
        unit=_first(one.unit for one in sheets),
        date=date,
        questionnaire=_first(one.questionnaire for one in sheets),
        answers=answers,
        notices=(*_notices(program, sheets, facts), *_of_sheets(sheets, digests)),
        remarks=tuple(
            Remark(fact=fact, text=text, party=one.party, respondent=one.respondent)
            for one in sheets
            for fact, text in one.notes.items()
            if text
        ),
    )


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _notices(program: Program, sheets: Sequence[Sheet], facts: Facts) -> tuple[Notice, ...]:
    impossible = {one.id: one.because for one in program.rulebook.impossible}
    notices = [Notice(kind="not_applicable", fact=fact) for fact in facts.unused]
    notices += [Notice(kind="impossible", because=impossible[name]) for name in facts.impossible]
    if any(straight(program, one) for one in sheets):
        notices.append(Notice(kind="straight_lining"))
    return tuple(notices)


def _of_sheets(sheets: Sequence[Sheet], digests: Sequence[str]) -> tuple[Notice, ...]:
    """Whether the sheets are of several organisations or units, and whether one came twice."""
    notices: list[Notice] = []
    for names in ({one.organization for one in sheets}, {one.unit for one in sheets}):
        found = sorted(name for name in names if name)
        if len(found) > 1:
            notices.append(Notice(kind="organizations", names=tuple(found)))
    if len(set(digests)) < len(digests):
        notices.append(Notice(kind="same_sheet"))
    return tuple(notices)


def straight(program: Program, sheet: Sheet) -> bool:
    """Whether a sheet gives the same answer to every symptom scale: then rank says nothing."""
    given = [
        sheet.answers[one.id]
        for one in program.rulebook.questions
        if isinstance(one, ScaleQuestion) and one.id.startswith("pain_")
        if sheet.answers.get(one.id, UNKNOWN) != UNKNOWN
    ]
    return len(given) >= LEAST_FOR_STRAIGHT_LINING and len(set(given)) == 1
