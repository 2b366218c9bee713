"""A group: the conclusions of each unit alone, and what follows from seeing them together."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pmo_advisor.errors import BadInput, Place
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.portfolio import Pmo, Portfolio
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.portfolio.group.tree import Tree, Unit
from tests.portfolio.group import sample
from tests.portfolio.group.sample import (
    ENERGY,
    INSTRUMENTS,
    INTERNATIONAL,
    OFFICE,
    PUMPS,
    RESEARCH,
    SOFTWARE,
    STRATEGY,
    VALVES,
    WATER,
)
from tests.shipped import consult, consult_on, program

KEYS = ("organization", "unit", "parent", "party")


@cache
def alone() -> dict[str, Advice]:
    """Each unit's own advice, by the plain evaluator on its sheets."""
    sheets: dict[str, list[Sheet]] = {}
    questions = program().rulebook.question
    for row in sample.rows():
        answers = {
            fact: int(value) if questions[fact].kind in ("scale", "number") else value
            for fact, value in row.items()
            if fact not in KEYS and value and value != "unknown"
        }
        party = row["party"] or None
        sheets.setdefault(row["unit"], []).append(
            Sheet.model_validate({"party": party, "answers": answers})
        )
    return {unit: consult(*given) for unit, given in sheets.items()}


def pmo_of(group: Portfolio, name: str) -> Pmo:
    return group.pmos[(sample.unit(group, name).pmo or 0) - 1]


def ties(group: Portfolio, pmo: Pmo) -> set[tuple[str, str, int | str]]:
    return {(one.line, one.to, one.other) for one in group.ties if one.pmo == pmo.number}


def test_each_unit_has_the_conclusions_of_its_own_advice() -> None:
    group = sample.example()
    for unit in group.units:
        advice = alone()[unit.name]
        position, staffing = advice.position, advice.staffing
        assert unit.type == position.type
        assert unit.tied_with == position.tied_with
        assert unit.target_type == position.target_type
        assert (unit.level, unit.control) == (position.level, position.control)
        assert unit.stage == (advice.roadmap.current_stage if advice.roadmap else None)
        assert unit.base == (staffing.base if staffing else None)
        assert unit.transferred == (staffing.transferred if staffing else None)
        assert unit.net_new == (staffing.net_new if staffing else None)
        assert unit.missing == (staffing.missing if staffing else ())
        gates = (*position.gates, *position.confirm_first)
        mine = [one for one in gates if one.type in (None, position.type)]
        stands = position.level is not None
        assert unit.confirm == (stands and any(one.outcome == "open" for one in mine))


def test_what_most_units_lack_is_counted_as_their_own_roadmaps_say() -> None:
    group = sample.example()
    lacking: Counter[str] = Counter()
    warned: Counter[str] = Counter()
    for unit in group.units:
        advice = alone()[unit.name]
        warned.update(one.rule for one in advice.warnings)
        if advice.roadmap:
            next_ones = [
                one for one in advice.roadmap.stages if one.stage > advice.roadmap.current_stage
            ][:1]
            lacking.update(
                condition.rule
                for stage in next_ones
                for condition in stage.conditions
                if condition.outcome == "refuted"
            )
    assert {one.id: one.units for one in group.unmet} == dict(lacking)
    assert {one.id: one.units for one in group.warnings} == dict(warned)
    counts = [one.units for one in group.unmet]
    assert counts == sorted(counts, reverse=True)


def test_units_with_the_same_demand_share_and_the_one_with_most_authority_anchors() -> None:
    group = sample.example()
    shared = pmo_of(group, PUMPS)
    members = [sample.unit(group, one).number for one in (PUMPS, VALVES, WATER)]
    assert list(shared.units) == members
    assert shared.sharing is not None
    assert shared.sharing.anchor == sample.unit(group, PUMPS).number
    assert shared.sharing.anchored_by == "anchor.authority"
    assert shared.head == group.title


def test_a_unit_with_another_problem_keeps_its_own(tmp_path: Path) -> None:
    group = sample.example()
    assert pmo_of(group, ENERGY).sharing is None
    assert sample.unit(group, ENERGY).type == sample.unit(group, PUMPS).type

    def agree(row: dict[str, str]) -> None:
        if row["unit"] == ENERGY and row["core_problem"]:
            row["core_problem"] = "deliveries_unowned"

    joined = sample.changed(tmp_path / "group.csv", agree)
    assert sample.unit(joined, ENERGY).number in pmo_of(joined, PUMPS).units


