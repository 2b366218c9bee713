"""The same advice told by both: by ``advise`` for one client, by SWEEP in cells for many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pmo_advisor.authoring.facets import PARTS, Facets, Spelling, facets, told
from pmo_advisor.consultation.advise import advise
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Advice, Range
from pmo_advisor.model.domain import Value
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.text import Text
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reasoning.sweep.sweep import Sweep
from tests.reasoning.sweep.both import columns_of

NOT_PROVED = Text(zh="尚未证明", en="not proved")
Cells = dict[str, dict[str, Any]]


def advised(program: Program, *sheets: Sheet) -> Cells:
    """What ``advise`` says, by part and cell."""
    return of_advice(advise(program, sheets, PlainEngine(program), NOT_PROVED))


def of_advice(advice: Advice) -> Cells:
    position, staffing, value = advice.position, advice.staffing, advice.value
    gates = [(gate.rule, gate.outcome) for gate in position.gates if gate.outcome != "fires"]
    gates += [(gate.rule, "open") for gate in position.confirm_first]
    if position.not_yet is not None:
        gates += [(gate.rule, "refuted") for gate in position.not_yet.gates]
    confirmed = position.core_problem_confirmed
    measures = value.metrics if value else ()
    found: Cells = {
        **{
            part: _whole(getattr(position, part))
            for part in (
                *("type", "target_type", "runner_up", "secondary_type"),
                *("level", "target_level", "control", "lifetime"),
            )
        },
        "tied_with": dict.fromkeys(position.tied_with, "yes"),
        "gates": dict(gates),
        "interim": _whole(position.not_yet.alternative if position.not_yet else None),
        "problem_confirmed": _whole(None if confirmed is None else "yes" if confirmed else "no"),
        "stage": _whole(advice.roadmap.current_stage if advice.roadmap else None),
        "people": _range(staffing.base if staffing else None),
        "transferred": _range(staffing.transferred if staffing else None),
        "net_new": _range(staffing.net_new if staffing else None),
        "against_today": _whole(staffing.against_today if staffing else None),
        "services": {
            one.service: one.priority if one.stage is None else f"{one.priority} {one.stage}"
            for one in advice.services
        },
        "measures": {
            "reference" if one.kind == "reference" else "target": one.metric for one in measures
        },
        "verdict": _whole(value.verdict.verdict if value and value.verdict else None),
        "warnings": {one.rule: one.weight for one in advice.warnings},
    }
    if staffing is not None and staffing.extrapolated:
        found["people"]["extrapolated"] = "yes"
    if staffing is not None and staffing.project_managers_inside:
        found["people"]["project_managers_inside"] = "yes"
    return found


def swept(program: Program, sheets: Sequence[Mapping[str, Value]]) -> list[Cells]:
    """What SWEEP says of the same answers."""
    spelling = Spelling()
    found = swept_facets(program, sheets, spelling)
    return [
        {part: told(found, part, row, spelling) for part in PARTS} for row in range(len(sheets))
    ]


def swept_facets(
    program: Program, sheets: Sequence[Mapping[str, Value]], spelling: Spelling
) -> Facets:
    found = Sweep(program).conclude(columns_of(program, sheets), len(sheets))
    return facets(program, found, spelling)


def _whole(value: Any) -> dict[str, Any]:
    return {} if value is None else {"": value}


def _range(people: Range | None) -> dict[str, Any]:
    return {} if people is None else {"low": people.low, "high": people.high}
