from __future__ import annotations

from pathlib import Path

import pytest

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge.coverage import ITEMS, coverage
from tests.knowledge.world import TINY, World


def test_the_items_are_s01_to_s73() -> None:
    assert (len(ITEMS), ITEMS[0], ITEMS[-1]) == (73, "S01", "S73")


def test_everything_that_carries_an_item_is_named() -> None:
    carried = {item: [str(one) for one in found] for item, found in coverage(base=TINY).items()}
    assert set(carried) == set(ITEMS)
    assert "question:mood" in carried["S01"]
    assert "rule:black.problem" in carried["S01"]
    assert "types:black" in carried["S01"]
    assert "services:pour" in carried["S01"]
    assert "template:note.txt.j2" in carried["S01"]
    assert "texts:tiny.yaml" in carried["S02"]
    assert carried["S03"] == []
    assert not any(one.startswith("sources:") for found in carried.values() for one in found)


def test_packs_count_and_comments_may_name_several_items(tmp_path: Path) -> None:
    pack = World(tmp_path)
    pack.add("templates/x.j2", "{#- sources: S40 S41 -#}\n")
    pack.add("texts/x.yaml", "  # sources: S42, S43\nx: {zh: 字, en: word}\n")
    found = coverage([tmp_path], base=TINY)
    assert [item for item in ITEMS if found[item] and item > "S03"] == ["S40", "S41", "S42", "S43"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        coverage([tmp_path / "none"])
