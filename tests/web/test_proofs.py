"""Proofs beside the requests: one at a time, and who waits for one is never left without word."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Advice
from pmo_advisor.web.proofs import Proofs
from tests import needs
from tests.shipped import consult_on


def _until(sign: Path) -> None:
    while not sign.exists():
        time.sleep(0.01)


def _waits_for(_program: Program, sign: Path) -> None:
    _until(sign)


def test_who_waits_for_a_proof_that_a_later_wish_replaces_goes_on_without_it(
    tmp_path: Path,
) -> None:
    needs.solver()
    advice, sign = consult_on({"core_problem": "methods_missing"}), tmp_path / "sign"
    proofs = Proofs(())
    came: list[Advice | None] = []
    try:
        # The process and its queue are busy, so the first wish stands and is not begun.
        busy = [proofs.begin(f"busy {one}", _waits_for, sign) for one in range(3)]
        waiting = threading.Thread(
            target=lambda: came.append(proofs.wish("somebody", "earlier", [], advice, 60))
        )
        waiting.start()
        while not proofs.is_coming("earlier"):
            time.sleep(0.01)
        with ThreadPoolExecutor(1) as later:
            later.submit(proofs.wish, "somebody", "later", [], advice, 0).result()
        waiting.join(60)
        assert came == [None]
        sign.touch()
        assert [one.result(60) for one in busy] == [None] * 3
    finally:
        sign.touch()
        proofs.close()


def test_a_proof_that_is_asked_for_as_the_server_ends_is_given_up(tmp_path: Path) -> None:
    needs.solver()
    proofs = Proofs(())
    proofs.close()
    assert proofs.begin("late", _waits_for, tmp_path / "sign").cancelled()


def _counts(_program: Program, sign: Path) -> str:
    with sign.open("a", encoding="ascii") as file:
        file.write("once ")
    return sign.read_text("ascii")


def test_what_rests_on_the_same_is_proved_once(tmp_path: Path) -> None:
    needs.solver()
    proofs = Proofs(())
    try:
        told = [proofs.begin("same", _counts, tmp_path / "sign") for _ in range(3)]
        assert [one.result(60) for one in told] == ["once "] * 3
        assert proofs.begin("other", _counts, tmp_path / "sign").result(60) == "once once "
    finally:
        proofs.close()
