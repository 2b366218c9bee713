"""The unit of work says of each organisation what ``advise`` says on the same sheets."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from pmo_advisor.model.advice import Advice, Range
from pmo_advisor.model.question import PARTIES
from pmo_advisor.model.sheet import UNKNOWN, Sheet
from tests import needs, soak
from tests.reasoning.sweep.test_shipped import sheet
from tests.shipped import consult, program

CLIENTS = max(120, soak.count(5_000))
BLOCK = 500


def assessed(groups: Sequence[Sequence[Sheet]]) -> list[dict[str, Any]]:
    """What the unit of work says of groups of sheets."""
    import pyarrow as pa

    from pmo_advisor.model import columns
    from pmo_advisor.portfolio.unit import FACT, Unit, sheet_schema

    domains = program().domains
    facts = [one.id for one in program().rulebook.questions if one.id in domains]
    rows: list[dict[str, Any]] = []
    for place, group in enumerate(groups):
        for one in group:
            answers = {
                FACT + fact: columns.UNKNOWN if value == UNKNOWN else domains[fact].encode(value)
                for fact in facts
                if (value := one.answers.get(fact, UNKNOWN)) is not None
            }
            party = PARTIES.index(one.party) if one.party else -1
            who = {"organization": f"group {place}", "unit": "", "party": party}
            rows.append({"=sheet": len(rows), **who, **answers})
    table = pa.Table.from_pylist(rows, schema=sheet_schema(program(), facts))
    found: list[dict[str, Any]] = Unit(program()).assess(table).to_pylist()
    return found


def advised(advice: Advice) -> dict[str, Any]:
    """The same of an advice."""
    position, staffing = advice.position, advice.staffing
    types = {one.option: one.evidence for one in position.fits["type"]}
    notices = advice.provenance.notices
    names = ("people", "transferred", "net_new")
    ranges = (staffing.base, staffing.transferred, staffing.net_new) if staffing else (None,) * 3
    gates = [one for one in position.gates if one.outcome != "fires"]
    return {
        "sheets": advice.parties.sheets,
        "parties": list(advice.parties.present),
        "type": position.type,
        "runner_up": position.runner_up,
        "secondary_type": position.secondary_type,
        "target_type": position.target_type,
        "tied_with": set(position.tied_with),
        "level": position.level,
        "target_level": position.target_level,
        "control": position.control,
        "lifetime": position.lifetime,
        "problem_confirmed": position.core_problem_confirmed,
        "type_evidence": types.get(position.type),
        "runner_up_evidence": types.get(position.runner_up or ""),
        "target_evidence": types.get(position.target_type or ""),
        "gates_open": [one.rule for one in gates if one.outcome == "open"],
        "gates_refuted": [one.rule for one in gates if one.outcome == "refuted"],
        "blocked_by": [one.rule for one in position.not_yet.gates] if position.not_yet else [],
        "current_stage": advice.roadmap.current_stage if advice.roadmap else None,
        "next_actions": (
            [one.rule for one in advice.roadmap.next_actions] if advice.roadmap else []
        ),
        **{
            name: end
            for one, found in zip(names, ranges, strict=True)
            for name, end in _ends(one, found).items()
        },
        "today": staffing.today if staffing else None,
        "against_today": staffing.against_today if staffing else None,
        "extrapolated": staffing.extrapolated if staffing else None,
        "project_managers_inside": staffing.project_managers_inside if staffing else None,
        "services": [one.service for one in advice.services],
        "verdict": advice.value.verdict.verdict if advice.value and advice.value.verdict else None,
        "warnings": [one.rule for one in advice.warnings],
        "unused_answers": [one.fact for one in notices if one.kind == "not_applicable"],
        "impossible": [one.because for one in notices if one.kind == "impossible"],
        "knowledge": advice.provenance.knowledge,
        "straight_lining": any(one.kind == "straight_lining" for one in notices),
    }


def _ends(name: str, found: Range | None) -> dict[str, int | None]:
    ends = (found.low, found.high) if found else (None, None)
    return {f"{name}_low": ends[0], f"{name}_high": ends[1]}


def told(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the result in the same form."""
    because = {one.id: one.because for one in program().rulebook.impossible}
    row = {name: value for name, value in row.items() if name not in _KEYS}
    row["tied_with"] = set(row["tied_with"])
    row["impossible"] = [because[one] for one in row["impossible"]]
    return row


_KEYS = ("=sheet", "organization", "unit")


@soak.long("random groups of sheets: a table is assessed as advise does", CLIENTS)
def test_every_client_is_told_what_advise_tells() -> None:
    needs.tables()
    dice = random.Random(11)  # noqa: S311  (nothing secret)
    left = CLIENTS
    kinds: set[str] = set()
    while left:
        count = min(BLOCK, left)
        left -= count
        groups = [
            [
                Sheet(party=dice.choice((*PARTIES, None)), answers=sheet(dice))
                for _ in range(dice.choice((1, 1, 2, 5)))
            ]
            for _ in range(count)
        ]
        groups[0] = [_straight(2)]
        for group, row in zip(groups, assessed(groups), strict=True):
            expected = advised(consult(*group))
            assert told(row) == expected, group
            kinds.add(row["type"])
    assert {"not_yet", "undetermined", "rd", "business", "support"} <= kinds


def _straight(step: int) -> Sheet:
    pains = [one.id for one in program().rulebook.questions if one.id.startswith("pain_")]
    return Sheet(answers=dict.fromkeys(pains, step))


def test_sheets_of_one_unit_are_never_parted() -> None:
    needs.tables()
    import pyarrow as pa

    from pmo_advisor.portfolio.unit import sheet_schema, whole_units

    schema = sheet_schema(program(), ())
    names = ["a"] * 3 + [""] * 2 + ["b"] * 7 + ["c"]
    rows = [
        {"=sheet": place, "organization": name, "unit": "", "party": -1}
        for place, name in enumerate(names)
    ]
    table = pa.Table.from_pylist(rows, schema=schema)
    for size in range(1, 16):
        parts = list(whole_units(table.to_batches(max_chunksize=2), size))
        assert pa.concat_tables(parts).equals(table)
        inside = [set(one["organization"].to_pylist()) - {""} for one in parts]
        assert sum(map(len, inside)) == len(set.union(*inside)), size
