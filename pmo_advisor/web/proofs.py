"""Proofs that take seconds: made one at a time in a process of their own, the last remembered.

In a thread they would hold up whoever saves an answer at the same time.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, TypeVar

from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.sheet import Sheet

Given = TypeVar("Given")
Made = TypeVar("Made")

REMEMBERED = 32
_worker: list[Program] = []
"""The knowledge, in the process that proves."""

_log = logging.getLogger(__name__)


class Proofs:
    """Firmness by a key of one's own, such as the fingerprint of the answers it rests on."""

    def __init__(self, packs: Sequence[Path]) -> None:
        self._packs = tuple(packs)
        self._futures: OrderedDict[str, Future[Any]] = OrderedDict()
        self._latest: dict[str, str] = {}
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    def known(self, key: str) -> Advice | None:
        """The proved advice, if it is remembered."""
        with self._lock:
            found = self._futures.get(key)
        if found is None or not found.done() or found.cancelled() or found.exception() is not None:
            return None
        advice: Advice = found.result()
        return advice

    def is_coming(self, key: str) -> bool:
        """Whether it is being proved, or waits for it."""
        with self._lock:
            found = self._futures.get(key)
        return found is not None and not found.done()

    def wish(
        self, whose: str, key: str, sheets: Sequence[Sheet], advice: Advice, patience: float | None
    ) -> Advice | None:
        """Have it proved, and wait ``patience`` seconds, or as long as it takes for None.

        What the same person wished before and is not begun yet is given up. None where it takes
        longer, or cannot be proved.
        """
        with self._lock:
            if not self._stands(key):
                earlier = self._futures.get(self._latest.get(whose, ""))
                if earlier is not None:
                    earlier.cancel()
                self._latest[whose] = key
            found = self._asked(key, _prove, (tuple(sheets), advice))
        try:
            return found.result(patience)
        except (NotYet, CancelledError):  # a later wish may have taken its place
            return None
        except (BrokenProcessPool, RuntimeError) as error:
            _log.warning("a proof was given up: %s", type(error).__name__)
            return None

    def begin(self, key: str, work: Callable[[Program, Given], Made], given: Given) -> Future[Made]:
        """Any other work on the same knowledge, in its turn; ``work`` is a function of a module.

        What is remembered by that key, or is coming, is not done again.
        """
        with self._lock:
            return self._asked(key, work, given)

    def _stands(self, key: str) -> bool:
        found = self._futures.get(key)
        return found is not None and not found.cancelled() and not _failed(found)

    def _asked(
        self, key: str, work: Callable[[Program, Given], Made], given: Given
    ) -> Future[Made]:
        if self._stands(key):
            self._futures.move_to_end(key)
            return self._futures[key]
        made = self._futures[key] = self._submit(work, given)
        while len(self._futures) > REMEMBERED:
            self._futures.popitem(last=False)
        return made

    def _submit(self, work: Callable[[Program, Given], Made], given: Given) -> Future[Made]:
        if self._closed:
            given_up: Future[Made] = Future()
            given_up.cancel()
            return given_up
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, context, _load, (self._packs,))
        try:
            return self._pool.submit(_work, work, given)
        except BrokenProcessPool:  # the process was killed: begin with another
            self._pool = None
            return self._submit(work, given)

    def close(self) -> None:
        """End the process, whatever it is about. What is asked for from now on is given up."""
        with self._lock:
            self._closed = True
            pool, self._pool = self._pool, None
        if pool is None:
            return
        working = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for one in working:
            with contextlib.suppress(OSError):
                one.terminate()


def _failed(found: Future[Advice]) -> bool:
    return found.done() and found.exception() is not None


def _load(packs: tuple[Path, ...]) -> None:
    """Load the knowledge, once, in the process that proves."""
    import signal

    # A server that was killed ends nothing itself, and nobody else would ever end this process.
    threading.Thread(target=_end_with_server, daemon=True).start()

    from pmo_advisor.knowledge import library
    from pmo_advisor.logic.program import bind

    # An interrupt at the terminal reaches every process; the server ends this one itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker.append(bind(library.load(packs)))


def _end_with_server() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(1)


def _work(work: Callable[[Program, Given], Made], given: Given) -> Made:
    return work(_worker[0], given)


def _prove(program: Program, given: tuple[tuple[Sheet, ...], Advice]) -> Advice:
    from pmo_advisor.consultation.firm import firm

    return firm(program, *given)
