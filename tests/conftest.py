"""What all tests share: the long ones leave their figures behind."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from typing import Any

import pytest

from pmo_advisor.model.packproof import PackProof
from tests import shipped, soak

LONGEST = (
    "test_every_page.py",
    "test_whole_workshop.py",
    "test_spark.py",
    "test_wheel.py",
    "test_pack_prove.py",
)
"""Files of few tests that take half a minute or more."""

_PART = "endurance"
"""The long tests of the server, whose figures stand apart."""


@pytest.fixture(scope="session")
def proof(tmp_path_factory: pytest.TempPathFactory) -> PackProof:
    """What is proved of the shipped knowledge: half a minute, so the first process to ask does it
    for all of them.
    """
    folder = tmp_path_factory.getbasetemp()
    done = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "proof.json"
    try:
        done.with_suffix(".begun").touch(exist_ok=False)
    except FileExistsError:
        deadline = time.monotonic() + 300
        while not done.exists():
            assert time.monotonic() < deadline, "the proof does not come"
            time.sleep(0.1)
        return PackProof.model_validate_json(done.read_text("utf-8"))
    found = shipped.proof()
    part = done.with_suffix(".part")
    part.write_text(found.model_dump_json(), "utf-8")
    part.replace(done)
    return found


@pytest.fixture
def figures() -> dict[str, Any]:
    """What a long test wants to be remembered, beside its count and its time."""
    return {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep the figures of each long test that ran in full and passed."""
    report = yield
    mark = item.get_closest_marker("soak")
    if soak.FULL and mark is not None and report.when == "call" and report.passed:
        what, times = mark.args
        found = {"what": what, "times": times, "seconds": round(report.duration, 2)}
        if _PART in item.path.parts:
            found["part"] = _PART
        given = getattr(item, "funcargs", {}).get("figures", {})
        soak.record({**found, **given})
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest is begun first, so that no process waits for the other in the end.

    In full, what measures memory runs before the others have made the process large.
    """
    items.sort(key=lambda item: item.path.name not in LONGEST)
    if soak.FULL:
        items.sort(key=lambda item: "figures" not in getattr(item, "fixturenames", ()))
