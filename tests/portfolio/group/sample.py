"""Groups to look at: the example of twelve units, and small ones made of it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from pmo_advisor.consultation.clients import read_clients
from pmo_advisor.model.portfolio import Portfolio, UnitItem
from pmo_advisor.portfolio.group.assemble import assemble
from pmo_advisor.portfolio.group.intake import units_of
from pmo_advisor.reasoning.sweep.sweep import Sweep
from tests.shipped import ROOT, program

FILE = ROOT / "examples" / "group-12-units" / "group.csv"
PUMPS, VALVES, WATER = "泵业 Pumps", "阀门 Valves", "水处理 Water Treatment"
ENERGY, INTERNATIONAL = "能源服务 Energy Services", "海外事业部 International"
STRATEGY, RESEARCH = "战略与运营部 Strategy and Operations", "中央研究院 Central R&D"
SOFTWARE, INSTRUMENTS = "控制软件所 Control Software", "仪表所 Instruments"
OFFICE = "总裁办 President's Office"

Row = Mapping[str, str]
Change = Callable[[dict[str, str]], object]


@cache
def sweep() -> Sweep:
    return Sweep(program())


@cache
def rows() -> tuple[Row, ...]:
    """The sheets of the example."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def read(path: Path, smallest: int | None = None) -> Portfolio:
    """The group of a file."""
    clients = read_clients(program().rulebook, [path])
    return assemble(sweep(), units_of(clients), clients.columns, smallest=smallest)


@cache
def example(smallest: int | None = None) -> Portfolio:
    return read(FILE, smallest)


def write(path: Path, sheets: Iterable[Row]) -> Path:
    """A table of these sheets."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows()[0]))
        writer.writeheader()
        writer.writerows(sheets)
    return path


def changed(path: Path, change: Change, smallest: int | None = None) -> Portfolio:
    """The example with every sheet passed through ``change``, which keeps it unless it is False."""
    sheets = [dict(one) for one in rows()]
    return read(write(path, [one for one in sheets if change(one) is not False]), smallest)


def unit(group: Portfolio, name: str) -> UnitItem:
    return next(one for one in group.units if one.name == name)