def test_the_sponsor_who_reaches_furthest_comes_before_authority(tmp_path: Path) -> None:
    def reach(row: dict[str, str]) -> None:
        if row["unit"] == WATER and row["sponsor_reach"]:
            row["sponsor_reach"] = "whole"

    group = sample.changed(tmp_path / "group.csv", reach)
    sharing = pmo_of(group, WATER).sharing
    assert sharing is not None
    assert sharing.anchor == sample.unit(group, WATER).number
    assert sharing.anchored_by == "anchor.sponsor_reach"


def test_a_shared_pmo_is_sized_like_one_unit_with_all_the_counts() -> None:
    group = sample.example()
    sharing = pmo_of(group, PUMPS).sharing
    assert sharing is not None
    answers = dict(alone()[PUMPS].provenance.answers)
    adds = program().rulebook.catalog.arrangements[0].shares
    assert adds is not None
    for fact in adds.adds:
        given = [alone()[one].provenance.answers.get(fact) for one in (PUMPS, VALVES, WATER)]
        known = [one for one in given if isinstance(one, int)]
        if len(known) == len(given):
            answers[fact] = sum(known)
    staffing = consult_on(answers).staffing
    assert staffing is not None
    assert sharing.people == staffing.base
    own = [sample.unit(group, one).base for one in (PUMPS, VALVES, WATER)]
    assert sharing.apart is not None
    assert sharing.apart.low == sum(one.low for one in own if one)


def test_a_shared_pmo_is_not_sized_where_one_unit_lacks_a_driver(tmp_path: Path) -> None:
    def forget(row: dict[str, str]) -> None:
        if row["unit"] == VALVES:
            row["parallel_deliveries"] = ""

    group = sample.changed(tmp_path / "group.csv", forget)
    sharing = pmo_of(group, VALVES).sharing
    assert sharing is not None
    assert (sharing.people, sharing.unsized) == (None, "driver")
    assert sharing.missing == ("parallel_deliveries",)
    assert group.totals.shared is None


def test_an_enterprise_pmo_above_or_beside_is_the_parent() -> None:
    group = sample.example()
    strategy, research = pmo_of(group, STRATEGY), pmo_of(group, RESEARCH)
    software = pmo_of(group, SOFTWARE)
    assert (strategy.parent, strategy.parent_rule) == (None, None)
    assert (research.parent, research.parent_rule) == (strategy.number, "parent.beside")
    assert (software.parent, software.parent_rule) == (research.number, "parent.above")
    assert sample.unit(group, INSTRUMENTS).pmo == software.number


def test_the_same_type_reports_to_its_parent_and_another_to_its_own_head() -> None:
    group = sample.example()
    strategy, research = pmo_of(group, STRATEGY), pmo_of(group, RESEARCH)
    assert ties(group, pmo_of(group, SOFTWARE)) == {
        ("solid", "parent", research.number),
        ("dotted", "head", RESEARCH),
    }
    assert ties(group, research) == {
        ("solid", "head", RESEARCH),
        ("dotted", "parent", strategy.number),
    }


def test_siblings_of_one_type_are_linked_by_dotted_lines() -> None:
    group = sample.example()
    linked = {(one.pmo, one.other, one.line) for one in group.ties if one.to == "siblings"}
    shared, energy = pmo_of(group, PUMPS).number, pmo_of(group, ENERGY).number
    international = pmo_of(group, INTERNATIONAL).number
    assert linked == {(shared, energy, "dotted"), (energy, international, "dotted")}


def test_every_pmo_has_exactly_one_solid_line() -> None:
    group = sample.example(1)
    solid = Counter(one.pmo for one in group.ties if one.line == "solid")
    assert solid == Counter(one.number for one in group.pmos)


def test_sums_are_those_of_the_ends_of_each_range() -> None:
    group = sample.example()
    sized = [one for one in group.units if one.base is not None]
    assert group.totals.sized == len(sized)
    assert group.totals.base is not None
    assert group.totals.base.low == sum(one.base.low for one in sized if one.base)
    assert group.totals.base.high == sum(one.base.high for one in sized if one.base)
    totals = group.totals
    assert totals.split_base is not None
    assert totals.transferred is not None
    assert totals.net_new is not None
    assert totals.transferred.low + totals.net_new.low == totals.split_base.low
    assert totals.transferred.high + totals.net_new.high == totals.split_base.high
    assert [(one.id, one.units) for one in totals.missing] == [("parallel_deliveries", 1)]


def test_people_far_beyond_the_range_stand_out() -> None:
    group = sample.example()
    found = [(one.unit, one.on, one.own) for one in group.outliers]
    assert found == [(sample.unit(group, ENERGY).number, "headcount", 21)]


def test_one_of_another_type_among_neighbours_of_one_type_stands_out(tmp_path: Path) -> None:
    def few(row: dict[str, str]) -> bool:
        return row["unit"] in (PUMPS, VALVES, WATER, INTERNATIONAL, RESEARCH)

    group = sample.changed(tmp_path / "group.csv", few)
    odd = [one for one in group.outliers if one.on == "type"]
    assert [(one.unit, one.own, one.peers, one.among) for one in odd] == [
        (sample.unit(group, RESEARCH).number, "rd", "business", 4)
    ]


