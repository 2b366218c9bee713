"""The pages about batch tell every column, kind and option, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import needs
from tests.shipped import ROOT, program

PAGES = [ROOT / "docs" / "batch.md", ROOT / "docs" / "batch.zh.md"]


@pytest.fixture(params=PAGES, ids=lambda page: page.name, name="page")
def _page(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text(encoding="utf-8")


def _sections(page: str) -> list[str]:
    return re.split(r"^## ", page, flags=re.MULTILINE)[1:]


def test_every_column_is_told_in_its_order(page: str) -> None:
    needs.tables()
    from pmo_advisor.portfolio.unit import Unit

    told = re.findall(r"^\| `([^`]+)` \|", _sections(page)[1], re.MULTILINE)
    assert tuple(told) == Unit(program()).columns


def test_every_ending_is_told(page: str) -> None:
    from pmo_advisor.tables.kinds import ENDINGS

    told = re.findall(r"`(\.[a-z]+)`", _sections(page)[0])
    assert told == list(ENDINGS)


def test_limits_are_those_of_the_program(page: str) -> None:
    needs.tables()
    from pmo_advisor.tables.reading import MOST_COLUMNS
    from pmo_advisor.tables.xlsx_in import MOST_INFLATED

    plain = page.replace(",", "")
    assert f"{MOST_INFLATED // 1_000_000} MB" in plain
    assert str(MOST_COLUMNS) in plain
