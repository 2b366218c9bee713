"""From the units of a group and their joint answers to all that is said of the group."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from pmo_advisor import __version__
from pmo_advisor.logic.program import Program
from pmo_advisor.model.columns import Columns
from pmo_advisor.model.portfolio import (
    Notice,
    Origin,
    Portfolio,
    Totals,
    UnitItem,
    Withheld,
)
from pmo_advisor.portfolio.group.concluded import Concluded, conclusions
from pmo_advisor.portfolio.group.counting import Counting
from pmo_advisor.portfolio.group.lines import lines, shown
from pmo_advisor.portfolio.group.outliers import outliers
from pmo_advisor.portfolio.group.sharing import Group, Shared, shared
from pmo_advisor.portfolio.group.telling import Telling
from pmo_advisor.portfolio.group.tree import Tree, Unit
from pmo_advisor.reasoning.sweep.sweep import Sweep

SMALLEST = "smallest_cell"
"""The threshold that says how few sheets may be told."""
CORE_PROBLEM = "core_problem"


def assemble(
    sweep: Sweep,
    units: Sequence[Unit],
    answers: Columns,
    *,
    smallest: int | None = None,
    title: str = "",
    rejected: int = 0,
) -> Portfolio:
    """The group of these units; ``answers`` are the joint ones, a row for each unit.

    ``smallest`` is the fewest sheets that what is told rests on, the catalogue's where None;
    ``rejected`` the rows of the file that could not be read. Raises BadInput for circles of units.
    """
    program = sweep.program
    tree = Tree(units)
    found = tuple(conclusions(sweep, answers, len(units)))
    limit = smallest or program.rulebook.threshold.get(SMALLEST, 1)
    telling = Telling([one.sheets for one in units], limit)
    group = Group(units, found, tree, telling.open)
    sharings = shared(sweep, group)
    named = title or _only(units)
    drawn = lines(program, group, sharings, named)
    counting = Counting(program.rulebook, found, telling)
    served = {unit: pmo.number for pmo in drawn.pmos for unit in pmo.units}
    return Portfolio(
        title=named,
        organizations=tuple(dict.fromkeys(one.organization for one in units if one.organization)),
        assessed=len(units),
        smallest=limit,
        types=counting.types(),
        levels=counting.levels(),
        stages=counting.stages(),
        clearness=counting.clearness(),
        totals=_totals(counting, sharings),
        units=tuple(
            _item(program, units[one], found[one], tree, one, served, named) for one in telling.open
        ),
        withheld=tuple(
            Withheld(organization=units[one].organization, name=units[one].name)
            for one in telling.small
        ),
        pmos=drawn.pmos,
        ties=drawn.ties,
        unmet=counting.tallies(lambda one: one.unmet),
        waiting=counting.tallies(lambda one: one.waiting),
        warnings=counting.tallies(lambda one: one.warnings),
        gates=counting.tallies(lambda one: one.gates),
        outliers=outliers(program, group),
        notices=_notices(telling, found, tree, rejected),
        origin=Origin(
            program=__version__,
            knowledge=program.rulebook.fingerprint,
            sheets=sum(one.sheets for one in units),
            fingerprint=_fingerprint(units, answers),
        ),
    )


def _only(units: Sequence[Unit]) -> str:
    """The one organisation, if there is only one."""
    names = {one.organization for one in units}
    return next(iter(names)) if len(names) == 1 else ""


def _totals(counting: Counting, sharings: Sequence[Shared]) -> Totals:
    pairs = [(one.told.apart, one.told.people) for one in sharings]
    known = [(apart, people) for apart, people in pairs if apart and people]
    return counting.totals(known if len(known) == len(pairs) else None)


def _item(
    program: Program,
    unit: Unit,
    found: Concluded,
    tree: Tree,
    number: int,
    served: dict[int, int],
    title: str,
) -> UnitItem:
    code = found.known.get(CORE_PROBLEM)
    domain = program.domains.get(CORE_PROBLEM)
    return UnitItem(
        number=number + 1,
        organization=unit.organization,
        name=unit.name,
        above=shown(tree.above(unit.node), title),
        sheets=unit.sheets,
        core_problem=str(domain.decode(code)) if domain and code is not None else None,
        type=found.type,
        tied_with=found.tied_with,
        target_type=found.target_type,
        confirm=found.confirm,
        level=found.level,
        target_level=found.target_level,
        control=found.control,
        lifetime=found.lifetime,
        stage=found.stage,
        base=found.base,
        transferred=found.transferred,
        net_new=found.net_new,
        today=found.today,
        against_today=found.against_today,
        extrapolated=found.extrapolated,
        missing=found.missing,
        pmo=served.get(number + 1),
    )


def _notices(
    telling: Telling, found: Sequence[Concluded], tree: Tree, rejected: int
) -> tuple[Notice, ...]:
    counts = (
        Notice(kind="rejected", count=rejected),
        Notice(kind="impossible", count=len(telling.where(lambda one: found[one].impossible))),
        Notice(kind="unused", count=len(telling.where(lambda one: found[one].unused))),
        Notice(kind="unlisted_parent", count=len(tree.unlisted)),
    )
    return tuple(one for one in counts if one.count)


def _fingerprint(units: Sequence[Unit], answers: Columns) -> str:
    """Twelve hexadecimal digits that change with any unit or joint answer."""
    total = hashlib.sha256()
    for one in units:
        total.update(f"{one.organization}\0{one.name}\0{one.parent}\0{one.sheets}\0".encode())
    for fact in sorted(answers):
        total.update(fact.encode() + np.ascontiguousarray(answers[fact], "<i8").tobytes())
    return total.hexdigest()[:12]