def test_a_unit_with_two_sheets_is_named_as_such_and_told_nowhere_else() -> None:
    group = sample.example()
    assert [one.name for one in group.withheld] == [OFFICE]
    whole = group.model_dump(exclude={"withheld"})
    assert OFFICE not in str(whole)
    assert group.types.untold == group.levels.untold == group.stages.untold == 1
    assert group.assessed == len(group.units) + 1
    shown = {one.option: one.units for one in group.types.cells}
    assert shown == {**dict.fromkeys(shown, 0), **Counter(one.type for one in group.units)}


def test_one_row_for_each_unit_tells_of_no_unit_unless_that_is_asked_for(tmp_path: Path) -> None:
    def leads_only(row: dict[str, str]) -> bool:
        return row["party"] == "org_design" or row["unit"] == OFFICE

    group = sample.changed(tmp_path / "group.csv", leads_only)
    assert (group.units, group.pmos, group.ties, group.outliers) == ((), (), (), ())
    assert len(group.withheld) == group.assessed == 12
    everything = sample.read(tmp_path / "group.csv", 1)
    assert len(everything.units) == 12
    assert everything.withheld == ()
    assert sum(one.units for one in everything.types.cells) == 12


def test_units_that_stand_above_one_another_are_refused_with_their_rows(tmp_path: Path) -> None:
    def circle(row: dict[str, str]) -> None:
        above = {PUMPS: VALVES, VALVES: PUMPS}
        row["parent"] = above.get(row["unit"], row["parent"])

    with pytest.raises(BadInput) as caught:
        sample.changed(tmp_path / "group.csv", circle)
    faults = caught.value.faults
    assert [one.message for one in faults] == ["portfolio.circle"]
    assert faults[0].values["way"] == f"{PUMPS} → {VALVES} → {PUMPS}"
    assert all(one.place and one.place.key == "parent" and one.place.line for one in faults)


def chained(*pairs: tuple[str, str]) -> list[Unit]:
    """Units of one organisation, each with its parent, a row for each."""
    return [
        Unit("O", name, parent, 1, Place("g.csv", row))
        for row, (name, parent) in enumerate(pairs, 2)
    ]


def test_each_circle_is_told_once_with_its_way_and_none_of_those_below_it() -> None:
    units = chained(("x", "a"), ("a", "b"), ("b", "c"), ("c", "a"), ("d", "d"), ("e", "x"))
    with pytest.raises(BadInput) as caught:
        Tree(units)
    assert [one.values["way"] for one in caught.value.faults] == ["a → b → c → a", "d → d"]
    assert [one.place.line for one in caught.value.faults if one.place] == [3, 6]


def test_a_long_circle_is_told_shortly() -> None:
    names = [str(place) for place in range(5000)]
    with pytest.raises(BadInput) as caught:
        Tree(chained(*zip(names, [*names[1:], names[0]], strict=True)))
    (fault,) = caught.value.faults
    assert len(str(fault.values["way"])) < 200


def test_an_organisation_may_stand_under_one_that_has_no_sheet() -> None:
    tree = Tree([Unit("A", "", "Holding", 1), Unit("B", "", "Holding", 1), Unit("A", "x", "", 1)])
    assert tree.above(("A", "")) == tree.above(("B", "")) == ("", "Holding")
    assert list(tree.chain(("A", "x"))) == [("A", "x"), ("A", ""), ("", "Holding")]


def test_a_parent_that_is_much_like_a_unit_is_pointed_at() -> None:
    units = chained(("Machinery", ""), ("x", "Machinry"), ("y", "Machinry"), ("z", "Elsewhere"))
    (note,) = Tree(units).misnamed(units)
    assert (note.values["parent"], note.hint) == ("Machinry", "Machinery")
    assert note.place
    assert note.place.line == 3


def test_a_parent_without_a_sheet_holds_its_place_in_the_tree(tmp_path: Path) -> None:
    def below(row: dict[str, str]) -> None:
        if row["unit"] in (PUMPS, VALVES):
            row["parent"] = "Machinery"

    group = sample.changed(tmp_path / "group.csv", below)
    assert [one.kind for one in group.notices if one.kind == "unlisted_parent"]
    shared = pmo_of(group, PUMPS)
    assert shared.head == "Machinery"
    assert sample.unit(group, WATER).number not in shared.units


def test_the_same_file_gives_the_same_portfolio() -> None:
    first, second = sample.read(sample.FILE), sample.read(sample.FILE)
    assert first.model_dump_json() == second.model_dump_json()
