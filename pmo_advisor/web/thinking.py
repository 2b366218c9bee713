"""What is concluded from a workshop's answers: at once what is quick, in the background the proof.

A conclusion is kept by what it was made of (people, answers, rounds), so that writing a note costs
no new proof. When a proof is done, everybody who watches the workshop is told.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from typing import Literal, TypeVar

from pmo_advisor.consultation.firm import provable
from pmo_advisor.consultation.workshop import standing as workshop_standing
from pmo_advisor.consultation.workshop.standing import (
    Reasons,
    Standing,
    Weighable,
    firm,
    firmed,
    weigh,
    weighable,
    weighed,
)
from pmo_advisor.logic.program import Program
from pmo_advisor.model.firmness import Contested, Firmness, Settledness
from pmo_advisor.model.workshop import Whole
from pmo_advisor.reasoning.conclude import Outcomes
from pmo_advisor.store import whole
from pmo_advisor.store.store import Store
from pmo_advisor.web.live import Hub
from pmo_advisor.web.proofs import Proofs

Found = TypeVar("Found")
State = Literal["working", "weighed", "done", "missing"]
"""How far the proof has come; ``missing`` where the part that proves is not installed or failed."""

KEPT = 48
"""Conclusions kept at once; the one longest unused goes first."""

_log = logging.getLogger(__name__)


class Thought:
    """How a workshop stands, getting firmer as the proof comes in."""

    def __init__(self, standing: Standing, state: State) -> None:
        self.standing = standing
        self.state = state
        self.finished = threading.Event()
        if state == "missing":
            self.finished.set()


class Thinking:
    """Concludes; the proofs are made elsewhere, in their turn."""

    def __init__(
        self,
        program: Program,
        engine: Outcomes,
        reasons: Reasons,
        store: Store,
        hub: Hub,
        proofs: Proofs,
    ) -> None:
        self._program, self._engine = program, engine
        self.reasons = reasons
        self._store, self._hub, self._proofs = store, hub, proofs
        self._kept: OrderedDict[str, Thought] = OrderedDict()
        self._lock = threading.Lock()

    def whole(self, workshop: str) -> Whole:
        """Everything of a workshop. Raises Missing."""
        with self._store.read() as connection:
            return whole.export(connection, workshop)

    def of(self, found: Whole, round_: int | None = None) -> Thought:
        """How the workshop stands after that round, or now. Quick; the proof may follow."""
        key = _key(found, round_)
        with self._lock:
            held = self._kept.get(key)
            if held is not None:
                self._kept.move_to_end(key)
                return held
        standing = workshop_standing.stand(self._program, self._engine, found, self.reasons, round_)
        proves = round_ is None and provable()
        made = Thought(standing, "working" if proves else "missing")
        with self._lock:
            made = self._kept.setdefault(key, made)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        if made.standing is standing and proves:
            self._weigh(made, found.workshop.id)
        return made

    def state(self, workshop: str) -> State:
        """How far the proof of a workshop has come; begins it where it has not begun."""
        return self.of(self.whole(workshop)).state

    def _weigh(self, thought: Thought, workshop: str) -> None:
        def done(found: Contested) -> None:
            thought.standing = weighed(thought.standing, found)
            thought.state = "weighed"
            self._hub.changed(workshop)
            self._firm(thought, workshop)

        self._prove(_weigh, weighable(thought.standing), thought, workshop, done)

    def _firm(self, thought: Thought, workshop: str) -> None:
        def done(found: Firmness | Settledness) -> None:
            thought.standing = firmed(thought.standing, found)
            thought.state = "done"
            self._hub.changed(workshop)
            thought.finished.set()

        # It rests on no disagreement, so what moves only those is not proved again.
        asked = weighable(thought.standing)._replace(given={})
        self._prove(_firm, asked, thought, workshop, done)

    def _prove(
        self,
        work: Callable[[Program, Weighable], Found],
        asked: Weighable,
        thought: Thought,
        workshop: str,
        done: Callable[[Found], None],
    ) -> None:
        def ended(future: Future[Found]) -> None:
            try:
                done(future.result())
            except Exception as error:
                # Without its proof a workshop goes on; the screen says that it is missing.
                given_up = isinstance(error, CancelledError | BrokenProcessPool)
                _log.warning("a proof is missing: %s", type(error).__name__, exc_info=not given_up)
                thought.state = "missing"
                self._hub.changed(workshop)
                thought.finished.set()

        key = f"{work.__name__} {json.dumps(asked, sort_keys=True)}"
        self._proofs.begin(key, work, asked).add_done_callback(ended)


def _weigh(program: Program, found: Weighable) -> Contested:
    from pmo_advisor.reasoning.prove.prover import Prover

    return weigh(Prover(program), found)


def _firm(program: Program, found: Weighable) -> Firmness | Settledness:
    from pmo_advisor.reasoning.prove.prover import Prover

    return firm(Prover(program), found)


def _key(found: Whole, round_: int | None) -> str:
    """A mark of everything that the conclusion is made of."""
    content = found.model_copy(
        update={
            "workshop": found.workshop.model_copy(update={"step": "prepare", "revision": 0}),
            "notes": (),
            "timers": (),
            "reservations": (),
            "decision": None,
        }
    )
    return hashlib.sha256(f"{round_}{content.model_dump_json()}".encode()).hexdigest()
