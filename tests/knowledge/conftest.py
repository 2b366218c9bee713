from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.world import World, copy_of_tiny


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other runs have kept changes nothing here, and nothing is left behind."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def tiny(tmp_path: Path) -> World:
    """A copy of the toy world that a test may spoil."""
    return copy_of_tiny(tmp_path / "world")
